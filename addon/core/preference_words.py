# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a preference learned, in words with their evidence: "you keep warm wood and low sun"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .appearance import Matrix
from .appearance_features import Features
from .preference import Preference, Taste, learn, table

MOST_STATEMENTS = 6
# One statement in ten may be wrong.
LEAST_CERTAINTY = 0.9
# What goes together with the utility less than this (a correlation) is not worth a sentence.
LEAST_EFFECT = 0.3
# Of surfaces that go together this closely only the strongest is told, and so of lights.
SAME = 0.6
# "Wood" is told before "warm wood" or "wood floors" unless those are clearly stronger.
LESS_PLAIN = 0.85
# What goes together this closely is forgotten together, or the twin would say it again.
TWIN = 0.9

# What more and what less of a feature is called.
POLES: Mapping[str, tuple[str, str]] = {
    "palette/lightness": ("pale palettes", "dark palettes"),
    "palette/warmth": ("warm palettes", "cool palettes"),
    "palette/chroma": ("strong colours", "muted colours"),
    "palette/contrast": ("strong contrast of light and dark", "little contrast"),
    "finish/roughness": ("matt surfaces", "polished surfaces"),
    "light/height": ("high sun", "low sun"),
    "light/warmth": ("warm light", "cool light"),
    "light/softness": ("soft light", "hard light"),
}
# What is there or not, by names that are read as they are unless here.
NAMES: Mapping[str, str] = {
    "light/overcast": "overcast skies",
    "light/night": "night scenes",
    "light/sky_picture": "light from sky pictures",
}
TONES: Mapping[str, tuple[str, str]] = {
    "lightness": ("pale", "dark"),
    "warmth": ("warm", "cool"),
    "polish": ("polished", "matt"),
}
ROLE_NAMES: Mapping[str, str] = {
    "exterior_wall": "facades",
    "interior_wall": "walls",
    "floor": "floors",
    "ceiling": "ceilings",
    "roof": "roofs",
    "frame": "frames",
    "door": "doors",
    "upholstery": "upholstery",
    "wood_furniture": "furniture",
    "tabletop": "table tops",
    "metal_part": "metal parts",
    "fixture": "fixtures",
    "stone": "stonework",
    "other": "small things",
    "terrain": "ground",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that was learnt.

    `features` are what `forget` takes: the one it is about first, then those that say the same.
    `phrase` is what is kept or dropped, by `is_kept`. `certainty` from 0.5 to 1 is how likely it is
    so and not the other way round; `evidence` says how often it was so in what was kept and not.
    """

    features: tuple[str, ...]
    phrase: str
    is_kept: bool
    certainty: float
    evidence: str

    @property
    def text(self) -> str:
        return f"You {'keep' if self.is_kept else 'drop'} {self.phrase}."


@dataclass(frozen=True, slots=True, eq=False)
class _Effects:
    """How liking goes with each feature in what was shown (P,): `strength` the correlation,
    `certainty` of its sign; `alike` (P, P) how features go together."""

    strength: Matrix
    certainty: Matrix
    alike: Matrix


def statements(preference: Preference) -> tuple[Statement, ...]:
    """What was learnt, the strongest first; none before there are enough choices.

    A feature's own weight says little, because woods are warm and polished metals cool: told is how
    the utility of what was shown goes with each feature, which follows from all weights together.
    """
    taste = learn(preference)
    if not preference.is_ready or not taste.names:
        return ()
    effects = _effects(preference, taste)
    return tuple(
        _statement(preference, taste, effects, index)
        for index in _worth_telling(effects, taste.names)
    )


def summary(learnt: Sequence[Statement]) -> str:
    """All of it as one sentence, "" for nothing."""
    kept = _joined([each.phrase for each in learnt if each.is_kept])
    dropped = _joined([each.phrase for each in learnt if not each.is_kept])
    parts = [f"you keep {kept}"] * bool(kept) + [f"you drop {dropped}"] * bool(dropped)
    return (parts[0][0].upper() + "; ".join(parts)[1:] + ".") if parts else ""


def phrase_of(feature: str, *, is_more: bool) -> tuple[str, bool]:
    """What more or less of a feature is called, and whether that is kept (else dropped).

    What has two ends is said of the end that is liked; what is there or not is dropped when it is
    disliked.
    """
    if feature in POLES:
        return POLES[feature][0 if is_more else 1], True
    if feature in NAMES:
        return NAMES[feature], is_more
    group, *rest = feature.split("/")
    if group == "role":
        part = ROLE_NAMES.get(rest[0], _spaced(rest[0]))
        ends = TONES.get(rest[-1])
        if ends is not None:
            return f"{ends[0 if is_more else 1]} {part}", True
        return f"{_spaced(rest[-1])} {part}", is_more
    if group == "kind" and rest[-1] in TONES:
        return f"{TONES[rest[-1]][0]} {_spaced(rest[0])}", is_more
    form = {"finish": "bare {}", "composition": "{} views"}.get(group, "{}")
    return form.format(_spaced(rest[-1])), is_more


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _effects(preference: Preference, taste: Taste) -> _Effects:
    rows = np.concatenate([_centred(each.options, taste) for each in preference.judgements])
    together = rows.T @ rows / len(rows)
    deviation = np.sqrt(np.maximum(np.diag(together), 1e-12))
    utility = float(np.sqrt(max(taste.mean @ together @ taste.mean, 1e-12)))
    slope = together @ taste.mean
    doubt = np.sqrt(np.einsum("pq,qr,rp->p", together, taste.covariance, together))
    sure = [
        0.5 * (1.0 + math.erf(float(each))) for each in np.abs(slope) / (doubt + 1e-12) / 2**0.5
    ]
    alike = together / np.outer(deviation, deviation)
    return _Effects(slope / deviation / utility, np.array(sure), alike)


def _centred(options: Sequence[Features], taste: Taste) -> Matrix:
    rows = table(options, taste.names)
    return rows - rows.mean(axis=0)


def _worth_telling(effects: _Effects, names: Sequence[str]) -> list[int]:
    """The features whose effect is strong and sure and that do not repeat one another."""
    told: list[int] = []
    plain = np.array([1.0 if name.count("/") < 2 else LESS_PLAIN for name in names])
    for index in map(int, np.argsort(-np.abs(effects.strength) * plain, kind="stable")):
        if len(told) == MOST_STATEMENTS:
            break
        near = [other for other in told if abs(effects.alike[index, other]) >= SAME]
        is_new = not any(_is_light(names[index]) is _is_light(names[other]) for other in near)
        is_strong = abs(effects.strength[index]) >= LEAST_EFFECT
        if is_new and is_strong and effects.certainty[index] >= LEAST_CERTAINTY:
            told.append(index)
    return told


def _statement(preference: Preference, taste: Taste, effects: _Effects, index: int) -> Statement:
    feature, is_more = taste.names[index], bool(effects.strength[index] > 0.0)
    phrase, is_kept = phrase_of(feature, is_more=is_more)
    alike = np.abs(effects.alike[index]) >= TWIN
    others = [name for name, same in zip(taste.names, alike, strict=True) if same]
    features = tuple(dict.fromkeys([feature, *others]))
    evidence = _evidence(preference, feature, is_more is is_kept)
    return Statement(features, phrase, is_kept, float(effects.certainty[index]), evidence)


def _evidence(preference: Preference, feature: str, is_more: bool) -> str:
    """How many of the kept and of the others have more of it than their set's mean, or less."""
    counts = {True: [0, 0], False: [0, 0]}
    for each in preference.judgements:
        middle = sum(_of(option, feature) for option in each.options) / len(each.options)
        for index, option in enumerate(each.options):
            is_liked = index in each.kept or (not each.kept and index not in each.dropped)
            counts[is_liked][1] += 1
            step = _of(option, feature) - middle
            counts[is_liked][0] += step > 0.0 if is_more else step < 0.0
    (liked, of_liked), (other, of_others) = counts[True], counts[False]
    return f"So in {liked} of {of_liked} kept and in {other} of {of_others} others."


def _is_light(feature: str) -> bool:
    return feature.startswith("light/")


def _of(option: Features, feature: str) -> float:
    return option.get(feature, 0.0)


def _joined(phrases: Sequence[str]) -> str:
    *first, last = phrases or [""]
    return f"{', '.join(first)} and {last}" if first else last
