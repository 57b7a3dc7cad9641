# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`vary --image-model ID`: the render of each variation restyled, as a file beside it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .. import jobs
from ..core.errors import Cancelled, MaquetteError
from ..core.progress import Reporter, SilentReporter
from ..core.record import Record
from ..core.request import GenerationRequest, Task
from ..inference.client import InferenceProcess
from ..inference.store import InstalledModel, choose_model, find_models, verify
from .console import JsonReporter
from .pictures import finish, inference_process


@dataclass(frozen=True, slots=True)
class Restyled:
    """What became of one picture: the file beside it with its record, or why there is none."""

    source: Path
    picture: Path
    record: Record | None = None
    error: str = ""

    def to_values(self) -> dict[str, object]:
        if self.error:
            return {"of": self.source.name, "error": self.error}
        return {"of": self.source.name, "picture": self.picture.name, "record": self.record}


def add_image_model(parser: argparse.ArgumentParser) -> None:
    """The option that chooses what restyles the pictures."""
    parser.add_argument(
        "--image-model",
        default="",
        metavar="ID",
        help="an image-to-image model that restyles each picture, beside it",
    )


def image_model_of(options: argparse.Namespace) -> InstalledModel | None:
    """The model that was asked for, its files checked; None without one.

    `ModelError` for a model that is not there, is not image-to-image or is not what its card says.
    """
    if not options.image_model:
        return None
    found, _ = find_models((jobs.BUNDLED_MODELS, *options.models))
    model = choose_model(found, Task.IMAGE_TO_IMAGE, options.image_model)
    verify(model)
    return model


def restyle_pictures(
    options: argparse.Namespace,
    model: InstalledModel | None,
    indices: Sequence[int],
    pictures: Sequence[Path],
    reporter: Reporter,
) -> list[Restyled]:
    """Write "variation-01-image.png" beside each picture; one that fails says why and does not stop
    the others. `Cancelled` when asked to stop."""
    if model is None:
        return []
    made: list[Restyled] = []
    with inference_process(options.models) as process:
        for index, picture in zip(indices, pictures, strict=True):
            reporter.progress(len(made) / len(pictures), f"Restyling {picture.name}")
            made.append(_restyle(options, process, picture))
            if isinstance(reporter, JsonReporter) and not made[-1].error:
                written = {"picture": str(made[-1].picture), "record": made[-1].record}
                reporter.write(event="image", index=index, **written)
    return made


def restyle_report(model: InstalledModel | None, made: Sequence[Restyled]) -> dict[str, Any]:
    """What the report says of the model, its licence and the pictures."""
    if model is None:
        return {}
    return {"models": [asdict(model.use)], "images": [each.to_values() for each in made]}


def _restyle(options: argparse.Namespace, process: InferenceProcess, picture: Path) -> Restyled:
    beside = picture.with_name(f"{picture.stem}-image.png")
    request = GenerationRequest(
        task=Task.IMAGE_TO_IMAGE, model_id=options.image_model, device=options.device
    )
    try:
        capture = jobs.capture_picture(picture)
        result = finish(process.submit(request, capture, SilentReporter()))
        assert result.image is not None
        beside.write_bytes(result.image.read_bytes())
    except Cancelled:
        raise
    except MaquetteError as error:
        return Restyled(picture, beside, error=str(error))
    return Restyled(picture, beside, result.record)
