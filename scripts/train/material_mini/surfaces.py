# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random surfaces: base color, height, roughness and metallic of 30 kinds, from a seed.

The structure is the point: joints may be darker or lighter than what they join, prints are flat,
slopes are as gentle as those of real surfaces. Knows nothing of Blender or of light.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from scripts.train.material_mini import cladding, fibres, ground, masonry
from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.drafts import Draft, Rng, Surface, tinted
from scripts.train.material_mini.patterns import Field


def printed(rng: Rng, n: int) -> Draft:
    """Contrast without relief: wallpaper, painted patterns, veneer, stains."""
    draft = FAMILIES[rng.choice(["brick", "tile", "planks", "hexagon", "rubble", "cloth"])](rng, n)
    return Draft(
        draft.base_color,
        pt.noise(rng, n, 0.8, low=6),
        np.full((n, n), rng.uniform(0.2, 0.9), np.float32),
    )


FAMILIES: dict[str, Callable[[Rng, int], Draft]] = {
    "brick": masonry.brick,
    "ashlar": masonry.ashlar,
    "rubble": masonry.rubble,
    "cobble": masonry.cobble,
    "tile": masonry.tile,
    "hexagon": masonry.hexagon,
    "planks": fibres.planks,
    "parquet": fibres.parquet,
    "cloth": fibres.cloth,
    "knit": fibres.knit,
    "gravel": ground.gravel,
    "grass": ground.grass,
    "leaves": ground.leaves,
    "rock": ground.rock,
    "plaster": masonry.plaster,
    "concrete": masonry.concrete,
    "terrazzo": masonry.terrazzo,
    "marble": masonry.marble,
    "speckles": masonry.stones_flat,
    "roof": masonry.roof,
    "corrugated": fibres.corrugated,
    "metal": fibres.metal,
    "rust": fibres.rust,
    "leather": fibres.leather,
    "sand": ground.sand,
    "printed": printed,
    "hewn": cladding.hewn,
    "siding": cladding.siding,
    "slabs": cladding.slabs,
    "large brick": cladding.large_brick,
}


class Kind(NamedTuple):
    """What surfaces of a family have in common: the typical RMS slope, and roughness as mean and
    deviation. Chosen by hand from what such materials are known to be like."""

    slope: float
    roughness: tuple[float, float]


KINDS: dict[str, Kind] = {
    "brick": Kind(0.14, (0.82, 0.10)),
    "ashlar": Kind(0.16, (0.82, 0.10)),
    "rubble": Kind(0.32, (0.86, 0.08)),
    "cobble": Kind(0.30, (0.75, 0.12)),
    "tile": Kind(0.08, (0.20, 0.14)),
    "hexagon": Kind(0.08, (0.25, 0.15)),
    "planks": Kind(0.12, (0.65, 0.15)),
    "parquet": Kind(0.04, (0.45, 0.12)),
    "cloth": Kind(0.20, (0.75, 0.15)),
    "knit": Kind(0.30, (0.85, 0.08)),
    "gravel": Kind(0.24, (0.80, 0.08)),
    "grass": Kind(0.22, (0.70, 0.10)),
    "leaves": Kind(0.45, (0.58, 0.10)),
    "rock": Kind(0.34, (0.72, 0.12)),
    "plaster": Kind(0.12, (0.82, 0.10)),
    "concrete": Kind(0.14, (0.82, 0.12)),
    "terrazzo": Kind(0.01, (0.25, 0.12)),
    "marble": Kind(0.01, (0.20, 0.12)),
    "speckles": Kind(0.08, (0.75, 0.15)),
    "roof": Kind(0.18, (0.68, 0.12)),
    "corrugated": Kind(0.24, (0.38, 0.12)),
    "metal": Kind(0.03, (0.35, 0.12)),
    "rust": Kind(0.12, (0.80, 0.10)),
    "leather": Kind(0.14, (0.45, 0.12)),
    "sand": Kind(0.32, (0.65, 0.14)),
    "printed": Kind(0.015, (0.60, 0.20)),
    "hewn": Kind(0.34, (0.88, 0.07)),
    "siding": Kind(0.32, (0.72, 0.14)),
    "slabs": Kind(0.16, (0.80, 0.12)),
    "large brick": Kind(0.20, (0.80, 0.12)),
}


def finish(rng: Rng, name: str, draft: Draft) -> Surface:
    """Give the height the slopes and the gloss of its kind; darken and dust what lies deep.

    Light reaches the bottom of a deep joint less than that of a shallow one, and base colors keep
    some of that: how dark cavities are tells how steep a surface is.
    """
    n = draft.height.shape[0]
    kind = KINDS[name]
    height = draft.height - draft.height.mean()
    slope_x = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / 2
    slope_y = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / 2
    rms = float(np.sqrt((slope_x**2 + slope_y**2).mean())) + 1e-6
    wanted = float(np.clip(kind.slope * draft.slope * rng.lognormal(0.0, 0.5), 0.004, 1.2))
    height = (height * (wanted / rms)).astype(np.float32)
    cavity = height - pt.blur(height, rng.uniform(1.5, 8.0))
    cavity = np.clip(cavity / (cavity.std() + 1e-6), -3, 3) * min(1.0, wanted / 0.08)
    dirt = rng.gamma(1.2, 0.04) * (1 if rng.random() < 0.8 else -0.7)
    tone = dirt * cavity + rng.gamma(1.0, 0.03) * pt.noise(rng, n, rng.uniform(0.0, 1.0), low=8)
    if rng.random() < 0.75:
        tone = tone - np.minimum(rng.gamma(2.0, 1.0) * depth_below(height), 1.2)
    color = np.clip(tinted(draft.base_color, tone.astype(np.float32)), 0.004, 0.95)
    gloss = np.clip(rng.normal(*kind.roughness), 0.05, 0.97)
    roughness = gloss + 0.8 * (draft.roughness - draft.roughness.mean())
    return Surface(
        color,
        height,
        np.clip(roughness, 0.03, 1.0).astype(np.float32),
        np.full((n, n), draft.metallic, np.float32),
        draft.turns,
    )


def depth_below(height: Field) -> Field:
    """How far the surroundings rise above a point at three scales, as mean slopes."""
    return sum(
        (np.maximum(pt.blur(height, s) - height, 0.0) / s for s in (1.5, 4.0, 9.0)),
        np.zeros_like(height),
    )


def surface(seed: int, n: int, kinds: Sequence[str] = ()) -> Surface:
    """The surface of a seed, of one of the kinds, of all kinds when none are given."""
    rng = np.random.default_rng(seed)
    names = kinds or list(FAMILIES)
    name = names[int(rng.integers(len(names)))]
    return finish(rng, name, FAMILIES[name](rng, n))
