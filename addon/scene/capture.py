# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a camera sees as a `Capture`: colour, depth, normal and indices of one render.

The render is made of a copy of the scene, which shares its objects and has settings, view layers
and compositor of its own; so the scene stays as it is, and so does the user's last render. Only
the pass indices of objects and materials are shared: they are set for the render and put back.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import bpy
import numpy as np

from ..core.errors import InputError
from ..core.image import ColorSpace, Extent, FloatArray, Image, as_rgb
from ..core.progress import CancelToken, Reporter, SilentReporter
from ..core.request import CameraPose, Capture
from . import compat, framing
from .capture_files import load_capture, save_capture
from .images import load_image, raw_pixels
from .render_settings import temporary_render_settings
from .viewport import capture_viewport

__all__ = [
    "CaptureSettings",
    "Engine",
    "Pass",
    "capture_camera",
    "capture_viewport",
    "load_capture",
    "save_capture",
    "temporary_render_settings",
]

# Blender writes 1e10 where no surface is.
NOTHING_THERE = 1e9


class Engine(StrEnum):
    """What renders; CURRENT is the scene's own choice."""

    CYCLES = "CYCLES"
    EEVEE = "EEVEE"
    WORKBENCH = "WORKBENCH"
    CURRENT = "CURRENT"

    def identifier(self, scene: bpy.types.Scene) -> str:
        """As this version of Blender calls it."""
        names = {
            Engine.CYCLES: "CYCLES",
            Engine.EEVEE: compat.EEVEE,
            Engine.WORKBENCH: "BLENDER_WORKBENCH",
            Engine.CURRENT: scene.render.engine,
        }
        return names[self]


class Pass(StrEnum):
    """What a capture may hold besides colour; Workbench has depth only, EEVEE no indices."""

    DEPTH = "depth"
    NORMAL = "normal"
    OBJECT_INDEX = "object_index"
    MATERIAL_INDEX = "material_index"


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """How a capture is rendered; `extent` None takes the scene's own size."""

    engine: Engine = Engine.CYCLES
    extent: Extent | None = None
    samples: int = 64
    passes: frozenset[Pass] = frozenset(Pass)


def capture_camera(
    scene: bpy.types.Scene,
    view_layer: bpy.types.ViewLayer | None = None,
    settings: CaptureSettings | None = None,
    camera: bpy.types.Object | None = None,
    *,
    reporter: Reporter | None = None,
    cancel: CancelToken | None = None,
) -> Capture:
    """Render what `camera` sees: the scene's own by default, a temporary one where there is none.

    Colour is display-referred sRGB after the scene's view transform, without its compositor. Passes
    that the engine does not have are None. Object index i + 1 is `scene.objects[i]`, material index
    i + 1 is `bpy.data.materials[i]`. Rendering blocks; cancelling works before and after it. Raises
    `InputError` when there is nothing to render, and `Cancelled`.
    """
    settings = settings or CaptureSettings()
    reporter, cancel = reporter or SilentReporter(), cancel or CancelToken()
    layer = view_layer or scene.view_layers[0]
    if not framing.has_something_to_see(layer):
        raise InputError(framing.NO_MESH)
    cancel.check()
    reporter.progress(0.0, "Preparing the render")
    extent = settings.extent or _own_extent(scene)
    with ExitStack() as stack:
        if camera is None:
            camera = scene.camera or stack.enter_context(
                framing.frame_scene(scene, view_layer=layer, aspect=extent.width / extent.height)
            )
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="maquette-")))
        copy = stack.enter_context(_scene_copy(scene, layer))
        _configure(copy, settings, extent, camera)
        stack.enter_context(_pass_files(copy, settings.passes, folder))
        stack.enter_context(_numbered(scene))
        reporter.progress(0.1, "Rendering")
        _render(copy, folder / "color.png")
        cancel.check()
        reporter.progress(0.9, "Reading the passes")
        capture = _read(folder, scene, camera, extent)
    reporter.progress(1.0, "Captured")
    return capture


def _own_extent(scene: bpy.types.Scene) -> Extent:
    render = scene.render
    scale = render.resolution_percentage / 100.0
    return Extent(
        max(4, int(render.resolution_x * scale)), max(4, int(render.resolution_y * scale))
    )


@contextmanager
def _scene_copy(
    scene: bpy.types.Scene, view_layer: bpy.types.ViewLayer
) -> Iterator[bpy.types.Scene]:
    """A copy of the scene that renders one view layer; gone when the block ends."""
    copy = cast("bpy.types.Scene", scene.copy())
    try:
        for each in copy.view_layers:
            each.use = each.name == view_layer.name
        yield copy
    finally:
        bpy.data.scenes.remove(copy)


def _configure(
    scene: bpy.types.Scene, settings: CaptureSettings, extent: Extent, camera: bpy.types.Object
) -> None:
    scene.camera = camera
    render = scene.render
    render.engine = settings.engine.identifier(scene)
    render.resolution_x, render.resolution_y = extent
    render.resolution_percentage = 100
    render.pixel_aspect_x = render.pixel_aspect_y = 1.0
    render.use_border = render.use_crop_to_border = render.use_multiview = False
    render.use_motion_blur = render.use_stamp = render.use_sequencer = False
    render.use_compositing = render.use_file_extension = render.use_overwrite = True
    render.compositor_device = "CPU"
    render.dither_intensity = 0.0
    # Names of display devices belong to the user's colour configuration.
    if scene.display_settings.display_device != "sRGB":
        scene.display_settings.display_device = "sRGB"
    _set_samples(scene, settings.samples)
    for layer in scene.view_layers:
        layer.use_pass_z = Pass.DEPTH in settings.passes
        layer.use_pass_normal = Pass.NORMAL in settings.passes
        layer.use_pass_object_index = Pass.OBJECT_INDEX in settings.passes
        layer.use_pass_material_index = Pass.MATERIAL_INDEX in settings.passes


def _set_samples(scene: bpy.types.Scene, samples: int) -> None:
    """The same picture each time: no time limit, one seed."""
    cycles: Any = getattr(scene, "cycles", None)
    if cycles is not None:
        cycles.samples = samples
        cycles.time_limit = 0.0
        cycles.seed = 0
        cycles.use_animated_seed = False
        cycles.use_denoising = True
    scene.eevee.taa_render_samples = samples


@contextmanager
def _pass_files(scene: bpy.types.Scene, passes: frozenset[Pass], folder: Path) -> Iterator[None]:
    """A compositor of our own: the picture as rendered, and a file for each pass."""
    tree = compat.compositor_tree(scene, "Maquette Capture")
    try:
        # A new node takes the context's scene; Blender 5.2 miscounts that scene's users afterwards.
        with bpy.context.temp_override(scene=scene):
            layers: Any = tree.nodes.new("CompositorNodeRLayers")
        layers.scene = scene
        layers.layer = next(each.name for each in scene.view_layers if each.use)
        compat.add_composite_output(tree, layers.outputs["Image"])
        compat.add_pass_files(tree, folder, layers, sorted(passes))
        yield
    finally:
        compat.remove_compositor_tree(tree)


@contextmanager
def _numbered(scene: bpy.types.Scene) -> Iterator[None]:
    """A pass index for each object and material, put back at the end."""
    numbered = [(each, each.pass_index) for each in (*scene.objects, *bpy.data.materials)]
    try:
        for blocks in (scene.objects, bpy.data.materials):
            for index, block in enumerate(blocks, start=1):
                block.pass_index = min(index, 32767)
        yield
    finally:
        for block, index in numbered:
            block.pass_index = index


def _render(scene: bpy.types.Scene, color: Path) -> None:
    image_settings = scene.render.image_settings
    compat.use_image_file_format(image_settings, "PNG")
    image_settings.color_mode, image_settings.color_depth = "RGB", "16"
    image_settings.color_management = "FOLLOW_SCENE"
    scene.render.filepath = str(color)
    try:
        result = bpy.ops.render.render(write_still=True, scene=scene.name)
    except RuntimeError as error:
        raise InputError(f"Blender could not render the scene: {_reason(error)}.") from error
    if result != {"FINISHED"} or not color.is_file():
        raise InputError("Blender rendered no picture; check the scene's render settings.")


def _reason(error: RuntimeError) -> str:
    return " ".join(str(error).removeprefix("Error:").split()).rstrip(".")


def _read(
    folder: Path, scene: bpy.types.Scene, camera: bpy.types.Object, extent: Extent
) -> Capture:
    passes = {
        each: raw_pixels(file)
        for each in Pass
        if (file := compat.pass_file(folder, each.value)) is not None
    }
    return Capture(
        color=as_rgb(load_image(folder / "color.png")),
        depth=_metres(passes.get(Pass.DEPTH), camera, scene.unit_settings.scale_length),
        normal=_unit_normals(passes.get(Pass.NORMAL)),
        object_index=_whole(passes.get(Pass.OBJECT_INDEX)),
        material_index=_whole(passes.get(Pass.MATERIAL_INDEX)),
        camera=camera_pose(camera, extent),
        source=scene.name,
    )


def _metres(depth: FloatArray | None, camera: bpy.types.Object, scale: float) -> FloatArray | None:
    """EEVEE gives the far clip distance where nothing is."""
    if depth is None:
        return None
    plane = depth[..., 0]
    far = camera.data.clip_end * 0.9999 if isinstance(camera.data, bpy.types.Camera) else math.inf
    is_there = plane < min(NOTHING_THERE, far)
    return np.where(is_there, plane * np.float32(scale), np.float32(np.inf))


def _unit_normals(normal: FloatArray | None) -> FloatArray | None:
    """Samples were averaged: make the vectors unit length again, zero where nothing is."""
    if normal is None:
        return None
    vectors = np.ascontiguousarray(normal[..., :3])
    lengths = np.linalg.norm(vectors, axis=2, keepdims=True)
    lengths = np.where(lengths > 1e-6, lengths, 1.0)
    return (vectors / lengths).astype(np.float32, copy=False)


def _whole(index: FloatArray | None) -> np.ndarray | None:
    return None if index is None else np.rint(index[..., 0]).astype(np.int32)


def camera_pose(camera: bpy.types.Object, extent: Extent) -> CameraPose | None:
    """The pose for pictures of `extent`; None for a camera that is not a perspective one."""
    data = camera.data
    if not isinstance(data, bpy.types.Camera) or data.type != "PERSP":
        return None
    fit = data.sensor_fit
    if fit == "AUTO":
        fit = "HORIZONTAL" if extent.width >= extent.height else "VERTICAL"
    sensor = data.sensor_height if data.sensor_fit == "VERTICAL" else data.sensor_width
    half = sensor / 2.0 / data.lens
    if fit == "VERTICAL":
        half *= extent.width / extent.height
    # Blender counts shift in the side that the sensor is fitted to.
    side = extent.width if fit == "HORIZONTAL" else extent.height
    shift = data.shift_x * side / extent.width, data.shift_y * side / extent.width
    location, rotation, _ = camera.matrix_world.decompose()
    matrix = rotation.to_matrix().to_4x4()
    matrix.translation = location
    rows = tuple(tuple(float(value) for value in row) for row in matrix)
    return CameraPose(rows, 2.0 * math.atan(half), shift)


def saved_render(image: bpy.types.Image) -> Image:
    """The pixels of the Render Result after the view transform; `RuntimeError` when there are
    none.
    """
    scene = bpy.context.scene
    assert scene is not None
    with (
        temporary_render_settings(scene),
        tempfile.TemporaryDirectory(prefix="maquette-") as folder,
    ):
        settings = scene.render.image_settings
        compat.use_image_file_format(settings, "PNG")
        settings.color_mode, settings.color_depth = "RGB", "16"
        path = Path(folder) / "render.png"
        image.save_render(str(path), scene=scene)
        loaded = load_image(path)
    return Image(loaded.pixels, ColorSpace.SRGB)
