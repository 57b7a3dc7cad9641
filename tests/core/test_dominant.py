# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours a picture is made of."""

from __future__ import annotations

import numpy as np

from addon.core.dominant import dominant_colors, mean_color
from addon.core.image import ColorSpace, Image, as_color_space

BRICK, MORTAR, MOSS = (0.30, 0.09, 0.05), (0.60, 0.58, 0.52), (0.08, 0.14, 0.03)


def striped(*shares: tuple[tuple[float, float, float], int]) -> Image:
    """Columns of colours with a little noise."""
    rng = np.random.default_rng(5)
    columns = np.concatenate([np.tile(color, (width, 1)) for color, width in shares])
    pixels = np.tile(columns, (60, 1, 1)) * rng.normal(1.0, 0.05, (60, len(columns), 1))
    return Image(pixels.astype(np.float32), ColorSpace.LINEAR)


def test_colors_come_by_share() -> None:
    found = dominant_colors(striped((MORTAR, 25), (BRICK, 60), (MOSS, 15)))
    assert len(found) == 3
    for color, wanted in zip(found, (BRICK, MORTAR, MOSS), strict=True):
        assert np.allclose(color, wanted, atol=0.05)


def test_one_color_is_one() -> None:
    assert len(dominant_colors(striped((BRICK, 60)))) == 1


def test_specks_are_no_color() -> None:
    assert len(dominant_colors(striped((BRICK, 99), (MORTAR, 1)))) == 1


def test_the_space_of_the_picture_does_not_matter() -> None:
    linear = striped((BRICK, 30), (MORTAR, 30))
    encoded = as_color_space(linear, ColorSpace.SRGB)
    assert np.allclose(dominant_colors(encoded)[0], dominant_colors(linear)[0], atol=1e-3)
    assert np.allclose(mean_color(encoded), mean_color(linear), atol=1e-3)


def test_tiny_and_grey_pictures() -> None:
    grey = Image(np.full((2, 2, 1), 0.5, np.float32), ColorSpace.LINEAR)
    assert dominant_colors(grey) == ((0.5, 0.5, 0.5),)
