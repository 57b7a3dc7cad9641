# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proposed materials, the sliders of the one in use, and its maps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import bpy
import numpy as np
import pytest

from addon import jobs
from addon.core.image import Extent
from addon.core.maps import MapKind
from addon.core.procedural import ProceduralMaterial
from addon.scene import procedural, records
from addon.scene.images import load_image
from addon.scene.looks import looks_of
from addon.ui import driver, material_work, preferences, proposals, surface_operators
from addon.ui.properties import settings_of
from addon.ui.verdicts import verdicts_of
from tests.inference import tiny_models as tiny
from tests.scene.pictures import png
from tests.ui.layouts import Recorder, draw_all, forget_session

PAINT = procedural.FAMILIES["paint"]
NUMBERS = procedural.from_look(PAINT, PAINT.looks[0])


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_session()


@pytest.fixture
def cube() -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add()
    assert bpy.context.object is not None
    return bpy.context.object


@pytest.fixture
def painted(cube: bpy.types.Object) -> bpy.types.Material:
    material = procedural.build_material(NUMBERS, "Wall")
    cube.data.materials.append(material)
    return material


def tiny_words(folder: Path) -> None:
    """A model of words that knows one."""
    card = 'task = "match"\n[match]\ntakes = "words"\nvocabulary = "vocabulary.txt"\n'
    looks = [f"{name}/{procedural.FAMILIES[name].looks[0].name}" for name in ("brick", "paint")]
    table = [[0, 0], [9, 0]]
    card += f"labels = {json.dumps(looks)}\n"
    tiny.install(folder / "tiny-words", tiny.words(table), card, vocabulary="[?]\nbrick")


def propose(*names: str) -> None:
    proposals.begin("pale wall")
    proposals.shown.remarks = ("Understood, 90% sure.",)
    picture = png(np.full((8, 8, 3), 128, np.uint8))
    for name in names:
        proposals.add(name, NUMBERS, {"request": {"prompt": "pale wall"}}, picture)


def test_proposals_are_shown_and_change_nothing_before_one_is_used(cube: bpy.types.Object) -> None:
    propose("First", "Second")
    drawn = draw_all()
    assert "Understood, 90% sure." in drawn
    assert drawn.count("maquette.use_proposal") == drawn.count("maquette.reject_proposal") == 2
    assert not bpy.data.materials
    assert bpy.ops.maquette.use_proposal(index=1) == {"FINISHED"}
    material = cube.material_slots[0].material
    assert material is not None
    assert material.name == "Second"
    assert procedural.read_material(material) == NUMBERS
    assert records.read_record(material) == {"request": {"prompt": "pale wall"}}
    assert not material.use_fake_user


def test_a_proposal_for_nothing_is_kept_in_the_file() -> None:
    propose("First")
    settings_of(bpy.context).target = "NONE"
    assert bpy.ops.maquette.use_proposal(index=0) == {"FINISHED"}
    assert bpy.data.materials["First"].use_fake_user


def test_a_proposal_without_a_place_changes_nothing() -> None:
    propose("First")
    with pytest.raises(RuntimeError, match="select an object"):
        bpy.ops.maquette.use_proposal(index=0)
    with pytest.raises(RuntimeError, match="no longer there"):
        bpy.ops.maquette.use_proposal(index=5)
    assert not bpy.data.materials


def test_proposals_are_rejected_one_by_one_and_cleared() -> None:
    propose("First", "Second")
    bpy.ops.maquette.reject_proposal(index=0)
    assert [each.name for each in proposals.shown.items] == ["Second"]
    bpy.ops.maquette.clear_proposals()
    assert not bpy.ops.maquette.use_proposal.poll()
    assert not bpy.ops.maquette.clear_proposals.poll()
    assert "maquette.use_proposal" not in draw_all()


def test_words_become_proposals_in_a_second_blender(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_words(tmp_path)
    monkeypatch.setattr(preferences, "model_folders", lambda: (tmp_path,))
    monkeypatch.setattr(material_work, "PICTURE_SIDE", 16)
    settings = settings_of(bpy.context)
    settings.prompt, settings.prompt_count = "-- brick", 1
    assert bpy.ops.maquette.describe_material() == {"FINISHED"}
    (proposal,) = proposals.shown.items
    assert proposal.material.family == "brick"
    request = proposal.record["request"]
    assert isinstance(request, dict)
    assert request["prompt"] == "-- brick"
    assert proposals.shown.asked == "-- brick"
    assert proposals.shown.remarks
    assert not bpy.data.materials
    assert not bpy.data.node_groups
    assert "1 materials" in driver.state.note


@pytest.mark.parametrize(("steers", "words"), [(False, []), (True, ["--", "grass"])])
def test_an_image_of_the_file_is_handed_over_as_a_picture(
    monkeypatch: pytest.MonkeyPatch, steers: bool, words: list[str]
) -> None:
    """What the second Blender makes of it has tests of its own; here it answers nothing."""
    handed: list[str] = []

    @contextmanager
    def instead(_verb: str, arguments: list[str], _folder: Path) -> Iterator[Any]:
        handed.extend(arguments)
        (like,) = (each.removeprefix("--like=") for each in arguments if "--like" in each)
        assert load_image(Path(like)).extent == Extent(32, 24)
        yield SimpleNamespace(follow=lambda text: iter([driver.Step(0.5, text)]))

    monkeypatch.setattr(material_work, "background_verb", instead)
    settings = settings_of(bpy.context)
    settings.source, settings.image = "IMAGE", bpy.data.images.new("wall/of: clay", 32, 24)
    settings.prompt, settings.prompt_steers = "grass", steers
    with pytest.raises(RuntimeError, match="proposed nothing"):
        bpy.ops.maquette.match_picture()
    assert proposals.shown.asked.lower().endswith("like of_ clay.png")
    assert handed[len(handed) - len(words) :] == words
    assert ("grass" in handed) is steers


def test_without_words_the_button_is_off() -> None:
    assert not bpy.ops.maquette.describe_material.poll()
    settings_of(bpy.context).prompt = "oak"
    assert bpy.ops.maquette.describe_material.poll()


def test_the_sliders_of_the_material_are_in_the_panel(painted: bpy.types.Material) -> None:
    drawn = draw_all()
    assert drawn.count("default_value") >= len(PAINT.parameters)
    assert "bake_side" in drawn
    bpy.context.object.data.materials.clear()
    assert "bake_side" not in draw_all()


def test_the_looks_are_offered_in_a_menu_of_their_own(painted: bpy.types.Material) -> None:
    assert "maquette.choose_look" in draw_all()
    with pytest.raises(RuntimeError, match="no window"):
        bpy.ops.maquette.choose_look()
    layout: Any = Recorder()
    surface_operators.draw_looks(layout, looks_of(painted))
    assert layout.drawn == ["maquette.use_look"] * len(PAINT.looks)


def test_a_look_is_one_click_in_the_menu(painted: bpy.types.Material) -> None:
    assert bpy.ops.maquette.use_look(look=PAINT.looks[1].name) == {"FINISHED"}
    read = procedural.read_material(painted)
    assert read is not None
    assert read.look == PAINT.looks[1].name
    with pytest.raises(RuntimeError, match="no look"):
        bpy.ops.maquette.use_look(look="Nothing")


def test_a_bad_map_says_what_to_do() -> None:
    told = {"quality": {"roughness_std": 0.0, "normal_facing": 1.0, "seam_step": None}}
    roughness, normal = verdicts_of(json.dumps(told))
    assert (roughness.title, roughness.icon) == ("Roughness", "ERROR")
    assert "add wear or dirt" in roughness.sentences[0]
    assert (normal.icon, normal.sentences) == ("CHECKMARK", ())
    assert verdicts_of("no record") == verdicts_of("[]") == ()


def test_without_a_surface_looks_and_baking_are_off(cube: bpy.types.Object) -> None:
    cube.data.materials.append(bpy.data.materials.new("Plain"))
    assert not bpy.ops.maquette.use_look.poll()
    assert not bpy.ops.maquette.bake_maps.poll()


def test_baking_puts_maps_in_the_material_s_place(
    cube: bpy.types.Object, painted: bpy.types.Material
) -> None:
    other = bpy.data.materials.new("Other")
    cube.data.materials.append(other)
    node = next(n for n in painted.node_tree.nodes if "Roughness" in n.inputs and n.type == "GROUP")
    node.inputs["Roughness"].default_value = 0.25
    settings_of(bpy.context).bake_side = 32
    assert bpy.ops.maquette.bake_maps() == {"FINISHED"}
    maps = cube.material_slots[0].material
    assert maps is not None
    assert maps.name == "Wall maps"
    assert cube.material_slots[1].material == other
    images = [each.image for each in maps.node_tree.nodes if each.type == "TEX_IMAGE"]
    assert len(images) == 6
    assert all(image.packed_file for image in images)
    record = records.read_record(maps)
    assert record is not None
    assert record["quality"]
    assert "badges" not in record
    drawn = draw_all()
    assert [each.label for each in MapKind if each.label in drawn] == [m.label for m in MapKind]
    told = ProceduralMaterial.from_values(record["material"])
    assert told.parameters["Roughness"] == pytest.approx(0.25)
    assert not driver.is_busy()
    assert painted.use_fake_user
    assert bpy.ops.maquette.restore_material() == {"FINISHED"}
    assert cube.material_slots[0].material == painted


def test_the_library_is_made_and_shown_in_the_asset_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the hundreds of pictures: what the second Blender does has tests of its own."""
    started: list[list[str]] = []

    @contextmanager
    def instead(verb: str, arguments: list[str], _folder: Path) -> Iterator[Any]:
        started.append([verb, *arguments])
        (tmp_path / "library").mkdir()
        yield SimpleNamespace(follow=lambda text: iter([driver.Step(0.5, text)]))

    monkeypatch.setattr(material_work, "background_verb", instead)
    monkeypatch.setattr(jobs, "user_folder", lambda: tmp_path)
    assert bpy.ops.maquette.add_library() == {"FINISHED"}
    assert started == [["library", "--out", str(tmp_path / "library"), "--overwrite"]]
    shown = bpy.context.preferences.filepaths.asset_libraries
    try:
        paths = [Path(each.path).resolve() for each in shown]
        assert (tmp_path / "library").resolve() in paths
        assert "asset browser" in driver.state.note
    finally:
        shown.remove(shown[-1])
