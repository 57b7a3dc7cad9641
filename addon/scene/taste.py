# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations by taste: how a variation looks as numbers, and the next set by what was kept before.

Draws candidates as `variation` does and chooses among them; the seeds of those chosen make them
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random

import bpy

from ..core.appearance import Appearance, Patch, Sunlight
from ..core.appearance_features import Features, features_of
from ..core.next_set import Leaning, next_set
from ..core.procedural import Color, ProceduralMaterial
from ..core.request import GenerationRequest
from . import procedural
from . import variation as planning
from .camera_plan import cameras_for, with_cameras, with_distinct_cameras
from .light import SUNLESS, LightChoice
from .role_words import DARK_WORDS, LAWN_WORDS, PALE_WORDS, PLANT_WORDS
from .roles import SlotRole, words_of
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
CANDIDATES_EACH = 12
MOST_CANDIDATES = 128
# Planning is for choosing only: in a large scene the widest surfaces decide.
MOST_SURFACES = 48


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
    light = variation.light
    sun = _sunlight(light) if light else None
    camera = variation.camera
    return Appearance(tuple(patches), sun, camera.composition if camera else "")


def _sunlight(light: LightChoice) -> Sunlight:
    mood = light.mood.replace(" ", "_") if light.mood in SUNLESS else ""
    return Sunlight(light.elevation, light.angle, light.temperature, mood)


def variation_features(variation: Variation) -> Features:
    """What a preference is learnt from; the same for the same numbers."""
    return features_of(appearance_of(variation))


def plan_by_taste(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    request: GenerationRequest,
    leaning: Leaning | None,
) -> tuple[Variation, ...]:
    """`request.count` variations, the best liked first, those that explore last.

    Without a leaning, and while there are too few choices to lean on, what `plan_variations` plans.
    The same seed and preference, the same set; what was judged already is not shown again.
    `InputError` when nothing can be varied.
    """
    if leaning is None or not leaning.preference.is_ready:
        return planning.plan_variations(scene, objects, request)
    found = planning.survey_for(scene, objects, request)
    few = replace(found, slots=distinct_surfaces(found.slots))
    seeds = candidate_seeds(request)
    cameras = cameras_for(scene, objects, found, request)
    drawn = with_cameras([planning.plan_variation(few, request, s) for s in seeds], cameras)
    appearances = [appearance_of(each) for each in drawn]
    features = [features_of(each) for each in appearances]
    chosen = next_set(appearances, features, leaning, request.count, request.seed)
    planned = [planning.plan_variation(found, request, seeds[index]) for index in chosen]
    posed = [
        replace(p, name=drawn[i].name, camera=drawn[i].camera)
        for p, i in zip(planned, chosen, strict=True)
    ]
    return with_distinct_cameras(posed, cameras)


def candidate_seeds(request: GenerationRequest) -> tuple[int, ...]:
    """The seeds to draw candidates with: neighbours, so that every theme is among them, from a
    place that neighbouring requests do not share."""
    count = max(request.count, min(request.count * CANDIDATES_EACH, MOST_CANDIDATES))
    first = Random(f"{request.seed}/candidates").randrange(2**31)
    return tuple((first + number) % 2**31 for number in range(count))


def distinct_surfaces(slots: Sequence[SlotRole]) -> tuple[SlotRole, ...]:
    """One slot for all that get the same material, with their area together; the widest only."""
    together: dict[tuple[object, ...], SlotRole] = {}
    for slot in slots:
        words = {*words_of(slot.material_name), *words_of(slot.object_name)}
        marks = tuple(
            bool(words & each) for each in (DARK_WORDS, PALE_WORDS, LAWN_WORDS, PLANT_WORDS)
        )
        key = (slot.role, slot.material_name, slot.parts, marks)
        known = together.get(key)
        together[key] = replace(slot, area=slot.area + known.area) if known else slot
    return tuple(sorted(together.values(), key=lambda slot: -slot.area)[:MOST_SURFACES])


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
