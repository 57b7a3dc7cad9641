# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A layout that notes what a panel draws and refuses what Blender would refuse."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import bpy

from addon.ui import driver, panels, preference_state, proposals

CONTAINERS = ("row", "column", "box", "split", "grid_flow", "column_flow")


class Recorder:
    """Stands for a `UILayout`: containers give another one, everything drawn is noted in order."""

    def __init__(self, drawn: list[str] | None = None) -> None:
        self.drawn: list[str] = [] if drawn is None else drawn

    def __getattr__(self, name: str) -> Any:
        if name in CONTAINERS:
            return lambda **_: Recorder(self.drawn)
        if name not in bpy.types.UILayout.bl_rna.functions:
            raise AttributeError(f"UILayout has no {name}")
        return lambda *args, **values: self.drawn.append(f"{name} {args or values.get('text', '')}")

    def label(self, *, text: str = "", icon: str = "NONE") -> None:
        _check_icon(icon)
        self.drawn.append(text)

    def prop(self, data: Any, name: str, **values: Any) -> None:
        assert name in data.bl_rna.properties, name
        _check_icon(values.get("icon", "NONE"))
        self.drawn.append(name)

    def operator_menu_enum(
        self, name: str, prop: str, *, text: str = "", icon: str = "NONE", **_: Any
    ) -> Any:
        operator = self.operator(name, icon=icon)
        assert hasattr(operator, prop)
        if text:
            self.drawn[-1] += f" {text}"
        return operator

    def prop_search(
        self, data: Any, name: str, source: Any, collection: str, **values: Any
    ) -> None:
        assert collection in source.bl_rna.properties
        self.prop(data, name, **values)

    def operator(self, name: str, *, text: str = "", icon: str = "NONE", **_: Any) -> Any:
        module, function = name.split(".")
        rna = getattr(getattr(bpy.ops, module), function).get_rna_type()
        _check_icon(icon)
        self.drawn.append(name)
        return SimpleNamespace(**{prop.identifier: None for prop in rna.properties})


def _check_icon(icon: str) -> None:
    icons = bpy.types.UILayout.bl_rna.functions["label"].parameters["icon"].enum_items
    assert icon in icons, icon


def draw_all() -> list[str]:
    """Draw every panel that shows now and return what stands in them."""
    context: Any = SimpleNamespace(
        scene=bpy.context.scene,
        preferences=bpy.context.preferences,
        region=SimpleNamespace(width=320),
        selected_objects=[],
        active_object=bpy.context.view_layer.objects.active,
    )
    layout = Recorder()
    for panel in panels.CLASSES:
        if not hasattr(panel, "poll") or panel.poll(context):
            panel.draw(SimpleNamespace(layout=layout, bl_label=""), context)
    return layout.drawn


def forget_session() -> None:
    """End what a test left running and show nothing."""
    driver.shut_down()
    proposals.forget()
    preference_state.unload()
    driver.state.problem, driver.state.note, driver.state.devices = None, "", None
