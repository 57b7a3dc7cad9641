# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene files: open and import them without running what they carry, and write asset files.

Knows nothing of what is done with the scene.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import bpy

from ..core.errors import InputError, OutputError

Import = Callable[[str], object]

IMPORTERS: dict[str, Import] = {
    ".glb": lambda path: bpy.ops.import_scene.gltf(filepath=path),
    ".gltf": lambda path: bpy.ops.import_scene.gltf(filepath=path),
    ".obj": lambda path: bpy.ops.wm.obj_import(filepath=path),
    ".fbx": lambda path: bpy.ops.import_scene.fbx(filepath=path),
    ".usd": lambda path: bpy.ops.wm.usd_import(filepath=path),
    ".usda": lambda path: bpy.ops.wm.usd_import(filepath=path),
    ".usdc": lambda path: bpy.ops.wm.usd_import(filepath=path),
    ".usdz": lambda path: bpy.ops.wm.usd_import(filepath=path),
}
ENDINGS = (".blend", *IMPORTERS)


def open_scene(path: Path) -> None:
    """Open a .blend, or import another format into an empty scene; replaces what is open.

    Scripts in the file do not run. Raises `InputError` naming the file.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{path.name} is not a scene; give a file ending in {', '.join(ENDINGS)}.")
    if not path.is_file():
        raise InputError(f"{path} is not there; check the path.")
    try:
        if ending == ".blend":
            bpy.ops.wm.open_mainfile(filepath=str(path), load_ui=False, use_scripts=False)
        else:
            bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
            _import(path, IMPORTERS[ending])
    except RuntimeError as error:
        raise InputError(
            f"{path.name} cannot be read ({_reason(error)}); export it again."
        ) from error


def _import(path: Path, importer: Import) -> None:
    """Importers end without a word when they cannot read a file: then there is nothing in the
    scene.
    """
    importer(str(path))
    scene = bpy.context.scene
    assert scene is not None
    if not scene.objects:
        raise InputError(f"{path.name} holds no objects that Blender can import; export it again.")


def _reason(error: RuntimeError) -> str:
    """The last line of what an operator says: its own message, without a traceback before it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else "unknown error").removeprefix("Error: ").rstrip(".")


def write_assets(path: Path, blocks: Sequence[bpy.types.ID]) -> None:
    """Write data-blocks and all they need as a .blend whose asset browser shows `blocks`.

    The blocks in this file are as before. The file is there whole or not at all; `OutputError`.
    """
    marked = [block for block in blocks if block.asset_data is None]
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.blend")
    try:
        for block in marked:
            block.asset_mark()
        bpy.data.libraries.write(str(beside), set(blocks), fake_user=True, compress=True)
        os.replace(beside, path)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path} cannot be written; choose another folder.") from error
    finally:
        beside.unlink(missing_ok=True)
        for block in marked:
            block.asset_clear()
