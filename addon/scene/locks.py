# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks on slots, objects, roles, axes and colours, kept in the scene.

What is locked stays as it was shown when the lock was set: new variations carry it along.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import bpy

from ..core.packed_text import pack
from ..core.procedural import Color
from ..core.request import Axis
from . import procedural, variation_state
from .locked import is_object_locked, named_lock, slot_lock
from .proposals import in_color, main_color
from .records import FAMILY
from .surface_nodes import surface_node
from .variation import SlotChoice, Variation
from .variation_data import MaquetteLock, MaquetteSceneState, state_of

Place = tuple[str, int]


def toggle_slot(scene: bpy.types.Scene, obj: bpy.types.Object, slot: int) -> bool:
    """Lock a slot, or unlock it when it is; whether it is locked now."""
    state = state_of(scene)
    if _removed(state, slot_lock(state, "SLOT", obj, slot)):
        return False
    lock = _added(state, "SLOT", obj.name)
    lock.object, lock.slot = obj, slot
    lock.choices = _shown(scene, lambda at, _: at == (obj, slot))
    return True


def toggle_object(scene: bpy.types.Scene, obj: bpy.types.Object) -> bool:
    """Lock every slot of an object, or unlock all when all are; whether they are locked now."""
    state = state_of(scene)
    is_locked = is_object_locked(state, obj)
    for slot in range(max(1, len(obj.material_slots))):
        if (slot_lock(state, "SLOT", obj, slot) is not None) is is_locked:
            toggle_slot(scene, obj, slot)
    return not is_locked


def toggle_role(scene: bpy.types.Scene, role: str) -> bool:
    """Lock every slot of a role, those that come later too, or unlock it; whether it is locked
    now."""
    state = state_of(scene)
    if _removed(state, named_lock(state, "ROLE", role)):
        return False
    _added(state, "ROLE", role).choices = _shown(scene, lambda _, choice: choice.role == role)
    return True


def toggle_axis(scene: bpy.types.Scene, axis: Axis) -> bool:
    """Lock an axis or unlock it; whether it is locked now."""
    state = state_of(scene)
    if _removed(state, named_lock(state, "AXIS", axis.value)):
        return False
    lock = _added(state, "AXIS", axis.value)
    if state.active >= 0:
        lock.choices = pack(variation_state.variation_of(state.variations[state.active]).to_json())
    return True


def toggle_color(scene: bpy.types.Scene, obj: bpy.types.Object, slot: int) -> bool:
    """Keep the colour that a slot shows now, whatever its material becomes, or let it go; whether
    it is kept now."""
    state = state_of(scene)
    if _removed(state, slot_lock(state, "COLOR", obj, slot)):
        return False
    lock = _added(state, "COLOR", obj.name)
    lock.object, lock.slot = obj, slot
    shown = obj.material_slots[slot].material if slot < len(obj.material_slots) else None
    lock.color = shown_color(shown)
    return True


def shown_color(material: bpy.types.Material | None) -> Color:
    """The main colour of a material, linear Rec.709; mid grey for none."""
    if material is None:
        return 0.5, 0.5, 0.5
    node, name = surface_node(material), "Base Color"
    if node is not None:
        name = main_color(procedural.FAMILIES[node.node_tree[FAMILY]])
    elif material.node_tree is not None:
        nodes = material.node_tree.nodes
        node = next((each for each in nodes if each.type == "BSDF_PRINCIPLED"), None)
    socket = node.inputs.get(name) if node is not None else None
    is_plain = socket is not None and not socket.is_linked
    red, green, blue, _ = socket.default_value if is_plain else material.diffuse_color
    return red, green, blue


def held(scene: bpy.types.Scene, variations: Iterable[Variation]) -> tuple[Variation, ...]:
    """The variations with what the locks hold: materials, light, colours and camera as they were
    shown when they were locked."""
    state = state_of(scene)
    colors = {
        (each.object.name, each.slot): _rgb(each.color)
        for each in state.locks
        if each.kind == "COLOR" and each.object is not None
    }
    return tuple(_held(each, state, colors) for each in variations)


def _held(variation: Variation, state: MaquetteSceneState, colors: dict[Place, Color]) -> Variation:
    for lock in state.locks:
        if lock.kind == "AXIS":
            variation = _with_axis(variation, lock)
    slots = {
        (each.object.name, each.slot)
        for each in state.locks
        if each.kind == "SLOT" and each.object is not None
    }
    roles = {each.name for each in state.locks if each.kind == "ROLE"}
    free = [c for c in variation.choices if c.role not in roles and _place(c) not in slots]
    kept = {_place(c): c for lock in state.locks for c in _choices(lock)}
    choices = (*free, *kept.values())
    return replace(variation, choices=tuple(_colored(each, colors) for each in choices))


def _with_axis(variation: Variation, lock: MaquetteLock) -> Variation:
    """What was shown of the axis when it was locked, be it nothing."""
    shown = Variation.from_json(lock.choices) if lock.choices else Variation(0, "", ())
    if lock.name == Axis.MATERIAL.value:
        return replace(variation, choices=shown.choices)
    if lock.name == Axis.LIGHT.value:
        return replace(variation, light=shown.light)
    if lock.name == Axis.PALETTE.value:
        return replace(variation, recolors=shown.recolors)
    return replace(variation, camera=shown.camera)


def _place(choice: SlotChoice) -> Place:
    return choice.object_name, choice.slot


def _colored(choice: SlotChoice, colors: dict[Place, Color]) -> SlotChoice:
    color = colors.get(_place(choice))
    return choice if color is None else replace(choice, material=in_color(choice.material, color))


def _rgb(color: Sequence[float]) -> Color:
    red, green, blue = color
    return red, green, blue


def _choices(lock: MaquetteLock) -> list[SlotChoice]:
    """What a lock on a slot or a role holds."""
    if lock.kind not in ("SLOT", "ROLE"):
        return []
    return [SlotChoice.from_values(each) for each in json.loads(lock.choices or "[]")]


def _shown(
    scene: bpy.types.Scene,
    wanted: Callable[[tuple[bpy.types.Object | None, int], SlotChoice], bool],
) -> str:
    """The choices of the variation that is shown, those that are wanted, as JSON."""
    state = state_of(scene)
    if state.active < 0:
        return ""
    found: list[object] = []
    for choice in variation_state.variation_of(state.variations[state.active]).choices:
        obj = variation_state.dressed_object(scene, choice.object_name)
        if obj is not None and wanted((obj, choice.slot), choice):
            found.append(replace(choice, object_name=obj.name).to_values())
    return json.dumps(found)


def _added(state: MaquetteSceneState, kind: str, name: str) -> MaquetteLock:
    lock = state.locks.add()
    lock.kind, lock.name = kind, name
    return lock


def _removed(state: MaquetteSceneState, lock: MaquetteLock | None) -> bool:
    if lock is None:
        return False
    state.locks.remove(next(i for i, each in enumerate(state.locks) if each == lock))
    return True
