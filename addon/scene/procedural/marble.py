# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Polished marble slabs: warped clouds and veins, thin joints when tiled."""

from __future__ import annotations

from ..nodes import GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, grown, hex_color, metres, surface, wear
from .patterns import grime, inset, running_bond

PARAMETERS = (
    color("Stone Color", hex_color(0xE3E1DC), "The ground of the marble"),
    color("Cloud Color", hex_color(0xBDBDBB), "The soft drifts in it"),
    color("Vein Color", hex_color(0x7C7F83), "The veins"),
    metres("Slab Length", 1.2, 0.1, 4.0, "From joint to joint"),
    metres("Slab Height", 0.8, 0.1, 4.0, "From joint to joint"),
    metres("Joint Width", 0.0015, 0.0, 0.01, "Between two slabs; 0 for none"),
    grown("Vein Spacing", 0.35, 0.05, 2.0, "From vein to vein"),
    factor("Veins", 0.55, "How strong the veins are"),
    factor("Clouds", 0.5, "How strong the drifts are"),
    factor("Roughness", 0.1, "Polished to honed"),
    wear("Wear", 0.05, "Etched and dull places"),
)


def veins(b: GroupBuilder, point: Vector, size: Scalar, sharpness: float, seed: float) -> Scalar:
    """Lines where warped noise passes its middle: thin, branching, fading in and out."""
    field = b.noise(point, size, detail=5.0, roughness=0.52, seed=seed)
    line = 1.0 - (abs(field - 0.5) * sharpness).clamp()
    fade = b.noise(point, size * 1.5, detail=1.0, seed=seed + 2.0).smoothstep(0.35, 0.65)
    return line * line * line * fade


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Slabs"):
        slab = running_bond(b, point, b.scalar("Slab Length"), b.scalar("Slab Height"), 0.0)
        chance = b.white_noise(slab.cell)
        joint = b.scalar("Joint Width")
        seam = (inset(b, slab, 0.0005) - joint * 0.5).smoothstep(0.0006, 0.0)
        seam = seam * joint.smoothstep(0.0, 0.0004)
        # Without joints the stone is one piece.
        own = point + chance * joint.smoothstep(0.0, 0.0004) * 8.0
    with b.section("Veins"):
        spacing = b.scalar("Vein Spacing")
        tilted = own.rotated(0.6) * (0.55, 1.0, 1.0)
        folded = tilted + b.noise_vector(tilted, spacing * 1.3, detail=4.0, seed=3.0) * spacing
        bold = veins(b, folded, spacing, 22.0, 5.0)
        fine = veins(b, folded, spacing * 0.4, 26.0, 11.0)
        vein = (bold + fine * 0.45) * b.scalar("Veins") * 1.4
    with b.section("Color"):
        drift = b.noise(folded, spacing * 1.2, detail=6.0, roughness=0.6, seed=17.0)
        clouds = drift.smoothstep(0.42, 0.72) * b.scalar("Clouds")
        ground = b.mix_color(clouds, b.color("Stone Color"), b.color("Cloud Color"))
        veined = b.mix_color(vein.clamp(), ground, b.color("Vein Color"))
        crystal = b.noise(point, 0.0025, detail=1.0, seed=19.0) - 0.5
        stone = veined.brighter(1.0 + crystal * 0.08 + (chance.x - 0.5) * 0.06)
        dull = grime(b, point) * b.scalar("Wear")
        laid = b.mix_color(
            seam * 0.7, b.mix_color(dull * 0.2, stone, hex_color(0x6B645A)), hex_color(0x6F6B65)
        )
    with b.section("Relief"):
        rough = b.scalar("Roughness") + vein.clamp() * 0.05 + dull * 0.35 + seam * 0.6
        relief = crystal * 0.00002 - seam * 0.001
    surface(b, base_color=laid, roughness=rough, height=relief)


FAMILY = Family(
    id="marble",
    label="Marble",
    words=("marble", "stone", "slab", "vein", "polished", "luxury", "onyx"),
    roles=("floor", "tabletop", "interior_wall", "stone", "stairs", "fixture"),
    size_m=1.6,
    parameters=PARAMETERS,
    looks=(
        Look("Carrara", ("carrara", "white", "grey", "classic", "bianco"), {}),
        Look(
            "Calacatta Gold",
            ("calacatta", "white", "gold", "luxury", "bold"),
            {
                "Stone Color": hex_color(0xECE8E0),
                "Cloud Color": hex_color(0xD9CFBF),
                "Vein Color": hex_color(0x9B8463),
                "Vein Spacing": 0.6,
                "Veins": 0.7,
                "Clouds": 0.35,
            },
        ),
        Look(
            "Nero Marquina",
            ("nero", "marquina", "black", "dark", "white veins"),
            {
                "Stone Color": hex_color(0x2D2C2D),
                "Cloud Color": hex_color(0x39383A),
                "Vein Color": hex_color(0xD8D4CC),
                "Vein Spacing": 0.5,
                "Veins": 0.6,
                "Roughness": 0.08,
            },
        ),
        Look(
            "Verde Alpi",
            ("green", "verde", "alpi", "guatemala", "deep"),
            {
                "Stone Color": hex_color(0x33493F),
                "Cloud Color": hex_color(0x51695B),
                "Vein Color": hex_color(0xA9BBA9),
                "Vein Spacing": 0.22,
                "Clouds": 0.9,
            },
        ),
        Look(
            "Emperador",
            ("brown", "emperador", "dark", "warm"),
            {
                "Stone Color": hex_color(0x5A4335),
                "Cloud Color": hex_color(0x7A5D48),
                "Vein Color": hex_color(0xCBB394),
                "Vein Spacing": 0.25,
                "Clouds": 0.8,
            },
        ),
        Look(
            "Crema Honed",
            ("cream", "beige", "crema", "marfil", "honed", "soft"),
            {
                "Stone Color": hex_color(0xDCCDB4),
                "Cloud Color": hex_color(0xCDB998),
                "Vein Color": hex_color(0xA98B64),
                "Veins": 0.3,
                "Roughness": 0.38,
            },
        ),
    ),
    build=build,
)
