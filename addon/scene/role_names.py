# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the words of a name say of a role: by the lists, as compounds, in other languages, and for
the rest by what a model of words was told to mean. Knows no scene."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ..core.nearest import Nearest
from ..core.wordpiece import plain
from ..core.words import english
from .role_words import ELEMENTS, ENGLISH, INSIDE, NAMELESS, OUTSIDE, PHRASES, STUFF

WALLS = frozenset({"interior_wall", "exterior_wall"})
STRUCTURE = WALLS | {"floor", "ceiling", "roof"}
THINGS = frozenset({"fixture", "upholstery", "wood_furniture", "tabletop"})
# What a thing stands on or is part of, so that it does not name the thing.
PLACES = STRUCTURE | {"door", "terrain"}
# How near a word must be for its nearest role to be believed: from docs/roles.md.
NEAR = 0.4
SHORTEST_ASKED = 3
LONGEST_PHRASE = 3

Meanings = Mapping[str, Nearest]
NO_MEANINGS: Meanings = MappingProxyType({})

_ENDINGS = ("", "s", "es", "x", "n", "en")
# Heads of compounds that are short, and words that end others without being their head.
_SHORT_HEADS = frozenset({"tur", "tuer", "dach", "wand", "bett", "bank"})
_NO_HEADS = frozenset(
    ("earth", "gate", "herd", "marco", "path", "rock", "sand", "seat", "step", "steps", "terra")
)


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a name and the role or stuff it means; `trust` is 1 for a word of the lists."""

    word: str
    meaning: str
    trust: float = 1.0


def words_of(name: str) -> tuple[str, ...]:
    """The lower-case words of a name: camelCase, snake_case and numbers taken apart."""
    apart = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", unicodedata.normalize("NFC", name))
    return tuple(word.lower() for word in re.findall(r"[^\W\d_]+", apart))


def element_of(words: Sequence[str], meanings: Meanings = NO_MEANINGS) -> Said | None:
    """The word that names the thing: the last one, but a thing before the room it stands in
    (a "lamp floor" is a lamp, a "washer door" of a washer). Words of the lists go before those
    that a model explained."""
    found = _phrase_of(words)
    found += [said for word in words if (said := _element(word)) is not None]
    if not found:
        found = [said for word in words if (said := _explained(word, meanings)) is not None]
    if not found:
        return None
    if found[0].word.count(" "):
        return found[0]
    if found[-1].meaning in PLACES:
        return next((each for each in found if each.meaning in THINGS), found[-1])
    return found[-1]


def stuff_of(words: Sequence[str]) -> Said | None:
    """What the thing is made of, by the last word that says so."""
    return next((said for word in reversed(words) if (said := _stuff(word)) is not None), None)


def words_to_ask(names: Iterable[str]) -> tuple[str, ...]:
    """The words that no list knows, in English where another language has them, sorted."""
    asked = {
        each
        for name in names
        for word in words_of(name)
        if not _is_known(word)
        for each in _in_english(word)
        if len(each) >= SHORTEST_ASKED and not _is_known(each)
    }
    return tuple(sorted(asked))


def role_examples() -> Mapping[str, tuple[str, ...]]:
    """English words of each role, for a model of words to compare others with."""
    roles: dict[str, list[str]] = {}
    for word, role in ENGLISH.items():
        roles.setdefault(role, []).append(plain(word))
    return {role: tuple(words) for role, words in roles.items()}


def _is_known(word: str) -> bool:
    spelled = plain(word)
    is_place = word in INSIDE or word in OUTSIDE
    return is_place or spelled in NAMELESS or _element(word) is not None or _stuff(word) is not None


def _phrase_of(words: Sequence[str]) -> list[Said]:
    for length in range(min(LONGEST_PHRASE, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            phrase = tuple(plain(word) for word in words[start : start + length])
            if phrase in PHRASES:
                return [Said(" ".join(words[start : start + length]), PHRASES[phrase])]
    return []


@lru_cache(maxsize=4096)
def _element(word: str) -> Said | None:
    if _listed(word, _STUFFS):
        return None
    if role := _listed(word, _ELEMENTS):
        return Said(word, role)
    if role := _head(word):
        return Said(word, role, 0.9)
    return _first(word, _ELEMENTS)


@lru_cache(maxsize=4096)
def _stuff(word: str) -> Said | None:
    if stuff := _listed(word, _STUFFS):
        return Said(word, stuff)
    if _listed(word, _ELEMENTS) or _head(word):
        return None
    return _first(word, _STUFFS)


def _first(word: str, table: Mapping[str, str]) -> Said | None:
    """By the word's English, where another language has it."""
    meant = (_listed(each, table) for each in reversed(_in_english(word)) if each != word)
    return next((Said(word, each, 0.9) for each in meant if each), None)


def _explained(word: str, meanings: Meanings) -> Said | None:
    """By the word that a model found nearest, if it is near enough."""
    known = (meanings[each] for each in _in_english(word) if each in meanings)
    best = max(known, key=lambda each: each.similarity, default=None)
    if best is None or best.similarity < NEAR:
        return None
    return Said(word, best.group, min(1.0, 0.5 + 0.5 * best.similarity))


@lru_cache(maxsize=4096)
def _in_english(word: str) -> tuple[str, ...]:
    return english((plain(word),))


def _listed(word: str, table: Mapping[str, str]) -> str | None:
    """What a word means, in the singular too."""
    spelled = plain(word)
    for ending in _ENDINGS:
        stem = spelled.removesuffix(ending)
        if stem + ending == spelled and stem in table and (not ending or len(stem) >= 4):
            return table[stem]
    return None


def _head(word: str) -> str | None:
    """What the last part of a compound means: "Haustür", "bookshelf"."""
    spelled = plain(word)
    for start in range(3, len(spelled) - 2):
        head = spelled[start:]
        is_long = len(head) >= 4 and head not in _NO_HEADS and head in _ELEMENTS
        if is_long or head in _SHORT_HEADS:
            return _ELEMENTS.get(head)
    return None


def _spelled(table: Mapping[str, str]) -> Mapping[str, str]:
    return {plain(word): meaning for word, meaning in table.items()}


_ELEMENTS = _spelled(ELEMENTS)
_STUFFS = _spelled(STUFF)
