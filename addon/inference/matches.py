# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a matching model emits, as a `Match`; the same for words and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.card import ModelCard
from ..core.card_match import MatchRule
from ..core.errors import ModelError
from ..core.match import LookScore, Match

Array = NDArray[Any]

LOOKS_KEPT = 64


def rule_of(card: ModelCard) -> MatchRule:
    """The card's rule of matching; `ModelError` for a model of another task."""
    if card.match is None:
        raise ModelError(f"{card.name} is a model for {card.task.value}, not for match.")
    return card.match


def read_match(card: ModelCard, outputs: Mapping[str, Array]) -> Match:
    """The most probable looks, with wear, gloss and confidence where the model gives them.

    Without an own confidence it is the probability of the best look. Raises `ModelError` when the
    outputs are not those of the card.
    """
    labels = rule_of(card).labels
    scores = _scores(card, outputs)
    best = [int(index) for index in np.argsort(-scores, kind="stable")[:LOOKS_KEPT]]
    looks = tuple(
        LookScore(labels[index].family, labels[index].look, round(float(scores[index]), 6))
        for index in best
    )
    confidence = _number(card, outputs, "confidence", 0.0)
    return Match(
        looks=looks,
        wear=_number(card, outputs, "wear", -1.0),
        gloss=_number(card, outputs, "gloss", -1.0),
        confidence=looks[0].score if confidence is None else confidence,
    )


def _scores(card: ModelCard, outputs: Mapping[str, Array]) -> Array:
    wanted = len(rule_of(card).labels)
    scores = np.ravel(outputs["looks"]) if "looks" in outputs else np.zeros(0)
    if scores.size != wanted:
        raise ModelError(
            f"The model {card.id} gives {scores.size} looks where its card names {wanted}; "
            "correct the labels in the card."
        )
    if not np.isfinite(scores).all() or scores.min() < 0.0 or scores.max() > 1.001:
        raise ModelError(f"The model {card.id} gives looks that are no probabilities; use another.")
    return np.minimum(scores, 1.0)


def _number(
    card: ModelCard, outputs: Mapping[str, Array], name: str, minimum: float
) -> float | None:
    """A number from `minimum` to 1, clipped; None when there is none or it is NaN."""
    if name not in outputs:
        return None
    if outputs[name].size != 1:
        raise ModelError(f"The model {card.id} gives {name} as more than one number; use another.")
    value = float(outputs[name].ravel()[0])
    return None if np.isnan(value) else round(min(max(value, minimum), 1.0), 4)
