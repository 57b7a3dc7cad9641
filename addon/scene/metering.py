# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as PNG, also with an exposure that follows from what they show: rendered once, metered
and then developed.

Gives a scene made for rendering its file format, which does not come back: one that was set never
goes back to unset.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import bpy
import numpy as np

from ..core.errors import OutputError
from ..core.image import FloatArray
from ..core.png_parts import without_text
from . import compat, light

COVERAGE_SIDE = 96
COVERAGE_SAMPLES = 4
# What surfaces cover of a picture, by camera: (H, W) of 0 and 1.
Covered = dict[tuple[object, ...], FloatArray]


def render_png(stage: bpy.types.Scene, path: Path) -> None:
    """Render to an 8-bit RGB PNG that is there whole or not at all; `OutputError`."""
    bpy.ops.render.render(scene=stage.name)
    _develop(stage, path)


def render_metered(
    stage: bpy.types.Scene,
    key: float,
    path: Path,
    covered: Covered,
    brightest: float | None = None,
) -> float:
    """Render with the exposure that brings the log-average luminance of all surfaces to `key`, and
    the brightest to `brightest` at most; returns it in stops.

    What the picture shows of the sky does not count. `covered` is filled as cameras are seen first.
    """
    view = _view(stage)
    if view not in covered:
        covered[view] = coverage(stage)
    bpy.ops.render.render(scene=stage.name)
    stops = light.exposure_for(_metered(linear_pixels(stage), covered[view]), key, brightest)
    stage.view_settings.exposure = stops
    _develop(stage, path)
    return stops


def coverage(stage: bpy.types.Scene) -> FloatArray:
    """Which part of the picture surfaces cover (H, W), from a small render without a sky."""
    render, cycles = stage.render, stage.cycles
    former = (render.resolution_x, render.resolution_y, render.film_transparent)
    quality = (cycles.samples, cycles.use_denoising)
    scale = min(1.0, COVERAGE_SIDE / max(former[:2]))
    try:
        render.resolution_x, render.resolution_y = (max(8, round(s * scale)) for s in former[:2])
        render.film_transparent = True
        cycles.samples, cycles.use_denoising = COVERAGE_SAMPLES, False
        bpy.ops.render.render(scene=stage.name)
        return linear_pixels(stage)[..., 3]
    finally:
        render.resolution_x, render.resolution_y, render.film_transparent = former
        cycles.samples, cycles.use_denoising = quality


def linear_pixels(stage: bpy.types.Scene) -> FloatArray:
    """Scene-linear RGBA (H, W, 4), first row at the bottom, of what was rendered last; EXR knows no
    view transform."""
    settings = stage.render.image_settings
    compat.use_image_file_format(settings, "OPEN_EXR")
    settings.color_depth, settings.color_mode = "32", "RGBA"
    with tempfile.TemporaryDirectory(prefix="maquette-") as folder:
        path = Path(folder) / "linear.exr"
        _result().save_render(str(path), scene=stage)
        return _pixels_of(path)


def _metered(pixels: FloatArray, covered: FloatArray) -> FloatArray:
    """The pixels (H, W, 4) that lie in the middle of those of `covered`, with it as their alpha."""
    rows, columns = (
        ((np.arange(few) + 0.5) * many / few).astype(np.intp)
        for few, many in zip(covered.shape, pixels.shape[:2], strict=True)
    )
    chosen = pixels[np.ix_(rows, columns)]
    chosen[..., 3] = covered
    return chosen


def _view(stage: bpy.types.Scene) -> tuple[object, ...]:
    camera = stage.camera
    assert camera is not None
    data = camera.data
    assert isinstance(data, bpy.types.Camera)
    place = tuple(value for row in camera.matrix_world for value in row)
    return camera.name, data.lens, data.shift_x, data.shift_y, *place


def _develop(stage: bpy.types.Scene, path: Path) -> None:
    settings = stage.render.image_settings
    compat.use_image_file_format(settings, "PNG")
    settings.color_mode, settings.color_depth = "RGB", "8"
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".render") as folder:
            beside = Path(folder) / "picture.png"
            _result().save_render(str(beside), scene=stage)
            # How long a render took would make other bytes of the same picture.
            beside.write_bytes(without_text(beside.read_bytes()))
            os.replace(beside, path)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path} cannot be written; choose another folder.") from error


def _result() -> bpy.types.Image:
    return next(image for image in bpy.data.images if image.type == "RENDER_RESULT")


def _pixels_of(path: Path) -> FloatArray:
    image = bpy.data.images.load(str(path))
    try:
        width, height = image.size
        pixels = np.empty((height, width, 4), np.float32)
        image.pixels.foreach_get(pixels.ravel())
    finally:
        bpy.data.images.remove(image)
    return np.nan_to_num(pixels, posinf=0.0, neginf=0.0)
