# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of the variations a scene holds, by the sets they were shown in."""

from __future__ import annotations

from dataclasses import dataclass

import bpy

from ..core.appearance_features import Features
from .appearances import variation_features
from .variation import Variation
from .variation_data import MaquetteVariation, state_of


@dataclass(frozen=True, slots=True)
class ShownSet:
    """Variations that were shown together: how they look, and the places of the liked ones and of
    those that were dropped. A starred one is liked too."""

    options: tuple[Features, ...]
    kept: frozenset[int]
    dropped: frozenset[int]


def shown_set(scene: bpy.types.Scene, number: int) -> ShownSet:
    """The set of that number as it is now; deleted variations are no longer in it."""
    items = [item for item in state_of(scene).variations if item.shown_with == number]
    return ShownSet(
        tuple(variation_features(Variation.from_json(item.numbers)) for item in items),
        frozenset(place for place, item in enumerate(items) if _is_liked(item)),
        frozenset(place for place, item in enumerate(items) if item.verdict == "REJECTED"),
    )


def _is_liked(item: MaquetteVariation) -> bool:
    return item.verdict == "KEPT" or (item.is_starred and item.verdict != "REJECTED")
