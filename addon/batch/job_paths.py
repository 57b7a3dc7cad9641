# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files a job may touch: paths and patterns inside the folders given, links followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import InputError

MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that may be read and written, resolved; relative paths start from the first."""

    allowed: tuple[Path, ...]

    def inside(self, text: str) -> Path:
        """The path, resolved; `InputError` when that lies in none of the folders."""
        try:
            path = (self.allowed[0] / text).resolve()
        except (OSError, ValueError) as error:
            raise InputError(f"{text!r} is no path; check it.") from error
        if not any(path.is_relative_to(folder) for folder in self.allowed):
            raise InputError(
                f"{text} lies outside the folder of the job file; allow it with --folder DIR."
            )
        return path

    def existing(self, text: str) -> Path:
        """The same of something that is there."""
        path = self.inside(text)
        if not path.exists():
            raise InputError(f"{text} is not there; check the path.")
        return path


def find_inputs(patterns: Sequence[str], known: Folders, out: Path) -> list[Path]:
    """The files of all patterns in order, each once; hidden ones and results of the job are not
    inputs. `InputError` for a pattern that finds nothing, or a file outside."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        files = [path for path in _matching(pattern, known) if not _is_result(path, out)]
        if not files:
            raise InputError(f"{pattern} finds no file; check the path.")
        found |= dict.fromkeys(known.inside(str(path)) for path in files)
    return list(found)


def places_for(paths: Sequence[Path]) -> list[str]:
    """A folder name for each: its stem, with its folders' names where stems repeat, and a number
    where even these do."""
    stems = Counter(path.stem.casefold() for path in paths)
    taken: set[str] = set()
    places: list[str] = []
    for path in paths:
        is_lone = stems[path.stem.casefold()] == 1
        first = path.stem if is_lone else f"{path.parent.name}-{path.stem}"
        place, number = first, 2
        while place.casefold() in taken:
            place, number = f"{first}-{number}", number + 1
        taken.add(place.casefold())
        places.append(place)
    return places


def _matching(pattern: str, known: Folders) -> list[Path]:
    parts = Path(pattern).parts
    fixed = next((i for i, part in enumerate(parts) if MAGIC & set(part)), len(parts))
    base, rest = known.inside(str(Path(*parts[:fixed]))), parts[fixed:]
    if not rest:
        return [base] if base.is_file() else []
    if ".." in rest:
        raise InputError(f"{pattern} climbs out of its folder; write .. before any * only.")
    return sorted(
        path
        for path in base.glob(str(Path(*rest)))
        if path.is_file() and not _is_hidden(path.relative_to(base))
    )


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_result(path: Path, out: Path) -> bool:
    return path.resolve().is_relative_to(out)
