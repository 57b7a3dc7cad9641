# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that asks for materials, in words or with a picture, and shows what is proposed."""

from __future__ import annotations

import bpy

from .layout import PICTURE_SCALE, MaquettePanel, draw_text, split_column
from .properties import MaquetteSettings, settings_of
from .proposals import Proposal, shown

EXAMPLE = "weathered oak herringbone"


class MAQUETTE_PT_material(MaquettePanel, bpy.types.Panel):
    bl_label = "Material"

    def draw(self, context: bpy.types.Context) -> None:
        layout, settings = self.layout, settings_of(context)
        _draw_ways(layout, settings)
        column = split_column(layout)
        column.prop(settings, "prompt_count")
        column.prop(settings, "prompt_seed")
        column.prop(settings, "target")
        if shown.asked:
            _draw_proposals(context, layout)
        layout.operator("maquette.restore_material", icon="LOOP_BACK")


class MAQUETTE_PT_material_more(MaquettePanel, bpy.types.Panel):
    bl_label = "Picture Settings"
    bl_parent_id = "MAQUETTE_PT_material"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        column, settings = split_column(self.layout), settings_of(context)
        column.prop(settings, "prompt_steers")
        column.separator()
        column.prop(settings, "size_m")
        column.prop(settings, "seamless")
        column.prop(settings, "strength", slider=True)
        column.prop(settings, "map_side")
        column.prop(settings, "projection")
        column.prop(settings, "model_id")


def _draw_ways(layout: bpy.types.UILayout, settings: MaquetteSettings) -> None:
    """The three ways to a material: words, a picture of something like it, a photo to take over."""
    column = layout.column(align=True)
    row = column.row(align=True)
    row.scale_y = 1.15
    row.prop(settings, "prompt", text="", icon="OUTLINER_DATA_FONT", placeholder=EXAMPLE)
    row = column.row(align=True)
    row.scale_y = 1.3
    row.operator("maquette.describe_material", icon="MATERIAL")
    row = layout.row(align=True)
    row.operator("maquette.match_picture", icon="EYEDROPPER")
    row.operator("maquette.generate_material", text="From This Photo", icon="IMAGE_DATA")


def _draw_proposals(context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
    box = layout.box()
    row = box.row()
    row.label(text=shown.asked, icon="MATERIAL")
    row.operator("maquette.clear_proposals", text="", icon="X", emboss=False)
    for remark in shown.remarks:
        draw_text(context, box.column(), remark, "INFO")
    grid = box.grid_flow(row_major=True, columns=2, even_columns=True, align=False)
    for index, proposal in enumerate(shown.items):
        _draw_proposal(grid.column(align=True), index, proposal)


def _draw_proposal(cell: bpy.types.UILayout, index: int, proposal: Proposal) -> None:
    cell.template_icon(icon_value=proposal.icon, scale=PICTURE_SCALE)
    row = cell.row(align=True)
    row.operator("maquette.use_proposal", text=proposal.name).index = index
    row.operator("maquette.reject_proposal", text="", icon="TRASH").index = index


CLASSES = (MAQUETTE_PT_material, MAQUETTE_PT_material_more)
