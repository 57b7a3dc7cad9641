# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person likes, learnt from what was kept of what was shown. Stays on the machine.

A small Bayesian model of pairs: an option is kept over another with the logistic of the difference
of their utilities (Bradley and Terry, "Rank analysis of incomplete block designs", Biometrika
1952), utilities are linear in the features, weights have a Gaussian prior, and their posterior is
approximated by a Gaussian at its peak (Laplace; Bishop, "Pattern Recognition and Machine Learning",
2006, section 4.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from .appearance import Matrix
from .appearance_features import Features
from .errors import InputError
from .options import ENOUGH_CHOICES

MOST_SETS = 40
MOST_OPTIONS = 64
PRIOR_DEVIATION = 1.0
NEWTON_STEPS = 50
CONVERGED = 1e-9


@dataclass(frozen=True, slots=True)
class Judgement:
    """A set that was shown and what became of it: indices of what was kept and of what was dropped.

    Kept is better than all that was not, dropped is worse; the rest is between.
    """

    options: tuple[Features, ...]
    kept: frozenset[int]
    dropped: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        count = len(self.options)
        if not 2 <= count <= MOST_OPTIONS:
            raise InputError(f"A choice is made among 2 to {MOST_OPTIONS} variations, not {count}.")
        if any(not 0 <= index < count for index in self.kept | self.dropped):
            raise InputError(f"Name variations from 1 to {count}; that is how many were shown.")
        if self.kept & self.dropped:
            raise InputError("A variation is kept or dropped, not both; name it once.")
        if not any(True for _ in self.pairs()):
            raise InputError("Keep or drop some of the variations, but not all of them.")

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every (better, worse)."""
        for better, worse in np.ndindex(len(self.options), len(self.options)):
            if self._rank(better) > self._rank(worse):
                yield better, worse

    def _rank(self, index: int) -> int:
        return (index in self.kept) - (index in self.dropped)


@dataclass(frozen=True, slots=True)
class Preference:
    """Everything that was judged, the newest last, and the features that were told not to count."""

    judgements: tuple[Judgement, ...] = ()
    forgotten: frozenset[str] = frozenset()

    @property
    def choices(self) -> int:
        """How many variations were kept or dropped."""
        return sum(len(each.kept) + len(each.dropped) for each in self.judgements)

    @property
    def is_ready(self) -> bool:
        """Whether there are enough choices to lean on."""
        return self.choices >= ENOUGH_CHOICES


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """The posterior over the features' weights: `mean` (P,), `covariance` (P, P)."""

    names: tuple[str, ...]
    mean: Matrix
    covariance: Matrix
    forgotten: frozenset[str] = frozenset()


def update(preference: Preference, judgement: Judgement) -> Preference:
    """The preference with one more judgement; the oldest of too many is let go."""
    return judge(preference, judgement.options, judgement.kept, judgement.dropped)


def judge(
    preference: Preference,
    options: Sequence[Features],
    kept: AbstractSet[int],
    dropped: AbstractSet[int] = frozenset(),
) -> Preference:
    """The preference with what became of a set that was shown.

    A set that was judged before is judged anew, also when some of it was deleted or more was shown
    since; what is no choice among two or more takes the former judgement back.
    """
    others: list[Judgement] = []
    for each in preference.judgements:
        places = _places(options, each.options)
        if places is not None:
            options = each.options
            kept = (each.kept - set(places)) | {places[index] for index in kept}
            dropped = (each.dropped - set(places)) | {places[index] for index in dropped}
        elif _places(each.options, options) is None:
            others.append(each)
    with suppress(InputError):
        others.append(Judgement(tuple(options), frozenset(kept), frozenset(dropped)))
    return replace(preference, judgements=tuple(others[-MOST_SETS:]))


def _places(options: Sequence[Features], among: Sequence[Features]) -> list[int] | None:
    """Where each option stands in the others, each place once; None when one is not there."""
    free = list(range(len(among)))
    places: list[int] = []
    for option in options:
        place = next((index for index in free if among[index] == option), None)
        if place is None:
            return None
        free.remove(place)
        places.append(place)
    return places


def forget(preference: Preference, features: Iterable[str]) -> Preference:
    """The preference in which these features count nothing, whatever is chosen."""
    return replace(preference, forgotten=preference.forgotten | frozenset(features))


def remember(preference: Preference) -> Preference:
    """The preference in which every feature counts again."""
    return replace(preference, forgotten=frozenset())


def learn(preference: Preference) -> Taste:
    """The posterior after all judgements; the prior when there are none."""
    seen = {name for each in preference.judgements for option in each.options for name in option}
    names = tuple(sorted(seen - preference.forgotten))
    if not names:
        return Taste((), np.zeros(0), np.zeros((0, 0)), preference.forgotten)
    steps, counts = _comparisons(preference, names)
    mean, precision = _laplace(steps, counts)
    covariance = np.linalg.inv(precision).astype(np.float64)
    return Taste(names, mean, covariance, preference.forgotten)


def score(taste: Taste, options: Sequence[Features]) -> tuple[Matrix, Matrix]:
    """Mean and deviation (N,) of each option's utility against the average of the options.

    A feature that was never seen is as uncertain as the prior.
    """
    rows, mean, covariance = _against_average(taste, options)
    deviation = np.sqrt(np.maximum(np.einsum("np,pq,nq->n", rows, covariance, rows), 0.0))
    return rows @ mean, deviation


def draw(taste: Taste, options: Sequence[Features], seed: int) -> Matrix:
    """The utilities (N,) under one set of weights drawn from the posterior (Thompson, "On the
    likelihood that one unknown probability exceeds another", Biometrika 1933)."""
    rows, mean, covariance = _against_average(taste, options)
    noise = np.random.default_rng(seed).standard_normal(len(mean))
    root = np.linalg.cholesky(covariance + 1e-9 * np.eye(len(mean)))
    return rows @ (mean + root @ noise)


def table(options: Sequence[Features], names: Sequence[str]) -> Matrix:
    """The features as rows (N, P) in the order of `names`; what an option lacks is 0."""
    rows = [[option.get(name, 0.0) for name in names] for option in options]
    return np.array(rows, np.float64).reshape(len(options), len(names))


def _comparisons(preference: Preference, names: Sequence[str]) -> tuple[Matrix, Matrix]:
    """Better minus worse (M, P), and how much each counts (M,).

    The pairs of one set of n are not independent: together they tell as much as n - 1 choices at
    most, which is 2 / n a pair (rank breaking; Soufiani et al., NIPS 2013).
    """
    steps: list[Matrix] = []
    counts: list[float] = []
    for each in preference.judgements:
        rows = table(each.options, names)
        pairs = list(each.pairs())
        steps += [rows[better] - rows[worse] for better, worse in pairs]
        counts += [2.0 / len(each.options)] * len(pairs)
    return np.array(steps).reshape(-1, len(names)), np.array(counts)


def _laplace(steps: Matrix, counts: Matrix) -> tuple[Matrix, Matrix]:
    """The peak (P,) of the posterior and its precision (P, P) there, by Newton's method."""
    prior = np.eye(steps.shape[1]) / PRIOR_DEVIATION**2
    weights = np.zeros(steps.shape[1])
    precision = prior
    for _ in range(NEWTON_STEPS):
        unsure = _logistic(-steps @ weights)
        slope = steps.T @ (counts * unsure) - prior @ weights
        precision = (steps.T * (counts * unsure * (1.0 - unsure))) @ steps + prior
        step = np.linalg.solve(precision, slope)
        # A logistic is flat far out: a long step would overshoot.
        weights = weights + step / max(1.0, float(np.abs(step).max()))
        if float(np.abs(step).max()) < CONVERGED:
            break
    return weights, precision


def _logistic(values: Matrix) -> Matrix:
    return 0.5 * (1.0 + np.tanh(0.5 * values))


def _against_average(taste: Taste, options: Sequence[Features]) -> tuple[Matrix, Matrix, Matrix]:
    """Features minus their mean (N, P), with the mean (P,) and covariance (P, P) of all weights."""
    seen = {name for option in options for name in option} - taste.forgotten
    unseen = tuple(sorted(seen - set(taste.names)))
    known, count = len(taste.names), len(taste.names) + len(unseen)
    rows = table(options, (*taste.names, *unseen))
    mean, covariance = np.zeros(count), np.eye(count) * PRIOR_DEVIATION**2
    mean[:known], covariance[:known, :known] = taste.mean, taste.covariance
    return rows - rows.mean(axis=0), mean, covariance
