# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is locked stays as it was shown, in every variation that comes after."""

from __future__ import annotations

from pathlib import Path

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.oklab import difference
from addon.core.request import Axis
from addon.scene import locked, locks
from addon.scene import variation_state as state
from addon.scene.variation import Variation, survey

from . import rooms


@pytest.fixture(autouse=True)
def _registered_state() -> None:
    rooms.register_state()


def _places(scene: bpy.types.Scene) -> set[tuple[str, int]]:
    return {(slot.object_name, slot.slot_index) for slot in survey(scene, None).slots}


def _materials(variation: Variation, name: str) -> list[object]:
    return [choice.material for choice in variation.choices if choice.object_name == name]


def test_a_slot_an_object_and_a_role_are_left_out_until_unlocked() -> None:
    scene = rooms.awkward_room()
    everything = _places(scene)
    room, chair = bpy.data.objects["Room"], bpy.data.objects["Chair"]
    roles = {(s.object_name, s.slot_index): s.role for s in survey(scene, None).slots}
    assert locks.toggle_slot(scene, room, 0)
    assert locks.toggle_object(scene, chair)
    assert _places(scene) == everything - {("Room", 0), ("Chair", 0), ("Chair", 1)}
    assert locks.toggle_role(scene, roles["Room", 2])
    assert not [at for at in _places(scene) if roles[at] == roles["Room", 2]]
    assert not locks.toggle_role(scene, roles["Room", 2])
    assert not locks.toggle_object(scene, chair)
    assert not locks.toggle_slot(scene, room, 0)
    assert _places(scene) == everything


def test_an_object_with_one_locked_slot_is_locked_whole_first() -> None:
    scene = rooms.awkward_room()
    chair = bpy.data.objects["Chair"]
    locks.toggle_slot(scene, chair, 1)
    assert not locked.is_object_locked(state.state_of(scene), chair)
    assert locks.toggle_object(scene, chair)
    assert locked.is_object_locked(state.state_of(scene), chair)


def test_what_was_shown_when_it_was_locked_goes_with_new_variations() -> None:
    scene = rooms.awkward_room()
    state.store(scene, rooms.planned(2))
    state.apply_variation(scene, 1)
    locks.toggle_slot(scene, bpy.data.objects["Table"], 0)
    table = _materials(state.stored_variations(scene)[1], "Table")
    bpy.data.objects["Table"].name = "Desk"
    for new in locks.held(scene, rooms.planned(2, seed=20)):
        assert _materials(new, "Table") == table
        assert len(new.choices) == len({(c.object_name, c.slot) for c in new.choices})


def test_a_locked_axis_goes_with_new_variations_as_it_was_shown() -> None:
    scene = rooms.awkward_room()
    state.store(scene, rooms.planned(2))
    state.apply_variation(scene, 1)
    shown = state.stored_variations(scene)[1]
    locks.toggle_axis(scene, Axis.LIGHT)
    fresh = rooms.planned(2, seed=30)
    for before, new in zip(fresh, locks.held(scene, fresh), strict=True):
        assert new.light == shown.light
        assert new.choices == before.choices
    locks.toggle_axis(scene, Axis.LIGHT)
    state.show_original(scene)
    locks.toggle_axis(scene, Axis.LIGHT)
    assert {each.light for each in locks.held(scene, fresh)} == {None}


def test_a_locked_role_holds_in_descendants_too() -> None:
    scene = rooms.awkward_room()
    state.store(scene, rooms.planned(2))
    state.apply_variation(scene, 1)
    locks.toggle_role(scene, "floor")
    floors = [c for c in state.stored_variations(scene)[1].choices if c.role == "floor"]
    (child,) = locks.held(scene, [state.stored_variations(scene)[0]])
    assert floors
    assert [c for c in child.choices if c.role == "floor"] == floors


def test_the_original_that_was_locked_stays_itself() -> None:
    scene = rooms.awkward_room()
    locks.toggle_slot(scene, bpy.data.objects["Table"], 0)
    (new,) = locks.held(scene, rooms.planned(1))
    state.store(scene, [new])
    state.apply_variation(scene, 0)
    assert bpy.data.objects["Table"].material_slots[0].material.name == "walnut"


def test_a_kept_colour_is_the_main_colour_of_whatever_comes() -> None:
    scene = rooms.awkward_room()
    floor = bpy.data.materials["floor"]
    green = (0.1, 0.3, 0.12)
    principled = next(n for n in rooms.nodes(floor) if n.type == "BSDF_PRINCIPLED")
    principled.inputs["Base Color"].default_value = (*green, 1.0)
    room = bpy.data.objects["Room"]
    assert locks.toggle_color(scene, room, 0)
    state.store(scene, locks.held(scene, rooms.planned(4)))
    for index in range(4):
        state.apply_variation(scene, index)
        shown = locks.shown_color(room.material_slots[0].material)
        assert difference(shown, green) < 0.02
    assert not locks.toggle_color(scene, room, 0)


def test_locked_axes_do_not_vary_and_all_of_them_is_a_mistake() -> None:
    scene = rooms.awkward_room()
    both = (Axis.MATERIAL, Axis.LIGHT)
    locks.toggle_axis(scene, Axis.LIGHT)
    assert locked.free_axes(scene, both) == (Axis.MATERIAL,)
    locks.toggle_axis(scene, Axis.MATERIAL)
    with pytest.raises(InputError, match="unlock"):
        locked.free_axes(scene, both)
    locks.toggle_axis(scene, Axis.LIGHT)
    assert locked.free_axes(scene, both) == (Axis.LIGHT,)


def test_locks_are_kept_in_the_file_and_survive_a_deleted_object(tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    locks.toggle_slot(scene, bpy.data.objects["Room"], 0)
    locks.toggle_slot(scene, bpy.data.objects["Table"], 0)
    path = str(tmp_path / "room.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    scene = rooms.scene()
    bpy.data.objects.remove(bpy.data.objects["Table"])
    assert ("Room", 0) not in _places(scene)
    assert locks.held(scene, rooms.planned(1))
