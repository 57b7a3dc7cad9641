# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lawn and meadow seen from a few metres: tufts, blades, dry patches and bare soil."""

from __future__ import annotations

from ..nodes import GroupBuilder, Scalar
from .family import Family, Look, color, factor, hex_color, metres, surface, wear

PARAMETERS = (
    color("Grass Color", hex_color(0x5F7A35), "Fresh blades"),
    color("Second Color", hex_color(0x8C9A4E), "Tips and older blades"),
    color("Dry Color", hex_color(0xA8975C), "Straw"),
    color("Soil Color", hex_color(0x4F4030), "Between the tufts"),
    metres("Blade Length", 0.045, 0.008, 0.3, "Taller grass lies more"),
    factor("Unevenness", 0.5, "Tufts and hollows"),
    factor("Roughness", 0.85, "Wet to dry"),
    wear("Dry", 0.2, "Parched patches"),
    wear("Bare", 0.1, "Worn down to the soil"),
)


def blades(b: GroupBuilder, angle: float, seed: float) -> Scalar:
    """Fine strokes that lie one way, bent by the wind."""
    point, length = b.vector(), b.scalar("Blade Length")
    bend = b.noise_vector(point, length * 3.0, detail=1.0, seed=seed) * (length * 1.6)
    lying = (point + bend).rotated(angle) * (0.16, 1.0, 1.0)
    return b.noise(lying, length * 0.16, detail=2.0, roughness=0.6, seed=seed + 1.0)


def build(b: GroupBuilder) -> None:
    point, length = b.vector(), b.scalar("Blade Length")
    with b.section("Blades in three directions"):
        first = blades(b, 0.4, 3.0)
        second = blades(b, 1.5, 7.0)
        third = blades(b, 2.5, 11.0)
        blade = first.maximum(second).maximum(third).smoothstep(0.42, 0.78)
    with b.section("Tufts and patches"):
        uneven = b.scalar("Unevenness")
        tufts = b.noise(point, length * 3.0, detail=3.0, seed=13.0)
        fields = b.noise(point, 1.7, detail=5.0, roughness=0.6, seed=17.0)
        parched = fields.smoothstep(0.85 - b.scalar("Dry") * 0.7, 1.05 - b.scalar("Dry") * 0.7)
        worn = b.noise(point, 0.5, detail=6.0, roughness=0.65, seed=19.0)
        bare = worn.smoothstep(0.8 - b.scalar("Bare") * 0.5, 0.95 - b.scalar("Bare") * 0.5)
        bare = bare * b.scalar("Bare").smoothstep(0.0, 0.1)
    with b.section("Color"):
        mixed = (first - second) * 1.6 + (tufts - 0.5) * uneven + 0.45
        green = b.mix_color(mixed.clamp(), b.color("Grass Color"), b.color("Second Color"))
        straw = parched * 0.75 + (third.smoothstep(0.62, 0.7)) * b.scalar("Dry")
        dried = b.mix_color(straw.clamp(), green, b.color("Dry Color"))
        shade = 0.4 + blade * 0.85 + (tufts - 0.5) * 0.7 * uneven + (fields - 0.5) * 0.3
        lit = dried.brighter(shade.maximum(0.25))
        crumbs = b.noise(point, 0.02, detail=5.0, roughness=0.7, seed=23.0)
        soil = b.color("Soil Color").brighter(0.5 + crumbs)
        gaps = blade.smoothstep(0.18, 0.0) * 0.6
        ground = b.mix_color(bare.maximum(gaps), lit, soil)
    with b.section("Relief"):
        grown = blade * length * 0.22 + tufts * length * 0.5 * uneven
        relief = bare.mix(grown, crumbs * 0.012) + fields * 0.02
        rough = bare.mix(b.scalar("Roughness") - blade * 0.1, 0.95)
    surface(b, base_color=ground, roughness=rough, height=relief)


FAMILY = Family(
    id="grass",
    label="Grass",
    words=("grass", "lawn", "meadow", "turf", "garden", "green", "ground", "moss"),
    roles=("vegetation", "terrain"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Summer Lawn", ("lawn", "summer", "green", "mown"), {}),
        Look(
            "Meadow",
            ("meadow", "wild", "tall", "natural"),
            {
                "Grass Color": hex_color(0x66793F),
                "Second Color": hex_color(0xA3A561),
                "Blade Length": 0.12,
                "Unevenness": 0.9,
                "Dry": 0.4,
            },
        ),
        Look(
            "Golf Green",
            ("golf", "short", "perfect", "fresh", "artificial"),
            {
                "Grass Color": hex_color(0x5E7D3C),
                "Second Color": hex_color(0x7F9950),
                "Blade Length": 0.02,
                "Unevenness": 0.2,
                "Dry": 0.0,
                "Bare": 0.0,
            },
        ),
        Look(
            "Parched",
            ("dry", "parched", "straw", "steppe", "autumn"),
            {"Blade Length": 0.06, "Dry": 0.85, "Bare": 0.5},
        ),
        Look(
            "Moss",
            ("moss", "shade", "velvet", "japanese", "soft"),
            {
                "Grass Color": hex_color(0x55672B),
                "Second Color": hex_color(0x89913E),
                "Blade Length": 0.014,
                "Unevenness": 1.0,
                "Dry": 0.05,
                "Bare": 0.0,
            },
        ),
    ),
    build=build,
)
