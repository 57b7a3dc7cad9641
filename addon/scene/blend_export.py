# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One variation of a scene as a .blend of its own, without the others; the open file is as before.

What is written is a copy of the scene that shares everything but its list of variations.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from uuid import uuid4

import bpy

from ..core.errors import OutputError
from . import variation_state
from .handouts import set_record
from .records import write_record
from .showing import as_original, variations_at


def write_variation(scene: bpy.types.Scene, index: int, path: Path) -> None:
    """Write the scene with variation `index` applied, and only that one stored, so that the
    original stays one click away in the new file.

    Blender opens such a file but calls it a library; `save_as_main_file` ends that. The file is
    there whole or not at all; `OutputError`, and `InputError` for a variation that does not exist.
    """
    variations_at(scene, [index])
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.blend")
    try:
        with as_original(scene), _with_one_variation(scene, index) as lone:
            bpy.data.libraries.write(str(beside), {lone}, path_remap="RELATIVE_ALL", compress=True)
        os.replace(beside, path)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path} cannot be written; choose another folder.") from error
    finally:
        beside.unlink(missing_ok=True)


def save_as_main_file(path: Path) -> None:
    """Have Blender save such a file as its own. Replaces what is open: for a Blender without
    anyone at it. `OutputError` when it cannot be written."""
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.blend")
    try:
        bpy.ops.wm.open_mainfile(filepath=str(path), load_ui=False, use_scripts=False)
        bpy.ops.wm.save_as_mainfile(
            filepath=str(beside), copy=True, compress=True, relative_remap=False
        )
        os.replace(beside, path)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path} cannot be written; choose another folder.") from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _with_one_variation(scene: bpy.types.Scene, index: int) -> Iterator[bpy.types.Scene]:
    """A copy of the scene under its own name; gone afterwards."""
    record = set_record(scene, [index])
    variation_state.apply_variation(scene, index)
    name = scene.name
    lone = cast("bpy.types.Scene", scene.copy())
    try:
        scene.name, lone.name = f"{name[:40]} {uuid4().hex[:8]}", name
        state = variation_state.state_of(lone)
        for other in reversed(range(len(state.variations))):
            if other != index:
                state.variations.remove(other)
        state.active = 0
        write_record(lone, record)
        yield lone
    finally:
        bpy.data.scenes.remove(lone)
        scene.name = name
