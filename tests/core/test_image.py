# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixel value: what it accepts, its colours, and its sizes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.image import (
    ColorSpace,
    Extent,
    Image,
    as_color_space,
    as_rgb,
    linear_to_srgb,
    luminance,
    require_usable,
    resize,
    srgb_to_linear,
)


def _image(array: Any, space: ColorSpace = ColorSpace.SRGB) -> Image:
    return Image(np.asarray(array, np.float32), space)


def test_srgb_round_trip() -> None:
    values = np.linspace(0.0, 1.0, 1001, dtype=np.float32)
    np.testing.assert_allclose(linear_to_srgb(srgb_to_linear(values)), values, atol=1e-6)


@pytest.mark.parametrize(
    ("encoded", "linear"),
    [(0.0, 0.0), (1.0, 1.0), (0.5, 0.21404114), (0.04045, 0.0031308), (-1.0, 0.0)],
)
def test_srgb_values(encoded: float, linear: float) -> None:
    assert srgb_to_linear(np.array([encoded], np.float32))[0] == pytest.approx(linear, abs=1e-6)


def test_alpha_and_data_are_not_converted() -> None:
    image = _image(np.full((2, 2, 4), 0.5))
    linear = as_color_space(image, ColorSpace.LINEAR)
    assert linear.pixels[0, 0].tolist() == pytest.approx([0.21404] * 3 + [0.5], abs=1e-4)
    data = as_color_space(image, ColorSpace.DATA)
    np.testing.assert_array_equal(data.pixels, image.pixels)


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((2, 2, 3)),
        np.zeros((2, 2), np.float32),
        np.zeros((2, 2, 5), np.float32),
        np.zeros((0, 2, 3), np.float32),
        np.zeros((1, 40000, 1), np.float32),
    ],
)
def test_what_is_not_an_image(pixels: Any) -> None:
    with pytest.raises(InputError):
        Image(pixels, ColorSpace.SRGB)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_as_rgb(channels: int) -> None:
    pixels = np.random.default_rng(0).random((3, 4, channels), np.float32)
    rgb = as_rgb(Image(pixels, ColorSpace.SRGB)).pixels
    expected = pixels[..., :3] if channels >= 3 else np.repeat(pixels[..., :1], 3, axis=2)
    np.testing.assert_array_equal(rgb, expected)


def test_luminance_weighs_linear_light() -> None:
    green = _image(np.broadcast_to([0.0, 0.5, 0.0], (2, 2, 3)))
    np.testing.assert_allclose(luminance(green), 0.7152 * 0.21404114, rtol=1e-4)


@pytest.mark.parametrize(
    ("extent", "short", "expected"),
    [((200, 100), 50, (100, 50)), ((100, 300), 10, (10, 30)), ((1000, 1), 1, (1000, 1))],
)
def test_short_side(extent: tuple[int, int], short: int, expected: tuple[int, int]) -> None:
    assert Extent(*extent).with_short_side(short) == expected


@pytest.mark.parametrize(
    ("side", "multiple", "expected"), [(1, 16, 16), (16, 16, 16), (17, 16, 32)]
)
def test_rounded_up(side: int, multiple: int, expected: int) -> None:
    assert Extent(side, side).rounded_up(multiple) == (expected, expected)


@pytest.mark.parametrize("target", [(5, 3), (40, 30), (7, 64), (1, 1), (16, 12)])
def test_resize_keeps_constants_and_the_mean(target: tuple[int, int]) -> None:
    constant = _image(np.full((12, 16, 3), 0.3))
    np.testing.assert_allclose(resize(constant, Extent(*target)).pixels, 0.3, rtol=1e-5)
    assert resize(constant, Extent(*target)).extent == target


def test_resize_to_its_own_size_is_the_identity() -> None:
    pixels = np.random.default_rng(0).random((9, 11, 2), np.float32)
    np.testing.assert_allclose(resize(_image(pixels), Extent(11, 9)).pixels, pixels, atol=1e-6)


def test_resize_keeps_ramps_straight() -> None:
    ramp = _image(np.broadcast_to(np.linspace(0, 1, 64)[None, :, None], (8, 64, 1)))
    for width in (16, 200):
        out = resize(ramp, Extent(width, 8)).pixels[4, :, 0]
        steps = np.diff(out)[width // 8 : -width // 8]
        assert np.ptp(steps) < 0.1 * steps.mean()


def test_usable() -> None:
    broken = np.full((2, 2, 3), np.nan, np.float32)
    with pytest.raises(InputError, match="Photo"):
        require_usable(Image(broken, ColorSpace.LINEAR), "Photo")
    broken[0, 0] = 1.0
    assert np.isfinite(require_usable(Image(broken, ColorSpace.LINEAR), "Photo").pixels).all()
    with pytest.raises(InputError, match="2 x 2"):
        require_usable(_image(np.zeros((1, 5, 3))), "Photo")
