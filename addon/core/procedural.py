# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`ProceduralMaterial`: a material as numbers. Knows nothing of which families exist or of bpy."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias, cast

from .errors import InputError

Color: TypeAlias = tuple[float, float, float]
ParameterValue: TypeAlias = float | Color

_KEYS = {"family", "parameters", "look", "scale", "rotation"}


@dataclass(frozen=True, slots=True)
class ProceduralMaterial:
    """A family and the values of its parameters; what is not named keeps the family's default.

    Colours are linear Rec.709, lengths metres, angles radians. `look` names where the values came
    from. `scale` enlarges the whole pattern (1 is its real size) and `rotation` turns it in the
    surface, counter-clockwise in radians.
    """

    family: str
    parameters: Mapping[str, ParameterValue] = field(
        default_factory=dict[str, ParameterValue], hash=False
    )
    look: str = ""
    scale: float = 1.0
    rotation: float = 0.0

    def __post_init__(self) -> None:
        _require_name("family", self.family)
        if self.look != "":
            _require_name("look", self.look)
        values = {name: _checked(name, value) for name, value in _named(self.parameters).items()}
        object.__setattr__(self, "parameters", MappingProxyType(values))
        object.__setattr__(self, "scale", _number("scale", self.scale))
        object.__setattr__(self, "rotation", _number("rotation", self.rotation))
        if self.scale <= 0.0:
            raise InputError(f"The scale of a material is above 0, not {self.scale}.")

    def __reduce__(self) -> tuple[Any, ...]:
        """A read-only mapping cannot be pickled or copied by itself."""
        parts = (self.family, dict(self.parameters), self.look, self.scale, self.rotation)
        return ProceduralMaterial, parts

    def to_values(self) -> dict[str, Any]:
        """Plain values for a record or a report, as `from_values` reads them."""
        parameters = {n: list(v) if isinstance(v, tuple) else v for n, v in self.parameters.items()}
        return {
            "family": self.family,
            "parameters": parameters,
            "look": self.look,
            "scale": self.scale,
            "rotation": self.rotation,
        }

    def to_json(self) -> str:
        """One line of JSON that `from_json` turns into an equal value."""
        return json.dumps(self.to_values(), sort_keys=True)

    @classmethod
    def from_values(cls, values: object) -> ProceduralMaterial:
        """The value written by `to_values`; `InputError` for anything else."""
        named = _named(values)
        unknown = set(named) - _KEYS
        if unknown:
            names = ", ".join(sorted(unknown))
            raise InputError(f"A procedural material has no {names}; check the spelling.")
        if "family" not in named:
            raise InputError("A procedural material needs the name of its family.")
        return cls(**named)

    @classmethod
    def from_json(cls, text: str) -> ProceduralMaterial:
        """The value written by `to_json`; `InputError` for anything else."""
        try:
            values = json.loads(text)
        except ValueError as error:
            raise InputError(f"This is not a procedural material in JSON: {error}.") from error
        return cls.from_values(values)


def _require_name(what: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise InputError(f"The {what} of a procedural material is a name, not {value!r}.")


def _named(values: object) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise InputError(f"A procedural material is written as names with values, not {values!r}.")
    return {str(name): value for name, value in cast("Mapping[object, Any]", values).items()}


def _checked(name: str, value: object) -> ParameterValue:
    if isinstance(value, (list, tuple)):
        channels = cast("Sequence[object]", value)
        if len(channels) != 3:
            raise InputError(f"{name} is a colour and needs 3 numbers, not {len(channels)}.")
        red, green, blue = (_number(name, channel) for channel in channels)
        return red, green, blue
    return _number(name, value)


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise InputError(f"{name} must be a finite number or a colour of 3 numbers, not {value!r}.")
    return float(value)
