# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbered .npz files of training samples: written whole or not at all, so a stopped run goes on
where it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]


def write_missing(folder: Path, stem: str, count: int, make: Callable[[int], Arrays]) -> None:
    """Write `stem-0000.npz` ... for the numbers that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        target = folder / f"{stem}-{index:04d}.npz"
        if target.exists():
            continue
        arrays = make(index)
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            np.savez(file, **arrays)
        os.replace(part, target)
        print(target.name, flush=True)


def read_all(folder: Path, stem: str, limit: int | None = None) -> dict[str, NDArray[np.generic]]:
    """All samples of a stem, concatenated by key; the first `limit` files."""
    files = sorted(folder.glob(f"{stem}-*.npz"))[:limit]
    if not files:
        raise SystemExit(f"There is no {stem}-*.npz in {folder}: run data.py first.")
    loaded = [dict(np.load(file)) for file in files]
    return {key: np.concatenate([part[key] for part in loaded]) for key in loaded[0]}
