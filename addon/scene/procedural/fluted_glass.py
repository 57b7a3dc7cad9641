# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fluted and reeded glass: upright waves that break up what is seen through them."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Glass Color", hex_color(0xEAF2EE), "What comes through"),
    metres("Flute Width", 0.012, 0.003, 0.12, "From crest to crest"),
    metres("Flute Depth", 0.0018, 0.0002, 0.02, "From crest to trough"),
    factor("Hollow", 0.0, "0 reeds that bulge, 1 flutes that are scooped out", spread=0.0),
    factor("Rounding", 0.25, "How soft the line between two flutes is"),
    factor("Frost", 0.0, "Etched or sandblasted"),
    factor("Rolled", 0.25, "The ripples and seeds of rolled glass"),
    wear("Dirt", 0.05, "Finger marks and dust in the troughs"),
)

IOR = 1.45


def flute(b: GroupBuilder) -> Scalar:
    """The profile across, 0 in the trough to 1 on the crest: arcs that meet in a line.

    A shallow arc is a parabola to within a few hundredths of its depth; rounding blends it with a
    wave that has no line.
    """
    point = b.vector()
    across = point.x / b.scalar("Flute Width")
    x = (across.fract() - 0.5) * 2.0
    bulge = 1.0 - x * x
    wave = 0.5 - (across * 6.2831853 + 1.5707963).sine() * 0.5
    hollow = b.scalar("Hollow").mix(bulge, 1.0 - bulge)
    waved = b.scalar("Hollow").mix(wave, 1.0 - wave)
    return b.scalar("Rounding").mix(hollow, waved)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Flutes"):
        profile = flute(b)
        rolled = b.scalar("Rolled")
        ripple = b.noise(point * (0.6, 1.0, 1.0), 0.06, detail=2.0, seed=2.0) - 0.5
        seeds = b.voronoi(point * (1.0, 0.6, 1.0), 0.05)
        seed = seeds.distance.smoothstep(0.025, 0.0) * (seeds.random.x > 0.8) * rolled
        sparkle = b.noise(point, 0.0015, detail=2.0, seed=3.0) - 0.5
    with b.section("Dirt"):
        dirt = b.scalar("Dirt")
        spots = b.noise(point, 0.012, detail=4.0, roughness=0.65, seed=5.0).smoothstep(0.55, 0.75)
        trough = profile.smoothstep(0.25, 0.0)
        film = (grime(b, point) * 0.6 + spots * 0.4 + trough * 0.4) * dirt
        # Along the lines light runs through more glass.
        deep = b.color("Glass Color").brighter(1.0 - trough * 0.08)
        tinted = b.mix_color(film * 0.5, deep, hex_color(0xA9A69B))
    with b.section("Relief"):
        frost = b.scalar("Frost")
        relief = profile * b.scalar("Flute Depth") + ripple * rolled * 0.0006
        relief = relief + seed * 0.0003 + sparkle * frost * 0.0002
        rough = 0.015 + frost * 0.5 + film * 0.35
    with b.section("Transparency"):
        b.output("Transmission", 1.0 - film * 0.6)
        b.output("IOR", 1.0 + (1.0 - film * 0.1) * (IOR - 1.0))
    surface(b, base_color=tinted, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """One flute; upwards nothing changes, so any length will do."""
    width = number(values, "Flute Width")
    return width, width


FAMILY = Family(
    id="fluted_glass",
    label="Fluted Glass",
    words=("fluted glass", "reeded glass", "ribbed glass", "reeded", "fluted", "cross reeded"),
    roles=("glazing",),
    size_m=0.4,
    parameters=PARAMETERS,
    looks=(
        Look("Clear Narrow Reed", ("clear", "narrow", "reed", "shower", "office"), {}),
        Look(
            "Broad Flute",
            ("broad", "wide", "flute", "channel", "art deco", "partition"),
            {
                "Flute Width": 0.04,
                "Flute Depth": 0.005,
                "Hollow": 1.0,
                "Rounding": 0.15,
            },
        ),
        Look(
            "Frosted Flute",
            ("frosted", "etched", "satin", "privacy", "white"),
            {"Flute Width": 0.02, "Flute Depth": 0.003, "Rounding": 0.5, "Frost": 0.6},
        ),
        Look(
            "Bronze",
            ("bronze", "brown", "smoked", "tinted", "amber", "retro"),
            {
                "Glass Color": hex_color(0xA9855F),
                "Flute Width": 0.016,
                "Flute Depth": 0.0024,
            },
        ),
        Look(
            "Sea Green",
            ("green", "bottle", "aqua", "vintage", "tinted"),
            {
                "Glass Color": hex_color(0x9DBFAC),
                "Flute Width": 0.025,
                "Flute Depth": 0.003,
                "Rounding": 1.0,
                "Rolled": 0.7,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
