# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The looks of a material's family, and switching a material from one to another in place."""

from __future__ import annotations

import bpy

from ..core.errors import InputError
from . import procedural
from .records import FAMILY
from .surface_nodes import surface_node


def looks_of(material: bpy.types.Material | None) -> tuple[str, ...]:
    """The names of its family's looks, the default one first; none without a family."""
    family = _family_of(material)
    return () if family is None else tuple(look.name for look in family.looks)


def use_look(material: bpy.types.Material | None, name: str) -> None:
    """Give every parameter of the material the look's value; scale and rotation stay.

    `InputError` for a material without a family, or a look that its family does not have.
    """
    family, node = _family_of(material), surface_node(material)
    look = None if family is None else family.look(name)
    if material is None or family is None or look is None:
        raise InputError(f"This material has no look {name!r}; choose one from the menu.")
    for each, value in procedural.from_look(family, look).parameters.items():
        if each in node.inputs:
            node.inputs[each].default_value = (*value, 1.0) if isinstance(value, tuple) else value
    node.label = look.name


def _family_of(material: bpy.types.Material | None) -> procedural.Family | None:
    node = surface_node(material)
    return None if node is None else procedural.FAMILIES.get(node.node_tree[FAMILY])
