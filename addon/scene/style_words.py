# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What words of style and mood ask of a concept. Data only; other languages are read as English
by `core.words.english` before.

A style leans to the themes it is known by; a tone goes from -1 to 1 in lightness, warmth and
colourfulness.
"""

from __future__ import annotations

from collections.abc import Mapping

_NORDIC = {"Nordic Pale": 1.0, "Japandi": 0.6, "Raw Concrete and Oak": 0.15}
_RAW = {
    "Raw Concrete and Oak": 1.0,
    "Industrial Brick and Steel": 0.4,
    "White Gallery": 0.4,
    "Japandi": 0.3,
}
_INDUSTRIAL = {"Industrial Brick and Steel": 1.0, "Raw Concrete and Oak": 0.5}
_SOUTH = {
    "Mediterranean Lime and Terracotta": 1.0,
    "Clay and Travertine": 0.6,
    "Stone Farmhouse": 0.3,
}
_RUSTIC = {"Stone Farmhouse": 1.0, "Mediterranean Lime and Terracotta": 0.35}
_QUIET = {"Japandi": 1.0, "Nordic Pale": 0.5, "Clay and Travertine": 0.35}
_PLAIN = {
    "Raw Concrete and Oak": 0.8,
    "White Gallery": 1.0,
    "Nordic Pale": 0.6,
    "Japandi": 0.6,
}
_CLASSIC = {"Parisian Apartment": 1.0, "Dark and Moody": 0.3, "White Gallery": 0.25}
_RETRO = {"Warm Mid-Century": 1.0, "Sage and Terrazzo": 0.4}
_RICH = {"Dark and Moody": 1.0, "Warm Mid-Century": 0.4, "Parisian Apartment": 0.4}
_EARTH = {"Clay and Travertine": 1.0, "Mediterranean Lime and Terracotta": 0.6, "Japandi": 0.5}
_FRESH = {"Sage and Terrazzo": 1.0, "Nordic Pale": 0.6}

STYLES: Mapping[str, Mapping[str, float]] = {
    word: themes
    for words, themes in (
        ("scandinavian nordic scandi danish swedish finnish norwegian hygge", _NORDIC),
        ("brutalist brutalism raw", _RAW),
        ("industrial loft factory warehouse steel workshop", _INDUSTRIAL),
        ("mediterranean southern spanish italian greek ibiza moroccan andalusian", _SOUTH),
        ("rustic country cottage farmhouse village barn chalet provencal provence", _RUSTIC),
        ("japanese japandi zen wabi sabi quiet calm serene natural organic", _QUIET),
        ("minimal minimalist minimalism contemporary gallery museum monochrome", _PLAIN),
        ("classic classical elegant parisian paris haussmann french traditional", _CLASSIC),
        ("retro vintage midcentury century fifties sixties seventies", _RETRO),
        ("luxury luxurious hotel bar velvet moody dramatic opulent", _RICH),
        ("earthy earth desert spa clay adobe", _EARTH),
        ("fresh pastel playful cafe cheerful spring", _FRESH),
    )
    for word in words.split()
}

# Lightness, warmth, colourfulness.
TONES: Mapping[str, tuple[float, float, float]] = {
    word: tone
    for words, tone in (
        ("pale", (0.8, 0.0, -0.3)),
        ("light bright airy luminous", (0.6, 0.0, 0.0)),
        ("dark", (-0.9, 0.0, 0.0)),
        ("moody dramatic sombre gloomy", (-0.8, 0.0, 0.1)),
        ("warm", (0.0, 0.9, 0.1)),
        ("cosy cozy inviting hygge", (-0.1, 0.7, 0.1)),
        ("sunny golden", (0.3, 0.7, 0.2)),
        ("cool cold icy", (0.1, -0.9, -0.1)),
        ("fresh", (0.4, -0.3, 0.2)),
        ("colourful colorful vivid bold vibrant playful", (0.0, 0.0, 0.9)),
        ("muted subdued restrained neutral", (0.0, 0.0, -0.7)),
        ("monochrome greyscale", (0.0, -0.1, -0.9)),
        ("pastel", (0.6, 0.0, 0.2)),
        ("calm quiet serene", (0.2, 0.1, -0.3)),
        ("earthy", (-0.1, 0.6, 0.2)),
        ("rich deep", (-0.5, 0.2, 0.4)),
    )
    for word in words.split()
}

# Words that name a material, by what it is made of.
_MATERIALS = {
    "wood": (
        "wood wooden timber oak ash walnut teak cherry larch birch beech pine maple cedar plywood "
        "ply veneer planks floorboards parquet herringbone chevron decking shingle shingles "
        "sycamore ebony mahogany cladding panelling multiplex"
    ),
    "stone": (
        "stone marble travertine limestone sandstone granite slate terrazzo onyx basalt cobble "
        "cobbles cobblestone fieldstone rubble flagstone flagstones ashlar carrara calacatta "
        "quartzite setts schist"
    ),
    "brick": "brick bricks brickwork clinker masonry",
    "concrete": "concrete cement microcement screed precast beton",
    "plaster": "plaster stucco limewash lime tadelakt clay render adobe loam",
    "paint": "paint lacquer enamel emulsion drywall painted",
    "tile": "tile tiles mosaic hexagon zellige ceramic porcelain terracotta tomette pantile",
    "metal": (
        "metal steel brass copper bronze iron zinc aluminium aluminum chrome corten gold rust "
        "patina verdigris corrugated perforated"
    ),
    "fabric": "fabric linen wool velvet cotton boucle felt knit carpet rug textile sisal tweed",
    "leather": "leather suede nubuck hide",
    "plants": "grass lawn ivy foliage thatch moss meadow hedge",
    "ground": "gravel pebbles asphalt soil sand",
    "glass": "glass",
    "water": "water",
}
MATERIALS: Mapping[str, str] = {
    word: kind for kind, words in _MATERIALS.items() for word in words.split()
}
