# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations by taste: what they look like as numbers, and which are planned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addon.core.errors import InputError
from addon.core.next_set import Leaning
from addon.core.preference import Judgement, Preference, update
from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import appearances, planning, procedural, taste, variation

from . import rooms

REQUEST = GenerationRequest(task=Task.VARIATIONS, count=4, seed=3)


def taught(count: int = 6) -> Preference:
    """Twelve choices: of each four that `vary` plans, the two with most wood."""
    preference = Preference()
    for number in range(count):
        planned = rooms.planned(4, seed=100 + 4 * number)
        options = tuple(appearances.variation_features(each) for each in planned)
        order = sorted(range(4), key=lambda index: options[index].get("kind/wood", 0.0))
        preference = update(preference, Judgement(options, frozenset(order[2:])))
    return preference


def test_every_family_has_a_kind_and_metals_are_families() -> None:
    assert set(appearances.KIND_OF) == set(procedural.FAMILIES)
    assert sum(map(len, appearances.KINDS.values())) == len(appearances.KIND_OF)
    assert set(appearances.BARE_METAL) <= set(appearances.KINDS["metal"])


def test_without_choices_it_plans_what_is_planned_today() -> None:
    scene = rooms.awkward_room()
    plain = planning.plan_variations(scene, None, REQUEST)
    for leaning in (None, Leaning(Preference()), Leaning(taught(4))):
        assert taste.plan_by_taste(scene, None, REQUEST, leaning) == plain


def test_a_leaning_set_is_liked_more_and_made_again_by_its_seeds() -> None:
    scene = rooms.awkward_room()
    leaning = Leaning(taught(), 0.0)
    planned = taste.plan_by_taste(scene, None, REQUEST, leaning)
    assert planned == taste.plan_by_taste(scene, None, REQUEST, leaning)
    assert len({each.seed for each in planned}) == REQUEST.count
    found = variation.survey_for(scene, None, REQUEST)
    for each in planned:
        assert planning.plan_variation(found, REQUEST, each.seed) == each

    def wood(planned: tuple[variation.Variation, ...]) -> float:
        return sum(appearances.variation_features(each).get("kind/wood", 0.0) for each in planned)

    assert wood(planned) > 1.2 * wood(planning.plan_variations(scene, None, REQUEST))


def test_what_was_found_before_is_not_looked_for_again() -> None:
    scene = rooms.awkward_room()
    whole = variation.survey_for(scene, None, REQUEST)
    part = replace(whole, slots=whole.slots[:1])
    for leaning in (None, Leaning(taught())):
        of_whole, of_part = (
            taste.plan_by_taste(scene, None, REQUEST, leaning, found=found)
            for found in (whole, part)
        )
        assert of_whole == taste.plan_by_taste(scene, None, REQUEST, leaning)
        assert all(len(each.choices) == 1 for each in of_part)


def test_another_seed_gives_another_set() -> None:
    scene = rooms.awkward_room()
    leaning = Leaning(taught())
    one, other = (
        taste.plan_by_taste(scene, None, replace(REQUEST, seed=seed), leaning) for seed in (3, 4)
    )
    assert not {each.seed for each in one} & {each.seed for each in other}


def test_one_slot_stands_for_all_that_look_the_same() -> None:
    scene = rooms.awkward_room()
    found = variation.survey_for(scene, None, REQUEST)
    few = taste.distinct_surfaces(found.slots)
    assert len(few) < len(found.slots)
    assert sum(s.area for s in few) == pytest.approx(sum(s.area for s in found.slots))
    for seed in range(5):
        whole = planning.plan_variation(found, REQUEST, seed)
        short = planning.plan_variation(replace(found, slots=few), REQUEST, seed)
        assert appearances.variation_features(short) == pytest.approx(
            dict(appearances.variation_features(whole)), abs=0.002
        )


def test_light_alone_leans_too() -> None:
    scene = rooms.awkward_room()
    request = replace(REQUEST, axes=(Axis.LIGHT,))
    planned = taste.plan_by_taste(scene, None, request, Leaning(taught()))
    assert all(not each.choices and each.light for each in planned)


def test_everything_locked_is_refused() -> None:
    scene = rooms.awkward_room()
    with pytest.raises(InputError, match="unlock"):
        taste.plan_by_taste(scene, None, replace(REQUEST, locks=("*",)), Leaning(taught()))
