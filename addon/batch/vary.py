# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs on scenes: `vary`, `export`, and for the panel in a second Blender `thumbnails`,
`capture`."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import bpy

from ..core.errors import InputError, OutputError
from ..core.image import Extent
from ..core.progress import CancelToken, ProgressShare, Reporter
from ..core.request import GenerationRequest, Task
from ..scene import (
    capture,
    capture_files,
    family_library,
    images,
    locked,
    locks,
    moods,
    scene_files,
    showing,
    taste,
    thumbnails,
)
from ..scene import variation as planning
from ..scene import variation_state as state
from ..scene.variation_sheet import write_sheet
from .choose import leaning_of, leaning_report
from .console import JsonReporter, on_interrupt, reporter_for
from .descend import descendants
from .export import Wanted, kept_places, write_exports
from .output import output_folder, write_json
from .restyle import image_model_of, restyle_pictures, restyle_report
from .roles import prepare_roles, read_roles, role_values

SHEET = "contact_sheet.png"
SCENE = "variations.blend"
SOME_FAILED = 3
COARSE, MIN_SIDE = 4, 8


def vary(options: argparse.Namespace) -> int:
    """`vary SCENE --out DIR`: a picture each, a contact sheet, the scene with all, a report."""
    request = GenerationRequest(
        task=Task.VARIATIONS,
        count=options.count,
        seed=options.seed,
        axes=options.axes,
        locks=tuple(options.lock),
        light=options.light,
        north_deg=options.north,
    )
    settings, leaning = _picture_settings(options), leaning_of(options)
    corrections, image_model = read_roles(options.role), image_model_of(options)
    reporter = reporter_for(options.json)
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        _cancelled_by_key() as cancel,
        _opened(options) as scene,
        tempfile.TemporaryDirectory(prefix="maquette-") as coarse,
    ):
        reporter.started(f"Variations of {options.scene.name}")
        started = time.perf_counter()
        # Roles are those of the scene's own materials, also where a variation was shown.
        state.show_original(scene)
        told = prepare_roles(scene, corrections, cancel)
        chosen = _chosen(scene, options.object)
        request = replace(request, axes=locked.free_axes(scene, request.axes))
        found = planning.survey_for(scene, chosen, request)
        skipped = (*told, *found.warnings)
        planned = descendants(scene, chosen, request, options) or taste.plan_by_taste(
            scene, chosen, request, leaning
        )
        indices = state.store(scene, locks.held(scene, planned))
        seconds = {"plan": time.perf_counter() - started}
        if options.coarse_first:
            _render_coarse(scene, indices, settings, Path(coarse), reporter, cancel)
        pictures = _render(scene, indices, settings, folder, reporter, cancel)
        restyled = restyle_pictures(options, image_model, indices, pictures, reporter)
        seconds["render"] = time.perf_counter() - started - seconds["plan"]
        variations = [state.stored_variations(scene)[index] for index in indices]
        notes = moods.light_notes(each.light for each in variations)
        rendered = [images.load_image(picture) for picture in pictures]
        write_sheet(folder / SHEET, options.scene.stem, rendered, variations)
        state.apply_variation(scene, indices[0])
        _save(folder / SCENE)
        report = _report(options, request, pictures, variations, seconds) | leaning_report(leaning)
        report |= restyle_report(image_model, restyled)
        report["roles"] = role_values(found.slots)
        wanted = Wanted(options.export, options.keep, _title(options.scene), settings)
        last = ProgressShare(reporter, 1.0, 1.0)
        written = write_exports(scene, indices, pictures, wanted, folder, last, cancel)
        names = [path.name for path in written]
        write_json(
            folder / "report.json", {**report, "exports": names, "warnings": [*skipped, *notes]}
        )
        reporter.finished(f"{len(pictures)} variations")
    for name in (SHEET, SCENE, *names):
        print(options.out / name)
    return SOME_FAILED if any(each.error for each in restyled) else 0


def check(options: argparse.Namespace) -> None:
    """Raise what `vary` would raise before it opens the scene."""
    GenerationRequest(task=Task.VARIATIONS, count=options.count, seed=options.seed)
    _picture_settings(options)
    leaning_of(options)
    kept_places(options.keep, options.count)


def check_pictures(options: argparse.Namespace) -> None:
    """The same for the other verbs on scenes."""
    _picture_settings(options)


def thumbnails_of(options: argparse.Namespace) -> int:
    """`thumbnails SCENE --out DIR --json`: the pictures of the variations that a scene holds."""
    settings, reporter = _picture_settings(options), reporter_for(options.json)
    with (
        _cancelled_by_key() as cancel,
        _opened(options) as scene,
        tempfile.TemporaryDirectory(prefix="maquette-") as coarse,
    ):
        indices = range(len(state.stored_variations(scene)))
        if not indices:
            raise InputError(f"{options.scene.name} holds no variations; create some first.")
        if options.coarse_first:
            _render_coarse(scene, indices, settings, Path(coarse), reporter, cancel)
        _render(scene, indices, settings, options.out, reporter, cancel)
    return 0


def export_of(options: argparse.Namespace) -> int:
    """`export SCENE --out DIR`: the variations that a scene holds, as pages, tables and files."""
    settings, reporter = _picture_settings(options), reporter_for(options.json)
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        _cancelled_by_key() as cancel,
        tempfile.TemporaryDirectory(prefix="maquette-") as rendered,
    ):
        scene = _open(options.scene)
        reporter.started(f"Export of {options.scene.name}")
        indices = range(len(state.stored_variations(scene)))
        showing.variations_at(scene, indices)
        kept_places(options.keep, len(indices))
        pictures = _render(
            scene, indices, settings, Path(rendered), ProgressShare(reporter, 0.0, 0.5), cancel
        )
        wanted = Wanted(options.export, options.keep, _title(options.scene), settings)
        share = ProgressShare(reporter, 0.5, 1.0)
        written = write_exports(scene, indices, pictures, wanted, folder, share, cancel)
        reporter.finished(f"{len(written)} files")
    for path in written:
        print(options.out / path.name)
    return 0


def _render_coarse(
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
    rendered = thumbnails.render_variations(scene, indices, small, folder, share, cancel)
    for index, picture in zip(indices, rendered, strict=True):
        _tell(scene, index, picture, reporter, is_coarse=True)


def _render(
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


def _chosen(scene: bpy.types.Scene, names: Sequence[str]) -> list[bpy.types.Object] | None:
    """The objects of these names; None, for all of the scene, when no name is given."""
    missing = [name for name in names if name not in scene.objects]
    if missing:
        raise InputError(f"The scene has no object {missing[0]}; check the name.")
    return [scene.objects[name] for name in names] or None


def capture_of(options: argparse.Namespace) -> int:
    """`capture SCENE --out DIR`: the passes of the scene's camera, as arrays for the panel."""
    settings = capture.CaptureSettings(
        engine=capture.Engine[options.engine],
        extent=_picture_settings(options).extent,
        samples=options.samples,
    )
    scene = _open(options.scene)
    taken = capture.capture_camera(scene, bpy.context.view_layer, settings)
    capture_files.save_capture(options.out, taken)
    return 0


def _title(scene: Path) -> str:
    return scene.stem.replace("_", " ")


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[bpy.types.Scene]:
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


def _picture_settings(options: argparse.Namespace) -> thumbnails.ThumbnailSettings:
    if not (16 <= options.width <= 8192 and 16 <= options.height <= 8192):
        raise InputError("--width and --height go from 16 to 8192 pixels.")
    if not 1 <= options.samples <= 65536:
        raise InputError("--samples goes from 1 to 65536.")
    return thumbnails.ThumbnailSettings(Extent(options.width, options.height), options.samples)


def _save(path: Path) -> None:
    try:
        bpy.ops.wm.save_as_mainfile(
            filepath=str(path), copy=True, compress=True, relative_remap=True, check_existing=False
        )
    except RuntimeError as error:
        raise OutputError(
            f"{path.name} cannot be written; free some space or choose another --out."
        ) from error


def _report(
    options: argparse.Namespace,
    request: GenerationRequest,
    pictures: Sequence[Path],
    variations: Sequence[planning.Variation],
    seconds: dict[str, float],
) -> dict[str, object]:
    return {
        "verb": "vary",
        "scene": str(options.scene),
        "request": json.loads(request.to_json()),
        "models": [],
        "blender": bpy.app.version_string,
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
        "variations": [
            {"picture": picture.name, **_told(variation)}
            for picture, variation in zip(pictures, variations, strict=True)
        ],
        "contact_sheet": SHEET,
        "scene_with_variations": SCENE,
    }


def _told(variation: planning.Variation) -> dict[str, object]:
    camera = variation.camera
    words = {"camera_in_words": camera.words} if camera else {}
    return {**variation.to_values(), **words}


@contextmanager
def _cancelled_by_key() -> Iterator[CancelToken]:
    """A token that Ctrl-C sets; asked between renders."""
    cancel = CancelToken()
    with on_interrupt(cancel.cancel):
        yield cancel


__all__ = ["capture_of", "check", "check_pictures", "export_of", "thumbnails_of", "vary"]
