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


def enlarged(coarse: FloatArray, extent: Extent, *, wrap: bool = False) -> FloatArray:
    """`coarse` (h, w) brought to `extent`, bilinear; with `wrap` across the edges too."""
    out = large_array((extent.height, extent.width))
    for rows in bands(extent):
        out[rows] = enlarged_rows(coarse, rows, extent, wrap=wrap)
    release_pages(out)
    return out


def enlarged_rows(
    coarse: FloatArray, rows: slice, extent: Extent, *, wrap: bool = False
) -> FloatArray:
    """Some rows of `enlarged`."""
    places = np.arange(rows.start, rows.stop, dtype=np.intp)
    columns = np.arange(extent.width, dtype=np.intp)
    above, below, down = _neighbours(places, coarse.shape[0], extent.height, wrap=wrap)
    left, right, across = _neighbours(columns, coarse.shape[1], extent.width, wrap=wrap)
    band = coarse[above]
    band += (coarse[below] - band) * down[:, None]
    out = band[:, left]
    out += (band[:, right] - out) * across
    return out


def _neighbours(
    places: NDArray[np.intp], source: int, target: int, *, wrap: bool
) -> tuple[NDArray[np.intp], NDArray[np.intp], FloatArray]:
    centres = (places + 0.5) * source / target - 0.5
    if not wrap:
        centres = np.clip(centres, 0.0, source - 1.0)
    low = np.floor(centres).astype(np.intp)
    share = (centres - low).astype(np.float32)
    if wrap:
        return low % source, (low + 1) % source, share
    return low, np.minimum(low + 1, source - 1), share
