# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes that are not one plain file: each thing is varied, or left alone with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.request import Axis
from addon.scene import measuring, roles, schedule
from addon.scene import variation_state as state

from . import rooms
from .everything import full_scene, of_the_user
from .snapshot import differences

ALL = tuple(Axis)


@pytest.fixture(autouse=True)
def _state() -> None:
    rooms.register_state()


def sentences() -> dict[str, str]:
    """What is left alone, by the name that each sentence begins with."""
    objects, warnings = roles.dressable_objects(rooms.scene())
    left = {warning.split(" is ")[0].split(" has ")[0]: warning for warning in warnings}
    assert not left.keys() & {obj.name for obj in objects if obj.library}
    return left


def dressable() -> set[str]:
    return {obj.name for obj in roles.dressable_objects(rooms.scene())[0]}


def shown(name: str) -> list[str]:
    (obj,) = (each for each in bpy.data.objects if each.name == name and not each.library)
    return [slot.material.name if slot.material else "" for slot in obj.material_slots]


def goes_there_and_back() -> tuple[str, ...]:
    """Show two variations and the original again, which has to be exact; the sentences of it."""
    before = of_the_user()
    scene = rooms.scene()
    indices = state.store(scene, rooms.planned(2, axes=ALL))
    assert differences(before, of_the_user()) == []
    told = [sentence for index in indices for sentence in state.apply_variation(scene, index)]
    state.show_original(scene)
    assert differences(before, of_the_user()) == []
    return tuple(told)


def library(folder: Path) -> Path:
    """A file with an object, a sun, a bare mesh, and a collection to link from."""
    path = folder / "lib.blend"
    rooms.box("Table", (1.0, 1.0, 0.7), ("wood",))
    rooms.box("Bare", (1.0, 1.0, 1.0))
    rooms.sun("Linked sun")
    group = bpy.data.collections.new("Stools")
    group.objects.link(rooms.box("Stool", (0.4, 0.4, 0.4), ("fabric",)))
    rooms.scene().collection.children.link(group)
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return path


def link(path: Path, **wanted: list[str]) -> Any:
    with bpy.data.libraries.load(str(path), link=True) as (_, found):
        for kind, names in wanted.items():
            setattr(found, kind, names)
    return found


def test_linked_things_are_left_alone_and_local_users_of_them_are_varied(tmp_path: Path) -> None:
    path = library(tmp_path)
    found = link(
        path,
        objects=["Table", "Bare", "Linked sun"],
        collections=["Stools"],
        materials=["wood"],
        meshes=["Stool", "Bare"],
    )
    scene = rooms.awkward_room()
    for obj in found.objects:
        scene.collection.objects.link(obj)
    stools = bpy.data.objects.new("Some stools", None)
    stools.instance_type, stools.instance_collection = "COLLECTION", found.collections[0]
    scene.collection.objects.link(stools)
    override = found.objects[0].override_create()
    override.name = "Override"
    scene.collection.objects.link(override)
    for name, mesh in zip(("Own stool", "Own bare"), found.meshes, strict=True):
        rooms.add(name, mesh)
    own = rooms.box("Own table", (1.0, 1.0, 1.0))
    own.data.materials.append(found.materials[0])

    told = sentences()
    assert "make it local" in told["Table"]
    assert "make it local" in told["Override"]
    assert "make the mesh local" in told["Own bare"]
    assert "linked from another file" in told["Some stools shows the collection Stools, which"]
    assert {"Own stool", "Own table", "Table"} <= dressable()
    assert any("Linked sun is linked" in each for each in goes_there_and_back())

    state.apply_variation(scene, 0)
    assert all(name.startswith("Maquette") for name in shown("Own stool") + shown("Own table"))
    assert shown("Table")[0].startswith("Maquette")
    assert found.objects[0].material_slots[0].material == found.materials[0]
    assert override.material_slots[0].material == found.materials[0]
    assert not found.objects[2].hide_render


def test_linked_things_survive_saving_while_a_variation_shows(tmp_path: Path) -> None:
    found = link(library(tmp_path), meshes=["Stool"], materials=["wood"])
    rooms.add("Own stool", found.meshes[0])
    rooms.box("Own table", (1.0, 1.0, 1.0)).data.materials.append(found.materials[0])
    path = str(tmp_path / "own.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    before = of_the_user()
    state.store(rooms.scene(), rooms.planned(1, axes=ALL))
    state.apply_variation(rooms.scene(), 0)
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    assert shown("Own stool")[0].startswith("Maquette")
    state.show_original(rooms.scene())
    assert differences(before, of_the_user()) == []


def test_objects_of_two_scenes_are_left_alone() -> None:
    scene = rooms.awkward_room()
    other = bpy.data.scenes.new("Other")
    for name in ("Table", "Key"):
        other.collection.objects.link(bpy.data.objects[name])
    assert "also in the scene Other" in sentences()["Table"]
    assert any(each.startswith("Key is also in the scene Other") for each in goes_there_and_back())
    before = {path: value for path, value in of_the_user().items() if "'Other'" in path}
    state.apply_variation(scene, 0)
    after = {path: value for path, value in of_the_user().items() if "'Other'" in path}
    assert after == before
    assert shown("Table") == ["walnut"]
    assert not bpy.data.objects["Key"].hide_render


def test_a_scene_that_shares_everything_says_so() -> None:
    bpy.ops.scene.new(type="EMPTY")
    bpy.data.scenes.remove(bpy.data.scenes[0])
    scene = rooms.awkward_room()
    scene.copy().name = "Night"
    with pytest.raises(InputError, match="also in the scene Night"):
        rooms.planned(1)


@pytest.mark.parametrize("order", ["first", "second"])
def test_scenes_that_came_to_share_objects_keep_the_original(order: str) -> None:
    scene = rooms.awkward_room()
    before = of_the_user()
    state.store(scene, rooms.planned(2, axes=(Axis.MATERIAL,)))
    other = scene.copy()
    state.apply_variation(scene, 0)
    state.apply_variation(other, 1)
    for each in (scene, other) if order == "first" else (other, scene):
        state.show_original(each)
    bpy.data.scenes.remove(other)
    assert differences(before, of_the_user()) == []


def test_what_the_user_changed_since_is_the_original_now() -> None:
    scene = rooms.awkward_room()
    state.store(scene, rooms.planned(2, axes=(Axis.MATERIAL,)))
    state.apply_variation(scene, 0)
    other = scene.copy()
    state.show_original(scene)
    bpy.data.objects["Table"].material_slots[0].material = rooms.material("cherry")
    state.apply_variation(scene, 1)
    state.show_original(scene)
    assert shown("Table") == ["cherry"]
    bpy.data.scenes.remove(other)


def test_hidden_things() -> None:
    full_scene()
    told = sentences()
    assert "hidden from renders" in told["Hidden in renders"]
    assert "not rendered" in told["In store"]
    assert {"Hidden in the viewport", "Hidden by eye"} <= dressable()
    assert "not in this scene" in told["Stools shows the collection Stool group, which"]
    goes_there_and_back()


def test_the_source_of_instances_is_varied_where_the_scene_has_it() -> None:
    scene = full_scene()
    store = bpy.data.collections["Excluded"]
    empty = bpy.data.objects.new("Copies", None)
    empty.instance_type, empty.instance_collection = "COLLECTION", store
    scene.collection.objects.link(empty)
    assert "In store" in dressable()
    assert "Copies" not in " ".join(sentences())
    goes_there_and_back()
    state.apply_variation(scene, 0)
    assert shown("In store")[0].startswith("Maquette")


def set_material_group(name: str) -> bpy.types.NodeTree:
    """A group within a group that sets a material, as asset libraries have them."""
    inner = bpy.data.node_groups.new(f"{name} inside", "GeometryNodeTree")
    outer = bpy.data.node_groups.new(name, "GeometryNodeTree")
    assert inner is not None and outer is not None
    for tree in (inner, outer):
        for way in ("INPUT", "OUTPUT"):
            tree.interface.new_socket("Geometry", in_out=way, socket_type="NodeSocketGeometry")
        begin, end = tree.nodes.new("NodeGroupInput"), tree.nodes.new("NodeGroupOutput")
        node = tree.nodes.new("GeometryNodeSetMaterial" if tree == inner else "GeometryNodeGroup")
        if tree == outer:
            node.node_tree = inner
        else:
            node.inputs["Material"].default_value = rooms.material("moss")
        tree.links.new(begin.outputs[0], node.inputs[0])
        tree.links.new(node.outputs[0], end.inputs[0])
    return outer


def test_geometry_nodes_that_set_materials() -> None:
    rooms.awkward_room()
    group = set_material_group("Moss")
    for name, materials in (("Grown", ()), ("Half grown", ("wood",))):
        rooms.box(name, (1.0, 1.0, 1.0), materials).modifiers.new(
            "Moss", "NODES"
        ).node_group = group
    told = " ".join(sentences().values())
    assert "Grown gets its materials from geometry nodes" in told
    assert "Half grown keeps the materials that its geometry nodes set" in told
    assert "Grown" not in dressable()
    assert "Half grown" in dressable()
    goes_there_and_back()


def other_data() -> dict[str, Any]:
    # Blender 4.5 has annotations under the shorter name.
    is_new = not hasattr(bpy.data, "grease_pencils_v3")
    drawings = bpy.data.grease_pencils if is_new else bpy.data.grease_pencils_v3
    return {
        "Drawing": drawings.new("Drawing"),
        "Hair": bpy.data.hair_curves.new("Hair"),
        "Cloud": bpy.data.volumes.new("Cloud"),
        "Drops": bpy.data.metaballs.new("Drops"),
        "Points": bpy.data.pointclouds.new("Points"),
        "Path": bpy.data.curves.new("Path", "CURVE"),
        "Text": bpy.data.curves.new("Text", "FONT"),
        "Nothing": bpy.data.meshes.new("Nothing"),
    }


def test_what_has_no_faces_of_its_own() -> None:
    scene = rooms.awkward_room()
    for name, data in other_data().items():
        if name == "Path":
            data.dimensions = "3D"
        if data.materials is not None:
            data.materials.append(rooms.material("wood"))
        scene.collection.objects.link(bpy.data.objects.new(name, data))
    told = sentences()
    kept = {"Drawing", "Hair", "Cloud", "Drops", "Points"}
    assert all(told[name].endswith("keeps its materials.") for name in kept)
    assert not kept & dressable()
    # Nothing to dress is nothing to tell.
    assert not {"Path", "Nothing"} & (dressable() | set(told))
    assert "Text" in dressable()
    goes_there_and_back()


def test_an_object_in_edit_mode_keeps_the_slots_of_its_faces() -> None:
    rooms.awkward_room()
    bare = bpy.data.objects["Bare"]
    bpy.context.view_layer.objects.active = bare
    bpy.ops.object.mode_set(mode="EDIT")
    goes_there_and_back()
    bpy.ops.object.mode_set(mode="OBJECT")
    assert [polygon.material_index for polygon in bare.data.polygons] == [0, 0, 0, 2, 0, 0]


def test_drivers_and_key_frames_stay() -> None:
    scene = rooms.awkward_room()
    table, key = bpy.data.objects["Table"], bpy.data.objects["Key"]
    table.active_material_index = 0
    key.hide_render = True
    key.keyframe_insert("hide_render", frame=1)
    rooms.material("walnut").driver_add("roughness").driver.expression = "0.5"
    scene.view_settings.exposure = 0.5
    scene.keyframe_insert("view_settings.exposure", frame=1)
    goes_there_and_back()


def test_a_linked_object_of_the_same_name_is_not_taken_for_the_own_one(tmp_path: Path) -> None:
    found = link(library(tmp_path), objects=["Table"])
    scene = rooms.scene()
    scene.collection.objects.link(found.objects[0])
    own = rooms.box("Table", (2.0, 2.0, 2.0), ("stone",))
    assert own.name == "Table"
    (index,) = state.store(scene, rooms.planned(1, axes=(Axis.MATERIAL,)))
    state.apply_variation(scene, index)
    assert own.material_slots[0].material.name.startswith("Maquette")
    assert found.objects[0].material_slots[0].material.name == "wood"
    assert measuring.faces_of(scene)["Table"].areas.sum() == pytest.approx(24.0)
    (entries,) = schedule.schedules(scene, [index])
    assert [entry.kept for entry in entries] == [False]
