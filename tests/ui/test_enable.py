# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What enabling loads, and that no draw and no poll loads anything more.

In processes of their own: the other tests load everything into this one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import bpy

from addon.core.request import GenerationRequest, Task
from addon.scene import planning, procedural, records, role_rows, variation_state
from addon.scene.locks import toggle_role, toggle_slot

ROOT = Path(__file__).resolve().parents[2]

# What classes, properties, draws and polls need besides `ui`; what only a running operator needs is
# imported inside its function.
NEEDED = {
    *("core", "core.badges", "core.color_space", "core.errors", "core.map_kind", "core.options"),
    *("scene", "scene.locked", "scene.records", "scene.role_list", "scene.surface_nodes"),
    *("scene.variation_data", "registration"),
}
WORK = {"background", "families", "material_work", "preference_work", "role_work", "sources"}
WORK |= {"wipe_view", "work"}

REGISTER = """
import bpy, json, sys
import addon
before = set(sys.modules)
addon.register()
print(json.dumps({"loaded": sorted(set(sys.modules) - before)}))
"""
DRAW = """
import bpy, json, sys
from types import SimpleNamespace
import addon
addon.register()
bpy.ops.wm.open_mainfile(filepath={path!r})
from addon.ui import role_panels, variation_panels
from tests.ui.layouts import Recorder, draw_all
obj = bpy.context.view_layer.objects.active
panel = SimpleNamespace(layout=Recorder())
row = bpy.context.scene.maquette_state.roles[0]
before = set(sys.modules)
drawn = []
for view in ("GRID", "TREE"):
    bpy.context.scene.maquette.variation_view = view
    drawn += draw_all()
variation_panels.draw_material_lock(panel, SimpleNamespace(object=obj, scene=bpy.context.scene))
role_panels.MAQUETTE_UL_roles.draw_item(None, None, panel.layout, None, row, 0, None, "", 0)
for name in dir(bpy.ops.maquette):
    getattr(bpy.ops.maquette, name).poll()
print(json.dumps({{"loaded": sorted(set(sys.modules) - before), "drawn": drawn}}))
"""


def test_enabling_loads_what_draws_need_and_no_more() -> None:
    loaded = _told(REGISTER)["loaded"]
    ours = {each.removeprefix("addon.") for each in loaded if each.startswith("addon.")}
    assert {each for each in ours if not each.startswith("ui")} == NEEDED
    assert not {f"ui.{name}" for name in WORK} & ours


def test_draws_and_polls_load_nothing(tmp_path: Path) -> None:
    path = tmp_path / "busy.blend"
    _save_busy_scene(path)
    told = _told(DRAW.format(path=str(path)))
    for name in ("apply_variation", "lock_role", "choose_look", "select_role", "wipe"):
        assert f"maquette.{name}" in told["drawn"]
    assert "Roughness" in told["drawn"]
    assert told["loaded"] == []


def _save_busy_scene(path: Path) -> None:
    """Something in every panel: a shown variation, a role, locks, a material with a record."""
    bpy.ops.mesh.primitive_cube_add()
    scene, cube = bpy.context.scene, bpy.context.object
    assert scene is not None
    assert cube is not None
    request = GenerationRequest(task=Task.VARIATIONS, count=2, seed=1)
    variation_state.store(scene, planning.plan_variations(scene, None, request))
    variation_state.apply_variation(scene, 0)
    role_rows.find_roles(scene)
    toggle_role(scene, "floor")
    toggle_slot(scene, cube, 0)
    brick = procedural.FAMILIES["brick"]
    material = procedural.build_material(procedural.from_look(brick, brick.looks[0]), "Brick")
    records.write_record(material, {"quality": {"roughness_std": 0.1}})
    bpy.ops.mesh.primitive_plane_add()
    bpy.context.object.data.materials.append(material)
    bpy.ops.wm.save_as_mainfile(filepath=str(path))


def _told(code: str) -> dict[str, list[str]]:
    """What a process says in its last line but for what Blender prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = [line for line in done.stdout.splitlines() if line.startswith('{"loaded"')]
    assert told, done.stderr
    return json.loads(told[0])
