# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours moved in OKLCH with the contrasts of their surface kept: the numbers of a recolouring.

The node group in `scene.recolor_nodes` does the same arithmetic on every point of a surface.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import numpy as np

from .image import FloatArray
from .oklab import FROM_CONES, FROM_LAB, TO_CONES, TO_LAB, Lab, from_oklab, to_oklab
from .procedural import Color

# What a hue turns into when grey is stretched is noise of the picture, not a colour.
MOST_CHROMA = 2.5
EDGE = 1e-3
SEEN = 0.004


@dataclass(frozen=True, slots=True)
class ColorMove:
    """How the colours of one surface move in OKLab.

    `hue` turns them, in radians; `chroma` and `lightness` multiply; `tint` is then added to a and
    b. Lightness is that of `centre`, the surface's mean from 0 to 1: what is darker or lighter than
    it is drawn towards black or white by as much as it, so that nothing is cut off and the order
    stays.
    """

    hue: float = 0.0
    chroma: float = 1.0
    lightness: float = 1.0
    centre: float = 0.5
    tint: tuple[float, float] = (0.0, 0.0)

    @property
    def is_seen(self) -> bool:
        """Whether any colour would look different."""
        turned = 2.0 * math.sin(abs(self.hue) / 2.0) * 0.1
        shift = abs(self.lightness - 1.0) * self.centre
        return max(turned, abs(self.chroma - 1.0) * 0.1, shift, *map(abs, self.tint)) > SEEN


def moved_lab(lab: Lab, move: ColorMove) -> Lab:
    """An OKLab colour after the move."""
    lightness, a, b = lab
    centre = min(max(move.centre, EDGE), 1.0 - EDGE)
    wanted = min(max(centre * move.lightness, 0.0), 1.0)
    contrast = min(wanted / centre, (1.0 - wanted) / (1.0 - centre))
    cosine, sine = math.cos(move.hue) * move.chroma, math.sin(move.hue) * move.chroma
    return (
        wanted + (lightness - centre) * contrast,
        cosine * a - sine * b + move.tint[0],
        sine * a + cosine * b + move.tint[1],
    )


def moved(color: Color, move: ColorMove) -> Color:
    """A linear colour after the move, each channel held in [0, 1]."""
    return from_oklab(moved_lab(to_oklab(color), move))


def moved_pixels(colors: FloatArray, move: ColorMove) -> FloatArray:
    """`moved` for linear colours (N, 3)."""
    cones = np.cbrt(np.maximum(colors, 0.0) @ np.array(TO_CONES, np.float32).T)
    lab = cones @ np.array(TO_LAB, np.float32).T
    # Its arithmetic is that of one colour, whole planes at a time.
    planes = moved_lab(cast("Lab", tuple(lab.T)), move)
    roots = np.stack(planes, axis=1) @ np.array(FROM_LAB).T
    return np.clip(roots**3 @ np.array(FROM_CONES).T, 0.0, 1.0).astype(np.float32)


def move_between(mean: Lab, wanted: Lab) -> ColorMove:
    """The move that brings a surface of this mean to another, by turning and stretching as far as
    the surface has a hue and by a tint for the rest."""
    chroma, target = math.hypot(*mean[1:]), math.hypot(*wanted[1:])
    is_hue = min(chroma, target) > 0.01
    hue = nearest_turn(hue_of(mean), hue_of(wanted)) if is_hue else 0.0
    stretch = min(target / chroma, MOST_CHROMA) if chroma > 0.01 else 1.0
    centre = min(max(mean[0], EDGE), 1.0 - EDGE)
    plain = ColorMove(hue, stretch, wanted[0] / centre, centre)
    _, a, b = moved_lab(mean, plain)
    return ColorMove(hue, stretch, wanted[0] / centre, centre, (wanted[1] - a, wanted[2] - b))


def hue_of(lab: Lab) -> float:
    """The angle of a colour in OKLCH, radians from -pi to pi."""
    return math.atan2(lab[2], lab[1])


def chroma_of(lab: Lab) -> float:
    return math.hypot(lab[1], lab[2])


def lab_of(lightness: float, chroma: float, hue: float) -> Lab:
    """The OKLab colour of OKLCH numbers, hue in radians."""
    return lightness, chroma * math.cos(hue), chroma * math.sin(hue)


def nearest_turn(start: float, stop: float) -> float:
    """The turn from one angle to another by the shorter way, from -pi to pi."""
    return (stop - start + math.pi) % (2.0 * math.pi) - math.pi


def in_gamut(lab: Lab) -> Lab:
    """The colour with as much of its chroma as Rec.709 can show; lightness and hue stay."""
    low, high = 0.0, 1.0
    if _is_shown(lab):
        return lab
    for _ in range(12):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _is_shown(_faded(lab, middle)) else (low, middle)
    return _faded(lab, low)


def _faded(lab: Lab, share: float) -> Lab:
    return lab[0], lab[1] * share, lab[2] * share


def _is_shown(lab: Lab) -> bool:
    return math.dist(to_oklab(from_oklab(lab)), lab) < 0.002
