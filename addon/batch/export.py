# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `--export` and `--keep` mean, and the writing of it: variations as pages, tables, files."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bpy

from ..core.errors import InputError
from ..core.progress import CancelToken, Reporter
from ..scene import exports, handouts, thumbnails
from ..scene.blend_export import save_as_main_file
from ..scene.exports import Export, Pictures


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: the forms, and the numbers from 1 of the variations (none means all)."""

    kinds: tuple[Export, ...]
    keep: tuple[int, ...]
    title: str
    settings: thumbnails.ThumbnailSettings


def add_options(parser: argparse.ArgumentParser, *, default: tuple[Export, ...] = ()) -> None:
    known = ",".join(Export)
    parser.add_argument(
        "--export", type=_kinds, default=default, metavar="A,B", help=f"also write {known}"
    )
    parser.add_argument(
        "--keep", type=_numbers, default=(), metavar="N,N", help="export only these variations"
    )


def write_exports(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    pictures: Sequence[Path],
    wanted: Wanted,
    folder: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> list[Path]:
    """Write the kept ones of stored variations, whose pictures are there; replaces the open file
    where a .blend each is wanted. `InputError` for a number that does not exist."""
    places = kept_places(wanted.keep, len(indices))
    if not wanted.kinds:
        return []
    kept = [indices[place] for place in places]
    is_compared = Export.HTML in wanted.kinds and handouts.has_scenes_view(scene, kept)
    shown = Pictures(
        [pictures[place].read_bytes() for place in places],
        _original(scene, wanted.settings) if is_compared else None,
    )
    written = exports.export_variations(
        scene,
        kept,
        wanted.kinds,
        folder,
        title=wanted.title,
        pictures=shown,
        reporter=reporter,
        cancel=cancel,
    )
    for path in written:
        if path.suffix == ".blend":
            save_as_main_file(path)
    return written


def kept_places(keep: Sequence[int], count: int) -> list[int]:
    """The places from 0 of the numbers from 1, all where none is given; `InputError` for one past
    `count`."""
    missing = [number for number in keep if number > count]
    if missing:
        raise InputError(f"There is no variation {missing[0]} to keep; there are {count}.")
    return [number - 1 for number in keep] or list(range(count))


def _original(scene: bpy.types.Scene, settings: thumbnails.ThumbnailSettings) -> bytes:
    with tempfile.TemporaryDirectory(prefix="maquette-") as folder:
        path = Path(folder) / "original.png"
        thumbnails.render_original(scene, settings, path)
        return path.read_bytes()


def _kinds(text: str) -> tuple[Export, ...]:
    try:
        return tuple(Export(name.strip()) for name in text.split(","))
    except ValueError:
        known = ", ".join(Export)
        raise argparse.ArgumentTypeError(f"exports are {known}, separated by commas") from None


def _numbers(text: str) -> tuple[int, ...]:
    try:
        numbers = tuple(dict.fromkeys(int(each) for each in text.split(",")))
    except ValueError:
        numbers = (0,)
    if min(numbers) < 1:
        raise argparse.ArgumentTypeError("variations are numbers from 1, separated by commas")
    return numbers
