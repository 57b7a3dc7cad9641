# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much pictures of one view differ to the eye: small ones, place by place, in OKLab."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .appearance import Matrix
from .image import ColorSpace, Extent, FloatArray, Image, as_color_space, as_rgb, resize

SIDE = 32
# Two pictures this close are the same to someone who glances at a sheet.
NEARLY_THE_SAME = 0.02

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def picture_distances(pictures: Sequence[Image]) -> Matrix:
    """The mean distance in OKLab of each two pictures (N, N), 0 for the same to about 1."""
    small = [_lab(picture) for picture in pictures]
    return np.array(
        [[float(np.linalg.norm(one - other, axis=2).mean()) for other in small] for one in small]
    ).reshape(len(small), len(small))


def closest_pairs(distances: Matrix, least: float) -> tuple[tuple[int, int], ...]:
    """The pairs that are closer than `least`, the closest first."""
    count = len(distances)
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count) if distances[i, j] < least]
    return tuple(sorted(pairs, key=lambda pair: float(distances[pair])))


def _lab(picture: Image) -> FloatArray:
    """Of at most 32 x 32 pixels, whatever the picture's shape."""
    extent = Extent(min(SIDE, picture.extent.width), min(SIDE, picture.extent.height))
    small = resize(as_color_space(as_rgb(picture), ColorSpace.LINEAR), extent)
    linear = np.clip(small.pixels.astype(np.float64), 0.0, 1.0)
    return np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T
