# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact sheet of a set of variations: captions, and the record that the file carries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.image import Image
from ..core.record import JSON, procedural_record, record_text
from ..core.version import maquette_version
from . import contact_sheet
from .variation import Variation

SUBTITLE = "Procedural materials, chosen by theme and seed. Made with Maquette; "


def write_sheet(
    path: Path,
    title: str,
    pictures: Sequence[Image],
    variations: Sequence[Variation],
    models: Sequence[str] = (),
) -> None:
    """Write the sheet as a PNG; `OutputError` when it cannot be written. `models` are the ids of
    those that were asked."""
    asked = f"asked {', '.join(models)}." if models else "no trained model used."
    captions = [
        contact_sheet.Caption(each.name, f"seed {each.seed}", each.materials_by_role())
        for each in variations
    ]
    contact_sheet.write(
        path,
        pictures,
        captions,
        title=title.replace("_", " "),
        subtitle=SUBTITLE + asked,
        text={"Maquette": record_text({"materials": _records(variations)})},
    )


def _records(variations: Sequence[Variation]) -> list[JSON]:
    version = maquette_version()
    return [
        procedural_record(choice.material, version)
        for variation in variations
        for choice in variation.choices
    ]
