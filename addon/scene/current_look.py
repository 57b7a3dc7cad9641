# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the materials of a scene are now, by their names, their Principled values and pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, cast

import bpy
import numpy as np

from ..core.oklab import difference
from ..core.palette import to_oklch
from ..core.procedural import Color
from ..core.wordpiece import words_of as plain_words
from ..core.words import english
from . import procedural
from .appearances import KIND_OF
from .brief import CurrentLook
from .roles import SlotRole, words_of
from .style_words import MATERIALS
from .tinting import color_of

# Blender's own grey, and what importers make of a material that says nothing.
UNTOUCHED: Color = (0.8, 0.8, 0.8)
MOST_PIXELS = 512 * 512
# What is brown on one of these is of wood.
_WOODEN = frozenset({"floor", "wood_furniture", "tabletop", "door", "frame", "stairs"})
_ROLE_KINDS = {"glazing": "glass", "vegetation": "plants", "water": "water"}


def current_looks(slots: Iterable[SlotRole]) -> dict[tuple[str, str], CurrentLook]:
    """What each material is, by its name and the role it plays; slots without one have none."""
    found: dict[tuple[str, str], CurrentLook] = {}
    for slot in slots:
        material = bpy.data.materials.get(slot.material_name) if slot.material_name else None
        if material is None:
            continue
        for role in (slot.role, *slot.parts):
            key = slot.material_name, role
            if key not in found and (look := current_look(material, role)):
                found[key] = look
    return found


def current_look(material: bpy.types.Material, role: str) -> CurrentLook | None:
    """What a material is on a role; None where neither kind nor colour tell anything."""
    known = procedural.read_material(material)
    if known is not None:
        return CurrentLook(KIND_OF[known.family], color_of(known))
    node = _principled(material)
    color = _color(material, node)
    kind = _ROLE_KINDS.get(role) or _kind(material, node, color, role)
    if not kind and difference(color, UNTOUCHED) < 0.01:
        return None
    return CurrentLook(kind, color)


def _kind(material: bpy.types.Material, node: Any | None, color: Color, role: str) -> str:
    if node is not None and _value(node, "Transmission Weight") > 0.5:
        return "glass"
    names = [material.name, *(image.name for image in _images(material))]
    for name in names:
        words = english(plain_words(" ".join(words_of(name))))
        said = [MATERIALS[word] for word in words if word in MATERIALS]
        if said:
            return said[-1]
    if node is not None and _value(node, "Metallic") > 0.5:
        return "metal"
    return "wood" if role in _WOODEN and _is_brown(color) else ""


def _is_brown(color: Color) -> bool:
    lightness, chroma, hue = to_oklch(color)
    return 0.2 < lightness < 0.8 and 0.03 < chroma < 0.16 and 0.5 < hue < 1.6


def _principled(material: bpy.types.Material) -> Any | None:
    tree = cast("Any", material.node_tree)
    nodes = [] if tree is None else tree.nodes
    return next((node for node in nodes if node.type == "BSDF_PRINCIPLED"), None)


def _value(node: Any, name: str) -> float:
    return float(node.inputs[name].default_value) if name in node.inputs else 0.0


def _color(material: bpy.types.Material, node: Any | None) -> Color:
    """The mean of its base colour picture, its base colour, or what the solid view shows."""
    if node is None:
        red, green, blue, _ = tuple(material.diffuse_color)
        return float(red), float(green), float(blue)
    socket = node.inputs["Base Color"]
    source = socket.links[0].from_node if socket.is_linked else None
    if source is not None and source.type == "TEX_IMAGE" and source.image is not None:
        return _mean(source.image) or UNTOUCHED
    red, green, blue, _ = tuple(socket.default_value)
    return float(red), float(green), float(blue)


def _images(material: bpy.types.Material) -> list[bpy.types.Image]:
    tree = cast("Any", material.node_tree)
    nodes = [] if tree is None else tree.nodes
    return [node.image for node in nodes if node.type == "TEX_IMAGE" and node.image is not None]


def _mean(image: bpy.types.Image) -> Color | None:
    """The mean colour of a picture, linear; None for one that cannot be read. A large one is
    scaled down in a copy, so that it is not unpacked into Python."""
    is_small = math.prod(tuple(image.size)) <= MOST_PIXELS
    small = image if is_small or image.is_dirty else image.copy()
    try:
        width, height = tuple(small.size)
        if width == 0 or height == 0:
            return None
        if small is not image:
            small.scale(min(32, width), min(32, height))
        pixels = np.empty(math.prod(tuple(small.size)) * small.channels, np.float32)
        small.pixels.foreach_get(pixels)
        values = pixels.reshape(-1, small.channels)[:, :3].astype(np.float64)
        is_encoded = small.colorspace_settings.name == "sRGB" and not small.is_float
    except RuntimeError:
        return None
    finally:
        if small is not image:
            bpy.data.images.remove(small)
    low, high = values / 12.92, ((values + 0.055) / 1.055) ** 2.4
    linear = np.where(values <= 0.04045, low, high) if is_encoded else values
    mean = np.resize(linear.mean(axis=0), 3)
    return float(mean[0]), float(mean[1]), float(mean[2])
