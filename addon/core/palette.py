# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A palette, a few colours in proportion, and colours in OKLCH, where lightness, chroma and hue are
apart. Knows nothing of materials."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from .errors import InputError
from .oklab import Lab, difference, from_oklab, to_oklab
from .procedural import Color

# Lightness 0 to 1, chroma 0 to about 0.33, hue in radians.
Lch: TypeAlias = tuple[float, float, float]

MOST_COLORS, LEAST_COLORS = 5, 3
# Closer than this in OKLab, two colours of a palette are one.
ONE_COLOR = 0.045
# Below this chroma a colour has no hue to speak of.
GREY = 0.02


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour of a palette, linear Rec.709, and its share of all, 0 to 1."""

    color: Color
    share: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise InputError(f"The share of a colour goes from 0 to 1, not {self.share}.")


# The largest share first; shares add up to 1.
Palette: TypeAlias = tuple[Swatch, ...]


def to_oklch(color: Color) -> Lch:
    """A linear colour as lightness, chroma and hue; the hue of a pure grey is 0."""
    lightness, a, b = to_oklab(color)
    return lightness, math.hypot(a, b), math.atan2(b, a) if a or b else 0.0


def from_oklch(lch: Lch) -> Color:
    """The linear colour; one that no screen shows loses chroma until it can be shown, as CSS Color
    4 does it."""
    lightness = min(max(lch[0], 0.0), 1.0)
    low, high = 0.0, max(lch[1], 0.0)
    if _is_shown(_lab((lightness, high, lch[2]))):
        return from_oklab(_lab((lightness, high, lch[2])))
    for _ in range(16):
        middle = (low + high) / 2.0
        is_shown = _is_shown(_lab((lightness, middle, lch[2])))
        low, high = (middle, high) if is_shown else (low, middle)
    return from_oklab(_lab((lightness, low, lch[2])))


def _lab(lch: Lch) -> Lab:
    return lch[0], lch[1] * math.cos(lch[2]), lch[1] * math.sin(lch[2])


def _is_shown(lab: Lab) -> bool:
    """Whether nothing is cut off on the way to a screen's colour."""
    return math.dist(to_oklab(from_oklab(lab)), lab) < 1e-4


def palette_of(colors: Iterable[tuple[Color, float]]) -> Palette:
    """A palette of at most five colours out of many with their weights: those next to each other
    are mixed, by weight, until few are left and none is like another.

    Empty when nothing has weight.
    """
    swatches = [Swatch(color, weight) for color, weight in _shares(colors)]
    while len(swatches) > 1:
        distance, first, second = _closest(swatches)
        if distance >= ONE_COLOR and len(swatches) <= MOST_COLORS:
            break
        mixed = _mixed(swatches[first], swatches[second])
        swatches = [each for i, each in enumerate(swatches) if i not in (first, second)]
        swatches.append(mixed)
    return tuple(sorted(swatches, key=lambda each: -each.share))


def in_proportion(colors: Sequence[Color]) -> Palette:
    """The colours as 60, 30 and 10 parts, the decorator's rule for a room: the first leads, the
    second supports and what follows accents."""
    weights = (0.6, 0.3, 0.1, 0.06, 0.04)[: len(colors)]
    return palette_of(zip(colors, weights, strict=False))


def _shares(colors: Iterable[tuple[Color, float]]) -> list[tuple[Color, float]]:
    weighted = [(color, weight) for color, weight in colors if weight > 0.0]
    total = sum(weight for _, weight in weighted)
    return [(color, min(weight / total, 1.0)) for color, weight in weighted]


def _closest(swatches: Sequence[Swatch]) -> tuple[float, int, int]:
    """The two that are most alike. What little is of counts as closer than it is, so that specks
    go first."""
    return min(
        (difference(one.color, other.color) * (0.5 + min(one.share, other.share, 0.1) * 5.0), i, j)
        for i, one in enumerate(swatches)
        for j, other in enumerate(swatches[:i])
    )


def _mixed(one: Swatch, other: Swatch) -> Swatch:
    total = one.share + other.share
    labs = zip(to_oklab(one.color), to_oklab(other.color), strict=True)
    lightness, a, b = ((p * one.share + q * other.share) / total for p, q in labs)
    return replace(one, color=from_oklab((lightness, a, b)), share=min(total, 1.0))


def hex_code(color: Color) -> str:
    """A linear colour as "#rrggbb" in sRGB."""
    return "#" + "".join(f"{round(255.0 * _encoded(channel)):02x}" for channel in color)


def _encoded(linear: float) -> float:
    held = min(max(linear, 0.0), 1.0)
    return 12.92 * held if held <= 0.0031308 else 1.055 * held ** (1.0 / 2.4) - 0.055


def moved_towards(start: Color, target: Color, most: float) -> Color:
    """`target`, or as far towards it as `most` allows, a distance in OKLab."""
    one, other = to_oklab(start), to_oklab(target)
    distance = math.dist(one, other)
    if distance <= most:
        return target
    share = most / distance
    lightness, a, b = (p + (q - p) * share for p, q in zip(one, other, strict=True))
    return from_oklab((lightness, a, b))
