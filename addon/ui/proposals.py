# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The materials proposed last, with their pictures: they live as long as the session, in no file.

Only an accepted one becomes a data-block. Knows nothing of how they are made.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import bpy
import bpy.utils.previews

if TYPE_CHECKING:
    from ..core.procedural import ProceduralMaterial
    from ..core.record import Record


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A material as numbers, the record of where it comes from, and the number of its picture."""

    name: str
    material: ProceduralMaterial
    record: Record
    icon: int


@dataclass(slots=True)
class Proposals:
    """What was asked for, what the model says about it, and what it proposes, best first."""

    asked: str = ""
    remarks: tuple[str, ...] = ()
    items: list[Proposal] = field(default_factory=list[Proposal])
    folder: tempfile.TemporaryDirectory[str] | None = None
    previews: bpy.utils.previews.ImagePreviewCollection | None = None
    made: int = 0


shown = Proposals()


def begin(asked: str) -> None:
    """Forget the former proposals: new ones are on their way."""
    forget()
    shown.asked = asked


def add(name: str, material: ProceduralMaterial, record: Record, png: bytes) -> None:
    """Show one more; Blender reads its picture when it is first drawn, so the file must stay."""
    if shown.folder is None:
        shown.folder = tempfile.TemporaryDirectory(prefix="maquette-")
    if shown.previews is None:
        shown.previews = bpy.utils.previews.new()
    picture = Path(shown.folder.name) / f"{shown.made}.png"
    picture.write_bytes(png)
    icon = shown.previews.load(picture.stem, str(picture), "IMAGE").icon_id
    shown.made += 1
    shown.items.append(Proposal(name, material, record, icon))


def reject(index: int) -> None:
    del shown.items[index]


def forget() -> None:
    """Show none; safe to call twice."""
    shown.asked, shown.remarks, shown.made = "", (), 0
    shown.items.clear()
    if shown.previews is not None:
        bpy.utils.previews.remove(shown.previews)
        shown.previews = None
    if shown.folder is not None:
        shown.folder.cleanup()
        shown.folder = None
