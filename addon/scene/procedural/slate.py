# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Natural slates in overlapping courses, of one width or random ones."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Scalar, Vector
from .courses import moss_over, random_widths, widths_repeat
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Slate Color", hex_color(0x646D78), "Most of the slates"),
    color("Second Color", hex_color(0x75737C), "Slates of another vein"),
    color("Third Color", hex_color(0x525A61), "The fewest"),
    metres("Slate Width", 0.25, 0.1, 0.6, "A middling slate"),
    metres("Course Height", 0.21, 0.06, 0.5, "What one course shows of itself"),
    metres("Thickness", 0.007, 0.003, 0.03, "At the lower edge"),
    metres("Gap", 0.003, 0.0005, 0.01, "Between two slates of a course"),
    factor("Irregular", 0.0, "0 equal slates in half bond, 1 random widths", spread=0.0),
    factor("Riven", 0.4, "How rough the split faces and dressed edges are"),
    factor("Variation", 0.5, "How much the slates differ"),
    factor("Roughness", 0.5, "Damp sheen to dusty"),
    wear("Lichen", 0.15, "Pale crusts, round and old"),
    wear("Moss", 0.05, "In the joints and the shade"),
    wear("Streaks", 0.25, "Rain and rust"),
)


def veined(b: GroupBuilder, chance: Vector) -> Color:
    """The slate's colour out of three."""
    variation = b.scalar("Variation")
    second = chance.x.smoothstep(0.4, 0.9) * variation
    mixed = b.mix_color(second, b.color("Slate Color"), b.color("Second Color"))
    few = (chance.x < 0.16) * (0.35 + variation * 0.65)
    return b.mix_color(few, mixed, b.color("Third Color"))


def lichen(b: GroupBuilder, point: Vector, seed: float) -> tuple[Scalar, Scalar]:
    """Round crusts with ragged rims, 0 to 1, and a number that tells one from another."""
    bent = point + b.noise_vector(point, 0.035, detail=4.0, seed=seed) * 0.075
    spots = b.voronoi(bent, 0.09)
    amount = b.scalar("Lichen")
    grown = (spots.random.x - 0.15) * amount * 0.66 - spots.distance
    ring = grown.smoothstep(0.0, 0.05) * amount.smoothstep(0.0, 0.1)
    return ring * (0.6 + grown.smoothstep(0.16, 0.03) * 0.4), spots.random.y


def weathered(
    b: GroupBuilder, roof: Color, chance: Scalar, streaks: Scalar, crust: Scalar, kind: Scalar
) -> Color:
    """Washed-out streaks, rust below a few slates with iron in them, and lichen over all."""
    washed = b.mix_color(streaks * 0.45, roof, hex_color(0x8A8478))
    rusty = streaks.smoothstep(0.05, 0.3) * (chance > 0.93)
    rusted = b.mix_color(rusty * 0.7, washed, hex_color(0x7C5335))
    tint = b.mix_color(kind > 0.8, hex_color(0xA9AA98), hex_color(0xB09A52))
    return b.mix_color(crust * 0.8, rusted, tint)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation, riven = b.scalar("Variation"), b.scalar("Riven")
    with b.section("Courses"):
        course = b.scalar("Course Height")
        row = (point.y / course).floor()
        slate = random_widths(b, point, row, b.scalar("Slate Width"), course, b.scalar("Irregular"))
        chance = b.white_noise(slate.cell)
        other = b.white_noise(slate.cell, seed=21.0)
        dressed = (b.noise(point, 0.02, detail=3.0, roughness=0.6) - 0.5) * riven * 0.012
        above = slate.v + course * 0.5 + dressed
        below = course * 0.5 - slate.v
        side = slate.length * 0.5 - abs(slate.u) - b.scalar("Gap") * 0.5 + dressed * 0.4
        face = side.smoothstep(0.0, 0.0015)
    with b.section("Split faces"):
        own = b.combine(slate.u, slate.v, 0.0) + chance * 9.0
        hills = b.noise(own.rotated((other.x - 0.5) * 0.8) * (1.0, 0.45, 1.0), 0.14, detail=5.0)
        # Slate parts in sheets: the hills break off in steps.
        sheet = (hills * 9.0).floor() + (hills * 9.0).fract().smoothstep(0.0, 0.22)
        grit = b.noise(point * (1.0, 0.6, 1.0), 0.005, detail=4.0, roughness=0.65, seed=8.0) - 0.5
    with b.section("Color"):
        shade = 1.0 + ((chance.y - 0.5) * 0.45 + (hills - 0.5) * 0.5) * variation + grit * 0.22
        hue = 0.5 + (chance.z - 0.5) * 0.03 * variation
        quarried = veined(b, chance).adjusted(hue=hue).brighter(shade)
        shadow = below.smoothstep(0.0, 0.01) * 0.55 + 0.45
        edge = above.smoothstep(0.0, 0.003) * 0.35 + 0.65
        laid = b.mix_color(face, hex_color(0x1F2124), quarried.brighter(shadow * edge))
    with b.section("Wear"):
        run = b.noise(point * (1.0, 0.12, 1.0), 0.1, detail=5.0, roughness=0.65, seed=9.0)
        streaks = (run.smoothstep(0.5, 0.75) * 0.7 + grime(b, point) * 0.4) * b.scalar("Streaks")
        crust, kind = lichen(b, point, 15.0)
        crusted = weathered(b, laid, other.y, streaks, crust, kind)
        shelter = (1.0 - face) * 0.13 + below.smoothstep(0.03, 0.0) * 0.1
        grown = moss_over(b, point, crusted, b.scalar("Moss"), shelter)
    with b.section("Relief"):
        lift = (1.0 - above / course * 0.8) * b.scalar("Thickness") * (0.7 + other.z * 0.6)
        lift = lift * above.smoothstep(0.0, 0.0025)
        split = (sheet * 0.0013 + grit * 0.0007) * riven + grit * 0.0002
        relief = (
            face.mix(-0.004, lift + slate.u * (other.x - 0.5) * 0.012 + split)
            + crust * 0.0004
            + grown.height
        )
        rough = b.scalar("Roughness") + (chance.y - 0.5) * 0.12 + grit * 0.2 + streaks * 0.15
        rough = crust.maximum(grown.moss).maximum(1.0 - face).mix(rough, 0.92)
    surface(b, base_color=grown.color, roughness=rough, height=relief)


FAMILY = Family(
    id="slate",
    label="Slate Roof",
    words=("slate", "slates", "slate roof", "natural slate", "roofing slate", "schist"),
    roles=("roof", "exterior_wall"),
    size_m=2.2,
    parameters=PARAMETERS,
    looks=(
        Look("Welsh Blue-Grey", ("welsh", "blue", "grey", "heather", "classic"), {}),
        Look(
            "Westmorland Green",
            ("green", "westmorland", "lakeland", "sage", "thick"),
            {
                "Slate Color": hex_color(0x74806F),
                "Second Color": hex_color(0x88907C),
                "Third Color": hex_color(0x616D64),
                "Slate Width": 0.28,
                "Course Height": 0.17,
                "Thickness": 0.012,
                "Irregular": 0.7,
                "Riven": 0.75,
                "Variation": 0.65,
                "Roughness": 0.62,
            },
        ),
        Look(
            "Dark Spanish",
            ("dark", "spanish", "black", "anthracite", "smooth", "modern"),
            {
                "Slate Color": hex_color(0x45484C),
                "Second Color": hex_color(0x4E5054),
                "Third Color": hex_color(0x3A3D40),
                "Slate Width": 0.25,
                "Course Height": 0.2,
                "Thickness": 0.005,
                "Gap": 0.002,
                "Riven": 0.25,
                "Variation": 0.35,
                "Roughness": 0.42,
                "Lichen": 0.0,
                "Moss": 0.0,
                "Streaks": 0.1,
            },
        ),
        Look(
            "Random-Width",
            ("random-width", "diminishing", "rustic", "mixed", "multicolour", "vermont", "purple"),
            {
                "Slate Color": hex_color(0x6A6B6E),
                "Second Color": hex_color(0x786D72),
                "Third Color": hex_color(0x6C746B),
                "Slate Width": 0.22,
                "Course Height": 0.18,
                "Thickness": 0.01,
                "Irregular": 1.0,
                "Riven": 0.65,
                "Variation": 0.9,
                "Lichen": 0.2,
            },
        ),
        Look(
            "Old Lichened",
            ("old", "lichen", "lichened", "cottage", "cornish", "weathered", "mossy"),
            {
                "Slate Color": hex_color(0x6F7072),
                "Second Color": hex_color(0x807D78),
                "Third Color": hex_color(0x5B5D60),
                "Slate Width": 0.2,
                "Course Height": 0.15,
                "Thickness": 0.01,
                "Irregular": 0.6,
                "Riven": 0.8,
                "Variation": 0.6,
                "Roughness": 0.68,
                "Lichen": 0.75,
                "Moss": 0.4,
                "Streaks": 0.5,
            },
        ),
    ),
    build=build,
    repeat=widths_repeat("Slate Width", "Course Height", "Irregular"),
)
