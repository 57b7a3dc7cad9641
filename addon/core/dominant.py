# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The few colours that a picture is made of, by k-means in OKLab (Lloyd, "Least squares
quantization in PCM", 1982)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .image import ColorSpace, Extent, FloatArray, Image, as_color_space, as_rgb, resize
from .oklab import to_oklab
from .procedural import Color

SIDE = 48
ROUNDS = 12
# Closer than this in OKLab, two colours are one; rarer than this they are left out.
LEAST_DISTANCE, LEAST_SHARE = 0.06, 0.04


def dominant_colors(picture: Image, count: int = 3) -> tuple[Color, ...]:
    """At most `count` colours, linear Rec.709 from 0 to 1, that of the largest share first.

    The same for the same picture; grey pictures and alpha are taken as `as_rgb` does.
    """
    return tuple(color for color, _ in dominant_shares(picture, count))


def dominant_shares(picture: Image, count: int = 3) -> tuple[tuple[Color, float], ...]:
    """The colours of `dominant_colors`, each with its share of the picture, 0 to 1."""
    small = resize(as_color_space(as_rgb(picture), ColorSpace.LINEAR), _small(picture.extent))
    linear = np.clip(small.pixels.reshape(-1, 3), 0.0, 1.0)
    lab = np.array([to_oklab((float(r), float(g), float(b))) for r, g, b in linear], np.float32)
    member = _nearest(lab, _centres(lab, count))
    shares = np.bincount(member) / len(member)
    order = [int(i) for i in np.argsort(-shares, kind="stable") if shares[i] >= LEAST_SHARE]
    return tuple((_color(linear[member == i]), float(shares[i])) for i in order)


def mean_color(picture: Image) -> Color:
    """The mean of all pixels, linear Rec.709."""
    linear = as_color_space(as_rgb(picture), ColorSpace.LINEAR)
    return _color(np.clip(linear.pixels.reshape(-1, 3), 0.0, 1.0))


def _small(extent: Extent) -> Extent:
    return Extent(min(SIDE, extent.width), min(SIDE, extent.height))


def _centres(lab: FloatArray, count: int) -> FloatArray:
    """The mean first, then always the colour farthest from all before; moved until they rest."""
    centres = [lab.mean(axis=0)]
    while len(centres) < count:
        far = np.min([np.linalg.norm(lab - centre, axis=1) for centre in centres], axis=0)
        # The most extreme pixels are specks: one of the upper twentieth speaks for a colour.
        chosen = np.argsort(far, kind="stable")[round(0.97 * (len(far) - 1))]
        if far[chosen] < LEAST_DISTANCE:
            break
        centres.append(lab[chosen])
    found = np.stack(centres)
    for _ in range(ROUNDS):
        member = _nearest(lab, found)
        found = np.stack([_mean_of(lab[member == i], each) for i, each in enumerate(found)])
    return _merged(found)


def _mean_of(members: FloatArray, otherwise: FloatArray) -> FloatArray:
    return members.mean(axis=0) if len(members) else otherwise


def _merged(centres: FloatArray) -> FloatArray:
    """Without those that came to rest on another."""
    kept: list[FloatArray] = []
    for centre in centres:
        if all(np.linalg.norm(centre - each) >= LEAST_DISTANCE for each in kept):
            kept.append(centre)
    return np.stack(kept)


def _nearest(lab: FloatArray, centres: FloatArray) -> NDArray[np.intp]:
    distances = np.linalg.norm(lab[:, None, :] - centres[None], axis=2)
    return np.argmin(distances, axis=1)


def _color(linear: FloatArray) -> Color:
    red, green, blue = (round(float(channel), 4) for channel in linear.mean(axis=0))
    return red, green, blue
