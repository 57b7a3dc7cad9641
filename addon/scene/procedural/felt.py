# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wool felt: fibres of several tones matted in every direction."""

from __future__ import annotations

from ..nodes import GroupBuilder, Scalar
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Felt Color", hex_color(0x8B8B89), "Most of the wool"),
    color("Heather Color", hex_color(0x5F6062), "The fibres of another tone"),
    metres("Fibre Width", 0.00045, 0.0001, 0.003, "A lock of fibres across; it is far longer"),
    metres("Fibre Height", 0.00022, 0.0, 0.002, "How far fibres stand out"),
    factor("Heather", 0.55, "How much of the second tone"),
    factor("Density", 0.4, "How cloudy the mat is, even to loose"),
    factor("Roughness", 0.95, "Pressed to fluffy"),
    wear("Pilling", 0.12, "Little balls of rubbed fibre"),
    wear("Rubbing", 0.1, "Pressed flat and pale"),
)


def locks(b: GroupBuilder, angle: float, seed: float) -> Scalar:
    """Fibres that lie about one way and curl, around 0."""
    point = b.vector()
    width = b.scalar("Fibre Width")
    curl = b.noise_vector(point, width * 18.0, detail=1.0, seed=seed) * (width * 16.0)
    turned = (point + curl).rotated(angle)
    return b.noise(turned * (0.05, 1.0, 1.0), width, detail=1.0, roughness=0.6, seed=seed) - 0.5


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Fibres"):
        first, second, third = (locks(b, a, s) for a, s in ((0.3, 3.0), (1.4, 5.0), (2.5, 7.0)))
        top = first.maximum(second).maximum(third)
        under = first.minimum(second).minimum(third)
        mat = top + under * 0.5
    with b.section("Mat and pills"):
        clouds = b.noise(point, 0.035, detail=4.0, roughness=0.6, seed=9.0) - 0.5
        lock = b.scalar("Fibre Width") * 14.0
        tufts = b.noise(point, lock, detail=4.0, roughness=0.7, seed=13.0) - 0.5
        wide = b.noise(point, 0.3, detail=2.0, seed=11.0) - 0.5
        balls = b.voronoi(point + b.noise_vector(point, 0.004, detail=1.0) * 0.004, 0.014)
        few = balls.random.x.smoothstep(1.0 - b.scalar("Pilling") * 0.6, 1.0)
        pill = balls.distance.smoothstep(0.13, 0.03) * few
        rubbed = grime(b, point * (4.0, 4.0, 1.0)) * b.scalar("Rubbing")
    with b.section("Color"):
        heather = b.scalar("Heather")
        tone = (top - abs(under)) * 1.9 + second * 0.9 + clouds * 0.5 + tufts * 0.9
        share = (tone + heather - 0.5).smoothstep(-0.3, 0.45) * heather.smoothstep(0.0, 0.25)
        wool = b.mix_color(share, b.color("Felt Color"), b.color("Heather Color"))
        shade = 1.0 + mat * 1.1 + (clouds * 0.5 + wide * 0.25) * b.scalar("Density")
        shaded = wool.brighter(shade + pill * 0.25)
        worn = b.mix_color(rubbed * 0.4, shaded, b.color("Felt Color").brighter(1.3))
    with b.section("Relief"):
        relief = mat * b.scalar("Fibre Height") * 2.4 * (1.0 - rubbed * 0.6)
        relief = relief + clouds * b.scalar("Density") * 0.0016 + pill * 0.0008
        rough = b.scalar("Roughness") - rubbed * 0.15
    surface(b, base_color=worn, roughness=rough, height=relief)


FAMILY = Family(
    id="felt",
    label="Felt",
    words=("felt", "felted", "wool felt", "loden", "baize", "matted", "acoustic felt"),
    roles=("upholstery", "interior_wall", "other"),
    size_m=0.14,
    parameters=PARAMETERS,
    looks=(
        Look("Grey Melange", ("grey", "melange", "heather", "acoustic", "slipper"), {}),
        Look(
            "Forest",
            ("green", "forest", "loden", "dark green", "bottle"),
            {
                "Felt Color": hex_color(0x3D5543),
                "Heather Color": hex_color(0x5E7358),
                "Heather": 0.4,
            },
        ),
        Look(
            "Camel",
            ("camel", "tan", "beige", "warm", "brown"),
            {
                "Felt Color": hex_color(0xB98F5E),
                "Heather Color": hex_color(0x94693F),
                "Heather": 0.4,
            },
        ),
        Look(
            "Natural Wool",
            ("natural", "cream", "white", "undyed", "raw"),
            {
                "Felt Color": hex_color(0xD9D0BE),
                "Heather Color": hex_color(0xA89880),
                "Fibre Width": 0.0006,
                "Fibre Height": 0.0003,
                "Heather": 0.45,
                "Density": 0.6,
                "Pilling": 0.25,
            },
        ),
        Look(
            "Anthracite",
            ("anthracite", "black", "charcoal", "dark", "roofing"),
            {
                "Felt Color": hex_color(0x3D3E40),
                "Heather Color": hex_color(0x606265),
                "Heather": 0.5,
            },
        ),
        Look(
            "Crimson",
            ("red", "crimson", "baize", "christmas", "bold"),
            {
                "Felt Color": hex_color(0x9C2C2E),
                "Heather Color": hex_color(0x7A2026),
                "Fibre Width": 0.00035,
                "Heather": 0.3,
                "Density": 0.2,
            },
        ),
    ),
    build=build,
)
