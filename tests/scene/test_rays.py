# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rays meet what Blender's own meet, whatever stands in the scene and however it is turned."""

from __future__ import annotations

import random

import bpy
import pytest
from mathutils import Vector

from addon.scene.rays import Caster, directions_around

from . import stages

DOWN = Vector((0.0, 0.0, -1.0))


def _crowd(count: int) -> bpy.types.Scene:
    draw = random.Random(3)
    for number in range(count):
        thing = stages.add_box(f"Thing {number}")
        thing.location = [draw.uniform(-8.0, 8.0) for _ in range(3)]
        thing.rotation_euler = [draw.uniform(0.0, 3.0) for _ in range(3)]
        thing.scale = [draw.uniform(0.2, 3.0) for _ in range(3)]
    scene = stages.scene()
    scene.view_layers[0].update()
    return scene


@pytest.mark.parametrize("count", [2, 60])
def test_a_ray_meets_what_blenders_own_meets(count: int) -> None:
    scene = _crowd(count)
    layer = scene.view_layers[0]
    caster, met = Caster(layer), 0
    for direction in directions_around(150, sphere=True):
        origin = Vector((0.3, 0.2, 0.1))
        hit = caster.cast(origin, direction)
        found, point, normal, _, obj, _ = scene.ray_cast(layer.depsgraph, origin, direction)
        assert (hit is not None) is found
        if hit is not None:
            met += 1
            assert hit.surface[0] == obj.name
            assert (hit.point - point).length < 1e-3
            assert hit.normal.dot(normal) > 0.999
            assert hit.faces is (normal.dot(direction) < 0.0)
    assert met > (0 if count == 2 else 40)


def test_texts_instances_and_slots_are_met_and_what_is_hidden_is_not() -> None:
    scene = stages.scene()
    text = bpy.data.curves.new("Text", "FONT")
    text.body, text.extrude = "I", 0.5
    scene.collection.objects.link(bpy.data.objects.new("Text", text))
    box = stages.add_box("Box")
    library = bpy.data.collections.new("Library")
    scene.collection.objects.unlink(box)
    library.objects.link(box)
    empty = bpy.data.objects.new("Instance", None)
    empty.instance_type, empty.instance_collection, empty.location = (
        "COLLECTION",
        library,
        (9, 0, 0),
    )
    scene.collection.objects.link(empty)
    for name in ("a", "b"):
        box.data.materials.append(stages.add_material(name))
    for polygon in box.data.polygons:
        polygon.material_index = int(polygon.normal.z > 0.5)
    layer = scene.view_layers[0]
    layer.update()
    caster = Caster(layer)
    middle = sum((Vector(each) for each in scene.objects["Text"].bound_box), Vector()) / 8.0
    above_text, above_box = Vector((middle.x, middle.y, 5.0)), Vector((9.0, 0.0, 5.0))
    hits = [caster.cast(place, DOWN) for place in (above_text, above_box)]
    assert [hit.surface for hit in hits if hit] == [("Text", 0), ("Box", 1)]
    assert caster.cast(Vector((4.0, 0.0, 5.0)), DOWN) is None
    box.hide_render = True
    layer.update()
    assert Caster(layer).cast(above_box, DOWN) is None


def test_an_empty_scene_is_open() -> None:
    layer = stages.scene().view_layers[0]
    layer.update()
    assert Caster(layer).cast(Vector((0.0, 0.0, 5.0)), DOWN) is None
