# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Knitted cloth: columns of V stitches, fine jersey to chunky wool, with cables if wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Yarn Color", hex_color(0xDDD3BF), "Most of the fibres"),
    color("Heather Color", hex_color(0xB9AA90), "The fibres of another tone"),
    metres("Stitch Width", 0.008, 0.0012, 0.05, "From column to column"),
    metres("Cable Spacing", 0.0, 0.0, 0.6, "From cable to cable, in whole stitches; 0 for none"),
    factor("Heather", 0.35, "How much of the second tone"),
    factor("Unevenness", 0.4, "Yarn spun and knitted by hand"),
    factor("Fuzz", 0.4, "Hairs that stand off"),
    factor("Roughness", 0.93, "Mercerised cotton to wool"),
    wear("Pilling", 0.1, "Little balls of rubbed fibre"),
    wear("Fading", 0.1, "Worn and washed places"),
)

COURSE = 0.8  # height of a stitch by its width
CABLE_COURSES = 14.0  # rows in a full turn of a cable
TURN = 6.2831853


class Ground(NamedTuple):
    """Where the columns run: metres `across` from a column's edge, and the swell of the cables."""

    across: Scalar
    swell: Scalar
    trench: Scalar


class Stitch(NamedTuple):
    """`height` is 0 between yarns to 1 on top; `leg` and `turned` are positions in the yarn."""

    height: Scalar
    row: Scalar
    ply: Scalar


def cables(b: GroupBuilder, point: Vector, width: Scalar) -> Ground:
    """Two strands of three columns that wind round each other, columns following the strands."""
    spacing = b.scalar("Cable Spacing")
    period = (spacing / width + 0.5).floor().maximum(10.0) * width
    x = ((point.x / period).fract() - 0.5) * period
    phase = point.y * (TURN / (CABLE_COURSES * COURSE)) / width
    radius = width * 1.55
    swing, front = (phase + 1.5707963).sine() * radius, phase.sine()
    left, right = x - swing, x + swing
    near = _bulge(left, radius) * (1.0 + front * 0.6)
    far = _bulge(right, radius) * (1.0 - front * 0.6)
    on = (spacing > 0.001) * (near.maximum(far) > 0.0)
    strand = (near > far).mix(right, left)
    trench = abs(x).smoothstep(width * 4.2, width * 3.4) * (spacing > 0.001) * (1.0 - on)
    return Ground(on.mix(x, strand + width * 0.5), near.maximum(far) * on, trench)


def _bulge(away: Scalar, radius: Scalar) -> Scalar:
    share = away / radius
    return (1.0 - share * share).maximum(0.0).root()


def v_stitch(b: GroupBuilder, across: Scalar, up: Scalar, width: Scalar, slack: Scalar) -> Stitch:
    """A column of Vs, each of two legs that lean outwards and tuck under the next."""
    side = (across / width).fract() - 0.5
    leg = abs(side) * 2.0
    along = up / (width * COURSE) - leg * 0.95
    turned = along.fract() - 0.5
    reach = leg - 0.5
    body = (1.0 - turned * turned * 4.6 * (1.0 + slack)).maximum(0.0).root()
    ends = (1.0 - reach * reach * 3.6).maximum(0.0).root()
    ply = ((side * 2.4 + turned * 1.1) * TURN * 1.5).sine()
    return Stitch(body * ends, along.floor(), ply)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Cables"):
        width = b.scalar("Stitch Width")
        uneven = b.scalar("Unevenness")
        sway = b.noise_vector(point, width * 3.5, detail=1.0, seed=3.0) * (width * 0.28)
        loose = b.noise_vector(point, width * 25.0, detail=1.0, seed=5.0) * (width * 1.1)
        bent = point + (sway + loose) * uneven
        ground = cables(b, bent, width)
    with b.section("Stitches"):
        thickness = b.noise(point, width * 1.6, detail=1.0, seed=7.0) - 0.5
        stitch = v_stitch(b, ground.across, bent.y, width, thickness * uneven)
        yarn = stitch.height
    with b.section("Fibres"):
        fibre = b.noise(bent, width * 0.14, detail=2.0, roughness=0.7, seed=9.0) - 0.5
        spun = b.noise(
            b.combine(bent.x * 0.25, stitch.row * width * COURSE, point.z), width * 1.4, seed=11.0
        )
        hairs = b.noise(point * (1.0, 0.7, 1.0), width * 0.5, detail=2.0, seed=13.0) - 0.5
        fuzz = (1.0 - abs(hairs) * 16.0).clamp() * b.scalar("Fuzz")
        balls = b.voronoi(point, 0.011)
        few = balls.random.x.smoothstep(1.0 - b.scalar("Pilling") * 0.5, 1.0)
        pill = (
            balls.distance.smoothstep(0.16, 0.05) * few * b.scalar("Pilling").smoothstep(0.0, 0.1)
        )
    with b.section("Color"):
        heather = b.scalar("Heather")
        tone = (spun - 0.5) * 1.6 + fibre * 1.5 + heather - 0.5
        dyed = b.mix_color(
            tone.smoothstep(-0.35, 0.5) * heather.smoothstep(0.0, 0.3),
            b.color("Yarn Color"),
            b.color("Heather Color"),
        )
        depth = 0.42 + yarn * 0.55 - ground.trench * 0.2 + stitch.ply * yarn * 0.07
        lit = dyed.brighter(depth + fibre * 0.25 + ground.swell * 0.08)
        hairy = b.mix_color((fuzz * 0.28 + pill * 0.6).clamp(), lit, dyed.brighter(1.12))
        faded = grime(b, point * (5.0, 5.0, 1.0)) * b.scalar("Fading")
        worn = b.mix_color(faded * 0.35, hairy, hex_color(0xB5AC9E))
    with b.section("Relief"):
        knitted = yarn * (0.3 + thickness * 0.1) + stitch.ply * yarn * 0.012 + fibre * 0.05
        macro = ground.swell * 0.55 - ground.trench * 0.25
        relief = (knitted + macro + fuzz * 0.02) * width + pill * 0.0011
    surface(b, base_color=worn, roughness=b.scalar("Roughness") - faded * 0.05, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A stitch, or one turn of one cable."""
    width, spacing = number(values, "Stitch Width"), number(values, "Cable Spacing")
    if spacing <= 0.001:
        return width, width * COURSE
    return max(10, int(spacing / width + 0.5)) * width, width * COURSE * CABLE_COURSES


FAMILY = Family(
    id="knit",
    label="Knit",
    words=(
        *("knit", "knitted", "knitting", "jersey", "sweater", "pullover", "jumper"),
        *("chunky knit", "wool knit", "stockinette", "cable knit", "crochet"),
    ),
    roles=("upholstery", "other"),
    size_m=0.16,
    parameters=PARAMETERS,
    looks=(
        Look("Cream Wool", ("cream", "white", "wool", "soft", "throw", "hygge"), {}),
        Look(
            "Charcoal Knit",
            ("charcoal", "grey", "dark", "fine", "jersey"),
            {
                "Yarn Color": hex_color(0x4A4A4D),
                "Heather Color": hex_color(0x6E6E70),
                "Stitch Width": 0.0055,
                "Heather": 0.5,
                "Unevenness": 0.25,
            },
        ),
        Look(
            "Mustard Chunky",
            ("mustard", "yellow", "chunky", "chunky knit", "ochre", "pouf"),
            {
                "Yarn Color": hex_color(0xCB9A38),
                "Heather Color": hex_color(0xA97A27),
                "Stitch Width": 0.022,
                "Heather": 0.3,
                "Unevenness": 0.5,
                "Fuzz": 0.6,
            },
        ),
        Look(
            "Heather Grey",
            ("heather", "grey", "melange", "marl", "sweatshirt"),
            {
                "Yarn Color": hex_color(0xB4B3B1),
                "Heather Color": hex_color(0x727276),
                "Stitch Width": 0.004,
                "Heather": 0.7,
                "Unevenness": 0.2,
                "Fuzz": 0.3,
                "Pilling": 0.3,
            },
        ),
        Look(
            "Aran Cable",
            ("cable", "cable knit", "aran", "irish", "oatmeal", "beige"),
            {
                "Yarn Color": hex_color(0xE0D6C2),
                "Heather Color": hex_color(0xC4B598),
                "Stitch Width": 0.0065,
                "Cable Spacing": 0.078,
                "Unevenness": 0.3,
            },
        ),
        Look(
            "Forest Wool",
            ("green", "forest", "dark green", "wool", "blanket"),
            {
                "Yarn Color": hex_color(0x42583F),
                "Heather Color": hex_color(0x6B7A52),
                "Stitch Width": 0.01,
                "Heather": 0.5,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
