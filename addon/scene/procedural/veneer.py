# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figured veneer: upright leaves of one log, side by side in the order they were sliced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, grown, hex_color, metres, number, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Wood Color", hex_color(0x94684A), "The pale early wood"),
    color("Grain Color", hex_color(0x482D1E), "The dark late wood"),
    metres("Leaf Width", 0.26, 0.05, 1.0, "One leaf of veneer"),
    metres("Leaf Length", 2.8, 0.5, 6.0, "From end joint to end joint"),
    grown("Ring Width", 0.008, 0.002, 0.05, "From one growth ring to the next"),
    factor("Book Match", 1.0, "1 turns every second leaf over, 0 slips them", spread=0.0),
    factor("Crown", 0.9, "0 quarter cut in stripes, 1 flat cut in cathedrals"),
    factor("Ripple", 0.2, "Shimmer across the grain, as in fiddleback"),
    factor("Eyes", 0.0, "Bird's eyes", spread=0.03),
    factor("Grain Contrast", 0.65, "How strongly the grain shows"),
    factor("Variation", 0.3, "How much the leaves differ"),
    factor("Roughness", 0.34, "Polished to raw"),
    wear("Fading", 0.1, "Bleached by light in large areas"),
    wear("Scuffs", 0.08, "Fine scratches and dull places"),
)

# The next leaf was sliced this much deeper in the log, metres: thick, so that it shows.
SLICE = 0.003
# Leaves of one log before the next log is taken.
FLITCH = 14.0
# How much thinner a log gets, metres in a metre: cathedrals are its rings cut at a slant.
TAPER = 0.085


class Leaf(NamedTuple):
    """`across` and `along` are metres in the leaf as it lay in the log; `place` is where in the
    wood that is, for textures; `edge` is metres to the nearest joint.
    """

    across: Scalar
    along: Scalar
    place: Vector
    cell: Vector
    edge: Scalar


def leaf_of(b: GroupBuilder) -> Leaf:
    """Leaves in columns; every second row is end-matched, the mirror of the one below."""
    point = b.vector()
    width, length = b.scalar("Leaf Width"), b.scalar("Leaf Length")
    x, y = point.x / width, point.y / length
    column, row = x.floor(), y.floor()
    u, v = (x.fract() - 0.5) * width, (y.fract() - 0.5) * length
    across = u * (1.0 - column.modulo(2.0) * b.scalar("Book Match") * 2.0)
    along = v * (1.0 - row.modulo(2.0) * 2.0)
    # Neither a new log nor an unmatched end falls on the middle of an object.
    log = b.combine((column / FLITCH + 0.5).floor(), (row * 0.5 + 0.5).floor(), point.z)
    place = b.combine(across, along, column * SLICE) + b.white_noise(log) * 9.0
    edge = (width * 0.5 - abs(u)).minimum(length * 0.5 - abs(v))
    return Leaf(across, along, place, b.combine(column, row, point.z), edge)


def rings_of(b: GroupBuilder, leaf: Leaf) -> Scalar:
    """Growth rings as a rising number: stripes, or the flames of a log that tapers upwards."""
    off_pith = leaf.across + b.scalar("Leaf Width") * 0.14
    flat = (off_pith * off_pith + 0.0012).root() + leaf.along * TAPER
    sway = b.noise(leaf.place * (1.0, 0.22, 4.0), 0.14, detail=2.0, seed=1.0) - 0.5
    waver = b.noise(leaf.place * (1.0, 0.25, 4.0), 0.035, detail=3.0, seed=6.0) - 0.5
    crown = b.scalar("Crown")
    cut = crown.mix(leaf.across, flat) + sway * (0.02 + crown * 0.05)
    return cut / b.scalar("Ring Width") + waver * 0.6


def eyes_of(b: GroupBuilder, leaf: Leaf) -> Scalar:
    """Small dark dimples, each 3 to 6 mm wide with a paler rim, in loose clouds; 0 to 1."""
    seeds = b.voronoi(leaf.place * (1.0, 0.7, 0.2), 0.017)
    clouds = b.noise(leaf.place * (1.0, 0.5, 1.0), 0.22, detail=1.0, seed=31.0)
    there = (seeds.random.x + clouds * 1.4) > 0.95
    return seeds.distance.smoothstep(0.24, 0.06) * there * b.scalar("Eyes")


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Leaves"):
        leaf = leaf_of(b)
        chance = b.white_noise(leaf.cell)
        joint = leaf.edge.smoothstep(0.0006, 0.0)
    with b.section("Grain"):
        eyes = eyes_of(b, leaf)
        rings = rings_of(b, leaf) + eyes * 0.8
        saw = rings.fract()
        figure = saw.smoothstep(0.0, 0.85) * saw.smoothstep(1.0, 0.9)
        # Good and lean years in turn draw broad streaks that follow the rings.
        years = b.combine(rings * 0.2, leaf.place.y * 0.25, leaf.place.z * 3.0)
        streak = b.noise(years, 1.0, detail=3.0, roughness=0.6, seed=4.0).smoothstep(0.33, 0.68)
        upright = leaf.place * (1.0, 0.02, 1.0)
        fibre = b.noise(upright, 0.0022, detail=4.0, roughness=0.65, seed=14.0) - 0.5
        dashes = b.noise(leaf.place * (1.0, 0.05, 1.0), 0.0016, detail=1.0, seed=18.0)
        pores = dashes.smoothstep(0.62, 0.72) * (0.35 + figure * 0.65)
    with b.section("Color"):
        lines = figure * (0.25 + streak * 0.6) + streak * 0.4 + fibre * 0.7 + pores * 0.3
        dark = (lines * b.scalar("Grain Contrast") + eyes * 0.6).clamp()
        sliced = b.mix_color(dark, b.color("Wood Color"), b.color("Grain Color"))
        bands = b.noise(leaf.place * (0.3, 2.2, 1.0), 0.022, detail=2.0, seed=5.0) - 0.5
        shimmer = bands * b.scalar("Ripple")
        # Turned over, the fibres lean the other way and a leaf is lighter or darker.
        shade = 1.0 + (chance.x - 0.5) * 0.35 * b.scalar("Variation")
        planed = sliced.brighter(shade + shimmer * 1.1)
    with b.section("Wear"):
        sun = b.noise(point, 1.3, detail=3.0, seed=27.0).smoothstep(0.35, 0.7)
        bleached = b.mix_color(sun * b.scalar("Fading") * 0.6, planed, hex_color(0xCDB893))
        rubbed = b.noise(point, 0.15, detail=5.0, roughness=0.7, seed=7.0).smoothstep(0.5, 0.7)
        scratch = b.noise(point * (1.0, 0.1, 1.0), 0.004, detail=1.0, seed=9.0)
        scuffs = (rubbed + scratch.smoothstep(0.7, 0.76)) * 0.6 * b.scalar("Scuffs")
        dulled = b.mix_color(scuffs * 0.3 + grime(b, point) * 0.06, bleached, hex_color(0x5A4A3A))
        joined = b.mix_color(joint * 0.45, dulled, b.color("Grain Color").brighter(0.5))
    with b.section("Relief"):
        relief = pores * -0.00008 + fibre * 0.00006 - joint * 0.0001 - scuffs * 0.00008
        rough = b.scalar("Roughness") + scuffs * 0.35 + figure * 0.05 - shimmer * 0.2
    surface(b, base_color=joined, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A pair of leaves across and an end-matched pair up; what logs differ in is chance."""
    leaves = 2.0 if number(values, "Book Match") > 0.0 else 1.0
    return number(values, "Leaf Width") * leaves, number(values, "Leaf Length") * 2.0


FAMILY = Family(
    id="veneer",
    label="Veneer",
    words=("veneer", "veneered", "book-matched", "bookmatch", "slip-matched", "wood panelling"),
    roles=("wood_furniture", "interior_wall", "door", "tabletop", "ceiling"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Walnut Book-Matched", ("walnut", "book-matched", "rich", "mid-century"), {}),
        Look(
            "Crown Oak",
            ("oak", "crown", "cathedral", "natural", "flat cut", "slip-matched"),
            {
                "Wood Color": hex_color(0xC8A679),
                "Grain Color": hex_color(0x94693F),
                "Leaf Width": 0.3,
                "Ring Width": 0.009,
                "Book Match": 0.0,
                "Crown": 1.0,
                "Ripple": 0.1,
                "Roughness": 0.44,
            },
        ),
        Look(
            "Zebrano",
            ("zebrano", "zebrawood", "striped", "exotic", "quarter cut"),
            {
                "Wood Color": hex_color(0xC39C67),
                "Grain Color": hex_color(0x50351F),
                "Leaf Width": 0.2,
                "Ring Width": 0.013,
                "Crown": 0.0,
                "Ripple": 0.1,
                "Grain Contrast": 1.0,
                "Variation": 0.15,
            },
        ),
        Look(
            "Macassar Ebony",
            ("ebony", "macassar", "black", "dark", "luxury", "art deco"),
            {
                "Wood Color": hex_color(0x5C4232),
                "Grain Color": hex_color(0x322B26),
                "Leaf Width": 0.16,
                "Ring Width": 0.014,
                "Crown": 0.15,
                "Grain Contrast": 1.0,
                "Roughness": 0.2,
            },
        ),
        Look(
            "Bird's-Eye Maple",
            ("maple", "bird's-eye", "birdseye", "pale", "blond", "figured"),
            {
                "Wood Color": hex_color(0xDEC39A),
                "Grain Color": hex_color(0xA87F52),
                "Leaf Width": 0.32,
                "Ring Width": 0.012,
                "Crown": 0.3,
                "Ripple": 0.4,
                "Eyes": 0.9,
                "Grain Contrast": 0.32,
                "Roughness": 0.26,
            },
        ),
        Look(
            "Fiddleback Sycamore",
            ("sycamore", "fiddleback", "white", "rippled", "harewood", "silver"),
            {
                "Wood Color": hex_color(0xDBD0BD),
                "Grain Color": hex_color(0xB3A48D),
                "Leaf Width": 0.2,
                "Ring Width": 0.02,
                "Crown": 0.1,
                "Ripple": 0.85,
                "Grain Contrast": 0.35,
                "Roughness": 0.22,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
