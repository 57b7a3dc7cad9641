# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wood grain along X, for every family that is made of wood."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Color, GroupBuilder, Number, Scalar, Vector


class Grain(NamedTuple):
    """`figure` is the flame of the growth rings, `fibre` the fine lines, both 0 to 1; `pores` is 1
    in the open pores.
    """

    figure: Scalar
    fibre: Scalar
    pores: Scalar


def wood_grain(b: GroupBuilder, point: Vector, ring: Number = 0.02) -> Grain:
    """Plain-sawn wood: rings about `ring` metres apart cut lengthwise, so that they flame."""
    stretched = point * (0.09, 1.0, 1.0)
    sway = b.noise(stretched, 0.11, detail=2.0, seed=1.0)
    ripple = b.noise(point * (0.25, 1.0, 1.0), 0.05, detail=3.0, seed=6.0) - 0.5
    rings = (sway * 0.16 + point.y * 0.25) / ring + ripple * 0.35
    saw = rings.fract()
    # Early wood is wide and pale and ends in a thin dark line of late wood.
    figure = saw.smoothstep(0.0, 0.85) * saw.smoothstep(1.0, 0.9)
    fibre = b.noise(point * (0.02, 1.0, 1.0), 0.0022, detail=4.0, roughness=0.65, seed=14.0)
    dashes = b.noise(point * (0.05, 1.0, 1.0), 0.0016, detail=1.0, seed=18.0)
    pores = dashes.smoothstep(0.62, 0.72) * (0.35 + figure * 0.65)
    return Grain(figure, fibre, pores)


def grain_color(b: GroupBuilder, grain: Grain, pale: Color, dark: Color, contrast: Number) -> Color:
    """Pale early wood to dark late wood; `contrast` 0 gives the pale colour alone."""
    lines = grain.figure * 0.6 + (grain.fibre - 0.5) * 0.9 + grain.pores * 0.45
    return b.mix_color((lines * contrast).clamp(), pale, dark)
