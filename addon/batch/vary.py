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
from pathlib import Path

import bpy

from ..core.errors import InputError, OutputError
from ..core.image import Extent
from ..core.progress import CancelToken, ProgressShare, Reporter
from ..core.request import GenerationRequest, Task
from ..scene import capture, capture_files, images, scene_files, showing, taste, thumbnails
from ..scene import variation_state as state
from ..scene.appearances import palette_of_variation
from ..scene.variation import Variation, survey
from ..scene.variation_sheet import write_sheet
from . import briefs, spreads
from .choose import leaning_of, leaning_report
from .console import JsonReporter, on_interrupt, reporter_for
from .export import Wanted, kept_places, write_exports
from .output import output_folder, write_json

SHEET = "contact_sheet.png"
SCENE = "variations.blend"


def vary(options: argparse.Namespace) -> int:
    """`vary SCENE --out DIR`: a picture each, a contact sheet, the scene with all, a report."""
    request = GenerationRequest(
        task=Task.VARIATIONS,
        count=options.count,
        seed=options.seed,
        axes=options.axes,
        locks=tuple(options.lock),
        prompt=" ".join(options.prompt.split()),
        mood=str(options.mood or ""),
        colors=tuple(options.color),
        strengths=tuple(options.strength),
        device=options.device,
    )
    settings, leaning = _picture_settings(options), leaning_of(options)
    mood = briefs.mood_of(options)
    reporter = reporter_for(options.json)
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        _cancelled_by_key() as cancel,
    ):
        scene = _open(options.scene)
        reporter.started(f"Variations of {options.scene.name}")
        started = time.perf_counter()
        chosen = _chosen(scene, options.object)
        found = survey(scene, chosen, request.locks)
        asked = briefs.ask(options, request, mood, found, cancel)
        planned_set = taste.plan_by_taste(scene, chosen, request, leaning, asked.brief)
        indices = state.store(scene, planned_set)
        planned = time.perf_counter()
        pictures = _render(scene, indices, settings, folder, reporter, cancel)
        seconds = {"plan": planned - started, "render": time.perf_counter() - planned}
        variations = [state.stored_variations(scene)[index] for index in indices]
        rendered = [images.load_image(picture) for picture in pictures]
        write_sheet(folder / SHEET, options.scene.stem, rendered, variations, asked.model_ids)
        spread = spreads.measure(variations, rendered)
        spreads.tell(spread, reporter)
        warnings = (*found.warnings, *asked.brief.warnings, *asked.warnings, *spread.warnings)
        state.apply_variation(scene, indices[0])
        _save(folder / SCENE)
        report = {
            **_report(options, request, pictures, variations, seconds),
            **briefs.brief_report(asked),
            **leaning_report(leaning),
            "spread": spread.as_json(),
            "warnings": list(warnings),
        }
        wanted = Wanted(options.export, options.keep, _title(options.scene), settings)
        last = ProgressShare(reporter, 1.0, 1.0)
        written = write_exports(scene, indices, pictures, wanted, folder, last, cancel)
        names = [path.name for path in written]
        write_json(folder / "report.json", {**report, "exports": names})
        reporter.finished(f"{len(pictures)} variations")
    for name in (SHEET, SCENE, *names):
        print(options.out / name)
    return 0


def thumbnails_of(options: argparse.Namespace) -> int:
    """`thumbnails SCENE --out DIR --json`: the pictures of the variations that a scene holds."""
    settings, reporter = _picture_settings(options), reporter_for(options.json)
    scene = _open(options.scene)
    indices = range(len(state.stored_variations(scene)))
    if not indices:
        raise InputError(f"{options.scene.name} holds no variations; create some first.")
    with _cancelled_by_key() as cancel:
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
        if isinstance(reporter, JsonReporter):
            variation = state.stored_variations(scene)[index]
            reporter.write(
                event="variation", index=index, picture=str(picture), numbers=variation.to_values()
            )
    return pictures


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
    variations: Sequence[Variation],
    seconds: dict[str, float],
) -> dict[str, object]:
    return {
        "verb": "vary",
        "scene": str(options.scene),
        "request": json.loads(request.to_json()),
        "blender": bpy.app.version_string,
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
        "variations": [
            {
                "picture": picture.name,
                "palette": briefs.palette_report(palette_of_variation(variation)),
                **variation.to_values(),
            }
            for picture, variation in zip(pictures, variations, strict=True)
        ],
        "contact_sheet": SHEET,
        "scene_with_variations": SCENE,
    }


@contextmanager
def _cancelled_by_key() -> Iterator[CancelToken]:
    """A token that Ctrl-C sets; asked between renders."""
    cancel = CancelToken()
    with on_interrupt(cancel.cancel):
        yield cancel


__all__ = ["capture_of", "export_of", "thumbnails_of", "vary"]
