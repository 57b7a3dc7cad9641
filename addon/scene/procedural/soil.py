# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bare earth: clods, crumbs and small stones, damp or dried until it cracks."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Number, Scalar, Vector
from .family import Family, Look, color, factor, grown, hex_color, surface, wear

PARAMETERS = (
    color("Soil Color", hex_color(0x66503A), "The earth when it is dry"),
    color("Second Color", hex_color(0x7E684C), "Other layers and crumbs"),
    color("Stone Color", hex_color(0x97907F), "Small stones"),
    grown("Clod Size", 0.045, 0.004, 0.3, "A large lump"),
    grown("Crack Spacing", 0.16, 0.03, 1.0, "From crack to crack where it dried out"),
    factor("Lumpy", 0.65, "Raked smooth to freshly dug"),
    factor("Stones", 0.25, "How many small stones lie on it"),
    factor("Variation", 0.5, "How much the colour differs from place to place"),
    factor("Roughness", 0.95, "How matt it is when dry"),
    wear("Damp", 0.2, "Dark wet places"),
    wear("Cracking", 0.0, "Dried and shrunk until it cracked"),
)


def flat(b: GroupBuilder) -> Vector:
    """The face's own number moves the plane: a third dimension would cut the clods askew."""
    point = b.vector()
    return b.combine(point.x + point.z * 17.0, point.y + point.z * 7.0)


def clods(b: GroupBuilder, size: Number, seed: float) -> Scalar:
    """Broken lumps about `size` wide: height in sizes, 0 to about 0.6."""
    sway = b.noise_vector(b.vector(), size * 0.8, detail=3.0, seed=seed) * (size * 0.7)
    cells = b.voronoi(b.shifted(flat(b), seed) + sway, size, dimensions="2D")
    lump = (1.0 - cells.distance * cells.distance * 2.2).maximum(0.0)
    return lump.root() * (0.15 + cells.random.x * cells.random.x * 0.5)


def stones(b: GroupBuilder, size: Number) -> tuple[Scalar, Color]:
    """Height in metres of the few stones that lie on the earth, and their colour."""
    cells = b.voronoi(flat(b), size, dimensions="2D", randomness=0.8)
    angular = b.noise(b.vector(), size * 0.35, detail=2.0, seed=7.0) - 0.5
    there = cells.random.x < b.scalar("Stones") * 0.5
    out = 0.12 + cells.random.y * 0.22 - cells.distance + angular * 0.16
    height = (out.maximum(0.0) * 6.0).minimum(1.0).root() * there
    return height * size * 0.16, b.color("Stone Color").brighter(0.65 + cells.random.z * 0.7)


def plates(b: GroupBuilder) -> Scalar:
    """Distance from the nearest crack in spacings, the cracks crooked and of two orders."""
    spacing = b.scalar("Crack Spacing")
    sway = b.noise_vector(b.vector(), spacing * 0.5, detail=4.0, seed=29.0) * (spacing * 0.4)
    bent = flat(b) + sway
    wide = b.voronoi(bent, spacing, feature="DISTANCE_TO_EDGE", dimensions="2D").distance
    fine = b.voronoi(bent, spacing * 0.45, feature="DISTANCE_TO_EDGE", dimensions="2D").distance
    return wide.minimum(fine * 0.5 + 0.022)


def build(b: GroupBuilder) -> None:
    point, size = b.vector(), b.scalar("Clod Size")
    with b.section("Clods and crumbs"):
        lumpy = b.scalar("Lumpy")
        large = clods(b, size, 3.0)
        small = clods(b, size * 0.33, 5.0)
        crumbs = b.noise(point, size * 0.16, detail=5.0, roughness=0.7, seed=9.0) - 0.5
        dug = (large + small * 0.45) * lumpy
    with b.section("Stones"):
        stone, stone_color = stones(b, size * 0.6 + 0.02)
        is_stone = stone.smoothstep(0.0, 0.0006)
    with b.section("Cracks"):
        cracking = b.scalar("Cracking")
        plate = plates(b)
        gape = cracking * 0.035
        crack = plate.smoothstep(gape + 0.012, gape * 0.4) * cracking.smoothstep(0.0, 0.15)
        # The rims of the plates dry first: they curl up and turn pale.
        curl = plate.smoothstep(0.3, 0.04) * cracking
    with b.section("Color"):
        fields = b.noise(point, 0.9, detail=6.0, roughness=0.62, seed=13.0)
        variation = b.scalar("Variation")
        other = (fields - 0.5) * 1.6 + crumbs * 1.1 + (large - 0.25) * 0.9 + 0.4
        layers = b.mix_color(other * variation, b.color("Soil Color"), b.color("Second Color"))
        hollow = 0.62 + dug.smoothstep(0.0, 0.45) * 0.45 + (1.0 - lumpy) * 0.25
        shade = hollow + crumbs * 0.9 + (fields - 0.5) * 0.5 * variation + curl * 0.22
        earth = layers.brighter(shade.maximum(0.2) * (1.0 - crack * 0.72))
        ground = b.mix_color(is_stone, earth, stone_color.brighter(0.9 + crumbs * 0.6))
    with b.section("Damp"):
        wet_place = b.noise(point, 0.6, detail=5.0, roughness=0.6, seed=19.0) - dug * 0.2
        damp = b.scalar("Damp")
        wet = wet_place.smoothstep(0.78 - damp * 0.62, 0.9 - damp * 0.55)
        wet = wet * damp.smoothstep(0.0, 0.1)
        dark = ground.brighter(1.0 - wet * 0.5)
    with b.section("Relief"):
        lumps = dug * size * 0.7 + crumbs * size * (0.06 + lumpy * 0.08)
        lie = (fields - 0.5) * 0.03 + curl * b.scalar("Crack Spacing") * 0.03
        relief = lumps.maximum(stone * is_stone + lumps * 0.5) + lie
        relief = relief - crack * b.scalar("Crack Spacing") * 0.14
        rough = b.scalar("Roughness") - wet * 0.4 + crumbs * 0.1 - is_stone * 0.1
    surface(b, base_color=dark, roughness=rough, height=relief)


FAMILY = Family(
    id="soil",
    label="Soil",
    words=("soil", "earth", "dirt", "mud", "loam", "bare ground", "topsoil"),
    roles=("terrain", "vegetation", "paving", "other"),
    size_m=1.2,
    parameters=PARAMETERS,
    looks=(
        Look("Garden Soil", ("garden", "dark", "brown", "humus", "flower bed", "loam"), {}),
        Look(
            "Dry Cracked Earth",
            ("dry", "cracked", "desert", "drought", "lakebed", "parched", "clay"),
            {
                "Soil Color": hex_color(0xA58F72),
                "Second Color": hex_color(0xB8A589),
                "Clod Size": 0.02,
                "Lumpy": 0.08,
                "Stones": 0.05,
                "Variation": 0.4,
                "Damp": 0.0,
                "Cracking": 0.85,
            },
        ),
        Look(
            "Red Clay",
            ("clay", "red", "terracotta", "laterite", "african", "rammed"),
            {
                "Soil Color": hex_color(0x855641),
                "Second Color": hex_color(0x9C6F55),
                "Stone Color": hex_color(0x8C6650),
                "Clod Size": 0.03,
                "Lumpy": 0.5,
                "Stones": 0.2,
                "Variation": 0.7,
                "Damp": 0.35,
            },
        ),
        Look(
            "Sandy Soil",
            ("sandy", "pale", "beige", "path", "coastal", "light"),
            {
                "Soil Color": hex_color(0xB39B75),
                "Second Color": hex_color(0xC4B08C),
                "Stone Color": hex_color(0xA79E8E),
                "Clod Size": 0.025,
                "Lumpy": 0.35,
                "Stones": 0.5,
                "Damp": 0.1,
            },
        ),
        Look(
            "Wet Mud",
            ("mud", "wet", "muddy", "puddle", "rain", "building site"),
            {
                "Soil Color": hex_color(0x6B5844),
                "Second Color": hex_color(0x5C4B3A),
                "Clod Size": 0.09,
                "Lumpy": 0.45,
                "Stones": 0.1,
                "Roughness": 0.7,
                "Damp": 0.85,
            },
        ),
        Look(
            "Ploughed Field",
            ("ploughed", "field", "farm", "dug", "clods", "agricultural"),
            {
                "Soil Color": hex_color(0x73604A),
                "Second Color": hex_color(0x8C7A60),
                "Clod Size": 0.11,
                "Lumpy": 1.0,
                "Stones": 0.15,
                "Damp": 0.1,
            },
        ),
    ),
    build=build,
)
