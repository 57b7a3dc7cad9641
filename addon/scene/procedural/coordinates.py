# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The node group that gives any object metres to lay a pattern in, without UVs.

The position in the object's own axes is scaled to metres; the face's true normal picks the two axes
to lay the pattern in (box projection). The object axis nearest to the world's vertical counts as
up, because importers that turn Y up into Z up often leave the turn on the object.
"""

from __future__ import annotations

from ..nodes import GroupBuilder, Scalar, Vector

NAME = "Maquette Surface Coordinates"
VERSION = 1

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def build(b: GroupBuilder) -> None:
    """Output Vector: u (horizontal), v (up on walls) in metres, and a number of the face's own."""
    with b.section("Object scale"):
        axes = [_transformed(b, axis) for axis in (X, Y, Z)]
        scale = b.combine(*(axis.length() for axis in axes))
        steep = b.combine(*(axis.z for axis in axes)) / scale
    with b.section("Position and normal in metres"):
        position = _position(b) * scale
        # A direction taken to object space is divided by the scale once too often.
        normal = _true_normal(b) * scale
    with b.section("Up axis"):
        up_x = abs(steep.x) > 0.75
        up_y = abs(steep.y) > 0.75
        upward = _upward(steep, up_x, up_y)
        position = _upright(b, position, up_x, up_y) * b.combine(1.0, 1.0, upward)
        normal = _upright(b, normal, up_x, up_y)
    with b.section("Box projection"):
        side = abs(normal)
        flat = side.z > side.x.maximum(side.y)
        along_y = side.x > side.y
        wall = b.combine(along_y.mix(position.x, position.y), position.z)
        plane = b.mix_vector(flat, wall, position)
        facing = normal.dot((13.0, 29.0, 47.0)).sign() * 0.5
        face = flat.mix(along_y.mix(1.0, 2.0), 3.0) * 3.7 + facing + _object_chance(b) * 60.0
    with b.section("Placing"):
        turned = plane.rotated(b.scalar("Rotation") * -1.0)
        u = turned.x / b.scalar("Scale")
        v = turned.y / b.scalar("Scale")
        placed = b.combine(u, v, face) + b.vector("Offset")
        b.output("Vector", placed)


def _transformed(b: GroupBuilder, axis: tuple[float, float, float]) -> Vector:
    node = b.node(
        "ShaderNodeVectorTransform", vector_type="VECTOR", convert_from="OBJECT", convert_to="WORLD"
    )
    return Vector(b, b.wire(node, Vector=axis)["Vector"])


def _position(b: GroupBuilder) -> Vector:
    return Vector(b, b.node("ShaderNodeTexCoord").outputs["Object"])


def _true_normal(b: GroupBuilder) -> Vector:
    world = Vector(b, b.node("ShaderNodeNewGeometry").outputs["True Normal"])
    node = b.node(
        "ShaderNodeVectorTransform", vector_type="VECTOR", convert_from="WORLD", convert_to="OBJECT"
    )
    return Vector(b, b.wire(node, Vector=world)["Vector"])


def _upright(b: GroupBuilder, vector: Vector, up_x: Scalar, up_y: Scalar) -> Vector:
    """The axes in an order that ends with the upward one."""
    when_y = b.mix_vector(up_y, vector, b.combine(vector.x, vector.z, vector.y))
    return b.mix_vector(up_x, when_y, b.combine(vector.y, vector.z, vector.x))


def _upward(steep: Vector, up_x: Scalar, up_y: Scalar) -> Scalar:
    """-1 for an object that stands on its head, else 1."""
    rise = up_x.mix(up_y.mix(steep.z, steep.y), steep.x)
    return (rise > -0.01) * 2.0 - 1.0


def _object_chance(b: GroupBuilder) -> Scalar:
    return Scalar(b, b.node("ShaderNodeObjectInfo").outputs["Random"])
