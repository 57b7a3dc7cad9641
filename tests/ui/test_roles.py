# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of roles: found, drawn, corrected, taken back, selected."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import bpy
import pytest

from addon.core.errors import MaquetteError
from addon.scene import role_hints
from addon.scene.variation_data import MaquetteSceneState, state_of
from addon.ui import driver, preferences, role_panels
from tests.scene import rooms
from tests.ui.layouts import Recorder, draw_all, forget_session


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_session()


def state() -> MaquetteSceneState:
    return state_of(rooms.scene())


def shelf_and_window() -> None:
    rooms.box("Shelf", (1.0, 0.3, 2.0), ("wood",))
    rooms.box("window", (1.0, 0.1, 1.2), ("wood", "glass"))


def draw_row(index: int) -> list[str]:
    layout: Any = Recorder()
    row = state().roles[index]
    draw: Any = role_panels.MAQUETTE_UL_roles.draw_item
    draw(SimpleNamespace(), bpy.context, layout, state(), row, 0, state(), "active_role", index)
    return layout.drawn


def test_before_anything_is_found_only_the_button_is_there() -> None:
    drawn = draw_all()
    assert "maquette.find_roles" in drawn
    assert "maquette.select_role" not in drawn


def test_roles_are_found_and_listed_with_how_sure_they_are_in_words() -> None:
    shelf_and_window()
    assert bpy.ops.maquette.find_roles() == {"FINISHED"}
    assert [row.name for row in state().roles] == ["wood", "wood", "glass"]
    assert "3 slots" in driver.state.note
    drawn = draw_all()
    assert "Likely, 70%" in drawn
    assert any("maquette.select_role" in text for text in drawn)
    assert "maquette.forget_role" not in drawn
    assert draw_row(2) == ["glass", "maquette.correct_role Glazing"]


def test_each_degree_has_words_and_a_sign_of_its_own() -> None:
    shown = [
        role_panels.sureness(SimpleNamespace(confidence=share))  # type: ignore[arg-type]
        for share in (1.0, 0.9, 0.6, 0.2)
    ]
    assert len({icon for _, icon in shown}) == 4
    assert [text.partition(",")[0] for text, _ in shown] == [
        "Said by you", "Sure", "Likely", "A guess",
    ]  # fmt: skip


def test_unknown_words_are_looked_up_and_kept() -> None:
    rooms.box("Walkway", (2.0, 2.0, 0.2))
    assert bpy.ops.maquette.find_roles() == {"FINISHED"}
    assert state().roles[0].role == "paving"
    assert role_hints.hints_of(rooms.scene()).meanings["walkway"].group == "paving"


def test_without_a_model_the_lists_alone_decide_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rooms.box("Walkway", (2.0, 2.0, 0.2), ("floor",))
    monkeypatch.setattr("addon.jobs.BUNDLED_MODELS", preferences.output_folder() / "none")
    assert bpy.ops.maquette.find_roles() == {"FINISHED"}
    assert state().roles[0].role == "floor"
    assert "not looked up" in driver.state.note


def test_a_correction_is_shown_and_taken_back() -> None:
    shelf_and_window()
    bpy.ops.maquette.find_roles()
    assert bpy.ops.maquette.correct_role(index=0, role="stone") == {"FINISHED"}
    state().active_role = 0
    drawn = draw_all()
    assert "Said by you" in drawn
    assert "You said so." in drawn
    assert "maquette.forget_role" in drawn
    assert len(state().corrections) == 1
    assert bpy.ops.maquette.forget_role(index=0) == {"FINISHED"}
    assert len(state().corrections) == 0
    assert state().roles[0].role == state().roles[0].found


def test_the_objects_of_a_row_are_selected() -> None:
    shelf_and_window()
    bpy.ops.maquette.find_roles()
    assert bpy.ops.maquette.select_role(index=2) == {"FINISHED"}
    assert [obj.name for obj in bpy.context.selected_objects] == ["window"]
    assert bpy.context.view_layer.objects.active.name == "window"


def test_a_row_that_is_gone_is_one_sentence() -> None:
    shelf_and_window()
    bpy.ops.maquette.find_roles()
    for operator in (bpy.ops.maquette.correct_role, bpy.ops.maquette.select_role):
        with pytest.raises(RuntimeError, match="row is gone"):
            operator(index=40)


def test_without_a_list_nothing_can_be_corrected() -> None:
    assert not bpy.ops.maquette.correct_role.poll()
    with pytest.raises((RuntimeError, MaquetteError)):
        bpy.ops.maquette.select_role(index=0)
