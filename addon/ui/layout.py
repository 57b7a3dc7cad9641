# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How all panels look: their tab, columns of settings, sentences that wrap."""

from __future__ import annotations

import textwrap

import bpy

LETTER_PX = 7.0
MARGIN_PX = 85
PICTURE_SCALE = 6.0


class MaquettePanel:
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Maquette"


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
    """A column of settings, labels to the left."""
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    return column
