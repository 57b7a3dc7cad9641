# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Painted steel that peels and rusts, up to bare rust."""

from __future__ import annotations

from ..nodes import Color, GroupBuilder, Scalar
from .family import Family, Look, color, factor, grown, hex_color, metres, surface, wear

PARAMETERS = (
    color("Paint Color", hex_color(0xD5D2C8), "The top coat"),
    color("Primer Color", hex_color(0x8C8880), "The undercoat that shows where paint has chipped"),
    color("Rust Color", hex_color(0x8F4E2A), "Rust that had time"),
    color("Dark Rust Color", hex_color(0x47291D), "Scale and pits"),
    grown("Flake Size", 0.14, 0.02, 0.8, "How far a place that peeled reaches"),
    metres("Paint Thickness", 0.0005, 0.00005, 0.003, "The step at the edge of the paint"),
    factor("Curl", 0.5, "How far the edges of the paint lift"),
    factor("Roughness", 0.5, "The paint, gloss to chalk"),
    wear("Peel", 0.5, "How much of the paint has gone; 1 all of it"),
    wear("Blisters", 0.3, "Rust that grows under the paint"),
    wear("Streaks", 0.5, "Rust that ran down over the paint"),
    wear("Fading", 0.25, "Sun and chalk"),
)


def oxide(b: GroupBuilder, fine: Scalar, wide: Scalar) -> Color:
    """Dark scale, rust, and orange dust in clouds."""
    grain = b.noise(b.vector(), 0.0035, detail=3.0, roughness=0.7, seed=15.0)
    mottle = fine * 0.6 + wide * 0.25 + grain * 0.15
    scale = b.mix_color(
        mottle.smoothstep(0.42, 0.6), b.color("Dark Rust Color"), b.color("Rust Color")
    )
    fresh = b.color("Rust Color").adjusted(hue=0.512, value=1.7)
    return b.mix_color((wide + grain * 0.5).smoothstep(0.75, 1.0) * 0.7, scale, fresh)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Paint that is left"):
        size, peel = b.scalar("Flake Size"), b.scalar("Peel")
        bent = point + b.noise_vector(point, size * 0.3, detail=3.0, seed=3.0) * (size * 0.25)
        wide = b.noise(point, size * 13.0, detail=5.0, roughness=0.6, seed=5.0)
        ragged = b.noise(bent, size, detail=8.0, roughness=0.6, seed=7.0)
        run = b.noise(point * (1.0, 0.05, 1.0), 0.028, detail=4.0, roughness=0.62, seed=9.0)
        # 0 on the edge of the paint, above 0 where it has gone.
        gone = ragged * 0.5 + wide * 0.5 + (run - 0.5) * 0.08 - (0.7 - peel * 0.42)
        gone = gone + peel.smoothstep(0.97, 1.0) - peel.smoothstep(0.05, 0.0)
        bare = gone.smoothstep(0.0, 0.006)
        primer = gone.smoothstep(-0.012 - wide * 0.02, -0.01) * (1.0 - bare)
    with b.section("Rust under and over the paint"):
        fine = b.noise(point, 0.03, detail=6.0, roughness=0.68, seed=11.0)
        spots = b.voronoi(bent, 0.022)
        kept = 1.0 - bare
        near = gone.smoothstep(-0.2, 0.0)
        raised = (spots.random.x * 0.5 + near * 0.75).smoothstep(0.78, 0.95)
        blister = spots.distance.smoothstep(0.42, 0.1) * raised * b.scalar("Blisters") * kept
        burst = spots.distance.smoothstep(0.16, 0.05) * raised * b.scalar("Blisters") * kept
        # What runs comes from above: look at the clouds a hand higher.
        higher = b.vector_math("ADD", point, (0.0, 0.14, 0.0))
        above = b.noise(higher, size * 13.0, detail=5.0, roughness=0.6, seed=5.0)
        source = (above + peel * 0.5).smoothstep(0.5, 0.85) + near * 0.35
        streak = (run.smoothstep(0.42, 0.72) * source * b.scalar("Streaks") * kept).clamp()
        halo = gone.smoothstep(-0.075, 0.0) * kept * (0.25 + b.scalar("Streaks") * 0.4)
    with b.section("Color"):
        rust = oxide(b, fine, ragged)
        chalk = b.scalar("Fading")
        pale = 1.0 + (wide - 0.5) * 0.25 + (fine - 0.5) * 0.1 * chalk
        coat = b.color("Paint Color").adjusted(
            saturation=1.0 - chalk * 0.4 * (0.6 + wide * 0.8), value=pale + chalk * 0.12
        )
        primed = b.mix_color(primer * 0.85, coat, b.color("Primer Color").brighter(pale))
        stained = b.mix_color(
            streak.maximum(halo) * 0.8, primed, b.color("Rust Color").brighter(0.85 + run * 0.6)
        )
        burnt = b.mix_color(burst.maximum(bare), stained, rust)
    with b.section("Relief"):
        lifted = gone.smoothstep(-0.035, 0.0) * b.scalar("Curl") * kept
        step = b.scalar("Paint Thickness") * (kept - primer * 0.5 + lifted * 2.0)
        pitted = (fine - 0.5) * 0.0011 + (ragged - 0.5) * 0.001
        relief = step + bare * pitted + blister * 0.0012 - burst * 0.001 + (wide - 0.5) * 0.002
        rough = b.scalar("Roughness") + chalk * 0.2 + streak.maximum(primer) * 0.25
        rough = bare.maximum(burst).mix(rough, 0.9)
    surface(b, base_color=burnt, roughness=rough, height=relief)


FAMILY = Family(
    id="rust",
    label="Rusting Steel",
    words=(
        *("rust", "rusty", "rusted", "peeling paint", "rusting steel", "rusty metal"),
        *("flaking paint", "corroded", "corrosion", "oxidised steel", "chipped paint"),
    ),
    roles=("exterior_wall", "metal_part", "door", "frame", "fixture"),
    size_m=1.2,
    parameters=PARAMETERS,
    looks=(
        Look("Peeling White", ("peeling", "white", "flaking", "old", "shabby"), {}),
        Look(
            "Container Blue",
            ("blue", "container", "ship", "shipping", "harbour"),
            {
                "Paint Color": hex_color(0x2F5C86),
                "Primer Color": hex_color(0x7D8489),
                "Peel": 0.36,
                "Blisters": 0.5,
                "Streaks": 0.8,
                "Fading": 0.4,
            },
        ),
        Look(
            "Red Oxide",
            ("red", "oxide", "primer", "hull", "bridge"),
            {
                "Paint Color": hex_color(0x7E3B2E),
                "Primer Color": hex_color(0x9A9186),
                "Rust Color": hex_color(0x7C4526),
                "Peel": 0.3,
                "Streaks": 0.4,
                "Roughness": 0.68,
            },
        ),
        Look(
            "Bare Rust",
            ("rust", "rusted", "bare", "scrap", "orange", "brown"),
            {"Peel": 1.0, "Blisters": 0.0, "Streaks": 0.0, "Flake Size": 0.18},
        ),
        Look(
            "Machine Green",
            ("green", "machine", "tractor", "military", "worn"),
            {
                "Paint Color": hex_color(0x5B7058),
                "Primer Color": hex_color(0x8D5A44),
                "Flake Size": 0.09,
                "Peel": 0.42,
                "Blisters": 0.4,
                "Streaks": 0.35,
            },
        ),
        Look(
            "Safety Yellow",
            ("yellow", "crane", "digger", "safety", "industrial"),
            {
                "Paint Color": hex_color(0xD0A02E),
                "Primer Color": hex_color(0x9C9A94),
                "Flake Size": 0.07,
                "Peel": 0.24,
                "Blisters": 0.15,
                "Streaks": 0.45,
                "Fading": 0.15,
            },
        ),
    ),
    build=build,
)
