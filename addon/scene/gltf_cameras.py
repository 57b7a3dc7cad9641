# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cameras of a .glb: the scene's own, and that of each variation that has one.

A variant of glTF switches materials only, so the cameras are told apart by their names. A shifted
lens is looked through straight: glTF has no shift.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import bpy
from mathutils import Matrix

from .variation import Variation
from .variation_camera import camera_data


@contextmanager
def standing_cameras(
    scene: bpy.types.Scene, copy: bpy.types.Scene, variations: Sequence[Variation]
) -> Iterator[None]:
    """Have copies of the cameras stand in `copy`, with the shape of the scene's picture; all are
    gone at the end."""
    _take_shape(scene, copy)
    made: list[bpy.types.ID] = []
    try:
        if scene.camera is not None:
            # As it is seen: its parents and what it follows are not in the copy.
            seen = scene.camera.evaluated_get(scene.view_layers[0].depsgraph)
            name = f"{scene.camera.name} (original)"
            made.append(_standing(copy, name, scene.camera.data, seen.matrix_world))
            copy.camera = made[0]
        for each in variations:
            if each.camera is not None:
                data = camera_data(each.camera, f"{each.name}: {each.camera.label}")
                made.append(data)
                made.append(_standing(copy, data.name, data, Matrix(each.camera.matrix_world)))
        yield
    finally:
        bpy.data.batch_remove(made)


def _take_shape(scene: bpy.types.Scene, copy: bpy.types.Scene) -> None:
    """The exporter reads the field of view off the scene that it exports."""
    for name in ("resolution_x", "resolution_y", "pixel_aspect_x", "pixel_aspect_y"):
        setattr(copy.render, name, getattr(scene.render, name))


def _standing(
    copy: bpy.types.Scene, name: str, data: bpy.types.ID, matrix: Matrix
) -> bpy.types.Object:
    camera = bpy.data.objects.new(name, data)
    camera.matrix_world = matrix
    copy.collection.objects.link(camera)
    return camera
