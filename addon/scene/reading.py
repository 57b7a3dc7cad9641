# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A prompt for a whole scene, read: which phrases name materials, for which roles, which styles and
which tone they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..core.match import LookScore, Match
from ..core.palette import Palette, in_proportion
from ..core.phrases import Phrase, phrases_of
from ..core.procedural import Color
from ..core.wordpiece import plain, words_of
from ..core.words import read_words
from .appearances import KIND_OF
from .brief import Tone, Wish, WishedLook
from .procedural import FAMILIES
from .role_words import ELEMENTS, INSIDE, OUTSIDE
from .style_words import MATERIALS, STYLES, TONES
from .themes import THEMES

# A look that bears the word's name is more surely meant than a likely one.
NAMED = 4.0
# Of a wish, looks below this share of its best are none of it.
LEAST_SHARE = 0.08
# "terracotta accents" is a colour, a "terracotta floor" a material.
_COLOR_WORDS = frozenset(
    ["accent", "accents", "tone", "tones", "color", "colors", "colour", "colours", "hue", "hues"]
)
# Other woven things are for sitting on.
_UNDERFOOT = frozenset({"carpet", "rug", "sisal"})
_ROLES: Mapping[str, str] = {
    plain(word): role for word, role in ELEMENTS.items() if word not in MATERIALS
}
_INSIDE = frozenset(plain(word) for word in INSIDE)
_OUTSIDE = frozenset(plain(word) for word in OUTSIDE)


def material_phrases(prompt: str) -> tuple[Phrase, ...]:
    """The phrases of a prompt that a model of words shall be asked about."""
    return tuple(phrase for phrase, _ in _with_roles(prompt) if names_material(phrase))


def names_material(phrase: Phrase) -> bool:
    words = set(phrase.words)
    return bool(words & MATERIALS.keys()) and not words & _COLOR_WORDS


def wishes_of(prompt: str, answers: Mapping[str, Match]) -> tuple[Wish, ...]:
    """The materials that a prompt wants, and colours that it wants for a role.

    `answers` are the model's by the phrase's text; a phrase without one is taken by its words.
    """
    found: list[Wish] = []
    for phrase, roles in _with_roles(prompt):
        if names_material(phrase):
            looks = _looks(phrase, answers.get(phrase.text))
            plain_words = [word for word in phrase.words if word not in MATERIALS]
            colors = read_words(" ".join(plain_words)).colors if plain_words else ()
            found.append(Wish(phrase.text, looks, roles, colors))
        elif phrase.colors and roles:
            found.append(Wish(phrase.text, (), roles, phrase.colors))
    return tuple(found)


def palette_of_words(prompt: str) -> Palette:
    """The colours that are said for the whole, 60 : 30 : 10 in the order they are said."""
    free = [
        color
        for phrase, roles in _with_roles(prompt)
        if not roles and not names_material(phrase)
        for color in phrase.colors
    ]
    return in_proportion(free)


def tone_of(prompt: str) -> Tone:
    """The mean of the tones that the words ask for; a tone beside a material is the material's."""
    tones = [
        TONES[word]
        for phrase in phrases_of(prompt)
        if not names_material(phrase) and not phrase.colors
        for word in phrase.words
        if word in TONES
    ]
    # Each word says something of one or two things; what it leaves at 0 it does not ask for.
    columns = [[value for value in column if value] for column in zip(*tones, strict=True)]
    return Tone(*(sum(column) / len(column) if column else 0.0 for column in columns))


def styles_of(prompt: str) -> dict[str, float]:
    """Weights of themes by the style words of a prompt and by the themes' own words."""
    weights: dict[str, float] = {}
    said = [
        word
        for phrase, roles in _with_roles(prompt)
        if not (roles and phrase.colors)
        for word in phrase.words
        if word not in MATERIALS or not names_material(phrase)
    ]
    for word in dict.fromkeys(said):
        for theme, weight in STYLES.get(word, {}).items():
            weights[theme] = weights.get(theme, 0.0) + weight
    for theme in THEMES:
        own = {*theme.words, *words_of(theme.name)} - {"and"} - TONES.keys()
        hits = len(own & set(said) - STYLES.keys())
        if hits:
            weights[theme.name] = weights.get(theme.name, 0.0) + hits
    return weights


def roles_in(words: Sequence[str]) -> tuple[str, ...]:
    """The roles that words name; a wall that is not said to be inside or outside is both."""
    found: list[str] = []
    for word in words:
        role = _ROLES.get(word, "")
        if role == "interior_wall":
            sides = {*words} & _OUTSIDE, {*words} & _INSIDE
            found += ["interior_wall"] if not sides[0] or sides[1] else []
            found += ["exterior_wall"] if not sides[1] or sides[0] else []
        elif role:
            found.append(role)
    return tuple(dict.fromkeys(found))


def _with_roles(prompt: str) -> list[tuple[Phrase, tuple[str, ...]]]:
    """The phrases with the roles they name; roles alone, as "walls and ceiling in concrete" has
    them, belong to the next phrase."""
    found: list[tuple[Phrase, tuple[str, ...]]] = []
    waiting: tuple[str, ...] = ()
    for phrase in phrases_of(prompt):
        roles = roles_in(phrase.words)
        says_what = names_material(phrase) or phrase.colors
        if roles and not says_what and not {*phrase.words} & (STYLES.keys() | TONES.keys()):
            waiting += roles
            continue
        found.append((phrase, tuple(dict.fromkeys((*waiting, *roles))) if says_what else ()))
        waiting = () if says_what else waiting
    return found


def _looks(phrase: Phrase, match: Match | None) -> tuple[WishedLook, ...]:
    """The looks of the kinds that the words name, those with the words' own name before others."""
    named = [word for word in phrase.words if word in MATERIALS]
    kinds = {MATERIALS[word] for word in named}
    scores = match.looks if match else ()
    known = {(each.family, each.look): each.score for each in scores}
    found = [
        WishedLook(family.id, look.name, KIND_OF[family.id], known.get((family.id, look.name), 0.0))
        for family in FAMILIES.values()
        if KIND_OF[family.id] in kinds and (family.id != "carpet" or _UNDERFOOT & {*named})
        for look in family.looks
    ]
    # By words alone where no model says anything of these kinds.
    floor = 0.02 if any(each.weight for each in found) else 1.0
    return _kept(
        replace(each, weight=max(each.weight, floor * 0.1) * _named(each, phrase.words))
        for each in found
    )


def _named(look: WishedLook, words: Iterable[str]) -> float:
    """How much more a look is meant that bears one of the words, in its name or its family's."""
    family = FAMILIES[look.family]
    own = {*words_of(look.look)}
    wider = {*words_of(family.label), *(word for each in family.words for word in words_of(each))}
    hits = sum(2.0 if word in own else 1.0 if word in wider else 0.0 for word in words)
    return NAMED**hits


def looks_seen(scores: Iterable[LookScore]) -> tuple[WishedLook, ...]:
    """The looks that a model saw in a picture, as those of a wish."""
    return _kept(
        WishedLook(each.family, each.look, KIND_OF[each.family], each.score)
        for each in scores
        if each.family in FAMILIES and FAMILIES[each.family].look(each.look)
    )


def _kept(looks: Iterable[WishedLook]) -> tuple[WishedLook, ...]:
    ordered = sorted(looks, key=lambda each: -each.weight)
    if not ordered:
        return ()
    least = LEAST_SHARE * ordered[0].weight
    return tuple(each for each in ordered if each.weight >= least)


def said_colors(wishes: Iterable[Wish]) -> dict[str, Color]:
    """The colour that a wish without a material asks for each of its roles."""
    return {role: wish.colors[0] for wish in wishes if not wish.looks for role in wish.roles}
