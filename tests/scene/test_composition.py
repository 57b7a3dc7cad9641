# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cameras as a photographer would choose them: upright, free, different from one another."""

from __future__ import annotations

import json
import math
from itertools import combinations

import bpy
import numpy as np
import pytest
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Matrix, Vector

from addon.core.errors import InputError
from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import framing, photographer, planning, variation, variation_camera
from addon.scene.appearances import appearance_of
from addon.scene.composition import LABELS, CameraChoice
from addon.scene.rays import Caster, directions_around
from addon.scene.shots import LENSES, trapezoid
from addon.scene.sight import Box, Pose

from . import rooms, stages

TILTED = {"aerial", "three_quarter", "detail", "rear"}


def _furnished() -> bpy.types.Scene:
    """A room with a door to a second one, a table, a cupboard and a sofa."""
    stages.add_box("Room", (7.0, 5.0, 2.8), (0.0, 0.0, 1.4), inward=True)
    stages.add_box("Table", (1.4, 0.8, 0.75), (1.0, 0.3, 0.375))
    stages.add_box("Cupboard", (0.6, 1.5, 2.0), (-3.15, 0.0, 1.0))
    stages.add_box("Sofa", (0.9, 2.0, 0.8), (2.9, -0.6, 0.4))
    return stages.scene()


def _house() -> bpy.types.Scene:
    stages.add_box("House", (12.0, 9.0, 7.0), (30.0, 20.0, 3.5))
    stages.add_box("Porch", (3.0, 1.5, 3.0), (30.0, 15.0, 1.5))
    stages.add_plane("Lawn", 400.0, 400.0)
    for name in ("House", "Porch"):
        bpy.data.objects[name].data.materials.append(stages.add_material("exterior wall"))
    return stages.scene()


def _chair() -> bpy.types.Scene:
    stages.add_box("Seat", (0.5, 0.5, 0.1), (0.0, 0.0, 0.45))
    stages.add_box("Back", (0.5, 0.08, 0.5), (0.0, 0.21, 0.75))
    for x in (-0.2, 0.2):
        for y in (-0.2, 0.2):
            stages.add_box("Leg", (0.05, 0.05, 0.4), (x, y, 0.2))
    return stages.scene()


def _cameras(
    scene: bpy.types.Scene, count: int = 6, seed: int = 1, strength: float = 1.0
) -> tuple[CameraChoice, ...]:
    found = variation.survey(scene, None)
    return photographer.plan_cameras(
        scene, None, found.slots, found.stage, count=count, seed=seed, strength=strength
    )


def _pose(choice: CameraChoice) -> Pose:
    return photographer.pose_of(Matrix(choice.matrix_world), choice.lens_mm, choice.shift)


def _seen(scene: bpy.types.Scene, choice: CameraChoice, points: np.ndarray) -> np.ndarray:
    """Where points lie in the picture of the camera that Blender makes of the choice."""
    data = variation_camera.camera_data(choice, "Seen")
    camera = bpy.data.objects.new("Seen", data)
    camera.matrix_world = Matrix(choice.matrix_world)
    scene.collection.objects.link(camera)
    bpy.context.view_layer.update()
    seen = [tuple(world_to_camera_view(scene, camera, Vector(point))) for point in points]
    bpy.data.objects.remove(camera)
    return np.array(seen)


def test_a_room_is_pictured_upright_from_within_and_nothing_is_in_the_lens() -> None:
    scene = _furnished()
    cameras = _cameras(scene)
    caster = Caster(scene.view_layers[0])
    assert len({each.composition for each in cameras}) == len(cameras) >= 5
    for each in cameras:
        pose = _pose(each)
        assert pose.pitch == pytest.approx(0.0, abs=1e-5)
        assert each.matrix_world[2][1] == pytest.approx(1.0, abs=1e-5)
        assert abs(pose.eye.x) <= 3.5 - 0.3 and abs(pose.eye.y) <= 2.5 - 0.3
        assert 0.9 < pose.eye.z < 2.6
        assert each.lens_mm in LENSES
        ahead = [caster.distance(pose.eye, way) for way in directions_around(36)]
        open_way = max(range(36), key=lambda index: directions_around(36)[index].dot(pose.forward))
        assert ahead[open_way] > 1.0
        assert min(ahead) > 0.25


def test_eye_heights_and_lenses_suit_the_kind() -> None:
    cameras = {each.composition: each for each in _cameras(_furnished(), count=8)}
    heights = {kind: each.matrix_world[2][3] for kind, each in cameras.items()}
    assert heights["seated"] == pytest.approx(1.1, abs=0.01)
    assert heights["overview"] > heights["two_point"] > heights["seated"]
    assert cameras["detail"].lens_mm >= 50.0
    assert cameras["one_point"].lens_mm <= 24.0
    yaw = _pose(cameras["one_point"]).yaw / (math.pi / 2.0)
    assert yaw == pytest.approx(round(yaw), abs=0.01)
    askew = _pose(cameras["two_point"]).yaw / (math.pi / 2.0) % 1.0
    assert 0.2 < askew < 0.8


def test_a_building_is_whole_upright_and_seen_at_eye_height() -> None:
    scene = _house()
    cameras = _cameras(scene, count=8)
    assert {"two_point", "elevation", "aerial", "detail"} <= {c.composition for c in cameras}
    box = Box(np.array((24.0, 14.25, 0.0)), np.array((36.0, 24.5, 7.0)))
    for each in cameras:
        pose = _pose(each)
        if each.composition == "aerial":
            assert -0.6 < pose.pitch < -0.2
        else:
            assert pose.pitch == pytest.approx(0.0, abs=1e-5)
        if each.composition in {"two_point", "elevation", "rear", "street"}:
            assert pose.eye.z == pytest.approx(1.6, abs=0.01)
        if each.composition != "detail":
            seen = _seen(scene, each, box.corners())
            assert seen[:, :2].min() > 0.0 and seen[:, :2].max() < 1.0
            assert each.clip[0] < seen[:, 2].min() and seen[:, 2].max() < each.clip[1]
            assert np.ptp(seen[:, 1]) > 0.2
        assert abs(each.shift[1]) <= 0.35


def test_a_thing_is_whole_in_the_picture_and_fills_it() -> None:
    scene = _chair()
    cameras = _cameras(scene, count=8)
    points = framing.visible_boxes(scene.view_layers[0]).reshape(-1, 3)
    assert {"three_quarter", "elevation"} <= {each.composition for each in cameras}
    for each in cameras:
        if each.composition not in TILTED:
            assert _pose(each).pitch == pytest.approx(0.0, abs=1e-5)
        if each.composition != "detail":
            seen = _seen(scene, each, points)
            assert seen[:, :2].min() > 0.0 and seen[:, :2].max() < 1.0
            assert np.ptp(seen[:, 1]) > 0.5


@pytest.mark.parametrize("scene", [_furnished, _house, _chair])
def test_the_same_seed_the_same_cameras_none_like_another(scene: object) -> None:
    assert callable(scene)
    made = scene()
    cameras = _cameras(made, count=8, seed=3)
    assert cameras == _cameras(made, count=8, seed=3)
    size = 3.0
    for a, b in combinations(cameras, 2):
        assert photographer.apart(_pose(a), _pose(b), size) > 0.4
        assert a.matrix_world != b.matrix_world


def test_another_seed_other_cameras() -> None:
    scene = _chair()
    assert _cameras(scene, seed=3) != _cameras(scene, seed=4)


def test_no_camera_is_like_the_users_own() -> None:
    scene = _house()
    first = next(each for each in _cameras(scene, count=8) if each.composition == "two_point")
    camera = bpy.data.objects.new("Own", variation_camera.camera_data(first, "Own"))
    camera.matrix_world = Matrix(first.matrix_world)
    scene.collection.objects.link(camera)
    scene.camera = camera
    bpy.context.view_layer.update()
    for each in _cameras(scene, count=8):
        assert photographer.apart(_pose(each), _pose(first), 10.0) > 0.5


def test_a_tree_before_the_house_is_walked_round() -> None:
    scene = _house()
    for x in range(10, 60, 3):
        stages.add_box("Hedge", (2.9, 0.5, 4.0), (x, 9.0, 2.0))
    caster = Caster(scene.view_layers[0])
    house = Box(np.array((24.0, 14.25, 0.0)), np.array((36.0, 24.5, 7.0)))
    found = variation.survey(scene, [scene.objects["House"], scene.objects["Porch"]])
    cameras = photographer.plan_cameras(
        scene, found.objects, found.slots, found.stage, count=5, seed=1
    )
    standing = [each for each in cameras if each.composition != "aerial"]
    assert len(standing) >= 3
    for each in standing:
        pose = _pose(each)
        ways = [Vector(corner) for corner in [*house.corners(), house.middle]]
        free = [
            hit is None or hit.surface[0] != "Hedge"
            for hit in (caster.cast(pose.eye, (way - pose.eye).normalized()) for way in ways)
        ]
        assert sum(free) >= 5


def test_with_little_strength_it_stays_near_the_users_camera() -> None:
    scene = _furnished()
    own = stages.add_camera((-2.0, -1.8, 1.5), (math.pi / 2.0, 0.0, -0.9))
    moved = {}
    for strength in (0.2, 0.8):
        cameras = _cameras(scene, count=6, strength=strength)
        assert len(cameras) == 6
        places = [Vector(row[3] for row in each.matrix_world[:3]) for each in cameras]
        moved[strength] = np.mean([(place - own.location).length for place in places])
    assert 0.05 < moved[0.2] < 0.5 * moved[0.8]
    ahead = Caster(scene.view_layers[0]).cast(own.location, _pose_of_own(own).forward)
    assert ahead is not None
    for each in _cameras(scene, count=6, strength=0.3):
        x, y, depth = _seen(scene, each, np.array([ahead.point]))[0]
        assert 0.1 < x < 0.9 and 0.1 < y < 0.9 and depth > 0.0


def _pose_of_own(camera: bpy.types.Object) -> Pose:
    return photographer.pose_of(camera.matrix_world, camera.data.lens)


def test_a_variation_gets_a_camera_only_when_asked() -> None:
    _furnished()
    both = rooms.planned(3, axes=(Axis.MATERIAL, Axis.COMPOSITION))
    assert len({each.camera for each in both}) == 3
    assert all(each.camera is not None and each.choices for each in both)
    assert all(each.camera is None for each in rooms.planned(1, axes=(Axis.MATERIAL,)))
    assert {each.name for each in both}.isdisjoint(LABELS.values())


def test_cameras_alone_are_called_after_their_kind() -> None:
    scene = _furnished()
    alone = rooms.planned(4, axes=(Axis.COMPOSITION,))
    assert [each.name for each in alone] == [each.camera.label for each in alone if each.camera]
    assert len({each.name for each in alone}) == 4
    assert all(not each.choices and each.light is None for each in alone)
    assert alone[0].camera is not None
    assert appearance_of(alone[0]).composition == alone[0].camera.composition
    assert variation.Variation.from_json(alone[0].to_json()) == alone[0]
    request = GenerationRequest(
        task=Task.VARIATIONS, axes=(Axis.COMPOSITION,), strengths=((Axis.COMPOSITION, 0.0),)
    )
    with pytest.raises(InputError, match="raise the strength"):
        planning.plan_variations(scene, None, request)


def test_planning_changes_nothing() -> None:
    from .snapshot import differences, snapshot

    scene = _furnished()
    before = snapshot()
    _cameras(scene, count=3)
    assert differences(before, snapshot()) == []


def test_a_camera_of_before_loads_and_nonsense_is_refused() -> None:
    choice = CameraChoice("two_point", ((1.0, 0.0, 0.0, 0.0),) * 4, 24.0, (0.0, 0.1), (0.02, 50.0))
    values = json.loads(json.dumps(choice.to_values()))
    assert CameraChoice.from_values(values) == choice
    del values["clip"]
    assert CameraChoice.from_values(values).clip == (0.05, 1000.0)
    with pytest.raises(InputError, match="not a camera"):
        CameraChoice.from_values({**values, "matrix_world": [[1.0, 2.0]]})
    assert choice.words == "Two-point corner, 24 mm"
    assert CameraChoice("from_a_friend", choice.matrix_world, 24.0).label == "From a friend"


@pytest.mark.parametrize(("value", "wanted"), [(0.0, 0.02), (0.25, 0.5), (0.5, 1.0), (0.95, 0.5)])
def test_what_is_wished_counts_wholly_and_falls_off(value: float, wanted: float) -> None:
    assert trapezoid(value, (0.0, 0.5, 0.9, 1.0)) == pytest.approx(wanted)
