# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random materials and light for the generated scenes: plain colours and our own procedural
families.

Needs bpy. The same seed gives the same materials for the same slot names.
"""

from __future__ import annotations

import colorsys
import random
from math import pi

import bpy
from mathutils import Euler

from addon.scene import procedural
from scripts.scenes import solids
from scripts.scenes.solids import MaterialOf


def random_materials(seed: int, procedural_share: float) -> MaterialOf:
    """A material for each slot name: one of the families with that share, else a plain colour."""

    def material_of(slot: str) -> bpy.types.Material:
        found = bpy.data.materials.get(slot)
        if found is not None:
            return found
        rng = random.Random(f"{seed} {slot}")
        if "glass" in slot:
            return solids.glass_material(slot)
        if rng.random() < procedural_share:
            family = procedural.FAMILIES[rng.choice(sorted(procedural.FAMILIES))]
            return procedural.build_material(procedural.sample(family, rng), slot)
        return _plain(slot, rng)

    return material_of


def _plain(slot: str, rng: random.Random) -> bpy.types.Material:
    hue = rng.choice([rng.gauss(0.08, 0.04), rng.random()]) % 1.0
    value = rng.uniform(0.1, 0.95)
    rgb = colorsys.hsv_to_rgb(hue, rng.betavariate(1.2, 3.0), value)
    made = solids.plain_material(slot, tuple(c**2.2 for c in rgb), rng.uniform(0.1, 0.9))
    if rng.random() < 0.06:
        made.node_tree.nodes["Principled BSDF"].inputs["Metallic"].default_value = 1.0
    return made


def random_light(rng: random.Random, *, lamps: tuple[tuple[float, float, float], ...] = ()) -> None:
    """A sky of one colour, usually a sun, and area lights at the given places."""
    scene = bpy.context.scene
    world = bpy.data.worlds.new("World")
    world.use_nodes = True
    scene.world = world
    cold = rng.uniform(-0.1, 0.3)
    background = world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (1 - cold, 1.0 - 0.3 * cold, 1 + cold, 1.0)
    background.inputs["Strength"].default_value = rng.uniform(0.4, 1.5)
    if rng.random() < 0.75:
        sun = bpy.data.lights.new("Sun", "SUN")
        sun.energy, sun.angle = rng.uniform(1.0, 6.0), rng.uniform(0.005, 0.1)
        _place(sun, (0, 0, 50), Euler((rng.uniform(0.2, 1.3), 0, rng.uniform(0, 2 * pi))))
    for place in lamps:
        lamp = bpy.data.lights.new("Lamp", "AREA")
        lamp.size, lamp.energy = rng.uniform(0.3, 2.0), rng.uniform(15, 120)
        lamp.color = (1.0, rng.uniform(0.75, 1.0), rng.uniform(0.55, 1.0))
        _place(lamp, place, Euler((rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5), 0)))


def _place(light: bpy.types.Light, at: tuple[float, float, float], turn: Euler) -> None:
    made = bpy.data.objects.new(light.name, light)
    made.location, made.rotation_euler = at, turn
    bpy.context.scene.collection.objects.link(made)
