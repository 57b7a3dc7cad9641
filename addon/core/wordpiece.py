# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words of a text, and their WordPiece tokens: lower case, without accents. Knows no model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_WORD = 64

_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Lower case, with what letters carry taken off: "Façade" gives "facade"."""
    parts = unicodedata.normalize("NFD", text.lower().replace("ß", "ss"))
    return "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in their order, plain; punctuation only separates."""
    return tuple(_WORD.findall(plain(text)))


class Vocabulary:
    """Tokens by their number, "##" before one that continues a word (Wu et al., "Google's Neural
    Machine Translation System", 2016)."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._ids = {token: number for number, token in enumerate(tokens)}

    def __contains__(self, word: str) -> bool:
        """Whether a plain word is a token by itself."""
        return word in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def ids_of(self, word: str) -> tuple[int, ...]:
        """The fewest-first greedy tokens of a plain word; empty when some part has none."""
        ids: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            end = next((e for e in range(len(word), start, -1) if _part(word, start, e) in self), 0)
            if end == 0:
                return ()
            ids.append(self._ids[_part(word, start, end)])
            start = end
        return tuple(ids)

    def ids_of_all(self, words: Iterable[str]) -> tuple[int, ...]:
        """The tokens of several words in a row."""
        return tuple(number for word in words for number in self.ids_of(word))


def _part(word: str, start: int, end: int) -> str:
    return ("##" if start else "") + word[start:end]
