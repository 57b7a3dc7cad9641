# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb `vary`: concept variations of a scene, with their pictures, sheet, file and report."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bpy

from ..core.errors import OutputError
from ..core.image import Image
from ..core.next_set import Leaning
from ..core.options import PICTURE_SIDE
from ..core.progress import CancelToken, ProgressShare, Reporter
from ..core.request import GenerationRequest, Task
from ..inference.store import InstalledModel
from ..scene import images, locked, locks, moods, taste
from ..scene import variation_state as state
from ..scene.appearances import palette_of_variation
from ..scene.roles import Correction
from ..scene.small_pictures import small_picture
from ..scene.thumbnails import ThumbnailSettings
from ..scene.variation import Survey, Variation, survey_for
from ..scene.variation_sheet import write_sheet
from . import briefs, spreads
from .choose import leaning_of, leaning_report
from .console import reporter_for
from .descend import descendants
from .export import Wanted, kept_places, write_exports
from .output import output_folder, write_json
from .restyle import Restyled, image_model_of, restyle_pictures, restyle_report
from .roles import prepare_roles, read_roles, role_values
from .scenes import (
    cancelled_by_key,
    chosen_objects,
    opened,
    picture_settings,
    render,
    render_coarse,
    title_of,
)

SHEET = "contact_sheet.png"
SCENE = "variations.blend"
SOME_FAILED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What the options ask for, read before the scene is opened."""

    request: GenerationRequest
    settings: ThumbnailSettings
    leaning: Leaning | None
    mood: Image | None
    corrections: tuple[Correction, ...]
    image_model: InstalledModel | None


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """What is stored in the scene, what it was planned from, and what could not be done."""

    indices: tuple[int, ...]
    found: Survey
    asked: briefs.Asked
    warnings: tuple[str, ...]


def vary(options: argparse.Namespace) -> int:
    """`vary SCENE --out DIR`: a picture each, a contact sheet, the scene with all, a report."""
    wish, reporter = _wish(options), reporter_for(options.json)
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        cancelled_by_key() as cancel,
        opened(options) as scene,
    ):
        reporter.started(f"Variations of {options.scene.name}")
        started = time.perf_counter()
        planned = _plan(options, wish, scene, cancel)
        seconds = {"plan": time.perf_counter() - started}
        if options.coarse_first:
            with tempfile.TemporaryDirectory(prefix="maquette-") as coarse:
                render_coarse(scene, planned.indices, wish.settings, Path(coarse), reporter, cancel)
        pictures = render(scene, planned.indices, wish.settings, folder, reporter, cancel)
        restyled = restyle_pictures(options, wish.image_model, planned.indices, pictures, reporter)
        seconds["render"] = time.perf_counter() - started - seconds["plan"]
        report = _write_set(options, wish, scene, planned, pictures, folder, reporter)
        for index, picture in zip(planned.indices, pictures, strict=True):
            state.set_thumbnail(scene, index, small_picture(picture, PICTURE_SIDE))
        state.apply_variation(scene, planned.indices[0])
        _save(folder / SCENE)
        wanted = Wanted(options.export, options.keep, title_of(options.scene), wish.settings)
        last = ProgressShare(reporter, 1.0, 1.0)
        written = write_exports(scene, planned.indices, pictures, wanted, folder, last, cancel)
        _write_report(folder, report, wish, restyled, written, seconds)
        reporter.finished(f"{len(pictures)} variations")
    for name in (SHEET, SCENE, *(path.name for path in written)):
        print(options.out / name)
    return SOME_FAILED if any(each.error for each in restyled) else 0


def check(options: argparse.Namespace) -> None:
    """Raise what `vary` would raise before it opens the scene."""
    _wish(options)
    kept_places(options.keep, options.count)


def _wish(options: argparse.Namespace) -> Wish:
    request = GenerationRequest(
        task=Task.VARIATIONS,
        count=options.count,
        seed=options.seed,
        axes=options.axes,
        locks=tuple(options.lock),
        light=options.light,
        north_deg=options.north,
        prompt=" ".join(options.prompt.split()),
        mood=str(options.mood or ""),
        colors=tuple(options.color),
        strengths=tuple(options.strength),
        device=options.device,
    )
    return Wish(
        request,
        picture_settings(options),
        leaning_of(options),
        briefs.mood_of(options),
        read_roles(options.role),
        image_model_of(options),
    )


def _plan(
    options: argparse.Namespace, wish: Wish, scene: bpy.types.Scene, cancel: CancelToken
) -> Planned:
    """Variations of the scene as it is without any, stored in it."""
    # Roles are those of the scene's own materials, also where a variation was shown.
    state.show_original(scene)
    told = prepare_roles(scene, wish.corrections, cancel)
    chosen = chosen_objects(scene, options.object)
    request = replace(wish.request, axes=locked.free_axes(scene, wish.request.axes))
    found = survey_for(scene, chosen, request)
    asked = briefs.ask(options, request, wish.mood, found, cancel)
    planned = descendants(scene, chosen, request, options) or taste.plan_by_taste(
        scene, chosen, request, wish.leaning, asked.brief, found=found
    )
    indices = state.store(scene, locks.held(scene, planned))
    warnings = (*told, *found.warnings, *asked.brief.warnings, *asked.warnings)
    return Planned(indices, found, asked, warnings)


def _write_set(
    options: argparse.Namespace,
    wish: Wish,
    scene: bpy.types.Scene,
    planned: Planned,
    pictures: Sequence[Path],
    folder: Path,
    reporter: Reporter,
) -> dict[str, Any]:
    """The contact sheet, and what the report says of the set as a whole."""
    variations = [state.stored_variations(scene)[index] for index in planned.indices]
    rendered = [images.load_image(picture) for picture in pictures]
    write_sheet(folder / SHEET, options.scene.stem, rendered, variations, planned.asked.model_ids)
    spread = spreads.measure(variations, rendered)
    spreads.tell(spread, reporter)
    notes = moods.light_notes(each.light for each in variations)
    return {
        "verb": "vary",
        "scene": str(options.scene),
        "request": json.loads(wish.request.to_json()),
        "blender": bpy.app.version_string,
        **briefs.brief_report(planned.asked),
        "roles": role_values(planned.found.slots),
        "variations": [
            _told(variation, picture)
            for variation, picture in zip(variations, pictures, strict=True)
        ],
        "spread": spread.as_json(),
        "warnings": [*planned.warnings, *spread.warnings, *notes],
        "contact_sheet": SHEET,
        "scene_with_variations": SCENE,
    }


def _told(variation: Variation, picture: Path) -> dict[str, object]:
    camera = variation.camera
    return {
        "picture": picture.name,
        "palette": briefs.palette_report(palette_of_variation(variation)),
        **variation.to_values(),
        **({"camera_in_words": camera.words} if camera else {}),
    }


def _write_report(
    folder: Path,
    report: dict[str, Any],
    wish: Wish,
    restyled: Sequence[Restyled],
    written: Sequence[Path],
    seconds: dict[str, float],
) -> None:
    whole: dict[str, Any] = {
        **report,
        **leaning_report(wish.leaning),
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
        "exports": [path.name for path in written],
    }
    if wish.image_model is not None:
        image = restyle_report(wish.image_model, restyled)
        whole |= {**image, "models": [*whole["models"], *image["models"]]}
    write_json(folder / "report.json", whole)


def _save(path: Path) -> None:
    try:
        bpy.ops.wm.save_as_mainfile(
            filepath=str(path), copy=True, compress=True, relative_remap=True, check_existing=False
        )
    except RuntimeError as error:
        raise OutputError(
            f"{path.name} cannot be written; free some space or choose another --out."
        ) from error


__all__ = ["check", "vary"]
