# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One proposal for a picture and how good it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .rays import Caster
from .sight import RESTING, Box, Pose, Sight, look

# The lenses in the bag.
WIDE, MODERATE, REPORTAGE, NORMAL, PORTRAIT = 18.0, 24.0, 35.0, 50.0, 85.0
LENSES = (WIDE, MODERATE, REPORTAGE, NORMAL, PORTRAIT)
# What a shift lens gives, in picture widths.
MOST_SHIFT = 0.35
FINE = (16, 11)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a kind of picture wants of itself: the share of the picture for its subject and for the
    sky, each as lowest, from and to where it is right, and highest; whether the whole subject is to
    be in it."""

    subject: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.01)
    sky: tuple[float, float, float, float] = (-0.01, 0.0, 1.0, 1.01)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A proposal: the kind of picture, its camera, what it is about, what it wants, how near things
    may come in metres, and how much it is liked before it was looked at."""

    kind: str
    pose: Pose
    subject: Box | None
    wish: Wish
    near: float
    bonus: float = 1.0


def trapezoid(value: float, corners: tuple[float, float, float, float]) -> float:
    """1 between the inner corners, falling to 0.02 at the outer ones."""
    lowest, low, high, highest = corners
    rise = 1.0 if value >= low else (value - lowest) / (low - lowest)
    fall = 1.0 if value <= high else (highest - value) / (highest - high)
    return max(min(rise, fall), 0.02)


def score_outside(caster: Caster, shot: Shot, aspect: float, *, fine: bool = False) -> float:
    """How good a picture of a thing is: whole, free, well placed, with some sky and much to see."""
    assert shot.subject is not None
    seen = look(caster, shot.pose, aspect, *(FINE if fine else ()))
    score = shot.bonus * (1.0 - seen.nearer_than(shot.near)) ** 4
    score *= (1.0 - seen.hidden(shot.pose.eye, shot.subject)) ** 3
    score *= trapezoid(seen.share(shot.subject), shot.wish.subject)
    score *= trapezoid(seen.sky, shot.wish.sky)
    score *= 0.5 + 0.5 * seen.rest(shot.subject)
    if not shot.wish.is_whole:
        score *= trapezoid(seen.largest, (0.0, 0.0, 0.3, 0.8)) * math.sqrt(seen.variety)
    elif not in_frame(shot.pose, shot.subject, aspect):
        score *= 0.1
    return score * math.log(1.5 + seen.variety)


def score_inside(
    caster: Caster, shot: Shot, aspect: float, groups: Sequence[Box] = (), *, fine: bool = False
) -> float:
    """How good a picture of a room is: deep, rich, with floor and some ceiling, no wall in the lens
    and no blank one across it, and `groups` of furniture whole in it or not at all."""
    seen = look(caster, shot.pose, aspect, *(FINE if fine else ()))
    score = shot.bonus * (1.0 - seen.nearer_than(shot.near)) ** 4
    score *= math.sqrt(seen.variety) * trapezoid(seen.largest, (0.0, 0.0, 0.35, 0.9))
    score *= math.prod(_cut(shot.pose, group, aspect) for group in groups)
    if shot.subject is not None:
        score *= (1.0 - seen.hidden(shot.pose.eye, shot.subject)) ** 2
        score *= trapezoid(seen.share(shot.subject), shot.wish.subject)
        return score * (0.4 + 0.6 * seen.rest(shot.subject)) * _grounded(seen, 0.05)
    if shot.kind == "doorway":
        return score * trapezoid(seen.tunnel, (0.6, 2.2, 99.0, 100.0)) * _grounded(seen, 0.1)
    roofed = trapezoid(seen.ceiling, (-0.03, 0.07, 0.4, 0.6))
    return score * _depth(seen) * _grounded(seen, 0.14) * roofed


def _cut(pose: Pose, group: Box, aspect: float) -> float:
    """Below 1 for what the frame cuts, above for what is whole in it, the more so on a third."""
    places = pose.project(group.corners(), aspect)
    if not (places[:, 2] > 0.0).all():
        # Beside the camera; behind it nothing is cut.
        return 0.5 if (places[:, 2] > 0.0).any() else 1.0
    low, high = places[:, :2].min(axis=0), places[:, :2].max(axis=0)
    within = np.clip(np.minimum(high, 1.0) - np.maximum(low, -1.0), 0.0, None)
    share = float(np.prod(within / (high - low)))
    if share < 0.05:
        return 1.0
    if share < 0.85:
        return 0.35
    x = float(places[:, 0].mean())
    return 1.15 + 0.25 * math.exp(-((min(abs(x - each) for each in RESTING) / 0.22) ** 2))


def _depth(seen: Sight) -> float:
    """A view into depth has near, middle and far: the farthest tenth over the nearest quarter."""
    ordered = sorted(min(float(each), 60.0) for each in seen.distances)
    near, far = ordered[len(ordered) // 4], ordered[len(ordered) * 9 // 10]
    return min(math.log(1.0 + far / max(near, 1e-6)), 2.0)


def _grounded(seen: Sight, floor: float) -> float:
    """Enough floor to stand on, and not more ceiling than floor."""
    share = trapezoid(seen.floor, (-0.05, floor, 0.45, 0.8))
    return share * trapezoid(seen.ceiling - seen.floor, (-1.1, -1.0, 0.02, 0.3))


def in_frame(pose: Pose, subject: Box, aspect: float) -> bool:
    """Whether every corner of what the picture is about is in it."""
    places = pose.project(subject.corners(), aspect)
    return bool((abs(places[:, :2]) <= 1.0).all() and (places[:, 2] > 0.0).all())
