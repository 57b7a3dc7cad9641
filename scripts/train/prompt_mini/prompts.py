# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prompts made from the families' own words and a lexicon, with the looks they should find.

The hand-written prompts of scripts/evaluation are not read here and took no part in the lexicon.
"""

from __future__ import annotations

import json
import math
import random
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from addon.core.color_names import COLOR_NAMES
from addon.core.finish_words import GLOSS_WORDS, WEAR_WORDS
from addon.core.oklab import color_of_code, difference
from addon.core.words import read_words

METALS = {"metal", "corrugated", "cast_metal", "perforated", "rust", "standing_seam", "patina"}
METAL_WEAR = {
    *("rusty", "rusted", "rusting", "rust", "corroded", "tarnished", "oxidised", "oxidized"),
    *("patinated", "patina", "pitted"),
}
FAMILY_SHAPES = (
    "{name}",
    "{name}",
    "{finish} {name}",
    "{color} {name}",
    "{color} {name} for a {place}",
    "{look} {name}",
    "{look} {look2} {name}",
    "{name}, {look}, {color}",
    "{finish} {color} {name}",
    "{name} for the {place} of a {building}",
    "{look} {name} in a {building}",
    "{hint} {name}",
    "{name} like in a {hint}",
    "{look} {hint} {name}",
    "{place} of {name}, {look}",
    "{finish} {look} {place}, {name}",
    "a {building} with {color} {name} on the {place}",
    "the {hint} has {finish} {name} and looks {look}",
    "{name} {hint} {hint2}",
    "{color} and {color2} {name}",
    "{mood} {name}",
    "{mood} {building}, {name}, {finish}",
)
HINT_SHAPES = ("{hint} {place}", "{hint} {hint2}", "{look} {hint}", "{color} {hint} {place}")
MOOD_SHAPES = (
    "something {mood} for a {place}",
    "{mood} and {mood2} {place}",
    "a {mood} {place} for a {building}",
    "{mood} {place}",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A prompt and how much each look, by its number, is the right answer; sums to 1, or is empty
    where no answer is."""

    text: str
    targets: Mapping[int, float]


class Sentences:
    """Examples from described families; the same for the same seed and files.

    `held_out` leaves that share of every family's names and hints to a test of `held` ones.
    """

    def __init__(self, families: Path, lexicon: Path, held_out: float = 0.0) -> None:
        self.families: list[dict[str, Any]] = json.loads(families.read_text("utf-8"))
        known = tomllib.loads(lexicon.read_text("utf-8"))
        ids = [family["id"] for family in self.families]
        self.places: dict[str, list[str]] = known["places"]
        self.buildings: list[str] = known["buildings"]["names"]
        moods: dict[str, list[str]] = known["moods"]
        self.moods = {mood: [f for f in fit if f in ids] for mood, fit in moods.items()}
        self._words = {
            f["id"]: known.get(f["id"], {"names": [], "hints": []}) for f in self.families
        }
        self.names, self.hints = self._sorted_words()
        starts = [0]
        for family in self.families:
            starts.append(starts[-1] + len(family["looks"]))
        self.starts = dict(zip(ids, starts, strict=False))
        self.labels = [f"{f['id']}/{look['name']}" for f in self.families for look in f["looks"]]
        self.held = self._hold_out(held_out)

    def _sorted_words(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """A family's own words name it unless another family claims them too."""
        claims = Counter[str]()
        for family in self.families:
            own = {family["id"].replace("_", " "), family["label"].lower(), *family["words"]}
            claims.update(own | set(self._words[family["id"]]["names"]))
        names: dict[str, list[str]] = {}
        hints: dict[str, list[str]] = {}
        for family in self.families:
            words = self._words[family["id"]]
            own = {family["label"].lower(), *family["words"]}
            names[family["id"]] = sorted({w for w in own if claims[w] == 1} | set(words["names"]))
            hints[family["id"]] = sorted({w for w in own if claims[w] > 1} | set(words["hints"]))
        return names, hints

    def _hold_out(self, share: float) -> dict[str, list[str]]:
        held: dict[str, list[str]] = {}
        for family, names in self.names.items():
            rng = random.Random(family)
            held[family] = rng.sample(names, round(len(names) * share))
            self.names[family] = [name for name in names if name not in held[family]]
        return held

    def family_of(self, label: int) -> int:
        """The number of the family of a look."""
        name = self.labels[label].split("/")[0]
        return list(self.starts).index(name)

    def examples(self, count: int, seed: int, *, held: bool = False) -> list[Example]:
        """Prompts of all shapes, families equally often; of `held` ones names never trained on."""
        rng = random.Random(seed)
        names = self.held if held else self.names
        made: list[Example] = []
        for number in range(count):
            family = self.families[number % len(self.families)]
            draw = rng.random()
            if held or draw < 0.80:
                made.append(self._of_family(family, rng, FAMILY_SHAPES, names))
            elif draw < 0.93:
                made.append(self._of_family(family, rng, HINT_SHAPES, names))
            else:
                made.append(self._of_mood(rng))
        return made

    def _of_family(
        self,
        family: dict[str, Any],
        rng: random.Random,
        shapes: Sequence[str],
        names: Mapping[str, list[str]],
    ) -> Example:
        look = rng.choice(family["looks"])
        hints = self.hints[family["id"]] or [family["label"].lower()]
        place = rng.choice(self.places.get(rng.choice(family["roles"]), ["surface"]))
        words = [word.lower() for word in (*look["words"], look["name"])]
        parts = {
            "name": rng.choice(names[family["id"]] or [family["label"].lower()]),
            "look": rng.choice(words),
            "look2": rng.choice(words),
            "hint": rng.choice(hints),
            "hint2": rng.choice(hints),
            "place": place,
            "building": rng.choice(self.buildings),
            "color": _color(look, rng),
            "color2": _color(look, rng),
            "finish": _finish(family["id"], rng),
            "mood": rng.choice(list(self.moods)),
        }
        text = rng.choice(shapes).format(**parts)
        return Example(text, self._targets(family, text))

    def _of_mood(self, rng: random.Random) -> Example:
        """No family is named: those that suit the mood and the place share the answer."""
        mood, other = rng.sample(list(self.moods), 2)
        role = rng.choice(list(self.places))
        text = rng.choice(MOOD_SHAPES).format(
            mood=mood,
            mood2=other,
            place=rng.choice(self.places[role]),
            building=rng.choice(self.buildings),
        )
        targets: dict[int, float] = {}
        for family in self.families:
            fit = (role in family["roles"]) + 0.5 * (role in family["roles"][:2])
            liked = sum(
                family["id"] in self.moods[each] or _wants(family, each)
                for each in (mood, other)
                if each in text
            )
            for label, share in self._targets(family, text).items():
                targets[label] = share * (0.02 + fit) ** 2 * (0.1 + liked) ** 2
        total = sum(targets.values())
        return Example(text, {label: each / total for label, each in targets.items()})

    def _targets(self, family: dict[str, Any], text: str) -> dict[int, float]:
        """How well each look of a family suits the look words, colours and finish of a text."""
        reading = read_words(text)
        said = f" {' '.join(text.lower().replace(',', ' ').split())} "
        scores = [_fit(look, said, reading.colors, reading.wear) for look in family["looks"]]
        start, total = self.starts[family["id"]], sum(scores)
        return {start + number: score / total for number, score in enumerate(scores)}


def _wants(family: dict[str, Any], mood: str) -> bool:
    return any(mood in look["words"] for look in family["looks"])


def _fit(
    look: dict[str, Any],
    said: str,
    colors: Sequence[tuple[float, float, float]],
    wear: float | None,
) -> float:
    words = {word.lower() for word in (*look["words"], look["name"])}
    score = 2.0 * sum(f" {word} " in said for word in words)
    if colors and look["colors"]:
        score -= difference(colors[0], tuple(look["colors"][0])) / 0.08
    if wear is not None:
        score -= abs(look["wear"] - (wear + 1.0) / 2.0)
    return math.exp(score)


def _color(look: dict[str, Any], rng: random.Random) -> str:
    """Any colour, or one of the five names next to the look's own."""
    if not look["colors"] or rng.random() < 0.5:
        return rng.choice(list(COLOR_NAMES))
    own = tuple(rng.choice(look["colors"]))
    near = sorted(COLOR_NAMES, key=lambda name: difference(color_of_code(COLOR_NAMES[name]), own))
    return rng.choice(near[:5])


def _finish(family: str, rng: random.Random) -> str:
    """A word of wear or gloss; rust and patina on metal only, and not on the bare one."""
    wear = [w for w in WEAR_WORDS if w not in METAL_WEAR or (family in METALS - {"metal"})]
    return rng.choice(wear if rng.random() < 0.65 else list(GLOSS_WORDS))
