# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of a surface made to repeat without a seam, at its own size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .image import FloatArray, Image
from .tiling import large_array, release_pages

BAND_SHARE = 0.2
FEATHER_SHARE = 0.015
SEARCH_SHARE = 0.25
JUDGED_SIDE = 256
CALM_SHARE = 0.06
CALM_PIXELS = 16
BLOCK_ROWS = 256


def make_seamless(image: Image) -> Image:
    """The same picture with its edges replaced by what lies at its middle: opposite edges meet.

    Along each axis in turn, a band at both edges takes the picture shifted by about half its
    length; where the two meet, the boundary runs along the path of least difference: Efros &
    Freeman, "Image Quilting for Texture Synthesis and Transfer", 2001. The shift is chosen around
    the half so that a regular pattern keeps its rhythm where it can. Uneven light across the
    picture stays.
    """
    pixels = large_array(image.pixels.shape)
    for block in _blocks(len(pixels)):
        pixels[block] = image.pixels[block]
        release_pages(image.pixels)
        release_pages(pixels)
    _mend(pixels)
    _mend(pixels.transpose(1, 0, 2))
    _roll_to_calm(pixels)
    _roll_to_calm(pixels.transpose(1, 0, 2))
    return Image(pixels, image.color_space)


def _mend(pixels: FloatArray) -> None:
    """Make the left and right edge meet, in place; pixels (H, W, C) may be a transposed view."""
    width = pixels.shape[1]
    band = int(width * BAND_SHARE)
    if band < 2:
        return
    shift = _best_shift(pixels, width)
    # In the shifted picture, column x shows pixels[:, (x + shift) % width]: no seam at the edges,
    # and its own seam, at width - shift, stays under the unchanged middle. A band never takes from
    # itself: the shift stays within a quarter and three quarters.
    feather = max(2.0, width * FEATHER_SHARE)
    _join(pixels[:, :band], pixels[:, shift : shift + band], feather)
    _join(pixels[:, ::-1][:, :band], pixels[:, shift - band : shift][:, ::-1], feather)


def _best_shift(pixels: FloatArray, width: int) -> int:
    """The shift near the half whose bands resemble the edges they replace most.

    Judged on every n-th pixel, then by the step at the new edge a few pixels around.
    """
    stride = max(1, min(pixels.shape[:2]) // JUDGED_SIDE)
    small = np.ascontiguousarray(pixels[::stride, ::stride]).mean(axis=2)
    count = small.shape[1]
    band, reach = max(1, int(count * BAND_SHARE)), int(count * SEARCH_SHARE)
    left, right = small[:, :band], small[:, count - band :]
    costs = [
        np.square(small[:, shift : shift + band] - left).mean()
        + np.square(small[:, shift - band : shift] - right).mean()
        for shift in range(count // 2 - reach, count // 2 + reach + 1)
    ]
    centre = (count // 2 - reach + int(np.argmin(costs))) * stride
    low = max(centre - stride - 2, width // 4)
    steps = np.abs(np.diff(pixels[:, low - 1 : low + 2 * stride + 4], axis=1))
    return low + int(np.argmin(steps.mean(axis=(0, 2), dtype=np.float64)))


def _roll_to_calm(pixels: FloatArray) -> None:
    """Roll a repeating picture a little, in place, so that its edge falls where little changes."""
    width = pixels.shape[1]
    # Encoded and about linear (squared), because maps follow the one or the other.
    steps = np.zeros((2, width))
    for block in _blocks(len(pixels)):
        rows = pixels[block]
        for power, values in enumerate((rows, rows * rows)):
            moved = np.abs(values - np.roll(values, 1, axis=1))
            steps[power] += moved.sum(axis=(0, 2), dtype=np.float64)
        release_pages(pixels)
    unrest = (steps / np.maximum(steps.mean(axis=1, keepdims=True), 1e-12)).max(axis=0)
    reach = min(max(CALM_PIXELS, int(width * CALM_SHARE)), width // 2)
    offsets = np.arange(-reach, reach + 1)
    offset = int(offsets[np.argmin(unrest[offsets % width])])
    if offset:
        for block in _blocks(len(pixels)):
            pixels[block] = np.roll(pixels[block], -offset, axis=1)
            release_pages(pixels)


def _blocks(count: int) -> Iterator[slice]:
    for start in range(0, count, BLOCK_ROWS):
        yield slice(start, min(start + BLOCK_ROWS, count))


def _join(edge: FloatArray, patch: FloatArray, feather: float) -> None:
    """Put `patch` (H, B, C) over `edge`, in place, from column 0 up to the best path, softly."""
    rows, band = edge.shape[:2]
    margin = min(int(feather), band // 3)
    cost = np.empty((rows, band - 2 * margin))
    for block in _blocks(rows):
        inner = (block, slice(margin, band - margin))
        cost[block] = np.square(edge[inner] - patch[inner]).sum(axis=2)
        release_pages(edge)
    path = margin + _least_path(cost)
    columns = np.arange(band, dtype=np.float64)
    for block in _blocks(rows):
        ramp = np.clip((path[block, None] - columns) / feather + 0.5, 0.0, 1.0)
        share = (ramp * ramp * (3.0 - 2.0 * ramp)).astype(np.float32)[..., None]
        edge[block] += share * (patch[block] - edge[block])
        release_pages(edge)


def _least_path(cost: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each row a column, neighbours at most one apart, of least total cost, that ends where it
    began.

    The first and the last row are neighbours too when the other axis is mended. `cost` is
    overwritten.
    """
    start = int(np.argmin(_accumulated(cost)[-1]))
    cost[0, :start] = cost[0, start + 1 :] = np.inf
    cost[-1, : max(start - 1, 0)] = cost[-1, start + 2 :] = np.inf
    total = _accumulated(cost)
    path = np.empty(len(cost), np.intp)
    path[-1] = int(np.argmin(total[-1]))
    for row in range(len(cost) - 2, -1, -1):
        low = max(int(path[row + 1]) - 1, 0)
        path[row] = low + int(np.argmin(total[row, low : path[row + 1] + 2]))
    return path


def _accumulated(cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """Least total cost of a path from the first row to each place."""
    total = cost.copy()
    above = np.full(cost.shape[1] + 2, np.inf)
    for row in range(1, len(total)):
        above[1:-1] = total[row - 1]
        total[row] += np.minimum(np.minimum(above[:-2], above[1:-1]), above[2:])
    return total
