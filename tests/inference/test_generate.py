# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A request and a picture to a result, through real sessions on tiny models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from addon.core.errors import Cancelled, InputError
from addon.core.image import ColorSpace, Extent, FloatArray, Image, srgb_to_linear
from addon.core.maps import MapKind
from addon.core.normals import normal_from_height
from addon.core.progress import CancelToken, SilentReporter
from addon.core.quality import seam_step
from addon.core.request import Capture, GenerationRequest, GenerationResult, Task
from addon.inference.generate import generate
from addon.inference.session import CPU, SessionCache
from addon.inference.store import InstalledModel
from tests.inference import tiny_models as tiny

INPUT = 'task = "material"\n[input]\nsize_multiple = 8\n[tiling]\ntile = 64\noverlap = 16\n'
PACKED = INPUT + "".join(
    f'[[outputs]]\nname = "out"\nis = "{kind}"\nchannels = [{start}, {stop}]\n'
    for kind, start, stop in (
        ("base_color", 0, 3),
        ("normal", 3, 6),
        ("roughness", 6, 7),
        ("metallic", 7, 8),
    )
)
# Base color is the picture, the normal leans with red and green, roughness is blue.
WEIGHTS = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0.5, 0, 0],
    [0, 0.5, 0],
    [0, 0, 0],
    [0, 0, 0.5],
    [0, 0, 0],
]
BIAS = [0, 0, 0, -0.25, -0.25, 1, 0.25, 0]
DEPTH = """task = "depth"
[input]
short_side = 64
size_multiple = 8
[[outputs]]
name = "out"
is = "depth"
"""


@pytest.fixture
def material(tmp_path: Path) -> InstalledModel:
    return tiny.install(tmp_path / "packed", tiny.pointwise(WEIGHTS, BIAS), PACKED)


def _picture(width: int = 150, height: int = 101) -> FloatArray:
    """A smooth pattern with grain."""
    y, x = np.mgrid[:height, :width]
    waves = [0.5 + 0.2 * np.sin(x / 9 + y / (20 + 5 * k) + k) for k in range(3)]
    grain = np.random.default_rng(0).normal(0.0, 0.03, (height, width, 3))
    return np.clip(np.stack(waves, axis=2) + grain, 0.0, 1.0).astype(np.float32)


def _generate(
    model: InstalledModel,
    pixels: FloatArray,
    *,
    task: Task = Task.MATERIAL,
    depth: FloatArray | None = None,
    cancel: CancelToken | None = None,
    reporter: SilentReporter | None = None,
    space: ColorSpace = ColorSpace.SRGB,
    **options: Any,
) -> GenerationResult:
    capture = Capture(color=Image(pixels, space), depth=depth, source="photo.png")
    request = GenerationRequest(task=task, **options)
    sessions = SessionCache()
    return generate(
        request, capture, model, sessions, reporter or SilentReporter(), cancel or CancelToken()
    )


def test_maps_are_what_the_network_gives(material: InstalledModel) -> None:
    pixels = _picture()
    result = _generate(material, pixels)
    assert result.maps is not None
    maps = {kind: result.maps[kind].pixels for kind in result.maps}
    assert set(maps) == set(MapKind)
    np.testing.assert_allclose(maps[MapKind.BASE_COLOR], srgb_to_linear(pixels), atol=1e-5)
    np.testing.assert_allclose(maps[MapKind.ROUGHNESS], pixels[..., 2:] * 0.5 + 0.25, atol=1e-5)
    assert not maps[MapKind.METALLIC].any()
    lean = np.dstack(
        [pixels[..., 0] * 0.5 - 0.25, pixels[..., 1] * 0.5 - 0.25, np.ones((101, 150))]
    )
    expected = lean / np.linalg.norm(lean, axis=2, keepdims=True)
    np.testing.assert_allclose(maps[MapKind.NORMAL], expected, atol=1e-5)
    assert np.ptp(maps[MapKind.HEIGHT]) > 0.0
    assert 0.0 < maps[MapKind.AMBIENT_OCCLUSION].min() <= 1.0
    assert result.maps[MapKind.BASE_COLOR].color_space is ColorSpace.LINEAR
    # The network of the test takes the normal from the colours, which looks like baked light.
    assert [w for w in result.warnings if "as shading does" not in w] == []


def test_the_result_says_how_it_was_made(material: InstalledModel) -> None:
    result = _generate(material, _picture(), model_id="")
    assert result.request.model_id == "packed"
    assert result.model.sha256 == material.card.files[0].sha256
    assert result.provider.used == CPU
    assert result.runtime.startswith("onnxruntime ")
    steps = ("open", "preprocess", "run", "postprocess")
    assert sum(result.seconds[step] for step in steps) == pytest.approx(result.seconds["total"])
    assert all(seconds >= 0.0 for seconds in result.seconds.values())
    assert result.quality["normal_unit_error"] < 1e-5


def test_the_same_again_is_the_same_bits(material: InstalledModel) -> None:
    first, second = (_generate(material, _picture(), seamless=True) for _ in range(2))
    assert first.maps is not None
    assert second.maps is not None
    for kind in first.maps:
        np.testing.assert_array_equal(first.maps[kind].pixels, second.maps[kind].pixels)


@pytest.mark.parametrize("extent", [(150, 101), (40, 40), (300, 64)])
def test_seamless_maps_repeat(material: InstalledModel, extent: tuple[int, int]) -> None:
    result = _generate(material, _picture(*extent), seamless=True)
    assert result.maps is not None
    assert result.maps.extent == extent
    assert result.quality["seam_step"] <= 1.1
    # The derived maps repeat too.
    assert seam_step(result.maps[MapKind.AMBIENT_OCCLUSION].pixels) < 1.5


def test_seamless_shows_the_network_a_repeating_picture(tmp_path: Path) -> None:
    """A network that looks around sees the far edge, not a border."""
    card = INPUT + '[[outputs]]\nname = "out"\nis = "base_color"\ncolor_space = "linear"\n'
    model = tiny.install(tmp_path / "blur", tiny.blur(3, 5), card)
    flat = np.full((90, 90, 3), 0.5, np.float32)
    flat[::7] += 0.1
    result = _generate(model, flat, seamless=True)
    assert result.maps is not None
    color = result.maps[MapKind.BASE_COLOR].pixels
    assert color.min() > 0.49


@pytest.mark.parametrize(
    ("pixels", "space"),
    [
        (_picture(60, 40)[..., :1], ColorSpace.SRGB),
        (np.dstack([_picture(60, 40), np.zeros((40, 60, 1), np.float32)]), ColorSpace.SRGB),
        (_picture(2, 2), ColorSpace.SRGB),
        (_picture(3, 90), ColorSpace.SRGB),
        (_picture(60, 40) * np.float32(50.0), ColorSpace.LINEAR),
    ],
)
def test_any_picture(material: InstalledModel, pixels: FloatArray, space: ColorSpace) -> None:
    for seamless in (False, True):
        result = _generate(material, np.ascontiguousarray(pixels), space=space, seamless=seamless)
        assert result.maps is not None
        assert result.maps.extent == (pixels.shape[1], pixels.shape[0])
        assert all(np.isfinite(result.maps[kind].pixels).all() for kind in result.maps)


def test_pixels_that_are_not_finite_do_no_harm(material: InstalledModel) -> None:
    pixels = _picture()
    pixels[10:14, 20] = np.nan
    result = _generate(material, pixels, space=ColorSpace.LINEAR)
    assert result.maps is not None
    assert all(np.isfinite(result.maps[kind].pixels).all() for kind in result.maps)


@pytest.mark.parametrize(
    ("pixels", "words"),
    [
        (np.full((4, 4, 3), np.nan, np.float32), "photo.png holds no valid pixel"),
        (np.ones((1, 1, 3), np.float32), "photo.png is 1 x 1 pixels"),
    ],
)
def test_pictures_that_cannot_be_used(
    material: InstalledModel, pixels: FloatArray, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        _generate(material, pixels)


def test_another_size(material: InstalledModel) -> None:
    result = _generate(material, _picture(), extent=Extent(64, 48))
    assert result.maps is not None
    assert result.maps.extent == (64, 48)


def test_strength_and_size_scale_the_relief(material: InstalledModel) -> None:
    def height(**options: Any) -> FloatArray:
        result = _generate(material, _picture(), **options)
        assert result.maps is not None
        return result.maps[MapKind.HEIGHT].pixels

    once = height()
    np.testing.assert_allclose(height(strength=0.5), once * 0.5, atol=1e-6)
    np.testing.assert_allclose(height(size_m=3.0), once * 3.0, rtol=1e-4, atol=1e-6)
    assert not height(strength=0.0).any()


def test_a_model_that_gives_little_says_what_is_assumed(tmp_path: Path) -> None:
    card = INPUT + '[[outputs]]\nname = "out"\nis = "height"\n'
    model = tiny.install(tmp_path / "height", tiny.pointwise([[0.2, 0.6, 0.2]], [0.0]), card)
    result = _generate(model, _picture())
    assert result.maps is not None
    assert set(result.maps) == set(MapKind)
    np.testing.assert_allclose(result.maps[MapKind.ROUGHNESS].pixels, 0.5)
    told = " ".join(result.warnings)
    for word in ("base color", "roughness", "metallic", "height without a scale"):
        assert word in told
    height = result.maps[MapKind.HEIGHT].pixels[..., 0]
    expected = normal_from_height(height, 1.0, wrap=False)
    np.testing.assert_allclose(result.maps[MapKind.NORMAL].pixels, expected, atol=1e-4)


@pytest.mark.parametrize("does_agree", [True, False])
def test_height_takes_its_scale_from_the_normals(does_agree: bool, tmp_path: Path) -> None:
    """The picture carries slopes in red and green and, without a scale, the height in blue."""
    card = INPUT + (
        '[[outputs]]\nname = "out"\nis = "normal"\nchannels = [0, 3]\n'
        '[[outputs]]\nname = "out"\nis = "height"\nchannels = [3, 4]\n'
    )
    weights = [[2, 0, 0], [0, 2, 0], [0, 0, 0], [0, 0, 1]]
    model = tiny.install(tmp_path / "both", tiny.pointwise(weights, [-1, -1, 1, 0]), card)
    y, x = np.mgrid[:80, :80] / 80
    height = (0.05 * np.sin(2 * np.pi * x) * np.cos(2 * np.pi * y)).astype(np.float32)
    normal = normal_from_height(height, 1.0, wrap=False)
    blue = height / 0.1 + 0.5 if does_agree else np.random.default_rng(0).random((80, 80))
    slopes = normal[..., :2] / normal[..., 2:] * 0.5 + 0.5
    result = _generate(model, np.dstack([slopes, blue]).astype(np.float32))
    assert result.maps is not None
    given = result.maps[MapKind.HEIGHT].pixels[..., 0]
    np.testing.assert_allclose(given, height, atol=0.003)


def test_fixed_size_models_run_in_tiles_of_it(tmp_path: Path) -> None:
    card = 'task = "material"\n[input]\nfixed = [32, 32]\n'
    card += '[[outputs]]\nname = "out"\nis = "roughness"\n'
    model = tiny.install(tmp_path / "fixed", tiny.pointwise([[0, 1, 0]], [0], side=32), card)
    for extent in ((150, 101), (20, 9)):
        pixels = _picture(*extent)
        result = _generate(model, pixels)
        assert result.maps is not None
        np.testing.assert_allclose(
            result.maps[MapKind.ROUGHNESS].pixels, pixels[..., 1:2], atol=1e-5
        )


class _Listener(SilentReporter):
    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        self.heard: list[tuple[float, str]] = []
        self._then = then

    def progress(self, fraction: float, text: str) -> None:
        self.heard.append((fraction, text))
        if text.startswith("Tile 2"):
            self._then()


def test_progress_never_falls(material: InstalledModel) -> None:
    listener = _Listener()
    _generate(material, _picture(), seamless=True, reporter=listener)
    fractions = [fraction for fraction, _ in listener.heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_cancel_between_tiles(material: InstalledModel) -> None:
    cancel = CancelToken()
    listener = _Listener(cancel.cancel)
    with pytest.raises(Cancelled):
        _generate(material, _picture(), cancel=cancel, reporter=listener)
    tiles = [text for _, text in listener.heard if text.startswith("Tile")]
    assert tiles == ["Tile 1 of 6", "Tile 2 of 6"]


def _depth_model(folder: Path, kind: str = "relative_inverse", card: str = DEPTH) -> InstalledModel:
    data = tiny.pointwise([[0.0, 1.0, 0.0]], [0.2])
    return tiny.install(folder / "depth", data, card + f'depth = "{kind}"\n')


def _room(width: int = 160, height: int = 120) -> tuple[FloatArray, FloatArray]:
    """A picture whose green is the inverse depth of a scene, and the scene's metres."""
    y, x = np.mgrid[:height, :width]
    inverse = 0.2 + 0.5 * y / height + 0.2 * (x > width / 2)
    picture = np.repeat(inverse[..., None], 3, axis=2).astype(np.float32)
    return picture, (1.0 / (0.1 + 0.4 * inverse)).astype(np.float32)


def test_depth_is_fitted_to_the_scene(tmp_path: Path) -> None:
    picture, metres = _room()
    metres[:5] = np.inf
    result = _generate(_depth_model(tmp_path), picture, task=Task.DEPTH, depth=metres)
    assert result.depth is not None
    assert result.depth.metres is not None
    assert result.depth.inverse_depth.dtype == np.float32
    assert result.depth.metres.shape == metres.shape
    assert result.quality["abs_rel"] < 0.01
    assert result.quality["abs_rel"] < result.quality["plane_abs_rel"]
    assert result.quality["scale"] == pytest.approx(0.4, rel=0.05)
    assert result.quality["inliers"] > 0.99
    assert result.warnings == ()


def test_depth_of_a_photo_is_relative(tmp_path: Path) -> None:
    picture, _ = _room()
    result = _generate(_depth_model(tmp_path), picture, task=Task.DEPTH)
    assert result.depth is not None
    assert result.depth.metres is None
    assert result.quality == {}
    expected = picture[..., 1] + 0.2
    assert np.abs(result.depth.inverse_depth - expected).mean() < 0.01


def test_edges_lie_where_the_picture_has_them(tmp_path: Path) -> None:
    picture, _ = _room(640, 480)
    result = _generate(_depth_model(tmp_path), picture, task=Task.DEPTH)
    assert result.depth is not None
    steps = np.abs(np.diff(result.depth.inverse_depth[240]))
    assert abs(int(steps.argmax()) - 320) <= 1


@pytest.mark.parametrize("kind", ["relative", "metric"])
def test_depth_the_other_way_round(kind: str, tmp_path: Path) -> None:
    picture, _ = _room()
    result = _generate(_depth_model(tmp_path, kind), picture, task=Task.DEPTH)
    assert result.depth is not None
    away = picture[..., 1] + 0.2
    assert np.corrcoef(result.depth.inverse_depth.ravel(), away.ravel())[0, 1] < -0.8
    assert (result.depth.metres is None) is (kind == "relative")
    if result.depth.metres is not None:
        assert np.abs(result.depth.metres - away).mean() < 0.02


@pytest.mark.parametrize(
    "rule",
    [
        "fixed = [48, 32]",
        "size_multiple = 32",
        "size_multiple = 16\n[tiling]\ntile = 64\noverlap = 16",
    ],
)
def test_depth_sizes(rule: str, tmp_path: Path) -> None:
    card = f'task = "depth"\n[input]\n{rule}\n[[outputs]]\nname = "out"\nis = "depth"\n'
    picture, _ = _room(157, 91)
    result = _generate(_depth_model(tmp_path, card=card), picture, task=Task.DEPTH)
    assert result.depth is not None
    assert result.depth.inverse_depth.shape == (91, 157)
    assert np.abs(result.depth.inverse_depth - picture[..., 1] - 0.2).mean() < 0.02


def test_a_scene_without_depth_is_a_warning(tmp_path: Path) -> None:
    picture, metres = _room()
    sky = np.full_like(metres, np.inf)
    result = _generate(_depth_model(tmp_path), picture, task=Task.DEPTH, depth=sky)
    assert result.depth is not None
    assert result.depth.metres is None
    assert len(result.warnings) == 1


def test_an_estimate_worse_than_a_plane_is_a_warning(tmp_path: Path) -> None:
    picture, metres = _room()
    noise = np.random.default_rng(0).random(picture.shape, np.float32)
    result = _generate(_depth_model(tmp_path), noise, task=Task.DEPTH, depth=metres)
    assert "no better than a plane" in " ".join(result.warnings)


def test_variations_need_no_model(material: InstalledModel) -> None:
    with pytest.raises(InputError, match="without a model"):
        _generate(material, _picture(), task=Task.VARIATIONS)
