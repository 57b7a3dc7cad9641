# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hexagon tiles, plain, mixed or laid as flowers."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import Color, GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Tile Color", hex_color(0xE9E7E1), "The ground"),
    color("Second Color", hex_color(0x2F3133), "The petals, or tiles now and then"),
    color("Accent Color", hex_color(0xE9E7E1), "The hearts of the flowers, or the fewest tiles"),
    color("Grout Color", hex_color(0xA8A49B), "The joints"),
    metres("Tile Width", 0.05, 0.015, 0.6, "From flat side to flat side"),
    metres("Joint Width", 0.002, 0.0005, 0.012, "Between two tiles"),
    metres("Edge Rounding", 0.0015, 0.0003, 0.02, "How softly the face falls to its edge"),
    factor("Flowers", 0.0, "1 lays a flower at every fourth tile", spread=0.0),
    factor("Mix", 0.0, "How many tiles have the second and accent colours", spread=0.05),
    factor("Veining", 0.0, "Veins of marble"),
    factor("Variation", 0.3, "How much the tiles differ"),
    factor("Roughness", 0.3, "Glazed to cement"),
    wear("Dirt", 0.2, "In the joints and on the faces"),
    wear("Wear", 0.15, "Rubbed faces and chipped edges"),
)

ROOT_3 = 1.7320508
# Tiles from heart to heart of the flowers.
FLOWER_PITCH = 4.0


def honeycomb(b: GroupBuilder, point: Vector) -> Vector:
    """The point seen from the middle of its hexagon, hexagons being 1 wide with points up.

    Middles stand in two rectangular grids, one between the other's lines: the nearer wins.
    """
    x, y = point.x, point.y / ROOT_3

    def seen_from(offset: float) -> Vector:
        u = (x + offset).fract() - 0.5
        return b.combine(u, ((y + offset).fract() - 0.5) * ROOT_3)

    first, second = seen_from(0.5), seen_from(0.0)
    return b.mix_vector(first.length() > second.length(), first, second)


def to_side(local: Vector) -> Scalar:
    """Widths from a point in a hexagon to its nearest side: 0.5 in the middle."""
    x, y = abs(local.x), abs(local.y)
    return 0.5 - x.maximum(x * 0.5 + y * (ROOT_3 * 0.5))


def counted_middle(b: GroupBuilder, middle: Vector, face: Scalar) -> Vector:
    """Whole numbers for the chance of a tile: middles are multiples of half a width and root."""
    column = (middle.x * 2.0 + 0.5).floor()
    return b.combine(column, (middle.y * (2.0 / ROOT_3) + 0.5).floor(), face)


def patterned(b: GroupBuilder, middle: Vector, chance: Vector) -> Color:
    """Flowers of a heart and six petals, and tiles of the other colours by chance."""
    from_heart = honeycomb(b, middle * (1.0 / FLOWER_PITCH)).length() * FLOWER_PITCH
    flowers = b.scalar("Flowers")
    petal = (from_heart < 1.2) * flowers
    mix = b.scalar("Mix")
    second = petal.maximum(chance.x > 1.0 - mix)
    accent = ((from_heart < 0.5) * flowers).maximum(chance.x > 1.0 - mix * 0.35)
    ground = b.mix_color(second, b.color("Tile Color"), b.color("Second Color"))
    return b.mix_color(accent, ground, b.color("Accent Color"))


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Hexagons"):
        joint = b.scalar("Joint Width")
        pitch = b.scalar("Tile Width") + joint
        counted = b.combine(point.x / pitch, point.y / pitch)
        local = honeycomb(b, counted)
        middle = counted - local
        chance = b.white_noise(counted_middle(b, middle, point.z))
        own = local * pitch + chance * 5.0
    with b.section("Edges"):
        worn = b.scalar("Wear")
        chips = b.noise(point, 0.012, detail=3.0, seed=4.0).smoothstep(0.55, 0.8) * worn
        edge = to_side(local) * pitch - joint * 0.5 - chips * 0.002
        face = edge.smoothstep(0.0, 0.0008)
    with b.section("Color"):
        variation = b.scalar("Variation")
        tint = patterned(b, middle, chance)
        cloud = b.noise(own, 0.07, detail=5.0, roughness=0.6, seed=3.0) - 0.5
        leaning = own.rotated(0.6) * (1.0, 0.4, 1.0)
        bent = abs(b.noise(leaning, 0.11, detail=6.0, roughness=0.55, seed=6.0) - 0.5)
        vein = bent.smoothstep(0.03, 0.0) * (0.3 + cloud * 0.8) + cloud * 0.55
        shade = 1.0 + ((chance.y - 0.5) * 0.4 + cloud * 0.5) * variation
        fired = tint.brighter(shade - vein * b.scalar("Veining"))
        rubbed = b.noise(point, 0.35, detail=5.0, roughness=0.65, seed=9.0).smoothstep(0.4, 0.7)
        faded = b.mix_color(rubbed * worn * 0.3, fired, hex_color(0xB5AEA2))
    with b.section("Grout and dirt"):
        sand = b.noise(point, 0.002, seed=7.0) - 0.5
        grout = b.color("Grout Color").brighter(1.0 + sand * 0.3)
        stains, dirt = grime(b, point), b.scalar("Dirt")
        soiled = b.mix_color(dirt * (0.35 + stains * 0.5), grout, hex_color(0x4B443B))
        film = stains * dirt * 0.3
        laid = b.mix_color(face, soiled, b.mix_color(film, faded, hex_color(0x6E675D)))
    with b.section("Relief"):
        rounding = b.scalar("Edge Rounding")
        round_edge = (edge.smoothstep(0.0, rounding) - 1.0) * rounding * 0.5
        tilt = (local.x * (chance.y - 0.5) + local.y * (chance.z - 0.5)) * 0.0012
        faces = round_edge + tilt * variation + cloud * 0.0003 * b.scalar("Roughness")
        relief = face.mix(rounding * -0.5 - 0.0012, faces)
        rough = b.scalar("Roughness") + film * 0.5 + rubbed * worn * 0.2 + (chance.z - 0.5) * 0.06
    surface(b, base_color=laid, roughness=face.mix(0.9, rough), height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """One tile and two half rows; with flowers as many times more as they stand apart."""
    tiles = FLOWER_PITCH if number(values, "Flowers") > 0.0 else 1.0
    pitch = (number(values, "Tile Width") + number(values, "Joint Width")) * tiles
    return pitch, pitch * ROOT_3


FAMILY = Family(
    id="hexagon",
    label="Hexagon Tile",
    words=("hexagon", "hexagonal", "hex tile", "honeycomb", "tomette", "penny round"),
    roles=("floor", "interior_wall", "tabletop", "paving", "stairs"),
    size_m=1.0,
    parameters=PARAMETERS,
    looks=(
        Look(
            "White Flower",
            ("white", "black", "flower", "victorian", "bathroom", "small"),
            {"Flowers": 1.0},
        ),
        Look(
            "Charcoal",
            ("charcoal", "black", "dark", "anthracite", "matt", "modern"),
            {
                "Tile Color": hex_color(0x3E4043),
                "Second Color": hex_color(0x4C4E51),
                "Accent Color": hex_color(0x333538),
                "Grout Color": hex_color(0x6A6A69),
                "Tile Width": 0.2,
                "Joint Width": 0.003,
                "Mix": 0.25,
                "Variation": 0.45,
                "Roughness": 0.55,
            },
        ),
        Look(
            "Encaustic Mix",
            ("encaustic", "cement", "coloured", "patchwork", "blue", "pastel", "mediterranean"),
            {
                "Tile Color": hex_color(0xD8CDBB),
                "Second Color": hex_color(0x557C88),
                "Accent Color": hex_color(0xC0804F),
                "Grout Color": hex_color(0xA89F92),
                "Tile Width": 0.2,
                "Joint Width": 0.0015,
                "Edge Rounding": 0.0006,
                "Mix": 0.62,
                "Variation": 0.55,
                "Roughness": 0.6,
                "Wear": 0.4,
            },
        ),
        Look(
            "Carrara Hexagon",
            ("marble", "carrara", "white", "grey", "veined", "honed"),
            {
                "Tile Color": hex_color(0xE2E1DE),
                "Second Color": hex_color(0xD0D0CF),
                "Accent Color": hex_color(0xC3C4C5),
                "Grout Color": hex_color(0xB6B5B1),
                "Tile Width": 0.12,
                "Mix": 0.35,
                "Veining": 0.9,
                "Variation": 0.25,
                "Roughness": 0.24,
            },
        ),
        Look(
            "Terracotta Tomette",
            ("terracotta", "tomette", "red", "provencal", "rustic", "french", "clay"),
            {
                "Tile Color": hex_color(0xAD6246),
                "Second Color": hex_color(0x8E4C38),
                "Accent Color": hex_color(0xBE8158),
                "Grout Color": hex_color(0xA99783),
                "Tile Width": 0.16,
                "Joint Width": 0.004,
                "Edge Rounding": 0.005,
                "Mix": 0.3,
                "Variation": 0.85,
                "Roughness": 0.5,
                "Dirt": 0.35,
                "Wear": 0.5,
            },
        ),
        Look(
            "Plain White",
            ("white", "plain", "clean", "glossy", "kitchen"),
            {"Tile Width": 0.1, "Edge Rounding": 0.003, "Roughness": 0.1, "Variation": 0.2},
        ),
    ),
    build=build,
    repeat=repeat,
)
