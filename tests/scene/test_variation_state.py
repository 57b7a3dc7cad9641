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
from addon.scene.surface_nodes import surface_node

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


def _ours() -> list[bpy.types.Material]:
    return [each for each in bpy.data.materials if each.name.startswith("Maquette")]


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
    assert state.store(scene, rooms.planned(1)) == (0,)
    state.apply_variation(scene, 0)
    twins = [bpy.data.objects[name].material_slots[0].material for name in ("Bare", "Bare Twin")]
    assert twins[0] == twins[1]
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


def test_a_deleted_material_of_ours_is_made_again() -> None:
    scene = rooms.awkward_room()
    _stored(1)
    state.apply_variation(scene, 0)
    dressed = _shown(scene)
    bpy.data.materials.remove(bpy.data.objects["Table"].material_slots[0].material)
    assert state.apply_variation(scene, 0) == ()
    assert _shown(scene) == dressed


def test_only_what_is_shown_is_built() -> None:
    scene = rooms.awkward_room()
    before = snapshot()
    _stored(3)
    assert differences(_of_the_user(before), _of_the_user(snapshot())) == []
    assert _ours() == []
    state.apply_variation(scene, 0)
    first = {material.name for material in _ours()}
    state.apply_variation(scene, 1)
    shown = {slot.material for obj in scene.objects for slot in obj.material_slots}
    assert set(_ours()) == {each for each in shown if each.name.startswith("Maquette")}
    assert len(bpy.data.lights) == 2
    state.apply_variation(scene, 0)
    assert {material.name for material in _ours()} == first


def test_what_a_person_edited_stays_while_another_is_shown() -> None:
    scene = rooms.awkward_room()
    _stored(2)
    state.apply_variation(scene, 0)
    material = bpy.data.objects["Table"].material_slots[0].material
    surface_node(material).inputs["Roughness"].default_value = 0.123
    scene.world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.25
    name, world = material.name, scene.world.name
    state.apply_variation(scene, 1)
    state.show_original(scene)
    assert bpy.data.materials[name].use_fake_user
    state.apply_variation(scene, 0)
    again = bpy.data.objects["Table"].material_slots[0].material
    assert again.name == name
    assert surface_node(again).inputs["Roughness"].default_value == pytest.approx(0.123)
    assert scene.world.name == world
    state.remove_all_variations(scene)
    assert _ours() == []


def test_a_look_at_the_original_leaves_everything_as_it_was() -> None:
    scene = rooms.awkward_room()
    original = _shown(scene)
    _stored(2)
    state.apply_variation(scene, 1)
    before = snapshot()
    state.peek_original(scene)
    assert _shown(scene) == original
    assert scene.world.name == "Sky of the user"
    state.end_peek(scene)
    assert differences(before, snapshot()) == []


def test_a_verdict_and_a_name_are_kept_in_the_file(tmp_path: Path) -> None:
    rooms.awkward_room()
    scene, _ = _stored(3)
    items = state.state_of(scene).variations
    items[0].verdict, items[1].verdict, items[2].is_starred = "KEPT", "REJECTED", True
    items[2].name = "For the client"
    keys = [item.key for item in items]
    path = str(tmp_path / "room.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    items = state.state_of(rooms.scene()).variations
    assert [item.verdict for item in items] == ["KEPT", "REJECTED", "NONE"]
    assert items[2].is_starred
    stored = state.stored_variations(rooms.scene())
    assert stored[2].name == "For the client"
    assert [each.key for each in stored] == keys


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
    assert _ours() == []


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
    state.apply_variation(scene, indices[0])
    made = bpy.data.objects[choice.object_name].material_slots[choice.slot].material
    record = read_record(made)
    assert record is not None
    assert record["material"] == choice.material.to_values()
    assert str(record["digital_source_type"]).endswith("/algorithmicMedia")
