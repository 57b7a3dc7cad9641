# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coarse exterior render: thrown, scraped, swirled with a float, or dashed with pebbles."""

from __future__ import annotations

from ..nodes import Cells, Color, GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, grown, hex_color, metres, surface, wear

PARAMETERS = (
    color("Render Color", hex_color(0xE3DFD5), "The pigment of the render"),
    color("Pebble Color", hex_color(0x9C9488), "The stones of a pebble-dash"),
    metres("Grain Size", 0.01, 0.002, 0.03, "The largest grain of the mix"),
    metres("Relief", 0.007, 0.0005, 0.02, "From the hollows to the tops"),
    factor("Thrown", 1.0, "Blobs as they were thrown or sprayed"),
    factor("Scraped", 0.0, "Scratched open while it was soft"),
    factor("Swirl", 0.0, "Arcs of a float"),
    factor("Pebbles", 0.0, "Stones dashed into it", spread=0.0),
    grown("Unevenness", 0.003, 0.0, 0.03, "How far the wall itself swells, as in earth"),
    factor("Roughness", 0.93, "Floated to open"),
    wear("Cracks", 0.05, "Hair cracks"),
    wear("Stains", 0.25, "Rain that ran down, soot in the hollows"),
    wear("Algae", 0.0, "Green and black in damp places"),
)


def thrown(b: GroupBuilder, cells: Cells, small: Cells) -> Scalar:
    """Lumps of two sizes that lie over each other, 0 to 1."""
    large = (1.0 - cells.distance * 1.25).maximum(0.0) * (0.45 + cells.random.x * 0.55)
    fine = (1.0 - small.distance * 1.3).maximum(0.0) * (0.25 + small.random.x * 0.4)
    return large.maximum(fine)


def scraped(b: GroupBuilder, point: Vector, grain: Scalar) -> Scalar:
    """1 on what is left flat, 0 in the holes and furrows that torn out grains left."""
    furrows = b.noise(point.rotated(0.25) * (1.0, 0.3, 1.0), grain * 1.3, detail=3.0, seed=5.0)
    holes = b.noise(point, grain * 0.8, detail=2.0, roughness=0.6, seed=7.0)
    return (furrows * 0.5 + holes * 0.5).smoothstep(0.36, 0.53)


def swirls(b: GroupBuilder, point: Vector, grain: Scalar) -> Scalar:
    """Arcs about centres that overlap, around 0."""
    bent = point + b.noise_vector(point, 0.18, detail=2.0, seed=9.0) * 0.14
    fan = b.voronoi(bent, 0.34)
    sway = (fan.random - (0.5, 0.5, 0.5)) * 0.55
    arm = (bent - fan.position + sway) * (1.0, 1.0, 0.0)
    lines = b.noise(
        b.combine(arm.length(), fan.random.x * 9.0, point.z), grain * 0.9, detail=2.0, seed=11.0
    )
    skip = b.noise(point, 0.05, detail=2.0, seed=13.0)
    return (lines - 0.5) * skip.smoothstep(0.25, 0.55) * 2.6


def pebble_color(b: GroupBuilder, cells: Cells) -> Color:
    """Stones of one quarry: pale, dark and warm ones."""
    stone = b.color("Pebble Color").brighter(0.5 + cells.random.y * 0.95)
    return b.mix_color(cells.random.z.smoothstep(0.65, 0.8) * 0.5, stone, hex_color(0x9A7B5C))


def cracks(b: GroupBuilder, point: Vector) -> Scalar:
    """1 in hair cracks."""
    bent = point + b.noise_vector(point, 0.3, detail=3.0, seed=21.0) * 0.3
    net = b.voronoi(bent, 1.1, feature="DISTANCE_TO_EDGE").distance
    return net.smoothstep(0.003, 0.0008) * b.scalar("Cracks")


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Thrown render"):
        grain = b.scalar("Grain Size")
        bent = point + b.noise_vector(point, grain * 1.6, detail=2.0, seed=3.0) * (grain * 0.7)
        cells = b.voronoi(bent, grain * 1.6)
        blobs = thrown(b, cells, b.voronoi(bent, grain * 0.75))
        thin = b.noise(point, 0.12, detail=2.0, seed=4.0)
        cast = blobs * thin.mix(0.6, 1.25) * b.scalar("Thrown")
    with b.section("Scraped and floated"):
        flat = scraped(b, point, grain)
        torn = (flat - 1.0) * b.scalar("Scraped")
        arcs = swirls(b, point, grain) * b.scalar("Swirl")
        sand = b.noise(point, grain * 0.3, detail=2.0, roughness=0.65, seed=15.0) - 0.5
    with b.section("Pebbles"):
        stone = cells.distance.smoothstep(0.6, 0.48) * (cells.random.x > 0.06)
        stone = stone * b.scalar("Pebbles")
        dome = (1.0 - cells.distance * cells.distance * 2.2).maximum(0.0).root() * stone
    with b.section("Wear"):
        wide = b.noise(point, 2.2, detail=6.0, roughness=0.55, seed=17.0)
        run = b.noise(point * (1.0, 0.1, 1.0), 0.2, detail=5.0, roughness=0.6, seed=19.0)
        relief = cast + torn * 0.9 + arcs * 0.5 + dome * 0.7 + sand * 0.16
        hollow = 1.0 - (relief - torn * 0.9).smoothstep(-0.3, 0.55)
        stain = run.smoothstep(0.48, 0.78) * wide.smoothstep(0.38, 0.6) + hollow * 0.35 * wide
        stain = (stain * b.scalar("Stains")).clamp()
        crack = cracks(b, bent) * wide.smoothstep(0.42, 0.58)
        algae = b.scalar("Algae")
        damp = wide * 0.65 + run * 0.35 + hollow * 0.06 + algae * 0.2
        green = damp.smoothstep(0.68, 0.82) * algae
    with b.section("Color"):
        shade = 0.97 + relief * 0.1 + sand * 0.2 + (wide - 0.5) * 0.3 - hollow * 0.22
        dry = b.color("Render Color").brighter(shade)
        dashed = b.mix_color(stone, dry, pebble_color(b, cells).brighter(1.0 + sand * 0.3))
        stained = b.mix_color(stain * 0.6, dashed, hex_color(0x6A6155))
        overgrown = b.mix_color(green * 0.75, stained, hex_color(0x4A4E3A))
        cracked = b.mix_color(crack * 0.7, overgrown, hex_color(0x39342E))
    with b.section("Relief"):
        swell = b.noise(point, 0.4, detail=3.0, roughness=0.45, seed=23.0) - 0.5
        height = relief * b.scalar("Relief") + swell * b.scalar("Unevenness") * 2.0
        rough = b.scalar("Roughness") - stone * 0.3 + stain * 0.03
    surface(b, base_color=cracked, roughness=rough, height=height - crack * 0.0012)


FAMILY = Family(
    id="stucco",
    label="Stucco",
    words=(
        *("stucco", "render", "roughcast", "rendered wall", "exterior render", "pebble-dash"),
        *("pebbledash", "harling", "adobe", "textured wall", "spray render", "scraped render"),
    ),
    roles=("exterior_wall", "interior_wall", "other"),
    size_m=0.8,
    parameters=PARAMETERS,
    looks=(
        Look("White Roughcast", ("white", "roughcast", "rough", "thrown", "harling", "facade"), {}),
        Look(
            "Ochre Scraped",
            ("ochre", "yellow", "scraped", "scratched", "tuscan", "warm"),
            {
                "Render Color": hex_color(0xCDA467),
                "Grain Size": 0.005,
                "Relief": 0.0032,
                "Thrown": 0.0,
                "Scraped": 1.0,
                "Stains": 0.3,
            },
        ),
        Look(
            "Adobe",
            ("adobe", "earth", "mud", "pueblo", "brown", "santa fe", "desert"),
            {
                "Render Color": hex_color(0xB58460),
                "Grain Size": 0.006,
                "Relief": 0.002,
                "Thrown": 0.2,
                "Scraped": 0.25,
                "Swirl": 0.45,
                "Unevenness": 0.016,
                "Cracks": 0.5,
                "Stains": 0.2,
            },
        ),
        Look(
            "Grey Pebble-Dash",
            ("pebble-dash", "pebbledash", "grey", "gravel", "british", "semi"),
            {
                "Render Color": hex_color(0xA39E94),
                "Grain Size": 0.008,
                "Relief": 0.004,
                "Thrown": 0.15,
                "Pebbles": 1.0,
                "Stains": 0.35,
            },
        ),
        Look(
            "Cream Swirl",
            ("swirl", "cream", "float", "trowelled", "spanish", "artex"),
            {
                "Render Color": hex_color(0xE0D2B6),
                "Grain Size": 0.009,
                "Relief": 0.006,
                "Thrown": 0.1,
                "Swirl": 1.0,
                "Cracks": 0.1,
                "Stains": 0.15,
            },
        ),
        Look(
            "Weathered Terracotta",
            ("terracotta", "pink", "weathered", "old", "algae", "venetian"),
            {
                "Render Color": hex_color(0xC08468),
                "Relief": 0.0035,
                "Thrown": 0.6,
                "Scraped": 0.35,
                "Unevenness": 0.006,
                "Cracks": 0.5,
                "Stains": 0.75,
                "Algae": 0.55,
            },
        ),
    ),
    build=build,
)
