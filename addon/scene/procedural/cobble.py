# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small paving stones with rounded tops: setts and cobbles in rows, segmental arcs or fans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar
from .bonds import bond_is, coursed_repeat, lengths
from .family import Family, Look, color, count, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, grime, inset

PARAMETERS = (
    color("Stone Color", hex_color(0x8E8D8A), "Most of the stones"),
    color("Second Color", hex_color(0x6C6968), "Other stones"),
    color("Joint Color", hex_color(0x6B6253), "Sand, grit or mortar between them"),
    metres("Stone Length", 0.1, 0.04, 0.4, "A middling stone, with its joint"),
    metres("Row Height", 0.1, 0.04, 0.3, "From joint to joint"),
    metres("Joint Width", 0.012, 0.002, 0.04, "Between two stones"),
    metres("Crown", 0.012, 0.0, 0.06, "How far the middle of a stone stands above its edge"),
    metres("Pattern Width", 1.2, 0.4, 4.0, "An arc or a fan"),
    count("Laying", 0.0, 2.0, "0 in rows, 1 in segmental arcs, 2 in fans"),
    factor("Roundness", 0.35, "Sawn corners to river cobbles"),
    factor("Irregular", 0.5, "How much the stones differ in length"),
    factor("Variation", 0.6, "How much the stones differ in colour"),
    factor("Roughness", 0.75, "Polished by feet to freshly split"),
    wear("Dirt", 0.35, "Mud and soot in drifts"),
    wear("Moss", 0.1, "Green in the joints"),
)

HALF_ROOT = 0.7071068


class Row(NamedTuple):
    """The row under a point: its number, metres from its middle and along it, and its height."""

    index: Scalar
    v: Scalar
    along: Scalar
    height: Scalar


def straight(b: GroupBuilder) -> Row:
    point, height = b.vector(), b.scalar("Row Height")
    across = point.y / height
    return Row(across.floor(), (across.fract() - 0.5) * height, point.x, height)


def arcs(b: GroupBuilder) -> Row:
    """Columns of quarter-circle arcs one above the other, as setts are laid in streets."""
    point, width, height = b.vector(), b.scalar("Pattern Width"), b.scalar("Row Height")
    radius = width * HALF_ROOT
    column = point.x / width
    t = (column.fract() - 0.5) * width
    rise = (radius * radius - t * t).root()
    across = (point.y - rise) / height
    v = (across.fract() - 0.5) * height
    # Arcs are the same curve moved up, so they come closer towards the column's edge.
    steepness = rise / radius
    sine = ((t - v * steepness * t / radius) / radius).clamp(-1.0, 1.0)
    along = b.math("ARCSINE", sine) * radius + column.floor() * 64.0 * b.scalar("Stone Length")
    return Row(across.floor(), v * steepness, along, height * steepness)


def fans(b: GroupBuilder) -> Row:
    """Rings in circles that overlap like the scales of a fish."""
    point, radius = b.vector(), b.scalar("Pattern Width") * 0.5
    x, y = point.x / radius, point.y / radius
    lower = y.floor()
    odd = lower.modulo(2.0)
    near_x = ((x - odd) * 0.5 + 0.5).floor() * 2.0 + odd
    outside = b.combine(x - near_x, y - lower).length() > 1.0
    row = lower + outside
    shift = row.modulo(2.0)
    middle = ((x - shift) * 0.5 + 0.5).floor() * 2.0 + shift
    a, c = x - middle, y - row
    rings = (radius / b.scalar("Row Height") + 0.5).floor()
    across = b.combine(a, c).length() * rings
    height = radius / rings
    ring = across.floor()
    angle = b.math("ARCTAN2", a, c)
    # Other stones in each fan, moved by whole repeats so that their joints stay.
    own = (middle * 3.0 + row * 5.0) * 8.0
    along = angle * (ring + 0.5) * height + own * b.scalar("Stone Length")
    return Row(ring, (across.fract() - 0.5) * height, along, height)


def laid(b: GroupBuilder) -> Piece:
    arc, fan = bond_is(b, b.scalar("Laying"))
    rows = (straight(b), arcs(b), fans(b))
    index, v, along, height = (
        fan.mix(arc.mix(first, second), third) for first, second, third in zip(*rows, strict=True)
    )
    face, length = b.vector().z, b.scalar("Stone Length")
    stone = lengths(b, along / length, index, b.scalar("Irregular"), face)
    cell = b.combine(stone.index, index, face)
    return Piece(cell, stone.offset * length, v, stone.size * length, height)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    width = number(values, "Pattern Width")
    across, up = coursed_repeat(number(values, "Stone Length"), number(values, "Row Height"))
    if number(values, "Laying") > 1.5:
        return width, width
    return (width if number(values, "Laying") > 0.5 else across), up


def build(b: GroupBuilder) -> None:
    point, variation = b.vector(), b.scalar("Variation")
    with b.section("Stones in rows, arcs or fans"):
        stone = laid(b)
        chance = b.white_noise(stone.cell)
        own = b.combine(stone.u, stone.v, 0.0) + chance * 5.0
    with b.section("Rounded stones"):
        ragged = b.noise(point, 0.03, detail=3.0, roughness=0.6, seed=3.0) - 0.5
        half = stone.height * 0.5
        radius = (b.scalar("Roundness") * 0.9 + 0.08) * half
        edge = inset(b, stone, radius) - b.scalar("Joint Width") * 0.5 - ragged * 0.012
        face = edge.smoothstep(-0.001, 0.003)
        rim = 1.0 - (edge / half).clamp()
        dome = 1.0 - rim * rim * rim
    with b.section("Color"):
        second = (chance.x * 0.9 + ragged * 0.2).smoothstep(0.3, 0.75) * variation
        quarried = b.mix_color(second, b.color("Stone Color"), b.color("Second Color"))
        crystals = b.noise(point, 0.004, detail=3.0, roughness=0.7, seed=7.0) - 0.5
        mottle = b.noise(own, 0.05, detail=5.0, roughness=0.6, seed=9.0) - 0.5
        shade = 1.0 + (chance.y - 0.5) * 0.85 * variation + mottle * 0.5 + crystals * 0.5
        # Feet polish the crown; the flanks stay dark.
        stones = quarried.brighter(shade * (0.72 + dome * 0.3))
        joint = b.color("Joint Color").brighter(1.0 + crystals * 0.8 + ragged * 0.5)
        paved = b.mix_color(face, joint, stones)
    with b.section("Wear"):
        stain = grime(b, point) * b.scalar("Dirt")
        soiled = b.mix_color(stain * 0.6, paved, hex_color(0x453D33))
        moss = b.scalar("Moss")
        damp = b.noise(point, 0.4, detail=5.0, roughness=0.65, seed=13.0) - edge * 9.0
        green = damp.smoothstep(0.75 - moss * 0.55, 0.85 - moss * 0.5)
        green = green * moss.smoothstep(0.0, 0.1)
        grown = b.mix_color(green * 0.85, soiled, hex_color(0x58622F))
    with b.section("Relief"):
        crown = b.scalar("Crown")
        seat = (chance.z - 0.5) * 0.35
        tops = (dome + seat + mottle * 0.5) * crown + crystals * 0.0006
        bed = crown * -0.3 - 0.004 + crystals * 0.002 + green * 0.003
        relief = face.mix(bed, tops)
        rough = face.mix(0.95, b.scalar("Roughness") - dome * 0.1 + crystals * 0.2)
    surface(b, base_color=grown, roughness=rough, height=relief)


FAMILY = Family(
    id="cobble",
    label="Cobbles and Setts",
    words=("cobble", "cobbles", "cobblestone", "setts", "sett paving", "fan paving", "pave"),
    roles=("paving", "terrain", "stone", "floor", "other"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look(
            "Granite Segments",
            ("granite", "grey", "arcs", "segmental", "street", "european", "berlin"),
            {"Laying": 1.0},
        ),
        Look(
            "Basalt Fans",
            ("basalt", "black", "dark", "fan", "fish scale", "square", "roman", "italian"),
            {
                "Stone Color": hex_color(0x55565A),
                "Second Color": hex_color(0x424347),
                "Joint Color": hex_color(0x57524A),
                "Stone Length": 0.08,
                "Row Height": 0.08,
                "Joint Width": 0.009,
                "Crown": 0.008,
                "Pattern Width": 1.4,
                "Laying": 2.0,
                "Roughness": 0.6,
                "Moss": 0.05,
            },
        ),
        Look(
            "Granite Setts in Rows",
            ("granite", "rows", "tram", "driveway", "courses", "mixed"),
            {
                "Stone Color": hex_color(0x96928C),
                "Second Color": hex_color(0x80736A),
                "Stone Length": 0.16,
                "Roundness": 0.25,
                "Crown": 0.009,
                "Irregular": 0.8,
                "Variation": 0.8,
            },
        ),
        Look(
            "River Cobbles",
            ("river", "round", "pebble", "old town", "medieval", "cat head"),
            {
                "Stone Color": hex_color(0x9C958A),
                "Second Color": hex_color(0x6E6862),
                "Joint Color": hex_color(0x7A6F5F),
                "Stone Length": 0.13,
                "Row Height": 0.1,
                "Joint Width": 0.01,
                "Crown": 0.03,
                "Roundness": 1.0,
                "Irregular": 0.8,
                "Variation": 0.85,
                "Roughness": 0.6,
            },
        ),
        Look(
            "Worn Sandstone",
            ("sandstone", "worn", "yellow", "warm", "polished", "courtyard", "mossy"),
            {
                "Stone Color": hex_color(0xB29C78),
                "Second Color": hex_color(0x977C5E),
                "Joint Color": hex_color(0x7B6E55),
                "Stone Length": 0.19,
                "Row Height": 0.14,
                "Joint Width": 0.01,
                "Crown": 0.016,
                "Roundness": 0.45,
                "Irregular": 0.7,
                "Roughness": 0.6,
                "Dirt": 0.45,
                "Moss": 0.45,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
