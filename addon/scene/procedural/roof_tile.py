# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clay and concrete roof tiles in overlapping courses, flat or waved."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime, inset, running_bond
from .rhythm import bond

PARAMETERS = (
    color("Tile Color", hex_color(0xAF6446), "Most of the tiles"),
    color("Second Color", hex_color(0x84483A), "Those fired harder or from another bed"),
    metres("Tile Width", 0.22, 0.08, 0.6, "From tile to tile along the eaves"),
    metres("Course Height", 0.31, 0.08, 0.6, "What one course shows of itself"),
    metres("Thickness", 0.014, 0.003, 0.04, "The step from course to course"),
    metres("Wave Height", 0.035, 0.0, 0.08, "0 for flat tiles and slates"),
    factor("Bond Offset", 0.0, "Course to course: 0 pantiles, 0.5 plain tiles", spread=0.0),
    factor("Variation", 0.6, "How much the tiles differ"),
    factor("Roughness", 0.78, "Glazed to sanded"),
    wear("Moss", 0.2, "In the joints and the shade"),
    wear("Soot", 0.3, "Rain streaks and lichen"),
)

TURN = 6.2831853


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Courses"):
        width, course = b.scalar("Tile Width"), b.scalar("Course Height")
        tile = running_bond(b, point, width, course, b.scalar("Bond Offset"))
        chance = b.white_noise(tile.cell)
        edge = inset(b, tile, 0.003) + (b.noise(point, 0.02, detail=3.0) - 0.5) * 0.002
        face = edge.smoothstep(0.0008, 0.003)
        # 0 at the free lower edge, 1 where the next course covers it.
        up = tile.v / course + 0.5
    with b.section("Profile"):
        # The roll of a pantile: a wide trough and a narrower crest.
        turn = tile.u / width * TURN
        roll = (turn.sine() * 0.5 + 0.5) ** 1.5
        wave = roll * b.scalar("Wave Height")
        lift = (1.0 - up) * b.scalar("Thickness") * (1.0 + (chance.x - 0.5) * 0.5)
        lip = up.smoothstep(0.0, 0.025)
        shade_under = up.smoothstep(1.0, 0.93)
    with b.section("Color"):
        fired = b.mix_color(
            chance.y.smoothstep(0.3, 0.95) * variation,
            b.color("Tile Color"),
            b.color("Second Color"),
        )
        burn = b.noise(point, 0.08, detail=5.0, roughness=0.65, seed=5.0) - 0.5
        shade = 1.0 + ((chance.z - 0.5) * 0.5 + burn * 0.6) * variation
        shade = shade * (0.45 + shade_under * 0.55) * (0.8 + roll * 0.2) * (0.6 + lip * 0.4)
        clay = fired.brighter(shade)
        jointed = b.mix_color(face, hex_color(0x2F2924), clay)
    with b.section("Wear"):
        streak = b.noise(point * (1.0, 0.15, 1.0), 0.12, detail=5.0, roughness=0.65, seed=9.0)
        soot = (streak.smoothstep(0.48, 0.72) * 0.7 + grime(b, point) * 0.5) * b.scalar("Soot")
        sooty = b.mix_color(soot * 0.6, jointed, hex_color(0x3A3632))
        tufts = b.noise(point, 0.05, detail=6.0, roughness=0.7, seed=13.0)
        damp = b.noise(point, 0.8, detail=2.0, seed=17.0) - 0.5
        shelter = (1.0 - face) * 0.12 + up.smoothstep(0.8, 1.0) * 0.08 + damp * 0.3
        moss = (tufts + shelter).smoothstep(0.74 - b.scalar("Moss") * 0.3, 0.9)
        moss = moss * b.scalar("Moss").smoothstep(0.0, 0.1)
        green = b.mix_color(tufts, hex_color(0x3F4626), hex_color(0x7F8450))
        grown = b.mix_color(moss, sooty, green)
    with b.section("Relief"):
        pores = b.noise(point, 0.005, detail=3.0, roughness=0.6, seed=19.0) - 0.5
        relief = wave + lift * lip + face * 0.003 + pores * 0.0008 + moss * tufts * 0.006
        rough = b.scalar("Roughness") + burn * 0.1 + soot * 0.1
        rough = moss.mix(rough, 0.95)
    surface(b, base_color=grown, roughness=rough, height=relief)


FAMILY = Family(
    id="roof_tile",
    label="Roof Tile",
    words=("roof tile", "roof tiles", "tiled roof", "pantile", "roof", "clay roof", "roofing"),
    roles=("roof", "exterior_wall"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Clay Pantile", ("clay", "pantile", "red", "orange", "traditional"), {}),
        Look(
            "Natural Slate",
            ("slate", "grey", "blue", "flat", "welsh"),
            {
                "Tile Color": hex_color(0x5D636B),
                "Second Color": hex_color(0x6E6A70),
                "Tile Width": 0.25,
                "Course Height": 0.2,
                "Thickness": 0.007,
                "Wave Height": 0.0,
                "Bond Offset": 0.5,
                "Roughness": 0.55,
                "Moss": 0.1,
            },
        ),
        Look(
            "Plain Tile",
            ("plain", "brown", "red", "english", "handmade", "beaver tail"),
            {
                "Tile Color": hex_color(0x96583F),
                "Second Color": hex_color(0x5F3E35),
                "Tile Width": 0.165,
                "Course Height": 0.1,
                "Thickness": 0.011,
                "Wave Height": 0.0,
                "Bond Offset": 0.5,
                "Variation": 0.85,
            },
        ),
        Look(
            "Mediterranean",
            ("mediterranean", "roman", "barrel", "ochre", "old", "mission"),
            {
                "Tile Color": hex_color(0xC08A62),
                "Second Color": hex_color(0x9E6448),
                "Tile Width": 0.2,
                "Course Height": 0.36,
                "Wave Height": 0.06,
                "Variation": 0.9,
                "Moss": 0.05,
                "Soot": 0.45,
            },
        ),
        Look(
            "Anthracite Concrete",
            ("anthracite", "concrete", "dark", "modern", "black"),
            {
                "Tile Color": hex_color(0x49494B),
                "Second Color": hex_color(0x424244),
                "Tile Width": 0.3,
                "Course Height": 0.33,
                "Wave Height": 0.028,
                "Variation": 0.25,
                "Moss": 0.0,
                "Soot": 0.1,
                "Roughness": 0.68,
            },
        ),
    ),
    build=build,
    repeat=bond("Tile Width", "Course Height", offset="Bond Offset"),
)
