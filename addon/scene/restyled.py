# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures that an image model made of variations: kept beside the thumbnails, with what made
them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bpy

from ..core.image import ColorSpace
from ..core.record import Record
from .images import pack_png
from .variation_data import MaquetteVariation


def set_restyled(item: MaquetteVariation, png: bytes, record: Record) -> None:
    """Keep a restyled picture with a stored variation, packed, in place of the one before."""
    former = item.restyled
    item.restyled = pack_png(
        f"Maquette {item.name} {item.seed} image", png, ColorSpace.SRGB, record
    )
    item.restyled_note = note_of(record)
    if former is not None:
        bpy.data.images.remove(former)


def note_of(record: Mapping[str, Any]) -> str:
    """Such as "Image by painter 1.0, CC-BY-4.0, no commercial use"."""
    model: Mapping[str, Any] = record.get("model") or {}
    use = "commercial use allowed" if model.get("commercial_use") else "no commercial use"
    name = f"{model.get('id', 'a model')} {model.get('version', '')}".strip()
    return f"Image by {name}, {model.get('license') or 'no licence given'}, {use}"
