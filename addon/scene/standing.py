# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Places to stand inside rooms, found by ray casts alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from mathutils import Vector

from ..core.image import FloatArray
from .rays import Caster, directions_around


@dataclass(frozen=True, slots=True)
class Stand:
    """A place to stand: eye point, mean size of the room around it, and how far the room reaches in
    each of `directions_around`."""

    eye: Vector
    room: float
    distances: FloatArray


EYE_M = 1.5
GRID = 11
AROUND = 72
ENCLOSED = 0.72
LOWEST_ROOM_M = 1.9
SPHERE = 96
CLEARANCE_M = 0.6


def find_stands(caster: Caster, low: FloatArray, high: FloatArray) -> list[Stand]:
    """All places to stand on a grid over what lies between the corners `low` and `high`; none
    when the scene has no room.

    A place is in a room when most directions meet the front of a surface: inside a closed shell, as
    of a building seen from outside, one meets their backs.
    """
    if high[2] - low[2] < LOWEST_ROOM_M:
        return []
    eyes = _eye_points(caster, low, high)
    return [stand for eye in eyes if (stand := _stand(caster, eye)) is not None]


def _eye_points(caster: Caster, low: FloatArray, high: FloatArray) -> Iterator[Vector]:
    """Eye height above every floor under a grid of points, floors found from the top downwards."""
    down = Vector((0.0, 0.0, -1.0))
    for x in np.linspace(low[0], high[0], GRID + 2)[1:-1]:
        for y in np.linspace(low[1], high[1], GRID + 2)[1:-1]:
            start = Vector((float(x), float(y), float(high[2]) + 0.1))
            ceiling = start.z
            for _ in range(12):
                hit = caster.cast(start, down)
                if hit is None:
                    break
                if hit.faces and ceiling - hit.point.z > LOWEST_ROOM_M:
                    eye = min(EYE_M, 0.6 * (ceiling - hit.point.z))
                    yield hit.point + Vector((0.0, 0.0, eye))
                ceiling = hit.point.z
                start = hit.point + down * 1e-3


def _stand(caster: Caster, eye: Vector) -> Stand | None:
    """The place with what is seen from it, or None when it is outside, in a wall or too cramped."""
    if caster.cast(eye, Vector((0.0, 0.0, 1.0))) is None:
        return None
    reaches = _reaches(caster, eye)
    if reaches is None:
        return None
    around = directions_around(AROUND)
    lower = [caster.distance(eye, each, slope=-0.5) for each in around[::3]]
    if min(lower) < CLEARANCE_M:
        return None
    distances = np.array([caster.distance(eye, each) for each in around], np.float32)
    if float(distances.min()) < CLEARANCE_M:
        return None
    room = float(np.mean(np.minimum(reaches, 50.0)))
    for index, direction in enumerate(around):
        if not _is_covered(caster, eye + direction * min(0.9 * float(distances[index]), 1000.0)):
            distances[index] = min(float(distances[index]), 0.6 * room)
    return Stand(eye, room, distances)


def _reaches(caster: Caster, eye: Vector) -> list[float] | None:
    """How far the fronts are that are seen all around; None, at the first chance, when there are
    too few."""
    reaches: list[float] = []
    for left, direction in zip(
        range(SPHERE, 0, -1), directions_around(SPHERE, sphere=True), strict=True
    ):
        if len(reaches) + left < ENCLOSED * SPHERE:
            return None
        hit = caster.cast(eye, direction)
        if hit is not None and hit.faces:
            reaches.append(hit.distance)
    return reaches if len(reaches) >= ENCLOSED * SPHERE else None


def _is_covered(caster: Caster, point: Vector) -> bool:
    """Whether something is above: what lies outside a window is no part of the room."""
    return caster.cast(point, Vector((0.0, 0.0, 1.0))) is not None
