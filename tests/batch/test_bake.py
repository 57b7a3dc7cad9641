# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`bake`: a material as numbers becomes maps with a report; bad input is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from addon.batch.cli import main

MAPS = ("base_color", "normal", "roughness", "metallic", "height", "ambient_occlusion")


def write(path: Path, values: object) -> Path:
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def test_bake_writes_every_map_and_a_report(tmp_path: Path) -> None:
    numbers = write(tmp_path / "material.json", {"family": "paint", "parameters": {}})
    out = tmp_path / "out"
    assert main(["bake", str(numbers), "--out", str(out), "--resolution", "32", "--json"]) == 0
    assert {path.name for path in out.iterdir()} == {*(f"{n}.png" for n in MAPS), "report.json"}
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["material"]["family"] == "paint"
    low, high = report["height_range_m"]
    assert low <= 0.0 <= high
    assert report["size_m"] > 0.0
    assert report["quality"]["normal_facing"] == 1.0
    assert {"normal", "base_color"} <= {each["map"] for each in report["badges"]}
    assert all(each["sentence"] for each in report["badges"])
    for name in MAPS:
        header = (out / f"{name}.png").read_bytes()[:26]
        assert int.from_bytes(header[16:20], "big") == 32
        assert header[24] == 16


def test_what_a_report_says_is_kept(tmp_path: Path) -> None:
    made = {"material": {"family": "paint"}, "matches": [{"source": "pale wall"}], "quality": {}}
    report = write(tmp_path / "report.json", made)
    out = tmp_path / "out"
    assert main(["bake", str(report), "--out", str(out), "--resolution", "16"]) == 0
    kept = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert kept["matches"] == made["matches"]
    assert kept["quality"]


@pytest.mark.parametrize(
    ("values", "more", "fragment"),
    [
        ({"family": "no_such"}, [], "no_such"),
        ({"family": "paint", "parameters": {"Sparkle": 1.0}}, [], "Sparkle"),
        ([1, 2], [], "material.json"),
        ({"family": "paint"}, ["--resolution", "8"], "--resolution"),
        ({"family": "paint"}, ["--size", "0"], "metres"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_written(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    values: object,
    more: list[str],
    fragment: str,
) -> None:
    numbers = write(tmp_path / "material.json", values)
    assert main(["bake", str(numbers), "--out", str(tmp_path / "out"), *more]) == 2
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maquette: ")]
    assert len(lines) == 1
    assert fragment in lines[0]
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "material.json").write_text("no", encoding="utf-8")
    arguments = ["bake", str(tmp_path / "material.json"), "--out", str(tmp_path / "out")]
    assert main(arguments) == 2
    assert "not JSON" in capfd.readouterr().err
