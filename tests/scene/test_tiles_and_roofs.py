# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tiles, mitred boards, leaves, shingles and flutes lie: measured through the nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from addon.core.procedural import ParameterValue, ProceduralMaterial
from addon.scene.nodes import GroupBuilder, Scalar, Vector
from addon.scene.procedural import (
    FAMILIES,
    chevron,
    complete,
    courses,
    fluted_glass,
    hexagon,
    mosaic,
    shingle,
    veneer,
)
from addon.scene.procedural.patterns import inset, running_bond
from tests.scene.test_bonds import measured

Measure = Callable[[GroupBuilder], Scalar]


def counted(b: GroupBuilder) -> Vector:
    pitch = b.scalar("Tile Width") + b.scalar("Joint Width")
    return b.combine(b.vector().x / pitch, b.vector().y / pitch)


def hexagon_inset(b: GroupBuilder) -> Scalar:
    """Metres to the nearest side."""
    pitch = b.scalar("Tile Width") + b.scalar("Joint Width")
    return hexagon.to_side(hexagon.honeycomb(b, counted(b))) * pitch


def from_heart(b: GroupBuilder) -> Scalar:
    """Flower widths from the middle of a tile to that of the nearest flower."""
    middle = counted(b) - hexagon.honeycomb(b, counted(b))
    return hexagon.honeycomb(b, middle * (1.0 / hexagon.FLOWER_PITCH)).length()


def chequer(b: GroupBuilder) -> Scalar:
    joint = b.scalar("Joint Width")
    length, height = b.scalar("Tile Length") + joint, b.scalar("Tile Height") + joint
    piece = running_bond(b, b.vector(), length, height, b.scalar("Bond Offset"))
    edge = inset(b, piece, 0.001)
    return edge + (piece.cell.x + piece.cell.y).modulo(2.0) * b.scalar("Checker")


def slates(b: GroupBuilder) -> Scalar:
    point, course = b.vector(), b.scalar("Course Height")
    row = (point.y / course).floor()
    width, irregular = b.scalar("Slate Width"), b.scalar("Irregular")
    return inset(b, courses.random_widths(b, point, row, width, course, irregular), 0.001)


def shingle_side(b: GroupBuilder) -> Scalar:
    piece = shingle.hung(b).piece
    return piece.length * 0.5 - abs(piece.u)


LAYINGS: tuple[tuple[str, Measure, Mapping[str, float]], ...] = (
    ("tile", chequer, {"Bond Offset": 0.0, "Checker": 1.0}),
    ("tile", chequer, {"Bond Offset": 0.3333}),
    (
        "mosaic",
        lambda b: inset(b, mosaic.tesserae(b), 0.001),
        {"Tessera Size": 0.05, "Irregular": 0.0},
    ),
    ("hexagon", hexagon_inset, {"Tile Width": 0.2}),
    ("hexagon", from_heart, {"Tile Width": 0.1, "Flowers": 1.0}),
    ("chevron", lambda b: abs(chevron.mitred(b)[1]), {"Angle": 0.6}),
    ("veneer", lambda b: veneer.leaf_of(b).across + 1.0, {}),
    ("veneer", lambda b: veneer.leaf_of(b).across + 1.0, {"Book Match": 0.0}),
    ("shingle", shingle_side, {"Stagger": 0.0}),
    ("slate", slates, {"Irregular": 0.0}),
    ("slate", slates, {"Irregular": 0.5}),
    ("fluted_glass", fluted_glass.flute, {"Flute Width": 0.1}),
)


def values_of(family: str, values: Mapping[str, float]) -> Mapping[str, ParameterValue]:
    return complete(ProceduralMaterial(family, dict(values)))


@pytest.mark.parametrize(("family", "measure", "values"), LAYINGS)
def test_after_one_repeat_everything_lies_as_before(
    family: str, measure: Measure, values: Mapping[str, float], tmp_path: Path
) -> None:
    completed = values_of(family, values)
    repeat = FAMILIES[family].repeat
    assert repeat is not None
    across, up = repeat(completed)
    first, right, above, aside = (
        measured(family, completed, measure, start, tmp_path)
        for start in ((0.0, 0.0), (across, 0.0), (0.0, up), (across * 0.41, up * 0.37))
    )
    # A point on a border of two pieces may fall to either after rounding.
    near = np.ptp(first) * 0.01
    assert near > 1e-4
    assert np.quantile(abs(first - right), 0.97) < near
    assert np.quantile(abs(first - above), 0.97) < near
    assert np.quantile(abs(first - aside), 0.75) > near


def test_a_hexagon_is_what_lies_nearest_to_its_middle(tmp_path: Path) -> None:
    """Its sides are half way to the middles of its six neighbours, one width away."""
    values = values_of("hexagon", {"Tile Width": 0.299, "Joint Width": 0.001})
    x, y, found = (
        measured("hexagon", values, measure, (0.0, 0.0), tmp_path)
        for measure in (lambda b: b.vector().x, lambda b: b.vector().y, hexagon_inset)
    )
    column, row = np.meshgrid(np.arange(-3, 8), np.arange(-3, 8))
    middles = 0.3 * np.stack([column + row % 2 * 0.5, row * 3.0**0.5 / 2.0], axis=-1).reshape(-1, 2)
    away = np.linalg.norm(np.stack([x, y], axis=-1)[..., None, :] - middles, axis=-1)
    nearest = middles[away.argmin(axis=-1)]
    between = np.linalg.norm(nearest[..., None, :] - middles, axis=-1)
    # Metres from a point to the line half way between two middles.
    line = (away**2 - away.min(axis=-1, keepdims=True) ** 2) / (2.0 * np.maximum(between, 1e-9))
    expected = np.where(between > 1e-6, line, np.inf).min(axis=-1)
    assert found == pytest.approx(expected, abs=1e-4)
