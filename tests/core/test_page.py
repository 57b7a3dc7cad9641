# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client's page: whole by itself, escaped, and readable without eyes or a mouse."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from addon.core.errors import InputError
from addon.core.page import area, page, sizes

from . import handouts

VOID = {"meta", "img", "input"}
EVIL = "<script>alert('x')</script>\"&"


class Elements(HTMLParser):
    """All elements with their attributes; fails where tags do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for each, attributes in self.found if each == tag]


def test_it_asks_nothing_of_a_network() -> None:
    text = page(handouts.handout(original=handouts.picture()))
    assert not re.findall(r"(?:https?:)?//[a-z]", text)
    for tag, attributes in Elements(text).found:
        assert tag != "link"
        assert attributes.get("src", "data:").startswith("data:")
        assert attributes.get("href", "#").startswith("#")


def test_its_policy_allows_its_own_script_only() -> None:
    text = page(handouts.handout())
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1
    assert f"script-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_words_of_a_scene_are_never_markup() -> None:
    entry = handouts.entry(EVIL, EVIL, dimensions=((EVIL, 0.1),))
    concept = replace(handouts.concept(EVIL, 1, entry), light=EVIL)
    handout = replace(handouts.handout(title=EVIL), concepts=(concept,), made_by=EVIL)
    elements = Elements(page(replace(handout, original=handouts.picture())))
    assert len(elements.all("script")) == 1
    assert "".join(elements.words).count(EVIL) >= 6
    assert EVIL in elements.all("input")[0]["aria-label"]


def test_every_picture_is_told_and_every_slider_named() -> None:
    elements = Elements(page(handouts.handout(3, original=handouts.picture())))
    assert all(each["alt"] and each["width"] == "6" for each in elements.all("img"))
    assert len(elements.all("img")) == 6
    assert {each["aria-label"] for each in elements.all("input")} == {
        f"Original against Concept {number}" for number in (1, 2, 3)
    }
    assert elements.all("html")[0]["lang"] == "en"
    ids = {each["id"] for each in elements.all("h2")}
    assert {each["href"][1:] for each in elements.all("a")} == ids


def test_without_an_original_there_is_nothing_to_compare() -> None:
    elements = Elements(page(handouts.handout(1)))
    assert not elements.all("input")
    assert len(elements.all("img")) == 1


def test_another_view_is_not_compared() -> None:
    two = handouts.handout(2, original=handouts.picture())
    other = replace(two.concepts[1], camera="Camera: corner, 24 mm")
    elements = Elements(page(replace(two, concepts=(two.concepts[0], other))))
    assert len(elements.all("img")) == 3
    assert [each["aria-label"] for each in elements.all("input")] == ["Original against Concept 1"]
    assert "".join(elements.words).count("camera of its own") == 1
    alone = "".join(Elements(page(replace(two, concepts=(other,)))).words)
    assert "Drag over" not in alone


def test_the_record_is_told() -> None:
    entry = replace(handouts.entry(), origin=handouts.MODEL)
    text = page(replace(handouts.handout(), concepts=(handouts.concept("A", 1, entry),)))
    assert "Maquette 1 with look-mini 2; Apache-2.0 (commercial use allowed)" in text


def test_sizes_that_nobody_sees_are_left_out() -> None:
    entry = handouts.entry(dimensions=(("Gap", 0.002), ("Length", 1.8321), ("Width", 0.142)))
    assert sizes(entry) == "Length 1832 mm, Width 142 mm"
    assert (area(12.345), area(1234.5)) == ("12.3 m²", "1234 m²")


def test_the_same_handout_gives_the_same_page() -> None:
    assert page(handouts.handout()) == page(handouts.handout())


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(InputError, match="PNG"):
        page(replace(handouts.handout(), original=b"GIF89a"))
