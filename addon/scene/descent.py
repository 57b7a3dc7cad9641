# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes from variations that a scene holds: more like one of them, or a mix of two.

Knows nothing of pictures; `mixing` does the arithmetic of two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from random import Random

import bpy

from ..core.errors import InputError
from ..core.oklab import difference
from ..core.procedural import ProceduralMaterial
from ..core.request import Axis, GenerationRequest
from . import planning, procedural, variation_state
from .briefing import brief_of
from .layered import MaterialPart
from .light import LightChoice, incident_exposure
from .mixing import mixed
from .procedural import Look, Unit
from .recolor import Recolor
from .variation import SlotChoice, Survey, Variation, survey

# The share of the roles whose material is another one; the others move within theirs.
CHANGED_ROLES = 0.34
DRAWS = 6
TURN, RISE = math.radians(18.0), math.radians(7.0)
LOWEST, HIGHEST = math.radians(4.0), math.radians(75.0)
WARMTH, BRIGHTER = 0.1, 0.18

Move = Callable[[str, ProceduralMaterial], ProceduralMaterial]


def more_like(
    scene: bpy.types.Scene,
    index: int,
    request: GenerationRequest,
    objects: Iterable[bpy.types.Object] | None = None,
) -> tuple[Variation, ...]:
    """`request.count` variations near stored variation `index`; the same seed, the same ones.

    A third of the roles get another material near the former, all others move a little in their
    parameters, the light turns, rises and warms a little. What is locked or none of `objects`, an
    axis too, stays as that variation has it. `InputError` when there is no such variation.
    """
    parent = _stored(scene, index)
    found = survey(scene, objects, request.locks)
    taken = {item.name for item in variation_state.state_of(scene).variations}
    made: list[Variation] = []
    for number in range(request.count):
        name = _free_name(parent.name, taken)
        taken.add(name)
        seed = (request.seed + number) % 2**31
        made.append(replace(_child(parent, found, request, seed), name=name))
    return tuple(made)


def mix_of(scene: bpy.types.Scene, first: int, second: int, share: float) -> tuple[Variation, ...]:
    """The mix of two stored variations, `share` of the second; `InputError` when one is missing or
    both are the same."""
    if first == second:
        raise InputError("A mix needs two different variations; choose another one.")
    return (mixed(_stored(scene, first), _stored(scene, second), share),)


def _stored(scene: bpy.types.Scene, index: int) -> Variation:
    stored = variation_state.stored_variations(scene)
    if not 0 <= index < len(stored):
        raise InputError(f"There is no variation {index + 1}; this scene has {len(stored)}.")
    return stored[index]


def _free_name(parent: str, taken: Collection[str]) -> str:
    """Numbered as an outline is: "Loft.1", and from that "Loft.1.1"."""
    number = 1
    while f"{parent}.{number}" in taken:
        number += 1
    return f"{parent}.{number}"


def _child(parent: Variation, found: Survey, request: GenerationRequest, seed: int) -> Variation:
    rng = Random(f"{parent.key}/{seed}")
    choices, light, recolors = parent.choices, parent.light, parent.recolors
    if Axis.MATERIAL in request.axes:
        choices = _moved_choices(parent, found, request, rng)
    if Axis.LIGHT in request.axes and light is not None:
        light = _moved_light(light, rng, is_inside=found.stage.is_inside)
    if Axis.PALETTE in request.axes:
        recolors = tuple(_moved_recolor(each, rng) for each in recolors)
    return Variation(
        seed, parent.name, choices, light, recolors, parent.camera, parents=(parent.key,)
    )


def _moved_choices(
    parent: Variation, found: Survey, request: GenerationRequest, rng: Random
) -> tuple[SlotChoice, ...]:
    free = {(slot.object_name, slot.slot_index) for slot in found.slots}
    roles = sorted({each.role for each in parent.choices if (each.object_name, each.slot) in free})
    changed = rng.sample(roles, max(1, round(CHANGED_ROLES * len(roles)))) if roles else []
    offers = _offers(found, request, rng.randrange(2**31))
    move = _mover(offers, frozenset(changed), rng.random())
    return tuple(
        _moved(each, move) if (each.object_name, each.slot) in free else each
        for each in parent.choices
    )


def _moved(choice: SlotChoice, move: Move) -> SlotChoice:
    parts = tuple(_moved_part(part, move) for part in choice.parts)
    return replace(choice, material=move(choice.role, choice.material), parts=parts)


def _moved_part(part: MaterialPart, move: Move) -> MaterialPart:
    return replace(part, material=move(part.facing.value, part.material))


def _offers(
    found: Survey, request: GenerationRequest, seed: int
) -> dict[str, list[ProceduralMaterial]]:
    """Materials that suit each role, from a few other variations of the scene."""
    offers: dict[str, list[ProceduralMaterial]] = {}
    asked, brief = replace(request, axes=(Axis.MATERIAL,)), brief_of(request, found)
    for number in range(DRAWS):
        drawn = planning.plan_variation(found, asked, (seed + number) % 2**31, brief)
        for choice in drawn.choices:
            offers.setdefault(choice.role, []).append(choice.material)
    return offers


def _mover(
    offers: dict[str, list[ProceduralMaterial]], changed: frozenset[str], luck: float
) -> Move:
    """What becomes of a role's material; equal ones of one role stay equal."""

    def move(role: str, material: ProceduralMaterial) -> ProceduralMaterial:
        others = [each for each in offers.get(role, ()) if _product(each) != _product(material)]
        if role in changed and others:
            return min(others, key=lambda each: _distance(each, material))
        return _varied(material, Random(f"{luck}/{role}/{material.to_json()}"))

    return move


def _product(material: ProceduralMaterial) -> tuple[str, str]:
    return material.family, material.look


def _distance(one: ProceduralMaterial, other: ProceduralMaterial) -> float:
    """How far apart two look: their first colours, and whether they are of one kind."""
    apart = difference(_first_color(one), _first_color(other))
    return apart + (0.0 if one.family == other.family else 0.15)


def _first_color(material: ProceduralMaterial) -> tuple[float, float, float]:
    values = procedural.complete(material).values()
    return next((each for each in values if isinstance(each, tuple)), (0.5, 0.5, 0.5))


def _varied(material: ProceduralMaterial, rng: Random) -> ProceduralMaterial:
    family = procedural.family_of(material)
    look = Look(material.look, (), dict(material.parameters))
    moved = procedural.varied(family, look, rng)
    # A count is the pattern itself: six boards stay six.
    counts = {each.name for each in family.parameters if each.unit is Unit.COUNT}
    kept = {name: value for name, value in material.parameters.items() if name in counts}
    return replace(material, parameters={**moved.parameters, **kept})


def _moved_light(light: LightChoice, rng: Random, *, is_inside: bool) -> LightChoice:
    elevation = light.elevation + rng.uniform(-RISE, RISE)
    moved = replace(
        light,
        azimuth=(light.azimuth + rng.uniform(-TURN, TURN)) % (2.0 * math.pi),
        elevation=min(max(elevation, min(LOWEST, light.elevation)), HIGHEST),
        temperature=round(light.temperature * (1.0 + rng.uniform(-WARMTH, WARMTH))),
        strength=round(light.strength * (1.0 + rng.uniform(-BRIGHTER, BRIGHTER)), 3),
        sky_strength=round(light.sky_strength * (1.0 + rng.uniform(-BRIGHTER, BRIGHTER)), 3),
        exposure=None,
    )
    return moved if is_inside else replace(moved, exposure=incident_exposure(moved))


def _moved_recolor(recolor: Recolor, rng: Random) -> Recolor:
    return replace(
        recolor,
        hue=recolor.hue + rng.uniform(-0.12, 0.12),
        chroma=recolor.chroma * (1.0 + rng.uniform(-0.1, 0.1)),
        lightness=recolor.lightness * (1.0 + rng.uniform(-0.05, 0.05)),
    )
