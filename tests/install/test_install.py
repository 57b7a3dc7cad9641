# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The zip itself: what is in it, and that a fresh Blender with a closed network works from it.

The journey runs in this Python's bpy and, where `MAQUETTE_BLENDER` names a command that starts a
Blender and hands it our environment, in that Blender too; `MAQUETTE_BLENDER_TEMP` then names a
folder that the command can see, when it cannot see the usual one for temporary files.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import struct
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
JOURNEY = Path(__file__).with_name("journey.py")
IS_CI = os.environ.get("CI", "").lower() in ("1", "true")
RUNTIME_PACKAGES = ("onnxruntime", "flatbuffers", "google", "protobuf", "packaging")
MAPS = ("base_color", "normal", "roughness", "metallic", "height", "ambient_occlusion")
ON = {"in_preferences": True, "has_properties": True, "has_operator": True}
OFF = {"in_preferences": False, "has_properties": False, "has_operator": False}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for this platform, built now by Blender's own builder."""
    output = tmp_path_factory.mktemp("dist")
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--output", str(output)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if "could not be downloaded" in answer.stderr and not IS_CI:
        pytest.skip("the runtime's wheels are neither in .cache/wheels nor can they be downloaded")
    assert answer.returncode == 0, answer.stderr
    (path,) = output.glob("maquette-*.zip")
    return path


@pytest.fixture(scope="module")
def names(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()


def test_the_zip_holds_the_product_and_nothing_else(names: list[str]) -> None:
    folders = {name.partition("/")[0] for name in names}
    assert folders == {
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "__init__.py",
        "addon",
        "blender_manifest.toml",
        "onnx_models",
        "runtime",
    }
    assert not [name for name in names if "__pycache__" in name or "/." in name]


def test_every_source_file_of_the_addon_is_in_the_zip(names: list[str]) -> None:
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "addon").rglob("*.py")}
    assert sources <= set(names)


def test_every_file_of_a_model_card_is_in_the_zip(package: Path, names: list[str]) -> None:
    cards = [
        name for name in names if name.startswith("onnx_models/") and name.endswith("card.toml")
    ]
    assert cards
    with zipfile.ZipFile(package) as archive:
        for card in cards:
            for file in tomllib.loads(archive.read(card).decode())["files"]:
                path = PurePosixPath(card).parent / file["path"]
                assert archive.getinfo(str(path)).file_size == file["bytes"]


def test_the_runtime_is_in_the_zip_for_every_supported_python(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        rows = json.loads(archive.read("runtime/index.json"))
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    pythons = {row["python"] for row in rows if row["file"].startswith("onnxruntime-")}
    assert pythons == {"cp311", "cp313", "cp314"}
    assert not [row for row in rows if row["file"].startswith("numpy")]
    assert {f"runtime/{row['file']}": row["bytes"] for row in rows}.items() <= sizes.items()


def test_a_fresh_profile_works_from_the_zip(package: Path, tmp_path: Path) -> None:
    folder = _luggage(package, tmp_path / "journey")
    python = _python_without_runtime(tmp_path / "python")
    _run([*_network_closed(), str(python), str(folder / JOURNEY.name), str(folder)], folder)
    _judge(folder)


@pytest.fixture
def visible_folder() -> Iterator[Path]:
    """A temporary folder that the Blender of `MAQUETTE_BLENDER` can see."""
    parent = os.environ.get("MAQUETTE_BLENDER_TEMP")
    with tempfile.TemporaryDirectory(prefix="maquette-", dir=parent) as folder:
        yield Path(folder)


@pytest.mark.skipif(
    "MAQUETTE_BLENDER" not in os.environ, reason="MAQUETTE_BLENDER names no Blender to try"
)
def test_a_real_blender_works_from_the_zip(package: Path, visible_folder: Path) -> None:
    folder = _luggage(package, visible_folder / "journey")
    blender = shlex.split(os.environ["MAQUETTE_BLENDER"])
    script = ["--background", "--python-exit-code", "1", "--python", str(folder / JOURNEY.name)]
    _run([*_network_closed(), *blender, *script, "--", str(folder)], folder)
    _judge(folder)


def _luggage(package: Path, folder: Path) -> Path:
    """What the journey needs, in one folder; the profile in it is empty."""
    (folder / "profile").mkdir(parents=True)
    shutil.copyfile(package, folder / package.name)
    shutil.copyfile(JOURNEY, folder / JOURNEY.name)
    (folder / "picture.png").write_bytes(_picture(96, 64))
    return folder


def _run(command: list[str], folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if "BLENDER_USER" not in name}
    environment["BLENDER_USER_RESOURCES"] = str(folder / "profile")
    answer = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (folder / "seen.json").is_file(), answer.stdout + answer.stderr
    print(answer.stdout, answer.stderr)


def _judge(folder: Path) -> None:
    seen = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    # With none importable, the one that ran can only be the one that was unpacked.
    assert not seen["had_onnxruntime"]
    assert not seen["loaded_onnxruntime"]
    assert (seen["enabled"], seen["disabled"], seen["enabled_again"]) == (ON, OFF, ON)
    assert (seen["material"], seen["devices"]) == (0, 0)
    major, minor, *_ = seen["python"].split(".")
    (unpacked,) = seen["unpacked"].items()
    assert unpacked[0].startswith(f"cp{major}{minor}-")
    assert f"-cp{major}{minor}-" in unpacked[1]
    made = {path.name for path in (folder / "out" / "picture").iterdir()}
    assert {f"{name}.png" for name in MAPS} | {"report.json"} <= made


def _python_without_runtime(folder: Path) -> Path:
    """A Python that has bpy and numpy but, like Blender's own, no onnxruntime."""
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(RUNTIME_PACKAGES):
            Path(answer.stdout.strip(), entry.name).symlink_to(entry)
    return python


def _network_closed() -> list[str]:
    """A prefix that takes the network from a whole process tree, where the system has one."""
    for prefix in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*prefix, "true"], check=False).returncode
        ):
            return prefix
    return []


def _picture(width: int, height: int) -> bytes:
    """A PNG of grey bricks."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            is_joint = y % 16 < 2 or (x + 12 * (y // 16 % 2)) % 24 < 2
            rows += b"\xb4\xb0\xa8" if is_joint else b"\x96\x4a\x3c"
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
