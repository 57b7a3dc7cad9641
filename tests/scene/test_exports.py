# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations out of the scene: the files hold what they should, the scene stays as it was."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest

from addon.core.errors import Cancelled, InputError
from addon.core.procedural import ProceduralMaterial
from addon.core.progress import CancelToken, SilentReporter
from addon.scene import box_uv, compat, exports, gltf_export, handouts
from addon.scene import variation_state as state
from addon.scene.blend_export import save_as_main_file, write_variation
from addon.scene.composition import CameraChoice
from addon.scene.exports import Export, Pictures, export_variations
from addon.scene.layered import Facing, MaterialPart
from addon.scene.recolor import Place, Recolor
from addon.scene.recolor_nodes import shaders_of
from addon.scene.uv import measure_uv
from addon.scene.variation import SlotChoice, Variation

from . import rooms
from .pictures import png
from .snapshot import differences, lasting, snapshot

OAK = ProceduralMaterial("planks", look="Natural Oak")
LIME = ProceduralMaterial("paint")
GLASS = ProceduralMaterial("glass")
PICTURE = png(np.full((4, 6, 3), 90, np.uint8))

# A material without a look is called by its colour.
PALE = "Linen white painted wall"


@pytest.fixture(autouse=True)
def _state() -> None:
    rooms.register_state()


def box_with_two(*more: SlotChoice) -> tuple[int, ...]:
    rooms.box("Box", (1.0, 1.0, 1.0), ("under", "rest"))
    first = Variation(1, "Pale", (SlotChoice("Box", 1, "floor", LIME), *more))
    second = Variation(2, "Oak", (SlotChoice("Box", 1, "floor", OAK),))
    return state.store(rooms.scene(), [first, second])


def export(folder: Path, indices: tuple[int, ...], *kinds: Export, pictures: bool = True) -> None:
    shown = Pictures([PICTURE] * len(indices), PICTURE) if pictures else None
    export_variations(
        rooms.scene(), indices, kinds, folder,
        title="Box", pictures=shown, reporter=SilentReporter(), cancel=CancelToken(),
    )  # fmt: skip


def write_glb(path: Path, indices: tuple[int, ...]) -> dict[str, Any]:
    """Write a .glb and return its JSON."""
    gltf_export.write_gltf(
        rooms.scene(), indices, path, SilentReporter(), CancelToken(), resolution=16
    )
    data = path.read_bytes()
    (length,) = struct.unpack_from("<I", data, 12)
    return json.loads(data[20 : 20 + length])


def shown(gltf: dict[str, Any], primitive: dict[str, Any]) -> dict[str, str]:
    """The material of each variant on a primitive, and of none."""
    names = [each["name"] for each in gltf["extensions"]["KHR_materials_variants"]["variants"]]
    found = {"": gltf["materials"][primitive["material"]]["name"]}
    for mapping in primitive["extensions"]["KHR_materials_variants"]["mappings"]:
        for variant in mapping["variants"]:
            found[names[variant]] = gltf["materials"][mapping["material"]]["name"]
    return found


def test_pages_and_tables(tmp_path: Path) -> None:
    indices = box_with_two()
    state.apply_variation(rooms.scene(), 1)
    before = snapshot()
    export(tmp_path, indices, Export.PDF, Export.HTML, Export.CSV)
    assert not differences(before, snapshot())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        exports.FILES[kind] for kind in (Export.PDF, Export.HTML, Export.CSV)
    )
    html = (tmp_path / "concepts.html").read_text(encoding="utf-8")
    assert html.count("<article") == 2
    assert "Natural Oak planks" in html


def test_pictures_kept_in_the_scene_are_taken(tmp_path: Path) -> None:
    indices = box_with_two()
    with pytest.raises(InputError, match="render the variations"):
        export(tmp_path, indices, Export.HTML, pictures=False)
    for index in indices:
        state.set_thumbnail(rooms.scene(), index, PICTURE)
    export(tmp_path, indices, Export.HTML, pictures=False)
    assert "data:image/png" in (tmp_path / "concepts.html").read_text(encoding="utf-8")


def test_views_are_told_apart() -> None:
    indices = box_with_two()
    rows = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 9.0), (0.0, 0.0, 0.0, 1.0))
    framed = Variation(3, "Framed", (), camera=CameraChoice("aerial", rows, 24.0))
    other = state.store(rooms.scene(), [framed])
    assert handouts.has_scenes_view(rooms.scene(), (*indices, *other))
    assert not handouts.has_scenes_view(rooms.scene(), other)


def test_a_picture_of_another_kind_becomes_plain() -> None:
    grey = png(np.arange(24).astype(np.uint8).reshape(4, 6, 1))
    assert handouts.png_parts(handouts.plain_png(grey)).is_plain_rgb


def test_nothing_is_written_after_a_cancel(tmp_path: Path) -> None:
    indices, cancel = box_with_two(), CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        export_variations(
            rooms.scene(), indices, [Export.CSV], tmp_path,
            title="", pictures=None, reporter=SilentReporter(), cancel=cancel,
        )  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_a_blend_holds_one_variation_and_the_original(tmp_path: Path) -> None:
    scene = rooms.awkward_room()
    indices = state.store(scene, rooms.planned(2))
    state.apply_variation(scene, indices[0])
    wanted = state.stored_variations(scene)[1]
    before = lasting()
    path = tmp_path / "one.blend"
    write_variation(scene, 1, path)
    assert not differences(before, lasting())
    name = scene.name
    save_as_main_file(path)
    bpy.ops.wm.open_mainfile(filepath=str(path))
    opened = rooms.scene()
    assert (opened.name, len(bpy.data.scenes)) == (name, 1)
    assert state.stored_variations(opened) == (wanted,)
    assert state.state_of(opened).active == 0
    assert bpy.data.objects["Table"].material_slots[0].material.name.startswith("Maquette")
    state.show_original(opened)
    assert bpy.data.objects["Table"].material_slots[0].material.name == "walnut"
    assert opened.world.name == "Sky of the user"
    assert [path.name for path in tmp_path.iterdir()] == ["one.blend"]


def test_a_glb_switches_between_the_original_and_all_variations(tmp_path: Path) -> None:
    indices = box_with_two()
    before = snapshot()
    path = tmp_path / "concepts.glb"
    gltf = write_glb(path, indices)
    # Blender's exporter leaves the names of its properties, without values.
    assert not [each for each in differences(before, snapshot()) if "gltf2_" not in each]
    under, rest = gltf["meshes"][0]["primitives"]
    assert shown(gltf, under) == dict.fromkeys(("", "Original", "Pale", "Oak"), "under")
    assert shown(gltf, rest) == {
        "": PALE, "Original": "rest", "Pale": PALE, "Oak": "Natural Oak planks"
    }  # fmt: skip
    assert "KHR_texture_transform" in gltf["extensionsUsed"]
    assert json.loads(gltf["scenes"][0]["extras"]["maquette_record"])["variations"]
    first = path.read_bytes()
    write_glb(path, indices)
    assert path.read_bytes() == first


def test_a_glb_has_the_cameras(tmp_path: Path) -> None:
    rig = bpy.data.objects.new("Rig", None)
    rig.location = (0.0, 0.0, 3.0)
    eye = bpy.data.objects.new("Eye", bpy.data.cameras.new("Eye"))
    eye.parent = rig
    for each in (rig, eye):
        rooms.scene().collection.objects.link(each)
    scene = rooms.scene()
    scene.camera, scene.render.resolution_x, scene.render.resolution_y = eye, 600, 400
    box_with_two()
    rows = (
        (1.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, -1.0, -5.0),
        (0.0, 1.0, 0.0, 1.0),
        (0.0, 0.0, 0.0, 1.0),
    )
    framed = Variation(3, "Framed", (), camera=CameraChoice("seated", rows, 36.0))
    indices = (0, *state.store(scene, [framed]))
    before = snapshot()
    gltf = write_glb(tmp_path / "box.glb", indices)
    assert not [each for each in differences(before, snapshot()) if "gltf2_" not in each]
    nodes = {each["name"]: each for each in gltf["nodes"] if "camera" in each}
    assert set(nodes) == {"Eye (original)", "Framed: Seated"}
    # Y is up in glTF.
    assert nodes["Eye (original)"]["translation"] == pytest.approx([0.0, 3.0, 0.0])
    assert nodes["Framed: Seated"]["translation"] == pytest.approx([0.0, 1.0, 5.0])
    lens = gltf["cameras"][nodes["Framed: Seated"]["camera"]]["perspective"]
    assert lens["aspectRatio"] == pytest.approx(1.5)
    # 36 mm wide at 36 mm: half the height is a third of the distance.
    assert lens["yfov"] == pytest.approx(2.0 * math.atan(1.0 / 3.0))


def test_blender_reads_the_variants_again(tmp_path: Path) -> None:
    write_glb(tmp_path / "box.glb", box_with_two())
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.import_scene.gltf(filepath=str(tmp_path / "box.glb"))
    variants: Any = bpy.data.scenes[0].gltf2_KHR_materials_variants_variants  # type: ignore[attr-defined]
    assert [each.name for each in variants] == ["Original", "Pale", "Oak"]
    box = next(each for each in bpy.data.objects if each.type == "MESH")
    assert tuple(round(each, 4) for each in box.dimensions) == (1.0, 1.0, 1.0)


def test_recolours_are_colours_and_images_in_a_glb(tmp_path: Path) -> None:
    rooms.box("Box", (1.0, 1.0, 1.0), ("plain", "printed"))
    for name in ("plain", "printed"):
        compat.ensure_nodes(bpy.data.materials[name])
    image = bpy.data.images.new("Print", 8, 8)
    image.pixels.foreach_set(np.tile(np.array([0.8, 0.2, 0.2, 1.0], np.float32), 64))
    tree: Any = bpy.data.materials["printed"].node_tree
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = image
    tree.links.new(texture.outputs[0], next(shaders_of(tree)).inputs["Base Color"])
    grey = Recolor("plain", lightness=0.5, centre=0.93, places=(Place("Box", 0),))
    faded = Recolor("printed", chroma=0.0, places=(Place("Box", 1),))
    indices = state.store(rooms.scene(), [Variation(1, "Quiet", (), recolors=(grey, faded))])
    before = snapshot()
    gltf = write_glb(tmp_path / "box.glb", indices)
    assert not [each for each in differences(before, snapshot()) if "gltf2_" not in each]
    named = {each["name"].split(" #")[0]: each for each in gltf["materials"]}
    printed = named["printed"]["pbrMetallicRoughness"]
    assert "baseColorTexture" in printed
    assert {each["name"] for each in gltf["images"]} == {"Print", "Maquette Print"}
    plain = named["plain"]["pbrMetallicRoughness"]["baseColorFactor"]
    assert plain[:3] == pytest.approx([0.8 / 8.0] * 3, abs=0.003)


def test_glass_lets_light_through_and_a_layered_slot_is_parted(tmp_path: Path) -> None:
    rooms.box("Room", (4.0, 3.0, 2.5), inward=True)
    parts = (MaterialPart(Facing.FLOOR, GLASS, 1.0),)
    walls = SlotChoice("Room", 0, "interior_wall", LIME, parts)
    indices = state.store(rooms.scene(), [Variation(1, "Glass Floor", (walls,))])
    gltf = write_glb(tmp_path / "room.glb", indices)
    materials = [shown(gltf, each)["Glass Floor"] for each in gltf["meshes"][0]["primitives"]]
    assert len(materials) == 2
    glass = next(each for each in gltf["materials"] if "transmission" in str(each))
    assert glass["name"] in materials
    assert {shown(gltf, each)["Original"] for each in gltf["meshes"][0]["primitives"]} == {"Plain"}


@pytest.mark.parametrize("turn", [(0.0, 0.0, 0.0), (1.5707963, 0.0, 0.0), (0.0, 1.5707963, 0.0)])
def test_uvs_are_in_metres_and_upright(turn: tuple[float, float, float]) -> None:
    box = rooms.box("Box", (1.0, 2.0, 3.0))
    box.scale, box.rotation_euler = (2.0, 1.0, 0.5), turn
    bpy.context.view_layer.update()
    box_uv.lay_in_metres(box.data, box.matrix_world)
    measure = measure_uv(box)
    assert measure is not None
    assert measure.metres_per_unit == pytest.approx((1.0, 1.0), abs=1e-5)
    assert measure.stretch == pytest.approx(1.0, abs=1e-5)
    assert measure.sideways == 0.0
