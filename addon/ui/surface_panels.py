# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The active object's material: sliders of its family, how it is laid, what its maps are worth."""

from __future__ import annotations

from typing import Any

import bpy

from ..scene.records import RECORD
from ..scene.surface_nodes import active_material, inputs_of, placing_node, surface_node
from .layout import MaquettePanel, draw_text, split_column
from .properties import settings_of
from .verdicts import verdicts_of

# Where Blender parts labels from values.
LABEL_SHARE = 0.4
PLACING_INPUTS = ("Scale", "Rotation", "Offset")


class MaterialPanel(MaquettePanel):
    """Shown for a material that Maquette made."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        material = active_material(context.active_object)
        return material is not None and (RECORD in material or surface_node(material) is not None)


class MAQUETTE_PT_surface(MaterialPanel, bpy.types.Panel):
    bl_label = "Surface"

    def draw(self, context: bpy.types.Context) -> None:
        layout, material = self.layout, active_material(context.active_object)
        layout.prop(material, "name", text="", icon="MATERIAL")
        node = surface_node(material)
        if node is None:
            return
        split = layout.split(factor=LABEL_SHARE)
        label = split.row()
        label.alignment = "RIGHT"
        label.label(text=node.node_tree.name.removeprefix("Maquette "))
        split.operator("maquette.choose_look", text=node.label or "Looks", icon="DOWNARROW_HLT")
        draw_inputs(layout, inputs_of(node, wear=False))


class MAQUETTE_PT_surface_wear(MaquettePanel, bpy.types.Panel):
    bl_label = "Wear"
    bl_parent_id = "MAQUETTE_PT_surface"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        node = surface_node(active_material(context.active_object))
        return node is not None and bool(inputs_of(node, wear=True))

    def draw(self, context: bpy.types.Context) -> None:
        node = surface_node(active_material(context.active_object))
        draw_inputs(self.layout, inputs_of(node, wear=True))


class MAQUETTE_PT_surface_placing(MaquettePanel, bpy.types.Panel):
    bl_label = "Size and Direction"
    bl_parent_id = "MAQUETTE_PT_surface"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        material = active_material(context.active_object)
        return surface_node(material) is not None and placing_node(material) is not None

    def draw(self, context: bpy.types.Context) -> None:
        node = placing_node(active_material(context.active_object))
        assert node is not None
        draw_inputs(self.layout, [node.inputs[name] for name in PLACING_INPUTS])


class MAQUETTE_PT_surface_maps(MaterialPanel, bpy.types.Panel):
    bl_label = "Maps and Quality"
    bl_parent_id = "MAQUETTE_PT_surface"

    def draw(self, context: bpy.types.Context) -> None:
        layout, material = self.layout, active_material(context.active_object)
        assert material is not None
        draw_verdicts(context, layout, str(material.get(RECORD, "")))
        if surface_node(material) is not None:
            split_column(layout).prop(settings_of(context), "bake_side")
            layout.operator("maquette.bake_maps", icon="RENDER_STILL")


def draw_verdicts(context: bpy.types.Context, layout: bpy.types.UILayout, record: str) -> None:
    """A line a map, and what to do about it where it is not good."""
    column = layout.column(align=True)
    for verdict in verdicts_of(record):
        column.label(text=verdict.title, icon=verdict.icon)
        for sentence in verdict.sentences:
            draw_text(context, column.column(), sentence, "BLANK1")


def draw_inputs(layout: bpy.types.UILayout, sockets: list[Any]) -> None:
    """Sliders of a node's inputs; one that a link drives is named and left alone."""
    column = split_column(layout)
    for socket in sockets:
        if socket.is_linked:
            column.label(text=f"{socket.name} follows another node", icon="LINKED")
        else:
            column.prop(socket, "default_value", text=socket.name)


CLASSES = (
    MAQUETTE_PT_surface,
    MAQUETTE_PT_surface_wear,
    MAQUETTE_PT_surface_placing,
    MAQUETTE_PT_surface_maps,
)
