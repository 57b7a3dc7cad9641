# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every property of every data-block as one flat dictionary, to compare a file before and after.

Walks RNA generically and knows nothing of what a test changes. Left out, because Blender writes
them by itself: data of the user interface (screens, workspaces; the scene a window shows is kept),
session ids, tags, previews, evaluated data, and the Render Result and Viewer images.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import bpy
import numpy as np

USER_INTERFACE = {"screens", "window_managers", "workspaces", "all_ids"}
VOLATILE = {
    "rna_type",
    "original",
    "session_uid",
    "tag",
    "is_evaluated",
    "is_updated",
    "is_updated_data",
    "preview",
    "depsgraph",
    "bindcode",
    "is_runtime_data",
}
# Derived from what is compared anyway, and slow to walk.
DERIVED = {
    "Mesh": {
        "loop_triangles",
        "loop_triangle_polygons",
        "vertex_normals",
        "polygon_normals",
        "corner_normals",
        "vertex_colors",
        "sculpt_vertex_colors",
        "vertices",
        "edges",
        "loops",
        "polygons",
        "color_attributes",
    },
    "Image": {"pixels", "has_data", "is_dirty"},
    # Nobody has chosen it until a file format is; Blender then fills in the default for good.
    "ImageFormatSettings": {"linear_colorspace_settings"},
    # Blender unpacks constant attributes when it needs them.
    "Attribute": {"storage_type"},
    "Node": {"internal_links"},
    # Which sockets a node offers follows from its settings; Blender brings it up to date when it
    # likes.
    "NodeSocket": {"enabled", "is_unavailable", "is_inactive", "is_icon_visible"},
}
LARGE = 64
BLENDERS_OWN_IMAGES = {"RENDER_RESULT", "COMPOSITING"}

Snapshot = dict[str, Any]


def snapshot() -> Snapshot:
    """Path -> value for everything in the open file; equal files give equal dictionaries."""
    for scene in bpy.data.scenes:
        for layer in scene.view_layers:
            layer.update()
    out: Snapshot = {}
    for index, window in enumerate(bpy.data.window_managers[0].windows):
        out[f"windows[{index}]"] = (window.scene.name, window.view_layer.name)
    for prop in bpy.data.bl_rna.properties:
        if prop.type == "COLLECTION" and prop.identifier not in USER_INTERFACE:
            _walk_blocks(prop.identifier, out)
    return out


def differences(before: Snapshot, after: Snapshot) -> list[str]:
    """One line for each path that is gone, new or changed; empty when the two are equal."""
    gone = [f"gone: {path}" for path in before if path not in after]
    new = [f"new: {path} = {after[path]!r}" for path in after if path not in before]
    changed = [
        f"changed: {path}: {before[path]!r} -> {after[path]!r}"
        for path in before
        if path in after and before[path] != after[path]
    ]
    return gone + new + changed


def _walk_blocks(collection: str, out: Snapshot) -> None:
    blocks = getattr(bpy.data, collection)
    for block in blocks:
        if isinstance(block, bpy.types.Image) and block.type in BLENDERS_OWN_IMAGES:
            continue
        path = f"{collection}{_reference(block)}"
        out[path] = type(block).__name__
        _Walk(block, out).struct(block, path)
        _contents(block, path, out)


def _reference(block: bpy.types.ID) -> str:
    library = f"@{block.library.filepath}" if block.library else ""
    return f"[{block.name!r}{library}]"


class _Walk:
    """One data-block: each struct in it is entered once, data-blocks it points to are only
    named.
    """

    def __init__(self, root: bpy.types.ID, out: Snapshot) -> None:
        self.root = root
        self.out = out
        self.entered: set[tuple[int, str]] = set()

    def struct(self, item: bpy.types.bpy_struct, path: str) -> None:
        key = (item.as_pointer(), item.bl_rna.identifier)
        if key in self.entered:
            return
        self.entered.add(key)
        skipped = VOLATILE.union(*(DERIVED.get(name, ()) for name in _class_names(item)))
        for prop in item.bl_rna.properties:
            if prop.identifier not in skipped:
                self.prop(item, prop, f"{path}.{prop.identifier}")
        self.custom(item, path)

    def prop(self, item: bpy.types.bpy_struct, prop: bpy.types.Property, path: str) -> None:
        try:
            value = getattr(item, prop.identifier)
        except (AttributeError, RuntimeError, ValueError, TypeError, SystemError) as error:
            self.out[path] = f"unreadable: {type(error).__name__}"
            return
        if prop.type == "POINTER":
            self.pointer(value, path)
        elif prop.type == "COLLECTION":
            self.collection(value, path)
        else:
            self.out[path] = plain(value)

    def pointer(self, value: Any, path: str) -> None:
        if isinstance(value, bpy.types.ID) and not _is_inside(value, self.root):
            self.out[path] = f"{type(value).__name__}{_reference(value)}"
        elif isinstance(value, bpy.types.bpy_struct):
            self.out[path] = f"<{value.bl_rna.identifier} {_name_of(value)}>"
            self.struct(value, path)
        else:
            self.out[path] = repr(value)

    def collection(self, value: Any, path: str) -> None:
        self.out[f"{path}.length"] = len(value)
        if len(value) > LARGE and (digest := _digest_of(value)) is not None:
            self.out[path] = digest
        else:
            for index, item in enumerate(value):
                self.pointer(item, f"{path}[{index}]")
        own = getattr(value, "bl_rna", None)
        if own is not None and isinstance(value, bpy.types.bpy_prop_collection):
            for prop in own.properties:
                if prop.type != "COLLECTION" and prop.identifier not in VOLATILE:
                    self.prop(value, prop, f"{path}.{prop.identifier}")

    def custom(self, item: bpy.types.bpy_struct, path: str) -> None:
        try:
            names = list(item.keys())
        except (TypeError, AttributeError):
            return
        for name in names:
            if name not in item.bl_rna.properties:
                self.id_property(item[name], f'{path}["{name}"]')

    def id_property(self, value: Any, path: str) -> None:
        if isinstance(value, bpy.types.bpy_struct):
            self.pointer(value, path)
        elif hasattr(value, "keys"):
            self.out[path] = tuple(value.keys())
            for name in value.keys():  # noqa: SIM118 - an ID property group, not a dictionary
                self.id_property(value[name], f'{path}["{name}"]')
        elif isinstance(value, list):
            self.out[path] = len(value)
            for index, each in enumerate(value):
                self.id_property(each, f"{path}[{index}]")
        else:
            self.out[path] = plain(value)


def plain(value: Any) -> Any:
    """A value that compares by content; floats by their bits, so that NaN equals NaN."""
    if isinstance(value, (bool, int, str, type(None))):
        return value
    if isinstance(value, float):
        return value.hex()
    if isinstance(value, (bytes, bytearray)):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    try:
        return tuple(plain(each) for each in value)
    except TypeError:
        return repr(value)


def _class_names(item: bpy.types.bpy_struct) -> Iterator[str]:
    for each in type(item).__mro__:
        yield each.__name__


def _is_inside(block: bpy.types.ID, root: bpy.types.ID) -> bool:
    """Node trees and master collections live in their owner and in no collection of bpy.data."""
    return block == root or block.is_embedded_data


def _name_of(value: bpy.types.bpy_struct) -> str:
    name = getattr(value, "name", "")
    return name if isinstance(name, str) else ""


def _digest_of(collection: Any) -> str | None:
    """Hash of the one number property that each item of a long collection holds, or None."""
    first = collection[0]
    names = [
        prop.identifier
        for prop in first.bl_rna.properties
        if prop.type in {"FLOAT", "INT", "BOOLEAN"} and not prop.is_readonly
    ]
    others = {
        prop.identifier
        for prop in first.bl_rna.properties
        if prop.type in {"POINTER", "COLLECTION", "STRING", "ENUM"}
        and prop.identifier != "rna_type"
    }
    if others or not names:
        return None
    digest = hashlib.sha256()
    for name in names:
        prop = first.bl_rna.properties[name]
        width = max(1, prop.array_length)
        kind = {"FLOAT": np.float32, "INT": np.int32, "BOOLEAN": np.bool_}[prop.type]
        values = np.empty(len(collection) * width, kind)
        collection.foreach_get(name, values)
        digest.update(values.tobytes())
    return digest.hexdigest()


def _contents(block: bpy.types.ID, path: str, out: Snapshot) -> None:
    """What RNA does not show as properties, or shows too slowly."""
    if isinstance(block, bpy.types.Image):
        for index, packed in enumerate(block.packed_files):
            out[f"{path}.packed_files[{index}].data"] = plain(packed.packed_file.data)
        out[f"{path}.pixels"] = _pixels_digest(block)
    elif isinstance(block, bpy.types.Mesh):
        for name in ("vertices", "edges", "loops", "polygons"):
            out[f"{path}.{name}.length"] = len(getattr(block, name))
        sizes = np.empty(len(block.polygons), np.int32)
        block.polygons.foreach_get("loop_total", sizes)
        out[f"{path}.polygons.loop_total"] = plain(sizes.tobytes())
    elif isinstance(block, bpy.types.Scene):
        for layer in block.view_layers:
            for obj in layer.objects:
                state = (obj.select_get(view_layer=layer), obj.hide_get(view_layer=layer))
                out[f"{path}.view_layers[{layer.name!r}].objects[{obj.name!r}]"] = state
    elif isinstance(block, bpy.types.Text):
        out[f"{path}.text"] = block.as_string()


def _pixels_digest(image: bpy.types.Image) -> str:
    values = np.empty(len(image.pixels), np.float32)
    image.pixels.foreach_get(values)
    return plain(values.tobytes())
