# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators that lock and unlock: the active object's slots and colours, roles, axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import EnumProperty, IntProperty, StringProperty

from ..core.options import Axis
from .operators import Result

AXES = [(axis.value, axis.value.capitalize(), f"Whether {axis.value} varies") for axis in Axis]


class OnActiveObject:
    """Available with an active object that has materials or can have some."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        obj = context.active_object
        if obj is None or obj.type not in {"MESH", "CURVE", "SURFACE", "FONT"}:
            cls.poll_message_set("Select an object that has a surface")
            return False
        return True


class OnSlot(OnActiveObject):
    """Acts on one of the active object's slots."""

    slot: IntProperty(
        name="Slot",
        description="Counted from 0; -1 for the active one",
        default=-1,
        min=-1,
        options={"SKIP_SAVE"},
    )

    if TYPE_CHECKING:
        slot: int

    def place(self, context: bpy.types.Context) -> tuple[bpy.types.Object, int]:
        obj = context.active_object
        assert obj is not None
        return obj, (obj.active_material_index or 0) if self.slot < 0 else self.slot


class MAQUETTE_OT_lock_slot(OnSlot, bpy.types.Operator):
    """Keep this slot as it is shown now in all new variations, or let it vary again"""

    bl_idname = "maquette.lock_slot"
    bl_label = "Lock Slot"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import locks

        locks.toggle_slot(context.scene, *self.place(context))
        return {"FINISHED"}


class MAQUETTE_OT_lock_color(OnSlot, bpy.types.Operator):
    """Keep the main colour of this slot in all new variations, whatever its material becomes"""

    bl_idname = "maquette.lock_color"
    bl_label = "Lock Colour"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import locks

        locks.toggle_color(context.scene, *self.place(context))
        return {"FINISHED"}


class MAQUETTE_OT_lock_object(OnActiveObject, bpy.types.Operator):
    """Keep every slot of the selected objects as it is shown now, or let them vary again"""

    bl_idname = "maquette.lock_object"
    bl_label = "Lock Object"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import locked, locks
        from ..scene.variation_data import state_of

        obj = context.active_object
        assert obj is not None
        is_locked = locked.is_object_locked(state_of(context.scene), obj)
        for each in {obj, *context.selected_objects}:
            if locked.is_object_locked(state_of(context.scene), each) is is_locked:
                locks.toggle_object(context.scene, each)
        return {"FINISHED"}


class MAQUETTE_OT_lock_role(bpy.types.Operator):
    """Keep everything of this role as it is shown now in all new variations, or let it vary"""

    bl_idname = "maquette.lock_role"
    bl_label = "Lock Role"
    bl_options = {"REGISTER", "UNDO"}

    role: StringProperty(name="Role", description="Such as floor or exterior_wall")

    if TYPE_CHECKING:
        role: str

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene is not None

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import locks, procedural

        if self.role not in procedural.ROLES:
            self.report({"ERROR"}, f"There is no role {self.role!r}; such as: floor")
            return {"CANCELLED"}
        locks.toggle_role(context.scene, self.role)
        return {"FINISHED"}


class MAQUETTE_OT_lock_axis(bpy.types.Operator):
    """Keep this as it is in all new variations, or let it vary again"""

    bl_idname = "maquette.lock_axis"
    bl_label = "Lock Axis"
    bl_options = {"REGISTER", "UNDO"}

    axis: EnumProperty(name="Axis", description="What is kept as it is", items=AXES)

    if TYPE_CHECKING:
        axis: str

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene is not None

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import locks

        locks.toggle_axis(context.scene, Axis(self.axis))
        return {"FINISHED"}


CLASSES = (
    MAQUETTE_OT_lock_slot,
    MAQUETTE_OT_lock_color,
    MAQUETTE_OT_lock_object,
    MAQUETTE_OT_lock_role,
    MAQUETTE_OT_lock_axis,
)
