# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wish for a whole place, taken apart: each phrase says one thing of it. Knows no material."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .procedural import Color
from .wordpiece import words_of
from .words import LONGEST_PROMPT, english, read_words, without_codes

MOST_PHRASES = 12

_STOPS = re.compile(r"[,;.:/+&|\n]")
_JOINT = "and"
# Those of other languages that `english` leaves, being too short.
_JOINTS = frozenset({_JOINT, "with", "plus", "et", "y", "e", "ed", "og", "och"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words in English and the colours they name, linear Rec.709."""

    words: tuple[str, ...]
    colors: tuple[Color, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.words)


def phrases_of(prompt: str) -> tuple[Phrase, ...]:
    """The phrases between commas and "and"; colours given by code or RAL number come last, each
    alone. Other languages are read as `words.read_words` reads them."""
    coded, rest = without_codes(prompt[:LONGEST_PROMPT])
    phrases: list[list[str]] = [[]]
    for word in english(words_of(_STOPS.sub(f" {_JOINT} ", rest))):
        if word in _JOINTS:
            phrases.append([])
        else:
            phrases[-1].append(word)
    spoken = [Phrase(tuple(p), read_words(" ".join(p)).colors) for p in phrases if p]
    return (*spoken, *(Phrase((), (color,)) for color in coded))[:MOST_PHRASES]
