# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the samples of look-mini: every look of every procedural family, as maps; needs bpy.

    python scripts/train/look_mini/data.py --data DIR --count 24 --test 6 [--families brick ...]
    python scripts/train/look_mini/data.py --data DIR --computed 800

Goes on where it stopped; several may run at a time on different families. A family whose nodes or
looks have changed is made again; DIR/family-NAME.json says which files belong to the families as
they are now. DIR lies outside the repository.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from addon.scene import procedural
from addon.scene.procedural import Family
from scripts.train.look_mini import computed, renders, sheet
from scripts.train.look_mini.renders import Sample
from scripts.train.material_mini import shards

PER_SHARD = 6


def shard_of(
    make: Callable[[Family, int, int], Sample], family: Family, seed: int, index: int
) -> Sample:
    """`PER_SHARD` samples in a row, stacked."""
    made = [make(family, PER_SHARD * index + i, seed) for i in range(PER_SHARD)]
    return {key: np.stack([one[key] for one in made]) for key in made[0]}


def render(folder: Path, family: Family, key: str, counts: tuple[int, int], seed: int) -> None:
    """The missing shards of one family: training, then test."""
    parts = (
        (renders.training_sample, counts[0], "train"),
        (renders.test_sample, counts[1], "test"),
    )
    for make, count, split in parts:
        stem = f"{split}-{family.id}-{key}"
        shards.write_missing(
            folder, stem, -(-count // PER_SHARD), partial(shard_of, make, family, seed)
        )


def describe(folder: Path, family: Family, key: str) -> None:
    """Write what training needs to know without bpy, and take away the family's former self."""
    told = {"key": key, "looks": [each.name for each in family.looks]}
    (folder / f"family-{family.id}.json").write_text(json.dumps(told, indent=1), "utf-8")
    for old in folder.glob(f"*-{family.id}-*.npz"):
        if key not in old.name:
            old.unlink()


def forget(folder: Path) -> None:
    """Take away what describes families that are no more."""
    for file in folder.glob("family-*.json"):
        if file.stem.removeprefix("family-") not in procedural.FAMILIES:
            file.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=0, help="training samples of each family")
    parser.add_argument("--test", type=int, default=0, help="test samples of each family")
    parser.add_argument("--computed", type=int, default=0, help="surfaces computed in numpy")
    parser.add_argument("--families", nargs="*", default=(), help="only these families")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    folder: Path = chosen.data
    folder.mkdir(parents=True, exist_ok=True)
    shards.write_missing(
        folder,
        "computed",
        -(-chosen.computed // computed.PER_SHARD),
        lambda i: computed.shard(chosen.seed * 20_000_000 + i * computed.PER_SHARD),
    )
    if not chosen.count and not chosen.test:
        return
    forget(folder)
    counts: tuple[int, int] = chosen.count, chosen.test
    for name in chosen.families or procedural.FAMILIES:
        sheet.empty_scene()
        family = procedural.FAMILIES[name]
        key = renders.family_key(family)
        render(folder, family, key, counts, chosen.seed)
        describe(folder, family, key)


if __name__ == "__main__":
    main()
