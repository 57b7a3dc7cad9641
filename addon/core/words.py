# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the words of a prompt without any model: colours, wear, gloss, other languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .color_names import COLOR_NAMES, RAL
from .finish_words import GLOSS_WORDS, NEGATIONS, STOP_WORDS, STRENGTHS, WEAR_WORDS
from .foreign_words import DOUBTFUL, LANGUAGES
from .oklab import Lab, color_of_code, difference, from_oklab, to_oklab
from .procedural import Color
from .wordpiece import words_of

LONGEST_PHRASE = 3
LONGEST_PROMPT = 2000

_CODE = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\bral[ -]?(\d{4})\b", re.IGNORECASE)
_ENDINGS = ("", "e", "s", "er", "es", "en", "em", "n", "x")
_METALS = frozenset({"copper", "bronze", "brass", "gold", "golden", "silver"})
_TARNISH = frozenset(
    {"patina", "patinated", "verdigris", "oxidised", "oxidized", "rusty", "rusted"}
)
# A colour before or after one of these is the name of a wood, a stone or a craft.
_OTHER_NAMES = """
white oak, red oak, green oak, brown oak, red cedar, white cedar, black walnut, yellow pine, white
pine, red pine, white ash, silver birch, red maple, olive wood, rose wood, calacatta gold, sand
cast, sand casting, sand blasted, gold leaf, mustard seed, cream tea, orange peel
"""
_NOT_COLORS = frozenset(" ".join(_OTHER_NAMES.split()).split(", "))
# Lightness towards an end, colourfulness times, yellow added.
_SHADES: Mapping[str, tuple[float, float, float]] = {
    "pale": (0.45, 0.6, 0.0),
    "light": (0.35, 0.8, 0.0),
    "lighter": (0.35, 0.8, 0.0),
    "pastel": (0.5, 0.6, 0.0),
    "soft": (0.2, 0.75, 0.0),
    "dark": (-0.35, 0.9, 0.0),
    "darker": (-0.35, 0.9, 0.0),
    "deep": (-0.25, 1.05, 0.0),
    "muted": (0.0, 0.55, 0.0),
    "dusty": (0.1, 0.6, 0.0),
    "greyed": (0.0, 0.5, 0.0),
    "smoky": (-0.1, 0.5, 0.0),
    "bright": (0.1, 1.25, 0.0),
    "vivid": (0.0, 1.35, 0.0),
    "warm": (0.0, 1.0, 0.012),
    "cool": (0.0, 1.0, -0.015),
    "cold": (0.0, 1.0, -0.02),
}

# "gris claro": they say the shade after the colour.
_SHADE_LAST = {"French", "Spanish", "Italian", "Portuguese"}

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that say something, in English, and what the known ones of them mean.

    `known` are those whose meaning is a colour or a finish; the rest is as in `match.Match`.
    """

    words: tuple[str, ...]
    known: frozenset[str]
    colors: tuple[Color, ...]
    wear: float | None
    gloss: float | None


def read_words(prompt: str) -> Reading:
    """Colours by name, hexadecimal code or RAL number, wear and gloss by their words.

    Words of German, French, Spanish, Italian, Portuguese and Dutch are read as English ones.
    """
    coded, rest = without_codes(prompt[:LONGEST_PROMPT])
    words = _without_negated(english(words_of(rest)))
    named, color_words = _colors(words)
    wear, wear_words = _amount(words, WEAR_WORDS)
    gloss, gloss_words = _amount(words, GLOSS_WORDS)
    return Reading(
        words=tuple(word for word in words if word not in STOP_WORDS and not word.isdigit()),
        known=frozenset((*color_words, *wear_words, *gloss_words)),
        colors=(*coded, *named),
        wear=wear,
        gloss=gloss,
    )


def color_name(color: Color) -> str:
    """The nearest of the colours that have a name, such as "dove grey"."""
    return min(COLOR_NAMES, key=lambda name: difference(color_of_code(COLOR_NAMES[name]), color))


def without_codes(text: str) -> tuple[tuple[Color, ...], str]:
    """The colours that a text gives by code or RAL number, and the text without them."""
    coded = filter(None, (_coded(found) for found in _CODE.finditer(text)))
    return tuple(coded), _CODE.sub(" ", text)


def _coded(found: re.Match[str]) -> Color | None:
    digits, ral = found.groups()
    if ral is not None:
        return color_of_code(RAL[ral]) if ral in RAL else None
    return color_of_code(int(digits if len(digits) == 6 else "".join(d * 2 for d in digits), 16))


def english(words: Sequence[str]) -> tuple[str, ...]:
    """The words with what another language says put into English."""
    spoken = {
        language
        for language, entries in LANGUAGES.items()
        if any(word not in DOUBTFUL and _entry(word, entries) for word in words)
    }
    translated: list[str] = []
    for word in words:
        meaning = _translated(word, spoken)
        follows = bool(translated) and translated[-1] != "and" and bool(spoken & _SHADE_LAST)
        if follows and meaning is not None and meaning in _SHADES:
            translated.insert(-1, meaning)
        else:
            translated += (meaning or word).split()
    return tuple(translated)


def _translated(word: str, spoken: set[str]) -> str | None:
    """What a word means in a language of which the prompt holds a clear word."""
    for language, entries in LANGUAGES.items():
        if language in spoken and (meaning := _entry(word, entries)):
            return meaning
    return None


def _entry(word: str, entries: Mapping[str, str]) -> str | None:
    """A word, inflected or as a compound of two, each of four letters or more."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) >= 3 and stem + ending == word and stem in entries:
            return entries[stem]
    for middle in range(4, len(word) - 3):
        first, second = word[:middle], word[middle:]
        first = first if first in entries else first.rstrip("ns")
        if first in entries and second in entries:
            return f"{entries[first]} {entries[second]}"
    return None


def _without_negated(words: Sequence[str]) -> tuple[str, ...]:
    """ "not polished" and "without rust" leave nothing of the finish."""
    kept: list[str] = []
    for index, word in enumerate(words):
        is_finish = word in WEAR_WORDS or word in GLOSS_WORDS or word in COLOR_NAMES
        if is_finish and set(words[max(index - 2, 0) : index]) & NEGATIONS:
            continue
        kept.append(word)
    return tuple(kept)


def _phrases(words: Sequence[str], meanings: Mapping[str, Value]) -> list[tuple[int, int, Value]]:
    """Where the longest phrases with a meaning start and stop."""
    found: list[tuple[int, int, Value]] = []
    start = 0
    while start < len(words):
        for stop in range(min(start + LONGEST_PHRASE, len(words)), start, -1):
            phrase = " ".join(words[start:stop])
            if phrase in meanings:
                found.append((start, stop, meanings[phrase]))
                start = stop - 1
                break
        start += 1
    return found


def _colors(words: Sequence[str]) -> tuple[tuple[Color, ...], tuple[str, ...]]:
    """The colours and the words they are made of. Colours side by side are mixed; a metal's name is
    a colour only where no other colour and no tarnish is named."""
    found = [
        (start, stop, code)
        for start, stop, code in _phrases(words, COLOR_NAMES)
        if not {" ".join(words[start : stop + 1]), " ".join(words[max(start - 1, 0) : stop])}
        & _NOT_COLORS
    ]
    metals = [each for each in found if words[each[0]] in _METALS and each[1] - each[0] == 1]
    if len(metals) < len(found) or _TARNISH & set(words):
        found = [each for each in found if each not in metals]
    colors: list[list[Lab]] = []
    used: list[str] = []
    end = -1
    for start, stop, code in found:
        shade = words[start - 1] if start > 0 and words[start - 1] in _SHADES else ""
        lab = _shaded(to_oklab(color_of_code(code)), shade)
        if start == end and colors:
            colors[-1].append(lab)
        else:
            colors.append([lab])
        used += [*filter(None, [shade]), *words[start:stop]]
        end = stop
    return tuple(_mixed(labs) for labs in colors), tuple(used)


def _shaded(lab: Lab, shade: str) -> Lab:
    if not shade:
        return lab
    share, chroma, yellow = _SHADES[shade]
    lightness = lab[0] + (share * (0.97 - lab[0]) if share > 0.0 else share * lab[0])
    return lightness, lab[1] * chroma, lab[2] * chroma + yellow


def _mixed(labs: Sequence[Lab]) -> Color:
    lightness, a, b = (sum(channel) / len(labs) for channel in zip(*labs, strict=True))
    return from_oklab((lightness, a, b))


def _amount(
    words: Sequence[str], meanings: Mapping[str, float]
) -> tuple[float | None, tuple[str, ...]]:
    """The mean of what the words say, -1 to 1, each with the strength before it; and the words."""
    values: list[float] = []
    used: list[str] = []
    for start, stop, value in _phrases(words, meanings):
        strength = STRENGTHS.get(words[start - 1], 1.0) if start > 0 else 1.0
        values.append(value * strength)
        used += words[start:stop]
    if not values:
        return None, ()
    return round(min(max(sum(values) / len(values), -1.0), 1.0), 4), tuple(used)
