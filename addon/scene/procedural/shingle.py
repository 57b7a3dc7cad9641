# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wooden shingles and shakes: random widths in courses, uneven butts, weathered."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Color, GroupBuilder, Scalar
from .courses import moss_over, random_widths, widths_repeat
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .grain import grain_color, wood_grain
from .patterns import Piece, grime

PARAMETERS = (
    color("Wood Color", hex_color(0xC08A5C), "The pale early wood"),
    color("Second Color", hex_color(0x96593A), "Shingles of the heart of the log"),
    color("Grain Color", hex_color(0x70452C), "The dark late wood"),
    metres("Shingle Width", 0.13, 0.05, 0.4, "A middling shingle"),
    metres("Course Height", 0.14, 0.06, 0.4, "What one course shows of itself"),
    metres("Thickness", 0.011, 0.004, 0.04, "At the butt"),
    metres("Gap", 0.005, 0.001, 0.015, "Between two shingles of a course"),
    factor("Irregular", 0.85, "How much the widths differ", spread=0.0),
    factor("Stagger", 0.15, "How unevenly the butts end"),
    factor("Split", 0.1, "0 sawn shingles, 1 hand-split shakes"),
    factor("Variation", 0.6, "How much the shingles differ"),
    factor("Roughness", 0.78, "Oiled to raw"),
    wear("Silvering", 0.0, "Grey from sun and rain"),
    wear("Curl", 0.2, "Warped and cracked"),
    wear("Moss", 0.0, "In the joints and the shade"),
)


class Shingle(NamedTuple):
    """The visible shingle: metres above its own butt and below the butt of the next course."""

    piece: Piece
    above: Scalar
    below: Scalar

    def light(self) -> Scalar:
        """Dark under the butt above and at its own end, else 1."""
        shadow = self.below.smoothstep(0.0, 0.012) * 0.6 + 0.4
        return shadow * (self.above.smoothstep(0.0, 0.004) * 0.4 + 0.6)


def hung(b: GroupBuilder) -> Shingle:
    """The shingle of this course, or of the one underneath where this one's butt ends higher."""
    point, course = b.vector(), b.scalar("Course Height")
    level = point.y / course
    row = level.floor()

    def laid(at: Scalar) -> tuple[Piece, Scalar]:
        width, irregular = b.scalar("Shingle Width"), b.scalar("Irregular")
        piece = random_widths(b, point, at, width, course, irregular)
        uneven = b.white_noise(piece.cell, seed=9.0).x * b.scalar("Stagger") * 0.45
        return piece, at + uneven

    (top, top_butt), (under, under_butt) = laid(row), laid(row - 1.0)
    seen = level > top_butt
    piece = Piece(
        b.mix_vector(seen, under.cell, top.cell),
        seen.mix(under.u, top.u),
        seen.mix(under.v, top.v),
        b.mix(seen, under.length, top.length),
        course,
    )
    above = (level - seen.mix(under_butt, top_butt)) * course
    return Shingle(piece, above, (seen.mix(top_butt, row + 1.0) - level) * course)


def silvered(
    b: GroupBuilder, shingle: Shingle, bare: Color, fibre: Scalar, shade: Scalar, chance: Scalar
) -> tuple[Color, Scalar]:
    """Greyed by sun and rain, and how much of it; the head is sheltered by the course above."""
    silver = b.scalar("Silvering")
    rain = b.noise(b.vector() * (1.0, 0.4, 1.0), 0.5, detail=5.0, roughness=0.6, seed=31.0) - 0.5
    shown = shingle.below.smoothstep(0.0, 0.05) * 0.35 + rain * 1.2 + (chance - 0.5) * 0.5
    share = (silver * 1.5 + (shown - 0.15) * silver.smoothstep(0.0, 0.3)).clamp()
    share = share * silver.smoothstep(0.0, 0.15)
    grey = b.mix_color(fibre, hex_color(0x77726A), hex_color(0xB4AEA4)).brighter(shade)
    return b.mix_color(share, bare, grey), share


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation, curl = b.scalar("Variation"), b.scalar("Curl")
    with b.section("Courses"):
        shingle = hung(b)
        piece = shingle.piece
        chance = b.white_noise(piece.cell)
        other = b.white_noise(piece.cell, seed=21.0)
        ragged = (b.noise(point, 0.012, detail=2.0) - 0.5) * 0.003
        side = piece.length * 0.5 - abs(piece.u) - b.scalar("Gap") * 0.5 + ragged
        face = side.smoothstep(0.0, 0.002)
    with b.section("Grain"):
        cut = b.combine(piece.v, piece.u, 0.0) + chance * 9.0
        grain = wood_grain(b, cut, 0.011)
        ridges = b.noise(cut * (0.12, 1.0, 1.0), 0.02, detail=4.0, roughness=0.6, seed=5.0) - 0.5
        checks = b.noise(cut * (0.04, 1.0, 1.0), 0.014, detail=1.0, seed=7.0)
        crack = checks.smoothstep(0.7, 0.77) * curl * shingle.above.smoothstep(0.09, 0.0)
    with b.section("Color"):
        heart = chance.x.smoothstep(0.25, 0.95) * variation
        wood = b.mix_color(heart, b.color("Wood Color"), b.color("Second Color"))
        sawn = grain_color(b, grain, wood, b.color("Grain Color"), 0.55)
        shade = 1.0 + (chance.y - 0.5) * 0.75 * variation + ridges * b.scalar("Split") * 0.9
        tone = sawn.brighter(shade)
    with b.section("Weathering"):
        silver = b.scalar("Silvering")
        aged, grey_share = silvered(b, shingle, tone, grain.fibre, shade, other.x)
        stain = grime(b, point) * silver * 0.35 + crack * 0.8
        stained = b.mix_color(stain, aged, hex_color(0x34302B))
        joined = b.mix_color(face, hex_color(0x241E19), stained.brighter(shingle.light()))
        shelter = (1.0 - face) * 0.12 + shingle.below.smoothstep(0.04, 0.0) * 0.1
        grown = moss_over(b, point, joined, b.scalar("Moss"), shelter)
    with b.section("Relief"):
        taper = (1.0 - shingle.above / piece.height * 0.9) * b.scalar("Thickness")
        lift = taper * (0.8 + other.y * 0.4) * shingle.above.smoothstep(-0.0005, 0.002)
        cupped = piece.u * piece.u / piece.length * (other.z - 0.35) * curl * 0.5
        fine = (grain.fibre - 0.5) * (0.0003 + silver * 0.0006) - crack * 0.002
        wooden = lift + cupped + ridges * b.scalar("Split") * 0.01 + fine
        relief = face.mix(taper * 0.2 - 0.002, wooden) + grown.height
        rough = b.scalar("Roughness") + grain.figure * 0.05 + grey_share * 0.15
        rough = grown.moss.maximum(1.0 - face).mix(rough, 0.95)
    surface(b, base_color=grown.color, roughness=rough, height=relief)


FAMILY = Family(
    id="shingle",
    label="Wood Shingle",
    words=("shingle", "shingles", "shake", "shakes", "wooden roof", "cedar shingle"),
    roles=("roof", "exterior_wall"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Fresh Cedar", ("cedar", "fresh", "new", "red", "warm", "western red"), {}),
        Look(
            "Silvered",
            ("silvered", "silver", "grey", "weathered", "coastal", "new england"),
            {"Silvering": 0.85, "Curl": 0.4, "Stagger": 0.2, "Roughness": 0.85},
        ),
        Look(
            "Oak Shakes",
            ("oak", "shakes", "split", "rustic", "handmade", "medieval"),
            {
                "Wood Color": hex_color(0xA9855C),
                "Second Color": hex_color(0x85633F),
                "Grain Color": hex_color(0x5F4429),
                "Shingle Width": 0.16,
                "Course Height": 0.2,
                "Thickness": 0.018,
                "Gap": 0.008,
                "Stagger": 0.55,
                "Split": 0.85,
                "Silvering": 0.35,
                "Curl": 0.45,
            },
        ),
        Look(
            "Black-Stained",
            ("black", "stained", "tarred", "charred", "dark", "modern"),
            {
                "Wood Color": hex_color(0x3D3A37),
                "Second Color": hex_color(0x353230),
                "Grain Color": hex_color(0x302D2A),
                "Stagger": 0.05,
                "Variation": 0.5,
                "Roughness": 0.66,
            },
        ),
        Look(
            "Mossy Old Shingles",
            ("mossy", "old", "green", "forest", "cabin", "aged"),
            {"Silvering": 0.65, "Curl": 0.7, "Stagger": 0.35, "Moss": 0.6, "Roughness": 0.88},
        ),
    ),
    build=build,
    repeat=widths_repeat("Shingle Width", "Course Height", "Irregular"),
)
