# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the surfaces of a draft go together, by the colours of what touches, contrast and wood.

Colours that touch are judged by `core.harmony`. Two woods are the same or clearly two, since what
lies between reads as a mistake: Moon and Spencer, "Geometric formulation of classical color
harmony", Journal of the Optical Society of America 34 (1944), call it the first ambiguity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

from ..core.harmony import CLASH, harmony
from ..core.oklab import difference
from ..core.procedural import Color

# Role, kind, main colour (linear Rec.709) and area in square metres.
Surface: TypeAlias = tuple[str, str, Color, float]

# What touches, or is seen against each other.
NEIGHBOURS: frozenset[frozenset[str]] = frozenset(
    frozenset(pair.split())
    for pair in (
        "interior_wall floor",
        "interior_wall ceiling",
        "interior_wall upholstery",
        "interior_wall wood_furniture",
        "interior_wall frame",
        "interior_wall door",
        "floor upholstery",
        "floor wood_furniture",
        "floor tabletop",
        "floor door",
        "floor stairs",
        "upholstery wood_furniture",
        "upholstery tabletop",
        "wood_furniture tabletop",
        "wood_furniture metal_part",
        "exterior_wall roof",
        "exterior_wall frame",
        "exterior_wall door",
        "exterior_wall paving",
        "exterior_wall stone",
    )
)
# In OKLab: below the first two woods are one, from the second on they are two.
SAME_WOOD, OTHER_WOOD = 0.035, 0.11
# What walls and floor differ by at least.
ENOUGH_CONTRAST = 0.09
_WALLS = frozenset({"interior_wall", "exterior_wall"})
_GROUNDS = frozenset({"floor", "paving", "terrain"})


def worth_of(surfaces: Sequence[Surface]) -> float:
    """0 for surfaces that go together, less the more of them clash."""
    return _colors(surfaces) + _woods(surfaces) + _contrast(surfaces)


def clashes(surfaces: Sequence[Surface]) -> tuple[tuple[str, str], ...]:
    """The pairs of roles that touch and clash."""
    return tuple(
        (one[0], other[0])
        for one, other in _pairs(surfaces)
        if frozenset((one[0], other[0])) in NEIGHBOURS and harmony(one[2], other[2]) < CLASH
    )


def _pairs(surfaces: Sequence[Surface]) -> list[tuple[Surface, Surface]]:
    return [(one, other) for i, one in enumerate(surfaces) for other in surfaces[:i]]


def _weight(one: Surface, other: Surface) -> float:
    """By the smaller root of area: a handle cannot spoil a wall."""
    return 0.3 + math.sqrt(max(min(one[3], other[3]), 0.0))


def _colors(surfaces: Sequence[Surface]) -> float:
    total = worst = 0.0
    for one, other in _pairs(surfaces):
        if frozenset((one[0], other[0])) in NEIGHBOURS:
            weight = _weight(one, other)
            worst += weight * min(harmony(one[2], other[2]) - CLASH, 0.0)
            total += weight
    return worst / total if total else 0.0


def _woods(surfaces: Sequence[Surface]) -> float:
    woods = [each for each in surfaces if each[1] == "wood"]
    unsure = 0
    for one, other in _pairs(woods):
        unsure += SAME_WOOD < difference(one[2], other[2]) < OTHER_WOOD
    return -0.08 * unsure / max(len(woods) - 1, 1)


def _contrast(surfaces: Sequence[Surface]) -> float:
    """The widest of walls and of floors are told apart, or a room is of one piece."""
    walls = [each for each in surfaces if each[0] in _WALLS]
    grounds = [each for each in surfaces if each[0] in _GROUNDS]
    if not walls or not grounds:
        return 0.0
    wall, ground = (max(group, key=lambda each: each[3]) for group in (walls, grounds))
    return min(difference(wall[2], ground[2]) - ENOUGH_CONTRAST, 0.0)
