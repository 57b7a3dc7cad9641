# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How bricks, stones and pavers lie: measured through the nodes, by rendering them as light."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import bpy
import numpy as np
import pytest

from addon.core.procedural import ParameterValue
from addon.scene.nodes import GroupBuilder, Scalar
from addon.scene.procedural import FAMILIES, Unit, cobble, from_look, paving, stone
from addon.scene.procedural.brick import laid as laid_bricks
from addon.scene.procedural.patterns import Piece, inset

PIXELS = 24
WIDTH_M = 0.97
FACE = 3.7

Measure = Callable[[GroupBuilder], Scalar]


def edge(laid: Callable[[GroupBuilder], Piece]) -> Measure:
    """Metres from a point to the edge of its piece."""
    return lambda b: inset(b, laid(b), 0.001)


def brick_length(b: GroupBuilder) -> Scalar:
    return cast("Scalar", laid_bricks(b)[0].length)


def measured(
    family: str,
    values: Mapping[str, ParameterValue],
    measure: Measure,
    start: tuple[float, float],
    folder: Path,
) -> np.ndarray:
    """What `measure` gives over WIDTH_M metres from `start`, (PIXELS, PIXELS) from the bottom."""
    tree: Any = bpy.data.node_groups.new("Measure", "ShaderNodeTree")
    tree.interface.new_socket("Value", in_out="OUTPUT", socket_type="NodeSocketFloat")
    tree.interface.new_socket("Vector", in_out="INPUT", socket_type="NodeSocketVector")
    numbers = [each for each in FAMILIES[family].parameters if each.unit is not Unit.COLOR]
    for each in numbers:
        tree.interface.new_socket(each.name, in_out="INPUT", socket_type="NodeSocketFloat")
    builder = GroupBuilder(tree)
    builder.output("Value", measure(builder))
    piece = emitting_plane(tree, {each.name: values[each.name] for each in numbers}, start)
    pixels = light(folder)
    bpy.data.objects.remove(piece)
    return pixels


def emitting_plane(
    tree: Any, values: Mapping[str, ParameterValue], begin: tuple[float, float]
) -> Any:
    """A square of WIDTH_M that shines as bright as the group's value, measured from `begin`."""
    bpy.ops.mesh.primitive_plane_add(size=1.0)
    piece: Any = bpy.context.object
    for vertex in piece.data.vertices:
        vertex.co = ((vertex.co.x + 0.5) * WIDTH_M, (vertex.co.y + 0.5) * WIDTH_M, 0.0)
    material: Any = bpy.data.materials.new("Measured")
    if material.node_tree is None:
        material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    place = nodes.new("ShaderNodeTexCoord")
    start = nodes.new("ShaderNodeVectorMath")
    start.inputs[1].default_value = (*begin, FACE)
    group = nodes.new("ShaderNodeGroup")
    group.node_tree = tree
    for name, value in values.items():
        group.inputs[name].default_value = value
    lamp, output = nodes.new("ShaderNodeEmission"), nodes.new("ShaderNodeOutputMaterial")
    links.new(place.outputs["Object"], start.inputs[0])
    links.new(start.outputs[0], group.inputs["Vector"])
    links.new(group.outputs["Value"], lamp.inputs["Strength"])
    links.new(lamp.outputs[0], output.inputs["Surface"])
    piece.data.materials.append(material)
    return piece


def light(folder: Path) -> np.ndarray:
    data: Any = bpy.data.cameras.new("Camera")
    data.type, data.ortho_scale = "ORTHO", WIDTH_M
    camera = bpy.data.objects.new("Camera", data)
    camera.location = (WIDTH_M * 0.5, WIDTH_M * 0.5, 1.0)
    scene: Any = bpy.context.scene
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 1
    scene.cycles.use_denoising = False
    scene.render.resolution_x = scene.render.resolution_y = PIXELS
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.filepath = str(folder / "measured.exr")
    bpy.ops.render.render(write_still=True)
    image: Any = bpy.data.images.load(scene.render.filepath)
    pixels = np.empty(PIXELS * PIXELS * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    bpy.data.objects.remove(camera)
    return pixels.reshape(PIXELS, PIXELS, 4)[..., 0]


LAYINGS: tuple[tuple[str, Callable[[GroupBuilder], Piece], dict[str, float]], ...] = (
    ("brick", lambda b: laid_bricks(b)[0], {"Bond Offset": 0.33333}),
    ("brick", lambda b: laid_bricks(b)[0], {"Bond": 1.0}),
    ("brick", lambda b: laid_bricks(b)[0], {"Bond": 2.0}),
    ("stone", stone.laid, {"Irregular": 1.0}),
    ("cobble", cobble.laid, {"Laying": 0.0, "Irregular": 1.0}),
    ("cobble", cobble.laid, {"Laying": 1.0, "Irregular": 1.0}),
    ("cobble", cobble.laid, {"Laying": 2.0, "Irregular": 1.0}),
    ("paving", paving.laid, {"Laying": 0.0}),
    ("paving", paving.laid, {"Laying": 1.0, "Paver Length": 0.2, "Paver Width": 0.1}),
    ("paving", paving.laid, {"Laying": 2.0, "Paver Width": 0.1}),
)


@pytest.mark.parametrize(("family", "laid", "values"), LAYINGS)
def test_joints_lie_as_before_after_one_repeat(
    family: str,
    laid: Callable[[GroupBuilder], Piece],
    values: dict[str, float],
    tmp_path: Path,
) -> None:
    kind = FAMILIES[family]
    completed = {**from_look(kind, kind.looks[0]).parameters, **values}
    assert kind.repeat is not None
    across, up = kind.repeat(completed)
    first, right, above = (
        measured(family, completed, edge(laid), start, tmp_path)
        for start in ((0.0, 0.0), (across, 0.0), (0.0, up))
    )
    assert np.ptp(first) > 0.01
    # A point on a border of two pieces may fall to either after rounding.
    assert np.quantile(abs(first - right), 0.98) < 2e-4
    assert np.quantile(abs(first - above), 0.98) < 2e-4


def test_headers_are_half_as_long_and_alternate_with_stretchers(tmp_path: Path) -> None:
    kind = FAMILIES["brick"]
    values = {**from_look(kind, kind.looks[0]).parameters, "Bond": 1.0}
    seen = measured("brick", values, brick_length, (0.0, 0.0), tmp_path)
    headers = abs(seen - 0.1125) < 2e-4
    assert np.all(headers | (abs(seen - 0.225) < 2e-4))
    assert math.isclose(headers.mean(), 1.0 / 3.0, abs_tol=0.06)
    for row in headers:
        assert 4 <= np.count_nonzero(np.diff(row.astype(int))) <= 7


def test_whole_courses_of_headers_make_an_english_bond(tmp_path: Path) -> None:
    kind = FAMILIES["brick"]
    values = {**from_look(kind, kind.looks[0]).parameters, "Bond": 2.0}
    seen = measured("brick", values, brick_length, (0.0, 0.0), tmp_path)
    assert np.ptp(seen, axis=1).max() < 2e-4
    assert np.unique(seen.round(3)).size == 2
    assert (seen.min(), seen.max()) == pytest.approx((0.1125, 0.225), abs=2e-4)
