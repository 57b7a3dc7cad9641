# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Still and moving water seen from above, as an opaque surface with its own depth of colour."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, grown, hex_color, surface, wear

PARAMETERS = (
    color("Deep Color", hex_color(0x2C5D66), "Where it is deep"),
    color("Shallow Color", hex_color(0x6FA8A6), "Where the ground shines through"),
    grown("Wave Length", 0.55, 0.05, 10.0, "From crest to crest"),
    grown("Wave Height", 0.02, 0.0, 1.0, "From trough to crest"),
    factor("Chop", 0.5, "Ripples on the waves"),
    factor("Caustics", 0.3, "Nets of light on the ground of a pool"),
    factor("Roughness", 0.06, "Mirror to windblown", spread=0.02),
    wear("Silt", 0.1, "Murk in drifts"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Waves"):
        size = b.scalar("Wave Length")
        bend = b.noise_vector(point, size * 2.0, detail=2.0, seed=3.0) * size
        swell = b.noise((point + bend * 0.5) * (0.6, 1.0, 1.0), size, detail=2.0, seed=5.0) - 0.5
        ripple = b.noise(point + bend * 0.3, size * 0.3, detail=3.0, seed=7.0) - 0.5
        wave = swell + ripple * b.scalar("Chop") * 0.35
    with b.section("Caustics"):
        net = b.voronoi(point + bend * 0.6, size * 0.8, feature="DISTANCE_TO_EDGE").distance
        thin = net.smoothstep(0.16, 0.0) * (0.4 + swell.smoothstep(-0.2, 0.2) * 0.6)
        thin = thin * thin * b.scalar("Caustics")
    with b.section("Color"):
        depth = b.noise(point, size * 6.0, detail=2.0, seed=11.0).smoothstep(0.35, 0.7)
        shallow = depth * 0.5 + wave * 0.5
        body = b.mix_color(shallow.clamp(), b.color("Deep Color"), b.color("Shallow Color"))
        lit = body.brighter(1.0 + thin * 1.1)
        murk = b.noise(point, 1.2, detail=5.0, seed=13.0).smoothstep(0.45, 0.75)
        murky = b.mix_color(murk * b.scalar("Silt"), lit, hex_color(0x5B5A42))
    with b.section("Relief"):
        relief = wave * b.scalar("Wave Height")
        rough = b.scalar("Roughness") + abs(ripple) * 0.05
    surface(b, base_color=murky, roughness=rough, height=relief)


FAMILY = Family(
    id="water",
    label="Water",
    words=("water", "pool", "sea", "lake", "pond", "river", "waves"),
    roles=("water",),
    size_m=4.0,
    parameters=PARAMETERS,
    looks=(
        Look(
            "Swimming Pool",
            ("pool", "turquoise", "swimming", "clear", "summer"),
            {
                "Deep Color": hex_color(0x3F9AAE),
                "Shallow Color": hex_color(0x8FCBD0),
                "Caustics": 0.5,
                "Silt": 0.0,
            },
        ),
        Look("Lake", ("lake", "calm", "green blue", "river"), {"Caustics": 0.0}),
        Look(
            "Sea",
            ("sea", "ocean", "waves", "blue", "wind"),
            {
                "Deep Color": hex_color(0x274B66),
                "Shallow Color": hex_color(0x4F8296),
                "Wave Length": 1.4,
                "Wave Height": 0.14,
                "Chop": 0.9,
                "Caustics": 0.0,
                "Roughness": 0.1,
            },
        ),
        Look(
            "Black Mirror",
            ("black", "mirror", "reflecting", "still", "basin"),
            {
                "Deep Color": hex_color(0x2A2F31),
                "Shallow Color": hex_color(0x333B3D),
                "Wave Height": 0.002,
                "Caustics": 0.0,
                "Roughness": 0.02,
                "Silt": 0.0,
            },
        ),
        Look(
            "Garden Pond",
            ("pond", "green", "murky", "natural"),
            {
                "Deep Color": hex_color(0x3A4A35),
                "Shallow Color": hex_color(0x6B7550),
                "Wave Height": 0.008,
                "Caustics": 0.05,
                "Silt": 0.6,
            },
        ),
    ),
    build=build,
)
