# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations out of the scene, in every form: one call for the panel and the command line.

Each file is there whole or not at all, and the open scene is as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import bpy

from ..core.errors import OutputError
from ..core.handout import Handout
from ..core.page import page
from ..core.pdf_sheet import pdf_sheet
from ..core.progress import CancelToken, ProgressShare, Reporter
from . import blend_export, handouts, schedule
from .gltf_export import write_gltf
from .images import replace_file
from .showing import variations_at


class Export(StrEnum):
    """What variations can be written as."""

    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    BLEND = "blend"
    GLTF = "gltf"


FILES = {
    Export.CSV: "schedule.csv",
    Export.HTML: "concepts.html",
    Export.PDF: "contact_sheet.pdf",
    Export.GLTF: "concepts.glb",
}
# Those that show pictures of the variations.
WITH_PICTURES = frozenset({Export.HTML, Export.PDF})


@dataclass(frozen=True, slots=True)
class Pictures:
    """PNG files: one of each variation, and one of the scene as it was for the page's sliders."""

    variations: Sequence[bytes]
    original: bytes | None = None


def export_variations(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    kinds: Iterable[Export],
    folder: Path,
    *,
    title: str,
    pictures: Pictures | None,
    reporter: Reporter,
    cancel: CancelToken,
) -> list[Path]:
    """Write stored variations into `folder` as each of `kinds`; the paths of what was written.

    Without `pictures` those kept in the scene are taken. `InputError` for a variation that does not
    exist or was not rendered, `OutputError` when a file cannot be written, `Cancelled` between
    files.
    """
    variations_at(scene, indices)
    wanted = [kind for kind in Export if kind in set(kinds)]
    _make(folder)
    handout: Handout | None = None
    if WITH_PICTURES.intersection(wanted):
        shown = pictures or Pictures(handouts.stored_pictures(scene, indices))
        handout = handouts.handout_of(
            scene, indices, shown.variations, title=title, original=shown.original
        )
    written: list[Path] = []
    for number, kind in enumerate(wanted):
        cancel.check()
        start, stop = number / len(wanted), (number + 1) / len(wanted)
        reporter.progress(start, f"Writing {kind.value}")
        if kind is Export.GLTF:
            share = ProgressShare(reporter, start, stop)
            write_gltf(scene, indices, folder / FILES[kind], share, cancel)
            written.append(folder / FILES[kind])
        else:
            written += _write(scene, indices, kind, folder, handout)
    reporter.progress(1.0, "Everything is written")
    return written


def blend_name(index: int) -> str:
    """Such as "variation-01.blend"."""
    return f"variation-{index + 1:02d}.blend"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise OutputError(f"{folder} cannot be made ({reason}); choose another folder.") from error


def _write(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    kind: Export,
    folder: Path,
    handout: Handout | None,
) -> list[Path]:
    if kind is Export.BLEND:
        paths = [folder / blend_name(index) for index in indices]
        for index, path in zip(indices, paths, strict=True):
            blend_export.write_variation(scene, index, path)
        return paths
    path = folder / FILES[kind]
    if kind is Export.CSV:
        schedule.write_schedule(path, scene, indices)
    elif handout is not None and kind is Export.HTML:
        replace_file(path, [page(handout).encode()])
    elif handout is not None:
        replace_file(path, [pdf_sheet(handout, handouts.set_record(scene, indices))])
    return [path]
