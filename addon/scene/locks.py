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
    _added(state, "AXIS", axis.value)
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
    """The variations with what the locks hold: materials as they were shown, and kept colours."""
    state = state_of(scene)
    kept = [choice for each in state.locks for choice in _choices(each)]
    colors = {
        (each.object.name, each.slot): _rgb(each.color)
        for each in state.locks
        if each.kind == "COLOR" and each.object is not None
    }
    return tuple(_held(each, kept, colors) for each in variations)


def _held(
    variation: Variation, kept: Sequence[SlotChoice], colors: dict[Place, Color]
) -> Variation:
    have = {(choice.object_name, choice.slot) for choice in variation.choices}
    added = [each for each in kept if (each.object_name, each.slot) not in have]
    choices = (*variation.choices, *added)
    return replace(variation, choices=tuple(_colored(each, colors) for each in choices))


def _colored(choice: SlotChoice, colors: dict[Place, Color]) -> SlotChoice:
    color = colors.get((choice.object_name, choice.slot))
    return choice if color is None else replace(choice, material=in_color(choice.material, color))


def _rgb(color: Sequence[float]) -> Color:
    red, green, blue = color
    return red, green, blue


def _choices(lock: MaquetteLock) -> list[SlotChoice]:
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
