# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remembers how a scene renders and puts it back. Knows nothing of what is changed in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import bpy

PARTS = (
    "render",
    "cycles",
    "eevee",
    "display",
    "view_settings",
    "display_settings",
    "sequencer_colorspace_settings",
)
# Writing the frame would evaluate animation; it is set as a whole at the end.
NOT_REMEMBERED = {
    "name",
    "rna_type",
    "depsgraph",
    "frame_current",
    "frame_subframe",
    "frame_float",
    "frame_current_final",
}
# Some choices only exist after others were made, such as a colour depth after its file format.
MOST_ROUNDS = 4


class Stored(NamedTuple):
    owner: bpy.types.bpy_struct
    name: str
    value: Any


@contextmanager
def temporary_render_settings(scene: bpy.types.Scene) -> Iterator[None]:
    """Put back, when the block ends in any way, how `scene` renders.

    That is: render, engine and colour management settings, the view layers' settings and passes,
    the camera, world, compositor choice and frame. Not nodes nor other data-blocks; and Blender
    4.5 itself adds a disabled output to Render Layers nodes when the engine is switched.
    """
    stored = list(_stored(scene, nested=False))
    for part in PARTS:
        if (struct := getattr(scene, part, None)) is not None:
            stored.extend(_stored(struct, nested=True))
    for layer in scene.view_layers:
        stored.extend(_stored(layer, nested=True))
    frame = scene.frame_current, scene.frame_subframe
    try:
        yield
    finally:
        _put_back(stored)
        if (scene.frame_current, scene.frame_subframe) != frame:
            scene.frame_set(frame[0], subframe=frame[1])


def _stored(struct: bpy.types.bpy_struct, *, nested: bool) -> Iterator[Stored]:
    for prop in struct.bl_rna.properties:
        name = prop.identifier
        if name in NOT_REMEMBERED or prop.type == "COLLECTION":
            continue
        value = getattr(struct, name)
        is_struct = isinstance(value, bpy.types.bpy_struct)
        if not prop.is_readonly:
            yield Stored(struct, name, _copied(value))
        elif nested and is_struct and not isinstance(value, bpy.types.ID):
            yield from _stored(value, nested=True)


def _copied(value: Any) -> Any:
    """Vectors and colours are views of the data; keep their numbers."""
    if isinstance(value, (str, bytes, set, bpy.types.bpy_struct)) or not hasattr(value, "__len__"):
        return value
    return tuple(value)


def _put_back(stored: list[Stored]) -> None:
    for _ in range(MOST_ROUNDS):
        changed = [each for each in stored if _copied(getattr(each.owner, each.name)) != each.value]
        if not changed:
            return
        for owner, name, value in changed:
            try:
                setattr(owner, name, value)
            except (TypeError, AttributeError, ValueError):
                continue  # it waits for another setting, in the next round
