# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Painted metal and lacquered boards: powder coat, enamel, piano lacquer."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, grown, hex_color, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Paint Color", hex_color(0x41474B), "The colour of the coat"),
    grown("Orange Peel", 0.00005, 0.0, 0.0005, "How far the coat stands in ripples"),
    grown("Peel Size", 0.003, 0.0008, 0.02, "From ripple to ripple"),
    factor("Roughness", 0.42, "Piano gloss to dead matt"),
    wear("Scratches", 0.1, "Fine lines"),
    wear("Dust", 0.1, "On top and in corners"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Coat"):
        peel = b.noise(point, b.scalar("Peel Size"), detail=1.0) - 0.5
        flow = b.noise(point, 0.12, detail=2.0, seed=3.0) - 0.5
    with b.section("Wear"):
        cuts = b.noise(point.rotated(0.5) * (0.03, 1.0, 1.0), 0.002, detail=2.0, seed=5.0)
        again = b.noise(point.rotated(-0.9) * (0.03, 1.0, 1.0), 0.002, detail=2.0, seed=7.0)
        scratch = cuts.maximum(again).smoothstep(0.68, 0.76) * b.scalar("Scratches")
        dust = (grime(b, point * (3.0, 3.0, 1.0)) * 0.8 + 0.1) * b.scalar("Dust")
    with b.section("Color"):
        coat = b.color("Paint Color").brighter(1.0 + flow * 0.05 + peel * 0.03)
        scraped = coat.brighter(1.0 + scratch * 0.6)
        dusty = b.mix_color(dust * 0.35, scraped, hex_color(0xA39D92))
    with b.section("Relief"):
        relief = peel * b.scalar("Orange Peel") * 2.0 - scratch * 0.00004
        rough = b.scalar("Roughness") + scratch * 0.2 + dust * 0.3 + flow * 0.05
    surface(b, base_color=dusty, roughness=rough, height=relief)


FAMILY = Family(
    id="lacquer",
    label="Lacquer",
    words=("lacquer", "powder coat", "painted metal", "enamel", "gloss", "satin", "coated"),
    roles=("frame", "metal_part", "fixture", "door", "wood_furniture", "tabletop", "other"),
    size_m=0.5,
    parameters=PARAMETERS,
    looks=(
        Look("Anthracite", ("anthracite", "grey", "dark", "window", "7016"), {}),
        Look(
            "Traffic White",
            ("white", "clean", "9016", "bright"),
            {"Paint Color": hex_color(0xEDEDE9), "Roughness": 0.35},
        ),
        Look(
            "Matt Black",
            ("black", "matt", "loft", "steel window"),
            {"Paint Color": hex_color(0x2B2B2C), "Roughness": 0.58},
        ),
        Look(
            "Sage Cabinet",
            ("sage", "green", "kitchen", "cabinet", "shaker"),
            {"Paint Color": hex_color(0x8D9A85), "Roughness": 0.46},
        ),
        Look(
            "Oxide Red",
            ("red", "oxide", "falu", "rust red"),
            {"Paint Color": hex_color(0x8B3F32), "Roughness": 0.5},
        ),
        Look(
            "Mustard",
            ("yellow", "mustard", "ochre", "accent"),
            {"Paint Color": hex_color(0xC99A3B), "Roughness": 0.38},
        ),
        Look(
            "Piano Blue",
            ("blue", "gloss", "piano", "navy", "shiny"),
            {"Paint Color": hex_color(0x2F4259), "Orange Peel": 0.00001, "Roughness": 0.07},
        ),
    ),
    build=build,
)
