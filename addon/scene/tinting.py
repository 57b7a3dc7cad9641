# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other colours and finishes for a material, within what it plausibly has: wood stays the colour of
wood, paint and cloth take any."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ..core.oklab import difference, to_oklab
from ..core.palette import GREY, from_oklch, moved_towards, to_oklch
from ..core.procedural import Color, ParameterValue, ProceduralMaterial
from ..core.words import without_codes
from .appearances import KIND_OF
from .brief import Tone
from .procedural import FAMILIES, Family, complete, family_of
from .procedural.family import clamped
from .proposals import colored, main_color, shined, worn

# Pigment or dye gives these their colour; the rest is as it grows, is dug or is smelted.
PIGMENTED = frozenset({"plaster", "paint", "fabric", "tile"})
# Fired clay and slate are of the kind "tile" too.
NATURAL = frozenset({"roof_tile", "slate"})
COATED = frozenset({"standing_seam", "corrugated", "perforated"})
PAINTED_LOOKS = frozenset({"Painted White"})
STRONGEST, DARKEST, LIGHTEST = 0.17, 0.16, 0.97
# What a natural material may have beyond its looks.
MORE_LIGHTNESS, MORE_CHROMA, MORE_HUE = 0.04, 0.01, math.radians(8.0)
TONE_LIGHTNESS, TONE_WARMTH, TONE_CHROMA = 0.09, 0.008, 0.45
NATURAL_SHARE = 0.5
# A hue turned by no more is a shade of the same colour word.
SHADE = math.radians(25.0)
COVERING = ("Silvering", "Whitewash", "Verdigris", "Rust", "Weathering", "Stains")
# What lies between the pieces of a pattern, too little of it to count as one of its colours.
BETWEEN = frozenset({"Mortar Color", "Grout Color", "Joint Color"})
# How far in OKLab wood or stone may leave its look's colour, and what is another colour.
NATURAL_REACH, OTHER_COLOR = 0.08, 0.09


def takes_any_color(family: Family, look: str = "") -> bool:
    """Whether people choose its colour from a fan; so they do that of painted boards."""
    is_coloured = KIND_OF[family.id] in PIGMENTED and family.id not in NATURAL
    return is_coloured or family.id in COATED or look in PAINTED_LOOKS


def shows_color(family: Family, look: str) -> bool:
    """Whether its main colour is what is seen of a look; not where silver, lime or rust lies over
    it."""
    found = family.look(look)
    values = found.values if found else {}
    return not any(_amount(values.get(name)) >= 0.5 for name in COVERING)


@lru_cache
def colorfulness(family_id: str, look: str) -> float:
    """How far apart in OKLab's a and b the colours of a look lie, joints left out: about 0 for one
    colour, more than 0.1 for a mix of colours."""
    family = FAMILIES[family_id]
    found = family.look(look)
    values = {} if found is None else found.values
    colors = [
        value for name, value in values.items() if name not in BETWEEN and isinstance(value, tuple)
    ]
    return hues_apart(colors)


def hues_apart(colors: Iterable[Color]) -> float:
    """The largest distance in OKLab's a and b between any two colours."""
    hues = [to_oklab(color)[1:] for color in colors]
    return max((math.dist(one, other) for one in hues for other in hues), default=0.0)


def _amount(value: ParameterValue | None) -> float:
    return value if isinstance(value, float) else 0.0


def color_of(material: ProceduralMaterial) -> Color:
    """The main colour, linear Rec.709; mid grey for a family without colours."""
    name = main_color(family_of(material))
    value = complete(material).get(name)
    return value if isinstance(value, tuple) else (0.5, 0.5, 0.5)


def plausible(family: Family, color: Color, look: str = "") -> Color:
    """The colour nearest to `color` that the family has in life: a pigment's nearly as it is, wood
    and stone between the colours of their looks in lightness, chroma and hue."""
    lightness, chroma, hue = to_oklch(color)
    if takes_any_color(family, look):
        held = min(max(lightness, DARKEST), LIGHTEST)
        return from_oklch((held, min(chroma, STRONGEST), hue))
    lights, chromas, hues = _range(family.id)
    held = min(max(lightness, lights[0]), lights[1])
    if chroma < GREY:
        hue = sum(hues) / 2.0
    return from_oklch((held, min(max(chroma, chromas[0]), chromas[1]), _between(hue, hues)))


@lru_cache
def _range(family_id: str) -> tuple[tuple[float, float], ...]:
    """From the least to the most of lightness, chroma and hue that looks of a family have, with a
    little more at both ends."""
    family = FAMILIES[family_id]
    looks = [to_oklch(look_color(family.id, look.name)) for look in family.looks]
    lights, chromas = [lch[0] for lch in looks], [lch[1] for lch in looks]
    hues = [lch[2] for lch in looks if lch[1] >= GREY] or [math.radians(75.0)]
    return (
        (max(min(lights) - MORE_LIGHTNESS, 0.1), min(max(lights) + MORE_LIGHTNESS, LIGHTEST)),
        (max(min(chromas) - MORE_CHROMA, 0.0), max(chromas) + MORE_CHROMA),
        _arc(hues),
    )


@lru_cache(maxsize=1024)
def look_color(family_id: str, name: str) -> Color:
    """The main colour of a look, or of the family's defaults for a name that is no look's."""
    look = FAMILIES[family_id].look(name)
    return color_of(ProceduralMaterial(family_id, look.values if look else {}))


def _arc(hues: list[float]) -> tuple[float, float]:
    """The shortest arc with all hues in it; its end may lie beyond half a turn."""
    ordered = sorted(hues)
    gaps = [
        (after - before) % math.tau
        for before, after in zip(ordered, [*ordered[1:], ordered[0] + math.tau], strict=True)
    ]
    widest = max(range(len(gaps)), key=lambda i: gaps[i])
    start = ordered[(widest + 1) % len(ordered)] - MORE_HUE
    return start, start + (math.tau - gaps[widest]) % math.tau + 2.0 * MORE_HUE


def _between(hue: float, arc: tuple[float, float]) -> float:
    """The hue, or the end of the arc that is nearer to it."""
    start, end = arc
    offset = (hue - start) % math.tau
    if offset <= end - start:
        return hue
    return end if offset - (end - start) < math.tau - offset else start


def recolored(material: ProceduralMaterial, color: Color) -> ProceduralMaterial:
    """The material with exactly this main colour; what is of the same stuff follows it.

    Far from its look's colour it no longer goes by the look's name.
    """
    family = family_of(material)
    if not main_color(family):
        return material
    values = dict(complete(material))
    values |= colored(family, values, [color])
    held = {each.name: clamped(each, values[each.name]) for each in family.parameters}
    return named_by_color(replace(material, parameters=held))


def named_by_color(material: ProceduralMaterial) -> ProceduralMaterial:
    """Without its look's name where it has another colour than that."""
    far = difference(color_of(material), look_color(material.family, material.look))
    return replace(material, look="") if far > OTHER_COLOR else material


def in_life(material: ProceduralMaterial) -> ProceduralMaterial:
    """With the nearest colour that clay, stone, wood or plants have, where the one it has is a
    shade of that: red bricks are brick red, while blue and white ones stay as they are."""
    family, color = family_of(material), color_of(material)
    near = plausible(family, color, material.look)
    _, chroma, hue = to_oklch(color)
    turned = abs((to_oklch(near)[2] - hue + math.pi) % math.tau - math.pi)
    is_painted = takes_any_color(family, material.look) or KIND_OF[family.id] == "metal"
    if is_painted or chroma < GREY or turned > SHADE:
        return material
    return replace(recolored(material, near), look=material.look)


def as_said(material: ProceduralMaterial, prompt: str) -> ProceduralMaterial:
    """A colour word in the prompt is a shade of what is named, a code or RAL number is exact."""
    return material if without_codes(prompt)[0] else in_life(material)


def tinted(material: ProceduralMaterial, target: Color, most: float) -> ProceduralMaterial:
    """The material moved towards a colour by at most `most`, a distance in OKLab, and no further
    than is plausible."""
    family = family_of(material)
    if not takes_any_color(family, material.look):
        most = min(most, NATURAL_REACH)
    wanted = plausible(family_of(material), target, material.look)
    return recolored(material, moved_towards(color_of(material), wanted, most))


def toned(material: ProceduralMaterial, tone: Tone) -> ProceduralMaterial:
    """The material a little lighter, warmer or more colourful, as far as is plausible."""
    family = family_of(material)
    share = 1.0 if takes_any_color(family, material.look) else NATURAL_SHARE
    lightness, chroma, hue = to_oklch(color_of(material))
    chroma *= 1.0 + share * TONE_CHROMA * tone.chroma
    warmer = share * TONE_WARMTH * tone.warmth
    a = chroma * math.cos(hue) + 0.4 * warmer
    b = chroma * math.sin(hue) + warmer
    moved = (
        lightness + share * TONE_LIGHTNESS * tone.lightness,
        math.hypot(a, b),
        math.atan2(b, a),
    )
    return recolored(material, plausible(family, from_oklch(moved), material.look))


def finished(
    material: ProceduralMaterial, wear: float | None, gloss: float | None
) -> ProceduralMaterial:
    """The material more worn or more polished, each from -1 to 1 as in `core.match.Match`."""
    family = family_of(material)
    values = dict(complete(material))
    if wear is not None:
        values |= worn(family, values, wear)
    if gloss is not None and "Roughness" in values:
        values["Roughness"] = shined(values["Roughness"], gloss)
    held = {each.name: clamped(each, values[each.name]) for each in family.parameters}
    return replace(material, parameters=held)
