# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera of a variation in the scene: put there, taken out again, or kept as the user's own.

The user's cameras are never touched; only which one the scene looks through changes.
"""

from __future__ import annotations

from typing import cast

import bpy
from mathutils import Matrix

from ..core.errors import InputError
from .composition import CameraChoice
from .framing import SENSOR_MM
from .records import MADE
from .variation import Variation
from .variation_data import MaquetteSceneState, state_of

NAME = "Maquette Camera"


def camera_data(choice: CameraChoice, name: str) -> bpy.types.Camera:
    """The lens of a choice as a data-block."""
    data = bpy.data.cameras.new(name)
    data.sensor_fit, data.sensor_width = "HORIZONTAL", SENSOR_MM
    data.lens = choice.lens_mm
    data.shift_x, data.shift_y = choice.shift
    data.clip_start, data.clip_end = choice.clip
    return data


def show_camera(
    scene: bpy.types.Scene,
    state: MaquetteSceneState,
    data: bpy.types.Camera,
    choice: CameraChoice,
) -> None:
    """Have the scene look through a camera of ours, at every frame."""
    if not state.is_framed:
        state.is_framed, state.own_camera = True, scene.camera
        _unbind_markers(scene, state)
    state.camera = bpy.data.objects.new(NAME, data)
    state.camera.matrix_world = Matrix(choice.matrix_world)
    scene.collection.objects.link(state.camera)
    scene.camera = state.camera


def restore_camera(state: MaquetteSceneState, scene: bpy.types.Scene) -> None:
    """Take our camera out and look through the user's again, or through the one that the user
    chose meanwhile."""
    ours = state.camera
    if state.is_framed:
        is_ours = scene.camera is None or scene.camera == ours
        wanted = state.own_camera if is_ours else scene.camera
        # A marker that is given a camera switches to it at once.
        _bind_markers(scene, state)
        scene.camera = wanted
        state.is_framed, state.own_camera = False, None
    if ours is not None:
        bpy.data.objects.remove(ours)


def keep_camera(scene: bpy.types.Scene) -> bpy.types.Object:
    """A copy of the shown variation's camera, as it stands now, that is the user's own and stays;
    a scene that had no camera has it from now on. `InputError` when no camera of ours is shown."""
    state = state_of(scene)
    if state.camera is None:
        raise InputError("No variation with a camera is shown; click one that has its own view.")
    chosen = Variation.from_json(state.variations[state.active].numbers).camera
    kept = cast("bpy.types.Object", state.camera.copy())
    kept.data = state.camera.data.copy()
    kept.data.pop(MADE, None)
    kept.name = kept.data.name = f"{chosen.label} Camera" if chosen else "Camera"
    scene.collection.objects.link(kept)
    if state.own_camera is None:
        state.own_camera = kept
    return kept


def _unbind_markers(scene: bpy.types.Scene, state: MaquetteSceneState) -> None:
    """Markers that switch cameras would take ours away at the next frame."""
    for index, marker in enumerate(scene.timeline_markers):
        if marker.camera is not None:
            entry = state.markers.add()
            entry.name, entry.index, entry.camera = marker.name, index, marker.camera
            marker.camera = None


def _bind_markers(scene: bpy.types.Scene, state: MaquetteSceneState) -> None:
    """By place and name, so that markers moved in time are found; a deleted one stays deleted."""
    for entry in state.markers:
        markers = enumerate(scene.timeline_markers)
        free = [(i, each) for i, each in markers if each.name == entry.name and not each.camera]
        if free:
            _, marker = min(free, key=lambda each: abs(each[0] - entry.index))
            marker.camera = entry.camera
    state.markers.clear()
