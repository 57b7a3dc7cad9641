# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work with variations from the panel: judge, descend, lock, and compare as far as no window is
needed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import bpy
import pytest

from addon.core.request import GenerationRequest, Task
from addon.scene import locked, planning, variation_state
from addon.scene.variation_data import state_of
from addon.ui import compare, lineage, preferences, wipe_view
from addon.ui.properties import settings_of
from tests.ui.layouts import draw_all, forget_session

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_session()


def scene() -> bpy.types.Scene:
    assert bpy.context.scene is not None
    return bpy.context.scene


def store(count: int = 3) -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    assert cube is not None
    for name in ("floor", "wall"):
        cube.data.materials.append(bpy.data.materials.new(name))
    request = GenerationRequest(task=Task.VARIATIONS, count=count, seed=1)
    variation_state.store(scene(), planning.plan_variations(scene(), None, request))
    return cube


def test_verdicts_stars_and_names() -> None:
    store()
    items = state_of(scene()).variations
    bpy.ops.maquette.judge_variation(index=0, verdict="KEPT")
    bpy.ops.maquette.judge_variation(index=1, verdict="REJECTED")
    bpy.ops.maquette.star_variation(index=2)
    bpy.ops.maquette.rename_variation(index=2, name=" For the client ")
    assert [item.verdict for item in items] == ["KEPT", "REJECTED", "NONE"]
    assert (items[2].is_starred, items[2].name) == (True, "For the client")
    bpy.ops.maquette.judge_variation(index=0, verdict="KEPT")
    bpy.ops.maquette.star_variation(index=2)
    assert (items[0].verdict, items[2].is_starred) == ("NONE", False)
    bpy.ops.maquette.rename_variation(index=0, name="For the client")
    assert items[0].name == "For the client (2)"
    with pytest.raises(RuntimeError, match="needs a name"):
        bpy.ops.maquette.rename_variation(index=0, name=" ")


def test_without_an_index_the_shown_one_is_meant() -> None:
    store()
    with pytest.raises(RuntimeError, match="click a variation"):
        bpy.ops.maquette.star_variation()
    bpy.ops.maquette.apply_variation(index=1)
    bpy.ops.maquette.star_variation()
    assert [item.is_starred for item in state_of(scene()).variations] == [False, True, False]
    bpy.ops.maquette.remove_variation()
    assert len(state_of(scene()).variations) == 2
    assert state_of(scene()).active == -1


@pytest.mark.parametrize("view", ["GRID", "TREE"])
def test_rejected_ones_are_hidden_until_asked_for(view: str) -> None:
    store()
    settings_of(bpy.context).variation_view = view
    bpy.ops.maquette.judge_variation(index=1, verdict="REJECTED")
    assert draw_all().count("maquette.apply_variation") == 2
    settings_of(bpy.context).show_rejected = True
    assert draw_all().count("maquette.apply_variation") == 3


def test_more_like_this_and_a_mix_with_their_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    store(2)
    monkeypatch.setattr(preferences, "picture_side", lambda: 64)
    settings = settings_of(bpy.context)
    settings.count, settings.use_light = 1, False
    assert not bpy.ops.maquette.mix_variations.poll()
    bpy.ops.maquette.more_like_this(index=1)
    bpy.ops.maquette.more_like_this(index=1)
    settings.other = state_of(scene()).variations[2].name
    bpy.ops.maquette.apply_variation(index=0)
    bpy.ops.maquette.mix_variations()
    items = state_of(scene()).variations
    keys = [item.key for item in items]
    assert len(set(keys)) == 5
    assert [item.parents for item in items] == ["", "", keys[1], keys[1], f"{keys[0]},{keys[2]}"]
    for item in items[2:]:
        assert max(item.thumbnail.size) <= 64
        assert bytes(item.thumbnail.packed_file.data[8:12]) == b"WEBP"
    rows = lineage.rows(items)
    assert [(row.index, row.depth) for row in rows] == [(0, 0), (4, 1), (1, 0), (2, 1), (3, 1)]
    assert rows[1].origin == f"From {items[0].name} + {items[2].name}"
    bpy.ops.maquette.remove_variation(index=0)
    assert lineage.origin(items, 3) == f"From a deleted one + {items[1].name}"


def test_locks_from_buttons() -> None:
    cube = store(1)
    state = state_of(scene())
    bpy.ops.maquette.lock_slot(slot=1)
    bpy.ops.maquette.lock_color(slot=0)
    bpy.ops.maquette.lock_role(role="floor")
    bpy.ops.maquette.lock_axis(axis="light")
    assert sorted(lock.kind for lock in state.locks) == ["AXIS", "COLOR", "ROLE", "SLOT"]
    assert locked.slot_lock(state, "SLOT", cube, 1) is not None
    drawn, in_menu = draw_all(), 1
    assert drawn.count("maquette.lock_slot") - in_menu == 2
    assert drawn.count("maquette.lock_role") - in_menu == len(state.dressed_roles.split(","))
    bpy.ops.maquette.lock_object()
    assert locked.is_object_locked(state, cube)
    with pytest.raises(RuntimeError, match="no role"):
        bpy.ops.maquette.lock_role(role="flor")
    bpy.ops.object.camera_add()
    with pytest.raises(RuntimeError, match="Select an object"):
        bpy.ops.maquette.lock_slot()


def test_comparing_needs_something_shown() -> None:
    store(2)
    with pytest.raises(RuntimeError, match="original is shown"):
        bpy.ops.maquette.compare_original()
    with pytest.raises(RuntimeError, match="3D viewport"):
        bpy.ops.maquette.wipe()
    assert "UNDO" not in compare.MAQUETTE_OT_compare_original.bl_options


def test_both_sides_of_a_wipe_make_the_whole_picture() -> None:
    frame = wipe_view.fitted(800.0, 600.0, (300, 200))
    assert frame.right - frame.left == pytest.approx(1.5 * (frame.top - frame.bottom))
    assert frame.left >= 0.0 and frame.top <= 600.0
    left, right = wipe_view.side_parts(frame, 0.25)
    assert left.right == right.left == frame.at(0.25)
    assert (left.left, right.right) == (frame.left, frame.right)


def test_drawing_modules_are_loaded_when_something_is_drawn() -> None:
    """Without a window there is nothing to draw, and on some machines no gpu to load."""
    for path in (ROOT / "addon").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [each.name for each in getattr(node, "names", ())]
            names.append(getattr(node, "module", None) or "")
            assert not {"gpu", "blf", "gpu_extras.batch"} & set(names), path
