# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which variation gets which camera."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ..core.errors import InputError
from ..core.request import Axis, GenerationRequest
from .composition import CameraChoice
from .photographer import plan_cameras

if TYPE_CHECKING:
    from .variation import Survey, Variation


def cameras_for(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    found: Survey,
    request: GenerationRequest,
) -> tuple[CameraChoice, ...]:
    """The cameras that a request asks for, none without its axis; `InputError` where there is
    nothing to look at, or no room for another camera."""
    strength = request.strength_of(Axis.COMPOSITION)
    if Axis.COMPOSITION not in request.axes or (strength <= 0.0 and len(request.axes) > 1):
        return ()
    cameras = plan_cameras(
        scene,
        None if objects is None else found.objects,
        found.slots,
        found.stage,
        count=request.count,
        seed=request.seed,
        strength=strength,
    )
    if not cameras:
        raise InputError(
            "No other camera was found this near the present one; raise the strength of the "
            "composition."
        )
    return cameras


def with_cameras(
    variations: Sequence[Variation], cameras: Sequence[CameraChoice]
) -> tuple[Variation, ...]:
    """Each variation with a camera of its own while there are enough, then in turn.

    Those that change nothing else are called after their camera, and there are not more of them
    than cameras.
    """
    if not cameras:
        return tuple(variations)
    out: list[Variation] = []
    for number, each in enumerate(variations):
        camera = cameras[number % len(cameras)]
        if each.choices or each.light or each.recolors:
            out.append(replace(each, camera=camera))
        elif number < len(cameras):
            out.append(replace(each, name=camera.label, camera=camera))
    return tuple(out)


def with_distinct_cameras(
    variations: Sequence[Variation], cameras: Sequence[CameraChoice]
) -> tuple[Variation, ...]:
    """Of variations that were chosen one by one, each keeps its camera unless another has it."""
    out: list[Variation] = []
    for each in variations:
        used = {other.camera for other in out}
        free = [camera for camera in cameras if camera not in used]
        is_taken = each.camera in used and bool(free)
        out.append(replace(each, camera=free[0]) if is_taken else each)
    return tuple(out)
