# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loose stones in two sizes and what binds them: pebbles, chippings, hoggin, sand."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Number, Scalar
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Stone Color", hex_color(0xB5AC9C), "Most of the stones"),
    color("Second Color", hex_color(0x8A7C6B), "Other stones"),
    color("Ground Color", hex_color(0x6A5F50), "Sand or soil between them"),
    metres("Stone Size", 0.025, 0.002, 0.3, "A large stone"),
    factor("Roundness", 0.6, "Crushed to river-worn"),
    factor("Bound", 0.0, "How far the stones are sunk in the ground", spread=0.03),
    factor("Variation", 0.6, "How much the stones differ"),
    factor("Roughness", 0.85, "Wet to dry"),
    wear("Dirt", 0.25, "Soil and dust in drifts"),
)


def stones(b: GroupBuilder, size: Number) -> tuple[Scalar, Color]:
    """One layer of stones: height in sizes (0 to about 0.5) and colours."""
    point = b.vector() + b.noise_vector(b.vector(), size * 1.3, seed=13.0) * (size * 0.35)
    cells = b.voronoi(point, size, randomness=0.85)
    rim = b.voronoi(point, size, feature="DISTANCE_TO_EDGE", randomness=0.85).distance
    # A ball round the cell's middle, kept off its neighbours by the rim.
    ball = (1.0 - cells.distance * cells.distance * 3.4).maximum(0.0).root()
    domed = ball.minimum((rim * 5.0).maximum(0.0).root()) * 0.5
    broken = rim.smoothstep(0.0, 0.12) * (0.3 + cells.random.z * 0.2)
    shape = b.scalar("Roundness").mix(broken, domed) * (0.65 + cells.random.y * 0.35)
    variation = b.scalar("Variation")
    second = cells.random.x.smoothstep(0.35, 0.9) * variation
    rock = b.mix_color(second, b.color("Stone Color"), b.color("Second Color"))
    return shape, rock.brighter(1.0 + (cells.random.y - 0.5) * 0.7 * variation)


def build(b: GroupBuilder) -> None:
    point, size = b.vector(), b.scalar("Stone Size")
    with b.section("Large stones"):
        large, large_color = stones(b, size)
    with b.section("Small stones"):
        small, small_color = stones(b, size * 0.37)
    with b.section("Lying together"):
        top = b.noise(point, size * 2.2, detail=2.0, seed=3.0).smoothstep(0.42, 0.5)
        pile = (small * 0.35).maximum(large * top)
        is_large = large * top > small * 0.35
        bound = b.scalar("Bound")
        level = bound * 0.34
        out = (pile - level * (0.7 + b.noise(point, size, seed=5.0) * 0.6)).smoothstep(0.0, 0.06)
    with b.section("Color"):
        speck = b.noise(point, size * 0.12, detail=3.0, roughness=0.7, seed=7.0) - 0.5
        rock = b.mix_color(is_large, small_color, large_color).brighter(1.0 + speck * 0.35)
        sunk = rock.brighter(0.35 + pile.smoothstep(0.0, 0.3) * 0.65)
        binder = b.color("Ground Color").brighter(1.0 + speck * 0.5)
        shown = out * (1.0 - bound * 0.35)
        ground = b.mix_color(shown, binder, sunk)
        drift = grime(b, point) * b.scalar("Dirt")
        dirty = b.mix_color(drift * 0.6, ground, hex_color(0x6B5D4B))
    with b.section("Relief"):
        height = pile.maximum(level) * size
        relief = height + speck * size * 0.04 + b.noise(point, 0.9, seed=9.0) * 0.012
        rough = b.scalar("Roughness") + speck * 0.15
    surface(b, base_color=dirty, roughness=rough, height=relief)


FAMILY = Family(
    id="gravel",
    label="Gravel",
    words=("gravel", "pebbles", "chippings", "loose stones", "shingle beach", "path", "sand"),
    roles=("paving", "terrain", "roof", "other"),
    size_m=0.8,
    parameters=PARAMETERS,
    looks=(
        Look("Limestone Gravel", ("limestone", "beige", "path", "drive"), {}),
        Look(
            "River Pebbles",
            ("river", "pebbles", "round", "japanese", "zen"),
            {
                "Stone Color": hex_color(0x8C8E8D),
                "Second Color": hex_color(0xB9B1A4),
                "Ground Color": hex_color(0x4D4A44),
                "Stone Size": 0.06,
                "Roundness": 1.0,
                "Roughness": 0.6,
                "Dirt": 0.1,
            },
        ),
        Look(
            "Granite Chippings",
            ("granite", "grey", "crushed", "chippings"),
            {
                "Stone Color": hex_color(0x86868A),
                "Second Color": hex_color(0x5C5B60),
                "Ground Color": hex_color(0x4A4947),
                "Stone Size": 0.018,
                "Roundness": 0.1,
            },
        ),
        Look(
            "Hoggin",
            ("hoggin", "ochre", "compacted", "park", "path", "breedon"),
            {
                "Stone Color": hex_color(0xB7986C),
                "Second Color": hex_color(0x9B7A52),
                "Ground Color": hex_color(0xA98A5E),
                "Stone Size": 0.012,
                "Roundness": 0.4,
                "Bound": 0.7,
                "Dirt": 0.35,
            },
        ),
        Look(
            "Sand",
            ("sand", "beach", "dune", "desert"),
            {
                "Stone Color": hex_color(0xD3BE98),
                "Second Color": hex_color(0xB79E78),
                "Ground Color": hex_color(0xC9B28B),
                "Stone Size": 0.002,
                "Bound": 0.6,
                "Variation": 0.4,
                "Dirt": 0.0,
            },
        ),
    ),
    build=build,
)
