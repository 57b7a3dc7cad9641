# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edge-aware enlargement: a coarse map follows the edges of a fine guide."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .enlarge import bands, enlarged_rows
from .image import Extent, FloatArray, Image, resize
from .tiling import large_array, release_pages

RADIUS = 3
SMOOTHNESS = 2e-3


def guided_upsample(coarse: FloatArray, guide: Image) -> FloatArray:
    """`coarse` (h, w) at the extent of `guide`, its edges moved to those of the guide's brightness.

    Locally the result is a linear function of the guide: He, Sun & Tang, "Guided Image Filtering",
    2010, in the fast form that fits at the coarse size (He & Sun 2015).
    """
    small = resize(guide, Extent(coarse.shape[1], coarse.shape[0]))
    slope, offset = _fit(brightness(small.pixels), coarse)
    extent = guide.extent
    out = large_array((extent.height, extent.width))
    for rows in bands(extent):
        fine = brightness(guide.pixels[rows])
        fine *= enlarged_rows(slope, rows, extent)
        out[rows] = fine + enlarged_rows(offset, rows, extent)
    release_pages(guide.pixels)
    release_pages(out)
    return out


def brightness(pixels: FloatArray) -> FloatArray:
    """Rec.709 luma (H, W) of encoded colours (H, W, C)."""
    if pixels.shape[2] < 3:
        return pixels[..., 0]
    return pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def _fit(guide: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Slope and offset of `values` over `guide` in the window round each pixel, then averaged."""
    scale = max(float(np.std(values)), 1e-12)
    centre = float(np.mean(values))
    values = (values - centre) / scale
    mean_guide, mean_values = box_mean(guide, RADIUS), box_mean(values, RADIUS)
    covariance = box_mean(guide * values, RADIUS) - mean_guide * mean_values
    variance = box_mean(guide * guide, RADIUS) - mean_guide * mean_guide
    slope = covariance / (np.maximum(variance, 0.0) + SMOOTHNESS)
    offset = mean_values - slope * mean_guide
    slope, offset = box_mean(slope, RADIUS) * scale, box_mean(offset, RADIUS) * scale + centre
    return slope.astype(np.float32), offset.astype(np.float32)


def box_mean(values: NDArray[np.floating], radius: int) -> NDArray[np.float64]:
    """Mean over a square of side 2 radius + 1, cut off at the edge; any radius costs alike."""
    out = values.astype(np.float64)
    for axis in (0, 1):
        count = out.shape[axis]
        total = np.insert(np.cumsum(out, axis=axis), 0, 0.0, axis=axis)
        low = np.maximum(np.arange(count) - radius, 0)
        high = np.minimum(np.arange(count) + radius + 1, count)
        share = np.expand_dims(1.0 / (high - low), 1 - axis)
        out = (np.take(total, high, axis=axis) - np.take(total, low, axis=axis)) * share
    return out
