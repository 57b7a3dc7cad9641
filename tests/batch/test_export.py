# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`vary --export` and `export`: the files that leave with the client."""

from __future__ import annotations

import json
from pathlib import Path

import bpy
import pytest

from addon.batch.cli import main
from addon.scene import variation_state
from tests.batch.rooms import save_room

SMALL = ["--width", "24", "--height", "16", "--samples", "1"]


def vary(tmp_path: Path, *arguments: str) -> int:
    scene = save_room(tmp_path / "red_room.blend")
    return main(["vary", str(scene), "--out", str(tmp_path / "out"), *SMALL, *arguments])


def test_vary_exports_what_is_kept(tmp_path: Path) -> None:
    kinds = "csv,html,pdf,blend"
    assert vary(tmp_path, "--count", "2", "--seed", "3", "--export", kinds, "--keep", "2") == 0
    out = tmp_path / "out"
    exports = ["schedule.csv", "concepts.html", "contact_sheet.pdf", "variation-02.blend"]
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["exports"] == exports
    html = (out / "concepts.html").read_text(encoding="utf-8")
    assert "<h1>red room</h1>" in html
    assert html.count("<article") == html.count('type="range"') == 1
    rows = (out / "schedule.csv").read_text(encoding="utf-8-sig").splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == {"2"}
    bpy.ops.wm.open_mainfile(filepath=str(out / "variation-02.blend"))
    scene = bpy.context.scene
    assert scene is not None
    assert [each.seed for each in variation_state.stored_variations(scene)] == [4]


def test_export_of_a_scene_that_holds_variations(tmp_path: Path) -> None:
    assert vary(tmp_path, "--count", "1") == 0
    scene, out = tmp_path / "out" / "variations.blend", tmp_path / "client"
    assert main(["export", str(scene), "--out", str(out), "--export", "csv,html", *SMALL]) == 0
    assert {path.name for path in out.iterdir()} == {"schedule.csv", "concepts.html"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--export", "docx"), "exports are csv, html"),
        (("--export", "csv", "--keep", "0"), "numbers from 1"),
        (("--export", "csv", "--keep", "5", "--count", "1"), "no variation 5 to keep"),
    ],
)
def test_a_wrong_wish_is_one_sentence_and_no_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert vary(tmp_path, *arguments) == 2
    assert sentence in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_scene_without_variations(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    scene = save_room(tmp_path / "room.blend")
    assert main(["export", str(scene), "--out", str(tmp_path / "out"), *SMALL]) == 2
    assert "create some first" in capfd.readouterr().err
