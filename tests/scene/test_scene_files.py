# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes of every format open, broken ones say so, and nothing in them runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import bpy
import pytest

from addon.core.errors import InputError, OutputError
from addon.scene import scene_files
from tests.scene import stages
from tests.scene.snapshot import differences, snapshot

EXPORTERS: dict[str, Callable[[str], object]] = {
    ".blend": lambda path: bpy.ops.wm.save_as_mainfile(filepath=path),
    ".glb": lambda path: bpy.ops.export_scene.gltf(filepath=path, export_format="GLB"),
    ".gltf": lambda path: bpy.ops.export_scene.gltf(filepath=path, export_format="GLTF_SEPARATE"),
    ".obj": lambda path: bpy.ops.wm.obj_export(filepath=path),
    ".fbx": lambda path: bpy.ops.export_scene.fbx(filepath=path),
    ".usda": lambda path: bpy.ops.wm.usd_export(filepath=path),
    ".usdc": lambda path: bpy.ops.wm.usd_export(filepath=path),
}


# Blender's own FBX code; the newest numpy warns about it.
@pytest.mark.filterwarnings("ignore:Setting the shape on a NumPy array:DeprecationWarning")
@pytest.mark.parametrize("ending", list(EXPORTERS))
def test_every_format_opens(tmp_path: Path, ending: str) -> None:
    stages.add_box("Thing", (1.0, 2.0, 3.0))
    path = tmp_path / f"a scene ü{ending}"
    EXPORTERS[ending](str(path))
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    scene_files.open_scene(path)
    meshes = [each for each in stages.scene().objects if each.type == "MESH"]
    assert len(meshes) == 1
    bpy.context.view_layer.update()
    assert sorted(meshes[0].dimensions) == pytest.approx([1.0, 2.0, 3.0], rel=1e-4)


@pytest.mark.parametrize("ending", [*EXPORTERS, ".usdz"])
@pytest.mark.parametrize("data", [b"", b"this is no scene" * 40])
def test_a_broken_file_is_one_sentence(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"broken{ending}"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        scene_files.open_scene(path)
    assert f"broken{ending}" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "scene.skp"
    path.write_bytes(b"x")
    with pytest.raises(
        InputError, match=r"scene\.skp is not a scene; .*\.blend, \.glb, \.gltf, \.obj"
    ):
        scene_files.open_scene(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.blend is not there"):
        scene_files.open_scene(tmp_path / "missing.blend")


def test_scripts_in_a_file_do_not_run(tmp_path: Path) -> None:
    text = bpy.data.texts.new("run_me.py")
    text.write("import bpy\nbpy.data.objects['Box'].name = 'Ran'\n")
    text.use_module = True
    box = stages.add_box("Box")
    curve = box.driver_add("location", 0)
    curve.driver.expression = "__import__('bpy').app.driver_namespace.setdefault('ran', 1)"
    path = tmp_path / "a.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.app.driver_namespace.pop("ran", None)
    scene_files.open_scene(path)
    bpy.context.view_layer.update()
    assert "Box" in bpy.data.objects
    assert "ran" not in bpy.app.driver_namespace


def test_assets_are_written_with_what_they_need(tmp_path: Path) -> None:
    material = stages.add_material("Brick")
    before = snapshot()
    scene_files.write_assets(tmp_path / "a.blend", [material])
    assert differences(before, snapshot()) == []
    assert [each.name for each in tmp_path.iterdir()] == ["a.blend"]
    with bpy.data.libraries.load(str(tmp_path / "a.blend"), assets_only=True) as (there, _):
        assert list(there.materials) == ["Brick"]


def test_assets_where_nothing_can_be_written(tmp_path: Path) -> None:
    material = stages.add_material("Brick")
    with pytest.raises(OutputError, match="cannot be written"):
        scene_files.write_assets(tmp_path / "missing" / "a.blend", [material])
    assert material.asset_data is None
