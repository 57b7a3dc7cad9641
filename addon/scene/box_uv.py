# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metres on a mesh as UVs, for formats without nodes: what `procedural.coordinates` does for each
pixel, done for each corner."""

from __future__ import annotations

import bpy
import numpy as np
from mathutils import Matrix

from ..core.image import FloatArray

NAME = "Maquette metres"
UPRIGHT = 0.75


def lay_in_metres(mesh: bpy.types.Mesh, matrix: Matrix) -> None:
    """Give a mesh one UV map in metres by box projection, as it lies under `matrix`; any other UV
    maps are left, and the new one comes first in use.

    Raises nothing for an empty mesh, which gets an empty map.
    """
    world = np.array(matrix, np.float64)[:3, :3]
    scale = np.linalg.norm(world, axis=0)
    steep = world[2] / np.maximum(scale, 1e-12)
    places = _floats(mesh.vertices, "co", 3) * scale
    # Area vectors go the other way than positions when an object is stretched.
    normals = _floats(mesh.polygons, "normal", 3) / np.maximum(scale, 1e-12)
    corners, faces = _corners(mesh)
    uvs = box_projected(places[corners], normals[faces], steep)
    layer = mesh.uv_layers.new(name=NAME, do_init=False)
    layer.uv.foreach_set("vector", np.ascontiguousarray(uvs, np.float32).ravel())
    layer.active = layer.active_render = True


def box_projected(places: FloatArray, normals: FloatArray, steep: FloatArray) -> FloatArray:
    """UVs (N, 2) of places (N, 3) in metres along the object's axes with face normals (N, 3);
    `steep` (3,) is how far each of those axes points up."""
    order = _upright(steep)
    places, normals = places[:, order], np.abs(normals[:, order])
    upward = 1.0 if steep[order[2]] > -0.01 else -1.0
    u_x, u_y, v = places[:, 0], places[:, 1], places[:, 2] * upward
    flat = normals[:, 2] > np.maximum(normals[:, 0], normals[:, 1])
    along_y = normals[:, 0] > normals[:, 1]
    across = np.where(flat | ~along_y, u_x, u_y)
    return np.stack((across, np.where(flat, u_y, v)), axis=1)


def _upright(steep: FloatArray) -> list[int]:
    """The axes in an order that ends with the upward one."""
    if abs(steep[0]) > UPRIGHT:
        return [1, 2, 0]
    return [0, 2, 1] if abs(steep[1]) > UPRIGHT else [0, 1, 2]


def _corners(mesh: bpy.types.Mesh) -> tuple[np.ndarray, np.ndarray]:
    """The vertex and the face of every corner."""
    vertices = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", vertices)
    totals = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_total", totals)
    return vertices, np.repeat(np.arange(len(totals)), totals)


def _floats(items: object, name: str, width: int) -> np.ndarray:
    values = np.empty(len(items) * width, np.float32)  # type: ignore[arg-type]
    items.foreach_get(name, values)  # type: ignore[attr-defined]
    return values.reshape(-1, width).astype(np.float64)
