# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards of matching models: words and pictures, and each way to write a broken one."""

from __future__ import annotations

import pytest

from addon.core.card import ModelTask, parse_card
from addon.core.card_match import LookLabel, MatchInput
from addon.core.errors import ModelError

HEAD = """
id = "m"
name = "M"
version = "1"
task = "match"
summary = "s"
license = "MIT"
commercial_use = true
"""
FILE = '[[files]]\npath = "%s"\nsha256 = "%s"\nbytes = 1\n'
FILES = FILE % ("model.onnx", "0" * 64) + FILE % ("words.txt", "1" * 64)
LABELS = 'labels = ["brick/Red Stock", "metal/Aged Copper"]\n'
WORDS = f'{HEAD}{FILES}[match]\ntakes = "words"\nvocabulary = "words.txt"\n{LABELS}'
PICTURE = f'{HEAD}{FILES}[match]\ntakes = "picture"\n{LABELS}[input]\nshort_side = 64\n'


def test_a_card_of_words() -> None:
    card = parse_card(WORDS, "card.toml")
    assert card.task is ModelTask.MATCH
    assert card.match is not None
    assert card.match.takes is MatchInput.WORDS
    assert card.match.labels[1] == LookLabel("metal", "Aged Copper")
    assert card.match.vocabulary == "words.txt"
    assert card.outputs == ()
    with pytest.raises(ModelError, match="takes words"):
        _ = card.input


def test_a_card_of_pictures() -> None:
    card = parse_card(PICTURE, "card.toml")
    assert card.match is not None
    assert (card.match.takes, card.match.vocabulary) == (MatchInput.PICTURE, "")
    assert card.input.short_side == 64


@pytest.mark.parametrize(
    ("whole", "old", "new", "key"),
    [
        (WORDS, 'takes = "words"', 'takes = "sounds"', "match.takes"),
        (WORDS, 'takes = "words"\n', "", "match.takes"),
        (WORDS, 'vocabulary = "words.txt"', 'vocabulary = "other.txt"', "match.vocabulary"),
        (WORDS, 'vocabulary = "words.txt"\n', "", "match.vocabulary"),
        (WORDS, "brick/Red Stock", "Red Stock", "match.labels"),
        (WORDS, "brick/Red Stock", "metal/Aged Copper", "match.labels"),
        (WORDS, LABELS, 'labels = ["brick/Red Stock"]\n', "match.labels"),
        (WORDS, LABELS, "labels = [1, 2]\n", "match.labels"),
        (WORDS, LABELS, LABELS + "colour = 1\n", "match.colour"),
        (WORDS, LABELS, LABELS + "[input]\nchannels = 3\n", "input"),
        (PICTURE, "[input]\nshort_side = 64\n", "", "input"),
        (PICTURE, 'takes = "picture"', 'takes = "picture"\nvocabulary = "words.txt"', "vocabulary"),
        (PICTURE, "short_side = 64", "short_side = 64\nfixed = [8, 8]", "input.fixed"),
        (PICTURE, 'task = "match"', 'task = "depth"', "outputs"),
    ],
)
def test_a_broken_card_is_one_sentence_with_its_key(
    whole: str, old: str, new: str, key: str
) -> None:
    assert old in whole
    with pytest.raises(ModelError) as caught:
        parse_card(whole.replace(old, new, 1), "m/card.toml")
    message = str(caught.value)
    assert message.startswith("m/card.toml")
    assert key in message
    assert message.endswith(".")


def test_other_tasks_have_no_labels() -> None:
    text = WORDS.replace('task = "match"', 'task = "depth"') + (
        '[input]\nchannels = 3\n[[outputs]]\nname = "out"\nis = "depth"\n'
    )
    with pytest.raises(ModelError, match="match is not a key"):
        parse_card(text, "m/card.toml")
