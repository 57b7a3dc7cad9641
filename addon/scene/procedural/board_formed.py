# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Board-marked concrete: the boards of the formwork, their grain, their steps and the tie holes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import Color, GroupBuilder, Scalar, Vector
from .concrete import tie_holes
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, running_bond

PARAMETERS = (
    color("Concrete Color", hex_color(0x99968F), "The cement when dry"),
    metres("Board Width", 0.12, 0.04, 0.4, "Of the mean board; a lift holds a whole number"),
    factor("Width Variation", 0.4, "Boards from several saws"),
    factor("Upright", 0.0, "0 boards laid level, 1 standing", spread=0.0),
    metres("Bay Width", 3.0, 1.0, 6.0, "From joint to joint"),
    metres("Lift Height", 2.4, 1.0, 6.0, "From pour to pour"),
    metres("Step Height", 0.004, 0.0, 0.02, "How far one board stood before the next"),
    metres("Fin Height", 0.003, 0.0, 0.015, "Cement that was pressed between two boards"),
    factor("Grain", 0.7, "How deep the wood printed"),
    factor("Tie Holes", 1.0, "Four to a bay", spread=0.0),
    factor("Pour Joints", 0.6, "How visible one pour is above the other"),
    factor("Clouds", 0.5, "How uneven the colour dried"),
    factor("Air Holes", 0.4, "Bubbles the vibrator left"),
    factor("Roughness", 0.85, "Planed boards to sawn"),
    wear("Stains", 0.3, "Water running down"),
    wear("Weathering", 0.15, "Soot and lichen in the open"),
)


class Board(NamedTuple):
    """`along` and `across` are metres on the board from its corner, `edge` metres to its side."""

    along: Scalar
    across: Scalar
    edge: Scalar
    chance: Vector


def boards(b: GroupBuilder, bay: Piece, point: Vector) -> Board:
    """Boards as long as the bay and butted anywhere, or as high as the lift, of about one width."""
    upright = b.scalar("Upright")
    depth = upright.mix(bay.height, bay.length)
    across = upright.mix(bay.v, bay.u) + depth * 0.5
    width = depth / (depth / b.scalar("Board Width") + 0.5).floor().maximum(1.0)
    strip = upright.mix(bay.cell.y, bay.cell.x) * 1.7 + point.z
    place = across / width
    row = place.floor()
    row = row - (place.fract() < _sawn(b, row, strip, depth / width))
    low = row + _sawn(b, row, strip, depth / width)
    high = row + 1.0 + _sawn(b, row + 1.0, strip, depth / width)
    start = b.white_noise(b.combine(row, strip, 0.0), seed=4.0).x * (1.0 - upright)
    lengths = upright.mix(point.x / bay.length, point.y / bay.height) + start
    long = upright.mix(bay.length, bay.height)
    along = lengths.fract()
    butt = along.minimum(1.0 - along) * long
    edge = ((place - low).minimum(high - place) * width).minimum(butt)
    chance = b.white_noise(b.combine(row, strip, lengths.floor()))
    return Board(along * long, (place - low) * width, edge, chance)


def _sawn(b: GroupBuilder, row: Scalar, strip: Scalar, rows: Scalar) -> Scalar:
    """How far the lower side of a row is off its place, in boards; the outermost stay."""
    inside = (row > 0.5) * (row < rows - 0.5)
    chance = b.white_noise(b.combine(row, strip, 0.0), seed=2.0).x
    return chance * b.scalar("Width Variation") * inside * 0.6


def imprint(b: GroupBuilder, board: Board) -> tuple[Scalar, Scalar]:
    """The wood that concrete remembers: flames of the grain, around 0, and knots, 0 to 1."""
    own = b.combine(board.along, board.across, 0.0) + board.chance * 30.0
    knots = b.voronoi(own * (0.35, 1.0, 1.0), 0.16)
    knot = knots.distance.smoothstep(0.26, 0.0) * (knots.random.x > 0.6)
    sway = b.noise(own * (0.1, 1.0, 1.0), 0.09, detail=2.0, seed=3.0) - 0.5
    rings = ((own.y + sway * 0.09 + knot * 0.02) / 0.0125).fract()
    flame = rings.smoothstep(0.0, 0.8) * rings.smoothstep(1.0, 0.86) - 0.5
    fibre = b.noise(own * (0.025, 1.0, 1.0), 0.0028, detail=3.0, roughness=0.65, seed=5.0) - 0.5
    strong = 0.35 + board.chance.z * 0.65
    return (flame * 0.45 + fibre * 1.1) * strong, knot * strong


def aged(b: GroupBuilder, cement: Color, run: Scalar, exposed: Scalar) -> Color:
    """Water that ran down from the pour joint, soot where it is `exposed`."""
    places = b.noise(b.vector(), 2.4, detail=3.0, seed=17.0).smoothstep(0.34, 0.62)
    stain = run.smoothstep(0.5, 0.76) * places * b.scalar("Stains")
    stained = b.mix_color(stain * 0.5, cement, hex_color(0x544E46))
    weather = b.scalar("Weathering")
    soot = (exposed + weather * 0.45).smoothstep(0.12, 0.5) * weather.smoothstep(0.0, 0.4)
    return b.mix_color(soot * 0.6, stained, hex_color(0x3F3E38))


def air_holes(b: GroupBuilder) -> Scalar:
    """1 in the few bubbles that stayed on the face."""
    bubbles = b.voronoi(b.vector(), 0.038)
    few = bubbles.random.x.smoothstep(0.6, 0.98) * b.scalar("Air Holes")
    return bubbles.distance.smoothstep(few * 0.12 + 0.001, few * 0.06)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Bays and lifts"):
        length, height = b.scalar("Bay Width"), b.scalar("Lift Height")
        bay = running_bond(b, point, length, height, 0.0)
        pour = b.white_noise(b.combine(0.0, bay.cell.y, point.z))
        ragged = (b.noise(point, 0.06, detail=3.0, seed=7.0) - 0.5) * 0.012
        to_pour = height * 0.5 - abs(bay.v + ragged)
        joint = to_pour.smoothstep(0.006, 0.001) * b.scalar("Pour Joints")
        hole = tie_holes(b, bay.u, bay.v, length, height)
        cone = hole.smoothstep(0.0175, 0.015) * b.scalar("Tie Holes")
    with b.section("Boards"):
        board = boards(b, bay, point)
    with b.section("Imprint"):
        grain, knot = imprint(b, board)
        torn = b.noise(point, 0.035, detail=2.0, seed=9.0)
        fin = board.edge.smoothstep(0.0022, 0.0004) * torn.smoothstep(0.32, 0.62)
        shadow = board.edge.smoothstep(0.006, 0.001)
        pit = air_holes(b)
    with b.section("Color"):
        clouds = b.noise(point, 0.6, detail=6.0, roughness=0.6, seed=11.0) - 0.5
        sand = b.noise(point, 0.003, detail=2.0, seed=13.0) - 0.5
        marks = b.scalar("Grain")
        dried = clouds * 1.2 + (board.chance.x - 0.5) * 0.38 + (pour.x - 0.5) * 0.2
        shade = 1.0 + dried * b.scalar("Clouds") + (grain * 0.35 - knot * 0.12) * marks
        cement = b.color("Concrete Color").brighter(shade + sand * 0.13 - shadow * 0.22)
        run = b.noise(point * (1.0, 0.08, 1.0), 0.16, detail=5.0, roughness=0.6, seed=15.0)
        leak = (height * 0.5 - bay.v).smoothstep(0.9, 0.0) * 0.14 * b.scalar("Pour Joints")
        exposed = clouds * 1.2 + (run - 0.5) * 0.35 + grain * 0.12 + shadow * 0.1
        sooty = aged(b, cement, run + leak, exposed)
        dark = (cone * 0.75).maximum(pit * 0.55).maximum(joint * 0.5)
        cast = b.mix_color(dark, sooty, hex_color(0x34312D))
    with b.section("Relief"):
        steps = (board.chance.y - 0.5) * b.scalar("Step Height")
        printed = grain * marks * 0.0026 + fin * b.scalar("Fin Height") + steps
        relief = printed - knot * marks * 0.0012 + sand * 0.0003 + clouds * 0.001
        relief = relief - (cone * 0.014).maximum(pit * 0.002).maximum(joint * 0.004)
        rough = b.scalar("Roughness") + clouds * 0.1 + dark * 0.1
    surface(b, base_color=cast, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """One bay of one lift: boards and tie holes are counted from its corner."""
    return number(values, "Bay Width"), number(values, "Lift Height")


FAMILY = Family(
    id="board_formed",
    label="Board-Formed Concrete",
    words=(
        *("board-formed", "board-formed concrete", "board-marked", "board-marked concrete"),
        *("shuttered concrete", "beton brut", "timber-formed", "brutalist concrete", "brutalist"),
    ),
    roles=("exterior_wall", "interior_wall", "ceiling", "stone", "other"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Grey Boards", ("grey", "board-formed", "raw", "brutalist", "modern"), {}),
        Look(
            "Warm Sand",
            ("warm", "sand", "beige", "earth", "pale"),
            {
                "Concrete Color": hex_color(0xB5A78F),
                "Board Width": 0.15,
                "Step Height": 0.003,
                "Grain": 0.55,
                "Tie Holes": 0.0,
                "Stains": 0.15,
                "Weathering": 0.05,
            },
        ),
        Look(
            "Dark Pigment",
            ("dark", "black", "charcoal", "anthracite", "pigmented"),
            {
                "Concrete Color": hex_color(0x57565A),
                "Board Width": 0.1,
                "Grain": 0.8,
                "Stains": 0.2,
                "Weathering": 0.0,
            },
        ),
        Look(
            "Weathered Brutalist",
            ("weathered", "old", "brutalist", "stained", "bunker", "sooty"),
            {
                "Concrete Color": hex_color(0x8F8A80),
                "Board Width": 0.1,
                "Width Variation": 0.7,
                "Step Height": 0.007,
                "Fin Height": 0.005,
                "Grain": 0.9,
                "Pour Joints": 1.0,
                "Clouds": 0.7,
                "Air Holes": 0.8,
                "Stains": 0.8,
                "Weathering": 0.65,
            },
        ),
        Look(
            "Upright Slats",
            ("vertical", "upright", "slats", "narrow", "light"),
            {
                "Concrete Color": hex_color(0xABA79F),
                "Board Width": 0.06,
                "Width Variation": 0.8,
                "Upright": 1.0,
                "Step Height": 0.012,
                "Fin Height": 0.001,
                "Grain": 0.5,
                "Tie Holes": 0.0,
                "Stains": 0.25,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
