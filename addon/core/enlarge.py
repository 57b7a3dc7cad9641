# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coarse arrays enlarged band by band, so that a large result needs little memory beside it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .image import Extent, FloatArray
from .tiling import large_array, release_pages

BAND_PIXELS = 2**20


def bands(extent: Extent) -> Iterator[slice]:
    """Rows of about a million pixels."""
    step = max(1, BAND_PIXELS // extent.width)
    for start in range(0, extent.height, step):
        yield slice(start, min(start + step, extent.height))


def enlarged(coarse: FloatArray, extent: Extent) -> FloatArray:
    """`coarse` (h, w) brought to `extent`, bilinear."""
    out = large_array((extent.height, extent.width))
    for rows in bands(extent):
        out[rows] = enlarged_rows(coarse, rows, extent)
    release_pages(out)
    return out


def enlarged_rows(coarse: FloatArray, rows: slice, extent: Extent) -> FloatArray:
    """Some rows of `enlarged`."""
    places = np.arange(rows.start, rows.stop)
    above, below, down = _neighbours(places, coarse.shape[0], extent.height)
    left, right, across = _neighbours(np.arange(extent.width), coarse.shape[1], extent.width)
    band = coarse[above] * (1.0 - down)[:, None] + coarse[below] * down[:, None]
    return band[:, left] * (1.0 - across) + band[:, right] * across


def _neighbours(
    places: NDArray[np.intp], source: int, target: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], FloatArray]:
    centres = np.clip((places + 0.5) * source / target - 0.5, 0.0, source - 1.0)
    low = np.floor(centres).astype(np.intp)
    return low, np.minimum(low + 1, source - 1), (centres - low).astype(np.float32)
