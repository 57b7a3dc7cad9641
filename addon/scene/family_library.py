# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Node groups of families kept in a .blend beside the settings: to append one takes a fiftieth of
the time that building it from Python does.

The library is a shortcut only: whatever it lacks is built. Knows nothing of variations.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import bpy

from . import compat, procedural
from .records import FAMILY

VERSION_KEY = "maquette_version"


def file_name() -> str:
    """One library for each Blender and each state of the families."""
    return f"families-{procedural.VERSION}-blender-{compat.SERIES}.blend"


def load(path: Path, families: Iterable[str]) -> None:
    """Append the node groups of these families that the open file lacks and the library has."""
    have = {tree.get(FAMILY) for tree in bpy.data.node_groups if not tree.library}
    wanted = {_group_name(family) for family in families if family not in have}
    if wanted and path.is_file():
        _append(path, wanted)


@contextmanager
def shelf(path: Path | None) -> Iterator[None]:
    """Take every family from the library, and add those that were built meanwhile at the end.

    For a Blender without anyone at it; None does without. What the file brought is never kept: it
    may have been edited.
    """
    if path is None:
        yield
        return
    brought = {tree.name for tree in bpy.data.node_groups}
    load(path, procedural.FAMILIES)
    known = {tree.name for tree in bpy.data.node_groups}
    yield
    ours = {
        tree
        for tree in bpy.data.node_groups
        if tree.get(FAMILY) in procedural.FAMILIES and tree.name not in brought
    }
    if any(tree.name not in known for tree in ours):
        _write(path, ours)


def _group_name(family: str) -> str:
    return f"Maquette {procedural.FAMILIES[family].label}"


def _append(path: Path, names: set[str]) -> None:
    before = set(bpy.data.libraries)
    try:
        with bpy.data.libraries.load(str(path)) as (source, target):
            target.node_groups = [name for name in source.node_groups if name in names]
    except OSError:
        return
    for tree in target.node_groups:
        if tree is not None and tree.get(VERSION_KEY) != procedural.VERSION:
            bpy.data.node_groups.remove(tree)
    bpy.data.batch_remove([each for each in bpy.data.libraries if each not in before])


def _write(path: Path, trees: set[bpy.types.NodeTree]) -> None:
    """The file is there whole or not at all; without a place for it everything works as before."""
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.blend")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        bpy.data.libraries.write(str(beside), trees, fake_user=True, compress=True)
        os.replace(beside, path)
    except (OSError, RuntimeError):
        return
    finally:
        beside.unlink(missing_ok=True)
