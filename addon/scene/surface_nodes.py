# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two nodes of a procedural material that a designer turns: its family and how it is laid.

Finds them by what the node groups carry, so that a panel need not load the families.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import bpy

from .records import FAMILY

PLACING = "coordinates"
WEAR = "Wear"


def active_material(obj: bpy.types.Object | None) -> bpy.types.Material | None:
    return None if obj is None else obj.active_material


def surface_node(material: bpy.types.Material | None) -> Any | None:
    """The group node of a material's family; None for a material that has none."""
    return next((node for key, node in _group_nodes(material) if key != PLACING), None)


def placing_node(material: bpy.types.Material | None) -> Any | None:
    """The group node that says how large and how turned the family is laid."""
    return next((node for key, node in _group_nodes(material) if key == PLACING), None)


def inputs_of(node: Any, *, wear: bool) -> list[bpy.types.NodeSocket]:
    """The inputs that a person turns, in order: those of wear, or all others."""
    interface = node.node_tree.interface
    wanted = [
        item.identifier
        for item in interface.items_tree
        if item.item_type == "SOCKET"
        and item.in_out == "INPUT"
        and not item.hide_value
        and (item.parent.name == WEAR) is wear
    ]
    return [socket for socket in node.inputs if socket.identifier in wanted]


def _group_nodes(material: bpy.types.Material | None) -> Iterator[tuple[str, Any]]:
    tree = None if material is None else material.node_tree
    for node in () if tree is None else tree.nodes:
        group = getattr(node, "node_tree", None)
        key = None if group is None else group.get(FAMILY)
        if key is not None:
            yield str(key), node
