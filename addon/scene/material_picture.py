# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of one material, on a piece of wall and on a ball in front of it.

Rendered in a scene of its own that is gone afterwards; the user's scenes are not touched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

import bpy
from mathutils import Vector

from ..core.image import Extent
from . import compat
from .metering import render_png
from .thumbnails import ThumbnailSettings, configure_cycles

SIDE, SAMPLES = 192, 12
LOOK, STOPS = "AgX - Medium High Contrast", 0.15
# From the upper left and raking, so that relief shows.
TOWARD_SUN = Vector((-0.62, -0.55, 0.56))
SUN, SUN_COLOR = 4.6, (1.0, 0.95, 0.88)
# Share of the picture's width: the ball and where its middle is, right of and below the centre.
BALL, BALL_X, BALL_Z = 0.52, 0.2, -0.2
# Share of the width that the backdrop stands behind the wall, and its squares a side.
BEHIND, SQUARES = 0.3, 24
SKY = (
    (0.3, (0.3, 0.28, 0.26)),
    (0.5, (1.0, 1.0, 1.0)),
    (0.9, (0.55, 0.64, 0.8)),
)


def render_picture(
    material: bpy.types.Material,
    size_m: float,
    path: Path,
    *,
    side: int = SIDE,
    samples: int = SAMPLES,
) -> None:
    """Write an 8-bit PNG of `side` x `side` pixels that shows `size_m` metres of the material.

    Raises `OutputError` when the file cannot be written.
    """
    with _stage(material, size_m) as stage:
        configure_cycles(stage, ThumbnailSettings(Extent(side, side), samples))
        # Nothing stands near enough to be seen by more than one reflection.
        stage.cycles.diffuse_bounces = 1
        stage.view_settings.look, stage.view_settings.exposure = LOOK, STOPS
        render_png(stage, path)


@contextmanager
def _stage(material: bpy.types.Material, size_m: float) -> Iterator[bpy.types.Scene]:
    with ExitStack() as stack:
        scene = bpy.data.scenes.new("Maquette picture")
        stack.callback(bpy.data.scenes.remove, scene)
        scene.world = _sky()
        stack.callback(bpy.data.worlds.remove, scene.world)
        for mesh, location in (
            (_wall(size_m), (0.0, 0.0, 0.0)),
            (_ball(size_m), (BALL_X, -0.5 * BALL, BALL_Z)),
            (_checker(size_m, stack), (0.0, BEHIND, 0.0)),
        ):
            stack.callback(bpy.data.meshes.remove, mesh)
            if not mesh.materials:
                mesh.materials.append(material)
            _placed(scene, mesh).location = Vector(location) * size_m
        _add_sun(scene, stack)
        _add_camera(scene, size_m, stack)
        yield scene


def _placed(scene: bpy.types.Scene, data: bpy.types.ID) -> bpy.types.Object:
    """An object of `data` in the scene; it goes when its data is removed."""
    made = bpy.data.objects.new(data.name, data)
    scene.collection.objects.link(made)
    return made


def _wall(size_m: float) -> bpy.types.Mesh:
    """Upright, in the plane y = 0, facing the camera, larger than the picture."""
    half = 1.5 * size_m
    mesh = bpy.data.meshes.new("Maquette wall")
    corners = [(x * half, 0.0, z * half) for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
    return mesh


def _ball(size_m: float, rings: int = 48) -> bpy.types.Mesh:
    """A smooth sphere by rings of latitude."""
    radius, segments = 0.5 * BALL * size_m, 2 * rings
    points = [(0.0, 0.0, radius), (0.0, 0.0, -radius)]
    for ring in range(1, rings):
        polar = math.pi * ring / rings
        for segment in range(segments):
            turn = math.tau * segment / segments
            flat = radius * math.sin(polar)
            points.append((flat * math.cos(turn), flat * math.sin(turn), radius * math.cos(polar)))
    mesh = bpy.data.meshes.new("Maquette ball")
    mesh.from_pydata(points, [], _ball_faces(rings, segments))
    mesh.shade_smooth()
    return mesh


def _checker(size_m: float, stack: ExitStack) -> bpy.types.Mesh:
    """Light and dark squares behind the wall: what lets light through would show nothing else."""
    mesh = bpy.data.meshes.new("Maquette backdrop")
    step = 3.0 * size_m / SQUARES
    line = [(index - SQUARES / 2) * step for index in range(SQUARES + 1)]
    row = SQUARES + 1
    starts = [y * row + x for y in range(SQUARES) for x in range(SQUARES)]
    faces = [(start, start + 1, start + row + 1, start + row) for start in starts]
    mesh.from_pydata([(x, 0.0, z) for z in line for x in line], [], faces)
    for grey in (0.8, 0.25):
        paint = bpy.data.materials.new("Maquette backdrop")
        stack.callback(bpy.data.materials.remove, paint)
        shader: Any = compat.ensure_nodes(paint).nodes["Principled BSDF"]
        shader.inputs["Base Color"].default_value = (grey, grey, grey, 1.0)
        mesh.materials.append(paint)
    for polygon, start in zip(mesh.polygons, starts, strict=True):
        polygon.material_index = (start % row + start // row) % 2
    return mesh


def _ball_faces(rings: int, segments: int) -> list[tuple[int, ...]]:
    faces: list[tuple[int, ...]] = []
    last = 2 + (rings - 2) * segments
    for segment in range(segments):
        after = (segment + 1) % segments
        faces += [(0, 2 + segment, 2 + after), (1, last + after, last + segment)]
        for start in range(2, last, segments):
            below = start + segments
            faces.append((start + segment, below + segment, below + after, start + after))
    return faces


def _add_sun(scene: bpy.types.Scene, stack: ExitStack) -> None:
    light = cast("bpy.types.SunLight", bpy.data.lights.new("Maquette sun", "SUN"))
    stack.callback(bpy.data.lights.remove, light)
    light.energy, light.angle, light.color = SUN, math.radians(4.0), SUN_COLOR
    sun = _placed(scene, light)
    sun.rotation_euler = TOWARD_SUN.to_track_quat("Z", "Y").to_euler()


def _add_camera(scene: bpy.types.Scene, size_m: float, stack: ExitStack) -> None:
    """Parallel, so that the picture is `size_m` metres wide at the wall."""
    data: Any = bpy.data.cameras.new("Maquette camera")
    stack.callback(bpy.data.cameras.remove, data)
    data.type, data.ortho_scale = "ORTHO", size_m
    data.clip_start, data.clip_end = 0.01 * size_m, 20.0 * size_m
    camera = _placed(scene, data)
    camera.location = (0.0, -4.0 * size_m, 0.0)
    camera.rotation_euler = (math.pi / 2.0, 0.0, 0.0)
    scene.camera = camera


def _sky() -> bpy.types.World:
    """Pale above a darker ground, so that metal and glass have something to show."""
    world = bpy.data.worlds.new("Maquette sky")
    tree: Any = compat.ensure_nodes(world)
    tree.nodes.clear()
    place = tree.nodes.new("ShaderNodeTexCoord")
    split = tree.nodes.new("ShaderNodeSeparateXYZ")
    height = tree.nodes.new("ShaderNodeMapRange")
    height.inputs["From Min"].default_value = -1.0
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements.new(0.5)
    for element, (position, color) in zip(ramp.color_ramp.elements, SKY, strict=True):
        element.position, element.color = position, (*color, 1.0)
    background = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Strength"].default_value = 0.55
    output = tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(place.outputs["Generated"], split.inputs["Vector"])
    tree.links.new(split.outputs["Z"], height.inputs["Value"])
    tree.links.new(height.outputs["Result"], ramp.inputs["Fac"])
    tree.links.new(ramp.outputs["Color"], background.inputs["Color"])
    tree.links.new(background.outputs["Background"], output.inputs["Surface"])
    return world
