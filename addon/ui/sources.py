# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the chosen source to a `Capture`, without freezing the window."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from pathlib import Path

import bpy

from .. import jobs
from ..core.errors import InputError, ProcessError
from ..core.image import Extent
from ..core.request import Capture
from ..scene import capture, capture_files
from .background import BackgroundBlender, background_blender
from .driver import Step
from .properties import MaquetteSettings

Capturing = Generator[Step, None, Capture]


def capture_source(context: bpy.types.Context, settings: MaquetteSettings) -> Capturing:
    """The picture that Depth and Material look at, by the source chosen in the panel."""
    if settings.source == "FILE":
        yield Step(0.0, "Reading the picture")
        return jobs.capture_picture(_picture_path(settings))
    if settings.source == "IMAGE":
        if settings.image is None:
            raise InputError("Choose an image under Capture, or another source.")
        yield Step(0.0, "Reading the image")
        return jobs.capture_datablock(settings.image)
    if settings.source == "VIEWPORT":
        yield Step(0.0, "Capturing the viewport")
        return capture.capture_viewport(context, _capture_settings(context, settings))
    return (yield from _capture_camera(context, settings))


def _picture_path(settings: MaquetteSettings) -> Path:
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
            yield from wait_for(child, "Rendering the camera")
        return capture_files.load_capture(out)


def wait_for(child: BackgroundBlender, text: str) -> Generator[Step, None, None]:
    """Wait for a child, showing its own progress; its complaint becomes ours when it fails."""
    step, complaint = Step(0.0, text), ""
    while child.is_running:
        for message in child.messages():
            if message["event"] == "progress":
                step = Step(float(message["fraction"]), str(message["text"]))
            complaint = str(message.get("message", complaint))
        yield step
    child.reader.join()
    for message in child.messages():
        complaint = str(message.get("message", complaint))
    if child.process.returncode != 0:
        raise ProcessError(complaint or "The second Blender ended unexpectedly; try again.")
