# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mosaic: small tesserae of glass, marble, clay or gold, mixed by chance."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import Piece, grime, inset
from .rhythm import bond

PARAMETERS = (
    color("Tessera Color", hex_color(0x6FA79A), "Most of the tesserae"),
    color("Second Color", hex_color(0x3E7C78), "The next in number"),
    color("Accent Color", hex_color(0xB9D3BE), "The few that stand out"),
    color("Grout Color", hex_color(0xB9BFB6), "The joints"),
    metres("Tessera Size", 0.018, 0.008, 0.05, "The side of one tessera"),
    metres("Joint Width", 0.0018, 0.0003, 0.006, "Between two tesserae"),
    factor("Second Share", 0.4, "How many have the second colour", spread=0.1),
    factor("Accent Share", 0.15, "How many have the accent colour"),
    factor("Accent Metal", 0.0, "1 makes the accents leaf metal under glass", spread=0.0),
    factor("Irregular", 0.3, "Cut by machine to cut and set by hand"),
    factor("Veining", 0.3, "Streaks in glass, veins in stone"),
    factor("Variation", 0.5, "How much tesserae of one colour differ"),
    factor("Roughness", 0.1, "Glass to tumbled stone"),
    wear("Dirt", 0.15, "In the joints and on the faces"),
    wear("Loss", 0.0, "Tesserae that have fallen out"),
)


def tesserae(b: GroupBuilder) -> Piece:
    """A grid whose rows sway a little; each piece is turned and cut by chance of its own."""
    irregular = b.scalar("Irregular")
    pitch = b.scalar("Tessera Size") + b.scalar("Joint Width")
    point = b.vector()
    sway = b.noise_vector(point, pitch * 6.0, detail=0.0, seed=2.0) * (pitch * irregular * 0.9)
    across, up = (point.x + sway.x) / pitch, (point.y + sway.y) / pitch
    cell = b.combine(across.floor(), up.floor(), point.z)
    chance = b.white_noise(cell, seed=8.0)
    middle = b.combine(across.fract() - 0.5, up.fract() - 0.5)
    turned = middle.rotated((chance.x - 0.5) * irregular * 0.35)
    length = pitch * (1.0 - irregular * chance.y * 0.13)
    height = pitch * (1.0 - irregular * chance.z * 0.13)
    return Piece(cell, turned.x * pitch, turned.y * pitch, length, height)


def mixed(b: GroupBuilder, chance: Vector) -> tuple[Color, Scalar]:
    """The tessera's colour out of three, and 1 where it is an accent."""
    accent = chance.x > 1.0 - b.scalar("Accent Share")
    second = chance.y > 1.0 - b.scalar("Second Share")
    most = b.mix_color(second, b.color("Tessera Color"), b.color("Second Color"))
    return b.mix_color(accent, most, b.color("Accent Color")), accent


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Tesserae"):
        piece = tesserae(b)
        chance = b.white_noise(piece.cell)
        other = b.white_noise(piece.cell, seed=21.0)
        own = b.combine(piece.u, piece.v, 0.0) + chance * 5.0
        size = b.scalar("Tessera Size")
        nibble = (b.noise(point, size * 0.25, seed=4.0) - 0.5) * size * b.scalar("Irregular")
        edge = inset(b, piece, size * 0.08) - b.scalar("Joint Width") * 0.5 - nibble * 0.15
        present = other.z > b.scalar("Loss") * 0.3
        face = edge.smoothstep(0.0, size * 0.03) * present
    with b.section("Color"):
        tint, accent = mixed(b, chance)
        variation = b.scalar("Variation")
        streaked = b.noise(own * (0.35, 1.3, 1.0), size * 0.6, detail=4.0, distortion=1.5)
        vein = (streaked - 0.5) * b.scalar("Veining")
        shade = 1.0 + (other.x - 0.5) * 0.7 * variation + vein * 1.6
        hue = 0.5 + (other.y - 0.5) * 0.03 * variation
        fired = tint.adjusted(hue=hue).brighter(shade)
    with b.section("Grout and dirt"):
        sand = b.noise(point, 0.0015, seed=7.0) - 0.5
        grout = b.color("Grout Color").brighter(1.0 + sand * 0.4)
        stains, dirt = grime(b, point), b.scalar("Dirt")
        soiled = b.mix_color(dirt * (0.35 + stains * 0.5), grout, hex_color(0x4B443B))
        film = stains * dirt * 0.3
        laid = b.mix_color(face, soiled, b.mix_color(film, fired, hex_color(0x6E675D)))
    with b.section("Relief"):
        irregular = b.scalar("Irregular")
        pillow = edge.smoothstep(0.0, size * 0.12) - 1.0
        tilt = (piece.u * (chance.z - 0.5) + piece.v * (other.y - 0.5)) * (0.03 + irregular * 0.14)
        proud = (other.x - 0.5) * 0.0008 * irregular
        faces = pillow * size * 0.03 + tilt + proud + (streaked - 0.5) * size * 0.012
        bed = -0.0012 - size * 0.03 - (1.0 - present) * 0.003 + sand * 0.0004
        metal = accent * b.scalar("Accent Metal") * face
        rough = b.scalar("Roughness") + film * 0.6 + (other.y - 0.5) * 0.08 + metal * 0.12
    surface(
        b,
        base_color=laid,
        roughness=face.mix(0.9, rough),
        height=face.mix(bed, faces),
        metallic=metal,
    )


FAMILY = Family(
    id="mosaic",
    label="Mosaic",
    words=("mosaic", "tesserae", "tessera", "smalti", "glass mosaic", "bisazza", "pool"),
    roles=("interior_wall", "floor", "tabletop", "fixture", "exterior_wall"),
    size_m=0.9,
    parameters=PARAMETERS,
    looks=(
        Look("Sea Green Mix", ("sea-green", "green", "aqua", "glass", "bathroom", "shower"), {}),
        Look(
            "White Marble Mosaic",
            ("white", "marble", "carrara", "roman", "stone", "tumbled"),
            {
                "Tessera Color": hex_color(0xE3E1DC),
                "Second Color": hex_color(0xC9C8C6),
                "Accent Color": hex_color(0xA3A4A6),
                "Grout Color": hex_color(0xB7B3AB),
                "Tessera Size": 0.02,
                "Accent Share": 0.06,
                "Irregular": 0.6,
                "Veining": 0.55,
                "Variation": 0.2,
                "Roughness": 0.42,
            },
        ),
        Look(
            "Deep Blue Pool",
            ("blue", "deep", "cobalt", "navy", "swimming pool", "turquoise"),
            {
                "Tessera Color": hex_color(0x2C5D93),
                "Second Color": hex_color(0x1F3F72),
                "Accent Color": hex_color(0x5FA3BC),
                "Grout Color": hex_color(0xC3CBCE),
                "Tessera Size": 0.023,
                "Joint Width": 0.002,
                "Accent Share": 0.12,
                "Irregular": 0.12,
                "Veining": 0.45,
                "Variation": 0.65,
                "Roughness": 0.07,
            },
        ),
        Look(
            "Gold and Black",
            ("gold", "black", "byzantine", "luxury", "hammam", "glitter"),
            {
                "Tessera Color": hex_color(0x2A2A2C),
                "Second Color": hex_color(0x3B3835),
                "Accent Color": hex_color(0xD8A94E),
                "Grout Color": hex_color(0x55524D),
                "Tessera Size": 0.015,
                "Accent Share": 0.3,
                "Accent Metal": 1.0,
                "Irregular": 0.5,
                "Variation": 0.6,
                "Roughness": 0.14,
            },
        ),
        Look(
            "Terracotta Mosaic",
            ("terracotta", "orange", "earth", "warm", "unglazed", "rustic"),
            {
                "Tessera Color": hex_color(0xB87250),
                "Second Color": hex_color(0x98553D),
                "Accent Color": hex_color(0xD9B892),
                "Grout Color": hex_color(0xB5A48F),
                "Tessera Size": 0.022,
                "Joint Width": 0.0025,
                "Irregular": 0.75,
                "Variation": 0.6,
                "Roughness": 0.62,
                "Dirt": 0.3,
                "Loss": 0.04,
            },
        ),
        Look(
            "Ink and Pearl",
            ("grey", "pearl", "monochrome", "silver", "charcoal", "modern"),
            {
                "Tessera Color": hex_color(0x9A9C9D),
                "Second Color": hex_color(0x55595D),
                "Accent Color": hex_color(0xDDDDD8),
                "Grout Color": hex_color(0x8B8B88),
                "Tessera Size": 0.01,
                "Joint Width": 0.001,
                "Accent Share": 0.2,
                "Irregular": 0.05,
                "Variation": 0.5,
            },
        ),
    ),
    build=build,
    repeat=bond("Tessera Size", "Tessera Size", joint="Joint Width"),
)
