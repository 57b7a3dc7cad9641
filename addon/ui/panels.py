# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panels of the 3D viewport's tab "Maquette": they only read, never compute."""

from __future__ import annotations

import bpy

from . import (
    driver,
    material_panels,
    preference_panels,
    role_panels,
    surface_panels,
    variation_panels,
)
from .layout import PICTURE_SCALE, MaquettePanel, draw_text, split_column
from .properties import MaquetteSettings, settings_of


class MAQUETTE_PT_status(MaquettePanel, bpy.types.Panel):
    bl_label = "Maquette"
    bl_options = {"HIDE_HEADER"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        state = driver.state
        return driver.is_busy() or state.problem is not None or bool(state.note)

    def draw(self, context: bpy.types.Context) -> None:
        state = driver.state
        if driver.is_busy():
            draw_progress(self.layout)
        elif state.problem is not None:
            draw_problem(context, self.layout, state.problem)
        elif state.note:
            row = self.layout.row()
            draw_text(context, row.column(), state.note, "CHECKMARK")
            row.operator("maquette.dismiss", text="", icon="X", emboss=False)


class MAQUETTE_PT_capture(MaquettePanel, bpy.types.Panel):
    bl_label = "Capture"

    def draw(self, context: bpy.types.Context) -> None:
        layout, settings = self.layout, settings_of(context)
        grid = layout.grid_flow(row_major=True, columns=2, even_columns=True, align=True)
        grid.prop(settings, "source", expand=True)
        if settings.source == "FILE":
            layout.prop(settings, "image_path", text="")
        elif settings.source == "IMAGE":
            layout.template_ID(settings, "image", open="image.open")
        elif context.scene.camera is None and settings.source == "CAMERA":
            layout.label(text="No camera: a view will be found", icon="INFO")


class MAQUETTE_PT_capture_more(MaquettePanel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "MAQUETTE_PT_capture"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return settings_of(context).source in ("CAMERA", "VIEWPORT")

    def draw(self, context: bpy.types.Context) -> None:
        column, settings = split_column(self.layout), settings_of(context)
        column.prop(settings, "engine")
        column.prop(settings, "resolution")
        if settings.engine != "WORKBENCH":
            column.prop(settings, "samples")
        column.operator("maquette.capture", text="Keep Passes as Images", icon="RENDERLAYERS")


class MAQUETTE_PT_depth(MaquettePanel, bpy.types.Panel):
    bl_label = "Depth"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        settings = settings_of(context)
        self.layout.prop(settings, "depth_result", text="")
        self.layout.operator("maquette.estimate_depth", icon="MOD_DISPLACE")


class MAQUETTE_PT_depth_more(MaquettePanel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "MAQUETTE_PT_depth"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        column, settings = split_column(self.layout), settings_of(context)
        if settings.depth_result != "IMAGE":
            column.prop(settings, "relief_side")
            column.prop(settings, "edge_ratio")
        if settings.source in ("FILE", "IMAGE"):
            column.prop(settings, "near")
            column.prop(settings, "far")


class MAQUETTE_PT_variations(MaquettePanel, bpy.types.Panel):
    bl_label = "Variations"

    def draw(self, context: bpy.types.Context) -> None:
        layout, settings = self.layout, settings_of(context)
        column = split_column(layout)
        column.prop(settings, "wish")
        column.prop(settings, "mood")
        column.prop(settings, "count")
        column.prop(settings, "seed")
        row = layout.row()
        row.scale_y = 1.3
        row.operator("maquette.create_variations", icon="SHADERFX")
        variation_panels.draw_variations(layout, context)


class MAQUETTE_PT_variations_more(MaquettePanel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "MAQUETTE_PT_variations"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        column, settings = split_column(self.layout), settings_of(context)
        column.prop(settings, "scope")
        row = column.row(heading="Vary")
        row.prop(settings, "use_materials", toggle=True)
        row.prop(settings, "use_palette", toggle=True)
        row.prop(settings, "use_light", toggle=True)
        row.prop(settings, "use_composition", toggle=True)
        light = column.column()
        light.active = settings.use_light
        light.prop(settings, "light", icon="LIGHT_SUN")
        light.prop(settings, "north")
        column.prop(settings, "material_strength")
        column.prop(settings, "fixed_colors")
        column.prop(settings, "locks")
        column.operator("maquette.keep_camera", icon="CAMERA_DATA")
        column.prop(settings, "image_model")
        column.operator("maquette.render_thumbnails", icon="FILE_REFRESH")
        column.operator("maquette.save_contact_sheet", icon="IMAGE_DATA")
        column.operator("maquette.remove_variations", icon="TRASH")


class MAQUETTE_PT_models(MaquettePanel, bpy.types.Panel):
    bl_label = "Models & Device"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, report = self.layout, driver.state.devices
        if report is None:
            layout.label(text="Not checked in this session")
        else:
            for provider in report.providers:
                icon = "CHECKMARK" if provider.works else "X"
                layout.label(text=provider.name, icon=icon)
                if not provider.works:
                    draw_text(context, layout.column(), provider.reason)
        for line in driver.state.models:
            draw_text(context, layout.column(), line, "OUTLINER_OB_POINTCLOUD")
        layout.operator("maquette.check_devices", icon="VIEWZOOM")
        layout.operator("maquette.free_memory", icon="TRASH")
        layout.operator("maquette.open_preferences", icon="PREFERENCES")


class MAQUETTE_MT_menu(bpy.types.Menu):
    """Also what makes the operators found by F3 search"""

    bl_label = "Maquette"

    def draw(self, _context: bpy.types.Context) -> None:
        for name in (
            "create_variations", "show_original", "keep_camera", "render_thumbnails",
            "save_contact_sheet", "remove_variations", "find_roles", "MAQUETTE_MT_variation",
            "MAQUETTE_MT_locks",
            None, "describe_material", "match_picture", "generate_material",
            "restore_material", "choose_look", "bake_maps", "clear_proposals",
            None, "export_preference", "import_preference", "reset_preference",
            "remember_statements",
            None, "estimate_depth", "capture",
            None, "cancel", "check_devices", "free_memory", "add_library",
            "open_preferences",
        ):  # fmt: skip
            if name is None:
                self.layout.separator()
            elif name.startswith("MAQUETTE_MT_"):
                self.layout.menu(name)
            else:
                self.layout.operator(f"maquette.{name}")


def draw_menu(self: bpy.types.Menu, _context: bpy.types.Context) -> None:
    self.layout.separator()
    self.layout.menu("MAQUETTE_MT_menu")


def draw_progress(layout: bpy.types.UILayout) -> None:
    state = driver.state
    layout.label(text=state.title)
    row = layout.row(align=True)
    row.progress(factor=state.step.fraction, text=state.step.text)
    row.operator("maquette.cancel", text="", icon="CANCEL")
    if state.pictures:
        grid = layout.grid_flow(row_major=True, columns=2, even_columns=True)
        for place in sorted(state.pictures):
            grid.template_icon(icon_value=state.pictures[place], scale=PICTURE_SCALE)


def draw_problem(
    context: bpy.types.Context, layout: bpy.types.UILayout, problem: driver.Problem
) -> None:
    box = layout.box()
    row = box.row()
    row.alert = True
    draw_text(context, row.column(), problem.message, "ERROR")
    row.operator("maquette.dismiss", text="", icon="X", emboss=False)
    if problem.fix:
        box.operator(problem.fix)


CLASSES = (
    MAQUETTE_PT_status,
    MAQUETTE_PT_capture,
    MAQUETTE_PT_capture_more,
    # Above what comes and goes with the material of the active object, so that pictures stay where
    # they are when one is clicked.
    MAQUETTE_PT_variations,
    *variation_panels.CLASSES,
    MAQUETTE_PT_variations_more,
    *role_panels.CLASSES,
    *preference_panels.CLASSES,
    *material_panels.CLASSES,
    *surface_panels.CLASSES,
    MAQUETTE_PT_depth,
    MAQUETTE_PT_depth_more,
    MAQUETTE_PT_models,
    MAQUETTE_MT_menu,
)

__all__ = ["CLASSES", "MaquetteSettings", "draw_menu"]
