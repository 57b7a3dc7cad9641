# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which group of examples something is nearest to, by its vector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A group is as near as its nearest few examples are on average: one alone may be a chance likeness.
FEW = 3


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest group, and how near: a mean cosine from -1 to 1."""

    group: str
    similarity: float


def nearest_group(
    vector: NDArray[np.float32], examples: NDArray[np.float32], groups: Sequence[str]
) -> Nearest:
    """The group of the nearest of `examples` (N, D), row i of which is of `groups[i]`; a group with
    few examples is judged by those it has. At least one example is needed."""
    cosines = _unit(examples) @ _unit(vector[None])[0]
    means = {
        group: float(np.sort(cosines[[each == group for each in groups]])[-FEW:].mean())
        for group in dict.fromkeys(groups)
    }
    best = max(means, key=lambda group: means[group])
    return Nearest(best, round(means[best], 4))


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-6)
