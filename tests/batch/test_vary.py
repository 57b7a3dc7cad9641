# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`vary`: pictures, sheet, scene and report; the same command gives the same pixels."""

from __future__ import annotations

import json
from pathlib import Path

import bpy
import pytest

from addon.batch.cli import main
from addon.core.image import Extent
from addon.scene import compat, images, variation_state
from tests.batch.rooms import save_room
from tests.inference import tiny_models

SMALL = ["--width", "48", "--height", "32", "--samples", "2"]


def run(tmp_path: Path, out: str, *arguments: str) -> int:
    scene = tmp_path / "room.blend"
    if not scene.exists():
        save_room(scene)
    return main(["vary", str(scene), "--out", str(tmp_path / out), *SMALL, *arguments])


def test_vary_writes_everything_and_the_scene_can_be_switched(tmp_path: Path) -> None:
    assert run(tmp_path, "out", "--count", "2", "--seed", "3") == 0
    out = tmp_path / "out"
    pictures = ["variation-01.png", "variation-02.png"]
    assert {path.name for path in out.iterdir()} == {
        *pictures, "contact_sheet.png", "variations.blend", "report.json"
    }  # fmt: skip
    assert images.load_image(out / pictures[0]).extent == Extent(48, 32)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [each["seed"] for each in report["variations"]] == [3, 4]
    assert report["warnings"] == []

    bpy.ops.wm.open_mainfile(filepath=str(out / "variations.blend"))
    scene = bpy.context.scene
    assert scene is not None
    kept = [item.thumbnail for item in variation_state.state_of(scene).variations]
    assert [tuple(image.size) for image in kept] == [(48, 32), (48, 32)]
    room = bpy.data.objects["Cube"]
    dressed = [slot.material.name for slot in room.material_slots]
    variation_state.apply_variation(scene, 1)
    assert [slot.material.name for slot in room.material_slots] != dressed
    variation_state.show_original(scene)
    assert [slot.material.name for slot in room.material_slots] == ["floor", "wall", "ceiling"]


def test_the_same_command_gives_the_same_pixels(tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert run(tmp_path, out, "--count", "1", "--seed", "5") == 0
    for name in ("variation-01.png", "contact_sheet.png"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_lock_keeps_a_slot(tmp_path: Path) -> None:
    assert run(tmp_path, "out", "--count", "1", "--lock", "wall") == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    slots = {choice["slot"] for choice in report["variations"][0]["choices"]}
    assert slots == {0, 2}


def test_an_object_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "out", "--object", "Sofa") == 2
    assert "no object Sofa" in capfd.readouterr().err


def test_light_alone_leaves_the_materials(tmp_path: Path) -> None:
    assert run(tmp_path, "out", "--count", "1", "--axes", "light") == 0
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "out" / "variations.blend"))
    room = bpy.data.objects["Cube"]
    assert [slot.material.name for slot in room.material_slots] == ["floor", "wall", "ceiling"]


def test_cameras_alone_are_named_and_come_with_the_scene(tmp_path: Path) -> None:
    assert run(tmp_path, "out", "--count", "2", "--seed", "3", "--axes", "composition") == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    told = report["variations"]
    assert [each["name"] for each in told] == [
        each["camera_in_words"].split(",")[0] for each in told
    ]
    first, second = (images.load_image(tmp_path / "out" / each["picture"]).pixels for each in told)
    assert abs(first - second).max() > 0.02
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "out" / "variations.blend"))
    scene = bpy.context.scene
    assert scene is not None and scene.camera is not None
    variation_state.show_original(scene)
    assert scene.camera is None


def test_colours_alone_keep_the_surfaces_and_the_sheet_says_so(tmp_path: Path) -> None:
    save_room(tmp_path / "room.blend")
    for material in bpy.data.materials:
        compat.ensure_nodes(material)
    bare = compat.ensure_nodes(bpy.data.materials["ceiling"])
    bare.nodes.clear()
    bpy.ops.wm.save_mainfile()
    assert run(tmp_path, "out", "--count", "2", "--axes", "palette") == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["warnings"][0] == "ceiling has no Principled BSDF and keeps its colours."
    assert all(each["recolors"] and not each["choices"] for each in report["variations"])
    assert b'"recolor": ' in (tmp_path / "out" / "contact_sheet.png").read_bytes()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "out" / "variations.blend"))
    names = [slot.material.name for slot in bpy.data.objects["Cube"].material_slots]
    assert names[2] == "ceiling"
    assert any(name.startswith("Maquette wall #") for name in names)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.blend", b"BLENDER-no"),
        ("scene.xyz", b""),
        ("broken.glb", b"glTF"),
        ("none.blend", None),
    ],
)
def test_a_bad_scene_is_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["vary", str(tmp_path / name), "--out", str(tmp_path / "out"), *SMALL]) == 2
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maquette: ")]
    assert len(lines) == 1
    assert name in lines[0] or ".blend" in lines[0]
    assert not (tmp_path / "out").exists()


def test_a_scene_without_meshes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    scene = tmp_path / "empty.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(scene))
    assert main(["vary", str(scene), "--out", str(tmp_path / "out"), *SMALL]) == 2
    assert "mesh" in capfd.readouterr().err


def test_thumbnails_of_a_dressed_scene(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "out", "--count", "2", "--seed", "3") == 0
    capfd.readouterr()
    scene, again = tmp_path / "out" / "variations.blend", tmp_path / "again"
    assert main(["thumbnails", str(scene), "--out", str(again), *SMALL, "--json"]) == 0
    events = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line[:1] == "{"]
    assert [each["index"] for each in events if each["event"] == "variation"] == [0, 1]
    name = "variation-01.png"
    assert (again / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_a_role_from_the_command_line_is_heeded_and_kept(tmp_path: Path) -> None:
    assert run(tmp_path, "out", "--count", "1", "--role", "*/wall=roof") == 0
    out = tmp_path / "out"
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    told = {each["material"]: each for each in report["roles"]}
    assert told["wall"]["role"] == "roof"
    assert told["wall"]["reason"] == "You said so."
    assert told["floor"]["role"] == "floor"
    assert {choice["role"] for choice in report["variations"][0]["choices"]} >= {"roof", "floor"}
    bpy.ops.wm.open_mainfile(filepath=str(out / "variations.blend"))
    assert bpy.context.scene is not None
    kept = variation_state.state_of(bpy.context.scene).corrections
    assert [(each.pattern, each.role) for each in kept] == [("*/wall", "roof")]


def test_a_role_that_does_not_exist(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "out", "--role", "*/wall=spaceship") == 2
    assert 'no role "spaceship"' in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_image_model_restyles_each_picture_beside_it(tmp_path: Path) -> None:
    card = 'task = "image-to-image"\n[input]\n[[outputs]]\nname = "out"\nis = "image"\n'
    swap = tiny_models.pointwise([[0, 0, 1], [0, 1, 0], [1, 0, 0]], [0.0] * 3)
    tiny_models.install(tmp_path / "models" / "swap", swap, card)
    chosen = ["--image-model", "swap", "--models", str(tmp_path / "models"), "--device", "cpu"]
    assert run(tmp_path, "out", "--count", "1", "--axes", "light", *chosen) == 0
    out = tmp_path / "out"
    seen = images.load_image(out / "variation-01.png").pixels
    styled = images.load_image(out / "variation-01-image.png").pixels
    assert styled == pytest.approx(seen[..., ::-1], abs=0.5 / 255.0)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [(each["id"], each["license"]) for each in report["models"]] == [("swap", "CC0-1.0")]
    (image,) = report["images"]
    assert (image["of"], image["picture"]) == ("variation-01.png", "variation-01-image.png")
    assert image["record"]["model"]["id"] == "swap"


def test_an_image_model_of_another_kind_is_refused_before_any_render(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "out", "--image-model", "depth-mini") == 2
    told = capfd.readouterr().err
    assert "depth-mini is for depth, not for image-to-image" in told
    assert "Rendering" not in told
    assert not (tmp_path / "out").exists()
    assert run(tmp_path, "out", "--image-model", "painter") == 2
    assert "no model painter; for image-to-image there is none" in capfd.readouterr().err


def test_a_model_that_fails_leaves_the_variations(tmp_path: Path) -> None:
    card = 'task = "image-to-image"\n[input]\n[[outputs]]\nname = "out"\nis = "image"\n'
    flat = tiny_models.pointwise([[0.0] * 3] * 3, [0.5] * 3)
    tiny_models.install(tmp_path / "models" / "flat", flat, card)
    chosen = ["--image-model", "flat", "--models", str(tmp_path / "models"), "--device", "cpu"]
    assert run(tmp_path, "out", "--count", "1", "--axes", "light", *chosen) == 3
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert "single colour" in report["images"][0]["error"]
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "variation-01.png" in names
    assert "variation-01-image.png" not in names


def test_a_wish_for_light_is_obeyed_and_reported(tmp_path: Path) -> None:
    wish = ["--axes", "light", "--light", "night", "--north", "30"]
    assert run(tmp_path, "out", "--count", "1", *wish) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (night,) = report["variations"]
    assert night["name"] == "Night"
    assert night["light"]["mood"] == "night"
    assert night["light"]["exposure"] is not None
    assert (report["request"]["light"], report["request"]["north_deg"]) == ("night", 30.0)
    assert any("no lamps of its own" in each for each in report["warnings"])
    picture = images.load_image(tmp_path / "out" / "variation-01.png").pixels
    assert 0.03 < float(picture.mean()) < 0.6


def test_a_wish_that_is_none_writes_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "out", "--light", "purple rain") == 2
    assert "purple rain" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
