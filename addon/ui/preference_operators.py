# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on what was learnt from choices; it lies in a file of the user, outside undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import IntProperty, StringProperty

from ..core.errors import MaquetteError
from . import driver, preference_state
from .operators import Result


class ChangesPreference:
    """An operator that calls `change` and says in a sentence when that fails."""

    def execute(self, _context: bpy.types.Context) -> Result:
        try:
            self.change()
        except MaquetteError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        driver.redraw()
        return {"FINISHED"}

    def change(self) -> None:
        raise NotImplementedError


class MAQUETTE_OT_forget_statement(ChangesPreference, bpy.types.Operator):
    """Delete this statement: what it is about counts nothing from now on"""

    bl_idname = "maquette.forget_statement"
    bl_label = "Delete Statement"
    bl_options = {"INTERNAL"}

    index: IntProperty(name="Statement", description="Counted from 0", default=0, min=0)

    if TYPE_CHECKING:
        index: int

    def change(self) -> None:
        from . import preference_work

        preference_work.forget_statement(self.index)


class MAQUETTE_OT_remember_statements(ChangesPreference, bpy.types.Operator):
    """Let what was deleted from the statements count again"""

    bl_idname = "maquette.remember_statements"
    bl_label = "Bring Back Statements"
    bl_options = {"REGISTER"}

    def change(self) -> None:
        from . import preference_work

        preference_work.remember_statements()


class MAQUETTE_OT_reset_preference(ChangesPreference, bpy.types.Operator):
    """Forget everything that was learnt from your choices, in all files"""

    bl_idname = "maquette.reset_preference"
    bl_label = "Reset What Was Learnt"
    bl_options = {"REGISTER"}

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> Result:
        return context.window_manager.invoke_confirm(self, event)

    def change(self) -> None:
        from . import preference_work

        preference_work.reset()


class UsesFile(ChangesPreference):
    """Asks for a JSON file first."""

    filepath: StringProperty(subtype="FILE_PATH", description="A preference as a JSON file")
    filter_glob: StringProperty(default="*.json", options={"HIDDEN"}, description="Files shown")

    if TYPE_CHECKING:
        filepath: str
        filter_glob: str

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> Result:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}


class MAQUETTE_OT_export_preference(UsesFile, bpy.types.Operator):
    """Save what was learnt as a file, to keep or to give to someone"""

    bl_idname = "maquette.export_preference"
    bl_label = "Export What Was Learnt"
    bl_options = {"REGISTER"}

    check_existing: bpy.props.BoolProperty(default=True, options={"HIDDEN"}, description="Warn")

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> Result:
        self.filepath = self.filepath or preference_state.FILE
        return UsesFile.invoke(self, context, event)

    def change(self) -> None:
        from . import preference_work

        path = Path(bpy.path.ensure_ext(bpy.path.abspath(self.filepath), ".json"))
        preference_work.export_to(path)
        self.report({"INFO"}, f"Saved {path}")


class MAQUETTE_OT_import_preference(UsesFile, bpy.types.Operator):
    """Take over what was learnt from a file; a copy of what you have now is kept beside it"""

    bl_idname = "maquette.import_preference"
    bl_label = "Import What Was Learnt"
    bl_options = {"REGISTER"}

    def change(self) -> None:
        from . import preference_work

        preference_work.import_from(Path(bpy.path.abspath(self.filepath)))


CLASSES = (
    MAQUETTE_OT_forget_statement,
    MAQUETTE_OT_remember_statements,
    MAQUETTE_OT_reset_preference,
    MAQUETTE_OT_export_preference,
    MAQUETTE_OT_import_preference,
)
