# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plaster and render: trowelled lime, clay, or a thrown grain, with clouds of drying."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, surface, wear

PARAMETERS = (
    color("Plaster Color", hex_color(0xD9D0C0), "The pigment of the plaster"),
    factor("Clouds", 0.35, "How uneven the colour dried"),
    factor("Trowel", 0.5, "Marks the trowel left"),
    metres("Grain Size", 0.003, 0.001, 0.012, "The sand in the finish"),
    metres("Grain Height", 0.0004, 0.0, 0.004, "How far the sand stands out"),
    factor("Roughness", 0.85, "Polished to matt"),
    wear("Cracks", 0.0, "Hair cracks"),
    wear("Stains", 0.1, "Water and touch"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Trowel"):
        drift = b.noise_vector(point, 0.5, detail=2.0, seed=4.0) * 0.5
        sweep = b.noise((point + drift) * (1.0, 2.6, 1.0), 0.28, detail=5.0, roughness=0.6)
        ridges = 1.0 - abs(sweep - 0.5) * 7.0
        trowel = ridges.clamp() * b.scalar("Trowel")
    with b.section("Grain"):
        sand = b.noise(point, b.scalar("Grain Size"), detail=2.0, roughness=0.6, seed=8.0) - 0.5
    with b.section("Cracks"):
        bent = point + b.noise_vector(point, 0.2, detail=4.0, seed=13.0) * 0.16
        net = b.voronoi(bent, 0.8, feature="DISTANCE_TO_EDGE", dimensions="3D").distance
        weak = b.noise(point, 0.7, detail=1.0, seed=17.0).smoothstep(0.45, 0.6)
        crack = net.smoothstep(0.005, 0.001) * weak * b.scalar("Cracks")
    with b.section("Color"):
        clouds = b.noise(point + drift, 0.7, detail=6.0, roughness=0.55, seed=19.0) - 0.5
        shade = 1.0 + clouds * b.scalar("Clouds") * 1.1 + trowel * 0.06 + (sweep - 0.5) * 0.1
        dry = b.color("Plaster Color").brighter(shade + sand * 0.12)
        run = b.noise(point * (1.0, 0.25, 1.0), 0.35, detail=4.0, seed=23.0).smoothstep(0.5, 0.8)
        stained = b.mix_color(run * b.scalar("Stains") * 0.6, dry, hex_color(0x7B6F60))
        cracked = b.mix_color(crack * 0.7, stained, hex_color(0x3C362F))
    with b.section("Relief"):
        wavy = b.noise(point, 0.45, detail=1.0, seed=29.0) * 0.0015
        grains = sand * b.scalar("Grain Height") * 2.0
        relief = wavy + grains + trowel * 0.0006 - crack * 0.0015
        rough = b.scalar("Roughness") + clouds * 0.15 - trowel * 0.12
    surface(b, base_color=cracked, roughness=rough, height=relief)


FAMILY = Family(
    id="plaster",
    label="Plaster",
    words=("plaster", "lime plaster", "limewash", "clay plaster", "tadelakt", "trowelled"),
    roles=("interior_wall", "exterior_wall", "ceiling", "other"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Lime White", ("white", "lime", "warm", "calm", "mediterranean"), {}),
        Look(
            "Clay Earth",
            ("clay", "earth", "brown", "natural", "sand", "wabi-sabi"),
            {
                "Plaster Color": hex_color(0xB49A7C),
                "Clouds": 0.3,
                "Grain Height": 0.0008,
                "Roughness": 0.93,
            },
        ),
        Look(
            "Polished Grey",
            ("grey", "polished", "stucco", "venetian", "tadelakt", "bathroom"),
            {
                "Plaster Color": hex_color(0x9B9890),
                "Clouds": 0.6,
                "Trowel": 0.9,
                "Grain Height": 0.00005,
                "Roughness": 0.42,
                "Stains": 0.0,
            },
        ),
        Look(
            "Terracotta Wash",
            ("terracotta", "pink", "salmon", "italian", "warm"),
            {"Plaster Color": hex_color(0xC58B6C), "Clouds": 0.7, "Cracks": 0.4, "Stains": 0.25},
        ),
        Look(
            "Rough Render",
            ("render", "roughcast", "grey", "facade", "spray"),
            {
                "Plaster Color": hex_color(0xC6C2B8),
                "Clouds": 0.2,
                "Trowel": 0.0,
                "Grain Size": 0.012,
                "Grain Height": 0.004,
                "Roughness": 0.95,
                "Stains": 0.3,
            },
        ),
        Look(
            "Sage Limewash",
            ("green", "sage", "limewash", "soft", "pigment"),
            {"Plaster Color": hex_color(0x9CA48C), "Clouds": 0.8, "Trowel": 0.7, "Stains": 0.05},
        ),
    ),
    build=build,
)
