# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the nodes of a group where a person can read them: framed sections from left to right."""

from __future__ import annotations

import bpy

COLUMN = 190.0
GAP = 30.0


def arrange(tree: bpy.types.NodeTree, section_of: dict[str, int], labels: list[str]) -> None:
    """Sections side by side in their order, inside each one columns by distance from its inputs."""
    left = 0.0
    for section, label in enumerate(labels):
        nodes = [node for node in tree.nodes if section_of.get(node.name) == section]
        if not nodes:
            continue
        columns = _columns(tree, nodes)
        frame = _frame(tree, label) if label else None
        heights: dict[int, float] = {}
        for node in nodes:
            column = columns[node.name]
            node.location = (left + column * COLUMN, heights.get(column, 0.0))
            heights[column] = heights.get(column, 0.0) - _height(node) - GAP
            if frame is not None:
                node.parent = frame
        left += (max(columns.values()) + 1) * COLUMN + 2 * GAP


def _columns(tree: bpy.types.NodeTree, nodes: list[bpy.types.Node]) -> dict[str, int]:
    """How many links lie between each node and the section's left edge, by the longest way."""
    names = {node.name for node in nodes}
    before: dict[str, set[str]] = {name: set() for name in names}
    for link in tree.links:
        if link.from_node.name in names and link.to_node.name in names:
            before[link.to_node.name].add(link.from_node.name)
    columns: dict[str, int] = {}
    for node in nodes:
        _place(node.name, before, columns)
    return columns


def _place(name: str, before: dict[str, set[str]], columns: dict[str, int]) -> int:
    if name not in columns:
        columns[name] = 1 + max(
            (_place(each, before, columns) for each in before[name]), default=-1
        )
    return columns[name]


def _frame(tree: bpy.types.NodeTree, label: str) -> bpy.types.Node:
    frame = tree.nodes.new("NodeFrame")
    frame.label = label
    return frame


def _height(node: bpy.types.Node) -> float:
    """About what the node takes on screen; without a window Blender does not know it."""
    if node.hide:
        return 20.0
    shown = [s for s in (*node.inputs, *node.outputs) if s.enabled and not s.hide]
    return 60.0 + 22.0 * len(shown)
