# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A flat sheet under a camera that looks straight down, in bpy: its maps, or lit by Cycles."""

from __future__ import annotations

import random
import tempfile
from math import pi
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Euler
from numpy.typing import NDArray

from addon.scene import compat
from addon.scene.images import raw_pixels

AOVS = ("look_color", "look_data")

Floats = NDArray[np.float32]


def lay(material: bpy.types.Material, side: float, pixels: int, rng: random.Random) -> None:
    """Put a sheet of `material` somewhere in its pattern into a new, empty scene; the camera sees
    `side` metres of it on `pixels` x `pixels`."""
    mesh = bpy.data.meshes.new("Sheet")
    x, y = rng.uniform(-30, 30), rng.uniform(-30, 30)
    r = side * 0.8
    corners = [(x - r, y - r, 0), (x + r, y - r, 0), (x + r, y + r, 0), (x - r, y + r, 0)]
    mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
    mesh.materials.append(material)
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.data.type, camera.data.ortho_scale = "ORTHO", side
    camera.location = (x, y, 5.0)
    for made in (bpy.data.objects.new("Sheet", mesh), camera):
        bpy.context.scene.collection.objects.link(made)
    bpy.context.scene.camera = camera
    _set_render(pixels)


def empty_scene() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def _set_render(pixels: int) -> None:
    scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x = render.resolution_y = pixels
    render.threads_mode, render.threads = "FIXED", 1
    render.image_settings.file_format, render.image_settings.color_depth = "OPEN_EXR", "32"
    cycles.max_bounces, cycles.pixel_filter_type = 1, "BOX"
    cycles.use_denoising = cycles.use_adaptive_sampling = False


def light(rng: random.Random) -> None:
    """One sun, often raking, and a sky."""
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("World")
    scene.world.use_nodes = True
    sky = rng.uniform(0.15, 1.0)
    background = scene.world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (0.85, 0.95, 1.1, 1.0)
    background.inputs["Strength"].default_value = sky
    sun = bpy.data.lights.new("Sun", "SUN")
    sun.energy, sun.angle = pi * (1.15 - sky) * rng.uniform(0.6, 1.4), rng.uniform(0.0, 0.15)
    warm = rng.uniform(0.8, 1.0)
    sun.color = (1.0, 0.5 + 0.5 * warm, warm)
    made = bpy.data.objects.new("Sun", sun)
    made.rotation_euler = Euler((rng.uniform(0.3, 1.25), 0, rng.uniform(0, 2 * pi)))
    scene.collection.objects.link(made)


def lit(samples: int) -> Floats:
    """Linear radiance (H, W, 3) of the scene as it stands."""
    scene = bpy.context.scene
    scene.cycles.samples = samples
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "view.exr"
        scene.render.filepath = str(path)
        bpy.ops.render.render(write_still=True)
        return raw_pixels(path)[..., :3].copy()


def maps(material: bpy.types.Material) -> tuple[Floats, Floats]:
    """The outputs of the material's family as they are, unlit, by one render: base color, linear,
    and height in metres, roughness, metallic, both (H, W, 3)."""
    tree: Any = material.node_tree
    group = next(n for n in tree.nodes if n.type == "GROUP" and "Height" in n.outputs)
    data = tree.nodes.new("ShaderNodeCombineXYZ")
    for socket, name in zip(data.inputs, ("Height", "Roughness", "Metallic"), strict=True):
        tree.links.new(group.outputs[name], socket)
    for name, value in zip(AOVS, (group.outputs["Base Color"], data.outputs[0]), strict=True):
        node = tree.nodes.new("ShaderNodeOutputAOV")
        node.aov_name = name
        tree.links.new(value, node.inputs["Color"])
        bpy.context.scene.view_layers[0].aovs.add().name = name
    _make_black(tree)
    with tempfile.TemporaryDirectory() as temporary:
        _write_passes(Path(temporary))
        color, numbers = (_read_pass(Path(temporary), name) for name in AOVS)
    return color, numbers


def _make_black(tree: Any) -> None:
    output = next(n for n in tree.nodes if n.type == "OUTPUT_MATERIAL")
    emission = tree.nodes.new("ShaderNodeEmission")
    emission.inputs["Strength"].default_value = 0.0
    tree.links.new(emission.outputs[0], output.inputs["Surface"])


def _write_passes(folder: Path) -> None:
    scene = bpy.context.scene
    scene.cycles.samples = 1
    tree = compat.compositor_tree(scene, "Passes")
    layers: Any = tree.nodes.new("CompositorNodeRLayers")
    compat.add_composite_output(tree, layers.outputs["Image"])
    compat.add_pass_files(tree, folder, layers, AOVS)
    scene.render.use_compositing, scene.render.compositor_device = True, "CPU"
    bpy.ops.render.render()


def _read_pass(folder: Path, name: str) -> Floats:
    file = compat.pass_file(folder, name)
    assert file is not None, f"Blender wrote no {name}."
    return raw_pixels(file)[..., :3].copy()


def make_opaque(material: bpy.types.Material) -> None:
    """Cut what lets light through, so that a pane shows itself and not what is behind."""
    tree: Any = material.node_tree
    shader = next(n for n in tree.nodes if n.type == "BSDF_PRINCIPLED")
    for name in ("Transmission Weight", "Alpha"):
        for link in list(shader.inputs[name].links):
            tree.links.remove(link)
    shader.inputs["Transmission Weight"].default_value = 0.0
    shader.inputs["Alpha"].default_value = 1.0
