# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Terrazzo: marble chips of two sizes in cement, ground flat and polished."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Number, Scalar
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Cement Color", hex_color(0xD8D2C6), "What holds the chips"),
    color("Chip Color", hex_color(0xB98D6B), "The first marble"),
    color("Second Chip Color", hex_color(0x7B7A76), "The second marble"),
    color("Third Chip Color", hex_color(0xF0EAE0), "The third marble"),
    metres("Chip Size", 0.028, 0.004, 0.15, "A large chip"),
    factor("Coverage", 0.65, "How many chips there are"),
    factor("Roughness", 0.22, "Polished to honed"),
    wear("Wear", 0.15, "Dull tracks and stains"),
)


def chips(b: GroupBuilder, size: Number, keep: Number, seed: float) -> tuple[Scalar, Color]:
    """Where broken chips about `size` wide lie, and of which marble each is."""
    point = b.shifted(b.vector(), seed)
    cells = b.voronoi(point, size)
    rim = b.voronoi(point, size, feature="DISTANCE_TO_EDGE").distance
    ragged = (b.noise(point, size * 0.4, detail=2.0) - 0.5) * 0.1
    kept = cells.random.x < keep
    chip = (rim + ragged - cells.random.y * 0.14).smoothstep(0.03, 0.06) * kept
    second = cells.random.z > 0.4
    third = cells.random.z > 0.7
    marble = b.mix_color(second, b.color("Chip Color"), b.color("Second Chip Color"))
    marble = b.mix_color(third, marble, b.color("Third Chip Color"))
    return chip, marble.brighter(0.8 + cells.random.y * 0.4)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    size, coverage = b.scalar("Chip Size"), b.scalar("Coverage")
    with b.section("Large chips"):
        large, large_color = chips(b, size, coverage, 0.0)
    with b.section("Small chips"):
        small, small_color = chips(b, size * 0.32, coverage, 3.0)
    with b.section("Color"):
        vein = b.noise(point, size * 0.3, detail=4.0, roughness=0.6, seed=5.0) - 0.5
        sand = b.noise(point, 0.002, detail=1.0, seed=7.0) - 0.5
        cement = b.color("Cement Color").brighter(1.0 + sand * 0.12)
        ground = b.mix_color(small, cement, small_color)
        floor = b.mix_color(large, ground, large_color.brighter(1.0 + vein * 0.35))
        worn = grime(b, point) * b.scalar("Wear")
        soiled = b.mix_color(worn * 0.3, floor, hex_color(0x5E564B))
    with b.section("Relief"):
        any_chip = large.maximum(small)
        rough = b.scalar("Roughness") + (1.0 - any_chip) * 0.12 + worn * 0.3
        relief = any_chip * 0.00004 + sand * 0.00003
    surface(b, base_color=soiled, roughness=rough, height=relief)


FAMILY = Family(
    id="terrazzo",
    label="Terrazzo",
    words=("terrazzo", "chips", "venetian", "palladiana", "aggregate", "speckled"),
    roles=("floor", "tabletop", "stairs", "interior_wall", "stone"),
    size_m=0.8,
    parameters=PARAMETERS,
    looks=(
        Look("Venetian", ("venetian", "classic", "warm", "multicolour"), {}),
        Look(
            "Salt and Pepper",
            ("grey", "black", "white", "fine", "salt", "pepper", "station"),
            {
                "Cement Color": hex_color(0xB9B6AF),
                "Chip Color": hex_color(0x3A3A3A),
                "Second Chip Color": hex_color(0x8A8781),
                "Third Chip Color": hex_color(0xE9E6DF),
                "Chip Size": 0.01,
                "Coverage": 0.7,
            },
        ),
        Look(
            "Rosso",
            ("pink", "red", "rosso", "verona", "warm"),
            {
                "Cement Color": hex_color(0xD9B9A6),
                "Chip Color": hex_color(0x8E4A3C),
                "Second Chip Color": hex_color(0xE8D9C8),
                "Third Chip Color": hex_color(0xB9745B),
            },
        ),
        Look(
            "Nero",
            ("black", "dark", "nero", "contrast"),
            {
                "Cement Color": hex_color(0x3B3B3D),
                "Chip Color": hex_color(0xD9D5CC),
                "Second Chip Color": hex_color(0x77736D),
                "Third Chip Color": hex_color(0xA58A63),
                "Coverage": 0.5,
            },
        ),
        Look(
            "Palladiana",
            ("palladiana", "large", "bold", "italian", "modernist"),
            {
                "Cement Color": hex_color(0xE1DCD1),
                "Chip Color": hex_color(0x6E7F74),
                "Second Chip Color": hex_color(0xC0946A),
                "Third Chip Color": hex_color(0xB4B0A7),
                "Chip Size": 0.09,
                "Coverage": 0.85,
            },
        ),
    ),
    build=build,
)
