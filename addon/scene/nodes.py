# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shader node groups written as arithmetic: `height = bricks.mix(0.0, -depth) + grain * 0.001`.

Knows node types and sockets, nothing of materials. Sockets of nodes are addressed by identifier:
Blender 5 renamed some (`Fac` is shown as "Factor"), their identifiers stayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import bpy

from .node_layout import arrange
from .node_values import Color, Number, Operand, Scalar, Tint, Value, Vector

__all__ = [
    "Cells",
    "Color",
    "GroupBuilder",
    "Number",
    "Operand",
    "Scalar",
    "Tint",
    "Value",
    "Vector",
]


class Cells(NamedTuple):
    """What a Voronoi texture says of the nearest cell; `random` is constant in a cell, 0 to 1."""

    distance: Scalar
    random: Vector
    position: Vector


class GroupBuilder:
    """Fills one shader node group, section by section, and lays it out left to right."""

    def __init__(self, tree: bpy.types.ShaderNodeTree) -> None:
        self.tree = tree
        self._sections: list[str] = [""]
        self._section_of: dict[str, int] = {}
        self._inputs: dict[int, bpy.types.Node] = {}
        self._separated: dict[tuple[str, str], tuple[Scalar, Scalar, Scalar]] = {}
        self._output = self.node("NodeGroupOutput")

    @contextmanager
    def section(self, label: str) -> Iterator[None]:
        """Nodes made inside share a labelled frame; sections follow each other left to right."""
        self._sections.append(label)
        yield
        self._sections.append("")

    # Interface

    def _input(self, name: str) -> bpy.types.NodeSocket:
        """A group input; each section has its own Group Input node, so that links stay short."""
        section = len(self._sections) - 1
        if section not in self._inputs:
            self._inputs[section] = self.node("NodeGroupInput")
        return self._inputs[section].outputs[name]

    def scalar(self, name: str) -> Scalar:
        """The group's number input `name`."""
        return Scalar(self, self._input(name))

    def vector(self, name: str = "Vector") -> Vector:
        """The group's vector input `name`."""
        return Vector(self, self._input(name))

    def color(self, name: str) -> Color:
        """The group's colour input `name`."""
        return Color(self, self._input(name))

    def output(self, name: str, value: Operand) -> None:
        """Connect `value` to the group's output `name`."""
        self._set(self._output.inputs[name], value)

    # Nodes

    def node(self, kind: str, **properties: Any) -> bpy.types.Node:
        """A new node of type `kind` in the current section, with its properties set."""
        node = self.tree.nodes.new(kind)
        for name, value in properties.items():
            setattr(node, name, value)
        self._section_of[node.name] = len(self._sections) - 1
        return node

    def wire(self, node: bpy.types.Node, **inputs: Operand) -> dict[str, bpy.types.NodeSocket]:
        """Set inputs by identifier, spaces as underscores; returns outputs by identifier."""
        sockets = {socket.identifier.replace(" ", "_"): socket for socket in node.inputs}
        for identifier, value in inputs.items():
            self._set(sockets[identifier], value)
        return {socket.identifier: socket for socket in node.outputs}

    def _set(self, socket: bpy.types.NodeSocket, value: Operand) -> None:
        if isinstance(value, Value):
            self.tree.links.new(value.socket, socket)
            return
        default: Any = value
        if socket.type == "RGBA" and isinstance(value, tuple):
            default = (*value[:3], 1.0)
        elif socket.type in ("VECTOR", "RGBA") and not isinstance(value, tuple):
            default = (value,) * len(socket.default_value)
        socket.default_value = default

    def math(self, operation: str, *operands: Number) -> Scalar:
        """A Math node."""
        node = self.node("ShaderNodeMath", operation=operation, hide=True)
        for socket, operand in zip(node.inputs, operands, strict=False):
            self._set(socket, operand)
        return Scalar(self, node.outputs[0])

    def vector_math(self, operation: str, *operands: Operand) -> Vector:
        """A Vector Math node with a vector result."""
        node = self.node("ShaderNodeVectorMath", operation=operation, hide=True)
        for socket, operand in zip(node.inputs, operands, strict=False):
            self._set(socket, operand)
        return Vector(self, node.outputs[0])

    def map_range(
        self, value: Number, low: Number, high: Number, *, interpolation: str = "LINEAR"
    ) -> Scalar:
        """0 at `low` to 1 at `high`, clamped."""
        node = self.node(
            "ShaderNodeMapRange", interpolation_type=interpolation, clamp=True, hide=True
        )
        # Its float sockets come first, whatever the data type.
        for socket, operand in zip(node.inputs, (value, low, high, 0.0, 1.0), strict=False):
            self._set(socket, operand)
        return Scalar(self, node.outputs[0])

    def mix(self, factor: Number, zero: Number, one: Number) -> Scalar:
        """Linear interpolation of numbers, `factor` clamped to 0..1."""
        node = self.node("ShaderNodeMix", data_type="FLOAT", clamp_factor=True, hide=True)
        outputs = self.wire(node, Factor_Float=factor, A_Float=zero, B_Float=one)
        return Scalar(self, outputs["Result_Float"])

    def mix_vector(self, factor: Number, zero: Operand, one: Operand) -> Vector:
        """Linear interpolation of vectors, `factor` clamped to 0..1."""
        node = self.node("ShaderNodeMix", data_type="VECTOR", clamp_factor=True, hide=True)
        outputs = self.wire(node, Factor_Float=factor, A_Vector=zero, B_Vector=one)
        return Vector(self, outputs["Result_Vector"])

    def mix_color(self, factor: Number, zero: Tint, one: Tint, blend: str = "MIX") -> Color:
        """A Mix Color node: `one` blended over `zero`, `factor` clamped to 0..1."""
        node = self.node("ShaderNodeMix", data_type="RGBA", blend_type=blend, clamp_factor=True)
        outputs = self.wire(node, Factor_Float=factor, A_Color=zero, B_Color=one)
        return Color(self, outputs["Result_Color"])

    def separate(self, vector: Vector) -> tuple[Scalar, Scalar, Scalar]:
        """X, Y and Z; asked twice, the same node answers."""
        key = (vector.socket.node.name, vector.socket.identifier)
        if key not in self._separated:
            node = self.node("ShaderNodeSeparateXYZ", hide=True)
            self._set(node.inputs[0], vector)
            x, y, z = (Scalar(self, socket) for socket in node.outputs)
            self._separated[key] = x, y, z
        return self._separated[key]

    def combine(self, x: Number = 0.0, y: Number = 0.0, z: Number = 0.0) -> Vector:
        node = self.node("ShaderNodeCombineXYZ", hide=True)
        return Vector(self, self.wire(node, X=x, Y=y, Z=z)["Vector"])

    # Textures

    def noise(
        self,
        vector: Vector,
        size: Number,
        *,
        detail: float = 2.0,
        roughness: Number = 0.5,
        distortion: Number = 0.0,
        seed: float = 0.0,
    ) -> Scalar:
        """Perlin noise with features `size` metres wide, 0 to 1 around 0.5."""
        node = self.node("ShaderNodeTexNoise")
        outputs = self.wire(
            node,
            Vector=self.shifted(vector, seed),
            Scale=1.0 / size,
            Detail=detail,
            Roughness=roughness,
            Distortion=distortion,
        )
        return Scalar(self, outputs["Fac"])

    def noise_vector(
        self, vector: Vector, size: Number, *, detail: float = 2.0, seed: float = 0.0
    ) -> Vector:
        """Three independent noises around 0, each within -0.5 to 0.5."""
        node = self.node("ShaderNodeTexNoise")
        outputs = self.wire(
            node, Vector=self.shifted(vector, seed), Scale=1.0 / size, Detail=detail
        )
        return Vector(self, outputs["Color"]) - (0.5, 0.5, 0.5)

    def voronoi(
        self,
        vector: Vector,
        size: Number,
        *,
        feature: str = "F1",
        dimensions: str = "3D",
        randomness: Number = 1.0,
        metric: str = "EUCLIDEAN",
    ) -> Cells:
        """Cells about `size` metres wide; distances are in units of `size`."""
        node = self.node(
            "ShaderNodeTexVoronoi",
            feature=feature,
            voronoi_dimensions=dimensions,
            distance=metric,
        )
        outputs = self.wire(node, Vector=vector, Scale=1.0 / size, Randomness=randomness)
        return Cells(
            Scalar(self, outputs["Distance"]),
            Vector(self, outputs["Color"]),
            Vector(self, outputs["Position"]),
        )

    def white_noise(self, vector: Vector, seed: float = 0.0) -> Vector:
        """Three random numbers, 0 to 1, for each exact value of `vector`, such as a cell's index.

        The half keeps 0 and -0, which differ in their bits, from giving two colours to one cell.
        """
        node = self.node("ShaderNodeTexWhiteNoise", noise_dimensions="3D")
        shifted = self.shifted(vector, seed + 0.5)
        return Vector(self, self.wire(node, Vector=shifted)["Color"])

    def wave(
        self,
        vector: Vector,
        size: Number,
        *,
        direction: str = "X",
        distortion: Number = 0.0,
        detail: float = 2.0,
    ) -> Scalar:
        """Sine bands along an axis, `size` metres from crest to crest, 0 to 1."""
        node = self.node("ShaderNodeTexWave", bands_direction=direction)
        # The node repeats every pi / 10 units at scale 1.
        scale = 0.31415927 / size
        outputs = self.wire(node, Vector=vector, Scale=scale, Distortion=distortion, Detail=detail)
        return Scalar(self, outputs["Fac"])

    def ramp(self, factor: Number, stops: list[tuple[float, Tint]]) -> Color:
        """A Color Ramp of constant colours, given as (position, linear RGB)."""
        node = self.node("ShaderNodeValToRGB")
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(1.0)
        for element, (position, color) in zip(elements, stops, strict=True):
            element.position = position
            element.color = (*color, 1.0)
        return Color(self, self.wire(node, Fac=factor)["Color"])

    def bump(self, height: Number, strength: Number = 1.0) -> Vector:
        """The normal of a surface whose height is in metres."""
        node = self.node("ShaderNodeBump")
        outputs = self.wire(node, Strength=strength, Distance=1.0, Height=height)
        return Vector(self, outputs["Normal"])

    def shifted(self, vector: Vector, seed: float) -> Vector:
        """Another place of the same texture for each seed; 0 is the place itself."""
        if seed == 0.0:
            return vector
        return self.vector_math("ADD", vector, (seed, seed * 1.7, seed * 2.3))

    # Layout

    def finish(self) -> None:
        """Hide what is not linked, frame the sections and put every node in its place."""
        self._section_of[self._output.name] = len(self._sections)
        self._sections.append("")
        for node in self._inputs.values():
            for socket in node.outputs:
                socket.hide = not socket.is_linked
        arrange(self.tree, self._section_of, self._sections)
