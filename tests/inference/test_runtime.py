# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The private runtime: which wheels are chosen, and that they are unpacked whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from addon.core.errors import RuntimeMissingError
from addon.inference.runtime import (
    MARKER_NAME,
    Wheel,
    choose_wheels,
    this_platform,
    this_python,
    unpack_runtime,
)

ROOT = Path(__file__).resolve().parents[2]
CARRIED = ("cp311", "cp313", "cp314")


def wheel(file: str, python: str, platform: str) -> Wheel:
    return Wheel(file, "0" * 64, 1, python, platform)


def carried_wheels() -> tuple[Wheel, ...]:
    onnxruntime = [wheel(f"onnxruntime-1-{tag}.whl", tag, "linux-x64") for tag in CARRIED]
    others = [
        wheel("protobuf-7-abi3.whl", "py3", "linux-x64"),
        wheel("flatbuffers-25-py2.py3-none-any.whl", "py3", "any"),
        wheel("numpy-2.5-cp313.whl", "cp313", "linux-x64"),
        wheel("onnxruntime-1-cp313-win.whl", "cp313", "windows-x64"),
    ]
    return (*onnxruntime, *others)


def test_wheels_fit_python_and_platform_and_never_hold_numpy() -> None:
    chosen = choose_wheels(carried_wheels(), "cp313", "linux-x64")
    assert [each.name for each in chosen] == ["onnxruntime", "protobuf", "flatbuffers"]
    assert chosen[0].python == "cp313"


def test_a_python_that_is_not_carried_is_told_which_are() -> None:
    with pytest.raises(
        RuntimeMissingError, match=r"Python 3\.11, 3\.13 and 3\.14.* runs Python 3\.12"
    ):
        choose_wheels(carried_wheels(), "cp312", "linux-x64")


def test_a_platform_that_is_not_carried_is_told_which_are() -> None:
    with pytest.raises(
        RuntimeMissingError, match="for linux-x64, windows-x64, not for macos-arm64"
    ):
        choose_wheels(carried_wheels(), "cp313", "macos-arm64")


class FakeRuntime:
    """A folder of small wheels with its list, as the zip carries it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: list[dict[str, str | int]] = []
        folder.mkdir()

    def add(self, name: str, members: dict[str, str]) -> Path:
        path = self.folder / f"{name}-{this_python()}-{this_python()}-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for member, text in members.items():
                archive.writestr(member, text)
        data = path.read_bytes()
        row: dict[str, str | int] = {
            "file": path.name,
            "sha256": sha256(data).hexdigest(),
            "bytes": len(data),
            "python": this_python(),
            "platform": this_platform(),
        }
        self.rows = [*(each for each in self.rows if each["file"] != path.name), row]
        (self.folder / "index.json").write_text(json.dumps(self.rows), encoding="utf-8")
        return path


@pytest.fixture
def runtime(tmp_path: Path) -> FakeRuntime:
    fake = FakeRuntime(tmp_path / "runtime")
    fake.add(
        "onnxruntime-9.9.9",
        {
            "onnxruntime/__init__.py": "__version__ = '9.9.9'\n",
            "onnxruntime/capi/a.py": "",
            "onnxruntime-9.9.9.data/purelib/extra.py": "VALUE = 1\n",
            "onnxruntime-9.9.9.data/scripts/tool": "never\n",
            "onnxruntime-9.9.9.dist-info/METADATA": "Name: onnxruntime\n",
        },
    )
    fake.add("numpy-9.9.9", {"numpy/__init__.py": "raise RuntimeError\n"})
    return fake


def test_the_wheels_are_unpacked_once(runtime: FakeRuntime, tmp_path: Path) -> None:
    seen: list[float] = []
    folder = unpack_runtime(runtime.folder, tmp_path / "user ü 漢", seen.append)
    assert folder.name.startswith(this_python())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {
        MARKER_NAME,
        "onnxruntime/__init__.py",
        "onnxruntime/capi/a.py",
        "extra.py",
        "onnxruntime-9.9.9.dist-info/METADATA",
    }
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    seen.clear()
    assert unpack_runtime(runtime.folder, tmp_path / "user ü 漢", seen.append) == folder
    assert seen == []


def test_a_new_version_replaces_the_old_one_of_this_python_only(
    runtime: FakeRuntime, tmp_path: Path
) -> None:
    place = tmp_path / "user"
    old = unpack_runtime(runtime.folder, place, lambda _done: None)
    other = place / "cp399-12345678"
    other.mkdir()
    runtime.add("onnxruntime-9.9.9", {"onnxruntime/__init__.py": "__version__ = 'new'\n"})
    new = unpack_runtime(runtime.folder, place, lambda _done: None)
    assert new != old
    assert sorted(place.iterdir()) == sorted([new, other])


def test_a_tampered_wheel_is_refused_and_leaves_nothing(
    runtime: FakeRuntime, tmp_path: Path
) -> None:
    path = next(runtime.folder.glob("onnxruntime*.whl"))
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)
    with pytest.raises(RuntimeMissingError, match="missing or damaged"):
        unpack_runtime(runtime.folder, tmp_path / "user", lambda _done: None)
    assert list((tmp_path / "user").iterdir()) == []


@pytest.mark.parametrize(
    "member", ["../escaped.py", "/absolute.py", "a/../../escaped.py", "C:evil.py", "a\\b.py"]
)
def test_a_member_that_leads_out_is_refused(
    runtime: FakeRuntime, tmp_path: Path, member: str
) -> None:
    runtime.add("onnxruntime-9.9.9", {"onnxruntime/__init__.py": "", member: "evil\n"})
    with pytest.raises(RuntimeMissingError, match="missing or damaged"):
        unpack_runtime(runtime.folder, tmp_path / "user", lambda _done: None)
    assert list((tmp_path / "user").iterdir()) == []
    assert not list(tmp_path.rglob("escaped.py"))


def test_a_link_in_a_wheel_is_refused(runtime: FakeRuntime, tmp_path: Path) -> None:
    path = runtime.add("onnxruntime-9.9.9", {"onnxruntime/__init__.py": ""})
    link = zipfile.ZipInfo("onnxruntime/link.py")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    data = path.read_bytes()
    runtime.rows[-1] |= {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
    (runtime.folder / "index.json").write_text(json.dumps(runtime.rows), encoding="utf-8")
    with pytest.raises(RuntimeMissingError, match="missing or damaged"):
        unpack_runtime(runtime.folder, tmp_path / "user", lambda _done: None)


@pytest.mark.parametrize("text", ["{", "[1]", '[{"file": "a"}]', "null"])
def test_a_damaged_list_is_one_sentence(runtime: FakeRuntime, tmp_path: Path, text: str) -> None:
    (runtime.folder / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(RuntimeMissingError, match=r"index\.json .* missing or damaged"):
        unpack_runtime(runtime.folder, tmp_path / "user", lambda _done: None)


def test_what_a_broken_unpacking_left_is_unpacked_again(
    runtime: FakeRuntime, tmp_path: Path
) -> None:
    folder = unpack_runtime(runtime.folder, tmp_path / "user", lambda _done: None)
    (folder / MARKER_NAME).unlink()
    (folder / "extra.py").unlink()
    stale = folder.parent / ".part-stale"
    stale.mkdir()
    os.utime(stale, (1, 1))
    again = unpack_runtime(runtime.folder, tmp_path / "user", lambda _done: None)
    assert again == folder
    assert (folder / "extra.py").is_file()
    assert not stale.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(runtime: FakeRuntime, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(RuntimeMissingError, match="cannot be unpacked"):
        unpack_runtime(runtime.folder, tmp_path / "file" / "user", lambda _done: None)


def test_processes_that_unpack_at_once_agree(runtime: FakeRuntime, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from addon.inference.runtime import unpack_runtime\n"
        "folder = unpack_runtime(Path(sys.argv[2]), Path(sys.argv[3]), lambda done: None)\n"
        "sys.path.insert(0, str(folder))\n"
        "import extra, onnxruntime\n"
        "print(folder, onnxruntime.__version__)\n"
    )
    command = [
        sys.executable,
        "-I",
        "-c",
        code,
        str(ROOT),
        str(runtime.folder),
        str(tmp_path / "u"),
    ]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0] * 4
    assert len(answers) == 1
    assert answers.pop().strip().endswith("9.9.9")
    assert len(list((tmp_path / "u").iterdir())) == 1
