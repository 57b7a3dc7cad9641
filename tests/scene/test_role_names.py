# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What words say of a role: six languages, compounds, phrases, and what a model explained."""

from __future__ import annotations

import pytest

from addon.core.nearest import Nearest
from addon.scene import role_names
from addon.scene.procedural import ROLES
from addon.scene.role_list import ROLE_ITEMS
from addon.scene.role_words import NAMELESS, PHRASES


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Parquet floor", "floor"),
        ("Außenwand 36,5", "exterior_wall"),
        ("Haustür", "door"),
        ("Küchenschränke Schrank", "wood_furniture"),
        ("Dachziegel rot", "roof"),
        ("Stahlgeländer", "metal_part"),
        ("Fenêtre PVC", "frame"),
        ("mur rideau", "glazing"),
        ("plan de travail", "tabletop"),
        ("haie", "vegetation"),
        ("alféizar", "frame"),
        ("barandilla", "metal_part"),
        ("cubierta inclinada", "roof"),
        ("tende soggiorno", "upholstery"),
        ("battiscopa", "interior_wall"),
        ("lampada da terra", "fixture"),
        ("telhado", "roof"),
        ("corrimão", "metal_part"),
        ("janela sala", "frame"),
        ("chão", "floor"),
        ("curtain wall", "glazing"),
        ("bookshelf_left", "wood_furniture"),
        ("bathroom window frame", "frame"),
        ("washerDoor", "fixture"),
    ],
)
def test_six_languages_name_roles(name: str, role: str) -> None:
    said = role_names.element_of(role_names.words_of(name))
    assert said is not None
    assert said.meaning == role


@pytest.mark.parametrize("name", ["navigate", "thousand", "shepherd", "telepath", "Cube.003", ""])
def test_the_end_of_a_word_that_is_no_compound_says_nothing(name: str) -> None:
    assert role_names.element_of(role_names.words_of(name)) is None


def test_letters_may_be_put_together_or_apart() -> None:
    apart = "tu\u0308r"
    assert role_names.words_of(apart) == ("t\u00fcr",)
    said = role_names.element_of(role_names.words_of(apart))
    assert said is not None
    assert said.meaning == "door"


def test_only_unknown_words_are_asked_for_and_in_english() -> None:
    names = ["Wall.001", "walkway_02", "Dielen", "Cube", "oak", "colormap", "xy"]
    assert role_names.words_to_ask(names) == ("planks", "walkway")


def test_an_explained_word_tells_where_no_listed_word_does() -> None:
    meanings = {"walkway": Nearest("paving", 0.6), "sturdy": Nearest("stone", 0.2)}
    said = role_names.element_of(("walkway",), meanings)
    assert said is not None
    assert (said.meaning, said.trust) == ("paving", 0.8)
    listed = role_names.element_of(("walkway", "roof"), meanings)
    assert listed is not None
    assert listed.meaning == "roof"
    assert role_names.element_of(("sturdy",), meanings) is None, "too far"


def test_all_that_words_mean_can_be_chosen() -> None:
    assert tuple(role for role, _, _ in ROLE_ITEMS) == ROLES
    assert set(PHRASES.values()) <= set(ROLES)
    assert set(role_names.role_examples()) == set(ROLES)


def test_words_that_tell_nothing_have_no_role() -> None:
    told = [word for word in NAMELESS if role_names.element_of((word,)) is not None]
    assert told == []
