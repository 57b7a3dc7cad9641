# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that must appear: "RAL 7016", "#7a8b6f", "sage green", and where: "walls=RAL 9010"."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import InputError
from .procedural import Color
from .words import read_words


@dataclass(frozen=True, slots=True)
class FixedColor:
    """A colour, linear Rec.709, by the name it was given with; `where` "" is wherever it fits."""

    name: str
    color: Color
    where: str = ""


def fixed_color(text: str) -> FixedColor:
    """The colour a text names; `InputError` when it names none, or more than one."""
    where, _, name = text.rpartition("=")
    colors = read_words(name).colors
    if len(colors) != 1:
        raise InputError(
            f"{name.strip() or text!r} is not one colour; write it like #7a8b6f, RAL 7016 or "
            "walls=RAL 9010."
        )
    return FixedColor(" ".join(name.split()), colors[0], where.strip())
