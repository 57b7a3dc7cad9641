# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's part of the data: each look of each procedural family seen straight from above, as maps
and lit.

Maps are rendered by Cycles as emission, so they are exact; height becomes pixels. Needs bpy.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from math import cos, pi
from pathlib import Path

import bpy
import numpy as np
from mathutils import Euler
from numpy.typing import NDArray

from addon.scene import procedural
from scripts.train.material_mini import shards
from scripts.train.material_mini.families import HELD_OUT, SKIPPED

SIZE = 256
LIT = 2
SKY = (0.85, 0.95, 1.1)

Floats = NDArray[np.float32]


def render_families(folder: Path, looks: int, seed: int, names: Sequence[str] = ()) -> None:
    """`renders-train-<family>` and `renders-test-<family>`: four samples in each shard.

    All families that are not see-through when no names are given.
    """
    for name in names or sorted(set(procedural.FAMILIES) - set(SKIPPED)):
        stem = f"renders-{'test' if name in HELD_OUT else 'train'}-{name}"
        first = seed * 100_000
        shards.write_missing(folder, stem, -(-looks // 4), partial(_shard, name, first))


def _shard(name: str, first_seed: int, index: int) -> Mapping[str, NDArray[np.generic]]:
    made = [_sample(name, first_seed + 4 * index + i) for i in range(4)]
    return {key: np.stack([one[key] for one in made]) for key in made[0]}


def _sample(name: str, seed: int) -> dict[str, NDArray[np.generic]]:
    rng = random.Random(f"{name} {seed}")
    family = procedural.FAMILIES[name]
    side = family.size_m * rng.uniform(0.35, 1.1)
    with tempfile.TemporaryDirectory() as temporary:
        _stage(side, rng)
        material = procedural.build_material(procedural.sample(family, rng), "sample")
        bpy.data.objects["Sheet"].data.materials.append(material)
        path = Path(temporary) / "view.exr"
        lit = []
        for _ in range(LIT):
            exposure = rng.uniform(0.9, 1.1) / _light(rng)
            lit.append(_rendered(path) * np.float32(exposure))
        bpy.context.scene.cycles.samples = 1
        _emit(material, ("Base Color",))
        base_color = _rendered(path)
        _emit(material, ("Height", "Roughness", "Metallic"))
        height, roughness, metallic = np.moveaxis(_rendered(path), -1, 0)
    pixels = (height - height.mean()) * (SIZE / side)
    return {
        "base_color": _bytes(np.clip(base_color, 0, 1) ** np.float32(1 / 2.2)),
        "height": pixels.astype(np.float16),
        "roughness": _bytes(roughness),
        "metallic": _bytes(metallic),
        "turns": np.array(False),
        "lit": np.stack([_bytes(np.clip(x, 0, 1) ** np.float32(1 / 2.2)) for x in lit]),
    }


def _bytes(field: Floats) -> NDArray[np.uint8]:
    return np.round(np.clip(field, 0.0, 1.0) * 255.0).astype(np.uint8)


def _stage(side: float, rng: random.Random) -> None:
    """A sheet filling the view of an orthographic camera, somewhere in the pattern."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    mesh = bpy.data.meshes.new("Sheet")
    x, y = rng.uniform(-30, 30), rng.uniform(-30, 30)
    r = side * 0.75
    corners = [(x - r, y - r, 0), (x + r, y - r, 0), (x + r, y + r, 0), (x - r, y + r, 0)]
    mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.data.type, camera.data.ortho_scale = "ORTHO", side
    camera.location = (x, y, 5.0)
    for made in (bpy.data.objects.new("Sheet", mesh), camera):
        scene.collection.objects.link(made)
    scene.camera = camera
    scene.world = bpy.data.worlds.new("World")
    scene.world.use_nodes = True
    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x = render.resolution_y = SIZE
    render.threads_mode, render.threads = "FIXED", 1
    render.image_settings.file_format, render.image_settings.color_depth = "OPEN_EXR", "32"
    scene.cycles.samples, scene.cycles.use_denoising, scene.cycles.use_adaptive_sampling = (
        3,
        False,
        False,
    )
    scene.cycles.max_bounces = 1


def _light(rng: random.Random) -> float:
    """One sun, often raking, and a sky; the last ones are taken away. Gives the luminance of a
    white card lying on the sheet, for which pictures are exposed."""
    scene = bpy.context.scene
    for lamp in list(bpy.data.lights):
        bpy.data.lights.remove(lamp)
    sky = rng.uniform(0.1, 1.0)
    background = scene.world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (*SKY, 1.0)
    background.inputs["Strength"].default_value = sky
    sun = bpy.data.lights.new("Sun", "SUN")
    sun.energy, sun.angle = pi * (1.1 - sky) * rng.uniform(0.6, 1.4), rng.uniform(0.0, 0.15)
    warm = rng.uniform(0.8, 1.0)
    sun.color = (1.0, 0.5 + 0.5 * warm, warm)
    made = bpy.data.objects.new("Sun", sun)
    slant = rng.uniform(0.3, 1.25)
    made.rotation_euler = Euler((slant, 0, rng.uniform(0, 2 * pi)))
    scene.collection.objects.link(made)
    direct = sun.energy * cos(slant) / pi
    colors = zip(sun.color, SKY, (0.2126, 0.7152, 0.0722), strict=True)
    return sum(weight * (direct * a + sky * b) for a, b, weight in colors)


def _emit(material: bpy.types.Material, names: tuple[str, ...]) -> None:
    """Make the material shine with outputs of its family's group: one colour, or three numbers as
    RGB."""
    tree = material.node_tree
    group = next(n for n in tree.nodes if n.type == "GROUP" and "Height" in n.outputs)
    output = next(n for n in tree.nodes if n.type == "OUTPUT_MATERIAL")
    emission = tree.nodes.new("ShaderNodeEmission")
    source = group.outputs[names[0]]
    if len(names) == 3:
        combine = tree.nodes.new("ShaderNodeCombineColor")
        for socket, name in zip(combine.inputs, names, strict=True):
            tree.links.new(group.outputs[name], socket)
        # Negative emission is cut off: height is lifted by a metre, which float32 carries to 0.1
        # µm.
        lift = tree.nodes.new("ShaderNodeMath")
        lift.inputs[1].default_value = 1.0
        tree.links.new(group.outputs[names[0]], lift.inputs[0])
        tree.links.new(lift.outputs[0], combine.inputs[0])
        source = combine.outputs[0]
    tree.links.new(source, emission.inputs["Color"])
    tree.links.new(emission.outputs[0], output.inputs["Surface"])
    for link in list(output.inputs["Displacement"].links):
        tree.links.remove(link)


def _rendered(path: Path) -> Floats:
    bpy.context.scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(str(path))
    pixels = np.empty(SIZE * SIZE * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(SIZE, SIZE, 4)[::-1, :, :3].copy()
