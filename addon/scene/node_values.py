# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Output sockets to calculate with: `Scalar`, `Vector`, `Color`; a builder adds the nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import bpy

if TYPE_CHECKING:
    from .nodes import GroupBuilder

Number: TypeAlias = "Scalar | float"
Tint: TypeAlias = "Color | tuple[float, float, float]"
Operand: TypeAlias = "Value | float | tuple[float, ...]"


class Value:
    """An output socket of a node in the group being built."""

    __slots__ = ("builder", "socket")

    def __init__(self, builder: GroupBuilder, socket: bpy.types.NodeSocket) -> None:
        self.builder = builder
        self.socket = socket


class Scalar(Value):
    """A number at every point of the surface; the operators add Math nodes."""

    __slots__ = ()

    def __add__(self, other: Number) -> Scalar:
        return self.builder.math("ADD", self, other)

    def __radd__(self, other: float) -> Scalar:
        return self.builder.math("ADD", other, self)

    def __sub__(self, other: Number) -> Scalar:
        return self.builder.math("SUBTRACT", self, other)

    def __rsub__(self, other: float) -> Scalar:
        return self.builder.math("SUBTRACT", other, self)

    def __mul__(self, other: Number) -> Scalar:
        return self.builder.math("MULTIPLY", self, other)

    def __rmul__(self, other: float) -> Scalar:
        return self.builder.math("MULTIPLY", other, self)

    def __truediv__(self, other: Number) -> Scalar:
        return self.builder.math("DIVIDE", self, other)

    def __rtruediv__(self, other: float) -> Scalar:
        return self.builder.math("DIVIDE", other, self)

    def __pow__(self, other: Number) -> Scalar:
        return self.builder.math("POWER", self, other)

    def __neg__(self) -> Scalar:
        return self.builder.math("MULTIPLY", self, -1.0)

    def __abs__(self) -> Scalar:
        return self.builder.math("ABSOLUTE", self)

    def __lt__(self, other: Number) -> Scalar:
        """1 where it holds, else 0; so are the other comparisons."""
        return self.builder.math("LESS_THAN", self, other)

    def __gt__(self, other: Number) -> Scalar:
        return self.builder.math("GREATER_THAN", self, other)

    def floor(self) -> Scalar:
        return self.builder.math("FLOOR", self)

    def fract(self) -> Scalar:
        """The part after the decimal point, in [0, 1) for negative numbers too."""
        return self.builder.math("FRACT", self)

    def modulo(self, divisor: Number) -> Scalar:
        """The rest of a division, in [0, divisor) for negative numbers too."""
        return self.builder.math("FLOORED_MODULO", self, divisor)

    def sine(self) -> Scalar:
        return self.builder.math("SINE", self)

    def sign(self) -> Scalar:
        return self.builder.math("SIGN", self)

    def root(self) -> Scalar:
        """The square root."""
        return self.builder.math("SQRT", self)

    def minimum(self, other: Number) -> Scalar:
        return self.builder.math("MINIMUM", self, other)

    def maximum(self, other: Number) -> Scalar:
        return self.builder.math("MAXIMUM", self, other)

    def clamp(self, low: float = 0.0, high: float = 1.0) -> Scalar:
        return self.minimum(high).maximum(low)

    def smoothstep(self, low: Number, high: Number) -> Scalar:
        """0 at `low`, 1 at `high`, smooth between; falling when `low` is above `high`."""
        return self.builder.map_range(self, low, high, interpolation="SMOOTHSTEP")

    def linstep(self, low: Number, high: Number) -> Scalar:
        """0 at `low`, 1 at `high`, straight between and clamped."""
        return self.builder.map_range(self, low, high, interpolation="LINEAR")

    def mix(self, zero: Number, one: Number) -> Scalar:
        """`zero` where this is 0, `one` where it is 1."""
        return self.builder.mix(self, zero, one)

    def tint(self, zero: Tint, one: Tint) -> Color:
        """Colour `zero` where this is 0, `one` where it is 1."""
        return self.builder.mix_color(self, zero, one)


class Vector(Value):
    """Three numbers at every point of the surface; the operators add Vector Math nodes."""

    __slots__ = ()

    def __add__(self, other: Vector | tuple[float, float, float]) -> Vector:
        return self.builder.vector_math("ADD", self, other)

    def __sub__(self, other: Vector | tuple[float, float, float]) -> Vector:
        return self.builder.vector_math("SUBTRACT", self, other)

    def __mul__(self, other: Vector | tuple[float, float, float] | Scalar | float) -> Vector:
        if isinstance(other, (Scalar, float, int)):
            return self.scaled(other)
        return self.builder.vector_math("MULTIPLY", self, other)

    def __truediv__(self, other: Vector | tuple[float, float, float]) -> Vector:
        return self.builder.vector_math("DIVIDE", self, other)

    def __abs__(self) -> Vector:
        return self.builder.vector_math("ABSOLUTE", self)

    def scaled(self, factor: Number) -> Vector:
        node = self.builder.node("ShaderNodeVectorMath", operation="SCALE")
        return Vector(self.builder, self.builder.wire(node, Vector=self, Scale=factor)["Vector"])

    def dot(self, other: Vector | tuple[float, float, float]) -> Scalar:
        node = self.builder.node("ShaderNodeVectorMath", operation="DOT_PRODUCT")
        outputs = self.builder.wire(node, Vector=self, Vector_001=other)
        return Scalar(self.builder, outputs["Value"])

    def length(self) -> Scalar:
        node = self.builder.node("ShaderNodeVectorMath", operation="LENGTH")
        return Scalar(self.builder, self.builder.wire(node, Vector=self)["Value"])

    def rotated(self, angle: Number) -> Vector:
        """Turned round Z, counter-clockwise, in radians."""
        node = self.builder.node("ShaderNodeVectorRotate", rotation_type="Z_AXIS")
        return Vector(self.builder, self.builder.wire(node, Vector=self, Angle=angle)["Vector"])

    @property
    def x(self) -> Scalar:
        return self.builder.separate(self)[0]

    @property
    def y(self) -> Scalar:
        return self.builder.separate(self)[1]

    @property
    def z(self) -> Scalar:
        return self.builder.separate(self)[2]


class Color(Value):
    """A linear RGB colour at every point of the surface."""

    __slots__ = ()

    def brighter(self, factor: Number) -> Color:
        """Multiplied by `factor`; hue and saturation stay."""
        node = self.builder.node("ShaderNodeVectorMath", operation="SCALE")
        return Color(self.builder, self.builder.wire(node, Vector=self, Scale=factor)["Vector"])

    def adjusted(self, hue: Number = 0.5, saturation: Number = 1.0, value: Number = 1.0) -> Color:
        """As the Hue/Saturation/Value node: hue 0.5 and factors of 1 change nothing."""
        node = self.builder.node("ShaderNodeHueSaturation")
        outputs = self.builder.wire(node, Hue=hue, Saturation=saturation, Value=value, Color=self)
        return Color(self.builder, outputs["Color"])
