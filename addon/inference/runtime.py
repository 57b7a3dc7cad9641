# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The private runtime: the wheels of the zip, unpacked on first use into a folder of ours.

Only the inference process does this. Nothing is installed or fetched; numpy is never among them.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import stat
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ..core.errors import ModelError, RuntimeMissingError
from .store import file_sha256

INDEX_NAME = "index.json"
MARKER_NAME = ".complete"
PART_PREFIX = ".part-"
STALE_SECONDS = 3600.0
BLOCK_BYTES = 2**20
NEVER_UNPACKED = ("numpy",)

Progress = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel of the zip: for one CPython ("cp311") or any ("py3"), one platform or "any"."""

    file: str
    sha256: str
    bytes: int
    python: str
    platform: str

    @property
    def name(self) -> str:
        """The distribution, as the file name spells it."""
        return self.file.partition("-")[0].lower()


def this_python() -> str:
    """The tag of the running interpreter, "cp311"."""
    return f"cp{sys.version_info.major}{sys.version_info.minor}"


def this_platform() -> str:
    """The running platform in Blender's words: "linux-x64", "windows-x64", "macos-arm64"..."""
    systems = {"win32": "windows", "darwin": "macos"}
    machines = {"amd64": "x64", "x86_64": "x64", "aarch64": "arm64"}
    machine = platform.machine().lower()
    return f"{systems.get(sys.platform, sys.platform)}-{machines.get(machine, machine)}"


def read_index(runtime: Path) -> tuple[Wheel, ...]:
    """The wheels that the zip carries; `RuntimeMissingError` when the list is damaged."""
    try:
        rows = json.loads((runtime / INDEX_NAME).read_text(encoding="utf-8"))
        wheels = tuple(
            Wheel(
                str(row["file"]),
                str(row["sha256"]),
                int(row["bytes"]),
                row["python"],
                row["platform"],
            )
            for row in rows
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(runtime / INDEX_NAME) from error
    for wheel in wheels:
        if PurePosixPath(wheel.file).name != wheel.file or "\\" in wheel.file:
            raise _damaged(runtime / INDEX_NAME)
    return wheels


def choose_wheels(wheels: Sequence[Wheel], python: str, platform_id: str) -> tuple[Wheel, ...]:
    """The wheels for one Python on one platform, numpy left out.

    Raises `RuntimeMissingError` naming what the zip carries when onnxruntime is not among them.
    """
    fitting = tuple(
        wheel
        for wheel in wheels
        if wheel.python in (python, "py3")
        and wheel.platform in (platform_id, "any")
        and wheel.name not in NEVER_UNPACKED
    )
    if any(wheel.name.startswith("onnxruntime") and wheel.python == python for wheel in fitting):
        return fitting
    here = sorted({wheel.python for wheel in wheels if wheel.platform == platform_id} - {"py3"})
    if not here:
        platforms = (
            ", ".join(sorted({wheel.platform for wheel in wheels} - {"any"})) or "no platform"
        )
        raise RuntimeMissingError(
            f"This Maquette carries its runtime for {platforms}, not for {platform_id}; "
            "install the zip made for this platform."
        )
    raise RuntimeMissingError(
        f"This Maquette carries its runtime for Python {_in_words(here)}, and this Blender "
        f"runs Python {_version(python)}; use an official Blender, or install onnxruntime into "
        "its Python."
    )


def is_carried(runtime: Path) -> bool:
    """Whether the zip carries onnxruntime for the running Python and platform."""
    try:
        choose_wheels(read_index(runtime), this_python(), this_platform())
    except RuntimeMissingError:
        return False
    return True


def _in_words(tags: Sequence[str]) -> str:
    versions = sorted(
        (_version(tag) for tag in tags), key=lambda text: int(text.partition(".")[2] or 0)
    )
    return " and ".join(filter(None, [", ".join(versions[:-1]), versions[-1]]))


def _version(tag: str) -> str:
    return f"{tag[2:3]}.{tag[3:]}"


def unpack_runtime(runtime: Path, unpacked: Path, progress: Progress) -> Path:
    """The folder to put on `sys.path`, unpacked now unless that was done before.

    `progress` gets fractions from 0 to 1 while there is something to do. Two processes may do this
    at once. Raises `RuntimeMissingError` when no wheel fits, one is damaged, or the disk refuses.
    """
    wheels = choose_wheels(read_index(runtime), this_python(), this_platform())
    target = unpacked / f"{this_python()}-{_digest(wheels)}"
    if not (target / MARKER_NAME).is_file():
        try:
            _unpack_beside(runtime, wheels, target, progress)
        except OSError as error:
            raise RuntimeMissingError(
                f"The runtime cannot be unpacked into {unpacked} ({error.strerror or error}); "
                "free some space or make the folder writable, then try again."
            ) from error
    _remove_older(target)
    return target


def _digest(wheels: Iterable[Wheel]) -> str:
    return sha256("".join(sorted(wheel.sha256 for wheel in wheels)).encode()).hexdigest()[:8]


def _unpack_beside(
    runtime: Path, wheels: Sequence[Wheel], target: Path, progress: Progress
) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=PART_PREFIX, dir=target.parent))
    try:
        total, done = sum(wheel.bytes for wheel in wheels), 0
        for wheel in wheels:
            progress(done / total)
            _unpack_wheel(_verified(runtime, wheel), part)
            done += wheel.bytes
        (part / MARKER_NAME).write_text("\n".join(wheel.file for wheel in wheels), encoding="utf-8")
        part.chmod(0o755)
        _move_into_place(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    progress(1.0)


def _move_into_place(part: Path, target: Path) -> None:
    """One rename; when another process was first, its folder is as good as ours."""
    if target.exists() and not (target / MARKER_NAME).is_file():
        shutil.rmtree(target)
    try:
        os.replace(part, target)
    except OSError:
        if not (target / MARKER_NAME).is_file():
            raise


def _verified(runtime: Path, wheel: Wheel) -> Path:
    path = runtime / wheel.file
    try:
        is_right = path.stat().st_size == wheel.bytes and file_sha256(path) == wheel.sha256.lower()
    except (OSError, ModelError) as error:
        raise _damaged(path) from error
    if not is_right:
        raise _damaged(path)
    return path


def _damaged(path: Path) -> RuntimeMissingError:
    return RuntimeMissingError(
        f"The runtime file {path.name} in the extension is missing or damaged; "
        "install Maquette's zip again."
    )


def _unpack_wheel(path: Path, folder: Path) -> None:
    """Purelib and platlib into `folder`; scripts and data are for an installation and left out."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                place = _place_of(member, path)
                if place is not None:
                    _unpack_member(archive, member, folder / place)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise _damaged(path) from error


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, place.open("wb") as file:
        shutil.copyfileobj(source, file, BLOCK_BYTES)


def _place_of(member: zipfile.ZipInfo, wheel: Path) -> PurePosixPath | None:
    """Where a member goes, or None for what is not unpacked; a path that leads out is refused."""
    place = PurePosixPath(member.filename)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    is_odd = place.is_absolute() or ".." in place.parts or set(member.filename) & {"\\", ":", "\0"}
    if is_link or is_odd:
        raise _damaged(wheel)
    if member.is_dir():
        return None
    if place.parts[0].endswith(".data"):
        return PurePosixPath(*place.parts[2:]) if place.parts[1] in ("purelib", "platlib") else None
    return place


def _remove_older(current: Path) -> None:
    """Remove what earlier versions unpacked for this Python, and what a broken unpacking left."""
    tag = current.name.partition("-")[0]
    for place in current.parent.iterdir():
        is_older = place.name.startswith(f"{tag}-") and place != current
        is_left_over = place.name.startswith(PART_PREFIX) and _age(place) > STALE_SECONDS
        if is_older:
            _remove_whole(place)
        elif is_left_over:
            shutil.rmtree(place, ignore_errors=True)


def _remove_whole(place: Path) -> None:
    """Renamed first: a folder in use cannot be renamed on Windows and then stays as it is."""
    doomed = place.with_name(f"{PART_PREFIX}{place.name}-{os.getpid()}")
    with contextlib.suppress(OSError):
        os.replace(place, doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def _age(place: Path) -> float:
    try:
        return time.time() - place.stat().st_mtime
    except OSError:
        return 0.0
