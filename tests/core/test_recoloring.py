# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import math
import random

import numpy as np
import pytest

from addon.core.color_move import chroma_of, hue_of, lab_of, nearest_turn
from addon.core.color_scheme import scheme_of_colors, scheme_of_seed
from addon.core.recoloring import (
    GREY_TINT,
    NATURAL_TURN,
    Surface,
    recolored,
    surface_of,
)


def room(seed: int, count: int = 9) -> dict[str, Surface]:
    rng = random.Random(seed)
    found: dict[str, Surface] = {}
    for number in range(count):
        lab = lab_of(rng.uniform(0.15, 0.95), rng.choice((0.004, 0.08)), rng.uniform(-3.0, 3.0))
        found[f"material {number}"] = Surface(lab, chroma_of(lab), rng.uniform(0.1, 40.0))
    return found


@pytest.mark.parametrize("seed", range(25))
def test_lighter_stays_lighter(seed: int) -> None:
    surfaces = room(seed)
    means = recolored(surfaces, scheme_of_seed(seed), 1.0)
    order = sorted(surfaces, key=lambda key: surfaces[key].mean[0])
    lightness = [means[key][0] for key in order]
    assert lightness == sorted(lightness)
    assert len(set(lightness)) == len(lightness)


@pytest.mark.parametrize("seed", range(10))
def test_greys_stay_nearly_grey_unless_color_is_wanted(seed: int) -> None:
    surfaces = room(seed)
    greys = [key for key, surface in surfaces.items() if surface.is_grey]
    means = recolored(surfaces, scheme_of_seed(seed), 1.0)
    assert all(chroma_of(means[key]) <= GREY_TINT + 1e-6 for key in greys)
    wanted = [lab_of(0.8, 0.09, 2.0), lab_of(0.5, 0.1, 1.0), lab_of(0.3, 0.07, -1.0)]
    tinted = recolored(surfaces, scheme_of_colors(wanted, 0), 1.0, tints_greys=True)
    assert all(chroma_of(tinted[key]) > 2.0 * GREY_TINT for key in greys)


def test_strength_is_the_share_of_the_way() -> None:
    surfaces, scheme = room(3), scheme_of_seed(5)
    still, half, whole = (recolored(surfaces, scheme, share) for share in (0.0, 0.5, 1.0))
    for key, surface in surfaces.items():
        assert math.dist(still[key], surface.mean) < 1e-9
        middle = (surface.mean[0] + whole[key][0]) / 2.0
        assert half[key][0] == pytest.approx(middle, abs=1e-9)
    moved = [math.dist(whole[key], surfaces[key].mean) for key in surfaces]
    assert sum(moved) > 1.3 * sum(math.dist(half[key], surfaces[key].mean) for key in surfaces)


def test_area_decides_which_color_is_the_ground() -> None:
    lab = lab_of(0.7, 0.07, 0.5)
    surfaces = {
        "wide": Surface(lab, 0.07, 60.0),
        "small": Surface(lab_of(0.69, 0.07, 0.6), 0.07, 4.0),
    }
    wanted = [lab_of(0.72, 0.03, 2.0), lab_of(0.68, 0.1, -1.0), lab_of(0.3, 0.05, 0.0)]
    means = recolored(surfaces, scheme_of_colors(wanted, 0), 1.0)
    assert chroma_of(means["wide"]) == pytest.approx(0.03, abs=0.002)
    assert chroma_of(means["small"]) == pytest.approx(0.1, abs=0.002)


def test_wood_stays_wood_and_a_chart_keeps_its_many_colors() -> None:
    oak = lab_of(0.6, 0.08, 1.1)
    surfaces = {
        "oak": Surface(oak, 0.08, 10.0, is_natural=True),
        "chart": Surface((0.6, 0.004, 0.003), 0.12, 10.0),
    }
    wanted = [lab_of(0.6, 0.13, -2.0)] * 3
    means = recolored(surfaces, scheme_of_colors(wanted, 0), 1.0)
    turn = nearest_turn(hue_of(oak), hue_of(means["oak"]))
    assert abs(turn) == pytest.approx(NATURAL_TURN)
    assert chroma_of(means["oak"]) <= 0.1
    assert chroma_of(means["chart"]) == pytest.approx(0.005)


def test_the_surface_of_samples() -> None:
    colors = np.array([[0.5, 0.5, 0.5], [0.9, 0.1, 0.1], [0.1, 0.1, 0.9], [2.0, np.nan, -1.0]])
    surface = surface_of(colors.astype(np.float32), 3.0)
    assert surface.area == 3.0
    assert surface.chroma > chroma_of(surface.mean)
    flat = surface_of(np.full((4, 3), 0.5, np.float32), 1.0)
    assert flat.is_grey
    assert flat.mean[0] == pytest.approx(0.7937, abs=1e-3)
