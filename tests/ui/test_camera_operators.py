# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera of a variation, from the panel: asked for, kept, and looked through."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import bpy
import pytest

from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import planning, variation_state
from addon.ui import camera_operators, work
from addon.ui.properties import settings_of
from tests.ui.layouts import draw_all, forget_session


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_session()


def _framed() -> bpy.types.Scene:
    bpy.ops.mesh.primitive_cube_add()
    scene = bpy.context.scene
    assert scene is not None
    request = GenerationRequest(task=Task.VARIATIONS, seed=1, axes=(Axis.COMPOSITION,))
    variation_state.store(scene, planning.plan_variations(scene, None, request))
    return scene


def test_the_toggle_asks_for_the_axis() -> None:
    settings = settings_of(bpy.context)
    assert "composition" not in work.variation_arguments(bpy.context, settings)[3]
    settings.use_materials = settings.use_light = False
    settings.use_composition = True
    arguments = work.variation_arguments(bpy.context, settings)
    assert arguments[arguments.index("--axes") + 1] == "composition"
    assert "use_composition" in draw_all()


def test_a_camera_is_kept_by_one_click_and_only_when_one_is_shown() -> None:
    scene = _framed()
    with pytest.raises(RuntimeError, match="own camera"):
        bpy.ops.maquette.keep_camera()
    bpy.ops.maquette.apply_variation(index=0)
    ours = scene.camera
    assert bpy.ops.maquette.keep_camera() == {"FINISHED"}
    bpy.ops.maquette.show_original()
    assert scene.camera is not None and scene.camera != ours
    assert [each.type for each in scene.objects].count("CAMERA") == 1
    assert "UNDO" in camera_operators.MAQUETTE_OT_keep_camera.bl_options


def test_looking_through_is_only_for_a_3d_viewport() -> None:
    scene = _framed()
    variation_state.apply_variation(scene, 0)
    camera_operators.look_through(SimpleNamespace(space_data=None, scene=scene))
    screen = bpy.data.screens[0]
    areas = [each for each in screen.areas if each.type == "VIEW_3D"]
    assert areas
    for area in areas:
        space = area.spaces[0]
        camera_operators.look_through(SimpleNamespace(space_data=space, scene=scene))
        assert space.region_3d.view_perspective == "CAMERA"
        variation_state.show_original(scene)
        camera_operators.look_through(SimpleNamespace(space_data=space, scene=scene))
        assert space.region_3d.view_perspective == "PERSP"
        variation_state.apply_variation(scene, 0)
