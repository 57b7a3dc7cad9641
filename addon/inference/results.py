# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A result as files: a PNG for each map and picture with the record inside, array files for depth.

Done in the inference process so that Blender's only packs bytes.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..core.errors import OutputError
from ..core.image import ColorSpace, Image, linear_to_srgb
from ..core.maps import MapKind, MaterialMaps
from ..core.normals import encode_normal
from ..core.png import write_png
from ..core.progress import CancelToken, Reporter
from ..core.record import PNG_KEYWORD, Record, record_of, record_text
from ..core.request import DepthMap, GenerationResult
from ..core.tiling import large_array, release_pages
from ..core.version import maquette_version
from .arrays import ArrayFolder
from .protocol import Message, result_values

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

BAND_PIXELS = 2**20
IMAGE_NAME = "image.png"


def write_result(
    result: GenerationResult,
    source: str,
    scratch: Path,
    job: int,
    arrays: ArrayFolder,
    reporter: Reporter,
    cancel: CancelToken,
) -> Message:
    """Write everything and describe it for the starter.

    Raises `OutputError` when the disk is full, `Cancelled` between files.
    """
    folder = scratch / f"result-{os.getpid()}-{job}"
    height_range = _height_range(result.maps)
    record = record_of(result, maquette_version(), source)
    if height_range is not None:
        record["height_range_m"] = list(height_range)
    try:
        folder.mkdir()
        depth = _depth_files(result.depth, arrays)
        files = _write_maps(result.maps, height_range, folder, record, reporter, cancel)
        image = _write_image(result.image, folder, record, cancel)
    except OSError as error:
        raise OutputError(
            f"The result cannot be written to {scratch} ({error.strerror or error}); free some "
            "space there and start the job again."
        ) from error
    return {
        "result": result_values(result),
        "folder": folder.name,
        "files": files,
        "image": image,
        "depth": depth,
        "height_range": height_range,
        "record": record,
    }


def _depth_files(depth: DepthMap | None, arrays: ArrayFolder) -> dict[str, Message]:
    if depth is None:
        return {}
    written = {"inverse_depth": arrays.write(depth.inverse_depth)}
    if depth.metres is not None:
        written["metres"] = arrays.write(depth.metres)
    return written


def _height_range(maps: MaterialMaps | None) -> tuple[float, float] | None:
    """Lowest and highest point in metres, what 0 and 1 of the height file stand for."""
    if maps is None or MapKind.HEIGHT not in maps:
        return None
    height = maps[MapKind.HEIGHT].pixels
    return float(height.min()), float(height.max())


def _write_maps(
    maps: MaterialMaps | None,
    height_range: tuple[float, float] | None,
    folder: Path,
    record: Record,
    reporter: Reporter,
    cancel: CancelToken,
) -> dict[str, str]:
    files: dict[str, str] = {}
    if maps is None:
        return files
    text = {PNG_KEYWORD: record_text(record)}
    for index, kind in enumerate(maps):
        cancel.check()
        reporter.progress(index / len(maps.images), f"Writing {kind.label.lower()}")
        files[kind.value] = f"{kind.value}.png"
        stored = as_stored(kind, maps[kind], height_range, cancel)
        with CancellableFile(folder / files[kind.value], cancel) as file:
            write_png(file, stored, depth=16, text=text)
        release_pages(maps[kind].pixels)
    return files


def _write_image(image: Image | None, folder: Path, record: Record, cancel: CancelToken) -> str:
    """An 8-bit PNG of a picture; its name, or "" where there is none."""
    if image is None:
        return ""
    text = {PNG_KEYWORD: record_text(record)}
    with CancellableFile(folder / IMAGE_NAME, cancel) as file:
        write_png(file, image, depth=8, text=text)
    return IMAGE_NAME


def as_stored(
    kind: MapKind,
    image: Image,
    height_range: tuple[float, float] | None,
    cancel: CancelToken,
) -> Image:
    """A map as its file holds it, in [0, 1]: sRGB colour, packed normal, height over its range."""
    if kind not in (MapKind.BASE_COLOR, MapKind.NORMAL, MapKind.HEIGHT):
        return Image(image.pixels, ColorSpace.DATA)
    low, high = height_range or (0.0, 1.0)
    out = large_array(image.pixels.shape)
    for rows in _bands(image):
        cancel.check()
        band = image.pixels[rows]
        if kind is MapKind.HEIGHT:
            out[rows] = (band - np.float32(low)) / np.float32(max(high - low, 1e-9))
        elif kind is MapKind.NORMAL:
            out[rows] = encode_normal(band)
        else:
            out[rows] = band if image.color_space is ColorSpace.SRGB else linear_to_srgb(band)
    return Image(out, kind.color_space)


def _bands(image: Image) -> Iterator[slice]:
    """Rows of about a million pixels, so that what comes between is small."""
    step = max(1, BAND_PIXELS // image.extent.width)
    for start in range(0, image.extent.height, step):
        yield slice(start, start + step)


class CancellableFile(io.BufferedWriter):
    """A new file where a write raises `Cancelled` once the user has cancelled."""

    def __init__(self, path: Path, cancel: CancelToken) -> None:
        super().__init__(io.FileIO(path, "wb"))
        self._cancel = cancel

    def write(self, buffer: ReadableBuffer, /) -> int:
        self._cancel.check()
        return super().write(buffer)
