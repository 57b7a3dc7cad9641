# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which slot each face of a mesh uses, in Object Mode and in Edit Mode.

The slot a face had before is kept in a face attribute of the mesh, one for each assignment, so it
follows the faces through later editing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bmesh
import bpy
import numpy as np

ATTRIBUTE = "maquette_former_slot"
INDICES = "material_index"
NOT_OURS = -1


def face_count(obj: bpy.types.Object) -> int:
    if obj.mode == "EDIT":
        return len(bmesh.from_edit_mesh(_mesh(obj)).faces)
    return len(_mesh(obj).polygons)


def selected_faces(obj: bpy.types.Object) -> tuple[int, ...]:
    """Indices of the faces selected in Edit Mode."""
    return tuple(face.index for face in bmesh.from_edit_mesh(_mesh(obj)).faces if face.select)


def has_indices(obj: bpy.types.Object) -> bool:
    """Whether the mesh stores a slot for each face; without, all use the first."""
    if obj.mode == "EDIT":
        obj.update_from_editmode()
    return INDICES in _mesh(obj).attributes


def assign(obj: bpy.types.Object, faces: Sequence[int], slot: int, step: int) -> None:
    """Give `faces` the slot, keeping the one they had as that of assignment `step`."""
    mesh = _mesh(obj)
    name = f"{ATTRIBUTE}_{step}"
    if obj.mode == "EDIT":
        _assign_edited(mesh, faces, slot, name)
        return
    indices = _slots(mesh)
    former = np.full(len(indices), NOT_OURS, np.int32)
    chosen = np.asarray(faces, np.intp)
    former[chosen] = indices[chosen]
    attribute: Any = mesh.attributes.new(name, "INT", "FACE")
    attribute.data.foreach_set("value", former)
    indices[chosen] = slot
    mesh.polygons.foreach_set("material_index", indices)
    mesh.update()


def _assign_edited(mesh: bpy.types.Mesh, faces: Sequence[int], slot: int, name: str) -> None:
    edited = bmesh.from_edit_mesh(mesh)
    layer = edited.faces.layers.int.new(name)
    chosen = set(faces)
    for face in edited.faces:
        face[layer] = face.material_index if face.index in chosen else NOT_OURS
        if face.index in chosen:
            face.material_index = slot
    bmesh.update_edit_mesh(mesh, loop_triangles=False, destructive=False)


def restore(obj: bpy.types.Object, step: int, *, had_indices: bool) -> None:
    """Give the faces of assignment `step` the slot they had before it."""
    mesh = _mesh(obj)
    name = f"{ATTRIBUTE}_{step}"
    if obj.mode == "EDIT":
        _restore_edited(mesh, name)
        return
    attribute: Any = mesh.attributes.get(name)
    if attribute is None:
        return
    former = np.empty(len(mesh.polygons), np.int32)
    attribute.data.foreach_get("value", former)
    mesh.attributes.remove(attribute)
    indices = np.where(former == NOT_OURS, _slots(mesh), former).astype(np.int32)
    mesh.polygons.foreach_set("material_index", indices)
    if not had_indices and not indices.any() and INDICES in mesh.attributes:
        mesh.attributes.remove(mesh.attributes[INDICES])
    mesh.update()


def _restore_edited(mesh: bpy.types.Mesh, name: str) -> None:
    edited = bmesh.from_edit_mesh(mesh)
    layer = edited.faces.layers.int.get(name)
    if layer is None:
        return
    for face in edited.faces:
        if face[layer] != NOT_OURS:
            face.material_index = face[layer]
    edited.faces.layers.int.remove(layer)
    bmesh.update_edit_mesh(mesh, loop_triangles=False, destructive=False)


def _slots(mesh: bpy.types.Mesh) -> np.ndarray:
    indices = np.zeros(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("material_index", indices)
    return indices


def _mesh(obj: bpy.types.Object) -> bpy.types.Mesh:
    assert isinstance(obj.data, bpy.types.Mesh)
    return obj.data
