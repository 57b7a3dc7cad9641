# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refinement brings a material's colours to a picture's, with few bakes."""

from __future__ import annotations

import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.image import ColorSpace, Image
from addon.core.procedural import Color, ProceduralMaterial
from addon.scene import procedural, refine
from addon.scene.baking import Baked, bake


def picture_of(first: Color, second: Color) -> Image:
    """Two colours side by side, with grain."""
    pixels = np.empty((40, 60, 3), np.float32)
    pixels[:, :40], pixels[:, 40:] = first, second
    grain = np.random.default_rng(3).normal(1.0, 0.05, (40, 60, 1))
    return Image((pixels * grain).astype(np.float32), ColorSpace.LINEAR)


@pytest.mark.parametrize(
    ("family", "first", "second"),
    [
        ("brick", (0.45, 0.33, 0.16), (0.30, 0.29, 0.27)),
        ("fabric", (0.05, 0.09, 0.20), (0.10, 0.14, 0.25)),
        ("paint", (0.30, 0.45, 0.28), (0.32, 0.47, 0.30)),
    ],
)
def test_the_mean_color_comes_near(family: str, first: Color, second: Color) -> None:
    found = procedural.FAMILIES[family]
    start = procedural.from_look(found, found.looks[0])
    picture = picture_of(first, second)
    refined = refine.refine(start, picture, renders=14)
    assert refine.mean_difference(start, picture) > 0.03
    assert refine.mean_difference(refined, picture) < 0.03
    assert (refined.family, refined.look) == (family, start.look)


def test_no_more_bakes_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    def counted(material: ProceduralMaterial, resolution: int, *, seamless: bool) -> Baked:
        nonlocal count
        count += 1
        return bake(material, resolution, seamless=seamless)

    monkeypatch.setattr(refine, "bake", counted)
    family = procedural.FAMILIES["brick"]
    start = procedural.from_look(family, family.looks[0])
    picture = picture_of((0.45, 0.33, 0.16), (0.3, 0.29, 0.27))
    refine.refine(start, picture, renders=6)
    assert 1 < count <= 6


def test_one_bake_changes_nothing() -> None:
    family = procedural.FAMILIES["paint"]
    start = procedural.from_look(family, family.looks[0])
    same = refine.refine(start, picture_of((0.1, 0.1, 0.1), (0.1, 0.1, 0.1)), renders=1)
    assert same == start


def test_parameters_stay_in_their_ranges() -> None:
    family = procedural.FAMILIES["brick"]
    start = procedural.from_look(family, family.looks[0])
    white = picture_of((1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
    refined = refine.refine(start, white, renders=10)
    assert dict(procedural.complete(refined)) == dict(refined.parameters)
    brick = refined.parameters["Brick Color"]
    assert isinstance(brick, tuple)
    assert max(brick) <= refine.BRIGHTEST


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(InputError):
        refine.refine(ProceduralMaterial("cheese"), picture_of((0, 0, 0), (0, 0, 0)))
