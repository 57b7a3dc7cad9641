# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells a role besides names: IFC, the material's look, form, what is around."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

from addon.core.nearest import Nearest
from addon.scene import roles
from addon.scene.ifc_facts import ROLES as IFC_ROLES
from addon.scene.ifc_facts import TYPED_ROLES, ifc_facts
from addon.scene.material_look import look_of
from addon.scene.procedural import ROLES

from . import rooms


def only(obj: bpy.types.Object, *others: bpy.types.Object, slot: int = 0) -> roles.SlotRole:
    return roles.roles_of([obj, *others])[slot]


def principled(name: str, **values: Any) -> bpy.types.Material:
    material = rooms.material(name)
    if material.node_tree is None:
        material.use_nodes = True
    for key, value in values.items():
        material.node_tree.nodes["Principled BSDF"].inputs[
            key.replace("_", " ")
        ].default_value = value
    return material


@pytest.mark.parametrize(
    ("name", "properties", "role"),
    [
        ("IfcWall/Wall-001", {"Pset_WallCommon": {"IsExternal": True}}, "exterior_wall"),
        ("IfcWallStandardCase_3f2", {"IsExternal": "False"}, "interior_wall"),
        ("Basic:300mm", {"ifc_class": "IfcSlab", "PredefinedType": "ROOF"}, "roof"),
        ("Basic:300mm", {"ifcClass": "IfcSlab"}, "floor"),
        ("0aGx", {"IfcType": "IfcCovering", "predefined_type": "ceiling"}, "ceiling"),
        ("IfcFurniture/Chair", {}, "wood_furniture"),
        ("IfcPlate/Panel", {"PredefinedType": "CURTAIN_PANEL"}, "glazing"),
        ("IfcSanitaryTerminal/WC", {}, "fixture"),
        ("IfcSite/My Site", {}, "terrain"),
    ],
)
def test_ifc_classes_and_properties_tell(name: str, properties: dict[str, Any], role: str) -> None:
    obj = rooms.box(name, (3.0, 3.0, 3.0), ("Default",))
    for key, value in properties.items():
        obj[key] = value
    found = only(obj)
    assert found.role == role
    assert found.confidence == pytest.approx(0.95)
    assert "Ifc" in found.reason


def test_the_class_may_stand_on_what_the_mesh_hangs_on() -> None:
    holder = bpy.data.objects.new("3vB2", None)
    holder["extras_ifcClass"] = "IfcDoor"
    rooms.scene().collection.objects.link(holder)
    mesh = rooms.box("Mesh", (1.0, 0.1, 2.0), ("Default",))
    mesh.parent = holder
    assert ifc_facts(mesh).entity == "IfcDoor"
    assert only(mesh).role == "door"


def test_a_slot_may_be_a_fitting_of_the_class() -> None:
    window = rooms.box("IfcWindow/W1", (1.0, 0.1, 1.2), ("Glass", "Aluminium", "Default"))
    assert [each.role for each in roles.roles_of([window])] == ["glazing", "frame", "frame"]


def test_an_object_type_in_words_tells() -> None:
    obj = rooms.box("Generic-12", (2.0, 0.9, 0.8), ("Default",))
    obj["ObjectType"] = "Corner sofa"
    assert only(obj).role == "upholstery"


def test_foreign_properties_are_only_read() -> None:
    obj = rooms.box("Thing", (1.0, 1.0, 1.0))
    obj["class"] = "IfcNothingKnown" * 400
    obj["IsExternal"] = [1.0, 2.0]
    assert ifc_facts(obj).role == ""


def test_ifc_roles_exist() -> None:
    assert {*IFC_ROLES.values(), *TYPED_ROLES.values()} <= set(ROLES)
    assert {entity for entity, _ in TYPED_ROLES} <= set(IFC_ROLES)


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ({"Transmission_Weight": 1.0}, "glazing"),
        ({"Alpha": 0.3}, "glazing"),
        ({"Metallic": 1.0}, "metal_part"),
        ({"Base_Color": (0.05, 0.3, 0.04, 1.0), "Roughness": 0.9}, "vegetation"),
        ({"Emission_Strength": 5.0, "Emission_Color": (1.0, 0.9, 0.7, 1.0)}, "fixture"),
    ],
)
def test_a_look_tells_where_no_name_does(values: dict[str, Any], role: str) -> None:
    principled("Material", **values)
    found = only(rooms.box("Cube", (0.4, 0.4, 0.4), ("Material",)))
    assert found.role == role
    assert 0.5 <= found.confidence < 0.9


def test_clear_goes_before_the_name_of_the_object_and_after_that_of_the_slot() -> None:
    principled("Material", Alpha=0.2)
    principled("curtain", Alpha=0.2)
    window = rooms.box("window", (1.0, 0.1, 1.2), ("Material", "curtain"))
    assert [each.role for each in roles.roles_of([window])] == ["glazing", "upholstery"]


def test_a_palette_of_many_colours_is_no_colour() -> None:
    image = bpy.data.images.new("palette", 2, 1, alpha=True)
    material = principled("Material")
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    shader = material.node_tree.nodes["Principled BSDF"]
    material.node_tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
    image.pixels = [1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]
    assert look_of(material).color is None
    image.pixels = [0.2, 0.5, 0.1, 1.0] * 2
    assert look_of(material).is_green


def test_a_door_of_a_thing_is_of_the_thing() -> None:
    cabinet = rooms.box("kitchenCabinet", (0.6, 0.6, 0.9), ("Default",))
    door = rooms.box("door", (0.6, 0.02, 0.7), ("wood",))
    door.parent = cabinet
    assert only(door, cabinet).role == "wood_furniture"
    assert only(rooms.box("door2", (0.9, 0.04, 2.0), ("wood",))).role == "door"


def test_meanings_of_unknown_words_are_heeded() -> None:
    obj = rooms.box("Walkway", (2.0, 2.0, 0.2))
    assert only(obj).role != "paving"
    hints = roles.Hints(meanings={"walkway": Nearest("paving", 0.58)})
    found = roles.roles_of([obj], hints)[0]
    assert found.role == "paving"
    assert 0.4 < found.confidence < 0.7


@pytest.mark.parametrize(
    ("size", "at", "role"),
    [
        ((0.9, 0.05, 2.0), (0.0, 0.0, 0.0), "door"),
        ((2.0, 1.5, 0.01), (0.0, 0.0, 0.0), "upholstery"),
        ((1.2, 0.8, 0.05), (0.0, 0.0, 0.7), "tabletop"),
    ],
)
def test_the_form_of_a_nameless_thing_is_a_guess(
    size: tuple[float, float, float], at: tuple[float, float, float], role: str
) -> None:
    room = rooms.box("Cube", (6.0, 4.0, 2.7), (), inward=True)
    thing = rooms.box("Cube.001", size, (), at=at)
    found = roles.roles_of([thing, room])[0]
    assert found.role == role
    assert found.confidence < 0.5


def test_a_wide_ground_makes_the_outside() -> None:
    """The same walls, with as many faces inward as outward, in a room and on a site."""
    walls = rooms.box("Cube", (6.0, 6.0, 3.0))
    lining = rooms.box("Cube.001", (5.6, 5.6, 3.0), (), inward=True)
    ground = rooms.box("Cube.002", (60.0, 60.0, 0.1))
    top = rooms.box("Cube.003", (3.0, 3.0, 0.2), at=(0.0, 0.0, 2.9))
    assert roles.roles_of([top, walls, lining])[0].role == "ceiling"
    assert roles.roles_of([top, walls, lining, ground])[0].role == "roof"
