# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of many candidates make the next set: liked ones that differ, and some that explore.

Works on numbers alone; knows nothing of what the candidates are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .appearance import Matrix, spread

# Two candidates that differ by less are one to the eye, as long as there are others to take.
NEAR = 0.04
# How much a candidate's distance to those chosen counts beside how much it is liked.
VARIETY = 0.3
# Exploring picks bring each role up to this share of the candidates' own spread, where they can.
WANTED_SPREAD = 0.8
# How much what roles lack of it counts for the liked ones, by the share that explores.
ROLE_VARIETY = 12.0
HUNCH = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """What is known of N candidates: `liking` (N,) by what was learnt, `hunch` (N,) by one draw
    from it, `difference` (N, N) over all and for each role, from 0 to 1."""

    liking: Matrix
    hunch: Matrix
    difference: Matrix
    by_role: Sequence[Matrix] = ()


def pick_set(candidates: Candidates, count: int, exploration: float) -> tuple[int, ...]:
    """The indices of `count` candidates, the best liked first, those that explore last.

    `exploration` from 0 to 1 is the share of the set that explores, at least one of several when it
    is above 0. Liked ones are taken one by one by liking and by distance to those taken already
    (maximal marginal relevance; Carbonell and Goldstein, SIGIR 1998).
    """
    count = min(count, len(candidates.liking))
    exploring = _exploring(count, exploration)
    chosen: list[int] = []
    while len(chosen) < count:
        if len(chosen) < count - exploring:
            worth = _sure(candidates, chosen, ROLE_VARIETY * exploration)
        else:
            worth = _bold(candidates, chosen)
        chosen.append(int(np.argmax(np.where(_left(candidates, chosen), worth, -np.inf))))
    return tuple(chosen)


def _exploring(count: int, exploration: float) -> int:
    wanted = round(count * exploration)
    return max(wanted, 1) if exploration > 0.0 and count > 1 else wanted


def _left(candidates: Candidates, chosen: Sequence[int]) -> Matrix:
    """Which may be taken: not taken, and nothing near it is, unless only such are left."""
    if not chosen:
        return np.ones(len(candidates.liking), bool)
    nearest = candidates.difference[:, chosen].min(axis=1)
    untaken = np.ones(len(nearest), bool)
    untaken[list(chosen)] = False
    apart = untaken & (nearest >= NEAR)
    return apart if apart.any() else untaken


def _sure(candidates: Candidates, chosen: Sequence[int], role_variety: float) -> Matrix:
    """What is liked and differs from what is chosen, with some variety in every role."""
    liking = _standard(candidates.liking)
    if not chosen:
        return liking
    nearest = candidates.difference[:, chosen].min(axis=1)
    apart = nearest / max(spread(candidates.difference), 1e-9)
    return liking + VARIETY * apart - role_variety * _lacking(candidates, chosen)


def _bold(candidates: Candidates, chosen: Sequence[int]) -> Matrix:
    """What brings most variety back to the roles that have too little of it; among equals, what
    might be liked."""
    hunch = HUNCH * _standard(candidates.hunch)
    return hunch - _lacking(candidates, chosen) if chosen else hunch


def _lacking(candidates: Candidates, chosen: Sequence[int]) -> Matrix:
    """How far the roles stay below the wanted share of their spread with each one added (N,)."""
    lacking = np.zeros(len(candidates.liking))
    for difference in candidates.by_role:
        if spread(difference) > 0.0:
            lacking += np.maximum(WANTED_SPREAD - _share(difference, chosen), 0.0) ** 2
    return lacking


def _share(difference: Matrix, chosen: Sequence[int]) -> Matrix:
    """The spread of the chosen with each candidate added, over that of all candidates (N,)."""
    within = difference[np.ix_(chosen, chosen)].sum()
    pairs = len(chosen) * (len(chosen) + 1)
    return (within + 2.0 * difference[:, chosen].sum(axis=1)) / pairs / spread(difference)


def _standard(values: Matrix) -> Matrix:
    deviation = float(values.std())
    return (values - values.mean()) / deviation if deviation > 0.0 else np.zeros(len(values))
