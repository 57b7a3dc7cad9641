# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recoloured materials without our node group, for files that hold colours and images only: an
image becomes one in the new colours, anything else the mean of what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import bpy
import numpy as np

from ..core.color_move import ColorMove, moved, moved_pixels
from ..core.errors import InputError
from ..core.image import ColorSpace, Image, as_color_space, as_rgb
from ..core.palette import hex_code
from ..core.png import encode_png
from .color_samples import samples_of
from .images import image_from_datablock, pack_png
from .recolor import Recolor, copy_in_color, key_of
from .recolor_nodes import is_recolor, move_of
from .variation import Variation

# By object and slot.
Recolored = dict[tuple[str, int], bpy.types.Material]


@contextmanager
def flat_recolors(variations: Sequence[Variation]) -> Iterator[list[Recolored]]:
    """For each variation what its recoloured slots show; what was made is gone at the end."""
    made: list[bpy.types.ID] = []
    known: dict[str, bpy.types.Material] = {}
    try:
        for recolor in (each for variation in variations for each in variation.recolors):
            if recolor.material in bpy.data.materials and key_of(recolor) not in known:
                known[key_of(recolor)] = _flat(recolor, made)
        yield [_places(each, known) for each in variations]
    finally:
        bpy.data.batch_remove(made)


def _places(variation: Variation, known: Mapping[str, bpy.types.Material]) -> Recolored:
    return {
        (place.object_name, place.slot): known[key_of(recolor)]
        for recolor in variation.recolors
        if key_of(recolor) in known
        for place in recolor.places
    }


def _flat(recolor: Recolor, made: list[bpy.types.ID]) -> bpy.types.Material:
    copy = copy_in_color(recolor, f"{recolor.material} {hex_code(recolor.color)}")
    made.append(copy)
    _flatten(copy.node_tree, made)
    return copy


def _flatten(tree: Any, made: list[bpy.types.ID]) -> None:
    for node in list(tree.nodes):
        if is_recolor(node):
            for link in list(node.outputs["Color"].links):
                _replace(tree, node, link.to_socket, made)
            tree.nodes.remove(node)


def _replace(tree: Any, node: Any, socket: Any, made: list[bpy.types.ID]) -> None:
    """What came to the group comes to `socket` itself, in its new colours."""
    source, move = node.inputs["Color"], move_of(node)
    texture = source.links[0].from_node if source.is_linked else None
    image = texture and texture.bl_idname == "ShaderNodeTexImage" and _image(texture.image, move)
    if image:
        made.append(image)
        texture.image = image
        tree.links.new(texture.outputs["Color"], socket)
        return
    red, green, blue = (float(each) for each in samples_of(source).mean(axis=0))
    tree.links.remove(socket.links[0])
    socket.default_value = (*moved((red, green, blue), move), 1.0)


def _image(image: bpy.types.Image | None, move: ColorMove) -> bpy.types.Image | None:
    """The image in its new colours as a packed one; None when it holds no pixels."""
    if image is None:
        return None
    try:
        seen = image_from_datablock(image)
    except InputError:
        return None
    linear = as_color_space(as_rgb(seen), ColorSpace.LINEAR)
    pixels = moved_pixels(linear.pixels.reshape(-1, 3), move).reshape(linear.pixels.shape)
    color = as_color_space(Image(pixels, ColorSpace.LINEAR), ColorSpace.SRGB)
    if seen.channels in (2, 4):
        color = Image(
            np.concatenate([color.pixels, seen.pixels[..., -1:]], axis=2), ColorSpace.SRGB
        )
    return pack_png(f"Maquette {image.name}", encode_png(color, depth=8), ColorSpace.SRGB)
