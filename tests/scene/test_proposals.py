# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a match to materials: order, variety, and the right parameters moved the right way."""

from __future__ import annotations

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.match import LookScore, Match
from addon.core.oklab import color_of_code, difference
from addon.core.procedural import Color, ProceduralMaterial
from addon.core.words import read_words
from addon.scene.procedural import FAMILIES, Group, Unit, build_material, from_look, read_material
from addon.scene.proposals import main_color, propose


def looks_of(**shares: float) -> tuple[LookScore, ...]:
    """Every look of some families, each family's share going down from look to look."""
    scores: list[LookScore] = []
    for name, share in shares.items():
        looks = FAMILIES[name].looks
        total = sum(0.5**number for number in range(len(looks)))
        scores += [
            LookScore(name, look.name, share * 0.5**number / total)
            for number, look in enumerate(looks)
        ]
    return tuple(sorted(scores, key=lambda look: -look.score))


def matched(prompt: str, **shares: float) -> Match:
    """What the words of a prompt say, with these families for a model's answer."""
    reading = read_words(prompt)
    return Match(looks_of(**shares), reading.colors, reading.wear, reading.gloss, 0.9)


def plain(material: ProceduralMaterial) -> ProceduralMaterial:
    family = FAMILIES[material.family]
    look = family.look(material.look)
    assert look is not None
    return from_look(family, look)


def color_value(material: ProceduralMaterial, name: str) -> Color:
    value = material.parameters[name]
    assert isinstance(value, tuple)
    return value


def worn_sum(material: ProceduralMaterial) -> float:
    family = FAMILIES[material.family]
    values = [material.parameters[p.name] for p in family.parameters if p.group is Group.WEAR]
    return sum(float(value) for value in values if not isinstance(value, tuple))


def test_sea_green_zellige() -> None:
    match = matched("sea-green zellige", tile=0.9, mosaic=0.1)
    first = propose(match, count=1, seed=0)[0]
    assert first.family == "tile"
    assert difference(color_value(first, "Tile Color"), color_of_code(0x4F9482)) < 0.01
    before = plain(first)
    assert first.parameters["Grout Color"] == before.parameters["Grout Color"]
    old = difference(color_value(before, "Tile Color"), color_value(before, "Second Color"))
    new = difference(color_value(first, "Tile Color"), color_value(first, "Second Color"))
    assert abs(new - old) < 0.03


def test_weathered_oak_herringbone() -> None:
    first = propose(matched("weathered oak herringbone", parquet=0.9, planks=0.1), count=1, seed=0)[
        0
    ]
    assert first.family == "parquet"
    assert worn_sum(first) > worn_sum(plain(first)) + 0.2
    assert first.parameters["Wood Color"] == plain(first).parameters["Wood Color"]


def test_rusty_corrugated_iron() -> None:
    for material in propose(matched("rusty corrugated iron", corrugated=1.0), count=6, seed=3):
        assert material.family == "corrugated"
        before, after = (m.parameters["Rust"] for m in (plain(material), material))
        assert isinstance(before, float)
        assert isinstance(after, float)
        assert after > min(before + 0.1, 0.9)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_takes_color_wear_and_gloss(family: str) -> None:
    for prompt, sign in (("worn matt violet", 1), ("new glossy violet", -1)):
        match = matched(prompt, **{family: 1.0})
        for material in propose(match, count=4, seed=1):
            assert (worn_sum(material) - worn_sum(plain(material))) * sign >= -0.6
            _require_in_range(material)
        first = propose(match, count=1, seed=1)[0]
        assert (worn_sum(first) - worn_sum(plain(first))) * sign >= 0.0
        if "Roughness" in first.parameters:
            after, before = (m.parameters["Roughness"] for m in (first, plain(first)))
            assert isinstance(after, float)
            assert isinstance(before, float)
            assert (after - before) * sign >= 0.0
        name = main_color(FAMILIES[family])
        if name:
            assert difference(color_value(first, name), match.colors[0]) < 0.01


def _require_in_range(material: ProceduralMaterial) -> None:
    for each in FAMILIES[material.family].parameters:
        value = material.parameters[each.name]
        numbers = value if isinstance(value, tuple) else (value,)
        low, high = (0.0, 1.0) if each.unit is Unit.COLOR else (each.minimum, each.maximum)
        assert all(low <= number <= high for number in numbers), (each.name, value)


def test_a_second_color_goes_to_the_joints() -> None:
    first = propose(matched("white tiles with black grout", tile=1.0), count=1, seed=0)[0]
    assert difference(color_value(first, "Grout Color"), color_of_code(0x1C1C1D)) < 0.01


def test_many_different_ones_best_first() -> None:
    match = matched("wall", brick=0.5, plaster=0.3, concrete=0.2)
    found = propose(match, count=12, seed=5)
    assert found[0].family == "brick"
    assert len({material.to_json() for material in found}) == 12
    assert {material.family for material in found} == {"brick", "plaster", "concrete"}
    assert len({(material.family, material.look) for material in found}) >= 8
    assert found[1].look != found[0].look


def test_the_sure_family_keeps_the_first_places() -> None:
    found = propose(matched("brick", brick=0.97, plaster=0.02, water=0.01), count=5, seed=0)
    assert {material.family for material in found} == {"brick"}
    assert len({material.look for material in found}) >= 4


def test_the_same_seed_begins_the_same() -> None:
    match = matched("old red wall", brick=0.6, stone=0.4)
    few, many = propose(match, count=3, seed=9), propose(match, count=10, seed=9)
    assert many[:3] == few
    assert propose(match, count=10, seed=10) != many


def test_what_the_words_leave_out_stays() -> None:
    first = propose(matched("brick", brick=1.0), count=1, seed=0)[0]
    assert first == plain(first)


def test_looks_that_are_gone_are_passed_over() -> None:
    gone = LookScore("no_such_family", "Red", 0.9)
    match = Match((gone, LookScore("brick", "No such look", 0.5), *looks_of(paint=0.1)))
    assert propose(match, count=1, seed=0)[0].family == "paint"
    with pytest.raises(InputError, match="no look"):
        propose(Match((gone,)), count=1, seed=0)
    with pytest.raises(InputError, match="at least 1"):
        propose(match, count=0, seed=0)


def test_a_proposal_becomes_a_material() -> None:
    first = propose(matched("sea-green zellige", tile=1.0), count=1, seed=0)[0]
    built = build_material(first, "Zellige")
    read = read_material(built)
    assert read is not None
    assert read.family == "tile"
    assert difference(color_value(read, "Tile Color"), color_of_code(0x4F9482)) < 0.01
    bpy.data.materials.remove(built)
