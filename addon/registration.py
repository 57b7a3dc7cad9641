# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything Blender is told about: classes in order, two properties, one command, one handler."""

from __future__ import annotations

from collections.abc import Sequence

import bpy

from .scene import variation_data
from .ui import CLASSES, driver, panels, preference_state, properties, proposals

register_classes, unregister_classes = bpy.utils.register_classes_factory(
    (*variation_data.CLASSES, *CLASSES)
)
_commands: list[object] = []


def run_command(arguments: Sequence[str]) -> int:
    """`blender -c maquette ...`; what only the command line needs is loaded with it."""
    from .batch.cli import main

    return main(arguments)


def register() -> None:
    register_classes()
    bpy.types.Scene.maquette = bpy.props.PointerProperty(type=properties.MaquetteSettings)
    bpy.types.Scene.maquette_state = bpy.props.PointerProperty(
        type=variation_data.MaquetteSceneState
    )
    bpy.types.VIEW3D_MT_object.append(panels.draw_menu)
    bpy.app.handlers.load_pre.append(driver.before_load)
    _commands.append(bpy.utils.register_cli_command("maquette", run_command))


def unregister() -> None:
    driver.shut_down()
    proposals.forget()
    preference_state.unload()
    bpy.utils.unregister_cli_command(_commands.pop())
    bpy.app.handlers.load_pre.remove(driver.before_load)
    bpy.types.VIEW3D_MT_object.remove(panels.draw_menu)
    del bpy.types.Scene.maquette_state
    del bpy.types.Scene.maquette
    unregister_classes()
