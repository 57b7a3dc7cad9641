# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every file: device, folders, memory limit."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import EnumProperty, IntProperty, StringProperty

from .. import EXTENSION_ID
from ..core.options import PICTURE_SIDE, Device

DEVICES = [
    (Device.AUTO.value, "Automatic", "The fastest device that really runs"),
    (Device.CUDA.value, "NVIDIA (CUDA)", "Needs an onnxruntime with CUDA"),
    (Device.WEBGPU.value, "Any graphics card (WebGPU)", "Needs the WebGPU provider"),
    (Device.CPU.value, "Processor", "Works everywhere"),
]


class MaquettePreferences(bpy.types.AddonPreferences):
    bl_idname = EXTENSION_ID

    device: EnumProperty(name="Device", description="What runs the models", items=DEVICES)
    model_folder: StringProperty(
        name="Model Folder",
        description="A folder of your own models, one folder each with its card.toml",
        subtype="DIR_PATH",
    )
    memory_limit_mb: IntProperty(
        name="Memory Limit",
        description="Most memory the models may use, in MB; 0 sets no limit. "
        "Large pictures then go in smaller tiles",
        default=0,
        min=0,
        max=1_000_000,
    )
    output_folder: StringProperty(
        name="Output Folder",
        description="Where contact sheets go; empty means beside the .blend file",
        subtype="DIR_PATH",
    )
    picture_side: IntProperty(
        name="Keep Pictures up to",
        description="Longer side of the pictures of variations, in pixels; they are kept in the "
        ".blend file as WebP",
        default=PICTURE_SIDE,
        min=64,
        max=2048,
        subtype="PIXEL",
    )

    if TYPE_CHECKING:
        device: str
        model_folder: str
        memory_limit_mb: int
        output_folder: str
        picture_side: int

    def draw(self, _context: bpy.types.Context) -> None:
        column = self.layout.column()
        column.use_property_split = True
        column.prop(self, "device")
        column.prop(self, "memory_limit_mb")
        column.prop(self, "model_folder")
        column.prop(self, "output_folder")
        column.prop(self, "picture_side")
        self._draw_library()

    def _draw_library(self) -> None:
        from . import driver, panels

        box = self.layout.box()
        row = box.row()
        row.label(text="All of Maquette's materials, to drag and drop", icon="ASSET_MANAGER")
        row.operator("maquette.add_library")
        if driver.state.title != "Add to Asset Browser":
            return
        if driver.is_busy():
            panels.draw_progress(box)
        elif driver.state.problem is not None:
            box.label(text=driver.state.problem.message, icon="ERROR")
        elif driver.state.note:
            box.label(text=driver.state.note, icon="CHECKMARK")


def preferences() -> MaquettePreferences | None:
    """The user's preferences, None where the add-on runs without being enabled as an extension."""
    addons = bpy.context.preferences.addons if bpy.context.preferences else {}
    entry = addons.get(EXTENSION_ID)
    return entry.preferences if entry else None


def device() -> Device:
    found = preferences()
    return Device(found.device) if found else Device.AUTO


def model_folders() -> tuple[Path, ...]:
    found = preferences()
    return (Path(bpy.path.abspath(found.model_folder)),) if found and found.model_folder else ()


def memory_limit_mb() -> int:
    found = preferences()
    return found.memory_limit_mb if found else 0


def picture_side() -> int:
    found = preferences()
    return found.picture_side if found else PICTURE_SIDE


def output_folder() -> Path:
    """Where files go that the user should find again: chosen, beside the .blend, or temporary."""
    found = preferences()
    if found and found.output_folder:
        return Path(bpy.path.abspath(found.output_folder))
    if bpy.data.filepath:
        return Path(bpy.data.filepath).parent
    return Path(bpy.app.tempdir or tempfile.gettempdir())
