# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single colours between sRGB codes, linear Rec.709 and OKLab, where equal steps look equal.

OKLab is Björn Ottosson's, "A perceptual color space for image processing", 2020.
"""

from __future__ import annotations

import math
from typing import TypeAlias

from .procedural import Color

# Lightness 0 to 1, then green to red and blue to yellow, about -0.3 to 0.3.
Lab: TypeAlias = tuple[float, float, float]
# Below this chroma a colour's hue is chance.
GREY = 0.01


def color_of_code(code: int) -> Color:
    """The linear colour of an sRGB code such as 0xC8B291."""
    red, green, blue = (_linear((code >> shift & 0xFF) / 255.0) for shift in (16, 8, 0))
    return red, green, blue


def _linear(encoded: float) -> float:
    return encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4


def to_oklab(color: Color) -> Lab:
    red, green, blue = color
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(lab: Lab) -> Color:
    """The linear colour, each channel held in [0, 1]."""
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _held(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _held(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _held(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _held(channel: float) -> float:
    return min(max(channel, 0.0), 1.0)


def difference(one: Color, other: Color) -> float:
    """Distance in OKLab: 0.02 is just seen, black to white is 1."""
    return math.dist(to_oklab(one), to_oklab(other))


def mix_oklch(one: Color, other: Color, share: float) -> Color:
    """The colour `share` of the way from one to the other, 0 to 1, in OKLCH: over the hues between
    them instead of through grey. A grey has no hue and takes the other's."""
    (l1, c1, h1), (l2, c2, h2) = _polar(to_oklab(one)), _polar(to_oklab(other))
    h1, h2 = (h2 if c1 < GREY else h1), (h1 if c2 < GREY else h2)
    turn = math.remainder(h2 - h1, 2.0 * math.pi)
    chroma, hue = c1 + share * (c2 - c1), h1 + share * turn
    return from_oklab((l1 + share * (l2 - l1), chroma * math.cos(hue), chroma * math.sin(hue)))


def _polar(lab: Lab) -> Lab:
    """Lightness, chroma and hue in radians."""
    return lab[0], math.hypot(lab[1], lab[2]), math.atan2(lab[2], lab[1])
