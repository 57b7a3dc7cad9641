# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that a person fixes, as "RAL 7016", "#7a8b6f", "sage" or "floor=RAL 1013"; and the other
way round, what a colour is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .color_names import COLOR_NAMES
from .errors import InputError
from .oklab import color_of_code, difference
from .procedural import Color
from .words import read_words


@dataclass(frozen=True, slots=True)
class WantedColor:
    """A colour, linear Rec.709, and what it is for: a role or a name with * for any letters; "" for
    whatever is nearest."""

    color: Color
    target: str = ""


def read_wanted(texts: Sequence[str]) -> tuple[WantedColor, ...]:
    """The colours of `GenerationRequest.colors`, in their order; `InputError` for one that is no
    colour."""
    return tuple(_read(text) for text in texts)


def color_name(color: Color) -> str:
    """The name of the nearest colour that has one, such as "sage green"."""
    return min(COLOR_NAMES, key=lambda name: difference(color_of_code(COLOR_NAMES[name]), color))


def _read(text: str) -> WantedColor:
    target, _, said = text.rpartition("=")
    colors = read_words(said).colors
    if len(colors) != 1:
        raise InputError(
            f'"{text}" is not one colour; write it as "#7a8b6f", "RAL 7016" or "floor=RAL 7016".'
        )
    return WantedColor(colors[0], target.strip())
