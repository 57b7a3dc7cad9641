# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold to see the original, and the large view of a picture in the Image editor."""

from __future__ import annotations

import bpy

from ..scene.variation_data import state_of
from .judging_operators import OnVariation
from .operators import Result
from .variation_operators import HasVariations

HELP = "Hold the mouse button or Space to see the original.  Esc or Enter: done"
HOLDS = frozenset({"LEFTMOUSE", "SPACE"})
ENDS = frozenset({"ESC", "RET", "NUMPAD_ENTER", "RIGHTMOUSE"})
POINTER = frozenset({"LEFTMOUSE", "NONE", ""})


class MAQUETTE_OT_compare_original(HasVariations, bpy.types.Operator):
    """Hold to see the original, let go to see the variation again. On a key of your own: hold that
    key"""

    bl_idname = "maquette.compare_original"
    bl_label = "Compare with Original"
    # No UNDO: what is shown at the end is what was shown before.
    bl_options = {"REGISTER", "BLOCKING"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not HasVariations.poll.__func__(cls, context):
            return False
        if state_of(context.scene).active < 0:
            cls.poll_message_set("The original is shown; click a variation first")
            return False
        return True

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> Result:
        self._peeks = False
        # A key that is held shows at once and ends with it; a button or search is let go already.
        is_held = event.value == "PRESS" and event.type not in POINTER | {"RET", "NUMPAD_ENTER"}
        self._key = event.type if is_held else ""
        context.window_manager.modal_handler_add(self)
        context.workspace.status_text_set(HELP)
        self._peek(context, is_held)
        return {"RUNNING_MODAL"}

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> Result:
        if event.type in ENDS and event.value == "PRESS":
            return self._end(context)
        if self._key and event.type == self._key and event.value == "RELEASE":
            return self._end(context)
        if event.type in HOLDS and event.value in ("PRESS", "RELEASE"):
            self._peek(context, event.value == "PRESS")
        return {"RUNNING_MODAL"}

    def cancel(self, context: bpy.types.Context) -> None:
        self._end(context)

    def _end(self, context: bpy.types.Context) -> Result:
        self._peek(context, False)
        context.workspace.status_text_set(None)
        return {"FINISHED"}

    def _peek(self, context: bpy.types.Context, original: bool) -> None:
        from ..scene import variation_state

        if original is self._peeks:
            return
        self._peeks = original
        if original:
            variation_state.peek_original(context.scene)
        else:
            variation_state.end_peek(context.scene)
        context.view_layer.update()


class MAQUETTE_OT_show_picture(OnVariation, bpy.types.Operator):
    """Show this variation's picture large, in an Image editor; a window opens where there is
    none"""

    bl_idname = "maquette.show_picture"
    bl_label = "Show Picture"
    bl_options = {"REGISTER"}

    def execute(self, context: bpy.types.Context) -> Result:
        item = self.item(context)
        if item is None:
            return {"CANCELLED"}
        if item.thumbnail is None:
            self.report({"ERROR"}, "This variation has no picture yet; use Update Pictures")
            return {"CANCELLED"}
        if bpy.app.background:
            self.report({"ERROR"}, "There is no window to show a picture in")
            return {"CANCELLED"}
        show_large(context, item.thumbnail)
        return {"FINISHED"}


def show_large(context: bpy.types.Context, image: bpy.types.Image) -> None:
    """In the first Image editor that is open, else in a window of its own, as large as it fits."""
    found = _image_editor(context)
    if found is None:
        bpy.ops.wm.window_new()
        window = context.window_manager.windows[-1]
        area = max(window.screen.areas, key=lambda each: each.width * each.height)
        area.type = "IMAGE_EDITOR"
        found = window, area
    window, area = found
    area.spaces.active.image = image
    region = next(each for each in area.regions if each.type == "WINDOW")
    with context.temp_override(window=window, area=area, region=region):
        bpy.ops.image.view_all(fit_view=True)
    area.tag_redraw()


def _image_editor(
    context: bpy.types.Context,
) -> tuple[bpy.types.Window, bpy.types.Area] | None:
    for window in context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "IMAGE_EDITOR" and area.ui_type == "VIEW":
                return window, area
    return None


CLASSES = (MAQUETTE_OT_compare_original, MAQUETTE_OT_show_picture)
