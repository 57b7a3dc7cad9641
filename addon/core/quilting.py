# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that goes on past its edges made to repeat: its copies are joined where they differ
least.

The joint is found as in Efros & Freeman, "Image Quilting for Texture Synthesis and Transfer", 2001,
with one freedom more: inside a row the path may run any distance, as a cut along the joints of
masonry must (Kwatra et al., "Graphcut Textures", 2003, cut more freely still).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .image import Extent, FloatArray

Cost = NDArray[np.float64]
Places = NDArray[np.intp]

# A path through equal places should be short and straight.
STEP_COST = 0.002


def join_copies(
    pixels: FloatArray, extent: Extent, weights: FloatArray, feather: int
) -> FloatArray:
    """A picture (H, W, C) of `extent` that repeats without a seam, from one (H + n, W + m, C) that
    goes on by m pixels to the right and n downwards.

    The band past each edge is put over the band inside the opposite edge, up to the path of least
    difference, which is blended over `feather` pixels to both sides. `weights` (C,) say how much a
    channel's squared difference counts. All channels are cut alike.
    """
    across = _joined(pixels, extent.width, weights, feather, closed=False)
    turned = _joined(across.transpose(1, 0, 2), extent.height, weights, feather, closed=True)
    return np.ascontiguousarray(turned.transpose(1, 0, 2))


def rolled_to_calm(pixels: FloatArray, maps: Sequence[slice]) -> FloatArray:
    """A repeating picture (H, W, C) rolled so that its edges fall where little changes, in each of
    the `maps`: runs of channels that belong together."""
    places = tuple(-_calmest(pixels, maps, axis) for axis in (0, 1))
    return np.roll(pixels, places, (0, 1))


def height_of_steps(across: FloatArray, down: FloatArray) -> FloatArray:
    """The repeating heights (H, W) around 0 whose steps to the next pixel, to the right and down,
    are nearest to those given, by least squares.

    So joined pieces that lie at different heights meet without a ledge: Perez, Gangnet & Blake,
    "Poisson Image Editing", 2003.
    """
    rows, columns = across.shape
    right = np.exp(2j * np.pi * np.fft.rfftfreq(columns)) - 1.0
    below = np.exp(2j * np.pi * np.fft.fftfreq(rows))[:, None] - 1.0
    power = np.abs(right) ** 2 + np.abs(below) ** 2
    power[0, 0] = np.inf
    wanted = right.conj() * np.fft.rfft2(across) + below.conj() * np.fft.rfft2(down)
    return np.fft.irfft2(wanted / power, s=across.shape).astype(np.float32)


def _calmest(pixels: FloatArray, maps: Sequence[slice], axis: int) -> int:
    """The line with the smallest step from the line before, in the map where it is largest."""
    moved = np.abs(pixels - np.roll(pixels, 1, axis)).mean(axis=1 - axis, dtype=np.float64)
    steps = np.stack([moved[:, channels].sum(axis=1) for channels in maps])
    unrest = (steps / np.maximum(steps.mean(axis=1, keepdims=True), 1e-12)).max(axis=0)
    return int(np.argmin(unrest))


def _joined(
    pixels: FloatArray, width: int, weights: FloatArray, feather: int, *, closed: bool
) -> FloatArray:
    """The columns before `width`, their left band taken from beyond `width` up to the best path;
    `closed` for rows that repeat already: the path then ends where it began."""
    joined = pixels[:, :width].copy()
    band = min(pixels.shape[1] - width, width)
    if band <= 2 * feather + 2:
        return joined
    inside, beyond = joined[:, :band], pixels[:, width : width + band]
    cost = _difference(inside, beyond, weights)[:, feather + 1 : band - feather - 1]
    path = feather + 1 + least_path(cost, closed=closed)
    columns = np.arange(band, dtype=np.intp)
    taken = np.less(columns, path[:, None]).astype(np.float32)
    share = _softened(taken, feather, closed=closed)[..., None]
    inside += share * (beyond - inside)
    return joined


def _difference(one: FloatArray, other: FloatArray, weights: FloatArray) -> Cost:
    cost = np.zeros(one.shape[:2])
    for channel, weight in enumerate(weights):
        cost += float(weight) * np.square(one[..., channel] - other[..., channel])
    return cost


def least_path(cost: Cost, *, closed: bool) -> Places:
    """For each row of `cost` (H, W) the column where a path of least total cost leaves it.

    From row to row the path goes straight or aslant; within a row it may run sideways. `closed`
    paths end at the column where they began.
    """
    cost = cost + STEP_COST * (cost.mean() + 1e-12)
    first = np.zeros(cost.shape[1])
    total, ways = _accumulated(cost, first)
    end = int(np.argmin(total))
    if closed:
        first = np.where(np.arange(len(first)) == end, 0.0, np.inf)
        total, ways = _accumulated(cost, first)
    path = np.empty(len(cost), np.intp)
    for row in range(len(cost) - 1, -1, -1):
        path[row] = end
        end = int(ways[row, end])
    return path


def _accumulated(cost: Cost, first: Cost) -> tuple[Cost, NDArray[np.int32]]:
    """Least total cost of a path to each place of the last row, and for each place of all rows the
    column in the row above that it comes from."""
    columns = np.arange(cost.shape[1], dtype=np.intp)
    ways = np.empty(cost.shape, np.int32)
    total, ways[0] = _along_row(first + cost[0], cost[0])
    for row in range(1, len(cost)):
        above, below = _from_above(total, columns)
        total, entry = _along_row(above + cost[row], cost[row])
        ways[row] = below[entry]
    return total, ways


def _from_above(total: Cost, columns: Places) -> tuple[Cost, Places]:
    """The cheapest of the three neighbours in the row above, and its column."""
    padded = np.concatenate(([np.inf], total, [np.inf]))
    three = np.stack((padded[1:-1], padded[:-2], padded[2:]))
    choice = np.argmin(three, axis=0)
    return three[choice, columns], columns + np.array((0, -1, 1))[choice]


def _along_row(entered: Cost, here: Cost) -> tuple[Cost, Places]:
    """The cheapest total of entering a row anywhere and running to each place, and where it
    entered."""
    right, from_left = _run(entered, here)
    left, from_right = _run(entered[::-1], here[::-1])
    left, from_right = left[::-1], len(here) - 1 - from_right[::-1]
    return np.minimum(right, left), np.where(right <= left, from_left, from_right)


def _run(entered: Cost, here: Cost) -> tuple[Cost, Places]:
    """As `_along_row`, running to the right only."""
    passed = np.cumsum(here)
    lead = entered - passed
    least = np.minimum.accumulate(lead)
    entry = np.maximum.accumulate(np.where(lead == least, np.arange(len(here)), 0))
    return least + passed, entry


def _softened(mask: FloatArray, feather: int, *, closed: bool) -> FloatArray:
    """The mask (H, W) of 0 and 1 with its border `feather` pixels wide to both sides."""
    if feather < 1:
        return mask
    rows = np.pad(mask, ((feather, feather), (0, 0)), mode="wrap" if closed else "edge")
    both = np.pad(rows, ((0, 0), (feather, feather)), mode="edge")
    return _box(_box(both, feather).T, feather).T


def _box(values: FloatArray, radius: int) -> FloatArray:
    """Means over 2 `radius` + 1 rows; the result is 2 `radius` rows shorter."""
    sums = np.cumsum(values, axis=0, dtype=np.float64)
    sums = np.concatenate((np.zeros((1, values.shape[1])), sums))
    width = 2 * radius + 1
    return ((sums[width:] - sums[:-width]) / width).astype(np.float32)
