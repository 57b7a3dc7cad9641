# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on the variations a scene holds; each is one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import IntProperty

from ..core.errors import MaquetteError
from ..scene.variation_data import state_of
from .camera_operators import look_through
from .driver import Work
from .operators import Result, StartsWork


class HasVariations:
    """Available while the scene holds variations."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene is None or not state_of(context.scene).variations:
            cls.poll_message_set("Create variations first")
            return False
        return True


class MAQUETTE_OT_apply_variation(HasVariations, bpy.types.Operator):
    """Dress the scene in this variation; Original brings back what was there"""

    bl_idname = "maquette.apply_variation"
    bl_label = "Apply Variation"
    bl_options = {"REGISTER", "UNDO"}

    index: IntProperty(name="Variation", description="Counted from 0", default=0, min=0)

    if TYPE_CHECKING:
        index: int

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import variation_state
        from . import families

        assert context.scene is not None
        try:
            families.fetch(context.scene, self.index)
            warnings = variation_state.apply_variation(context.scene, self.index)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        for warning in warnings:
            self.report({"WARNING"}, warning)
        look_through(context)
        return {"FINISHED"}


class MAQUETTE_OT_show_original(HasVariations, bpy.types.Operator):
    """Show the scene exactly as it was before the first variation"""

    bl_idname = "maquette.show_original"
    bl_label = "Original"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import variation_state

        assert context.scene is not None
        for warning in variation_state.show_original(context.scene):
            self.report({"WARNING"}, warning)
        look_through(context)
        return {"FINISHED"}


class MAQUETTE_OT_remove_variations(HasVariations, bpy.types.Operator):
    """Show the original and delete all variations with the materials that only they use"""

    bl_idname = "maquette.remove_variations"
    bl_label = "Delete All Variations"
    bl_options = {"REGISTER", "UNDO"}

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> Result:
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import variation_state

        assert context.scene is not None
        variation_state.remove_all_variations(context.scene)
        return {"FINISHED"}


class MAQUETTE_OT_render_thumbnails(HasVariations, StartsWork, bpy.types.Operator):
    """Render the pictures of all variations again, and the contact sheet"""

    bl_idname = "maquette.render_thumbnails"
    bl_label = "Update Pictures"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return HasVariations.poll.__func__(cls, context) and StartsWork.poll.__func__(cls, context)

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.update_pictures(context)


class MAQUETTE_OT_save_contact_sheet(HasVariations, bpy.types.Operator):
    """Save all pictures and their materials on one sheet, in the output folder"""

    bl_idname = "maquette.save_contact_sheet"
    bl_label = "Save Contact Sheet"
    bl_options = {"REGISTER"}

    def execute(self, context: bpy.types.Context) -> Result:
        from . import work

        assert context.scene is not None
        try:
            path = work.save_contact_sheet(context.scene)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        self.report({"INFO"}, f"Saved {path}")
        return {"FINISHED"}


CLASSES = (
    MAQUETTE_OT_save_contact_sheet,
    MAQUETTE_OT_apply_variation,
    MAQUETTE_OT_show_original,
    MAQUETTE_OT_remove_variations,
    MAQUETTE_OT_render_thumbnails,
)
