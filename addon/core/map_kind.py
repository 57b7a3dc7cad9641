# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which maps there are and how each is stored, as the Principled BSDF and glTF name them. Knows
nothing of pixels."""

from __future__ import annotations

from enum import StrEnum

from .color_space import ColorSpace


class MapKind(StrEnum):
    """One map; the value is its file stem."""

    BASE_COLOR = "base_color"
    ROUGHNESS = "roughness"
    METALLIC = "metallic"
    NORMAL = "normal"
    HEIGHT = "height"
    AMBIENT_OCCLUSION = "ambient_occlusion"

    @property
    def channels(self) -> int:
        return 3 if self in (MapKind.BASE_COLOR, MapKind.NORMAL) else 1

    @property
    def color_space(self) -> ColorSpace:
        """The space a file of this map is stored in."""
        return ColorSpace.SRGB if self is MapKind.BASE_COLOR else ColorSpace.DATA

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()
