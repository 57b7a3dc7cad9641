# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walls of stones as they came from the field or the quarry, packed in mortar or laid dry."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Color, GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Stone Color", hex_color(0xB9A67F), "Most of the stones"),
    color("Second Color", hex_color(0x8F7C5C), "Other stones"),
    color("Third Color", hex_color(0xC9BFA6), "A few pale or odd ones"),
    color("Mortar Color", hex_color(0xB8AC94), "The joints; the dark between stones laid dry"),
    metres("Stone Length", 0.34, 0.06, 1.5, "A large stone"),
    metres("Stone Height", 0.2, 0.03, 1.0, "A large stone"),
    metres("Joint Width", 0.013, 0.002, 0.06, "Between two stones, where it is narrow"),
    metres("Joint Depth", 0.012, 0.0, 0.08, "How far the joints lie behind the faces"),
    metres("Relief", 0.012, 0.0, 0.05, "How rough the faces are and how far stones stand out"),
    factor("Irregular", 0.75, "Nearly coursed to random"),
    factor("Pinnings", 0.35, "Places filled with small stones"),
    factor("Variation", 0.6, "How much the stones differ in colour"),
    factor("Roughness", 0.88, "How matt the stones are"),
    wear("Whitewash", 0.0, "Lime wash over stones and joints"),
    wear("Weathering", 0.3, "Dark streaks and lichen"),
    wear("Moss", 0.0, "In the joints and on the ledges"),
)


class Packed(NamedTuple):
    """The stone under a point: metres to its rim, its chance, how far it is tilted out there."""

    rim: Scalar
    chance: Vector
    tilt: Scalar


def packed(b: GroupBuilder, placed: Vector, height: Scalar) -> Packed:
    """Stones about 1 wide in `placed`, which is `height` metres high for each 1."""
    irregular = b.scalar("Irregular")
    cells = b.voronoi(placed, 1.0, dimensions="2D", randomness=irregular)
    edge = b.voronoi(
        placed, 1.0, feature="DISTANCE_TO_EDGE", dimensions="2D", randomness=irregular
    ).distance
    # The corners, far from the middle, were knocked off.
    rim = edge - (cells.distance - 0.4).maximum(0.0) * 0.12
    slope = (cells.random - (0.5, 0.5, 0.5)) * (1.0, 1.4, 0.0)
    return Packed(rim * height, cells.random, (placed - cells.position).dot(slope))


def stones(b: GroupBuilder) -> Packed:
    """Large stones, some of which make way for a few small ones in thinner joints."""
    point, height = b.vector(), b.scalar("Stone Height")
    # The face's own number moves the plane: a third dimension would cut the stones askew.
    flat = b.combine(point.x + point.z * 17.0, point.y + point.z * 7.0)
    placed = flat / b.combine(b.scalar("Stone Length"), height, 1.0)
    # Beds rise and fall, and no two stones stand plumb above each other.
    placed = placed + b.noise_vector(placed, 2.6, detail=3.0, seed=3.0) * (1.1, 0.8, 0.0)
    large = packed(b, placed, height)
    small = packed(b, placed * 1.9, height / 1.9)
    parted = large.chance.z < b.scalar("Pinnings")
    closer = b.scalar("Joint Width") * 0.22
    return Packed(
        parted.mix(large.rim, small.rim.minimum(large.rim) + closer),
        b.mix_vector(parted, large.chance, small.chance),
        parted.mix(large.tilt, small.tilt * 0.6),
    )


def weathered(b: GroupBuilder, wall: Color, patchy: Scalar, beds: Scalar, face: Scalar) -> Color:
    """Dark where rain runs, pale where lichen sits on the stones."""
    amount = b.scalar("Weathering")
    dark = (patchy.smoothstep(0.5, 0.75) + grime(b, b.vector())) * 0.4 * amount
    streaked = b.mix_color(dark, wall, hex_color(0x3B372F))
    lichen = (beds + patchy).smoothstep(0.62, 0.72) * face * amount
    return b.mix_color(lichen * 0.55, streaked, hex_color(0xB3AF97))


def mossy(b: GroupBuilder, wall: Color, damp: Scalar) -> Color:
    """Green from the dampest places, the joints, outwards."""
    moss = b.scalar("Moss")
    green = damp.smoothstep(0.62 - moss * 0.5, 0.8 - moss * 0.4) * moss.smoothstep(0.0, 0.15)
    return b.mix_color(green * 0.85, wall, hex_color(0x5A6233))


def build(b: GroupBuilder) -> None:
    point, variation = b.vector(), b.scalar("Variation")
    with b.section("Stones, large and small"):
        stone = stones(b)
        chance = stone.chance
        own = point + chance * 6.0
    with b.section("Joints"):
        ragged = b.noise(point, 0.035, detail=4.0, roughness=0.6, seed=5.0) - 0.5
        edge = stone.rim - b.scalar("Joint Width") * 0.5 - ragged * 0.014
        face = edge.smoothstep(-0.001, 0.005)
    with b.section("Color"):
        beds = b.noise(own * (0.5, 1.3, 1.0), 0.09, detail=6.0, roughness=0.62, seed=7.0) - 0.5
        second = (chance.x + beds * 0.5).smoothstep(0.4, 0.75) * variation
        odd = (chance.y > 0.8) * variation
        kinds = b.mix_color(second, b.color("Stone Color"), b.color("Second Color"))
        kinds = b.mix_color(odd, kinds, b.color("Third Color"))
        speck = b.noise(point, 0.005, detail=3.0, roughness=0.7, seed=9.0) - 0.5
        shade = 1.0 + (chance.z - 0.5) * 0.5 * variation + beds * 0.7 + speck * 0.4
        mortar = b.color("Mortar Color").brighter(1.0 + speck * 0.6 + ragged * 0.4)
        wall = b.mix_color(face, mortar, kinds.brighter(shade))
    with b.section("Wear"):
        patchy = b.noise(point, 0.3, detail=6.0, roughness=0.68, seed=13.0)
        aged = weathered(b, wall, patchy, beds, face)
        grown = mossy(b, aged, patchy * 0.8 + beds * 0.3 - edge * 6.0)
        lime = b.scalar("Whitewash")
        left = lime * 0.5 - 0.26
        flaked = (patchy - 0.5) * 0.9 + beds * 0.6 + face * 0.05
        washed = flaked.smoothstep(left + 0.07, left) * lime.smoothstep(0.0, 0.2)
        coat = b.mix_color(0.5 + beds + ragged, hex_color(0xE9E5DB), hex_color(0xD2CBBD))
        painted = b.mix_color(washed * 0.96, grown, coat)
    with b.section("Relief"):
        relief = b.scalar("Relief")
        hewn = b.noise(own, 0.1, detail=6.0, roughness=0.5, seed=19.0) - 0.5
        rounded = edge.smoothstep(0.0, 0.03) * 0.8 - 0.8
        faces = (hewn * 1.6 + stone.tilt * 1.5 + (chance.z - 0.5) + rounded) * relief
        joints = b.scalar("Joint Depth") * -1.0 - relief * 0.9 + ragged * 0.004
        height = face.mix(joints, faces) + speck * 0.0008
        rough = b.scalar("Roughness") + speck * 0.15 + washed * 0.08
    surface(b, base_color=painted, roughness=rough, height=height * (1.0 - washed * 0.25))


FAMILY = Family(
    id="rubble",
    label="Rubble Stone",
    words=(
        "rubble",
        "fieldstone",
        "dry stone",
        "drystone",
        "stone wall",
        "rough stone",
        "random stone",
    ),
    roles=("exterior_wall", "stone", "interior_wall", "other"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Cotswold", ("cotswold", "honey", "limestone", "cottage", "yellow", "warm"), {}),
        Look(
            "Grey Granite Rubble",
            ("granite", "grey", "cornish", "scottish", "rugged"),
            {
                "Stone Color": hex_color(0x8A8883),
                "Second Color": hex_color(0x6B6967),
                "Third Color": hex_color(0xA08F7C),
                "Mortar Color": hex_color(0xA29C90),
                "Stone Length": 0.42,
                "Stone Height": 0.3,
                "Joint Width": 0.018,
                "Relief": 0.018,
                "Irregular": 0.9,
                "Pinnings": 0.3,
            },
        ),
        Look(
            "Dry Stone Slate",
            ("dry stone", "slate", "dark", "lake district", "welsh", "stacked", "mossy"),
            {
                "Stone Color": hex_color(0x686B6A),
                "Second Color": hex_color(0x55544F),
                "Third Color": hex_color(0x857C6D),
                "Mortar Color": hex_color(0x2E2C28),
                "Stone Length": 0.38,
                "Stone Height": 0.075,
                "Joint Width": 0.006,
                "Joint Depth": 0.03,
                "Relief": 0.014,
                "Irregular": 1.0,
                "Pinnings": 0.12,
                "Moss": 0.3,
            },
        ),
        Look(
            "Whitewashed Cottage",
            ("whitewashed", "white", "limewash", "cottage", "greek", "irish", "painted"),
            {
                "Stone Color": hex_color(0x9C9282),
                "Second Color": hex_color(0x7F776B),
                "Mortar Color": hex_color(0xBDB4A4),
                "Stone Length": 0.38,
                "Stone Height": 0.24,
                "Joint Depth": 0.006,
                "Irregular": 0.85,
                "Whitewash": 0.85,
                "Weathering": 0.15,
            },
        ),
        Look(
            "Flint and Lime",
            ("flint", "nodules", "norfolk", "black", "knapped"),
            {
                "Stone Color": hex_color(0x5C5B5A),
                "Second Color": hex_color(0x48484A),
                "Third Color": hex_color(0xB9B2A4),
                "Mortar Color": hex_color(0xC4B9A4),
                "Stone Length": 0.13,
                "Stone Height": 0.11,
                "Joint Width": 0.012,
                "Joint Depth": 0.006,
                "Relief": 0.01,
                "Irregular": 0.95,
                "Pinnings": 0.1,
                "Roughness": 0.55,
                "Weathering": 0.15,
            },
        ),
        Look(
            "Mediterranean Fieldstone",
            ("mediterranean", "tuscan", "provence", "farmhouse", "beige", "rustic", "mixed"),
            {
                "Stone Color": hex_color(0xBCAB8F),
                "Second Color": hex_color(0xA08A74),
                "Third Color": hex_color(0xB08468),
                "Mortar Color": hex_color(0xC8B99E),
                "Joint Width": 0.022,
                "Joint Depth": 0.005,
                "Irregular": 0.95,
                "Pinnings": 0.4,
                "Variation": 0.8,
            },
        ),
    ),
    build=build,
)
