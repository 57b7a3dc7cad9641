# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bundled model of words with the families as they are: labels, held-out prompts, finish."""

from __future__ import annotations

import pytest

from addon.core.match import Match
from addon.core.oklab import color_of_code, difference
from addon.core.progress import CancelToken
from addon.inference.session import SessionCache
from addon.inference.store import read_model, verify
from addon.inference.words import match_words
from addon.scene.procedural import FAMILIES
from addon.scene.proposals import propose
from scripts.evaluation.prompts import FOLDER, Answer, answers, by_keywords


@pytest.fixture(scope="module")
def found() -> list[Answer]:
    return answers()


def match_of(prompt: str) -> Match:
    return match_words(prompt, read_model(FOLDER), SessionCache(), CancelToken())[0]


def test_the_labels_are_the_looks_that_exist() -> None:
    """When this fails the families have changed since prompt-mini was trained: train it again."""
    model = read_model(FOLDER)
    verify(model)
    assert model.card.match is not None
    labels = {(label.family, label.look) for label in model.card.match.labels}
    looks = {(family.id, look.name) for family in FAMILIES.values() for look in family.looks}
    assert labels == looks


def test_held_out_prompts_find_their_family(found: list[Answer]) -> None:
    assert len(found) >= 200
    assert sum(each.is_right for each in found) / len(found) >= 0.85


def test_it_beats_keywords(found: list[Answer]) -> None:
    keywords = [by_keywords(each.prompt.text)[0] in each.prompt.families for each in found]
    assert sum(each.is_right for each in found) > sum(keywords)


def test_wrong_answers_are_less_sure(found: list[Answer]) -> None:
    right = [each.match.confidence for each in found if each.is_right]
    wrong = [each.match.confidence for each in found if not each.is_right]
    assert sum(right) / len(right) > sum(wrong) / max(len(wrong), 1) + 0.2


def test_words_that_nobody_knows_are_named_and_lower_the_confidence() -> None:
    known, partly = match_of("brick wall"), match_of("brick wall xqzzt blorfgh")
    assert partly.unknown == ("xqzzt", "blorfgh")
    assert partly.looks[0].family == "brick"
    assert partly.confidence < known.confidence
    nothing = match_of("xqzzt blorfgh")
    assert nothing.looks
    assert nothing.confidence < 0.3


@pytest.mark.parametrize(
    ("prompt", "family"),
    [
        ("sea-green zellige", "tile"),
        ("weathered oak herringbone", "parquet"),
        ("rusty corrugated iron", "corrugated"),
    ],
)
def test_the_words_of_the_issue(prompt: str, family: str) -> None:
    proposals = propose(match_of(prompt), count=8, seed=0)
    assert [material.family for material in proposals[:3]] == [family] * 3
    assert len({material.to_json() for material in proposals}) == 8


def test_sea_green_is_sea_green() -> None:
    first = propose(match_of("sea-green zellige"), count=1, seed=0)[0]
    color = first.parameters["Tile Color"]
    assert isinstance(color, tuple)
    assert difference(color, color_of_code(0x4F9482)) < 0.02
