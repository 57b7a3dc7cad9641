# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Match`: what a model made of words or of a picture, before any material exists. Knows nothing of
which families there are or of bpy."""

from __future__ import annotations

from dataclasses import dataclass

from .procedural import Color
from .request import ModelUse, ProviderUse


@dataclass(frozen=True, slots=True)
class LookScore:
    """A look of a family and the model's probability for it, 0 to 1."""

    family: str
    look: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """The looks that fit, best first, and what shall be moved in them.

    `colors` are linear Rec.709, the most important first. `wear` goes from -1 (as new) to 1 (worn
    out) and `gloss` from -1 (matt) to 1 (polished); None says nothing. `unknown` holds the words
    that were not understood; `confidence` is 0 to 1.
    """

    looks: tuple[LookScore, ...]
    colors: tuple[Color, ...] = ()
    wear: float | None = None
    gloss: float | None = None
    confidence: float = 0.0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchResult:
    """A match and what the record of anything made from it needs.

    `source` is the prompt, or the name of the picture.
    """

    match: Match
    source: str
    model: ModelUse
    provider: ProviderUse
    runtime: str
    warnings: tuple[str, ...] = ()
