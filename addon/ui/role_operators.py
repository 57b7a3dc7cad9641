# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators of the list of roles: find them, correct one, take that back, select its objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import EnumProperty, IntProperty

from ..core.errors import MaquetteError
from ..scene.role_list import ROLE_ITEMS
from ..scene.variation_data import state_of
from .driver import Work
from .operators import Result, StartsWork


class HasRoles:
    """Available while the scene has a list of roles."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene is None or not state_of(context.scene).roles:
            cls.poll_message_set("Find the roles first")
            return False
        return True


class MAQUETTE_OT_find_roles(StartsWork, bpy.types.Operator):
    """Find what every material of the scene is part of: wall, floor, glazing; nothing changes"""

    bl_idname = "maquette.find_roles"
    bl_label = "Find Roles"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import role_work

        return role_work.find_roles(context)


class MAQUETTE_OT_correct_role(HasRoles, bpy.types.Operator):
    """Say what this is; variations heed it, and the file keeps it"""

    bl_idname = "maquette.correct_role"
    bl_label = "Correct Role"
    bl_options = {"REGISTER", "UNDO"}

    index: IntProperty(name="Row", description="Counted from 0", default=0, min=0)
    role: EnumProperty(name="Role", description="What it is", items=ROLE_ITEMS)

    if TYPE_CHECKING:
        index: int
        role: str

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import role_rows

        assert context.scene is not None
        try:
            role_rows.correct_row(context.scene, self.index, self.role)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}


class MAQUETTE_OT_forget_role(HasRoles, bpy.types.Operator):
    """Take the correction back and use the role that was found"""

    bl_idname = "maquette.forget_role"
    bl_label = "Forget Correction"
    bl_options = {"REGISTER", "UNDO"}

    index: IntProperty(name="Row", description="Counted from 0", default=0, min=0)

    if TYPE_CHECKING:
        index: int

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import role_rows

        assert context.scene is not None
        try:
            role_rows.forget_row(context.scene, self.index)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}


class MAQUETTE_OT_select_role(HasRoles, bpy.types.Operator):
    """Select the objects that this row of the list stands for"""

    bl_idname = "maquette.select_role"
    bl_label = "Select These Objects"
    bl_options = {"REGISTER", "UNDO"}

    index: IntProperty(name="Row", description="Counted from 0", default=0, min=0)

    if TYPE_CHECKING:
        index: int

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set("Leave Edit Mode to select objects")
            return False
        return HasRoles.poll.__func__(cls, context)

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import role_rows

        assert context.scene is not None
        try:
            found = role_rows.objects_of(context.scene, self.index)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        shown = [obj for obj in found if obj.visible_get(view_layer=context.view_layer)]
        for obj in context.view_layer.objects:
            obj.select_set(obj in shown)
        if shown:
            context.view_layer.objects.active = shown[0]
        hidden = len(found) - len(shown)
        note = f"; {hidden} hidden ones are left out" if hidden else ""
        self.report({"INFO"}, f"Selected {len(shown)} objects{note}")
        return {"FINISHED"}


CLASSES = (
    MAQUETTE_OT_find_roles,
    MAQUETTE_OT_correct_role,
    MAQUETTE_OT_forget_role,
    MAQUETTE_OT_select_role,
)
