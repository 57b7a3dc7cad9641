# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import bpy
import pytest

from addon.core.errors import Cancelled, InputError, OutputError
from addon.core.image import Extent
from addon.core.progress import CancelToken, SilentReporter
from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import images, thumbnails
from addon.scene import variation_state as state
from addon.scene.planning import plan_variations
from addon.scene.thumbnails import ThumbnailSettings, render_variations

from . import rooms
from .snapshot import differences, lasting

TINY = ThumbnailSettings(extent=Extent(24, 16), samples=2)


class Listener(SilentReporter):
    def __init__(self) -> None:
        self.fractions: list[float] = []

    def progress(self, fraction: float, text: str) -> None:
        self.fractions.append(fraction)


@pytest.fixture(autouse=True)
def _small_room() -> None:
    rooms.register_state()
    # Two open sides of a room: seen as an interior, so that its exposure is metered.
    rooms.box("Wall", (6.0, 0.2, 2.6), ("interior wall",), at=(0.0, 2.0, 0.0))
    rooms.box("Ground", (20.0, 20.0, 0.1), ("floor",), at=(0.0, 0.0, -0.1))
    state.store(rooms.scene(), rooms.planned(2))


def _render(out: Path, *indices: int) -> list[Path]:
    return list(
        render_variations(rooms.scene(), indices, TINY, out, SilentReporter(), CancelToken())
    )


def test_the_same_bytes_twice_in_any_order(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in _render(tmp_path / "a", 0, 1)]
    again = [path.read_bytes() for path in _render(tmp_path / "b", 1, 0)]
    assert first == again[::-1]
    assert first[0] != first[1]


def test_the_preferences_choose_the_device_whatever_the_file_says() -> None:
    stage = rooms.scene().copy()
    stage.cycles.device = "GPU"
    thumbnails.configure_cycles(stage, TINY)
    chosen = bpy.context.preferences.addons["cycles"].preferences
    assert stage.cycles.device == ("GPU" if chosen.has_active_device() else "CPU")


def test_pictures_have_the_size_and_are_exposed(tmp_path: Path) -> None:
    scene = rooms.scene()
    path = _render(tmp_path, 1)[0]
    assert path.name == "variation-02.png"
    assert images.read_size(path) == TINY.extent
    assert 0.1 < float(images.load_image(path).pixels.mean()) < 0.9
    first, second = state.stored_variations(scene)
    assert first.light is not None and first.light.exposure is None
    assert second.light is not None and second.light.exposure is not None
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_materials_alone_are_seen_in_a_scene_without_light(tmp_path: Path) -> None:
    scene = rooms.scene()
    lamps = [each for each in scene.objects if each.type == "LIGHT"]
    bpy.data.batch_remove(lamps)
    scene.world = None
    request = GenerationRequest(task=Task.VARIATIONS, seed=9, axes=(Axis.MATERIAL,))
    (index,) = state.store(scene, plan_variations(scene, None, request))
    assert not thumbnails.is_lit(scene)
    before = lasting()
    path = _render(tmp_path, index)[0]
    assert 0.1 < float(images.load_image(path).pixels.mean()) < 0.9
    assert differences(before, lasting()) == []


@pytest.mark.parametrize("shown", [-1, 0])
def test_the_scene_is_as_before(tmp_path: Path, shown: int) -> None:
    scene = rooms.scene()
    if shown >= 0:
        state.apply_variation(scene, shown)
        state.set_exposure(scene, 1, 0.5)
        state.set_exposure(scene, 0, 0.5)
    before = lasting()
    _render(tmp_path, 1)
    changed = [line for line in differences(before, lasting()) if ".numbers" not in line]
    assert changed == []
    assert state.state_of(scene).active == shown


def test_stopped_after_the_first_it_leaves_the_scene_as_before(tmp_path: Path) -> None:
    scene = rooms.scene()
    before = lasting()
    cancel, listener = CancelToken(), Listener()
    pictures = render_variations(scene, (0, 1), TINY, tmp_path, listener, cancel)
    next(pictures)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(pictures)
    assert listener.fractions in ([0.0, 0.5], [0.0])
    assert [line for line in differences(before, lasting()) if ".numbers" not in line] == []


def test_progress_never_falls_and_ends_at_1(tmp_path: Path) -> None:
    listener = Listener()
    list(render_variations(rooms.scene(), (0, 1), TINY, tmp_path, listener, CancelToken()))
    assert listener.fractions == sorted(listener.fractions)
    assert listener.fractions[-1] == 1.0


def test_a_thing_without_ground_gets_a_shadow_while_rendering() -> None:
    scene = rooms.scene()
    with thumbnails._ground(scene, scene):
        assert "Maquette ground" not in bpy.data.objects
    scene.collection.objects.unlink(bpy.data.objects["Ground"])
    with thumbnails._ground(scene, scene):
        assert bpy.data.objects["Maquette ground"].is_shadow_catcher
    assert "Maquette ground" not in bpy.data.objects


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no variation 6"):
        _render(tmp_path, 5)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another folder"):
        _render(tmp_path / "file" / "folder", 0)
