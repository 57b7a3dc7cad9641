# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Depth becomes geometry that lies where the depth was seen."""

from __future__ import annotations

import math
from typing import Any

import bpy
import numpy as np
import pytest
from mathutils import Vector

from addon.core.errors import InputError
from addon.core.image import ColorSpace, Extent, FloatArray, Image
from addon.core.request import CameraPose, Capture, DepthMap
from addon.scene import capture, relief
from addon.scene.capture import CaptureSettings, Engine
from addon.scene.records import read_record
from tests.scene import stages
from tests.scene.snapshot import differences, snapshot


def _picture(height: int, width: int) -> Image:
    pixels = np.random.default_rng(0).random((height, width, 3)).astype(np.float32)
    return Image(pixels, ColorSpace.SRGB)


def _vertices(obj: bpy.types.Object) -> FloatArray:
    places = np.empty((len(obj.data.vertices), 3), np.float32)
    obj.data.vertices.foreach_get("co", places.ravel())
    world = np.array(obj.matrix_world)
    return places @ world[:3, :3].T + world[:3, 3]


def test_a_photo_stands_at_the_origin_and_looks_along_y() -> None:
    metres = np.full((4, 6), 2.0, np.float32)
    obj = relief.relief_mesh("Photo", metres, Capture(_picture(4, 6)), record={"seed": 1})
    bpy.context.view_layer.update()
    places = _vertices(obj)
    assert len(places) == 24 and len(obj.data.polygons) == 15
    assert np.allclose(places[:, 1], 2.0, atol=1e-5)
    half = 2.0 * math.tan(relief.PHOTO_FOV / 2.0)
    assert places[:, 0].max() == pytest.approx(half * 5.0 / 6.0, rel=1e-5)
    assert places[:, 2].max() == pytest.approx(half * 3.0 / 6.0, rel=1e-5)
    assert read_record(obj) == {"seed": 1}
    assert obj.data.polygons[0].normal.z > 0.99
    assert obj.data.validate() is False


def test_uvs_come_from_the_camera() -> None:
    obj = relief.relief_mesh("Photo", np.full((4, 6), 2.0, np.float32), Capture(_picture(4, 6)))
    uv = np.array([tuple(each.vector) for each in obj.data.uv_layers[0].uv])
    loops = [loop.vertex_index for loop in obj.data.loops]
    first = uv[loops.index(0)]
    assert np.allclose(first, (0.5 / 6.0, 1.0 - 0.5 / 4.0))


def test_it_is_cut_where_depth_jumps_or_is_missing() -> None:
    metres = np.full((5, 8), 2.0, np.float32)
    metres[:, 4:] = 3.0
    metres[0, 0] = np.inf
    obj = relief.relief_mesh("Photo", metres, Capture(_picture(5, 8)), edge_ratio=0.1)
    assert len(obj.data.polygons) == 4 * 6 - 1
    assert len(obj.data.vertices) == 39
    whole = relief.relief_mesh("Photo", metres, Capture(_picture(5, 8)), edge_ratio=0.6)
    assert len(whole.data.polygons) == 4 * 7 - 1


def test_detail_is_bounded() -> None:
    metres = np.ones((300, 400), np.float32)
    obj = relief.relief_mesh("Photo", metres, Capture(_picture(300, 400)), max_side=64)
    assert len(obj.data.vertices) == 64 * 48


def test_nothing_left_says_so_and_leaves_nothing() -> None:
    before = snapshot()
    with pytest.raises(InputError, match="No surface is left"):
        relief.relief_mesh("Photo", np.full((4, 4), np.inf, np.float32), Capture(_picture(4, 4)))
    assert differences(before, snapshot()) == []


def _distance(obj: Any, place: Vector) -> float:
    """From a world place to the surface of a mesh object."""
    local = obj.matrix_world.inverted() @ place
    depsgraph = bpy.context.evaluated_depsgraph_get()
    found = obj.closest_point_on_mesh(local, depsgraph=depsgraph)
    return float((found[1] - local).length)


@pytest.mark.parametrize("shift", [0.0, 0.15])
def test_a_capture_lands_on_what_was_captured(shift: float) -> None:
    stages.add_box("Box", (1.0, 1.0, 1.0), (0.3, 4.0, 0.2))
    stages.add_box("Wall", (8.0, 0.2, 6.0), (0.0, 7.0, 0.0))
    camera = stages.add_camera((1.0, 0.5, 1.5), (1.3, 0.1, 0.2))
    camera.data.shift_y = shift
    settings = CaptureSettings(Engine.CYCLES, Extent(60, 40), 1)
    seen = capture.capture_camera(stages.scene(), None, settings)
    assert seen.depth is not None
    before = set(stages.scene().objects)
    obj = relief.relief_mesh("Relief", seen.depth, seen, edge_ratio=0.1)
    for each in before - {obj}:
        each.hide_render = True
    bpy.context.view_layer.update()
    scene = stages.scene()
    solid = [each for each in before if each.type == "MESH"]
    distances = [
        min(_distance(each, Vector(place.tolist())) for each in solid)
        for place in _vertices(obj)[::7]
    ]
    assert max(distances) < 2e-3
    again = capture.capture_camera(scene, None, settings)
    assert again.depth is not None
    both = np.isfinite(again.depth) & np.isfinite(seen.depth)
    assert both.mean() > 0.6
    assert np.median(np.abs(again.depth - seen.depth)[both]) < 2e-3


def test_photos_get_their_distances_from_near_and_far() -> None:
    inverse = np.linspace(0.0, 1.0, 1000, dtype=np.float32).reshape(20, 50)
    metres = relief.metres_of(DepthMap(inverse), near=1.0, far=5.0)
    assert metres.shape == inverse.shape
    assert (metres.min(), metres.max()) == pytest.approx((1.0, 5.0))
    assert (np.diff(metres.ravel()) <= 0.0).all()
    known = DepthMap(inverse, inverse + 3.0)
    assert np.array_equal(relief.metres_of(known, near=1.0, far=5.0), inverse + 3.0)
    with pytest.raises(InputError, match="Nearest must be"):
        relief.metres_of(DepthMap(inverse), near=5.0, far=1.0)
    with pytest.raises(InputError, match="no valid value"):
        relief.metres_of(DepthMap(np.full((2, 2), np.nan, np.float32)), near=1.0, far=5.0)


def test_a_plane_is_displaced_by_metres() -> None:
    metres = np.full((8, 12), 3.0, np.float32)
    metres[:, 6:] = 2.5
    pose = CameraPose(tuple(map(tuple, np.eye(4).tolist())), math.pi / 2.0)
    obj = relief.displaced_plane(
        "Plane", metres, Capture(_picture(8, 12), camera=pose), max_side=12
    )
    evaluated = obj.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    places = np.array([tuple(vertex.co) for vertex in evaluated.vertices]).reshape(8, 12, 3)
    middle = float(np.median(metres))
    assert np.allclose(places[:, :4, 1], 3.0 - middle, atol=1e-3)
    assert np.allclose(places[:, 8:, 1], 2.5 - middle, atol=1e-3)
    assert np.ptp(places[..., 0]) == pytest.approx(2.0 * middle, rel=1e-3)
    assert obj.data.polygons[0].normal.y < -0.99


def test_the_picture_is_packed_and_does_not_glow() -> None:
    obj = relief.relief_mesh("Photo", np.ones((4, 4), np.float32), Capture(_picture(4, 4)))
    tree = obj.data.materials[0].node_tree
    image = next(node.image for node in tree.nodes if node.type == "TEX_IMAGE")
    principled = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    assert image.packed_file is not None
    assert principled.inputs["Emission Strength"].default_value == 0.0
