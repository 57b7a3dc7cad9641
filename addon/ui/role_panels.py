# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of roles: what each material is part of, how sure that is, what a person says."""

from __future__ import annotations

import bpy

from ..scene.role_list import ROLE_NAMES
from ..scene.variation_data import MaquetteRoleRow, state_of
from .layout import MaquettePanel, draw_text

SURE, LIKELY = 0.8, 0.5
ROWS = 6


class MAQUETTE_UL_roles(bpy.types.UIList):
    """A row: the material, how sure its role is in words and as an icon, the role to choose"""

    def draw_item(
        self,
        _context: bpy.types.Context,
        layout: bpy.types.UILayout,
        _data: object,
        item: MaquetteRoleRow,
        _icon: int,
        _active_data: object,
        _active_property: str,
        index: int,
    ) -> None:
        split = layout.split(factor=0.45)
        split.label(text=item.name, icon=sureness(item)[1])
        choose = split.operator_menu_enum(
            "maquette.correct_role", "role", text=ROLE_NAMES.get(item.role, item.role)
        )
        choose.index = index


class MAQUETTE_PT_roles(MaquettePanel, bpy.types.Panel):
    bl_label = "Roles"
    bl_parent_id = "MAQUETTE_PT_variations"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, state = self.layout, state_of(context.scene)
        layout.operator("maquette.find_roles", icon="VIEWZOOM")
        if not state.roles:
            return
        layout.template_list(
            "MAQUETTE_UL_roles", "", state, "roles", state, "active_role", rows=ROWS
        )
        if 0 <= state.active_role < len(state.roles):
            draw_row(context, layout, state.roles[state.active_role], state.active_role)


def draw_row(
    context: bpy.types.Context, layout: bpy.types.UILayout, row: MaquetteRoleRow, index: int
) -> None:
    """The active row in full: how sure, why, how many, and what can be done."""
    text, icon = sureness(row)
    layout.label(text=text, icon=icon)
    draw_text(context, layout.column(), row.reason, "BLANK1")
    slots = "1 slot" if row.slots == 1 else f"{row.slots} slots"
    layout.label(text=f"{slots}, {row.area:.3g} m²", icon="BLANK1")
    buttons = layout.row(align=True)
    buttons.operator("maquette.select_role", icon="RESTRICT_SELECT_OFF").index = index
    if row.confidence >= 1.0:
        buttons.operator("maquette.forget_role", icon="LOOP_BACK", text="Forget").index = index


def sureness(row: MaquetteRoleRow) -> tuple[str, str]:
    """How sure the role is in words, and the icon that says the same without colour."""
    if row.confidence >= 1.0:
        return "Said by you", "USER"
    share = f"{row.confidence:.0%}"
    if row.confidence >= SURE:
        return f"Sure, {share}", "CHECKMARK"
    if row.confidence >= LIKELY:
        return f"Likely, {share}", "QUESTION"
    return f"A guess, {share}", "ERROR"


LISTS = (MAQUETTE_UL_roles,)
CLASSES = (MAQUETTE_PT_roles,)
