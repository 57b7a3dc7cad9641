# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proposals near a camera that is there: a step aside, nearer, lower, another lens, with the same
subject in the same place of the picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from mathutils import Matrix, Vector

from .rays import Caster
from .shots import FINE, LENSES, MOST_SHIFT, Shot, Wish
from .sight import Box, Pose, look

# What the whole strength may do: radians round the subject, shares of the distance.
ASIDE, NEARER, FARTHER, HEIGHT = math.radians(45.0), 0.45, 0.6, 0.3
STEPS = (1.0, 0.75, 0.5)


def target_of(caster: Caster, own: Pose, aspect: float) -> Box:
    """What the camera looks at: most of what its middle shows."""
    seen = look(caster, own, aspect, *FINE)
    middle = (np.abs(seen.places) < 0.5).all(axis=1) & ~seen.is_open
    if not middle.any():
        middle = ~seen.is_open
    if not middle.any():
        point = np.array(own.eye + own.forward * 5.0)
        return Box(point - 0.5, point + 0.5)
    low, high = np.percentile(seen.points[middle], (15.0, 85.0), axis=0)
    return Box(low - 0.02, high + 0.02)


def near_shots(own: Pose, target: Box, strength: float) -> Iterator[Shot]:
    """Each kind at the whole strength and at less, for where there is no room for the whole."""
    for step in STEPS:
        much = strength * step
        for kind, pose in _moves(own, target.middle, much):
            yield Shot(kind, _aimed(pose, own, target.middle), target, Wish(), 0.0, step**0.5)


def _moves(own: Pose, middle: Vector, much: float) -> Iterator[tuple[str, Pose]]:
    out = own.eye - middle
    for kind, side in (("left", -1.0), ("right", 1.0)):
        turned = Matrix.Rotation(side * much * ASIDE, 3, "Z") @ out
        yield kind, replace(own, eye=middle + turned)
    yield "nearer", replace(own, eye=middle + out * (1.0 - much * NEARER))
    yield "farther", replace(own, eye=middle + out * (1.0 + much * FARTHER))
    rise = Vector((0.0, 0.0, much * HEIGHT * out.length))
    yield "higher", replace(own, eye=own.eye + rise)
    yield "lower", replace(own, eye=own.eye - rise)
    for kind, lenses in (
        ("wider", [each for each in LENSES if each < 0.9 * own.lens_mm]),
        ("longer", [each for each in LENSES if each > 1.1 * own.lens_mm]),
    ):
        if lenses:
            wanted = lenses[-1] if kind == "wider" else lenses[0]
            lens = own.lens_mm * (wanted / own.lens_mm) ** much
            yield kind, replace(own, lens_mm=lens, eye=middle + out * (lens / own.lens_mm))


def _aimed(pose: Pose, own: Pose, middle: Vector) -> Pose:
    """The subject where it was in the picture: the verticals upright by the shift lens as far as
    that goes, else tilted as before."""
    was = own.project(np.array([middle]), 1.0)[0]
    to = middle - pose.eye
    yaw = math.atan2(to.y, to.x) + math.atan((was[0] + 2.0 * own.shift[0]) * pose.across)
    level = replace(pose, yaw=yaw, pitch=0.0, shift=(own.shift[0], 0.0))
    shift = (level.project(np.array([middle]), 1.0)[0][1] - was[1]) / 2.0
    if abs(shift) <= MOST_SHIFT:
        return replace(level, shift=(own.shift[0], float(shift)))
    flat = math.hypot(to.x, to.y)
    pitch = math.atan2(to.z, flat) - math.atan((was[1] + 2.0 * own.shift[1]) * pose.across)
    return replace(pose, yaw=yaw, pitch=pitch, shift=own.shift)


def score_near(caster: Caster, shot: Shot, aspect: float, *, fine: bool = False) -> float:
    """How good it is: free of what stands in the way, rich, and about the same thing."""
    assert shot.subject is not None
    seen = look(caster, shot.pose, aspect, *(FINE if fine else ()))
    distance = (shot.subject.middle - shot.pose.eye).length
    score = shot.bonus * (1.0 - seen.nearer_than(0.2 * distance)) ** 4
    score *= (1.0 - seen.hidden(shot.pose.eye, shot.subject)) ** 2
    return score * math.sqrt(seen.variety)
