# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What variations shall be like: the options of `vary`, what the models say, and the brief."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .. import jobs
from ..core.errors import ProcessError
from ..core.image import Extent, Image, resize
from ..core.match import MatchResult
from ..core.mood import Seen, mood_palette, pieces_of
from ..core.palette import Palette, hex_code
from ..core.progress import CancelToken
from ..core.request import Axis, Capture, GenerationRequest
from ..inference.client import InferenceProcess, JobState, MatchJob
from ..scene.brief import Answers, Brief
from ..scene.briefing import brief_of
from ..scene.reading import material_phrases
from ..scene.variation import Survey
from .pictures import inference_process

# Longer side of a mood picture; its grain is seen in parts of about a third.
MOOD_SIDE = 768


@dataclass(frozen=True, slots=True)
class Asked:
    """A brief, what the models said that made it, and sentences on what could not be done."""

    brief: Brief
    results: tuple[MatchResult, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def model_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(result.model.id for result in self.results))


def add_brief(parser: argparse.ArgumentParser) -> None:
    """The options that say what variations shall be like."""
    parser.add_argument("--prompt", default="", metavar="P", help="in words what they shall be")
    parser.add_argument("--mood", type=Path, metavar="IMAGE", help="a picture to follow")
    parser.add_argument(
        "--color",
        action="append",
        default=[],
        metavar="C",
        help="must appear: #7a8b6f, RAL 7016 or walls=RAL 9010",
    )
    parser.add_argument(
        "--strength",
        type=_strength,
        action="append",
        default=[],
        metavar="AXIS=S",
        help="how far an axis may leave what is there, 0 to 1",
    )


def _strength(text: str) -> tuple[Axis, float]:
    axis, _, number = text.partition("=")
    try:
        return Axis(axis.strip()), float(number)
    except ValueError:
        known = ", ".join(Axis)
        raise argparse.ArgumentTypeError(
            f"a strength is an axis ({known}) and a number, like material=0.4"
        ) from None


def mood_of(options: argparse.Namespace) -> Image | None:
    """The mood picture, no larger than it has to be; `InputError` for one that cannot be read."""
    if options.mood is None:
        return None
    picture = jobs.capture_picture(options.mood).color
    mood_palette(picture)
    longer = max(picture.extent)
    if longer <= MOOD_SIDE:
        return picture
    width, height = (max(2, round(side * MOOD_SIDE / longer)) for side in picture.extent)
    return resize(picture, Extent(width, height))


def ask(
    options: argparse.Namespace,
    request: GenerationRequest,
    mood: Image | None,
    found: Survey,
    cancel: CancelToken,
) -> Asked:
    """The brief of a request. Without a model that can be asked, words are taken as they are and a
    mood picture by its colours, and a warning says so."""
    phrases = material_phrases(request.prompt) if Axis.MATERIAL in request.axes else ()
    palette: Palette = () if mood is None else mood_palette(mood)
    if not phrases and mood is None:
        return Asked(brief_of(request, found, Answers()))
    try:
        with inference_process(options.models) as process:
            texts = [phrase.text for phrase in phrases]
            said = [_finish(process.match_words(text), cancel) for text in texts]
            seen = list(_see(process, mood, request, cancel)) if mood is not None else []
    except ProcessError as error:
        brief = brief_of(request, found, Answers(palette=palette))
        return Asked(brief, (), (f"No model was asked, only words and colours count: {error}",))
    matches = tuple(result.match for result in said)
    answers = Answers(
        tuple(zip(phrases, matches, strict=True)), palette, tuple(each for each, _ in seen)
    )
    results = (*said, *(result for _, result in seen))
    return Asked(brief_of(request, found, answers), results)


def _see(
    process: InferenceProcess, mood: Image, request: GenerationRequest, cancel: CancelToken
) -> Iterator[tuple[Seen, MatchResult]]:
    for piece in pieces_of(mood):
        job = process.match_picture(Capture(color=piece.picture), device=request.device)
        result = _finish(job, cancel)
        yield Seen(piece.color, piece.share, result.match), result


def _finish(job: MatchJob, cancel: CancelToken) -> MatchResult:
    with cancel.stopping(job.cancel):
        while job.state is JobState.RUNNING:
            job.wait(0.1)
    return jobs.result_of(job)


def brief_report(asked: Asked) -> dict[str, Any]:
    """What a report says of a brief."""
    brief = asked.brief
    models = {result.model.id: asdict(result.model) for result in asked.results}
    return {
        "models": list(models.values()),
        "brief": {
            "themes": {name: round(weight, 3) for name, weight in brief.themes.items()},
            "palette": palette_report(brief.palette),
            "tone": asdict(brief.tone),
            "wishes": [
                {
                    "text": wish.text,
                    "roles": list(wish.roles),
                    "colors": [hex_code(color) for color in wish.colors],
                    "looks": [f"{each.family}/{each.look}" for each in wish.looks],
                }
                for wish in brief.wishes
            ],
            "fixed": {role: hex_code(color) for role, color in brief.fixed.items()},
        },
    }


def palette_report(palette: Palette) -> list[dict[str, object]]:
    return [{"color": hex_code(each.color), "share": round(each.share, 3)} for each in palette]
