# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the locks of a scene say; `locks` sets them. Quick enough for a panel to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import bpy

from ..core.errors import InputError
from ..core.options import Axis
from .variation_data import MaquetteLock, MaquetteSceneState, state_of

if TYPE_CHECKING:
    from .roles import SlotRole


def slot_lock(
    state: MaquetteSceneState, kind: str, obj: bpy.types.Object, slot: int
) -> MaquetteLock | None:
    """The SLOT or COLOR lock of a slot, None where there is none."""
    found = (each for each in state.locks if each.kind == kind and each.slot == slot)
    return next((each for each in found if each.object == obj), None)


def named_lock(state: MaquetteSceneState, kind: str, name: str) -> MaquetteLock | None:
    """The ROLE or AXIS lock of this name, None where there is none."""
    return next((each for each in state.locks if each.kind == kind and each.name == name), None)


def is_object_locked(state: MaquetteSceneState, obj: bpy.types.Object) -> bool:
    """Whether every slot of the object is locked."""
    slots = range(max(1, len(obj.material_slots)))
    return all(slot_lock(state, "SLOT", obj, slot) is not None for slot in slots)


def free_slots(scene: bpy.types.Scene, slots: Sequence[SlotRole]) -> tuple[SlotRole, ...]:
    """Those that no lock of the scene holds."""
    locks = state_of(scene).locks
    held = {(each.object, each.slot) for each in locks if each.kind == "SLOT"}
    roles = {each.name for each in locks if each.kind == "ROLE"}
    return tuple(
        each
        for each in slots
        if each.role not in roles
        and (scene.objects.get(each.object_name), each.slot_index) not in held
    )


def free_axes(scene: bpy.types.Scene, axes: Sequence[Axis]) -> tuple[Axis, ...]:
    """The axes that no lock of the scene holds; `InputError` when none is left."""
    held = {each.name for each in state_of(scene).locks if each.kind == "AXIS"}
    free = tuple(axis for axis in axes if axis.value not in held)
    if not free:
        raise InputError("Everything that could vary is locked; unlock materials or light.")
    return free
