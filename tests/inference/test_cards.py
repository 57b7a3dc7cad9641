# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that are not what their card says, or not image to image: one clear sentence each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from addon.core.errors import ModelError
from addon.core.image import ColorSpace, Image
from addon.core.progress import CancelToken, SilentReporter
from addon.core.request import Capture, GenerationRequest, Task
from addon.inference.generate import generate
from addon.inference.session import SessionCache
from tests.inference import tiny_models as tiny

PICTURE = np.random.default_rng(0).random((32, 48, 3), np.float32)
ROUGHNESS = '[[outputs]]\nname = "out"\nis = "roughness"\n'
DEPTH = '[[outputs]]\nname = "out"\nis = "depth"\n'
GREY = tiny.pointwise([[0.3, 0.3, 0.3]], [0.1])

CLASSIFIER = tiny.model(
    [tiny.node("Flatten", "image", "out")],
    [tiny.value("image", (1, 3, 4, 4))],
    [tiny.value("out", (1, 48))],
)
BOXES = tiny.model(
    [tiny.node("Reshape", "image shape", "out")],
    [tiny.value("image", (1, 3, "h", "w"))],
    [tiny.value("out", (1, "n", 4))],
    [tiny.constant("shape", np.array([1, -1, 4], np.int64))],
)
UPSCALER = tiny.model(
    [
        tiny.node("Conv", "image kernel", "many"),
        tiny.node("DepthToSpace", "many", "out", tiny.integer("blocksize", 2)),
    ],
    [tiny.value("image", (1, 3, "h", "w"))],
    [tiny.value("out", (1, 1, "H", "W"))],
    [tiny.constant("kernel", np.ones((4, 3, 1, 1), np.float32))],
)
TWO_INPUTS = tiny.model(
    [tiny.node("Add", "image extra", "out")],
    [tiny.value("image", (1, 3, "h", "w")), tiny.value("extra", (1,))],
    [tiny.value("out", (1, 3, "h", "w"))],
)
BYTES = tiny.model(
    [tiny.node("Identity", "image", "out")],
    [tiny.value("image", (1, 3, "h", "w"), 2)],
    [tiny.value("out", (1, 3, "h", "w"), 2)],
)
BATCH = tiny.model(
    [tiny.node("Identity", "image", "out")],
    [tiny.value("image", (4, 3, "h", "w"))],
    [tiny.value("out", (4, 3, "h", "w"))],
)
NOT_A_NUMBER = tiny.model(
    [
        tiny.node("Sub", "image one", "low"),
        tiny.node("Sqrt", "low", "bad"),
        tiny.node("Conv", "bad kernel", "out"),
    ],
    [tiny.value("image", (1, 3, "h", "w"))],
    [tiny.value("out", (1, 1, "h", "w"))],
    [
        tiny.constant("one", np.array([2.0], np.float32)),
        tiny.constant("kernel", np.ones((1, 3, 1, 1), np.float32)),
    ],
)
MATERIAL = 'task = "material"\n'
AS_DEPTH = 'task = "depth"\n'


def _generate(folder: Path, data: bytes, card: str, task: Task) -> None:
    model = tiny.install(folder / "odd", data, card)
    capture = Capture(color=Image(PICTURE, ColorSpace.SRGB), source="photo.png")
    request = GenerationRequest(task=task)
    generate(request, capture, model, SessionCache(), SilentReporter(), CancelToken())


@pytest.mark.parametrize(
    ("data", "card", "words"),
    [
        (
            CLASSIFIER,
            AS_DEPTH + "[input]\nfixed = [4, 4]\n" + DEPTH,
            "with 2 dimensions, not a picture",
        ),
        (
            CLASSIFIER,
            AS_DEPTH + "[input]\n" + DEPTH,
            r"takes 4 x 4 pixels only; write fixed = \[4, 4\]",
        ),
        (BOXES, AS_DEPTH + "[input]\n" + DEPTH, "as 4 x 1152 for a picture of 48 x 32"),
        (BOXES, MATERIAL + "[input]\n" + ROUGHNESS, "with 3 dimensions, not a picture"),
        (UPSCALER, MATERIAL + "[input]\n" + ROUGHNESS, "as 96 x 64 for a picture of 48 x 32"),
        (
            UPSCALER,
            'task = "upscale"\n[input]\n[[outputs]]\nname = "out"\nis = "image"',
            "is a model for upscale",
        ),
        (TWO_INPUTS, MATERIAL + '[input]\nname = "image"\n' + ROUGHNESS, "also needs 'extra'"),
        (
            TWO_INPUTS,
            MATERIAL + "[input]\n" + ROUGHNESS,
            "has several inputs; name one of 'image', 'extra'",
        ),
        (BYTES, MATERIAL + "[input]\n" + ROUGHNESS, r"takes tensor\(uint8\), not float"),
        (BATCH, MATERIAL + "[input]\n" + ROUGHNESS, "takes 4 pictures at once"),
        (
            GREY,
            MATERIAL + '[input]\nname = "photo"\n' + ROUGHNESS,
            "has no input 'photo'; name one of 'image'",
        ),
        (GREY, MATERIAL + "[input]\nchannels = 1\n" + ROUGHNESS, "takes 3 channels"),
        (
            GREY,
            MATERIAL + "[input]\n" + ROUGHNESS.replace('"out"', '"rough"'),
            "has no output 'rough'",
        ),
        (
            GREY,
            MATERIAL + "[input]\n" + ROUGHNESS.replace("roughness", "normal"),
            "with 1 channels where normal has 3",
        ),
        (
            GREY,
            MATERIAL + "[input]\n" + ROUGHNESS + "channels = [4, 5]\n",
            "has 1 channels in 'out'",
        ),
        (NOT_A_NUMBER, MATERIAL + "[input]\n" + ROUGHNESS, "not finite for roughness"),
        (NOT_A_NUMBER, AS_DEPTH + "[input]\n" + DEPTH, "not finite for depth"),
        (
            tiny.pointwise([[0, 0, 0]], [0.5]),
            AS_DEPTH + "[input]\n" + DEPTH,
            "the same depth everywhere",
        ),
        (
            tiny.pointwise(np.zeros((3, 3)).tolist(), [0, 0, 0]),
            MATERIAL + "[input]\n" + ROUGHNESS.replace("roughness", "base_color"),
            "one colour for the whole picture",
        ),
        (b"not a model", MATERIAL + "[input]\n" + ROUGHNESS, "is not an ONNX model"),
    ],
)
def test_an_odd_model_is_one_sentence(data: bytes, card: str, words: str, tmp_path: Path) -> None:
    task = Task.DEPTH if card.startswith(AS_DEPTH) else Task.MATERIAL
    with pytest.raises(ModelError, match=words) as caught:
        _generate(tmp_path, data, card, task)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert "odd" in message or "model.onnx" in message


def test_a_model_for_another_task(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is a model for material, not for depth"):
        _generate(tmp_path, GREY, MATERIAL + "[input]\n" + ROUGHNESS, Task.DEPTH)
