# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Painted walls and ceilings: flat colour with the stipple of the roller."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Paint Color", hex_color(0xE8E2D6), "The colour of the tin"),
    metres("Stipple Height", 0.00025, 0.0, 0.002, "What the roller left standing"),
    factor("Unevenness", 0.25, "How visibly the coats differ"),
    factor("Roughness", 0.72, "Gloss to dead matt"),
    wear("Scuffs", 0.12, "Polished and soiled places"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Roller"):
        stipple = b.noise(point, 0.004, detail=2.0, roughness=0.6) - 0.5
        wall = b.noise(point, 0.7, detail=2.0, seed=3.0) - 0.5
        lanes = b.noise(point * (1.0, 0.15, 1.0), 0.18, detail=2.0, seed=5.0) - 0.5
    with b.section("Color"):
        uneven = (wall * 0.14 + lanes * 0.1) * b.scalar("Unevenness")
        coat = b.color("Paint Color").brighter(1.0 + uneven + stipple * 0.03)
        touched = grime(b, point) * b.scalar("Scuffs")
        soiled = b.mix_color(touched * 0.3, coat, hex_color(0x6C6459))
    with b.section("Relief"):
        relief = stipple * b.scalar("Stipple Height") * 2.0 + wall * 0.002
        rough = b.scalar("Roughness") + lanes * 0.06 * b.scalar("Unevenness") - touched * 0.15
    surface(b, base_color=soiled, roughness=rough, height=relief)


FAMILY = Family(
    id="paint",
    label="Painted Wall",
    words=("paint", "painted", "wall", "emulsion", "matt", "color", "colour", "drywall"),
    roles=("interior_wall", "ceiling", "exterior_wall", "other"),
    size_m=2.0,
    parameters=PARAMETERS,
    looks=(
        Look("Warm White", ("white", "warm", "off-white", "neutral"), {}),
        Look(
            "Gallery White",
            ("white", "bright", "gallery", "ceiling", "cool"),
            {"Paint Color": hex_color(0xEFEFEC), "Scuffs": 0.0, "Unevenness": 0.1},
        ),
        Look(
            "Pale Greige",
            ("grey", "greige", "beige", "neutral", "calm"),
            {"Paint Color": hex_color(0xC9C0B2)},
        ),
        Look(
            "Sage",
            ("green", "sage", "soft", "nature"),
            {"Paint Color": hex_color(0xA3AB93)},
        ),
        Look(
            "Clay Pink",
            ("pink", "clay", "plaster pink", "blush", "warm"),
            {"Paint Color": hex_color(0xCFA895)},
        ),
        Look(
            "Ink Blue",
            ("blue", "dark", "navy", "ink", "moody"),
            {"Paint Color": hex_color(0x36475A), "Roughness": 0.62},
        ),
        Look(
            "Forest",
            ("green", "dark", "forest", "library", "moody"),
            {"Paint Color": hex_color(0x3E4F43), "Roughness": 0.62},
        ),
    ),
    build=build,
)
