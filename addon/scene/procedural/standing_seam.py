# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheet metal with upright seams, for roofs and facades."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import grime, random_bond

PARAMETERS = (
    color("Metal Color", hex_color(0x8C9092), "The sheet"),
    color("Patina Color", hex_color(0x6B6F70), "What the weather makes of it"),
    metres("Sheet Width", 0.43, 0.15, 1.2, "From seam to seam"),
    metres("Sheet Length", 6.0, 1.0, 20.0, "From cross seam to cross seam"),
    metres("Seam Width", 0.03, 0.004, 0.06, "The folded seam"),
    metres("Seam Height", 0.022, 0.0, 0.06, "How far it stands up"),
    factor("Oil Canning", 0.35, "The soft waves of thin sheet"),
    factor("Roughness", 0.42, "Mill finish to pre-weathered"),
    factor("Bareness", 0.8, "1 bare metal, 0 painted", spread=0.0),
    wear("Patina", 0.4, "Clouds of oxide"),
    wear("Streaks", 0.25, "Rain and dust"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Sheets and seams"):
        # Sheets run up the roof: lay the courses sideways.
        sideways = b.combine(point.y, point.x, point.z)
        width = b.scalar("Sheet Width")
        sheet = random_bond(b, sideways, b.scalar("Sheet Length"), width)
        chance = b.white_noise(sheet.cell)
        seam = b.scalar("Seam Width")
        to_seam = width * 0.5 - abs(sheet.v)
        upright = to_seam.smoothstep(seam * 0.5 + 0.0015, seam * 0.5 - 0.0015)
        to_fold = b.scalar("Sheet Length") * 0.5 - abs(sheet.u)
        fold = to_fold.smoothstep(0.03, 0.028)
    with b.section("Color"):
        clouds = b.noise(point, 0.3, detail=7.0, roughness=0.6, seed=3.0)
        patina = b.scalar("Patina")
        oxide = (clouds + patina - 0.5).smoothstep(0.2, 0.75) * patina.smoothstep(0.0, 0.3)
        metal = b.mix_color(oxide, b.color("Metal Color"), b.color("Patina Color"))
        shade = 1.0 + (chance.x - 0.5) * 0.14 + (clouds - 0.5) * 0.2
        # The foot of the seam keeps dust and shade.
        foot = to_seam.smoothstep(seam * 2.5, seam * 0.5) * (1.0 - upright * 1.5)
        rolled = metal.brighter(shade - foot * 0.3)
        run = b.noise(point * (1.0, 0.08, 1.0), 0.08, detail=5.0, roughness=0.6, seed=7.0)
        streak = (run.smoothstep(0.5, 0.75) + grime(b, point) * 0.5) * b.scalar("Streaks")
        streaked = b.mix_color(streak * 0.4, rolled, hex_color(0x4E4A44))
    with b.section("Relief"):
        waves = b.noise(point * (1.0, 0.5, 1.0), 0.35, detail=1.0, seed=11.0) - 0.5
        relief = waves * 0.008 * b.scalar("Oil Canning") * (1.0 - upright)
        relief = relief + upright * b.scalar("Seam Height") + fold * 0.002
        rough = b.scalar("Roughness") + (clouds - 0.5) * 0.2 + streak * 0.25 + oxide * 0.1
        metallic = b.scalar("Bareness") * (1.0 - oxide * 0.4) * (1.0 - streak * 0.5)
    surface(b, base_color=streaked, roughness=rough, height=relief, metallic=metallic)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A sheet, from seam to seam and from fold to fold."""
    return number(values, "Sheet Width"), number(values, "Sheet Length")


FAMILY = Family(
    id="standing_seam",
    label="Standing Seam",
    words=("standing seam", "zinc", "sheet", "metal roof", "copper", "cladding"),
    roles=("roof", "exterior_wall"),
    size_m=2.6,
    parameters=PARAMETERS,
    looks=(
        Look("Pre-Weathered Zinc", ("zinc", "grey", "quartz", "modern"), {}),
        Look(
            "Black Zinc",
            ("black", "dark", "anthracite", "modern"),
            {
                "Metal Color": hex_color(0x4C4D50),
                "Patina Color": hex_color(0x3B3C3F),
                "Roughness": 0.48,
                "Bareness": 0.5,
            },
        ),
        Look(
            "Green Copper",
            ("copper", "green", "verdigris", "patina", "church"),
            {
                "Metal Color": hex_color(0x7E6A55),
                "Patina Color": hex_color(0x82AE9C),
                "Roughness": 0.62,
                "Bareness": 0.15,
                "Patina": 0.95,
                "Streaks": 0.4,
            },
        ),
        Look(
            "Bright Copper",
            ("copper", "orange", "new", "warm"),
            {
                "Metal Color": hex_color(0xC98565),
                "Patina Color": hex_color(0x8D5540),
                "Roughness": 0.36,
                "Bareness": 1.0,
            },
        ),
        Look(
            "Barn Red",
            ("red", "painted", "barn", "steel"),
            {
                "Metal Color": hex_color(0x86362C),
                "Patina Color": hex_color(0x743029),
                "Bareness": 0.0,
                "Roughness": 0.45,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
