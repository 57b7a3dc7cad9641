# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asphalt: crushed stone in bitumen, with the tracks, cracks and patches of its years."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Color, GroupBuilder, Number, Scalar
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime, inset, running_bond

PARAMETERS = (
    color("Bitumen Color", hex_color(0x3D3D3E), "What binds the stones"),
    color("Stone Color", hex_color(0x8D8983), "Most of the stones"),
    color("Second Color", hex_color(0x5F5D5B), "Other stones"),
    metres("Aggregate Size", 0.009, 0.002, 0.03, "A large stone"),
    factor("Exposed", 0.45, "How many stones show through the bitumen"),
    factor("Texture", 0.5, "Rolled smooth to open-pored"),
    factor("Roughness", 0.88, "Fresh and oily to dry"),
    wear("Wear", 0.35, "Wheels have polished it pale in places"),
    wear("Cracks", 0.25, "Long cracks and crazed places"),
    wear("Patches", 0.0, "Squares cut out and filled anew"),
    wear("Stains", 0.2, "Oil and dirt"),
)


class Aggregate(NamedTuple):
    """Height of the stones in their size (0 to 0.5) and their colour."""

    height: Scalar
    color: Color


def aggregate(b: GroupBuilder, size: Number) -> Aggregate:
    point = b.vector()
    flat = b.combine(point.x + point.z * 17.0, point.y + point.z * 7.0)
    cells = b.voronoi(flat, size, dimensions="2D", metric="MINKOWSKI")
    second = cells.random.x.smoothstep(0.35, 0.75)
    rock = b.mix_color(second, b.color("Stone Color"), b.color("Second Color"))
    # Crushed stones are as flat on top as the roller left them.
    height = (0.75 - cells.distance).minimum(0.35 + cells.random.z * 0.2).maximum(0.0)
    return Aggregate(height, rock.brighter(0.7 + cells.random.y * 0.6))


def cracks(b: GroupBuilder, patch: Scalar) -> Scalar:
    """1 in cracks: a few long ones, and a fine net where the ground gave way."""
    amount = b.scalar("Cracks")
    sway = b.noise_vector(b.vector(), 0.3, detail=5.0, seed=13.0)
    long_way = b.vector() + sway * 0.5
    ways = b.voronoi(long_way, 1.9, feature="DISTANCE_TO_EDGE").distance
    long_ones = ways.smoothstep(0.0045, 0.0012) * (sway.x + amount * 0.9 - 0.2).smoothstep(0.0, 0.1)
    net = b.voronoi(b.vector() + sway * 0.12, 0.14, feature="DISTANCE_TO_EDGE").distance
    weak = b.noise(b.vector(), 1.6, detail=3.0, seed=17.0)
    crazed = weak.smoothstep(0.82 - amount * 0.38, 0.88 - amount * 0.38)
    crack = long_ones.maximum(net.smoothstep(0.03, 0.008) * crazed)
    return crack * amount.smoothstep(0.0, 0.05) * (1.0 - patch)


def patches(b: GroupBuilder) -> tuple[Scalar, Scalar]:
    """1 inside the squares that were filled, and 1 on the tar along their edges."""
    amount = b.scalar("Patches")
    place = running_bond(b, b.vector(), 2.9, 2.3, 0.37)
    chance = b.white_noise(place.cell)
    ragged = b.noise(b.vector(), 0.09, detail=3.0, seed=23.0) - 0.5
    edge = inset(b, place, 0.06) - 0.15 - chance.y * 0.6 + ragged * 0.03
    there = chance.x < amount
    tar = abs(edge).smoothstep(0.03 + ragged * 0.02, 0.015) * there
    return edge.smoothstep(0.0, 0.006) * there, tar


def build(b: GroupBuilder) -> None:
    point, size = b.vector(), b.scalar("Aggregate Size")
    with b.section("Stones in bitumen"):
        large = aggregate(b, size)
        small = aggregate(b, size * 0.4)
        is_small = small.height * 0.4 > large.height
        pile = large.height.maximum(small.height * 0.4)
    with b.section("Patches and cracks"):
        patch, tar = patches(b)
        crack = cracks(b, patch)
    with b.section("Color"):
        travelled = b.noise(point, 1.1, detail=9.0, roughness=0.7, seed=5.0)
        polished = travelled.smoothstep(0.3, 0.7) * b.scalar("Wear") * (1.0 - patch)
        film = b.noise(point, size * 1.5, detail=2.0, seed=7.0)
        covered = 0.62 - b.scalar("Exposed") * 0.5 + patch * 0.2 - polished * 0.12
        bare = (pile * 1.2 + film * 0.25 - covered).smoothstep(-0.04, 0.1)
        dust = b.noise(point, 0.003, detail=2.0, seed=9.0) - 0.5
        rocks = b.mix_color(is_small, large.color, small.color)
        bitumen = b.color("Bitumen Color").brighter(1.0 + dust * 0.9 - patch * 0.25)
        road = b.mix_color(bare * 0.75, bitumen, rocks)
        pale = road.brighter(0.9 + polished * 0.5 + (travelled - 0.5) * 0.3)
    with b.section("Wear"):
        stain = grime(b, point) * b.scalar("Stains")
        spots = b.noise(point, 0.22, detail=3.0, seed=19.0).smoothstep(0.7, 0.76)
        oily = (stain * 0.4 + spots * b.scalar("Stains") * 0.5).maximum(tar * 0.85)
        stained = b.mix_color(oily, pale, hex_color(0x29292A))
        open_crack = b.mix_color(crack * 0.85, stained, hex_color(0x2A2825))
    with b.section("Relief"):
        texture = 0.25 + b.scalar("Texture")
        stones = pile * size * texture * 0.6 + dust * 0.0006
        level = (travelled - 0.5) * 0.012 + patch * 0.004 + tar * 0.002
        relief = stones * (1.0 - tar * 0.7) + level - crack * 0.008
        rough = b.scalar("Roughness") + dust * 0.15 - bare * 0.08 - oily * 0.25
    surface(b, base_color=open_crack, roughness=rough, height=relief)


FAMILY = Family(
    id="asphalt",
    label="Asphalt",
    words=("asphalt", "tarmac", "road", "bitumen", "blacktop", "street", "macadam"),
    roles=("paving", "terrain", "floor", "roof", "other"),
    size_m=1.6,
    parameters=PARAMETERS,
    looks=(
        Look("Worn Road", ("worn", "grey", "road", "street", "everyday"), {}),
        Look(
            "Fresh Blacktop",
            ("fresh", "new", "black", "smooth", "dark"),
            {
                "Bitumen Color": hex_color(0x2D2D2F),
                "Stone Color": hex_color(0x4A494A),
                "Second Color": hex_color(0x3C3C3D),
                "Aggregate Size": 0.008,
                "Exposed": 0.25,
                "Roughness": 0.75,
                "Wear": 0.05,
                "Cracks": 0.0,
                "Stains": 0.05,
            },
        ),
        Look(
            "Cracked and Patched",
            ("cracked", "patched", "old", "damaged", "alley", "potholes"),
            {
                "Bitumen Color": hex_color(0x4C4B49),
                "Stone Color": hex_color(0x918D86),
                "Exposed": 0.6,
                "Texture": 0.65,
                "Wear": 0.6,
                "Cracks": 0.75,
                "Patches": 0.2,
                "Stains": 0.4,
            },
        ),
        Look(
            "Red Cycle Path",
            ("red", "cycle", "bike", "coloured", "lane", "dutch"),
            {
                "Bitumen Color": hex_color(0x714238),
                "Stone Color": hex_color(0xA37868),
                "Second Color": hex_color(0x8A5A4E),
                "Aggregate Size": 0.006,
                "Exposed": 0.4,
                "Texture": 0.35,
                "Wear": 0.25,
                "Cracks": 0.1,
            },
        ),
        Look(
            "Surface Dressing",
            ("chip seal", "chippings", "coarse", "country lane", "gravelly", "driveway"),
            {
                "Bitumen Color": hex_color(0x4A4743),
                "Stone Color": hex_color(0xA09789),
                "Second Color": hex_color(0x7E7770),
                "Aggregate Size": 0.014,
                "Exposed": 0.9,
                "Texture": 1.0,
                "Wear": 0.3,
                "Cracks": 0.0,
            },
        ),
    ),
    build=build,
)
