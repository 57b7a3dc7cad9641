# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Baked maps: they repeat, agree with each other and leave nothing behind."""

from __future__ import annotations

import math

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.maps import MapKind
from addon.core.normals import slopes
from addon.core.procedural import ProceduralMaterial
from addon.core.quality import measure_maps
from addon.scene import baking
from addon.scene.baking import bake
from addon.scene.procedural import FAMILIES, from_look

BRICK = FAMILIES["brick"]
RED = from_look(BRICK, BRICK.looks[0])
COLLECTIONS = ("scenes", "objects", "meshes", "cameras", "materials", "node_groups")


def _counts() -> dict[str, int]:
    return {name: len(getattr(bpy.data, name)) for name in COLLECTIONS}


def test_a_laid_pattern_repeats_and_its_maps_agree() -> None:
    before, scene = _counts(), bpy.context.scene
    baked = bake(RED, 64)
    assert _counts() == before
    assert bpy.context.scene is scene
    assert set(baked.maps) == set(MapKind)
    quality = measure_maps(baked.maps, seamless=True)
    assert quality["seam_step"] <= 1.1
    assert quality["normal_facing"] == 1.0
    assert BRICK.repeat is not None
    across, _ = BRICK.repeat(RED.parameters)
    assert baked.size_m / across == pytest.approx(round(baked.size_m / across), abs=1e-6)
    assert max(baked.maps.extent) == 64


def test_normals_are_the_slopes_of_the_heights() -> None:
    baked = bake(ProceduralMaterial("water"), 96, size_m=0.5)
    across, down = slopes(baked.maps[MapKind.NORMAL].pixels)
    height = baked.maps[MapKind.HEIGHT].pixels[..., 0]
    pixel = baked.size_m / 48
    rise_across = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / (2 * pixel)
    rise_down = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / (2 * pixel)
    assert np.corrcoef(across.ravel(), rise_across.ravel())[0, 1] > 0.95
    assert np.corrcoef(down.ravel(), rise_down.ravel())[0, 1] > 0.95


def test_the_size_asked_for_is_kept_without_a_seam() -> None:
    baked = bake(ProceduralMaterial("plaster"), 32, size_m=0.5, seamless=False)
    assert baked.size_m == 0.5
    assert baked.maps.extent == (32, 32)
    assert not baked.seamless


def test_a_turned_wall_is_baked_turned() -> None:
    upright = bake(RED, 48, size_m=1.0)
    turned = bake(ProceduralMaterial("brick", RED.parameters, rotation=math.pi / 2), 48, size_m=1.0)
    for baked, axis in ((upright, 0), (turned, 1)):
        mortar = baked.maps[MapKind.HEIGHT].pixels[..., 0]
        # Courses go along the rows: lines across them differ more than lines along them.
        assert mortar.mean(axis=1 - axis).std() > 2.0 * mortar.mean(axis=axis).std()


def test_a_failure_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _counts()
    monkeypatch.setattr(baking, "_read", _fail)
    with pytest.raises(InputError, match="nothing"):
        bake(RED, 16)
    assert _counts() == before


def _fail(*_: object) -> None:
    raise InputError("There is nothing.")


@pytest.mark.parametrize("resolution", [0, 15, 8193])
def test_a_resolution_that_makes_no_sense(resolution: int) -> None:
    with pytest.raises(InputError, match="pixels wide"):
        bake(RED, resolution)


def test_the_covered_size_suits_both_repeats() -> None:
    width, height = baking._covered((0.225, 0.15), 2.0)
    assert width / 0.225 == pytest.approx(round(width / 0.225))
    assert height / 0.15 == pytest.approx(round(height / 0.15))
    assert width == pytest.approx(height, rel=0.01)
    assert 1.2 <= width <= 3.4
    assert baking._covered((9.0, 0.5), 2.0)[0] == 9.0
