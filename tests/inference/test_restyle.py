# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Image-to-image models: ranges, sizes and tiles as their card says, the picture's size back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from addon.core.card import ModelTask
from addon.core.errors import ModelError
from addon.core.image import ColorSpace, FloatArray, Image, linear_to_srgb
from addon.core.progress import CancelToken, SilentReporter
from addon.core.record import BY_MODEL
from addon.core.request import Capture, GenerationRequest, Task
from addon.inference.client import JobState
from addon.inference.generate import generate
from addon.inference.session import SessionCache
from addon.inference.store import InstalledModel, choose_model
from tests.inference import tiny_models as tiny
from tests.inference.conftest import Start

# Red and blue change places, as everyone sees; ranges are those of many published models.
SWAP = [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
PLAIN = [0.0, 0.0, 0.0]
OUTPUT = '[[outputs]]\nname = "out"\nis = "image"\n'
SIGNED = (
    'task = "image-to-image"\n[input]\nrange = [-1.0, 1.0]\n' + OUTPUT + "range = [-1.0, 1.0]\n"
)


def card(rules: str = "", *, tiling: str = "", output: str = "") -> str:
    return f'task = "image-to-image"\n[input]\n{rules}\n{tiling}\n{OUTPUT}{output}'


def picture(width: int, height: int) -> FloatArray:
    y, x = np.mgrid[:height, :width].astype(np.float32)
    return np.stack([x / width, y / height, (x + y) / (2 * (width + height))], axis=2)


def restyled(model: InstalledModel, pixels: FloatArray) -> FloatArray:
    capture = Capture(color=Image(pixels, ColorSpace.SRGB), source="variation-01.png")
    request = GenerationRequest(task=Task.IMAGE_TO_IMAGE)
    result = generate(request, capture, model, SessionCache(), SilentReporter(), CancelToken())
    assert result.image is not None
    assert result.maps is None
    assert result.depth is None
    assert result.model.license == "CC0-1.0"
    assert result.image.color_space is ColorSpace.SRGB
    return result.image.pixels


def test_a_dynamic_model_gets_the_whole_picture_in_its_range(tmp_path: Path) -> None:
    model = tiny.install(tmp_path / "swap", tiny.pointwise(SWAP, PLAIN), SIGNED)
    assert model.card.task is ModelTask.IMAGE_TO_IMAGE
    seen = picture(37, 23)
    assert restyled(model, seen) == pytest.approx(seen[..., ::-1], abs=1e-6)


def test_sizes_are_multiples_and_the_edge_is_cut_again(tmp_path: Path) -> None:
    rules = card("size_multiple = 16")
    model = tiny.install(tmp_path / "swap", tiny.pointwise(SWAP, PLAIN), rules)
    seen = picture(37, 23)
    assert restyled(model, seen) == pytest.approx(seen[..., ::-1], abs=1e-6)


def test_a_fixed_size_sees_the_whole_picture_scaled(tmp_path: Path) -> None:
    rules = card("fixed = [16, 16]")
    model = tiny.install(tmp_path / "swap", tiny.pointwise(SWAP, PLAIN, 16), rules)
    seen = picture(48, 32)
    given = restyled(model, seen)
    assert given.shape == seen.shape
    assert np.abs(given - seen[..., ::-1]).max() < 0.06


@pytest.mark.parametrize("fixed", ["", "fixed = [32, 32]"])
def test_tiles_join_without_a_seam(tmp_path: Path, fixed: str) -> None:
    side = 32 if fixed else None
    rules = card(fixed, tiling="[tiling]\ntile = 32\noverlap = 8")
    model = tiny.install(tmp_path / "swap", tiny.pointwise(SWAP, PLAIN, side), rules)
    seen = picture(100, 45)
    assert restyled(model, seen) == pytest.approx(seen[..., ::-1], abs=1e-5)


def test_a_linear_output_is_encoded(tmp_path: Path) -> None:
    rules = card(output='color_space = "linear"')
    model = tiny.install(tmp_path / "same", tiny.pointwise(np.eye(3).tolist(), PLAIN), rules)
    seen = picture(20, 10)
    assert restyled(model, seen) == pytest.approx(linear_to_srgb(seen), abs=1e-5)


def test_a_single_colour_is_no_result(tmp_path: Path) -> None:
    model = tiny.install(
        tmp_path / "flat", tiny.pointwise(np.zeros((3, 3)).tolist(), PLAIN), card()
    )
    with pytest.raises(ModelError, match="single colour"):
        restyled(model, picture(20, 10))


def test_a_model_of_another_task_or_output_is_refused(tmp_path: Path) -> None:
    depth = tiny.install(
        tmp_path / "deep",
        tiny.pointwise([[1, 0, 0]], [0]),
        'task = "depth"\n[input]\n[[outputs]]\nname = "out"\nis = "depth"\n',
    )
    with pytest.raises(ModelError, match="is for depth, not for image-to-image"):
        choose_model([depth], Task.IMAGE_TO_IMAGE, "deep")
    with pytest.raises(ModelError, match='needs an output that is "image"'):
        tiny.install(
            tmp_path / "wrong",
            b"x",
            'task = "image-to-image"\n[input]\n[[outputs]]\nname = "out"\nis = "roughness"\n',
        )


def test_the_process_writes_a_picture_with_its_record(tmp_path: Path, start: Start) -> None:
    tiny.install(tmp_path / "models" / "swap", tiny.pointwise(SWAP, PLAIN), SIGNED)
    process = start(model_folders=(tmp_path / "models",))
    capture = Capture(color=Image(picture(40, 30), ColorSpace.SRGB), source="variation-01.png")
    request = GenerationRequest(task=Task.IMAGE_TO_IMAGE, model_id="swap")
    job = process.submit(request, capture, SilentReporter())
    assert job.wait(60.0) is JobState.FINISHED, job.error
    result = job.result
    assert result is not None
    assert result.files == {}
    assert result.image is not None
    assert result.image.read_bytes().startswith(b"\x89PNG")
    assert b"Maquette" in result.image.read_bytes()
    assert result.record["digital_source_type"] == BY_MODEL
    assert result.record["source"] == "variation-01.png"
