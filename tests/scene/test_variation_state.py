# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import random
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.request import Axis
from addon.scene import variation_state as state
from addon.scene.records import read_record

from . import rooms
from .pictures import png
from .snapshot import Snapshot, differences, snapshot

OURS = ("materials['Maquette", "worlds['Maquette", "lights['Maquette", "node_groups['Maquette")


@pytest.fixture(autouse=True)
def _registered_state() -> None:
    rooms.register_state()


def _of_the_user(found: Snapshot) -> Snapshot:
    """Without our own data-blocks and state, and without the user counts that our pointers
    raise."""
    return {
        path: value
        for path, value in found.items()
        if not path.startswith(OURS)
        and ".maquette" not in path
        and not path.endswith((".users", ".use_extra_user"))
    }


def _stored(count: int = 3) -> tuple[bpy.types.Scene, tuple[int, ...]]:
    scene = rooms.scene()
    return scene, state.store(scene, rooms.planned(count))


def _shown(scene: bpy.types.Scene) -> dict[tuple[str, int], str]:
    return {
        (obj.name, index): slot.material.name if slot.material else ""
        for obj in scene.objects
        for index, slot in enumerate(obj.material_slots)
    }


@pytest.mark.parametrize("seed", range(4))
def test_original_is_exact_after_any_order(seed: int) -> None:
    scene = rooms.awkward_room()
    before = _of_the_user(snapshot())
    _, indices = _stored(4)
    assert differences(before, _of_the_user(snapshot())) == []
    for index in random.Random(seed).choices(indices, k=6):
        assert state.apply_variation(scene, index) == ()
    assert differences(before, _of_the_user(snapshot())) != []
    assert state.show_original(scene) == ()
    assert differences(before, _of_the_user(snapshot())) == []


def test_removing_all_leaves_nothing_of_ours() -> None:
    scene = rooms.awkward_room()
    before = snapshot()
    _stored(3)
    state.apply_variation(scene, 1)
    state.remove_all_variations(scene)
    assert differences(before, snapshot()) == []


def test_a_variation_dresses_every_slot_with_ours_and_only_the_scene() -> None:
    scene = rooms.awkward_room()
    _stored(2)
    state.apply_variation(scene, 0)
    assert all(name.startswith("Maquette") for name in _shown(scene).values())
    assert scene.world.name.startswith("Maquette")
    assert [obj.name for obj in scene.objects if obj.type == "LIGHT" and not obj.hide_render] == [
        "Maquette Sun"
    ]
    assert bpy.data.meshes["Room"].materials[0].name == "floor"


def test_shared_meshes_can_differ_and_equal_numbers_share_a_material() -> None:
    scene = rooms.awkward_room()
    _stored(1)
    materials = len(bpy.data.materials)
    assert state.store(scene, rooms.planned(1)) == (0,)
    assert len(bpy.data.materials) == materials
    state.apply_variation(scene, 0)
    assert bpy.data.objects["Bare"].material_slots[0].material.name.startswith("Maquette")
    state.show_original(scene)
    assert not bpy.data.objects["Bare"].material_slots


def test_switching_shows_each_variation_again() -> None:
    scene = rooms.awkward_room()
    _stored(3)
    shown = []
    for index in (0, 1, 2):
        state.apply_variation(scene, index)
        shown.append(_shown(scene))
    assert len({str(each) for each in shown}) == 3
    for index in (2, 0, 1):
        state.apply_variation(scene, index)
        assert _shown(scene) == shown[index]
        assert state.state_of(scene).active == index


def test_a_variation_of_materials_leaves_the_light() -> None:
    scene = rooms.awkward_room()
    state.store(scene, rooms.planned(1, axes=(Axis.MATERIAL,)))
    state.apply_variation(scene, 0)
    assert scene.world.name == "Sky of the user"
    assert not bpy.data.objects["Key"].hide_render


def test_deleted_and_renamed_things_do_not_stop_the_rest() -> None:
    scene = rooms.awkward_room()
    _stored(2)
    state.apply_variation(scene, 0)
    bpy.data.objects.remove(bpy.data.objects["Chair"])
    scene.collection.objects.unlink(bpy.data.objects["Bare"])
    bpy.data.objects["Table"].name = "Desk"
    bpy.data.materials["wall"].name = "Wand"
    bpy.data.worlds.remove(bpy.data.worlds["Sky of the user"])
    warnings = state.apply_variation(scene, 1)
    assert any("deleted" in each for each in warnings)
    assert _shown(scene)["Desk", 0].startswith("Maquette")
    state.show_original(scene)
    shown = _shown(scene)
    assert shown["Desk", 0] == "walnut"
    assert shown["Room", 2] == "Wand"
    assert scene.world is None


def test_a_deleted_material_of_ours_is_told() -> None:
    scene = rooms.awkward_room()
    _stored(1)
    bpy.data.materials.remove(state.state_of(scene).variations[0].slots[0].material)
    assert any("material" in each and "deleted" in each for each in state.apply_variation(scene, 0))


def test_saved_and_opened_again_it_switches_on(tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    before = _shown(scene)
    _stored(2)
    state.set_exposure(scene, 1, 1.25)
    state.apply_variation(scene, 1)
    dressed = _shown(scene)
    path = str(tmp_path / "Räume 1.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.wm.open_mainfile(filepath=path)
    scene = rooms.scene()
    assert state.state_of(scene).active == 1
    assert _shown(scene) == dressed
    state.apply_variation(scene, 0)
    assert _shown(scene) != dressed
    state.apply_variation(scene, 1)
    assert _shown(scene) == dressed
    assert scene.view_settings.exposure == 1.25
    state.show_original(scene)
    assert dict(_shown(scene).items()) == dict(before.items())


def test_removing_one_keeps_what_others_use() -> None:
    scene = rooms.awkward_room()
    _stored(3)
    state.apply_variation(scene, 2)
    dressed = _shown(scene)
    state.remove_variation(scene, 0)
    assert state.state_of(scene).active == 1
    assert _shown(scene) == dressed
    state.remove_variation(scene, 1)
    assert state.state_of(scene).active == -1
    assert not any(name.startswith("Maquette") for name in _shown(scene).values())
    used = {s.material for v in state.state_of(scene).variations for s in v.slots}
    assert {m for m in bpy.data.materials if m.name.startswith("Maquette")} == used


@pytest.mark.parametrize("index", [-1, 2])
def test_what_is_not_there_is_said(index: int) -> None:
    scene = rooms.awkward_room()
    _stored(2)
    with pytest.raises(InputError, match="this scene has 2"):
        state.apply_variation(scene, index)


def test_a_thumbnail_goes_with_its_variation() -> None:
    rooms.awkward_room()
    scene, indices = _stored(2)
    for index in (*indices, indices[0]):
        state.set_thumbnail(scene, index, png(np.full((4, 6, 3), 40 * index, np.uint8)))
    kept = [state.state_of(scene).variations[index].thumbnail for index in indices]
    assert all(each is not None and each.packed_file is not None for each in kept)
    assert len(bpy.data.images) == 2
    state.remove_variation(scene, indices[0])
    assert len(bpy.data.images) == 1


def test_what_was_made_by_rules_says_so() -> None:
    rooms.awkward_room()
    scene, indices = _stored(1)
    choice = state.stored_variations(scene)[indices[0]].choices[0]
    made = state.state_of(scene).variations[indices[0]].slots[0].material
    assert made is not None
    record = read_record(made)
    assert record is not None
    assert record["material"] == choice.material.to_values()
    assert str(record["digital_source_type"]).endswith("/algorithmicMedia")
