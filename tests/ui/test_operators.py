# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The buttons do what they say, run to the end in background mode, and fail in one sentence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import bpy
import pytest

from addon.core.errors import Cancelled
from addon.scene import variation_state
from addon.ui import driver, preferences
from addon.ui.properties import settings_of
from tests.batch.rooms import photo
from tests.ui.layouts import forget_session

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_session()


def use_picture(tmp_path: Path) -> None:
    settings = settings_of(bpy.context)
    settings.source, settings.image_path = "FILE", str(photo(tmp_path / "wall.png"))


def add_cube(name: str = "Block") -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    assert cube is not None
    cube.name = name
    return cube


def test_generate_material_assigns_and_restore_brings_the_old_one_back(tmp_path: Path) -> None:
    use_picture(tmp_path)
    cube, old = add_cube(), bpy.data.materials.new("Old")
    cube.data.materials.append(old)
    assert bpy.ops.maquette.generate_material() == {"FINISHED"}
    assert cube.material_slots[0].material.name == "wall"
    assert not driver.is_busy()
    assert "wall" in driver.state.note
    assert bpy.ops.maquette.restore_material() == {"FINISHED"}
    assert cube.material_slots[0].material == old


def test_onnxruntime_stays_out_of_blender(tmp_path: Path) -> None:
    """In a process of its own: the tests of the inference layer load onnxruntime into this one."""
    code = f"""
import bpy, addon, sys
addon.register()
settings = bpy.context.scene.maquette
settings.source, settings.target = "FILE", "NONE"
settings.image_path = {str(photo(tmp_path / "wall.png"))!r}
bpy.ops.maquette.generate_material()
print("material", "wall" in bpy.data.materials, "loaded", "onnxruntime" in sys.modules)
addon.unregister()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "material True loaded False" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("kind", "expected"), [("IMAGE", "Depth of wall.png"), ("RELIEF", ""), ("DISPLACEMENT", "")]
)
def test_estimate_depth_makes_what_was_asked(tmp_path: Path, kind: str, expected: str) -> None:
    use_picture(tmp_path)
    settings = settings_of(bpy.context)
    settings.depth_result, settings.relief_side, settings.edge_ratio = kind, 16, 1.0
    assert bpy.ops.maquette.estimate_depth() == {"FINISHED"}
    if expected:
        assert bpy.data.images[expected].is_float
    else:
        assert len(bpy.data.objects) == 1
        assert len(bpy.data.objects[0].data.vertices) > 100


def test_a_missing_picture_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    settings = settings_of(bpy.context)
    settings.source, settings.image_path = "FILE", str(tmp_path / "gone.png")
    add_cube()
    with pytest.raises(RuntimeError, match=r"gone\.png"):
        bpy.ops.maquette.generate_material()
    assert driver.state.problem is not None
    assert not bpy.data.materials


def test_nothing_selected_is_one_sentence(tmp_path: Path) -> None:
    use_picture(tmp_path)
    with pytest.raises(RuntimeError, match="select an object"):
        bpy.ops.maquette.generate_material()


def test_variations_from_the_panel_with_their_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "output_folder", lambda: tmp_path)
    monkeypatch.setattr(preferences, "picture_side", lambda: 96)
    cube = add_cube("floor")
    settings = settings_of(bpy.context)
    settings.count, settings.wish, settings.fixed_colors = 2, "oak, dark", "floor=RAL 7016"
    assert bpy.ops.maquette.create_variations() == {"FINISHED"}
    assert "differ by" in driver.state.note
    scene = bpy.context.scene
    assert scene is not None
    items = variation_state.state_of(scene).variations
    assert len(items) == 2
    assert all(item.thumbnail and item.thumbnail.packed_file for item in items)
    assert not cube.material_slots
    for _ in range(2):
        assert bpy.ops.maquette.save_contact_sheet() == {"FINISHED"}
    assert len(list(preferences.output_folder().glob("Maquette contact sheet*.png"))) == 2
    bpy.ops.maquette.apply_variation(index=1)
    assert cube.material_slots[0].material is not None
    bpy.ops.maquette.show_original()
    assert not cube.material_slots
    bpy.ops.maquette.remove_variations()
    assert not variation_state.state_of(scene).variations
    assert not [image for image in bpy.data.images if image.name.startswith("Maquette")]


def test_capture_keeps_the_passes_of_the_camera() -> None:
    add_cube()
    settings = settings_of(bpy.context)
    settings.source, settings.engine, settings.resolution = "CAMERA", "WORKBENCH", 64
    assert bpy.ops.maquette.capture() == {"FINISHED"}
    assert any("depth" in image.name.lower() for image in bpy.data.images)


def test_devices_are_checked_in_the_inference_process() -> None:
    assert bpy.ops.maquette.check_devices() == {"FINISHED"}
    assert driver.state.devices is not None
    works = [each.name for each in driver.state.devices.providers if each.works]
    assert "CPUExecutionProvider" in works
    assert any("Depth Mini" in line for line in driver.state.models)


def test_changed_preferences_reach_the_next_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = driver.inference()
    assert driver.inference() is first
    monkeypatch.setattr(preferences, "model_folders", lambda: (tmp_path,))
    assert driver.inference() is not first


def test_cancel_throws_into_the_work_and_frees_the_driver() -> None:
    heard: list[str] = []

    def patient() -> driver.Work:
        try:
            while True:
                yield driver.Step(0.1, "Waiting")
        except Cancelled:
            heard.append("cancelled")
            raise

    work = patient()
    next(work)
    driver.state.title, driver.state.work = "Test", work
    assert not bpy.ops.maquette.generate_material.poll()
    assert bpy.ops.maquette.cancel() == {"FINISHED"}
    assert heard == ["cancelled"]
    assert not driver.is_busy()


def test_loading_a_file_ends_the_work() -> None:
    def patient() -> driver.Work:
        while True:
            yield driver.Step(0.1, "Waiting")

    work = patient()
    next(work)
    driver.state.work = work
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    assert not driver.is_busy()


def test_registering_twice_leaves_nothing_behind() -> None:
    import addon

    addon.unregister()
    try:
        assert not hasattr(bpy.types.Scene, "maquette")
        assert not hasattr(bpy.types, "MAQUETTE_PT_material")
    finally:
        addon.register()
    assert hasattr(bpy.types.Scene, "maquette")
