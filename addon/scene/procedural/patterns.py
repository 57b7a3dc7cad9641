# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How pieces are laid (courses, rounded edges) and what families share (grain, grime)."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import GroupBuilder, Number, Scalar, Vector


class Piece(NamedTuple):
    """The brick, board or tile under a point.

    `cell` is its column, row and the face's own number, so that white noise of it is the piece's
    chance; `u` and `v` are metres from its middle; `length` and `height` its size in metres.
    """

    cell: Vector
    u: Scalar
    v: Scalar
    length: Number
    height: Number


def running_bond(
    b: GroupBuilder, vector: Vector, length: Number, height: Number, offset: Number
) -> Piece:
    """Courses of equal pieces, each course shifted by `offset` lengths against the one below."""
    across = vector.y / height
    row = across.floor()
    along = vector.x / length + row * offset
    cell = b.combine(along.floor(), row, vector.z)
    u = (along.fract() - 0.5) * length
    v = (across.fract() - 0.5) * height
    return Piece(cell, u, v, length, height)


def random_bond(b: GroupBuilder, vector: Vector, length: Number, height: Number) -> Piece:
    """Courses that start anywhere, as boards are laid from what is left of the last row."""
    across = vector.y / height
    row = across.floor()
    start = b.white_noise(b.combine(0.0, row, vector.z), seed=3.0).x
    along = vector.x / length + start * 7.0
    cell = b.combine(along.floor(), row, vector.z)
    u = (along.fract() - 0.5) * length
    v = (across.fract() - 0.5) * height
    return Piece(cell, u, v, length, height)


def inset(b: GroupBuilder, piece: Piece, radius: Number) -> Scalar:
    """Metres from a point in the piece to its edge, the corners rounded by `radius`."""
    x = abs(piece.u) - piece.length * 0.5 + radius
    y = abs(piece.v) - piece.height * 0.5 + radius
    outside = b.combine(x.maximum(0.0), y.maximum(0.0)).length()
    inside = x.maximum(y).minimum(0.0)
    return radius - (outside + inside)


def grime(b: GroupBuilder, vector: Vector, seed: float = 11.0) -> Scalar:
    """Large soft stains, 0 to 1, mostly 0."""
    clouds = b.noise(vector, 0.9, detail=4.0, roughness=0.6, seed=seed)
    return clouds.smoothstep(0.45, 0.75)
