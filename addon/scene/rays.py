# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ray casts into a scene that go through what does not render."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import bpy
from mathutils import Vector

STEP = 1e-4
MOST_SKIPS = 16


class Hit(NamedTuple):
    """The first surface on the way; `faces` says that its front is seen, `surface` is an object's
    name and material slot."""

    point: Vector
    distance: float
    faces: bool
    surface: tuple[str, int]


class Caster:
    """A scene as its view layer shows it now."""

    def __init__(self, scene: bpy.types.Scene, view_layer: bpy.types.ViewLayer) -> None:
        self._scene = scene
        self._depsgraph = view_layer.depsgraph

    def cast(self, origin: Vector, direction: Vector) -> Hit | None:
        """The first surface that renders along the unit vector `direction`, or None."""
        start = origin.copy()
        for _ in range(MOST_SKIPS):
            found, point, normal, face, obj, _ = self._scene.ray_cast(
                self._depsgraph, start, direction
            )
            if not found:
                return None
            if not obj.hide_render:
                faces = normal.dot(direction) < 0.0
                return Hit(point, (point - origin).length, faces, (obj.name, self._slot(obj, face)))
            start = point + direction * STEP
        return None

    def _slot(self, obj: bpy.types.Object, face: int) -> int:
        mesh = obj.evaluated_get(self._depsgraph).data
        if isinstance(mesh, bpy.types.Mesh) and 0 <= face < len(mesh.polygons):
            return mesh.polygons[face].material_index
        return 0

    def distance(self, origin: Vector, direction: Vector, slope: float = 0.0) -> float:
        """How far one sees, `slope` metres up a metre forward; inf into the open."""
        tilted = Vector((direction.x, direction.y, direction.z + slope)).normalized()
        hit = self.cast(origin, tilted)
        return math.inf if hit is None else hit.distance


@cache
def directions_around(count: int, *, sphere: bool = False) -> tuple[Vector, ...]:
    """Unit vectors evenly round the horizon from +X, or over the sphere on a Fibonacci spiral."""
    if not sphere:
        angles = [2.0 * math.pi * index / count for index in range(count)]
        return tuple(Vector((math.cos(angle), math.sin(angle), 0.0)) for angle in angles)
    golden = math.pi * (3.0 - math.sqrt(5.0))
    out = []
    for index in range(count):
        z = 1.0 - 2.0 * (index + 0.5) / count
        radius = math.sqrt(1.0 - z * z)
        out.append(
            Vector((radius * math.cos(golden * index), radius * math.sin(golden * index), z))
        )
    return tuple(out)
