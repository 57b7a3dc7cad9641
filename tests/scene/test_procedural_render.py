# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small Cycles renders of families: they show a pattern, in metres, on any object."""

from __future__ import annotations

import math
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.procedural import ProceduralMaterial
from addon.scene.procedural import FAMILIES, build_material, from_look

PIXELS = 32
STACK = ProceduralMaterial(
    "tile",
    {
        "Tile Length": 0.5,
        "Tile Height": 0.5,
        "Joint Width": 0.015,
        "Bond Offset": 0.0,
        "Checker": 1.0,
        "Variation": 0.0,
        "Dirt": 0.0,
        "Tile Color": (0.8, 0.8, 0.8),
        "Second Color": (0.05, 0.05, 0.05),
    },
)


def wall(material: ProceduralMaterial, width: float) -> bpy.types.Object:
    """A wall in the XZ plane, `width` metres wide and high, seen whole from -Y."""
    bpy.ops.mesh.primitive_plane_add(size=1.0)
    piece = bpy.context.object
    assert piece is not None
    for vertex in piece.data.vertices:
        vertex.co = (vertex.co.x * width, 0.0, vertex.co.y * width)
    piece.data.materials.append(build_material(material, "Wall"))
    data = bpy.data.cameras.new("Camera")
    data.type = "ORTHO"
    data.ortho_scale = width
    camera = bpy.data.objects.new("Camera", data)
    camera.location = (0.0, -5.0, 0.0)
    camera.rotation_euler = (math.pi / 2.0, 0.0, 0.0)
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    return piece


def base_color(folder: Path) -> np.ndarray:
    """Render the scene's diffuse colour, (H, W) luminance from the top, under an even white sky."""
    scene = bpy.context.scene
    world = bpy.data.worlds.new("White")
    if world.node_tree is None:
        world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    scene.world = world
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 4
    scene.cycles.use_denoising = False
    scene.view_settings.view_transform = "Raw"
    scene.render.resolution_x = scene.render.resolution_y = PIXELS
    scene.render.image_settings.file_format = "PNG"
    scene.render.filepath = str(folder / "render.png")
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(scene.render.filepath)
    pixels = np.empty(PIXELS * PIXELS * 4, np.float32)
    image.pixels.foreach_get(pixels)
    color = pixels.reshape(PIXELS, PIXELS, 4)[::-1, :, :3]
    assert np.isfinite(color).all()
    return color @ np.array([0.2126, 0.7152, 0.0722], np.float32)


@pytest.mark.parametrize(
    "name",
    [
        *("brick", "rubble", "cobble", "parquet", "terrazzo", "granite"),
        *("fabric", "roof_tile", "gravel", "asphalt", "soil"),
    ],
)
def test_a_look_shows_a_pattern(name: str, tmp_path: Path) -> None:
    family = FAMILIES[name]
    wall(from_look(family, family.looks[0]), family.size_m * 0.5)
    seen = base_color(tmp_path)
    assert 0.01 < seen.mean() < 0.95
    assert seen.std() > 0.01


def checks(seen: np.ndarray) -> list[bool]:
    """Light or dark at the middles of a 4 x 4 board, row by row from the top."""
    middles = [round((i + 0.5) * PIXELS / 4) for i in range(4)]
    return [bool(seen[y, x] > 0.35) for y in middles for x in middles]


CHEQUER = [bool((x + y) % 2) for y in range(4) for x in range(4)]


def is_chequer(seen: np.ndarray) -> bool:
    found = checks(seen)
    return found in (CHEQUER, [not each for each in CHEQUER])


def test_a_tile_is_as_wide_as_it_says(tmp_path: Path) -> None:
    wall(STACK, 2.06)
    assert is_chequer(base_color(tmp_path))


def test_an_objects_scale_leaves_the_tiles_as_wide_as_they_are(tmp_path: Path) -> None:
    piece = wall(STACK, 2.06)
    for vertex in piece.data.vertices:
        vertex.co = (vertex.co.x / 4.0, 0.0, vertex.co.z * 3.0)
    piece.scale = (4.0, 0.5, 1.0 / 3.0)
    assert is_chequer(base_color(tmp_path))


def test_the_materials_own_scale_enlarges_the_pattern(tmp_path: Path) -> None:
    doubled = ProceduralMaterial("tile", STACK.parameters, scale=2.0)
    wall(doubled, 4.12)
    assert is_chequer(base_color(tmp_path))


@pytest.mark.parametrize("turn", [(math.pi / 2.0, 0.0, 0.0), (0.0, math.pi / 2.0, 0.0)])
def test_courses_stay_level_when_the_object_was_turned_on_import(
    turn: tuple[float, float, float], tmp_path: Path
) -> None:
    """The mesh is turned back, so that the wall stands as before; its courses must not stand up."""
    courses = {**STACK.parameters, "Tile Length": 2.0, "Joint Width": 0.0005, "Checker": 1.0}
    piece = wall(ProceduralMaterial("tile", courses), 2.0)
    piece.rotation_euler = turn
    bpy.context.view_layer.update()
    piece.data.transform(piece.matrix_world.inverted())
    seen = base_color(tmp_path)
    # Rows 0.5 m high alternate; along one row of the left half nothing changes.
    column = seen[:, PIXELS // 4]
    row = seen[PIXELS // 8, 2 : PIXELS // 2 - 2]
    assert np.ptp(column) > 0.5
    assert np.ptp(row) < 0.2
