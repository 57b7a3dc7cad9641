# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fired clay bricks in mortar: running, third, stack, Flemish or English bond."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar
from .bonds import brick_bond, brick_repeat
from .family import (
    Family,
    Look,
    color,
    count,
    factor,
    hex_color,
    metres,
    number,
    surface,
    wear,
)
from .patterns import Piece, grime, inset

PARAMETERS = (
    color("Brick Color", hex_color(0x94523C), "Most of the bricks"),
    color("Second Color", hex_color(0x6E3A30), "The darker or harder fired ones"),
    color("Mortar Color", hex_color(0xB5AB9B), "The joints"),
    metres("Brick Length", 0.215, 0.1, 0.5, "The long side of a brick"),
    metres("Brick Height", 0.065, 0.03, 0.25, "The height of a course without its joint"),
    metres("Joint Width", 0.010, 0.001, 0.03, "The mortar between two bricks"),
    metres("Joint Depth", 0.004, 0.0, 0.015, "How far the mortar lies behind the bricks"),
    count("Bond", 0.0, 2.0, "0 by the bond offset, 1 Flemish, 2 English"),
    factor("Bond Offset", 0.5, "Course to course: 0 stack, 0.5 running bond", spread=0.0),
    factor("Burnt Headers", 0.0, "How far short sides took the second colour"),
    factor("Variation", 0.6, "How much the bricks differ"),
    factor("Roughness", 0.82, "How matt the bricks are"),
    wear("Whitewash", 0.0, "Lime wash that has stayed on the bricks"),
    wear("Chips", 0.35, "Broken edges and corners"),
    wear("Dirt", 0.25, "Stains and soot"),
)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    joint = number(values, "Joint Width")
    return brick_repeat(
        number(values, "Brick Length") + joint,
        number(values, "Brick Height") + joint,
        number(values, "Bond"),
        number(values, "Bond Offset"),
    )


def laid(b: GroupBuilder) -> tuple[Piece, Scalar]:
    """The brick under a point, and 1 where it shows its short side."""
    joint = b.scalar("Joint Width")
    length, height = b.scalar("Brick Length") + joint, b.scalar("Brick Height") + joint
    return brick_bond(b, b.vector(), length, height, b.scalar("Bond"), b.scalar("Bond Offset"))


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Bricks in courses"):
        joint = b.scalar("Joint Width")
        brick, header = laid(b)
        chance = b.white_noise(brick.cell)
    with b.section("Edges, chips and joints"):
        ragged = b.noise(point, 0.018, detail=3.0) - 0.5
        knocked = b.noise(point, 0.06, detail=2.0, seed=5.0).smoothstep(0.55, 0.75)
        loss = ragged * 0.004 + knocked * b.scalar("Chips") * 0.006
        edge = inset(b, brick, 0.008) - joint * 0.5 - loss
        face = edge.smoothstep(0.0, 0.0035)
    with b.section("Color"):
        burnt = header * b.scalar("Burnt Headers")
        fired = b.mix_color(
            (chance.x.smoothstep(0.45, 0.95) * variation).maximum(burnt),
            b.color("Brick Color"),
            b.color("Second Color"),
        )
        burn = b.noise(point, 0.07, detail=4.0, roughness=0.65, seed=9.0) - 0.5
        shade = 1.0 + ((chance.y - 0.5) * 0.5 + burn * 0.7) * variation
        clay = fired.brighter(shade)
        sand = b.noise(point, 0.003, detail=2.0, seed=2.0)
        mortar = b.color("Mortar Color").brighter(sand * 0.5 + 0.75)
        wall = b.mix_color(face, mortar, clay)
    with b.section("Wear"):
        brushed = b.noise(point, 0.12, detail=6.0, roughness=0.7, seed=21.0)
        missing = 0.8 - b.scalar("Whitewash") * 0.5
        lime = (brushed + (chance.z - 0.5) * 0.3).smoothstep(missing - 0.1, missing + 0.12)
        lime = lime * b.scalar("Whitewash").smoothstep(0.0, 0.2)
        washed = b.mix_color(lime, wall, hex_color(0xE9E4DA))
        soot = grime(b, point) * b.scalar("Dirt")
        stained = b.mix_color(soot * 0.55, washed, hex_color(0x3B352F))
    with b.section("Relief"):
        pores = b.noise(point, 0.006, detail=3.0, roughness=0.6, seed=7.0) - 0.5
        proud = (chance.z - 0.5) * 0.0015 * variation
        relief = face.mix(b.scalar("Joint Depth") * -1.0 + sand * 0.0008, pores * 0.0016 + proud)
        rough = face.mix(0.93, b.scalar("Roughness") + burn * 0.12)
    surface(b, base_color=stained, roughness=rough, height=relief)


FAMILY = Family(
    id="brick",
    label="Brick",
    words=("brick", "bricks", "masonry", "brickwork", "clinker", "wall"),
    roles=("exterior_wall", "interior_wall", "paving", "stone", "other"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Red Stock", ("red", "warm", "traditional", "handmade"), {}),
        Look(
            "London Yellow",
            ("yellow", "buff", "london", "old", "reclaimed"),
            {
                "Brick Color": hex_color(0xA88A5E),
                "Second Color": hex_color(0x6B573F),
                "Mortar Color": hex_color(0xA79F90),
                "Variation": 0.8,
                "Dirt": 0.4,
            },
        ),
        Look(
            "Dark Engineering",
            ("dark", "black", "blue", "grey", "modern", "engineering", "clinker"),
            {
                "Brick Color": hex_color(0x4A4A4C),
                "Second Color": hex_color(0x343338),
                "Mortar Color": hex_color(0x57544F),
                "Brick Length": 0.24,
                "Brick Height": 0.052,
                "Variation": 0.5,
                "Roughness": 0.6,
                "Chips": 0.1,
                "Dirt": 0.1,
            },
        ),
        Look(
            "Whitewashed",
            ("white", "whitewash", "limewash", "painted", "scandinavian", "loft"),
            {
                "Brick Color": hex_color(0xB08A74),
                "Second Color": hex_color(0x8D6A58),
                "Mortar Color": hex_color(0xD6CFC3),
                "Whitewash": 0.85,
                "Joint Depth": 0.003,
                "Dirt": 0.1,
            },
        ),
        Look(
            "Long Roman Grey",
            ("grey", "long", "roman", "linear", "contemporary", "slim"),
            {
                "Brick Color": hex_color(0x9A938A),
                "Second Color": hex_color(0x7A7168),
                "Mortar Color": hex_color(0xA39D94),
                "Brick Length": 0.49,
                "Brick Height": 0.038,
                "Joint Width": 0.008,
                "Bond Offset": 0.33333,
                "Joint Depth": 0.008,
                "Dirt": 0.12,
            },
        ),
        Look(
            "Terracotta Stack",
            ("terracotta", "orange", "stack", "sienna", "mediterranean"),
            {
                "Brick Color": hex_color(0xB5694A),
                "Second Color": hex_color(0x9B553B),
                "Mortar Color": hex_color(0xC4A58D),
                "Bond Offset": 0.0,
                "Variation": 0.4,
                "Chips": 0.15,
                "Dirt": 0.1,
            },
        ),
        Look(
            "Flemish Georgian",
            ("flemish", "flemish bond", "georgian", "headers", "heritage", "garden wall"),
            {
                "Brick Color": hex_color(0xA2644A),
                "Second Color": hex_color(0x6A4740),
                "Mortar Color": hex_color(0xC3B8A4),
                "Bond": 1.0,
                "Burnt Headers": 0.6,
                "Variation": 0.5,
            },
        ),
        Look(
            "English Bond Brown",
            ("english", "english bond", "brown", "victorian", "warehouse", "railway"),
            {
                "Brick Color": hex_color(0x7F5844),
                "Second Color": hex_color(0x59433B),
                "Mortar Color": hex_color(0x9D9282),
                "Bond": 2.0,
                "Variation": 0.8,
                "Dirt": 0.45,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
