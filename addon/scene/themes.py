# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a theme is, and the list of them. Knows nothing of scenes, seeds or which family is
which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..core.procedural import Color, ParameterValue
from . import palettes


@dataclass(frozen=True, slots=True)
class Pick:
    """One material a role may get: a look of a family, how likely, and values that must hold."""

    family: str
    look: str
    weight: float = 1.0
    values: Mapping[str, ParameterValue] = field(default_factory=dict)
    scale: float = 1.0
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class LightRecipe:
    """The light that suits a theme; pairs are ranges.

    `elevation` and `softness` (the sun's apparent size) in degrees, `temperature` in kelvin, `sun`
    in W/m2; colours linear Rec.709; keys are the log-average luminance of a room and of a view
    outside.
    """

    temperature: tuple[float, float]
    elevation: tuple[float, float]
    sun: tuple[float, float]
    sky: tuple[float, float]
    softness: float
    zenith: Color
    horizon: Color
    ground: Color
    inside_key: float
    outside_key: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A designed set: for every role some materials that go with those of all others, and a
    light."""

    name: str
    words: tuple[str, ...]
    materials: Mapping[str, tuple[Pick, ...]]
    light: LightRecipe

    def picks(self, role: str) -> Sequence[Pick]:
        """What the theme has for a role, else what every theme has for it."""
        return self.materials.get(role) or COMMON[role]


def _picks(rows: Sequence[palettes.Row]) -> tuple[Pick, ...]:
    return tuple(Pick(*row) for row in rows)


def _theme(concept: palettes.Concept) -> Theme:
    materials = {role: _picks(rows) for role, rows in concept.materials.items()}
    return Theme(
        concept.name, concept.words, materials, LightRecipe(**palettes.LIGHTS[concept.light])
    )


COMMON: Mapping[str, tuple[Pick, ...]] = {
    role: _picks(rows) for role, rows in palettes.COMMON.items()
}
THEMES: tuple[Theme, ...] = tuple(_theme(concept) for concept in palettes.CONCEPTS)
