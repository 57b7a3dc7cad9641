# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mood pictures, fixed colours, phrases, and how much pictures differ."""

from __future__ import annotations

import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.fixed_colors import fixed_color
from addon.core.image import ColorSpace, Image
from addon.core.mood import mood_palette, pieces_of
from addon.core.oklab import color_of_code, difference
from addon.core.phrases import phrases_of
from addon.core.picture_distance import NEARLY_THE_SAME, closest_pairs, picture_distances

SAGE, CLAY, CREAM = map(color_of_code, (0xA0AB8B, 0xB5613F, 0xEFE4C8))


def board(*rows: tuple[tuple[float, float, float], ...], side: int = 30) -> Image:
    """Squares of colours side by side."""
    pixels = np.kron(np.array(rows, np.float32), np.ones((side, side, 1), np.float32))
    return Image(np.ascontiguousarray(pixels, np.float32), ColorSpace.LINEAR)


def test_a_mood_has_the_colors_of_the_picture_by_share() -> None:
    palette = mood_palette(board((CREAM, CREAM, CREAM), (CREAM, SAGE, SAGE), (CREAM, CLAY, SAGE)))
    assert len(palette) == 3
    for swatch, color, share in zip(
        palette, (CREAM, SAGE, CLAY), (5 / 9, 3 / 9, 1 / 9), strict=True
    ):
        assert difference(swatch.color, color) < 0.03
        assert swatch.share == pytest.approx(share, abs=0.08)


def test_pieces_cover_the_picture_and_show_one_surface_each() -> None:
    pieces = list(
        pieces_of(board((CREAM, SAGE, CLAY, SAGE), (CLAY, CREAM, SAGE, CREAM), (SAGE,) * 4))
    )
    assert len(pieces) == 12
    assert sum(piece.share for piece in pieces) == pytest.approx(1.0)
    assert difference(pieces[2].color, CLAY) < 0.01
    assert difference(pieces[4].color, CLAY) < 0.01


def test_a_speck_has_no_mood() -> None:
    with pytest.raises(InputError, match="too small"):
        mood_palette(board((CREAM,), side=8))
    with pytest.raises(InputError, match="too small"):
        list(pieces_of(board((CREAM,), side=8)))


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("RAL 7016", "", 0x383E42),
        ("#7a8b6f", "", 0x7A8B6F),
        ("walls=RAL 9010", "walls", 0xF1ECE1),
        ("floor = sage green", "floor", 0xA0AB8B),
    ],
)
def test_fixed_colors_are_read(text: str, where: str, code: int) -> None:
    found = fixed_color(text)
    assert found.where == where
    assert difference(found.color, color_of_code(code)) < 0.03


@pytest.mark.parametrize("text", ["", "walls=", "RAL 1234567", "red, green and blue", "=oak"])
def test_what_is_not_one_color_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not one colour"):
        fixed_color(text)


@pytest.mark.parametrize(
    ("prompt", "phrases"),
    [
        ("Scandinavian, pale and warm", ["scandinavian", "pale", "warm"]),
        ("skandinavisch, hell und warm", ["scandinavian", "light", "warm"]),
        ("brutalist, board-formed concrete and oak", ["brutalist", "board formed concrete", "oak"]),
        ("béton et chêne, murs blancs", ["concrete", "oak", "wall white"]),
        ("hormigón y roble, cálido", ["concrete", "oak", "warm"]),
        ("calcestruzzo e rovere", ["concrete", "oak"]),
        ("madeira e betão, escuro", ["wood", "concrete", "dark"]),
        ("", []),
        (" , and ; ", []),
    ],
)
def test_a_wish_is_taken_apart_in_many_languages(prompt: str, phrases: list[str]) -> None:
    assert [phrase.text for phrase in phrases_of(prompt)] == phrases


def test_codes_in_a_wish_are_colors() -> None:
    (oak, code) = phrases_of("oak, RAL 7016")
    assert oak.text == "oak" and not oak.colors
    assert code.text == "" and difference(code.colors[0], color_of_code(0x383E42)) < 0.02


def test_pictures_differ_by_what_the_eye_sees() -> None:
    one, same, other = (
        board((CREAM, SAGE), (CLAY, CREAM)),
        board((CREAM, SAGE), (CLAY, CREAM), side=20),
        board((CREAM, SAGE), (SAGE, CREAM)),
    )
    distances = picture_distances([one, same, other])
    assert distances.shape == (3, 3)
    assert distances[0, 0] == 0.0 and distances[0, 1] < NEARLY_THE_SAME
    assert distances[0, 2] == pytest.approx(difference(CLAY, SAGE) / 4.0, abs=0.02)
    assert closest_pairs(distances, NEARLY_THE_SAME) == ((0, 1),)


def test_no_pictures_have_no_distance() -> None:
    assert picture_distances([]).shape == (0, 0)
    assert closest_pairs(picture_distances([]), 1.0) == ()
