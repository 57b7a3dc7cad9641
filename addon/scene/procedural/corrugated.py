# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrugated and trapezoidal sheet with laps, fixings and the rust that runs from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import Color, GroupBuilder, Scalar, Vector
from .family import (
    Family,
    Group,
    Look,
    Parameter,
    Unit,
    color,
    factor,
    hex_color,
    metres,
    number,
    surface,
    wear,
)
from .patterns import Piece, grime, running_bond

PARAMETERS = (
    color("Sheet Color", hex_color(0xB4B8BA), "Zinc, paint or cement"),
    color("Rust Color", hex_color(0x7C4527), "What it rusts to, or what grows on it"),
    metres("Pitch", 0.076, 0.03, 0.35, "From crest to crest"),
    metres("Depth", 0.018, 0.004, 0.08, "From valley to crest"),
    factor("Trapezoid", 0.0, "0 round waves, 1 folded ribs", spread=0.0),
    factor("Crest Width", 0.3, "The flat of a folded rib, as a share of the pitch", spread=0.0),
    metres("Sheet Width", 0.836, 0.3, 1.5, "What one sheet covers, rounded to whole waves"),
    metres("Sheet Length", 2.4, 0.8, 12.0, "From end lap to end lap"),
    metres("Fixing Spacing", 0.9, 0.3, 2.5, "From row to row, rounded to fit the sheet"),
    Parameter(
        *("Crests per Fixing", 2.0, 1.0, 6.0, Unit.COUNT, Group.LOOK),
        "Every how many crests a screw sits",
    ),
    factor("Spangle", 0.35, "Crystals of hot-dip zinc"),
    factor("Bareness", 0.85, "1 bare metal, 0 painted or cement", spread=0.0),
    factor("Roughness", 0.42, "Mill finish to cement"),
    wear("Rust", 0.05, "Patches, worst at the laps"),
    wear("Streaks", 0.3, "What runs down from screws and laps"),
    wear("Grime", 0.25, "Dust, soot and a dulled surface"),
)


class Fixing(NamedTuple):
    """`across` and `up` are metres from the nearest screw, `chance` its own random numbers."""

    across: Scalar
    up: Scalar
    chance: Vector


class Laps(NamedTuple):
    """1 on the `end` of the sheet above and a hand `below` it; `shade` at both edges; `lift`, the
    metres by which the upper sheet stands out.
    """

    end: Scalar
    below: Scalar
    shade: Scalar
    lift: Scalar


def rounded(value: Scalar) -> Scalar:
    """The nearest whole number, at least 1."""
    return (value + 0.5).floor().maximum(1.0)


def profile(b: GroupBuilder, waves: Scalar) -> Scalar:
    """The section of the sheet, 0 in a valley to 1 on a crest; crests at whole `waves`."""
    phase = waves.fract()
    from_crest = 0.5 - abs(phase - 0.5)
    round_wave = (from_crest * 6.2831853 + 1.5707963).sine() * 0.5 + 0.5
    crest = b.scalar("Crest Width") * 0.5
    folded = from_crest.linstep(crest + 0.09, crest)
    return b.scalar("Trapezoid").mix(round_wave, folded)


def laid(b: GroupBuilder, every: Scalar) -> Piece:
    """The sheet under a point, a whole number of fixed waves wide."""
    step = b.scalar("Pitch") * every
    cover = rounded(b.scalar("Sheet Width") / step) * step
    return running_bond(b, b.vector(), cover, b.scalar("Sheet Length"), 0.0)


def laps_of(sheet: Piece) -> Laps:
    """The upper sheet lies over the lower one, each over its neighbour to the right."""
    foot = sheet.v + sheet.height * 0.5
    side = sheet.length * 0.5 - sheet.u
    top, left = sheet.height - foot, sheet.length - side
    shade = top.smoothstep(0.02, 0.0).maximum(left.smoothstep(0.006, 0.0) * 0.6)
    lift = foot.smoothstep(0.16, 0.0) * 0.003 + side.smoothstep(0.05, 0.0) * 0.0015
    return Laps(foot.smoothstep(0.16, 0.0), top.smoothstep(0.45, 0.0), shade, lift)


def nearest_fixing(b: GroupBuilder, sheet: Piece, every: Scalar) -> Fixing:
    along = (sheet.u + sheet.length * 0.5) / (b.scalar("Pitch") * every) + 0.5
    row_height = sheet.height / rounded(sheet.height / b.scalar("Fixing Spacing"))
    rows = (sheet.v + sheet.height * 0.5) / row_height
    chance = b.white_noise(sheet.cell + b.combine(along.floor(), rows.floor(), 0.0) * 0.013)
    across = (along.fract() - 0.5) * b.scalar("Pitch") * every
    return Fixing(across, (rows.fract() - 0.5) * row_height, chance)


def weeping(b: GroupBuilder, fixing: Fixing) -> Scalar:
    """1 below a screw that rusts, running out downwards, no two alike."""
    wobble = b.noise(b.vector() * (1.0, 0.25, 1.0), 0.03, detail=2.0, seed=9.0) - 0.5
    fall = -fixing.up
    reach = 0.03 + fixing.chance.x * fixing.chance.x * 0.5
    fading = fall.linstep(reach, -0.02) * (fall + 0.012).smoothstep(0.0, 0.01)
    width = 0.005 + fixing.chance.y * 0.007
    return abs(fixing.across + wobble * 0.02).smoothstep(width, width * 0.2) * fading


def rusted_where(b: GroupBuilder, prone: Scalar) -> Scalar:
    """1 where the sheet has rusted, the most `prone` places first."""
    rust = b.scalar("Rust")
    eaten = prone.smoothstep(0.73 - rust * 0.5, 0.79 - rust * 0.45)
    return eaten * rust.smoothstep(0.0, 0.05)


def oxide(b: GroupBuilder, clouds: Scalar) -> Color:
    """Rust of three tones: dark scale, the rust itself, and orange where it is fresh."""
    fine = b.noise(b.vector() * (1.0, 0.5, 1.0), 0.03, detail=5.0, roughness=0.7, seed=13.0)
    old = b.color("Rust Color")
    scale = b.mix_color(fine.smoothstep(0.35, 0.65), old.brighter(0.4), old.brighter(1.1))
    return b.mix_color(clouds.smoothstep(0.6, 0.4) * 0.5, scale, old.brighter(1.7))


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Sheets"):
        every = rounded(b.scalar("Crests per Fixing"))
        sheet = laid(b, every)
        chance = b.white_noise(sheet.cell, seed=2.0)
        wave = profile(b, point.x / b.scalar("Pitch"))
        laps = laps_of(sheet)
    with b.section("Fixings"):
        fixing = nearest_fixing(b, sheet, every)
        away = b.combine(fixing.across, fixing.up).length()
        washer, head = away.smoothstep(0.0098, 0.0088), away.smoothstep(0.006, 0.004)
    with b.section("Rust"):
        clouds = b.noise(point * (1.0, 0.4, 1.0), 0.3, detail=7.0, roughness=0.64, seed=5.0)
        run = b.noise(point * (1.0, 0.05, 1.0), 0.05, detail=4.0, roughness=0.6, seed=7.0)
        # Water stays in laps, and one sheet of the stack is always older.
        near_lap = laps.end * 0.12 + laps.below * run * 0.22
        prone = clouds + near_lap + (chance.x - 0.5) * 0.2 + (run - 0.5) * 0.16
        eaten = rusted_where(b, prone)
    with b.section("Streaks and grime"):
        streak = weeping(b, fixing).maximum(eaten * 0.2 + run.smoothstep(0.5, 0.8) * near_lap * 4.0)
        streak = streak.clamp() * b.scalar("Streaks")
        dirt = run.smoothstep(0.35, 0.75) * 0.5 + grime(b, point) * 0.3 + 0.2 - wave * 0.15
        dirt = (dirt + laps.shade * 0.6).clamp() * b.scalar("Grime")
    with b.section("Color"):
        crystal = b.voronoi(point * (1.0, 0.75, 1.0), 0.016).random.x - 0.5
        spangle = crystal * b.scalar("Spangle")
        shade = 1.0 + spangle * 0.35 + (chance.y - 0.5) * 0.16 + (clouds - 0.5) * 0.18
        bare = b.color("Sheet Color").brighter(shade * (0.9 + wave * 0.1) - laps.shade * 0.35)
        dusty = b.mix_color(dirt * 0.75, bare, hex_color(0x6B655B))
        screwed = b.mix_color(washer * 0.5, dusty, hex_color(0x55565A))
        stained = b.mix_color(streak * 0.85, screwed, b.color("Rust Color").brighter(1.2))
        rusted = b.mix_color(eaten * 0.95, stained, oxide(b, clouds))
    with b.section("Relief"):
        dents = b.noise(point * (1.0, 0.6, 1.0), 0.4, detail=1.0, seed=17.0) - 0.5
        relief = wave * b.scalar("Depth") + laps.lift + dents * 0.004
        relief = relief + washer * 0.0022 + head * 0.004 + eaten * (clouds - 0.5) * 0.0008
        rough = b.scalar("Roughness") + spangle * 0.22 + dirt * 0.35 + streak * 0.3
        covered = (eaten + streak * 0.7 + dirt * 0.5).clamp()
        metallic = washer.maximum(b.scalar("Bareness")) * (1.0 - covered)
    surface(b, base_color=rusted, roughness=eaten.mix(rough, 0.9), height=relief, metallic=metallic)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """One sheet, which is a whole number of waves wide."""
    width, pitch, every, length = (
        number(values, name)
        for name in ("Sheet Width", "Pitch", "Crests per Fixing", "Sheet Length")
    )
    step = pitch * max(1.0, float(int(every + 0.5)))
    return max(1, int(width / step + 0.5)) * step, length


FAMILY = Family(
    id="corrugated",
    label="Corrugated Sheet",
    words=(
        *("corrugated", "corrugated iron", "corrugated metal", "corrugated steel", "wavy"),
        *("trapezoidal", "ribbed sheet", "profiled sheet", "tin roof", "galvanised sheet"),
    ),
    roles=("roof", "exterior_wall"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Galvanised", ("galvanised", "galvanized", "zinc", "silver", "tin", "new"), {}),
        Look(
            "Rusty Iron",
            ("rusty", "rust", "rusted", "old", "shed", "orange", "brown"),
            {
                "Sheet Color": hex_color(0x9A9A96),
                "Roughness": 0.55,
                "Rust": 0.6,
                "Streaks": 0.8,
                "Grime": 0.5,
            },
        ),
        Look(
            "Barn Red",
            ("red", "painted", "barn", "farm", "falu"),
            {
                "Sheet Color": hex_color(0x8A2F27),
                "Rust Color": hex_color(0x6B3A22),
                "Spangle": 0.0,
                "Bareness": 0.0,
                "Roughness": 0.5,
                "Rust": 0.16,
                "Streaks": 0.3,
                "Grime": 0.35,
            },
        ),
        Look(
            "Black Trapezoidal",
            ("black", "trapezoidal", "ribbed", "anthracite", "modern", "cladding"),
            {
                "Sheet Color": hex_color(0x35373A),
                "Pitch": 0.2,
                "Depth": 0.035,
                "Trapezoid": 1.0,
                "Crest Width": 0.3,
                "Sheet Width": 1.0,
                "Sheet Length": 3.0,
                "Fixing Spacing": 1.5,
                "Crests per Fixing": 1.0,
                "Spangle": 0.0,
                "Bareness": 0.0,
                "Roughness": 0.46,
                "Rust": 0.0,
                "Streaks": 0.0,
                "Grime": 0.15,
            },
        ),
        Look(
            "Fibre Cement",
            ("fibre cement", "fiber cement", "grey", "asbestos", "agricultural", "matt"),
            {
                "Sheet Color": hex_color(0xA09D96),
                "Rust Color": hex_color(0x6D6A52),
                "Pitch": 0.177,
                "Depth": 0.051,
                "Sheet Width": 1.06,
                "Fixing Spacing": 1.2,
                "Spangle": 0.0,
                "Bareness": 0.0,
                "Roughness": 0.88,
                "Rust": 0.1,
                "Streaks": 0.5,
                "Grime": 0.7,
            },
        ),
        Look(
            "Sage Painted",
            ("green", "sage", "painted", "cottage", "beach hut"),
            {
                "Sheet Color": hex_color(0x8C9A82),
                "Spangle": 0.0,
                "Bareness": 0.0,
                "Roughness": 0.48,
                "Rust": 0.1,
                "Streaks": 0.45,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
