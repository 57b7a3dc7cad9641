# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations by taste: the next set by what was kept before.

Draws candidates as `planning` does and chooses among them; the seeds of those chosen make them
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import bpy

from ..core.appearance_features import features_of
from ..core.next_set import Leaning, next_set
from ..core.request import GenerationRequest
from . import planning
from .appearances import appearance_of
from .brief import Brief
from .briefing import brief_of
from .camera_plan import cameras_for, with_cameras, with_distinct_cameras
from .role_words import DARK_WORDS, LAWN_WORDS, PALE_WORDS, PLANT_WORDS
from .roles import SlotRole, words_of
from .variation import Survey, Variation, survey_for

CANDIDATES_EACH = 16
MOST_CANDIDATES = 128
# Planning is for choosing only: in a large scene the widest surfaces decide.
MOST_SURFACES = 48


def plan_by_taste(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    request: GenerationRequest,
    leaning: Leaning | None,
    brief: Brief | None = None,
    *,
    found: Survey | None = None,
) -> tuple[Variation, ...]:
    """`request.count` variations, the best liked first, those that explore last.

    Without a leaning, and while there are too few choices to lean on, what `plan_variations` plans.
    The same seed and preference, the same set; what was judged already is not shown again.
    `found` is what `survey_for` gave, where that was asked already. `InputError` when nothing can
    be varied.
    """
    if leaning is None or not leaning.preference.is_ready:
        return planning.plan_variations(scene, objects, request, brief, found=found)
    if found is None:
        found = survey_for(scene, objects, request)
    wanted = brief if brief is not None else brief_of(request, found)
    few = replace(found, slots=distinct_surfaces(found.slots))
    seeds = candidate_seeds(request)
    cameras = cameras_for(scene, objects, found, request)
    drawn = with_cameras(
        [planning.plan_variation(few, request, seed, wanted) for seed in seeds], cameras
    )
    appearances = [appearance_of(each) for each in drawn]
    features = [features_of(each) for each in appearances]
    chosen = next_set(appearances, features, leaning, request.count, request.seed)
    planned = [planning.plan_variation(found, request, seeds[i], wanted) for i in chosen]
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
