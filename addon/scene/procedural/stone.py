# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sawn or split stone in courses: ashlar walls, slate slips, setts and flags."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder
from .bonds import coursed, coursed_repeat
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, grime, inset

PARAMETERS = (
    color("Stone Color", hex_color(0xC8B899), "Most of the stones"),
    color("Second Color", hex_color(0xA8977B), "Other beds of the quarry"),
    color("Mortar Color", hex_color(0xB8AE9C), "The joints"),
    metres("Stone Length", 0.55, 0.05, 2.0, "A middling stone"),
    metres("Course Height", 0.22, 0.02, 1.0, "From joint to joint"),
    metres("Joint Width", 0.006, 0.001, 0.03, "Between two stones"),
    metres("Relief", 0.004, 0.0, 0.03, "How rough the faces were split"),
    factor("Irregular", 0.5, "How much stones differ in length and courses in height"),
    factor("Variation", 0.5, "How much the stones differ in colour"),
    factor("Roughness", 0.8, "Polished to split"),
    wear("Weathering", 0.3, "Rounded edges, dark streaks and lichen"),
)


def laid(b: GroupBuilder) -> Piece:
    length, height = b.scalar("Stone Length"), b.scalar("Course Height")
    return coursed(b, b.vector(), length, height, b.scalar("Irregular"))


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    return coursed_repeat(number(values, "Stone Length"), number(values, "Course Height"))


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Stones in courses"):
        stone = laid(b)
        chance = b.white_noise(stone.cell)
        own = b.combine(stone.u, stone.v, 0.0) + chance * 5.0
    with b.section("Edges"):
        weathering = b.scalar("Weathering")
        ragged = b.noise(point, 0.025, detail=4.0, roughness=0.6) - 0.5
        edge = inset(b, stone, 0.006) - b.scalar("Joint Width") * 0.5
        edge = edge - ragged * (0.002 + weathering * 0.008)
        face = edge.smoothstep(0.0, 0.003)
    with b.section("Color"):
        beds = b.noise(own * (0.35, 1.6, 1.0), 0.12, detail=6.0, roughness=0.6, seed=5.0)
        mixed = (chance.x * 0.8 + beds * 0.4 - 0.1).smoothstep(0.3, 0.9) * b.scalar("Variation")
        quarried = b.mix_color(mixed, b.color("Stone Color"), b.color("Second Color"))
        speck = b.noise(point, 0.004, detail=3.0, roughness=0.7, seed=8.0) - 0.5
        shade = 1.0 + (chance.y - 0.5) * 0.45 * b.scalar("Variation") + (beds - 0.5) * 0.35
        shade = shade + speck * 0.3
        stones = quarried.brighter(shade)
        wall = b.mix_color(face, b.color("Mortar Color").brighter(1.0 + speck * 0.5), stones)
    with b.section("Wear"):
        streak = b.noise(point * (1.0, 0.2, 1.0), 0.3, detail=5.0, roughness=0.65, seed=13.0)
        dark = (streak.smoothstep(0.5, 0.75) + grime(b, point)) * 0.35 * weathering
        streaked = b.mix_color(dark, wall, hex_color(0x3E3A34))
        spots = b.noise(point, 0.05, detail=5.0, roughness=0.7, seed=17.0).smoothstep(0.64, 0.72)
        aged = b.mix_color(spots * weathering * 0.5, streaked, hex_color(0xA7A489))
    with b.section("Relief"):
        hewn = b.noise(own, 0.07, detail=6.0, roughness=0.55, seed=19.0) - 0.5
        tilt = (chance.z - 0.5) * 0.8
        faces = (hewn * 2.0 + tilt) * b.scalar("Relief") + speck * 0.0006
        relief = face.mix(-0.004 - b.scalar("Relief") * 0.6, faces)
        rough = face.mix(0.92, b.scalar("Roughness") + speck * 0.15 + weathering * 0.08)
    surface(b, base_color=aged, roughness=rough, height=relief)


FAMILY = Family(
    id="stone",
    label="Stone",
    words=("stone", "ashlar", "cut stone", "sandstone", "limestone", "slate", "flagstone", "sett"),
    roles=("exterior_wall", "stone", "paving", "stairs", "interior_wall", "floor"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Bath Limestone", ("limestone", "bath", "honey", "beige", "classic"), {}),
        Look(
            "Red Sandstone",
            ("sandstone", "red", "pink", "warm"),
            {
                "Stone Color": hex_color(0xB08069),
                "Second Color": hex_color(0x8C5D4C),
                "Mortar Color": hex_color(0xB79E8C),
                "Relief": 0.006,
            },
        ),
        Look(
            "Slate Slips",
            ("slate", "dark", "stacked", "ledge", "slips", "anthracite"),
            {
                "Stone Color": hex_color(0x5A5E61),
                "Second Color": hex_color(0x655F58),
                "Mortar Color": hex_color(0x3A3936),
                "Stone Length": 0.4,
                "Course Height": 0.045,
                "Joint Width": 0.002,
                "Relief": 0.007,
                "Irregular": 0.9,
                "Roughness": 0.66,
                "Weathering": 0.15,
            },
        ),
        Look(
            "Granite Setts",
            ("granite", "cobble", "setts", "grey", "paving", "street"),
            {
                "Stone Color": hex_color(0x8F8E8B),
                "Second Color": hex_color(0x6D6A69),
                "Mortar Color": hex_color(0x6A6258),
                "Stone Length": 0.13,
                "Course Height": 0.1,
                "Joint Width": 0.012,
                "Relief": 0.005,
                "Weathering": 0.5,
            },
        ),
        Look(
            "Honed Travertine",
            ("travertine", "cream", "honed", "floor", "elegant", "smooth"),
            {
                "Stone Color": hex_color(0xD9CBB3),
                "Second Color": hex_color(0xC3AD8E),
                "Mortar Color": hex_color(0xC0B199),
                "Stone Length": 0.9,
                "Course Height": 0.45,
                "Joint Width": 0.003,
                "Relief": 0.0003,
                "Irregular": 0.0,
                "Roughness": 0.35,
                "Weathering": 0.0,
            },
        ),
        Look(
            "York Flags",
            ("york", "flagstone", "buff", "garden", "terrace", "paving"),
            {
                "Stone Color": hex_color(0xA89C86),
                "Second Color": hex_color(0x837B70),
                "Mortar Color": hex_color(0x7E776A),
                "Stone Length": 0.75,
                "Course Height": 0.6,
                "Joint Width": 0.01,
                "Relief": 0.003,
                "Irregular": 0.8,
                "Weathering": 0.45,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
