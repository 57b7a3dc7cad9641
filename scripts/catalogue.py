# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Render every procedural family, one row a family, one picture a look, into one sheet.

python scripts/catalogue.py --out docs/catalogue.jpg [--family brick]... [--pixels 200]
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import bpy
import mathutils
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from addon.scene.procedural import FAMILIES, Family, Look, build_material, from_look

# Small things (fabric, leather, metal) are seen best on an edge and in a reflection.
SOLID_BELOW_M = 0.8
COLUMNS = 7


def main() -> None:
    args = arguments()
    rows: list[np.ndarray] = []
    for name in args.family or FAMILIES:
        print(name, flush=True)
        rows.append(render_row(FAMILIES[name], args.pixels, args.samples))
    write_jpeg(np.concatenate(rows), args.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/catalogue.jpg"))
    parser.add_argument("--family", action="append", choices=sorted(FAMILIES))
    parser.add_argument("--pixels", type=int, default=200, help="width of one picture")
    parser.add_argument("--samples", type=int, default=24)
    return parser.parse_args()


def render_row(family: Family, pixels: int, samples: int) -> np.ndarray:
    """The looks of a family side by side, as byte RGBA rows from the top."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    size = family.size_m
    pitch = size * 1.06
    for column, look in enumerate(family.looks[:COLUMNS]):
        add_piece(family, look, column * pitch, size)
    add_text(family.label, -size * 0.5, size * 0.56, size * 0.075)
    add_light()
    add_camera(pitch, size)
    set_up_render(pixels, samples)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "row.png"
        bpy.context.scene.render.filepath = str(path)
        bpy.ops.render.render(write_still=True)
        return read_png(path)


def add_piece(family: Family, look: Look, x: float, size: float) -> None:
    if size < SOLID_BELOW_M:
        bpy.ops.mesh.primitive_cube_add(size=size * 0.66, location=(x, 0.0, 0.0))
        bpy.ops.object.transform_apply(location=False)
        piece: Any = bpy.context.object
        piece.rotation_euler = (math.radians(24.0), 0.0, math.radians(34.0))
        bevel = piece.modifiers.new("Bevel", "BEVEL")
        bevel.width, bevel.segments = size * 0.07, 6
        bpy.ops.object.shade_smooth()
    else:
        bpy.ops.mesh.primitive_plane_add(
            size=size, location=(x, 0.0, 0.0), rotation=(math.pi / 2.0, 0.0, 0.0)
        )
        piece = bpy.context.object
        bpy.ops.object.transform_apply(location=False)
    # Each is seen alone: no shadow on, no reflection of its neighbour.
    piece.visible_shadow = size >= SOLID_BELOW_M
    piece.visible_glossy = piece.visible_diffuse = False
    piece.data.materials.append(build_material(from_look(family, look), look.name))
    add_text(look.name, x - size * 0.5, -size * 0.575, size * 0.062)


def add_text(words: str, x: float, z: float, height: float) -> None:
    curve: Any = bpy.data.curves.new(words, "FONT")
    curve.body = words
    curve.size = height
    text = bpy.data.objects.new(words, curve)
    text.location = (x, -0.6, z)
    text.rotation_euler = (math.pi / 2.0, 0.0, 0.0)
    text.visible_shadow = False
    ink: Any = bpy.data.materials.new("Ink")
    if ink.node_tree is None:
        ink.use_nodes = True
    ink.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0, 0, 0, 1)
    curve.materials.append(ink)
    bpy.context.scene.collection.objects.link(text)


def add_light() -> None:
    sun_data: Any = bpy.data.lights.new("Sun", "SUN")
    sun_data.energy, sun_data.angle = 5.4, math.radians(2.0)
    sun_data.color = (1.0, 0.94, 0.86)
    sun = bpy.data.objects.new("Sun", sun_data)
    # Raking, from the upper left: relief shows.
    toward_light = mathutils.Vector((-0.55, -0.42, 0.62))
    sun.rotation_euler = toward_light.to_track_quat("Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(sun)
    add_world()


def add_world() -> None:
    """A pale sky over darker ground, so that metal and glass have something to show."""
    world: Any = bpy.data.worlds.new("Sky")
    bpy.context.scene.world = world
    if world.node_tree is None:
        world.use_nodes = True
    tree = world.node_tree
    place = tree.nodes.new("ShaderNodeTexCoord")
    split = tree.nodes.new("ShaderNodeSeparateXYZ")
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    height = tree.nodes.new("ShaderNodeMapRange")
    height.inputs[1].default_value = -1.0
    stops = ((0.3, (0.3, 0.28, 0.26)), (0.5, (1.1, 1.1, 1.1)), (0.9, (0.5, 0.62, 0.85)))
    ramp.color_ramp.elements.new(0.5)
    for element, (position, color) in zip(ramp.color_ramp.elements, stops, strict=True):
        element.position, element.color = position, (*color, 1.0)
    tree.links.new(place.outputs["Generated"], split.inputs[0])
    tree.links.new(split.outputs["Z"], height.inputs[0])
    tree.links.new(height.outputs[0], ramp.inputs[0])
    background = tree.nodes["Background"]
    background.inputs["Strength"].default_value = 0.75
    tree.links.new(ramp.outputs["Color"], background.inputs["Color"])


def add_camera(pitch: float, size: float) -> None:
    data: Any = bpy.data.cameras.new("Camera")
    data.type = "ORTHO"
    data.ortho_scale = COLUMNS * pitch
    camera = bpy.data.objects.new("Camera", data)
    camera.location = ((COLUMNS - 1) * pitch * 0.5, -size * 4.0 - 2.0, -size * 0.02)
    camera.rotation_euler = (math.pi / 2.0, 0.0, 0.0)
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera


def set_up_render(pixels: int, samples: int) -> None:
    scene: Any = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples = samples
    scene.cycles.use_denoising = True
    scene.cycles.seed = 1
    scene.view_settings.view_transform = "AgX"
    scene.render.film_transparent = True
    scene.render.resolution_x = pixels * COLUMNS
    scene.render.resolution_y = round(pixels * 1.22)
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"


def read_png(path: Path) -> np.ndarray:
    """Bytes (H, W, 4) from the top, laid on paper."""
    image: Any = bpy.data.images.load(str(path))
    width, height = image.size
    flat = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(flat)
    pixels = flat.reshape(height, width, 4)[::-1]
    alpha = pixels[..., 3:]
    color = pixels[..., :3] * alpha + 0.93 * (1.0 - alpha)
    return np.concatenate([color, np.ones_like(alpha)], axis=2)


def write_jpeg(pixels: np.ndarray, out: Path) -> None:
    height, width = pixels.shape[:2]
    image: Any = bpy.data.images.new("Catalogue", width, height)
    image.pixels.foreach_set(np.ascontiguousarray(pixels[::-1], np.float32).ravel())
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.part")
    image.filepath_raw, image.file_format = str(beside), "JPEG"
    image.save(quality=86)
    os.replace(beside, out)
    print(out)


if __name__ == "__main__":
    main()
