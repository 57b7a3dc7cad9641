# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Surfaces computed in numpy for material-mini, as further samples: other hands' bricks, boards and
stones, so that the net learns what a family is and not only how ours draws it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scripts.train.material_mini import surfaces

PIXELS, PER_SHARD = 256, 50

FAMILIES: dict[str, tuple[str, ...]] = {
    "brick": ("brick",),
    "ashlar": ("stone", "ashlar", "flagstone", "paving"),
    "rubble": ("rubble",),
    "cobble": ("cobble", "cobbles", "setts", "paving"),
    "tile": ("tile", "mosaic"),
    "hexagon": ("hexagon", "hexagon_tile", "mosaic"),
    "planks": ("planks", "cladding", "decking"),
    "parquet": ("parquet", "herringbone", "chevron"),
    "cloth": ("fabric",),
    "knit": ("knit", "fabric"),
    "gravel": ("gravel",),
    "grass": ("grass",),
    "leaves": ("foliage", "soil"),
    "rock": ("rock", "rubble"),
    "plaster": ("plaster", "stucco", "paint"),
    "concrete": ("concrete", "plaster"),
    "terrazzo": ("terrazzo",),
    "marble": ("marble",),
    "speckles": ("gravel", "terrazzo", "asphalt", "granite"),
    "roof": ("roof_tile", "shingle", "slate"),
    "corrugated": ("corrugated", "standing_seam"),
    "metal": ("metal",),
    "rust": ("metal", "rust", "painted_metal"),
    "leather": ("leather",),
    "sand": ("gravel", "soil", "sand"),
}
"""Which of our families a kind may be taken for; those that there are not are left out."""


def shard(first_seed: int) -> dict[str, NDArray[np.generic]]:
    """Surfaces as the training samples of data.py, with their kind in place of a look."""
    kinds = [list(FAMILIES)[(first_seed + i) % len(FAMILIES)] for i in range(PER_SHARD)]
    made = [surfaces.surface(first_seed + i, PIXELS, (kind,)) for i, kind in enumerate(kinds)]
    return {
        "kind": np.array(kinds),
        "base_color": to_bytes(np.stack([s.base_color for s in made]) ** np.float32(1 / 2.2)),
        "height": np.stack([s.height for s in made]).astype(np.float16),
        "roughness": to_bytes(np.stack([s.roughness for s in made])),
        "metallic": to_bytes(np.stack([s.metallic for s in made])),
    }


def to_bytes(field: NDArray[np.float32]) -> NDArray[np.uint8]:
    """[0, 1] to 0..255."""
    return np.round(np.clip(field, 0.0, 1.0) * 255.0).astype(np.uint8)
