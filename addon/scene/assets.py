# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials as assets, described, tagged and with a picture, for Blender's asset browser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from ..core.procedural import ProceduralMaterial
from . import procedural
from .images import raw_pixels

AUTHOR, LICENSE = "Maquette", "CC0-1.0"


def mark_material(
    block: bpy.types.Material,
    material: ProceduralMaterial,
    picture: Path,
    more_tags: Iterable[str] = (),
) -> None:
    """Make a data-block built from `material` an asset: its family's and look's words as tags and
    the 8-bit PNG at `picture` as what the asset browser shows."""
    family = procedural.family_of(material)
    look = family.look(material.look)
    block.asset_mark()
    data: Any = block.asset_data
    data.author, data.license = AUTHOR, LICENSE
    data.description = f"{material.look or family.label}: {family.label}, editable, in metres"
    for tag in (family.label.lower(), *(look.words if look else ()), *family.words, *more_tags):
        data.tags.new(tag, skip_if_exists=True)
    _set_preview(block, picture)


def _set_preview(block: bpy.types.ID, picture: Path) -> None:
    pixels = raw_pixels(picture)[::-1]
    preview = block.preview_ensure()
    preview.image_size = (pixels.shape[1], pixels.shape[0])
    preview.image_pixels_float.foreach_set(np.ascontiguousarray(pixels, np.float32).ravel())
