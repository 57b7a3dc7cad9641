# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`choose` and `vary --preference`: choices recorded from a report, and sets that lean to them."""

from __future__ import annotations

import json
from pathlib import Path

import bpy
import pytest

from addon.batch.cli import main
from addon.core.preference_file import read_preference
from addon.core.request import GenerationRequest, Task
from addon.scene import planning
from tests.batch.rooms import save_room

SMALL = ["--width", "16", "--height", "16", "--samples", "1"]


def save_report(folder: Path, seed: int) -> Path:
    """A report as `vary` writes it, without the pictures."""
    scene = bpy.context.scene
    assert scene is not None
    request = GenerationRequest(task=Task.VARIATIONS, count=4, seed=seed)
    planned = planning.plan_variations(scene, None, request)
    folder.mkdir()
    values = {"variations": [{"picture": "x.png", **each.to_values()} for each in planned]}
    (folder / "report.json").write_text(json.dumps(values), encoding="utf-8")
    return folder


def choose(folder: Path, preference: Path, *arguments: str) -> int:
    return main(["choose", str(folder), "--preference", str(preference), *arguments])


def test_choices_add_up_and_vary_leans_to_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    room, taste = save_room(tmp_path / "room.blend"), tmp_path / "taste.json"
    for number in range(5):
        folder = save_report(tmp_path / f"set-{number}", seed=4 * number)
        assert choose(folder, taste, "--keep", "2,4") == 0
    assert "10 choices" in capfd.readouterr().out
    assert read_preference(taste).is_ready

    command = ["vary", str(room), "--out", str(tmp_path / "out"), "--count", "1", *SMALL]
    assert main([*command, "--preference", str(taste), "--exploration", "0.5"]) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["preference"]["used"] and report["preference"]["exploration"] == 0.5
    assert report["preference"]["choices"] == 10
    assert [each["seed"] for each in report["variations"]] != [0]


def test_choosing_again_from_a_folder_replaces(tmp_path: Path) -> None:
    save_room(tmp_path / "room.blend")
    folder, taste = save_report(tmp_path / "set", seed=0), tmp_path / "taste.json"
    assert choose(folder, taste, "--keep", "1") == 0
    assert choose(folder, taste, "--keep", "2", "--drop", "1") == 0
    (judged,) = read_preference(taste).judgements
    assert (judged.kept, judged.dropped) == ({1}, {0})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--keep", "5"], "1 to 4"),
        (["--keep", "1", "--drop", "1"], "not both"),
        ([], "Keep or drop"),
        (["--keep", "1,2,3,4"], "not all"),
        (["--keep", "0"], "numbers from 1"),
        (["--keep", "x"], "numbers from 1"),
    ],
)
def test_what_is_no_choice_changes_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    save_room(tmp_path / "room.blend")
    folder, taste = save_report(tmp_path / "set", seed=0), tmp_path / "taste.json"
    assert choose(folder, taste, *arguments) == 2
    assert said in capfd.readouterr().err
    assert not taste.exists()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"variations": 1}', '{"variations": [1, 2]}', '{"variations": [{}, {}]}'],
)
def test_what_is_no_report_is_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    assert choose(tmp_path, tmp_path / "taste.json", "--keep", "1") == 2
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maquette: ")]
    assert len(lines) == 1


def test_a_preference_that_is_not_there_or_is_something_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    room, other = save_room(tmp_path / "room.blend"), tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    command = ["vary", str(room), "--out", str(tmp_path / "out"), *SMALL, "--preference"]
    assert main([*command, str(tmp_path / "none.json")]) == 2
    assert "choose" in capfd.readouterr().err
    assert main([*command, str(other)]) == 2
    assert "not a preference file" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_report_with_a_role_that_no_file_can_hold_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    save_room(tmp_path / "room.blend")
    folder, taste = save_report(tmp_path / "set", seed=0), tmp_path / "taste.json"
    text = (folder / "report.json").read_text(encoding="utf-8")
    (folder / "report.json").write_text(text.replace('"floor"', '"fl<o>or"'), encoding="utf-8")
    assert choose(folder, taste, "--keep", "1") == 2
    assert "do not exist" in capfd.readouterr().err
    assert not taste.exists()
