# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What roofs laid in courses share: pieces of random widths, and moss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import Color, GroupBuilder, Number, Scalar, Vector
from .bonds import COURSES, STONES, coursed_repeat, stretch
from .family import Repeat, hex_color, number
from .patterns import Piece


def random_widths(
    b: GroupBuilder, point: Vector, row: Scalar, width: Number, height: Number, irregular: Scalar
) -> Piece:
    """The piece of course `row` over or under a point.

    `irregular` 0 lays equal pieces in half bond, 1 pieces of all widths that start anywhere. `v` is
    metres above the middle of the course, also outside it. Repeats as `widths_repeat` says.
    """
    face, course = point.z, row.modulo(COURSES)
    start = b.white_noise(b.combine(7.0, course, face), seed=3.0).x

    def chance(joint: Scalar) -> Scalar:
        key = b.combine(joint.modulo(STONES), course, face)
        return b.white_noise(key, seed=5.0).x - 0.5

    along = point.x / width + irregular.mix(course * 0.5, start * STONES)
    piece = stretch(b, along, irregular * 0.8, chance)
    v = point.y - (row + 0.5) * height
    cell = b.combine(piece.index, row, face)
    return Piece(cell, piece.offset * width, v, piece.size * width, height)


def widths_repeat(width: str, height: str, irregular: str) -> Repeat:
    """The repeat of `random_widths` with the width, course and irregularity of these names."""

    def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
        across, up = number(values, width), number(values, height)
        if number(values, irregular) == 0.0:
            return across, up * 2.0
        return coursed_repeat(across, up)

    return repeat


class Grown(NamedTuple):
    """A surface with moss on it: its colour, where the moss is (0 to 1) and how thick in metres."""

    color: Color
    moss: Scalar
    height: Scalar


def moss_over(
    b: GroupBuilder, point: Vector, bare: Color, amount: Scalar, shelter: Number
) -> Grown:
    """Tufts of moss over `bare`; `shelter` says where it holds first, 0 to about 0.2."""
    tufts = b.noise(point, 0.07, detail=6.0, roughness=0.62, seed=13.0)
    damp = b.noise(point, 0.8, detail=2.0, seed=17.0) - 0.5
    moss = (tufts + damp * 0.5 + shelter).smoothstep(0.76 - amount * 0.36, 0.84 - amount * 0.26)
    moss = moss * amount.smoothstep(0.0, 0.1)
    green = b.mix_color(tufts.smoothstep(0.3, 0.7), hex_color(0x3A4322), hex_color(0x6F7546))
    return Grown(b.mix_color(moss, bare, green.brighter(0.85 + damp)), moss, moss * tufts * 0.008)
