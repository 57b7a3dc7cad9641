# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ray casts into what of a scene renders, quick also among thousands of objects.

`Scene.ray_cast` asks every object of the scene on each call; here a table of bounding boxes says
which few lie on the way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import bpy
import numpy as np
from mathutils import Matrix, Vector
from mathutils.bvhtree import BVHTree

from ..core.image import FloatArray

# Boxes of flat things get this much of thickness, in shares of their place and size.
SLACK = 1e-5
# So few targets are asked sooner than their boxes.
FEW = 4


class Hit(NamedTuple):
    """The first surface on the way; `faces` says that its front is seen, `surface` is an object's
    name and material slot, `normal` is its unit normal in the world."""

    point: Vector
    distance: float
    faces: bool
    surface: tuple[str, int]
    normal: Vector


@dataclass(frozen=True, slots=True, eq=False)
class _Target:
    """One object as it stands somewhere: an evaluated object, or a tree of a mesh without one."""

    name: str
    shape: bpy.types.Object | BVHTree
    slots: bpy.types.Mesh | tuple[int, ...]
    world: Matrix
    local: Matrix
    turn: Matrix


class Caster:
    """A scene as its view layer shows it now, without what does not render."""

    def __init__(self, view_layer: bpy.types.ViewLayer) -> None:
        # A depsgraph that is behind its file holds meshes that are gone: asked, they crash.
        view_layer.update()
        self._targets: list[_Target] = []
        boxes: list[FloatArray] = []
        trees: dict[int, tuple[BVHTree, tuple[int, ...]]] = {}
        for instance in view_layer.depsgraph.object_instances:
            target = _target(instance, view_layer.depsgraph, trees)
            if target is not None:
                corners = np.array([tuple(c) for c in instance.object.bound_box], np.float64)
                matrix = np.array(instance.matrix_world, np.float64)
                boxes.append(corners @ matrix[:3, :3].T + matrix[:3, 3])
                self._targets.append(target)
        # (3, N), because what is asked for all boxes at once is asked axis by axis.
        corners = np.array(boxes, np.float64).reshape(-1, 8, 3).transpose(2, 1, 0)
        slack = SLACK * (1.0 + np.abs(corners).max(axis=(0, 1), initial=0.0))
        self._low = np.ascontiguousarray(corners.min(axis=1) - slack)
        self._high = np.ascontiguousarray(corners.max(axis=1) + slack)

    def cast(self, origin: Vector, direction: Vector) -> Hit | None:
        """The first surface along the unit vector `direction`, or None."""
        best: Hit | None = None
        for entry, index in self._on_the_way(origin, direction):
            if best is not None and entry > best.distance:
                break
            hit = _cast(self._targets[index], origin, direction)
            if hit is not None and (best is None or hit.distance < best.distance):
                best = hit
        return best

    def _on_the_way(self, origin: Vector, direction: Vector) -> list[tuple[float, int]]:
        """The distance at which the ray enters the box of each target that it meets, nearest
        first."""
        if len(self._targets) <= FEW:
            return [(0.0, index) for index in range(len(self._targets))]
        enter, leave = np.zeros(len(self._targets)), np.full(len(self._targets), np.inf)
        for low, high, start, part in zip(self._low, self._high, origin, direction, strict=True):
            step = part if abs(part) > 1e-12 else 1e-12
            near, far = (low, high) if step > 0.0 else (high, low)
            np.maximum(enter, (near - start) / step, out=enter)
            np.minimum(leave, (far - start) / step, out=leave)
        met = np.flatnonzero(leave >= enter)
        return sorted(zip(enter[met].tolist(), met.tolist(), strict=True))

    def distance(self, origin: Vector, direction: Vector, slope: float = 0.0) -> float:
        """How far one sees, `slope` metres up a metre forward; inf into the open."""
        tilted = Vector((direction.x, direction.y, direction.z + slope)).normalized()
        hit = self.cast(origin, tilted)
        return math.inf if hit is None else hit.distance


def _target(
    instance: bpy.types.DepsgraphObjectInstance,
    depsgraph: bpy.types.Depsgraph,
    trees: dict[int, tuple[BVHTree, tuple[int, ...]]],
) -> _Target | None:
    shown = instance.object
    data = shown.data
    world = instance.matrix_world.copy()
    if not instance.show_self or shown.hide_render or not isinstance(data, bpy.types.Mesh):
        return None
    if not len(data.polygons) or abs(world.determinant()) < 1e-18:
        return None
    # What the iterator lends is gone after its step; the object behind it stays.
    behind = shown.original.evaluated_get(depsgraph)
    inverse = world.inverted()
    stand = world, inverse, inverse.to_3x3()
    if isinstance(behind.data, bpy.types.Mesh) and behind.data == data:
        return _Target(shown.original.name, behind, behind.data, *stand)
    key = data.as_pointer()
    if key not in trees:
        trees[key] = _tree(data)
    return _Target(shown.original.name, *trees[key], *stand)


def _tree(mesh: bpy.types.Mesh) -> tuple[BVHTree, tuple[int, ...]]:
    """The faces of a mesh that no object has, such as a text's or an instance's of nodes."""
    places = [vertex.co for vertex in mesh.vertices]
    faces = [tuple(polygon.vertices) for polygon in mesh.polygons]
    slots = tuple(polygon.material_index for polygon in mesh.polygons)
    return BVHTree.FromPolygons(places, faces), slots


def _cast(target: _Target, origin: Vector, direction: Vector) -> Hit | None:
    start = target.local @ origin
    step = target.turn @ direction
    if isinstance(target.shape, BVHTree):
        point, normal, face, _ = target.shape.ray_cast(start, step)
    else:
        found, point, normal, face = target.shape.ray_cast(start, step)
        point = point if found else None
    if point is None or normal is None or face is None:
        return None
    place = target.world @ point
    turned = (normal @ target.turn).normalized()
    surface = target.name, _slot(target, face)
    return Hit(place, (place - origin).length, turned.dot(direction) < 0.0, surface, turned)


def _slot(target: _Target, face: int) -> int:
    if isinstance(target.slots, tuple):
        return target.slots[face]
    return target.slots.polygons[face].material_index


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
