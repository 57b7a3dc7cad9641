# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real inference process on tiny models, and reporters that remember what they were told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from addon.core.image import ColorSpace, Image
from addon.core.request import Capture, Device, GenerationRequest, Task
from addon.inference.client import InferenceProcess, Launch
from tests.inference import tiny_models

ROOT = Path(__file__).resolve().parents[2]

DEPTH_CARD = """
task = "depth"
[input]
channels = 3
[[outputs]]
name = "out"
is = "depth"
"""
MATERIAL_CARD = """
task = "material"
[input]
channels = 3
[tiling]
tile = 64
overlap = 16
[[outputs]]
name = "out"
is = "base_color"
channels = [0, 3]
[[outputs]]
name = "out"
is = "normal"
channels = [3, 6]
range = [0.0, 1.0]
[[outputs]]
name = "out"
is = "roughness"
channels = [6, 7]
[[outputs]]
name = "out"
is = "metallic"
channels = [7, 8]
"""
SLOW_CARD = """
task = "material"
[input]
channels = 3
[[outputs]]
name = "out"
is = "base_color"
"""


class Diary:
    """A reporter that keeps what it is told."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.fractions: list[float] = []
        self.texts: list[str] = []

    def started(self, title: str) -> None:
        self.entries.append(f"started {title}")

    def progress(self, fraction: float, text: str) -> None:
        self.fractions.append(fraction)
        self.texts.append(text)

    def finished(self, text: str) -> None:
        self.entries.append("finished")

    def failed(self, message: str) -> None:
        self.entries.append(f"failed {message}")

    def cancelled(self) -> None:
        self.entries.append("cancelled")


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`tiny-depth`: red; `tiny-material`: eight channels; `very-slow`: minutes in one run."""
    folder = tmp_path_factory.mktemp("models")
    tiny_models.install(
        folder / "tiny-depth", tiny_models.pointwise([[1.0, 0.0, 0.0]], [0.5]), DEPTH_CARD
    )
    to_eight = [*np.eye(3).tolist(), *np.eye(3).tolist(), [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    tiny_models.install(
        folder / "tiny-material", tiny_models.pointwise(to_eight, [0.0] * 8), MATERIAL_CARD
    )
    tiny_models.install(folder / "very-slow", tiny_models.slow(400), SLOW_CARD)
    return folder


Start = Callable[..., InferenceProcess]


@pytest.fixture
def start(tmp_path: Path, model_folder: Path) -> Iterator[Start]:
    """Makes an `InferenceProcess`, by keyword with another `Launch`; closes it after the test."""
    started: list[InferenceProcess] = []

    def make(**changes: Any) -> InferenceProcess:
        launch = Launch(
            python=sys.executable,
            python_args=("-I",),
            root=ROOT,
            runtime=None,
            unpacked=None,
            scratch=tmp_path / "scratch",
            model_folders=(model_folder,),
        )
        process = InferenceProcess(replace(launch, **changes))
        started.append(process)
        return process

    yield make
    for process in started:
        process.close()


def picture(width: int = 96, height: int = 64, seed: int = 1) -> Capture:
    """Noise, the same for one seed."""
    pixels = np.random.default_rng(seed).random((height, width, 3), np.float32)
    return Capture(color=Image(pixels, ColorSpace.SRGB), source="noise.png")


def depth_request(model_id: str = "tiny-depth") -> GenerationRequest:
    return GenerationRequest(task=Task.DEPTH, model_id=model_id, device=Device.CPU)


def material_request(model_id: str = "tiny-material") -> GenerationRequest:
    return GenerationRequest(task=Task.MATERIAL, model_id=model_id, device=Device.CPU)
