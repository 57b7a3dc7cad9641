# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at a scene without its variations, and put back afterwards what it showed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import bpy

from ..core.errors import InputError
from . import variation_state
from .variation import Variation


@contextmanager
def as_original(scene: bpy.types.Scene) -> Iterator[None]:
    """The scene as it was before the first variation; what it showed is back at the end."""
    shown = variation_state.state_of(scene).active
    variation_state.show_original(scene)
    try:
        yield
    finally:
        if shown < 0:
            variation_state.show_original(scene)
        else:
            variation_state.apply_variation(scene, shown)


def variations_at(scene: bpy.types.Scene, indices: Sequence[int]) -> tuple[Variation, ...]:
    """The stored variations of these indices; `InputError` when one, or all, are missing."""
    stored = variation_state.stored_variations(scene)
    if not indices:
        raise InputError("There is no variation to export; create some first.")
    missing = [index for index in indices if not 0 <= index < len(stored)]
    if missing:
        raise InputError(f"There is no variation {missing[0] + 1}; this scene has {len(stored)}.")
    return tuple(stored[index] for index in indices)
