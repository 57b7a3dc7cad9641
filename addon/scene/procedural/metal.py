# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bare metal: brushed, cast or blackened, with patina and rust."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Metal Color", hex_color(0xC9C8C5), "What the metal reflects"),
    color("Patina Color", hex_color(0x6B5F52), "What the air makes of it"),
    factor("Brushing", 0.6, "Lines of the belt, along the surface's horizontal"),
    metres("Hammering", 0.0, 0.0, 0.003, "Depth of hammer marks or casting skin"),
    factor("Roughness", 0.3, "Polished to blasted"),
    wear("Patina", 0.05, "Tarnish in clouds; it is no longer bare metal"),
    wear("Rust", 0.0, "Scale that has eaten in"),
    wear("Fingerprints", 0.15, "Smudges"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Finish"):
        brushing = b.scalar("Brushing")
        lines = b.noise(point * (0.012, 1.0, 1.0), 0.0008, detail=3.0, roughness=0.7) - 0.5
        swirls = b.noise(point * (0.05, 1.0, 1.0), 0.012, detail=3.0, seed=3.0) - 0.5
        dents = b.voronoi(point, 0.028, feature="SMOOTH_F1").distance
    with b.section("Patina and rust"):
        clouds = b.noise(point, 0.16, detail=7.0, roughness=0.62, seed=5.0)
        tarnished = 1.0 - b.scalar("Patina")
        patina = clouds.smoothstep(tarnished * 0.75, tarnished * 0.75 + 0.22)
        patina = patina * b.scalar("Patina").smoothstep(0.0, 0.08)
        eaten = 1.0 - b.scalar("Rust")
        flakes = b.noise(point, 0.09, detail=9.0, roughness=0.7, seed=9.0)
        rust = flakes.smoothstep(eaten * 0.8 - 0.02, eaten * 0.8 + 0.12)
        rust = rust * b.scalar("Rust").smoothstep(0.0, 0.05)
    with b.section("Color"):
        shade = 1.0 + (lines * 0.25 + swirls * 0.12) * brushing
        bare = b.color("Metal Color").brighter(shade)
        tarnish = b.color("Patina Color").brighter(0.7 + clouds * 0.6)
        aged = b.mix_color(patina * 0.85, bare, tarnish)
        scale = b.noise(point, 0.04, detail=8.0, roughness=0.75, seed=13.0)
        oxide = b.mix_color(scale.smoothstep(0.2, 0.8), hex_color(0x5A3423), hex_color(0xA5633A))
        rusted = b.mix_color(rust, aged, oxide)
    with b.section("Relief"):
        grooves = lines * 0.00003 * brushing
        hammered = dents * b.scalar("Hammering") * 2.0
        relief = grooves + hammered + rust * (scale - 0.3) * 0.0008
        touched = grime(b, point * (6.0, 6.0, 1.0)) * b.scalar("Fingerprints")
        rough = b.scalar("Roughness") + (lines * 0.25 + swirls * 0.15) * brushing + touched * 0.2
        rough = rust.mix(rough + patina * 0.25, 0.88)
        metallic = (1.0 - rust) * (1.0 - patina * 0.5)
    surface(b, base_color=rusted, roughness=rough, height=relief, metallic=metallic)


FAMILY = Family(
    id="metal",
    label="Metal",
    words=("metal", "steel", "brass", "copper", "bronze", "aluminium", "brushed", "iron"),
    roles=("metal_part", "fixture", "frame", "tabletop", "door", "exterior_wall"),
    size_m=0.5,
    parameters=PARAMETERS,
    looks=(
        Look("Brushed Steel", ("steel", "stainless", "brushed", "silver", "kitchen"), {}),
        Look(
            "Satin Brass",
            ("brass", "gold", "satin", "warm", "luxury"),
            {
                "Metal Color": hex_color(0xD9B36C),
                "Patina Color": hex_color(0x6E5530),
                "Brushing": 0.45,
                "Roughness": 0.27,
            },
        ),
        Look(
            "Blackened Steel",
            ("black", "blackened", "dark", "steel", "industrial", "raw"),
            {
                "Metal Color": hex_color(0x4B4A4A),
                "Patina Color": hex_color(0x2E2D2E),
                "Brushing": 0.15,
                "Roughness": 0.42,
                "Patina": 0.5,
            },
        ),
        Look(
            "Aged Copper",
            ("copper", "orange", "aged", "warm"),
            {
                "Metal Color": hex_color(0xD98E6B),
                "Patina Color": hex_color(0x6A3D2C),
                "Brushing": 0.2,
                "Roughness": 0.33,
                "Patina": 0.42,
            },
        ),
        Look(
            "Dark Bronze",
            ("bronze", "brown", "anodised", "dark", "elegant"),
            {
                "Metal Color": hex_color(0x76614C),
                "Patina Color": hex_color(0x3E342A),
                "Brushing": 0.3,
                "Roughness": 0.36,
                "Patina": 0.25,
            },
        ),
        Look(
            "Weathering Steel",
            ("corten", "rust", "weathering", "orange", "facade"),
            {
                "Metal Color": hex_color(0x6B6058),
                "Brushing": 0.0,
                "Roughness": 0.5,
                "Patina": 0.4,
                "Rust": 0.85,
            },
        ),
        Look(
            "Polished Chrome",
            ("chrome", "polished", "mirror", "tap", "shiny"),
            {"Metal Color": hex_color(0xE0E1E3), "Brushing": 0.0, "Roughness": 0.06},
        ),
    ),
    build=build,
)
