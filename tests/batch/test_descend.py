# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`vary --like` and `--mix` on a scene that holds variations, and what the panel asks of a command:
small pictures first, node groups for the next time."""

from __future__ import annotations

import json
from pathlib import Path

import bpy
import pytest

from addon.batch.cli import main
from addon.core.image import Extent
from addon.core.request import Axis
from addon.scene import images, locks, variation_state
from tests.batch.rooms import save_room

SMALL = ["--width", "48", "--height", "32", "--samples", "2"]


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A scene that holds two variations of its materials."""
    scene = save_room(tmp_path / "room.blend")
    arguments = ["--count", "2", "--seed", "3", "--axes", "material"]
    assert main(["vary", str(scene), "--out", str(tmp_path / "two"), *SMALL, *arguments]) == 0
    return tmp_path / "two" / "variations.blend"


def vary(scene: Path, out: Path, *arguments: str) -> list[dict[str, object]]:
    assert main(["vary", str(scene), "--out", str(out), *SMALL, *arguments]) == 0
    return json.loads((out / "report.json").read_text(encoding="utf-8"))["variations"]


def test_children_and_a_mix_know_their_parents(held: Path, tmp_path: Path) -> None:
    axes = ("--axes", "material")
    children = vary(held, tmp_path / "like", "--like", "2", "--count", "2", *axes)
    (mix,) = vary(tmp_path / "like" / "variations.blend", tmp_path / "mix", "--mix", "1,3,0.4")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "mix" / "variations.blend"))
    scene = bpy.context.scene
    assert scene is not None
    keys = [each.key for each in variation_state.stored_variations(scene)]
    assert len(set(keys)) == 5
    assert [each["parents"] for each in children] == [[keys[1]]] * 2
    assert mix["parents"] == [keys[0], keys[2]]
    items = variation_state.state_of(scene).variations
    assert [item.parents for item in items] == ["", "", keys[1], keys[1], f"{keys[0]},{keys[2]}"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--like", "3"), "no variation 3; this scene has 2"),
        (("--mix", "1,1,0.5"), "two different"),
        (("--mix", "1,2,1.5"), "a share from 0 to 1"),
        (("--mix", "1,2"), "a share from 0 to 1"),
    ],
)
def test_a_mistake_is_one_sentence(
    held: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    assert main(["vary", str(held), "--out", str(tmp_path / "out"), *SMALL, *arguments]) == 2
    assert sentence in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_locks_of_the_scene_hold_on_the_command_line(held: Path, tmp_path: Path) -> None:
    bpy.ops.wm.open_mainfile(filepath=str(held))
    scene = bpy.context.scene
    assert scene is not None
    locks.toggle_axis(scene, Axis.LIGHT)
    locks.toggle_slot(scene, bpy.data.objects["Cube"], 0)
    floor = variation_state.stored_variations(scene)[0].choices[0]
    bpy.ops.wm.save_mainfile()
    (made,) = vary(held, tmp_path / "locked", "--count", "1", "--seed", "9")
    assert made["light"] is None
    choices = made["choices"]
    assert isinstance(choices, list)
    assert [each for each in choices if each["slot"] == 0] == [floor.to_values()]


def test_small_pictures_come_first_and_change_nothing(
    held: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    vary(held, tmp_path / "plain", "--count", "2", "--seed", "30")
    capfd.readouterr()
    library = tmp_path / "families.blend"
    options = ("--json", "--coarse-first", "--families", str(library))
    vary(held, tmp_path / "out", "--count", "2", "--seed", "30", *options)
    events = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line[:1] == "{"]
    told = [(e["event"], e["index"]) for e in events if e["event"] in ("coarse", "variation")]
    assert told == [("coarse", 2), ("coarse", 3), ("variation", 2), ("variation", 3)]
    assert library.exists()
    for name in ("variation-03.png", "variation-04.png"):
        assert images.load_image(tmp_path / "out" / name).extent == Extent(48, 32)
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
