# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other colours for the materials that a scene has, with their surfaces kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, cast

import bpy

from ..core.color_move import ColorMove
from ..core.color_naming import color_name
from ..core.errors import InputError
from ..core.palette import hex_code
from ..core.procedural import Color
from ..core.record import Record, rules_record
from ..core.version import maquette_version
from .layered import KEY
from .recolor_nodes import recolor_in_place
from .records import read_record, write_record

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A slot that shows the material, the role it plays there and its square metres."""

    object_name: str
    slot: int
    role: str = "other"
    area: float = 0.0


@dataclass(frozen=True, slots=True)
class Recolor:
    """What becomes of one material in some slots: its colours moved in OKLCH.

    `hue` is added in radians, `chroma` and `lightness` multiply, `tint` is added to a and b; the
    lightness of the material's mean is the `centre` that lightness keeps its contrast around.
    `color` is what the mean becomes, linear.
    """

    material: str
    hue: float = 0.0
    chroma: float = 1.0
    lightness: float = 1.0
    centre: float = 0.5
    tint: tuple[float, float] = (0.0, 0.0)
    color: Color = (0.5, 0.5, 0.5)
    places: tuple[Place, ...] = field(default=())

    @property
    def move(self) -> ColorMove:
        return ColorMove(self.hue, self.chroma, self.lightness, self.centre, self.tint)

    @property
    def area(self) -> float:
        return sum(place.area for place in self.places)

    @property
    def role(self) -> str:
        """The role of most of its area."""
        areas: dict[str, float] = {}
        for place in self.places:
            areas[place.role] = areas.get(place.role, 0.0) + place.area
        return max(areas, key=lambda role: areas[role], default="other")

    @property
    def label(self) -> str:
        """As a designer says it: "Sofa fabric in sage, #a0ab8b"."""
        return f"{self.material} in {color_name(self.color)}, {hex_code(self.color)}"

    def to_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Recolor:
        """The value written by `to_values`; `InputError` for anything else."""
        try:
            named = dict(values)
            a, b = named.pop("tint", (0.0, 0.0))
            red, green, blue = named.pop("color", (0.5, 0.5, 0.5))
            places = tuple(Place(**place) for place in named.pop("places", ()))
            return cls(**named, tint=(a, b), color=(red, green, blue), places=places)
        except (TypeError, ValueError) as error:
            raise InputError(f"This is not a change of colour: {error}.") from error


def recolored_material(recolor: Recolor) -> bpy.types.Material | None:
    """The file's copy of the material in its other colours, made with a fake user when it is not
    there yet; None when the material is gone."""
    if recolor.material not in bpy.data.materials:
        return None
    key = key_of(recolor)
    for known in bpy.data.materials:
        if known.get(KEY) == key and not known.library:
            return known
    name = f"Maquette {recolor.material[:LONGEST_NAME]} {hex_code(recolor.color)}"
    copy = copy_in_color(recolor, name)
    copy[KEY] = key
    copy.use_fake_user = True
    return copy


def key_of(recolor: Recolor) -> str:
    """What the copy of a material is found by: the same for the same numbers, wherever it is
    shown."""
    values = [recolor.material, asdict(recolor.move)]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def copy_in_color(recolor: Recolor, name: str) -> bpy.types.Material:
    """A new copy of the material in its other colours, with its record; the material is there."""
    source = bpy.data.materials[recolor.material]
    copy = cast("bpy.types.Material", source.copy())
    copy.name = name
    if copy.asset_data is not None:
        copy.asset_clear()
    recolor_in_place(copy, recolor.move)
    if KEY in copy:
        del copy[KEY]
    write_record(copy, recolor_record(recolor))
    return copy


def recolor_record(recolor: Recolor) -> Record:
    """Where the material came from, and the numbers that moved its colours."""
    source = bpy.data.materials.get(recolor.material)
    known = read_record(source) if source is not None else None
    numbers = json.loads(json.dumps({"material": recolor.material, **asdict(recolor.move)}))
    return {**(known or rules_record(maquette_version())), "recolor": numbers}
