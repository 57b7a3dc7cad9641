# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Choices in the panel: learnt into a file of the user, told in words, handed to the next set."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import bpy
import pytest

from addon import jobs
from addon.core.preference_file import read_preference
from addon.core.request import GenerationRequest, Task
from addon.scene import appearances, planning, taste, variation, variation_state
from addon.scene.choices import shown_set
from addon.ui import preference_work, preferences
from addon.ui.preference_state import learned
from addon.ui.properties import settings_of
from addon.ui.work import variation_arguments
from tests.ui.layouts import draw_all, forget_session

SET = 8


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(jobs.USER_FOLDER, str(tmp_path / "user"))
    yield
    forget_session()


def planned(seed: int, count: int) -> tuple[bpy.types.Scene, tuple[variation.Variation, ...]]:
    scene = bpy.context.scene
    assert scene is not None
    if not scene.objects:
        for name in ("floor", "sofa"):
            bpy.ops.mesh.primitive_cube_add()
            bpy.context.object.name = name
    request = GenerationRequest(task=Task.VARIATIONS, count=count, seed=seed)
    return scene, planning.plan_variations(scene, None, request)


def show(seed: int, count: int = SET) -> tuple[bpy.types.Scene, list[int]]:
    """One more set in the scene, as numbers only: nothing is built that could be seen."""
    scene, variations = planned(seed, count)
    items = variation_state.state_of(scene).variations
    number = max((item.shown_with for item in items), default=0) + 1
    for each in variations:
        item = items.add()
        item.name, item.numbers, item.shown_with = each.name, each.to_json(), number
    return scene, list(range(len(items) - count, len(items)))


def keep(scene: bpy.types.Scene, index: int, *, is_kept: bool = True) -> None:
    item = variation_state.state_of(scene).variations[index]
    item.verdict = "KEPT" if is_kept else "NONE"
    preference_work.record(scene, index)


def keep_wood(sets: int) -> bpy.types.Scene:
    """Of each set keep the two with most wood."""
    scene = bpy.context.scene
    assert scene is not None
    for number in range(sets):
        scene, indices = show(SET * number)
        stored = variation_state.stored_variations(scene)
        wood = {i: appearances.variation_features(stored[i]).get("kind/wood", 0.0) for i in indices}
        for index in sorted(indices, key=lambda each: wood[each])[-2:]:
            keep(scene, index)
    return scene


def test_a_set_is_what_was_stored_together() -> None:
    scene, one = planned(0, 2)
    first = variation_state.store(scene, one)
    second = variation_state.store(scene, planned(2, 2)[1])
    items = variation_state.state_of(scene).variations
    assert [items[i].shown_with for i in (*first, *second)] == [1, 1, 2, 2]
    items[second[0]].is_starred, items[second[1]].verdict = True, "REJECTED"
    shown = shown_set(scene, 2)
    assert (len(shown.options), shown.kept, shown.dropped) == (2, {0}, {1})


def test_choices_go_to_the_file_and_can_be_taken_back() -> None:
    scene, indices = show(0)
    keep(scene, indices[2])
    (judged,) = read_preference(preference_work.file()).judgements
    assert (len(judged.options), judged.kept) == (SET, {2})
    assert learned.choices == 1
    keep(scene, indices[2], is_kept=False)
    assert not read_preference(preference_work.file()).judgements


def test_an_undone_choice_is_unlearnt_before_the_next_set() -> None:
    scene, indices = show(0)
    keep(scene, indices[2])
    variation_state.state_of(scene).variations[indices[2]].verdict = "NONE"
    preference_work.refresh(scene)
    assert not read_preference(preference_work.file()).judgements


def test_the_panel_counts_to_ten_then_says_what_it_learned() -> None:
    keep_wood(4)
    preference_work.load()
    drawn = " ".join(draw_all())
    assert "8 of 10 choices" in drawn
    assert not learned.statements
    scene = keep_wood(6)
    assert learned.is_ready
    drawn = " ".join(draw_all())
    assert any(statement.text in drawn for statement in learned.statements)
    assert drawn.count("maquette.forget_statement") == len(learned.statements) > 0
    assert scene is bpy.context.scene


def test_a_deleted_statement_is_not_said_again_until_it_is_brought_back() -> None:
    keep_wood(6)
    gone = learned.statements[0]
    assert bpy.ops.maquette.forget_statement(index=0) == {"FINISHED"}
    assert gone.text not in [each.text for each in learned.statements]
    assert set(gone.features) <= read_preference(preference_work.file()).forgotten
    assert "maquette.remember_statements" in draw_all()
    assert bpy.ops.maquette.remember_statements() == {"FINISHED"}
    assert gone in learned.statements


def test_new_sets_are_told_of_it_once_there_are_ten_choices() -> None:
    settings = settings_of(bpy.context)
    keep_wood(4)
    assert "--preference" not in variation_arguments(bpy.context, settings)
    keep_wood(6)
    settings.exploration = 0.5
    arguments = variation_arguments(bpy.context, settings)
    assert arguments[arguments.index("--preference") + 1] == str(preference_work.file())
    assert arguments[arguments.index("--exploration") + 1] == "0.500"
    settings.use_preference = False
    assert "--preference" not in variation_arguments(bpy.context, settings)


def test_a_set_from_the_panel_leans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "picture_side", lambda: 48)
    scene = keep_wood(5)
    before = {each.seed for each in variation_state.stored_variations(scene)}
    settings = settings_of(bpy.context)
    settings.count, settings.seed, settings.use_light = 1, 0, False
    assert bpy.ops.maquette.create_variations() == {"FINISHED"}
    made = variation_state.stored_variations(scene)[-1]
    assert made.seed not in before
    assert made.seed in taste.candidate_seeds(
        GenerationRequest(task=Task.VARIATIONS, count=1, seed=0)
    )


def test_export_reset_and_import_bring_the_same_back(tmp_path: Path) -> None:
    keep_wood(6)
    said, path = learned.statements, tmp_path / "mine.json"
    assert bpy.ops.maquette.export_preference(filepath=str(path)) == {"FINISHED"}
    assert bpy.ops.maquette.reset_preference() == {"FINISHED"}
    assert not preference_work.file().exists()
    assert (learned.choices, learned.statements) == (0, ())
    with pytest.raises(RuntimeError, match="Nothing was learnt"):
        bpy.ops.maquette.export_preference(filepath=str(path))
    assert bpy.ops.maquette.import_preference(filepath=str(path)) == {"FINISHED"}
    assert learned.statements == said
    assert preference_work.file().read_bytes() == path.read_bytes()


def test_a_reset_is_not_undone_by_what_the_scene_holds() -> None:
    scene = keep_wood(2)
    assert bpy.ops.maquette.reset_preference() == {"FINISHED"}
    preference_work.refresh(scene)
    assert not preference_work.file().exists()


def test_an_import_keeps_what_was_there(tmp_path: Path) -> None:
    keep_wood(2)
    mine, path = preference_work.file().read_bytes(), tmp_path / "mine.json"
    assert bpy.ops.maquette.export_preference(filepath=str(path)) == {"FINISHED"}
    assert bpy.ops.maquette.import_preference(filepath=str(path)) == {"FINISHED"}
    assert preference_work.file().with_name(preference_work.FORMER).read_bytes() == mine


@pytest.mark.parametrize("text", ["", "{", '{"maquette_preference": 9}'])
def test_a_damaged_file_is_one_sentence_and_never_lost(tmp_path: Path, text: str) -> None:
    scene, indices = show(0)
    preference_work.file().parent.mkdir(parents=True)
    preference_work.file().write_text(text, encoding="utf-8")
    keep(scene, indices[0])
    assert preference_work.file().read_text(encoding="utf-8") == text
    assert "not a preference file" in " ".join(draw_all())
    assert "--preference" not in variation_arguments(bpy.context, settings_of(bpy.context))
    with pytest.raises(RuntimeError, match="not a preference file"):
        bpy.ops.maquette.export_preference(filepath=str(tmp_path / "x.json"))
    assert bpy.ops.maquette.reset_preference() == {"FINISHED"}
    aside = preference_work.file().with_name(preference_work.DAMAGED)
    assert aside.read_text(encoding="utf-8") == text
    assert not learned.problem
    keep(scene, indices[0])
    assert learned.choices == 1


def test_a_bad_import_changes_nothing(tmp_path: Path) -> None:
    keep_wood(2)
    before = preference_work.file().read_bytes()
    (tmp_path / "bad.json").write_text("[]", encoding="utf-8")
    for name, said in (("bad.json", "not a preference file"), ("gone.json", "not there")):
        with pytest.raises(RuntimeError, match=said):
            bpy.ops.maquette.import_preference(filepath=str(tmp_path / name))
    assert preference_work.file().read_bytes() == before
    assert learned.choices == 4


def test_another_blender_may_write_the_file() -> None:
    scene, indices = show(0)
    keep(scene, indices[0])
    values = json.loads(preference_work.file().read_text(encoding="utf-8"))
    preference_work.file().write_text(
        json.dumps({**values, "forgotten": ["palette/warmth"]}), encoding="utf-8"
    )
    os.utime(preference_work.file(), (1, 1))
    keep(scene, indices[1])
    found = read_preference(preference_work.file())
    assert (found.choices, found.forgotten) == (2, {"palette/warmth"})


def test_drawing_reads_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    show(0)

    def refuse() -> Path:
        raise AssertionError("a panel read a file")

    monkeypatch.setattr(preference_work, "file", refuse)
    assert "Reading your choices" in draw_all()
