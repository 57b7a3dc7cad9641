# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Granite slabs, polished to flamed: interlocking grains of feldspar, quartz and mica."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Color, GroupBuilder, Number, Scalar, Vector
from .family import Family, Look, color, factor, grown, hex_color, surface, wear
from .patterns import grime

PARAMETERS = (
    color("Feldspar Color", hex_color(0xC9C5BE), "The large grains"),
    color("Quartz Color", hex_color(0x9C9A97), "The glassy grains between them"),
    color("Mica Color", hex_color(0x35343A), "The small dark flakes"),
    grown("Grain Size", 0.007, 0.001, 0.05, "A large grain"),
    factor("Feldspar", 0.5, "How much of it is feldspar"),
    factor("Mica", 0.35, "How many dark flakes there are"),
    factor("Drift", 0.3, "Paler and darker clouds across the slab"),
    factor("Flash", 0.0, "Feldspar that shines like a feather when it is turned"),
    factor("Flamed", 0.0, "Polished to burst by the flame"),
    factor("Roughness", 0.1, "Polished to honed"),
    wear("Wear", 0.1, "Dull tracks and stains"),
)


class Grains(NamedTuple):
    """The grain under a point: chance, sizes from its middle, and how far its face leans there."""

    chance: Vector
    distance: Scalar
    slope: Scalar


def grains(b: GroupBuilder, size: Number, seed: float) -> Grains:
    """Grains about `size` wide with the crooked borders of crystals that grew together."""
    sway = b.noise_vector(b.vector(), size * 0.6, detail=3.0, seed=seed) * (size * 0.55)
    point = b.shifted(b.vector(), seed) + sway
    cells = b.voronoi(point, size)
    slope = (point - cells.position * size).dot(cells.random - (0.5, 0.5, 0.5))
    return Grains(cells.random, cells.distance, slope)


def minerals(b: GroupBuilder, large: Grains, small: Grains) -> tuple[Color, Scalar]:
    """Colour of the grain under a point, and where it is feldspar."""
    feldspar = (large.chance.x < b.scalar("Feldspar")) * 1.0
    clear = b.color("Quartz Color").brighter(0.7 + small.chance.y * 0.6)
    milky = b.color("Feldspar Color").brighter(0.8 + large.chance.y * 0.35 + small.chance.y * 0.08)
    pale = b.mix_color(feldspar, clear, milky)
    # Flakes gather between the large grains.
    between = 0.55 + large.distance * 0.7
    flake = small.chance.x < b.scalar("Mica") * between * 0.8
    dark = b.color("Mica Color").brighter(0.6 + small.chance.z * 0.8)
    return b.mix_color(flake, pale, dark), feldspar * (1.0 - flake)


def build(b: GroupBuilder) -> None:
    point, size = b.vector(), b.scalar("Grain Size")
    with b.section("Grains"):
        large = grains(b, size, 0.0)
        small = grains(b, size * 0.42, 3.0)
    with b.section("Color"):
        mixed, feldspar = minerals(b, large, small)
        drift = b.noise(point, 0.35, detail=5.0, roughness=0.6, seed=5.0) - 0.5
        veil = b.noise(point, size * 0.35, detail=2.0, roughness=0.6, seed=7.0) - 0.5
        shade = 1.0 + drift * b.scalar("Drift") * 1.1 + veil * 0.25
        flamed, flash = b.scalar("Flamed"), b.scalar("Flash") * feldspar
        # A burst surface scatters light: paler and less deep in colour.
        stone = mixed.brighter(shade).adjusted(
            saturation=1.0 - flamed * 0.25, value=1.0 + flamed * 0.12
        )
    with b.section("Wear"):
        tracks = b.noise(point, 0.25, detail=5.0, roughness=0.7, seed=11.0).smoothstep(0.45, 0.7)
        dull = tracks * b.scalar("Wear")
        stain = grime(b, point) * b.scalar("Wear") * 0.35
        worn = b.mix_color(stain, stone, hex_color(0x4D463D))
    with b.section("Relief"):
        burst = b.noise(point, 0.009, detail=5.0, roughness=0.6, seed=13.0) - 0.5
        facets = large.slope * flash * 0.5 + (small.slope * 0.25 + burst * 0.0035) * flamed
        glossy = b.scalar("Roughness") + dull * 0.25 + (small.chance.y - 0.5) * 0.04
        rough = flamed.mix(glossy, 0.72 + veil * 0.2) + flash * 0.12
    surface(b, base_color=worn, roughness=rough, height=facets, metallic=flash * 0.6)


FAMILY = Family(
    id="granite",
    label="Granite",
    words=(
        "granite",
        "speckled stone",
        "crystalline",
        "countertop",
        "worktop",
        "igneous",
        "gabbro",
    ),
    roles=("tabletop", "floor", "stone", "exterior_wall", "stairs", "paving", "interior_wall"),
    size_m=0.5,
    parameters=PARAMETERS,
    looks=(
        Look("Bianco Grey", ("grey", "bianco", "salt and pepper", "white", "polished"), {}),
        Look(
            "Absolute Black",
            ("black", "absolute", "nero", "dark", "mirror", "luxury"),
            {
                "Feldspar Color": hex_color(0x333335),
                "Quartz Color": hex_color(0x2C2C2E),
                "Mica Color": hex_color(0x29292B),
                "Grain Size": 0.003,
                "Mica": 0.4,
                "Drift": 0.1,
                "Roughness": 0.06,
            },
        ),
        Look(
            "Rosa Porriño",
            ("rosa", "pink", "red", "salmon", "porrino", "classic"),
            {
                "Feldspar Color": hex_color(0xC79A86),
                "Quartz Color": hex_color(0xA39C97),
                "Mica Color": hex_color(0x38363A),
                "Grain Size": 0.014,
                "Feldspar": 0.62,
                "Mica": 0.3,
            },
        ),
        Look(
            "Blue Pearl",
            ("blue", "pearl", "labradorite", "shimmering", "larvikite", "norwegian"),
            {
                "Feldspar Color": hex_color(0x6E7C8C),
                "Quartz Color": hex_color(0x4A4F57),
                "Mica Color": hex_color(0x2C2D31),
                "Grain Size": 0.016,
                "Feldspar": 0.6,
                "Mica": 0.35,
                "Flash": 0.55,
                "Roughness": 0.08,
            },
        ),
        Look(
            "Flamed Grey",
            ("flamed", "rough", "non-slip", "outdoor", "kerb", "steps", "matt"),
            {
                "Feldspar Color": hex_color(0xB4B0AA),
                "Quartz Color": hex_color(0x8B8986),
                "Grain Size": 0.005,
                "Mica": 0.3,
                "Flamed": 1.0,
                "Wear": 0.25,
            },
        ),
        Look(
            "Giallo Ornamental",
            ("yellow", "giallo", "gold", "beige", "brown", "venetian", "kitchen"),
            {
                "Feldspar Color": hex_color(0xC7AE85),
                "Quartz Color": hex_color(0xA08C72),
                "Mica Color": hex_color(0x4B3A31),
                "Grain Size": 0.011,
                "Mica": 0.28,
                "Drift": 0.75,
            },
        ),
    ),
    build=build,
)
