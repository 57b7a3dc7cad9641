# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials go where they should, nowhere else, and the former ones come back exactly."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError
from addon.scene import assignment
from addon.scene.assignment import (
    assign_material,
    assign_to_target,
    remember_target,
    restore_previous,
)
from addon.scene.records import has_previous
from tests.scene import stages
from tests.scene.snapshot import differences, snapshot


def _select(*objects: bpy.types.Object) -> None:
    bpy.context.view_layer.update()
    for each in bpy.context.view_layer.objects:
        each.select_set(each in objects)
    bpy.context.view_layer.objects.active = objects[0] if objects else None


def _names(obj: bpy.types.Object) -> list[str]:
    return [slot.material.name if slot.material else "" for slot in obj.material_slots]


def _box_with_slots() -> bpy.types.Object:
    box = stages.add_box("Box")
    for name in ("One", "Two"):
        box.data.materials.append(stages.add_material(name))
    box.data.materials.append(None)
    box.material_slots[1].link = "OBJECT"
    box.material_slots[1].material = stages.add_material("Own")
    box.data.polygons.foreach_set("material_index", [0, 1, 2, 0, 1, 2])
    return box


@pytest.mark.parametrize("slots", [True, False])
@pytest.mark.parametrize("times", [1, 3])
def test_restoring_is_exact(slots: bool, times: int) -> None:
    box = _box_with_slots() if slots else stages.add_box("Box")
    new = [stages.add_material(f"New {index}") for index in range(times)]
    before = snapshot()
    for material in new:
        done = assign_material([box], material)
        assert done.objects == ("Box",)
        assert set(_names(box)) == {material.name}
    for material in reversed(new):
        assert set(_names(box)) == {material.name}
        assert has_previous(box)
        assert restore_previous(box)
    assert not has_previous(box)
    assert not restore_previous(box)
    assert differences(before, snapshot()) == []


def test_the_former_material_survives_saving(tmp_path: Path) -> None:
    box = stages.add_box("Box")
    box.data.materials.append(stages.add_material("Former"))
    assign_material([box], stages.add_material("New"))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "a.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "a.blend"))
    box = bpy.data.objects["Box"]
    assert restore_previous(box)
    assert _names(box) == ["Former"]


@pytest.mark.parametrize("slots", [True, False])
def test_others_that_share_the_mesh_stay_as_they_are(slots: bool) -> None:
    box = _box_with_slots() if slots else stages.add_box("Box")
    twin = box.copy()
    stages.scene().collection.objects.link(twin)
    seen = _names(twin)
    before = snapshot()
    assign_material([box], stages.add_material("New"))
    assert set(_names(box)) == {"New"}
    assert [name for name in _names(twin) if name] == [name for name in seen if name]
    restore_previous(box)
    bpy.data.materials.remove(bpy.data.materials["New"])
    assert differences(before, snapshot()) == []


@pytest.mark.parametrize("slots", [True, False])
@pytest.mark.parametrize("mode", ["OBJECT", "EDIT"])
def test_only_the_faces_chosen(slots: bool, mode: str) -> None:
    box = _box_with_slots() if slots else stages.add_box("Box")
    _select(box)
    new, newer = stages.add_material("New"), stages.add_material("Newer")
    before = snapshot()
    indices = [polygon.material_index for polygon in box.data.polygons]
    bpy.ops.object.mode_set(mode=mode)
    assert assign_material([box], new, {"Box": (1, 4)}).faces == 2
    assign_material([box], newer, {"Box": (4, 5)})
    bpy.ops.object.mode_set(mode="OBJECT")
    on = [box.material_slots[polygon.material_index].material for polygon in box.data.polygons]
    assert [face for face, material in enumerate(on) if material == new] == [1]
    assert [face for face, material in enumerate(on) if material == newer] == [4, 5]
    bpy.ops.object.mode_set(mode=mode)
    assert restore_previous(box)
    assert restore_previous(box)
    bpy.ops.object.mode_set(mode="OBJECT")
    assert [polygon.material_index for polygon in box.data.polygons] == indices
    after = snapshot()
    if mode == "EDIT":
        # Leaving Edit Mode rewrites a mesh's own attributes.
        before = {path: value for path, value in before.items() if ".attributes" not in path}
        after = {path: value for path, value in after.items() if ".attributes" not in path}
    assert differences(before, after) == []


def test_faces_remember_through_editing() -> None:
    box = _box_with_slots()
    _select(box)
    assign_material([box], stages.add_material("New"), {"Box": (0, 1)})
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.mesh.subdivide(number_cuts=1)
    bpy.ops.object.mode_set(mode="OBJECT")
    assert len(box.data.polygons) == 24
    restore_previous(box)
    counts = np.bincount([polygon.material_index for polygon in box.data.polygons])
    assert counts.tolist() == [8, 8, 8]
    assert len(box.material_slots) == 3


def test_targets_are_what_is_chosen_now() -> None:
    one, other = stages.add_box("One"), stages.add_box("Other")
    material = stages.add_material("New")
    _select(one, other)
    active = remember_target(bpy.context, "ACTIVE")
    both = remember_target(bpy.context, "SELECTED")
    nothing = remember_target(bpy.context, "NONE")
    _select()
    assert assign_to_target(active, material).objects == ("One",)
    assert _names(other) == []
    one.name = "Renamed"
    assert set(assign_to_target(both, material).objects) == {"Renamed", "Other"}
    done = assign_to_target(nothing, material)
    assert (done.objects, done.summary) == ((), "made, not assigned")


def test_a_target_that_is_gone_is_skipped_with_a_sentence() -> None:
    one, other = stages.add_box("One"), stages.add_box("Other")
    _select(one, other)
    target = remember_target(bpy.context, "SELECTED")
    bpy.data.objects.remove(one)
    done = assign_to_target(target, stages.add_material("New"))
    assert done.objects == ("Other",)
    assert done.skipped == ("An object was removed meanwhile.",)
    assert done.summary == "on Other  An object was removed meanwhile."


def test_selected_faces_are_a_target() -> None:
    box = _box_with_slots()
    _select(box)
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="DESELECT")
    with pytest.raises(InputError, match="No faces are selected"):
        remember_target(bpy.context, "FACES")
    bpy.ops.object.mode_set(mode="OBJECT")
    with pytest.raises(InputError, match="No faces are selected"):
        remember_target(bpy.context, "FACES")
    box.data.polygons[3].select = True
    bpy.ops.object.mode_set(mode="EDIT")
    target = remember_target(bpy.context, "FACES")
    material = stages.add_material("New")
    done = assign_to_target(target, material)
    assert done.summary == "on 1 faces of Box"
    bpy.ops.object.mode_set(mode="OBJECT")
    slot = box.data.polygons[3].material_index
    assert box.material_slots[slot].material == material
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.mesh.subdivide(number_cuts=1)
    done = assign_to_target(target, stages.add_material("Later"))
    assert done.objects == ()
    assert "mesh of Box changed meanwhile" in done.summary
    bpy.ops.object.mode_set(mode="OBJECT")


@pytest.mark.parametrize("kind", ["ACTIVE", "SELECTED"])
def test_nothing_chosen_says_what_to_do(kind: assignment.TargetKind) -> None:
    _select()
    with pytest.raises(InputError, match="No object to put the material on"):
        remember_target(bpy.context, kind)
    empty = bpy.data.objects.new("Empty", None)
    stages.scene().collection.objects.link(empty)
    _select(empty)
    with pytest.raises(InputError, match="No object to put the material on"):
        remember_target(bpy.context, kind)


def _library(folder: Path) -> Path:
    box = stages.add_box("Linked")
    box.data.materials.append(stages.add_material("Theirs"))
    path = folder / "library.blend"
    bpy.data.libraries.write(str(path), {box})
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(path), link=True) as (_, wanted):
        wanted.objects = ["Linked"]
    stages.scene().collection.objects.link(bpy.data.objects["Linked"])
    return path


def test_linked_objects_are_left_alone(tmp_path: Path) -> None:
    _library(tmp_path)
    linked = bpy.data.objects["Linked"]
    own = stages.add_box("Own")
    material = stages.add_material("New")
    done = assign_material([linked, own], material)
    assert done.objects == ("Own",)
    assert done.skipped == ("Linked is linked from another file; make it local first.",)
    assert _names(linked) == ["Theirs"]
    override = linked.override_create(remap_local_usages=True)
    assert override is not None
    assert "is a library override" in assign_material([override], material).skipped[0]
    assert _names(override) == ["Theirs"]


def test_an_own_object_with_a_linked_mesh_gets_it_on_the_object(tmp_path: Path) -> None:
    _library(tmp_path)
    mesh = bpy.data.objects["Linked"].data
    own = bpy.data.objects.new("Own", mesh)
    stages.scene().collection.objects.link(own)
    before = snapshot()
    assign_material([own], stages.add_material("New"))
    assert (_names(own), mesh.materials[0].name) == (["New"], "Theirs")
    restore_previous(own)
    bpy.data.materials.remove(bpy.data.materials["New"])
    assert differences(before, snapshot()) == []
    done = assign_material([own], stages.add_material("New"), {"Own": (0,)})
    assert done.skipped == ("The mesh of Own is linked from another file; make it local first.",)


def test_things_without_surface_are_skipped() -> None:
    camera = stages.add_camera((0.0, 0.0, 0.0))
    assert assign_material([camera], stages.add_material("New")).skipped == (
        "Camera has no surface.",
    )
