# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is finished of a job: each item's folder says by content what was asked and given.

A folder appears whole or not at all, and one that no job wrote is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..core.errors import InputError, OutputError
from .job_file import Item
from .output import write_json

RECORD = "item.json"
BLOCK_BYTES = 2**20
MOST_RECORD_BYTES = 100_000


def key_of(item: Item) -> str:
    """The sha256 of all that decides the result: verb, options, and what the files given hold.

    What a .blend links to is not looked at. `InputError` for a file that cannot be read.
    """
    values = {
        "verb": item.verb,
        "options": item.arguments,
        "paths": [(flag, content_of(path)) for flag, path in item.paths],
        "input": content_of(item.input) if item.input is not None else "",
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def content_of(path: Path) -> str:
    """The sha256 of a file; of a folder, that of its files' names, sizes and times."""
    digest = hashlib.sha256()
    try:
        if path.is_dir():
            for each in sorted(path.rglob("*")):
                status = each.stat()
                name = each.relative_to(path).as_posix()
                digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
        else:
            with path.open("rb") as file:
                while block := file.read(BLOCK_BYTES):
                    digest.update(block)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{path} cannot be read ({reason}); check its permissions.") from error
    return digest.hexdigest()


def is_finished(item: Item, key: str) -> bool:
    """Whether the item's folder holds what this key gives."""
    return _record(item.place).get("key") == key


def require_ours(item: Item) -> None:
    """`OutputError` when something lies at the item's place that no job wrote."""
    place = item.place
    if place.exists() and not _record(place) and not (place.is_dir() and not any(place.iterdir())):
        raise OutputError(
            f"{place} holds something that this job did not write; move it, or give another out."
        )


@contextmanager
def item_folder(item: Item, key: str) -> Iterator[Path]:
    """A folder beside the item's place, as deep as it, so that relative paths in files hold; what
    `put_in_place` did not move is gone with the block."""
    beside = item.place.with_name(f".maquette-{key[:12]}")
    try:
        _remove(beside)
        beside.parent.mkdir(parents=True, exist_ok=True)
        yield beside
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{item.place} cannot be written ({reason}); free some space.") from error
    finally:
        _remove(beside)


def put_in_place(item: Item, key: str, beside: Path, *, is_whole: bool) -> None:
    """Move results to the item's place, over what the job wrote there before.

    Where some of it failed, the folder says so and is made again the next time.
    """
    source = item.input.name if item.input is not None else ""
    options = [*item.arguments, *(f"{flag}={path.name}" for flag, path in item.paths)]
    record = {"key": key if is_whole else "", "verb": item.verb, "input": source}
    write_json(beside / RECORD, {**record, "options": options})
    former = beside.with_name(f".{beside.name}-former")
    if item.place.exists():
        os.replace(item.place, former)
    os.replace(beside, item.place)
    shutil.rmtree(former, ignore_errors=True)


def _remove(beside: Path) -> None:
    """With what a verb that was killed left beside it."""
    for path in (beside, *beside.parent.glob(f".{beside.name}-*")):
        shutil.rmtree(path, ignore_errors=True)


def _record(place: Path) -> dict[str, Any]:
    """What the folder says of itself; nothing for one that no job wrote."""
    path = place / RECORD
    try:
        if path.stat().st_size > MOST_RECORD_BYTES:
            return {}
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) and "key" in values else {}
