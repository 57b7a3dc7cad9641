# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other colours for the materials that a scene has, with their surfaces kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..core.errors import InputError


@dataclass(frozen=True, slots=True)
class Recolor:
    """What becomes of one material: its colours moved in OKLCH.

    `hue` is added in radians, `chroma` and `lightness` multiply; the mean of the material's colours
    is the centre that lightness keeps its contrast around.
    """

    material: str
    hue: float = 0.0
    chroma: float = 1.0
    lightness: float = 1.0

    def to_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Recolor:
        """The value written by `to_values`; `InputError` for anything else."""
        try:
            return cls(**values)
        except TypeError as error:
            raise InputError(f"This is not a change of colour: {error}.") from error
