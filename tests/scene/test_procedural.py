# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The procedural families: what they promise, and that Blender builds what they promise."""

from __future__ import annotations

import math
import random
from typing import Any

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.procedural import ProceduralMaterial
from addon.scene.procedural import (
    FAMILIES,
    ROLES,
    Family,
    Group,
    Unit,
    build_material,
    complete,
    families_for,
    from_look,
    node_group,
    read_material,
    sample,
)

OUTPUTS = ["Base Color", "Roughness", "Metallic", "Height", "Normal"]
GLAZING = ["Transmission", "IOR"]

each_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=list(FAMILIES))


def sockets(tree: bpy.types.ShaderNodeTree, in_out: str) -> dict[str, Any]:
    return {
        item.name: item
        for item in tree.interface.items_tree
        if item.item_type == "SOCKET" and item.in_out == in_out
    }


def luminance(color: tuple[float, float, float]) -> float:
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]


def test_every_role_has_at_least_two_looks_to_choose_from() -> None:
    for role in ROLES:
        assert sum(len(family.looks) for family in families_for(role)) >= 2, role


def test_roles_and_identifiers_are_known() -> None:
    for key, family in FAMILIES.items():
        assert family.id == key
        assert set(family.roles) <= set(ROLES), key
        assert family.size_m > 0.0


@each_family
def test_looks_name_parameters_of_the_family_inside_their_ranges(family: Family) -> None:
    names = [look.name for look in family.looks]
    assert len(set(names)) == len(names) >= 3
    for look in family.looks:
        values = from_look(family, look).parameters
        assert set(values) == {each.name for each in family.parameters}
        for name, value in look.values.items():
            assert values[name] == pytest.approx(value, rel=1e-4), "clamped"


@each_family
def test_parameters_are_described_and_their_defaults_lie_in_range(family: Family) -> None:
    for each in family.parameters:
        assert each.description
        if each.unit is Unit.COLOR:
            assert isinstance(each.default, tuple)
        else:
            assert isinstance(each.default, float)
            assert each.minimum <= each.default <= each.maximum


@each_family
def test_colors_of_looks_are_physically_plausible(family: Family) -> None:
    for look in family.looks:
        for name, value in from_look(family, look).parameters.items():
            if isinstance(value, tuple):
                assert 0.02 <= luminance(value) <= 0.9, (look.name, name)


@each_family
def test_a_group_has_the_familys_parameters_and_sound_links(family: Family) -> None:
    tree = node_group(family)
    inputs = sockets(tree, "INPUT")
    glazing = GLAZING if "glazing" in family.roles else []
    assert list(sockets(tree, "OUTPUT")) == OUTPUTS + glazing
    assert list(inputs) == ["Vector", *named_in_panel_order(family)]
    for each in family.parameters:
        socket = inputs[each.name]
        assert socket.description == each.description
        if isinstance(each.default, tuple):
            assert tuple(socket.default_value)[:3] == pytest.approx(each.default)
        else:
            assert socket.default_value == pytest.approx(each.default)
            assert (socket.min_value, socket.max_value) == pytest.approx(
                (each.minimum, each.maximum)
            )
    assert all(link.is_valid for link in tree.links)


def named_in_panel_order(family: Family) -> list[str]:
    """Wear has a panel of its own, after the rest."""
    worn = [each.name for each in family.parameters if each.group is Group.WEAR]
    return [each.name for each in family.parameters if each.name not in worn] + worn


@each_family
def test_every_parameter_and_every_node_reaches_an_output(family: Family) -> None:
    tree = node_group(family)
    feeding = {node.name for node in tree.nodes if node.type == "GROUP_OUTPUT"}
    grown = True
    while grown:
        found = {each.from_node.name for each in tree.links if each.to_node.name in feeding}
        grown = not found <= feeding
        feeding |= found
    idle = [node.name for node in tree.nodes if node.type != "FRAME" and node.name not in feeding]
    used = {link.from_socket.name for link in tree.links if link.from_node.type == "GROUP_INPUT"}
    assert not idle
    assert used == {"Vector", *(each.name for each in family.parameters)}


@each_family
def test_nodes_stand_left_to_right_without_overlapping(family: Family) -> None:
    tree = node_group(family)
    places = [tuple(node.location) for node in tree.nodes if node.type != "FRAME"]
    assert len(set(places)) == len(places)
    for link in tree.links:
        assert link.from_node.location.x < link.to_node.location.x


@each_family
def test_a_material_is_read_back_as_it_was_built(family: Family) -> None:
    for seed in range(3):
        wanted = sample(family, random.Random(seed))
        assert read_material(build_material(wanted, family.label)) == wanted


def test_scale_rotation_and_edits_are_read_back() -> None:
    material = build_material(
        ProceduralMaterial("tile", {"Tile Length": 0.3}, scale=2.0, rotation=0.5), "Tiles"
    )
    group = next(n for n in material.node_tree.nodes if "Tile Length" in n.inputs)
    group.inputs["Dirt"].default_value = 0.75
    back = read_material(material)
    assert back is not None
    assert (back.scale, back.rotation) == (2.0, 0.5)
    assert (back.parameters["Tile Length"], back.parameters["Dirt"]) == (0.3, 0.75)


def test_other_materials_are_not_read() -> None:
    assert read_material(None) is None
    assert read_material(bpy.data.materials.new("Plain")) is None


@each_family
def test_a_sample_is_the_same_for_the_same_seed_and_in_range(family: Family) -> None:
    for seed in range(20):
        first = sample(family, random.Random(seed))
        assert first == sample(family, random.Random(seed))
        assert first.look in {look.name for look in family.looks}
        for each in family.parameters:
            value = first.parameters[each.name]
            channels = value if isinstance(value, tuple) else (value,)
            assert all(each.minimum <= channel <= each.maximum for channel in channels)
            if isinstance(value, tuple):
                assert 0.0199 <= luminance(value) <= 0.9001, (first.look, each.name)
    assert len({sample(family, random.Random(seed)) for seed in range(20)}) > 10


def test_building_twice_adds_one_material_and_no_group() -> None:
    brick = sample(FAMILIES["brick"], random.Random(1))
    build_material(brick, "Wall")
    groups = len(bpy.data.node_groups)
    build_material(brick, "Wall")
    assert len(bpy.data.node_groups) == groups == 2
    assert len(bpy.data.materials) == 2
    assert all(group.users > 0 for group in bpy.data.node_groups)


def test_nothing_is_left_of_a_material_that_cannot_be() -> None:
    for wrong in (
        ProceduralMaterial("unobtainium"),
        ProceduralMaterial("brick", {"Colour": 1.0}),
        ProceduralMaterial("brick", {"Brick Color": 1.0}),
        ProceduralMaterial("brick", {"Joint Width": (0.1, 0.1, 0.1)}),
    ):
        with pytest.raises(InputError):
            build_material(wrong, "Wrong")
    assert not bpy.data.materials
    assert not bpy.data.node_groups


def test_values_outside_their_range_are_brought_inside() -> None:
    values = complete(ProceduralMaterial("brick", {"Joint Width": 5.0, "Chips": -1.0}))
    joint = FAMILIES["brick"].parameter("Joint Width")
    assert joint is not None
    assert values["Joint Width"] == joint.maximum
    assert values["Chips"] == 0.0
    assert values["Brick Length"] == pytest.approx(0.215)


def test_angles_and_lengths_are_shown_as_such() -> None:
    inputs = sockets(node_group(FAMILIES["brick"]), "INPUT")
    assert inputs["Joint Width"].subtype == "DISTANCE"
    assert inputs["Dirt"].subtype == "FACTOR"
    assert math.isclose(inputs["Joint Width"].default_value, 0.01, rel_tol=1e-5)
