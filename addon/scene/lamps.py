# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What shines in a scene by night, and where lamps of our own would stand where nothing does.

Changes nothing; the lamps are numbers of a variation and come and go with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import bpy
from mathutils import Vector

from .light import Lamp
from .rays import Caster
from .roles import SlotRole, words_of

_LAMP_WORDS = """
lamp lamps lampshade luminaire lantern pendant chandelier sconce spotlight downlight lampe leuchte
pendelleuchte stehlampe tischlampe laterne lustre lampadaire suspension lampara farola candelabro
lampada lampadario luminaria candeeiro abajur
"""
LAMP_WORDS = frozenset(_LAMP_WORDS.split())
MOST_LAMPS = 6
# Lamps of 2900 and 2500 K, as a picture shows them whose white is half way to theirs.
WARM, WARMER = 3600.0, 3250.0
FIXTURE_WATTS, PENDANT_WATTS, CORNER_WATTS, FACADE_WATTS = 18.0, 18.0, 24.0, 260.0
# A lamp that hangs at least this high shines down, any other up.
HANGING_M = 1.5
# How far along the free way to a wall a lamp stands.
TO_WALL = 0.78


def has_lamps(scene: bpy.types.Scene) -> bool:
    """Whether anything of the scene's own shines by night: a lamp that is no sun, or a surface."""
    lights = (each for each in scene.objects if each.type == "LIGHT" and not each.hide_render)
    if any(each.data.type != "SUN" and each.data.energy > 0.0 for each in lights):
        return True
    shown = (each for each in scene.objects if not each.hide_render)
    materials = {slot.material for each in shown for slot in each.material_slots}
    return any(_shines(material) for material in materials if material is not None)


def _shines(material: bpy.types.Material) -> bool:
    if material.node_tree is None:
        return False
    return any(_emits(node) for node in material.node_tree.nodes if not node.mute)


def _emits(node: bpy.types.Node) -> bool:
    """A lit socket, or one whose light comes from other nodes."""
    names = {
        "EMISSION": ("Color", "Strength"),
        "BSDF_PRINCIPLED": ("Emission Color", "Emission Strength"),
    }.get(node.type)
    if names is None or not any(socket.is_linked for socket in node.outputs):
        return False
    color, strength = (node.inputs[name] for name in names)
    is_bright = color.is_linked or max(tuple(color.default_value)[:3]) > 0.0
    return is_bright and (strength.is_linked or strength.default_value > 0.0)


def lamps_for(
    scene: bpy.types.Scene,
    objects: Sequence[bpy.types.Object],
    slots: Sequence[SlotRole],
    *,
    is_inside: bool,
    scale: float,
) -> tuple[Lamp, ...]:
    """Lamps of our own for the night: at the scene's lamps that do not shine, else in the room or
    before the facade."""
    fixtures = [obj for obj in objects if LAMP_WORDS.intersection(words_of(obj.name))]
    if fixtures:
        return tuple(_at_fixture(obj, scale) for obj in fixtures[:MOST_LAMPS])
    low, high = _bounds(objects)
    if is_inside:
        return _in_room(scene, slots, low, high, scale)
    return _before_facades(low, high)


def _bounds(objects: Sequence[bpy.types.Object]) -> tuple[Vector, Vector]:
    corners = [obj.matrix_world @ Vector(each) for obj in objects for each in obj.bound_box]
    low = Vector(tuple(min(corner[axis] for corner in corners) for axis in range(3)))
    high = Vector(tuple(max(corner[axis] for corner in corners) for axis in range(3)))
    return low, high


def _at_fixture(obj: bpy.types.Object, scale: float) -> Lamp:
    low, high = _bounds([obj])
    middle = (low + high) / 2.0
    hangs = low.z > HANGING_M * scale
    z = low.z - 0.04 * scale if hangs else high.z + 0.04 * scale
    place = Vector((middle.x, middle.y, z))
    towards = place + Vector((0.0, 0.0, -1.0 if hangs else 1.0))
    size = max(0.1 * scale, 0.5 * min(high.x - low.x, high.y - low.y))
    return _lamp(place, towards, size, FIXTURE_WATTS * scale**2, WARM)


def _in_room(
    scene: bpy.types.Scene, slots: Sequence[SlotRole], low: Vector, high: Vector, scale: float
) -> tuple[Lamp, ...]:
    """A pendant in the middle and two lamps near corners that wash walls and ceiling."""
    ceilings = [slot for slot in slots if slot.role == "ceiling" and slot.area > 0.0]
    widest = max(ceilings, key=lambda slot: slot.area, default=None)
    middle = Vector(widest.centre) if widest else Vector(((low + high) / 2.0).to_tuple())
    top = middle.z if widest else high.z
    caster = Caster(scene.view_layers[0])
    below = Vector((middle.x, middle.y, top - 0.35 * scale))
    drop = caster.distance(below, Vector((0.0, 0.0, -1.0)))
    floor = below.z - (drop if math.isfinite(drop) else 2.2 * scale)
    level = Vector((middle.x, middle.y, min(floor + 1.4 * scale, below.z)))
    ways = [_way(caster, level, math.radians(45.0 + 90.0 * number)) for number in range(4)]
    pendant = _lamp(
        below, below - Vector((0.0, 0.0, 1.0)), 0.6 * scale, PENDANT_WATTS * scale**2, WARM
    )
    longest = sorted(ways, key=lambda way: -way.length)[:2]
    return (pendant, *(_near_corner(level, way, scale) for way in longest))


def _near_corner(level: Vector, way: Vector, scale: float) -> Lamp:
    """A lamp that washes the wall that the way ends at, and the ceiling."""
    place = level + way * TO_WALL
    towards = place + way.normalized() * 0.6 + Vector((0.0, 0.0, 1.0))
    return _lamp(place, towards, 0.3 * scale, CORNER_WATTS * scale**2, WARMER)


def _way(caster: Caster, start: Vector, bearing: float) -> Vector:
    """As far as one can go from `start`, at most the 6 metres of a large room."""
    direction = Vector((math.sin(bearing), math.cos(bearing), 0.0))
    return direction * min(caster.distance(start, direction), 6.0)


def _before_facades(low: Vector, high: Vector) -> tuple[Lamp, ...]:
    """Warm lamps on the ground along all sides, as the camera may look from any, shining up the
    walls."""
    middle, half = (low + high) / 2.0, (high - low) / 2.0
    height = high.z - low.z
    size = max(half.x, half.y, 0.5 * height)
    lamps: list[Lamp] = []
    for normal in map(Vector, ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0))):
        along = Vector((-normal.y, normal.x, 0.0))
        depth = abs(half.x * normal.x) + abs(half.y * normal.y)
        width = abs(half.x * along.x) + abs(half.y * along.y)
        for share in (-0.55, 0.55):
            foot = middle + normal * (depth + 0.28 * size) + along * (share * width)
            place = Vector((foot.x, foot.y, low.z + 0.02 * size))
            wall = middle + normal * depth + along * (share * width)
            towards = Vector((wall.x, wall.y, low.z + 0.45 * height))
            watts = FACADE_WATTS * (size / 5.0) ** 2
            lamps.append(_lamp(place, towards, 0.06 * size, watts, WARM))
    return tuple(lamps)


def _lamp(place: Vector, towards: Vector, size: float, watts: float, temperature: float) -> Lamp:
    return Lamp(_rounded(place), _rounded(towards), round(size, 4), round(watts, 4), temperature)


def _rounded(place: Vector) -> tuple[float, float, float]:
    return round(place.x, 4), round(place.y, 4), round(place.z, 4)
