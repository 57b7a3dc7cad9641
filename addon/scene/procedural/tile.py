# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Glazed and unglazed tiles: metro, zellige, porcelain, chequerboard."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import grime, inset, running_bond
from .rhythm import bond

PARAMETERS = (
    color("Tile Color", hex_color(0xEDEBE4), "The glaze"),
    color("Second Color", hex_color(0xDEDBD2), "Other tiles: now and then, or every second one"),
    color("Grout Color", hex_color(0xA9A59C), "The joints"),
    metres("Tile Length", 0.2, 0.01, 2.0, "Along a course"),
    metres("Tile Height", 0.1, 0.01, 2.0, "Across a course"),
    metres("Joint Width", 0.003, 0.0005, 0.015, "Between two tiles"),
    metres("Edge Rounding", 0.002, 0.0005, 0.02, "How softly the face falls to its edge"),
    factor("Bond Offset", 0.5, "Course to course: 0 grid, 0.5 metro", spread=0.0),
    factor("Checker", 0.0, "1 lays the second colour at every second tile", spread=0.0),
    factor("Variation", 0.3, "How much the tiles differ"),
    factor("Handmade", 0.15, "Tilted and wavy faces"),
    factor("Roughness", 0.12, "Glazed to unglazed"),
    wear("Dirt", 0.15, "In the joints and on the faces"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Tiles"):
        joint = b.scalar("Joint Width")
        tile = running_bond(
            b,
            point,
            b.scalar("Tile Length") + joint,
            b.scalar("Tile Height") + joint,
            b.scalar("Bond Offset"),
        )
        chance = b.white_noise(tile.cell)
        own = b.combine(tile.u, tile.v, 0.0) + chance * 5.0
        edge = inset(b, tile, 0.001 + joint * 0.5) - joint * 0.5
        face = edge.smoothstep(0.0, 0.0008)
    with b.section("Color"):
        checker = b.scalar("Checker")
        parity = (tile.cell.x + tile.cell.y).modulo(2.0) > 0.5
        now_and_then = chance.x.smoothstep(0.35, 1.0) * variation
        second = checker.mix(now_and_then, parity)
        glaze = b.mix_color(second, b.color("Tile Color"), b.color("Second Color"))
        pool = b.noise(own, 0.05, detail=4.0, roughness=0.6, seed=3.0) - 0.5
        shade = 1.0 + ((chance.y - 0.5) * 0.5 + pool * 0.5) * variation
        fired = glaze.brighter(shade)
    with b.section("Grout and dirt"):
        sand = b.noise(point, 0.002, detail=2.0, seed=7.0) - 0.5
        grout = b.color("Grout Color").brighter(1.0 + sand * 0.3)
        dirt = b.scalar("Dirt")
        soiled = b.mix_color(dirt * (0.4 + grime(b, point) * 0.5), grout, hex_color(0x4B443B))
        film = grime(b, point, seed=41.0) * dirt * 0.25
        laid = b.mix_color(face, soiled, b.mix_color(film, fired, hex_color(0x6E675D)))
    with b.section("Relief"):
        handmade = b.scalar("Handmade")
        round_edge = edge.smoothstep(0.0, b.scalar("Edge Rounding")) - 1.0
        wavy = (b.noise(own, 0.06, detail=1.0, seed=9.0) - 0.5) * 0.006
        tilt = (tile.u * (chance.y - 0.5) + tile.v * (chance.z - 0.5)) * 0.05
        faces = (wavy + tilt) * handmade + round_edge * b.scalar("Edge Rounding") * 0.5
        relief = face.mix(-0.0015 - b.scalar("Edge Rounding") * 0.5, faces)
        rough = b.scalar("Roughness") + film * 0.6 + (chance.z - 0.5) * 0.06 * handmade
        rough = face.mix(0.9, rough)
    surface(b, base_color=laid, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """Of the bond; a chequer comes back after two tiles across and an even number of courses."""
    across, up = _bond(values)
    if number(values, "Checker") == 0.0:
        return across, up
    courses = round(up / (number(values, "Tile Height") + number(values, "Joint Width")))
    return across * 2.0, up * (1.0 + courses % 2)


_bond = bond("Tile Length", "Tile Height", offset="Bond Offset", joint="Joint Width")

FAMILY = Family(
    id="tile",
    label="Tile",
    words=("tile", "tiles", "ceramic", "porcelain", "metro tile", "bathroom", "kitchen"),
    roles=("floor", "interior_wall", "tabletop", "paving", "stairs", "exterior_wall"),
    size_m=1.2,
    parameters=PARAMETERS,
    looks=(
        Look("White Metro", ("white", "metro", "subway", "kitchen", "clean"), {}),
        Look(
            "Zellige Green",
            ("green", "zellige", "moroccan", "handmade", "emerald", "glazed"),
            {
                "Tile Color": hex_color(0x3F6B58),
                "Second Color": hex_color(0x6F9580),
                "Grout Color": hex_color(0x8E9587),
                "Tile Length": 0.1,
                "Joint Width": 0.0015,
                "Bond Offset": 0.0,
                "Variation": 0.8,
                "Handmade": 0.9,
                "Roughness": 0.08,
            },
        ),
        Look(
            "Porcelain Grey",
            ("grey", "porcelain", "large", "modern", "floor", "concrete look"),
            {
                "Tile Color": hex_color(0xA09D97),
                "Second Color": hex_color(0x95928D),
                "Grout Color": hex_color(0x7C7973),
                "Tile Length": 0.6,
                "Tile Height": 0.6,
                "Bond Offset": 0.0,
                "Edge Rounding": 0.001,
                "Variation": 0.35,
                "Handmade": 0.0,
                "Roughness": 0.45,
            },
        ),
        Look(
            "Chequerboard",
            ("black", "white", "checker", "classic", "hall", "victorian"),
            {
                "Tile Color": hex_color(0xE4E0D6),
                "Second Color": hex_color(0x333335),
                "Grout Color": hex_color(0x8B877F),
                "Tile Length": 0.2,
                "Tile Height": 0.2,
                "Bond Offset": 0.0,
                "Checker": 1.0,
                "Variation": 0.25,
                "Roughness": 0.25,
            },
        ),
        Look(
            "Terracotta Floor",
            ("terracotta", "red", "orange", "rustic", "saltillo", "warm", "unglazed"),
            {
                "Tile Color": hex_color(0xB9704F),
                "Second Color": hex_color(0x9A5A40),
                "Grout Color": hex_color(0xB2A08B),
                "Tile Length": 0.3,
                "Tile Height": 0.3,
                "Joint Width": 0.006,
                "Bond Offset": 0.0,
                "Edge Rounding": 0.004,
                "Variation": 0.8,
                "Handmade": 0.6,
                "Roughness": 0.62,
                "Dirt": 0.3,
            },
        ),
        Look(
            "Blush Kit-Kat",
            ("pink", "finger", "kit-kat", "vertical", "slim", "blush"),
            {
                "Tile Color": hex_color(0xD2A394),
                "Second Color": hex_color(0xC18D7D),
                "Grout Color": hex_color(0xE0D5CC),
                "Tile Length": 0.022,
                "Tile Height": 0.145,
                "Joint Width": 0.002,
                "Bond Offset": 0.0,
                "Edge Rounding": 0.002,
                "Variation": 0.6,
                "Handmade": 0.5,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
