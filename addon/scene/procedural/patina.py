# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copper and bronze in the weather: browned, blackened, green and streaked, stage by stage."""

from __future__ import annotations

from ..nodes import GroupBuilder, Scalar
from .family import Family, Look, color, factor, grown, hex_color, surface, wear

PARAMETERS = (
    color("Metal Color", hex_color(0xB87552), "The bare metal"),
    color("Brown Color", hex_color(0x5B4033), "The first oxide"),
    color("Green Color", hex_color(0x7FA893), "Verdigris"),
    color("Bloom Color", hex_color(0xB4CDBC), "The pale powder on the green"),
    grown("Patch Size", 0.22, 0.03, 1.5, "How far the clouds of patina reach"),
    grown("Crust", 0.0004, 0.0, 0.003, "How thick the green stands"),
    factor("Mottle", 0.5, "How much the tones break up"),
    factor("Roughness", 0.45, "The metal where it is bare"),
    wear("Browning", 0.9, "The first years: the shine goes"),
    wear("Verdigris", 0.75, "Decades: green from the rain side on"),
    wear("Bloom", 0.35, "Powder and salts on the green"),
    wear("Streaks", 0.5, "Rain that washed it down"),
)


def bloom_of(b: GroupBuilder, powder: Scalar) -> Scalar:
    """1 under pale salts."""
    amount = b.scalar("Bloom")
    return powder.smoothstep(0.66, 0.46 - amount * 0.12) * amount


def browned(b: GroupBuilder, field: Scalar) -> Scalar:
    """1 under brown oxide."""
    amount = b.scalar("Browning")
    brown = field.smoothstep(0.86 - amount, 1.1 - amount * 0.95)
    return brown * amount.smoothstep(0.0, 0.06)


def greened(b: GroupBuilder, field: Scalar) -> Scalar:
    """1 under verdigris."""
    amount = b.scalar("Verdigris")
    green = field.smoothstep(0.85 - amount * 0.72, 0.93 - amount * 0.56)
    return green * amount.smoothstep(0.0, 0.06)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Clouds and runs"):
        size, mottle = b.scalar("Patch Size"), b.scalar("Mottle")
        drift = point + b.noise_vector(point, size * 0.6, detail=2.0, seed=3.0) * (size * 0.5)
        clouds = b.noise(drift, size, detail=7.0, roughness=0.6, seed=5.0)
        wide = b.noise(point, size * 9.0, detail=4.0, roughness=0.55, seed=6.0)
        run = b.noise(point * (1.0, 0.045, 1.0), size * 0.12, detail=5.0, roughness=0.62, seed=7.0)
        # Rain gathers on some places and leaves others: runs come in groups.
        wet = (run - 0.5) * b.scalar("Streaks") * wide.smoothstep(0.3, 0.65) * 1.5
        fine = b.noise(point, 0.011, detail=4.0, roughness=0.65, seed=9.0)
    with b.section("Stages"):
        field = clouds * 0.6 + wide * 0.4 + wet + (fine - 0.5) * 0.25 * mottle
        brown = browned(b, field)
        green = greened(b, field + (fine - 0.5) * mottle * 0.3)
        pits = b.voronoi(drift, 0.014).distance.smoothstep(0.16, 0.04) * mottle
        crust = (green * (1.0 - pits * clouds.smoothstep(0.62, 0.4) * 0.8)).clamp()
        powder = b.noise(drift, size * 0.4, detail=6.0, roughness=0.7, seed=11.0) - wet * 0.3
        bloom = bloom_of(b, powder)
    with b.section("Color"):
        tone = (clouds - 0.5) * 0.8 + (fine - 0.5) * 0.5
        metal = b.color("Metal Color").brighter(1.0 + tone * 0.25)
        oxide = b.color("Brown Color").brighter(1.0 + tone * mottle * 1.1)
        tarnished = b.mix_color(brown, metal, oxide)
        verdigris = b.color("Green Color").adjusted(
            hue=0.5 + (wide - 0.5) * 0.06 * mottle, value=1.0 + tone * mottle * 0.9
        )
        powdered = b.mix_color(bloom * 0.8, verdigris, b.color("Bloom Color"))
        # The edge of the green is thin and dark where the oxide shows through.
        rim = (crust * (1.0 - crust) * 4.0) * 0.35
        aged = b.mix_color(crust, tarnished, powdered).brighter(1.0 - rim)
        washed = b.mix_color((wet * 1.6).clamp() * crust * 0.7, aged, b.color("Bloom Color"))
        soot = (wet * -2.2).clamp() * 0.55
        soiled = b.mix_color(soot, washed, b.color("Brown Color").brighter(0.7))
    with b.section("Relief"):
        grain = crust * (fine - 0.4 + (powder - 0.5) * 0.5)
        relief = (crust * 0.6 + grain) * b.scalar("Crust") + clouds * 0.0006
        rough = b.scalar("Roughness") + brown * 0.12 + tone * 0.12
        rough = crust.mix(rough, 0.86 + bloom * 0.06)
        metallic = (1.0 - crust) * (1.0 - brown * 0.35) * (1.0 - soot)
    surface(b, base_color=soiled, roughness=rough, height=relief, metallic=metallic)


FAMILY = Family(
    id="patina",
    label="Patinated Metal",
    words=(
        *("patina", "verdigris", "patinated", "oxidised copper", "oxidized copper", "green copper"),
        *("patinated bronze", "weathered copper", "copper green", "aged bronze"),
    ),
    roles=("exterior_wall", "metal_part", "roof", "fixture", "tabletop", "door"),
    size_m=1.2,
    parameters=PARAMETERS,
    looks=(
        Look("Verdigris", ("verdigris", "green", "church", "weathered", "copper"), {}),
        Look(
            "Turquoise Copper",
            ("turquoise", "blue-green", "blue", "teal", "sea"),
            {
                "Green Color": hex_color(0x5FA8A2),
                "Bloom Color": hex_color(0xA9D3CB),
                "Browning": 1.0,
                "Verdigris": 0.62,
                "Bloom": 0.55,
                "Mottle": 0.8,
                "Patch Size": 0.16,
                "Streaks": 0.3,
            },
        ),
        Look(
            "Browning Copper",
            ("brown", "copper", "penny", "young", "warm"),
            {
                "Metal Color": hex_color(0xC4795A),
                "Brown Color": hex_color(0x74462F),
                "Browning": 0.52,
                "Verdigris": 0.0,
                "Bloom": 0.0,
                "Streaks": 0.55,
                "Roughness": 0.34,
            },
        ),
        Look(
            "Statue Bronze",
            ("bronze", "statue", "dark", "monument", "antique"),
            {
                "Metal Color": hex_color(0x8E6B43),
                "Brown Color": hex_color(0x3F3327),
                "Green Color": hex_color(0x6E937F),
                "Bloom Color": hex_color(0x9DB8A6),
                "Browning": 0.85,
                "Verdigris": 0.4,
                "Bloom": 0.2,
                "Streaks": 0.6,
                "Patch Size": 0.12,
            },
        ),
        Look(
            "Blackened Brass",
            ("black", "brass", "oxidised", "blackened", "vintage"),
            {
                "Metal Color": hex_color(0xB5935A),
                "Brown Color": hex_color(0x35302B),
                "Browning": 0.6,
                "Verdigris": 0.0,
                "Bloom": 0.0,
                "Streaks": 0.15,
                "Patch Size": 0.12,
                "Mottle": 0.9,
                "Roughness": 0.36,
            },
        ),
    ),
    build=build,
)
