# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proposals for pictures of rooms, from places to stand in them; verticals upright in all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from mathutils import Vector

from .rays import Caster, Hit, directions_around
from .shots import MODERATE, MOST_SHIFT, NORMAL, PORTRAIT, REPORTAGE, WIDE, Shot, Wish
from .sight import UP, Box, Pose
from .standing import AROUND, EYE_M, Stand

# Roles that hold a room together, and what is looked at in it.
SHELL = frozenset(
    {"interior_wall", "exterior_wall", "floor", "ceiling", "roof", "glazing", "frame", "door"}
    | {"terrain", "paving", "water", "vegetation"}
)
FROM_WALL_M, FROM_CEILING_M = 0.45, 0.3
NEAR_M = 1.2
BACK_M = 0.3
MOST_STANDS = 16
EACH = 24
SEATED_M, ENTERING_M = 1.1, 1.5
CELL_M, REACH_M, MOST_SUBJECTS = 0.5, 0.9, 4


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """Where a room can be pictured from: places to stand, the yaw of one of its walls' normals, its
    mean size, what is worth a closer look, and the middle of its windows where it has any."""

    stands: tuple[Stand, ...]
    axis: float
    size: float
    subjects: tuple[Box, ...]
    window: Vector | None
    caster: Caster


@dataclass(frozen=True, slots=True)
class Spot:
    """A kind of picture from about a place, `eye` above the floor, still to be stepped back from
    `yaw` as far as the room allows; `aside` metres to the left of it."""

    kind: str
    stand: Stand
    yaw: float
    eye: float
    lens: float
    shift: float
    bonus: float
    aside: float = 0.0


def room_of(
    caster: Caster,
    stands: Sequence[Stand],
    roles: Mapping[tuple[str, int], str],
    window: Vector | None,
) -> Room:
    """The largest room that the stands are in; `roles` by object and slot tell furniture from
    walls."""
    largest = max(stand.room for stand in stands)
    roomy = [stand for stand in stands if stand.room >= 0.5 * largest]
    roomy = [stand for stand in roomy if not _is_under_eaves(caster, stand, roles)] or roomy
    spread = _spread(roomy, MOST_STANDS)
    subjects = tuple(_subjects(caster, spread, roles))
    return Room(tuple(spread), _wall_axis(caster, spread), largest, subjects, window, caster)


def _is_under_eaves(caster: Caster, stand: Stand, roles: Mapping[tuple[str, int], str]) -> bool:
    above = caster.cast(stand.eye, UP)
    return above is not None and roles.get(above.surface) == "exterior_wall"


def room_shots(room: Room) -> Iterator[Shot]:
    """A room as an interior photographer would go through it, of each kind the likeliest."""
    spots = [
        _one_point(room),
        _corners(room, "two_point", EYE_M, (MODERATE, WIDE)),
        _corners(room, "seated", SEATED_M, (REPORTAGE, MODERATE)),
        _corners(room, "overview", 2.3, (WIDE, MODERATE)),
        _entrances(room),
        _towards_window(room),
    ]
    for kind in spots:
        for spot in sorted(kind, key=lambda each: -each.bonus)[:EACH]:
            eye = _stepped_back(room, spot)
            pose = _pose(eye, spot.yaw, spot.lens, spot.shift)
            yield Shot(spot.kind, pose, None, Wish(), NEAR_M, spot.bonus)
    yield from sorted(_openings(room), key=lambda shot: -shot.bonus)[:EACH]
    yield from sorted(_details(room), key=lambda shot: -shot.bonus)[:EACH]


def _spread(stands: Sequence[Stand], count: int) -> list[Stand]:
    """At most `count` places, each as far as possible from those before; the roomiest first."""
    left = sorted(stands, key=lambda stand: (-stand.room, *stand.eye))
    chosen = left[:1]
    while len(chosen) < min(count, len(stands)):
        chosen.append(
            max(left, key=lambda each: min((each.eye - other.eye).length for other in chosen))
        )
    return chosen


def _wall_axis(caster: Caster, stands: Sequence[Stand]) -> float:
    """The yaw of the walls' normals, which most of what is seen at eye height agrees on."""
    total = 0j
    for stand in stands[:6]:
        for direction in directions_around(36):
            hit = caster.cast(stand.eye, direction)
            if hit is not None and abs(hit.normal.z) < 0.1:
                # Walls at right angles to one another have one direction four times round.
                total += complex(hit.normal.x, hit.normal.y) ** 4 * min(hit.distance, 8.0)
    return math.atan2(total.imag, total.real) / 4.0 if abs(total) > 1e-6 else 0.0


def _subjects(
    caster: Caster, stands: Sequence[Stand], roles: Mapping[tuple[str, int], str]
) -> Iterator[Box]:
    """Where furniture stands together, most of it first, by what rays meet between knee and
    shoulder."""
    points = []
    for stand in stands:
        for direction in directions_around(48):
            for slope in (-0.15, -0.3, -0.5):
                hit = caster.cast(stand.eye, (direction + Vector((0.0, 0.0, slope))).normalized())
                height = hit.point.z - (stand.eye.z - EYE_M) if hit else 0.0
                if hit and 0.2 < height < 1.5 and roles.get(hit.surface, "other") not in SHELL:
                    points.append(tuple(hit.point))
    left = np.array(points, np.float64).reshape(-1, 3)
    for _ in range(MOST_SUBJECTS):
        if len(left) < 12:
            return
        apart = np.linalg.norm(left[:, None, :2] - left[None, :, :2], axis=2)
        peak = int((apart < REACH_M).sum(axis=1).argmax())
        near = apart[peak] < REACH_M
        low, high = np.percentile(left[near], (4.0, 96.0), axis=0)
        low[2] -= 0.15
        yield Box(low - 0.08, high + 0.08)
        left = left[apart[peak] > 1.6 * REACH_M]


def _reach(stand: Stand, yaw: float, half: float = 0.0) -> float:
    """How deep one sees on average, `half` radians to both sides of `yaw`."""
    middle = yaw / (2.0 * math.pi) * AROUND
    width = half / (2.0 * math.pi) * AROUND
    window = np.arange(round(middle - width), round(middle + width) + 1) % AROUND
    return float(np.minimum(stand.distances[window], 60.0).mean())


def _stepped_back(room: Room, spot: Spot) -> Vector:
    """Backwards until a wall comes near, at most by the room's own size, and not at the ceiling."""
    back = Vector((-math.cos(spot.yaw), -math.sin(spot.yaw), 0.0))
    left = Vector((back.y, -back.x, 0.0))
    ceiling = room.caster.cast(spot.stand.eye, UP)
    headroom = (ceiling.distance if ceiling else math.inf) - FROM_CEILING_M
    at = spot.stand.eye + UP * min(spot.eye - EYE_M, headroom)
    free = room.caster.distance(at, left * math.copysign(1.0, spot.aside))
    if free - FROM_WALL_M > abs(spot.aside):
        at += left * spot.aside
    most = min(room.caster.distance(at, back), room.caster.distance(at, back, -0.25), room.size)
    for _ in range(math.floor((most - FROM_WALL_M) / BACK_M)):
        behind = at + back * BACK_M
        above = room.caster.cast(behind, UP)
        # Under another ceiling is another room, or outside of a window without glass.
        is_out = above is None or ceiling is None or not _is_same(above, ceiling)
        sides = (left, -left, (left + back).normalized(), (back - left).normalized())
        if is_out or any(room.caster.distance(behind, side) < FROM_WALL_M for side in sides):
            break
        at = behind
    return at


def _is_same(a: Hit, b: Hit) -> bool:
    return a.surface == b.surface or abs(a.point.z - b.point.z) < 0.02


def _pose(eye: Vector, yaw: float, lens: float, shift: float) -> Pose:
    return Pose(eye, yaw, 0.0, lens, (0.0, shift))


def _one_point(room: Room) -> Iterator[Spot]:
    """Square to a wall, from the wall opposite, as far from the left as from the right."""
    for stand in room.stands:
        for quarter in range(4):
            yaw = room.axis + quarter * math.pi / 2.0
            left, right = (_reach(stand, yaw + side * math.pi / 2.0) for side in (1.0, -1.0))
            aside = max(-2.0, min(2.0, (left - right) / 2.0))
            even = min(left - aside, right + aside) / max(left - aside, right + aside)
            deep = _reach(stand, yaw)
            lens = MODERATE if deep > 4.0 else WIDE
            bonus = (0.4 + 0.6 * even) * min(0.6 + 0.4 * deep / room.size, 1.4)
            for shift in (-0.06, 0.0):
                yield Spot("one_point", stand, yaw, 1.3, lens, shift, bonus, aside)


def _corners(room: Room, kind: str, eye: float, lenses: Sequence[float]) -> Iterator[Spot]:
    """Askew to the walls, from where the room is deep; the higher the eye, the more it is shifted
    down."""
    shift = -0.09 * max(0.0, eye - 1.2)
    for stand in room.stands:
        best = max(_reach(stand, math.tau * step / 24, 0.5) for step in range(24))
        for turn in (30.0, 45.0, 60.0):
            for quarter in range(4):
                yaw = room.axis + math.radians(turn) + quarter * math.pi / 2.0
                bonus = 0.5 + 0.5 * _reach(stand, yaw, 0.5) / best
                for lens in lenses:
                    yield Spot(kind, stand, yaw, eye, lens, shift, bonus)


def _entrances(room: Room) -> Iterator[Spot]:
    """Along the longest way through the room, from its very end."""
    for stand in room.stands:
        for step in range(0, AROUND, 2):
            yaw = math.tau * step / AROUND
            deep = _reach(stand, yaw, 0.1) + 0.5 * _reach(stand, yaw + math.pi)
            lens = MODERATE if deep < 9.0 else REPORTAGE
            askew = abs(math.sin(2.0 * (yaw - room.axis)))
            bonus = min(deep / (3.0 * room.size), 1.5) * (1.0 - 0.3 * askew)
            yield Spot("entrance", stand, yaw, ENTERING_M, lens, -0.04, bonus)


def _towards_window(room: Room) -> Iterator[Spot]:
    """Against the light, square or askew to the windows."""
    if room.window is None:
        return
    for stand in room.stands:
        to = room.window - stand.eye
        far = min(to.length / room.size, 1.5)
        for turn in (0.0, 25.0, -25.0):
            yaw = math.atan2(to.y, to.x) + math.radians(turn)
            yield Spot("window", stand, yaw, 1.4, MODERATE, -0.03, far)


def _openings(room: Room) -> Iterator[Shot]:
    """Through between two near edges into what lies far behind."""
    half = math.atan(18.0 / REPORTAGE)
    for stand in room.stands:
        eye = Vector((*stand.eye.xy, stand.eye.z - 0.1))
        far = [min(room.caster.distance(eye, each), 40.0) for each in directions_around(AROUND)]
        for step in range(AROUND):
            yaw = math.tau * step / AROUND
            deep = min(_at(far, yaw + part * half) for part in (-0.25, 0.0, 0.25))
            left, right = (_at(far, yaw + side * 0.85 * half) for side in (1.0, -1.0))
            if max(left, right) > 0.6 * deep or min(left, right) < NEAR_M:
                continue
            contrast = min(deep / max(left, right), 4.0) / 4.0
            even = min(left, right) / max(left, right)
            pose = _pose(eye, yaw, REPORTAGE, -0.04)
            yield Shot("doorway", pose, None, Wish(), 0.8, contrast * (0.5 + 0.5 * even) * 1.3)


def _at(far: Sequence[float], yaw: float) -> float:
    return far[round(yaw / math.tau * AROUND) % AROUND]


def _details(room: Room) -> Iterator[Shot]:
    """A group of furniture close up, on a third or in the middle."""
    wish = Wish((0.05, 0.18, 0.6, 0.85))
    for subject in room.subjects:
        for stand in room.stands:
            for lens in (NORMAL, PORTRAIT):
                yield from _closer(room, subject, stand, lens, wish)


def _closer(room: Room, subject: Box, stand: Stand, lens: float, wish: Wish) -> Iterator[Shot]:
    """From the stand's side of the subject, at the distance where it fills most of the picture."""
    middle = subject.middle
    away = Vector((stand.eye.x - middle.x, stand.eye.y - middle.y, 0.0))
    if away.length < 0.5 * subject.size:
        return
    away.normalize()
    wide = float(np.linalg.norm((subject.high - subject.low)[:2]))
    distance = max(wide * lens / 36.0 / 0.62, 1.6)
    eye = Vector((middle.x, middle.y, stand.eye.z - EYE_M + 1.25)) + away * distance
    shift = (middle.z - eye.z) / distance / (36.0 / lens)
    if abs(shift) > MOST_SHIFT or room.caster.cast(eye, UP) is None:
        return
    for third in (-1.0, 0.0, 1.0):
        yaw = math.atan2(-away.y, -away.x) + third * math.atan(0.3 * 18.0 / lens)
        pose = _pose(eye, yaw, lens, shift)
        bonus = 1.0 if lens == NORMAL else 0.9
        yield Shot("detail", pose, subject, wish, 0.5 * distance, bonus)
