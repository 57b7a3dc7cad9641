# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every panel draws in every state, with properties, operators and icons that exist."""

from __future__ import annotations

from collections.abc import Iterator

import bpy
import numpy as np
import pytest

from addon.core.request import GenerationRequest, Task
from addon.scene import planning, variation, variation_state
from addon.scene.records import read_record
from addon.scene.restyled import set_restyled
from addon.ui import driver, panels, variation_panels
from addon.ui.properties import settings_of
from tests.scene.pictures import png
from tests.ui.layouts import draw_all, forget_session


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_session()


@pytest.mark.parametrize("source", ["CAMERA", "VIEWPORT", "FILE", "IMAGE"])
def test_panels_draw_for_every_source(source: str) -> None:
    settings_of(bpy.context).source = source
    drawn = draw_all()
    assert "maquette.generate_material" in drawn
    assert ("image_path" in drawn) == (source == "FILE")


def test_an_empty_scene_says_that_a_view_will_be_found() -> None:
    assert any("No camera" in text for text in draw_all())


def test_a_problem_stands_in_the_panel_with_its_fix() -> None:
    driver.state.problem = driver.Problem("The model is damaged.", "maquette.open_preferences")
    drawn = draw_all()
    assert drawn[0] == "The model is damaged."
    assert drawn[1:3] == ["maquette.dismiss", "maquette.open_preferences"]


def test_work_shows_its_progress_and_cancel() -> None:
    def forever() -> driver.Work:
        while True:
            yield driver.Step(0.4, "Tile 2 of 5")

    driver.state.work, driver.state.title = forever(), "Generate Material"
    driver.state.step = driver.Step(0.4, "Tile 2 of 5")
    drawn = draw_all()
    assert drawn[0] == "Generate Material"
    assert "Tile 2 of 5" in drawn[1]
    assert drawn[2] == "maquette.cancel"


def test_a_restyled_picture_stands_beside_the_thumbnail_with_its_licence() -> None:
    scene = bpy.context.scene
    assert scene is not None
    (index,) = variation_state.store(scene, [variation.Variation(1, "Sketch", ())])
    item = variation_state.state_of(scene).variations[index]
    model = {"id": "painter", "version": "2", "license": "CC-BY-NC-4.0", "commercial_use": False}
    for shade in (40, 90):
        picture = png(np.full((4, 6, 3), shade, np.uint8))
        set_restyled(item, picture, {"model": model})
    assert "Image by painter 2, CC-BY-NC-4.0, no commercial use" in draw_all()
    assert item.thumbnail is None
    assert len(bpy.data.images) == 1
    assert read_record(bpy.data.images[0]) == {"model": model}
    variation_state.remove_variation(scene, index)
    assert len(bpy.data.images) == 0


def test_variations_are_listed_after_the_original() -> None:
    bpy.ops.mesh.primitive_cube_add()
    scene = bpy.context.scene
    assert scene is not None
    request = GenerationRequest(task=Task.VARIATIONS, count=2, seed=1)
    variation_state.store(scene, planning.plan_variations(scene, None, request))
    drawn = draw_all()
    assert drawn.count("maquette.apply_variation") == 2
    assert drawn.index("maquette.show_original") < drawn.index("maquette.apply_variation")


def test_every_operator_and_property_has_a_description() -> None:
    for name in dir(bpy.ops.maquette):
        rna = getattr(bpy.ops.maquette, name).get_rna_type()
        assert rna.description, name
    for prop in settings_of(bpy.context).bl_rna.properties:
        assert prop.identifier in ("rna_type", "name") or prop.description, prop.identifier


def test_every_operator_of_a_user_is_in_the_menu() -> None:
    """Search (F3) finds what a menu holds."""
    from types import SimpleNamespace

    from tests.ui.layouts import Recorder

    layout = Recorder()
    for menu in (
        panels.MAQUETTE_MT_menu,
        variation_panels.MAQUETTE_MT_variation,
        variation_panels.MAQUETTE_MT_locks,
    ):
        menu.draw(SimpleNamespace(layout=layout), bpy.context)
    one_of_many = {"apply_variation", "use_proposal", "reject_proposal", "use_look"}
    one_of_many |= {"correct_role", "forget_role", "select_role", "forget_statement"}
    hidden = {f"maquette.{name}" for name in {"dismiss"} | one_of_many}
    everything = {f"maquette.{name}" for name in dir(bpy.ops.maquette)}
    assert everything - hidden <= set(layout.drawn)
