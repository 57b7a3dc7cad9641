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
Row: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Row, Row, Row]

# Linear Rec.709 to the answers of the three kinds of cones; their cube roots to OKLab; and back.
TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_LAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
# Below this chroma a colour's hue is chance.
GREY = 0.01


def color_of_code(code: int) -> Color:
    """The linear colour of an sRGB code such as 0xC8B291."""
    red, green, blue = (_linear((code >> shift & 0xFF) / 255.0) for shift in (16, 8, 0))
    return red, green, blue


def _linear(encoded: float) -> float:
    return encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4


def to_oklab(color: Color) -> Lab:
    long, medium, short = _times(TO_CONES, color)
    return _times(TO_LAB, (math.cbrt(long), math.cbrt(medium), math.cbrt(short)))


def from_oklab(lab: Lab) -> Color:
    """The linear colour, each channel held in [0, 1]."""
    long, medium, short = _times(FROM_LAB, lab)
    red, green, blue = _times(FROM_CONES, (long**3, medium**3, short**3))
    return _held(red), _held(green), _held(blue)


def _times(matrix: Matrix, vector: Row) -> Row:
    x, y, z = vector
    first, second, third = (a * x + b * y + c * z for a, b, c in matrix)
    return first, second, third


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
