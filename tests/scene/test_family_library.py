# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Node groups come from the library as they were built, and never from someone's edited file."""

from __future__ import annotations

from pathlib import Path

import bpy

from addon.scene import family_library, procedural
from addon.scene.procedural import FAMILIES


def described(tree: bpy.types.NodeTree) -> list[tuple[object, ...]]:
    nodes = [(n.bl_idname, n.name, n.location.x, n.label) for n in tree.nodes]
    links = [(each.from_node.name, each.to_node.name) for each in tree.links]
    sockets = [
        (each.name, each.socket_type, str(getattr(each, "default_value", "")))
        for each in tree.interface.items_tree
        if each.item_type == "SOCKET"
    ]
    return [*nodes, *links, *sockets]


def empty() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def test_what_was_built_is_appended_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / family_library.file_name()
    with family_library.shelf(path):
        built = described(procedural.node_group(FAMILIES["paint"]))
    empty()
    family_library.load(path, ["paint", "felt"])
    assert [tree.name for tree in bpy.data.node_groups] == ["Maquette Painted Wall"]
    assert len(bpy.data.libraries) == 0
    assert described(procedural.node_group(FAMILIES["paint"])) == built
    assert len(bpy.data.node_groups) == 1


def test_it_grows_and_leaves_out_what_the_file_brought(tmp_path: Path) -> None:
    path = tmp_path / family_library.file_name()
    with family_library.shelf(path):
        procedural.node_group(FAMILIES["paint"])
    empty()
    procedural.node_group(FAMILIES["felt"]).nodes.clear()
    with family_library.shelf(path):
        procedural.node_group(FAMILIES["lacquer"])
    with bpy.data.libraries.load(str(path)) as (source, _):
        names = set(source.node_groups)
    assert names == {"Maquette Painted Wall", "Maquette Lacquer"}


def test_a_broken_library_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "broken.blend"
    path.write_bytes(b"BLENDER-no")
    family_library.load(path, ["paint"])
    assert len(bpy.data.node_groups) == 0
    assert len(bpy.data.libraries) == 0
    with family_library.shelf(path):
        procedural.node_group(FAMILIES["paint"])
    empty()
    family_library.load(path, ["paint"])
    assert len(bpy.data.node_groups) == 1
