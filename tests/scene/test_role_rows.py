# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the file remembers of roles, and the list that a person corrects."""

from __future__ import annotations

from pathlib import Path

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.nearest import Nearest
from addon.core.request import Axis
from addon.scene import role_hints, role_rows, schedule, variation, variation_state
from addon.scene.roles import YOU_SAID, Correction, SlotRole

from . import rooms


def slots() -> dict[str, SlotRole]:
    return {slot.path: slot for slot in variation.survey(rooms.scene(), None).slots}


def rows() -> list[tuple[str, str, float]]:
    stored = variation_state.state_of(rooms.scene()).roles
    return [(row.name, row.role, round(row.confidence, 2)) for row in stored]


def index_of(name: str, role: str) -> int:
    stored = variation_state.state_of(rooms.scene()).roles
    return next(i for i, row in enumerate(stored) if (row.name, row.found) == (name, role))


def two_kinds_of_wood() -> None:
    rooms.box("Shelf", (1.0, 0.3, 2.0), ("wood",))
    rooms.box("window", (1.0, 0.1, 1.2), ("wood", "glass"))
    rooms.box("Thing", (0.2, 0.2, 0.2))


def test_a_correction_is_certain_and_the_last_one_counts() -> None:
    two_kinds_of_wood()
    scene = rooms.scene()
    role_hints.correct(scene, Correction("*/wood", "door"))
    role_hints.correct(scene, Correction("window/*", "stone"))
    assert slots()["Shelf/wood"].role == "door"
    assert slots()["Shelf/wood"].confidence == 1.0
    assert slots()["Shelf/wood"].reason == YOU_SAID
    assert slots()["window/wood"].role == slots()["window/glass"].role == "stone"
    role_hints.correct(scene, Correction("*/wood", "floor"))
    assert slots()["window/wood"].role == "floor"
    role_hints.forget(scene, "*/wood")
    assert slots()["Shelf/wood"].role == "wood_furniture"


def test_corrections_are_in_the_file(tmp_path: Path) -> None:
    two_kinds_of_wood()
    scene = rooms.scene()
    role_hints.correct(scene, Correction("*/wood", "door"))
    role_hints.remember_meanings(scene, ("thing", "x"), {"thing": Nearest("paving", 0.7)})
    path = str(tmp_path / "copy.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path, copy=True, check_existing=False)
    bpy.ops.wm.open_mainfile(filepath=path)
    hints = role_hints.hints_of(rooms.scene())
    assert hints.corrections == (Correction("*/wood", "door"),)
    assert hints.meanings == {"thing": Nearest("paving", 0.7), "x": Nearest("", 0.0)}
    assert slots()["Shelf/wood"].role == "door"
    assert slots()["Thing/"].role == "paving"


def test_a_word_is_asked_once_also_when_the_model_does_not_know_it() -> None:
    rooms.box("Xyzzy walkway", (1.0, 1.0, 1.0))
    scene = rooms.scene()
    assert role_hints.words_to_ask(scene) == ("walkway", "xyzzy")
    role_hints.remember_meanings(scene, ("walkway", "xyzzy"), {"walkway": Nearest("paving", 0.6)})
    assert role_hints.words_to_ask(scene) == ()


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": ["no_role", 1]}', '{"a": 3}', '{"a": [1]}'])
def test_meanings_that_are_not_ours_are_left_out(text: str) -> None:
    variation_state.state_of(rooms.scene()).word_meanings = text
    assert role_hints.hints_of(rooms.scene()).meanings == {}


def test_a_correction_to_an_unknown_role_is_left_out() -> None:
    role_hints.correct(rooms.scene(), Correction("*", "spaceship"))
    assert role_hints.hints_of(rooms.scene()).corrections == ()


def test_corrections_are_read_from_text() -> None:
    assert role_hints.read_correction("a=b/*oak*=Metal part") == Correction(
        "a=b/*oak*", "metal_part"
    )
    for text in ("floor", "=floor", "*/oak=", "*/oak=spaceship"):
        with pytest.raises(InputError):
            role_hints.read_correction(text)


def test_the_list_has_a_row_for_each_material_in_each_role_and_doubts_come_first() -> None:
    two_kinds_of_wood()
    assert role_rows.find_roles(rooms.scene()) == 4
    assert [row[:2] for row in rows()] == [
        ("Thing", "other"),
        ("wood", "wood_furniture"),
        ("wood", "frame"),
        ("glass", "glazing"),
    ]
    sure = [row[2] for row in rows()]
    assert sure == sorted(sure)


def test_correcting_a_row_changes_its_slots_only() -> None:
    two_kinds_of_wood()
    scene = rooms.scene()
    role_rows.find_roles(scene)
    role_rows.correct_row(scene, index_of("wood", "frame"), "metal_part")
    role_rows.correct_row(scene, index_of("Thing", "other"), "stone")
    role_rows.correct_row(scene, index_of("glass", "glazing"), "door")
    found = {path: slot.role for path, slot in slots().items()}
    assert found == {
        "Shelf/wood": "wood_furniture",
        "Thing/": "stone",
        "window/wood": "metal_part",
        "window/glass": "door",
    }
    role_rows.find_roles(scene)
    assert ("wood", "metal_part", 1.0) in rows()
    role_rows.forget_row(scene, index_of("wood", "frame"))
    assert slots()["window/wood"].role == "frame"
    assert ("wood", "frame", 0.7) in rows()


def test_names_with_signs_of_patterns_are_taken_as_they_are() -> None:
    rooms.box("A", (1.0, 1.0, 1.0), ("oak [x]*",))
    rooms.box("B", (1.0, 1.0, 1.0), ("oak x",))
    scene = rooms.scene()
    role_rows.find_roles(scene)
    role_rows.correct_row(scene, index_of("oak [x]*", "wood_furniture"), "floor")
    assert {path: slot.role for path, slot in slots().items()} == {
        "A/oak [x]*": "floor",
        "B/oak x": "wood_furniture",
    }


def test_roles_are_those_of_the_original_while_a_variation_shows() -> None:
    two_kinds_of_wood()
    scene = rooms.scene()
    variation_state.store(scene, rooms.planned(1))
    role_rows.find_roles(scene)
    before = rows()
    variation_state.apply_variation(scene, 0)
    role_rows.find_roles(scene)
    assert rows() == before
    assert variation_state.state_of(scene).active == 0


def test_the_objects_of_a_row_are_found_again() -> None:
    two_kinds_of_wood()
    scene = rooms.scene()
    role_rows.find_roles(scene)
    index = index_of("glass", "glazing")
    assert [obj.name for obj in role_rows.objects_of(scene, index)] == ["window"]
    bpy.data.objects.remove(scene.objects["window"])
    assert role_rows.objects_of(scene, index) == ()
    with pytest.raises(InputError, match="gone"):
        role_rows.correct_row(scene, 99, "door")


def test_the_schedule_heeds_corrections() -> None:
    two_kinds_of_wood()
    scene = rooms.scene()
    role_hints.correct(scene, Correction("Thing", "stone"))
    variation_state.store(scene, rooms.planned(1, axes=(Axis.LIGHT,)))
    assert "Stone" in {entry.role for entry in schedule.schedules(scene, [0])[0]}
