# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How masons and pavers lay: brick bonds, courses of unequal stones, herringbone, basket weave."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from ..nodes import GroupBuilder, Number, Scalar, Vector
from .patterns import Piece

# The joints of unequal stones repeat after as many; their colours do not.
STONES = 8
COURSES = 8

EIGHTH_TURN = 0.7853982


class Stretch(NamedTuple):
    """The piece under a point of a line; `offset` from its middle, in middling pieces."""

    index: Scalar
    offset: Scalar
    size: Scalar


def stretch(
    b: GroupBuilder, at: Scalar, irregular: Number, chance: Callable[[Scalar], Scalar]
) -> Stretch:
    """Pieces 1 long, each joint moved by `chance` of its index (-0.5 to 0.5) times `irregular`."""
    near = (at + 0.5).floor()
    joint = near + chance(near) * irregular
    after = at > joint
    other = near + after * 2.0 - 1.0
    end = other + chance(other) * irregular
    low, high = joint.minimum(end), joint.maximum(end)
    return Stretch(near + after - 1.0, at - (low + high) * 0.5, high - low)


def lengths(
    b: GroupBuilder, along: Scalar, row: Scalar, irregular: Number, face: Scalar
) -> Stretch:
    """The stones of course `row`, which starts anywhere; `along` counts middling stones."""
    course = row.modulo(COURSES)
    start = b.white_noise(b.combine(0.0, course, face), seed=3.0).x

    def chance(joint: Scalar) -> Scalar:
        key = b.combine(joint.modulo(STONES), course, face)
        return b.white_noise(key, seed=4.0).x - 0.5

    return stretch(b, along + start * STONES, irregular * 0.75, chance)


def coursed(
    b: GroupBuilder, vector: Vector, length: Number, height: Number, irregular: Number
) -> Piece:
    """Courses that start anywhere; `irregular` (0 to 1) stones differ in length, courses in height.

    Joints repeat as `coursed_repeat` says.
    """

    def chance(joint: Scalar) -> Scalar:
        key = b.combine(0.0, joint.modulo(COURSES), vector.z)
        return b.white_noise(key, seed=5.0).x - 0.5

    course = stretch(b, vector.y / height, irregular * 0.4, chance)
    stone = lengths(b, vector.x / length, course.index, irregular, vector.z)
    cell = b.combine(stone.index, course.index, vector.z)
    u, v = stone.offset * length, course.offset * height
    return Piece(cell, u, v, stone.size * length, course.size * height)


def coursed_repeat(length: float, height: float) -> tuple[float, float]:
    return STONES * length, COURSES * height


def brick_bond(
    b: GroupBuilder, vector: Vector, length: Number, height: Number, bond: Number, offset: Number
) -> tuple[Piece, Scalar]:
    """The brick under a point and whether it shows its short side (1, else 0).

    `bond` 0 shifts each course by `offset` lengths; 1 is Flemish, stretchers and headers in turn;
    2 is English, a course of stretchers and a course of headers. A header is half as long.
    """
    across = vector.y / height
    row = across.floor()
    flemish, english = bond_is(b, bond)
    short_course = english * row.modulo(2.0)
    period = flemish.mix(length, length * 1.5) * (1.0 - short_course * 0.5)
    # Each header stands over the middle of a stretcher or of a joint.
    shift = english.mix(flemish.mix(row * offset, row * 0.5), short_course * 0.5)
    along = vector.x / period + shift
    stretchers = flemish.mix(1.0, 2.0 / 3.0)
    second = along.fract() > stretchers
    size = second.mix(stretchers, 1.0 - stretchers) * period
    u = (along.fract() - second * stretchers) * period - size * 0.5
    cell = b.combine(along.floor() + second * 0.5, row, vector.z)
    piece = Piece(cell, u, (across.fract() - 0.5) * height, size, height)
    return piece, second.maximum(short_course)


def bond_is(b: GroupBuilder, bond: Number) -> tuple[Scalar, Scalar]:
    """1 where a count is 1, and where it is 2 or more."""
    second = b.math("GREATER_THAN", bond, 1.5)
    return b.math("GREATER_THAN", bond, 0.5) - second, second


def brick_repeat(length: float, height: float, bond: float, offset: float) -> tuple[float, float]:
    """Metres across and up of `brick_bond`; the offset as in `running_repeat`."""
    if bond > 1.5:
        return length, height * 2.0
    if bond > 0.5:
        return length * 1.5, height * 2.0
    return running_repeat(length, height, offset)


def running_repeat(length: float, height: float, offset: float) -> tuple[float, float]:
    """Metres across and up of `running_bond`: as many courses as bring the joints back.

    The offset is taken to the nearest fraction with a denominator of at most 10.
    """
    return length, height * Fraction(offset).limit_denominator(10).denominator


def herringbone(b: GroupBuilder, vector: Vector, length: Number, width: Scalar) -> Piece:
    """Blocks at right angles, zigzag upright; `length` is taken to a whole number of widths.

    On squares one block wide, along a row `ratio` of them lie along the block, then `ratio` across.
    Each row is the one below moved on by one square, which is what makes the zigzag.
    """
    ratio = (length / width + 0.5).floor().maximum(2.0)
    turned = vector.rotated(EIGHTH_TURN)
    x, y = turned.x / width, turned.y / width
    column, row = x.floor(), y.floor()
    step = (column - row).modulo(ratio * 2.0)
    upright = step > ratio - 0.5
    lying_start = column - step
    standing_start = row + step - ratio * 2.0 + 1.0
    along = upright.mix(x - lying_start, y - standing_start)
    across = upright.mix(y - row, x - column)
    cell = b.combine(
        upright.mix(lying_start, column), upright.mix(row, standing_start), upright + turned.z
    )
    size = ratio * width
    return Piece(cell, (along - ratio * 0.5) * width, (across - 0.5) * width, size, width)


def herringbone_repeat(length: float, width: float) -> tuple[float, float]:
    ratio = max(2, int(length / width + 0.5))
    return 2.0**0.5 * width, 2.0**0.5 * width * ratio


def basket_weave(b: GroupBuilder, vector: Vector, width: Scalar) -> Piece:
    """Pairs of blocks twice as long as wide, lying and standing in turn like a chequerboard."""
    side = width * 2.0
    column, row = (vector.x / side).floor(), (vector.y / side).floor()
    x, y = vector.x - column * side, vector.y - row * side
    standing = (column + row).modulo(2.0)
    along, across = standing.mix(x, y), standing.mix(y, x)
    second = across > width
    cell = b.combine(column * 2.0 + second, row, vector.z)
    return Piece(cell, along - width, across - second * width - width * 0.5, side, width)
