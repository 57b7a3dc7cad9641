# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The materials of one variation, chosen together: several drafts by theme, wishes and palette, of
which the one is kept whose surfaces go together best."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from ..core.oklab import difference, to_oklab
from ..core.palette import from_oklch, moved_towards, to_oklch
from ..core.procedural import Color, ProceduralMaterial
from . import procedural
from .appearances import KIND_OF
from .brief import Brief, CurrentLook, Tone, Wish
from .coherence import worth_of
from .proposals import main_color
from .reading import said_colors
from .role_words import DARK_WORDS, LAWN_WORDS, PALE_WORDS, PLANT_WORDS
from .suiting import UNCOLORED, colors_by_role, suits, wishes_by_role
from .themes import THEMES, Pick, Theme
from .tinting import (
    color_of,
    finished,
    look_color,
    plausible,
    recolored,
    shows_color,
    takes_any_color,
    tinted,
    toned,
)

DRAFTS = 5
# A pick of another theme, where a colour is wanted that the theme may not have.
FOREIGN = 0.35
# One of other families that is like a pick, and how like it must be.
SIBLING, LEAST_LIKENESS = 0.7, 0.5
# Those that may stand for each other wherever they suit; the rest is too rough or too special.
SIBLINGS = frozenset(
    {
        *("planks", "parquet", "chevron", "wood"),
        *("paint", "lacquer", "plaster", "concrete", "board_formed", "brick"),
        *("stone", "marble", "terrazzo", "granite", "fabric", "knit", "felt", "leather", "metal"),
    }
)
# How near in OKLab a look is to a wanted colour to be likely.
NEAR = 0.09
# At full strength a colour may go half the way from black to white.
REACH = 0.5
LIGHT_CEILING, CEILING_CHROMA = 0.9, 0.025
# Matt, as it comes, and polished; a variation keeps to one.
FINISHES = (-0.3, 0.0, 0.0, 0.25)


@dataclass(frozen=True, slots=True)
class Place:
    """All slots of a scene that get one material: of one role and, where things of a role differ,
    of one former material. `words` are those of names that say how dark or which plant it is."""

    role: str
    key: str = ""
    words: frozenset[str] = frozenset()
    former: str = ""


Scheme = Mapping[Place, ProceduralMaterial]


def compose(
    areas: Mapping[Place, float], brief: Brief, theme: Theme, seed: int, scale: float
) -> Scheme:
    """A material for every place; the same for the same arguments."""
    rng = Random(f"{seed}/brief")
    by_role: dict[str, float] = {}
    for place, area in areas.items():
        by_role[place.role] = by_role.get(place.role, 0.0) + area
    said = said_colors(brief.wishes)
    free = {role: area for role, area in by_role.items() if role not in said}
    led = wishes_by_role([wish for wish in brief.wishes if wish.looks], free, rng)
    taken = said | {role: wish.colors[0] for role, wish in led.items() if wish.colors}
    plan = Plan(
        brief=brief,
        theme=theme,
        led=led,
        targets={**colors_by_role(brief.palette, by_role, taken, rng), **said},
        gloss=rng.choice(FINISHES) if brief.gloss is None else brief.gloss,
        scale=scale,
    )
    picks = {place: _likely(plan, place) for place in areas}
    drafts = [_draft(plan, picks, f"{seed}/{number}") for number in range(DRAFTS)]
    worths = [worth_of(_patches(draft, areas)) for draft in drafts]
    return drafts[max(range(DRAFTS), key=lambda number: worths[number])]


@dataclass(frozen=True, slots=True)
class Plan:
    """What all drafts of a variation share."""

    brief: Brief
    theme: Theme
    led: Mapping[str, Wish]
    targets: Mapping[str, Color]
    gloss: float
    scale: float


def _patches(draft: Scheme, areas: Mapping[Place, float]) -> list[tuple[str, str, Color, float]]:
    """Role, kind, colour and area of each place."""
    return [
        (place.role, KIND_OF[material.family], color_of(material), areas[place])
        for place, material in draft.items()
    ]


def _draft(
    plan: Plan, picks: Mapping[Place, Sequence[Pick]], seed: str
) -> dict[Place, ProceduralMaterial]:
    return _one_metal(
        plan,
        {
            place: _material(plan, place, own, Random(f"{seed}/{place.role}/{place.key}"))
            for place, own in picks.items()
        },
    )


def _one_metal(
    plan: Plan, draft: dict[Place, ProceduralMaterial]
) -> dict[Place, ProceduralMaterial]:
    """Handles, frames and lamps of bare metal are of the same one."""
    metals = [
        place
        for place, material in draft.items()
        if material.family == "metal" and place.role not in plan.brief.fixed
    ]
    leader = next((place for place in metals if place.role in plan.led), next(iter(metals), None))
    if leader is None or plan.brief.strength < 1.0:
        return draft
    return {**draft, **dict.fromkeys(metals, draft[leader])}


def _current(plan: Plan, place: Place) -> CurrentLook | None:
    """What is there now, where the brief wants to stay near it."""
    is_near = plan.brief.strength < 1.0
    return plan.brief.current.get((place.former, place.role)) if is_near else None


def _likely(plan: Plan, place: Place) -> Sequence[Pick]:
    """What the place may get, each as likely as the brief makes it."""
    current = _current(plan, place)
    picks = _near(plan, place, current) if current else _picks(plan, place)
    if place.role in plan.brief.fixed and not (current and current.kind):
        return _carriers(plan, place, picks)
    return picks


def _material(plan: Plan, place: Place, picks: Sequence[Pick], rng: Random) -> ProceduralMaterial:
    current, fixed = _current(plan, place), plan.brief.fixed.get(place.role)
    material = _sampled(_pick(picks, place.words, rng), plan.scale, rng)
    if fixed is not None:
        return recolored(_finished(plan, place, material), fixed)
    if current is not None:
        most = REACH * plan.brief.strength
        return recolored(material, moved_towards(current.color, color_of(material), most))
    return _finished(plan, place, _tinted(plan, place, material))


def _finished(plan: Plan, place: Place, material: ProceduralMaterial) -> ProceduralMaterial:
    """With the variation's finish; glass, water, plants and metals keep their own."""
    kind = KIND_OF[material.family]
    gloss = None if kind in {"glass", "water", "plants", "metal"} else plan.gloss
    wear = None if kind in {"glass", "water", "plants"} else plan.brief.wear
    if (gloss or 0.0) == 0.0 and wear is None:
        return material
    return finished(material, wear, gloss or None)


def _tinted(plan: Plan, place: Place, material: ProceduralMaterial) -> ProceduralMaterial:
    """With the colour that the wish or the palette wants for the place, else in the brief's
    tone."""
    if place.role in UNCOLORED:
        return material
    wish = plan.led.get(place.role)
    target = plan.targets.get(place.role)
    if wish is not None and wish.colors:
        target = wish.colors[0]
    if target is not None:
        material = tinted(material, target, 1.0)
    elif not plan.brief.tone.is_neutral:
        material = toned(material, plan.brief.tone)
    return _lightened(material) if place.role == "ceiling" and wish is None else material


def _lightened(material: ProceduralMaterial) -> ProceduralMaterial:
    """A dark ceiling takes the light out of a room; one that nobody asked for is light."""
    lightness, chroma, hue = to_oklch(color_of(material))
    if lightness >= LIGHT_CEILING:
        return material
    light = from_oklch((LIGHT_CEILING, min(chroma, CEILING_CHROMA), hue))
    return recolored(material, plausible(procedural.family_of(material), light, material.look))


def _picks(plan: Plan, place: Place) -> Sequence[Pick]:
    """What the place may get, each as likely as wish, palette and tone make it."""
    wish, target = plan.led.get(place.role), plan.targets.get(place.role)
    own = _fitting(plan.theme.picks(place.role), place)
    if wish is not None:
        picks = [
            Pick(each.family, each.look, each.weight)
            for each in wish.looks
            if suits(each.family, place.role)
        ] or own
    elif target is not None and place.role not in UNCOLORED:
        picks = [
            *own,
            *(replace(each, weight=FOREIGN * each.weight) for each in _others(plan, place)),
        ]
    else:
        picks = [*own, *_siblings(own, place)] if plan.brief.leads else own
    if target is not None and wish is None:
        return [replace(each, weight=each.weight * nearness(each, target)) for each in picks]
    return _leaning(picks, plan.brief.tone)


def _siblings(picks: Sequence[Pick], place: Place) -> Sequence[Pick]:
    """Looks of the same stuff and much the same colour in other families, so that a set that is led
    to one theme still has choice: chevron for planks, limewash for paint."""
    known = {(pick.family, pick.look) for pick in picks}
    found: list[Pick] = []
    for family in procedural.families_for(place.role):
        for look in family.looks if family.id in SIBLINGS else ():
            one = Pick(family.id, look.name)
            near = max(_likeness(one, pick) for pick in picks)
            if (family.id, look.name) not in known and near > LEAST_LIKENESS:
                found.append(replace(one, weight=SIBLING * near))
    return _fitting(found, place)


def _likeness(one: Pick, other: Pick) -> float:
    """1 for the same colour, 0 for other stuff; walls of paint and of plaster are much the same."""
    kinds = {KIND_OF[one.family], KIND_OF[other.family]}
    if len(kinds) > 1 and kinds != {"paint", "plaster"}:
        return 0.0
    return math.exp(-difference(pick_color(one), pick_color(other)) / NEAR)


def _others(plan: Plan, place: Place) -> Sequence[Pick]:
    """What the other themes have for the role."""
    picks = [pick for theme in THEMES if theme != plan.theme for pick in theme.picks(place.role)]
    return _fitting(picks, place)


def nearness(pick: Pick, target: Color) -> float:
    """1 for a look of the colour or one that takes any, less the further it must stay from it."""
    family = procedural.FAMILIES[pick.family]
    missed = difference(plausible(family, target, pick.look), target)
    share = 0.3 if takes_any_color(family, pick.look) else 1.0
    moved = share * difference(pick_color(pick), target)
    hidden = 1.0 if shows_color(family, pick.look) else 0.1
    return hidden * math.exp(-(missed + moved) / NEAR)


def _leaning(picks: Sequence[Pick], tone: Tone) -> Sequence[Pick]:
    """The lighter, warmer or more colourful ones more likely, as the tone has it."""
    if tone.is_neutral or len(picks) < 2:
        return picks
    labs = [to_oklab(pick_color(pick)) for pick in picks]
    mean = [sum(channel) / len(labs) for channel in zip(*labs, strict=True)]
    return [
        replace(
            pick,
            weight=pick.weight
            * math.exp(
                tone.lightness * (lab[0] - mean[0]) / 0.05
                + tone.warmth * (lab[2] - mean[2]) / 0.05
                + tone.chroma * (math.hypot(*lab[1:]) - math.hypot(*mean[1:])) / 0.04
            ),
        )
        for pick, lab in zip(picks, labs, strict=True)
    ]


def _near(plan: Plan, place: Place, current: CurrentLook) -> Sequence[Pick]:
    """Looks of the kind that is there, the nearer in colour the likelier, the more so the less
    strength there is."""
    everything = [*plan.theme.picks(place.role), *_others(plan, place)]
    picks = [pick for pick in everything if KIND_OF[pick.family] == current.kind]
    if current.kind and not picks:
        picks = [
            Pick(family.id, look.name)
            for family in procedural.FAMILIES.values()
            if KIND_OF[family.id] == current.kind
            for look in family.looks
        ]
    reach = 0.03 + 0.3 * plan.brief.strength

    def likelihood(pick: Pick) -> float:
        return math.exp(-difference(pick_color(pick), current.color) / reach)

    fitting = _fitting(picks or everything, place)
    return [replace(pick, weight=pick.weight * likelihood(pick)) for pick in fitting]


def _carriers(plan: Plan, place: Place, picks: Sequence[Pick]) -> Sequence[Pick]:
    """Those that can be had in any colour, of the picks, else of all themes, else of all that suits
    the role; the picks themselves where nothing can."""
    suited = [
        Pick(family.id, look.name)
        for family in procedural.families_for(place.role)
        for look in family.looks
    ]
    for each in (picks, _others(plan, place), suited):
        able = [
            pick for pick in each if takes_any_color(procedural.FAMILIES[pick.family], pick.look)
        ]
        if able:
            return able
    return picks


def _sampled(pick: Pick, scale: float, rng: Random) -> ProceduralMaterial:
    family = procedural.FAMILIES[pick.family]
    look = family.look(pick.look)
    assert look is not None
    jittered = procedural.sample(replace(family, looks=(look,)), rng)
    return replace(
        jittered,
        parameters={**jittered.parameters, **pick.values},
        scale=pick.scale * scale,
        rotation=pick.rotation,
    )


def _fitting(picks: Sequence[Pick], place: Place) -> Sequence[Pick]:
    """Grass for a lawn, leaves for a plant: one role, two kinds of surface."""
    if place.role != "vegetation":
        return picks
    is_lawn = bool(LAWN_WORDS & place.words) or not PLANT_WORDS & place.words
    return [pick for pick in picks if (pick.family == "grass") is is_lawn] or picks


def _pick(picks: Sequence[Pick], words: frozenset[str], rng: Random) -> Pick:
    """By weight; a slot that calls itself dark or pale gets the darkest or palest that is
    likely."""
    chosen = rng.choices(picks, [pick.weight + 1e-9 for pick in picks])[0]
    least = 0.1 * max(pick.weight for pick in picks)
    likely = [pick for pick in picks if pick.weight >= least]
    if DARK_WORDS & words:
        return min(likely, key=brightness)
    if PALE_WORDS & words:
        return max(likely, key=brightness)
    return chosen


def pick_color(pick: Pick) -> Color:
    """The main colour of a pick, linear Rec.709."""
    name = main_color(procedural.FAMILIES[pick.family])
    value = pick.values.get(name)
    return value if isinstance(value, tuple) else look_color(pick.family, pick.look)


def brightness(pick: Pick) -> float:
    """Luminance of a pick's main colour, which is most of its surface."""
    red, green, blue = pick_color(pick)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
