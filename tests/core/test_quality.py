# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of known maps, seams made to meet, and edges followed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from addon.core.guided import box_mean, guided_upsample
from addon.core.image import ColorSpace, FloatArray, Image
from addon.core.maps import MapKind, MaterialMaps
from addon.core.quality import Level, badges, measure_maps, quality_warnings, seam_step
from addon.core.residual_light import light_falloff, shading_correlation
from addon.core.seamless import make_seamless


def _image(pixels: NDArray[Any]) -> Image:
    return Image(np.asarray(pixels, np.float32), ColorSpace.DATA)


def _maps(level: float = 0.5) -> MaterialMaps:
    normal = np.zeros((8, 8, 3))
    normal[..., 2] = 1.0
    height = np.linspace(-0.01, 0.02, 64).reshape(8, 8, 1)
    rough = np.tile([[[0.4], [0.6]]], (8, 4, 1))
    return MaterialMaps(
        {
            MapKind.BASE_COLOR: _image(np.full((8, 8, 3), level)),
            MapKind.NORMAL: _image(normal),
            MapKind.ROUGHNESS: _image(rough),
            MapKind.HEIGHT: _image(height),
        }
    )


def test_figures_of_good_maps() -> None:
    quality = measure_maps(_maps(), seamless=True)
    assert quality["seam_step"] == 1.0
    assert quality["base_color_plausible"] == 1.0
    assert quality["normal_unit_error"] < 1e-6
    assert quality["normal_facing"] == 1.0
    assert quality["roughness_std"] == pytest.approx(0.1, abs=1e-5)
    assert quality["height_range_m"] == pytest.approx(0.03, rel=0.02)
    assert quality_warnings(quality) == ()
    assert "seam_step" not in measure_maps(_maps(), seamless=False)


@pytest.mark.parametrize(
    ("quality", "word"),
    [
        ({"seam_step": 1.2}, "seam"),
        ({"base_color_plausible": 0.5}, "base color"),
        ({"normal_facing": 0.9}, "normals"),
        ({"normal_unit_error": 0.1}, "normals"),
        ({"height_range_m": 0.0}, "relief"),
    ],
)
def test_each_warning_is_a_sentence(quality: dict[str, float], word: str) -> None:
    (warning,) = quality_warnings(quality)
    assert word in warning
    assert warning.endswith(".")


def test_badges_of_good_maps_are_good() -> None:
    found = badges(measure_maps(_maps(), seamless=True))
    assert {each.level for each in found} == {Level.GOOD}
    assert {each.map for each in found} == set(_maps())


@pytest.mark.parametrize(
    ("figure", "kind", "fair", "poor"),
    [
        ("light_falloff_stops", MapKind.BASE_COLOR, 0.7, 2.0),
        ("light_shading", MapKind.BASE_COLOR, 0.5, 0.9),
        ("roughness_std", MapKind.ROUGHNESS, 0.002, 0.0),
        ("roughness_plausible", MapKind.ROUGHNESS, 0.5, 0.1),
        ("metallic_decided", MapKind.METALLIC, 0.7, 0.1),
        ("normal_facing", MapKind.NORMAL, 0.995, 0.5),
        ("height_share", MapKind.HEIGHT, 0.3, 0.9),
        ("occlusion_mean", MapKind.AMBIENT_OCCLUSION, 0.4, 0.1),
    ],
)
def test_a_badge_names_its_map_and_says_what_to_do(
    figure: str, kind: MapKind, fair: float, poor: float
) -> None:
    for value, level in ((fair, Level.FAIR), (poor, Level.POOR)):
        (badge,) = badges({figure: value})
        assert (badge.map, badge.level, badge.value) == (kind, level, value)
        assert ";" in badge.sentence and badge.sentence.endswith(".")


def test_a_seam_on_a_line_of_the_pattern_is_fair() -> None:
    (badge,) = badges({"seam_step": 5.0, "seam_excess": 1.0})
    assert badge.level is Level.FAIR
    (badge,) = badges({"seam_step": float("inf"), "seam_excess": float("inf")})
    assert badge.level is Level.POOR
    assert badge.to_values()["value"] is None


def test_light_left_in_a_base_color_is_found() -> None:
    random = np.random.default_rng(0)
    normal = np.dstack([random.normal(0.0, 0.2, (64, 64, 2)), np.ones((64, 64))]).astype(np.float32)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    paint = (0.4 + 0.05 * random.random((64, 64, 1)) * np.ones(3)).astype(np.float32)
    sun = np.array([-0.6, 0.3, 0.75], np.float32)
    lit = paint * (normal @ sun)[..., None]
    assert shading_correlation(paint, normal) < 0.1
    assert shading_correlation(lit, normal) > 0.9
    fading = paint * np.linspace(0.5, 2.0, 64, dtype=np.float32)[None, :, None]
    assert light_falloff(paint) < 0.05
    assert light_falloff(fading) == pytest.approx(2.0, abs=0.2)


def test_a_flat_surface_has_no_shading() -> None:
    maps = _maps()
    color, normal = maps[MapKind.BASE_COLOR].pixels, maps[MapKind.NORMAL].pixels
    assert shading_correlation(color, normal) == 0.0


def test_implausible_color() -> None:
    assert measure_maps(_maps(0.01), seamless=False)["base_color_plausible"] == 0.0


def test_seam_step_of_known_pictures() -> None:
    ramp = np.broadcast_to(np.arange(10.0)[None, :, None], (10, 10, 1)).astype(np.float32)
    assert seam_step(ramp) == pytest.approx(9.0)
    wave = np.sin(np.arange(100) / 100 * 2 * np.pi)[:, None, None] * np.ones((1, 4, 1))
    assert seam_step(wave.astype(np.float32)) < 1.7
    assert seam_step(np.ones((4, 4, 1), np.float32)) == 1.0
    half = np.ones((4, 4, 1), np.float32)
    half[:, 0] = 0.0
    assert seam_step(half) > 1.1


def _bricks(width: int, height: int) -> FloatArray:
    y, x = np.mgrid[:height, :width]
    row = y // 20
    joint = (y % 20 < 3) | ((x + 25 * (row % 2)) % 50 < 3)
    noise = np.random.default_rng(0).normal(0.0, 0.03, (height, width))
    brick = 0.4 + 0.1 * np.sin(x // 50 * 7.0 + row * 3.0)
    return np.where(joint, 0.8, brick + noise)[..., None].repeat(3, axis=2).astype(np.float32)


def _noise(width: int, height: int) -> FloatArray:
    return np.random.default_rng(1).random((height, width, 3), np.float32) ** 2


@pytest.mark.parametrize(("width", "height"), [(333, 270), (256, 256), (64, 400)])
@pytest.mark.parametrize("surface", [_bricks, _noise])
def test_seamless_edges_meet(surface: type, width: int, height: int) -> None:
    image = _image(surface(width, height))
    made = make_seamless(image)
    assert made.extent == image.extent
    assert seam_step(made.pixels) <= 1.1
    assert made.pixels.std() == pytest.approx(image.pixels.std(), rel=0.2)


def test_seamless_leaves_the_picture_itself_alone() -> None:
    image = _image(_bricks(200, 100))
    before = image.pixels.copy()
    make_seamless(image)
    np.testing.assert_array_equal(image.pixels, before)


@pytest.mark.parametrize("side", [2, 3, 7, 12])
def test_seamless_of_tiny_pictures(side: int) -> None:
    assert np.isfinite(make_seamless(_image(_noise(side, side))).pixels).all()


def test_box_mean_is_the_mean_of_a_box() -> None:
    values = np.random.default_rng(0).random((9, 12))
    mean = box_mean(values, 2)
    assert mean[4, 5] == pytest.approx(values[2:7, 3:8].mean())
    assert mean[0, 0] == pytest.approx(values[:3, :3].mean())
    np.testing.assert_allclose(box_mean(np.full((5, 3), 0.25), 4), 0.25)


def test_guided_upsample_moves_edges_to_those_of_the_guide() -> None:
    guide = np.full((160, 160, 3), 0.2, np.float32)
    guide[:, 90:] = 0.8
    coarse = np.where(np.arange(20) < 11, 1.0, 5.0)[None, :].repeat(20, axis=0).astype(np.float32)
    fine = guided_upsample(coarse, Image(guide, ColorSpace.SRGB))
    assert fine.shape == (160, 160)
    assert np.abs(np.diff(fine[80])).argmax() == 89
    assert fine[80, 20] == pytest.approx(1.0, abs=0.2)
    assert fine[80, 140] == pytest.approx(5.0, abs=0.2)


def test_guided_upsample_of_a_plain_guide_is_smooth() -> None:
    coarse = np.linspace(0, 1, 16, dtype=np.float32)[None, :].repeat(16, axis=0)
    fine = guided_upsample(coarse, _image(np.full((64, 64, 3), 0.5)))
    assert np.diff(fine[32, 8:-8]).min() > 0.0
