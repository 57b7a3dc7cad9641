# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards: what a whole one gives, and one sentence for each way to write a broken one."""

from __future__ import annotations

import pytest

from addon.core.card import DepthKind, ModelTask, NormalConvention, OutputKind, parse_card
from addon.core.errors import ModelError
from addon.core.image import ColorSpace, Extent
from addon.core.maps import MapKind

WHOLE = f"""
id = "material-mini"
name = "Material Mini"
version = "0.1.0"
task = "material"
summary = "Maps from a photo."
license = "CC0-1.0"
commercial_use = true
training_data = "Our own renders."
[[files]]
path = "model.onnx"
sha256 = "{"aB" * 32}"
bytes = 123
[input]
name = "image"
channels = 3
color_space = "linear"
range = [-1, 1]
mean = [0.1, 0.2, 0.3]
std = [1, 2, 3]
size_multiple = 16
[tiling]
tile = 512
overlap = 64
[[outputs]]
name = "normal"
is = "normal"
channels = [0, 3]
convention = "DirectX"
[[outputs]]
name = "color"
is = "base_color"
color_space = "linear"
[[measured]]
data = "48 renders"
metric = "degrees"
value = 7.1
baseline = 9
baseline_name = "flat"
"""

DEPTH = """
id = "d"
name = "D"
version = "1"
task = "depth"
summary = "s"
license = "MIT"
commercial_use = false
files = [{ path = "a/b.onnx", sha256 = "%s", bytes = 1 }]
outputs = [{ name = "d", is = "depth", depth = "metric" }]
[input]
fixed = [320, 240]
""" % ("0" * 64)


def test_a_whole_card() -> None:
    card = parse_card(WHOLE, "card.toml")
    assert (card.id, card.task, card.commercial_use) == ("material-mini", ModelTask.MATERIAL, True)
    assert card.files[0].sha256 == "ab" * 32
    assert card.input.color_space is ColorSpace.LINEAR
    assert card.input.range == (-1.0, 1.0)
    assert card.input.std == (1.0, 2.0, 3.0)
    assert card.tiling is not None
    assert (card.tiling.tile, card.tiling.overlap) == (512, 64)
    normal, color = card.outputs
    assert (normal.kind, normal.channels, normal.range) == (OutputKind.NORMAL, (0, 3), (-1.0, 1.0))
    assert normal.convention is NormalConvention.DIRECTX
    assert (color.kind.map_kind, color.channels) == (MapKind.BASE_COLOR, None)
    assert card.measured[0].baseline == 9.0


def test_defaults() -> None:
    card = parse_card(DEPTH, "card.toml")
    assert card.input.name == ""
    assert (card.input.channels, card.input.size_multiple) == (3, 1)
    assert card.input.color_space is ColorSpace.SRGB
    assert card.input.fixed == Extent(320, 240)
    assert card.outputs[0].depth is DepthKind.METRIC
    assert card.tiling is None
    assert card.measured == ()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "material-mini"', 'id = "../evil"', "id"),
        ('name = "Material Mini"', "name = 5", "name"),
        ('version = "0.1.0"\n', "", "version"),
        ('task = "material"', 'task = "magic"', "task"),
        ("commercial_use = true", 'commercial_use = "yes"', "commercial_use"),
        ("summary =", "sumary =", "summary"),
        ('path = "model.onnx"', 'path = "../model.onnx"', "files[0].path"),
        ('path = "model.onnx"', 'path = "/model.onnx"', "files[0].path"),
        ('path = "model.onnx"', 'path = "C:model.onnx"', "files[0].path"),
        ('sha256 = "aB', 'sha256 = "xx', "files[0].sha256"),
        ("bytes = 123", "bytes = 0", "files[0].bytes"),
        ("bytes = 123", "bytes = true", "files[0].bytes"),
        ("channels = 3\n", "channels = 4\n", "input.channels"),
        ("range = [-1, 1]", "range = [1, -1]", "input.range"),
        ("range = [-1, 1]", "range = [nan, 1]", "input.range"),
        ("std = [1, 2, 3]", "std = [1, 0, 3]", "input.std"),
        ("std = [1, 2, 3]", "std = [1, 2]", "input.std"),
        ("size_multiple = 16", "size_multiple = 0", "input.size_multiple"),
        ("size_multiple = 16", "size_multiple = 16\nshort_sid = 2", "input.short_sid"),
        ('color_space = "linear"\nrange', 'color_space = "data"\nrange', "input.color_space"),
        ("overlap = 64", "overlap = 400", "tiling.overlap"),
        ("tile = 512", "tile = 500", "tiling.tile"),
        ('is = "normal"', 'is = "bump"', "outputs[0].is"),
        ("channels = [0, 3]", "channels = [0, 2]", "outputs[0].channels"),
        ('convention = "DirectX"', 'convention = "GL"', "outputs[0].convention"),
        ('is = "base_color"', 'is = "normal"', "same thing"),
        ("value = 7.1", "value = inf", "measured[0].value"),
        ("size_multiple = 16", "size_multiple = 16\nshort_side = 99", "[tiling]"),
        ("size_multiple = 16", "size_multiple = 16\nfixed = [512, 256]", "input.fixed"),
        ("size_multiple = 16", "size_multiple = 16\nfixed = [256, 256]", "tiling.tile"),
        ('task = "material"', 'task = "depth"', "[[outputs]]"),
        ("[input]", "[input", "TOML"),
    ],
)
def test_a_broken_card_is_one_sentence_with_its_key(old: str, new: str, key: str) -> None:
    assert old in WHOLE
    with pytest.raises(ModelError) as caught:
        parse_card(WHOLE.replace(old, new, 1), "material-mini/card.toml")
    message = str(caught.value)
    assert message.startswith("material-mini/card.toml")
    assert key in message
    assert message.endswith(".")


def test_lists_must_be_tables() -> None:
    with pytest.raises(ModelError, match="outputs must be"):
        parse_card(
            DEPTH.replace(
                'outputs = [{ name = "d", is = "depth", depth = "metric" }]', "outputs = []"
            ),
            "c",
        )
