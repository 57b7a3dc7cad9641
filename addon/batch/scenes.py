# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the verbs on scenes share, and those that make nothing new: `export`, and for the panel in a
second Blender `thumbnails` and `capture`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import bpy

from ..core.errors import InputError
from ..core.image import Extent
from ..core.progress import CancelToken, ProgressShare, Reporter
from ..scene import capture, capture_files, family_library, scene_files, showing, thumbnails
from ..scene import variation_state as state
from .console import JsonReporter, on_interrupt, reporter_for
from .export import Wanted, kept_places, write_exports
from .output import output_folder

COARSE, MIN_SIDE = 4, 8


def check_pictures(options: argparse.Namespace) -> None:
    """The same for the other verbs on scenes."""
    picture_settings(options)


def thumbnails_of(options: argparse.Namespace) -> int:
    """`thumbnails SCENE --out DIR --json`: the pictures of the variations that a scene holds."""
    settings, reporter = picture_settings(options), reporter_for(options.json)
    with (
        cancelled_by_key() as cancel,
        opened(options) as scene,
        tempfile.TemporaryDirectory(prefix="maquette-") as coarse,
    ):
        indices = range(len(state.stored_variations(scene)))
        if not indices:
            raise InputError(f"{options.scene.name} holds no variations; create some first.")
        if options.coarse_first:
            render_coarse(scene, indices, settings, Path(coarse), reporter, cancel)
        render(scene, indices, settings, options.out, reporter, cancel)
    return 0


def export_of(options: argparse.Namespace) -> int:
    """`export SCENE --out DIR`: the variations that a scene holds, as pages, tables and files."""
    settings, reporter = picture_settings(options), reporter_for(options.json)
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        cancelled_by_key() as cancel,
        tempfile.TemporaryDirectory(prefix="maquette-") as rendered,
    ):
        scene = _open(options.scene)
        reporter.started(f"Export of {options.scene.name}")
        indices = range(len(state.stored_variations(scene)))
        showing.variations_at(scene, indices)
        kept_places(options.keep, len(indices))
        pictures = render(
            scene, indices, settings, Path(rendered), ProgressShare(reporter, 0.0, 0.5), cancel
        )
        wanted = Wanted(options.export, options.keep, title_of(options.scene), settings)
        share = ProgressShare(reporter, 0.5, 1.0)
        written = write_exports(scene, indices, pictures, wanted, folder, share, cancel)
        reporter.finished(f"{len(written)} files")
    for path in written:
        print(options.out / path.name)
    return 0


def render_coarse(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    settings: thumbnails.ThumbnailSettings,
    folder: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> None:
    """Tell of pictures with a quarter of the sides first: they cost a sixteenth."""
    width, height = (max(MIN_SIDE, side // COARSE) for side in settings.extent)
    small = replace(settings, extent=Extent(width, height))
    share = ProgressShare(reporter, 0.0, 0.0)
    rendered = thumbnails.render_variations(
        scene, indices, small, folder, share, cancel, keeps_exposure=False
    )
    for index, picture in zip(indices, rendered, strict=True):
        _tell(scene, index, picture, reporter, is_coarse=True)


def render(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    settings: thumbnails.ThumbnailSettings,
    folder: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> list[Path]:
    """The pictures of stored variations; each is told of as soon as it is there."""
    pictures: list[Path] = []
    rendered = thumbnails.render_variations(scene, indices, settings, folder, reporter, cancel)
    for index, picture in zip(indices, rendered, strict=True):
        pictures.append(picture)
        _tell(scene, index, picture, reporter)
    return pictures


def _tell(
    scene: bpy.types.Scene,
    index: int,
    picture: Path,
    reporter: Reporter,
    *,
    is_coarse: bool = False,
) -> None:
    if isinstance(reporter, JsonReporter):
        numbers = state.stored_variations(scene)[index].to_values()
        reporter.write(
            event="coarse" if is_coarse else "variation",
            index=index,
            picture=str(picture),
            numbers=numbers,
        )


def chosen_objects(scene: bpy.types.Scene, names: Sequence[str]) -> list[bpy.types.Object] | None:
    """The objects of these names; None, for all of the scene, when no name is given."""
    missing = [name for name in names if name not in scene.objects]
    if missing:
        raise InputError(f"The scene has no object {missing[0]}; check the name.")
    return [scene.objects[name] for name in names] or None


def capture_of(options: argparse.Namespace) -> int:
    """`capture SCENE --out DIR`: the passes of the scene's camera, as arrays for the panel."""
    settings = capture.CaptureSettings(
        engine=capture.Engine[options.engine],
        extent=picture_settings(options).extent,
        samples=options.samples,
    )
    scene = _open(options.scene)
    taken = capture.capture_camera(scene, bpy.context.view_layer, settings)
    capture_files.save_capture(options.out, taken)
    return 0


def title_of(scene: Path) -> str:
    return scene.stem.replace("_", " ")


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[bpy.types.Scene]:
    """The scene of a command, with the families' library where one is given."""
    scene = _open(options.scene)
    with family_library.shelf(options.families):
        yield scene


def _open(path: Path) -> bpy.types.Scene:
    scene_files.open_scene(path)
    scene = bpy.context.scene
    if scene is None:
        raise InputError(f"{path.name} holds no scene; save it again from Blender.")
    return scene


def picture_settings(options: argparse.Namespace) -> thumbnails.ThumbnailSettings:
    if not (16 <= options.width <= 8192 and 16 <= options.height <= 8192):
        raise InputError("--width and --height go from 16 to 8192 pixels.")
    if not 1 <= options.samples <= 65536:
        raise InputError("--samples goes from 1 to 65536.")
    return thumbnails.ThumbnailSettings(Extent(options.width, options.height), options.samples)


@contextmanager
def cancelled_by_key() -> Iterator[CancelToken]:
    """A token that Ctrl-C sets; asked between renders."""
    cancel = CancelToken()
    with on_interrupt(cancel.cancel):
        yield cancel
