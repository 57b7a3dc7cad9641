# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny scenes and pictures for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np

from tests.scene.pictures import png

SLOTS = ("floor", "wall", "ceiling")


def save_room(path: Path) -> Path:
    """A box of 4 x 4 x 2.6 m with a floor, walls and a ceiling by slot, open at the front."""
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0.0, 0.0, 1.3), scale=(4.0, 4.0, 2.6))
    room = bpy.context.object
    assert room is not None
    mesh = room.data
    assert isinstance(mesh, bpy.types.Mesh)
    for name in SLOTS:
        mesh.materials.append(bpy.data.materials.new(name))
    for polygon in mesh.polygons:
        up = polygon.normal.z
        polygon.material_index = 0 if up < -0.5 else 2 if up > 0.5 else 1
    bpy.ops.wm.save_as_mainfile(filepath=str(path), check_existing=False)
    return path


def photo(path: Path, *, width: int = 48, height: int = 32, seed: int = 1) -> Path:
    """An 8-bit RGB PNG of noise over a gradient."""
    ramp = np.linspace(60, 180, width)[None, :, None] * np.ones((height, 1, 3))
    noise = np.random.default_rng(seed).integers(-30, 30, (height, width, 3))
    path.write_bytes(png((ramp + noise).astype(np.uint8)))
    return path
