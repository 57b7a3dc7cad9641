# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The node group that moves colours in OKLab, and copies of materials with it before their Base
Color.

Written in plain arithmetic, so that every renderer and both Blender versions do as
`core.color_move` does. Knows nothing of how a move is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, cast

import bpy

from ..core.color_move import EDGE, ColorMove, moved
from ..core.oklab import FROM_CONES, FROM_LAB, TO_CONES, TO_LAB, Matrix
from . import procedural
from .color_samples import samples_of
from .nodes import Color, GroupBuilder, Scalar, Vector
from .records import FAMILY, MADE

NAME = "Maquette Recolor"
VERSION_KEY = "maquette_recolor_version"
# Raised when the nodes change: files keep the groups they were made with.
VERSION = 1

_INPUTS = (
    ("Hue", 0.0, -math.pi, math.pi, "ANGLE", "Turns every hue"),
    ("Chroma", 1.0, 0.0, 4.0, "NONE", "How colourful it becomes; 0 is grey"),
    ("Lightness", 1.0, 0.0, 10.0, "NONE", "How light its mean becomes"),
    ("Centre", 0.5, 0.0, 1.0, "FACTOR", "Lightness of the mean, around which contrast is kept"),
    ("Tint A", 0.0, -0.4, 0.4, "NONE", "Red, or green below 0, that is added"),
    ("Tint B", 0.0, -0.4, 0.4, "NONE", "Yellow, or blue below 0, that is added"),
)


def recolor_group() -> bpy.types.ShaderNodeTree:
    """The file's node group, made when it is not there yet; input and output Color are linear."""
    for tree in bpy.data.node_groups:
        if tree.get(VERSION_KEY) == VERSION and not tree.library:
            return cast("bpy.types.ShaderNodeTree", tree)
    tree = cast("bpy.types.ShaderNodeTree", bpy.data.node_groups.new(NAME, "ShaderNodeTree"))
    tree.description = "Moves colours in OKLab and keeps their contrasts, by Maquette"
    tree.interface.new_socket("Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    tree.interface.new_socket("Color", in_out="INPUT", socket_type="NodeSocketColor")
    for name, default, low, high, subtype, text in _INPUTS:
        socket: Any = tree.interface.new_socket(
            name, description=text, in_out="INPUT", socket_type="NodeSocketFloat"
        )
        socket.subtype, socket.min_value, socket.max_value = subtype, low, high
        socket.default_value = default
    _fill(GroupBuilder(tree))
    tree[VERSION_KEY], tree[MADE] = VERSION, NAME
    return tree


def _fill(b: GroupBuilder) -> None:
    with b.section("To OKLab"):
        color = Vector(b, b.color("Color").socket)
        cones = [color.dot(row).maximum(0.0) ** (1.0 / 3.0) for row in TO_CONES]
        lightness, a, bb = _times(TO_LAB, b.combine(*cones))
    with b.section("Lightness"):
        centre = b.scalar("Centre").clamp(EDGE, 1.0 - EDGE)
        wanted = (centre * b.scalar("Lightness")).clamp()
        room = (1.0 - wanted) / (1.0 - centre)
        lightness = wanted + (lightness - centre) * (wanted / centre).minimum(room)
    with b.section("Hue and Chroma"):
        hue, chroma = b.scalar("Hue"), b.scalar("Chroma")
        cosine, sine = b.math("COSINE", hue) * chroma, hue.sine() * chroma
        moved_a = cosine * a - sine * bb + b.scalar("Tint A")
        moved_b = sine * a + cosine * bb + b.scalar("Tint B")
    with b.section("To Color"):
        roots = _times(FROM_LAB, b.combine(lightness, moved_a, moved_b))
        cubes = b.combine(*(each * each * each for each in roots))
        shown = [each.clamp() for each in _times(FROM_CONES, cubes)]
        b.output("Color", Color(b, b.combine(*shown).socket))
    b.finish()


def _times(matrix: Matrix, vector: Vector) -> list[Scalar]:
    return [vector.dot(row) for row in matrix]


def is_recolor(node: Any) -> bool:
    """Whether a node is one of the group, of whatever version."""
    tree = getattr(node, "node_tree", None)
    return tree is not None and VERSION_KEY in tree


def move_of(node: Any) -> ColorMove:
    """The numbers of a node of the group, with whatever was turned since."""
    hue, chroma, lightness, centre, a, b = (node.inputs[name].default_value for name, *_ in _INPUTS)
    return ColorMove(hue, chroma, lightness, centre, (a, b))


def shaders_of(tree: Any) -> Iterator[Any]:
    """The Principled BSDFs of a node tree and of the groups in it."""
    for node in tree.nodes if tree is not None else ():
        if node.bl_idname == "ShaderNodeBsdfPrincipled":
            yield node
        elif node.bl_idname == "ShaderNodeGroup" and node.node_tree is not None:
            yield from shaders_of(node.node_tree)


def is_glass_or_metal(shader: Any) -> bool:
    """Whether a Principled BSDF is one of them by most of its surface; their colour is kept."""
    names = ("Metallic", "Transmission Weight")
    return any(float(samples_of(shader.inputs[name]).mean()) > 0.5 for name in names)


def family_nodes(tree: Any) -> list[Any]:
    """The nodes of our procedural families in a tree."""
    groups = [each for each in (tree.nodes if tree else ()) if getattr(each, "node_tree", None)]
    return [each for each in groups if each.node_tree.get(FAMILY) in procedural.FAMILIES]


def recolor_in_place(material: bpy.types.Material, move: ColorMove) -> None:
    """Move the colours of a material that is ours to change, with the node groups it holds copied:
    the parameters of a procedural family, else whatever comes to a Principled BSDF."""
    red, green, blue, alpha = material.diffuse_color
    material.diffuse_color = (*moved((red, green, blue), move), alpha)
    families = family_nodes(material.node_tree)
    for node in families:
        for socket in node.inputs:
            if socket.type == "RGBA":
                _move_socket(material.node_tree, socket, move)
    if not families:
        _move_shaders(material.node_tree, move)


def _move_socket(tree: Any, socket: Any, move: ColorMove) -> None:
    if socket.is_linked:
        _insert(tree, socket, move)
    else:
        red, green, blue, alpha = socket.default_value
        socket.default_value = (*moved((red, green, blue), move), alpha)


def _move_shaders(tree: Any, move: ColorMove) -> None:
    for node in list(tree.nodes):
        if node.bl_idname == "ShaderNodeBsdfPrincipled" and not is_glass_or_metal(node):
            _insert(tree, node.inputs["Base Color"], move)
        elif node.bl_idname == "ShaderNodeGroup" and any(shaders_of(node.node_tree)):
            node.node_tree = node.node_tree.copy()
            node.node_tree[MADE] = NAME
            _move_shaders(node.node_tree, move)


def _insert(tree: Any, socket: Any, move: ColorMove) -> None:
    """Put the group between an input and what comes to it, a link or its own colour."""
    node = tree.nodes.new("ShaderNodeGroup")
    node.node_tree, node.label, node.width = recolor_group(), "Recolor", 160.0
    at = socket.node.location
    node.location = (at.x - 200.0, at.y - 40.0)
    node.parent = socket.node.parent
    if socket.is_linked:
        tree.links.new(socket.links[0].from_socket, node.inputs["Color"])
    else:
        node.inputs["Color"].default_value = socket.default_value
    values = (move.hue, move.chroma, move.lightness, move.centre, *move.tint)
    for (name, *_), value in zip(_INPUTS, values, strict=True):
        node.inputs[name].default_value = value
    tree.links.new(node.outputs["Color"], socket)
