# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Concepts as values: palettes, sums for reading, and records in words."""

from __future__ import annotations

import pytest

from addon.core.handout import origin_of
from addon.core.palette import hex_code
from addon.core.procedural import ProceduralMaterial
from addon.core.record import BY_MODEL, procedural_record

from . import handouts


def test_colors_are_srgb_codes() -> None:
    assert hex_code((1.0, 0.0, 0.2158605)) == "#ff0080"


def test_materials_of_one_name_in_one_role_are_read_as_one() -> None:
    three = [handouts.entry("Oak", area_m2=area) for area in (1.0, 2.0)]
    tiles = handouts.entry("Tile", area_m2=2.5)
    listed = handouts.concept("A", 1, *three, tiles).listed
    assert [(each.name, each.area_m2) for each in listed] == [("Oak", 3.0), ("Tile", 2.5)]


def test_the_palette_is_of_what_was_chosen() -> None:
    kept = handouts.entry("Old", colors=("#000000",), kept=True)
    assert handouts.concept("A", 1, handouts.entry(), kept).palette == (("#c8b291", 1.0),)


def test_the_palette_is_in_proportion() -> None:
    covered = {"#aaaaaa": 60.0, "#bbbbbb": 30.0, "#cccccc": 10.0}
    some = [handouts.entry(each, colors=(each,), area_m2=area) for each, area in covered.items()]
    again = handouts.entry("Again", colors=("#cccccc",), area_m2=20.0)
    assert handouts.concept("A", 1, *some, again).palette == (
        ("#aaaaaa", 0.5),
        ("#bbbbbb", 0.25),
        ("#cccccc", 0.25),
    )


def test_a_small_accent_is_seen() -> None:
    colors = [f"#00000{number}" for number in range(9)]
    many = [handouts.entry(each, colors=(each,), area_m2=0.01) for each in colors]
    wall = handouts.entry("Wall", colors=("#ffffff",), area_m2=100.0)
    palette = handouts.concept("A", 1, wall, *many).palette
    assert len(palette) == 6
    assert sum(share for _, share in palette) == pytest.approx(1.0)
    assert min(share for _, share in palette) == pytest.approx(0.04, abs=0.001)


def test_a_record_of_rules_says_so() -> None:
    origin = origin_of(procedural_record(ProceduralMaterial("brick"), "9.9"))
    assert origin.made_by == "Maquette 9.9, by rules, no trained model"
    assert origin_of(None).made_by == "the scene's own"


def test_a_record_names_each_model_and_its_terms_once() -> None:
    model = {"id": "look-mini", "version": "2", "license": "MIT", "commercial_use": False}
    record = {
        "made_by": "Maquette 1",
        "digital_source_type": BY_MODEL,
        "matches": [{"model": model}, {"model": model}],
    }
    origin = origin_of(record)  # type: ignore[arg-type]
    assert origin.made_by == "Maquette 1 with look-mini 2"
    assert origin.license == "MIT (no commercial use)"
