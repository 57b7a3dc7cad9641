# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays in files that two processes share: the sender writes, the receiver maps.

Files and mappings are used again while they are few: into pages that are there already a copy takes
a third of the time. Knows nothing of what the arrays hold.
"""

from __future__ import annotations

import contextlib
import math
import mmap
import shutil
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from ..core.errors import ProcessError
from .protocol import Array, Message

KEPT_BYTES = 64 * 2**20
TYPES = frozenset("biuf")


@dataclass(slots=True, eq=False)
class _File:
    """An array file; `pages` are mapped when it is used a second time."""

    name: str
    size: int
    pages: mmap.mmap | None = None
    is_free: bool = False


class ArrayFolder:
    """Array files of one sender inside a folder; `prefix` keeps two senders apart. Thread-safe."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._folder = folder
        self._prefix = prefix
        self._lock = threading.Lock()
        self._count = 0
        self._files: dict[str, _File] = {}

    def write(self, array: Array) -> Message:
        """Copy an array into a file; `ArrayReader.map` takes the description that comes back.

        Raises `OSError` when the disk is full or the folder cannot be written.
        """
        file = self._used_again(array.nbytes)
        if file is None:
            file = self._new(array)
        else:
            self._overwrite(file, array)
        return {"file": file.name, "dtype": array.dtype.str, "shape": list(array.shape)}

    def release(self, names: Iterable[str]) -> None:
        """Nobody reads these files any more: keep them for the next array or remove them."""
        for name in names:
            with self._lock:
                file = self._files.get(name)
                if file is None or file.is_free:
                    continue
                kept = sum(each.size for each in self._files.values() if each.is_free)
                file.is_free = kept + file.size <= KEPT_BYTES
                if not file.is_free:
                    del self._files[name]
            if not file.is_free:
                self._remove(file)

    def _used_again(self, size: int) -> _File | None:
        with self._lock:
            for file in self._files.values():
                if file.is_free and size <= file.size <= 2 * size:
                    file.is_free = False
                    return file
        return None

    def _overwrite(self, file: _File, array: Array) -> None:
        if file.pages is None:
            with (self._folder / file.name).open("r+b") as stream:
                file.pages = mmap.mmap(stream.fileno(), file.size)
        flat = np.frombuffer(file.pages, array.dtype, array.size)
        np.copyto(flat.reshape(array.shape), array)

    def _new(self, array: Array) -> _File:
        """By writing, not by a mapping: it is faster, and a full disk is an error and no SIGBUS."""
        with self._lock:
            self._count += 1
            file = _File(f"{self._prefix}{self._count}.array", array.nbytes)
        try:
            with (self._folder / file.name).open("wb", buffering=0) as stream:
                data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
                while data:
                    data = data[stream.write(data[: 2**30]) or 0 :]
        except OSError:
            self._remove(file)
            raise
        with self._lock:
            self._files[file.name] = file
        return file

    def _remove(self, file: _File) -> None:
        file.pages = None
        remove_aside(self._folder / file.name)


def remove_aside(place: Path) -> None:
    """Remove a file or folder on a thread: for hundreds of megabytes that takes a disk a while."""
    try:
        threading.Thread(target=_remove, args=(place,), name="maquette-remove", daemon=True).start()
    except RuntimeError:
        # The interpreter is ending and starts no threads any more.
        _remove(place)


def _remove(place: Path) -> None:
    """What Windows keeps because it is mapped goes later, with the folder it lies in."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)


class ArrayReader:
    """Maps the array files that the other process wrote into `folder`. For one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages: dict[str, mmap.mmap] = {}

    def map(self, spec: Mapping[str, Any], on_free: Callable[[str], object] | None = None) -> Array:
        """A read-only array on the file that `ArrayFolder.write` described.

        `on_free(file name)` is called, from any thread, when the array and its views are gone.
        Raises `ProcessError` when the description or the file is not right.
        """
        try:
            name, dtype, shape = str(spec["file"]), np.dtype(spec["dtype"]), tuple(spec["shape"])
            if PurePath(name).name != name or dtype.kind not in TYPES or min(shape, default=0) < 1:
                raise ValueError(name)
            flat = np.frombuffer(self._mapped(name), dtype, math.prod(shape))
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise ProcessError(
                f"An array of the inference process cannot be read ({error}); start the job again."
            ) from error
        if on_free is not None:
            weakref.finalize(flat, on_free, name).atexit = False
        return flat.reshape(shape)

    def forget(self) -> None:
        """Let go of mappings that are only kept for the next array."""
        self._pages.clear()

    def _mapped(self, name: str) -> mmap.mmap:
        pages = self._pages.pop(name, None)
        if pages is None:
            with (self._folder / name).open("rb") as stream:
                pages = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._pages[name] = pages
        while sum(len(each) for each in self._pages.values()) > KEPT_BYTES:
            del self._pages[next(iter(self._pages))]
        return pages
