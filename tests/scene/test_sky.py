# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lights as scene state: shown, taken back exactly, and the sky pictures that come and go."""

from __future__ import annotations

import random
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.request import Axis
from addon.scene import light, sky
from addon.scene import variation_state as state

from . import rooms
from .snapshot import Snapshot, differences, snapshot

OURS = ("worlds['Maquette", "lights['Maquette", "images['Maquette", "objects['Maquette")


@pytest.fixture(autouse=True)
def _registered_state() -> None:
    rooms.register_state()


def _of_the_user(found: Snapshot) -> Snapshot:
    """Without our own data-blocks and state, and without the user counts that our pointers
    raise."""
    return {
        path: value
        for path, value in found.items()
        if not path.startswith(OURS)
        and ".maquette" not in path
        and not path.endswith((".users", ".use_extra_user"))
    }


def _picture(folder: Path, name: str = "sky.hdr") -> Path:
    path = folder / name
    image = bpy.data.images.new("sky", 8, 4, float_buffer=True)
    image.generated_color = (0.2, 0.5, 2.0, 1.0)
    image.filepath_raw, image.file_format = str(path), "HDR"
    image.save()
    bpy.data.images.remove(image)
    return path


def _stored(wish: str = "", count: int = 1, seed: int = 0) -> tuple[bpy.types.Scene, list[int]]:
    scene = rooms.scene()
    planned = rooms.planned(count, seed=seed, axes=(Axis.LIGHT,), light=wish)
    return scene, list(state.store(scene, planned))


def _lamp(name: str = "Reading Lamp") -> bpy.types.Object:
    obj = bpy.data.objects.new(name, bpy.data.lights.new(name, "POINT"))
    obj.data.energy = 40.0
    rooms.scene().collection.objects.link(obj)
    return obj


@pytest.mark.parametrize("seed", range(2))
def test_original_is_exact_after_every_mood_and_a_sky_picture(seed: int, tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    before = _of_the_user(snapshot())
    indices = _stored(count=8)[1] + _stored(f"hdri {_picture(tmp_path)}")[1]
    for index in random.Random(seed).sample(indices, k=6):
        assert state.apply_variation(scene, index) == ()
    assert differences(before, _of_the_user(snapshot())) != []
    assert state.show_original(scene) == ()
    assert differences(before, _of_the_user(snapshot())) == []


def test_removing_all_leaves_nothing_of_ours(tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    before = snapshot()
    _stored("night")
    _stored(f"hdri {_picture(tmp_path)}", 2)
    for index in (0, 1):
        state.apply_variation(scene, index)
    state.remove_all_variations(scene)
    assert differences(before, snapshot()) == []


def test_at_night_the_user_s_lamps_stay_on_and_the_suns_go() -> None:
    scene = rooms.awkward_room()
    lamp = _lamp()
    _stored("night")
    state.apply_variation(scene, 0)
    assert not lamp.hide_render and lamp.data.energy == 40.0
    assert bpy.data.objects["Key"].hide_render
    assert len(state.state_of(scene).lamps) == 0
    assert scene.world.name.startswith("Maquette")
    state.show_original(scene)
    assert not bpy.data.objects["Key"].hide_render


def test_lamps_of_ours_come_and_go_with_the_night() -> None:
    scene = rooms.awkward_room()
    objects = len(scene.objects)
    _stored("night")
    _stored("noon")
    state.apply_variation(scene, 0)
    ours = [entry.object for entry in state.state_of(scene).lamps]
    assert len(ours) == 3
    assert all(each is not None and not each.visible_camera for each in ours)
    state.apply_variation(scene, 1)
    assert not [each for each in bpy.data.objects if each.name.startswith("Maquette Lamp")]
    state.show_original(scene)
    assert len(scene.objects) == objects
    assert not [each for each in bpy.data.lights if each.name.startswith("Maquette Lamp")]


def test_a_light_without_a_sun_has_none() -> None:
    scene = rooms.awkward_room()
    _stored("blue hour")
    state.apply_variation(scene, 0)
    assert state.state_of(scene).sun is None
    assert bpy.data.objects["Key"].hide_render


def test_a_small_sky_picture_is_packed_and_shared(tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    path = _picture(tmp_path)
    _stored(f"hdri {path}", 2)
    for index in (0, 1):
        assert state.apply_variation(scene, index) == ()
        (picture,) = bpy.data.images
        assert sky.pictures_of(scene.world) == [picture]
        assert picture.packed_file is not None
    state.remove_variation(scene, 1)
    assert not bpy.data.images


def test_a_large_sky_picture_stays_outside_and_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sky, "MOST_PACKED_BYTES", 10)
    scene = rooms.awkward_room()
    path = _picture(tmp_path)
    _stored(f"hdri {path}")
    assert state.apply_variation(scene, 0) == ()
    (picture,) = sky.pictures_of(scene.world)
    assert picture.packed_file is None
    path.unlink()
    assert state.apply_variation(scene, 0) == (
        "The sky picture sky.hdr is missing; put it back where it was.",
    )


def test_a_picture_of_the_user_is_used_and_never_removed(tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    path = _picture(tmp_path)
    own = bpy.data.images.load(str(path))
    own.use_fake_user = True
    _stored(f"hdri {path}")
    assert len(bpy.data.images) == 1
    state.remove_all_variations(scene)
    assert list(bpy.data.images) == [own]


def test_what_is_no_picture_is_one_sentence(tmp_path: Path) -> None:
    rooms.awkward_room()
    path = tmp_path / "broken.hdr"
    path.write_bytes(b"#?RADIANCE\nnothing")
    with pytest.raises(InputError, match=r"broken\.hdr cannot be read as a picture"):
        sky.load_sky(path)
    assert not bpy.data.images


def test_a_night_with_lamps_is_exposed_for_what_they_light() -> None:
    """Log-average and highlights: a bright spot in the dark does not burn out."""
    pixels = np.full((40, 40, 4), 0.0005, np.float32)
    pixels[..., 3] = 1.0
    pixels[:6] = (2.0, 2.0, 2.0, 1.0)
    free = light.exposure_for(pixels, 0.09)
    held = light.exposure_for(pixels, 0.09, brightest=1.5)
    assert held < free
    assert 2.0 * 2.0**held == pytest.approx(1.5, rel=0.01)
