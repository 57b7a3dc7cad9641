# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shipped model behind its card, and the pictures an evaluation leaves."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from addon.core.card import Measured, ModelCard, parse_card
from addon.core.image import ColorSpace, Extent, Image, resize
from addon.core.png import encode_png

Floats = NDArray[np.float32]
PICTURED = 10


class Case(NamedTuple):
    """One thing judged: an error and what the baseline has there; larger is worse."""

    name: str
    error: float
    baseline: float


class Judged(NamedTuple):
    """Figures over a set of data, and each case of the set."""

    figures: list[Measured]
    cases: list[Case]


class Model:
    """A shipped model: its card and an open session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card: ModelCard = parse_card((folder / "card.toml").read_text("utf-8"), folder.name)
        path = folder / self.card.files[0].path
        self._session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        self._names = [output.name for output in self._session.get_outputs()]

    def run(self, image: Floats) -> dict[str, Floats]:
        """Outputs (H, W, C) by name for an sRGB picture; sides are filled up by repeating the
        border."""
        height, width = image.shape[:2]
        full = Extent(width, height).rounded_up(self.card.input.size_multiple)
        fill = ((0, full.height - height), (0, full.width - width), (0, 0))
        padded = np.pad(image, fill, mode="edge").transpose(2, 0, 1)[None]
        found = self._session.run(None, {"image": np.ascontiguousarray(padded, np.float32)})
        cropped = [a[0].transpose(1, 2, 0)[:height, :width] for a in found]
        return dict(zip(self._names, cropped, strict=True))


def fitted(pixels: Floats, extent: Extent) -> Floats:
    return resize(Image(np.ascontiguousarray(pixels, np.float32), ColorSpace.DATA), extent).pixels


def write_picture(path: Path, pixels: Floats) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        encode_png(Image(np.ascontiguousarray(pixels, np.float32), ColorSpace.SRGB), depth=8)
    )
