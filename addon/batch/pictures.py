# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs on pictures, `depth` and `material`: one inference process, one folder a picture."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .. import jobs
from ..core.errors import Cancelled, InputError, MaquetteError
from ..core.request import Capture, GenerationRequest, Task
from ..inference.client import InferenceProcess, Job, JobState, WorkerResult
from ..scene import images, materials, scene_files
from .baked import badges_in
from .console import complain, on_interrupt, reporter_for
from .output import output_folder, require_free, write_json

Writer = Callable[[argparse.Namespace, Path, Capture, WorkerResult], list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one picture: where its results lie, or why there are none."""

    source: Path
    folder: Path
    error: str = ""

    def as_json(self) -> dict[str, object]:
        place = {"error": self.error} if self.error else {"folder": self.folder.name}
        return {"input": str(self.source), "status": "failed" if self.error else "done", **place}


def depth(options: argparse.Namespace) -> int:
    """`depth IMAGE... --out DIR`: depth.exr (float32), depth.png (16 bit) and report.json each."""
    return _run(options, Task.DEPTH, _write_depth)


def material(options: argparse.Namespace) -> int:
    """`material IMAGE... --out DIR`: one 16 bit PNG a map, and report.json, each."""
    return _run(options, Task.MATERIAL, _write_material)


def check(options: argparse.Namespace) -> None:
    """Raise what the verbs would raise before they look at a picture."""
    _request(options, Task.MATERIAL)


def _run(options: argparse.Namespace, task: Task, write: Writer) -> int:
    places = _places(options.images, options.out)
    for _, folder in places:
        require_free(folder, overwrite=options.overwrite)
    request = _request(options, task)
    with inference_process(options.models) as process:
        outcomes = [
            _one_picture(options, process, request, source, folder, write)
            for source, folder in places
        ]
    return _conclude(options, outcomes)


def _conclude(options: argparse.Namespace, outcomes: Sequence[Outcome]) -> int:
    failed = [outcome for outcome in outcomes if outcome.error]
    if len(failed) == len(outcomes):
        return 2
    report = {"verb": options.verb.__name__, "items": [each.as_json() for each in outcomes]}
    write_json(options.out / "report.json", report)
    return 3 if failed else 0


def _one_picture(
    options: argparse.Namespace,
    process: InferenceProcess,
    request: GenerationRequest,
    source: Path,
    folder: Path,
    write: Writer,
) -> Outcome:
    try:
        capture = jobs.capture_picture(source)
        wanted = jobs.sized(request, capture, getattr(options, "resolution", None))
        with output_folder(folder, overwrite=options.overwrite) as beside:
            job = process.submit(wanted, capture, reporter_for(options.json))
            result = finish(job)
            files = write(options, beside, capture, result)
            seconds = {step: round(value, 4) for step, value in result.result.seconds.items()}
            report = {**result.record, "badges": badges_in(result.record)}
            write_json(beside / "report.json", {**report, "seconds": seconds, "files": files})
    except Cancelled:
        raise
    except MaquetteError as error:
        complain(f"{source}: {error}", options.json)
        return Outcome(source, folder, str(error))
    print(folder)
    return Outcome(source, folder)


def finish(job: Job) -> WorkerResult:
    """Wait for a job, cancelling it on Ctrl-C; its result, or the error it ended with."""
    with on_interrupt(job.cancel):
        while job.state is JobState.RUNNING:
            job.wait(0.1)
    return jobs.result_of(job)


@contextmanager
def inference_process(model_folders: Sequence[Path]) -> Iterator[InferenceProcess]:
    """A process of our own for one command, with a scratch folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="maquette-") as scratch:
        launch = jobs.process_launch(Path(scratch), model_folders=model_folders)
        process = InferenceProcess(launch)
        try:
            yield process
        finally:
            process.close()


def _request(options: argparse.Namespace, task: Task) -> GenerationRequest:
    side = getattr(options, "resolution", None)
    if side is not None and not 16 <= side <= 16384:
        raise InputError(f"--resolution goes from 16 to 16384 pixels, not {side}.")
    return GenerationRequest(
        task=task,
        model_id=options.model,
        device=options.device,
        seamless=getattr(options, "seamless", False),
        size_m=getattr(options, "size", 1.0),
        strength=getattr(options, "strength", 1.0),
    )


def _places(sources: Sequence[Path], out: Path) -> list[tuple[Path, Path]]:
    """A folder for each picture, named by its stem; a second picture of one name gets a number."""
    places: list[tuple[Path, Path]] = []
    taken: set[str] = set()
    for source in sources:
        name, number = source.stem, 2
        while name.casefold() in taken:
            name, number = f"{source.stem}-{number}", number + 1
        taken.add(name.casefold())
        places.append((source, out / name))
    return places


def _write_depth(
    _options: argparse.Namespace, folder: Path, _capture: Capture, result: WorkerResult
) -> list[str]:
    assert result.depth is not None
    images.write_exr(folder / "depth.exr", result.depth.inverse_depth)
    images.write_depth_preview(folder / "depth.png", result.depth.inverse_depth, result.record)
    return ["depth.exr", "depth.png"]


def _write_material(
    options: argparse.Namespace, folder: Path, capture: Capture, result: WorkerResult
) -> list[str]:
    files: list[str] = []
    for kind, path in result.files.items():
        name = f"{kind.value}.png"
        (folder / name).write_bytes(path.read_bytes())
        files.append(name)
    if options.blend:
        material = jobs.apply_material(Path(capture.source).stem, result)
        scene_files.write_assets(folder / "material.blend", [material])
        materials.remove_material(material)
        files.append("material.blend")
    return files


__all__ = ["check", "depth", "finish", "inference_process", "material"]
