# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leather: pebbled grain in cells, folds, pores, and a shine where it was touched."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, grown, hex_color, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Leather Color", hex_color(0x9A5A34), "The dyed hide"),
    color("Crease Color", hex_color(0x5C3420), "What gathers in the grain"),
    grown("Grain Size", 0.0035, 0.0008, 0.02, "From pebble to pebble"),
    grown("Grain Depth", 0.0004, 0.0, 0.003, "How deep the creases are"),
    factor("Aniline", 0.5, "Clouds of dye in the hide"),
    factor("Roughness", 0.46, "Patent to nubuck"),
    wear("Wear", 0.25, "Rubbed lighter and shiny"),
    wear("Wrinkles", 0.25, "Folds of use"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Grain"):
        size = b.scalar("Grain Size")
        bent = point + b.noise_vector(point, size * 3.0, detail=2.0, seed=3.0) * size
        pebble = b.voronoi(bent, size, feature="DISTANCE_TO_EDGE").distance
        fine = b.voronoi(bent, size * 0.45, feature="DISTANCE_TO_EDGE").distance
        crease = pebble.smoothstep(0.22, 0.0) * 0.75 + fine.smoothstep(0.2, 0.0) * 0.35
    with b.section("Wrinkles"):
        folded = point + b.noise_vector(point, 0.05, detail=3.0, seed=5.0) * 0.03
        folds = b.noise(folded * (0.4, 1.0, 1.0), 0.035, detail=3.0, seed=7.0) - 0.5
        fold = (1.0 - abs(folds) * 14.0).clamp() * b.scalar("Wrinkles")
    with b.section("Color"):
        dye = b.noise(point, 0.09, detail=5.0, roughness=0.6, seed=9.0) - 0.5
        hide = b.color("Leather Color").brighter(1.0 + dye * b.scalar("Aniline"))
        creased = b.mix_color((crease * 0.7 + fold * 0.5).clamp(), hide, b.color("Crease Color"))
        rubbed = grime(b, point * (5.0, 5.0, 1.0)) * b.scalar("Wear") * (1.0 - crease)
        worn = b.mix_color(rubbed * 0.5, creased, hide.brighter(1.45))
    with b.section("Relief"):
        relief = crease * b.scalar("Grain Depth") * -1.0 - fold * 0.0006
        rough = b.scalar("Roughness") + crease * 0.2 - rubbed * 0.2 + dye * 0.1
    surface(b, base_color=worn, roughness=rough, height=relief)


FAMILY = Family(
    id="leather",
    label="Leather",
    words=("leather", "hide", "cowhide", "nappa", "aniline", "upholstery", "sofa"),
    roles=("upholstery", "other"),
    size_m=0.16,
    parameters=PARAMETERS,
    looks=(
        Look("Cognac", ("cognac", "tan", "brown", "warm", "vintage"), {}),
        Look(
            "Black Nappa",
            ("black", "nappa", "smooth", "elegant"),
            {
                "Leather Color": hex_color(0x353335),
                "Crease Color": hex_color(0x2A292B),
                "Grain Depth": 0.0002,
                "Roughness": 0.38,
                "Aniline": 0.2,
            },
        ),
        Look(
            "Cream",
            ("cream", "white", "ivory", "soft", "italian"),
            {
                "Leather Color": hex_color(0xDED2BD),
                "Crease Color": hex_color(0xB5A48A),
                "Aniline": 0.2,
                "Wear": 0.1,
            },
        ),
        Look(
            "Oxblood",
            ("oxblood", "red", "burgundy", "chesterfield", "club"),
            {
                "Leather Color": hex_color(0x70302C),
                "Crease Color": hex_color(0x502624),
                "Roughness": 0.34,
            },
        ),
        Look(
            "Chocolate",
            ("chocolate", "dark", "brown", "saddle"),
            {
                "Leather Color": hex_color(0x5A4032),
                "Crease Color": hex_color(0x3A2B23),
                "Grain Size": 0.005,
            },
        ),
        Look(
            "Olive Nubuck",
            ("olive", "green", "nubuck", "suede", "matt"),
            {
                "Leather Color": hex_color(0x76724F),
                "Crease Color": hex_color(0x56523A),
                "Grain Depth": 0.0001,
                "Roughness": 0.85,
                "Aniline": 0.8,
                "Wrinkles": 0.1,
            },
        ),
    ),
    build=build,
)
