# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What we keep on data-blocks as custom properties: the provenance record as JSON text, and the
materials that an object had before ours.

Text survives saving, appending and both ways Blender keeps custom properties. Knows nothing of
what a record says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from ..core.record import Record

RECORD = "maquette_record"
PREVIOUS = "maquette_previous"
# On a node group: the id of the procedural family it lays, or "coordinates".
FAMILY = "maquette_family"
# The fingerprint that a block of a variation had when it was made.
MADE = "maquette_made"


def write_record(block: bpy.types.ID, record: Record | None) -> None:
    """Keep `record` (JSON values) on the data-block; None leaves it without one."""
    from ..core.record import record_text

    if record is not None:
        block[RECORD] = record_text(record)


def read_record(block: bpy.types.ID) -> Record | None:
    """The record kept on the data-block, or None when it has none that can be read."""
    text = block.get(RECORD)
    if not isinstance(text, str):
        return None
    try:
        record = json.loads(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def has_previous(obj: bpy.types.Object) -> bool:
    """Whether former materials are kept on the object, for `assignment.restore_previous`."""
    return bool(obj.get(PREVIOUS))
