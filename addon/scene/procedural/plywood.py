# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plywood: rotary-cut sheets with their wild grain, knots and plugs, raw or film-faced."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Color, GroupBuilder, Number, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime, inset, running_bond
from .rhythm import bond

PARAMETERS = (
    color("Wood Color", hex_color(0xDBC3A0), "The pale early wood"),
    color("Grain Color", hex_color(0xAE8355), "The dark late wood"),
    color("Film Color", hex_color(0x3A322E), "The resin film, where there is one"),
    metres("Sheet Width", 1.22, 0.3, 2.5, "Across the face grain"),
    metres("Sheet Length", 2.44, 0.3, 4.0, "Along the face grain, upwards"),
    metres("Gap", 0.003, 0.0, 0.02, "Between two sheets"),
    factor("Bond Offset", 0.0, "Row to row: 0 grid, 0.5 staggered", spread=0.0),
    factor("Grain Contrast", 0.65, "How strongly the grain shows"),
    factor("Plugs", 0.3, "Boat-shaped patches where knots were cut out"),
    factor("Knots", 0.1, "Knots and knot holes left in"),
    factor("Film", 0.0, "1 for film-faced sheets", spread=0.0),
    factor("Variation", 0.45, "How much the sheets differ"),
    factor("Roughness", 0.55, "Lacquered to raw"),
    wear("Weathering", 0.0, "Greyed, stained and checked"),
    wear("Scuffs", 0.15, "Scratches and dull places"),
)


class Spot(NamedTuple):
    """Something strewn: the point seen from its middle in metres, and its chance."""

    u: Scalar
    v: Scalar
    chance: Vector


def strewn(b: GroupBuilder, point: Vector, pitch: float, room: float, seed: float) -> Spot:
    """One spot in each square of `pitch` metres, its middle at least `room` metres inside."""
    x, y = point.x / pitch, point.y / pitch
    chance = b.white_noise(b.combine(x.floor(), y.floor(), point.z), seed=seed)
    free = pitch - 2.0 * room
    u = (x.fract() - 0.5) * pitch - (chance.x - 0.5) * free
    v = (y.fract() - 0.5) * pitch - (chance.y - 0.5) * free
    return Spot(u, v, chance)


class Faults(NamedTuple):
    """`pull` bends the grain round a knot, `core` is the knot; `plug` the patch, `rim` its seam."""

    pull: Scalar
    core: Scalar
    plug: Scalar
    rim: Scalar


def faults_of(b: GroupBuilder, own: Vector) -> Faults:
    """Knots of 6 to 22 mm and boat-shaped plugs of 35 by 110 mm; each 0 to 1."""
    knot = strewn(b, own, 0.42, 0.06, 3.0)
    radius = 0.006 + knot.chance.z * 0.016
    from_knot = b.combine(knot.u, knot.v * 0.75).length() / radius
    left_in = b.white_noise(knot.chance, seed=4.0).x < b.scalar("Knots")
    patch = strewn(b, own, 0.47, 0.07, 5.0)
    belly = 0.0175 - patch.v * patch.v * (0.0175 / (0.055 * 0.055))
    absent = (patch.chance.z > b.scalar("Plugs") * 0.7) * 0.2
    inside = belly - abs(patch.u) - absent
    return Faults(
        from_knot.smoothstep(4.0, 0.4) * left_in,
        from_knot.smoothstep(1.0, 0.7) * left_in,
        inside.smoothstep(0.0, 0.0005),
        abs(inside + 0.0003).smoothstep(0.0012, 0.0003),
    )


class Face(NamedTuple):
    """The peeled face: its rings, its fibres and its open pores, each 0 to 1."""

    figure: Scalar
    fibre: Scalar
    pores: Scalar


def rotary(b: GroupBuilder, wood: Vector, bulge: Number) -> Face:
    """Rings peeled nearly along themselves: broad islands and long waves."""
    islands = b.noise(wood * (1.0, 0.16, 1.0), 0.19, detail=2.0, seed=1.0)
    waver = b.noise(wood * (1.0, 0.4, 1.0), 0.03, detail=2.0, seed=6.0) - 0.5
    saw = (islands * 11.0 + waver * 0.45 + bulge).fract()
    figure = saw.smoothstep(0.0, 0.8) * saw.smoothstep(1.0, 0.88)
    fibre = b.noise(wood * (1.0, 0.025, 1.0), 0.0026, detail=4.0, roughness=0.65, seed=14.0)
    dashes = b.noise(wood * (1.0, 0.04, 1.0), 0.0018, detail=1.0, seed=18.0)
    return Face(figure, fibre, dashes.smoothstep(0.64, 0.74))


def peeled(b: GroupBuilder, face: Face, faults: Faults, shade: Scalar) -> Color:
    """The bare wood with its knots and the seams of its plugs."""
    lines = face.figure * 0.55 + (face.fibre - 0.5) * 0.8 + face.pores * 0.35
    dark = (lines * b.scalar("Grain Contrast") + faults.core * 0.7 + faults.pull * 0.15).clamp()
    wood = b.mix_color(dark, b.color("Wood Color"), b.color("Grain Color")).brighter(shade)
    knotty = b.mix_color(faults.core, wood, hex_color(0x4A2F1C))
    return b.mix_color(faults.rim * 0.6, knotty, hex_color(0x54402C))


def filmed(b: GroupBuilder, wood: Color, figure: Scalar) -> Color:
    """The face under its resin film, through which the grain is barely seen."""
    film = b.color("Film Color").brighter(1.0 - figure * 0.12)
    return b.mix_color(b.scalar("Film"), wood, film)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Sheets"):
        offset = b.scalar("Bond Offset")
        sheet = running_bond(b, point, b.scalar("Sheet Width"), b.scalar("Sheet Length"), offset)
        chance = b.white_noise(sheet.cell)
        edge = inset(b, sheet, 0.001) - b.scalar("Gap") * 0.5
        board = edge.smoothstep(0.0, 0.001)
        own = b.combine(sheet.u, sheet.v, 0.0) + chance * 9.0
    with b.section("Knots and plugs"):
        faults = faults_of(b, own)
    with b.section("Grain"):
        # A plug is cut from another sheet.
        wood = own + b.combine(faults.plug * 3.1, faults.plug * 1.7)
        face = rotary(b, wood, faults.pull * 1.6)
    with b.section("Color"):
        cloud = b.noise(wood * (1.0, 0.3, 1.0), 0.3, detail=3.0, seed=8.0) - 0.5
        differing = (chance.x - 0.5) * 0.35 + cloud * 0.3 + faults.plug * 0.16
        shade = 1.0 + differing * b.scalar("Variation")
        faced = filmed(b, peeled(b, face, faults, shade), face.figure)
    with b.section("Wear"):
        bare = 1.0 - b.scalar("Film")
        age = b.scalar("Weathering") * bare
        rain = b.noise(point * (1.0, 0.25, 1.0), 0.25, detail=5.0, roughness=0.6, seed=21.0)
        grey = b.mix_color(face.fibre, hex_color(0x6B655D), hex_color(0xABA399))
        silvered = b.mix_color(age * (0.35 + rain.smoothstep(0.3, 0.65) * 0.6), faced, grey)
        checks = b.noise(own * (1.0, 0.03, 1.0), 0.008, detail=1.0, seed=25.0)
        cracked = checks.smoothstep(0.7, 0.78) * age
        tracks = b.noise(point, 0.2, detail=5.0, roughness=0.7, seed=37.0).smoothstep(0.48, 0.7)
        scuffs = tracks * b.scalar("Scuffs")
        stain = grime(b, point) * (b.scalar("Scuffs") * 0.25 + age * 0.35) + cracked * 0.6
        stained = b.mix_color(stain, silvered, hex_color(0x3C342C))
        rubbed = b.mix_color(scuffs * 0.25, stained, hex_color(0x9C9184))
        joined = b.mix_color(board, hex_color(0x1C1713), rubbed)
    with b.section("Relief"):
        fibres = (face.fibre - 0.5) * (0.00012 + age * 0.0005) - face.pores * 0.00012
        raised = fibres - faults.rim * 0.0003 - faults.core * 0.0004
        eased = (edge.linstep(0.0, 0.0015) - 1.0) * 0.0006 + (board - 1.0) * 0.006
        relief = raised * bare - cracked * 0.0008 + cloud * 0.0006 + eased
        rough = b.scalar("Roughness") + face.figure * 0.05 * bare + scuffs * 0.2 + age * 0.25
        rough = board.mix(0.9, rough + (chance.y - 0.5) * 0.05)
    surface(b, base_color=joined, roughness=rough, height=relief)


FAMILY = Family(
    id="plywood",
    label="Plywood",
    words=("plywood", "ply", "multiplex", "sheathing", "shuttering ply", "birch ply"),
    roles=("interior_wall", "wood_furniture", "ceiling", "floor", "exterior_wall", "door"),
    size_m=2.6,
    parameters=PARAMETERS,
    looks=(
        Look("Birch", ("birch", "pale", "blond", "baltic", "scandinavian"), {}),
        Look(
            "Marine Okoume",
            ("marine", "okoume", "gaboon", "boat", "pink", "mahogany", "red"),
            {
                "Wood Color": hex_color(0xB98364),
                "Grain Color": hex_color(0x8A5740),
                "Grain Contrast": 0.6,
                "Plugs": 0.0,
                "Knots": 0.0,
                "Variation": 0.3,
                "Roughness": 0.42,
            },
        ),
        Look(
            "CDX Rough",
            ("cdx", "rough", "construction", "softwood", "pine", "knots", "sheathing", "cheap"),
            {
                "Wood Color": hex_color(0xCFA873),
                "Grain Color": hex_color(0x966338),
                "Grain Contrast": 0.9,
                "Plugs": 0.9,
                "Knots": 0.75,
                "Variation": 0.8,
                "Roughness": 0.8,
                "Weathering": 0.12,
                "Scuffs": 0.4,
            },
        ),
        Look(
            "Poplar",
            ("poplar", "white", "cream", "light", "furniture"),
            {
                "Wood Color": hex_color(0xDDD0B5),
                "Grain Color": hex_color(0xB4A27C),
                "Grain Contrast": 0.55,
                "Plugs": 0.15,
                "Knots": 0.05,
            },
        ),
        Look(
            "Black Film-Faced",
            ("black", "film-faced", "phenolic", "formwork", "dark", "brown", "modern"),
            {
                "Film": 1.0,
                "Plugs": 0.0,
                "Knots": 0.0,
                "Variation": 0.2,
                "Roughness": 0.3,
                "Scuffs": 0.12,
            },
        ),
        Look(
            "Weathered Hoarding",
            ("weathered", "grey", "hoarding", "old", "outdoor", "silvered"),
            {
                "Wood Color": hex_color(0xC7A577),
                "Grain Color": hex_color(0x8D653F),
                "Bond Offset": 0.5,
                "Gap": 0.005,
                "Grain Contrast": 0.8,
                "Plugs": 0.6,
                "Knots": 0.5,
                "Roughness": 0.78,
                "Weathering": 0.8,
                "Scuffs": 0.4,
            },
        ),
    ),
    build=build,
    repeat=bond("Sheet Width", "Sheet Length", offset="Bond Offset"),
)
