# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How sheets, holes, boards and stitches lie: after one repeat they lie as before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from addon.scene.nodes import GroupBuilder, Scalar
from addon.scene.procedural import (
    FAMILIES,
    board_formed,
    complete,
    concrete,
    corrugated,
    from_look,
    knit,
    perforated,
)
from addon.scene.procedural.patterns import random_bond, running_bond
from tests.scene.test_bonds import measured

Measure = Callable[[GroupBuilder], Scalar]


class Laying(NamedTuple):
    """Something to measure in a look of a family, and how far it ranges there at least."""

    family: str
    look: str
    measure: Measure
    ranges: float


def sheets(b: GroupBuilder) -> Scalar:
    """Waves, laps and screws of corrugated sheet."""
    every = corrugated.rounded(b.scalar("Crests per Fixing"))
    sheet = corrugated.laid(b, every)
    fixing = corrugated.nearest_fixing(b, sheet, every)
    wave = corrugated.profile(b, b.vector().x / b.scalar("Pitch")) * b.scalar("Depth")
    return wave + corrugated.laps_of(sheet).lift + abs(fixing.across) + abs(fixing.up)


def holes(b: GroupBuilder) -> Scalar:
    """Metres to the edge of the nearest hole."""
    length, height = b.scalar("Panel Length"), b.scalar("Panel Height")
    panel = running_bond(b, b.vector(), length, height, 0.0)
    return perforated.nearest_hole(b, b.vector(), panel).edge.minimum(0.1)


def ties(b: GroupBuilder) -> Scalar:
    """Metres to the nearest tie hole of board-formed concrete."""
    length, height = b.scalar("Bay Width"), b.scalar("Lift Height")
    bay = running_bond(b, b.vector(), length, height, 0.0)
    return board_formed.tie_holes(b, bay.u, bay.v, length, height)


def board_rows(b: GroupBuilder) -> Scalar:
    """Metres to the edge of a panel and of the formwork's row in it."""
    length, height = b.scalar("Panel Length"), b.scalar("Panel Height")
    panel = running_bond(b, b.vector(), length, height, 0.0)
    board = random_bond(b, b.vector(), concrete.BOARD_LENGTH, b.scalar("Board Width"))
    return abs(panel.u) + abs(panel.v) + abs(board.v)


def stitches(b: GroupBuilder) -> Scalar:
    """The height of the yarn, in stitches."""
    width = b.scalar("Stitch Width")
    ground = knit.cables(b, b.vector(), width)
    slack = b.scalar("Cable Spacing") * 0.0
    return knit.v_stitch(b, ground.across, b.vector().y, width, slack).height + ground.swell


LAYINGS = (
    Laying("corrugated", "Galvanised", sheets, 0.1),
    Laying("corrugated", "Black Trapezoidal", sheets, 0.1),
    Laying("perforated", "White Panel", holes, 0.01),
    Laying("perforated", "Brass Slots", holes, 0.004),
    Laying("perforated", "Black Mesh", holes, 0.001),
    Laying("board_formed", "Grey Boards", ties, 0.3),
    Laying("concrete", "Weathered", board_rows, 0.3),
    Laying("knit", "Cream Wool", stitches, 0.5),
    Laying("knit", "Aran Cable", stitches, 0.5),
)


@pytest.mark.parametrize("laying", LAYINGS, ids=lambda each: each.look)
def test_after_one_repeat_everything_lies_as_before(laying: Laying, tmp_path: Path) -> None:
    family = FAMILIES[laying.family]
    look = family.look(laying.look)
    assert look is not None
    assert family.repeat is not None
    values = complete(from_look(family, look))
    across, up = family.repeat(values)
    first, right, above, aside = (
        measured(laying.family, values, laying.measure, start, tmp_path)
        for start in ((0.0, 0.0), (across, 0.0), (0.0, up), (across * 0.41, up * 0.37))
    )
    assert np.ptp(first) > laying.ranges
    # A point on a border of two pieces may fall to either after rounding.
    tolerance = laying.ranges * 0.02
    assert np.quantile(abs(first - right), 0.96) < tolerance
    assert np.quantile(abs(first - above), 0.96) < tolerance
    assert np.quantile(abs(first - aside), 0.5) > tolerance
