# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the chosen source to a `Capture`, without freezing the window."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from pathlib import Path

import bpy

from .. import jobs
from ..core.errors import InputError
from ..core.image import Extent
from ..core.request import Capture
from ..scene import capture, capture_files
from .background import background_blender
from .driver import Step
from .properties import MaquetteSettings

Capturing = Generator[Step, None, Capture]


def capture_source(context: bpy.types.Context, settings: MaquetteSettings) -> Capturing:
    """The picture that Depth and Material look at, by the source chosen in the panel."""
    if settings.source == "FILE":
        yield Step(0.0, "Reading the picture")
        return jobs.capture_picture(picture_path(settings))
    if settings.source == "IMAGE":
        if settings.image is None:
            raise InputError("Choose an image under Capture, or another source.")
        yield Step(0.0, "Reading the image")
        return jobs.capture_datablock(settings.image)
    if settings.source == "VIEWPORT":
        yield Step(0.0, "Capturing the viewport")
        return capture.capture_viewport(context, _capture_settings(context, settings))
    return (yield from _capture_camera(context, settings))


def picture_path(settings: MaquetteSettings) -> Path:
    """The picture on disk that is chosen; `InputError` when none is."""
    if not settings.image_path:
        raise InputError("Choose a picture under Capture, or another source.")
    return Path(bpy.path.abspath(settings.image_path))


def _capture_settings(
    context: bpy.types.Context, settings: MaquetteSettings
) -> capture.CaptureSettings:
    """The scene's own shape at the longer side chosen in the panel."""
    assert context.scene is not None
    render = context.scene.render
    scale = settings.resolution / max(render.resolution_x, render.resolution_y)
    extent = Extent(round(render.resolution_x * scale), round(render.resolution_y * scale))
    return capture.CaptureSettings(
        engine=capture.Engine[settings.engine], extent=extent, samples=settings.samples
    )


def _capture_camera(context: bpy.types.Context, settings: MaquetteSettings) -> Capturing:
    wanted = _capture_settings(context, settings)
    with tempfile.TemporaryDirectory(prefix="maquette-") as name:
        folder = Path(name)
        out = folder / "capture"
        arguments = [
            "--out", str(out),
            "--engine", wanted.engine.name,
            "--width", str(wanted.extent.width),
            "--height", str(wanted.extent.height),
            "--samples", str(wanted.samples),
        ]  # fmt: skip
        yield Step(0.0, "Copying the scene")
        with background_blender("capture", arguments, folder) as child:
            for message in child.follow("Rendering the camera"):
                if isinstance(message, Step):
                    yield message
        return capture_files.load_capture(out)
