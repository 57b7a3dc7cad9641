# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`depth` and `material`: all files for good pictures, only one sentence for bad ones."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.batch.cli import main
from tests.batch.rooms import photo
from tests.scene.pictures import exr, png

ROOT = Path(__file__).resolve().parents[2]
MAPS = ("base_color", "normal", "roughness", "metallic", "height", "ambient_occlusion")


def complaint(capfd: pytest.CaptureFixture[str]) -> str:
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maquette: ")]
    assert len(lines) == 1, lines
    return lines[0]


def test_material_writes_every_map_and_a_report(tmp_path: Path) -> None:
    picture = photo(tmp_path / "wall.png")
    assert (
        main(["material", str(picture), "--out", str(tmp_path / "out"), "--size", "2", "--json"])
        == 0
    )
    folder = tmp_path / "out" / "wall"
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}.png" for name in MAPS),
        "report.json",
    }
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["model"]["id"] == "material-mini"
    assert len(report["model"]["sha256"]) == 64
    assert report["provider"]["used"] == "CPUExecutionProvider"
    assert report["request"]["size_m"] == 2.0
    assert report["quality"] and report["seconds"]
    for name in MAPS:
        header = (folder / f"{name}.png").read_bytes()[:26]
        assert int.from_bytes(header[16:20], "big") == 48
        assert header[24] == 16


def test_depth_writes_float_depth_that_blender_reads(tmp_path: Path) -> None:
    picture = photo(tmp_path / "view.png", width=64, height=48)
    assert main(["depth", str(picture), "--out", str(tmp_path / "out")]) == 0
    image = bpy.data.images.load(str(tmp_path / "out" / "view" / "depth.exr"))
    assert tuple(image.size) == (64, 48)
    assert image.is_float
    pixels = np.empty(64 * 48 * image.channels, np.float32)
    image.pixels.foreach_get(pixels)
    assert np.ptp(pixels.reshape(-1, image.channels)[:, 0]) > 0.0


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = photo(tmp_path / "wall.png")
    for out in ("one", "two"):
        assert main(["material", str(picture), "--out", str(tmp_path / out)]) == 0
    for name in MAPS:
        one, two = (tmp_path / out / "wall" / f"{name}.png" for out in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_material_as_a_blend_asset(tmp_path: Path) -> None:
    picture = photo(tmp_path / "wall.png")
    assert main(["material", str(picture), "--out", str(tmp_path / "out"), "--blend"]) == 0
    path = tmp_path / "out" / "wall" / "material.blend"
    with bpy.data.libraries.load(str(path), assets_only=True) as (source, target):
        target.materials = list(source.materials)
    assert [material.name for material in target.materials] == ["wall"]
    assert all(image.packed_file for image in bpy.data.images if image.users)


@pytest.mark.parametrize(
    ("name", "data", "fragment"),
    [
        ("truncated.png", png(np.zeros((32, 32, 3), np.uint8))[:60], "truncated.png"),
        ("one.png", png(np.zeros((1, 1, 3), np.uint8)), "1 x 1"),
        ("words.png", b"this is no picture", "words.png"),
        ("empty.jpg", b"", "empty.jpg"),
    ],
)
@pytest.mark.parametrize("verb", ["depth", "material"])
def test_a_bad_picture_is_one_sentence_and_nothing_written(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    verb: str,
    name: str,
    data: bytes,
    fragment: str,
) -> None:
    picture = tmp_path / name
    picture.write_bytes(data)
    assert main([verb, str(picture), "--out", str(tmp_path / "out")]) == 2
    assert fragment in complaint(capfd)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.png", png(np.full((24, 24, 3), 30000, np.uint16))),
        ("grey.png", png(np.tile(np.arange(24, dtype=np.uint8)[:, None, None] * 10, (1, 24, 1)))),
        ("alpha.png", png(np.full((24, 24, 4), 128, np.uint8))),
        (
            "nan.exr",
            exr({n: np.where(np.eye(24) > 0, np.nan, 0.5).astype(np.float32) for n in "RGB"}),
        ),
    ],
)
def test_odd_pictures_work(tmp_path: Path, name: str, data: bytes) -> None:
    picture = tmp_path / name
    picture.write_bytes(data)
    assert main(["material", str(picture), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / picture.stem / "normal.png").is_file()


def test_one_bad_picture_among_good_ones(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good, bad = photo(tmp_path / "good.png"), tmp_path / "bad.png"
    bad.write_bytes(b"no")
    assert main(["depth", str(good), str(bad), "--out", str(tmp_path / "out")]) == 3
    assert "bad.png" in complaint(capfd)
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [item["status"] for item in report["items"]] == ["done", "failed"]
    assert (tmp_path / "out" / "good" / "depth.exr").is_file()


def test_results_are_not_overwritten_without_being_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    picture = photo(tmp_path / "wall.png")
    command = ["depth", str(picture), "--out", str(tmp_path / "out")]
    assert main(command) == 0
    capfd.readouterr()
    before = (tmp_path / "out" / "wall" / "depth.exr").stat().st_mtime_ns
    assert main(command) == 2
    assert "--overwrite" in complaint(capfd)
    assert (tmp_path / "out" / "wall" / "depth.exr").stat().st_mtime_ns == before
    assert main([*command, "--overwrite"]) == 0


def test_a_place_that_cannot_be_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    picture = photo(tmp_path / "wall.png")
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert main(["depth", str(picture), "--out", str(blocked / "out")]) == 2
    assert "out" in complaint(capfd)


def test_pictures_of_one_name_get_folders_of_their_own(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    pictures = [photo(tmp_path / folder / "wall.png") for folder in ("a", "b")]
    assert main(["depth", *map(str, pictures), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "wall-2" / "depth.exr").is_file()


def test_an_unknown_model(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    picture = photo(tmp_path / "wall.png")
    assert main(["depth", str(picture), "--model", "no-such", "--out", str(tmp_path / "o")]) == 2
    assert "no-such" in complaint(capfd)
    assert not (tmp_path / "o").exists()


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGINT for a child of this kind"
)
def test_ctrl_c_ends_with_130_and_nothing_half_written(tmp_path: Path) -> None:
    picture = photo(tmp_path / "large.png", width=3000, height=2000)
    command = [
        sys.executable,
        "-m",
        "addon",
        "material",
        str(picture),
        "--out",
        str(tmp_path / "out"),
    ]
    with subprocess.Popen(
        [*command, "--json"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if '"event": "progress"' in line:
                break
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        running.stderr.read()
    assert running.returncode == 130
    assert not list((tmp_path / "out").rglob("*.png"))
