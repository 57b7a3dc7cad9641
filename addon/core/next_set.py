# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The next set to show, out of many candidates, by what was kept before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .appearance import Appearance, differences
from .appearance_features import Features
from .errors import InputError
from .options import EXPLORATION
from .preference import Preference, draw, learn, score
from .selection import Candidates, pick_set


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a set leans to a preference; `exploration` is the share of it that explores, 0 to 1."""

    preference: Preference
    exploration: float = EXPLORATION

    def __post_init__(self) -> None:
        if not 0.0 <= self.exploration <= 1.0:
            raise InputError(f"Exploration goes from 0 to 1, not {self.exploration}.")


def next_set(
    appearances: Sequence[Appearance],
    features: Sequence[Features],
    leaning: Leaning,
    count: int,
    seed: int,
) -> tuple[int, ...]:
    """The indices of the `count` candidates that make the set, the best liked first, those that
    explore last.

    What was judged already is not shown again while there is enough else. The same arguments, the
    same set.
    """
    fresh = _unjudged(features, leaning.preference, count)
    shown, seen = [features[i] for i in fresh], [appearances[i] for i in fresh]
    taste, apart = learn(leaning.preference), differences(seen)
    candidates = Candidates(
        liking=score(taste, shown)[0],
        hunch=draw(taste, shown, seed),
        difference=apart.whole,
        by_role=tuple(apart.roles.values()),
    )
    return tuple(fresh[i] for i in pick_set(candidates, count, leaning.exploration))


def _unjudged(features: Sequence[Features], preference: Preference, count: int) -> list[int]:
    judged = {_key(option) for each in preference.judgements for option in each.options}
    fresh = [index for index, each in enumerate(features) if _key(each) not in judged]
    return fresh if len(fresh) >= count else list(range(len(features)))


def _key(features: Features) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(features.items()))
