# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cameras that a photographer would choose, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..core.errors import InputError

Row = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera of our own: what kind of picture it is, its world matrix by rows in metres, the
    focal length for a 36 mm wide sensor, and the lens shift in picture widths."""

    composition: str
    matrix_world: tuple[Row, Row, Row, Row]
    lens_mm: float
    shift: tuple[float, float] = (0.0, 0.0)

    def to_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> CameraChoice:
        """The value written by `to_values`; `InputError` for anything else."""
        try:
            a, b, c, d = (_row(row) for row in values["matrix_world"])
            x, y = values["shift"]
            return cls(values["composition"], (a, b, c, d), float(values["lens_mm"]), (x, y))
        except (TypeError, ValueError, KeyError) as error:
            raise InputError(f"This is not a camera of a variation: {error}.") from error


def _row(values: Any) -> Row:
    x, y, z, w = (float(value) for value in values)
    return x, y, z, w
