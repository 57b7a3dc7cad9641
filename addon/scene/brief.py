# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Brief`: what a set of variations is wanted to be, as plain values. Made once for a set; planning
follows it and asks no model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..core.match import Match
from ..core.mood import Seen
from ..core.palette import Palette
from ..core.phrases import Phrase
from ..core.procedural import Color


@dataclass(frozen=True, slots=True)
class WishedLook:
    """A look, what it is made of, and how much it is wanted against the others of a wish."""

    family: str
    look: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Wish:
    """A material that is wanted: the looks it may be, and the roles it is said for, none where it
    shall go where it suits. `colors` are what its colour shall be, none for the look's own."""

    text: str
    looks: tuple[WishedLook, ...]
    roles: tuple[str, ...] = ()
    colors: tuple[Color, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its looks are made of, the most wanted first."""
        return tuple(dict.fromkeys(each.kind for each in self.looks))


@dataclass(frozen=True, slots=True)
class Tone:
    """How light, warm and colourful the whole shall be, each from -1 to 1; 0 says nothing."""

    lightness: float = 0.0
    warmth: float = 0.0
    chroma: float = 0.0

    @property
    def is_neutral(self) -> bool:
        return self == Tone()


@dataclass(frozen=True, slots=True)
class CurrentLook:
    """What a material of the scene is now: its kind ("" when nothing tells) and its main colour."""

    kind: str
    color: Color


@dataclass(frozen=True, slots=True)
class Answers:
    """What the models made of a request: of its phrases that name a material, and of its mood
    picture."""

    phrases: tuple[tuple[Phrase, Match], ...] = ()
    palette: Palette = ()
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What is wanted of every variation of a set.

    `themes` are weights by the theme's name, empty for all alike; `wishes` are in the order they
    were said; `palette` is empty where no colours are wanted; `wear` and `gloss` are as in
    `core.match.Match`; `fixed` holds the colours that a role must have; `strength` is how far the
    materials may leave `current`, what the scene's materials are by their name and role. `warnings`
    are sentences on what could not be followed.
    """

    themes: Mapping[str, float] = field(default_factory=dict[str, float])
    wishes: tuple[Wish, ...] = ()
    palette: Palette = ()
    tone: Tone = Tone()
    wear: float | None = None
    gloss: float | None = None
    fixed: Mapping[str, Color] = field(default_factory=dict[str, Color])
    strength: float = 1.0
    current: Mapping[tuple[str, str], CurrentLook] = field(
        default_factory=dict[tuple[str, str], CurrentLook]
    )
    warnings: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether anything is said of how the whole shall look."""
        return bool(self.themes or self.wishes or self.palette) or not self.tone.is_neutral
