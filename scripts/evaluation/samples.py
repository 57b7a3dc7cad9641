# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real texture sets and RGB-D pairs from a folder with an index. Reads their files with bpy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from addon.core.image import Extent
from scripts.evaluation.materials import Surface
from scripts.evaluation.shipped import Floats, fitted
from scripts.evaluation.views import View

DX, GL = np.float32([1, -1, 1]), np.float32([1, 1, 1])


def load(path: Path) -> Floats:
    """A picture file as stored, (H, W, 4), first row on top."""
    import bpy

    image = bpy.data.images.load(str(path))
    image.colorspace_settings.name = "Non-Color"
    image.alpha_mode = "CHANNEL_PACKED"
    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[::-1].copy()


def shrunk(pixels: Floats, side: int) -> Floats:
    """To about `side` columns by the mean of whole blocks; left as it is when it is not larger."""
    block = max(1, pixels.shape[1] // side)
    height, width = (n // block * block for n in pixels.shape[:2])
    parts = pixels[:height, :width].reshape(height // block, block, width // block, block, -1)
    return parts.mean((1, 3))


def real_surfaces(samples: Path, side: int = 512) -> Iterator[Surface]:
    """The sets whose normal convention is known, base color alone as input, `side` pixels wide."""
    for entry in json.loads((samples / "pbr" / "index.json").read_text("utf-8")):
        if entry["normal_convention"] is None:
            continue
        image = shrunk(load(samples / entry["base_color"])[..., :3], side)
        extent = Extent(image.shape[1], image.shape[0])
        normal = load(samples / entry["normal"])[..., :3] * 2 - 1
        normal = shrunk(normal / (np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6), side)
        normal = fitted(normal, extent) * np.where(entry["normal_convention"] == "DX", DX, GL)
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6
        rough = None
        if entry["roughness"]:
            channel = "RGBA".find(entry["roughness"]["channel"])
            full = shrunk(load(samples / entry["roughness"]["file"]), side)
            rough = fitted(full, extent)[..., max(channel, 0)]
        yield Surface(entry["name"], np.clip(image, 0, 1), normal, None, rough)


def real_views(samples: Path) -> Iterator[View]:
    """The RGB-D pairs; depth is 16 bit, 1/1000 or 1/5000 metres a step."""
    for entry in json.loads((samples / "depth" / "index.json").read_text("utf-8")):
        steps = 5000.0 if "5000" in entry["encoding"] else 1000.0
        metres = np.round(load(samples / entry["depth"])[..., 0] * 65535.0) / np.float32(steps)
        yield View(
            entry["name"], load(samples / entry["image"])[..., :3], metres.astype(np.float32)
        )
