# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A set whose variations differ: what is too like one before it is drawn again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from ..core.appearance import differences, spread
from ..core.request import GenerationRequest
from .appearances import appearance_of
from .variation import Variation

# Two variations that differ by less are one to a client: of this scale, the same materials in
# another shade differ by about 0.1 and two themes by 0.4.
LEAST_DIFFERENCE = 0.12
MOST_DRAWS = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """How much the variations of a set differ, from 0 to 1: the mean of each two, and the two that
    are most alike."""

    mean: float
    least: float
    closest: tuple[int, int] | None


def apart(plan: Callable[[int], Variation], request: GenerationRequest) -> tuple[Variation, ...]:
    """`request.count` variations by `plan`, of seeds from `request.seed` on.

    One that differs too little from one before it is drawn again with other seeds; when none is
    different enough, the most different is taken. The same request and plan, the same set.
    """
    chosen: list[Variation] = []
    for number in range(request.count):
        drawn: list[tuple[float, Variation]] = []
        for seed in _seeds(request, number):
            variation = plan(seed)
            drawn.append((_least_difference(variation, chosen), variation))
            if drawn[-1][0] >= LEAST_DIFFERENCE:
                break
        chosen.append(max(drawn, key=lambda each: each[0])[1])
    return tuple(chosen)


def _seeds(request: GenerationRequest, number: int) -> Sequence[int]:
    """The place's own seed, then others for when it is drawn again."""
    rng = Random(f"{request.seed}/again/{number}")
    again = (rng.randrange(2**31) for _ in range(MOST_DRAWS - 1))
    return ((request.seed + number) % 2**31, *again)


def _least_difference(variation: Variation, others: Sequence[Variation]) -> float:
    if not others:
        return 1.0
    appearances = [appearance_of(each) for each in (variation, *others)]
    return float(differences(appearances).whole[0, 1:].min())


def spread_of(variations: Sequence[Variation]) -> Spread:
    """How much the variations of a set differ in what they are made of and in light."""
    whole = differences([appearance_of(each) for each in variations]).whole
    count = len(variations)
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    closest = min(pairs, key=lambda pair: float(whole[pair]), default=None)
    least = float(whole[closest]) if closest else 0.0
    return Spread(round(spread(whole), 4), round(least, 4), closest)
