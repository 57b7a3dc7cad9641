# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wooden boards side by side: a floor, a ceiling or a cladding."""

from __future__ import annotations

from ..nodes import GroupBuilder
from .family import Family, Look, color, factor, hex_color, metres, surface, wear
from .grain import grain_color, wood_grain
from .patterns import grime, inset, random_bond

PARAMETERS = (
    color("Wood Color", hex_color(0xC9A77C), "The pale early wood"),
    color("Grain Color", hex_color(0x8E673F), "The dark late wood"),
    metres("Board Length", 1.8, 0.3, 6.0, "From butt joint to butt joint"),
    metres("Board Width", 0.14, 0.04, 0.4, "The visible width of a board"),
    metres("Gap", 0.0015, 0.0, 0.02, "The joint between two boards"),
    metres("Bevel", 0.002, 0.0, 0.01, "The eased edge of a board"),
    factor("Grain Contrast", 0.6, "How strongly the grain shows"),
    factor("Variation", 0.5, "How much the boards differ"),
    factor("Roughness", 0.45, "Lacquered to raw"),
    wear("Silvering", 0.0, "Grey from sun and rain"),
    wear("Scuffs", 0.2, "Dull tracks and scratches"),
)


def build(b: GroupBuilder) -> None:
    point = b.vector()
    variation = b.scalar("Variation")
    with b.section("Boards"):
        board = random_bond(b, point, b.scalar("Board Length"), b.scalar("Board Width"))
        chance = b.white_noise(board.cell)
        edge = inset(b, board, 0.001) - b.scalar("Gap") * 0.5
        wood = edge.smoothstep(0.0, 0.0008)
    with b.section("Grain"):
        # Every board is cut from another place of another log.
        cut = b.combine(board.u, board.v, 0.0) + chance * 9.0
        grain = wood_grain(b, cut)
    with b.section("Color"):
        contrast = b.scalar("Grain Contrast") * (0.7 + chance.y * 0.6)
        sawn = grain_color(b, grain, b.color("Wood Color"), b.color("Grain Color"), contrast)
        shade = 1.0 + (chance.x - 0.55) * 0.75 * variation
        hue = 0.5 + (chance.z - 0.5) * 0.03 * variation
        planed = sawn.brighter(shade).adjusted(hue=hue)
    with b.section("Wear"):
        weather = b.noise(point, 0.6, detail=5.0, seed=31.0).smoothstep(0.25, 0.65)
        silver = b.scalar("Silvering") * (0.8 + weather * 0.1 + chance.z * 0.1)
        grey = b.mix_color(grain.fibre, hex_color(0x6F6B64), hex_color(0xB0ABA1))
        aged = b.mix_color(silver, planed, grey.brighter(shade))
        tracks = b.noise(point * (0.3, 1.0, 1.0), 0.25, detail=5.0, roughness=0.7, seed=37.0)
        scuffs = tracks.smoothstep(0.45, 0.7) * b.scalar("Scuffs")
        dulled = b.mix_color(grime(b, point) * b.scalar("Scuffs") * 0.25, aged, hex_color(0x4A3E32))
        joined = b.mix_color(wood, hex_color(0x1E1812), dulled)
    with b.section("Relief"):
        eased = edge.linstep(0.0, b.scalar("Bevel") + 0.0005) - 1.0
        cupping = (board.v / board.height) * (board.v / board.height) * -0.0012
        fibres = (grain.fibre - 0.5) * (0.0002 + b.scalar("Silvering") * 0.0006)
        relief = (
            eased * (b.scalar("Bevel") * 0.6 + 0.0006) + cupping - grain.pores * 0.0002 + fibres
        )
        relief = relief + (wood - 1.0) * 0.002
        rough = b.scalar("Roughness") + scuffs * 0.25 + grain.figure * 0.06 + silver * 0.3
        rough = wood.mix(0.9, rough + (chance.y - 0.5) * 0.08)
    surface(b, base_color=joined, roughness=rough, height=relief)


FAMILY = Family(
    id="planks",
    label="Planks",
    words=("planks", "boards", "floorboards", "decking", "cladding", "timber", "wood"),
    roles=("floor", "exterior_wall", "ceiling", "stairs", "door", "tabletop", "paving"),
    size_m=2.4,
    parameters=PARAMETERS,
    looks=(
        Look("Natural Oak", ("oak", "natural", "honey", "warm", "classic"), {}),
        Look(
            "Pale Oak",
            ("pale", "oak", "light", "scandinavian", "soaped", "blond", "ash"),
            {
                "Wood Color": hex_color(0xDCC7A6),
                "Grain Color": hex_color(0xB4946C),
                "Board Width": 0.19,
                "Board Length": 2.2,
                "Variation": 0.35,
                "Roughness": 0.58,
                "Scuffs": 0.1,
            },
        ),
        Look(
            "Smoked Oak",
            ("smoked", "dark", "brown", "fumed", "oak"),
            {
                "Wood Color": hex_color(0x7A5B41),
                "Grain Color": hex_color(0x422E20),
                "Board Width": 0.18,
                "Roughness": 0.5,
            },
        ),
        Look(
            "Walnut",
            ("walnut", "dark", "rich", "chocolate", "mid-century"),
            {
                "Wood Color": hex_color(0x85583A),
                "Grain Color": hex_color(0x42291A),
                "Board Width": 0.12,
                "Grain Contrast": 0.8,
                "Roughness": 0.36,
                "Variation": 0.65,
            },
        ),
        Look(
            "Silvered Larch",
            ("silver", "grey", "weathered", "larch", "cladding", "exterior", "decking"),
            {
                "Wood Color": hex_color(0xB98D62),
                "Grain Color": hex_color(0x7C5432),
                "Board Length": 3.0,
                "Board Width": 0.12,
                "Gap": 0.006,
                "Bevel": 0.003,
                "Roughness": 0.7,
                "Silvering": 0.9,
            },
        ),
        Look(
            "Charred Timber",
            ("charred", "black", "shou sugi ban", "burnt", "cladding"),
            {
                "Wood Color": hex_color(0x3B3733),
                "Grain Color": hex_color(0x2E2A27),
                "Board Length": 3.6,
                "Board Width": 0.15,
                "Gap": 0.004,
                "Bevel": 0.003,
                "Grain Contrast": 0.9,
                "Roughness": 0.62,
                "Scuffs": 0.0,
            },
        ),
        Look(
            "Painted White",
            ("white", "painted", "cottage", "nordic", "beadboard"),
            {
                "Wood Color": hex_color(0xEAE6DC),
                "Grain Color": hex_color(0xD0C9BB),
                "Board Length": 3.0,
                "Board Width": 0.1,
                "Bevel": 0.004,
                "Grain Contrast": 0.25,
                "Variation": 0.08,
                "Roughness": 0.4,
                "Scuffs": 0.1,
            },
        ),
    ),
    build=build,
)
