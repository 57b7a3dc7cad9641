# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Woven cloth: warp over weft, from fine linen to heavy wool and bouclé."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Warp Color", hex_color(0xCDBFA6), "The threads that run up"),
    color("Weft Color", hex_color(0xBBAA8D), "The threads that run across"),
    metres("Thread Size", 0.0028, 0.0006, 0.02, "From thread to thread"),
    factor("Slub", 0.5, "Threads of uneven thickness, as in linen"),
    factor("Melange", 0.4, "Fibres of several tones in one thread"),
    factor("Twill", 0.0, "0 plain weave, 1 diagonal", spread=0.0),
    factor("Loops", 0.0, "0 woven, 1 the curls of a bouclé", spread=0.0),
    factor("Roughness", 0.92, "Sheen to matt"),
    wear("Wear", 0.1, "Rubbed and faded places"),
)

TURN = 6.2831853


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Threads"):
        size = b.scalar("Thread Size")
        slub = b.noise_vector(point * (0.12, 1.0, 1.0), size * 1.5, seed=3.0) * (size * 0.5)
        bent = point + slub * b.scalar("Slub")
        across, along = bent.x / size, bent.y / size
        warp, weft = across.floor(), along.floor()
        pick = warp + weft
    with b.section("Weave"):
        # Plain: over one, under one. Twill: over two, under two, moved on by one each row.
        plain = pick.modulo(2.0) < 0.5
        diagonal = pick.modulo(4.0) < 1.5
        over = b.scalar("Twill").mix(plain, diagonal)
        x, y = across.fract() - 0.5, along.fract() - 0.5
        warp_round = (1.0 - x * x * 4.0).maximum(0.0).root()
        weft_round = (1.0 - y * y * 4.0).maximum(0.0).root()
        warp_height = warp_round * (0.55 + (1.0 - y * y * 4.0) * 0.45)
        weft_height = weft_round * (0.55 + (1.0 - x * x * 4.0) * 0.45)
        woven = over.mix(weft_height, warp_height)
    with b.section("Loops"):
        loops = b.scalar("Loops")
        curls = b.voronoi(point + slub * 2.0, size * 2.2)
        curl = 1.0 - curls.distance
        cloth = loops.mix(woven, curl)
    with b.section("Color"):
        thread = b.white_noise(b.combine(over.mix(weft, warp), over, 0.0))
        yarn = b.mix_color(over, b.color("Weft Color"), b.color("Warp Color"))
        curled = b.mix_color(curls.random.x, b.color("Weft Color"), b.color("Warp Color"))
        base = b.mix_color(loops, yarn, curled)
        fibres = b.noise(point, size * 1.4, detail=3.0, roughness=0.7, seed=5.0) - 0.5
        tone = (thread.x - 0.5) * 0.35 + fibres * 0.9
        shade = (1.0 + tone * b.scalar("Melange")) * (0.55 + cloth * 0.5)
        dyed = base.brighter(shade)
        faded = grime(b, point * (4.0, 4.0, 1.0)) * b.scalar("Wear")
        worn = b.mix_color(faded * 0.3, dyed, hex_color(0xA89F92))
    with b.section("Relief"):
        relief = cloth * size * loops.mix(0.3, 0.8) + fibres * size * 0.1
        rough = b.scalar("Roughness") - faded * 0.1
    surface(b, base_color=worn, roughness=rough, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """Two threads of a plain weave, four of a twill."""
    threads = 4.0 if number(values, "Twill") > 0.0 else 2.0
    return number(values, "Thread Size") * threads, number(values, "Thread Size") * threads


FAMILY = Family(
    id="fabric",
    label="Fabric",
    words=("fabric", "cloth", "textile", "linen", "wool", "upholstery", "curtain", "woven"),
    roles=("upholstery", "other"),
    size_m=0.16,
    parameters=PARAMETERS,
    looks=(
        Look("Natural Linen", ("linen", "natural", "beige", "oatmeal", "curtain"), {}),
        Look(
            "Charcoal Wool",
            ("wool", "charcoal", "grey", "dark", "suit", "melange"),
            {
                "Warp Color": hex_color(0x515154),
                "Weft Color": hex_color(0x424245),
                "Thread Size": 0.002,
                "Melange": 0.9,
                "Slub": 0.3,
            },
        ),
        Look(
            "Cream Boucle",
            ("boucle", "bouclé", "cream", "white", "curly", "soft", "teddy"),
            {
                "Warp Color": hex_color(0xE9E1D2),
                "Weft Color": hex_color(0xD9CFBD),
                "Thread Size": 0.0035,
                "Loops": 1.0,
                "Melange": 0.3,
            },
        ),
        Look(
            "Navy Twill",
            ("navy", "blue", "twill", "denim", "cotton"),
            {
                "Warp Color": hex_color(0x34465F),
                "Weft Color": hex_color(0x73839A),
                "Thread Size": 0.0018,
                "Slub": 0.25,
                "Twill": 1.0,
            },
        ),
        Look(
            "Mustard Weave",
            ("mustard", "yellow", "ochre", "retro"),
            {
                "Warp Color": hex_color(0xC39638),
                "Weft Color": hex_color(0xAE8029),
                "Thread Size": 0.0035,
            },
        ),
        Look(
            "Sage Chenille",
            ("sage", "green", "olive", "chenille", "soft"),
            {
                "Warp Color": hex_color(0x8A917A),
                "Weft Color": hex_color(0x767E67),
                "Thread Size": 0.0045,
                "Melange": 0.6,
                "Slub": 0.8,
            },
        ),
        Look(
            "Terracotta Wool",
            ("terracotta", "rust", "red", "warm", "wool"),
            {
                "Warp Color": hex_color(0xAE5F45),
                "Weft Color": hex_color(0x985039),
                "Thread Size": 0.003,
                "Melange": 0.7,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
