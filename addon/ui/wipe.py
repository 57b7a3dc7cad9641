# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A line in the viewport to drag: left of it what is shown, right of it another variation."""

from __future__ import annotations

import bpy

from ..scene.variation_data import state_of
from . import judging_operators
from .operators import Result
from .variation_operators import HasVariations

HELP = "Drag the line, or move it with Left and Right.  Tab: change sides.  Esc or Enter: done"
ENDS = frozenset({"ESC", "RET", "NUMPAD_ENTER", "RIGHTMOUSE"})
VIEWS = ("MIDDLEMOUSE", "WHEEL", "TRACKPAD", "NDOF", "NUMPAD", "HOME", "TIMER", "WINDOW")
STEPS = {"LEFT_ARROW": -0.05, "RIGHT_ARROW": 0.05}


class MAQUETTE_OT_wipe(HasVariations, bpy.types.Operator):
    """Hold the variation that is shown against Other, with a line to drag in the viewport"""

    bl_idname = "maquette.wipe"
    bl_label = "Wipe"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not HasVariations.poll.__func__(cls, context):
            return False
        if context.area is None or context.area.type != "VIEW_3D":
            cls.poll_message_set("Use it in a 3D viewport")
            return False
        other = judging_operators.other_index(context)
        if other < 0 or other == state_of(context.scene).active:
            cls.poll_message_set("Choose another variation than the one that is shown")
            return False
        if state_of(context.scene).variations[other].thumbnail is None:
            cls.poll_message_set("The other variation has no picture; use Update Pictures")
            return False
        return True

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> Result:
        from . import wipe_view

        region = next(each for each in context.area.regions if each.type == "WINDOW")
        wipe = wipe_view.wipe_of(context, region)
        if wipe is None:
            self.report({"ERROR"}, "Look through the camera, or give both variations a picture")
            return {"CANCELLED"}
        wipe.handle = bpy.types.SpaceView3D.draw_handler_add(
            wipe_view.draw, (wipe,), "WINDOW", "POST_PIXEL"
        )
        self._wipe, self._area, self._region = wipe, context.area, region
        self._drags = False
        context.window_manager.modal_handler_add(self)
        context.workspace.status_text_set(HELP)
        self._area.tag_redraw()
        return {"RUNNING_MODAL"}

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> Result:
        if event.type in ENDS and event.value == "PRESS":
            return self._end(context)
        if event.type == "LEFTMOUSE":
            self._drags = event.value == "PRESS"
        if event.type in ("LEFTMOUSE", "MOUSEMOVE"):
            if self._drags:
                self._move_to(context, event.mouse_x - self._region.x)
            return {"RUNNING_MODAL"}
        if event.type in STEPS and event.value == "PRESS":
            self._set(self._wipe.share + STEPS[event.type])
            return {"RUNNING_MODAL"}
        if event.type == "TAB" and event.value == "PRESS":
            self._set(1.0 if self._wipe.share < 0.5 else 0.0)
            return {"RUNNING_MODAL"}
        # The view may be moved meanwhile; nothing else may happen.
        is_view = event.type.startswith(VIEWS) and not event.ctrl
        return {"PASS_THROUGH"} if is_view else {"RUNNING_MODAL"}

    def cancel(self, context: bpy.types.Context) -> None:
        self._end(context)

    def _move_to(self, context: bpy.types.Context, x: float) -> None:
        from . import wipe_view

        space = self._area.spaces.active
        frame = wipe_view.frame_of(context.scene, self._wipe, self._region, space.region_3d)
        self._set((x - frame.left) / max(frame.right - frame.left, 1.0))

    def _set(self, share: float) -> None:
        self._wipe.share = min(max(share, 0.0), 1.0)
        self._area.tag_redraw()

    def _end(self, context: bpy.types.Context) -> Result:
        if self._wipe.handle is not None:
            bpy.types.SpaceView3D.draw_handler_remove(self._wipe.handle, "WINDOW")
            self._wipe.handle = None
        context.workspace.status_text_set(None)
        self._area.tag_redraw()
        return {"FINISHED"}


CLASSES = (MAQUETTE_OT_wipe,)
