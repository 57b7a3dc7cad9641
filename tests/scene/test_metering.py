# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import OutputError
from addon.core.image import Extent
from addon.scene import images, metering
from addon.scene.compat import ensure_nodes
from addon.scene.thumbnails import ThumbnailSettings, rendering_stage

from . import rooms

SMALL = ThumbnailSettings(Extent(32, 24), 4)


@pytest.fixture(autouse=True)
def _box_under_a_sky() -> None:
    rooms.register_state()
    rooms.box("Thing", (1.0, 1.0, 1.0))
    rooms.scene().world = bpy.data.worlds.new("Sky")


def set_sky(strength: float) -> None:
    nodes = ensure_nodes(rooms.scene().world).nodes
    background = next(node for node in nodes if node.type == "BACKGROUND")
    background.inputs["Color"].default_value = (0.5, 0.5, 0.5, 1.0)
    background.inputs["Strength"].default_value = strength


@contextmanager
def stage() -> Iterator[bpy.types.Scene]:
    with rendering_stage(rooms.scene(), SMALL) as made:
        yield made


def test_a_darker_scene_is_exposed_more_and_looks_the_same(tmp_path: Path) -> None:
    stops, pictures = [], []
    for strength in (1.0, 0.25):
        set_sky(strength)
        path = tmp_path / f"{strength}.png"
        with stage() as made:
            stops.append(metering.render_metered(made, 0.2, path, {}))
            assert made.view_settings.exposure == pytest.approx(stops[-1])
        pictures.append(images.load_image(path).pixels)
    assert stops[1] - stops[0] == pytest.approx(2.0, abs=0.05)
    assert np.abs(pictures[1] - pictures[0]).mean() < 0.01


def test_a_metered_picture_has_the_bytes_of_one_with_that_exposure(tmp_path: Path) -> None:
    set_sky(0.7)
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    with stage() as made:
        metering.render_metered(made, 0.2, first, {})
        metering.render_png(made, second)
    assert first.read_bytes() == second.read_bytes()
    assert images.read_size(first) == SMALL.extent


def test_what_surfaces_cover_is_found_once_for_each_camera(tmp_path: Path) -> None:
    set_sky(1.0)
    covered: metering.Covered = {}
    with stage() as made:
        before = made.render.resolution_x
        metering.render_metered(made, 0.2, tmp_path / "a.png", covered)
        metering.render_metered(made, 0.2, tmp_path / "b.png", covered)
        assert made.render.resolution_x == before
        assert not made.render.film_transparent
        assert len(covered) == 1
        made.camera.location.z += 0.5
        made.view_layers[0].update()
        metering.render_metered(made, 0.2, tmp_path / "c.png", covered)
        assert len(covered) == 2
    mask = next(iter(covered.values()))
    assert mask.shape == (24, 32)
    assert mask[0, 0] < 0.5
    assert mask.max() == 1.0


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with stage() as made, pytest.raises(OutputError, match="choose another folder"):
        metering.render_png(made, tmp_path / "gone" / "a.png")


def test_the_sky_in_the_picture_does_not_count() -> None:
    pixels = np.full((4, 4, 4), 90.0, np.float32)
    pixels[:2] = 0.05
    covered = np.repeat([1.0, 0.0], 2)[:, None].repeat(2, axis=1).astype(np.float32)
    chosen = metering._metered(pixels, covered)
    assert chosen[chosen[..., 3] > 0.5][:, :3].max() == pytest.approx(0.05)
