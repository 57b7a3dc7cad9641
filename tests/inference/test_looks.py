# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a matching model is shown of a picture, and what is made of its answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from addon.core.card import InputRule, parse_card
from addon.core.image import ColorSpace, Extent, Image
from addon.core.match import LookScore, Match
from addon.core.progress import CancelToken
from addon.core.request import Capture, Device
from addon.inference import looks
from addon.inference.session import SessionCache
from tests.inference import tiny_models as tiny

CARD = """
task = "match"
[match]
takes = "picture"
labels = ["brick/Red", "brick/Green", "water/Blue"]
[input]
short_side = 32
"""


def rule() -> InputRule:
    head = 'id = "x"\nname = "X"\nversion = "1"\nsummary = "S."\nlicense = "CC0-1.0"\n'
    files = f'[[files]]\npath = "m"\nsha256 = "{"0" * 64}"\nbytes = 1\n'
    return parse_card(f"{head}commercial_use = true\n{CARD}{files}", "x").input


def gradient(width: int, height: int) -> Image:
    """Red grows to the right, green downwards."""
    pixels = np.zeros((height, width, 3), np.float32)
    pixels[..., 0] = np.linspace(0.0, 1.0, width)
    pixels[..., 1] = np.linspace(0.0, 1.0, height)[:, None]
    return Image(pixels, ColorSpace.SRGB)


def test_a_large_picture_is_seen_whole_and_in_parts() -> None:
    seen = list(looks.squares(gradient(200, 200), rule()))
    assert [each.extent for each in seen] == [Extent(32, 32)] * 6
    spans = [float(np.ptp(each.pixels[..., 0])) for each in seen]
    assert spans[0] > 0.95
    assert all(0.5 < span < 0.65 for span in spans[1:])


def test_a_wide_picture_is_seen_from_end_to_end() -> None:
    reds = [float(each.pixels[..., 0].mean()) for each in looks.squares(gradient(90, 30), rule())]
    assert np.allclose(reds[:3], [1 / 6, 1 / 2, 5 / 6], atol=0.02)


def test_a_tiny_picture_is_not_cut() -> None:
    assert len(list(looks.squares(gradient(16, 16), rule()))) == 1


def test_a_family_is_as_sure_as_all_its_looks() -> None:
    scores = (LookScore("water", "Blue", 0.4), LookScore("brick", "Red", 0.35))
    match = Match((*scores, LookScore("brick", "Green", 0.25)))
    assert abs(looks.family_confidence(match) - 0.6) < 1e-6


def test_a_match_tells_the_colors_and_the_mean_over_the_squares(tmp_path: Path) -> None:
    model = tiny.install(tmp_path / "tiny-looks", tiny.color_classes(), CARD)
    pixels = np.zeros((64, 64, 3), np.float32)
    pixels[..., 0], pixels[:, 48:, 2] = 1.0, 1.0
    capture = Capture(color=Image(pixels, ColorSpace.SRGB), source="two.png")
    found, _ = looks.match_picture(capture, Device.CPU, model, SessionCache(), CancelToken())
    assert found.looks[0].look == "Red"
    assert np.allclose(found.colors, [(1.0, 0.0, 0.0), (1.0, 0.0, 1.0)], atol=0.01)
    brick = sum(each.score for each in found.looks if each.family == "brick")
    assert abs(found.confidence - brick) < 1e-3
