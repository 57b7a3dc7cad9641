# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether two colours go together, as people judged them.

The model is that of Ou and Luo, "A colour harmony model for two-colour combinations", Color
Research and Application 31 (2006), fitted to 1431 pairs in CIELAB.
"""

from __future__ import annotations

import math
from typing import TypeAlias

from .procedural import Color

# CIELAB: lightness 0 to 100, then green to red and blue to yellow.
CieLab: TypeAlias = tuple[float, float, float]

D65 = (0.95047, 1.0, 1.08883)
# Two surfaces that touch clash below this, as a quarter of all pairs of random colours do.
CLASH = -0.5


def to_cielab(color: Color) -> CieLab:
    """A linear Rec.709 colour in CIE 1976 L*a*b* under D65."""
    red, green, blue = color
    x = _bent((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / D65[0])
    y = _bent((0.2126729 * red + 0.7151522 * green + 0.0721750 * blue) / D65[1])
    z = _bent((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / D65[2])
    return 116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)


def _bent(ratio: float) -> float:
    return math.cbrt(ratio) if ratio > 0.008856 else 7.787 * ratio + 16.0 / 116.0


def harmony(one: Color, other: Color) -> float:
    """How well two linear colours go together, about -1.2 (not at all) to 1.4."""
    first, second = to_cielab(one), to_cielab(other)
    return _chromatic(first, second) + _lightness(first, second) + _hue(first) + _hue(second)


def _chromatic(one: CieLab, other: CieLab) -> float:
    """Alike in hue and chroma is good."""
    chroma = math.hypot(*one[1:]) - math.hypot(*other[1:])
    hue_squared = (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2 - chroma**2
    apart = math.sqrt(max(hue_squared, 0.0) + (chroma / 1.46) ** 2)
    return 0.04 + 0.53 * math.tanh(0.8 - 0.045 * apart)


def _lightness(one: CieLab, other: CieLab) -> float:
    """Light together and apart in lightness is good."""
    light = 0.28 + 0.54 * math.tanh(-3.88 + 0.029 * (one[0] + other[0]))
    return light + 0.14 + 0.15 * math.tanh(-2.0 + 0.2 * abs(one[0] - other[0]))


def _hue(lab: CieLab) -> float:
    """Blue is liked most, and red least; a yellow when it is light."""
    hue = math.atan2(lab[2], lab[1]) % (2.0 * math.pi)
    weight = 0.5 + 0.5 * math.tanh(-2.0 + 0.5 * math.hypot(*lab[1:]))
    liked = -0.08 - 0.14 * math.sin(hue + math.radians(50.0))
    liked -= 0.07 * math.sin(2.0 * hue + math.radians(90.0))
    from_yellow = (90.0 - math.degrees(hue)) / 10.0
    yellow = (0.22 * lab[0] - 12.8) / 10.0 * math.exp(from_yellow - math.exp(from_yellow))
    return weight * (liked + yellow)
