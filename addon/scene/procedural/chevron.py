# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chevron parquet: boards with mitred ends that meet in straight lines."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar
from .family import (
    Family,
    Group,
    Look,
    Parameter,
    Unit,
    color,
    factor,
    hex_color,
    metres,
    number,
    surface,
    wear,
)
from .grain import grain_color, wood_grain
from .patterns import Piece, grime

PARAMETERS = (
    color("Wood Color", hex_color(0xC39B6D), "The pale early wood"),
    color("Grain Color", hex_color(0x865F3A), "The dark late wood"),
    metres("Board Length", 0.6, 0.15, 2.0, "From mitre to mitre"),
    metres("Board Width", 0.09, 0.03, 0.3, "The visible width of a board"),
    Parameter(
        "Angle", 0.7854, 0.35, 1.1, Unit.RADIANS, Group.LOOK, "How steeply the boards rise", 0.0
    ),
    metres("Gap", 0.0008, 0.0, 0.005, "Between two boards"),
    factor("Grain Contrast", 0.6, "How strongly the grain shows"),
    factor("Variation", 0.5, "How much the boards differ"),
    factor("Roughness", 0.4, "Lacquered to raw"),
    wear("Scuffs", 0.2, "Dull tracks"),
)


def mitred(b: GroupBuilder) -> tuple[Piece, Scalar]:
    """Columns one board wide, boards rising in one and falling in the next, and the inset.

    A board is a parallelogram: its mitres are the edges of the column, so its row is told from the
    height above the slope through the column's middle.
    """
    point, angle = b.vector(), b.scalar("Angle")
    cosine, sine = (angle + math.pi / 2.0).sine(), angle.sine()
    column_width = b.scalar("Board Length") * cosine
    width = b.scalar("Board Width")
    across = point.x / column_width
    column = across.floor()
    u = (across.fract() - 0.5) * column_width
    side = column.modulo(2.0) * 2.0 - 1.0
    pitch = width / cosine
    rise = (point.y - u * side * sine / cosine) / pitch
    row = rise.floor()
    above = (rise.fract() - 0.5) * pitch
    along = u / cosine + above * side * sine
    cell = b.combine(column, row, point.z)
    board = Piece(cell, along, above * cosine, b.scalar("Board Length"), width)
    inset = (width * 0.5 - abs(board.v)).minimum(column_width * 0.5 - abs(u))
    return board, inset - b.scalar("Gap") * 0.5


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Chevron"):
        board, edge = mitred(b)
        chance = b.white_noise(board.cell)
        wood = edge.smoothstep(0.0, 0.0007)
    with b.section("Grain"):
        grain = wood_grain(b, b.combine(board.u, board.v, 0.0) + chance * 9.0, 0.014)
    with b.section("Color"):
        contrast = b.scalar("Grain Contrast") * (0.7 + chance.y * 0.6)
        sawn = grain_color(b, grain, b.color("Wood Color"), b.color("Grain Color"), contrast)
        shade = 1.0 + (chance.x - 0.5) * 0.55 * variation
        planed = sawn.brighter(shade).adjusted(hue=0.5 + (chance.z - 0.5) * 0.03 * variation)
    with b.section("Wear"):
        tracks = b.noise(point, 0.3, detail=5.0, roughness=0.7, seed=37.0).smoothstep(0.45, 0.7)
        scuffs = tracks * b.scalar("Scuffs")
        stained = grime(b, point) * b.scalar("Scuffs") * 0.3
        worn = b.mix_color(stained, planed, hex_color(0x47392C))
        joined = b.mix_color(wood, hex_color(0x211812), worn)
    with b.section("Relief"):
        eased = edge.linstep(0.0, 0.0012) - 1.0
        seat = (chance.z - 0.5) * 0.0003
        relief = eased * 0.0008 + seat - grain.pores * 0.00015 + (grain.fibre - 0.5) * 0.00015
        rough = b.scalar("Roughness") + scuffs * 0.25 + grain.figure * 0.06
        # Eased edges keep less of the finish than the face.
        rough = edge.smoothstep(0.0, 0.0016).mix(0.9, rough + (chance.y - 0.5) * 0.1)
    surface(b, base_color=joined, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A rising and a falling column; upwards one board, measured along the mitre."""
    cosine = math.cos(number(values, "Angle"))
    return (
        2.0 * number(values, "Board Length") * cosine,
        number(values, "Board Width") / cosine,
    )


FAMILY = Family(
    id="chevron",
    label="Chevron Parquet",
    words=("chevron", "point de hongrie", "hungarian point", "mitred parquet", "french parquet"),
    roles=("floor", "tabletop", "interior_wall", "door"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Natural Oak", ("oak", "natural", "honey", "warm", "paris"), {}),
        Look(
            "Pale Oak",
            ("pale", "oak", "light", "white oiled", "scandinavian", "soaped"),
            {
                "Wood Color": hex_color(0xD9C5A6),
                "Grain Color": hex_color(0xB2946D),
                "Board Length": 0.75,
                "Board Width": 0.12,
                "Angle": 0.5236,
                "Variation": 0.35,
                "Roughness": 0.56,
            },
        ),
        Look(
            "Smoked Oak",
            ("smoked", "dark", "fumed", "brown", "oak"),
            {
                "Wood Color": hex_color(0x745640),
                "Grain Color": hex_color(0x3E2C20),
                "Board Width": 0.11,
                "Board Length": 0.8,
                "Roughness": 0.48,
            },
        ),
        Look(
            "Walnut",
            ("walnut", "rich", "chocolate", "mid-century"),
            {
                "Wood Color": hex_color(0x81563B),
                "Grain Color": hex_color(0x42291B),
                "Board Length": 0.5,
                "Board Width": 0.075,
                "Grain Contrast": 0.75,
                "Variation": 0.6,
                "Roughness": 0.3,
            },
        ),
        Look(
            "Driftwood",
            ("grey", "washed", "driftwood", "weathered", "limed", "worn"),
            {
                "Wood Color": hex_color(0xB0A79B),
                "Grain Color": hex_color(0x796F64),
                "Board Width": 0.1,
                "Grain Contrast": 0.75,
                "Roughness": 0.62,
                "Scuffs": 0.55,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
