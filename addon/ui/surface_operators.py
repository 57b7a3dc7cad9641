# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on the active object's material: switch its look, bake it to maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ..core.errors import MaquetteError
from ..scene.surface_nodes import active_material, surface_node
from .driver import Work
from .operators import Result, StartsWork
from .properties import settings_of


class HasSurface:
    """Available while the active object's material has a procedural family and is of this file."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        material = active_material(context.active_object)
        if surface_node(material) is None:
            cls.poll_message_set("Choose an object with a material of Maquette's families")
            return False
        if material is not None and not material.is_editable:
            cls.poll_message_set("The material is linked from another file; make it local first")
            return False
        return True


class MAQUETTE_OT_choose_look(HasSurface, bpy.types.Operator):
    """Choose another look of the material's family"""

    bl_idname = "maquette.choose_look"
    bl_label = "Choose Look"
    bl_options = {"REGISTER"}

    def execute(self, context: bpy.types.Context) -> Result:
        # An operator and not a menu: it loads the families, which no draw may.
        from ..scene.looks import looks_of

        if bpy.app.background:
            self.report({"ERROR"}, "There is no window to choose a look in")
            return {"CANCELLED"}
        looks = looks_of(active_material(context.active_object))
        context.window_manager.popup_menu(
            lambda menu, _context: draw_looks(menu.layout, looks), title="Looks"
        )
        return {"FINISHED"}


def draw_looks(layout: bpy.types.UILayout, looks: Sequence[str]) -> None:
    for look in looks:
        layout.operator("maquette.use_look", text=look).look = look


class MAQUETTE_OT_use_look(HasSurface, bpy.types.Operator):
    """Give the material the values of this look; its size and direction stay"""

    bl_idname = "maquette.use_look"
    bl_label = "Use Look"
    bl_options = {"REGISTER", "UNDO"}

    look: StringProperty(name="Look", description="A look of the material's family")

    if TYPE_CHECKING:
        look: str

    def execute(self, context: bpy.types.Context) -> Result:
        from ..scene import looks

        try:
            looks.use_look(active_material(context.active_object), self.look)
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}


class MAQUETTE_OT_bake_maps(HasSurface, StartsWork, bpy.types.Operator):
    """Turn the material into image maps that repeat without a seam, for glTF and game engines"""

    bl_idname = "maquette.bake_maps"
    bl_label = "Bake to Maps"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return HasSurface.poll.__func__(cls, context) and StartsWork.poll.__func__(cls, context)

    def work(self, context: bpy.types.Context) -> Work:
        from . import material_work

        return material_work.bake_maps(context, settings_of(context))


CLASSES = (MAQUETTE_OT_choose_look, MAQUETTE_OT_use_look, MAQUETTE_OT_bake_maps)
