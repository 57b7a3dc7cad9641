# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Large pictures through an operation tile by tile, blended without a seam.

Knows nothing of what the operation is. Memory beside the result is a few tiles, so that a picture
and a result that lie in memory-mapped files may be larger than the memory.
"""

from __future__ import annotations

import itertools
import math
import mmap
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from .errors import OutputError
from .image import Extent, FloatArray
from .progress import CancelToken, Reporter

TileOperation = Callable[[FloatArray], FloatArray]
Indices = NDArray[np.intp]
Place = TypeVar("Place")
Result = TypeVar("Result")

IN_MEMORY_BYTES = 128 * 2**20


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle in pixels; where it reaches over the edge, the picture is continued."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class _Span:
    """A tile along one axis: where it reads, and its share in the pixels from `start` on."""

    start: int
    reads: Indices
    share: FloatArray


def plan_tiles(
    extent: Extent, tile: int, overlap: int, *, wrap: bool, multiple: int = 1
) -> tuple[Tile, ...]:
    """Tiles of one size that cover `extent` row by row, neighbours sharing at least `overlap`
    pixels.

    A side that fits into one tile gets one tile of that side, rounded up to `multiple`; with `wrap`
    the tiles also share across the picture's edges.
    """
    width, lefts = _starts(extent.width, tile, overlap, wrap=wrap, multiple=multiple)
    height, tops = _starts(extent.height, tile, overlap, wrap=wrap, multiple=multiple)
    return tuple(Tile(left, top, width, height) for top in tops for left in lefts)


def run_tiled(
    pixels: FloatArray,
    tile: int,
    overlap: int,
    operation: TileOperation,
    *,
    wrap: bool,
    multiple: int = 1,
    progress: Reporter | None = None,
    cancel: CancelToken | None = None,
) -> FloatArray:
    """Apply `operation`, (h, w, C) -> (h, w, K), to `pixels` (H, W, C); the result is (H, W, K).

    Overlaps are blended by raised-cosine windows whose shares sum to one. Beyond the edges the
    picture is mirrored, with `wrap` repeated. Raises `Cancelled` between tiles.
    """

    def compute(part: FloatArray) -> Callable[[], tuple[FloatArray]]:
        result = operation(part)
        return lambda: (result,)

    (out,) = run_tiled_many(
        pixels,
        tile,
        overlap,
        compute,
        wrap=wrap,
        multiple=multiple,
        progress=progress,
        cancel=cancel,
    )
    return out


def run_tiled_many(
    pixels: FloatArray,
    tile: int,
    overlap: int,
    operation: Callable[[FloatArray], Callable[[], Sequence[FloatArray]]],
    *,
    wrap: bool,
    multiple: int = 1,
    progress: Reporter | None = None,
    cancel: CancelToken | None = None,
) -> tuple[FloatArray, ...]:
    """`run_tiled` for an operation with several results, each an array of its own.

    The operation runs on a thread, one tile ahead; what it returns is called here and gives the
    arrays to blend.
    """
    height, width = pixels.shape[:2]
    rows = _spans(height, tile, overlap, wrap=wrap, multiple=multiple)
    columns = _spans(width, tile, overlap, wrap=wrap, multiple=multiple)
    places = list(itertools.product(rows, columns))
    count = len(places)

    def compute(place: tuple[_Span, _Span]) -> Callable[[], Sequence[FloatArray]]:
        if cancel is not None:
            cancel.check()
        return operation(_gather(pixels, place[0].reads, place[1].reads))

    outs: tuple[FloatArray, ...] = ()
    computed = zip(places, _one_ahead(compute, places), strict=True)
    for done, ((row, column), finish) in enumerate(computed, start=1):
        if cancel is not None:
            cancel.check()
        results = finish()
        outs = outs or tuple(large_array((height, width, each.shape[2])) for each in results)
        for out, given in zip(outs, results, strict=True):
            _add(out, given, row, column)
        if progress is not None:
            progress.progress(done / count, f"Tile {done} of {count}")
        if done % len(columns) == 0:
            for array in (pixels, *outs):
                release_pages(array)
    return outs


def _one_ahead(compute: Callable[[Place], Result], places: Sequence[Place]) -> Iterator[Result]:
    """`map`, with the next result computed on a thread while the caller uses this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        coming = thread.submit(compute, places[0])
        for place in places[1:]:
            following = thread.submit(compute, place)
            yield coming.result()
            coming = following
        yield coming.result()


def large_array(shape: tuple[int, ...]) -> FloatArray:
    """Zeros, in memory or, when that would be much, in a temporary file that goes with the array.

    Raises `OutputError` when the disk has no room for it.
    """
    size = math.prod(shape) * 4
    if size <= IN_MEMORY_BYTES:
        return np.zeros(shape, np.float32)
    try:
        with tempfile.TemporaryFile(prefix="maquette-") as file:
            file.truncate(size)
            # Without this a full disk would end the process by SIGBUS at some later write.
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)
            pages = mmap.mmap(file.fileno(), size)
    except OSError as error:
        room = f"{size / 2**30:.1f} GiB in {tempfile.gettempdir()}"
        raise OutputError(f"A result this large needs {room}; free some space there.") from error
    return np.frombuffer(pages, np.float32).reshape(shape)


def release_pages(array: NDArray[Any]) -> None:
    """Let the system take back the pages of an array in a shared file; its values stay."""
    base: Any = array
    while isinstance(base, np.ndarray):
        base = cast("Any", base).base
    if isinstance(base, memoryview):
        base = base.obj
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)


def _starts(
    length: int, tile: int, overlap: int, *, wrap: bool, multiple: int
) -> tuple[int, tuple[int, ...]]:
    """The size of the tiles along one axis and where they start, evenly spread."""
    needed = length + overlap if wrap else length
    if needed <= tile:
        size = -(-needed // multiple) * multiple
        return size, ((length - size) // 2 if wrap else 0,)
    if wrap:
        count = -(-length // (tile - overlap))
        return tile, tuple(index * length // count for index in range(count))
    count = -(-(length - overlap) // (tile - overlap))
    return tile, tuple(index * (length - tile) // (count - 1) for index in range(count))


def _spans(length: int, tile: int, overlap: int, *, wrap: bool, multiple: int) -> list[_Span]:
    size, starts = _starts(length, tile, overlap, wrap=wrap, multiple=multiple)
    places = [np.arange(start, start + size) for start in starts]
    windows = [_window(place, length, overlap, wrap=wrap) for place in places]
    total = np.zeros(length)
    for place, window in zip(places, windows, strict=True):
        np.add.at(total, place % length, window)
    return [
        _Span(
            start,
            _reads(place, length, wrap=wrap),
            (window / total[place % length]).astype(np.float32),
        )
        for start, place, window in zip(starts, places, windows, strict=True)
    ]


def _window(place: Indices, length: int, overlap: int, *, wrap: bool) -> NDArray[np.float64]:
    """Raised cosine over `overlap` pixels at each end with a neighbour; 0 outside the picture."""
    size = len(place)
    window = np.ones(size)
    ramp = min(overlap, size // 2)
    rise = np.sin((np.arange(ramp) + 0.5) / max(ramp, 1) * (np.pi / 2)) ** 2
    if wrap or place[0] > 0:
        window[:ramp] = rise
    if wrap or place[-1] < length - 1:
        window[size - ramp :] = rise[::-1]
    if not wrap:
        window[place >= length] = 0.0
    return window


def _reads(place: Indices, length: int, *, wrap: bool) -> Indices:
    """Indices inside the picture: repeated, or mirrored without doubling the edge."""
    if wrap:
        return place % length
    period = max(2 * length - 2, 1)
    folded = place % period
    return np.minimum(folded, period - folded) if length > 1 else np.zeros_like(place)


def _gather(pixels: FloatArray, rows: Indices, columns: Indices) -> FloatArray:
    """The tile; a view where it lies inside the picture."""
    part = pixels[rows[0] : rows[-1] + 1] if _is_run(rows) else pixels[rows]
    return part[:, columns[0] : columns[-1] + 1] if _is_run(columns) else part[:, columns]


def _is_run(indices: Indices) -> bool:
    return bool((np.diff(indices) == 1).all())


def _add(out: FloatArray, given: FloatArray, row: _Span, column: _Span) -> None:
    """Add a tile's share; a tile that reaches over the edge is added piece by piece."""
    height, width = out.shape[:2]
    for y, to_y in _pieces(row, height):
        for x, to_x in _pieces(column, width):
            share = row.share[y, None, None] * column.share[x, None]
            out[to_y, to_x] += given[y, x] * share


def _pieces(span: _Span, length: int) -> list[tuple[slice, slice]]:
    """Runs of the tile with a share, and where each lands inside [0, length)."""
    pieces: list[tuple[slice, slice]] = []
    position = 0
    size = int(np.flatnonzero(span.share)[-1]) + 1
    while position < size:
        target = (span.start + position) % length
        run = min(size - position, length - target)
        pieces.append((slice(position, position + run), slice(target, target + run)))
        position += run
    return pieces
