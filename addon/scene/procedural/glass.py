# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Window glass: clear, tinted or frosted."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, grown, hex_color, metres, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Glass Color", hex_color(0xEFF4F1), "What comes through"),
    factor("Frost", 0.0, "Etched or sandblasted"),
    metres("Flute Width", 0.012, 0.004, 0.1, "From reed to reed"),
    metres("Flute Depth", 0.0, 0.0, 0.01, "0 for flat glass"),
    grown("Float Wave", 0.0002, 0.0, 0.004, "The slow waves of old or toughened glass"),
    wear("Dirt", 0.08, "Rain spots and dust"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Pane"):
        waves = b.noise(point, 0.35, detail=1.0) - 0.5
        x = (point.x / b.scalar("Flute Width")).fract() - 0.5
        reed = (1.0 - x * x * 4.0).maximum(0.0).root()
        sparkle = b.noise(point, 0.0015, detail=2.0, seed=3.0) - 0.5
    with b.section("Dirt"):
        spots = b.noise(point, 0.012, detail=4.0, roughness=0.65, seed=5.0).smoothstep(0.55, 0.75)
        film = (grime(b, point) * 0.7 + spots * 0.5) * b.scalar("Dirt")
        tinted = b.mix_color(film * 0.5, b.color("Glass Color"), hex_color(0xA9A69B))
    with b.section("Relief"):
        frost = b.scalar("Frost")
        relief = waves * b.scalar("Float Wave") + reed * b.scalar("Flute Depth")
        relief = relief + sparkle * frost * 0.0002
        rough = 0.02 + frost * 0.55 + film * 0.35
    with b.section("Transparency"):
        b.output("Transmission", 1.0 - film * 0.6)
        # A flat pane does not bend what is seen through it, also when modelled as one face.
        fluted = b.scalar("Flute Depth").smoothstep(0.0, 0.001)
        b.output("IOR", 1.0 + frost.smoothstep(0.0, 0.2).maximum(fluted) * 0.45)
    surface(b, base_color=tinted, roughness=rough, height=relief)


FAMILY = Family(
    id="glass",
    label="Glass",
    words=("glass", "window", "glazing", "pane", "transparent", "clear", "frosted"),
    roles=("glazing",),
    size_m=0.5,
    parameters=PARAMETERS,
    looks=(
        Look("Clear Float", ("clear", "window", "standard"), {}),
        Look(
            "Low-Iron",
            ("low-iron", "white", "crystal", "clear"),
            {"Glass Color": hex_color(0xF1F3F2), "Float Wave": 0.00005, "Dirt": 0.0},
        ),
        Look(
            "Bronze Tint",
            ("bronze", "brown", "tinted", "smoked", "retro"),
            {"Glass Color": hex_color(0xB49679)},
        ),
        Look(
            "Grey Tint",
            ("grey", "tinted", "solar", "office"),
            {"Glass Color": hex_color(0x8F979B)},
        ),
        Look(
            "Frosted",
            ("frosted", "etched", "satin", "privacy", "bathroom"),
            {"Frost": 0.75, "Dirt": 0.02},
        ),
    ),
    build=build,
)
