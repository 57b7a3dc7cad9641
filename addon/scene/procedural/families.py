# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of the procedural families, those that belong together side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import (
    asphalt,
    board_formed,
    brick,
    carpet,
    cast_metal,
    chevron,
    cobble,
    concrete,
    corrugated,
    fabric,
    felt,
    fluted_glass,
    foliage,
    glass,
    granite,
    grass,
    gravel,
    hexagon,
    knit,
    lacquer,
    leather,
    marble,
    metal,
    mosaic,
    paint,
    parquet,
    patina,
    paving,
    perforated,
    planks,
    plaster,
    plywood,
    roof_tile,
    rubble,
    rust,
    shingle,
    slate,
    soil,
    standing_seam,
    stone,
    stucco,
    terrazzo,
    thatch,
    tile,
    veneer,
    water,
    wood,
)
from .family import Family

_MODULES = (
    *(brick, stone, rubble, cobble, paving),
    *(plaster, paint, concrete),
    *(stucco, board_formed),
    *(planks, parquet, chevron),
    *(tile, mosaic, hexagon, terrazzo, marble, granite),
    *(wood, veneer, plywood),
    *(metal, lacquer),
    *(cast_metal, corrugated, perforated, patina, rust),
    *(roof_tile, slate, shingle, thatch, standing_seam),
    *(fabric, leather, knit, felt, carpet),
    *(glass, fluted_glass, grass, foliage, gravel, asphalt, soil, water),
)

FAMILIES: Mapping[str, Family] = MappingProxyType({m.FAMILY.id: m.FAMILY for m in _MODULES})
