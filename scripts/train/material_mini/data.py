# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the samples of material-mini: surfaces computed in numpy, and Blender renders of the
procedural families.

    python scripts/train/material_mini/data.py --data DIR --fields 4000        (numpy only)
    python scripts/train/material_mini/data.py --data DIR --renders 12         (bpy; looks per
    family)

Both go on where they stopped. DIR lies outside the repository.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.train.material_mini import shards, surfaces

SIZE = 256
PER_SHARD = 50


def field_shard(kinds: Sequence[str], first_seed: int) -> dict[str, NDArray[np.generic]]:
    """One shard of numpy surfaces: sRGB base color uint8, height in pixels float16, roughness,
    metallic, turns."""
    made = [surfaces.surface(first_seed + i, SIZE, kinds) for i in range(PER_SHARD)]
    return {
        "base_color": np.stack([to_bytes(s.base_color ** np.float32(1 / 2.2)) for s in made]),
        "height": np.stack([s.height for s in made]).astype(np.float16),
        "roughness": np.stack([to_bytes(s.roughness) for s in made]),
        "metallic": np.stack([to_bytes(s.metallic) for s in made]),
        "turns": np.array([s.turns for s in made]),
    }


def to_bytes(field: NDArray[np.float32]) -> NDArray[np.uint8]:
    """[0, 1] to 0..255."""
    return np.round(np.clip(field, 0.0, 1.0) * 255.0).astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fields", type=int, default=0, help="how many numpy surfaces")
    parser.add_argument("--kinds", nargs="*", default=(), help="only these numpy surfaces")
    parser.add_argument("--renders", type=int, default=0, help="how many looks of each family")
    parser.add_argument("--families", nargs="*", default=(), help="only these families")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    seed: int = chosen.seed
    folder: Path = chosen.data
    if chosen.fields:
        count = -(-chosen.fields // PER_SHARD)
        base = seed * 10_000_000
        shards.write_missing(
            folder,
            f"fields-{seed}",
            count,
            lambda i: field_shard(chosen.kinds, base + i * PER_SHARD),
        )
    if chosen.renders:
        from scripts.train.material_mini import renders

        renders.render_families(folder, chosen.renders, seed, chosen.families)


if __name__ == "__main__":
    main()
