# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The provenance record on a data-block: one custom property that holds JSON text.

Text survives saving, appending and both ways Blender keeps custom properties. Knows nothing of
what a record says.
"""

from __future__ import annotations

import json

import bpy

from ..core.record import Record, record_text

RECORD = "maquette_record"


def write_record(block: bpy.types.ID, record: Record | None) -> None:
    """Keep `record` (JSON values) on the data-block; None leaves it without one."""
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
