# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where light should come from and how large things are meant to be, read off the geometry.

Knows nothing of which light or material is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Vector

from .role_words import OUTSIDE
from .roles import SlotRole, words_of

ROOM_HEIGHT_M = 2.6
BUILDING_HEIGHT_M = 9.0
# Where the temporary camera stands when a scene has none: front right.
FRONT_RIGHT = math.radians(135.0)


@dataclass(frozen=True, slots=True)
class Stage:
    """What light and patterns have to suit.

    `bearing` is where the sun is at its best, in radians clockwise from +Y: out of the windows of a
    room, behind the camera outside. `scale` is how large the scene is built against real life.
    `camera_bearing` is where the camera stands.
    """

    is_inside: bool
    bearing: float
    scale: float
    camera_bearing: float = FRONT_RIGHT


def stage_of(
    scene: bpy.types.Scene, objects: Sequence[bpy.types.Object], slots: Sequence[SlotRole]
) -> Stage:
    """The stage that all of the scene's dressable objects make."""
    low, high = _bounds(objects)
    present = {slot.role for slot in slots if slot.area > 0.0}
    is_inside = "interior_wall" in present and bool(
        present & {"ceiling", "floor"} or _has_parts(slots)
    )
    opening = _towards_windows(slots) if is_inside else None
    camera = _towards_camera(scene, (low + high) / 2.0)
    scale = _scale(objects, present, float(high[2] - low[2]), is_inside)
    return Stage(is_inside, camera if opening is None else opening, scale, camera)


def _bounds(objects: Sequence[bpy.types.Object]) -> tuple[np.ndarray, np.ndarray]:
    corners = [obj.matrix_world @ Vector(corner) for obj in objects for corner in obj.bound_box]
    places = np.array([tuple(each) for each in corners]) if corners else np.zeros((1, 3))
    return places.min(axis=0), places.max(axis=0)


def _has_parts(slots: Sequence[SlotRole]) -> bool:
    return any({"floor", "ceiling"} & set(slot.parts) for slot in slots)


def _towards_windows(slots: Sequence[SlotRole]) -> float | None:
    """The bearing from the room's middle to its windows, when they are on one side."""
    windows = _middle([slot for slot in slots if slot.role in {"glazing", "frame"}])
    room = _middle([slot for slot in slots if slot.role == "ceiling"]) or _middle(
        [slot for slot in slots if slot.role in {"floor", "interior_wall"}]
    )
    if windows is None or room is None or math.dist(windows, room) < 0.3:
        return None
    return math.atan2(windows[0] - room[0], windows[1] - room[1])


def _middle(slots: Sequence[SlotRole]) -> tuple[float, float] | None:
    total = sum(slot.area for slot in slots)
    if total <= 0.0:
        return None
    x, y = (sum(slot.area * slot.centre[axis] for slot in slots) / total for axis in (0, 1))
    return x, y


def _towards_camera(scene: bpy.types.Scene, middle: np.ndarray) -> float:
    if scene.camera is None:
        return FRONT_RIGHT
    place = scene.camera.matrix_world.translation
    return math.atan2(place.x - middle[0], place.y - middle[1])


def _scale(
    objects: Sequence[bpy.types.Object], present: set[str], height: float, is_inside: bool
) -> float:
    """1, unless walls are clearly too low or too high to be real: kits of parts, centimetres."""
    is_building = "exterior_wall" in present and any(
        OUTSIDE.intersection(words_of(obj.name)) for obj in objects
    )
    if not (is_building or "interior_wall" in present or is_inside):
        return 1.0
    meant = BUILDING_HEIGHT_M if is_building else ROOM_HEIGHT_M
    if 0.6 * meant <= height <= 12.0 * meant or height <= 0.0:
        return 1.0
    return float(f"{height / meant:.2g}")
