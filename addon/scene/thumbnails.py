# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real renders of stored variations, one after the other, with the scene prepared once for all.

Knows nothing of how a variation is chosen; leaves the scene as it was, also when it is stopped.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector

from ..core.errors import InputError, OutputError
from ..core.image import Extent
from ..core.progress import CancelToken, Reporter
from . import compat, framing, light, roles, variation_state
from .render_settings import temporary_render_settings
from .variation import Variation

NO_STAMPS = (
    *("use_stamp_date", "use_stamp_time", "use_stamp_render_time", "use_stamp_frame"),
    *("use_stamp_frame_range", "use_stamp_memory", "use_stamp_hostname", "use_stamp_camera"),
    *("use_stamp_lens", "use_stamp_scene", "use_stamp_marker", "use_stamp_filename"),
    *("use_stamp_sequencer_strip", "use_stamp_note", "use_stamp"),
)


@dataclass(frozen=True, slots=True)
class ThumbnailSettings:
    """How thumbnails are rendered: Cycles, `samples` per pixel, denoised, with a fixed seed."""

    extent: Extent = Extent(480, 320)
    samples: int = 64


def render_variations(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    settings: ThumbnailSettings,
    out: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> Iterator[Path]:
    """Render stored variations into the folder `out` as 8-bit PNGs, yielding each path when it is there.

    A scene without a camera is framed by a temporary one. The exposure of a light is metered at its
    first render and kept with the variation. Raises `Cancelled` between renders and `OutputError` when
    a file cannot be written; the scene shows afterwards what it showed before.
    """
    variations = variation_state.stored_variations(scene)
    missing = [index for index in indices if not 0 <= index < len(variations)]
    if missing:
        raise InputError(f"There is no variation {missing[0] + 1}; this scene has {len(variations)}.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out} cannot be made ({error.strerror}); choose another folder.") from error
    with _prepared(scene, settings):
        for number, index in enumerate(indices):
            cancel.check()
            reporter.progress(number / len(indices), f"Rendering {variations[index].name}")
            yield _render_one(scene, index, variations[index], out)
    reporter.progress(1.0, "All variations are rendered")


def _render_one(scene: bpy.types.Scene, index: int, variation: Variation, out: Path) -> Path:
    variation_state.apply_variation(scene, index)
    if variation.light is not None and variation.light.exposure is None:
        stops = light.meter_exposure(scene, variation.light.key)
        variation_state.set_exposure(scene, index, stops)
    compat.use_image_file_format(scene.render.image_settings, "PNG")
    scene.render.image_settings.color_mode = "RGB"
    scene.render.image_settings.color_depth = "8"
    path = out / file_name(index, variation)
    with tempfile.TemporaryDirectory(dir=out, prefix=".render") as folder:
        scene.render.filepath = str(Path(folder) / "picture.png")
        bpy.ops.render.render(write_still=True, scene=scene.name)
        try:
            os.replace(Path(folder) / "picture.png", path)
        except OSError as error:
            raise OutputError(f"{path} cannot be written; choose another folder.") from error
    return path


def file_name(index: int, variation: Variation) -> str:
    """Such as "02-nordic-pale-seed-7.png"."""
    slug = "-".join(re.findall(r"[a-z0-9]+", variation.name.lower()))
    return f"{index + 1:02d}-{slug}-seed-{variation.seed}.png"


@contextmanager
def _prepared(scene: bpy.types.Scene, settings: ThumbnailSettings) -> Iterator[None]:
    """Render settings, camera and ground for thumbnails; everything is put back at the end."""
    shown = variation_state.state_of(scene).active
    with ExitStack() as stack:
        stack.enter_context(temporary_render_settings(scene))
        stack.callback(_show, scene, shown)
        if scene.camera is None:
            scene.camera = stack.enter_context(framing.frame_scene(scene))
        stack.enter_context(_ground(scene))
        _configure(scene, settings)
        yield


def _show(scene: bpy.types.Scene, index: int) -> None:
    if index < 0:
        variation_state.show_original(scene)
    else:
        variation_state.apply_variation(scene, index)


def _configure(scene: bpy.types.Scene, settings: ThumbnailSettings) -> None:
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y = settings.extent
    render.resolution_percentage = 100
    render.use_border = render.use_compositing = render.use_sequencer = False
    render.film_transparent = False
    render.use_persistent_data = True
    render.use_file_extension = True
    for name in NO_STAMPS:
        setattr(render, name, False)
    cycles.samples = settings.samples
    cycles.seed = 0
    cycles.use_animated_seed = cycles.use_adaptive_sampling = False
    cycles.time_limit = 0.0
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_use_gpu = False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 5, 3
    cycles.transmission_bounces = cycles.transparent_max_bounces = 8
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 6.0


@contextmanager
def _ground(scene: bpy.types.Scene) -> Iterator[None]:
    """A shadow catcher under things that stand in nothing, so that they do not float."""
    objects, _ = roles.dressable_objects(scene)
    slots = roles.roles_of(objects)
    grounded = {"floor", "terrain", "paving", "vegetation", "water"}
    covered = {slot.role for slot in slots if slot.area > 0.0} | {p for slot in slots for p in slot.parts}
    if not objects or covered & grounded:
        yield
        return
    corners = np.array([obj.matrix_world @ Vector(each) for obj in objects for each in obj.bound_box])
    size = float(np.ptp(corners, axis=0).max()) * 20.0
    centre = (corners.min(axis=0) + corners.max(axis=0)) / 2.0
    lowest = float(corners[:, 2].min())
    mesh = bpy.data.meshes.new("Maquette ground")
    square = [(x * size, y * size, 0.0) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    mesh.from_pydata(square, [], [(0, 1, 2, 3)])
    ground = bpy.data.objects.new("Maquette ground", mesh)
    ground.location = (centre[0], centre[1], lowest)
    ground.is_shadow_catcher = True
    scene.collection.objects.link(ground)
    try:
        yield
    finally:
        bpy.data.objects.remove(ground)
        bpy.data.meshes.remove(mesh)
