# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sand-cast metal: the skin the mould left, flow marks, blowholes and what was ground away."""

from __future__ import annotations

from ..nodes import GroupBuilder, Scalar
from .family import Family, Look, color, factor, hex_color, metres, surface, wear

PARAMETERS = (
    color("Metal Color", hex_color(0xA3A19E), "Bare metal, where the skin is gone"),
    color("Skin Color", hex_color(0x54524F), "The skin the mould left"),
    color("Rust Color", hex_color(0x8A5433), "Rust, or the oxide of the metal"),
    metres("Grain Size", 0.002, 0.0004, 0.008, "The sand of the mould"),
    metres("Grain Height", 0.0004, 0.0, 0.002, "How deep the sand printed"),
    factor("Flow Marks", 0.4, "Soft folds where the melt met"),
    factor("Blowholes", 0.3, "Pits of gas"),
    factor("Fettling", 0.3, "Places ground flat with a disc"),
    factor("Bareness", 0.6, "How metallic the skin is", spread=0.0),
    factor("Roughness", 0.55, "Tumbled to raw"),
    wear("Polish", 0.3, "High places touched bright"),
    wear("Rust", 0.1, "Oxide in the low places"),
)


def fettled(b: GroupBuilder) -> tuple[Scalar, Scalar]:
    """1 where the disc ground the skin away, and its arcs, around 0."""
    point = b.vector()
    amount = b.scalar("Fettling")
    places = b.noise(point * (1.0, 1.8, 1.0), 0.11, detail=3.0, roughness=0.55, seed=21.0)
    ground = places.smoothstep(0.78 - amount * 0.36, 0.81 - amount * 0.36)
    # Strokes of a disc bend: bow the lines by the square of the way along them.
    turned = point.rotated(0.6)
    bowed = b.combine(turned.x * 0.02, turned.y + turned.x * turned.x * 1.5, point.z)
    arcs = b.noise(bowed, 0.0009, detail=2.0, roughness=0.7, seed=23.0) - 0.5
    return ground * amount.smoothstep(0.0, 0.05), arcs


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Skin of the mould"):
        size = b.scalar("Grain Size")
        sand = b.noise(point, size, detail=3.0, roughness=0.55) - 0.5
        coarse = b.noise(point, size * 5.0, detail=2.0, seed=3.0) - 0.5
        skin = sand * 1.1 + coarse * 1.2
    with b.section("Flow marks and blowholes"):
        drift = point + b.noise_vector(point, 0.09, detail=1.0, seed=5.0) * 0.1
        flow = b.noise(drift, 0.07, detail=2.0, roughness=0.45, seed=7.0) - 0.5
        fold = (1.0 - abs(flow) * 22.0).clamp() * b.scalar("Flow Marks")
        gas = b.voronoi(point, 0.019)
        few = gas.random.x.smoothstep(0.72, 1.0) * b.scalar("Blowholes")
        hole = gas.distance.smoothstep(few * 0.16 + 0.002, few * 0.08)
    with b.section("Fettling"):
        ground, arcs = fettled(b)
    with b.section("Wear"):
        clouds = b.noise(point, 0.13, detail=4.0, roughness=0.6, seed=9.0)
        high = (skin + flow * 0.8 + clouds - 0.5).smoothstep(0.55, 0.85 - b.scalar("Polish") * 0.6)
        bright = (high * b.scalar("Polish")).maximum(ground)
        eaten = b.scalar("Rust")
        low = clouds * 1.5 - skin * 0.45 + fold * 0.2 - high * 0.4
        rust = low.smoothstep(1.25 - eaten * 0.95, 1.5 - eaten * 0.95)
        rust = rust * eaten.smoothstep(0.0, 0.06) * (1.0 - ground * 0.7)
    with b.section("Color"):
        shade = 1.0 + skin * 0.7 + (clouds - 0.5) * 0.9 - fold * 0.25
        crust = b.color("Skin Color").brighter(shade)
        metal = b.color("Metal Color").brighter(1.0 + arcs * 0.5 + skin * 0.15)
        touched = b.mix_color(bright * 0.9, crust, metal)
        blotch = b.noise(point, 0.022, detail=5.0, roughness=0.68, seed=11.0)
        oxide = b.color("Rust Color").brighter(blotch.smoothstep(0.28, 0.66) * 0.9 + 0.35 + skin)
        rusted = b.mix_color(rust * 0.92, touched, oxide)
        cast = b.mix_color(hole * 0.8, rusted, hex_color(0x2C2A28))
    with b.section("Relief"):
        printed = skin * b.scalar("Grain Height") * (1.0 - ground * 0.92)
        relief = printed + flow * b.scalar("Flow Marks") * 0.0012 - fold * 0.0003
        relief = relief - hole * 0.0011 + ground * (arcs * 0.00006 - 0.0002) + rust * sand * 0.0002
        rough = b.scalar("Roughness") + skin * 0.25 - bright * 0.22 + hole * 0.3
        rough = rust.mix(rough + ground * arcs * 0.3, 0.9)
        metallic = bright.mix(b.scalar("Bareness"), 1.0) * (1.0 - rust) * (1.0 - hole)
    surface(b, base_color=cast, roughness=rough, height=relief, metallic=metallic)


FAMILY = Family(
    id="cast_metal",
    label="Cast Metal",
    words=(
        *("cast metal", "cast iron", "cast", "sand-cast", "casting", "foundry"),
        *("cast bronze", "cast aluminium", "cast aluminum", "iron", "pig iron"),
    ),
    roles=("metal_part", "fixture", "frame", "door", "tabletop"),
    size_m=0.3,
    parameters=PARAMETERS,
    looks=(
        Look("Grey Iron", ("grey", "iron", "cast iron", "machine", "engine"), {}),
        Look(
            "Statuary Bronze",
            ("bronze", "statue", "sculpture", "brown", "gunmetal", "warm"),
            {
                "Metal Color": hex_color(0xC79A5B),
                "Skin Color": hex_color(0x553B27),
                "Rust Color": hex_color(0x4A4F40),
                "Grain Size": 0.0022,
                "Grain Height": 0.00018,
                "Flow Marks": 0.6,
                "Blowholes": 0.1,
                "Fettling": 0.0,
                "Bareness": 0.85,
                "Roughness": 0.42,
                "Polish": 0.4,
                "Rust": 0.5,
            },
        ),
        Look(
            "Cast Aluminium",
            ("aluminium", "aluminum", "silver", "light", "raw"),
            {
                "Metal Color": hex_color(0xD6D7D8),
                "Skin Color": hex_color(0xA6A7A8),
                "Rust Color": hex_color(0x8A8A88),
                "Grain Size": 0.0012,
                "Fettling": 0.35,
                "Bareness": 0.9,
                "Roughness": 0.46,
                "Polish": 0.2,
                "Rust": 0.15,
            },
        ),
        Look(
            "Stove Black",
            ("black", "stove", "skillet", "cookware", "fireplace", "graphite"),
            {
                "Metal Color": hex_color(0x6E6C6A),
                "Skin Color": hex_color(0x333231),
                "Grain Size": 0.0009,
                "Grain Height": 0.00022,
                "Flow Marks": 0.15,
                "Blowholes": 0.12,
                "Fettling": 0.0,
                "Bareness": 0.25,
                "Roughness": 0.5,
                "Polish": 0.35,
                "Rust": 0.0,
            },
        ),
        Look(
            "Rusty Iron",
            ("rusty", "old", "manhole", "anchor", "antique"),
            {
                "Skin Color": hex_color(0x4B403A),
                "Grain Size": 0.0024,
                "Grain Height": 0.0007,
                "Blowholes": 0.6,
                "Fettling": 0.0,
                "Bareness": 0.4,
                "Roughness": 0.66,
                "Polish": 0.3,
                "Rust": 0.62,
            },
        ),
    ),
    build=build,
)
