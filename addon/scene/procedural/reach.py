# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which parameters of a family show with given values: those on a way to its outputs that nothing
makes zero.

The width of flutes does not show where their depth is 0. Nobody lists that: it is read from the
nodes. A way that cannot be followed in numbers counts as open.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import bpy

from ...core.procedural import ParameterValue

# A node and one of its outputs.
Place: TypeAlias = tuple[str, str]
# Where an operand comes from, or the number it is; None for other colours and vectors than black.
Operand: TypeAlias = "Place | float | None"

PARAMETER, RESULT, MIX = "NodeGroupInput", "NodeGroupOutput", "ShaderNodeMix"
MIXED = {"FLOAT": "Float", "VECTOR": "Vector", "RGBA": "Color"}
# What is zero as soon as one of its operands is.
PRODUCTS = frozenset({"MULTIPLY", "SCALE"})


@dataclass(frozen=True, slots=True)
class Step:
    """One node: what it does, and with what."""

    kind: str
    operands: tuple[Operand, ...]


def _linear(value: float, low: float, high: float) -> float:
    if low == high:
        return 0.0
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _smooth(value: float, low: float, high: float) -> float:
    share = _linear(value, low, high)
    return share * share * (3.0 - 2.0 * share)


def _quotient(number: float, divisor: float) -> float:
    return number / divisor if divisor != 0.0 else 0.0


TWO_NUMBERS: Mapping[str, Callable[[float, float], float]] = {
    "ADD": operator.add,
    "SUBTRACT": operator.sub,
    "MULTIPLY": operator.mul,
    "DIVIDE": _quotient,
    "MINIMUM": min,
    "MAXIMUM": max,
    "LESS_THAN": lambda one, other: float(one < other),
    "GREATER_THAN": lambda one, other: float(one > other),
}
THREE_NUMBERS: Mapping[str, Callable[[float, float, float], float]] = {
    "LINEAR": _linear,
    "SMOOTHSTEP": _smooth,
}


def steps_of(tree: bpy.types.NodeTree) -> dict[str, Step]:
    """The nodes of a family's group as plain values, by name."""
    sources = {
        (each.to_node.name, each.to_socket.identifier): (each.from_node.name, each.from_socket.name)
        for each in tree.links
    }
    return {node.name: _step(node, sources) for node in tree.nodes}


def _step(node: Any, sources: Mapping[Place, Place]) -> Step:
    kind = getattr(node, "operation", getattr(node, "interpolation_type", node.bl_idname))
    return Step(
        kind,
        tuple(
            sources.get((node.name, each.identifier)) or _constant(each)
            for each in _operands(node, kind)
        ),
    )


def _operands(node: Any, kind: str) -> list[Any]:
    """The inputs that a node of this kind uses, in the order of `Step.operands`."""
    inputs = list(node.inputs)
    if kind == MIX:
        wanted = ("Factor_Float", *(f"{each}_{MIXED[node.data_type]}" for each in "AB"))
        return [socket for each in wanted for socket in inputs if socket.identifier == each]
    if kind == "SCALE":
        return [inputs[0], node.inputs["Scale"]]
    if kind in TWO_NUMBERS or kind in THREE_NUMBERS:
        return inputs[: 2 if kind in TWO_NUMBERS else 3]
    return inputs


def _constant(socket: Any) -> float | None:
    value = getattr(socket, "default_value", None)
    if hasattr(value, "__len__"):
        return None if any(tuple(value)[:3]) else 0.0
    return value if isinstance(value, float) else None


def shown(steps: Mapping[str, Step], values: Mapping[str, ParameterValue]) -> frozenset[str]:
    """The names of the parameters that show with these values."""
    reading = _Reading(steps, values)
    ways = [way for step in steps.values() if step.kind == RESULT for way in reading.ways(step)]
    passed: set[Place] = set()
    while ways:
        place = ways.pop()
        if place not in passed:
            passed.add(place)
            ways += reading.ways(steps[place[0]])
    return frozenset(name for node, name in passed if steps[node].kind == PARAMETER)


class _Reading:
    """The steps with numbers put in."""

    def __init__(self, steps: Mapping[str, Step], values: Mapping[str, ParameterValue]) -> None:
        self._steps, self._values = steps, values
        self._known: dict[Place, float | None] = {}

    def ways(self, step: Step) -> Iterator[Place]:
        """The places that what a node gives depends on."""
        for each in self._mattering(step):
            if isinstance(each, tuple) and self._number(each) != 0.0:
                yield each

    def _mattering(self, step: Step) -> tuple[Operand, ...]:
        if step.kind != MIX:
            return step.operands
        factor, zero, one = step.operands
        share = self._number(factor)
        if share is None or 0.0 < share < 1.0:
            return step.operands
        return (factor, zero if share <= 0.0 else one)

    def _number(self, operand: Operand) -> float | None:
        """What an operand is everywhere; None where that differs from place to place."""
        if not isinstance(operand, tuple):
            return operand
        if operand not in self._known:
            self._known[operand] = self._folded(*operand)
        return self._known[operand]

    def _folded(self, node: str, output: str) -> float | None:
        step = self._steps[node]
        if step.kind == PARAMETER:
            value = self._values.get(output)
            return value if isinstance(value, float) else None
        if step.kind == MIX and len(chosen := self._mattering(step)) == 2:
            return self._number(chosen[1])
        return _result(step.kind, [self._number(each) for each in step.operands])


def _result(kind: str, numbers: list[float | None]) -> float | None:
    if kind in PRODUCTS and 0.0 in numbers:
        return 0.0
    known = [each for each in numbers if each is not None]
    if len(known) < len(numbers):
        return None
    if kind in TWO_NUMBERS:
        return TWO_NUMBERS[kind](*known)
    return THREE_NUMBERS[kind](*known) if kind in THREE_NUMBERS else None
