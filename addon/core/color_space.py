# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the numbers of an image are meant. Knows nothing of pixels."""

from __future__ import annotations

from enum import StrEnum


class ColorSpace(StrEnum):
    """How numbers relate to light: sRGB-encoded, linear Rec.709, or no colour at all."""

    SRGB = "sRGB"
    LINEAR = "linear"
    DATA = "data"
