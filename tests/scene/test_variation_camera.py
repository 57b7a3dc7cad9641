# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera of a variation comes, goes without a trace, and stays when it is kept."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import bpy
import pytest
from mathutils import Matrix

from addon.core.errors import InputError
from addon.core.image import Extent
from addon.core.progress import CancelToken, SilentReporter
from addon.core.request import Axis
from addon.scene import blend_export, images, showing, thumbnails, variation_camera
from addon.scene import variation_state as state
from addon.scene.composition import CameraChoice
from addon.scene.variation import Variation

from . import rooms, stages
from .snapshot import Snapshot, differences, lasting, snapshot

TINY = thumbnails.ThumbnailSettings(extent=Extent(24, 16), samples=2)


@pytest.fixture(autouse=True)
def _registered_state() -> None:
    rooms.register_state()


def _camera(kind: str, place: tuple[float, float, float], lens: float = 24.0) -> CameraChoice:
    matrix = Matrix.Translation(place) @ Matrix.Rotation(1.5707964, 4, "X")
    a, b, c, d = (tuple(row) for row in matrix)
    return CameraChoice(kind, (a, b, c, d), lens, (0.0, 0.1))


def _framed(count: int = 3) -> list[Variation]:
    planned = rooms.planned(count, axes=(Axis.MATERIAL,))
    places = [(0.1 * number, -1.5 + 0.2 * number, 1.5) for number in range(count)]
    return [
        replace(each, camera=_camera("two_point", place))
        for each, place in zip(planned, places, strict=True)
    ]


def _of_the_user(found: Snapshot) -> Snapshot:
    ours = ("materials['Maquette", "cameras['Maquette", "node_groups['Maquette")
    return {
        path: value
        for path, value in found.items()
        if not path.startswith(ours)
        and ".maquette" not in path
        and not path.endswith((".users", ".use_extra_user"))
    }


def _awkward_scene(*, has_camera: bool) -> bpy.types.Scene:
    """Several view layers, a second scene with the same objects, and markers that cut between
    cameras."""
    scene = rooms.awkward_room()
    scene.view_layers.new("Second").use = False
    if has_camera:
        first = stages.add_camera((0.0, -1.8, 1.5), stages.ALONG_Y)
        second = stages.add_camera((1.0, 1.0, 1.5), stages.ALONG_Y)
        scene.camera = first
        scene.timeline_markers.new("cut", frame=1).camera = first
        scene.timeline_markers.new("plain", frame=5)
        scene.timeline_markers.new("cut", frame=10).camera = second
    other = bpy.data.scenes.new("Other")
    other.collection.objects.link(bpy.data.objects["Room"])
    other.camera = scene.camera
    return scene


@pytest.mark.parametrize("has_camera", [True, False])
@pytest.mark.parametrize("seed", range(2))
def test_original_is_exact_after_any_order(seed: int, has_camera: bool) -> None:
    scene = _awkward_scene(has_camera=has_camera)
    before = _of_the_user(snapshot())
    indices = state.store(scene, [*_framed(3), *rooms.planned(1, axes=(Axis.MATERIAL,))])
    assert differences(before, _of_the_user(snapshot())) == []
    for index in random.Random(seed).choices(indices, k=6):
        assert state.apply_variation(scene, index) == ()
    state.apply_variation(scene, indices[0])
    assert scene.camera is not None and scene.camera.data.name.startswith("Maquette")
    state.show_original(scene)
    assert differences(before, _of_the_user(snapshot())) == []
    state.remove_all_variations(scene)
    assert not [each for each in bpy.data.cameras if each.name.startswith("Maquette")]


def test_the_camera_stands_as_its_numbers_say() -> None:
    scene = rooms.awkward_room()
    (index,) = state.store(scene, _framed(1))
    state.apply_variation(scene, index)
    chosen = state.stored_variations(scene)[index].camera
    camera = scene.camera
    assert chosen is not None and camera is not None
    bpy.context.view_layer.update()
    for row, wanted in zip(camera.matrix_world, chosen.matrix_world, strict=True):
        assert tuple(row) == pytest.approx(wanted, abs=1e-6)
    assert (camera.data.lens, camera.data.shift_y) == pytest.approx((24.0, 0.1))
    assert (camera.data.sensor_fit, camera.data.sensor_width) == ("HORIZONTAL", 36.0)


def test_a_variation_without_a_camera_looks_through_the_users() -> None:
    scene = _awkward_scene(has_camera=True)
    own = scene.camera
    indices = state.store(scene, [*_framed(1), *rooms.planned(1, axes=(Axis.MATERIAL,))])
    for index in indices:
        state.apply_variation(scene, index)
    assert scene.camera == own
    assert scene.timeline_markers[2].camera is not None


def test_a_marker_does_not_take_the_camera_away() -> None:
    scene = _awkward_scene(has_camera=True)
    (index,) = state.store(scene, _framed(1))
    state.apply_variation(scene, index)
    ours = scene.camera
    scene.frame_set(12)
    assert scene.camera == ours
    state.show_original(scene)
    scene.frame_set(1)
    assert scene.camera == scene.timeline_markers[0].camera != ours


def test_a_moved_marker_gets_its_camera_back_and_a_deleted_one_stays_away() -> None:
    scene = _awkward_scene(has_camera=True)
    wanted = scene.timeline_markers[2].camera
    (index,) = state.store(scene, _framed(1))
    state.apply_variation(scene, index)
    scene.timeline_markers[2].frame = 40
    scene.timeline_markers.remove(scene.timeline_markers[1])
    state.show_original(scene)
    assert [each.camera for each in scene.timeline_markers][1] == wanted
    assert scene.timeline_markers[1].frame == 40


def test_a_camera_the_user_chose_meanwhile_stays_chosen() -> None:
    scene = _awkward_scene(has_camera=True)
    indices = state.store(scene, _framed(2))
    state.apply_variation(scene, indices[0])
    chosen = scene.camera = bpy.data.objects["Camera.001"]
    state.apply_variation(scene, indices[1])
    assert scene.camera != chosen
    state.show_original(scene)
    assert scene.camera == chosen


def test_a_deleted_camera_does_no_harm_and_comes_back_with_its_variation() -> None:
    scene = _awkward_scene(has_camera=True)
    own = scene.camera
    indices = state.store(scene, _framed(2))
    state.apply_variation(scene, indices[0])
    bpy.data.cameras.remove(scene.camera.data)
    for index in indices:
        assert state.apply_variation(scene, index) == ()
        assert scene.camera.name.startswith("Maquette")
    state.show_original(scene)
    assert scene.camera == own


@pytest.mark.parametrize("has_camera", [True, False])
def test_a_kept_camera_stays_as_it_stands(has_camera: bool) -> None:
    scene = _awkward_scene(has_camera=has_camera)
    own = scene.camera
    (index,) = state.store(scene, _framed(1))
    with pytest.raises(InputError, match="No variation with a camera"):
        variation_camera.keep_camera(scene)
    state.apply_variation(scene, index)
    scene.camera.location.x = 0.75
    kept = variation_camera.keep_camera(scene)
    state.remove_all_variations(scene)
    assert kept.name == "Two-point corner Camera"
    assert kept.name in scene.collection.objects
    assert kept.location.x == 0.75 and kept.data.lens == 24.0
    assert scene.camera == (own or kept)


def test_saved_and_opened_again_it_is_restored(tmp_path: Path) -> None:
    scene = _awkward_scene(has_camera=True)
    own = scene.camera.name
    (index,) = state.store(scene, _framed(1))
    state.apply_variation(scene, index)
    path = str(tmp_path / "room.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    scene = rooms.scene()
    assert scene.camera.name.startswith("Maquette")
    state.show_original(scene)
    assert scene.camera.name == own
    assert [each.camera is not None for each in scene.timeline_markers] == [True, False, True]


def test_each_picture_is_seen_through_its_own_camera(tmp_path: Path) -> None:
    rooms.box("Wall", (6.0, 0.2, 2.6), ("interior wall",), at=(0.0, 2.0, 0.0))
    rooms.box("Ground", (20.0, 20.0, 0.1), ("floor",), at=(0.0, 0.0, -0.1))
    scene = rooms.scene()
    plain = rooms.planned(1, axes=(Axis.MATERIAL,))[0]
    near = replace(plain, camera=_camera("detail", (0.0, -1.0, 1.0), 85.0))
    indices = state.store(scene, [near, plain, replace(near, name="again")])
    before = lasting()
    rendered = thumbnails.render_variations(
        scene, indices, TINY, tmp_path, SilentReporter(), CancelToken()
    )
    first, other, again = (images.load_image(path).pixels for path in rendered)
    assert differences(before, lasting()) == []
    assert abs(first - other).max() > 0.05
    assert (first == again).all()


def test_a_file_of_one_variation_has_its_camera_and_the_way_back(tmp_path: Path) -> None:
    scene = _awkward_scene(has_camera=True)
    (index,) = state.store(scene, _framed(1))
    before = lasting()
    path = tmp_path / "one.blend"
    blend_export.write_variation(scene, index, path)
    with showing.as_original(scene):
        assert differences(before, lasting()) == []
    bpy.ops.wm.open_mainfile(filepath=str(path))
    scene = rooms.scene()
    assert scene.camera.name.startswith("Maquette")
    state.show_original(scene)
    assert scene.camera.name == "Camera"
