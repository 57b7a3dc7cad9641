# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials to choose from for a match: many different ones, the best first."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..core.errors import InputError
from ..core.match import Match
from ..core.oklab import Lab, from_oklab, to_oklab
from ..core.procedural import Color, ParameterValue, ProceduralMaterial
from .procedural import FAMILIES, Family, Group, Look, Unit, complete, from_look, varied
from .procedural.family import clamped

# A family that was proposed counts so much less, and a look less still.
FAMILY_FATIGUE = 0.6
LOOK_FATIGUE = 2.5
# How much a look counts by its share in its family: 0 not at all, 1 in full.
SHARE_WEIGHT = 0.65
CHANCE = 0.25
# Looks below this share of the best are proposed only when everything else has been.
LEAST_SHARE = 0.02
MUCH_WEAR = 0.6

# Colours of the same stuff as the first, which keep their distance to it.
_ALIKE = frozenset(
    {"Second", "Third", "Grain", "Weft", "Crease", "Heather", "Fleck", "Cloud", "Young", "Shallow"}
    | {"Skin", "Quartz", "Bloom"}
)
# Where the first colour parameter is not the one that people name.
_MAIN = {"patina": "Green Color"}
# Under WEAR, and it takes the material itself away.
_CONSUMING = frozenset({"Peel", "Loss"})
# Under WEAR, and no sign of age.
_NOT_AGE = frozenset({"Whitewash", "Polish", "Damp", "Silt"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A look with the match's probability for it, and that of its family."""

    family: Family
    look: Look
    score: float
    family_score: float


def propose(match: Match, *, count: int, seed: int) -> tuple[ProceduralMaterial, ...]:
    """`count` materials for a match, the best first, each family's and look's turn coming later the
    more often it came.

    Colours, wear and gloss of the match are put into the parameters they belong to, within their
    ranges. The first of a look is the look itself but for that; later ones are moved a little. The
    same `seed` gives the same, and a larger `count` begins with the same. Looks that do not exist
    are passed over; `InputError` when none does, or for a count below 1.
    """
    if count < 1:
        raise InputError(f"Ask for at least 1 material, not {count}.")
    candidates = _candidates(match)
    if not candidates:
        raise InputError("The model names no look that exists here; install its newest version.")
    used: Counter[str] = Counter()
    proposals: list[ProceduralMaterial] = []
    for number in range(count):
        chosen = _next(candidates, used, seed)
        rng = random.Random(f"{seed} {number}")
        times = used[_key(chosen)]
        plain = from_look(chosen.family, chosen.look)
        start = varied(chosen.family, chosen.look, rng) if times else plain
        proposals.append(_fitted(chosen.family, start, match, rng if times else None))
        used.update((chosen.family.id, _key(chosen)))
    return tuple(proposals)


def _candidates(match: Match) -> tuple[_Candidate, ...]:
    totals: dict[str, float] = {}
    for each in match.looks:
        totals[each.family] = totals.get(each.family, 0.0) + each.score
    found: list[_Candidate] = []
    for each in match.looks:
        family = FAMILIES.get(each.family)
        look = None if family is None else family.look(each.look)
        if family is not None and look is not None:
            found.append(_Candidate(family, look, each.score, totals[each.family]))
    return tuple(found)


def _next(candidates: Sequence[_Candidate], used: Mapping[str, int], seed: int) -> _Candidate:
    """The candidate whose turn it is; chance decides between those of much the same worth."""
    best = max(each.family_score for each in candidates)
    return max(candidates, key=lambda each: _worth(each, best, used, seed))


def _worth(each: _Candidate, best: float, used: Mapping[str, int], seed: int) -> float:
    """Logarithm of the family's probability and of the look's share in it, both less with use."""
    share = each.score / max(each.family_score, 1e-9)
    is_poor = each.family_score < LEAST_SHARE * best
    luck = random.Random(f"{seed} {_key(each)}").random() - 0.5
    return (
        math.log(max(each.family_score, 1e-9))
        + SHARE_WEIGHT * math.log(max(share, 1e-6))
        - math.log1p(FAMILY_FATIGUE * used[each.family.id])
        - math.log1p(LOOK_FATIGUE * used[_key(each)])
        - (3.0 if is_poor else 0.0)
        + CHANCE * luck
    )


def _key(candidate: _Candidate) -> str:
    return f"{candidate.family.id}/{candidate.look.name}"


def in_color(material: ProceduralMaterial, color: Color) -> ProceduralMaterial:
    """The material with another main colour; the shades of its kind keep their distance to it. As
    it is for a family without colours."""
    family = FAMILIES[material.family]
    values = dict(complete(material))
    values |= colored(family, values, [color])
    return replace(
        material,
        parameters={each.name: clamped(each, values[each.name]) for each in family.parameters},
    )


def _fitted(
    family: Family, material: ProceduralMaterial, match: Match, rng: random.Random | None
) -> ProceduralMaterial:
    """The material with the match's colours, wear and gloss; `rng` spreads them a little."""
    values = dict(material.parameters)
    if match.colors:
        values |= colored(family, values, [_strayed(each, rng) for each in match.colors])
    if match.wear is not None:
        values |= worn(family, values, match.wear)
    if match.gloss is not None and family.parameter("Roughness") is not None:
        values["Roughness"] = shined(values["Roughness"], match.gloss)
    held = {each.name: clamped(each, values[each.name]) for each in family.parameters}
    return ProceduralMaterial(family.id, held, material.look, material.scale, material.rotation)


def _strayed(color: Color, rng: random.Random | None) -> Color:
    """A shade beside the one that was asked for, for the second of a kind."""
    if rng is None:
        return color
    lightness, a, b = to_oklab(color)
    return from_oklab(
        (
            lightness + rng.uniform(-0.05, 0.05),
            a + rng.uniform(-0.01, 0.01),
            b + rng.uniform(-0.015, 0.015),
        )
    )


def main_color(family: Family) -> str:
    """The parameter that a colour in a prompt means; "" for a family without colours."""
    names = (each.name for each in family.parameters if each.unit is Unit.COLOR)
    return _MAIN.get(family.id) or next(names, "")


def colored(
    family: Family, values: Mapping[str, ParameterValue], colors: Sequence[Color]
) -> dict[str, ParameterValue]:
    """The colours that change where `colors` are asked for.

    The main colour becomes the first one and its likes move as far, in OKLab; a second colour goes
    to the next colour parameter that is not its like, or else to the first that is.
    """
    names = [each.name for each in family.parameters if each.unit is Unit.COLOR]
    main = main_color(family)
    if not main:
        return {}
    alike = [name for name in names if name != main and _ALIKE & set(name.split())]
    start, target = _lab(values[main]), to_oklab(colors[0])
    moved: dict[str, ParameterValue] = {main: colors[0]}
    for name in alike:
        moved[name] = from_oklab(_followed(_lab(values[name]), start, target))
    others = [name for name in names if name != main and name not in alike] + alike
    if len(colors) > 1 and others:
        moved[others[0]] = colors[1]
    return moved


def _followed(lab: Lab, start: Lab, target: Lab) -> Lab:
    """As far from `target` as `lab` is from `start`, in hue less where the target has less."""
    chroma = math.hypot(*target[1:]) / max(math.hypot(*start[1:]), 0.02)
    share = min(max(chroma, 0.25), 1.0)
    return (
        min(max(target[0] + lab[0] - start[0], 0.08), 0.96),
        target[1] + (lab[1] - start[1]) * share,
        target[2] + (lab[2] - start[2]) * share,
    )


def _lab(value: ParameterValue) -> Lab:
    assert isinstance(value, tuple)
    return to_oklab(value)


def worn(
    family: Family, values: Mapping[str, ParameterValue], wear: float
) -> dict[str, ParameterValue]:
    """What is worn already wears on, up to the end; as new, it goes back by as much. What has not
    begun begins where a look has no wear at all or much is asked for, and then by half."""
    signs = [
        each.name
        for each in family.parameters
        if each.group is Group.WEAR and each.unit is Unit.FACTOR and each.name not in _NOT_AGE
    ]
    numbers = {name: float(value) for name in signs if isinstance(value := values[name], float)}
    if wear <= 0.0:
        return {name: number * (1.0 + wear) for name, number in numbers.items()}
    if wear <= MUCH_WEAR and any(numbers.values()):
        numbers = {name: number for name, number in numbers.items() if number > 0.0}
    share = {name: _share(name, number) for name, number in numbers.items()}
    return {name: number + share[name] * wear * (1.0 - number) for name, number in numbers.items()}


def _share(name: str, number: float) -> float:
    """How much of what is left to wear goes at full wear."""
    if name in _CONSUMING:
        return 0.12
    return 0.7 if number > 0.0 else 0.35


def shined(roughness: ParameterValue, gloss: float) -> float:
    """Towards a mirror by up to 85 %, towards chalk by up to 70 %."""
    assert isinstance(roughness, float)
    if gloss > 0.0:
        return roughness * (1.0 - 0.85 * gloss)
    return roughness - 0.7 * gloss * (1.0 - roughness)
