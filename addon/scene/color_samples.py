# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What colours a socket shows over a surface, from the nodes before it and without a render.

Exact for colours, images and what mixes them; a pattern that is made of numbers counts as an even
spread from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import bpy
import numpy as np

from ..core.errors import InputError
from ..core.image import ColorSpace, FloatArray, Image, as_color_space, as_rgb
from .images import image_from_datablock

# A square of samples, so that an image is looked at in a grid.
SIDE = 20
COUNT = SIDE * SIDE
MID_GREY = 0.5
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Walk:
    """The group nodes that were entered on the way, the innermost last, and what is known of
    outputs already: nodes share what is before them."""

    path: tuple[Any, ...] = ()
    known: dict[object, FloatArray] = field(default_factory=dict[object, FloatArray])


def samples_of(socket: bpy.types.NodeSocket) -> FloatArray:
    """`COUNT` linear colours (N, 3) that arrive at an input; a number is a grey."""
    return _arriving(socket, _Walk())


def _arriving(socket: Any, walk: _Walk) -> FloatArray:
    if not socket.is_linked or not socket.links[0].is_valid or len(walk.path) > DEEPEST:
        return _constant(getattr(socket, "default_value", MID_GREY))
    return _leaving(socket.links[0].from_socket, walk)


def _leaving(output: Any, walk: _Walk) -> FloatArray:
    node = output.node
    key = (output.as_pointer(), *(each.as_pointer() for each in walk.path))
    if key not in walk.known:
        read = _passed_on if node.mute else _READ.get(node.bl_idname, _passed_on)
        walk.known[key] = read(node, output, walk)
    return walk.known[key]


def _constant(value: Any) -> FloatArray:
    channels = (value,) * 3 if isinstance(value, (int, float)) else tuple(value)[:3]
    if len(channels) != 3 or not all(isinstance(each, (int, float)) for each in channels):
        channels = (MID_GREY,) * 3
    return np.tile(np.array(channels, np.float32), (COUNT, 1))


def _passed_on(node: Any, output: Any, walk: _Walk) -> FloatArray:
    """What a node that is not known here gets as its colour; a pattern gets none."""
    colors = [each for each in node.inputs if each.type == "RGBA" and each.enabled]
    linked = next((each for each in colors if each.is_linked), None)
    if linked is not None:
        return _arriving(linked, walk)
    if node.bl_idname.startswith("ShaderNodeTex") or not colors:
        return _pattern() if output.type == "VALUE" else _constant(MID_GREY)
    return _arriving(colors[0], walk)


def _pattern() -> FloatArray:
    return np.repeat(np.linspace(0.0, 1.0, COUNT, dtype=np.float32)[:, None], 3, axis=1)


def _own_value(_node: Any, output: Any, _walk: _Walk) -> FloatArray:
    return _constant(output.default_value)


def _image(node: Any, output: Any, _walk: _Walk) -> FloatArray:
    picture = node.image
    if picture is None:
        return _constant(0.0)
    was_loaded = picture.has_data
    try:
        seen = image_from_datablock(picture)
    except InputError:
        return _constant(MID_GREY)
    finally:
        if not was_loaded:
            picture.buffers_free()
    height, width = seen.pixels.shape[:2]
    rows, columns = ((2 * np.arange(SIDE) + 1) * side // (2 * SIDE) for side in (height, width))
    grid = seen.pixels[rows[:, None], columns].copy()
    if output.name == "Alpha":
        alpha = grid[..., -1:] if grid.shape[2] in (2, 4) else np.ones_like(grid[..., :1])
        return np.repeat(alpha.reshape(-1, 1), 3, axis=1)
    color = as_color_space(as_rgb(Image(grid, seen.color_space)), ColorSpace.LINEAR)
    return color.pixels.reshape(-1, 3)


def _ramp(node: Any, output: Any, walk: _Walk) -> FloatArray:
    factors = _arriving(node.inputs[0], walk).mean(axis=1)
    steps = np.array([tuple(node.color_ramp.evaluate(i / 63.0)) for i in range(64)], np.float32)
    found = steps[np.clip(np.rint(factors * 63.0), 0, 63).astype(int)]
    return np.repeat(found[:, 3:], 3, axis=1) if output.name == "Alpha" else found[:, :3]


def _mix(node: Any, _output: Any, walk: _Walk) -> FloatArray:
    """Mix Color of both kinds; a blend that is not known here keeps the first colour."""
    is_old = node.bl_idname == "ShaderNodeMixRGB"
    if not is_old and node.data_type != "RGBA":
        return _constant(MID_GREY)
    names = ("Fac", "Color1", "Color2") if is_old else ("Factor_Float", "A_Color", "B_Color")
    sockets = {each.identifier: each for each in node.inputs}
    factor, first, second = (_arriving(sockets[name], walk) for name in names)
    blend = _BLENDS.get(node.blend_type)
    blended = first if blend is None else blend(first, second)
    return (first + (blended - first) * np.clip(factor, 0.0, 1.0)).astype(np.float32)


def _separated(node: Any, output: Any, walk: _Walk) -> FloatArray:
    channel = list(node.outputs).index(output)
    return np.repeat(_arriving(node.inputs[0], walk)[:, channel : channel + 1], 3, axis=1)


def _gamma(node: Any, _output: Any, walk: _Walk) -> FloatArray:
    color, power = _arriving(node.inputs[0], walk), _arriving(node.inputs[1], walk)
    return (np.maximum(color, 0.0) ** np.maximum(power, 0.0)).astype(np.float32)


def _arithmetic(node: Any, _output: Any, walk: _Walk) -> FloatArray:
    first, second = (_arriving(each, walk) for each in node.inputs[:2])
    act = _BLENDS.get({"MULTIPLY": "MULTIPLY", "ADD": "ADD"}.get(node.operation, ""))
    return _pattern() if act is None else act(first, second)


def _group(node: Any, output: Any, walk: _Walk) -> FloatArray:
    """What leaves a group is what arrives at its output node."""
    tree = node.node_tree
    ends = [each for each in (tree.nodes if tree else ()) if each.bl_idname == "NodeGroupOutput"]
    end = next((each for each in ends if each.is_active_output), None)
    if end is None:
        return _constant(MID_GREY)
    inner = next(each for each in end.inputs if each.identifier == output.identifier)
    return _arriving(inner, replace(walk, path=(*walk.path, node)))


def _group_input(_node: Any, output: Any, walk: _Walk) -> FloatArray:
    if not walk.path:
        return _constant(MID_GREY)
    outer = next(each for each in walk.path[-1].inputs if each.identifier == output.identifier)
    return _arriving(outer, replace(walk, path=walk.path[:-1]))


Read: TypeAlias = Callable[[Any, Any, _Walk], FloatArray]
Blend: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]

_READ: Mapping[str, Read] = {
    "ShaderNodeRGB": _own_value,
    "ShaderNodeValue": _own_value,
    "ShaderNodeTexImage": _image,
    "ShaderNodeValToRGB": _ramp,
    "ShaderNodeMix": _mix,
    "ShaderNodeMixRGB": _mix,
    "ShaderNodeSeparateColor": _separated,
    "ShaderNodeGamma": _gamma,
    "ShaderNodeMath": _arithmetic,
    "ShaderNodeGroup": _group,
    "NodeGroupInput": _group_input,
}
_BLENDS: Mapping[str, Blend] = {
    "MIX": lambda _first, second: second,
    "MULTIPLY": lambda first, second: first * second,
    "ADD": lambda first, second: first + second,
    "SUBTRACT": lambda first, second: first - second,
    "SCREEN": lambda first, second: 1.0 - (1.0 - first) * (1.0 - second),
    "DARKEN": np.minimum,
    "LIGHTEN": np.maximum,
}
