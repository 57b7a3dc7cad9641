# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera for a scene that has none: inside a room as a photographer would stand, else a
three-quarter view that holds everything. Knows nothing of rendering.

Everything is decided by bounding boxes and ray casts, so it works for any scene without names.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ..core.errors import InputError
from ..core.image import FloatArray
from .rays import Caster
from .standing import AROUND, Stand, find_stands

GEOMETRY = {"MESH", "CURVE", "SURFACE", "META", "FONT", "CURVES", "POINTCLOUD", "VOLUME"}
SENSOR_MM = 36.0
MARGIN = 0.14
NEAR_M = 1.8
MOST_STANDS = 14
NO_MESH = "The scene has no mesh to look at; add or unhide one."


@dataclass(frozen=True, slots=True)
class View:
    """Where a camera stands: world matrix, focal length for a 36 mm wide sensor, clip distances."""

    matrix_world: Matrix
    lens_mm: float
    clip_start: float
    clip_end: float
    is_interior: bool


@contextmanager
def frame_scene(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None = None,
    *,
    view_layer: bpy.types.ViewLayer | None = None,
    aspect: float | None = None,
) -> Iterator[bpy.types.Object]:
    """A camera object that frames the scene, or only `objects`; gone when the block ends.

    It is in no collection: make it `scene.camera`, restore that yourself. `aspect` is width over
    height, None for the scene's own. Raises `InputError` when there is nothing to look at.
    """
    view = find_view(scene, objects, view_layer=view_layer, aspect=aspect)
    camera = make_camera(view, "Maquette Camera")
    data = camera.data
    assert isinstance(data, bpy.types.Camera)
    try:
        yield camera
    finally:
        bpy.data.objects.remove(camera)
        bpy.data.cameras.remove(data)


def make_camera(view: View, name: str) -> bpy.types.Object:
    """A new camera object that stands as `view` says, in no collection yet."""
    data = bpy.data.cameras.new(name)
    data.sensor_fit = "HORIZONTAL"
    data.sensor_width = SENSOR_MM
    data.lens = view.lens_mm
    data.clip_start, data.clip_end = view.clip_start, view.clip_end
    camera = bpy.data.objects.new(name, data)
    camera.matrix_world = view.matrix_world
    return camera


def find_view(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None = None,
    *,
    view_layer: bpy.types.ViewLayer | None = None,
    aspect: float | None = None,
) -> View:
    """Inside the largest room found, at eye height; without a room a three-quarter view from
    outside.
    """
    layer = view_layer or scene.view_layers[0]
    layer.update()
    boxes = visible_boxes(layer, objects)
    if not len(boxes):
        raise InputError(NO_MESH)
    aspect = aspect or scene_aspect(scene)
    if objects is None:
        inside = find_interior_view(layer, boxes, aspect)
        if inside is not None:
            return inside
    return exterior_view(without_ground(boxes), aspect)


def has_something_to_see(view_layer: bpy.types.ViewLayer) -> bool:
    """Whether a render of this view layer can show any geometry."""
    # Objects added since the last update are not listed before.
    view_layer.update()
    return any(
        not each.hide_render and (each.type in GEOMETRY or each.instance_type != "NONE")
        for each in view_layer.objects
    )


def visible_boxes(
    view_layer: bpy.types.ViewLayer, objects: Iterable[bpy.types.Object] | None = None
) -> FloatArray:
    """World bounding boxes (N, 8, 3) of what renders, instances one by one."""
    wanted = None if objects is None else {each.original for each in objects}
    boxes = []
    for instance in view_layer.depsgraph.object_instances:
        obj = instance.object
        if obj.type not in GEOMETRY or obj.hide_render or not instance.show_self:
            continue
        if wanted is not None and _source(instance) not in wanted:
            continue
        corners = np.array([tuple(corner) for corner in obj.bound_box], np.float32)
        if np.ptp(corners, axis=0).max() <= 0.0:
            continue
        matrix = np.array(instance.matrix_world, np.float32)
        boxes.append(corners @ matrix[:3, :3].T + matrix[:3, 3])
    return np.array(boxes, np.float32).reshape(-1, 8, 3)


def _source(instance: bpy.types.DepsgraphObjectInstance) -> bpy.types.Object:
    parent = instance.parent
    shown = parent if instance.is_instance and parent is not None else instance.object
    return cast("bpy.types.Object", shown.original)


def scene_aspect(scene: bpy.types.Scene) -> float:
    render = scene.render
    width = render.resolution_x * render.pixel_aspect_x
    return width / (render.resolution_y * render.pixel_aspect_y)


def without_ground(boxes: FloatArray) -> FloatArray:
    """The boxes without wide flat ones at the bottom, as long as something stands on them."""
    low, high = boxes.min(axis=1), boxes.max(axis=1)
    size = high - low
    bottom, top = low[:, 2].min(), high[:, 2].max()
    flat = (size[:, 2] < 0.03 * size[:, :2].max(axis=1)) & (
        high[:, 2] < bottom + 0.1 * (top - bottom)
    )
    tall = size[~flat]
    if not len(tall) or not flat.any():
        return boxes
    wide = size[:, :2].max(axis=1) > 1.5 * np.ptp(boxes[~flat].reshape(-1, 3), axis=0)[:2].max()
    return boxes[~(flat & wide)]


def exterior_view(boxes: FloatArray, aspect: float) -> View:
    """A three-quarter view from the front right (front is -Y) that holds every box.

    50 mm and 20 degrees down on what stands on a table, 35 mm and 9 degrees on what is as high as a
    building.
    """
    points = boxes.reshape(-1, 3).astype(np.float64)
    size = float(np.linalg.norm(np.ptp(points, axis=0)))
    magnitude = math.log10(max(size, 1e-6))
    elevation = math.radians(float(np.interp(magnitude, [0.3, 1.3], [20.0, 9.0])))
    lens = float(np.interp(magnitude, [0.3, 1.3], [50.0, 35.0]))
    azimuth = math.radians(-90.0 + 32.0)
    flat = math.cos(elevation)
    back = Vector((math.cos(azimuth) * flat, math.sin(azimuth) * flat, math.sin(elevation)))
    rotation = back.to_track_quat("Z", "Y").to_matrix()
    place, distance = fitted(points, np.array(rotation, np.float64), lens, aspect)
    matrix = Matrix.Translation(Vector(place.tolist())) @ rotation.to_4x4()
    return View(matrix, lens, max(distance / 1000.0, 1e-4), distance + 20.0 * size, False)


def fitted(
    points: FloatArray, rotation: FloatArray, lens: float, aspect: float
) -> tuple[FloatArray, float]:
    """The nearest place from which all points (N, 3) lie in the picture, and its distance to the
    middle.

    Each side of the picture is a plane; where two opposite ones meet is as near as they allow.
    """
    across = SENSOR_MM / 2.0 / lens
    slopes = (across * (1.0 - MARGIN), across / aspect * (1.0 - MARGIN))
    local = points @ rotation
    depth = -local[:, 2]
    place = np.zeros(3)
    forward = math.inf
    for axis, slope in enumerate(slopes):
        low = (local[:, axis] - slope * depth).max()
        high = (local[:, axis] + slope * depth).min()
        place[axis] = (low + high) / 2.0
        forward = min(forward, (high - low) / (2.0 * slope))
    place[2] = -forward
    for axis in (0, 1):
        place[axis] = _centred(local[:, axis], depth - forward, place[axis])
    return (rotation @ place).astype(np.float32), float(depth.mean() - forward)


def _centred(across: FloatArray, distance: FloatArray, place: float) -> float:
    """Where to stand so that what is seen reaches as far to both sides."""
    for _ in range(16):
        slopes = (across - place) / distance
        place += float(slopes.min() + slopes.max()) / 2.0 * float(distance.mean())
    return place


def find_interior_view(
    view_layer: bpy.types.ViewLayer, boxes: FloatArray, aspect: float
) -> View | None:
    """The view of the largest room, or None when the scene has no room to stand in."""
    caster = Caster(view_layer)
    points = boxes.reshape(-1, 3)
    stands = find_stands(caster, points.min(axis=0), points.max(axis=0))
    return _best_view(caster, stands, aspect) if stands else None


def _best_view(caster: Caster, stands: Sequence[Stand], aspect: float) -> View:
    """Of all places and directions the one that sees most of the largest room."""
    largest = max(stand.room for stand in stands)
    roomy = [(stand, *_outlook(stand)) for stand in stands if stand.room >= 0.5 * largest]
    roomy.sort(key=lambda each: -float(each[2].max()))
    best: tuple[float, Stand, float, float] | None = None
    for stand, lens, means in roomy[:MOST_STANDS]:
        for index in range(0, AROUND, 3):
            if means[index] < 0.6 * means.max():
                continue
            yaw = 2.0 * math.pi * index / AROUND
            score = float(means[index]) * _content(caster, stand.eye, yaw, lens, aspect)
            if best is None or score > best[0]:
                best = score, stand, yaw, lens
    assert best is not None
    _, stand, yaw, lens = best
    rotation = Matrix.Rotation(yaw - math.pi / 2.0, 4, "Z") @ Matrix.Rotation(math.pi / 2.0, 4, "X")
    matrix = Matrix.Translation(stand.eye) @ rotation
    return View(matrix, lens, 0.05, max(1000.0, 20.0 * largest), True)


def _outlook(stand: Stand) -> tuple[float, FloatArray]:
    """The lens for the place, and how deep the view is (AROUND,) in each direction."""
    reach = np.minimum(stand.distances, 4.0 * stand.room)
    lens = float(np.interp(float(reach.max()), [3.0, 9.0], [18.0, 24.0]))
    half = math.atan(SENSOR_MM / 2.0 / lens)
    width = max(1, round(half / (2.0 * math.pi) * AROUND))
    window = np.arange(-width, width + 1)
    return lens, np.array([reach[(index + window) % AROUND].mean() for index in range(AROUND)])


def _content(caster: Caster, eye: Vector, yaw: float, lens: float, aspect: float) -> float:
    """How much a view shows: different surfaces count, by the perplexity of their shares of the
    picture; what stands in the lens takes away."""
    across = SENSOR_MM / 2.0 / lens
    forward = Vector((math.cos(yaw), math.sin(yaw), 0.0))
    right = Vector((math.sin(yaw), -math.cos(yaw), 0.0))
    up = Vector((0.0, 0.0, 1.0))
    hits = [
        caster.cast(eye, (forward + right * (x * across) + up * (y * across / aspect)).normalized())
        for x in np.linspace(-0.95, 0.95, 10)
        for y in np.linspace(-0.95, 0.95, 7)
    ]
    counts = np.array(list(Counter(hit.surface for hit in hits if hit is not None).values()))
    near = sum(hit is not None and hit.distance < NEAR_M for hit in hits) / len(hits)
    shares = counts / counts.sum()
    surfaces = math.exp(-float((shares * np.log(shares)).sum()))
    return math.sqrt(surfaces) * (1.0 - near) ** 4
