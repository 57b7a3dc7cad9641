# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real renders of stored variations, one after the other, on one copy of the scene.

Knows nothing of how a variation is chosen; leaves the scene as it was, also when it is stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import bpy
import numpy as np
from mathutils import Vector

from ..core.errors import InputError, OutputError
from ..core.image import Extent
from ..core.progress import CancelToken, Reporter
from . import compat, framing, light, role_hints, roles, variation_state
from .metering import Covered, render_metered, render_png
from .obstacles import STAGE
from .variation import Variation

NO_STAMPS = (
    *("use_stamp_date", "use_stamp_time", "use_stamp_render_time", "use_stamp_frame"),
    *("use_stamp_frame_range", "use_stamp_memory", "use_stamp_hostname", "use_stamp_camera"),
    *("use_stamp_lens", "use_stamp_scene", "use_stamp_marker", "use_stamp_filename"),
    *("use_stamp_sequencer_strip", "use_stamp_note", "use_stamp"),
)

DEFAULT_EXTENT = Extent(480, 320)
SKY_NODES = frozenset({"TEX_ENVIRONMENT", "TEX_SKY"})
NEUTRAL_KEY = 0.32
SAMPLES_WITHOUT_DENOISER = 2


@dataclass(frozen=True, slots=True)
class ThumbnailSettings:
    """How thumbnails are rendered: Cycles, `samples` per pixel, denoised, with a fixed seed."""

    extent: Extent = DEFAULT_EXTENT
    samples: int = 32


def render_variations(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    settings: ThumbnailSettings,
    out: Path,
    reporter: Reporter,
    cancel: CancelToken,
    *,
    keeps_exposure: bool = True,
) -> Iterator[Path]:
    """Render stored variations into the folder `out` as 8-bit PNGs, yielding each path when it is
    there.

    A scene without a camera is framed by a temporary one. The exposure of a light is metered at its
    first render and kept with the variation, where `keeps_exposure` says so. Raises `Cancelled`
    between renders and `OutputError` when a file cannot be written; the scene shows afterwards what
    it showed before.
    """
    variations = variation_state.stored_variations(scene)
    missing = [index for index in indices if not 0 <= index < len(variations)]
    if missing:
        raise InputError(
            f"There is no variation {missing[0] + 1}; this scene has {len(variations)}."
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{out} cannot be made ({error.strerror}); choose another folder."
        ) from error
    covered: Covered = {}
    with rendering_stage(scene, settings) as stage:
        for number, index in enumerate(indices):
            cancel.check()
            reporter.progress(number / len(indices), f"Rendering {variations[index].name}")
            path = out / file_name(index)
            show_on_stage(scene, stage, index)
            stops = _render_shown(scene, stage, variations[index], path, covered)
            if stops is not None and keeps_exposure:
                variation_state.set_exposure(scene, index, stops)
            yield path
    reporter.progress(1.0, "All variations are rendered")


def _render_shown(
    scene: bpy.types.Scene,
    stage: bpy.types.Scene,
    variation: Variation,
    path: Path,
    covered: Covered,
) -> float | None:
    """Render what the stage shows; the exposure of a light that had none yet, else None."""
    if variation.light is None and not is_lit(scene):
        with _neutral_light(stage):
            render_metered(stage, NEUTRAL_KEY, path, covered)
        return None
    if variation.light is not None and variation.light.exposure is None:
        chosen = variation.light
        return render_metered(stage, chosen.key, path, covered, light.brightest_of(chosen))
    render_png(stage, path)
    return None


def render_original(scene: bpy.types.Scene, settings: ThumbnailSettings, path: Path) -> None:
    """Render the scene without its variations as they are rendered: by its own light, or by a white
    sky where it has none. `OutputError` when the file cannot be written."""
    with rendering_stage(scene, settings) as stage:
        if is_lit(scene):
            render_png(stage, path)
        else:
            with _neutral_light(stage):
                render_metered(stage, NEUTRAL_KEY, path, {})


def show_on_stage(scene: bpy.types.Scene, stage: bpy.types.Scene, index: int) -> None:
    """Apply a variation and give the stage what it changes in the scene itself; objects are
    shared."""
    variation_state.apply_variation(scene, index)
    stage.world = scene.world
    stage.view_settings.exposure = scene.view_settings.exposure
    state = variation_state.state_of(scene)
    stage.camera = state.camera or variation_state.state_of(stage).own_camera
    for ours in (state.sun, state.camera, *(lamp.object for lamp in state.lamps)):
        if ours is not None and ours.name not in stage.collection.objects:
            stage.collection.objects.link(ours)


def is_lit(scene: bpy.types.Scene) -> bool:
    """Whether the scene brings light of its own: a lamp, or a sky that was made to light."""
    has_lamp = any(each.type == "LIGHT" and not each.hide_render for each in scene.objects)
    tree = scene.world.node_tree if scene.world else None
    return has_lamp or (tree is not None and any(node.type in SKY_NODES for node in tree.nodes))


@contextmanager
def _neutral_light(stage: bpy.types.Scene) -> Iterator[None]:
    """A white sky, so that materials alone can be judged in a dark scene."""
    former, stops = stage.world, stage.view_settings.exposure
    sky = bpy.data.worlds.new("Maquette neutral sky")
    compat.ensure_nodes(sky)
    background = next(node for node in sky.node_tree.nodes if node.type == "BACKGROUND")
    background.inputs["Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    stage.world = sky
    try:
        yield
    finally:
        stage.world, stage.view_settings.exposure = former, stops
        bpy.data.worlds.remove(sky)


def file_name(index: int) -> str:
    """Such as "variation-01.png"."""
    return f"variation-{index + 1:02d}.png"


@contextmanager
def rendering_stage(
    scene: bpy.types.Scene, settings: ThumbnailSettings
) -> Iterator[bpy.types.Scene]:
    """A copy of the scene to render all thumbnails with, with a camera and a ground; the scene's
    own settings are never touched, and it shows at the end what it showed before."""
    shown = variation_state.state_of(scene).active
    aspect = settings.extent.width / settings.extent.height
    with ExitStack() as stack:
        stack.callback(_show, scene, shown)
        variation_state.show_original(scene)
        camera = scene.camera or stack.enter_context(framing.frame_scene(scene, aspect=aspect))
        stage = cast("bpy.types.Scene", scene.copy())
        stack.callback(bpy.data.scenes.remove, stage)
        stage[STAGE] = True
        stage.camera = variation_state.state_of(stage).own_camera = camera
        # Markers that switch cameras are for films; these pictures are of one moment.
        stage.timeline_markers.clear()
        stack.enter_context(_ground(scene, stage))
        configure_cycles(stage, settings)
        yield stage


def _show(scene: bpy.types.Scene, index: int) -> None:
    if index < 0:
        variation_state.show_original(scene)
    else:
        variation_state.apply_variation(scene, index)


def configure_cycles(scene: bpy.types.Scene, settings: ThumbnailSettings) -> None:
    """Have `scene` render with Cycles as `settings` say, the same pixels each time."""
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    cycles.device = "GPU" if _has_graphics_card() else "CPU"
    render.resolution_x, render.resolution_y = settings.extent
    render.resolution_percentage = 100
    render.use_border = render.use_compositing = render.use_sequencer = False
    render.film_transparent = False
    # Kept data gives each picture a trace of the one before: other noise, other bytes.
    render.use_persistent_data = False
    render.use_file_extension = True
    for name in NO_STAMPS:
        setattr(render, name, False)
    cycles.samples = settings.samples * (1 if _denoise(cycles) else SAMPLES_WITHOUT_DENOISER)
    cycles.seed = 0
    cycles.use_animated_seed = cycles.use_adaptive_sampling = False
    cycles.time_limit = 0.0
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 5, 3
    cycles.transmission_bounces = cycles.transparent_max_bounces = 8
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 6.0


def _has_graphics_card() -> bool:
    """Whether the preferences have one switched on for Cycles: it is many times faster, also in
    files that were left on the processor."""
    cycles: Any = bpy.context.preferences.addons.get("cycles")
    return cycles is not None and cycles.preferences.has_active_device()


def _denoise(cycles: Any) -> bool:
    """Switch denoising on; False where this Blender is built without a denoiser."""
    try:
        cycles.denoiser = "OPENIMAGEDENOISE"
    except TypeError:
        cycles.use_denoising = False
        return False
    cycles.use_denoising, cycles.denoising_use_gpu = True, False
    return True


@contextmanager
def _ground(scene: bpy.types.Scene, stage: bpy.types.Scene) -> Iterator[None]:
    """A shadow catcher under things that stand in nothing, so that they do not float."""
    objects, _ = roles.dressable_objects(scene)
    slots = roles.roles_of(objects, role_hints.hints_of(scene))
    grounded = {"floor", "terrain", "paving", "vegetation", "water"}
    covered = {slot.role for slot in slots if slot.area > 0.0} | {
        p for slot in slots for p in slot.parts
    }
    if not objects or covered & grounded:
        yield
        return
    corners = np.array(
        [obj.matrix_world @ Vector(each) for obj in objects for each in obj.bound_box]
    )
    size = float(np.ptp(corners, axis=0).max()) * 20.0
    centre = (corners.min(axis=0) + corners.max(axis=0)) / 2.0
    lowest = float(corners[:, 2].min())
    mesh = bpy.data.meshes.new("Maquette ground")
    square = [(x * size, y * size, 0.0) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    mesh.from_pydata(square, [], [(0, 1, 2, 3)])
    ground = bpy.data.objects.new("Maquette ground", mesh)
    ground.location = (centre[0], centre[1], lowest)
    ground.is_shadow_catcher = True
    stage.collection.objects.link(ground)
    try:
        yield
    finally:
        bpy.data.objects.remove(ground)
        bpy.data.meshes.remove(mesh)
