# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pavers and slabs of concrete, clay or stone: courses, stack, herringbone, basket weave."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder
from .bonds import basket_weave, bond_is, herringbone, herringbone_repeat, running_repeat
from .family import Family, Look, color, count, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, grime, inset, running_bond

PARAMETERS = (
    color("Paver Color", hex_color(0x9D9A94), "Most of the pavers"),
    color("Second Color", hex_color(0x87837C), "Other pavers"),
    color("Joint Color", hex_color(0x7B7468), "Sand or grit between them"),
    metres("Paver Length", 0.6, 0.05, 2.0, "The long side, without its joint"),
    metres("Paver Width", 0.4, 0.04, 1.5, "The short side, without its joint"),
    metres("Joint Width", 0.005, 0.001, 0.04, "Between two pavers"),
    metres("Bevel", 0.004, 0.0, 0.02, "The sloped edge"),
    count("Laying", 0.0, 2.0, "0 in courses, 1 herringbone, 2 basket weave of two"),
    factor("Bond Offset", 0.5, "Course to course: 0 stack, 0.5 running bond", spread=0.0),
    factor("Texture", 0.4, "Honed to coarse"),
    factor("Variation", 0.5, "How much the pavers differ"),
    factor("Roughness", 0.82, "How matt they are"),
    wear("Settling", 0.25, "Pavers that sank or tilted, and chipped edges"),
    wear("Dirt", 0.3, "Stains and soil in the joints"),
    wear("Moss", 0.05, "Green in the joints"),
)


def laid(b: GroupBuilder) -> Piece:
    point, joint = b.vector(), b.scalar("Joint Width")
    length, width = b.scalar("Paver Length") + joint, b.scalar("Paver Width") + joint
    ways = (
        running_bond(b, point, length, width, b.scalar("Bond Offset")),
        herringbone(b, point, length, width),
        basket_weave(b, point, width),
    )
    zigzag, woven = bond_is(b, b.scalar("Laying"))
    first, second, third = ways
    cell = b.mix_vector(woven, b.mix_vector(zigzag, first.cell, second.cell), third.cell)
    u, v, size, height = (
        woven.mix(zigzag.mix(a, c), d)
        for a, c, d in zip(first[1:], second[1:], third[1:], strict=True)
    )
    return Piece(cell, u, v, size, height)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    joint = number(values, "Joint Width")
    length, width = number(values, "Paver Length") + joint, number(values, "Paver Width") + joint
    if number(values, "Laying") > 1.5:
        return 4.0 * width, 4.0 * width
    if number(values, "Laying") > 0.5:
        return herringbone_repeat(length, width)
    return running_repeat(length, width, number(values, "Bond Offset"))


def build(b: GroupBuilder) -> None:
    point, variation = b.vector(), b.scalar("Variation")
    with b.section("Pavers"):
        paver = laid(b)
        chance = b.white_noise(paver.cell)
        own = b.combine(paver.u, paver.v, 0.0) + chance * 5.0
    with b.section("Edges"):
        settling, texture = b.scalar("Settling"), b.scalar("Texture")
        ragged = b.noise(point, 0.02, detail=4.0, roughness=0.65, seed=3.0) - 0.5
        chipped = ragged.smoothstep(0.12, 0.3) * settling * 0.012
        edge = inset(b, paver, 0.003) - b.scalar("Joint Width") * 0.5
        edge = edge - chipped - ragged * texture * 0.002
        face = edge.smoothstep(0.0, 0.0015)
        slope = edge.linstep(0.0, b.scalar("Bevel") + 0.0005) - 1.0
    with b.section("Color"):
        clouds = b.noise(own, 0.16, detail=6.0, roughness=0.62, seed=5.0) - 0.5
        second = (chance.x + clouds * 0.9).smoothstep(0.45, 0.85) * variation
        kinds = b.mix_color(second, b.color("Paver Color"), b.color("Second Color"))
        grit = b.noise(point, 0.0035, detail=2.0, roughness=0.7, seed=7.0) - 0.5
        shade = 1.0 + ((chance.y - 0.5) * 0.45 + clouds * 0.5) * variation + grit * texture
        pavers = kinds.brighter(shade + slope * 0.12)
        sand = b.color("Joint Color").brighter(0.8 + grit * 0.9)
        paved = b.mix_color(face, sand, pavers)
    with b.section("Wear"):
        dirt, moss = b.scalar("Dirt"), b.scalar("Moss")
        spread = b.noise(point, 0.5, detail=6.0, roughness=0.68, seed=11.0)
        stain = (grime(b, point) * 0.7 + spread.smoothstep(0.5, 0.8) * 0.5) * dirt
        stain = stain + edge.smoothstep(0.025, 0.0) * dirt * 0.3
        soiled = b.mix_color(stain * 0.6, paved, hex_color(0x4B443A))
        green = (spread - edge * 14.0).smoothstep(0.72 - moss * 0.5, 0.8 - moss * 0.42)
        green = green * moss.smoothstep(0.0, 0.1)
        grown = b.mix_color(green * 0.85, soiled, hex_color(0x5C6632))
    with b.section("Relief"):
        tilt = paver.u * (chance.y - 0.5) + paver.v * (chance.x - 0.5)
        seat = (tilt * 0.02 + (chance.z - 0.5) * 0.004) * settling
        rough_face = (clouds * 0.0016 + grit * 0.0012) * texture
        tops = rough_face + slope * b.scalar("Bevel") * 0.7 + seat
        relief = face.mix(b.scalar("Bevel") * -0.7 - 0.003 + grit * 0.001 + green * 0.002, tops)
        rough = face.mix(0.95, b.scalar("Roughness") + grit * 0.2 + stain * 0.1)
    surface(b, base_color=grown, roughness=rough, height=relief)


FAMILY = Family(
    id="paving",
    label="Paving",
    words=("paving", "pavers", "paver", "paving slabs", "patio", "terrace", "sidewalk", "pavement"),
    roles=("paving", "floor", "terrain", "stairs", "other"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Grey Concrete Slabs", ("grey", "concrete", "slabs", "running", "plaza", "urban"), {}),
        Look(
            "Clay Herringbone",
            ("clay", "brick", "herringbone", "red", "terracotta", "dutch", "klinker"),
            {
                "Paver Color": hex_color(0x94553F),
                "Second Color": hex_color(0x6F3E34),
                "Joint Color": hex_color(0x6C5F4D),
                "Paver Length": 0.2,
                "Paver Width": 0.1,
                "Joint Width": 0.004,
                "Bevel": 0.003,
                "Laying": 1.0,
                "Variation": 0.75,
                "Settling": 0.4,
            },
        ),
        Look(
            "Pale Limestone",
            ("limestone", "pale", "cream", "white", "pool", "mediterranean", "large format"),
            {
                "Paver Color": hex_color(0xD2C8B6),
                "Second Color": hex_color(0xC1B39B),
                "Joint Color": hex_color(0xA99E8B),
                "Paver Length": 0.9,
                "Paver Width": 0.6,
                "Joint Width": 0.006,
                "Bevel": 0.002,
                "Texture": 0.2,
                "Variation": 0.5,
                "Roughness": 0.62,
                "Settling": 0.1,
                "Dirt": 0.15,
                "Moss": 0.0,
            },
        ),
        Look(
            "Permeable Pavers",
            ("permeable", "small", "wide joints", "mossy", "green", "eco", "parking"),
            {
                "Paver Color": hex_color(0xA39E95),
                "Second Color": hex_color(0x8F877B),
                "Joint Color": hex_color(0x685F50),
                "Paver Length": 0.16,
                "Paver Width": 0.16,
                "Joint Width": 0.018,
                "Bevel": 0.005,
                "Texture": 0.6,
                "Moss": 0.7,
            },
        ),
        Look(
            "Anthracite Large Format",
            ("anthracite", "dark", "stack", "grid", "modern", "minimal", "porcelain", "large"),
            {
                "Paver Color": hex_color(0x5B5C5E),
                "Second Color": hex_color(0x505153),
                "Joint Color": hex_color(0x3F3E3B),
                "Paver Length": 1.0,
                "Paver Width": 1.0,
                "Joint Width": 0.004,
                "Bevel": 0.002,
                "Bond Offset": 0.0,
                "Texture": 0.25,
                "Settling": 0.05,
                "Dirt": 0.2,
                "Moss": 0.0,
            },
        ),
        Look(
            "Basket Weave Brick",
            ("basket weave", "basketweave", "brick", "garden", "cottage", "reclaimed", "old"),
            {
                "Paver Color": hex_color(0xA0664B),
                "Second Color": hex_color(0x7C5344),
                "Joint Color": hex_color(0x786C57),
                "Paver Length": 0.215,
                "Paver Width": 0.1025,
                "Joint Width": 0.008,
                "Laying": 2.0,
                "Texture": 0.5,
                "Variation": 0.9,
                "Settling": 0.6,
                "Dirt": 0.45,
                "Moss": 0.35,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
