# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The world of a light: a gradient by direction from plain nodes, or the user's own sky picture.

The Sky Texture is not used, because it differs between versions. Knows nothing of suns or exposure.
"""

from __future__ import annotations

import math
from pathlib import Path

import bpy

from ..core.errors import InputError
from ..core.procedural import Color
from . import compat
from .light import LightChoice

SKY_MAP_SIDE = 256
# A sky picture of up to this size travels inside the .blend.
MOST_PACKED_BYTES = 4_000_000
PREFIX = "Maquette"


def sky_world(choice: LightChoice, name: str) -> bpy.types.World:
    """A world of ours with a fake user; `InputError` when its picture is not there or no
    picture."""
    if choice.picture:
        return _picture_world(choice, name)
    return _gradient_world(choice, name)


def _gradient_world(choice: LightChoice, name: str) -> bpy.types.World:
    """From the ground over the horizon, brighter or redder below the sun, to the zenith."""
    world, tree = _new_world(name)
    direction = tree.nodes.new("ShaderNodeTexCoord").outputs["Generated"]
    height = tree.nodes.new("ShaderNodeSeparateXYZ")
    tree.links.new(direction, height.inputs[0])
    horizon: Color | bpy.types.NodeSocket = choice.horizon
    if choice.glow is not None:
        facing = _towards(tree, direction, choice.azimuth)
        horizon = _blend(tree, facing, (-0.35, 1.0), choice.horizon, choice.glow)
    sky = _blend(tree, height.outputs[2], (0.0, 0.45), horizon, choice.zenith)
    whole = _blend(tree, height.outputs[2], (-0.03, 0.0), choice.ground, sky)
    _finish(tree, whole, choice.sky_strength)
    # A gradient this smooth needs no large map; Cycles would spend seconds on one.
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = SKY_MAP_SIDE
    return world


def _picture_world(choice: LightChoice, name: str) -> bpy.types.World:
    picture = load_sky(Path(choice.picture))
    world, tree = _new_world(name)
    direction = tree.nodes.new("ShaderNodeTexCoord").outputs["Generated"]
    turned = tree.nodes.new("ShaderNodeMapping")
    turned.inputs["Rotation"].default_value = (0.0, 0.0, choice.picture_turn)
    tree.links.new(direction, turned.inputs["Vector"])
    environment = tree.nodes.new("ShaderNodeTexEnvironment")
    environment.image = picture
    tree.links.new(turned.outputs[0], environment.inputs[0])
    _finish(tree, environment.outputs[0], choice.sky_strength)
    return world


def _new_world(name: str) -> tuple[bpy.types.World, bpy.types.NodeTree]:
    world = bpy.data.worlds.new(name)
    world.use_fake_user = True
    tree = compat.ensure_nodes(world)
    tree.nodes.clear()
    return world, tree


def _finish(tree: bpy.types.NodeTree, color: bpy.types.NodeSocket, strength: float) -> None:
    background = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Strength"].default_value = strength
    tree.links.new(color, background.inputs["Color"])
    output = tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(background.outputs[0], output.inputs["Surface"])
    for index, node in enumerate(tree.nodes):
        node.location = (220.0 * index, 0.0)


def _towards(
    tree: bpy.types.NodeTree, direction: bpy.types.NodeSocket, azimuth: float
) -> bpy.types.NodeSocket:
    """1 below the sun, -1 on the other side."""
    product = tree.nodes.new("ShaderNodeVectorMath")
    product.operation = "DOT_PRODUCT"
    tree.links.new(direction, product.inputs[0])
    product.inputs[1].default_value = (math.sin(azimuth), math.cos(azimuth), 0.0)
    return product.outputs["Value"]


def _blend(
    tree: bpy.types.NodeTree,
    value: bpy.types.NodeSocket,
    limits: tuple[float, float],
    low: Color | bpy.types.NodeSocket,
    high: Color | bpy.types.NodeSocket,
) -> bpy.types.NodeSocket:
    """Colour `low` below the first limit, `high` above the second, smooth between."""
    scale = tree.nodes.new("ShaderNodeMapRange")
    scale.interpolation_type = "SMOOTHSTEP"
    tree.links.new(value, scale.inputs["Value"])
    scale.inputs["From Min"].default_value = limits[0]
    scale.inputs["From Max"].default_value = limits[1]
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    sockets = {socket.identifier: socket for socket in mix.inputs}
    tree.links.new(scale.outputs["Result"], sockets["Factor_Float"])
    for socket, color in (("A_Color", low), ("B_Color", high)):
        if isinstance(color, tuple):
            sockets[socket].default_value = (*color, 1.0)
        else:
            tree.links.new(color, sockets[socket])
    return next(socket for socket in mix.outputs if socket.identifier == "Result_Color")


def load_sky(path: Path) -> bpy.types.Image:
    """The picture as a data-block: one that the file has of it already, else a new one of ours,
    packed when it is small. `InputError` when it is not there or no picture."""
    for image in bpy.data.images:
        if image.filepath and Path(bpy.path.abspath(image.filepath)) == path and _width(image):
            return image
    if not path.is_file():
        raise InputError(f"The sky picture {path} is not there; check the path.")
    try:
        image = bpy.data.images.load(str(path))
    except RuntimeError as error:
        raise InputError(f"{path.name} cannot be read as a picture; choose another.") from error
    if not _width(image):
        bpy.data.images.remove(image)
        raise InputError(f"{path.name} cannot be read as a picture; choose another.")
    image.name = f"{PREFIX} {path.stem}"
    if path.stat().st_size <= MOST_PACKED_BYTES:
        image.pack()
    return image


def _width(image: bpy.types.Image) -> int:
    """In pixels; 0 for what cannot be read."""
    width, _ = image.size
    return width


def pictures_of(world: bpy.types.World) -> list[bpy.types.Image]:
    """The sky pictures that we loaded for a world of ours; the user's own are not among them."""
    tree = world.node_tree
    found = [node.image for node in tree.nodes if node.type == "TEX_ENVIRONMENT"] if tree else []
    return [image for image in found if image is not None and image.name.startswith(PREFIX)]


def missing_picture(world: bpy.types.World) -> str:
    """The name of a sky picture that has neither a file nor packed data, "" for none."""
    for node in world.node_tree.nodes if world.node_tree else ():
        image = node.image if node.type == "TEX_ENVIRONMENT" else None
        if image is None or image.packed_file is not None:
            continue
        path = Path(bpy.path.abspath(image.filepath))
        if not path.is_file():
            return path.name
    return ""
