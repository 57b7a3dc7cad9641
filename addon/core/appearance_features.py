# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells appearances apart for a person: named numbers of about -1 to 1 that have words.

kind/wood                 share of all surfaces, by the attention they get
kind/wood/warmth          that share times how warm (pale, polished) the wood is
role/floor/wood           share of a role's surfaces
role/floor/lightness      how light (warm) a role is
palette/...  finish/...   lightness, warmth, chroma, contrast; roughness, metal
light/...  composition/.. the sun's height, warmth and softness, or night, overcast and the like;
                          the camera's composition
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from .appearance import Appearance, Matrix, Patch, Sunlight, mean_lab, visual_weights
from .oklab import Lab, to_oklab

Features: TypeAlias = Mapping[str, float]

# A hue of 60 degrees in OKLCH is the orange between fire and wood; opposite it lie sky and ice.
WARMEST = math.radians(60.0)
MIDDLE_LIGHTNESS, MIDDLE_ROUGHNESS = 0.65, 0.5
LIGHTNESS_STEP, CHROMA_STEP, ROUGHNESS_STEP, CONTRAST_STEP = 0.3, 0.1, 0.4, 0.25
# A kind is seldom most of a picture.
KIND_SCALE = 2.0
DIGITS = 3


def features_of(appearance: Appearance) -> Features:
    """The features to three decimals, in order of their names; those that are 0 are left out."""
    weights = visual_weights(appearance.patches)
    values: dict[str, float] = {}
    if appearance.patches:
        values |= _palette(appearance.patches, weights)
        values |= _kinds(appearance.patches, weights)
        values |= _roles(appearance.patches)
    if appearance.sun is not None:
        values |= _light(appearance.sun)
    if appearance.composition:
        values[f"composition/{appearance.composition}"] = 1.0
    rounded = {name: round(float(value), DIGITS) for name, value in sorted(values.items())}
    return MappingProxyType({name: value for name, value in rounded.items() if value})


def _palette(patches: Sequence[Patch], weights: Matrix) -> dict[str, float]:
    labs = np.array([to_oklab(patch.color) for patch in patches])
    lightness = labs[:, 0]
    mean = mean_lab(patches, weights)
    contrast = math.sqrt(float(weights @ (lightness - mean[0]) ** 2))
    chroma = float(weights @ np.hypot(labs[:, 1], labs[:, 2]))
    roughness = sum(w * p.roughness for p, w in zip(patches, weights, strict=True))
    return {
        "palette/lightness": _lightness(mean),
        "palette/warmth": _warmth(mean),
        "palette/chroma": chroma / CHROMA_STEP,
        "palette/contrast": contrast / CONTRAST_STEP,
        "finish/roughness": (roughness - MIDDLE_ROUGHNESS) / ROUGHNESS_STEP,
        "finish/metal": sum(w * p.metallic for p, w in zip(patches, weights, strict=True)),
    }


def _kinds(patches: Sequence[Patch], weights: Matrix) -> dict[str, float]:
    values: dict[str, float] = {}
    for kind in {patch.kind for patch in patches}:
        of_kind = np.array([patch.kind == kind for patch in patches]) * weights
        share = float(of_kind.sum())
        lab = mean_lab(patches, of_kind)
        roughness = sum(w * p.roughness for p, w in zip(patches, of_kind, strict=True))
        polish = (MIDDLE_ROUGHNESS * share - roughness) / ROUGHNESS_STEP
        values[f"kind/{kind}"] = share * KIND_SCALE
        values[f"kind/{kind}/warmth"] = share * _warmth(lab) * KIND_SCALE
        values[f"kind/{kind}/lightness"] = share * _lightness(lab) * KIND_SCALE
        values[f"kind/{kind}/polish"] = polish * KIND_SCALE
    return values


def _roles(patches: Sequence[Patch]) -> dict[str, float]:
    values: dict[str, float] = {}
    for role in {patch.role for patch in patches}:
        members = [patch for patch in patches if patch.role == role]
        weights = visual_weights(members)
        for member, weight in zip(members, weights, strict=True):
            name = f"role/{role}/{member.kind}"
            values[name] = values.get(name, 0.0) + float(weight)
        lab = mean_lab(members, weights)
        values[f"role/{role}/lightness"] = _lightness(lab)
        values[f"role/{role}/warmth"] = _warmth(lab)
    return values


def _light(sun: Sunlight) -> dict[str, float]:
    if sun.mood:
        # No sun is seen by night, under cloud or in a picture: its numbers would mislead.
        return {f"light/{sun.mood}": 1.0}
    return {
        "light/height": (math.degrees(sun.elevation) - 30.0) / 20.0,
        "light/warmth": (5200.0 - sun.temperature) / 1200.0,
        "light/softness": math.log2(1.0 + math.degrees(sun.softness)) / 5.0,
    }


def _lightness(lab: Lab) -> float:
    return (lab[0] - MIDDLE_LIGHTNESS) / LIGHTNESS_STEP


def _warmth(lab: Lab) -> float:
    return (lab[1] * math.cos(WARMEST) + lab[2] * math.sin(WARMEST)) / CHROMA_STEP
