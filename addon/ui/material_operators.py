# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators that propose materials, and that accept or reject what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import IntProperty

from ..core.errors import MaquetteError
from . import driver, proposals
from .driver import Work
from .operators import Result, StartsWork
from .properties import settings_of


class HasProposals:
    """Available while materials are proposed."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not proposals.shown.items:
            cls.poll_message_set("Nothing is proposed; describe a material first")
            return False
        return context.scene is not None


class MAQUETTE_OT_describe_material(StartsWork, bpy.types.Operator):
    """Propose editable materials that fit the words; nothing changes until you click one"""

    bl_idname = "maquette.describe_material"
    bl_label = "From Words"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not StartsWork.poll.__func__(cls, context):
            return False
        if not settings_of(context).prompt.strip():
            cls.poll_message_set("Say in the box above what the material should be")
            return False
        return True

    def work(self, context: bpy.types.Context) -> Work:
        from . import material_work

        return material_work.describe_material(settings_of(context))


class MAQUETTE_OT_match_picture(StartsWork, bpy.types.Operator):
    """Propose editable materials that look like the source under Capture; nothing changes until \
you click one"""

    bl_idname = "maquette.match_picture"
    bl_label = "Like This Picture"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import material_work

        return material_work.match_picture(context, settings_of(context))


class MAQUETTE_OT_use_proposal(HasProposals, bpy.types.Operator):
    """Put this material where Assign To says; its sliders are then under Surface"""

    bl_idname = "maquette.use_proposal"
    bl_label = "Use Material"
    bl_options = {"REGISTER", "UNDO"}

    index: IntProperty(name="Proposal", description="Counted from 0", default=0, min=0)

    if TYPE_CHECKING:
        index: int

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:
        """With the whole name, which a narrow panel cuts."""
        items = proposals.shown.items
        name = f"{items[properties.index].name}. " if properties.index < len(items) else ""
        return f"{name}{cls.__doc__}"

    def execute(self, context: bpy.types.Context) -> Result:
        from . import material_work

        try:
            note = material_work.use_proposal(context, self.index)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        self.report({"INFO"}, note)
        return {"FINISHED"}


class MAQUETTE_OT_reject_proposal(HasProposals, bpy.types.Operator):
    """Take this proposal off the list"""

    bl_idname = "maquette.reject_proposal"
    bl_label = "Reject"
    bl_options = {"INTERNAL"}

    index: IntProperty(name="Proposal", description="Counted from 0", default=0, min=0)

    if TYPE_CHECKING:
        index: int

    def execute(self, _context: bpy.types.Context) -> Result:
        if self.index >= len(proposals.shown.items):
            return {"CANCELLED"}
        proposals.reject(self.index)
        driver.redraw()
        return {"FINISHED"}


class MAQUETTE_OT_clear_proposals(bpy.types.Operator):
    """Forget all proposals; materials already in use stay"""

    bl_idname = "maquette.clear_proposals"
    bl_label = "Clear Proposals"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if not proposals.shown.asked:
            cls.poll_message_set("Nothing is proposed")
            return False
        return not driver.is_busy()

    def execute(self, _context: bpy.types.Context) -> Result:
        proposals.forget()
        driver.redraw()
        return {"FINISHED"}


class MAQUETTE_OT_add_library(StartsWork, bpy.types.Operator):
    """Make all of Maquette's materials and show them in the asset browser, to drag and drop"""

    bl_idname = "maquette.add_library"
    bl_label = "Add to Asset Browser"
    bl_options = {"REGISTER"}

    def work(self, _context: bpy.types.Context) -> Work:
        from . import material_work

        return material_work.add_library()


CLASSES = (
    MAQUETTE_OT_describe_material,
    MAQUETTE_OT_match_picture,
    MAQUETTE_OT_use_proposal,
    MAQUETTE_OT_reject_proposal,
    MAQUETTE_OT_clear_proposals,
    MAQUETTE_OT_add_library,
)
