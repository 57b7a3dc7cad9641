# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the faces of a material slot lie in the world: area by direction, height, inward or outward.

Reads meshes with numpy; knows nothing of names, roles or materials.
"""

from __future__ import annotations

from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix

from ..core.image import FloatArray

FLAT = 0.7
NOTHING = 1e-9
# Within 10 degrees of an axis.
ALONG = 0.985


@dataclass(frozen=True, slots=True)
class Surface:
    """The faces of one slot, in world metres.

    `up`, `down` and `side` are areas in square metres (a face counts as the direction it is within
    45 degrees of); `low` and `high` its height range; `floor_area` is the part of `up` below
    `floor_limit`, the height that parts floors from tops and roofs; `outward` is the share of
    `side` that faces away from the object's middle; `centre` the area-weighted middle. `size` are
    the sides of the box round the faces, `bottom` its lowest point, `boxy` the share of the area
    that lies along the axes.
    """

    area: float = 0.0
    up: float = 0.0
    down: float = 0.0
    side: float = 0.0
    low: float = 0.0
    high: float = 0.0
    up_height: float = 0.0
    floor_area: float = 0.0
    floor_limit: float = 0.0
    outward: float = 1.0
    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)
    size: tuple[float, float, float] = (0.0, 0.0, 0.0)
    bottom: float = 0.0
    boxy: float = 0.0

    @property
    def fill(self) -> float:
        """The area over that of the box round it: 1 for a solid box, little for bars and legs."""
        x, y, z = self.size
        return self.area / max(2.0 * (x * y + y * z + z * x), NOTHING)

    def share(self, part: float) -> float:
        return part / self.area if self.area > NOTHING else 0.0


def surfaces_of(obj: bpy.types.Object) -> tuple[Surface, ...]:
    """One `Surface` for each slot of a mesh object, and one for a mesh without slots."""
    count = max(1, len(obj.material_slots))
    mesh = obj.data
    if not isinstance(mesh, bpy.types.Mesh) or not mesh.polygons:
        return (Surface(),) * count
    slots, areas, normals, centres = world_faces(mesh, obj.matrix_world)
    slots = np.clip(slots, 0, count - 1)
    bounds = (centres.min(axis=0), centres.max(axis=0))
    boxes = _boxes(mesh, obj.matrix_world, slots, count)
    return tuple(
        _surface(areas[chosen], normals[chosen], centres[chosen], bounds, boxes[slot])
        for slot, chosen in enumerate(slots == slot for slot in range(count))
    )


def _boxes(
    mesh: bpy.types.Mesh, matrix: Matrix, slots: np.ndarray, count: int
) -> list[tuple[FloatArray, FloatArray]]:
    """The lowest and highest corner in world space of the faces of each slot."""
    places = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.vertices.foreach_get("co", places.ravel())
    world = np.array(matrix, np.float32)
    places = places @ world[:3, :3].T + world[:3, 3]
    corners = np.empty(len(mesh.loops), np.int32)
    totals = np.empty(len(mesh.polygons), np.int32)
    mesh.loops.foreach_get("vertex_index", corners)
    mesh.polygons.foreach_get("loop_total", totals)
    slot_of_corner = np.repeat(slots, totals)
    found: list[tuple[FloatArray, FloatArray]] = []
    for slot in range(count):
        mine = places[corners[slot_of_corner == slot]]
        none = np.zeros(3, np.float32)
        found.append((mine.min(axis=0), mine.max(axis=0)) if len(mine) else (none, none))
    return found


def world_faces(
    mesh: bpy.types.Mesh, matrix: Matrix
) -> tuple[np.ndarray, FloatArray, FloatArray, FloatArray]:
    """Slot index (F,), area (F,), unit normal (F, 3) and centre (F, 3) in world space."""
    count = len(mesh.polygons)
    slots = np.empty(count, np.int32)
    areas = np.empty(count, np.float32)
    normals = np.empty((count, 3), np.float32)
    centres = np.empty((count, 3), np.float32)
    mesh.polygons.foreach_get("material_index", slots)
    mesh.polygons.foreach_get("area", areas)
    mesh.polygons.foreach_get("normal", normals.ravel())
    mesh.polygons.foreach_get("center", centres.ravel())
    world = np.array(matrix, np.float32)
    linear = world[:3, :3]
    # Cofactors map area vectors exactly, under shear, uneven and negative scale alike.
    cofactor = np.stack(
        [
            np.cross(linear[1], linear[2]),
            np.cross(linear[2], linear[0]),
            np.cross(linear[0], linear[1]),
        ]
    )
    vectors = (normals * areas[:, None]) @ cofactor.T
    vectors *= np.sign(np.linalg.det(linear)) or 1.0
    lengths = np.linalg.norm(vectors, axis=1)
    return (
        slots,
        lengths,
        vectors / np.maximum(lengths, NOTHING)[:, None],
        centres @ linear.T + world[:3, 3],
    )


def _surface(
    areas: FloatArray,
    normals: FloatArray,
    centres: FloatArray,
    bounds: tuple[FloatArray, FloatArray],
    box: tuple[FloatArray, FloatArray],
) -> Surface:
    if areas.size == 0 or float(areas.sum()) <= NOTHING:
        return Surface()
    up, down = normals[:, 2] > FLAT, normals[:, 2] < -FLAT
    side = ~(up | down)
    low, high = float(bounds[0][2]), float(bounds[1][2])
    limit = low + 0.6 * (high - low)
    middle = (bounds[0] + bounds[1]) / 2.0
    facing_out = ((centres - middle)[:, :2] * normals[:, :2]).sum(axis=1) > 0.0
    side_area = float(areas[side].sum())
    up_area = float(areas[up].sum())
    return Surface(
        area=float(areas.sum()),
        up=up_area,
        down=float(areas[down].sum()),
        side=side_area,
        low=float(centres[:, 2].min()),
        high=float(centres[:, 2].max()),
        up_height=float((areas[up] * centres[up, 2]).sum() / up_area) if up_area > NOTHING else 0.0,
        floor_area=float(areas[up & (centres[:, 2] < limit)].sum()),
        floor_limit=limit,
        outward=float(areas[side & facing_out].sum()) / side_area if side_area > NOTHING else 1.0,
        centre=tuple(float(each) for each in (areas @ centres) / areas.sum()),
        size=tuple(float(each) for each in box[1] - box[0]),
        bottom=float(box[0][2]),
        boxy=float(areas[np.abs(normals).max(axis=1) > ALONG].sum() / areas.sum()),
    )
