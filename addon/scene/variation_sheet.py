# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact sheet of a set of variations: captions, and the record that the file carries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.handout import swatches
from ..core.image import Image
from ..core.palette import hex_code
from ..core.record import JSON, procedural_record, record_text, rules_record
from ..core.version import maquette_version
from . import contact_sheet
from .appearances import appearance_of
from .variation import Variation

BY_THEME = "Procedural materials, chosen by theme and seed."
BY_PALETTE = "The scene's own materials, recoloured by palette and seed."
BY_LIGHT = "The scene's own materials; its light and cameras are chosen by seed."


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
        contact_sheet.Caption(each.name, f"seed {each.seed}", _rows(each), _palette(each))
        for each in variations
    ]
    contact_sheet.write(
        path,
        pictures,
        captions,
        title=title.replace("_", " "),
        subtitle=f"{how_chosen(variations)} Made with Maquette; {asked}",
        text={"Maquette": record_text({"materials": _records(variations)})},
    )


def _rows(variation: Variation) -> tuple[tuple[str, str], ...]:
    camera = variation.camera
    told = (("Camera", camera.words),) if camera else ()
    return (*told, *variation.materials_by_role())


def _palette(variation: Variation) -> tuple[tuple[str, float], ...]:
    """The colours of its materials by how much they cover."""
    patches = appearance_of(variation).patches
    return swatches((hex_code(each.color), each.area) for each in patches if each.area > 0.0)


def how_chosen(variations: Sequence[Variation]) -> str:
    """One sentence on where the looks of a set come from."""
    if any(each.choices for each in variations):
        return BY_THEME
    return BY_PALETTE if any(each.recolors for each in variations) else BY_LIGHT


def _records(variations: Sequence[Variation]) -> list[JSON]:
    version = maquette_version()
    return [
        *(procedural_record(c.material, version) for each in variations for c in each.choices),
        *(
            rules_record(version, recolor=r.to_values())
            for each in variations
            for r in each.recolors
        ),
    ]
