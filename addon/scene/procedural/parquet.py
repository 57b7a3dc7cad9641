# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Herringbone parquet: blocks laid at right angles, each to the side of the last."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder
from .bonds import herringbone, herringbone_repeat
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .grain import grain_color, wood_grain
from .patterns import grime, inset

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


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Herringbone"):
        block = herringbone(b, point, b.scalar("Block Length"), b.scalar("Block Width"))
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


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    return herringbone_repeat(number(values, "Block Length"), number(values, "Block Width"))


FAMILY = Family(
    id="parquet",
    label="Herringbone Parquet",
    words=("parquet", "herringbone", "herringbone parquet", "wood blocks", "parquetry"),
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
    repeat=repeat,
)
