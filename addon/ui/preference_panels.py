# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that says in words what was learnt from choices."""

from __future__ import annotations

import bpy

from ..core.options import ENOUGH_CHOICES
from . import preference_state
from .layout import MaquettePanel, draw_text, split_column
from .preference_state import Learned
from .properties import settings_of


class MAQUETTE_PT_preference(MaquettePanel, bpy.types.Panel):
    bl_label = "What I Learned"
    bl_parent_id = "MAQUETTE_PT_variations"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, learned = self.layout, preference_state.learned
        if not learned.is_loaded:
            preference_state.ask()
            layout.label(text="Reading your choices")
            return
        if learned.problem:
            draw_text(context, layout.column(), learned.problem, "ERROR")
        else:
            draw_leaning(context, layout, learned)
            draw_statements(context, layout, learned)
        draw_file(layout, learned)


def draw_leaning(context: bpy.types.Context, layout: bpy.types.UILayout, learned: Learned) -> None:
    """How many choices there are, and how far the next sets lean to them."""
    settings = settings_of(context)
    column = split_column(layout)
    column.prop(settings, "use_preference")
    row = column.row()
    row.active = settings.use_preference and learned.is_ready
    row.prop(settings, "exploration", slider=True)
    if learned.is_ready:
        text = f"From {learned.choices} choices, kept on this computer"
    else:
        text = (
            f"{learned.choices} of {ENOUGH_CHOICES} choices: keep or reject variations, "
            "then the next sets lean to what you keep"
        )
    draw_text(context, layout.column(), text, "INFO")


def draw_statements(
    context: bpy.types.Context, layout: bpy.types.UILayout, learned: Learned
) -> None:
    if learned.is_ready and not learned.statements:
        layout.label(text="Nothing is certain yet")
    for index, statement in enumerate(learned.statements):
        row = layout.box().row()
        column = row.column()
        draw_text(context, column.column(), statement.text)
        evidence = column.column()
        evidence.active = False
        draw_text(context, evidence, statement.evidence)
        row.operator("maquette.forget_statement", text="", icon="X", emboss=False).index = index
    if learned.forgotten:
        layout.operator("maquette.remember_statements", icon="LOOP_BACK")


def draw_file(layout: bpy.types.UILayout, learned: Learned) -> None:
    row = layout.row(align=True)
    if not learned.problem:
        row.operator("maquette.export_preference", text="Export", icon="EXPORT")
    row.operator("maquette.import_preference", text="Import", icon="IMPORT")
    row.operator("maquette.reset_preference", text="Reset", icon="TRASH")


CLASSES = (MAQUETTE_PT_preference,)
