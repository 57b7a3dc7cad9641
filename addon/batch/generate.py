# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb `generate`: words, or a picture of something like it, to editable materials and maps."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bpy

from .. import jobs
from ..core.errors import Cancelled, InputError, MaquetteError
from ..core.image import Extent
from ..core.match import Match, MatchResult
from ..core.procedural import ProceduralMaterial
from ..core.progress import CancelToken, ProgressShare, Reporter
from ..core.record import Record, proposal_record
from ..core.request import Capture, GenerationRequest, Task
from ..core.version import maquette_version
from ..inference.client import JobState, MatchJob
from ..scene import assets, material_picture, procedural, records, scene_files
from ..scene.baking import bake
from ..scene.proposals import propose
from ..scene.refine import refine
from ..scene.tinting import as_said, named_by_color
from ..scene.variation import material_label
from .baked import badges_in, require_resolution, write_baked
from .console import JsonReporter, complain, on_interrupt, reporter_for
from .output import output_folder, require_free, write_json
from .pictures import inference_process

BLEND, PICTURE, NUMBERS = "materials.blend", "preview.png", "material.json"
# Of a whole run: the match, then the materials.
MATCH_SHARE = 0.1
SURE, HALF_SURE = 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Answer:
    """What the models made of the words and of the picture, and the one match to follow."""

    match: Match
    results: tuple[MatchResult, ...]
    picture: Capture | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One material of a run; `block` is its editable data-block, None when it failed."""

    folder: str
    name: str
    material: ProceduralMaterial
    block: bpy.types.Material | None = None
    error: str = ""

    def as_json(self) -> dict[str, object]:
        state = {"error": self.error} if self.error else {"folder": self.folder}
        status = "failed" if self.error else "done"
        return {"name": self.name, "status": status, **state, "material": self.material.to_values()}


def generate(options: argparse.Namespace) -> int:
    """`generate ["PROMPT"] [--like IMAGE] --out DIR`: a folder a material, and materials.blend."""
    request = _request(options)
    require_free(options.out, overwrite=options.overwrite)
    picture = jobs.capture_picture(options.like) if options.like else None
    reporter, cancel = reporter_for(options.json), CancelToken()
    with (
        output_folder(options.out, overwrite=options.overwrite) as folder,
        on_interrupt(cancel.cancel),
    ):
        reporter.started(f"Materials for {_asked(request, picture)}")
        started = time.perf_counter()
        answer = _ask(options, request, picture, cancel)
        matched = time.perf_counter() - started
        remarks = remarks_on(answer)
        _tell(remarks, reporter)
        made = _make_all(options, request, answer, folder, reporter, cancel)
        seconds = {"match": round(matched, 3), "total": round(time.perf_counter() - started, 3)}
        write_json(
            folder / "report.json", _report(options, request, answer, remarks, made, seconds)
        )
        reporter.finished(f"{sum(not each.error for each in made)} materials")
    print(options.out)
    return 3 if any(each.error for each in made) else 0


def check(options: argparse.Namespace) -> None:
    """Raise what `generate` would raise before it asks a model."""
    _request(options)


def _request(options: argparse.Namespace) -> GenerationRequest:
    prompt = " ".join((options.prompt or "").split())
    if not prompt and options.like is None:
        raise InputError("Say in words what the material should be, or give a picture with --like.")
    require_resolution(options.resolution)
    if not 16 <= options.preview <= 4096:
        raise InputError(f"--preview goes from 16 to 4096 pixels, not {options.preview}.")
    return GenerationRequest(
        task=Task.PROPOSALS,
        model_id=options.model,
        prompt=prompt,
        seed=options.seed,
        count=options.count,
        extent=Extent(options.resolution, options.resolution),
        seamless=True,
        device=options.device,
    )


def _asked(request: GenerationRequest, picture: Capture | None) -> str:
    words = [f'"{request.prompt}"'] if request.prompt else []
    return " like ".join([*words, *([picture.source] if picture else [])])


def _ask(
    options: argparse.Namespace,
    request: GenerationRequest,
    picture: Capture | None,
    cancel: CancelToken,
) -> Answer:
    """Words say what it is where there are any; a picture then gives its colours only."""
    results: list[MatchResult] = []
    with inference_process(options.models) as process:
        if request.prompt:
            asked = process.match_words(request.prompt, model_id=request.model_id)
            results.append(_finish(asked, cancel))
        if picture is not None:
            model = "" if request.prompt else request.model_id
            seen = process.match_picture(picture, model_id=model, device=request.device)
            results.append(_finish(seen, cancel))
    match = results[0].match
    if len(results) > 1:
        match = replace(match, colors=results[1].match.colors or match.colors)
    return Answer(match, tuple(results), picture)


def _finish(job: MatchJob, cancel: CancelToken) -> MatchResult:
    with cancel.stopping(job.cancel):
        while job.state is JobState.RUNNING:
            job.wait(0.1)
    return jobs.result_of(job)


def remarks_on(answer: Answer) -> tuple[str, ...]:
    """Sentences for the person who asked: how sure the answer is, what was not understood."""
    match = answer.match
    sure = f"{match.confidence:.0%} sure"
    if match.confidence >= SURE:
        told = [f"Understood, {sure}."]
    elif match.confidence >= HALF_SURE:
        told = [f"Understood in part, {sure}; more words would help."]
    else:
        told = [f"A guess, {sure}: these are the nearest looks; say it in other words."]
    if match.unknown:
        told.append(f"Not understood: {', '.join(match.unknown)}; the nearest looks are given.")
    return (*told, *(warning for each in answer.results for warning in each.warnings))


def _tell(remarks: Sequence[str], reporter: Reporter) -> None:
    reporter.progress(MATCH_SHARE, remarks[0])
    if isinstance(reporter, JsonReporter):
        reporter.write(event="understood", remarks=list(remarks))
        return
    for remark in remarks[1:]:
        complain(remark, as_json=False)


def _proposed(request: GenerationRequest, answer: Answer) -> Sequence[ProceduralMaterial]:
    """For the match; a picture's colours are meant exactly."""
    proposed = propose(answer.match, count=request.count, seed=request.seed)
    if answer.picture is not None:
        return proposed
    return [as_said(each, request.prompt) for each in proposed]


def _make_all(
    options: argparse.Namespace,
    request: GenerationRequest,
    answer: Answer,
    folder: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> list[Made]:
    """Every proposal's folder, and one .blend with all; raises only when none could be made."""
    proposed = _proposed(request, answer)
    made: list[Made] = []
    part = (1.0 - MATCH_SHARE) / len(proposed)
    for index, proposal in enumerate(proposed):
        cancel.check()
        start = MATCH_SHARE + index * part
        share = ProgressShare(reporter, start, start + part)
        material = _like(proposal, answer.picture, share)
        cancel.check()
        one = Made(f"material-{index + 1:02d}", _free_name(material, made), material)
        record = proposal_record(material, maquette_version(), request, answer.results)
        made.append(_make(options, one, record, folder, share, cancel))
        _tell_made(made[-1], index, folder, reporter)
    blocks = [each.block for each in made if each.block is not None]
    if not blocks:
        raise InputError(made[0].error)
    scene_files.write_assets(folder / BLEND, blocks)
    bpy.data.batch_remove(blocks)
    return made


def _like(
    material: ProceduralMaterial, picture: Capture | None, reporter: Reporter
) -> ProceduralMaterial:
    """The material with the picture's colours, where there is a picture."""
    if picture is None:
        return material
    reporter.progress(0.0, f"Bringing {material.look} near {picture.source}")
    return refine(material, picture.color)


def _make(
    options: argparse.Namespace,
    one: Made,
    record: Record,
    folder: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> Made:
    """One material as a data-block and as a folder; a failure becomes its error."""
    place = folder / one.folder
    place.mkdir()
    try:
        family = procedural.family_of(one.material)
        block = procedural.build_material(one.material, one.name)
        reporter.progress(0.0, f"Rendering {one.name}")
        size = family.size_m * one.material.scale
        material_picture.render_picture(block, size, place / PICTURE, side=options.preview)
        cancel.check()
        if not options.no_maps:
            record = _bake(options, one, record, place, ProgressShare(reporter, 0.3, 1.0), cancel)
        (place / NUMBERS).write_text(one.material.to_json() + "\n", encoding="utf-8")
        records.write_record(block, record)
        assets.mark_material(block, one.material, place / PICTURE)
    except Cancelled:
        raise
    except MaquetteError as error:
        complain(f"{one.name}: {error}", options.json)
        return replace(one, error=str(error))
    report = {**record, "badges": badges_in(record), "files": _files(place)}
    write_json(place / "report.json", report)
    return replace(one, block=block)


def _bake(
    options: argparse.Namespace,
    one: Made,
    record: Record,
    place: Path,
    reporter: Reporter,
    cancel: CancelToken,
) -> Record:
    reporter.progress(0.0, f"Baking {one.name}")
    baked = bake(one.material, options.resolution)
    cancel.check()
    return write_baked(place, baked, record, ProgressShare(reporter, 0.6, 1.0), cancel)[0]


def _files(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def _free_name(material: ProceduralMaterial, made: Sequence[Made]) -> str:
    """What a person would call it, such as "Whitewashed brick"; a second one gets a number."""
    name = material_label(named_by_color(material))
    taken = {each.name for each in made}
    numbered = (f"{name} {number}" for number in range(2, len(made) + 3))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def _tell_made(made: Made, index: int, folder: Path, reporter: Reporter) -> None:
    """Tell a listening program of a material as soon as it is there."""
    if not isinstance(reporter, JsonReporter) or made.block is None:
        return
    reporter.write(
        event="material",
        index=index,
        name=made.name,
        picture=str(folder / made.folder / PICTURE),
        record=records.read_record(made.block),
    )


def _report(
    options: argparse.Namespace,
    request: GenerationRequest,
    answer: Answer,
    remarks: Sequence[str],
    made: Sequence[Made],
    seconds: dict[str, float],
) -> dict[str, Any]:
    first = proposal_record(made[0].material, maquette_version(), request, answer.results)
    return {
        "verb": "generate",
        "request": json.loads(request.to_json()),
        "like": str(options.like) if options.like else None,
        "matches": first["matches"],
        "remarks": list(remarks),
        "blender": bpy.app.version_string,
        "seconds": seconds,
        "materials": [each.as_json() for each in made],
        "blend": BLEND,
    }
