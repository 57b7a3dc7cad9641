# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses cameras for a scene: proposals of many kinds, looked at by ray casts, the best of each
kind kept, no two alike and none like the user's own.

The same scene and seed, the same cameras; nothing in the scene is changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

import bpy
import numpy as np
from mathutils import Vector

from ..core.errors import InputError
from ..core.image import FloatArray
from . import framing, near_shots
from .composition import LABELS, CameraChoice, Row
from .exterior_shots import Site, building_shots, outermost, thing_shots
from .interior_shots import room_of, room_shots
from .rays import Caster, directions_around
from .roles import SlotRole
from .shots import Shot, score_inside, score_outside
from .sight import Box, Pose, look
from .staging import Stage
from .standing import find_stands

EYE_M = 1.6
# What is looked at again, with more rays, of each kind; and what share of the best is good enough.
FINALISTS, GOOD_ENOUGH = 5, 0.8
# A metre in a room of one, 30 degrees, or a lens of double length, each make another picture.
TURN, APART = math.radians(30.0), 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is to be pictured: boxes (N, 8, 3) in the world, the roles of slots, what kind of scene
    it is, and how near the present camera it stays, from 0 to 1, which is free."""

    boxes: FloatArray
    slots: tuple[SlotRole, ...]
    stage: Stage
    strength: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal with its score, in a scene of this size in metres."""

    shot: Shot
    score: float
    size: float


def plan_cameras(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    slots: Sequence[SlotRole],
    stage: Stage,
    *,
    count: int,
    seed: int,
    strength: float = 1.0,
) -> tuple[CameraChoice, ...]:
    """`count` cameras that show the scene, or only `objects`; fewer where there are not as many
    different good ones.

    `strength` below 1 stays near the scene's camera. `InputError` when there is nothing to see.
    """
    layer = scene.view_layers[0]
    layer.update()
    boxes = framing.visible_boxes(layer, objects)
    if not len(boxes):
        raise InputError(framing.NO_MESH)
    caster, aspect = Caster(layer), framing.scene_aspect(scene)
    own = own_pose(scene)
    subject = Subject(boxes, tuple(slots), stage, strength)
    if strength < 1.0:
        own = own or _found_pose(scene, objects)
        judged = _near(caster, own, subject, aspect)
    else:
        judged = _free(caster, subject, own, aspect, is_whole_scene=objects is None)
    chosen = _choose(judged, own, count, seed)
    return tuple(_choice(each, subject) for each in chosen)


def own_pose(scene: bpy.types.Scene) -> Pose | None:
    """Where the scene's own camera stands, None without one."""
    if scene.camera is None or not isinstance(scene.camera.data, bpy.types.Camera):
        return None
    data = scene.camera.data
    lens = 18.0 / max(math.tan(data.angle_x / 2.0), 1e-6)
    return pose_of(scene.camera.matrix_world, lens, (data.shift_x, data.shift_y))


def pose_of(matrix: object, lens: float, shift: tuple[float, float] = (0.0, 0.0)) -> Pose:
    forward = matrix.to_3x3() @ Vector((0.0, 0.0, -1.0))
    yaw, pitch = math.atan2(forward.y, forward.x), math.asin(max(-1.0, min(1.0, forward.z)))
    return Pose(matrix.translation.copy(), yaw, pitch, lens, shift)


def _found_pose(scene: bpy.types.Scene, objects: Iterable[bpy.types.Object] | None) -> Pose:
    view = framing.find_view(scene, objects)
    return pose_of(view.matrix_world, view.lens_mm)


def _free(
    caster: Caster, subject: Subject, own: Pose | None, aspect: float, *, is_whole_scene: bool
) -> list[Judged]:
    points = subject.boxes.reshape(-1, 3)
    low, high = points.min(axis=0), points.max(axis=0)
    stands = (
        find_stands(caster, low, high) if is_whole_scene and _may_be_inside(caster, own) else []
    )
    if stands:
        room = room_of(caster, stands, _roles(subject.slots), _window(subject.slots))
        score = partial(score_inside, caster, aspect=aspect, groups=room.subjects)
        return _judged(room_shots(room), score, room.size)
    site = _site(caster, subject, own, aspect)
    is_building = _is_building(subject, site)
    shots = building_shots(site) if is_building else thing_shots(site)
    return _judged(shots, partial(score_outside, caster, aspect=aspect), site.box.size)


def _near(caster: Caster, own: Pose, subject: Subject, aspect: float) -> list[Judged]:
    if subject.strength <= 0.0:
        return []
    target = near_shots.target_of(caster, own, aspect)
    size = (target.middle - own.eye).length
    shots = near_shots.near_shots(own, target, subject.strength)
    score = partial(near_shots.score_near, caster, aspect=aspect)
    return _judged(shots, score, size * subject.strength)


def _may_be_inside(caster: Caster, own: Pose | None) -> bool:
    """Not when the user's camera stands under the open sky."""
    if own is None:
        return True
    around = [Vector((0.0, 0.0, 1.0)), *directions_around(12)]
    return sum(caster.cast(own.eye, each) is not None for each in around) > 9


def _roles(slots: Sequence[SlotRole]) -> dict[tuple[str, int], str]:
    return {(slot.object_name, slot.slot_index): slot.role for slot in slots}


def _window(slots: Sequence[SlotRole]) -> Vector | None:
    """The middle of the windows by area."""
    windows = [slot for slot in slots if slot.role in {"glazing", "frame"} and slot.area > 0.0]
    area = sum(slot.area for slot in windows)
    if not windows:
        return None
    total = sum((Vector(slot.centre) * slot.area for slot in windows), Vector((0.0, 0.0, 0.0)))
    return total / area


def _site(caster: Caster, subject: Subject, own: Pose | None, aspect: float) -> Site:
    boxes = framing.without_ground(subject.boxes)
    points = outermost(boxes.reshape(-1, 3))
    box = Box(points.min(axis=0), points.max(axis=0))
    front = _front(caster, box, own, aspect)
    return Site(points, box, front, EYE_M * subject.stage.scale, caster, aspect)


def _front(caster: Caster, box: Box, own: Pose | None, aspect: float) -> float:
    """The yaw of the front's normal: the side towards the user's camera, else the one with most to
    see, and -Y in doubt; turned to how the walls stand."""
    total = 0j
    for direction in directions_around(48):
        hit = caster.cast(box.middle + direction * (2.0 * box.size), -direction)
        if hit is not None and abs(hit.normal.z) < 0.1:
            total += complex(hit.normal.x, hit.normal.y) ** 4
    axis = math.atan2(total.imag, total.real) / 4.0 if abs(total) > 1e-6 else 0.0
    sides = [axis + quarter * math.pi / 2.0 for quarter in range(4)]
    if own is not None:
        to = own.eye - box.middle
        towards = math.atan2(to.y, to.x)
        return max(sides, key=lambda side: math.cos(side - towards))
    return max(sides, key=lambda side: _richness(caster, box, side, aspect))


def _richness(caster: Caster, box: Box, side: float, aspect: float) -> float:
    """How much there is to see of a side, from so far that all of it is in the picture."""
    away = Vector((math.cos(side), math.sin(side), 0.0))
    pose = Pose(box.middle + away * (1.6 * box.size), side + math.pi, 0.0, 50.0)
    seen = look(caster, pose, aspect, 24, 16)
    return seen.variety * (1.0 - 0.15 * math.sin(side))


def _is_building(subject: Subject, site: Site) -> bool:
    roles = {slot.role for slot in subject.slots}
    return "exterior_wall" in roles or site.height > 3.0 * subject.stage.scale


def _judged(shots: Iterable[Shot], score: partial[float], size: float) -> list[Judged]:
    """All proposals with a coarse look, the best of each kind with a fine one."""
    kinds: dict[str, list[Judged]] = {}
    for shot in shots:
        kinds.setdefault(shot.kind, []).append(Judged(shot, score(shot), size))
    out: list[Judged] = []
    for judged in kinds.values():
        judged.sort(key=lambda each: -each.score)
        best = [Judged(each.shot, score(each.shot, fine=True), size) for each in judged[:FINALISTS]]
        out += sorted(best, key=lambda each: -each.score)
    return out


def _choose(judged: Sequence[Judged], own: Pose | None, count: int, seed: int) -> list[Judged]:
    """One of each kind as long as there are kinds, then whatever is most unlike what was chosen."""
    rng = Random(f"{seed}/composition")
    kinds: dict[str, list[Judged]] = {}
    for each in judged:
        kinds.setdefault(each.shot.kind, []).append(each)
    order = _drawn(kinds, rng)
    chosen: list[Judged] = []
    for kind in order:
        if len(chosen) < count:
            chosen += _of_kind(kinds[kind], [*_poses(chosen), *([own] if own else [])], rng)
    while len(chosen) < count:
        taken = [*_poses(chosen), *([own] if own else [])]
        left = [each for each in judged if _novelty(each, taken) >= APART]
        if not left:
            break
        chosen.append(max(left, key=lambda each: each.score * min(_novelty(each, taken), 2.0)))
    rank = list(LABELS)
    return sorted(chosen, key=lambda each: rank.index(each.shot.kind))


def _drawn(kinds: dict[str, list[Judged]], rng: Random) -> list[str]:
    """All kinds in an order that the seed draws, those that came out well sooner."""
    best = {kind: max(each.score for each in judged) for kind, judged in kinds.items()}
    return sorted(kinds, key=lambda kind: -(best[kind] ** 0.5) * rng.uniform(0.6, 1.0))


def _of_kind(judged: Sequence[Judged], taken: Sequence[Pose], rng: Random) -> list[Judged]:
    """One of the kind that is unlike all that is taken, or none."""
    unlike = [each for each in judged if _novelty(each, taken) >= APART]
    if not unlike:
        return []
    values = [each.score * (0.5 + 0.25 * min(_novelty(each, taken), 2.0)) for each in unlike]
    limit = GOOD_ENOUGH * max(values)
    good = [each for each, value in zip(unlike, values, strict=True) if value >= limit]
    return [rng.choice(good)]


def _poses(judged: Iterable[Judged]) -> Iterator[Pose]:
    return (each.shot.pose for each in judged)


def _novelty(each: Judged, taken: Iterable[Pose]) -> float:
    return min((apart(each.shot.pose, other, each.size) for other in taken), default=math.inf)


def apart(a: Pose, b: Pose, size: float) -> float:
    """How different two cameras are in a scene of this size: by place, direction and lens."""
    turn = a.forward.angle(b.forward)
    zoom = abs(math.log2(a.lens_mm / b.lens_mm))
    return 4.0 * (a.eye - b.eye).length / max(size, 1e-9) + turn / TURN + zoom


def _choice(judged: Judged, subject: Subject) -> CameraChoice:
    pose = judged.shot.pose
    a, b, c, d = (_row(row) for row in pose.matrix())
    points = subject.boxes.reshape(-1, 3)
    far = float(np.linalg.norm(np.ptp(points, axis=0))) + 2.0 * _distance(pose, points)
    near = min(0.05, 0.02 * judged.size)
    shift = (round(pose.shift[0], 5) + 0.0, round(pose.shift[1], 5) + 0.0)
    clip = (float(f"{near:.2g}"), float(f"{max(1000.0, 20.0 * far):.3g}"))
    return CameraChoice(judged.shot.kind, (a, b, c, d), pose.lens_mm, shift, clip)


def _distance(pose: Pose, points: FloatArray) -> float:
    return float(np.linalg.norm(points.mean(axis=0) - np.array(pose.eye)))


def _row(row: Iterable[float]) -> Row:
    x, y, z, w = (round(float(value), 6) + 0.0 for value in row)
    return x, y, z, w
