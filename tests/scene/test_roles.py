# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import bpy
import pytest

from addon.scene import roles
from addon.scene.procedural import ROLES
from addon.scene.role_words import ELEMENTS

from . import rooms


def _only_role(obj: bpy.types.Object, slot: int = 0) -> roles.SlotRole:
    return roles.roles_of([obj])[slot]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("metalDark", ("metal", "dark")),
        ("exterior_wall", ("exterior", "wall")),
        ("Roof_01.003", ("roof",)),
        ("window-frame", ("window", "frame")),
        ("FußbodenHolz", ("fußboden", "holz")),
        ("", ()),
    ],
)
def test_names_come_apart(name: str, words: tuple[str, ...]) -> None:
    assert roles.words_of(name) == words


@pytest.mark.parametrize(
    ("obj", "material", "role"),
    [
        ("Cube", "floor", "floor"),
        ("Cube", "exterior_wall", "exterior_wall"),
        ("Cube", "Roof_01", "roof"),
        ("Cube", "window_frame", "frame"),
        ("Cube", "Glas", "glazing"),
        ("Cube", "window", "glazing"),
        ("Cube", "Rasen", "vegetation"),
        ("Cube", "plafond", "ceiling"),
        ("Cube", "puerta", "door"),
        ("loungeSofa", "carpet", "upholstery"),
        ("loungeSofa", "wood", "wood_furniture"),
        ("window", "wood", "frame"),
        ("door", "metal", "metal_part"),
        ("bathtub", "carpetWhite", "fixture"),
        ("lampRoundFloor", "lamp", "fixture"),
        ("wallDoorway", "_defaultMat", "interior_wall"),
        ("wallOutside", "_defaultMat", "exterior_wall"),
        ("Table", "top", "tabletop"),
        ("Table", "pole", "metal_part"),
        ("Plant", "leaf", "vegetation"),
    ],
)
def test_names_tell_the_role(obj: str, material: str, role: str) -> None:
    found = _only_role(rooms.box(obj, (1.0, 1.0, 1.0), (material,)))
    assert found.role == role
    assert found.confidence >= 0.6
    assert found.reason.endswith(".")


def test_a_wall_says_inside_when_the_scene_has_a_ceiling() -> None:
    found = roles.roles_of(
        [rooms.box("Box", (6.0, 4.0, 2.7), ("floor", "ceiling", "wall"), inward=True)]
    )
    assert [each.role for each in found] == ["floor", "ceiling", "interior_wall"]


def test_without_names_the_faces_decide() -> None:
    plane = rooms.box("Thing", (8.0, 8.0, 0.01), ())
    house = rooms.box("Other thing", (8.0, 8.0, 6.0), (), at=(20.0, 0.0, 0.0))
    found = {each.object_name: each for each in roles.roles_of([plane, house])}
    assert found["Thing"].role == "floor"
    assert found["Other thing"].role == "exterior_wall"
    assert found["Other thing"].confidence < 0.6


def test_an_inward_box_without_names_is_a_room_with_a_floor() -> None:
    found = _only_role(rooms.box("Thing", (8.0, 8.0, 2.5), (), inward=True))
    assert found.role == "interior_wall"
    assert found.parts == ("floor", "ceiling")


def test_a_mirrored_object_still_faces_outward() -> None:
    obj = rooms.box("Thing", (8.0, 8.0, 6.0))
    obj.scale.x = -1.0
    bpy.context.view_layer.update()
    assert _only_role(obj).role == "exterior_wall"


def test_a_mesh_without_slots_has_slot_0() -> None:
    found = roles.roles_of([rooms.box("Sofa", (2.0, 0.9, 0.8))])
    assert [(each.slot_index, each.role) for each in found] == [(0, "upholstery")]


def test_hidden_and_linked_objects_are_left_out_with_a_sentence(tmp_path: object) -> None:
    hidden = rooms.box("Hidden", (1.0, 1.0, 1.0))
    hidden.hide_render = True
    rooms.box("Shown", (1.0, 1.0, 1.0))
    path = f"{tmp_path}/library.blend"
    bpy.data.libraries.write(path, {bpy.data.objects["Shown"]})
    with bpy.data.libraries.load(path, link=True) as (source, target):
        target.objects = list(source.objects)
    rooms.scene().collection.objects.link(target.objects[0])
    found, warnings = roles.dressable_objects(rooms.scene())
    assert [obj.name for obj in found] == ["Shown"]
    assert found[0].library is None
    assert any("Hidden" in each and "hidden" in each for each in warnings)
    assert any("linked" in each for each in warnings)


def test_every_word_means_a_role_that_exists() -> None:
    assert set(ELEMENTS.values()) <= set(ROLES)
