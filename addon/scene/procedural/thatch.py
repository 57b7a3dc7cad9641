# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thatch: reed or straw in bundles, combed down the roof and trimmed."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import GroupBuilder, Number, Scalar, Vector
from .courses import moss_over
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Reed Color", hex_color(0xC9A768), "Most of the stems"),
    color("Second Color", hex_color(0xA17D45), "Darker and riper stems"),
    metres("Stem Width", 0.006, 0.002, 0.02, "One reed or straw"),
    metres("Stem Length", 0.16, 0.02, 0.8, "What is seen of one"),
    metres("Bundle Width", 0.22, 0.05, 0.6, "Stems that were laid together"),
    metres("Course Height", 0.4, 0.1, 1.2, "From layer to layer"),
    metres("Layer Step", 0.006, 0.0, 0.05, "How far one layer stands over the next"),
    factor("Combed", 0.6, "0 stems in all directions, 1 combed straight down"),
    factor("Variation", 0.55, "How much bundles and stems differ"),
    factor("Roughness", 0.88, "Fresh sheen to dry"),
    wear("Weathering", 0.15, "Grey and dark from rain"),
    wear("Moss", 0.05, "On old and shaded roofs"),
)


class Stem(NamedTuple):
    """A stem under a point: its chance, 0 at its side to 1 on its crest, metres above its end."""

    chance: Vector
    crest: Scalar
    above_end: Scalar


def stems(b: GroupBuilder, combed: Vector, scale: float, seed: float) -> Stem:
    """Stems side by side, each a row of its own that starts anywhere."""
    width, length = b.scalar("Stem Width") * scale, b.scalar("Stem Length") * scale
    across = combed.x / width
    column = across.floor()
    start = b.white_noise(b.combine(column, 0.0, combed.z), seed=seed).x
    along = combed.y / length + start * 7.0
    cell = b.combine(column, along.floor(), combed.z)
    x = across.fract() - 0.5
    crest = (1.0 - x * x * 4.0).maximum(0.0).root()
    return Stem(b.white_noise(cell, seed=seed + 1.0), crest, along.fract() * length)


def combed_point(b: GroupBuilder, amount: Number) -> Vector:
    """The place as the stems lie: they sway together in tufts and a little each."""
    point = b.vector()
    tuft = b.noise(point * (1.0, 0.45, 1.0), 0.16, detail=2.0, seed=2.0) - 0.5
    wisp = b.noise(point * (1.0, 0.3, 1.0), 0.03, detail=2.0, seed=4.0) - 0.5
    loose = 1.0 - amount * 0.75
    return point + b.combine((tuft * 0.11 + wisp * 0.02) * loose, 0.0, 0.0)


class Layers(NamedTuple):
    """How far a layer stands out, 0 to 1, and 0 in the shade of the next one, else 1."""

    step: Scalar
    light: Scalar


def layers_of(b: GroupBuilder, point: Vector, stem_chance: Scalar) -> Layers:
    """Layers thickest at their lower edge, which each stem frays a little higher or lower."""
    waver = b.noise(point * (1.0, 0.2, 1.0), 0.12, detail=4.0, seed=6.0) - 0.5
    long_waver = b.noise(point * (1.0, 0.1, 1.0), 1.1, detail=2.0, seed=7.0) - 0.5
    frayed = waver * 0.2 + long_waver * 0.7 + (stem_chance - 0.5) * 0.16
    up = (point.y / b.scalar("Course Height") + frayed).fract()
    return Layers((1.0 - up) * up.smoothstep(0.0, 0.12), up.smoothstep(1.0, 0.75))


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation, width = b.scalar("Variation"), b.scalar("Stem Width")
    with b.section("Stems"):
        place = combed_point(b, b.scalar("Combed"))
        upper = stems(b, place, 1.0, 3.0)
        lower = stems(b, b.shifted(place, 0.31), 0.75, 13.0)
        # Some stems of the upper layer are missing, and the lower show.
        over = upper.chance.x > 0.42
        crest = over.mix(lower.crest * 0.5, upper.crest * 0.55 + upper.chance.y * 0.45)
        end = over.mix(lower.above_end, upper.above_end)
        tone = over.mix(lower.chance.z, upper.chance.z)
        cut_end = end.smoothstep(width * 1.6, width * 0.3)
    with b.section("Bundles and layers"):
        bundle = b.voronoi(place * (1.0, 0.4, 1.0), b.scalar("Bundle Width"), feature="SMOOTH_F1")
        layers = layers_of(b, point, tone)
    with b.section("Color"):
        ripe = (tone * 0.7 + bundle.random.x * 0.9 - 0.3).smoothstep(0.2, 0.9) * variation
        reed = b.mix_color(ripe, b.color("Reed Color"), b.color("Second Color"))
        shade = 1.0 + ((tone - 0.5) * 0.7 + (bundle.random.y - 0.5) * 0.6) * variation
        depth = crest.smoothstep(0.0, 0.75) * 0.6 + 0.4
        layered = b.scalar("Layer Step").smoothstep(0.0, 0.02)
        shadow = 1.0 - (1.0 - layers.light) * 0.4 * layered
        stem = reed.brighter(shade * depth * shadow)
        ended = b.mix_color(cut_end * 0.4, stem, hex_color(0x3D2F1E))
    with b.section("Weathering"):
        age = b.scalar("Weathering")
        rain = b.noise(point * (1.0, 0.22, 1.0), 0.5, detail=5.0, roughness=0.62, seed=9.0) - 0.5
        grey = b.mix_color(tone, hex_color(0x5E564B), hex_color(0x9C9285)).brighter(depth * shadow)
        greyed = b.mix_color((age * 1.1 + rain * 1.2 * age).clamp(), ended, grey)
        dark = b.mix_color(grime(b, point) * age * 0.5, greyed, hex_color(0x2E2922))
        shelter = (1.0 - layers.light) * 0.05 + bundle.random.z * 0.05
        grown = moss_over(b, point, dark, b.scalar("Moss"), shelter)
    with b.section("Relief"):
        tufted = b.noise(place * (1.0, 0.25, 1.0), 0.07, detail=3.0, seed=17.0) - 0.5
        relief = crest * width * 0.8 - cut_end * width * 0.3 + tufted * 0.016
        relief = relief + layers.step * b.scalar("Layer Step") + grown.height
        rough = grown.moss.mix(b.scalar("Roughness") + (tone - 0.5) * 0.1, 0.95)
    surface(b, base_color=grown.color, roughness=rough, height=relief)


FAMILY = Family(
    id="thatch",
    label="Thatch",
    words=("thatch", "thatched", "thatched roof", "reed roof", "straw roof", "palm roof"),
    roles=("roof", "exterior_wall", "ceiling"),
    size_m=1.6,
    parameters=PARAMETERS,
    looks=(
        Look("New Reed", ("reed", "new", "golden", "water reed", "fresh"), {}),
        Look(
            "Weathered Grey",
            ("weathered", "grey", "old", "silver", "aged"),
            {"Weathering": 0.8, "Moss": 0.1, "Roughness": 0.94},
        ),
        Look(
            "Long Straw",
            ("straw", "wheat", "yellow", "combed", "cottage", "shaggy"),
            {
                "Reed Color": hex_color(0xD9BC78),
                "Second Color": hex_color(0xB18F51),
                "Stem Width": 0.004,
                "Stem Length": 0.4,
                "Course Height": 0.55,
                "Layer Step": 0.016,
                "Combed": 0.25,
            },
        ),
        Look(
            "Mossy",
            ("mossy", "green", "ancient", "damp", "shade"),
            {"Weathering": 0.7, "Moss": 0.65, "Combed": 0.45, "Roughness": 0.94},
        ),
        Look(
            "Palm Leaf",
            ("palm", "tropical", "tiki", "palapa", "bali", "beach", "brown"),
            {
                "Reed Color": hex_color(0xA98458),
                "Second Color": hex_color(0x76583A),
                "Stem Width": 0.013,
                "Stem Length": 0.5,
                "Bundle Width": 0.3,
                "Course Height": 0.3,
                "Layer Step": 0.03,
                "Combed": 0.3,
                "Variation": 0.75,
                "Weathering": 0.3,
                "Moss": 0.0,
            },
        ),
    ),
    build=build,
)
