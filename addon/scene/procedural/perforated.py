# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Perforated panels: round holes or slots, in squares or staggered, dark behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import Color, GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, grime, inset, running_bond

PARAMETERS = (
    color("Panel Color", hex_color(0xE6E5E1), "The coat or the metal"),
    color("Void Color", hex_color(0x2C2C2D), "What is seen through the holes"),
    metres("Hole Width", 0.008, 0.001, 0.08, "Across a round hole or a slot"),
    metres("Slot Length", 0.0, 0.0, 0.2, "How much longer than wide; 0 for round holes"),
    metres("Bridge", 0.006, 0.0008, 0.06, "The metal between two holes"),
    factor("Stagger", 1.0, "0 in squares, 1 every second row moved by half", spread=0.0),
    metres("Panel Length", 0.6, 0.3, 4.0, "From joint to joint"),
    metres("Panel Height", 0.6, 0.3, 4.0, "From joint to joint"),
    metres("Margin", 0.025, 0.0, 0.2, "The plain edge of a panel"),
    metres("Joint Width", 0.0, 0.0, 0.04, "Between two panels; 0 for endless holes"),
    metres("Thickness", 0.003, 0.0005, 0.02, "How deep a hole is"),
    factor("Brushing", 0.0, "Lines of the belt"),
    factor("Bareness", 0.0, "1 bare metal, 0 painted", spread=0.0),
    factor("Roughness", 0.45, "Gloss to matt"),
    wear("Rust", 0.0, "A skin of rust, as on weathering steel"),
    wear("Streaks", 0.12, "What runs out of the holes"),
)


PACKED = 0.134  # what rows at 60 degrees save against rows in squares


class Hole(NamedTuple):
    """`edge` is metres to the nearest hole's edge, below 0 inside; `up` metres above its middle."""

    edge: Scalar
    up: Scalar


def nearest_hole(b: GroupBuilder, point: Vector, panel: Piece) -> Hole:
    width, slot, bridge = b.scalar("Hole Width"), b.scalar("Slot Length"), b.scalar("Bridge")
    stagger = b.scalar("Stagger")
    # Staggered rows of round holes stand as close as the bridge allows: at 60 degrees.
    pitch = width + slot + bridge
    packed = stagger * slot.smoothstep(bridge, 0.0)
    row_pitch = (width + bridge) * (1.0 - packed * PACKED)
    endless = b.scalar("Joint Width") < 0.0001
    u, v = endless.mix(panel.u, point.x), endless.mix(panel.v, point.y)
    rows = v / row_pitch
    columns = u / pitch + rows.floor().modulo(2.0) * stagger * 0.5
    across = (columns.fract() - 0.5) * pitch
    up = (rows.fract() - 0.5) * row_pitch
    away = b.combine((abs(across) - slot * 0.5).maximum(0.0), up).length() - width * 0.5
    # A hole is punched whole or not at all.
    space = b.scalar("Margin") + width * 0.5
    beyond_x = abs(panel.u - across) + slot * 0.5 + space - panel.length * 0.5
    beyond_y = abs(panel.v - up) + space - panel.height * 0.5
    missing = (beyond_x.maximum(beyond_y) > 0.0) * (1.0 - endless)
    return Hole(away + missing, up)


def weathering(b: GroupBuilder, clouds: Scalar, scale: Scalar, run: Scalar) -> Scalar:
    """1 under a closed skin of rust."""
    rust = b.scalar("Rust")
    bloom = clouds * 0.7 + scale * 0.3 + (run - 0.5) * 0.25
    skin = bloom.smoothstep(0.78 - rust * 0.75, 0.86 - rust * 0.6)
    return skin * rust.smoothstep(0.0, 0.05)


def through(b: GroupBuilder, hole: Hole, sheet: Color, gap: Scalar) -> tuple[Color, Scalar]:
    """The sheet with its holes, dark behind, and 1 where one looks through."""
    width = b.scalar("Hole Width")
    punched = hole.edge.smoothstep(width * 0.03, width * -0.03)
    # Light falls in from above: it reaches the lower wall of a hole.
    wall = hole.edge.smoothstep(width * -0.28, width * -0.04)
    lit = hole.up.smoothstep(width * 0.15, width * -0.4) * wall * punched
    opening = punched.maximum(gap)
    behind = b.mix_color(opening, sheet, b.color("Void Color").brighter(0.7))
    return b.mix_color(lit * 0.55, behind, sheet.brighter(0.7)), opening


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Panels"):
        length, height = b.scalar("Panel Length"), b.scalar("Panel Height")
        # The middle of a panel lies at the origin: a small part shows holes, not a joint.
        middle = b.combine(length * 0.5, height * 0.5)
        panel = running_bond(b, point + middle, length, height, 0.0)
        chance = b.white_noise(panel.cell).x - 0.5
        joint = b.scalar("Joint Width")
        gap = (inset(b, panel, 0.001) - joint * 0.5).smoothstep(0.0008, -0.0004)
        gap = gap * joint.smoothstep(0.0, 0.001)
    with b.section("Holes"):
        hole = nearest_hole(b, point, panel)
        width = b.scalar("Hole Width")
        sunk = hole.edge.smoothstep(width * 0.05, width * -0.12)
    with b.section("Rust and streaks"):
        clouds = b.noise(point, 0.35, detail=7.0, roughness=0.62, seed=5.0)
        scale = b.noise(point, 0.012, detail=5.0, roughness=0.7, seed=7.0)
        run = b.noise(point * (1.0, 0.05, 1.0), 0.03, detail=4.0, roughness=0.6, seed=9.0)
        rusted = weathering(b, clouds, scale, run)
        streak = (run.smoothstep(0.45, 0.75) * 0.7 + grime(b, point) * 0.4) * b.scalar("Streaks")
    with b.section("Color"):
        lines = b.noise(point * (0.012, 1.0, 1.0), 0.0008, detail=2.0, roughness=0.7) - 0.5
        lines = lines * b.scalar("Brushing")
        shade = (
            1.0 + chance * joint.smoothstep(0.0, 0.001) * 0.06 + (clouds - 0.5) * 0.1 + lines * 0.3
        )
        coat = b.color("Panel Color").brighter(shade)
        oxide = b.mix_color(scale.smoothstep(0.3, 0.7), hex_color(0x5B3322), hex_color(0xA4603A))
        aged = b.mix_color(rusted, coat, oxide.brighter(0.55 + clouds * 0.9))
        dirty = b.mix_color(streak * 0.6, aged, hex_color(0x55493F))
        shown, opening = through(b, hole, dirty, gap)
    with b.section("Relief"):
        canning = b.noise(point, 0.4, detail=1.0, seed=11.0) - 0.5
        relief = canning * 0.001 - sunk * b.scalar("Thickness") - gap * 0.006
        relief = relief + rusted * (scale - 0.5) * 0.0004
        rough = b.scalar("Roughness") + lines * 0.25 + streak * 0.2 + (clouds - 0.5) * 0.08
        rough = opening.maximum(rusted).mix(rough, 0.88)
        bare = (1.0 - rusted) * (1.0 - streak * 0.6) * (1.0 - opening)
        metallic = b.scalar("Bareness") * bare
    surface(b, base_color=shown, roughness=rough, height=relief, metallic=metallic)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A panel, whose holes are counted from its own middle, or two rows of endless holes."""
    if number(values, "Joint Width") > 0.0:
        return number(values, "Panel Length"), number(values, "Panel Height")
    width, slot = number(values, "Hole Width"), number(values, "Slot Length")
    bridge, stagger = number(values, "Bridge"), number(values, "Stagger")
    share = min(max(1.0 - slot / bridge, 0.0), 1.0)
    packed = stagger * share * share * (3.0 - 2.0 * share)
    return width + slot + bridge, (width + bridge) * (1.0 - packed * PACKED) * 2.0


FAMILY = Family(
    id="perforated",
    label="Perforated Sheet",
    words=(
        *("perforated", "perforated metal", "perforated sheet", "perforation", "punched"),
        *("holes", "slotted", "mesh", "screen", "acoustic panel", "grille"),
    ),
    roles=("exterior_wall", "ceiling", "metal_part", "interior_wall", "fixture"),
    size_m=0.24,
    parameters=PARAMETERS,
    looks=(
        Look(
            "White Panel",
            ("white", "painted", "acoustic", "ceiling", "staggered"),
            {"Joint Width": 0.006},
        ),
        Look(
            "Brass Slots",
            ("brass", "gold", "slots", "slotted", "warm", "luxury"),
            {
                "Panel Color": hex_color(0xD3AA62),
                "Hole Width": 0.006,
                "Slot Length": 0.024,
                "Bridge": 0.006,
                "Margin": 0.02,
                "Thickness": 0.002,
                "Brushing": 0.7,
                "Bareness": 1.0,
                "Roughness": 0.3,
            },
        ),
        Look(
            "Corten",
            ("corten", "weathering steel", "rust", "rusty", "orange", "facade"),
            {
                "Panel Color": hex_color(0x5E4B40),
                "Hole Width": 0.02,
                "Bridge": 0.012,
                "Panel Length": 1.5,
                "Panel Height": 3.0,
                "Joint Width": 0.01,
                "Thickness": 0.005,
                "Bareness": 0.6,
                "Roughness": 0.7,
                "Rust": 0.9,
                "Streaks": 0.4,
            },
        ),
        Look(
            "Anodised Square",
            ("anodised", "anodized", "aluminium", "silver", "square", "grid"),
            {
                "Panel Color": hex_color(0xBEC0C2),
                "Hole Width": 0.008,
                "Bridge": 0.008,
                "Stagger": 0.0,
                "Thickness": 0.002,
                "Brushing": 0.25,
                "Bareness": 1.0,
                "Roughness": 0.36,
            },
        ),
        Look(
            "Black Mesh",
            ("black", "mesh", "speaker", "fine", "dark", "radiator"),
            {
                "Panel Color": hex_color(0x3A3A3C),
                "Hole Width": 0.004,
                "Bridge": 0.0016,
                "Thickness": 0.0015,
                "Roughness": 0.5,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
