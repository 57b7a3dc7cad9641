# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The materials schedule: areas as rendered, in metres, by role and material."""

from __future__ import annotations

import csv
from pathlib import Path

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.handout import MaterialEntry
from addon.core.procedural import ProceduralMaterial
from addon.core.request import Axis
from addon.scene import variation_state as state
from addon.scene.layered import Facing, MaterialPart
from addon.scene.schedule import COLUMNS, schedules, write_schedule
from addon.scene.variation import SlotChoice, Variation

from . import rooms
from .snapshot import differences, snapshot

OAK = ProceduralMaterial("planks", {"Board Width": 0.12}, "", scale=2.0)
# Materials without a look are called by their colour.
BUFF, RED = "Buff planks", "Vermilion plaster"
LIME = ProceduralMaterial("plaster", {"Plaster Color": (1.0, 0.0, 0.0)})


@pytest.fixture(autouse=True)
def _state() -> None:
    rooms.register_state()


def stored(*choices: SlotChoice) -> tuple[MaterialEntry, ...]:
    indices = state.store(rooms.scene(), [Variation(1, "Test", choices)])
    return schedules(rooms.scene(), indices)[0]


def choice(name: str, slot: int = 0, material: ProceduralMaterial = OAK) -> SlotChoice:
    return SlotChoice(name, slot, "floor", material)


def areas(entries: tuple[MaterialEntry, ...]) -> dict[str, float]:
    return {each.name: round(each.area_m2, 4) for each in entries}


def test_area_by_slot_with_scale_and_modifiers() -> None:
    slab = rooms.box("Slab", (2.0, 1.0, 0.5), ("under", "top"))
    slab.scale = (3.0, 1.0, 1.0)
    array = slab.modifiers.new("Twice", "ARRAY")
    array.relative_offset_displace = (2.0, 0.0, 0.0)
    entries = stored(choice("Slab", 0, OAK), choice("Slab", 1, LIME))
    # Bottom 6 x 1 twice; top and sides 6 + 2 * (3 + 0.5), twice.
    assert areas(entries) == {BUFF: 12.0, RED: 26.0}
    assert entries[0].name == RED


def test_instances_and_twins_are_counted() -> None:
    leg = rooms.box("Leg", (1.0, 1.0, 1.0), ("oak",))
    rooms.add("Twin", leg.data, (3.0, 0.0, 0.0))
    group = bpy.data.collections.new("Legs")
    group.objects.link(leg)
    for place in range(2):
        empty = bpy.data.objects.new(f"Copy {place}", None)
        empty.instance_type, empty.instance_collection = "COLLECTION", group
        empty.location.y = 5.0 + place
        rooms.scene().collection.objects.link(empty)
    (entry,) = stored(choice("Leg"), choice("Twin"))
    assert (round(entry.area_m2, 4), entry.objects) == (24.0, 4)


def test_an_object_with_two_slots_is_one_object() -> None:
    rooms.box("Slab", (1.0, 1.0, 1.0), ("a", "b"))
    (entry,) = stored(choice("Slab", 0), choice("Slab", 1))
    assert (round(entry.area_m2, 4), entry.objects) == (6.0, 1)


def test_the_unit_scale_is_heeded() -> None:
    rooms.scene().unit_settings.system = "METRIC"
    rooms.scene().unit_settings.scale_length = 0.01
    rooms.box("Slab", (100.0, 100.0, 100.0), ("a",))
    (entry,) = stored(choice("Slab"))
    assert round(entry.area_m2, 4) == 6.0
    assert entry.size_m == pytest.approx(2.4 * 2.0 * 0.01)


def test_sizes_and_colors_are_those_laid() -> None:
    rooms.box("Slab", (1.0, 1.0, 1.0), ("a", "b"))
    entries = {each.name: each for each in stored(choice("Slab", 0), choice("Slab", 1, LIME))}
    assert dict(entries[BUFF].dimensions)["Board Width"] == pytest.approx(0.24)
    assert entries[RED].colors[0] == "#ff0000"
    assert "no trained model" in entries[RED].origin.made_by


def test_a_layered_slot_is_parted_by_direction() -> None:
    rooms.box("Room", (4.0, 3.0, 2.5), ("all",), inward=True)
    parts = (MaterialPart(Facing.FLOOR, OAK, 1.0), MaterialPart(Facing.CEILING, OAK))
    walls = SlotChoice("Room", 0, "interior_wall", LIME, parts)
    entries = stored(walls)
    assert [(each.role, round(each.area_m2, 4)) for each in entries] == [
        ("Walls", 35.0), ("Floor", 12.0), ("Ceiling", 12.0)
    ]  # fmt: skip


def test_what_is_left_alone_is_listed_with_its_own_material() -> None:
    rooms.box("Slab", (1.0, 1.0, 1.0), ("a", "mine"))
    kept = [each for each in stored(choice("Slab", 0)) if each.kept]
    assert [(each.name, round(each.area_m2, 4)) for each in kept] == [("mine", 5.0)]
    assert kept[0].origin.made_by == "the scene's own"


def test_hidden_in_the_viewport_still_renders() -> None:
    rooms.box("Slab", (1.0, 1.0, 1.0), ("a",)).hide_viewport = True
    assert areas(stored(choice("Slab"))) == {BUFF: 6.0}


def test_the_scene_is_as_before() -> None:
    scene = rooms.awkward_room()
    indices = state.store(scene, rooms.planned(1, axes=(Axis.MATERIAL, Axis.LIGHT)))
    state.apply_variation(scene, indices[0])
    before = snapshot()
    schedules(scene, indices)
    assert not differences(before, snapshot())
    assert state.state_of(scene).active == indices[0]


def test_csv_is_read_back_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    rooms.box("Slab", (1.0, 1.0, 1.0), ("a", '=1+1, "so"'))
    variation = Variation(7, "Tést", (choice("Slab", 0),))
    indices = state.store(rooms.scene(), [variation])
    path = tmp_path / "schedule.csv"
    write_schedule(path, rooms.scene(), indices)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["name"] == "Tést"
    assert (rows[0]["area_m2"], rows[0]["objects"]) == ("1.000", "1")
    assert "Board Width 240" in rows[0]["dimensions_mm"]
    assert rows[1]["material"] == '\'=1+1, "so"'


def test_a_variation_that_is_not_there() -> None:
    with pytest.raises(InputError, match="variation 4"):
        schedules(rooms.scene(), [3])
