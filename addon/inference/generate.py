# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The middle of plan, generate, apply: a request, a capture and a model to a result.

Any thread, any process, the same result for the same values. Knows nothing of Blender, and of files
only the model's.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..core.errors import InputError, ModelError
from ..core.image import MIN_SIDE, FloatArray, Image, resize
from ..core.maps import MaterialMaps
from ..core.progress import CancelToken, Reporter
from ..core.request import Capture, DepthMap, GenerationRequest, GenerationResult, Task
from ..core.tiling import release_pages
from .depth import estimate_depth
from .material import generate_maps
from .network import Stopwatch, open_network
from .restyle import restyle
from .session import SessionCache, runtime_version
from .store import InstalledModel

BLOCK_ROWS = 512


def generate(
    request: GenerationRequest,
    capture: Capture,
    model: InstalledModel,
    sessions: SessionCache,
    reporter: Reporter,
    cancel: CancelToken,
) -> GenerationResult:
    """Depth, the maps of a material or a restyled picture from `capture.color`, with everything the
    record needs.

    Only `reporter.progress` is called. `seconds` holds "open", "preprocess", "run" (inside the
    runtime), "postprocess" and "total". Raises `InputError` for a picture, `ModelError` for a model
    that cannot be used, and `Cancelled`.
    """
    watch = Stopwatch()
    with watch.step("total"):
        cancel.check()
        _require_task(request, model)
        picture, known = _picture(request, capture, watch)
        network = open_network(model, request.device, sessions, cancel, watch)
        maps: MaterialMaps | None = None
        depth: DepthMap | None = None
        image: Image | None = None
        quality: dict[str, float] = {}
        warnings: tuple[str, ...] = ()
        if request.task is Task.DEPTH:
            depth, quality, warnings = estimate_depth(picture, known, network, reporter)
        elif request.task is Task.IMAGE_TO_IMAGE:
            image = restyle(picture, network, reporter)
        else:
            maps, quality, warnings = generate_maps(request, picture, network, reporter)
        cancel.check()
    seconds = watch.seconds
    rest = sum(value for step, value in seconds.items() if step != "total")
    seconds["postprocess"] = seconds["total"] - rest
    reporter.progress(1.0, "Generated")
    return GenerationResult(
        request=replace(request, model_id=model.card.id),
        model=model.use,
        provider=network.opened.provider,
        runtime=runtime_version(),
        maps=maps,
        depth=depth,
        image=image,
        quality=quality,
        warnings=warnings,
        seconds=seconds,
    )


def _require_task(request: GenerationRequest, model: InstalledModel) -> None:
    if request.task not in (Task.DEPTH, Task.MATERIAL, Task.IMAGE_TO_IMAGE):
        raise InputError(
            "Variations are made from the scene, without a model; use the vary command."
        )
    if model.card.task.value != request.task.value:
        raise ModelError(
            f"{model.card.name} is a model for {model.card.task.value}, "
            f"not for {request.task.value}; choose another."
        )


def _picture(
    request: GenerationRequest, capture: Capture, watch: Stopwatch
) -> tuple[Image, FloatArray | None]:
    """The picture and the known depth at the size that is asked for."""
    picture, known = capture.color, capture.depth
    name = capture.source or "The picture"
    if min(picture.extent) < MIN_SIDE:
        raise InputError(f"{name} is {picture.extent} pixels; give an image of at least 2 x 2.")
    picture = _finite(picture, name)
    wanted = request.extent
    if wanted is not None and wanted != picture.extent:
        with watch.step("preprocess"):
            picture = resize(picture, wanted)
            if known is not None:
                known = _nearest(known, wanted.height, wanted.width)
    return picture, known


def _finite(picture: Image, name: str) -> Image:
    """The picture, with 0 for the pixels of a broken file; looked at block by block."""
    pixels = picture.pixels
    blocks = [pixels[start : start + BLOCK_ROWS] for start in range(0, len(pixels), BLOCK_ROWS)]
    if all(np.isfinite(block).all() for block in blocks):
        release_pages(pixels)
        return picture
    if not any(np.isfinite(block).any() for block in blocks):
        raise InputError(f"{name} holds no valid pixel; render or export it again.")
    return Image(np.nan_to_num(pixels, nan=0.0, posinf=0.0, neginf=0.0), picture.color_space)


def _nearest(values: FloatArray, height: int, width: int) -> FloatArray:
    """Exact depth must not be averaged over edges."""
    rows = np.arange(height) * values.shape[0] // height
    columns = np.arange(width) * values.shape[1] // width
    return values[rows[:, None], columns]
