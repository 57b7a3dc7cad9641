# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mood picture: the palette it has and the parts that show one surface each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .dominant import dominant_shares, mean_color
from .errors import InputError
from .image import Extent, Image
from .match import Match
from .palette import MOST_COLORS, Palette, palette_of
from .procedural import Color

LEAST_SIDE = 32
# Parts along the shorter side; a board of samples seldom has more.
PARTS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a picture, the colour most of it has, and its share of the picture."""

    picture: Image
    color: Color
    share: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What a part of a mood picture shows: its colour and the looks that resemble it."""

    color: Color
    share: float
    match: Match


def mood_palette(picture: Image) -> Palette:
    """Up to five colours in proportion; `InputError` for a picture too small to have a mood."""
    _require_side(picture.extent)
    return palette_of(dominant_shares(picture, MOST_COLORS + 1))


def pieces_of(picture: Image) -> Iterator[Piece]:
    """Tiles of about a third of the shorter side, by rows from the top left.

    `InputError` for a picture too small to have surfaces.
    """
    _require_side(picture.extent)
    width, height = picture.extent
    side = min(width, height) / PARTS
    columns, rows = max(1, round(width / side)), max(1, round(height / side))
    for row in np.array_split(np.arange(height), rows):
        for column in np.array_split(np.arange(width), columns):
            pixels = picture.pixels[row[0] : row[-1] + 1, column[0] : column[-1] + 1]
            part = Image(np.ascontiguousarray(pixels), picture.color_space)
            yield Piece(part, mean_color(part), len(row) * len(column) / (width * height))


def _require_side(extent: Extent) -> None:
    if min(extent) < LEAST_SIDE:
        raise InputError(
            f"A mood picture of {extent} pixels is too small; give one of at least "
            f"{LEAST_SIDE} x {LEAST_SIDE}."
        )
