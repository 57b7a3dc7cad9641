# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything Blender is told about: classes in order, two properties, one command, one handler."""

from __future__ import annotations

from collections.abc import Sequence

import bpy

from .scene import variation_data
from .ui import (
    CLASSES,
    driver,
    panels,
    preference_state,
    properties,
    proposals,
    variation_panels,
)

register_classes, unregister_classes = bpy.utils.register_classes_factory(
    (*variation_data.CLASSES, *CLASSES)
)
_commands: list[object] = []


def run_command(arguments: Sequence[str]) -> int:
    """`blender -c maquette ...`; what only the command line needs is loaded with it."""
    from .batch.cli import main

    return main(arguments)


def _material_panels() -> list[type[bpy.types.Panel]]:
    """The lists of slots in the material properties; each engine has its own."""
    names = ("EEVEE_MATERIAL_PT_context_material", "CYCLES_PT_context_material")
    found = (getattr(bpy.types, name, None) for name in names)
    return [panel for panel in found if panel is not None]


def register() -> None:
    register_classes()
    bpy.types.Scene.maquette = bpy.props.PointerProperty(type=properties.MaquetteSettings)
    bpy.types.Scene.maquette_state = bpy.props.PointerProperty(
        type=variation_data.MaquetteSceneState
    )
    bpy.types.VIEW3D_MT_object.append(panels.draw_menu)
    for panel in _material_panels():
        panel.append(variation_panels.draw_material_lock)
    bpy.app.handlers.load_pre.append(driver.before_load)
    _commands.append(bpy.utils.register_cli_command("maquette", run_command))


def unregister() -> None:
    driver.shut_down()
    proposals.forget()
    preference_state.unload()
    bpy.utils.unregister_cli_command(_commands.pop())
    bpy.app.handlers.load_pre.remove(driver.before_load)
    for panel in _material_panels():
        panel.remove(variation_panels.draw_material_lock)
    bpy.types.VIEW3D_MT_object.remove(panels.draw_menu)
    del bpy.types.Scene.maquette_state
    del bpy.types.Scene.maquette
    unregister_classes()
