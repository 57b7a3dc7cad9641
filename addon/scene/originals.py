# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scene looked like before the first variation, recorded and put back exactly.

Knows nothing of what a variation gives; it only keeps what one may change.
"""

from __future__ import annotations

from collections.abc import Iterable

import bpy
import numpy as np

from .obstacles import Surroundings, sun_obstacle
from .variation_data import MaquetteSceneState, MaquetteSlotOriginal, state_of

OURS = "Maquette"


def record_slots(state: MaquetteSceneState, slots: Iterable[tuple[bpy.types.Object, int]]) -> None:
    """Remember every slot that was not remembered yet; a mesh without slots gets one."""
    known = {(entry.object, entry.slot) for entry in state.slots}
    others = _recorded_elsewhere(state)
    added = {entry.data for entry in (*state.slots, *others.values()) if entry.is_added}
    for obj, slot in slots:
        if (obj, slot) in known:
            continue
        entry = state.slots.add()
        entry.object, entry.slot, entry.data = obj, slot, obj.data
        entry.active_slot = obj.active_material_index
        # The slot may have come with another object that shares the mesh.
        entry.is_added = obj.data in added
        if not obj.material_slots:
            obj.data.materials.append(None)
            entry.is_added = True
            added.add(obj.data)
        shown = obj.material_slots[slot].material
        former = others.get((obj, slot))
        if former and shown and shown.name.startswith(OURS):
            entry.link, entry.material = former.link, former.material
            entry.active_slot = former.active_slot
        else:
            _record_materials(entry, obj.material_slots[slot])


def _recorded_elsewhere(
    state: MaquetteSceneState,
) -> dict[tuple[bpy.types.Object | None, int], MaquetteSlotOriginal]:
    """What variations of other scenes replaced just now, for objects that are in both."""
    states = [state_of(scene) for scene in bpy.data.scenes if scene != state.id_data]
    return {(entry.object, entry.slot): entry for other in states for entry in other.slots}


def _record_materials(entry: MaquetteSlotOriginal, slot: bpy.types.MaterialSlot) -> None:
    """The object's own material is kept by Blender under a DATA link too, out of sight."""
    entry.link = slot.link
    slot.link = "OBJECT"
    entry.material = slot.material
    slot.link = entry.link


def restore_slots(state: MaquetteSceneState) -> tuple[str, ...]:
    """Put every remembered slot back and forget it; a sentence for each that is gone."""
    warnings: list[str] = []
    for entry in state.slots:
        obj = entry.object
        if obj is None:
            warnings.append("An object that had a variation was deleted; the others are as before.")
        elif entry.slot >= len(obj.material_slots):
            warnings.append(f"Slot {entry.slot + 1} of {obj.name} is gone; it was left alone.")
        else:
            _restore(entry, obj)
    for mesh in {entry.data for entry in state.slots if entry.is_added and entry.data}:
        _remove_only_slot(mesh)
    for entry in state.slots:
        if entry.object is not None and entry.object.active_material_index != entry.active_slot:
            entry.object.active_material_index = entry.active_slot
    state.slots.clear()
    return tuple(dict.fromkeys(warnings))


def _restore(entry: MaquetteSlotOriginal, obj: bpy.types.Object) -> None:
    slot = obj.material_slots[entry.slot]
    slot.link = "OBJECT"
    slot.material = entry.material
    slot.link = entry.link


def _remove_only_slot(data: bpy.types.ID) -> None:
    """Clearing the slots zeroes the faces' slot numbers; a mesh keeps those it came with.

    `materials.pop` would leave the slots of the objects behind.
    """
    if len(data.materials) != 1 or data.materials[0] is not None:
        return
    if not isinstance(data, bpy.types.Mesh) or "material_index" not in data.attributes:
        data.materials.clear()
        return
    numbers = np.empty(len(data.polygons), np.int32)
    data.polygons.foreach_get("material_index", numbers)
    data.materials.clear()
    data.polygons.foreach_set("material_index", numbers)


def record_light(state: MaquetteSceneState, scene: bpy.types.Scene) -> tuple[str, ...]:
    """Remember the world, the exposure and the user's suns, once; a sentence for each sun that
    cannot be switched off."""
    if state.is_lit:
        return ()
    state.is_lit = True
    state.world = scene.world
    state.exposure = scene.view_settings.exposure
    around = Surroundings(scene)
    warnings: list[str] = []
    for obj in scene.objects:
        if obj.type != "LIGHT" or obj.data.type != "SUN" or obj == state.sun:
            continue
        if obstacle := sun_obstacle(obj, around):
            warnings += [] if obj.hide_render else [obstacle]
            continue
        entry = state.suns.add()
        entry.object = obj
        entry.hide_render, entry.hide_viewport = obj.hide_render, obj.hide_viewport
    return tuple(warnings)


def hide_suns(state: MaquetteSceneState) -> None:
    for entry in state.suns:
        if entry.object is not None:
            entry.object.hide_render = entry.object.hide_viewport = True


def restore_light(state: MaquetteSceneState, scene: bpy.types.Scene) -> None:
    """Take our sun and lamps out of the scene and put the user's light back."""
    if state.sun is not None:
        bpy.data.objects.remove(state.sun)
    for entry in state.lamps:
        if entry.object is not None:
            bpy.data.lights.remove(entry.object.data)
    state.lamps.clear()
    if not state.is_lit:
        return
    scene.world = state.world
    scene.view_settings.exposure = state.exposure
    for entry in state.suns:
        if entry.object is not None:
            entry.object.hide_render = entry.hide_render
            entry.object.hide_viewport = entry.hide_viewport
    state.suns.clear()
    state.world = None
    state.exposure = 0.0
    state.is_lit = False
