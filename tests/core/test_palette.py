# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Palettes in proportion, OKLCH, and which colours go together."""

from __future__ import annotations

import math
import random

import pytest

from addon.core.errors import InputError
from addon.core.harmony import CLASH, harmony, to_cielab
from addon.core.oklab import color_of_code, difference
from addon.core.palette import (
    Swatch,
    from_oklch,
    hex_code,
    in_proportion,
    moved_towards,
    palette_of,
    to_oklch,
)

WHITE, OAK, WALNUT = map(color_of_code, (0xEEEAE0, 0xC09A6B, 0x5A3A26))
RED, GREEN = map(color_of_code, (0xC4231F, 0x1E7A57))


@pytest.mark.parametrize("color", [WHITE, OAK, WALNUT, RED, GREEN, (0.0, 0.0, 0.0)])
def test_oklch_there_and_back(color: tuple[float, float, float]) -> None:
    assert difference(from_oklch(to_oklch(color)), color) < 1e-4


@pytest.mark.parametrize("hue", [0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
def test_what_no_screen_shows_keeps_lightness_and_hue(hue: float) -> None:
    lightness, chroma, found = to_oklch(from_oklch((0.7, 0.4, hue)))
    assert lightness == pytest.approx(0.7, abs=0.01)
    assert math.cos(found - hue) > 0.999
    assert 0.05 < chroma < 0.4


def test_a_palette_has_few_colors_whose_shares_add_up() -> None:
    rng = random.Random(4)
    many = [((rng.random(), rng.random(), rng.random()), rng.random()) for _ in range(40)]
    palette = palette_of(many)
    assert 3 <= len(palette) <= 5
    assert sum(each.share for each in palette) == pytest.approx(1.0)
    assert [each.share for each in palette] == sorted((s.share for s in palette), reverse=True)


def test_shades_of_one_color_are_one_and_nothing_is_none() -> None:
    near = from_oklch((to_oklch(OAK)[0] + 0.02, *to_oklch(OAK)[1:]))
    assert len(palette_of([(OAK, 1.0), (near, 1.0), (WHITE, 2.0)])) == 2
    assert palette_of([(OAK, 0.0)]) == ()


def test_said_colors_are_sixty_thirty_ten() -> None:
    shares = [each.share for each in in_proportion([WHITE, OAK, GREEN])]
    assert shares == pytest.approx([0.6, 0.3, 0.1])
    assert in_proportion([WHITE, OAK, GREEN])[2].color == GREEN


def test_a_share_is_a_share() -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        Swatch(OAK, 1.5)


def test_a_color_moves_no_further_than_it_may() -> None:
    assert moved_towards(OAK, WALNUT, 1.0) == WALNUT
    moved = moved_towards(OAK, WALNUT, 0.1)
    assert difference(OAK, moved) == pytest.approx(0.1, abs=1e-3)
    assert difference(moved, WALNUT) < difference(OAK, WALNUT)


def test_hex_codes_are_those_that_were_read() -> None:
    assert hex_code(color_of_code(0x7A8B6F)) == "#7a8b6f"


def test_cielab_is_that_of_the_standard() -> None:
    assert to_cielab((1.0, 1.0, 1.0)) == pytest.approx((100.0, 0.0, 0.0), abs=0.02)
    # sRGB red, after Lindbloom's calculator.
    assert to_cielab((1.0, 0.0, 0.0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)


def test_the_model_likes_what_people_liked() -> None:
    assert harmony(WHITE, OAK) > 0.5
    assert harmony(OAK, WHITE) == harmony(WHITE, OAK)
    assert harmony(RED, GREEN) < CLASH < harmony(OAK, WALNUT)


def test_a_quarter_of_random_pairs_clash_and_all_lie_in_the_range() -> None:
    rng = random.Random(1)

    def any_color() -> tuple[float, float, float]:
        return rng.random() ** 2, rng.random() ** 2, rng.random() ** 2

    values = [harmony(any_color(), any_color()) for _ in range(2000)]
    assert min(values) > -1.3 and max(values) < 1.4
    assert 0.2 < sum(value < CLASH for value in values) / len(values) < 0.3
