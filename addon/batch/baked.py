# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb `bake`, and how baked maps become files with their record and their quality."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from ..core.badges import badges
from ..core.errors import InputError
from ..core.maps import MapKind
from ..core.png import write_png
from ..core.procedural import ProceduralMaterial
from ..core.progress import CancelToken, ProgressShare, Reporter
from ..core.quality import measure_maps, quality_warnings
from ..core.record import PNG_KEYWORD, Record, finite, procedural_record, record_text
from ..core.version import maquette_version
from ..inference.results import as_stored
from ..scene.baking import MAX_RESOLUTION, MIN_RESOLUTION, Baked
from ..scene.baking import bake as bake_maps
from .console import on_interrupt, reporter_for
from .output import output_folder, write_json

MOST_JSON_BYTES = 2**20


def bake(options: argparse.Namespace) -> int:
    """`bake MATERIAL.json --out DIR [--resolution N] [--size M]`: a 16 bit PNG a map, a report."""
    require_resolution(options.resolution)
    material, record = _read(options.material)
    reporter, cancel = reporter_for(options.json), CancelToken()
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        on_interrupt(cancel.cancel),
    ):
        reporter.started(f"Maps of {material.look or material.family}")
        started = time.perf_counter()
        reporter.progress(0.0, "Baking")
        baked = bake_maps(material, options.resolution, size_m=options.size)
        baking = time.perf_counter() - started
        record, files = write_baked(
            folder, baked, record, ProgressShare(reporter, 0.6, 1.0), cancel
        )
        report = {
            **record,
            "badges": badges_in(record),
            "seconds": {"bake": round(baking, 3)},
            "files": files,
        }
        write_json(folder / "report.json", report)
        reporter.finished(f"{len(files)} maps")
    print(options.out)
    return 0


def require_resolution(side: int) -> None:
    if not MIN_RESOLUTION <= side <= MAX_RESOLUTION:
        raise InputError(
            f"--resolution goes from {MIN_RESOLUTION} to {MAX_RESOLUTION} pixels, not {side}."
        )


def write_baked(
    folder: Path, baked: Baked, record: Record, reporter: Reporter, cancel: CancelToken
) -> tuple[Record, list[str]]:
    """Write the maps as 16-bit PNGs into `folder`, each with the record, and name the files.

    The record comes back with the size, the height range and the measured quality.
    """
    maps = baked.maps
    quality = measure_maps(maps, seamless=baked.seamless)
    height = maps[MapKind.HEIGHT].pixels
    heights = (float(height.min()), float(height.max()))
    record = {
        **record,
        "size_m": baked.size_m,
        "height_range_m": list(heights),
        "quality": finite(quality),
        "warnings": list(quality_warnings(quality)),
    }
    text, files = {PNG_KEYWORD: record_text(record)}, list[str]()
    for index, kind in enumerate(maps):
        cancel.check()
        reporter.progress(index / len(maps.images), f"Writing {kind.label.lower()}")
        files.append(f"{kind.value}.png")
        with (folder / files[-1]).open("wb") as file:
            write_png(file, as_stored(kind, maps[kind], heights, cancel), depth=16, text=text)
    return record, files


def badges_in(record: Record) -> list[dict[str, Any]]:
    """The badges of the figures that a record tells, as a report lists them."""
    quality = record.get("quality")
    figures = quality if isinstance(quality, dict) else {}
    known = {name: each for name, each in figures.items() if isinstance(each, (int, float))}
    return [badge.to_values() for badge in badges(known)]


def _read(path: Path) -> tuple[ProceduralMaterial, Record]:
    """A `material.json`, or a `report.json` whose record is kept; `InputError` for others."""
    values = _json_object(path)
    if "material" in values:
        return ProceduralMaterial.from_values(values["material"]), values
    material = ProceduralMaterial.from_values(values)
    return material, procedural_record(material, maquette_version())


def _json_object(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_JSON_BYTES:
            raise InputError(f"{path.name} is too large for a material; give a material.json.")
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    except ValueError as error:
        raise InputError(f"{path.name} is not JSON; give a material.json.") from error
    if not isinstance(values, dict):
        raise InputError(f"{path.name} holds no material; give a material.json.")
    return values
