# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights to normals and back, the direction of green, and occlusion of known shapes."""

from __future__ import annotations

import numpy as np
import pytest

from addon.core.image import FloatArray
from addon.core.normals import (
    ambient_occlusion,
    decode_normal,
    encode_normal,
    flip_green,
    height_from_normal,
    normal_from_height,
    normalized,
    scaled_relief,
)

SHAPES = [(96, 128), (97, 64), (64, 65)]
SIZE = 2.0


def _waves(shape: tuple[int, int]) -> FloatArray:
    y, x = np.mgrid[: shape[0], : shape[1]]
    x, y = x / shape[1] * 2 * np.pi, y / shape[0] * 2 * np.pi
    return (0.01 * np.sin(2 * x) * np.cos(y) + 0.005 * np.cos(3 * y)).astype(np.float32)


def _hill(shape: tuple[int, int]) -> FloatArray:
    y, x = np.mgrid[: shape[0], : shape[1]] / shape[1]
    return (0.2 * x + 0.3 * (y - 0.3) ** 2 + 0.02 * np.sin(5 * x + 3 * y)).astype(np.float32)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("surface", "wrap"), [(_waves, True), (_hill, False), (_waves, False)])
def test_round_trip(surface: type, shape: tuple[int, int], wrap: bool) -> None:
    height = surface(shape)
    height -= height.mean()
    normal = normal_from_height(height, SIZE, wrap=wrap)
    back = height_from_normal(normal, SIZE, wrap=wrap)
    assert back.dtype == np.float32
    assert np.abs(back - height).max() < 0.012 * np.ptp(height)


@pytest.mark.parametrize("wrap", [False, True])
def test_metres(wrap: bool) -> None:
    """The same normals on a surface of twice the size are twice the height."""
    normal = normal_from_height(_waves((64, 64)), SIZE, wrap=wrap)
    once = height_from_normal(normal, 1.0, wrap=wrap)
    np.testing.assert_allclose(height_from_normal(normal, 2.0, wrap=wrap), 2.0 * once, rtol=1e-5)


def test_a_plane_is_found_without_wrap() -> None:
    normal = np.zeros((40, 60, 3), np.float32)
    normal[...] = np.array([-0.1, 0.2, 1.0]) / np.sqrt(1.05)
    height = height_from_normal(normal, 60.0, wrap=False)
    y, x = np.mgrid[:40, :60]
    plane = 0.1 * x + 0.2 * y
    assert np.abs(height - (plane - plane.mean())).max() < 0.35
    slope = np.polyfit(np.arange(20, 40), height[20, 20:40], 1)[0]
    assert slope == pytest.approx(0.1, rel=0.02)


def test_opengl_directions() -> None:
    """On a bump, normals point right on its right flank and up the picture on its upper flank."""
    y, x = np.mgrid[:65, :65] - 32.0
    bump = np.exp(-(x * x + y * y) / 100.0).astype(np.float32)
    normal = normal_from_height(bump, 65.0, wrap=False)
    assert normal[32, 40, 0] > 0.05
    assert normal[24, 32, 1] > 0.02
    assert normal[40, 32, 1] < -0.02
    np.testing.assert_allclose(flip_green(normal)[..., 1], -normal[..., 1])
    np.testing.assert_allclose(flip_green(flip_green(normal)), normal)


def test_unit_length_and_encoding() -> None:
    normal = np.random.default_rng(0).normal(size=(30, 20, 3)).astype(np.float32)
    normal[3, 4] = 0.0
    normalized(normal)
    np.testing.assert_allclose(np.linalg.norm(normal, axis=2), 1.0, atol=1e-6)
    assert normal[3, 4].tolist() == [0.0, 0.0, 1.0]
    encoded = encode_normal(normal)
    assert encoded.min() >= 0.0
    assert encoded.max() <= 1.0
    np.testing.assert_allclose(decode_normal(encoded), normal, atol=1e-6)


def test_strength_scales_the_height() -> None:
    height = _waves((64, 64))
    normal = normal_from_height(height, SIZE, wrap=True)
    expected = normal_from_height(height * np.float32(0.5), SIZE, wrap=True)
    np.testing.assert_allclose(scaled_relief(normal, 0.5), expected, atol=1e-6)


@pytest.mark.parametrize("wrap", [False, True])
def test_flat_ground_sees_the_whole_sky(wrap: bool) -> None:
    flat = np.full((40, 30), 0.7, np.float32)
    np.testing.assert_allclose(ambient_occlusion(flat, 1.0, wrap=wrap), 1.0)


def test_occlusion_of_a_groove() -> None:
    """Walls of 45 degrees on both sides leave half of the sky across, two thirds of it aslant."""
    height = np.zeros((128, 128), np.float32)
    distance = np.abs(np.arange(128) - 64)
    height[:] = np.minimum(distance, 6) / 128.0
    occlusion = ambient_occlusion(height, 1.0, wrap=True)
    assert occlusion[64, 64] == pytest.approx(0.25 * 1 + 0.25 * 0.5 + 0.5 * (2 / 3), abs=0.03)
    assert occlusion[64, 0] == pytest.approx(1.0, abs=1e-6)


def test_occlusion_of_a_large_field_is_that_of_a_small_one() -> None:
    y, x = np.mgrid[:1100, :1100] / 1100
    height = (0.03 * np.sin(2 * np.pi * 5 * x) * np.sin(2 * np.pi * 5 * y)).astype(np.float32)
    large = ambient_occlusion(height, 1.0, wrap=True)
    small = ambient_occlusion(height[::5, ::5], 1.0, wrap=True)
    assert large.shape == height.shape
    assert np.abs(large[::5, ::5] - small).mean() < 0.02
