# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Herringbone parquet: blocks laid at right angles, each to the side of the last."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .grain import grain_color, wood_grain
from .patterns import Piece, grime, inset

PARAMETERS = (
    color("Wood Color", hex_color(0xC29A6B), "The pale early wood"),
    color("Grain Color", hex_color(0x835B36), "The dark late wood"),
    metres("Block Length", 0.6, 0.1, 1.5, "Taken to a whole number of widths"),
    metres("Block Width", 0.09, 0.03, 0.3, "The short side of a block"),
    metres("Gap", 0.0008, 0.0, 0.005, "Between two blocks"),
    factor("Grain Contrast", 0.6, "How strongly the grain shows"),
    factor("Variation", 0.5, "How much the blocks differ"),
    factor("Roughness", 0.38, "Waxed to raw"),
    wear("Scuffs", 0.2, "Dull tracks"),
)

EIGHTH_TURN = 0.7853982


def herringbone(b: GroupBuilder) -> Piece:
    """Squares one block wide; along a row `ratio` of them lie along the block, then `ratio` across.

    Each row is the one below moved on by one square, which is what makes the zigzag.
    """
    width = b.scalar("Block Width")
    ratio = (b.scalar("Block Length") / width + 0.5).floor().maximum(2.0)
    turned = b.vector().rotated(EIGHTH_TURN)
    x, y = turned.x / width, turned.y / width
    column, row = x.floor(), y.floor()
    step = (column - row).modulo(ratio * 2.0)
    upright = step > ratio - 0.5
    lying_start = column - step
    standing_start = row + step - ratio * 2.0 + 1.0
    along = upright.mix(0.0, 1.0).mix(x - lying_start, y - standing_start)
    across = upright.mix(y - row, x - column)
    cell = b.combine(
        upright.mix(lying_start, column), upright.mix(row, standing_start), upright + turned.z
    )
    length = ratio * width
    return Piece(cell, (along - ratio * 0.5) * width, (across - 0.5) * width, length, width)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Herringbone"):
        block = herringbone(b)
        chance = b.white_noise(block.cell)
        edge = inset(b, block, 0.0006) - b.scalar("Gap") * 0.5
        wood = edge.smoothstep(0.0, 0.0007)
    with b.section("Grain"):
        grain = wood_grain(b, b.combine(block.u, block.v, 0.0) + chance * 9.0, 0.014)
    with b.section("Color"):
        contrast = b.scalar("Grain Contrast") * (0.7 + chance.y * 0.6)
        sawn = grain_color(b, grain, b.color("Wood Color"), b.color("Grain Color"), contrast)
        shade = 1.0 + (chance.x - 0.5) * 0.7 * variation
        planed = sawn.brighter(shade).adjusted(hue=0.5 + (chance.z - 0.5) * 0.03 * variation)
    with b.section("Wear"):
        tracks = b.noise(point, 0.3, detail=5.0, roughness=0.7, seed=37.0).smoothstep(0.45, 0.7)
        scuffs = tracks * b.scalar("Scuffs")
        worn = b.mix_color(grime(b, point) * b.scalar("Scuffs") * 0.3, planed, hex_color(0x47392C))
        joined = b.mix_color(wood, hex_color(0x211812), worn)
    with b.section("Relief"):
        eased = edge.linstep(0.0, 0.0012) - 1.0
        seat = (chance.z - 0.5) * 0.0003
        relief = eased * 0.0008 + seat - grain.pores * 0.00015 + (grain.fibre - 0.5) * 0.00015
        rough = b.scalar("Roughness") + scuffs * 0.25 + grain.figure * 0.06
        rough = wood.mix(0.9, rough + (chance.y - 0.5) * 0.1)
    surface(b, base_color=joined, roughness=rough, height=relief)


FAMILY = Family(
    id="parquet",
    label="Herringbone Parquet",
    words=("parquet", "herringbone", "chevron", "wood", "floor", "blocks"),
    roles=("floor", "tabletop"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Honey Oak", ("oak", "honey", "warm", "haussmann", "classic"), {}),
        Look(
            "Pale Oak",
            ("pale", "oak", "light", "scandinavian", "white oiled"),
            {
                "Wood Color": hex_color(0xD8C3A3),
                "Grain Color": hex_color(0xAF9069),
                "Variation": 0.35,
                "Roughness": 0.55,
            },
        ),
        Look(
            "Smoked Oak",
            ("smoked", "dark", "fumed", "brown"),
            {"Wood Color": hex_color(0x75573F), "Grain Color": hex_color(0x402D20)},
        ),
        Look(
            "Walnut",
            ("walnut", "rich", "mid-century", "chocolate"),
            {
                "Wood Color": hex_color(0x80543A),
                "Grain Color": hex_color(0x42291B),
                "Block Width": 0.07,
                "Block Length": 0.42,
                "Grain Contrast": 0.75,
                "Variation": 0.7,
                "Roughness": 0.3,
            },
        ),
        Look(
            "Grey Wash",
            ("grey", "washed", "cool", "driftwood"),
            {
                "Wood Color": hex_color(0xA9A197),
                "Grain Color": hex_color(0x746B61),
                "Block Width": 0.12,
                "Roughness": 0.55,
            },
        ),
    ),
    build=build,
)
