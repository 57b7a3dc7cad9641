# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`vary` with a prompt, a mood picture, fixed colours and a strength: what its report says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest

from addon.batch.cli import main
from addon.batch.spreads import measure
from addon.core.image import ColorSpace, Image
from addon.scene import planning
from addon.scene.appearances import KIND_OF
from tests.batch.rooms import save_room
from tests.scene import rooms
from tests.scene.pictures import png

SMALL = ["--width", "32", "--height", "24", "--samples", "1"]


def run(tmp_path: Path, *arguments: str) -> int:
    scene = save_room(tmp_path / "room.blend")
    return main(["vary", str(scene), "--out", str(tmp_path / "out"), *SMALL, *arguments])


def report(tmp_path: Path) -> dict[str, Any]:
    return json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))


def board(path: Path) -> Path:
    """Cream, sage and oak as three columns."""
    pixels = np.zeros((64, 96, 3), np.uint8)
    for column, color in enumerate(((221, 213, 197), (122, 139, 111), (187, 141, 95))):
        pixels[:, 32 * column : 32 * column + 32] = color
    path.write_bytes(png(pixels))
    return path


def test_a_prompt_is_asked_and_followed(tmp_path: Path) -> None:
    wish = "brutalist, board-formed concrete and oak"
    assert run(tmp_path, "--count", "2", "--prompt", wish, "--color", "ceiling=RAL 9010") == 0
    found = report(tmp_path)
    assert [model["id"] for model in found["models"]] == ["prompt-mini"]
    assert [each["text"] for each in found["brief"]["wishes"]] == ["board formed concrete", "oak"]
    assert found["brief"]["fixed"] == {"ceiling": "#f1ede1"}
    assert found["request"]["prompt"] == wish
    for variation in found["variations"]:
        assert sum(swatch["share"] for swatch in variation["palette"]) == pytest.approx(1, abs=0.01)
        kinds = {c["role"]: KIND_OF[c["material"]["family"]] for c in variation["choices"]}
        assert kinds["interior_wall"] == "concrete" and kinds["floor"] == "wood"
    assert found["spread"]["numbers"] > 0.0 and found["spread"]["pictures"] >= 0.0
    assert found["spread"]["closest"] == [1, 2]


def test_a_mood_picture_is_asked_and_followed(tmp_path: Path) -> None:
    mood = board(tmp_path / "mood.png")
    assert run(tmp_path, "--count", "1", "--axes", "material", "--mood", str(mood)) == 0
    found = report(tmp_path)
    assert [model["id"] for model in found["models"]] == ["look-mini"]
    assert len(found["brief"]["palette"]) == 3
    assert found["request"]["mood"] == str(mood)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--mood", "nowhere.png"], "nowhere.png"),
        (["--color", "no colour at all"], "is not one colour"),
        (["--color", "xyzzy=RAL 7016"], "is no part of a scene"),
        (["--strength", "material=2"], "from 0 to 1"),
        (["--strength", "taste=0.5"], "a strength is an axis"),
        (["--strength", "material"], "a strength is an axis"),
    ],
)
def test_what_cannot_be_followed_writes_nothing(
    tmp_path: Path, arguments: list[str], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, *arguments) == 2
    assert sentence in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_near_the_current_look_says_so(tmp_path: Path) -> None:
    assert run(tmp_path, "--count", "1", "--strength", "material=0.2") == 0
    assert report(tmp_path)["request"]["strengths"] == [["material", 0.2]]


def test_pictures_that_are_nearly_the_same_are_told() -> None:
    rooms.awkward_room()
    planned = rooms.planned(3)
    light = Image(np.full((24, 32, 3), 0.7, np.float32), ColorSpace.SRGB)
    dark = Image(np.full((24, 32, 3), 0.2, np.float32), ColorSpace.SRGB)
    measured = measure(planned, [light, dark, light])
    assert measured.warnings == ("Variations 1 and 3 look nearly the same",)
    assert measured.warnings[0] in measured.note and "%" in measured.note
    assert measured.pictures > 0.1


def test_planning_by_a_brief_changes_nothing_in_the_file() -> None:
    scene = rooms.awkward_room()
    before = {name: len(getattr(bpy.data, name)) for name in ("materials", "images", "node_groups")}
    planning.plan_variations(scene, None, rooms.request(prompt="oak", colors=("RAL 7016",)))
    assert before == {name: len(getattr(bpy.data, name)) for name in before}
