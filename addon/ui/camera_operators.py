# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cameras of variations in the window: kept as one's own, and looked through."""

from __future__ import annotations

import bpy

from ..core.errors import MaquetteError
from ..scene.variation_data import state_of
from .operators import Result


class MAQUETTE_OT_keep_camera(bpy.types.Operator):
    """Leave the shown variation's camera in the file as your own"""

    bl_idname = "maquette.keep_camera"
    bl_label = "Keep This Camera"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene is None or state_of(context.scene).camera is None:
            cls.poll_message_set("Click a variation that has its own camera first")
            return False
        return True

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene.variation_camera import keep_camera

        assert context.scene is not None
        try:
            kept = keep_camera(context.scene)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        self.report({"INFO"}, f"{kept.name} is yours now")
        return {"FINISHED"}


def look_through(context: bpy.types.Context) -> None:
    """Show the picture of a variation that has its own camera; without any camera, leave the camera
    view, which would show nothing."""
    space, scene = context.space_data, context.scene
    if scene is None or not isinstance(space, bpy.types.SpaceView3D) or space.region_3d is None:
        return
    if state_of(scene).camera is not None:
        space.region_3d.view_perspective = "CAMERA"
    elif scene.camera is None and space.region_3d.view_perspective == "CAMERA":
        space.region_3d.view_perspective = "PERSP"


CLASSES = (MAQUETTE_OT_keep_camera,)
