# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scene says of its light: where north is, where it stands, how it is lit now.

Knows nothing of what a variation will do with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import bpy
from mathutils import Vector

from ..core.places import Place, place_at
from ..core.procedural import Color
from .lamps import has_lamps, lamps_for
from .light import Lamp, LightChoice
from .roles import SlotRole
from .staging import Stage

DEFAULT_KELVIN = 5400.0
# What a tint of Blender's lights stands for: blue over red against kelvin, by mired.
WARM_TINT_KELVIN, COOL_TINT_KELVIN = 2000.0, 12000.0


@dataclass(frozen=True, slots=True)
class Lighting:
    """`north` in radians clockwise from +Y and `home` are None where the scene does not tell them.
    `lamps` are those that the night would need, none where the scene has its own. `present` is the
    light as it is now, None where that is none that numbers of ours can tell."""

    north: float | None
    home: Place | None
    lamps: tuple[Lamp, ...]
    present: LightChoice | None


def lighting_of(
    scene: bpy.types.Scene,
    objects: Sequence[bpy.types.Object],
    slots: Sequence[SlotRole],
    stage: Stage,
) -> Lighting:
    """What light has to start from; the scene should show its original."""
    north, home = _sun_properties(scene)
    lamps: tuple[Lamp, ...] = ()
    if objects and not has_lamps(scene):
        lamps = lamps_for(scene, objects, slots, is_inside=stage.is_inside, scale=stage.scale)
    return Lighting(north, home, lamps, present_light(scene))


def _sun_properties(scene: bpy.types.Scene) -> tuple[float | None, Place | None]:
    """What Blender's Sun Position extension knows, where it is on and its place was set."""
    found = getattr(scene, "sun_pos_properties", None)
    if found is None:
        return None, None
    home = None
    if found.latitude or found.longitude:
        home = place_at(float(found.latitude), float(found.longitude))
    return float(found.north_offset) % (2.0 * math.pi), home


def present_light(scene: bpy.types.Scene) -> LightChoice | None:
    """The strongest sun with a plain world, or a sky picture, as numbers; None for other light."""
    suns = [
        obj
        for obj in scene.objects
        if obj.type == "LIGHT" and obj.data.type == "SUN" and not obj.hide_render
    ]
    sun = max(suns, key=lambda obj: obj.data.energy, default=None)
    sky = _sky_of(scene.world)
    if sky is None or (sun is None and not sky.picture):
        return None
    choice = LightChoice(
        azimuth=0.0,
        elevation=math.radians(45.0),
        angle=math.radians(0.5),
        temperature=DEFAULT_KELVIN,
        strength=0.0,
        zenith=sky.color,
        horizon=sky.color,
        ground=sky.color,
        sky_strength=sky.strength,
        exposure=scene.view_settings.exposure,
        mood="sky picture" if sky.picture else "clear",
        picture=sky.picture,
        picture_turn=sky.turn,
    )
    return choice if sun is None else _with_sun(choice, sun)


def _with_sun(choice: LightChoice, sun: bpy.types.Object) -> LightChoice:
    towards = sun.matrix_world.to_quaternion() @ Vector((0.0, 0.0, 1.0))
    return replace(
        choice,
        azimuth=math.atan2(towards.x, towards.y) % (2.0 * math.pi),
        elevation=math.asin(min(max(towards.z, -1.0), 1.0)),
        angle=float(sun.data.angle),
        temperature=_kelvin_of(tuple(sun.data.color)),
        strength=float(sun.data.energy),
    )


def _kelvin_of(tint: tuple[float, ...]) -> float:
    """A temperature whose colour is about as warm as a tint."""
    red, blue = max(tint[0], 0.01), max(tint[2], 0.01)
    # Blue over red of a black body is about 1 at 6500 K and follows the reciprocal temperature.
    mired = 1e6 / 6500.0 - 96.0 * math.log(blue / red)
    return min(max(1e6 / max(mired, 1.0), WARM_TINT_KELVIN), COOL_TINT_KELVIN)


@dataclass(frozen=True, slots=True)
class _Sky:
    """A world of one colour, or of a picture and how it is turned."""

    color: Color
    strength: float
    picture: str = ""
    turn: float = 0.0


def _sky_of(world: bpy.types.World | None) -> _Sky | None:
    """None for a world that is neither of one colour nor of a picture on disk."""
    tree = world.node_tree if world is not None else None
    background = (
        next((each for each in tree.nodes if each.type == "BACKGROUND"), None) if tree else None
    )
    if background is None:
        return _Sky((0.0, 0.0, 0.0), 0.0)
    strength = float(background.inputs["Strength"].default_value)
    links = background.inputs["Color"].links
    if not links:
        red, green, blue = tuple(background.inputs["Color"].default_value)[:3]
        return _Sky((red, green, blue), strength)
    source = links[0].from_node
    if source.type != "TEX_ENVIRONMENT" or source.image is None or not source.image.filepath:
        return None
    mapped = [each.from_node for each in source.inputs[0].links if each.from_node.type == "MAPPING"]
    turn = float(mapped[0].inputs["Rotation"].default_value[2]) if mapped else 0.0
    return _Sky((0.5, 0.5, 0.5), strength, bpy.path.abspath(source.image.filepath), turn)
