# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the samples of depth-mini with Cycles: random rooms and streets, 256 x 192, colour and
inverse depth.

    python scripts/train/depth_mini/data.py --data DIR --scenes 300 --seed 1 [--threads 1]

Goes on where it stopped; each shard holds four views of each of four scenes. DIR lies outside the
repository.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import bpy
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.scenes import dressing, exterior, interior
from scripts.train.material_mini import shards

WIDTH, HEIGHT, VIEWS, SCENES = 256, 192, 4, 4
HELD_OUT_KINDS = ("work", "yard")
"""Kinds of scene that only the held-out shards show."""


def prepare(threads: int, samples: int) -> None:
    """An empty file with quick Cycles settings."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y = WIDTH, HEIGHT
    render.threads_mode, render.threads = "FIXED", threads
    render.image_settings.file_format = "OPEN_EXR"
    render.image_settings.color_depth = "32"
    cycles.samples, cycles.use_denoising, cycles.use_adaptive_sampling = samples, True, False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 3, 1, 1
    cycles.use_fast_gi, cycles.ao_bounces_render = True, 1
    cycles.caustics_reflective = cycles.caustics_refractive = False


def distance_material() -> bpy.types.Material:
    """Emits 1 / depth along the camera's axis, so that one sample renders exact inverse depth."""
    made = bpy.data.materials.new("inverse depth")
    made.use_nodes = True
    tree = made.node_tree
    tree.nodes.clear()
    view = tree.nodes.new("ShaderNodeCameraData")
    divide = tree.nodes.new("ShaderNodeMath")
    divide.operation = "DIVIDE"
    divide.inputs[0].default_value = 1.0
    emission = tree.nodes.new("ShaderNodeEmission")
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(view.outputs["View Z Depth"], divide.inputs[1])
    tree.links.new(divide.outputs[0], emission.inputs["Strength"])
    tree.links.new(emission.outputs[0], output.inputs["Surface"])
    return made


def rendered(folder: Path) -> NDArray[np.float32]:
    """Render the scene's camera; linear RGB (H, W, 3), first row on top."""
    path = folder / "view.exr"
    bpy.context.scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(str(path))
    pixels = np.empty(WIDTH * HEIGHT * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(HEIGHT, WIDTH, 4)[::-1, :, :3].copy()


def inverse_depth(folder: Path, material: bpy.types.Material) -> NDArray[np.float32]:
    """1 / metres (H, W) of what the camera sees; 0 where it sees the sky."""
    scene = bpy.context.scene
    layer, world, samples = scene.view_layers[0], scene.world, scene.cycles.samples
    layer.material_override, scene.world = material, None
    scene.cycles.samples, scene.cycles.use_denoising = 1, False
    scene.render.filter_size = 0.01
    found = rendered(folder)[..., 0]
    layer.material_override, scene.world = None, world
    scene.cycles.samples, scene.cycles.use_denoising = samples, True
    scene.render.filter_size = 1.5
    return found


def exposed(linear: NDArray[np.float32], rng: random.Random) -> NDArray[np.uint8]:
    """Automatic exposure with some error, a hard or soft shoulder, sRGB bytes."""
    level = float(np.percentile(linear.mean(-1), rng.uniform(45, 75))) + 1e-4
    x = np.clip(linear, 0.0, None) * (rng.uniform(0.15, 0.45) / level)
    if rng.random() < 0.6:
        x = 1.2 * x / (x + 0.8 * rng.uniform(0.7, 1.2))
    return np.round(255 * np.clip(x, 0, 1) ** (1 / 2.2)).astype(np.uint8)


def build_scene(seed: int, held_out: bool) -> tuple[object, random.Random, bool]:
    """A dressed and lit scene; the site or room, a source of random views, and whether it is
    outside."""
    rng = random.Random(seed)
    outside = rng.random() < 0.4
    kinds = exterior.KINDS if outside else interior.KINDS
    kind = rng.choice([k for k in kinds if (k in HELD_OUT_KINDS) == held_out])
    materials = dressing.random_materials(seed, rng.choice([0.0, 0.3, 0.8]))
    if outside:
        site = exterior.build_exterior(seed, materials, kind)
        dressing.random_light(rng)
        return site, rng, True
    room = interior.build_interior(seed, materials, kind)
    lamps = (
        (
            room.width * rng.uniform(0.2, 0.8),
            room.depth * rng.uniform(0.2, 0.8),
            room.height - 0.12,
        ),
    )
    dressing.random_light(rng, lamps=lamps * rng.choice([1, 1, 2]))
    return room, rng, False


def shard(
    first_seed: int, threads: int, samples: int, held_out: bool
) -> dict[str, NDArray[np.generic]]:
    """SCENES x VIEWS pictures."""
    images, inverse, outsides = [], [], []
    with tempfile.TemporaryDirectory() as temporary:
        for seed in range(first_seed, first_seed + SCENES):
            prepare(threads, samples)
            place, rng, outside = build_scene(seed, held_out)
            camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
            camera.data.clip_start = 0.02
            bpy.context.scene.collection.objects.link(camera)
            bpy.context.scene.camera = camera
            material = distance_material()
            for _ in range(VIEWS):
                aim_camera(camera, place, rng)
                depth = inverse_depth(Path(temporary), material)
                if depth.max() > 4.0 or (depth > 0).mean() < 0.3:
                    aim_camera(camera, place, rng)
                    depth = inverse_depth(Path(temporary), material)
                images.append(exposed(rendered(Path(temporary)), rng))
                inverse.append(depth.astype(np.float16))
                outsides.append(outside)
    return {"image": np.stack(images), "inverse": np.stack(inverse), "outside": np.array(outsides)}


def aim_camera(camera: bpy.types.Object, place: object, rng: random.Random) -> None:
    """A new view of the room or site, with a little roll."""
    if isinstance(place, interior.Room):
        eye, aim, lens = interior.interior_view(place, rng)
    else:
        assert isinstance(place, exterior.Site)
        eye, aim, lens = exterior.exterior_view(place, rng)
    camera.location = eye
    camera.rotation_euler = (aim - eye).to_track_quat("-Z", "Y").to_euler()
    camera.data.lens = lens


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scenes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--samples", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--held-out", action="store_true", help="the kinds of scene kept for the test"
    )
    chosen = parser.parse_args()
    stem = ("unseen" if chosen.held_out else "views") + f"-{chosen.seed}"
    base = chosen.seed * 1_000_000
    shards.write_missing(
        chosen.data,
        stem,
        -(-chosen.scenes // SCENES),
        lambda i: shard(base + i * SCENES, chosen.threads, chosen.samples, chosen.held_out),
    )


if __name__ == "__main__":
    main()
