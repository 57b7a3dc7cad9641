# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials from maps are wired right, of real-world size, and lie on any object."""

from __future__ import annotations

import math
from collections.abc import Mapping

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.image import Extent, FloatArray
from addon.core.maps import MapKind
from addon.scene import capture, materials
from addon.scene.capture import CaptureSettings, Engine
from addon.scene.materials import Projection, material_from_maps
from addon.scene.records import read_record
from addon.scene.uv import measure_uv
from tests.scene import stages
from tests.scene.pictures import png
from tests.scene.snapshot import differences, snapshot

SIDE = 16


def _map(kind: MapKind, value: float | tuple[float, ...] = 0.5) -> bytes:
    plane = np.broadcast_to(np.asarray(value, np.float64), (SIDE, SIDE, kind.channels))
    return png(np.rint(plane * 65535).astype(np.uint16))


def _maps(**values: float | tuple[float, ...]) -> dict[MapKind, bytes]:
    defaults = {MapKind.NORMAL: (0.5, 0.5, 1.0)}
    return {kind: _map(kind, values.get(kind.value, defaults.get(kind, 0.5))) for kind in MapKind}


def _source(material: bpy.types.Material, node: str, socket: str) -> str:
    tree = material.node_tree
    assert tree is not None
    links = tree.nodes[node].inputs[socket].links
    return links[0].from_node.name if links else ""


def test_maps_are_wired_with_their_colour_spaces() -> None:
    record = {"model": {"id": "material-mini"}}
    material = material_from_maps(
        "Brick", _maps(), 1.2, height_range=(-0.002, 0.006), record=record
    )
    tree = material.node_tree
    assert tree is not None
    for kind, socket in (
        (MapKind.BASE_COLOR, "Base Color"),
        (MapKind.ROUGHNESS, "Roughness"),
        (MapKind.METALLIC, "Metallic"),
    ):
        assert _source(material, "Principled BSDF", socket) == kind.label
    assert _source(material, "Normal Map", "Color") == "Normal"
    assert _source(material, "Displacement", "Height") == "Height"
    assert _source(material, "Material Output", "Displacement") == "Displacement"
    assert not any(output.links for output in tree.nodes["Ambient occlusion"].outputs)
    spaces = {kind: tree.nodes[kind.label].image.colorspace_settings.name for kind in MapKind}
    assert spaces.pop(MapKind.BASE_COLOR) == "sRGB"
    assert set(spaces.values()) == {"Non-Color"}
    assert read_record(material) == record
    assert read_record(tree.nodes["Height"].image) == record
    assert all(_source(material, kind.label, "Vector") == materials.MAPPING for kind in MapKind)


def test_height_is_in_metres() -> None:
    material = material_from_maps("Brick", _maps(), 1.0, height_range=(-0.002, 0.006))
    node = material.node_tree.nodes["Displacement"]
    scale, middle = (node.inputs[name].default_value for name in ("Scale", "Midlevel"))
    assert ((0.0 - middle) * scale, (1.0 - middle) * scale) == pytest.approx((-0.002, 0.006))
    assert (node.space, material.displacement_method) == ("WORLD", "BUMP")


def test_nodes_go_from_left_to_right_without_overlap() -> None:
    material = material_from_maps("Brick", _maps(), 1.0)
    tree = material.node_tree
    for link in tree.links:
        left, right = link.from_node, link.to_node
        assert left.location.x + left.width < right.location.x, (left.name, right.name)
    column = sorted(tree.nodes[kind.label].location.y for kind in MapKind)
    assert min(np.diff(column)) >= 280.0


def test_a_broken_map_leaves_nothing() -> None:
    before = snapshot()
    with pytest.raises(InputError, match="Brick Roughness is not a whole PNG"):
        material_from_maps("Brick", {**_maps(), MapKind.ROUGHNESS: b"no picture"}, 1.0)
    with pytest.raises(InputError, match="at least one map"):
        material_from_maps("Brick", {}, 1.0)
    assert differences(before, snapshot()) == []


def _stripes(width: int, height: int, *, upright: bool) -> dict[MapKind, bytes]:
    """Half black, half white: one stripe a repeat, across or along."""
    values = np.zeros((height, width, 3), np.uint8)
    if upright:
        values[:, width // 2 :] = 255
    else:
        values[: height // 2] = 255
    return {MapKind.BASE_COLOR: png(values)}


def _seen(
    material: bpy.types.Material,
    place: tuple[float, float, float],
    rotation: tuple[float, float, float],
) -> FloatArray:
    """Base color as an orthographic camera sees a window 4 m wide of the scene."""
    tree = material.node_tree
    emission = tree.nodes.new("ShaderNodeEmission")
    tree.links.new(tree.nodes["Base color"].outputs["Color"], emission.inputs["Color"])
    tree.links.new(emission.outputs[0], tree.nodes["Material Output"].inputs["Surface"])
    camera = stages.add_camera(place, rotation)
    camera.data.type, camera.data.ortho_scale = "ORTHO", 4.0
    scene = stages.scene()
    scene.view_settings.view_transform = "Standard"
    scene.cycles.use_denoising = False
    settings = CaptureSettings(Engine.CYCLES, Extent(160, 160), 4)
    return capture.capture_camera(scene, None, settings).color.pixels[..., 0]


def _repeats(line: FloatArray) -> float:
    """Metres between equal edges along 4 m."""
    rising = np.flatnonzero(np.diff((line > 0.5).astype(int)) == 1)
    assert len(rising) >= 2
    return float(np.diff(rising).mean() * 4.0 / len(line))


@pytest.mark.parametrize("projection", [Projection.UV, Projection.BOX, Projection.AUTO])
@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_size_holds_in_the_world(projection: Projection, scale: float) -> None:
    plane = stages.add_plane("Floor", 8.0, 8.0, uv=3.0)
    plane.scale = (scale, scale, 1.0)
    bpy.context.view_layer.update()
    for upright in (True, False):
        material = material_from_maps(
            "Stripes",
            _stripes(32, 16, upright=upright),
            0.8,
            projection=projection,
            objects=[plane],
        )
        plane.data.materials.clear()
        plane.data.materials.append(material)
        seen = _seen(material, (0.0, 0.0, 5.0), (0.0, 0.0, 0.0))
        lines = seen[80] if upright else seen[:, 80]
        # A picture twice as wide as high covers half its width upwards.
        assert _repeats(lines) == pytest.approx(0.8 if upright else 0.4, rel=0.05)


@pytest.mark.parametrize("lies_on_side", [False, True])
def test_patterns_stand_upright_on_walls(lies_on_side: bool) -> None:
    wall = stages.add_box("Wall", (6.0, 6.0, 6.0))
    if lies_on_side:
        wall.rotation_euler = (math.pi / 2.0, 0.0, 0.0)
    bpy.context.view_layer.update()
    material = material_from_maps("Courses", _stripes(16, 16, upright=False), 0.5, objects=[wall])
    wall.data.materials.append(material)
    for place, rotation in (
        ((0.0, -9.0, 0.0), stages.ALONG_Y),
        ((9.0, 0.0, 0.0), (math.pi / 2.0, 0.0, math.pi / 2.0)),
    ):
        seen = _seen(material, place, rotation)
        assert _repeats(seen[:, 80]) == pytest.approx(0.5, rel=0.05)
        assert np.ptp(seen[80]) < 0.2


def test_good_uvs_are_measured() -> None:
    plane = stages.add_plane("Floor", 6.0, 3.0, uv=2.0)
    measure = measure_uv(plane)
    assert measure is not None and measure.is_good
    assert measure.metres_per_unit == pytest.approx((2.0, 2.0))
    plane.scale = (3.0, 3.0, 3.0)
    bpy.context.view_layer.update()
    measure = measure_uv(plane)
    assert measure is not None
    assert measure.metres_per_unit == pytest.approx((6.0, 6.0))


def test_each_direction_of_the_uvs_has_its_own_scale() -> None:
    floor = stages.add_plane("Floor", 6.0, 6.0, uv=2.0)
    floor.scale = (1.0, 0.5, 1.0)
    bpy.context.view_layer.update()
    measure = measure_uv(floor)
    assert measure is not None and measure.is_good
    assert measure.metres_per_unit == pytest.approx((2.0, 1.0))
    material = material_from_maps("Brick", _maps(), 0.5, objects=[floor])
    scale = material.node_tree.nodes[materials.MAPPING].inputs["Scale"].default_value
    assert tuple(scale) == pytest.approx((0.25, 0.5, 1.0))


def _collapsed(uv: np.ndarray) -> np.ndarray:
    return uv * 1e-4 + 0.3


def _sheared(uv: np.ndarray) -> np.ndarray:
    return uv @ np.array([(1.0, 0.0), (1.5, 1.0)])


def _uneven(uv: np.ndarray) -> np.ndarray:
    scaled = uv.copy()
    scaled[: len(uv) // 2] *= 6.0
    return scaled


def _half_missing(uv: np.ndarray) -> np.ndarray:
    gone = uv.copy()
    gone[: len(uv) // 2] = 0.5
    return gone


def _turned(uv: np.ndarray) -> np.ndarray:
    return uv[:, ::-1] * (1.0, -1.0)


def _upright_uvs(box: bpy.types.Object) -> np.ndarray:
    """Each side of a box as the whole picture, up where the side has one."""
    places = np.array([box.data.vertices[loop.vertex_index].co for loop in box.data.loops])
    sides = places.reshape(6, 4, 3) / 2.0 + 0.5
    axes = [np.flatnonzero(np.ptp(side, axis=0) > 0.5) for side in sides]
    return np.concatenate([side[:, axis] for side, axis in zip(sides, axes, strict=True)])


@pytest.mark.parametrize("spoil", [_collapsed, _sheared, _uneven, _half_missing, _turned])
def test_bad_uvs_give_way_to_box_projection(spoil: object) -> None:
    assert callable(spoil)
    box = stages.add_box("Box", (2.0, 2.0, 2.0))
    layer = box.data.uv_layers.new(name="UVMap")
    square = _upright_uvs(box)
    layer.uv.foreach_set("vector", square.astype(np.float32).ravel())
    material = material_from_maps("Brick", _maps(), 1.0, objects=[box])
    assert _source(material, materials.MAPPING, "Vector") == materials.UV_MAP
    assert _source(material, "Principled BSDF", "Normal") == "Normal Map"
    layer.uv.foreach_set("vector", spoil(square).astype(np.float32).ravel())
    assert materials.fit_projection(material, [box]) is Projection.BOX
    assert _source(material, materials.MAPPING, "Vector") == materials.BOX_MAP
    # A tangent-space normal map means nothing without UVs; the height's bump stays.
    assert _source(material, "Principled BSDF", "Normal") == ""
    assert _source(material, "Material Output", "Displacement") == "Displacement"


def test_objects_of_different_scale_do_not_share_uvs() -> None:
    one, other = (stages.add_plane(name, 4.0, 4.0, uv=uv) for name, uv in (("A", 1.0), ("B", 4.0)))
    material = material_from_maps("Brick", _maps(), 1.0)
    assert materials.fit_projection(material, [one]) is Projection.UV
    assert materials.fit_projection(material, [one, other]) is Projection.BOX
    assert materials.fit_projection(bpy.data.materials.new("Mine"), [one]) is None


def _lit(maps: Mapping[MapKind, bytes], *, with_displacement: bool) -> FloatArray:
    plane = stages.add_plane("Floor", 4.0, 4.0, uv=1.0)
    material = material_from_maps("Brick", maps, 1.0, height_range=(0.0, 0.05), objects=[plane])
    if not with_displacement:
        output = material.node_tree.nodes["Material Output"].inputs["Displacement"]
        material.node_tree.links.remove(output.links[0])
    plane.data.materials.append(material)
    sun = stages.add_sun()
    stages.add_camera((0.0, 0.0, 4.0))
    stages.scene().cycles.use_denoising = False
    settings = CaptureSettings(Engine.CYCLES, Extent(96, 96), 16)
    seen = capture.capture_camera(stages.scene(), None, settings).color.pixels
    bpy.data.batch_remove([plane, sun])
    return seen


def test_normal_map_and_displacement_do_not_add_up() -> None:
    ramp = np.linspace(0.0, 1.0, SIDE)[None, :, None] * np.ones((SIDE, 1, 1))
    height = png(np.rint(ramp * 65535).astype(np.uint16))
    maps = {**_maps(normal=(0.4, 0.5, 0.99)), MapKind.HEIGHT: height}
    with_both, without = _lit(maps, with_displacement=True), _lit(maps, with_displacement=False)
    assert np.abs(with_both - without).max() < 0.01
    flat = {kind: data for kind, data in maps.items() if kind is not MapKind.NORMAL}
    bump, none = _lit(flat, with_displacement=True), _lit(flat, with_displacement=False)
    assert np.abs(bump - none).mean() > 0.005
