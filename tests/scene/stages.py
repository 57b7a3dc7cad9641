# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small scenes for tests."""

from __future__ import annotations

import math

import bpy
import numpy as np


def scene() -> bpy.types.Scene:
    assert bpy.context.scene is not None
    return bpy.context.scene


def add_mesh(
    name: str, places: list[tuple[float, float, float]], faces: list[tuple[int, ...]]
) -> bpy.types.Object:
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(places, [], faces)
    made = bpy.data.objects.new(name, mesh)
    scene().collection.objects.link(made)
    return made


CORNERS = [(x, y, z) for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)]
SIDES = [(0, 1, 3, 2), (6, 7, 5, 4), (4, 5, 1, 0), (2, 3, 7, 6), (0, 2, 6, 4), (5, 7, 3, 1)]


def add_box(
    name: str,
    size: tuple[float, float, float] = (1.0, 1.0, 1.0),
    place: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    inward: bool = False,
) -> bpy.types.Object:
    """A box of `size` around `place`; `inward` turns its faces, so that it is a room."""
    places = [
        tuple(c * s + p for c, s, p in zip(corner, size, place, strict=True)) for corner in CORNERS
    ]
    faces = [tuple(reversed(side)) if inward else side for side in SIDES]
    return add_mesh(name, places, faces)


def add_plane(
    name: str, width: float, depth: float, *, uv: float | None = None
) -> bpy.types.Object:
    """A plane on the ground; `uv` metres are one UV unit, None for no UVs."""
    half = width / 2.0, depth / 2.0
    corners = [(-half[0], -half[1]), (half[0], -half[1]), half, (-half[0], half[1])]
    made = add_mesh(name, [(x, y, 0.0) for x, y in corners], [(0, 1, 2, 3)])
    if uv is not None:
        layer = made.data.uv_layers.new(name="UVMap")
        layer.uv.foreach_set("vector", np.array(corners, np.float32).ravel() / uv)
    return made


def add_camera(
    place: tuple[float, float, float], rotation: tuple[float, float, float] = (0.0, 0.0, 0.0)
) -> bpy.types.Object:
    data = bpy.data.cameras.new("Camera")
    camera = bpy.data.objects.new("Camera", data)
    camera.location, camera.rotation_euler = place, rotation
    scene().collection.objects.link(camera)
    scene().camera = camera
    bpy.context.view_layer.update()
    return camera


ALONG_Y = (math.pi / 2.0, 0.0, 0.0)


def add_sun() -> bpy.types.Object:
    sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    sun.rotation_euler = (0.6, 0.3, 0.0)
    scene().collection.objects.link(sun)
    return sun


def add_material(
    name: str, color: tuple[float, float, float] = (0.8, 0.2, 0.1)
) -> bpy.types.Material:
    material = bpy.data.materials.new(name)
    material.diffuse_color = (*color, 1.0)
    return material
