# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every difference between the Blender versions we support; no other file asks for the version."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bpy

IS_5 = bpy.app.version >= (5, 0, 0)

# Files that only this Blender reads are named after it.
SERIES = f"{bpy.app.version[0]}.{bpy.app.version[1]}"

EEVEE = "BLENDER_EEVEE" if IS_5 else "BLENDER_EEVEE_NEXT"

# What is dragged in twice shares its node group.
ASSET_IMPORT = "APPEND" if IS_5 else "APPEND_REUSE"

# The socket of the Render Layers node and the kind of its values, by the pass's name here.
PASS_SOCKETS = {
    "depth": ("Depth", "FLOAT"),
    "normal": ("Normal", "VECTOR"),
    "object_index": ("Object Index" if IS_5 else "IndexOB", "FLOAT"),
    "material_index": ("Material Index" if IS_5 else "IndexMA", "FLOAT"),
}


def use_image_file_format(settings: bpy.types.ImageFormatSettings, file_format: str) -> None:
    """Choose a still picture format; Blender 5 first wants to know that it is one."""
    if IS_5:
        settings.media_type = "IMAGE"
    settings.file_format = file_format


def ensure_nodes(owner: bpy.types.Material | bpy.types.World) -> bpy.types.NodeTree:
    """The node tree of a material or world, which Blender 5 always makes."""
    if not IS_5:
        owner.use_nodes = True
    tree = owner.node_tree
    assert tree is not None
    return tree


def compositor_tree(scene: bpy.types.Scene, name: str) -> bpy.types.NodeTree:
    """An empty compositor tree that `scene` uses from now on; Blender 5 makes a data-block of
    it.
    """
    if IS_5:
        tree = bpy.data.node_groups.new(name, "CompositorNodeTree")
        scene.compositing_node_group = tree
    else:
        scene.use_nodes = True
        tree = scene.node_tree
    assert tree is not None
    tree.nodes.clear()
    return tree


def remove_compositor_tree(tree: bpy.types.NodeTree) -> None:
    """Remove what `compositor_tree` made; Blender 4 keeps it inside the scene."""
    if IS_5:
        bpy.data.node_groups.remove(tree)


def add_composite_output(tree: bpy.types.NodeTree, image: bpy.types.NodeSocket) -> None:
    """Make `image` what the compositor gives back."""
    if IS_5:
        interface = tree.interface
        assert interface is not None
        interface.new_socket("Image", in_out="OUTPUT", socket_type="NodeSocketColor")
        output = tree.nodes.new("NodeGroupOutput")
    else:
        output = tree.nodes.new("CompositorNodeComposite")
    tree.links.new(image, output.inputs[0])


def add_pass_files(
    tree: bpy.types.NodeTree, folder: Path, layers: bpy.types.Node, passes: Iterable[str]
) -> None:
    """Write each pass that the Render Layers node has as a 32-bit EXR of its own into `folder`.

    A name that is not a pass of Blender's is that of an AOV colour.
    """
    node: Any = tree.nodes.new("CompositorNodeOutputFile")
    if IS_5:
        node.directory, node.file_name = str(folder), "pass_"
    else:
        node.base_path = str(folder)
        node.file_slots.clear()
    use_image_file_format(node.format, "OPEN_EXR")
    node.format.color_depth, node.format.exr_codec = "32", "NONE"
    for name in passes:
        title, kind = PASS_SOCKETS.get(name, (name, "RGBA"))
        source = layers.outputs.get(title)
        if source is None or not source.enabled:
            continue
        if IS_5:
            node.file_output_items.new(kind, name)
        else:
            node.file_slots.new(name)
        tree.links.new(source, node.inputs[name])


def pass_file(folder: Path, name: str) -> Path | None:
    """The file of a pass, None when the engine has no such pass; Blender 4 adds the frame."""
    pattern = f"pass_{name}*.exr" if IS_5 else f"{name}[0-9]*.exr"
    return next(iter(sorted(folder.glob(pattern))), None)
