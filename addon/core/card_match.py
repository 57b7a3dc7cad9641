# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`MatchRule`: what a matching model takes and which looks its probabilities stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .card_toml import Table


class MatchInput(StrEnum):
    """What is matched: a description in words, or a picture of a surface."""

    WORDS = "words"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class LookLabel:
    """A look by the id of its family and its own name; in a card "family/Name of the look"."""

    family: str
    look: str


@dataclass(frozen=True, slots=True)
class MatchRule:
    """What a matching model takes and gives.

    Its output `looks` (1, L) holds a probability for each of `labels`; `wear`, `gloss` (1, 1), both
    from -1 to 1 or NaN for nothing, and `confidence` (1, 1), from 0 to 1, are optional. A model of
    words takes `ids` (1, N) int64, numbers of lines in the file `vocabulary` ("" for pictures), and
    may give `vectors` (1, N, D), what each word means.
    """

    takes: MatchInput
    labels: tuple[LookLabel, ...]
    vocabulary: str


def read_match(table: Table, files: Iterable[str]) -> MatchRule:
    """The rule in the table [match] of a card whose files have these paths."""
    takes = table.choice("takes", MatchInput)
    rule = MatchRule(
        takes=takes,
        labels=_labels(table),
        vocabulary=_vocabulary(table, files) if takes is MatchInput.WORDS else "",
    )
    table.finish()
    return rule


def _labels(table: Table) -> tuple[LookLabel, ...]:
    texts = table.texts("labels", at_least=2)
    for text in texts:
        if not re.fullmatch(r"[a-z0-9_]+/[^/]+", text):
            raise table.wrong("labels", f'must be written "family/look", not {text[:80]!r}')
    if len(set(texts)) < len(texts):
        raise table.wrong("labels", "must all be different")
    return tuple(LookLabel(*text.split("/")) for text in texts)


def _vocabulary(table: Table, files: Iterable[str]) -> str:
    path = table.text("vocabulary")
    if path not in files:
        raise table.wrong("vocabulary", f"must be one of the card's files, not {path[:80]!r}")
    return path
