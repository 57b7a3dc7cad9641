# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an object's UVs can carry a material of real-world size, by measuring them.

Knows nothing of materials. UVs are good when nearly all of the surface has an area in UV space,
when they show the surface at one scale (texel density) and without much stretch: the UVs of palette
textures, where a whole part points at one colour, are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from ..core.image import FloatArray

# A face this much smaller in UV space than the average one counts as having no UVs at all.
COLLAPSED = 1e-4
MOST_COLLAPSED = 0.05
# Standard deviation of the scale in octaves: 0.5 means most of it within a factor of 1.4.
MOST_SPREAD = 0.5
MOST_STRETCH = 1.6
LEAST_COVER = 0.01
MOST_SIDEWAYS = 0.5


@dataclass(frozen=True, slots=True)
class UvMeasure:
    """UVs as the surface lies in the world, weighted by area.

    `metres_per_unit` is how long one unit of U and of V is; `collapsed` the share of the surface
    without UV area; `spread` the standard deviation of its scale in octaves; `stretch` how much
    longer one direction is shown than the other besides that, 1 for none; `cover` the area of the
    UVs' bounding box; `sideways` the share of upright surface where the picture lies on its side,
    as on a new cube.
    """

    metres_per_unit: tuple[float, float]
    collapsed: float
    spread: float
    stretch: float
    cover: float
    sideways: float

    @property
    def is_good(self) -> bool:
        return (
            self.collapsed <= MOST_COLLAPSED
            and self.spread <= MOST_SPREAD
            and self.stretch <= MOST_STRETCH
            and self.cover >= LEAST_COVER
            and self.sideways <= MOST_SIDEWAYS
        )


def measure_uv(obj: bpy.types.Object, faces: Sequence[int] | None = None) -> UvMeasure | None:
    """The UVs that a render uses, on the whole mesh or on `faces`; None without UVs or surface."""
    mesh = obj.data
    if not isinstance(mesh, bpy.types.Mesh):
        return None
    if obj.mode == "EDIT":
        obj.update_from_editmode()
    layer = next((each for each in mesh.uv_layers if each.active_render), None)
    if layer is None or not mesh.polygons:
        return None
    corners, uvs = _triangles(mesh, layer, faces)
    world = np.array(obj.matrix_world, np.float64)[:3, :3]
    return _measured(corners @ world.T, uvs)


def _triangles(
    mesh: bpy.types.Mesh, layer: bpy.types.MeshUVLoopLayer, faces: Sequence[int] | None
) -> tuple[FloatArray, FloatArray]:
    """Corner positions (T, 3, 3) in object space and UVs (T, 3, 2)."""
    mesh.calc_loop_triangles()
    count = len(mesh.loop_triangles)
    vertices, loops = np.empty((count, 3), np.int32), np.empty((count, 3), np.int32)
    polygons = np.empty(count, np.int32)
    mesh.loop_triangles.foreach_get("vertices", vertices.ravel())
    mesh.loop_triangles.foreach_get("loops", loops.ravel())
    mesh.loop_triangles.foreach_get("polygon_index", polygons)
    places = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.vertices.foreach_get("co", places.ravel())
    uvs = np.empty((len(mesh.loops), 2), np.float32)
    layer.uv.foreach_get("vector", uvs.ravel())
    if faces is not None:
        chosen = np.isin(polygons, np.asarray(faces))
        vertices, loops = vertices[chosen], loops[chosen]
    return places[vertices], uvs[loops]


def _measured(corners: FloatArray, uvs: FloatArray) -> UvMeasure | None:
    edges = (corners[:, 1:] - corners[:, :1]).astype(np.float64)
    uv_edges = (uvs[:, 1:] - uvs[:, :1]).astype(np.float64)
    normals = np.cross(edges[:, 0], edges[:, 1])
    areas = np.linalg.norm(normals, axis=1) / 2.0
    real = areas > 1e-12 * max(float(areas.max(initial=0.0)), 1e-30)
    if not real.any():
        return None
    edges, uv_edges, areas = edges[real], uv_edges[real], areas[real]
    uv_areas = np.abs(np.linalg.det(uv_edges)) / 2.0
    average = float(uv_areas.sum() / areas.sum())
    shown = uv_areas > COLLAPSED * average * areas
    collapsed = 1.0 - float(areas[shown].sum() / areas.sum())
    if not shown.any() or average <= 0.0:
        return UvMeasure((0.0, 0.0), 1.0, 0.0, 1.0, 0.0, 0.0)
    weights = areas[shown] / areas[shown].sum()
    octaves = 0.5 * np.log2(areas[shown] / uv_areas[shown])
    middle = float((weights * octaves).sum())
    # (T, 2, 3): rows are d(place)/du and d(place)/dv.
    jacobians = np.linalg.inv(uv_edges[shown]) @ edges[shown]
    across, upwards = (weights[:, None] * np.linalg.norm(jacobians, axis=2)).sum(axis=0)
    even = jacobians / np.array([across, upwards])[:, None]
    return UvMeasure(
        metres_per_unit=(float(across), float(upwards)),
        collapsed=collapsed,
        spread=float(np.sqrt((weights * (octaves - middle) ** 2).sum())),
        stretch=float((weights * _stretches(even)).sum()),
        cover=float(np.ptp(uvs.reshape(-1, 2), axis=0).prod()),
        sideways=_sideways(jacobians, weights),
    )


def _stretches(jacobians: FloatArray) -> FloatArray:
    """Ratio of the singular values of the map from UV to surface, triangle by triangle (Sander
    2001).
    """
    values = np.linalg.svd(jacobians, compute_uv=False)
    return np.minimum(values[:, 0] / np.maximum(values[:, 1], 1e-12), 100.0)


def _sideways(jacobians: FloatArray, weights: FloatArray) -> float:
    """Of the faces within 45 degrees of upright, the share whose U rises more than it runs."""
    normals = np.cross(jacobians[:, 0], jacobians[:, 1])
    upright = np.abs(normals[:, 2]) < 0.7 * np.linalg.norm(normals, axis=1)
    if not upright.any():
        return 0.0
    along_u = jacobians[:, 0]
    rises = np.abs(along_u[:, 2]) > 0.7 * np.linalg.norm(along_u, axis=1)
    return float(weights[upright & rises].sum() / weights[upright].sum())
