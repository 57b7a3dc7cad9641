# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carpet: rows of loops, cut pile or ribs, from the roll or in tiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...core.procedural import ParameterValue
from ..nodes import GroupBuilder, Scalar, Vector
from .family import Family, Look, color, factor, hex_color, metres, number, surface, wear
from .patterns import Piece, grime, running_bond

PARAMETERS = (
    color("Pile Color", hex_color(0x7C7D7D), "Most of the yarn"),
    color("Fleck Color", hex_color(0x57595B), "The yarn of some tufts"),
    metres("Tuft Size", 0.0045, 0.0015, 0.02, "From row to row"),
    metres("Pile Height", 0.0035, 0.0005, 0.03, "From the backing to the top"),
    factor("Cut", 0.0, "0 loops, 1 cut pile", spread=0.0),
    factor("Rib", 0.0, "How long tufts lie along their row, as in sisal", spread=0.0),
    factor("Fleck", 0.3, "How many tufts are of the second colour"),
    factor("Variation", 0.4, "How much tufts differ in height and tone"),
    factor("Shading", 0.25, "The pile lies this way and that"),
    metres("Tile Size", 0.0, 0.0, 1.2, "The side of a carpet tile; 0 from the roll"),
    factor("Quarter Turn", 0.0, "Every second tile turned", spread=0.0),
    factor("Roughness", 0.96, "Nylon to wool"),
    wear("Trodden", 0.15, "Flattened where people walk"),
    wear("Soiling", 0.12, "Stains"),
)

ROLL = 64.0  # metres: a roll has no joints that anyone sees


class Tuft(NamedTuple):
    """`height` is 0 to 1; `chance` is random for each tuft; `ply` lines of the yarn around 0."""

    height: Scalar
    chance: Vector
    ply: Scalar


def tile_of(b: GroupBuilder, point: Vector) -> Piece:
    size = b.scalar("Tile Size")
    side = (size < 0.02).mix(size, ROLL)
    return running_bond(b, point, side, side, 0.0)


def seam_of(b: GroupBuilder, tile: Piece) -> Scalar:
    """1 where two tiles meet."""
    edge = (tile.length * 0.5 - abs(tile.u)).minimum(tile.height * 0.5 - abs(tile.v))
    return edge.smoothstep(0.0018, 0.0) * (b.scalar("Tile Size") > 0.02)


def loops(b: GroupBuilder, u: Scalar, v: Scalar, tile: Piece, z: Scalar) -> Tuft:
    """Loops in rows, each row begun anywhere."""
    size, rib = b.scalar("Tuft Size"), b.scalar("Rib")
    rows = v / size
    row = rows.floor()
    start = b.white_noise(b.combine(row, tile.cell.x + tile.cell.y * 0.37, z), seed=3.0).x
    along = u / (size * (1.1 + rib * 1.9)) + start * 5.0
    x, y = along.fract() - 0.5, rows.fract() - 0.5
    chance = b.white_noise(b.combine(along.floor(), row, z), seed=5.0)
    # A loop is a yarn that bends: round across, longer than its pitch, its ends under the next.
    x = x * rib.mix(0.86, 0.94)
    dome = (1.0 - x * x * 4.0 - y * y * 4.2).maximum(0.0).root()
    ply = ((x * 1.6 + y * 0.8) * 15.7).sine()
    return Tuft(dome, chance, ply)


def nap(b: GroupBuilder, turn: Scalar) -> Scalar:
    """Light and dark patches, around 0, by the way the pile lies; `turn` is the tile's own."""
    brushed = b.noise(b.vector() * (1.0, 0.6, 1.0), 0.22, detail=3.0, roughness=0.55, seed=15.0)
    patches = (brushed.smoothstep(0.42, 0.56) - 0.5) * b.scalar("Cut").mix(0.15, 0.6)
    return (patches + turn) * b.scalar("Shading")


def build(b: GroupBuilder) -> None:
    point = b.vector()
    with b.section("Tiles"):
        size = b.scalar("Tuft Size")
        tile = tile_of(b, point)
        odd = (tile.cell.x + tile.cell.y).modulo(2.0) * b.scalar("Quarter Turn")
        turn = (b.white_noise(tile.cell).x - 0.5 + odd) * 0.5
        joint = seam_of(b, tile)
    with b.section("Loops"):
        lean = b.noise_vector(point, size * 2.2, detail=1.0, seed=7.0) * size
        u, v = tile.u + lean.x * 0.9, tile.v + lean.y * 0.6
        loop = loops(b, odd.mix(u, v), odd.mix(v, u), tile, point.z)
    with b.section("Cut pile"):
        cut = b.scalar("Cut")
        tips = b.voronoi(point + lean * 1.2, size * 0.8)
        tip = (1.0 - tips.distance * 1.15).maximum(0.0)
        fibre = b.noise(point, size * 0.14, detail=2.0, roughness=0.7, seed=9.0) - 0.5
        clump = b.noise(point, size * 4.0, detail=3.0, roughness=0.6, seed=11.0) - 0.5
        ply = loop.ply * (1.0 - cut)
        pile = cut.mix(loop.height, tip * 0.85 + fibre * 0.5)
        chance = b.mix_vector(cut, loop.chance, tips.random)
    with b.section("Wear"):
        wide = b.noise(point, 1.3, detail=3.0, roughness=0.5, seed=13.0)
        trodden = wide.smoothstep(0.5, 0.68) * b.scalar("Trodden")
        soil = grime(b, point * (1.6, 1.6, 1.0)) * b.scalar("Soiling")
        swept = nap(b, turn)
    with b.section("Color"):
        variation, fleck = b.scalar("Variation"), b.scalar("Fleck")
        # Yarns are twisted of plies: a fleck breaks up in the tuft.
        drawn = chance.x + fibre * 0.7 + ply * 0.06 + clump * 0.25
        other = drawn.smoothstep(0.94 - fleck, 1.06 - fleck) * fleck.smoothstep(0.0, 0.05)
        yarn = b.mix_color(other, b.color("Pile Color"), b.color("Fleck Color"))
        tone = (chance.y - 0.5) * 0.25 + clump * 0.5
        shade = 0.5 + pile * 0.55 + tone * variation + swept * 0.3
        shade = shade + fibre * 0.45 + ply * 0.07 - trodden * 0.12
        soiled = b.mix_color(soil * 0.45, yarn.brighter(shade), hex_color(0x4E463D))
        dyed = soiled.brighter(1.0 - joint * 0.5)
    with b.section("Relief"):
        stand = pile * (1.0 + (chance.z - 0.5) * variation) + clump * variation * 0.4
        tall = b.scalar("Pile Height") * (1.0 - trodden * 0.5) * (1.0 - joint * 0.6)
        relief = (stand + ply * 0.05 + fibre * 0.12) * tall * 0.6
    surface(b, base_color=dyed, roughness=b.scalar("Roughness") - trodden * 0.08, height=relief)


def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
    """A tuft of the roll, a tile, or two where every second one is turned."""
    tuft, rib, tile, turned = (
        number(values, name) for name in ("Tuft Size", "Rib", "Tile Size", "Quarter Turn")
    )
    if tile < 0.02:
        return tuft * (1.1 + rib * 1.9), tuft
    side = tile * 2.0 if turned > 0.0 else tile
    return side, side


FAMILY = Family(
    id="carpet",
    label="Carpet",
    words=(
        *("carpet", "rug", "carpet tile", "loop pile", "cut pile", "berber", "sisal", "tufted"),
        *("wall-to-wall", "fitted carpet", "broadloom", "shag"),
    ),
    roles=("floor", "stairs", "other"),
    size_m=0.16,
    parameters=PARAMETERS,
    looks=(
        Look("Grey Loop", ("grey", "loop", "office", "contract", "neutral"), {}),
        Look(
            "Beige Cut Pile",
            ("beige", "cut", "cut pile", "soft", "bedroom", "saxony", "cream"),
            {
                "Pile Color": hex_color(0xC7B79E),
                "Fleck Color": hex_color(0xB3A184),
                "Tuft Size": 0.004,
                "Pile Height": 0.009,
                "Cut": 1.0,
                "Fleck": 0.35,
                "Shading": 0.55,
            },
        ),
        Look(
            "Sisal",
            ("sisal", "natural", "straw", "jute", "coir", "seagrass", "ribbed"),
            {
                "Pile Color": hex_color(0xB69A6D),
                "Fleck Color": hex_color(0x94774B),
                "Tuft Size": 0.006,
                "Pile Height": 0.0042,
                "Rib": 1.0,
                "Fleck": 0.3,
                "Shading": 0.1,
                "Variation": 0.55,
            },
        ),
        Look(
            "Blue Berber",
            ("blue", "berber", "fleck", "navy", "loop"),
            {
                "Pile Color": hex_color(0x3F5670),
                "Fleck Color": hex_color(0xA9A89C),
                "Tuft Size": 0.007,
                "Pile Height": 0.006,
                "Fleck": 0.2,
                "Variation": 0.6,
            },
        ),
        Look(
            "Office Tiles",
            ("tiles", "office", "anthracite", "modular", "chequered", "dark"),
            {
                "Pile Color": hex_color(0x4B4E52),
                "Fleck Color": hex_color(0x6A6F73),
                "Tuft Size": 0.003,
                "Pile Height": 0.0028,
                "Rib": 0.5,
                "Fleck": 0.2,
                "Shading": 0.5,
                "Tile Size": 0.5,
                "Quarter Turn": 1.0,
            },
        ),
        Look(
            "Wine Velvet",
            ("red", "wine", "burgundy", "theatre", "velvet", "hotel"),
            {
                "Pile Color": hex_color(0x7A2530),
                "Fleck Color": hex_color(0x661E29),
                "Tuft Size": 0.0025,
                "Pile Height": 0.006,
                "Cut": 1.0,
                "Fleck": 0.4,
                "Variation": 0.3,
                "Shading": 0.6,
            },
        ),
    ),
    build=build,
    repeat=repeat,
)
