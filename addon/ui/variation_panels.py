# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The variations of a scene in the panel: the list, the one that is shown, the locks."""

from __future__ import annotations

import bpy

from ..core.options import Axis
from ..scene.locked import is_object_locked, named_lock, slot_lock
from ..scene.role_list import role_label
from ..scene.variation_data import MaquetteSceneState, MaquetteVariation, state_of
from . import lineage
from .layout import PICTURE_SCALE, MaquettePanel, draw_text, split_column
from .properties import MaquetteSettings, settings_of

SMALL_PICTURE = 2.2
INDENT = 1.4
VERDICT_ICONS = {"KEPT": "CHECKMARK", "REJECTED": "X"}


class MAQUETTE_PT_shown_variation(MaquettePanel, bpy.types.Panel):
    bl_label = "Shown Variation"
    bl_parent_id = "MAQUETTE_PT_variations"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return state_of(context.scene).active >= 0

    def draw(self, context: bpy.types.Context) -> None:
        layout, state = self.layout, state_of(context.scene)
        item = state.variations[state.active]
        draw_verdict(layout.row(align=True), item, -1)
        came_from = lineage.origin(state.variations, state.active)
        if came_from:
            draw_text(context, layout.column(), came_from, "OUTLINER")
        layout.operator("maquette.compare_original", icon="HOME")
        layout.operator("maquette.show_picture", text="Large Picture", icon="IMAGE_DATA")
        layout.operator("maquette.more_like_this", icon="DUPLICATE")
        column = split_column(layout)
        settings = settings_of(context)
        column.prop_search(settings, "other", state, "variations", icon="NONE")
        column.prop(settings, "mix_share", slider=True)
        row = layout.row(align=True)
        row.operator("maquette.mix_variations", text="Mix", icon="SELECT_INTERSECT")
        row.operator("maquette.wipe", icon="SPLIT_VERTICAL")


class MAQUETTE_PT_locks(MaquettePanel, bpy.types.Panel):
    bl_label = "Locks"
    bl_parent_id = "MAQUETTE_PT_variations"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, state = self.layout, state_of(context.scene)
        row = layout.row(align=True)
        for axis in (Axis.MATERIAL, Axis.PALETTE, Axis.LIGHT, Axis.COMPOSITION):
            draw_axis_lock(row, state, axis)
        if context.active_object is not None and context.active_object.type == "MESH":
            draw_object_locks(layout.box().column(), state, context.active_object)
        roles = [role for role in state.dressed_roles.split(",") if role]
        if roles:
            grid = layout.grid_flow(row_major=True, columns=2, even_columns=True, align=True)
            for role in roles:
                draw_role_lock(grid, state, role)


class MAQUETTE_MT_variation(bpy.types.Menu):
    """What can be done with the variation that is shown"""

    bl_label = "Shown Variation"

    def draw(self, _context: bpy.types.Context) -> None:
        for name, icon in (
            ("more_like_this", "DUPLICATE"), ("mix_variations", "SELECT_INTERSECT"),
            ("compare_original", "HOME"), ("wipe", "SPLIT_VERTICAL"),
            ("show_picture", "IMAGE_DATA"), ("star_variation", "SOLO_ON"),
            ("rename_variation", "SORTALPHA"), ("remove_variation", "TRASH"),
        ):  # fmt: skip
            self.layout.operator(f"maquette.{name}", icon=icon)
        judge = self.layout.operator("maquette.judge_variation", text="Keep", icon="CHECKMARK")
        judge.verdict = "KEPT"
        judge = self.layout.operator("maquette.judge_variation", text="Reject", icon="X")
        judge.verdict = "REJECTED"


class MAQUETTE_MT_locks(bpy.types.Menu):
    """Keep things as they are in all new variations"""

    bl_label = "Locks"

    def draw(self, _context: bpy.types.Context) -> None:
        for name in ("lock_slot", "lock_color", "lock_object"):
            self.layout.operator(f"maquette.{name}", icon="LOCKED")
        self.layout.operator_menu_enum("maquette.lock_axis", "axis", icon="LOCKED")
        self.layout.operator("maquette.lock_role", icon="LOCKED")


def draw_variations(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """The stored variations to click, the original first."""
    state, settings = state_of(context.scene), settings_of(context)
    if not state.variations:
        return
    row = layout.row(align=True)
    row.operator("maquette.show_original", icon="HOME", depress=state.active < 0)
    row.prop(settings, "variation_view", expand=True, icon_only=True)
    rejected = sum(item.verdict == "REJECTED" for item in state.variations)
    if rejected:
        layout.prop(settings, "show_rejected", text=f"Show {rejected} Rejected")
    if settings.variation_view == "TREE":
        _draw_tree(layout, state, settings)
    else:
        _draw_grid(layout, state, settings)


def _draw_grid(
    layout: bpy.types.UILayout, state: MaquetteSceneState, settings: MaquetteSettings
) -> None:
    grid = layout.grid_flow(row_major=True, columns=2, even_columns=True, align=False)
    for index, item in enumerate(state.variations):
        if not _is_listed(item, settings):
            continue
        cell = grid.box().column(align=True)
        _draw_picture(cell, item, PICTURE_SCALE)
        _draw_name(cell, state, index)
        draw_verdict(cell.row(align=True), item, index)


def _draw_tree(
    layout: bpy.types.UILayout, state: MaquetteSceneState, settings: MaquetteSettings
) -> None:
    column = layout.column(align=True)
    for entry in lineage.rows(state.variations):
        item = state.variations[entry.index]
        if not _is_listed(item, settings):
            continue
        row = column.row(align=True)
        if entry.depth:
            row.separator(factor=INDENT * entry.depth)
        _draw_picture(row, item, SMALL_PICTURE)
        text = row.column(align=True)
        line = text.row(align=True)
        _draw_name(line, state, entry.index)
        draw_verdict(line, item, entry.index)
        text.label(text=entry.origin or f"Seed {item.seed}")


def _is_listed(item: MaquetteVariation, settings: MaquetteSettings) -> bool:
    return item.verdict != "REJECTED" or settings.show_rejected


def _draw_picture(layout: bpy.types.UILayout, item: MaquetteVariation, scale: float) -> None:
    if item.thumbnail is not None:
        layout.template_icon(icon_value=item.thumbnail.preview_ensure().icon_id, scale=scale)
    if item.restyled is not None:
        layout.template_icon(icon_value=item.restyled.preview_ensure().icon_id, scale=scale)
        layout.label(text=item.restyled_note)


def _draw_name(layout: bpy.types.UILayout, state: MaquetteSceneState, index: int) -> None:
    item = state.variations[index]
    icon = VERDICT_ICONS.get(item.verdict, "NONE")
    apply = layout.operator(
        "maquette.apply_variation", text=item.name, depress=index == state.active, icon=icon
    )
    apply.index = index


def draw_verdict(layout: bpy.types.UILayout, item: MaquetteVariation, index: int) -> None:
    """Star, keep, reject, rename: what is on is pressed, and its icon says the same."""
    icon = "SOLO_ON" if item.is_starred else "SOLO_OFF"
    star = layout.operator(
        "maquette.star_variation", text="", icon=icon, depress=bool(item.is_starred)
    )
    star.index = index
    for verdict, icon in VERDICT_ICONS.items():
        judge = layout.operator(
            "maquette.judge_variation", text="", icon=icon, depress=item.verdict == verdict
        )
        judge.index, judge.verdict = index, verdict
    layout.operator("maquette.rename_variation", text="", icon="SORTALPHA").index = index


def draw_axis_lock(layout: bpy.types.UILayout, state: MaquetteSceneState, axis: Axis) -> None:
    is_locked = named_lock(state, "AXIS", axis.value) is not None
    lock = layout.operator(
        "maquette.lock_axis",
        text=axis.value.capitalize(),
        icon=lock_icon(is_locked),
        depress=is_locked,
    )
    lock.axis = axis.value


def draw_role_lock(layout: bpy.types.UILayout, state: MaquetteSceneState, role: str) -> None:
    """A lock with the role's name; for every place that lists roles."""
    is_locked = named_lock(state, "ROLE", role) is not None
    lock = layout.operator(
        "maquette.lock_role", text=role_label(role), icon=lock_icon(is_locked), depress=is_locked
    )
    lock.role = role


def draw_object_locks(
    layout: bpy.types.UILayout, state: MaquetteSceneState, obj: bpy.types.Object
) -> None:
    """The object's lock, and one for each slot and its colour."""
    is_locked = is_object_locked(state, obj)
    layout.operator(
        "maquette.lock_object", text=obj.name, icon=lock_icon(is_locked), depress=is_locked
    )
    for index, slot in enumerate(obj.material_slots):
        row = layout.row(align=True)
        name = slot.material.name if slot.material else f"Slot {index + 1}"
        draw_slot_lock(row, state, obj, index, name)


def draw_slot_lock(
    row: bpy.types.UILayout,
    state: MaquetteSceneState,
    obj: bpy.types.Object,
    index: int,
    name: str,
) -> None:
    is_locked = slot_lock(state, "SLOT", obj, index) is not None
    row.operator(
        "maquette.lock_slot", text=name, icon=lock_icon(is_locked), depress=is_locked
    ).slot = index
    color = slot_lock(state, "COLOR", obj, index)
    if color is not None:
        row.prop(color, "color", text="")
    row.operator(
        "maquette.lock_color",
        text="" if color is not None else "Lock Colour",
        icon=lock_icon(color is not None),
        depress=color is not None,
    ).slot = index


def draw_material_lock(self: bpy.types.Panel, context: bpy.types.Context) -> None:
    """Under the slots in the material properties: the active slot's locks."""
    obj = context.object
    if obj is None or not obj.material_slots or context.scene is None:
        return
    index = obj.active_material_index
    row = self.layout.row(align=True)
    draw_slot_lock(row, state_of(context.scene), obj, index, "Lock Slot")


def lock_icon(is_locked: bool) -> str:
    return "LOCKED" if is_locked else "UNLOCKED"


CLASSES = (
    MAQUETTE_PT_shown_variation,
    MAQUETTE_PT_locks,
    MAQUETTE_MT_variation,
    MAQUETTE_MT_locks,
)
