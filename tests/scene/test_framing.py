# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A temporary camera stands where a photographer would: inside rooms, around things."""

from __future__ import annotations

import math

import bpy
import numpy as np
import pytest
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

from addon.core.errors import InputError
from addon.scene import framing
from addon.scene.rays import Caster, directions_around
from tests.scene import stages
from tests.scene.snapshot import differences, snapshot

ROOM = (6.0, 4.0, 2.8)


def _room() -> bpy.types.Scene:
    """A closed room with walls seen from inside, a table and a cupboard in it."""
    stages.add_box("Room", ROOM, (0.0, 0.0, 1.4), inward=True)
    stages.add_box("Table", (1.6, 0.9, 0.75), (1.5, 0.5, 0.375))
    stages.add_box("Cupboard", (0.6, 1.5, 2.0), (-2.65, 0.0, 1.0))
    return stages.scene()


def test_a_room_is_seen_from_inside_at_eye_height() -> None:
    view = framing.find_view(_room(), aspect=1.5)
    place = view.matrix_world.translation
    assert view.is_interior
    assert abs(place.x) < 3.0 - 0.5 and abs(place.y) < 2.0 - 0.5
    assert place.z == pytest.approx(1.5, abs=1e-4)
    assert 18.0 <= view.lens_mm <= 24.0


def test_verticals_stay_upright_and_nothing_is_in_the_lens() -> None:
    scene = _room()
    view = framing.find_view(scene, aspect=1.5)
    up = view.matrix_world.to_3x3() @ Vector((0.0, 1.0, 0.0))
    assert up.z == pytest.approx(1.0, abs=1e-6)
    caster = Caster(scene.view_layers[0])
    eye = view.matrix_world.translation
    assert min(caster.distance(eye, each) for each in directions_around(90)) >= 0.6
    forward = view.matrix_world.to_3x3() @ Vector((0.0, 0.0, -1.0))
    assert caster.distance(eye, forward) > 2.5


def test_the_room_is_seen_along_its_length() -> None:
    stages.add_box("Hall", (12.0, 3.0, 2.8), (0.0, 0.0, 1.4), inward=True)
    view = framing.find_view(stages.scene(), aspect=1.5)
    forward = view.matrix_world.to_3x3() @ Vector((0.0, 0.0, -1.0))
    assert abs(forward.x) > 0.85
    assert view.matrix_world.translation.x * forward.x < 0.0


def test_a_closed_shell_is_a_building_not_a_room() -> None:
    stages.add_box("Building", (12.0, 9.0, 8.0), (0.0, 0.0, 4.0))
    assert not framing.find_view(stages.scene(), aspect=1.5).is_interior


def test_a_cupboard_is_not_a_room() -> None:
    stages.add_box("Inside", (1.0, 0.6, 1.7), (0.0, 0.0, 0.85), inward=True)
    assert not framing.find_view(stages.scene(), aspect=1.5).is_interior


@pytest.mark.parametrize(
    "size", [(0.5, 0.4, 0.45), (12.0, 9.0, 8.0), (20.0, 20.0, 150.0), (3.0, 0.1, 0.1)]
)
@pytest.mark.parametrize("aspect", [1.5, 0.6])
def test_everything_is_in_the_picture_with_a_margin(
    size: tuple[float, float, float], aspect: float
) -> None:
    stages.add_box("Thing", size, (100.0, -50.0, size[2] / 2.0))
    scene = stages.scene()
    scene.render.resolution_x, scene.render.resolution_y = round(1000 * aspect), 1000
    with framing.frame_scene(scene) as camera:
        bpy.context.view_layer.update()
        corners = framing.visible_boxes(scene.view_layers[0]).reshape(-1, 3)
        seen = np.array([tuple(world_to_camera_view(scene, camera, Vector(c))) for c in corners])
        spread = np.ptp(seen[:, :2], axis=0)
        assert camera.matrix_world.translation.z > size[2] / 2.0
        assert camera.data.clip_start < seen[:, 2].min()
        assert seen[:, 2].max() < camera.data.clip_end
    assert seen[:, :2].min() > 0.03 and seen[:, :2].max() < 0.97
    assert spread.max() > 0.7
    assert np.allclose((seen[:, :2].max(axis=0) + seen[:, :2].min(axis=0)) / 2.0, 0.5, atol=0.02)


def test_ground_does_not_make_the_house_small() -> None:
    stages.add_box("House", (10.0, 8.0, 6.0), (0.0, 0.0, 3.0))
    stages.add_plane("Ground", 500.0, 500.0)
    view = framing.find_view(stages.scene(), aspect=1.5)
    assert view.matrix_world.translation.length < 60.0


def test_a_scene_of_only_ground_is_still_framed() -> None:
    stages.add_plane("Ground", 50.0, 50.0)
    assert framing.find_view(stages.scene(), aspect=1.5).matrix_world.translation.length > 20.0


def test_only_the_objects_asked_for() -> None:
    scene = _room()
    table = scene.objects["Table"]
    view = framing.find_view(scene, [table], aspect=1.5)
    assert not view.is_interior
    assert (view.matrix_world.translation - Vector((1.5, 0.5, 0.375))).length < 8.0


def test_instances_count() -> None:
    thing = stages.add_box("Thing", (1.0, 1.0, 1.0))
    library = bpy.data.collections.new("Library")
    scene = stages.scene()
    scene.collection.objects.unlink(thing)
    library.objects.link(thing)
    empty = bpy.data.objects.new("Instance", None)
    empty.instance_type, empty.instance_collection = "COLLECTION", library
    empty.location = (40.0, 0.0, 0.0)
    scene.collection.objects.link(empty)
    view = framing.find_view(scene, aspect=1.5)
    assert 35.0 < view.matrix_world.translation.x < 45.0


def test_what_does_not_render_is_not_looked_at() -> None:
    scene = _room()
    screen = stages.add_box("Screen", (0.02, 3.9, 2.7), (0.0, 0.0, 1.4))
    screen.hide_render = True
    view = framing.find_view(scene, aspect=1.5)
    forward = view.matrix_world.to_3x3() @ Vector((0.0, 0.0, -1.0))
    caster = Caster(scene.view_layers[0])
    hit = caster.cast(Vector((-1.0, 0.0, 2.5)), Vector((1.0, 0.0, 0.0)))
    assert view.is_interior and forward.length == pytest.approx(1.0)
    assert hit is not None and hit.surface[0] == "Room"


def test_the_camera_is_temporary() -> None:
    scene = _room()
    before = snapshot()
    with framing.frame_scene(scene) as camera:
        assert camera.name in bpy.data.objects
        assert math.isfinite(camera.matrix_world.determinant())
    with pytest.raises(KeyError), framing.frame_scene(scene):
        raise KeyError
    assert differences(before, snapshot()) == []


def test_what_was_just_added_counts() -> None:
    layer = stages.scene().view_layers[0]
    assert not framing.has_something_to_see(layer)
    stages.add_box("New")
    assert framing.has_something_to_see(layer)


def test_an_empty_scene_says_so() -> None:
    with pytest.raises(InputError, match="no mesh to look at"):
        framing.find_view(stages.scene())
