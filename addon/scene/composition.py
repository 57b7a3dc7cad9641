# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cameras that a photographer would choose, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..core.errors import InputError

Row = tuple[float, float, float, float]

# What each composition is called under a picture.
LABELS: Mapping[str, str] = {
    "one_point": "One-point",
    "two_point": "Two-point corner",
    "entrance": "From the entrance",
    "doorway": "Through an opening",
    "window": "Towards the window",
    "seated": "Seated",
    "detail": "Detail",
    "overview": "From above",
    "elevation": "Elevation",
    "aerial": "Three-quarter aerial",
    "street": "Street approach",
    "low": "Low and wide",
    "long_lens": "Long lens",
    "rear": "From behind",
    "three_quarter": "Three-quarter",
    "profile": "Profile",
    "left": "A step to the left",
    "right": "A step to the right",
    "nearer": "Nearer",
    "farther": "Farther",
    "lower": "Lower",
    "higher": "Higher",
    "wider": "Wider lens",
    "longer": "Longer lens",
}


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera of our own: what kind of picture it is, its world matrix by rows in metres, the
    focal length for a 36 mm wide sensor, the lens shift in picture widths, and how near and far it
    sees in metres."""

    composition: str
    matrix_world: tuple[Row, Row, Row, Row]
    lens_mm: float
    shift: tuple[float, float] = (0.0, 0.0)
    clip: tuple[float, float] = (0.05, 1000.0)

    @property
    def label(self) -> str:
        """The kind of picture in words, such as "Two-point corner"."""
        return LABELS.get(self.composition, self.composition.replace("_", " ").capitalize())

    @property
    def words(self) -> str:
        """Such as "Two-point corner, 24 mm"."""
        return f"{self.label}, {self.lens_mm:.0f} mm"

    def to_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> CameraChoice:
        """The value written by `to_values`; `InputError` for anything else."""
        try:
            a, b, c, d = (_row(row) for row in values["matrix_world"])
            x, y = (float(each) for each in values["shift"])
            near, far = (float(each) for each in values.get("clip", (0.05, 1000.0)))
            lens = float(values["lens_mm"])
            return cls(str(values["composition"]), (a, b, c, d), lens, (x, y), (near, far))
        except (TypeError, ValueError, KeyError) as error:
            raise InputError(f"This is not a camera of a variation: {error}.") from error


def _row(values: Any) -> Row:
    x, y, z, w = (float(value) for value in values)
    return x, y, z, w
