# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders that appear whole or not at all: results are written beside their place, then moved."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.errors import OutputError


@contextmanager
def output_folder(target: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder to write into: it becomes `target` when the block ends well, is gone when it fails.

    Raises `OutputError` when `target` holds something and `overwrite` is false, or cannot be
    written.
    """
    require_free(target, overwrite=overwrite)
    new = [parent for parent in target.parents if not parent.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    try:
        yield beside
        _replace(beside, target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        for parent in new:
            # One that holds results stays.
            with suppress(OSError):
                parent.rmdir()


def require_free(target: Path, *, overwrite: bool) -> None:
    """`OutputError` when something lies at `target` that must not be overwritten."""
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file; give a folder with --out.")
    if not overwrite and target.is_dir() and any(target.iterdir()):
        raise OutputError(f"{target} already holds results; add --overwrite or give another --out.")


def write_json(path: Path, values: Mapping[str, object]) -> None:
    """Readable JSON, written beside and then moved."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _replace(beside: Path, target: Path) -> None:
    """Move file by file into an existing folder, so that what others put there stays."""
    beside.chmod(0o755)
    if not target.exists():
        os.replace(beside, target)
        return
    for path in sorted(beside.rglob("*")):
        place = target / path.relative_to(beside)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            os.replace(path, place)


def _unwritable(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(
        f"{path} cannot be written ({reason}); choose another --out or free some space."
    )
