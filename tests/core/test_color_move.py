# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import math
import random

import numpy as np
import pytest

from addon.core.color_move import (
    ColorMove,
    chroma_of,
    hue_of,
    in_gamut,
    lab_of,
    move_between,
    moved,
    moved_lab,
    moved_pixels,
    nearest_turn,
)
from addon.core.oklab import Lab, difference, from_oklab, to_oklab
from addon.core.procedural import Color


def colors(count: int) -> list[Color]:
    rng = random.Random(7)
    return [(rng.random(), rng.random(), rng.random()) for _ in range(count)]


def test_a_move_of_nothing_changes_no_color() -> None:
    assert not ColorMove().is_seen
    for color in [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), *colors(20)]:
        assert difference(moved(color, ColorMove(centre=0.3)), color) < 1e-3


@pytest.mark.parametrize("seed", range(20))
def test_the_mean_arrives_exactly_where_it_is_wanted(seed: int) -> None:
    rng = random.Random(seed)
    mean, wanted = (to_oklab((rng.random(), rng.random(), rng.random())) for _ in range(2))
    assert moved_lab(mean, move_between(mean, wanted)) == pytest.approx(wanted, abs=1e-9)


def test_many_colors_move_as_one_does() -> None:
    move = ColorMove(1.2, 0.7, 0.8, 0.6, (0.02, -0.03))
    many = [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), *colors(30)]
    together = moved_pixels(np.array(many, np.float32), move)
    assert together.dtype == np.float32
    assert together == pytest.approx(np.array([moved(each, move) for each in many]), abs=1e-5)


def test_a_grey_is_tinted_and_not_stretched() -> None:
    grey: Lab = (0.6, 0.001, -0.002)
    move = move_between(grey, lab_of(0.5, 0.1, 1.0))
    assert (move.hue, move.chroma) == (0.0, 1.0)
    assert chroma_of((0.0, *move.tint)) == pytest.approx(0.1, abs=0.003)


@pytest.mark.parametrize("lightness", [0.3, 0.8, 1.0, 1.25, 1.9])
def test_lightness_keeps_the_order_and_cuts_nothing_off(lightness: float) -> None:
    move = ColorMove(lightness=lightness, centre=0.5)
    values = [moved_lab((step / 10.0, 0.0, 0.0), move)[0] for step in range(11)]
    assert values == sorted(values)
    assert len(set(values)) == len(values)
    assert values[0] >= -1e-9
    assert values[-1] <= 1.0 + 1e-9
    assert values[5] == pytest.approx(min(0.5 * lightness, 1.0))


def test_turning_keeps_chroma_and_lightness() -> None:
    start = lab_of(0.6, 0.09, 0.4)
    stop = moved_lab(start, ColorMove(hue=2.0, centre=0.4))
    assert (stop[0], chroma_of(stop)) == pytest.approx((0.6, 0.09))
    assert nearest_turn(hue_of(start), hue_of(stop)) == pytest.approx(2.0)


def test_in_gamut_takes_only_chroma() -> None:
    wild = lab_of(0.7, 0.4, 2.5)
    held = in_gamut(wild)
    assert held[0] == wild[0]
    assert hue_of(held) == pytest.approx(hue_of(wild))
    assert 0.05 < chroma_of(held) < 0.4
    assert math.dist(to_oklab(from_oklab(held)), held) < 0.003
    tame = lab_of(0.7, 0.02, 2.5)
    assert in_gamut(tame) == tame
