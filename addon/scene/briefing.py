# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a request, the answers of the models and what the scene has to the brief of a set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..core.errors import InputError
from ..core.finish_words import GLOSS_WORDS, WEAR_WORDS
from ..core.fixed_colors import FixedColor, fixed_color
from ..core.mood import Seen
from ..core.oklab import to_oklab
from ..core.palette import Palette
from ..core.procedural import Color
from ..core.request import Axis, GenerationRequest
from ..core.wordpiece import words_of
from ..core.words import english, read_words
from . import reading
from .appearances import KIND_OF
from .brief import Answers, Brief, Tone, Wish, WishedLook
from .composing import SIBLINGS, nearness, pick_color
from .current_look import current_looks
from .procedural import FAMILIES
from .role_list import role_label
from .roles import SlotRole
from .suiting import UNCOLORED, best_role
from .themes import THEMES, Pick, Theme
from .tinting import colorfulness, hues_apart
from .variation import Survey

# How far a theme may be from a wanted tone to be likely at all, and how much tone counts beside a
# style's name.
TONE_REACH, TONE_WEIGHT = 0.55, 0.6
LEAST_THEME = 0.22
# A mood picture's surface must be this likely to be asked for.
SURE_SURFACE = 0.45
MOST_SURFACES = 4
# What else is of the stuff a picture shows, and how near in colour it must be.
OF_THE_KIND, NEAR_ENOUGH = 0.4, 0.5
# How much more colourful than the picture a look may be, in OKLab's a and b.
MORE_COLORFUL = 0.03
# Of these a picture shows no more than a colour, which its palette has.
_FLAT = frozenset({"paint", "plaster", "water", "glass"})
# What of a theme says how light and warm it is.
_TELLING = ("interior_wall", "floor", "upholstery", "wood_furniture")
MIDDLE_LIGHTNESS, LIGHTNESS_STEP = 0.72, 0.2
MIDDLE_WARMTH, WARMTH_STEP = 0.03, 0.04
MIDDLE_CHROMA, CHROMA_STEP = 0.05, 0.04


def brief_of(request: GenerationRequest, found: Survey, answers: Answers | None = None) -> Brief:
    """The brief of a request for what was found in a scene.

    `answers` are the models'; without them words are taken as they are, and a mood picture is not
    followed. `InputError` for a colour or a part of a scene that is not known.
    """
    known = answers or Answers()
    prompt = request.prompt
    wishes = reading.wishes_of(prompt, {phrase.text: match for phrase, match in known.phrases})
    said = reading.palette_of_words(prompt)
    tone = reading.tone_of(prompt)
    finish = _finish(prompt)
    seen = tone if not known.palette or not tone.is_neutral else tone_of_palette(known.palette)
    # Without materials to choose, fixed colours are the palette's, which also knows names.
    colors = request.colors if Axis.MATERIAL in request.axes else ()
    fixed, warnings = _fixed(colors, found.slots)
    strength = request.strength_of(Axis.MATERIAL)
    return Brief(
        themes=_themes(reading.styles_of(prompt), seen),
        wishes=(*wishes, *_seen_wishes(known.seen, wishes)),
        palette=said or known.palette,
        tone=tone,
        wear=finish[0],
        gloss=finish[1],
        fixed=fixed,
        strength=strength,
        current=current_looks(found.slots) if strength < 1.0 else {},
        warnings=warnings,
    )


def _finish(prompt: str) -> tuple[float | None, float | None]:
    """Wear and gloss that are said for the whole, not of one material."""
    texts = [
        phrase.text
        for phrase in reading.phrases_of(prompt)
        if not reading.names_material(phrase) and {*phrase.words} & {*WEAR_WORDS, *GLOSS_WORDS}
    ]
    words = read_words(" ".join(texts))
    return words.wear, words.gloss


def tone_of_palette(palette: Palette) -> Tone:
    """How light, warm and colourful a palette is, by the shares of its colours."""
    return _tone((swatch.color, swatch.share) for swatch in palette)


def _tone(colors: Iterable[tuple[Color, float]]) -> Tone:
    labs = [(to_oklab(color), weight) for color, weight in colors]
    total = sum(weight for _, weight in labs) or 1.0
    lightness = sum(lab[0] * weight for lab, weight in labs) / total
    warmth = sum((0.5 * lab[1] + 0.87 * lab[2]) * weight for lab, weight in labs) / total
    chroma = sum(math.hypot(lab[1], lab[2]) * weight for lab, weight in labs) / total
    return Tone(
        _held((lightness - MIDDLE_LIGHTNESS) / LIGHTNESS_STEP),
        _held((warmth - MIDDLE_WARMTH) / WARMTH_STEP),
        _held((chroma - MIDDLE_CHROMA) / CHROMA_STEP),
    )


def _held(value: float) -> float:
    return min(max(value, -1.0), 1.0)


@lru_cache
def _tone_of_theme(name: str) -> Tone:
    theme = next(each for each in THEMES if each.name == name)
    picks = [(pick, len(theme.picks(role))) for role in _TELLING for pick in theme.picks(role)]
    return _tone((pick_color(pick), 1.0 / count) for pick, count in picks)


def _themes(styles: Mapping[str, float], tone: Tone) -> dict[str, float]:
    """Weights by the styles that are named and by how near a theme is to the tone; none where
    nothing is said."""
    if not styles and tone.is_neutral:
        return {}
    most = max(styles.values(), default=0.0)
    weights: dict[str, float] = {}
    for theme in THEMES:
        weight = styles.get(theme.name, 0.0) / most if most else 0.0
        if not tone.is_neutral:
            near = _nearness(theme, tone)
            weight = weight * (0.4 + near) if most else TONE_WEIGHT * near
        weights[theme.name] = weight
    best = max(weights.values())
    return {name: weight for name, weight in weights.items() if weight >= LEAST_THEME * best}


def _nearness(theme: Theme, tone: Tone) -> float:
    """From 1 for a theme of the tone to 0; what the tone leaves at 0 does not count."""
    own = _tone_of_theme(theme.name)
    pairs = (
        (tone.lightness, own.lightness),
        (tone.warmth, own.warmth),
        (tone.chroma, own.chroma),
    )
    missed = [wanted - has for wanted, has in pairs if wanted]
    distance = math.sqrt(sum(each * each for each in missed) / max(len(missed), 1))
    return math.exp(-((distance / TONE_REACH) ** 2) / 2.0)


@dataclass(frozen=True, slots=True)
class _Surface:
    """A kind of surface in a mood picture: how much of it, its looks, its main colour and all of
    its colours."""

    kind: str
    share: float
    looks: tuple[WishedLook, ...]
    color: Color
    colors: tuple[Color, ...]


def _seen_wishes(seen: Sequence[Seen], said: Sequence[Wish]) -> tuple[Wish, ...]:
    """The surfaces of a mood picture as wishes, the widest first; what words ask for goes before,
    and one kind is wished for once."""
    taken = {kind for wish in said for kind in wish.kinds}
    found: list[Wish] = []
    for surface in sorted(_surfaces(seen), key=lambda each: -each.share):
        if surface.kind not in taken and len(found) < MOST_SURFACES:
            found.append(Wish("", _widened(surface), (), (surface.color,)))
            taken.add(surface.kind)
    return tuple(found)


def _widened(surface: _Surface) -> tuple[WishedLook, ...]:
    """The looks that were seen, and others of the same stuff that have the colour: a floor shown as
    boards may be parquet, and a table of it solid."""
    known = {(each.family, each.look) for each in surface.looks}
    more = [
        WishedLook(family.id, look.name, surface.kind, OF_THE_KIND * near)
        for family in FAMILIES.values()
        if KIND_OF[family.id] == surface.kind and family.id in SIBLINGS
        for look in family.looks
        if (family.id, look.name) not in known
        and _is_shown(family.id, look.name, surface.colors)
        and (near := nearness(Pick(family.id, look.name), surface.color)) > NEAR_ENOUGH
    ]
    return (*surface.looks, *more)


def _surfaces(seen: Sequence[Seen]) -> list[_Surface]:
    """Of each kind the part of the picture that is surest, and how much of the picture is like
    it."""
    best: dict[str, tuple[float, _Surface]] = {}
    for each in seen:
        looks = [
            look
            for look in reading.looks_seen(each.match.looks)
            if _is_shown(look.family, look.look, each.match.colors)
        ]
        if not looks:
            continue
        kind = looks[0].kind
        if kind in _FLAT:
            continue
        of_kind = tuple(look for look in looks if look.kind == kind)
        sure = sum(look.weight for look in of_kind)
        if sure < SURE_SURFACE:
            continue
        before = best.get(kind)
        share = each.share + (before[1].share if before else 0.0)
        if before and before[0] >= sure:
            best[kind] = before[0], replace(before[1], share=share)
        else:
            best[kind] = sure, _Surface(kind, share, of_kind, each.color, each.match.colors)
    return [surface for _, surface in best.values()]


def _is_shown(family: str, look: str, colors: Sequence[Color]) -> bool:
    """Whether a picture of these colours can show the look: boards of one colour are no mix of
    coloured tiles, however sure a model is."""
    return not colors or colorfulness(family, look) <= hues_apart(colors) + MORE_COLORFUL


def _fixed(
    texts: Sequence[str], slots: Sequence[SlotRole]
) -> tuple[dict[str, Color], tuple[str, ...]]:
    """The colour that a role must have: where it is said, else where it fits best."""
    areas = _areas(slots)
    fixed: dict[str, Color] = {}
    warnings: list[str] = []
    colors = [fixed_color(text) for text in texts]
    for each in sorted(colors, key=lambda color: not color.where):
        roles = _roles_of(each, areas) if each.where else ()
        if each.where and not roles:
            warnings.append(f"The scene has no {each.where}, so {each.name} is not used.")
            continue
        roles = roles or (best_role(each.color, areas, frozenset(fixed)),)
        if not roles[0]:
            warnings.append(f"{each.name} is not used: every part has a fixed colour already.")
        fixed |= {role: each.color for role in roles if role and role not in fixed}
    return fixed, tuple(warnings)


def _areas(slots: Sequence[SlotRole]) -> dict[str, float]:
    areas: dict[str, float] = {}
    for slot in slots:
        for role in (slot.role, *slot.parts):
            areas[role] = areas.get(role, 0.0) + slot.area
    return areas


def _roles_of(each: FixedColor, areas: Mapping[str, float]) -> tuple[str, ...]:
    """The roles in the scene that a name means: a role's own, its label or a word for it."""
    name = each.where.lower().replace(" ", "_")
    own = [role for role in areas if name in (role, role_label(role).lower().replace(" ", "_"))]
    said = own or reading.roles_in(english(words_of(each.where)))
    if not said:
        known = ", ".join(role_label(role).lower() for role in areas if role not in UNCOLORED)
        raise InputError(f"{each.where!r} is no part of a scene that is known; use one of {known}.")
    return tuple(role for role in said if role in areas)
