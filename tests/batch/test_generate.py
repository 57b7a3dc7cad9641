# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`generate`: words or a picture become folders of maps, editable assets and a report."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import bpy
import pytest

from addon.batch.cli import main
from addon.core.procedural import ProceduralMaterial
from addon.core.request import GenerationRequest
from addon.scene import procedural
from tests.batch.rooms import photo
from tests.inference import tiny_models as tiny

ROOT = Path(__file__).resolve().parents[2]
MAPS = ("base_color", "normal", "roughness", "metallic", "height", "ambient_occlusion")
LOOKS = [f"{name}/{procedural.FAMILIES[name].looks[0].name}" for name in ("brick", "paint", "tile")]
WORDS_CARD = f"""
task = "match"
[match]
takes = "words"
vocabulary = "vocabulary.txt"
labels = {json.dumps(LOOKS)}
"""
PICTURE_CARD = f"""
task = "match"
[match]
takes = "picture"
labels = {json.dumps(LOOKS)}
[input]
short_side = 32
"""
VOCABULARY = "[?]\nbrick\npaint\ntile"
TABLE = [[0, 0, 0], [9, 0, 0], [0, 9, 0], [0, 0, 9]]
SMALL = ["--resolution", "24", "--preview", "16"]
WORDS, LOOKING = "tiny-words", "tiny-looks"


@pytest.fixture
def models(tmp_path: Path) -> list[str]:
    folder = tmp_path / "models"
    tiny.install(folder / WORDS, tiny.words(TABLE), WORDS_CARD, vocabulary=VOCABULARY)
    tiny.install(folder / LOOKING, tiny.color_classes(), PICTURE_CARD)
    return ["--models", str(folder)]


def report_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def complaints(capfd: pytest.CaptureFixture[str]) -> list[str]:
    lines = capfd.readouterr().err.splitlines()
    return [line for line in lines if line.startswith("maquette: ")]


def test_words_become_maps_assets_and_a_report(tmp_path: Path, models: list[str]) -> None:
    out = tmp_path / "out"
    command = ["generate", "brick", "--out", str(out), "--model", WORDS, *models, *SMALL]
    assert main([*command, "--count", "2", "--seed", "7"]) == 0
    folders = ["material-01", "material-02"]
    assert {path.name for path in out.iterdir()} == {*folders, "materials.blend", "report.json"}
    report = report_of(out)
    request = GenerationRequest.from_json(json.dumps(report["request"]))
    assert (request.prompt, request.count, request.seed) == ("brick", 2, 7)
    assert [each["folder"] for each in report["materials"]] == folders
    for name in folders:
        _check_folder(out / name)
    first = ProceduralMaterial.from_json((out / folders[0] / "material.json").read_text())
    assert first.family == "brick"
    _check_assets(out, [each["name"] for each in report["materials"]])


def _check_folder(folder: Path) -> None:
    names = {*(f"{name}.png" for name in MAPS), "preview.png", "material.json", "report.json"}
    assert {path.name for path in folder.iterdir()} == names
    report = report_of(folder)
    (match,) = report["matches"]
    assert (match["source"], match["model"]["id"]) == ("brick", WORDS)
    assert match["model"]["license"] == "CC0-1.0"
    assert len(match["model"]["sha256"]) == 64
    assert report["request"]["seed"] == 7
    assert report["quality"]
    low, high = report["height_range_m"]
    assert low < high
    for name in MAPS:
        header = (folder / f"{name}.png").read_bytes()[:26]
        assert max(int.from_bytes(header[at : at + 4], "big") for at in (16, 20)) == 24
        assert header[24] == 16


def _check_assets(out: Path, names: list[str]) -> None:
    path = str(out / "materials.blend")
    with bpy.data.libraries.load(path, assets_only=True) as (source, target):
        target.materials = list(source.materials)
    assert {each.name for each in target.materials} == set(names)
    for index, name in enumerate(names):
        block = bpy.data.materials[name]
        numbers = (out / f"material-{index + 1:02d}" / "material.json").read_text()
        assert procedural.read_material(block) == ProceduralMaterial.from_json(numbers)
        assert "brick" in {tag.name for tag in block.asset_data.tags}
        assert tuple(block.preview.image_size) == (16, 16)


def test_the_same_words_and_seed_give_the_same_files(tmp_path: Path, models: list[str]) -> None:
    command = ["generate", "paint", "--model", WORDS, *models, *SMALL, "--count", "1"]
    for out in ("one", "two"):
        assert main([*command, "--out", str(tmp_path / out)]) == 0
    for name in (*(f"{each}.png" for each in MAPS), "material.json", "preview.png"):
        one, two = (tmp_path / out / "material-01" / name for out in ("one", "two"))
        assert one.read_bytes() == two.read_bytes(), name


def test_words_that_nobody_knows_are_told(
    tmp_path: Path, models: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["generate", "brick xyzzy", "--model", WORDS, *models, "--no-maps", *SMALL]
    assert main([*command, "--out", str(tmp_path / "out"), "--count", "1"]) == 0
    (told,) = complaints(capfd)
    assert "xyzzy" in told
    report = report_of(tmp_path / "out")
    assert any("xyzzy" in remark for remark in report["remarks"])
    assert report["matches"][0]["unknown"] == ["xyzzy"]
    names = {path.name for path in (tmp_path / "out" / "material-01").iterdir()}
    assert names == {"preview.png", "material.json", "report.json"}


def test_like_a_picture_and_told_as_it_comes(
    tmp_path: Path, models: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    picture = photo(tmp_path / "wall.png")
    command = ["generate", "--like", str(picture), *models, "--model", LOOKING, "--no-maps"]
    command += ["--out", str(tmp_path / "out"), "--count", "1", *SMALL, "--json"]
    assert main(command) == 0
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith('{"event"')]
    events = [json.loads(line) for line in lines]
    (made,) = [each for each in events if each["event"] == "material"]
    assert made["record"]["matches"][0]["source"] == "wall.png"
    assert [each["event"] for each in events].index("understood") < events.index(made)
    assert events[-1]["event"] == "finished"


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        ([], "--like"),
        (["  "], "--like"),
        (["brick", "--count", "0"], "1 to 64"),
        (["brick", "--resolution", "3"], "--resolution"),
        (["brick", "--like", "gone.png"], "gone.png"),
        (["brick", "--model", "no-such"], "no-such"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_written(
    tmp_path: Path,
    models: list[str],
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    fragment: str,
) -> None:
    assert main(["generate", *arguments, *models, "--out", str(tmp_path / "out")]) == 2
    (told,) = complaints(capfd)
    assert fragment in told
    assert not (tmp_path / "out").exists()


def test_results_are_not_overwritten_without_being_told(
    tmp_path: Path, models: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep", encoding="utf-8")
    command = ["generate", "paint", "--model", WORDS, *models, "--no-maps", "--count", "1", *SMALL]
    command += ["--out", str(tmp_path / "out")]
    assert main(command) == 2
    assert "--overwrite" in complaints(capfd)[0]
    assert main([*command, "--overwrite"]) == 0
    assert (tmp_path / "out" / "mine.txt").read_text(encoding="utf-8") == "keep"


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGINT for a child of this kind"
)
def test_ctrl_c_ends_with_130_and_nothing_half_written(tmp_path: Path, models: list[str]) -> None:
    command = [sys.executable, "-m", "addon", "generate", "brick", "--model", WORDS, *models]
    command += ["--out", str(tmp_path / "out"), "--count", "8", *SMALL, "--json"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if '"event": "material"' in line:
                running.send_signal(signal.SIGINT)
                break
        running.stderr.read()
    assert running.returncode == 130
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out-*"))
