# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A procedural material as maps, seamless, at any resolution, for glTF and engines.

One render of a sheet in a scene of our own gives all maps at once: the family's outputs are written
as AOVs, without light. Nothing of the user's scene is read or touched.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from ..core.errors import InputError
from ..core.image import ColorSpace, Extent, FloatArray, Image
from ..core.maps import MapKind, MaterialMaps
from ..core.normals import ambient_occlusion, normalized
from ..core.procedural import ProceduralMaterial
from ..core.quilting import height_of_steps, join_copies, rolled_to_calm
from . import compat, procedural
from .images import raw_pixels
from .procedural import Family

MIN_RESOLUTION, MAX_RESOLUTION = 16, 8192
SAMPLES = 8
# Slopes are taken between the quarters of a pixel while that can be afforded: between whole pixels
# they would lose the finest relief.
QUARTERED_UP_TO = 2048
NAME = "Maquette Bake"
# AOVs, each a colour: base color, and roughness, metallic and height.
COLOR, DATA = "maquette_color", "maquette_data"
DATA_OUTPUTS = ("Roughness", "Metallic", "Height")
# Base color, roughness and slopes among the rendered layers: where an edge would show.
JUDGED = (slice(0, 3), slice(3, 4), slice(6, 8))
# How far past its edges the sheet is seen, so that copies can be joined: a share of the sheet, more
# where a piece is so long that its joint would be missed.
MARGIN_SHARE, MOST_MARGIN_SHARE = 0.2, 0.6
MARGIN_REPEATS = 1.1
# A sheet this close to a square is given as one.
SQUARE_WITHIN = 0.006
LEAST_SHARE, MOST_SHARE = 0.6, 1.7


@dataclass(frozen=True, slots=True)
class Baked:
    """Maps of a procedural material; their normals and heights are of one surface."""

    maps: MaterialMaps
    seamless: bool

    @property
    def size_m(self) -> float:
        """Metres that the maps cover from left to right."""
        return self.maps.size_m


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is rendered: the part that is kept in pixels and metres, and the pixels past it.

    `split` is how many times a pixel is divided each way.
    """

    kept: Extent
    width_m: float
    height_m: float
    margin: Extent
    split: int

    @property
    def seen(self) -> Extent:
        return Extent(self.kept.width + self.margin.width, self.kept.height + self.margin.height)

    @property
    def seen_m(self) -> tuple[float, float]:
        across, up = self.seen.width / self.kept.width, self.seen.height / self.kept.height
        return self.width_m * across, self.height_m * up


def bake(
    material: ProceduralMaterial,
    resolution: int,
    *,
    size_m: float | None = None,
    seamless: bool = True,
) -> Baked:
    """The maps of a material, their longer side `resolution` pixels, covering about `size_m` metres
    (the family's own size by default).

    Seamless maps of a laid pattern cover a whole number of its repeats, so they may be a little
    smaller or larger than asked and not quite square; those of other patterns are square. What
    chance makes differ at the edges is joined along the path of least difference. Normals are the
    mean slopes of the heights; what lets light through is baked as if it did not. Raises
    `InputError` for a family, parameter, resolution or size that does not exist.
    """
    family = procedural.family_of(material)
    _require(resolution, size_m)
    wanted = size_m or family.size_m * material.scale
    repeat = _repeat(family, material) if seamless else None
    sheet = _sheet(repeat, wanted, resolution, seamless=seamless)
    layers = _rendered(material, sheet)
    if seamless:
        layers = _repeating(layers, sheet, has_rhythm=repeat is not None)
    return Baked(_maps(layers, sheet, wrap=seamless), seamless)


def render_bare(material: ProceduralMaterial, resolution: int) -> None:
    """What `bake` cannot do without: the render of the sheet alone, to measure the rest against."""
    family = procedural.family_of(material)
    sheet = _sheet(None, family.size_m * material.scale, resolution, seamless=False)
    with _stage(material, sheet) as scene:
        bpy.ops.render.render(scene=scene.name)


def _require(resolution: int, size_m: float | None) -> None:
    if not MIN_RESOLUTION <= resolution <= MAX_RESOLUTION:
        raise InputError(
            f"Maps are {MIN_RESOLUTION} to {MAX_RESOLUTION} pixels wide, not {resolution}."
        )
    if size_m is not None and not 0.001 <= size_m <= 1000.0:
        raise InputError(f"Maps cover 0.001 to 1000 metres, not {size_m:g}.")


def _repeat(family: Family, material: ProceduralMaterial) -> tuple[float, float] | None:
    """Metres after which the laying repeats along the picture's axes, None when it does not."""
    if family.repeat is None:
        return None
    quarters = material.rotation / (math.pi / 2.0)
    if abs(quarters - round(quarters)) > 1e-4:
        return None
    across, up = family.repeat(procedural.complete(material))
    if round(quarters) % 2:
        across, up = up, across
    return across * material.scale, up * material.scale


def _sheet(
    repeat: tuple[float, float] | None, size_m: float, resolution: int, *, seamless: bool
) -> _Sheet:
    width, height = _covered(repeat, size_m) if repeat else (size_m, size_m)
    kept = Extent(resolution, resolution)
    if abs(math.log(width / height)) > SQUARE_WITHIN:
        longer = max(width, height)
        kept = Extent(
            max(2, round(resolution * width / longer)), max(2, round(resolution * height / longer))
        )
    margin = Extent(0, 0)
    if seamless:
        across, up = repeat or (0.0, 0.0)
        margin = Extent(_margin(kept.width, across / width), _margin(kept.height, up / height))
    return _Sheet(kept, width, height, margin, 2 if resolution <= QUARTERED_UP_TO else 1)


def _margin(pixels: int, repeat_share: float) -> int:
    share = max(MARGIN_SHARE, min(MARGIN_REPEATS * repeat_share, MOST_MARGIN_SHARE))
    return round(pixels * share)


def _covered(repeat: tuple[float, float], size_m: float) -> tuple[float, float]:
    """Whole numbers of repeats that make a sheet nearly square and about `size_m` wide."""
    across, up = (_multiples(each, size_m) for each in repeat)
    return min(((w, h) for w in across for h in up), key=lambda each: _awkwardness(*each, size_m))


def _multiples(repeat: float, size_m: float) -> list[float]:
    first = max(1, math.ceil(LEAST_SHARE * size_m / repeat))
    last = max(first, math.floor(MOST_SHARE * size_m / repeat))
    return [repeat * count for count in range(first, last + 1)]


def _awkwardness(width: float, height: float, size_m: float) -> float:
    shape = max(abs(math.log(width / height)) - SQUARE_WITHIN, 0.0)
    return 4.0 * shape + abs(math.log(math.sqrt(width * height) / size_m))


def _rendered(material: ProceduralMaterial, sheet: _Sheet) -> FloatArray:
    """Base color, roughness, metallic, height, its slopes and its steps from pixel to pixel, right
    and down, over the whole sheet, (H, W, 10)."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="maquette-")))
        scene = stack.enter_context(_stage(material, sheet))
        stack.enter_context(_files(scene, folder))
        try:
            bpy.ops.render.render(scene=scene.name)
        except RuntimeError as error:
            raise InputError(f"Blender could not bake {material.family}: {error}.") from error
        color, data = (_read(folder, name) for name in (COLOR, DATA))
    fine = (color, data, _slopes(data[..., 2], sheet))
    layers = [_shrunk(each, sheet.split) for each in fine]
    return np.concatenate([*layers, _steps(layers[1][..., 2])], axis=2)


def _steps(height_m: FloatArray) -> FloatArray:
    """How much higher the next pixel is, to the right and down, (H, W, 2)."""
    across = np.diff(height_m, axis=1, append=height_m[:, -1:])
    down = np.diff(height_m, axis=0, append=height_m[-1:])
    return np.stack((across, down), axis=2)


def _slopes(height_m: FloatArray, sheet: _Sheet) -> FloatArray:
    """Metres per metre to the right and down the picture, (H, W, 2)."""
    rows, columns = height_m.shape
    width, height = sheet.seen_m
    down, across = np.gradient(height_m, height / rows, width / columns)
    return np.stack((across, down), axis=2, dtype=np.float32)


def _shrunk(pixels: FloatArray, split: int) -> FloatArray:
    """The means of squares of `split` pixels."""
    if split == 1:
        return pixels
    parts = [pixels[y::split, x::split] for y in range(split) for x in range(split)]
    return sum(parts[1:], start=parts[0]) / np.float32(split * split)


def _read(folder: Path, name: str) -> FloatArray:
    file = compat.pass_file(folder, name)
    if file is None:
        raise InputError("Blender baked nothing; check that Cycles is enabled in the preferences.")
    return raw_pixels(file)[..., :3]


@contextmanager
def _stage(material: ProceduralMaterial, sheet: _Sheet) -> Iterator[bpy.types.Scene]:
    """A scene with the sheet under a camera; gone afterwards with everything made for it."""
    groups = set(bpy.data.node_groups)
    made: list[bpy.types.ID] = []
    try:
        scene = bpy.data.scenes.new(NAME)
        made.append(scene)
        shader = procedural.build_material(material, NAME)
        made.append(shader)
        _write_aovs(shader)
        made.extend(_add_sheet(scene, sheet, shader))
        made.extend(_add_camera(scene, sheet))
        _configure(scene, sheet)
        yield scene
    finally:
        bpy.data.batch_remove(made)
        bpy.data.batch_remove([each for each in bpy.data.node_groups if each not in groups])


def _write_aovs(material: bpy.types.Material) -> None:
    """Write the family's outputs as AOVs and shine with nothing else."""
    tree: Any = material.node_tree
    family = next(n for n in tree.nodes if n.type == "GROUP" and "Height" in n.outputs)
    output = next(n for n in tree.nodes if n.type == "OUTPUT_MATERIAL")
    data = tree.nodes.new("ShaderNodeCombineXYZ")
    for name, socket in zip(DATA_OUTPUTS, data.inputs, strict=True):
        tree.links.new(family.outputs[name], socket)
    for name, value in ((COLOR, family.outputs["Base Color"]), (DATA, data.outputs[0])):
        node = tree.nodes.new("ShaderNodeOutputAOV")
        node.aov_name = name
        tree.links.new(value, node.inputs["Color"])
    emission = tree.nodes.new("ShaderNodeEmission")
    tree.links.new(emission.outputs[0], output.inputs["Surface"])


def _add_sheet(
    scene: bpy.types.Scene, sheet: _Sheet, material: bpy.types.Material
) -> Iterator[bpy.types.ID]:
    """A rectangle from the origin, with a pixel to spare at each edge."""
    width, height = sheet.seen_m
    x, y = width / sheet.seen.width, height / sheet.seen.height
    mesh = bpy.data.meshes.new(NAME)
    yield mesh
    corners = [(-x, -y), (width + x, -y), (width + x, height + y), (-x, height + y)]
    mesh.from_pydata([(*corner, 0.0) for corner in corners], [], [(0, 1, 2, 3)])
    mesh.materials.append(material)
    sheet_object = bpy.data.objects.new(NAME, mesh)
    yield sheet_object
    scene.collection.objects.link(sheet_object)


def _add_camera(scene: bpy.types.Scene, sheet: _Sheet) -> Iterator[bpy.types.ID]:
    width, height = sheet.seen_m
    data = bpy.data.cameras.new(NAME)
    yield data
    data.type, data.sensor_fit, data.ortho_scale = "ORTHO", "HORIZONTAL", width
    camera = bpy.data.objects.new(NAME, data)
    yield camera
    camera.location = (width / 2.0, height / 2.0, 1.0)
    scene.collection.objects.link(camera)
    scene.camera = camera


def _configure(scene: bpy.types.Scene, sheet: _Sheet) -> None:
    """Cycles on the processor, each pixel the mean over its own square, no colour management."""
    render, cycles = scene.render, scene.cycles
    render.engine, cycles.device = "CYCLES", "CPU"
    render.resolution_x, render.resolution_y = (side * sheet.split for side in sheet.seen)
    render.resolution_percentage = 100
    width, height = sheet.seen_m
    # Pixels of a sheet that is not quite square are not quite square either.
    tall = (height / sheet.seen.height) / (width / sheet.seen.width)
    render.pixel_aspect_x, render.pixel_aspect_y = max(1.0, 1.0 / tall), max(1.0, tall)
    render.use_compositing, render.use_sequencer = True, False
    render.compositor_device = "CPU"
    cycles.samples = SAMPLES // sheet.split**2
    cycles.seed, cycles.use_animated_seed = 0, False
    cycles.use_adaptive_sampling = cycles.use_denoising = False
    cycles.time_limit, cycles.max_bounces = 0.0, 0
    cycles.pixel_filter_type = "BOX"
    for name in (COLOR, DATA):
        scene.view_layers[0].aovs.add().name = name


@contextmanager
def _files(scene: bpy.types.Scene, folder: Path) -> Iterator[None]:
    """A compositor that writes each AOV into a file of its own."""
    tree = compat.compositor_tree(scene, NAME)
    try:
        # A new node takes the context's scene; Blender 5.2 miscounts that scene's users afterwards.
        with bpy.context.temp_override(scene=scene):
            layers: Any = tree.nodes.new("CompositorNodeRLayers")
        layers.scene = scene
        layers.layer = scene.view_layers[0].name
        compat.add_composite_output(tree, layers.outputs["Image"])
        compat.add_pass_files(tree, folder, layers, (COLOR, DATA))
        yield
    finally:
        compat.remove_compositor_tree(tree)


def _repeating(layers: FloatArray, sheet: _Sheet, *, has_rhythm: bool) -> FloatArray:
    variance = layers.reshape(-1, layers.shape[2]).var(axis=0)
    # A map that does not change has no say.
    weights = np.where(variance > 1e-12, 1.0 / np.maximum(variance, 1e-12), 0.0)
    share = 0.001 if has_rhythm else 0.01
    feather = max(1, round(sheet.kept.width * share))
    joined = join_copies(layers, sheet.kept, weights.astype(np.float32), feather)
    return rolled_to_calm(joined, JUDGED)


def _maps(layers: FloatArray, sheet: _Sheet, *, wrap: bool) -> MaterialMaps:
    roughness, metallic, height = np.moveaxis(layers[..., 3:6], 2, 0)
    if wrap:
        # Where copies are joined their heights differ, but not their slopes.
        height = height_of_steps(layers[..., 8], layers[..., 9])
    height = np.ascontiguousarray(height - height.mean(dtype=np.float64), np.float32)
    pixels = {
        MapKind.BASE_COLOR: np.clip(layers[..., :3], 0.0, 1.0),
        MapKind.ROUGHNESS: np.clip(roughness, 0.0, 1.0),
        MapKind.METALLIC: np.clip(metallic, 0.0, 1.0),
        MapKind.NORMAL: _normal(layers[..., 6], layers[..., 7]),
        MapKind.HEIGHT: height,
        MapKind.AMBIENT_OCCLUSION: ambient_occlusion(height, sheet.width_m, wrap=wrap),
    }
    images = {kind: _image(kind, each) for kind, each in pixels.items()}
    return MaterialMaps(images, sheet.width_m)


def _normal(across: FloatArray, down: FloatArray) -> FloatArray:
    # Rows go down the picture, y goes up.
    return normalized(np.stack((-across, down, np.ones_like(across)), axis=2))


def _image(kind: MapKind, pixels: FloatArray) -> Image:
    space = ColorSpace.LINEAR if kind is MapKind.BASE_COLOR else ColorSpace.DATA
    planes = pixels if pixels.ndim == 3 else pixels[..., None]
    return Image(np.ascontiguousarray(planes, np.float32), space)
