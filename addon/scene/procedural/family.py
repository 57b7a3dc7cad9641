# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a procedural family is: parameters with units, looks worth choosing, and how it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from ...core.errors import InputError
from ...core.procedural import Color, ParameterValue
from ..nodes import Color as ColorValue
from ..nodes import GroupBuilder, Number

Build: TypeAlias = Callable[[GroupBuilder], None]
Repeat: TypeAlias = Callable[[Mapping[str, ParameterValue]], tuple[float, float]]

ROLES = (
    *("exterior_wall", "interior_wall", "floor", "ceiling", "roof", "glazing", "frame", "door"),
    *("stairs", "terrain", "paving", "vegetation", "water", "upholstery", "wood_furniture"),
    *("tabletop", "metal_part", "fixture", "stone", "other"),
)


class Unit(StrEnum):
    """What a parameter's number means; a COUNT is a whole number of things."""

    METRES = "metres"
    FACTOR = "factor"
    RADIANS = "radians"
    COLOR = "color"
    COUNT = "count"


class Group(StrEnum):
    """Where a parameter is shown: what the material is, or what time did to it."""

    LOOK = "look"
    WEAR = "wear"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One input of a family's node group; colours are linear Rec.709.

    `spread` is how far a sample may leave a look and stay in good taste: a share of the value for
    lengths and colours, an amount for the rest. `is_made` is False for lengths that nobody orders.
    """

    name: str
    default: ParameterValue
    minimum: float
    maximum: float
    unit: Unit
    group: Group
    description: str
    spread: float = 0.0
    is_made: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """Values that make one product of a family; what is not named keeps the default."""

    name: str
    words: tuple[str, ...]
    values: Mapping[str, ParameterValue]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of surface. `size_m` is how wide a piece shows the pattern well; the first look is
    the default one; `roles` are of `ROLES`. `repeat` says after how many metres (across, up) the
    laying of given parameters repeats, chance aside; None where nothing is laid in a rhythm.
    """

    id: str
    label: str
    words: tuple[str, ...]
    roles: tuple[str, ...]
    size_m: float
    parameters: tuple[Parameter, ...]
    looks: tuple[Look, ...]
    build: Build
    repeat: Repeat | None = None

    def parameter(self, name: str) -> Parameter | None:
        return next((each for each in self.parameters if each.name == name), None)

    def look(self, name: str) -> Look | None:
        return next((each for each in self.looks if each.name == name), None)


def metres(
    name: str, default: float, minimum: float, maximum: float, description: str
) -> Parameter:
    return Parameter(name, default, minimum, maximum, Unit.METRES, Group.LOOK, description, 0.08)


def grown(name: str, default: float, minimum: float, maximum: float, description: str) -> Parameter:
    """A length that came by itself, such as that of growth rings: no measure of a product."""
    return replace(metres(name, default, minimum, maximum, description), is_made=False)


def factor(name: str, default: float, description: str, *, spread: float = 0.06) -> Parameter:
    return Parameter(name, default, 0.0, 1.0, Unit.FACTOR, Group.LOOK, description, spread)


def count(name: str, default: float, maximum: float, description: str) -> Parameter:
    """A whole number from 0 up, such as which of several ways the pieces are laid."""
    return Parameter(name, default, 0.0, maximum, Unit.COUNT, Group.LOOK, description)


def wear(name: str, default: float, description: str) -> Parameter:
    """How much of something time has done, 0 for new to 1."""
    return Parameter(name, default, 0.0, 1.0, Unit.FACTOR, Group.WEAR, description, 0.1)


def color(name: str, default: Color, description: str) -> Parameter:
    return Parameter(name, default, 0.0, 1.0, Unit.COLOR, Group.LOOK, description, 0.08)


def hex_color(code: int) -> Color:
    """The linear colour of an sRGB code such as 0xC8B291, as paint and swatch books print them."""
    red, green, blue = (_linear((code >> shift & 0xFF) / 255.0) for shift in (16, 8, 0))
    return red, green, blue


def _linear(encoded: float) -> float:
    value = encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4
    return round(value, 4)


def number(values: Mapping[str, ParameterValue], name: str) -> float:
    """A parameter that is no colour; `InputError` when it is one."""
    value = values[name]
    if isinstance(value, tuple):
        raise InputError(f"{name} is a colour where a number belongs.")
    return value


def surface(
    b: GroupBuilder,
    *,
    base_color: ColorValue,
    roughness: Number,
    height: Number,
    metallic: Number = 0.0,
) -> None:
    """Connect the outputs every family has; `height` in metres drives the normal."""
    with b.section("Surface"):
        lit = b.vector_math("MINIMUM", base_color, (0.9, 0.9, 0.9))
        b.output("Base Color", lit)
        b.output("Roughness", roughness if isinstance(roughness, float) else roughness.clamp(0.04))
        b.output("Metallic", metallic)
        b.output("Height", height)
        b.output("Normal", b.bump(height))


def clamped(parameter: Parameter, value: ParameterValue) -> ParameterValue:
    """`value` inside the parameter's range, to four decimals (five significant for lengths).

    `InputError` for a colour where a number belongs, or the other way round.
    """
    if isinstance(value, tuple) != (parameter.unit is Unit.COLOR):
        kind = "3 numbers" if parameter.unit is Unit.COLOR else "one number"
        raise InputError(f"{parameter.name} is {kind}, not {value}.")
    if isinstance(value, tuple):
        red, green, blue = (round(min(max(channel, 0.0), 1.0), 4) for channel in value)
        return red, green, blue
    return float(f"{min(max(value, parameter.minimum), parameter.maximum):.5g}")
