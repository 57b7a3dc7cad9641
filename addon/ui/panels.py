# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panels of the 3D viewport's tab "Maquette": they only read, never compute."""

from __future__ import annotations

import textwrap

import bpy

from ..scene.variation_data import state_of
from . import driver
from .properties import MaquetteSettings, settings_of

LETTER_PX = 7.0
MARGIN_PX = 85


class MaquettePanel:
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Maquette"


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


class MAQUETTE_PT_material(MaquettePanel, bpy.types.Panel):
    bl_label = "Material"

    def draw(self, context: bpy.types.Context) -> None:
        layout, settings = self.layout, settings_of(context)
        column = split_column(layout)
        column.prop(settings, "size_m")
        column.prop(settings, "seamless")
        column.prop(settings, "target")
        row = layout.row(align=True)
        row.scale_y = 1.3
        row.operator("maquette.generate_material", icon="MATERIAL")
        layout.operator("maquette.restore_material", icon="LOOP_BACK")


class MAQUETTE_PT_material_more(MaquettePanel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "MAQUETTE_PT_material"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        column, settings = split_column(self.layout), settings_of(context)
        column.prop(settings, "strength", slider=True)
        column.prop(settings, "map_side")
        column.prop(settings, "projection")
        column.prop(settings, "model_id")


class MAQUETTE_PT_variations(MaquettePanel, bpy.types.Panel):
    bl_label = "Variations"

    def draw(self, context: bpy.types.Context) -> None:
        layout, settings = self.layout, settings_of(context)
        column = split_column(layout)
        column.prop(settings, "count")
        column.prop(settings, "seed")
        row = layout.row()
        row.scale_y = 1.3
        row.operator("maquette.create_variations", icon="SHADERFX")
        draw_variations(layout, context.scene)


class MAQUETTE_PT_variations_more(MaquettePanel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "MAQUETTE_PT_variations"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        column, settings = split_column(self.layout), settings_of(context)
        column.prop(settings, "scope")
        row = column.row(heading="Vary")
        row.prop(settings, "use_materials", toggle=True)
        row.prop(settings, "use_light", toggle=True)
        column.prop(settings, "locks")
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
            "create_variations", "show_original", "render_thumbnails", "save_contact_sheet",
            "remove_variations",
            None, "generate_material", "restore_material",
            None, "estimate_depth", "capture",
            None, "cancel", "check_devices", "free_memory", "open_preferences",
        ):  # fmt: skip
            if name is None:
                self.layout.separator()
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
    if state.previews:
        grid = layout.grid_flow(row_major=True, columns=2, even_columns=True)
        for preview in state.previews.values():
            grid.template_icon(icon_value=preview.icon_id, scale=6.0)


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


def draw_variations(layout: bpy.types.UILayout, scene: bpy.types.Scene) -> None:
    """The stored variations as pictures to click, the original first."""
    state = state_of(scene)
    if not state.variations:
        return
    active = state.active
    layout.operator("maquette.show_original", icon="HOME", depress=active < 0)
    grid = layout.grid_flow(row_major=True, columns=2, even_columns=True, align=False)
    for index, item in enumerate(state.variations):
        cell = grid.box().column(align=True)
        if item.thumbnail is not None:
            cell.template_icon(icon_value=item.thumbnail.preview_ensure().icon_id, scale=6.0)
        text = f"{item.name}"
        apply = cell.operator("maquette.apply_variation", text=text, depress=index == active)
        apply.index = index


def draw_text(
    context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str = "NONE"
) -> None:
    """A sentence wrapped to the region's width."""
    # Without a window the scale is 0.
    scale = context.preferences.system.ui_scale or 1.0
    letters = max(20, int((context.region.width / scale - MARGIN_PX) / LETTER_PX))
    layout.scale_y = 0.8
    for number, line in enumerate(textwrap.wrap(text, letters)):
        layout.label(
            text=line, icon=icon if number == 0 else "BLANK1" if icon != "NONE" else "NONE"
        )


def split_column(layout: bpy.types.UILayout) -> bpy.types.UILayout:
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    return column


CLASSES = (
    MAQUETTE_PT_status,
    MAQUETTE_PT_capture,
    MAQUETTE_PT_capture_more,
    MAQUETTE_PT_depth,
    MAQUETTE_PT_depth_more,
    MAQUETTE_PT_material,
    MAQUETTE_PT_material_more,
    MAQUETTE_PT_variations,
    MAQUETTE_PT_variations_more,
    MAQUETTE_PT_models,
    MAQUETTE_MT_menu,
)

__all__ = ["CLASSES", "MaquetteSettings", "draw_menu"]
