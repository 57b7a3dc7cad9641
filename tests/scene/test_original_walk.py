# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A random walk over all that is done with variations: the original is every bit as before."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.image import Extent
from addon.core.request import Axis
from addon.scene import thumbnails
from addon.scene import variation_state as state
from addon.scene.showing import as_original

from . import rooms
from .everything import full_scene, of_the_user
from .pictures import png
from .snapshot import differences, snapshot

STEPS = 100
MOST = 6
PICTURE = png(np.full((4, 6, 3), 90, np.uint8))


class Walk:
    """One walk through a file: what may be done next, and what has to be true after it."""

    def __init__(self, seed: int, path: Path) -> None:
        self.random = random.Random(f"walk {seed}")
        self.path = path
        self.planned = 0
        self.steps: list[str] = []
        self.reopen()
        self.before = of_the_user()

    @property
    def scene(self) -> bpy.types.Scene:
        return bpy.data.scenes["Scene"]

    def any(self) -> int:
        return self.random.randrange(len(state.stored_variations(self.scene)))

    def step(self) -> None:
        have = len(state.stored_variations(self.scene))
        doing: list[Callable[[], object]] = [self.store] if have < MOST else []
        if have:
            doing += [self.apply] * 4
            doing += [self.compare, self.original, self.reject, self.render, self.keep, self.reopen]
        chosen = self.random.choice(doing)
        self.steps.append(chosen.__name__)
        chosen()

    def store(self) -> None:
        axes = self.random.sample(tuple(Axis), self.random.randint(1, len(Axis)))
        self.planned += 1
        # As `vary` does: what is planned is planned for the scene's own materials.
        state.show_original(self.scene)
        state.store(self.scene, rooms.planned(2, 10 * self.planned, axes=tuple(axes)))

    def apply(self) -> None:
        told = state.apply_variation(self.scene, self.any())
        assert all("is also in the scene Other" in sentence for sentence in told)

    def compare(self) -> None:
        shown = state.state_of(self.scene).active
        with as_original(self.scene):
            self.check()
        assert state.state_of(self.scene).active == shown

    def original(self) -> None:
        assert state.show_original(self.scene) == ()
        self.check()

    def reject(self) -> None:
        state.remove_variation(self.scene, self.any())

    def render(self) -> None:
        """All that rendering thumbnails does but the picture."""
        settings = thumbnails.ThumbnailSettings(Extent(24, 16), 1)
        with thumbnails.rendering_stage(self.scene, settings) as stage:
            thumbnails.show_on_stage(self.scene, stage, self.any())

    def keep(self) -> None:
        index = self.any()
        state.set_thumbnail(self.scene, index, PICTURE)
        state.set_exposure(self.scene, index, self.random.uniform(-2.0, 2.0))

    def reopen(self) -> None:
        bpy.ops.wm.save_as_mainfile(filepath=str(self.path))
        bpy.ops.wm.open_mainfile(filepath=str(self.path))

    def check(self) -> None:
        assert differences(self.before, of_the_user()) == [], self.steps


# More walks take minutes each: MAQUETTE_WALKS=5 before a release.
@pytest.mark.parametrize("seed", range(int(os.environ.get("MAQUETTE_WALKS", "1"))))
def test_original_is_exact_after_a_hundred_random_steps(seed: int, tmp_path: Path) -> None:
    rooms.register_state()
    full_scene()
    walk = Walk(seed, tmp_path / "walk.blend")
    whole = snapshot()
    for _ in range(STEPS):
        walk.step()
    walk.original()
    assert len(set(walk.steps)) >= 7
    state.remove_all_variations(walk.scene)
    assert differences(whole, snapshot()) == []
