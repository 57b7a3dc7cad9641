# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The concepts a variation can take, composed by hand. Data only.

A row is (family, look, weight, values that replace the look's); weights are relative. Every role that a
concept leaves out is in COMMON. Floors, walls and furniture of a concept were chosen to go together in
any combination, ceilings are always light.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A name, words a prompt may ask for it with, its rows by role and the name of its light."""

    name: str
    words: tuple[str, ...]
    light: str
    materials: Mapping[str, tuple[Row, ...]]


LIGHTS: Mapping[str, Mapping[str, Any]] = {
    "clear morning": {
        "temperature": (4900.0, 5400.0), "elevation": (28.0, 40.0), "softness": 0.8,
        "sun": (4.0, 5.0), "sky": (1.0, 1.2),
        "zenith": (0.16, 0.30, 0.58), "horizon": (0.72, 0.80, 0.88), "ground": (0.30, 0.29, 0.27),
        "inside_key": 0.22, "outside_key": 0.20,
    },
    "pale north": {
        "temperature": (5600.0, 6200.0), "elevation": (22.0, 32.0), "softness": 4.0,
        "sun": (2.2, 3.0), "sky": (1.1, 1.3),
        "zenith": (0.42, 0.52, 0.66), "horizon": (0.84, 0.87, 0.90), "ground": (0.36, 0.36, 0.36),
        "inside_key": 0.25, "outside_key": 0.22,
    },
    "overcast": {
        "temperature": (6200.0, 6800.0), "elevation": (45.0, 60.0), "softness": 25.0,
        "sun": (0.8, 1.2), "sky": (1.4, 1.6),
        "zenith": (0.72, 0.76, 0.82), "horizon": (0.86, 0.88, 0.90), "ground": (0.40, 0.40, 0.40),
        "inside_key": 0.27, "outside_key": 0.23,
    },
    "southern noon": {
        "temperature": (5000.0, 5400.0), "elevation": (42.0, 55.0), "softness": 0.6,
        "sun": (5.0, 6.0), "sky": (0.9, 1.1),
        "zenith": (0.08, 0.24, 0.62), "horizon": (0.62, 0.76, 0.90), "ground": (0.38, 0.33, 0.27),
        "inside_key": 0.23, "outside_key": 0.21,
    },
    "golden evening": {
        "temperature": (4000.0, 4500.0), "elevation": (12.0, 20.0), "softness": 1.2,
        "sun": (4.0, 5.0), "sky": (0.7, 0.85),
        "zenith": (0.20, 0.30, 0.50), "horizon": (0.95, 0.72, 0.52), "ground": (0.28, 0.24, 0.20),
        "inside_key": 0.19, "outside_key": 0.18,
    },
    "late dusk": {
        "temperature": (3700.0, 4100.0), "elevation": (9.0, 14.0), "softness": 2.0,
        "sun": (2.2, 3.0), "sky": (0.55, 0.7),
        "zenith": (0.10, 0.14, 0.26), "horizon": (0.75, 0.55, 0.48), "ground": (0.16, 0.15, 0.15),
        "inside_key": 0.115, "outside_key": 0.13,
    },
}

COMMON: Mapping[str, tuple[Row, ...]] = {
    "ceiling": (("paint", "Gallery White"),),
    "glazing": (("glass", "Clear Float"),),
    "vegetation": (("grass", "Summer Lawn", 2.0), ("grass", "Golf Green"), ("foliage", "Boxwood"),
                   ("foliage", "Beech Hedge")),
    "terrain": (("grass", "Meadow"),),
    "water": (("water", "Swimming Pool"),),
    "fixture": (("lacquer", "Traffic White"),),
    "stairs": (("concrete", "Fair-Faced"),),
    "stone": (("stone", "Bath Limestone"),),
    "other": (("paint", "Pale Greige"),),
}

CONCEPTS: tuple[Concept, ...] = (
    Concept(
        "Nordic Pale", ("scandinavian", "bright", "calm", "white", "light"), "pale north",
        {
            "interior_wall": (("paint", "Warm White", 2.0), ("plaster", "Lime White")),
            "floor": (("planks", "Pale Oak", 3.0), ("parquet", "Pale Oak")),
            "exterior_wall": (("planks", "Silvered Larch", 2.0), ("planks", "Painted White")),
            "roof": (("standing_seam", "Pre-Weathered Zinc"),),
            "frame": (("wood", "Pale Ash"),),
            "door": (("planks", "Painted White"), ("wood", "Pale Ash")),
            "stairs": (("planks", "Pale Oak"),),
            "paving": (("stone", "Granite Setts"),),
            "upholstery": (("fabric", "Natural Linen"), ("fabric", "Cream Boucle")),
            "wood_furniture": (("wood", "Pale Ash", 3.0), ("wood", "Natural Oak")),
            "tabletop": (("wood", "Pale Ash", 2.0), ("marble", "Carrara")),
            "metal_part": (("metal", "Brushed Steel"),),
            "stone": (("terrazzo", "Salt and Pepper"),),
        },
    ),
    Concept(
        "Warm Mid-Century", ("modern", "retro", "fifties", "sixties", "walnut", "teak"),
        "golden evening",
        {
            "interior_wall": (("paint", "Pale Greige", 2.0), ("plaster", "Clay Earth")),
            "floor": (("parquet", "Honey Oak", 2.0), ("parquet", "Walnut")),
            "exterior_wall": (("brick", "Long Roman Grey", 2.0), ("stone", "Slate Slips")),
            "roof": (("standing_seam", "Pre-Weathered Zinc"),),
            "frame": (("wood", "Teak"),),
            "door": (("wood", "American Walnut"),),
            "stairs": (("terrazzo", "Venetian"),),
            "paving": (("stone", "York Flags"),),
            "upholstery": (("fabric", "Mustard Weave"), ("leather", "Cognac")),
            "wood_furniture": (("wood", "American Walnut", 2.0), ("wood", "Teak")),
            "tabletop": (("wood", "American Walnut", 2.0), ("wood", "Teak")),
            "metal_part": (("metal", "Satin Brass"),),
            "stone": (("terrazzo", "Venetian"),),
        },
    ),
    Concept(
        "Raw Concrete and Oak", ("brutalist", "minimal", "contemporary", "fair", "architect"),
        "clear morning",
        {
            "interior_wall": (("concrete", "Fair-Faced", 2.0), ("concrete", "Board-Formed")),
            "floor": (("planks", "Natural Oak"),),
            "ceiling": (("concrete", "White Cement"),),
            "exterior_wall": (("concrete", "Board-Formed", 2.0), ("concrete", "Fair-Faced")),
            "roof": (("gravel", "Granite Chippings"),),
            "frame": (("wood", "Natural Oak"),),
            "door": (("wood", "Natural Oak"),),
            "stairs": (("concrete", "Fair-Faced"),),
            "paving": (("gravel", "Granite Chippings"), ("concrete", "Weathered")),
            "upholstery": (("fabric", "Charcoal Wool"), ("fabric", "Natural Linen")),
            "wood_furniture": (("wood", "Natural Oak"),),
            "tabletop": (("wood", "Natural Oak", 2.0), ("concrete", "Warm Microcement")),
            "metal_part": (("metal", "Blackened Steel"),),
            "stone": (("concrete", "Fair-Faced"),),
        },
    ),
    Concept(
        "Mediterranean Lime and Terracotta", ("southern", "spanish", "italian", "greek", "sun", "lime"),
        "southern noon",
        {
            "interior_wall": (("plaster", "Lime White"),),
            "floor": (("tile", "Terracotta Floor"),),
            "ceiling": (("plaster", "Lime White"),),
            "exterior_wall": (("plaster", "Lime White", 2.0), ("plaster", "Terracotta Wash")),
            "roof": (("roof_tile", "Mediterranean", 2.0), ("roof_tile", "Clay Pantile"),),
            "frame": (("wood", "Teak"),),
            "door": (("wood", "Teak"), ("planks", "Walnut")),
            "stairs": (("tile", "Terracotta Floor"),),
            "paving": (("stone", "Honed Travertine"), ("stone", "Bath Limestone")),
            "upholstery": (("fabric", "Natural Linen"), ("fabric", "Terracotta Wool")),
            "wood_furniture": (("wood", "Teak"), ("wood", "Natural Oak")),
            "tabletop": (("tile", "Zellige Green"), ("wood", "Teak", 2.0)),
            "metal_part": (("metal", "Blackened Steel"),),
            "stone": (("stone", "Bath Limestone"),),
            "vegetation": (("grass", "Parched"), ("foliage", "Olive")),
            "terrain": (("gravel", "Hoggin"),),
        },
    ),
    Concept(
        "Dark and Moody", ("dark", "night", "bar", "hotel", "luxury", "blue", "velvet"), "late dusk",
        {
            "interior_wall": (("paint", "Ink Blue"), ("paint", "Forest")),
            "floor": (("parquet", "Smoked Oak"), ("planks", "Smoked Oak")),
            "ceiling": (("paint", "Pale Greige"),),
            "exterior_wall": (("planks", "Charred Timber", 2.0), ("brick", "Dark Engineering")),
            "roof": (("roof_tile", "Natural Slate"),),
            "frame": (("wood", "Ebonised"),),
            "door": (("wood", "Ebonised"), ("lacquer", "Piano Blue")),
            "stairs": (("planks", "Smoked Oak"),),
            "paving": (("gravel", "River Pebbles"), ("stone", "Slate Slips")),
            "upholstery": (("fabric", "Navy Twill"), ("leather", "Oxblood")),
            "wood_furniture": (("wood", "American Walnut", 2.0), ("wood", "Ebonised")),
            "tabletop": (("marble", "Nero Marquina"), ("marble", "Emperador")),
            "metal_part": (("metal", "Satin Brass"),),
            "stone": (("marble", "Nero Marquina"),),
            "fixture": (("marble", "Nero Marquina"),),
        },
    ),
    Concept(
        "White Gallery", ("museum", "minimal", "white", "neutral", "clean", "exhibition"), "overcast",
        {
            "interior_wall": (("paint", "Gallery White"),),
            "floor": (("concrete", "Polished Floor", 2.0), ("terrazzo", "Salt and Pepper")),
            "exterior_wall": (("concrete", "White Cement"),),
            "roof": (("standing_seam", "Pre-Weathered Zinc"),),
            "frame": (("lacquer", "Anthracite"),),
            "door": (("lacquer", "Traffic White"),),
            "stairs": (("concrete", "White Cement"),),
            "paving": (("concrete", "Fair-Faced"),),
            "upholstery": (("leather", "Black Nappa"), ("fabric", "Charcoal Wool")),
            "wood_furniture": (("wood", "Ebonised"), ("wood", "Pale Ash")),
            "tabletop": (("marble", "Carrara", 2.0), ("wood", "Ebonised")),
            "metal_part": (("metal", "Polished Chrome"),),
            "stone": (("marble", "Carrara"),),
        },
    ),
    Concept(
        "Industrial Brick and Steel", ("loft", "factory", "warehouse", "brooklyn", "brick", "steel"),
        "clear morning",
        {
            "interior_wall": (("brick", "Red Stock", 2.0), ("brick", "Whitewashed")),
            "floor": (("concrete", "Polished Floor", 2.0), ("planks", "Smoked Oak")),
            "ceiling": (("concrete", "White Cement"),),
            "exterior_wall": (("brick", "Red Stock", 2.0), ("brick", "London Yellow")),
            "roof": (("standing_seam", "Pre-Weathered Zinc"),),
            "frame": (("lacquer", "Matt Black"),),
            "door": (("metal", "Blackened Steel"),),
            "stairs": (("concrete", "Fair-Faced"),),
            "paving": (("stone", "Granite Setts"),),
            "upholstery": (("leather", "Cognac"),),
            "wood_furniture": (("wood", "Natural Oak"), ("wood", "American Walnut")),
            "tabletop": (("planks", "Walnut"), ("planks", "Natural Oak")),
            "metal_part": (("metal", "Blackened Steel"),),
            "stone": (("concrete", "Weathered"),),
        },
    ),
    Concept(
        "Japandi", ("japanese", "wabi-sabi", "zen", "natural", "quiet", "clay"), "pale north",
        {
            "interior_wall": (("plaster", "Clay Earth", 2.0), ("paint", "Pale Greige")),
            "floor": (("planks", "Natural Oak", 2.0), ("planks", "Pale Oak")),
            "ceiling": (("paint", "Warm White"),),
            "exterior_wall": (("planks", "Charred Timber", 2.0), ("planks", "Silvered Larch")),
            "roof": (("roof_tile", "Natural Slate"),),
            "frame": (("wood", "Ebonised"), ("wood", "Natural Oak")),
            "door": (("wood", "Natural Oak"),),
            "stairs": (("planks", "Natural Oak"),),
            "paving": (("gravel", "River Pebbles"), ("stone", "Slate Slips")),
            "upholstery": (("fabric", "Natural Linen"),),
            "wood_furniture": (("wood", "Natural Oak", 2.0), ("wood", "Ebonised")),
            "tabletop": (("wood", "Natural Oak"), ("wood", "Ebonised")),
            "metal_part": (("metal", "Blackened Steel"),),
            "stone": (("stone", "Slate Slips"),),
            "vegetation": (("grass", "Moss"), ("foliage", "Beech Hedge")),
        },
    ),
    Concept(
        "Sage and Terrazzo", ("green", "fresh", "pastel", "cafe", "playful"), "clear morning",
        {
            "interior_wall": (("plaster", "Sage Limewash"), ("paint", "Sage")),
            "floor": (("terrazzo", "Venetian"),),
            "exterior_wall": (("plaster", "Rough Render"), ("tile", "Zellige Green")),
            "roof": (("standing_seam", "Pre-Weathered Zinc"),),
            "frame": (("wood", "Pale Ash"),),
            "door": (("wood", "Pale Ash"),),
            "stairs": (("terrazzo", "Venetian"),),
            "paving": (("stone", "Honed Travertine"),),
            "upholstery": (("fabric", "Terracotta Wool"), ("fabric", "Natural Linen")),
            "wood_furniture": (("wood", "Pale Ash"), ("lacquer", "Sage Cabinet")),
            "tabletop": (("wood", "Cherry"), ("marble", "Verde Alpi")),
            "metal_part": (("metal", "Satin Brass"),),
            "stone": (("terrazzo", "Palladiana"),),
        },
    ),
    Concept(
        "Clay and Travertine", ("earth", "warm", "desert", "terracotta", "pink", "spa"),
        "golden evening",
        {
            "interior_wall": (("plaster", "Terracotta Wash"), ("paint", "Clay Pink", 2.0)),
            "floor": (("stone", "Honed Travertine"), ("marble", "Crema Honed")),
            "ceiling": (("paint", "Warm White"),),
            "exterior_wall": (("stone", "Bath Limestone"), ("brick", "Terracotta Stack")),
            "roof": (("roof_tile", "Mediterranean", 2.0), ("roof_tile", "Clay Pantile"),),
            "frame": (("wood", "Natural Oak"),),
            "door": (("wood", "Natural Oak"),),
            "stairs": (("stone", "Honed Travertine"),),
            "paving": (("stone", "Honed Travertine"),),
            "upholstery": (("fabric", "Natural Linen"), ("fabric", "Terracotta Wool")),
            "wood_furniture": (("wood", "Natural Oak"),),
            "tabletop": (("marble", "Crema Honed"), ("wood", "American Walnut")),
            "metal_part": (("metal", "Satin Brass"),),
            "stone": (("stone", "Honed Travertine"),),
            "fixture": (("marble", "Crema Honed"),),
        },
    ),
    Concept(
        "Parisian Apartment", ("paris", "haussmann", "classic", "elegant", "french"), "clear morning",
        {
            "interior_wall": (("paint", "Gallery White"), ("paint", "Warm White")),
            "floor": (("parquet", "Honey Oak", 2.0), ("parquet", "Grey Wash")),
            "exterior_wall": (("stone", "Bath Limestone"),),
            "roof": (("standing_seam", "Pre-Weathered Zinc"), ("roof_tile", "Natural Slate")),
            "frame": (("lacquer", "Traffic White"),),
            "door": (("lacquer", "Traffic White"),),
            "stairs": (("marble", "Carrara"),),
            "paving": (("stone", "Granite Setts"),),
            "upholstery": (("fabric", "Sage Chenille"), ("fabric", "Natural Linen")),
            "wood_furniture": (("wood", "Cherry"), ("wood", "American Walnut")),
            "tabletop": (("marble", "Calacatta Gold"),),
            "metal_part": (("metal", "Satin Brass"),),
            "stone": (("marble", "Calacatta Gold"),),
        },
    ),
    Concept(
        "Stone Farmhouse", ("rustic", "country", "cottage", "old", "village", "barn"), "golden evening",
        {
            "interior_wall": (("plaster", "Lime White", 2.0), ("stone", "Bath Limestone")),
            "floor": (("stone", "York Flags"), ("planks", "Natural Oak")),
            "ceiling": (("plaster", "Lime White"),),
            "exterior_wall": (("stone", "Bath Limestone"), ("stone", "Red Sandstone")),
            "roof": (("roof_tile", "Natural Slate"),),
            "frame": (("wood", "Natural Oak"),),
            "door": (("planks", "Smoked Oak"),),
            "stairs": (("stone", "York Flags"),),
            "paving": (("stone", "York Flags"),),
            "upholstery": (("fabric", "Cream Boucle"), ("leather", "Cognac")),
            "wood_furniture": (("wood", "Natural Oak"), ("wood", "Cherry")),
            "tabletop": (("planks", "Natural Oak"),),
            "metal_part": (("metal", "Blackened Steel"),),
            "stone": (("stone", "York Flags"),),
            "vegetation": (("grass", "Meadow"), ("foliage", "Ivy")),
        },
    ),
)
