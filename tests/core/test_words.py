# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words without a model: tokens, colours by name and code, wear, gloss, other languages."""

from __future__ import annotations

import math

import pytest

from addon.core.color_names import COLOR_NAMES, RAL
from addon.core.finish_words import GLOSS_WORDS, WEAR_WORDS
from addon.core.foreign_words import LANGUAGES
from addon.core.oklab import color_of_code, difference, from_oklab, to_oklab
from addon.core.wordpiece import Vocabulary, plain, words_of
from addon.core.words import read_words


def test_words_are_plain() -> None:
    assert words_of("Weißer MARMOR, façade_no.2!") == ("weisser", "marmor", "facade", "no", "2")
    assert plain("Crème brûlée") == "creme brulee"


def test_tokens_are_the_longest_that_fit() -> None:
    vocabulary = Vocabulary(["[?]", "sand", "##stone", "##s", "sandy", "stone"])
    assert vocabulary.ids_of("sandstones") == (1, 2, 3)
    assert vocabulary.ids_of("stone") == (5,)
    assert vocabulary.ids_of("stonex") == ()
    assert vocabulary.ids_of("") == ()
    assert vocabulary.ids_of_all(["stone", "nothing", "sand"]) == (5, 1)
    assert "##s" in vocabulary
    assert len(vocabulary) == 6


def test_a_word_without_end_has_no_tokens() -> None:
    assert Vocabulary(["a", "##a"]).ids_of("a" * 1000) == ()


@pytest.mark.parametrize("code", [0x000000, 0xFFFFFF, 0x3B7C5A, 0xC1121C, 0x1F2A44])
def test_oklab_goes_there_and_back(code: int) -> None:
    color = color_of_code(code)
    there = from_oklab(to_oklab(color))
    assert all(math.isclose(a, b, abs_tol=1e-5) for a, b in zip(color, there, strict=True))


def test_oklab_has_the_published_values() -> None:
    """Red of Rec.709 in OKLab: 0.62796, 0.22486, 0.12585."""
    lab = to_oklab((1.0, 0.0, 0.0))
    assert all(
        math.isclose(a, b, abs_tol=1e-4)
        for a, b in zip(lab, (0.62796, 0.22486, 0.12585), strict=True)
    )
    assert math.isclose(difference((0, 0, 0), (1, 1, 1)), 1.0, abs_tol=1e-4)


@pytest.mark.parametrize(
    ("prompt", "code"),
    [
        ("sea-green zellige", 0x4F9482),
        ("oxblood leather", 0x4A1216),
        ("RAL 7016 window", 0x383E42),
        ("ral7016 window", 0x383E42),
        ("#2f4f4f wall", 0x2F4F4F),
        ("#abc wall", 0xAABBCC),
        ("grauer Beton", 0x8B8B89),
        ("mur gris fonce en brique", 0x55565A),
    ],
)
def test_the_first_color(prompt: str, code: int) -> None:
    assert difference(read_words(prompt).colors[0], color_of_code(code)) < 0.06


def is_color(prompt: str, name: str) -> bool:
    """Whether a prompt holds one colour, the one of that name."""
    (color,) = read_words(prompt).colors
    return difference(color, color_of_code(COLOR_NAMES[name])) < 1e-4


def test_the_longest_name_counts() -> None:
    assert len(read_words("dark grey wall").colors) == 1
    assert is_color("burnt sienna", "burnt sienna")


def test_shades_move_the_right_way() -> None:
    plain_green = to_oklab(read_words("green").colors[0])
    pale, deep, muted = (
        to_oklab(read_words(f"{s} green").colors[0]) for s in ("pale", "deep", "muted")
    )
    assert pale[0] > plain_green[0] + 0.1
    assert deep[0] < plain_green[0] - 0.05
    assert math.hypot(*muted[1:]) < 0.7 * math.hypot(*plain_green[1:])


def test_colors_side_by_side_are_mixed_and_apart_are_two() -> None:
    blue, grey = (color_of_code(COLOR_NAMES[name]) for name in ("blue", "grey"))
    (mixed,) = read_words("blue-grey slates").colors
    assert difference(mixed, blue) < difference(blue, grey)
    assert difference(mixed, grey) < difference(blue, grey)
    assert len(read_words("black and white floor").colors) == 2


@pytest.mark.parametrize(
    "prompt",
    ["white oak floor", "calacatta gold", "patinated bronze", "rough sand-cast iron", "brick"],
)
def test_what_is_no_color(prompt: str) -> None:
    assert read_words(prompt).colors == ()


def test_a_metal_is_a_color_only_alone() -> None:
    assert is_color("copper roof", "copper")
    assert is_color("copper gone turquoise", "turquoise")


@pytest.mark.parametrize(
    ("prompt", "sign"),
    [
        ("weathered oak", 1),
        ("rusty iron", 1),
        ("brand new tiles", -1),
        ("freshly laid asphalt", -1),
        ("verwitterte Dielen", 1),
        ("cuir vieilli", 1),
        ("pelle invecchiata", 1),
    ],
)
def test_wear(prompt: str, sign: int) -> None:
    wear = read_words(prompt).wear
    assert wear is not None
    assert wear * sign > 0.3


def test_strength_and_negation() -> None:
    slight, plainly = (read_words(f"{s} worn leather").wear for s in ("slightly", "the"))
    assert slight is not None
    assert plainly is not None
    assert 0.0 < slight < plainly
    assert read_words("steel without rust").wear is None
    assert read_words("not polished").gloss is None
    assert "rust" not in read_words("steel without rust").words


@pytest.mark.parametrize(
    ("prompt", "sign"),
    [("high gloss", 1), ("polished", 1), ("matt", -1), ("chalky", -1), ("lucido marmo", 1)],
)
def test_gloss(prompt: str, sign: int) -> None:
    gloss = read_words(prompt).gloss
    assert gloss is not None
    assert gloss * sign > 0.3


def test_words_that_say_nothing_are_left_out() -> None:
    reading = read_words("something like a wall of 3 bricks, with 20 mm joints")
    assert reading.words == ("wall", "bricks", "mm", "joints")
    assert reading.wear is reading.gloss is None


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Fischgrätparkett Eiche", ("herringbone", "parquet", "oak")),
        ("acero inoxidable cepillado", ("steel", "stainless", "brushed")),
        ("rieten dak", ("thatch", "roof")),
        ("tijolo vermelho", ("brick", "red")),
        ("leather that is old", ("leather", "old")),
    ],
)
def test_other_languages(prompt: str, words: tuple[str, ...]) -> None:
    assert read_words(prompt).words == words


def test_an_english_word_stays_english() -> None:
    assert read_words("rot in the wood").words == ("rot", "wood")
    assert read_words("rotes Holz, rot").words == ("red", "wood", "red")


def test_the_lists_are_well_formed() -> None:
    for names in (COLOR_NAMES, RAL):
        assert all(0 <= code <= 0xFFFFFF for code in names.values())
    assert len(COLOR_NAMES) >= 150
    for words in (WEAR_WORDS, GLOSS_WORDS):
        assert all(-1.0 <= value <= 1.0 for value in words.values())
    for entries in (*LANGUAGES.values(), COLOR_NAMES, WEAR_WORDS, GLOSS_WORDS):
        assert all(word == " ".join(words_of(word)) for word in entries)


def test_a_long_prompt_is_read_in_time() -> None:
    assert len(read_words("old red brick wall " * 20000).words) < 1000
