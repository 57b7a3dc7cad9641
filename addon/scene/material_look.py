# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a material looks like now, read off its Principled BSDF; knows nothing of roles."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np

from ..core.procedural import Color

# Larger images are not read only to guess: a 4K texture takes a second.
MOST_PIXELS = 512 * 512
EVEN = 0.2


@dataclass(frozen=True, slots=True)
class MaterialLook:
    """`color` is linear Rec.709, None where it is not one colour; the rest goes from 0 to 1, but
    `emission`, which is strength times colour."""

    color: Color | None = None
    transparency: float = 0.0
    metallic: float = 0.0
    roughness: float = 0.5
    emission: float = 0.0

    @property
    def is_clear(self) -> bool:
        return self.transparency > 0.3

    @property
    def is_metal(self) -> bool:
        return self.metallic > 0.7

    @property
    def is_lit(self) -> bool:
        return self.emission > 0.5

    @property
    def is_green(self) -> bool:
        hue, saturation, _ = self._hsv()
        return 0.2 < hue < 0.46 and saturation > 0.25

    @property
    def is_blue(self) -> bool:
        hue, saturation, _ = self._hsv()
        return 0.48 < hue < 0.7 and saturation > 0.25

    @property
    def is_brown(self) -> bool:
        """Between red and yellow, as wood and earth are."""
        hue, saturation, _ = self._hsv()
        return 0.035 < hue < 0.13 and saturation > 0.2

    @property
    def is_colorful(self) -> bool:
        return self._hsv()[1] > 0.33

    @property
    def is_white(self) -> bool:
        return self.color is not None and min(self.color) > 0.85

    def _hsv(self) -> tuple[float, float, float]:
        if self.color is None:
            return 0.0, 0.0, 0.0
        red, green, blue = (max(channel, 0.0) ** (1.0 / 2.2) for channel in self.color)
        return colorsys.rgb_to_hsv(red, green, blue)


def look_of(material: bpy.types.Material | None) -> MaterialLook:
    """The look of the first Principled BSDF, or of the viewport colour where there is none."""
    if material is None:
        return MaterialLook()
    nodes = material.node_tree.nodes if material.node_tree is not None else ()
    shader = next((node for node in nodes if node.type == "BSDF_PRINCIPLED"), None)
    if shader is None:
        return MaterialLook(_rgb(material.diffuse_color), metallic=material.metallic)
    inputs = shader.inputs
    glow = _number(inputs["Emission Strength"]) * max(_rgb(inputs["Emission Color"].default_value))
    return MaterialLook(
        color=_color_of(inputs["Base Color"]),
        transparency=max(_number(inputs["Transmission Weight"]), 1.0 - _number(inputs["Alpha"], 1)),
        metallic=_number(inputs["Metallic"]),
        roughness=_number(inputs["Roughness"], 0.5),
        emission=0.0 if inputs["Emission Color"].is_linked else glow,
    )


def _number(socket: Any, linked: float = 0.0) -> float:
    """A socket's value; `linked` where a texture gives it."""
    return linked if socket.is_linked else float(socket.default_value)


def _rgb(values: Any) -> Color:
    red, green, blue = (float(each) for each in tuple(values)[:3])
    return red, green, blue


def _color_of(socket: Any) -> Color | None:
    if not socket.is_linked:
        return _rgb(socket.default_value)
    node = socket.links[0].from_node
    image = node.image if node.type == "TEX_IMAGE" else None
    return None if image is None else _mean_color(image)


def _mean_color(image: bpy.types.Image) -> Color | None:
    """The mean of a small image, if it is about one colour: a palette of many says nothing."""
    width, height = image.size
    if not 0 < width * height <= MOST_PIXELS or image.channels != 4:
        return None
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    colors = pixels.reshape(-1, 4)[:, :3]
    if float(colors.std(axis=0).max()) > EVEN:
        return None
    is_coded = image.colorspace_settings.name == "sRGB"
    return _rgb((colors**2.2 if is_coded else colors).mean(axis=0))
