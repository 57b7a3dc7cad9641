# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes from stored variations: near their parents, between them, the same each time."""

from __future__ import annotations

import math
from dataclasses import replace

import bpy
import pytest

from addon.core.appearance import differences
from addon.core.errors import InputError
from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import descent, locks, mixing
from addon.scene import variation_state as state
from addon.scene.appearances import appearance_of
from addon.scene.recolor import Recolor
from addon.scene.variation import Variation

from . import rooms


@pytest.fixture(autouse=True)
def _registered_state() -> None:
    rooms.register_state()


def _request(count: int = 4, seed: int = 3, **options: object) -> GenerationRequest:
    return GenerationRequest(task=Task.VARIATIONS, count=count, seed=seed, **options)


def _stored(count: int = 4) -> tuple[bpy.types.Scene, tuple[Variation, ...]]:
    scene = rooms.awkward_room()
    state.store(scene, rooms.planned(count))
    return scene, state.stored_variations(scene)


def _families(variation: Variation) -> dict[str, str]:
    return {choice.role: choice.material.family for choice in variation.choices}


def test_children_are_near_their_parent_and_differ() -> None:
    scene, stored = _stored(4)
    children = descent.more_like(scene, 1, _request(3))
    family = [stored[1], *children, stored[0], stored[2], stored[3]]
    apart = differences([appearance_of(each) for each in family]).whole[0]
    assert max(apart[1:4]) < min(apart[4:])
    assert len({each.key for each in children}) == 3
    assert stored[1].key not in {each.key for each in children}
    assert {each.parents for each in children} == {(stored[1].key,)}
    assert len({each.name for each in children}) == 3


def test_the_same_seed_makes_the_same_children() -> None:
    scene, _ = _stored(2)
    assert descent.more_like(scene, 0, _request()) == descent.more_like(scene, 0, _request())
    one, other = (descent.more_like(scene, 0, _request(1, seed)) for seed in (3, 30))
    assert one[0].key != other[0].key


def test_things_of_one_material_stay_of_one_material() -> None:
    scene, stored = _stored(1)
    same = [
        (one, other)
        for one, a in enumerate(stored[0].choices)
        for other, b in enumerate(stored[0].choices)
        if one < other and a.role == b.role and a.material == b.material
    ]
    assert same
    for child in descent.more_like(scene, 0, _request(4)):
        assert all(child.choices[a].material == child.choices[b].material for a, b in same)


def test_axes_and_locks_hold_what_the_parent_has() -> None:
    scene, stored = _stored(1)
    (child,) = descent.more_like(scene, 0, _request(1, axes=(Axis.MATERIAL,)))
    assert child.light == stored[0].light
    (child,) = descent.more_like(scene, 0, _request(1, axes=(Axis.LIGHT,)))
    assert child.choices == stored[0].choices
    assert child.light != stored[0].light
    locks.toggle_slot(scene, bpy.data.objects["Table"], 0)
    for child in descent.more_like(scene, 0, _request(4, locks=("Room/floor",))):
        for name, slot in (("Table", 0), ("Room", 0)):
            kept = [c for c in child.choices if (c.object_name, c.slot) == (name, slot)]
            assert kept == [c for c in stored[0].choices if (c.object_name, c.slot) == (name, slot)]


def test_a_mix_goes_from_the_one_to_the_other() -> None:
    _, (one, other, *_) = _stored(2)
    assert mixing.mixed(one, other, 0.0) is one
    assert mixing.mixed(one, other, 1.0) is other
    taken: set[str] = set()
    for share in (0.2, 0.5, 0.8):
        mix = mixing.mixed(one, other, share)
        assert mix.parents == (one.key, other.key)
        theirs = {
            role
            for role, family in _families(mix).items()
            if family == _families(other)[role] != _families(one)[role]
        }
        assert taken <= theirs
        taken = theirs
        assert all(
            family in (_families(one)[role], _families(other)[role])
            for role, family in _families(mix).items()
        )
    assert mixing.mixed(one, other, 0.5) == mixing.mixed(one, other, 0.5)


def test_equal_families_are_interpolated_colours_by_hue() -> None:
    _, (one, *_) = _stored(1)
    red, yellow = (0.5, 0.05, 0.05), (0.5, 0.45, 0.05)
    paints = [
        replace(
            one.choices[0].material,
            family="paint",
            look="",
            parameters={"Paint Color": color, "Roughness": roughness},
        )
        for color, roughness in ((red, 0.2), (yellow, 0.6))
    ]
    pair = [replace(one, choices=(replace(one.choices[0], material=each),)) for each in paints]
    values = mixing.mixed(pair[0], pair[1], 0.5).choices[0].material.parameters
    assert values["Roughness"] == pytest.approx(0.4)
    orange = values["Paint Color"]
    assert isinstance(orange, tuple)
    assert orange[0] > 0.4 and orange[0] > orange[1] > orange[2]


def test_light_and_colours_are_interpolated_over_the_short_way() -> None:
    _, (one, *_) = _stored(1)
    assert one.light is not None
    north = [replace(one.light, azimuth=math.radians(each)) for each in (350.0, 20.0)]
    pair = [
        replace(one, light=light, recolors=recolors)
        for light, recolors in zip(north, ((Recolor("wall", hue=0.4),), ()), strict=True)
    ]
    mix = mixing.mixed(pair[0], pair[1], 0.5)
    assert mix.light is not None
    assert math.degrees(mix.light.azimuth) == pytest.approx(5.0)
    assert mix.recolors == (Recolor("wall", hue=0.2),)
    assert mixing.mixed(pair[0], replace(pair[1], light=None), 0.7).light is None


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_a_share_out_of_range_is_said(share: float) -> None:
    _, (one, other) = _stored(2)
    with pytest.raises(InputError, match="from 0 to 1"):
        mixing.mixed(one, other, share)


def test_parents_that_are_not_there_are_said() -> None:
    scene, _ = _stored(1)
    with pytest.raises(InputError, match="this scene has 1"):
        descent.more_like(scene, 1, _request())
    with pytest.raises(InputError, match="two different"):
        descent.mix_of(scene, 0, 0, 0.5)
