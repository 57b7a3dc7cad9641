# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import itertools
from collections import Counter

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import composing, planning, procedural, variation
from addon.scene.lighting import Lighting
from addon.scene.reading import styles_of
from addon.scene.themes import THEMES, Pick, Theme
from addon.scene.variation import Variation

from . import rooms


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_role_has_looks_that_exist_and_suit(theme: Theme) -> None:
    for role in procedural.ROLES:
        assert theme.picks(role), role
        for pick in theme.picks(role):
            family = procedural.FAMILIES[pick.family]
            assert family.look(pick.look), (role, pick)
            assert role in family.roles, (role, pick)
            assert all(family.parameter(name) for name in pick.values), (role, pick)
            assert pick.weight > 0.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_ceilings_are_light_and_glazing_is_glass(theme: Theme) -> None:
    assert min(composing.brightness(pick) for pick in theme.picks("ceiling")) > 0.3
    assert {pick.family for pick in theme.picks("glazing")} == {"glass"}
    assert {pick.family for pick in theme.picks("vegetation")} <= {"grass", "foliage"}


def test_no_two_themes_share_floor_wall_and_light() -> None:
    sets = {(str(t.picks("floor")), str(t.picks("interior_wall")), str(t.light)) for t in THEMES}
    assert len(sets) == len(THEMES) == len({theme.name for theme in THEMES})


def test_neighbouring_seeds_have_different_themes_and_a_round_has_all() -> None:
    names = [planning.theme_of(seed).name for seed in range(10 * len(THEMES))]
    assert all(one != other for one, other in itertools.pairwise(names))
    assert len(set(names[: len(THEMES)])) == len(THEMES)


def test_words_choose_the_theme() -> None:
    weights = styles_of("a dark hotel bar")
    drawn = Counter(planning.theme_of(seed, weights).name for seed in range(16))
    assert drawn.most_common(1)[0][0] == "Dark and Moody"
    assert drawn["Dark and Moody"] >= 8
    assert "Nordic Pale" not in drawn


def test_the_same_seed_gives_the_same_plan_alone_or_among_others() -> None:
    rooms.awkward_room()
    four = rooms.planned(4, seed=7)
    assert four == rooms.planned(4, seed=7)
    assert rooms.planned(1, seed=9) == (four[2],)
    assert len({each.name for each in four}) == 4


def test_planning_changes_nothing() -> None:
    from .snapshot import differences, snapshot

    rooms.awkward_room()
    before = snapshot()
    rooms.planned(3)
    assert differences(before, snapshot()) == []


def test_numbers_survive_json() -> None:
    rooms.awkward_room()
    for each in rooms.planned(3):
        assert Variation.from_json(each.to_json()) == each


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"seed": 1, "name": "x", "choices": [1], "light": null}']
)
def test_what_is_not_a_variation_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="This is not a variation"):
        Variation.from_json(text)


@pytest.mark.parametrize(
    ("lock", "kept"),
    [
        ("floor", {"Room/floor"}),
        ("room/WALL", {"Room/wall"}),
        ("Room/*", {"Room/floor", "Room/ceiling", "Room/wall"}),
        ("*Chair", {"Chair/wood", "Chair/fabric", "Second Chair/wood", "Second Chair/fabric"}),
        (" ", set()),
    ],
)
def test_locked_slots_get_nothing(lock: str, kept: set[str]) -> None:
    scene = rooms.awkward_room()
    everything = {slot.path for slot in variation.survey(scene, None).slots}
    left = {slot.path for slot in variation.survey(scene, None, (lock,)).slots}
    assert everything - left == kept
    dressed = {(c.object_name, c.slot) for c in rooms.planned(1, locks=(lock,))[0].choices}
    assert len(dressed) == len(variation.survey(scene, None, (lock,)).slots)


def test_axes_choose_what_varies() -> None:
    rooms.awkward_room()
    only_light = rooms.planned(1, axes=(Axis.LIGHT,))[0]
    only_material = rooms.planned(1, axes=(Axis.MATERIAL,))[0]
    assert only_light.light and not only_light.choices
    assert only_material.choices and only_material.light is None


def test_the_light_of_a_scene_is_read_only_where_light_varies() -> None:
    scene = rooms.awkward_room()

    def lighting(*axes: Axis) -> Lighting | None:
        request = GenerationRequest(task=Task.VARIATIONS, axes=axes)
        return variation.survey_for(scene, None, request).lighting

    assert lighting(Axis.MATERIAL) is lighting(Axis.MATERIAL, Axis.COMPOSITION) is None
    found = lighting(Axis.MATERIAL, Axis.LIGHT)
    assert found is not None
    assert found.lamps
    assert found == lighting(Axis.LIGHT)


def test_chosen_objects_only() -> None:
    scene = rooms.awkward_room()
    request = GenerationRequest(task=Task.VARIATIONS)
    plan = planning.plan_variations(scene, [bpy.data.objects["Table"]], request)[0]
    assert {choice.object_name for choice in plan.choices} == {"Table"}


def test_a_scene_without_surfaces_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="add a mesh object"):
        rooms.planned(1)


def test_everything_locked_is_refused() -> None:
    rooms.awkward_room()
    with pytest.raises(InputError, match="unlock"):
        rooms.planned(1, locks=("*",))


def test_a_buildings_parts_go_together_and_dark_slots_are_dark() -> None:
    rooms.box("One", (4.0, 0.1, 2.6), ("wall",))
    rooms.box("Two", (4.0, 0.1, 2.6), ("wall_left",))
    rooms.box("Cupboard", (1.0, 0.5, 2.0), ("woodDark", "woodLight"))
    for plan in rooms.planned(len(THEMES)):
        made = {(c.object_name, c.slot): c.material for c in plan.choices}
        assert made["One", 0] == made["Two", 0]
        dark, pale = made["Cupboard", 0], made["Cupboard", 1]
        assert composing.brightness(Pick(dark.family, dark.look)) <= composing.brightness(
            Pick(pale.family, pale.look)
        )
