# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The nodes that a designer turns, and switching a material from look to look in place."""

from __future__ import annotations

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.procedural import ProceduralMaterial
from addon.scene import looks, procedural
from addon.scene.surface_nodes import inputs_of, placing_node, surface_node

BRICK = procedural.FAMILIES["brick"]


def brick() -> bpy.types.Material:
    first = procedural.from_look(BRICK, BRICK.looks[0])
    material = ProceduralMaterial("brick", first.parameters, first.look, scale=2.0)
    return procedural.build_material(material, "Wall")


def test_the_nodes_of_a_material_are_found_and_split_into_look_and_wear() -> None:
    material = brick()
    node, placing = surface_node(material), placing_node(material)
    assert node is not None and placing is not None
    look, wear = inputs_of(node, wear=False), inputs_of(node, wear=True)
    named = [each.name for each in BRICK.parameters]
    assert sorted(each.name for each in (*look, *wear)) == sorted(named)
    by_group = {each.name for each in BRICK.parameters if each.group is procedural.Group.WEAR}
    assert {each.name for each in wear} == by_group != set()
    assert placing.inputs["Scale"].default_value == 2.0


@pytest.mark.parametrize("material", [None, "plain"])
def test_other_materials_have_no_surface_and_no_looks(material: str | None) -> None:
    block = None if material is None else bpy.data.materials.new(material)
    assert surface_node(block) is None
    assert placing_node(block) is None
    assert looks.looks_of(block) == ()
    with pytest.raises(InputError, match="no look"):
        looks.use_look(block, "Red")


def test_a_look_replaces_every_value_and_keeps_size_and_direction() -> None:
    material = brick()
    names = looks.looks_of(material)
    assert names == tuple(look.name for look in BRICK.looks)
    looks.use_look(material, names[1])
    read = procedural.read_material(material)
    assert read is not None
    expected = procedural.from_look(BRICK, BRICK.looks[1])
    assert (read.look, read.scale) == (names[1], 2.0)
    for name, value in expected.parameters.items():
        assert read.parameters[name] == pytest.approx(value, rel=1e-5), name


def test_a_look_of_another_family_is_refused() -> None:
    with pytest.raises(InputError, match="no look 'Nothing'"):
        looks.use_look(brick(), "Nothing")
