# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a variation looks, as numbers: what its materials are made of, their colours, its sun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..core.appearance import Appearance, Patch, Sunlight, visual_weights
from ..core.appearance_features import Features, features_of
from ..core.palette import Palette, palette_of
from ..core.procedural import Color, ProceduralMaterial
from . import procedural
from .light import SUNLESS, LightChoice
from .variation import Variation

KINDS: Mapping[str, tuple[str, ...]] = {
    "wood": ("planks", "parquet", "chevron", "wood", "veneer", "plywood", "shingle"),
    "stone": ("stone", "rubble", "cobble", "paving", "slate", "marble", "granite", "terrazzo"),
    "brick": ("brick",),
    "concrete": ("concrete", "board_formed"),
    "plaster": ("plaster", "stucco"),
    "paint": ("paint", "lacquer"),
    "tile": ("tile", "mosaic", "hexagon", "roof_tile"),
    "metal": (
        *("metal", "cast_metal", "corrugated", "perforated", "patina", "rust", "standing_seam"),
    ),
    "fabric": ("fabric", "knit", "felt", "carpet"),
    "leather": ("leather",),
    "glass": ("glass", "fluted_glass"),
    "plants": ("grass", "foliage", "thatch"),
    "ground": ("gravel", "asphalt", "soil"),
    "water": ("water",),
}
KIND_OF: Mapping[str, str] = {
    family: kind for kind, families in KINDS.items() for family in families
}
# The share of a family's surface that is bare metal before patina and rust; coated sheet is not.
BARE_METAL: Mapping[str, float] = {
    "metal": 1.0, "cast_metal": 0.9, "standing_seam": 0.9, "patina": 0.5, "corrugated": 0.5,
    "perforated": 0.3, "rust": 0.1,
}  # fmt: skip
GLASS_ROUGHNESS = 0.05
# That of a recoloured material stays what it was; it says nothing of a choice.
ROUGHNESS = 0.5
# The share of a slot's area that its faces of another role have, where they are not measured.
PART_SHARE = 0.4


def appearance_of(variation: Variation) -> Appearance:
    """What the variation shows: its materials by role, its sun and its composition."""
    areas: dict[tuple[str, ProceduralMaterial], float] = {}
    for choice in variation.choices:
        parts = [(part.facing.value, part.material, PART_SHARE) for part in choice.parts]
        for role, material, share in [(choice.role, choice.material, 1.0), *parts]:
            areas[role, material] = areas.get((role, material), 0.0) + share * choice.area
    patches = [_patch(*key, area) for key, area in areas.items()]
    patches += [
        Patch(each.role, each.material, "recolored", each.area, each.color, ROUGHNESS)
        for each in variation.recolors
    ]
    light, camera = variation.light, variation.camera
    sun = _sunlight(light) if light else None
    return Appearance(tuple(patches), sun, camera.composition if camera else "")


def _sunlight(light: LightChoice) -> Sunlight:
    mood = light.mood.replace(" ", "_") if light.mood in SUNLESS else ""
    return Sunlight(light.elevation, light.angle, light.temperature, mood)


def palette_of_variation(variation: Variation) -> Palette:
    """Its three to five colours in proportion, as attention goes to them."""
    patches = appearance_of(variation).patches
    weights = visual_weights(patches)
    return palette_of((patch.color, float(w)) for patch, w in zip(patches, weights, strict=True))


def variation_features(variation: Variation) -> Features:
    """What a preference is learnt from; the same for the same numbers."""
    return features_of(appearance_of(variation))


def _patch(role: str, material: ProceduralMaterial, area: float) -> Patch:
    values = procedural.complete(material)
    bare = 1.0 - _number(values.get("Rust")) - 0.5 * _number(values.get("Patina"))
    return Patch(
        role=role,
        family=material.family,
        kind=KIND_OF.get(material.family, "other"),
        area=area,
        color=_main_color(values.values()),
        roughness=_number(values.get("Roughness", GLASS_ROUGHNESS)),
        metallic=BARE_METAL.get(material.family, 0.0) * max(bare, 0.0),
    )


def _main_color(values: Iterable[object]) -> Color:
    """A family's first colour is most of its surface."""
    return next((value for value in values if isinstance(value, tuple)), (0.5, 0.5, 0.5))


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0
