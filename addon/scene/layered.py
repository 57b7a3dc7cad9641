# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials of variations: one data-block for equal numbers, and one that is several by direction.

A slot that holds walls, floor and ceiling at once gets a material that shows each on its own faces.
Knows nothing of slots, roles or themes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import bpy

from ..core.errors import InputError
from ..core.procedural import ProceduralMaterial
from ..core.record import procedural_record
from ..core.version import maquette_version
from . import procedural
from .records import write_record

KEY = "maquette_variation_key"
STEEP = 0.7


class Facing(StrEnum):
    """Which faces of a slot: those that look up below a height, those that look up above it, or
    those that look down."""

    FLOOR = "floor"
    ROOF = "roof"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class MaterialPart:
    """A material for the faces of a slot that face one way; `limit` is a world height in metres."""

    facing: Facing
    material: ProceduralMaterial
    limit: float = 0.0

    def to_values(self) -> dict[str, Any]:
        return {
            "facing": self.facing.value,
            "material": self.material.to_values(),
            "limit": self.limit,
        }

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> MaterialPart:
        """The value written by `to_values`; `InputError` for anything else."""
        try:
            material = ProceduralMaterial.from_values(values["material"])
            return cls(Facing(values["facing"]), material, float(values["limit"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"This is not a part of a variation's material: {error}.") from error


def shared_material(
    material: ProceduralMaterial, parts: Sequence[MaterialPart] = ()
) -> bpy.types.Material:
    """The file's data-block for these numbers, made when it is not there yet."""
    key = key_of(material, parts)
    for known in bpy.data.materials:
        if known.get(KEY) == key and not known.library:
            return known
    label = procedural.family_of(material).label
    name = f"Maquette {material.look or label} {label}" if material.look else f"Maquette {label}"
    built = procedural.build_material(material, name)
    for part in parts:
        _add_part(built, part)
    built[KEY] = key
    write_record(built, procedural_record(material, maquette_version()))
    return built


def key_of(material: ProceduralMaterial, parts: Sequence[MaterialPart] = ()) -> str:
    """What marks the data-block of these numbers."""
    values = [material.to_values(), [part.to_values() for part in parts]]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _add_part(target: bpy.types.Material, part: MaterialPart) -> None:
    """Put the part's shader before the output, mixed in on its faces only."""
    temporary = procedural.build_material(part.material, "Maquette part")
    try:
        tree: Any = target.node_tree
        output = next(node for node in tree.nodes if node.bl_idname == "ShaderNodeOutputMaterial")
        below = output.inputs["Surface"].links[0].from_socket
        lowest = min(node.location.y for node in tree.nodes)
        shader = _copy_nodes(temporary.node_tree, tree, lowest - 700.0)
        mix = tree.nodes.new("ShaderNodeMixShader")
        mix.location = output.location
        output.location.x += 220.0
        tree.links.new(_mask(tree, part, lowest - 500.0), mix.inputs[0])
        tree.links.new(below, mix.inputs[1])
        tree.links.new(shader, mix.inputs[2])
        tree.links.new(mix.outputs[0], output.inputs["Surface"])
    finally:
        bpy.data.materials.remove(temporary)


def _copy_nodes(source: Any, target: Any, top: float) -> bpy.types.NodeSocket:
    """Copy a built material's nodes; returns the socket that went into its output."""
    copies: dict[str, Any] = {}
    result: bpy.types.NodeSocket | None = None
    for node in source.nodes:
        if node.bl_idname != "ShaderNodeOutputMaterial":
            copies[node.name] = _copy_node(node, target, top)
    for link in source.links:
        index = list(link.from_node.outputs).index(link.from_socket)
        socket = copies[link.from_node.name].outputs[index]
        if link.to_node.name in copies:
            into = list(link.to_node.inputs).index(link.to_socket)
            target.links.new(socket, copies[link.to_node.name].inputs[into])
        else:
            result = socket
    assert result is not None
    return result


def _copy_node(node: Any, target: Any, top: float) -> Any:
    copy = target.nodes.new(node.bl_idname)
    for name in ("node_tree", "operation", "label", "width"):
        if hasattr(node, name):
            setattr(copy, name, getattr(node, name))
    copy.location = (node.location.x, node.location.y + top)
    for socket, original in zip(copy.inputs, node.inputs, strict=True):
        if hasattr(original, "default_value"):
            socket.default_value = original.default_value
    return copy


def _mask(tree: Any, part: MaterialPart, top: float) -> bpy.types.NodeSocket:
    """1 on the faces the part is for, else 0."""
    geometry = tree.nodes.new("ShaderNodeNewGeometry")
    geometry.location = (-900.0, top)
    steep = _height(tree, geometry.outputs["True Normal"], (-700.0, top))
    if part.facing is Facing.CEILING:
        return _math(tree, "LESS_THAN", steep, -STEEP, (-500.0, top))
    up = _math(tree, "GREATER_THAN", steep, STEEP, (-500.0, top))
    level = _height(tree, geometry.outputs["Position"], (-700.0, top - 60.0))
    comparison = "LESS_THAN" if part.facing is Facing.FLOOR else "GREATER_THAN"
    near = _math(tree, comparison, level, part.limit, (-500.0, top - 60.0))
    return _math(tree, "MULTIPLY", up, near, (-300.0, top))


def _height(
    tree: Any, vector: bpy.types.NodeSocket, at: tuple[float, float]
) -> bpy.types.NodeSocket:
    node = tree.nodes.new("ShaderNodeSeparateXYZ")
    node.location, node.hide = at, True
    tree.links.new(vector, node.inputs[0])
    return node.outputs[2]


def _math(
    tree: Any,
    operation: str,
    first: bpy.types.NodeSocket,
    second: bpy.types.NodeSocket | float,
    at: tuple[float, float],
) -> bpy.types.NodeSocket:
    node = tree.nodes.new("ShaderNodeMath")
    node.operation, node.location, node.hide = operation, at, True
    tree.links.new(first, node.inputs[0])
    if isinstance(second, bpy.types.NodeSocket):
        tree.links.new(second, node.inputs[1])
    else:
        node.inputs[1].default_value = second
    return node.outputs[0]
