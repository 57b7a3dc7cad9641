# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proposals for pictures from outside: of buildings as from the street, of things as for a
catalogue."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from mathutils import Vector

from .framing import fitted
from .rays import Caster
from .shots import MODERATE, MOST_SHIFT, NORMAL, PORTRAIT, REPORTAGE, WIDE, Shot, Wish
from .sight import Box, Pose, Rows

SKY_ABOVE = (-0.01, 0.08, 0.6, 0.9)
# What stays free beside, above and below what is pictured, and the share of that below it.
SIDE, SPARE, BELOW = 0.12, 0.13, 0.55
STEPS, STEP = 90, 1.07


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """What is pictured from outside: its outermost points (N, 3), the space it takes, the yaw of
    its front's normal, and how high eyes are in metres."""

    points: Rows
    box: Box
    front: float
    eye: float
    caster: Caster
    aspect: float

    @property
    def height(self) -> float:
        return float(self.box.high[2] - self.box.low[2])

    def ground(self, at: Vector) -> float:
        """The ground under a place; the foot of what is pictured where there is none."""
        above = Vector((at.x, at.y, float(self.box.low[2]) + 3.0 * self.eye))
        hit = self.caster.cast(above, Vector((0.0, 0.0, -1.0)))
        return hit.point.z if hit is not None and hit.faces else float(self.box.low[2])


@dataclass(frozen=True, slots=True)
class Stance:
    """Where to stand for a kind of picture: `turn` in degrees from the front's normal, `eye` above
    the ground, from as near as holds everything or `away` times that, and whether the subject goes
    to a third of the picture."""

    kind: str
    turn: float
    lens: float
    eye: float
    away: float = 1.0
    is_on_third: bool = False


def outermost(points: Rows) -> Rows:
    """The points (N, 3) of a cloud that reach farthest, which decide what a frame holds."""
    angles = [2.0 * math.pi * step / 32 for step in range(32)]
    flat = [(math.cos(a), math.sin(a), z) for a in angles for z in (-1.0, 0.0, 1.0)]
    ways = np.array([*flat, (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)])
    return points[np.unique((points @ ways.T).argmax(axis=0))].astype(np.float64)


def building_shots(site: Site) -> Iterator[Shot]:
    """A building as architects have it photographed."""
    near, eye = 1.2 * site.eye, site.eye
    whole = Wish((0.02, 0.12, 0.62, 0.85), SKY_ABOVE, is_whole=True)
    for turn, lens in product((28.0, 38.0, 50.0, -28.0, -38.0, -50.0), (MODERATE, REPORTAGE)):
        yield from _standing(site, Stance("two_point", turn, lens, eye), whole, near)
        yield from _standing(site, Stance("rear", 180.0 + turn, lens, eye), whole, near)
    for turn, lens in product((0.0, 90.0, -90.0), (NORMAL, PORTRAIT)):
        square = Stance("elevation", turn, lens, eye)
        yield from _standing(site, square, whole, near, 0.7 if turn else 1.0)
    for turn, lens in product((32.0, -32.0, 45.0, -45.0), (WIDE, MODERATE)):
        low = Stance("low", turn, lens, 0.3 * eye)
        yield from _standing(site, low, whole, 0.3 * eye, 0.8 if lens == MODERATE else 1.0)
    small = Wish((0.02, 0.1, 0.35, 0.6), (0.0, 0.15, 0.6, 0.9), is_whole=True)
    for turn in (40.0, 55.0, -40.0, -55.0):
        street = Stance("street", turn, REPORTAGE, eye, 1.5, is_on_third=True)
        yield from _standing(site, street, small, near)
    for turn in (22.0, -22.0, 42.0, -42.0):
        far = Stance("long_lens", turn, PORTRAIT, eye, 1.2, is_on_third=True)
        yield from _standing(site, far, small, near)
    above = replace(whole, sky=(-0.01, 0.0, 0.5, 1.0))
    for turn, pitch, lens in product(
        (35.0, -35.0, 50.0, -50.0), (-20.0, -30.0), (REPORTAGE, NORMAL)
    ):
        yield _flying(site, "aerial", turn, pitch, lens, above)
    yield from _facade_details(site)


def thing_shots(site: Site) -> Iterator[Shot]:
    """A thing as for a catalogue."""
    size, height = site.box.size, site.height
    near = 0.3 * size
    whole = Wish((0.08, 0.22, 0.7, 0.9), is_whole=True)
    for turn, pitch in product((28.0, 38.0), (-12.0, -18.0)):
        yield _flying(site, "three_quarter", turn, pitch, NORMAL, whole)
        yield _flying(site, "three_quarter", -turn, pitch, NORMAL, whole)
        yield replace(_flying(site, "rear", 180.0 + turn, pitch, NORMAL, whole), bonus=0.8)
    for turn, pitch in product((30.0, -30.0), (-35.0, -45.0)):
        yield _flying(site, "aerial", turn, pitch, NORMAL, whole)
    for lift, lens, turn in product((0.6, 1.0, 1.4), (NORMAL, PORTRAIT), (0.0, 90.0, -90.0)):
        square = Stance("profile" if turn else "elevation", turn, lens, lift * height)
        yield from _standing(site, square, whole, near)
    for turn, lift in product((34.0, -34.0, 45.0, -45.0), (1.2, 1.7)):
        corner = Stance("two_point", turn, NORMAL, max(lift * height, 0.4 * size))
        yield from _standing(site, corner, whole, near)
    for turn, lens in product((30.0, -30.0, 42.0, -42.0), (MODERATE, REPORTAGE)):
        low = Stance("low", turn, lens, 0.22 * height)
        yield from _standing(site, low, whole, 0.1 * size)
    yield from _thing_details(site)


def _standing(
    site: Site, stance: Stance, wish: Wish, near: float, bonus: float = 1.0
) -> Iterator[Shot]:
    """With upright verticals; nothing where the lens cannot be shifted far enough."""
    pose = _held(site, stance, stance.eye)
    if pose is None:
        return
    eye = site.ground(pose.eye) + stance.eye - float(site.box.low[2])
    if abs(eye - stance.eye) > 1e-3 * site.box.size:
        pose = _held(site, stance, eye)
    if pose is not None and stance.is_on_third:
        # What is shown obliquely looks into the wider part of the picture.
        side = math.copysign(1.0, stance.turn)
        pose = replace(pose, yaw=pose.yaw + side * math.atan(pose.across * 0.3))
    if pose is not None:
        yield Shot(stance.kind, pose, site.box, wish, near, bonus)


def _held(site: Site, stance: Stance, eye: float) -> Pose | None:
    """The nearest place at that height above the foot, and the shift, from which all points are in
    the picture."""
    yaw = site.front + math.radians(180.0 + stance.turn)
    pose = Pose(Vector((0.0, 0.0, 0.0)), yaw, 0.0, stance.lens)
    forward, right = np.array(pose.forward), np.array(pose.right)
    middle = np.array(site.box.middle)
    across, depth = (site.points - middle) @ right, (site.points - middle) @ forward
    heights = site.points[:, 2] - (float(site.box.low[2]) + eye)
    distance = -float(depth.min()) + 0.05 * site.box.size
    for _ in range(STEPS):
        aside, width = _aside(across, depth + distance)
        spare, shift = _raised(heights / (depth + distance), pose, site.aspect)
        if (
            width <= 2.0 * pose.across * (1.0 - SIDE)
            and spare >= SPARE
            and abs(shift) <= MOST_SHIFT
        ):
            break
        distance *= STEP
    else:
        return None
    distance *= stance.away
    _, shift = _raised(heights / (depth + distance), pose, site.aspect)
    place = middle + right * aside - forward * distance
    eye_point = Vector((place[0], place[1], float(site.box.low[2]) + eye))
    shift = max(-MOST_SHIFT, min(MOST_SHIFT, shift))
    return replace(pose, eye=eye_point, shift=(0.0, shift))


def _raised(slopes: Rows, pose: Pose, aspect: float) -> tuple[float, float]:
    """The share of the picture's height that slopes leave free, and the shift that puts them a
    little above its middle."""
    window = 2.0 * pose.across / aspect
    spare = window - float(np.ptp(slopes))
    shift = (float(slopes.min()) - BELOW * spare + window / 2.0) / (2.0 * pose.across)
    return spare / window, shift


def _aside(across: Rows, depth: Rows) -> tuple[float, float]:
    """How far to step aside so that both sides reach as far, and the width (as a slope) then."""
    aside = 0.0
    for _ in range(6):
        slopes = (across - aside) / depth
        aside += float(slopes.min() + slopes.max()) / 2.0 * float(depth.mean())
    slopes = (across - aside) / depth
    return aside, float(np.ptp(slopes))


def _flying(site: Site, kind: str, turn: float, pitch: float, lens: float, wish: Wish) -> Shot:
    """Looking down from where everything is in the picture."""
    yaw = site.front + math.radians(180.0 + turn)
    pose = Pose(Vector((0.0, 0.0, 0.0)), yaw, math.radians(pitch), lens)
    rotation = np.array(pose.matrix().to_3x3(), np.float64)
    place, distance = fitted(site.points, rotation, lens, site.aspect)
    return Shot(kind, replace(pose, eye=Vector(place.tolist())), site.box, wish, 0.3 * distance)


def _facade_details(site: Site) -> Iterator[Shot]:
    """A part of the facade from the other side of the street, upright by the shift lens."""
    wish = Wish((0.3, 0.6, 0.97, 1.02), is_whole=False)
    size = site.box.high - site.box.low
    for turn, lift, side in product((0.0, 24.0, -24.0, 38.0, -38.0), (0.2, 0.5, 0.8), (-0.2, 0.2)):
        yaw = site.front + math.radians(180.0 + turn)
        pose = Pose(Vector((0.0, 0.0, 0.0)), yaw, 0.0, PORTRAIT)
        width = float(abs(size[0] * math.sin(yaw)) + abs(size[1] * math.cos(yaw)))
        part = 0.5 * min(width, 1.5 * site.height)
        reach = part / (2.0 * pose.across)
        front = Vector((math.cos(site.front), math.sin(site.front), 0.0))
        depth = 0.5 * float(abs(size[0] * front.x) + abs(size[1] * front.y))
        target = site.box.middle + front * depth + pose.right * (side * width)
        target.z = float(site.box.low[2]) + lift * site.height
        eye = target - pose.forward * reach
        least = float(site.box.low[2]) + site.eye
        eye.z = max(least, target.z - 0.8 * MOST_SHIFT * 2.0 * pose.across * reach)
        shift = (target.z - eye.z) / reach / (2.0 * pose.across)
        if abs(shift) <= MOST_SHIFT:
            posed = replace(pose, eye=eye, shift=(0.0, shift))
            yield Shot("detail", posed, site.box, wish, 0.5 * reach)


def _thing_details(site: Site) -> Iterator[Shot]:
    """Close to an upper corner, so that edges, joints and materials tell."""
    wish = Wish((0.2, 0.4, 0.9, 1.02), is_whole=False)
    size = site.box.high - site.box.low
    for turn, side, lift in product((26.0, -26.0, 40.0, -40.0), (-0.25, 0.25), (0.55, 0.8)):
        yaw = site.front + math.radians(180.0 + turn)
        pose = Pose(Vector((0.0, 0.0, 0.0)), yaw, math.radians(-12.0), PORTRAIT)
        width = float(abs(size[0] * math.sin(yaw)) + abs(size[1] * math.cos(yaw)))
        part = 0.5 * max(width, site.height)
        target = site.box.middle + pose.right * (side * width)
        target.z = float(site.box.low[2]) + lift * site.height
        reach = part / (2.0 * pose.across) + 0.25 * site.box.size
        yield Shot(
            "detail", replace(pose, eye=target - pose.forward * reach), site.box, wish, 0.3 * reach
        )
