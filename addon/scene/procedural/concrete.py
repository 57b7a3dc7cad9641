# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cast concrete: smooth panels with tie holes, board-formed, polished or screeded."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, inset, random_bond, running_bond

PARAMETERS = (
    color("Concrete Color", hex_color(0x9E9B95), "The cement when dry"),
    metres("Panel Length", 1.8, 0.3, 6.0, "From joint to joint"),
    metres("Panel Height", 0.9, 0.3, 6.0, "From joint to joint"),
    metres("Joint Width", 0.005, 0.0, 0.03, "Between two panels; 0 for none"),
    metres("Board Width", 0.12, 0.05, 0.4, "The boards of the formwork"),
    factor("Board Marks", 0.0, "How deep the boards of the formwork printed"),
    factor("Tie Holes", 1.0, "Four to a panel", spread=0.0),
    factor("Clouds", 0.45, "How uneven the colour dried"),
    factor("Air Holes", 0.4, "Bubbles the vibrator left"),
    factor("Roughness", 0.72, "Polished to raw"),
    wear("Stains", 0.25, "Water running down"),
    wear("Cracks", 0.0, "Hair cracks"),
)

BOARD_LENGTH = 2.7


def tie_holes(b: GroupBuilder, u: Scalar, v: Scalar, length: Scalar, height: Scalar) -> Scalar:
    """Metres from the nearest of four holes, a quarter in from the panel's edges."""
    return b.combine(abs(u) - length * 0.25, abs(v) - height * 0.25).length()


def board_fibre(b: GroupBuilder, board: Piece, chance: Vector) -> Scalar:
    """The wood the concrete remembers, around 0."""
    own = b.combine(board.u, board.v, 0.0) + chance * 7.0
    return b.noise(own * (0.04, 1.0, 1.0), 0.006, detail=5.0, roughness=0.65) - 0.5


def cracks(b: GroupBuilder) -> Scalar:
    """1 in hair cracks."""
    bent = b.vector() + b.noise_vector(b.vector(), 0.25, detail=4.0, seed=13.0) * 0.2
    net = b.voronoi(bent, 1.4, feature="DISTANCE_TO_EDGE").distance
    return net.smoothstep(0.003, 0.0008) * b.scalar("Cracks")


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Panels and tie holes"):
        length, height = b.scalar("Panel Length"), b.scalar("Panel Height")
        panel = running_bond(b, point, length, height, 0.0)
        chance = b.white_noise(panel.cell)
        joint = b.scalar("Joint Width")
        seam = 1.0 - (inset(b, panel, 0.001) - joint * 0.5).smoothstep(0.0, 0.0015)
        seam = seam * joint.smoothstep(0.0, 0.001)
        hole = tie_holes(b, panel.u, panel.v, length, height).smoothstep(0.0135, 0.0115)
        hole = hole * b.scalar("Tie Holes")
    with b.section("Formwork boards"):
        marks = b.scalar("Board Marks")
        board = random_bond(b, point, BOARD_LENGTH, b.scalar("Board Width"))
        plank = b.white_noise(board.cell, seed=4.0)
        fibre = board_fibre(b, board, plank)
        fin = inset(b, board, 0.001).smoothstep(0.002, 0.0003)
    with b.section("Air holes and cracks"):
        bubbles = b.voronoi(point, 0.045)
        few = bubbles.random.x.smoothstep(0.55, 0.95) * b.scalar("Air Holes")
        pit = bubbles.distance.smoothstep(few * 0.11 + 0.001, few * 0.07)
        crack = cracks(b)
    with b.section("Color"):
        clouds = b.noise(point, 0.55, detail=7.0, roughness=0.6, seed=15.0) - 0.5
        sand = b.noise(point, 0.003, detail=2.0, seed=19.0) - 0.5
        shade = 1.0 + (clouds * 1.3 + (chance.x - 0.5) * 0.25) * b.scalar("Clouds")
        shade = shade + sand * 0.12 + (fibre * 0.35 + (plank.x - 0.5) * 0.25) * marks
        cement = b.color("Concrete Color").brighter(shade)
        run = b.noise(point * (1.0, 0.12, 1.0), 0.22, detail=5.0, roughness=0.6, seed=23.0)
        stain = run.smoothstep(0.52, 0.78) * b.scalar("Stains")
        stained = b.mix_color(stain * 0.45, cement, hex_color(0x55504A))
        dark = (seam * 0.75).maximum(hole * 0.7).maximum(pit * 0.6).maximum(crack * 0.6)
        cast = b.mix_color(dark, stained, hex_color(0x37342F))
    with b.section("Relief"):
        printed = (fibre * 0.0016 + (plank.y - 0.5) * 0.003 + fin * 0.0025) * marks
        sunk = (seam * 0.004).maximum(hole * 0.012).maximum(pit * 0.002)
        wavy = clouds * 0.0008 + sand * 0.0003
        relief = printed + wavy * b.scalar("Roughness") - sunk - crack * 0.001
        rough = b.scalar("Roughness") + clouds * 0.22 + dark * 0.2 + stain * 0.1
    surface(b, base_color=cast, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A panel; where boards printed as many as bring their edges back; boards alone without joints.

    Boards are taken to the nearest fraction of a panel with a denominator of at most 16.
    """
    panel = number(values, "Panel Length"), number(values, "Panel Height")
    board = BOARD_LENGTH, number(values, "Board Width")
    if number(values, "Board Marks") <= 0.0:
        return panel
    if number(values, "Joint Width") <= 0.0 and number(values, "Tie Holes") <= 0.0:
        return board
    shares = (Fraction(b / p).limit_denominator(16) for p, b in zip(panel, board, strict=True))
    across, up = (p * max(1, s.numerator) for p, s in zip(panel, shares, strict=True))
    return across, up


FAMILY = Family(
    id="concrete",
    label="Concrete",
    words=("concrete", "cement", "fair-faced", "precast", "screed", "microcement"),
    roles=(
        *("exterior_wall", "floor", "interior_wall", "ceiling", "stairs", "paving"),
        *("tabletop", "stone", "other"),
    ),
    size_m=2.7,
    parameters=PARAMETERS,
    looks=(
        Look("Fair-Faced", ("fair-faced", "ando", "tie holes", "smooth", "grey", "panels"), {}),
        Look(
            "Board-Formed",
            ("board-formed", "beton brut", "brutalist", "timber", "texture"),
            {
                "Concrete Color": hex_color(0x94908A),
                "Joint Width": 0.0,
                "Board Marks": 1.0,
                "Tie Holes": 0.0,
                "Clouds": 0.35,
                "Roughness": 0.85,
            },
        ),
        Look(
            "Polished Floor",
            ("polished", "floor", "industrial", "loft", "shiny"),
            {
                "Concrete Color": hex_color(0x8B8983),
                "Panel Length": 3.0,
                "Panel Height": 3.0,
                "Joint Width": 0.004,
                "Tie Holes": 0.0,
                "Clouds": 0.7,
                "Air Holes": 0.0,
                "Roughness": 0.24,
                "Stains": 0.0,
                "Cracks": 0.3,
            },
        ),
        Look(
            "White Cement",
            ("white", "light", "precast", "minimal", "gallery"),
            {
                "Concrete Color": hex_color(0xCFCBC2),
                "Panel Length": 2.4,
                "Panel Height": 1.2,
                "Clouds": 0.25,
                "Tie Holes": 0.0,
                "Stains": 0.12,
            },
        ),
        Look(
            "Warm Microcement",
            ("microcement", "beige", "warm", "seamless", "bathroom", "screed"),
            {
                "Concrete Color": hex_color(0xB3A591),
                "Joint Width": 0.0,
                "Tie Holes": 0.0,
                "Air Holes": 0.0,
                "Clouds": 0.6,
                "Roughness": 0.5,
                "Stains": 0.0,
            },
        ),
        Look(
            "Weathered",
            ("old", "weathered", "bunker", "stained", "cracked", "dark"),
            {
                "Concrete Color": hex_color(0x85817A),
                "Board Marks": 0.4,
                "Clouds": 0.8,
                "Air Holes": 0.8,
                "Roughness": 0.88,
                "Stains": 0.85,
                "Cracks": 0.5,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
