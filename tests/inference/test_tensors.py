# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures to tensors and back by the card's rules, exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from addon.core.card import InputRule, ModelCard, OutputRule, parse_card
from addon.core.errors import ModelError
from addon.core.image import ColorSpace, srgb_to_linear
from addon.inference.tensors import tensor_of, values_of

FLOAT = np.dtype(np.float32)
CARD = """
id = "t"
name = "T"
version = "1"
task = "material"
summary = "s"
license = "MIT"
commercial_use = true
files = [{ path = "m.onnx", sha256 = "%s", bytes = 1 }]
input = { %s }
[[outputs]]
name = "out"
%s
"""


def _card(rule: str = "", output: str = 'is = "roughness"') -> ModelCard:
    return parse_card(CARD % ("0" * 64, rule, output), "card.toml")


def _input(rule: str) -> InputRule:
    return _card(rule).input


def _output(output: str) -> tuple[ModelCard, OutputRule]:
    card = _card("", output)
    return card, card.outputs[0]


PIXEL = np.array([[[0.25, 0.5, 1.0]]], np.float32)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", [0.25, 0.5, 1.0]),
        ("range = [-1, 1]", [-0.5, 0.0, 1.0]),
        ("range = [0, 255]", [63.75, 127.5, 255.0]),
        ("mean = [0.25, 0.5, 0.5], std = [0.5, 0.25, 2]", [0.0, 0.0, 0.25]),
        ("channels = 1", [0.25 * 0.2126 + 0.5 * 0.7152 + 0.0722]),
        ('color_space = "linear"', srgb_to_linear(PIXEL).ravel().tolist()),
    ],
)
def test_input_rules(rule: str, expected: list[float]) -> None:
    tensor = tensor_of(PIXEL, ColorSpace.SRGB, _input(rule), FLOAT)
    assert tensor.shape == (1, len(expected), 1, 1)
    assert tensor.flags.c_contiguous
    np.testing.assert_allclose(tensor.ravel(), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_any_number_of_channels_goes_in(channels: int) -> None:
    pixels = np.random.default_rng(0).random((4, 5, channels), np.float32)
    tensor = tensor_of(pixels, ColorSpace.SRGB, _input(""), FLOAT)
    expected = pixels[..., :3] if channels > 2 else pixels[..., :1].repeat(3, axis=2)
    np.testing.assert_array_equal(tensor[0].transpose(1, 2, 0), expected)


def test_bright_and_broken_pixels_stay_in_range() -> None:
    pixels = np.array([[[np.nan, np.inf, 7.0], [-3.0, 0.5, 0.5]]], np.float32)
    tensor = tensor_of(pixels, ColorSpace.LINEAR, _input(""), FLOAT)
    assert tensor[0, :, 0, 0].tolist() == [0.0, 0.0, 1.0]
    assert tensor.min() == 0.0


def test_half_precision() -> None:
    assert tensor_of(PIXEL, ColorSpace.SRGB, _input(""), np.dtype(np.float16)).dtype == np.float16


@pytest.mark.parametrize(
    ("output", "given", "expected"),
    [
        ('is = "roughness"', [0.3], [0.3]),
        ('is = "roughness"', [1.7], [1.0]),
        ('is = "metallic"\nrange = [-1, 1]', [0.0], [0.5]),
        ('is = "base_color"', [0.5, 0.0, 1.0], [0.21404114, 0.0, 1.0]),
        ('is = "base_color"\ncolor_space = "linear"', [0.5, 0.0, 1.0], [0.5, 0.0, 1.0]),
        ('is = "normal"', [0.5, -0.5, 1.0], [0.5, -0.5, 1.0]),
        ('is = "normal"\nrange = [0, 1]', [0.75, 0.25, 1.0], [0.5, -0.5, 1.0]),
        ('is = "normal"\nconvention = "DirectX"', [0.5, -0.5, 1.0], [0.5, 0.5, 1.0]),
        ('is = "height"\nrange = [0, 2]', [3.0], [1.5]),
        ('is = "roughness"\nchannels = [1, 2]', [9.0, 0.3, 9.0], [0.3]),
        ('is = "roughness"\nchannels = [2, 3]', [9.0, 0.3, 0.4], [0.4]),
    ],
)
def test_output_rules(output: str, given: list[float], expected: list[float]) -> None:
    card, rule = _output(output)
    array = np.array(given, np.float32).reshape(1, -1, 1, 1)
    values = values_of(card, rule, array)
    assert values.dtype == np.float32
    np.testing.assert_allclose(values[0, 0], expected, atol=1e-6)
    assert array.ravel().tolist() == pytest.approx(given)


def test_rows_and_columns_stay_where_they_are() -> None:
    card, rule = _output('is = "roughness"')
    array = np.random.default_rng(0).random((1, 1, 3, 5), np.float32)
    np.testing.assert_array_equal(values_of(card, rule, array)[..., 0], array[0, 0])


def test_depth_may_lack_the_channel_axis() -> None:
    card, rule = _output('is = "roughness"')
    depth = replace(rule, kind=type(rule.kind)("depth"))
    assert values_of(card, depth, np.ones((1, 3, 5), np.float32)).shape == (3, 5, 1)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_not_finite(bad: float) -> None:
    card, rule = _output('is = "roughness"')
    with pytest.raises(ModelError, match="not finite for roughness"):
        values_of(card, rule, np.full((1, 1, 2, 2), bad, np.float32))


@pytest.mark.parametrize("shape", [(1, 2), (2, 1, 4, 4), (1, 2, 4, 4), (1, 1, 1, 4, 4)])
def test_a_shape_that_is_no_map(shape: tuple[int, ...]) -> None:
    card, rule = _output('is = "roughness"')
    with pytest.raises(ModelError, match="The model t g"):
        values_of(card, rule, np.ones(shape, np.float32))
