# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on one variation: keep, reject, star, rename, delete, more like it, mix, look at it.

Without an index they mean the variation that is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import EnumProperty, IntProperty, StringProperty

from ..core.errors import MaquetteError
from ..scene.variation_data import VERDICTS, MaquetteVariation, state_of
from .driver import Work
from .operators import Result, StartsWork
from .properties import settings_of
from .variation_operators import HasVariations


class OnVariation(HasVariations):
    """Acts on the variation of its index, or on the one that is shown."""

    index: IntProperty(
        name="Variation",
        description="Counted from 0; -1 for the one that is shown",
        default=-1,
        min=-1,
        options={"SKIP_SAVE"},
    )

    if TYPE_CHECKING:
        index: int

    def chosen(self, context: bpy.types.Context) -> int:
        """The index it acts on, -1 when the original is shown and none was named."""
        assert context.scene is not None
        state = state_of(context.scene)
        index = state.active if self.index < 0 else self.index
        return index if index < len(state.variations) else -1

    def item(self, context: bpy.types.Context) -> MaquetteVariation | None:
        """What it acts on; None, and a sentence for the user, when there is none."""
        assert context.scene is not None
        index = self.chosen(context)
        if index < 0:
            self.report({"ERROR"}, "The original is shown; click a variation first")
            return None
        return state_of(context.scene).variations[index]

    def learn(self, context: bpy.types.Context) -> None:
        """Teach the preference what became of the variation; that it cannot be kept is told."""
        from . import preference_work

        assert context.scene is not None
        try:
            preference_work.record(context.scene, self.chosen(context))
        except MaquetteError as error:
            self.report({"WARNING"}, str(error))


class MAQUETTE_OT_judge_variation(OnVariation, bpy.types.Operator):
    """Keep or reject this variation; the same again takes it back"""

    bl_idname = "maquette.judge_variation"
    bl_label = "Keep or Reject Variation"
    bl_options = {"REGISTER", "UNDO"}

    verdict: EnumProperty(name="Verdict", description="What you decide", items=VERDICTS[1:])

    if TYPE_CHECKING:
        verdict: str

    @classmethod
    def description(cls, _context: bpy.types.Context, values: OnVariation) -> str:
        if values.verdict == "KEPT":
            return "Keep this variation: one to go on with. Again takes it back"
        return "Reject this variation: hidden unless Show Rejected is on. Again takes it back"

    def execute(self, context: bpy.types.Context) -> Result:
        item = self.item(context)
        if item is None:
            return {"CANCELLED"}
        item.verdict = "NONE" if item.verdict == self.verdict else self.verdict
        self.learn(context)
        return {"FINISHED"}


class MAQUETTE_OT_star_variation(OnVariation, bpy.types.Operator):
    """Give this variation a star, or take it away"""

    bl_idname = "maquette.star_variation"
    bl_label = "Star Variation"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> Result:
        item = self.item(context)
        if item is None:
            return {"CANCELLED"}
        item.is_starred = not item.is_starred
        self.learn(context)
        return {"FINISHED"}


class MAQUETTE_OT_rename_variation(OnVariation, bpy.types.Operator):
    """Give this variation a name of your own; sheets and exports use it"""

    bl_idname = "maquette.rename_variation"
    bl_label = "Rename Variation"
    bl_options = {"REGISTER", "UNDO"}

    name: StringProperty(name="Name", description="Its new name", options={"SKIP_SAVE"})

    if TYPE_CHECKING:
        name: str

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> Result:
        item = self.item(context)
        if item is None:
            return {"CANCELLED"}
        self.name = item.name
        return context.window_manager.invoke_props_dialog(self)

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.activate_init = True
        self.layout.prop(self, "name", text="")

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import variation_state

        if self.item(context) is None:
            return {"CANCELLED"}
        try:
            variation_state.rename(context.scene, self.chosen(context), self.name)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}


class MAQUETTE_OT_remove_variation(OnVariation, bpy.types.Operator):
    """Delete this variation with what only it uses; what came from it stays"""

    bl_idname = "maquette.remove_variation"
    bl_label = "Delete Variation"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import variation_state

        if self.item(context) is None:
            return {"CANCELLED"}
        variation_state.remove_variation(context.scene, self.chosen(context))
        return {"FINISHED"}


class MakesVariations(OnVariation, StartsWork):
    """Has a second Blender make variations from this one."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return HasVariations.poll.__func__(cls, context) and StartsWork.poll.__func__(cls, context)

    def execute(self, context: bpy.types.Context) -> Result:
        if self.item(context) is None:
            return {"CANCELLED"}
        return StartsWork.execute(self, context)


class MAQUETTE_OT_more_like_this(MakesVariations, bpy.types.Operator):
    """Make variations near this one: some materials, parameters and the light a little different"""

    bl_idname = "maquette.more_like_this"
    bl_label = "More Like This"
    bl_options = {"REGISTER"}

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        return work.more_like_this(context, settings_of(context), self.chosen(context))


class MAQUETTE_OT_mix_variations(MakesVariations, bpy.types.Operator):
    """Make a variation between this one and Other, with the share that Share says"""

    bl_idname = "maquette.mix_variations"
    bl_label = "Mix Variations"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not MakesVariations.poll.__func__(cls, context):
            return False
        if other_index(context) < 0:
            cls.poll_message_set("Choose the other variation first")
            return False
        return True

    def work(self, context: bpy.types.Context) -> Work:
        from . import work

        other = other_index(context)
        return work.mix_variations(context, settings_of(context), self.chosen(context), other)


def other_index(context: bpy.types.Context) -> int:
    """The variation that is chosen to mix with or to hold against; -1 for none."""
    assert context.scene is not None
    return state_of(context.scene).variations.find(settings_of(context).other)


CLASSES = (
    MAQUETTE_OT_judge_variation,
    MAQUETTE_OT_star_variation,
    MAQUETTE_OT_rename_variation,
    MAQUETTE_OT_remove_variation,
    MAQUETTE_OT_more_like_this,
    MAQUETTE_OT_mix_variations,
)
