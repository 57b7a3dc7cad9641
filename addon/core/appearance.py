# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a variation looks, as numbers, and how much two of them differ.

Knows nothing of families, scenes or taste; who makes an `Appearance` says what is of which kind.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .oklab import Lab, to_oklab
from .procedural import Color

Matrix: TypeAlias = NDArray[np.float64]

# What two roles differ by, adding up to 1; a colour this far apart in OKLab differs wholly.
KIND, FAMILY, COLOR, ROUGHNESS = 0.25, 0.2, 0.4, 0.15
FAR_COLOR, FAR_ROUGHNESS = 0.35, 0.5
LIGHT_SHARE = 0.25
FAR_ELEVATION, FAR_TEMPERATURE, FAR_SOFTNESS = math.radians(40.0), 2500.0, math.radians(20.0)


@dataclass(frozen=True, slots=True)
class Patch:
    """One material in view.

    `role` is the part of the scene it dresses, `family` its procedural family and `kind` the stuff
    that is ("wood", "stone"); `area` in square metres, `color` linear Rec.709, `roughness` and
    `metallic` from 0 to 1.
    """

    role: str
    family: str
    kind: str
    area: float
    color: Color
    roughness: float
    metallic: float = 0.0


@dataclass(frozen=True, slots=True)
class Sunlight:
    """`elevation` above the horizon and `softness` (apparent size) in radians, `temperature` in
    kelvin; `mood` where the sun alone does not tell the light, such as "night" or "overcast"."""

    elevation: float
    softness: float
    temperature: float
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a picture shows; `sun` is None where the light is left alone, `composition` names the
    camera's."""

    patches: tuple[Patch, ...]
    sun: Sunlight | None = None
    composition: str = ""


def visual_weights(patches: Sequence[Patch]) -> Matrix:
    """The share (N,) of attention each patch gets: by the root of its area, so that a sofa counts
    beside a wall. Patches without area count only where none has any."""
    roots = np.sqrt(np.maximum([patch.area for patch in patches], 0.0))
    total = float(roots.sum())
    return roots / total if total > 0.0 else np.full(len(patches), 1.0 / max(1, len(patches)))


def mean_lab(patches: Sequence[Patch], weights: Matrix) -> Lab:
    """The mean colour in OKLab; mid grey without patches."""
    total = float(weights.sum())
    if total <= 0.0:
        return 0.6, 0.0, 0.0
    lightness, a, b = weights @ np.array([to_oklab(patch.color) for patch in patches]) / total
    return float(lightness), float(a), float(b)


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """How much each two of N appearances differ, from 0 for the same to 1: in `whole` (N, N), where
    roles count by the attention they get and surfaces to light as 3 to 1, and in each role."""

    whole: Matrix
    roles: Mapping[str, Matrix]


def differences(appearances: Sequence[Appearance]) -> Differences:
    """By kind, family, colour and roughness of each role's materials, and by the light."""
    names = sorted({patch.role for each in appearances for patch in each.patches})
    roles = {
        name: _role_difference([_of_role(each, name) for each in appearances]) for name in names
    }
    light = _light_differences(appearances)
    if not roles:
        return Differences(light, roles)
    attention = _attention(appearances)
    surfaces = np.sum([attention[name] * roles[name] for name in names], axis=0)
    is_lit = any(each.sun is not None or each.composition for each in appearances)
    whole = surfaces + LIGHT_SHARE * (light - surfaces) if is_lit else surfaces
    return Differences(whole, roles)


def spread(difference: Matrix) -> float:
    """The mean of what each two differ by, 0 for fewer than two."""
    count = len(difference)
    return float(difference.sum() / (count * (count - 1))) if count > 1 else 0.0


def _of_role(appearance: Appearance, role: str) -> list[Patch]:
    return [patch for patch in appearance.patches if patch.role == role]


def _attention(appearances: Sequence[Appearance]) -> dict[str, float]:
    total: dict[str, float] = {}
    for each in appearances:
        for patch, weight in zip(each.patches, visual_weights(each.patches), strict=True):
            total[patch.role] = total.get(patch.role, 0.0) + float(weight)
    whole = sum(total.values())
    return {role: weight / whole for role, weight in total.items()}


def _role_difference(groups: Sequence[Sequence[Patch]]) -> Matrix:
    weights = [visual_weights(patches) for patches in groups]
    colors = np.array([mean_lab(p, w) for p, w in zip(groups, weights, strict=True)])
    rough = np.array(
        [[sum(w * p.roughness for p, w in zip(g, each, strict=True))]
         for g, each in zip(groups, weights, strict=True)]
    )  # fmt: skip
    return (
        KIND * _apart(_shares(groups, weights, lambda patch: patch.kind)) / 2.0
        + FAMILY * _apart(_shares(groups, weights, lambda patch: patch.family)) / 2.0
        + COLOR * np.minimum(_distance(colors) / FAR_COLOR, 1.0)
        + ROUGHNESS * np.minimum(_distance(rough) / FAR_ROUGHNESS, 1.0)
    )


def _shares(
    groups: Sequence[Sequence[Patch]], weights: Sequence[Matrix], name: Callable[[Patch], str]
) -> Matrix:
    """What share of each group is of each name (N, names)."""
    names = sorted({name(patch) for patches in groups for patch in patches})
    column = {each: index for index, each in enumerate(names)}
    shares = np.zeros((len(groups), len(names)))
    for row, (patches, each) in enumerate(zip(groups, weights, strict=True)):
        for patch, weight in zip(patches, each, strict=True):
            shares[row, column[name(patch)]] += weight
    return shares


def _light_differences(appearances: Sequence[Appearance]) -> Matrix:
    """Sun height, colour and softness, the mood, or the camera's composition; whichever differs
    most."""
    far = np.array([FAR_ELEVATION, FAR_SOFTNESS, FAR_TEMPERATURE])
    suns = [each.sun for each in appearances]
    rows = [(s.elevation, s.softness, s.temperature) if s else (0.0, 0.0, 0.0) for s in suns]
    apart = np.abs(_each_minus_each(np.array(rows).reshape(-1, 3) / far)).max(axis=2, initial=0.0)
    composed = np.array([each.composition for each in appearances])
    moods = np.array([sun.mood if sun else "" for sun in suns])
    is_other = (composed[:, None] != composed[None, :]) | (moods[:, None] != moods[None, :])
    return np.maximum(np.minimum(apart, 1.0), is_other.astype(np.float64))


def _apart(rows: Matrix) -> Matrix:
    return np.abs(_each_minus_each(rows)).sum(axis=2)


def _distance(rows: Matrix) -> Matrix:
    return np.sqrt((_each_minus_each(rows) ** 2).sum(axis=2))


def _each_minus_each(rows: Matrix) -> Matrix:
    return rows[:, None, :] - rows[None, :, :]
