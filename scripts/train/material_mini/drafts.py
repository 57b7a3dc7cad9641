# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a computed surface is, and the colours and textures all kinds share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.patterns import Field

Rng = np.random.Generator
Color = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """Base color (n, n, 3) linear; height in pixels; roughness and metallic (n, n) in [0, 1]."""

    base_color: Color
    height: Field
    roughness: Field
    metallic: Field
    turns: bool
    """May be turned by 90 degrees without looking wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A family's first answer; `finish` adds wear, cavities and the slope scale. `slope` is steeper
    or gentler than the family's own."""

    base_color: Color
    height: Field
    roughness: Field
    slope: float = 1.0
    metallic: float = 0.0
    turns: bool = True


def earthy(rng: Rng) -> Color:
    """A linear colour such as building materials have: mostly low saturation, warm more often than
    not."""
    hue = rng.choice([rng.normal(0.07, 0.03), rng.uniform(0, 1)], p=[0.7, 0.3]) % 1.0
    saturation = rng.beta(1.4, 2.6)
    value = np.clip(rng.normal(0.52, 0.22), 0.05, 0.97)
    k = (np.array([5.0, 3.0, 1.0]) + hue * 6.0) % 6.0
    srgb = value - value * saturation * np.clip(np.minimum(k, 4.0 - k), 0.0, 1.0)
    return (srgb**2.2).astype(np.float32)


def tinted(color: Color, amount: Field) -> Color:
    """A colour made lighter or darker by exp(amount)."""
    return (color * np.exp(amount)[..., None]).astype(np.float32)


def mixed(a: Color, b: Color, mask: Field) -> Color:
    """a where mask is 0, b where it is 1."""
    return (a + (b - a) * mask[..., None]).astype(np.float32)


def texture(rng: Rng, n: int, grain: float = 1.0, angle: float = 0.0) -> Field:
    return pt.noise(
        rng, n, rng.uniform(0.6, 1.6), low=rng.uniform(3, 24), stretch=grain, angle=angle
    )
