# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why an object cannot be varied, in a sentence: linked, hidden, shared with another scene, or
dressed by something else than its slots.

Knows nothing of roles or of what a variation gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import bpy

SLOTTED = frozenset({"MESH", "CURVE", "SURFACE", "FONT"})
# What shows a material but not on faces that could be measured and dressed.
UNDRESSED = {
    "META": "a metaball",
    "CURVES": "hair",
    "POINTCLOUD": "a point cloud",
    "VOLUME": "a volume",
    "GREASEPENCIL": "a drawing",
    "GPENCIL": "a drawing",
}
STAGE = "maquette_stage"


class Surroundings:
    """A scene as it is now; what is dear to find out is found out when it is asked for."""

    def __init__(self, scene: bpy.types.Scene) -> None:
        self._scene = scene

    @cached_property
    def objects(self) -> frozenset[bpy.types.Object]:
        return frozenset(self._scene.objects)

    @cached_property
    def elsewhere(self) -> dict[bpy.types.Object, str]:
        """The objects of other scenes, with the name of one that has them."""
        others = [each for each in bpy.data.scenes if each != self._scene and STAGE not in each]
        return {obj: other.name for other in others for obj in other.objects}

    @cached_property
    def _shown(self) -> set[bpy.types.Object]:
        return {
            obj for layer in self._scene.view_layers for obj in _rendered(layer.layer_collection)
        }

    @cached_property
    def _instanced(self) -> set[bpy.types.Object | None]:
        layer = self._scene.view_layers[0]
        layer.update()
        instances = layer.depsgraph.object_instances
        return {each.object.original for each in instances if each.is_instance}

    def shows(self, obj: bpy.types.Object) -> bool:
        """Whether a collection shows it in renders, or something that instances it."""
        return obj in self._shown or obj in self._instanced


def own_objects(scene: bpy.types.Scene) -> dict[str, bpy.types.Object]:
    """The objects of the scene by name, without linked ones, which may have the same names."""
    return {obj.name: obj for obj in scene.objects if obj.library is None}


def obstacle(obj: bpy.types.Object, around: Surroundings) -> str:
    """Why the object keeps its materials; "" when it can take others or has none to show."""
    if obj.type in UNDRESSED:
        return f"{obj.name} is {UNDRESSED[obj.type]} and keeps its materials."
    if obj.type not in SLOTTED:
        return _hidden_instances(obj, around)
    if is_bare(obj):
        return ""
    return _out_of_reach(obj, around) or _without_slots(obj)


def _out_of_reach(obj: bpy.types.Object, around: Surroundings) -> str:
    name = obj.name
    if obj.hide_render:
        return f"{name} is hidden from renders and keeps its materials."
    if obj.library or obj.override_library:
        return f"{name} is linked from another file and cannot be varied; make it local."
    if not around.shows(obj):
        return f"{name} is in a collection that is not rendered and keeps its materials."
    if other := around.elsewhere.get(obj):
        return f"{name} is also in the scene {other} and would change there; make it single-user."
    return ""


def _without_slots(obj: bpy.types.Object) -> str:
    """A mesh without slots gets one, unless it is not ours to change or shows other materials."""
    if obj.material_slots:
        return ""
    if obj.data.library or obj.data.override_library:
        return f"{obj.name} has no slot and a linked mesh; make the mesh local to vary it."
    if sets_materials(obj):
        return f"{obj.name} gets its materials from geometry nodes and keeps them."
    return ""


def sun_obstacle(sun: bpy.types.Object, around: Surroundings) -> str:
    """Why a sun of the user's keeps shining beside ours, or "" when it can be switched off."""
    if sun.library or sun.override_library:
        return f"{sun.name} is linked from another file and keeps shining; make it local."
    if other := around.elsewhere.get(sun):
        return f"{sun.name} is also in the scene {other} and keeps shining; make it single-user."
    return ""


def note(obj: bpy.types.Object) -> str:
    """What of an object that can be varied stays as it is, or ""."""
    if obj.material_slots and sets_materials(obj):
        return f"{obj.name} keeps the materials that its geometry nodes set."
    return ""


def is_bare(obj: bpy.types.Object) -> bool:
    """Whether an object of a dressable type has no surface that could show a material."""
    data = obj.data
    if obj.modifiers or obj.mode == "EDIT":
        return False
    if isinstance(data, bpy.types.Mesh):
        return not data.polygons
    if obj.type == "CURVE" and isinstance(data, bpy.types.Curve):
        is_thin = data.bevel_depth == 0.0 and data.extrude == 0.0 and data.bevel_object is None
        return is_thin and data.dimensions == "3D"
    return False


def sets_materials(obj: bpy.types.Object) -> bool:
    """Whether geometry nodes give the object materials of their own."""
    groups = [getattr(each, "node_group", None) for each in obj.modifiers if each.type == "NODES"]
    seen: set[bpy.types.NodeTree] = set()
    waiting = [group for group in groups if group is not None]
    while waiting:
        group = waiting.pop()
        if group in seen:
            continue
        seen.add(group)
        for node in group.nodes:
            if node.bl_idname == "GeometryNodeSetMaterial":
                return True
            inner = getattr(node, "node_tree", None)
            if inner is not None:
                waiting.append(inner)
    return False


def _hidden_instances(obj: bpy.types.Object, around: Surroundings) -> str:
    """A sentence for an empty that shows what is not in the scene itself."""
    group = obj.instance_collection if obj.instance_type == "COLLECTION" else None
    if group is None or obj.hide_render:
        return ""
    if all(each.type not in SLOTTED or each in around.objects for each in group.all_objects):
        return ""
    what = f"{obj.name} shows the collection {group.name}, which is"
    if group.library:
        return f"{what} linked from another file, and keeps its materials; make it local."
    return f"{what} not in this scene, and keeps its materials; link it to the scene."


def _rendered(layer: bpy.types.LayerCollection) -> Iterator[bpy.types.Object]:
    if layer.collection.hide_render:
        return
    if not layer.exclude:
        yield from layer.collection.objects
    for child in layer.children:
        yield from _rendered(child)
