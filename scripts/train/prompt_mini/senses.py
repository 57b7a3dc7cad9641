# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What single words mean besides a material: a colour, wear, gloss, as the teacher sees them.

Only words that the lists of addon/core lack get a sense here, and only where the teacher leaves
little doubt: a word is close to one of a list and set apart, with that list, from all other words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from addon.core.color_names import COLOR_NAMES
from addon.core.finish_words import GLOSS_WORDS, WEAR_WORDS
from addon.core.oklab import color_of_code, from_oklab, to_oklab

Floats = NDArray[np.float32]
CERTAIN = 0.95
ALIKE = 0.55
NEAREST = 4
# Certainty and linear red, green, blue; certainty and wear; certainty and gloss.
COLUMNS = 8


def senses_of(tokens: Sequence[str], vectors: Floats, materials: set[str]) -> Floats:
    """(V, 8); zeros for words of the lists, of `materials`, and for those that mean nothing so."""
    numbers = {token: number for number, token in enumerate(tokens)}
    out = np.zeros((len(tokens), COLUMNS), np.float32)
    labs = {name: to_oklab(color_of_code(code)) for name, code in COLOR_NAMES.items()}
    listed = {*COLOR_NAMES, *WEAR_WORDS, *GLOSS_WORDS} | materials
    fields: list[tuple[Mapping[str, Sequence[float]], slice, Callable[..., Sequence[float]]]] = [
        (labs, slice(0, 4), from_oklab),
        ({word: (value,) for word, value in WEAR_WORDS.items()}, slice(4, 6), tuple),
        ({word: (value,) for word, value in GLOSS_WORDS.items()}, slice(6, 8), tuple),
    ]
    for meanings, columns, finish in fields:
        known = {word: meaning for word, meaning in meanings.items() if word in numbers}
        places = [numbers[word] for word in known]
        certainty = _certainty(vectors, places, [numbers[w] for w in listed if w in numbers])
        values = np.array(list(known.values()), np.float32)
        for number in np.flatnonzero(certainty > CERTAIN):
            likeness = float((vectors[places] @ vectors[number]).max())
            if tokens[number] not in listed and likeness > ALIKE:
                near = _mean_of_nearest(vectors, number, places, values)
                out[number, columns] = [certainty[number], *finish(near.tolist())]
    return out


def _certainty(vectors: Floats, members: Sequence[int], listed: Sequence[int]) -> Floats:
    """A logistic regression of `members` against the other listed words and a draw of all words."""
    rng = np.random.default_rng(1)
    others = [*(set(listed) - set(members)), *rng.choice(len(vectors), 6000, replace=False)]
    others = [other for other in others if other not in set(members)]
    x = torch.from_numpy(np.concatenate([vectors[list(members)], vectors[others]]))
    y = torch.cat([torch.ones(len(members)), torch.zeros(len(others))])
    layer = torch.nn.Linear(x.shape[1], 1)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=0.05, weight_decay=0.02)
    weight = torch.where(y > 0, len(others) / len(members) / 4.0, 1.0)
    for _ in range(300):
        loss = F.binary_cross_entropy_with_logits(layer(x)[:, 0], y, weight)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return torch.sigmoid(layer(torch.from_numpy(vectors))[:, 0]).numpy()


def _mean_of_nearest(vectors: Floats, number: int, places: Sequence[int], values: Floats) -> Floats:
    likeness = vectors[list(places)] @ vectors[number]
    best = np.argsort(-likeness)[:NEAREST]
    share = np.exp(likeness[best] / 0.05)
    return (values[best] * share[:, None]).sum(0) / share.sum()
