# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random surfaces: base color, height, roughness and metallic of 26 kinds, from a seed.

The structure is the point: joints may be darker or lighter than what they join, prints are flat,
slopes are as gentle as those of real surfaces. Knows nothing of Blender or of light.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scripts.train.material_mini import fibres, ground, masonry
from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.drafts import Draft, Rng, Surface, tinted


def printed(rng: Rng, n: int) -> Draft:
    """Contrast without relief: wallpaper, painted patterns, veneer, stains."""
    draft = FAMILIES[rng.choice(["brick", "tile", "planks", "hexagon", "rubble", "cloth"])](rng, n)
    return Draft(
        draft.base_color,
        pt.noise(rng, n, 0.8, low=6),
        np.full((n, n), rng.uniform(0.2, 0.9), np.float32),
        slope=0.08,
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
}


def finish(rng: Rng, draft: Draft) -> Surface:
    """Add dust, darker cavities and lighter edges, and give the height its slope: most surfaces are
    nearly flat."""
    n = draft.height.shape[0]
    height = draft.height - draft.height.mean()
    slope_x = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / 2
    slope_y = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / 2
    rms = float(np.sqrt((slope_x**2 + slope_y**2).mean())) + 1e-6
    wanted = float(np.clip(draft.slope * rng.lognormal(np.log(0.17), 0.55), 0.004, 0.9))
    height = (height * (wanted / rms)).astype(np.float32)
    cavity = height - pt.blur(height, rng.uniform(1.5, 8.0))
    cavity = np.clip(cavity / (cavity.std() + 1e-6), -3, 3) * min(1.0, wanted / 0.08)
    dirt = rng.gamma(1.2, 0.07) * (1 if rng.random() < 0.85 else -0.7)
    tone = dirt * cavity + rng.gamma(1.0, 0.03) * pt.noise(rng, n, rng.uniform(0.0, 1.0), low=8)
    color = np.clip(tinted(draft.base_color, tone.astype(np.float32)), 0.004, 0.95)
    return Surface(
        color,
        height,
        np.clip(draft.roughness, 0.03, 1.0),
        np.full((n, n), draft.metallic, np.float32),
        draft.turns,
    )


def surface(seed: int, n: int) -> tuple[str, Surface]:
    """The family's name and the surface of a seed."""
    rng = np.random.default_rng(seed)
    name = list(FAMILIES)[int(rng.integers(len(FAMILIES)))]
    return name, finish(rng, FAMILIES[name](rng, n))
