# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A variation between two others: whole roles from one or the other, and all that has a middle
interpolated. Numbers only; looks at no scene."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any

from ..core.errors import InputError
from ..core.oklab import mix_oklch
from ..core.procedural import ParameterValue, ProceduralMaterial
from . import procedural
from .layered import MaterialPart
from .light import LightChoice
from .procedural import Unit
from .recolor import Recolor
from .variation import SlotChoice, Variation

# What goes round: the middle of north-west and north-east is north.
ANGLES = frozenset({"azimuth"})
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Mix:
    """How much of the second there is, 0 to 1, and the roles that are its own."""

    share: float
    taken: frozenset[str]


def mixed(one: Variation, other: Variation, share: float) -> Variation:
    """`share` of `other` in `one`: 0 is the one, 1 the other.

    A role's materials come from the one or the other, more roles the larger the share; where both
    have the same family, its colours are interpolated in OKLCH and its numbers linearly instead.
    Light and colours are interpolated, the camera is the nearer one's. `InputError` for a share
    outside its range.
    """
    if not 0.0 <= share <= 1.0:
        raise InputError(f"The share of a mix goes from 0 to 1, not {share}.")
    if share in (0.0, 1.0):
        return other if share else one
    mix = _Mix(share, _roles_taken(one, other, share))
    near = other if share > 0.5 else one
    return Variation(
        seed=near.seed,
        name=f"{one.name} + {share:.0%} {other.name}",
        choices=_choices(one, other, mix),
        light=_light(one.light, other.light, share),
        recolors=_recolors(one, other, share),
        camera=near.camera,
        parents=(one.key, other.key),
    )


def _roles_taken(one: Variation, other: Variation, share: float) -> frozenset[str]:
    """The roles of the second: a larger share only adds to those of a smaller."""
    roles = sorted({choice.role for each in (one, other) for choice in each.choices})
    Random(f"{one.key}/{other.key}").shuffle(roles)
    return frozenset(roles[: round(share * len(roles))])


def _choices(one: Variation, other: Variation, mix: _Mix) -> tuple[SlotChoice, ...]:
    first, second = _by_place(one), _by_place(other)
    found = (_choice(first.get(at), second.get(at), mix) for at in dict.fromkeys([*first, *second]))
    return tuple(choice for choice in found if choice is not None)


def _by_place(variation: Variation) -> dict[Place, SlotChoice]:
    return {(choice.object_name, choice.slot): choice for choice in variation.choices}


def _choice(one: SlotChoice | None, other: SlotChoice | None, mix: _Mix) -> SlotChoice | None:
    """None where the slot keeps what it has: its side of the mix left it alone."""
    known = one or other
    assert known is not None
    near, far = (other, one) if known.role in mix.taken else (one, other)
    if near is None or far is None:
        return near
    amount = 1.0 - mix.share if near is other else mix.share
    parts = {part.facing: part for part in far.parts}
    return replace(
        near,
        material=_material(near.material, far.material, amount),
        parts=tuple(_part(part, parts.get(part.facing), amount) for part in near.parts),
    )


def _part(near: MaterialPart, far: MaterialPart | None, amount: float) -> MaterialPart:
    if far is None:
        return near
    return replace(near, material=_material(near.material, far.material, amount))


def _material(
    near: ProceduralMaterial, far: ProceduralMaterial, amount: float
) -> ProceduralMaterial:
    """The near one, moved by `amount` to the far one where they are of one family."""
    if near.family != far.family:
        return near
    values, others = procedural.complete(near), procedural.complete(far)
    units = {each.name: each.unit for each in procedural.family_of(near).parameters}
    return replace(
        near,
        parameters={n: _value(units[n], values[n], others[n], amount) for n in values},
        scale=near.scale ** (1.0 - amount) * far.scale**amount,
    )


def _value(unit: Unit, near: ParameterValue, far: ParameterValue, amount: float) -> ParameterValue:
    if isinstance(near, tuple) and isinstance(far, tuple):
        return mix_oklch(near, far, amount)
    assert isinstance(near, float)
    assert isinstance(far, float)
    value = near + amount * (far - near)
    return float(round(value)) if unit is Unit.COUNT else value


def _light(one: LightChoice | None, other: LightChoice | None, share: float) -> LightChoice | None:
    if one is None or other is None:
        return other if share > 0.5 else one
    near = other if share > 0.5 else one
    middle: dict[str, Any] = {}
    for each in fields(LightChoice):
        values = (getattr(one, each.name), getattr(other, each.name))
        middle[each.name] = _between(each.name, *values, share, getattr(near, each.name))
    return LightChoice(**middle)


def _between(name: str, one: Any, other: Any, share: float, near: Any) -> Any:
    """The middle where there is one; what has none comes from the nearer."""
    if name in ANGLES:
        turn = math.remainder(other - one, 2.0 * math.pi)
        return (one + share * turn) % (2.0 * math.pi)
    if _is_number(one) and _is_number(other):
        return one + share * (other - one)
    if _is_color(one) and _is_color(other):
        return mix_oklch(one, other, share)
    return near


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_color(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 3 and all(map(_is_number, value))


def _recolors(one: Variation, other: Variation, share: float) -> tuple[Recolor, ...]:
    """A material that only one recolours is left as it is by the other."""
    first: Mapping[str, Recolor] = {each.material: each for each in one.recolors}
    second: Mapping[str, Recolor] = {each.material: each for each in other.recolors}
    return tuple(
        _recolor(first.get(name, Recolor(name)), second.get(name, Recolor(name)), share)
        for name in dict.fromkeys([*first, *second])
    )


def _recolor(one: Recolor, other: Recolor, share: float) -> Recolor:
    turn = math.remainder(other.hue - one.hue, 2.0 * math.pi)
    return replace(
        one,
        hue=one.hue + share * turn,
        chroma=one.chroma + share * (other.chroma - one.chroma),
        lightness=one.lightness + share * (other.lightness - one.lightness),
    )
