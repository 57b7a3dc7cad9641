# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Solid wood without joints: furniture, doors, frames, worktops."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, grown, hex_color, surface, wear
from .grain import grain_color, wood_grain

PARAMETERS = (
    color("Wood Color", hex_color(0xC9A87E), "The pale early wood"),
    color("Grain Color", hex_color(0x93693F), "The dark late wood"),
    grown("Ring Width", 0.016, 0.004, 0.06, "From one growth ring to the next"),
    factor("Grain Contrast", 0.6, "How strongly the grain shows"),
    factor("Figure", 0.3, "Clouds and shimmer across the grain"),
    factor("Roughness", 0.42, "Varnished to raw"),
    wear("Scuffs", 0.1, "Dull and scratched places"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Grain"):
        offset = b.combine(point.z * 0.31, point.z * 0.17, 0.0)
        grain = wood_grain(b, point + offset, b.scalar("Ring Width"))
    with b.section("Color"):
        sawn = grain_color(
            b, grain, b.color("Wood Color"), b.color("Grain Color"), b.scalar("Grain Contrast")
        )
        cloud = b.noise(point * (0.4, 1.0, 1.0), 0.12, detail=3.0, seed=3.0) - 0.5
        shimmer = b.noise(point * (2.5, 0.4, 1.0), 0.03, detail=2.0, seed=5.0) - 0.5
        figure = (cloud + shimmer * 0.6) * b.scalar("Figure")
        planed = sawn.brighter(1.0 + figure * 0.9)
    with b.section("Wear"):
        rubbed = b.noise(point, 0.15, detail=5.0, roughness=0.7, seed=7.0).smoothstep(0.5, 0.7)
        lines = b.noise(point * (0.1, 1.0, 1.0), 0.004, detail=1.0, seed=9.0).smoothstep(0.7, 0.76)
        scuffs = (rubbed * 0.6 + lines * 0.6) * b.scalar("Scuffs")
        worn = b.mix_color(scuffs * 0.3, planed, hex_color(0x5A4A3A))
    with b.section("Relief"):
        relief = grain.pores * -0.00015 + (grain.fibre - 0.5) * 0.0001 - scuffs * 0.0001
        rough = b.scalar("Roughness") + scuffs * 0.3 + grain.figure * 0.06 - figure * 0.15
    surface(b, base_color=worn, roughness=rough, height=relief)


FAMILY = Family(
    id="wood",
    label="Wood",
    words=("wood", "solid wood", "timber", "furniture", "joinery", "wooden"),
    roles=("wood_furniture", "tabletop", "door", "frame", "stairs", "interior_wall", "other"),
    size_m=0.9,
    parameters=PARAMETERS,
    looks=(
        Look("Natural Oak", ("oak", "natural", "warm", "honey"), {}),
        Look(
            "Pale Ash",
            ("ash", "pale", "birch", "scandinavian", "light", "blond"),
            {
                "Wood Color": hex_color(0xDECBAA),
                "Grain Color": hex_color(0xB79A72),
                "Roughness": 0.5,
            },
        ),
        Look(
            "American Walnut",
            ("walnut", "dark", "mid-century", "rich"),
            {
                "Wood Color": hex_color(0x84593D),
                "Grain Color": hex_color(0x3F281A),
                "Grain Contrast": 0.75,
                "Figure": 0.5,
                "Roughness": 0.34,
            },
        ),
        Look(
            "Cherry",
            ("cherry", "red", "warm", "polished", "mahogany"),
            {
                "Wood Color": hex_color(0xA8683F),
                "Grain Color": hex_color(0x74401F),
                "Grain Contrast": 0.45,
                "Figure": 0.6,
                "Roughness": 0.26,
            },
        ),
        Look(
            "Ebonised",
            ("black", "ebony", "dark", "stained", "oak"),
            {
                "Wood Color": hex_color(0x3E3935),
                "Grain Color": hex_color(0x2D2926),
                "Grain Contrast": 0.8,
                "Roughness": 0.45,
            },
        ),
        Look(
            "Teak",
            ("teak", "golden", "danish", "oiled"),
            {
                "Wood Color": hex_color(0xAB7A48),
                "Grain Color": hex_color(0x6A4524),
                "Ring Width": 0.01,
                "Figure": 0.4,
            },
        ),
    ),
    build=build,
)
