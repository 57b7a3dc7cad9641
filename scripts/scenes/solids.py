# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bevelled boxes, cylinders, cushions and walls with openings, gathered into one mesh with named
slots.

Knows nothing about what is built from them. All lengths are metres, Z is up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import radians

import bmesh
import bpy
from mathutils import Matrix, Vector

MaterialOf = Callable[[str], bpy.types.Material]
Triple = tuple[float, float, float]
Opening = tuple[float, float, float, float]
"""left, right, bottom, top of a hole in a wall, metres from the wall's lower left corner."""


class MeshBuilder:
    """Collects parts; `finish` turns them into one object with one material slot per name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.slots: list[str] = []
        self._bm = bmesh.new()

    def box(self, slot: str, size: Triple, center: Triple, bevel: float = 0.004) -> None:
        """A box with rounded edges; `bevel` is the radius, 0 for none."""
        part = bmesh.new()
        bmesh.ops.create_cube(part, size=1.0, matrix=Matrix.Diagonal((*size, 1.0)))
        if bevel > 0.0:
            offset = min(bevel, 0.45 * min(size))
            bmesh.ops.bevel(
                part, geom=part.edges[:], offset=offset, segments=2, profile=0.5, affect="EDGES"
            )
        self._add(part, slot, Matrix.Translation(center), smooth=False)

    def cylinder(
        self,
        slot: str,
        radius: float,
        start: Triple,
        end: Triple,
        *,
        end_radius: float | None = None,
        sides: int = 24,
    ) -> None:
        """A round bar or cone from `start` to `end`."""
        axis = Vector(end) - Vector(start)
        turn = axis.to_track_quat("Z", "Y").to_matrix().to_4x4()
        part = bmesh.new()
        bmesh.ops.create_cone(
            part,
            cap_ends=True,
            segments=sides,
            radius1=radius,
            radius2=radius if end_radius is None else end_radius,
            depth=axis.length,
        )
        middle = (Vector(start) + Vector(end)) / 2.0
        self._add(part, slot, Matrix.Translation(middle) @ turn, smooth=True)

    def cushion(self, slot: str, size: Triple, center: Triple, puff: float = 0.02) -> None:
        """A soft box: rounded edges, top and bottom bulging by `puff`."""
        part = bmesh.new()
        bmesh.ops.create_cube(part, size=2.0)
        bmesh.ops.subdivide_edges(part, edges=part.edges[:], cuts=7, use_grid_fill=True)
        half = Vector(size) / 2.0
        radius = 0.42 * min(half)
        for vertex in part.verts:
            vertex.co = _rounded(vertex.co, half, radius, puff)
        self._add(part, slot, Matrix.Translation(center), smooth=True)

    def sphere(self, slot: str, size: Triple, center: Triple, *, detail: int = 2) -> None:
        """An ellipsoid with the given full sizes."""
        part = bmesh.new()
        bmesh.ops.create_icosphere(part, subdivisions=detail, radius=0.5)
        place = Matrix.Translation(center) @ Matrix.Diagonal((*size, 1.0))
        self._add(part, slot, place, smooth=True)

    def prism_x(
        self, slot: str, outline: Sequence[tuple[float, float]], x0: float, x1: float
    ) -> None:
        """An outline in Y and Z, pulled along X."""
        part = bmesh.new()
        front = [part.verts.new((x0, y, z)) for y, z in outline]
        back = [part.verts.new((x1, y, z)) for y, z in outline]
        part.faces.new(front)
        part.faces.new(back[::-1])
        for i in range(len(outline)):
            j = (i + 1) % len(outline)
            part.faces.new((front[j], front[i], back[i], back[j]))
        bmesh.ops.recalc_face_normals(part, faces=part.faces[:])
        self._add(part, slot, Matrix.Identity(4), smooth=False)

    def ribbon(
        self,
        slot: str,
        line: Sequence[tuple[float, float]],
        thickness: float,
        z0: float,
        z1: float,
    ) -> None:
        """An upright curved board: a line in X and Y, thickened to +Y, from z0 to z1."""
        part = bmesh.new()
        rows = [
            [part.verts.new((x, y + dy, z)) for x, y in line]
            for dy, z in ((0.0, z0), (0.0, z1), (thickness, z1), (thickness, z0))
        ]
        for a, b in zip(rows, rows[1:] + rows[:1], strict=True):
            for i in range(len(line) - 1):
                part.faces.new((a[i], a[i + 1], b[i + 1], b[i]))
        for i in (0, -1):
            part.faces.new([row[i] for row in rows])
        bmesh.ops.recalc_face_normals(part, faces=part.faces[:])
        self._add(part, slot, Matrix.Identity(4), smooth=True)

    def leaf(self, slot: str, start: Triple, tip: Triple, width: float) -> None:
        """A blade that arches from `start` to `tip`, folded along its middle."""
        part = bmesh.new()
        a, b = Vector(start), Vector(tip)
        side = (b - a).cross(Vector((0, 0, 1)))
        side = (side if side.length > 1e-6 else Vector((1, 0, 0))).normalized()
        rows = []
        for i in range(8):
            t = i / 7
            middle = a.lerp(b, t) + Vector((0, 0, 0.35 * (b - a).length * t * (1.0 - t)))
            half = side * (width / 2 * (1.0 - abs(2.0 * t - 0.9) ** 2.2 * 0.9))
            fold = Vector((0, 0, 0.25 * half.length))
            rows.append(
                [part.verts.new(p) for p in (middle - half + fold, middle, middle + half + fold)]
            )
        for low, high in pairwise(rows):
            for k in (0, 1):
                part.faces.new((low[k], low[k + 1], high[k + 1], high[k]))
        self._add(part, slot, Matrix.Identity(4), smooth=True)

    def wall(
        self,
        slot: str,
        length: float,
        height: float,
        thickness: float,
        openings: Sequence[Opening] = (),
        *,
        outside: str = "",
        place: Matrix | None = None,
    ) -> None:
        """A wall along +X from the origin; the inner face looks to -Y, the outer one may have its
        own slot."""
        part = bmesh.new()
        xs = sorted({0.0, length, *(x for o in openings for x in o[:2])})
        zs = sorted({0.0, height, *(z for o in openings for z in o[2:])})
        solid = {
            (i, k)
            for i in range(len(xs) - 1)
            for k in range(len(zs) - 1)
            if not any(o[0] <= xs[i] < o[1] and o[2] <= zs[k] < o[3] for o in openings)
        }
        for i, k in solid:
            _wall_cell(part, xs, zs, (i, k), solid, thickness)
        bmesh.ops.remove_doubles(part, verts=part.verts[:], dist=1e-6)
        bmesh.ops.recalc_face_normals(part, faces=part.faces[:])
        self._add(part, slot, place or Matrix.Identity(4), smooth=False, outside=outside)

    def finish(self, material_of: MaterialOf, place: Matrix | None = None) -> bpy.types.Object:
        """Link the object into the scene's collection; its scale stays 1."""
        mesh = bpy.data.meshes.new(self.name)
        self._bm.to_mesh(mesh)
        self._bm.free()
        mesh.set_sharp_from_angle(angle=radians(40.0))
        for slot in self.slots:
            mesh.materials.append(material_of(slot))
        made = bpy.data.objects.new(self.name, mesh)
        bpy.context.scene.collection.objects.link(made)
        if place is not None:
            made.matrix_world = place
        return made

    def _slot_index(self, slot: str) -> int:
        if slot not in self.slots:
            self.slots.append(slot)
        return self.slots.index(slot)

    def _add(
        self, part: bmesh.types.BMesh, slot: str, place: Matrix, *, smooth: bool, outside: str = ""
    ) -> None:
        index = self._slot_index(slot)
        for face in part.faces:
            face.smooth = smooth
            face.material_index = index
            if outside and face.normal.y > 0.5:
                face.material_index = self._slot_index(outside)
        part.transform(place)
        mesh = bpy.data.meshes.new("part")
        part.to_mesh(mesh)
        part.free()
        self._bm.from_mesh(mesh)
        bpy.data.meshes.remove(mesh)


def at(x: float, y: float, z: float = 0.0, turn: float = 0.0) -> Matrix:
    """A place: a position, and a turn about Z in radians."""
    return Matrix.Translation((x, y, z)) @ Matrix.Rotation(turn, 4, "Z")


def plain_material(name: str, color: Triple, roughness: float = 0.6) -> bpy.types.Material:
    """A Principled BSDF material with one colour, made once per name."""
    found = bpy.data.materials.get(name)
    if found is not None:
        return found
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.diffuse_color = (*color, 1.0)
    bsdf = made.node_tree.nodes["Principled BSDF"]
    bsdf.inputs["Base Color"].default_value = (*color, 1.0)
    bsdf.inputs["Roughness"].default_value = roughness
    return made


def glass_material(name: str) -> bpy.types.Material:
    """Clear thin glass that lets light and shadow rays through."""
    made = plain_material(name, (0.95, 0.97, 0.97), 0.02)
    bsdf = made.node_tree.nodes["Principled BSDF"]
    bsdf.inputs["Transmission Weight"].default_value = 1.0
    bsdf.inputs["Alpha"].default_value = 0.25
    return made


def _rounded(unit: Vector, half: Vector, radius: float, puff: float) -> Vector:
    point = Vector(u * h for u, h in zip(unit, half, strict=True))
    inner = Vector(max(-h + radius, min(h - radius, p)) for p, h in zip(point, half, strict=True))
    rest = point - inner
    rounded = inner + (rest.normalized() * radius if rest.length > 0.0 else rest)
    bulge = puff * (1.0 - unit.x**2) * (1.0 - unit.y**2)
    rounded.z += bulge * unit.z
    return rounded


def _wall_cell(
    part: bmesh.types.BMesh,
    xs: Sequence[float],
    zs: Sequence[float],
    cell: tuple[int, int],
    solid: set[tuple[int, int]],
    thickness: float,
) -> None:
    i, k = cell
    x0, x1, z0, z1 = xs[i], xs[i + 1], zs[k], zs[k + 1]
    t = thickness

    def quad(*corners: Triple) -> None:
        part.faces.new([part.verts.new(c) for c in corners])

    quad((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1))
    quad((x0, t, z0), (x0, t, z1), (x1, t, z1), (x1, t, z0))
    if (i - 1, k) not in solid:
        quad((x0, 0, z0), (x0, 0, z1), (x0, t, z1), (x0, t, z0))
    if (i + 1, k) not in solid:
        quad((x1, 0, z0), (x1, t, z0), (x1, t, z1), (x1, 0, z1))
    if (i, k - 1) not in solid:
        quad((x0, 0, z0), (x0, t, z0), (x1, t, z0), (x1, 0, z0))
    if (i, k + 1) not in solid:
        quad((x0, 0, z1), (x1, 0, z1), (x1, t, z1), (x0, t, z1))
