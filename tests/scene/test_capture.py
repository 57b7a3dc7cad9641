# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captures are exact where the scene is known, and leave every property of every data-block
alone.
"""

from __future__ import annotations

import math
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import Cancelled, InputError
from addon.core.image import ColorSpace, Extent
from addon.core.progress import CancelToken, SilentReporter
from addon.scene import capture, compat, framing
from addon.scene.capture import CaptureSettings, Engine, Pass
from tests.scene import stages
from tests.scene.snapshot import differences, snapshot

SMALL = Extent(48, 32)


def _stage(compositor_node: str = "CompositorNodeRLayers") -> bpy.types.Scene:
    """A box 3 m in front of a camera that looks along +Y, a wall behind it, settings of all
    kinds.
    """
    box = stages.add_box("Box", (1.0, 1.0, 1.0), (0.0, 3.5, 0.0))
    box.data.materials.append(stages.add_material("Red"))
    wall = stages.add_box("Wall", (40.0, 1.0, 2.0), (0.0, 10.5, 0.0))
    wall.data.materials.append(stages.add_material("Grey"))
    box.pass_index, bpy.data.materials["Red"].pass_index = 11, 12
    stages.add_camera((0.0, 0.0, 0.0), stages.ALONG_Y)
    stages.add_sun()
    scene = stages.scene()
    scene.render.resolution_x, scene.render.resolution_percentage = 333, 40
    scene.render.film_transparent = scene.render.use_border = True
    scene.render.filepath = "//somewhere/"
    scene.view_settings.exposure = 0.5
    scene.view_layers[0].use_pass_z = True
    scene.view_layers.new("Second")
    scene.frame_set(7)
    compat.compositor_tree(scene, "Mine").nodes.new(compositor_node)
    return scene


def _settings(engine: Engine) -> CaptureSettings:
    return CaptureSettings(engine, SMALL, samples=2)


def test_cycles_gives_every_pass() -> None:
    scene = _stage()
    result = capture.capture_camera(scene, None, _settings(Engine.CYCLES))
    assert result.color.extent == SMALL
    assert (result.color.color_space, result.color.channels) == (ColorSpace.SRGB, 3)
    assert result.depth is not None and result.normal is not None
    assert result.depth.dtype == np.float32
    assert result.depth[16, 24] == pytest.approx(3.0, abs=1e-4)
    assert result.depth[16, 2] == pytest.approx(10.0, abs=1e-3)
    assert np.isinf(result.depth[0, 0])
    assert np.allclose(result.normal[16, 24], (0.0, -1.0, 0.0), atol=1e-3)
    box = list(scene.objects).index(scene.objects["Box"]) + 1
    red = list(bpy.data.materials).index(bpy.data.materials["Red"]) + 1
    assert (result.object_index[16, 24], result.material_index[16, 24]) == (box, red)
    assert (result.object_index[0, 0], result.material_index[0, 0]) == (0, 0)
    assert result.object_index.dtype == np.int32


def test_workbench_gives_depth_only() -> None:
    result = capture.capture_camera(_stage(), None, _settings(Engine.WORKBENCH))
    assert result.depth is not None
    assert result.depth[16, 24] == pytest.approx(3.0, abs=1e-3)
    assert np.isinf(result.depth[0, 0])
    assert result.normal is result.object_index is result.material_index is None


def test_depth_is_in_metres_whatever_the_unit() -> None:
    scene = _stage()
    scene.unit_settings.scale_length = 0.01
    result = capture.capture_camera(scene, None, _settings(Engine.CYCLES))
    assert result.depth is not None
    assert result.depth[16, 24] == pytest.approx(0.03, abs=1e-5)


def test_only_the_passes_asked_for() -> None:
    settings = CaptureSettings(Engine.CYCLES, SMALL, 1, frozenset({Pass.NORMAL}))
    result = capture.capture_camera(_stage(), None, settings)
    assert result.depth is result.object_index is None
    assert result.normal is not None


@pytest.mark.parametrize("engine", [Engine.CYCLES, Engine.WORKBENCH, Engine.CURRENT])
def test_everything_is_as_before(engine: Engine) -> None:
    scene = _stage()
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 3
    before = snapshot()
    capture.capture_camera(scene, None, _settings(engine))
    assert differences(before, snapshot()) == []
    capture.capture_camera(scene, scene.view_layers[1], _settings(engine))
    assert differences(before, snapshot()) == []


@pytest.mark.parametrize("step", ["_render", "_read", "_configure", "_pass_files", "_numbered"])
def test_everything_is_as_before_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    scene = _stage()
    before = snapshot()
    monkeypatch.setattr(capture, step, fail)
    with pytest.raises(MemoryError):
        capture.capture_camera(scene, None, _settings(Engine.CYCLES))
    assert differences(before, snapshot()) == []


class CancelsAt(SilentReporter):
    """Cancels as soon as the work says `text`."""

    def __init__(self, token: CancelToken, text: str) -> None:
        self.token, self.wanted = token, text

    def progress(self, fraction: float, text: str) -> None:
        if text == self.wanted:
            self.token.cancel()


def test_everything_is_as_before_after_a_cancel() -> None:
    scene = _stage()
    before = snapshot()
    token = CancelToken()
    with pytest.raises(Cancelled):
        capture.capture_camera(
            scene,
            None,
            _settings(Engine.CYCLES),
            reporter=CancelsAt(token, "Rendering"),
            cancel=token,
        )
    with pytest.raises(Cancelled):
        capture.capture_camera(scene, None, _settings(Engine.CYCLES), cancel=token)
    assert differences(before, snapshot()) == []


def test_what_blender_cannot_render_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def take_camera_away(copy: bpy.types.Scene, _samples: int) -> None:
        copy.camera = None

    scene = _stage()
    before = snapshot()
    monkeypatch.setattr(capture, "_set_samples", take_camera_away)
    with pytest.raises(InputError, match=r"could not render the scene: .*camera") as caught:
        capture.capture_camera(scene, None, _settings(Engine.CYCLES))
    assert "\n" not in str(caught.value)
    assert differences(before, snapshot()) == []


def test_a_scene_without_meshes_says_so() -> None:
    stages.add_camera((0.0, 0.0, 0.0))
    with pytest.raises(InputError, match="no mesh to look at; add or unhide one"):
        capture.capture_camera(stages.scene())
    hidden = stages.add_box("Hidden")
    hidden.hide_render = True
    with pytest.raises(InputError, match="no mesh to look at"):
        capture.capture_camera(stages.scene())


def test_a_scene_without_camera_is_framed() -> None:
    stages.add_box("Thing", (0.4, 0.3, 0.5), (5.0, 5.0, 1.0))
    before = snapshot()
    result = capture.capture_camera(stages.scene(), None, _settings(Engine.WORKBENCH))
    assert differences(before, snapshot()) == []
    assert result.depth is not None
    assert 0.1 < np.isfinite(result.depth).mean() < 0.95
    assert np.isfinite(result.depth[8:24, 12:36]).mean() > 0.7


def test_pose_follows_sensor_and_shift() -> None:
    scene = _stage()
    camera = scene.camera
    assert camera is not None
    camera.data.shift_x, camera.data.shift_y = 0.1, 0.2
    for fit, extent in (("AUTO", SMALL), ("VERTICAL", SMALL), ("AUTO", Extent(32, 48))):
        camera.data.sensor_fit = fit
        pose = capture.camera_pose(camera, extent)
        assert pose is not None
        depsgraph = bpy.context.evaluated_depsgraph_get()
        projection = camera.calc_matrix_camera(depsgraph, x=extent.width, y=extent.height)
        assert 1.0 / math.tan(pose.fov_x / 2.0) == pytest.approx(projection[0][0], rel=1e-5)
        assert 2.0 * pose.shift[0] == pytest.approx(projection[0][2], abs=1e-5)
        height = extent.height / extent.width
        assert 2.0 * pose.shift[1] / height == pytest.approx(projection[1][2], abs=1e-5)
    camera.data.type = "ORTHO"
    assert capture.camera_pose(camera, SMALL) is None


def test_settings_changed_in_place_are_put_back() -> None:
    # Blender 4.5 adds a disabled output for good to a Render Layers node when the engine is
    # switched.
    scene = _stage("CompositorNodeRGB")
    before = snapshot()
    with (
        pytest.raises(ZeroDivisionError),
        capture.temporary_render_settings(scene),
        framing.frame_scene(scene) as camera,
    ):
        scene.camera = camera
        scene.render.engine = "CYCLES"
        scene.cycles.samples = 5
        compat.use_image_file_format(scene.render.image_settings, "JPEG")
        scene.render.image_settings.color_mode = "BW"
        scene.render.resolution_percentage = 100
        scene.view_settings.view_transform = "Standard"
        scene.view_settings.exposure = 2.0
        scene.view_layers[0].use_pass_normal = True
        scene.world = bpy.data.worlds.new("Temporary")
        scene.frame_set(20)
        raise ZeroDivisionError
    bpy.data.worlds.remove(bpy.data.worlds["Temporary"])
    assert differences(before, snapshot()) == []


def test_capture_folder_round_trip(tmp_path: Path) -> None:
    result = capture.capture_camera(_stage(), None, _settings(Engine.CYCLES))
    capture.save_capture(tmp_path / "out", result)
    again = capture.load_capture(tmp_path / "out")
    assert np.array_equal(again.color.pixels, result.color.pixels)
    assert again.color.color_space is result.color.color_space
    for name in ("depth", "normal", "object_index", "material_index"):
        assert np.array_equal(getattr(again, name), getattr(result, name))
    assert (again.camera, again.source) == (result.camera, result.source)


def test_a_folder_without_capture_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no capture"):
        capture.load_capture(tmp_path)


def test_viewport_needs_a_window() -> None:
    with pytest.raises(InputError, match="no 3D viewport in background mode"):
        capture.capture_viewport(bpy.context, CaptureSettings())


def test_linear_depth_inverts_the_projection() -> None:
    from addon.scene.viewport import linear_depth

    camera = stages.add_camera((0.0, 0.0, 0.0))
    for kind in ("PERSP", "ORTHO"):
        camera.data.type = kind
        projection = np.array(
            camera.calc_matrix_camera(bpy.context.evaluated_depsgraph_get(), x=64, y=48), np.float64
        )
        metres = np.array([[0.2, 1.0], [7.5, 90.0]])
        clip = np.einsum(
            "ij,hwj->hwi",
            projection,
            np.stack([np.zeros((2, 2)), np.zeros((2, 2)), -metres, np.ones((2, 2))], axis=2),
        )
        buffer = (clip[..., 2] / clip[..., 3] + 1.0) / 2.0
        assert np.allclose(linear_depth(buffer, projection), metres, rtol=1e-5)
        assert np.isinf(linear_depth(np.ones((1, 1), np.float32), projection)).all()


def test_render_result_is_read_as_an_image() -> None:
    from addon.scene.images import image_from_datablock

    scene = _stage()
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.use_border = False
    scene.render.use_compositing = False
    scene.render.resolution_x, scene.render.resolution_y = 30, 20
    scene.render.resolution_percentage = 100
    bpy.ops.render.render()
    before = snapshot()
    image = image_from_datablock(bpy.data.images["Render Result"])
    assert image.extent == (30, 20)
    assert image.pixels.max() > 0.1
    assert differences(before, snapshot()) == []
