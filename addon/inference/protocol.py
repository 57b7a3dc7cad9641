# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Blender's process and the inference process say to each other: JSON objects, one a line.

Arrays never travel in a line; `arrays` puts them into files. Knows nothing of pipes and processes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from numpy.typing import NDArray

from ..core.errors import MaquetteError, ProcessError
from ..core.image import ColorSpace, Image
from ..core.match import LookScore, Match, MatchResult
from ..core.nearest import Nearest
from ..core.procedural import Color
from ..core.request import (
    CameraPose,
    Capture,
    GenerationRequest,
    GenerationResult,
    ModelUse,
    ProviderUse,
)

Message = dict[str, Any]
Array = NDArray[Any]

CAPTURE_ARRAYS = ("depth", "normal", "object_index", "material_index")


def encode_message(kind: str, /, **values: object) -> bytes:
    """One ASCII line; numbers that are not finite become null, for JSON has no word for them."""
    body = {"kind": kind, **{name: _without_nan(value) for name, value in values.items()}}
    return json.dumps(body, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def decode_message(line: bytes) -> Message:
    """The object in a line; `ProcessError` for anything that `encode_message` does not write."""
    try:
        message = json.loads(line, parse_constant=_refuse_constant)
    except ValueError as error:
        raise _malformed(line) from error
    if not isinstance(message, dict):
        raise _malformed(line)
    values = cast("Message", message)
    if not isinstance(values.get("kind"), str):
        raise _malformed(line)
    return values


def _malformed(line: bytes) -> ProcessError:
    shown = line[:80].decode("utf-8", "replace").strip()
    return ProcessError(
        f"The inference process broke its protocol with the line {shown!r}; start the job again."
    )


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _without_nan(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value).items()
        return {str(key): _without_nan(each) for key, each in pairs}
    if isinstance(value, (list, tuple)):
        return [_without_nan(each) for each in cast("Sequence[object]", value)]
    return value


def capture_arrays(capture: Capture) -> dict[str, Array]:
    """The passes that are there, by field name."""
    arrays: dict[str, Array] = {"color": capture.color.pixels}
    for name in CAPTURE_ARRAYS:
        array = getattr(capture, name)
        if array is not None:
            arrays[name] = array
    return arrays


def capture_values(capture: Capture) -> Message:
    """What a capture holds besides its arrays."""
    return {
        "color_space": capture.color.color_space.value,
        "camera": None if capture.camera is None else asdict(capture.camera),
        "source": capture.source,
    }


def capture_from(values: Message, arrays: Mapping[str, Array]) -> Capture:
    """The capture that `capture_values` and `capture_arrays` took apart."""
    camera = values["camera"]
    if camera is not None:
        rows = tuple(tuple(row) for row in camera["matrix_world"])
        camera = CameraPose(matrix_world=rows, fov_x=camera["fov_x"])
    passes = {name: arrays.get(name) for name in CAPTURE_ARRAYS}
    color = Image(arrays["color"], ColorSpace(values["color_space"]))
    return Capture(color=color, camera=camera, source=values["source"], **passes)


def result_values(result: GenerationResult) -> Message:
    """What a result holds besides its pixels."""
    return {
        "request": result.request.to_json(),
        "model": asdict(result.model),
        "provider": asdict(result.provider),
        "runtime": result.runtime,
        "quality": dict(result.quality),
        "warnings": list(result.warnings),
        "seconds": dict(result.seconds),
    }


def result_from(values: Message) -> GenerationResult:
    """The result without pixels; a quality that was not finite is left out.

    Raises `ProcessError` when `values` is not what `result_values` writes.
    """
    try:
        return GenerationResult(
            request=GenerationRequest.from_json(values["request"]),
            model=ModelUse(**values["model"]),
            provider=ProviderUse(**values["provider"]),
            runtime=values["runtime"],
            quality={name: each for name, each in values["quality"].items() if each is not None},
            warnings=tuple(values["warnings"]),
            seconds=dict(values["seconds"]),
        )
    except (KeyError, TypeError, AttributeError, MaquetteError) as error:
        raise ProcessError(
            f"The inference process sent a result that cannot be read ({error}); start it again."
        ) from error


def match_values(result: MatchResult) -> Message:
    """A match as plain values."""
    return asdict(result)


def match_from(values: Message) -> MatchResult:
    """The value that `match_values` took apart; `ProcessError` when it is something else."""
    try:
        return MatchResult(
            match=_match(values["match"]),
            source=values["source"],
            model=ModelUse(**values["model"]),
            provider=ProviderUse(**values["provider"]),
            runtime=values["runtime"],
            warnings=tuple(values["warnings"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ProcessError(
            f"The inference process sent a match that cannot be read ({error}); start it again."
        ) from error


def nearest_values(found: Mapping[str, Nearest]) -> Message:
    """What words are nearest to as plain values."""
    return {word: [each.group, each.similarity] for word, each in found.items()}


def nearest_from(values: Message) -> dict[str, Nearest]:
    """The values that `nearest_values` took apart; `ProcessError` when they are something else."""
    try:
        pairs = [(str(word), str(group), float(near)) for word, (group, near) in values.items()]
    except (TypeError, ValueError, AttributeError) as error:
        raise ProcessError(
            f"The inference process sent words that cannot be read ({error}); start it again."
        ) from error
    return {word: Nearest(group, near) for word, group, near in pairs}


def _match(values: Message) -> Match:
    return Match(
        looks=tuple(LookScore(**look) for look in values["looks"]),
        colors=tuple(_color(*channels) for channels in values["colors"]),
        wear=values["wear"],
        gloss=values["gloss"],
        confidence=values["confidence"],
        unknown=tuple(values["unknown"]),
    )


def _color(red: float, green: float, blue: float) -> Color:
    return red, green, blue
