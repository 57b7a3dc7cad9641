# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators that start work, stop it or tidy up after it: each reads settings, calls a function."""

from __future__ import annotations

import bpy

from .. import EXTENSION_ID
from ..core.errors import MaquetteError
from ..scene.records import has_previous
from . import driver
from .driver import Work
from .properties import settings_of

Result = set[str]


class StartsWork:
    """An operator that hands work to the driver; greyed out, with a reason, while another runs."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if driver.is_busy():
            cls.poll_message_set("Maquette is working; wait or cancel it first")
            return False
        return context.scene is not None

    def execute(self, context: bpy.types.Context) -> Result:
        try:
            driver.start(self.bl_label, self.work(context))
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}

    def work(self, context: bpy.types.Context) -> Work:
        raise NotImplementedError


class MAQUETTE_OT_capture(StartsWork, bpy.types.Operator):
    """Render the source and keep its colour, depth and normals as images in this file"""

    bl_idname = "maquette.capture"
    bl_label = "Capture"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.keep_capture(context, settings_of(context))


class MAQUETTE_OT_estimate_depth(StartsWork, bpy.types.Operator):
    """Estimate how far every point of the source is, in metres where the scene tells the scale"""

    bl_idname = "maquette.estimate_depth"
    bl_label = "Estimate Depth"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.estimate_depth(context, settings_of(context))


class MAQUETTE_OT_generate_material(StartsWork, bpy.types.Operator):
    """Make an editable PBR material from the source and put it where Assign To says"""

    bl_idname = "maquette.generate_material"
    bl_label = "Generate Material"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.generate_material(context, settings_of(context))


class MAQUETTE_OT_create_variations(StartsWork, bpy.types.Operator):
    """Design concept variations; nothing changes in the scene until you click one"""

    bl_idname = "maquette.create_variations"
    bl_label = "Create Variations"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.create_variations(context, settings_of(context))


class MAQUETTE_OT_check_devices(StartsWork, bpy.types.Operator):
    """Try every device for real and say which work, and why the others do not"""

    bl_idname = "maquette.check_devices"
    bl_label = "Check Devices"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.check_devices()


class MAQUETTE_OT_restore_material(bpy.types.Operator):
    """Put back the material that the selected objects had before"""

    bl_idname = "maquette.restore_material"
    bl_label = "Restore Previous Material"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return any(has_previous(each) for each in context.selected_objects)

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import assignment

        for each in context.selected_objects:
            assignment.restore_previous(each)
        return {"FINISHED"}


class MAQUETTE_OT_cancel(bpy.types.Operator):
    """Stop what Maquette is doing; nothing is left half-made"""

    bl_idname = "maquette.cancel"
    bl_label = "Cancel"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return driver.is_busy()

    def execute(self, _context: bpy.types.Context) -> Result:
        driver.cancel()
        return {"FINISHED"}


class MAQUETTE_OT_dismiss(bpy.types.Operator):
    """Hide this message"""

    bl_idname = "maquette.dismiss"
    bl_label = "Dismiss"
    bl_options = {"INTERNAL"}

    def execute(self, _context: bpy.types.Context) -> Result:
        driver.state.problem, driver.state.note = None, ""
        driver.redraw()
        return {"FINISHED"}


class MAQUETTE_OT_free_memory(bpy.types.Operator):
    """End the inference process and give all of its memory back; the next job starts a new one"""

    bl_idname = "maquette.free_memory"
    bl_label = "Free Model Memory"
    bl_options = {"REGISTER"}

    def execute(self, _context: bpy.types.Context) -> Result:
        driver.shut_down()
        driver.state.problem = None
        driver.state.note = "Model memory is free"
        return {"FINISHED"}


class MAQUETTE_OT_open_preferences(bpy.types.Operator):
    """Open Maquette's preferences: device, folders, memory limit"""

    bl_idname = "maquette.open_preferences"
    bl_label = "Maquette Preferences"
    bl_options = {"REGISTER"}

    def execute(self, _context: bpy.types.Context) -> Result:
        bpy.ops.preferences.addon_show(module=EXTENSION_ID)
        return {"FINISHED"}


CLASSES = (
    MAQUETTE_OT_capture,
    MAQUETTE_OT_estimate_depth,
    MAQUETTE_OT_generate_material,
    MAQUETTE_OT_create_variations,
    MAQUETTE_OT_check_devices,
    MAQUETTE_OT_restore_material,
    MAQUETTE_OT_cancel,
    MAQUETTE_OT_dismiss,
    MAQUETTE_OT_free_memory,
    MAQUETTE_OT_open_preferences,
)
