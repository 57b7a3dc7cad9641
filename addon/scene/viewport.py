# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a 3D viewport shows as a `Capture`: colour as shaded there, and depth. Needs a window."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
from mathutils import Matrix

from ..core.errors import InputError
from ..core.image import ColorSpace, Extent, FloatArray, Image
from ..core.request import CameraPose, Capture

if TYPE_CHECKING:
    from .capture import CaptureSettings

NO_WINDOW = "There is no 3D viewport in background mode; capture the camera instead."
NO_VIEWPORT = "No 3D viewport is open in this window; open one, or capture the camera."


def capture_viewport(context: bpy.types.Context, settings: CaptureSettings) -> Capture:
    """Colour (display-referred sRGB, without overlays) and depth in metres of the 3D viewport.

    In camera view it is the camera's frame at `settings.extent`, otherwise the viewport's own shape
    with the same longer side. Engine and samples are the viewport's. Raises `InputError` without a
    viewport.
    """
    if bpy.app.background:
        raise InputError(NO_WINDOW)
    space, region = _viewport(context)
    extent, view, projection = _eye(context, space, region, settings.extent)
    with _without_overlays(space):
        color, depth = _draw(context, space, region, extent, view, projection)
    assert context.scene is not None
    scale = context.scene.unit_settings.scale_length
    return Capture(
        color=Image(np.ascontiguousarray(color[..., :3]), ColorSpace.SRGB),
        depth=linear_depth(depth, np.array(projection, np.float64)) * np.float32(scale),
        camera=pose_of(view, projection),
        source="Viewport",
    )


def _viewport(context: bpy.types.Context) -> tuple[bpy.types.SpaceView3D, bpy.types.Region]:
    """The area under the mouse when it is a 3D viewport, else the window's largest one."""
    window = context.window
    if window is None or window.screen is None:
        raise InputError(NO_VIEWPORT)
    areas = [area for area in window.screen.areas if area.type == "VIEW_3D"]
    if not areas:
        raise InputError(NO_VIEWPORT)
    largest = max(areas, key=lambda area: area.width * area.height)
    area = context.area if context.area in areas else largest
    space: Any = area.spaces.active
    return space, next(region for region in area.regions if region.type == "WINDOW")


def _eye(
    context: bpy.types.Context,
    space: bpy.types.SpaceView3D,
    region: bpy.types.Region,
    wanted: Extent | None,
) -> tuple[Extent, Matrix, Matrix]:
    """The picture's size, the view matrix and the projection matrix."""
    scene, region_3d = context.scene, space.region_3d
    assert scene is not None and region_3d is not None
    if region_3d.view_perspective == "CAMERA" and scene.camera is not None:
        render = scene.render
        extent = wanted or Extent(render.resolution_x, render.resolution_y)
        camera = scene.camera
        projection = camera.calc_matrix_camera(
            context.evaluated_depsgraph_get(), x=extent.width, y=extent.height
        )
        return extent, camera.matrix_world.normalized().inverted(), projection
    extent = Extent(region.width, region.height)
    if wanted is not None:
        scale = max(wanted) / max(extent)
        extent = Extent(max(2, round(extent.width * scale)), max(2, round(extent.height * scale)))
    return extent, region_3d.view_matrix.copy(), region_3d.window_matrix.copy()


@contextmanager
def _without_overlays(space: bpy.types.SpaceView3D) -> Iterator[None]:
    overlays, gizmos = space.overlay.show_overlays, space.show_gizmo
    space.overlay.show_overlays = space.show_gizmo = False
    try:
        yield
    finally:
        space.overlay.show_overlays, space.show_gizmo = overlays, gizmos


def _draw(
    context: bpy.types.Context,
    space: bpy.types.SpaceView3D,
    region: bpy.types.Region,
    extent: Extent,
    view: Matrix,
    projection: Matrix,
) -> tuple[FloatArray, FloatArray]:
    """Colour (H, W, 4) and the depth buffer (H, W) in [0, 1], from the top."""
    import gpu

    width, height = extent
    offscreen = gpu.types.GPUOffScreen(width, height, format="RGBA32F")
    try:
        offscreen.draw_view3d(
            context.scene, context.view_layer, space, region, view, projection,
            do_color_management=True,
        )  # fmt: skip
        with offscreen.bind():
            buffer: Any = gpu.state.active_framebuffer_get()
            color = buffer.read_color(0, 0, width, height, 4, 0, "FLOAT")
            depth = buffer.read_depth(0, 0, width, height)
    finally:
        offscreen.free()
    return (
        np.array(color, np.float32).reshape(height, width, 4)[::-1],
        np.array(depth, np.float32).reshape(height, width)[::-1],
    )


def linear_depth(depth: FloatArray, projection: np.ndarray) -> FloatArray:
    """Distance along the view axis from an OpenGL depth buffer; inf where it was never written.

    Inverts z_clip / w_clip of the projection matrix (4, 4), perspective or orthographic.
    """
    device = 2.0 * depth.astype(np.float64) - 1.0
    scale, offset = projection[2, 2], projection[2, 3]
    is_perspective = projection[3, 2] != 0.0
    distance = offset / (device + scale) if is_perspective else (offset - device) / scale
    return np.where(depth < 1.0, distance, np.inf).astype(np.float32)


def pose_of(view: Matrix, projection: Matrix) -> CameraPose | None:
    """The pose that a view and projection matrix mean; None when they are not a perspective."""
    if projection[3][2] == 0.0:
        return None
    rows = tuple(tuple(float(value) for value in row) for row in view.inverted())
    fov = 2.0 * math.atan(1.0 / projection[0][0])
    shift = (
        projection[0][2] / 2.0,
        projection[1][2] / 2.0 * projection[0][0] / projection[1][1],
    )
    return CameraPose(rows, fov, shift)
