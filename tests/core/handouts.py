# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Handouts for the tests of pages and PDFs, with whatever a scene may be called."""

from __future__ import annotations

import numpy as np

from addon.core.handout import Concept, Handout, MaterialEntry, Origin
from addon.core.image import ColorSpace, Image
from addon.core.png import encode_png

RULES = Origin("Maquette 1, by rules, no trained model", "")
MODEL = Origin("Maquette 1 with look-mini 2", "Apache-2.0 (commercial use allowed)")


def picture(value: float = 0.5, width: int = 6, height: int = 4) -> bytes:
    pixels = np.full((height, width, 3), value, np.float32)
    return encode_png(Image(pixels, ColorSpace.SRGB), depth=8)


def entry(name: str = "Oak", role: str = "Floor", **values: object) -> MaterialEntry:
    given = {"colors": ("#c8b291", "#112233"), "area_m2": 12.34, "objects": 1, **values}
    return MaterialEntry(role, name, RULES, **given)  # type: ignore[arg-type]


def concept(name: str = "White", number: int = 1, *materials: MaterialEntry) -> Concept:
    return Concept(name, number, picture(number / 20.0), materials or (entry(),), "Sun, warm")


def handout(count: int = 2, title: str = "House", original: bytes | None = None) -> Handout:
    concepts = tuple(concept(f"Concept {number}", number) for number in range(1, count + 1))
    return Handout(title, concepts, original, "Made with Maquette 1")
