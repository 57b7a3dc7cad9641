# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning variations: a brief and a seed to numbers. Changes nothing in a scene."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from random import Random

import bpy

from ..core.request import Axis, GenerationRequest
from . import moods, palette_plan
from .appearances import PART_SHARE
from .brief import Brief
from .briefing import brief_of
from .camera_plan import cameras_for, with_cameras
from .composing import Place, Scheme, compose
from .layered import Facing, MaterialPart
from .role_words import DARK_WORDS, LAWN_WORDS, PALE_WORDS, PLANT_WORDS
from .roles import SlotRole, words_of
from .spreading import apart
from .themes import THEMES, Theme
from .variation import SlotChoice, Survey, Variation, material_label, survey_for

# Things of one role differ by their former material; a building's parts go together.
VARIED_ROLES = frozenset(
    {"upholstery", "wood_furniture", "tabletop", "metal_part", "fixture", "stone", "other"}
)
TELLING_WORDS = DARK_WORDS | PALE_WORDS | LAWN_WORDS | PLANT_WORDS
# Themes are drawn from rounds of about so many, in proportion to their weights.
ROUND = 8
# What is named first in a variation that has no theme's name.
INSIDE_FIRST = ("interior_wall", "floor", "upholstery", "tabletop", "wood_furniture", "frame")
OUTSIDE_FIRST = ("exterior_wall", "roof", "frame", "paving", "door")
MOST_NAMES = 2
# Lights and cameras alone differ by how they are drawn; these may come out alike.
LIKENESS = frozenset((Axis.MATERIAL, Axis.PALETTE))


def plan_variations(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    request: GenerationRequest,
    brief: Brief | None = None,
    *,
    found: Survey | None = None,
) -> tuple[Variation, ...]:
    """`request.count` variations that differ, with seeds from `request.seed` on; the same seed and
    brief, the same variation. One too like another is drawn again, with a seed of its own.

    Without a brief the request's words alone make one; `found` is what `survey_for` gave, where
    that was asked already. `InputError` when nothing can be varied.
    """
    surveyed = survey_for(scene, objects, request) if found is None else found
    wanted = brief if brief is not None else brief_of(request, surveyed)

    def plan(seed: int) -> Variation:
        return plan_variation(surveyed, request, seed, wanted)

    if LIKENESS.intersection(request.axes):
        planned = apart(plan, request)
    else:
        planned = tuple(plan((request.seed + i) % 2**31) for i in range(request.count))
    return with_cameras(planned, cameras_for(scene, objects, surveyed, request))


def plan_variation(
    found: Survey, request: GenerationRequest, seed: int, brief: Brief | None = None
) -> Variation:
    """The variation of one seed; without a brief the request's words alone make one. `found` is
    what `survey_for` finds for the request."""
    wanted = brief if brief is not None else brief_of(request, found)
    theme = theme_of(seed, wanted.themes)
    choices: tuple[SlotChoice, ...] = ()
    name = palette = ""
    if Axis.MATERIAL in request.axes:
        scheme = compose(_areas(found.slots, wanted), wanted, theme, seed, found.stage.scale)
        choices = tuple(
            _choice(slot, scheme, wanted) for slot in found.slots if _is_free(slot, wanted)
        )
        name = _name(scheme, wanted) or theme.name
    light, recolors = None, ()
    if Axis.LIGHT in request.axes:
        assert found.lighting is not None
        light = moods.plan_light(theme.light, seed, found.stage, found.lighting, request)
    if Axis.PALETTE in request.axes:
        dressed = {(each.object_name, each.slot) for each in choices}
        recolors, palette = palette_plan.plan_recolors(found.stock, dressed, request, seed)
    name = name or palette or (light.name if light else "") or theme.name
    return Variation(seed, name, choices, light.choice if light else None, recolors)


def theme_of(seed: int, weights: Mapping[str, float] | None = None) -> Theme:
    """The theme of a seed; neighbouring seeds have different ones where there are several, and a
    round of seeds has each in proportion to its weight."""
    themes = _round(weights or {})
    block, place = divmod(seed, len(themes))
    return themes[_order(block, themes)[place]]


def _round(weights: Mapping[str, float]) -> tuple[Theme, ...]:
    """Each theme as often as its weight says, by largest remainders; each once without weights."""
    wanted = [(theme, weights.get(theme.name, 0.0)) for theme in THEMES]
    total = sum(weight for _, weight in wanted)
    if total <= 0.0:
        return THEMES
    seats = [(theme, ROUND * weight / total) for theme, weight in wanted if weight > 0.0]
    whole = [math.floor(share) for _, share in seats]
    left = sorted(range(len(seats)), key=lambda i: whole[i] - seats[i][1])
    for index in left[: ROUND - sum(whole)]:
        whole[index] += 1
    return tuple(
        theme for (theme, _), count in zip(seats, whole, strict=True) for _ in range(count)
    )


def _order(block: int, themes: Sequence[Theme]) -> list[int]:
    """A shuffled round through all themes that does not begin with the end of the round before."""
    order = _shuffled(block, themes)
    if len(themes) < 3 or block == 0:
        return order
    last = themes[_shuffled(block - 1, themes)[-1]]
    if themes[order[0]] == last:
        other = next((place for place, each in enumerate(order) if themes[each] != last), 0)
        order[0], order[other] = order[other], order[0]
    return order


def _shuffled(block: int, themes: Sequence[Theme]) -> list[int]:
    order = list(range(len(themes)))
    Random(f"themes {block}").shuffle(order)
    return order


def _areas(slots: Sequence[SlotRole], brief: Brief) -> dict[Place, float]:
    """The places that slots and their parts make together, with their area."""
    areas: dict[Place, float] = {}
    for slot in slots:
        if not _is_free(slot, brief):
            continue
        places = [(_place(slot, slot.role, brief), 1.0)]
        places += [(_place(slot, part, brief), PART_SHARE) for part in slot.parts]
        for place, share in places:
            areas[place] = areas.get(place, 0.0) + share * slot.area
    return areas


def _place(slot: SlotRole, role: str, brief: Brief) -> Place:
    former = slot.material_name if brief.strength < 1.0 else ""
    if role != slot.role:
        return Place(role, former=former)
    names = (*words_of(slot.material_name), *words_of(slot.object_name))
    key = slot.material_name if role in VARIED_ROLES or former else ""
    return Place(role, key, TELLING_WORDS.intersection(names), former)


def _is_free(slot: SlotRole, brief: Brief) -> bool:
    """At no strength everything stays, but for what gets a fixed colour."""
    return brief.strength > 0.0 or slot.role in brief.fixed


def _choice(slot: SlotRole, scheme: Scheme, brief: Brief) -> SlotChoice:
    parts = tuple(
        MaterialPart(Facing(part), scheme[_place(slot, part, brief)], slot.floor_limit)
        for part in slot.parts
    )
    material = scheme[_place(slot, slot.role, brief)]
    return SlotChoice(slot.object_name, slot.slot_index, slot.role, material, parts, slot.area)


def _name(scheme: Scheme, brief: Brief) -> str:
    """The looks of its most telling surfaces, where not the theme alone made them."""
    if not brief.leads and brief.strength == 1.0:
        return ""
    is_inside = any(place.role == "interior_wall" for place in scheme)
    looks = [
        material.look or material_label(material)
        for role in (INSIDE_FIRST if is_inside else OUTSIDE_FIRST)
        for place, material in scheme.items()
        if place.role == role
    ]
    return ", ".join(tuple(dict.fromkeys(looks))[:MOST_NAMES])
