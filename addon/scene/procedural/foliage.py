# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaves of hedges, climbers and crowns: overlapping cells, each a folded leaf."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Number, Scalar, Vector
from .family import Family, Look, color, factor, grown, hex_color, surface, wear

PARAMETERS = (
    color("Leaf Color", hex_color(0x4B6B35), "Most of the leaves"),
    color("Young Color", hex_color(0x86A050), "New shoots"),
    color("Autumn Color", hex_color(0xB0702F), "Leaves that turn"),
    grown("Leaf Size", 0.045, 0.01, 0.3, "The length of a leaf"),
    factor("Depth", 0.6, "How dark it is between the leaves"),
    factor("Roughness", 0.5, "Waxy to soft"),
    wear("Autumn", 0.05, "How many have turned"),
)


def leaves(b: GroupBuilder, size: Number, angle: float) -> tuple[Scalar, Color]:
    """One layer: its height over the layer's ground (0 to 1) and its colours."""
    bent = b.vector() + b.noise_vector(b.vector(), size * 2.0, seed=angle) * size
    turned = bent.rotated(angle) * (1.0, 1.7, 1.0)
    cells = b.voronoi(turned, size)
    middle: Vector = turned - cells.position
    rib = (abs(middle.y) / size).smoothstep(0.05, 0.0)
    blade = cells.distance.smoothstep(0.62, 0.3)
    height = blade * (0.5 + cells.random.y * 0.5) * (1.0 - rib * 0.2)
    fresh = cells.random.x.smoothstep(0.55, 1.0)
    green = b.mix_color(fresh, b.color("Leaf Color"), b.color("Young Color"))
    turn = cells.random.z < b.scalar("Autumn")
    leaf = b.mix_color(turn, green, b.color("Autumn Color"))
    return height, leaf.brighter(0.75 + cells.random.y * 0.4 + rib * 0.25)


def build(b: GroupBuilder) -> None:
    size = b.scalar("Leaf Size")
    with b.section("Leaves behind"):
        behind, behind_color = leaves(b, size * 0.85, 2.1)
    with b.section("Leaves between"):
        between, between_color = leaves(b, size, 0.5)
    with b.section("Leaves in front"):
        front, front_color = leaves(b, size * 1.1, 1.3)
    with b.section("Color"):
        dark = 1.0 - b.scalar("Depth") * 0.8
        back = behind_color.brighter(dark * (0.35 + behind * 0.65))
        middle = b.mix_color(between.smoothstep(0.15, 0.3), back, between_color.brighter(0.7))
        hedge = b.mix_color(front.smoothstep(0.45, 0.55), middle, front_color)
        masses = b.noise(b.vector(), 0.5, detail=3.0, seed=5.0) - 0.5
        lit = hedge.brighter(1.0 + masses * 0.7)
    with b.section("Relief"):
        layered = (behind * 0.3).maximum(between * 0.4 + 0.2).maximum(front * 0.5 + 0.35)
        relief = layered * size * 0.6 + masses * 0.04
        rough = b.scalar("Roughness") + (1.0 - layered) * 0.3
    surface(b, base_color=lit, roughness=rough, height=relief)


FAMILY = Family(
    id="foliage",
    label="Foliage",
    words=("foliage", "leaves", "hedge", "ivy", "tree", "plant", "green wall", "bush"),
    roles=("vegetation",),
    size_m=1.2,
    parameters=PARAMETERS,
    looks=(
        Look("Beech Hedge", ("hedge", "beech", "green", "garden"), {}),
        Look(
            "Boxwood",
            ("box", "boxwood", "topiary", "small", "dense"),
            {
                "Leaf Color": hex_color(0x3F5C2C),
                "Young Color": hex_color(0x6C8A3D),
                "Leaf Size": 0.02,
                "Autumn": 0.0,
            },
        ),
        Look(
            "Ivy",
            ("ivy", "climber", "dark", "facade"),
            {
                "Leaf Color": hex_color(0x36532F),
                "Young Color": hex_color(0x6B8A4F),
                "Leaf Size": 0.075,
                "Roughness": 0.36,
                "Autumn": 0.0,
            },
        ),
        Look(
            "Olive",
            ("olive", "silver", "mediterranean", "grey green"),
            {
                "Leaf Color": hex_color(0x77836A),
                "Young Color": hex_color(0xA5AD91),
                "Leaf Size": 0.05,
                "Autumn": 0.0,
            },
        ),
        Look(
            "Autumn Vine",
            ("autumn", "vine", "red", "orange", "virginia creeper"),
            {
                "Leaf Color": hex_color(0x7B4A2A),
                "Young Color": hex_color(0xA34A2C),
                "Autumn Color": hex_color(0xC58A36),
                "Leaf Size": 0.08,
                "Autumn": 0.45,
            },
        ),
    ),
    build=build,
)
