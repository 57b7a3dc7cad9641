# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The PDF: its table points at its objects, and everything that was drawn is in it."""

from __future__ import annotations

import json
import re
import zlib

import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.helvetica import encoded, fitted, width, wrapped
from addon.core.image import ColorSpace, Image
from addon.core.pdf import PdfPage, write_pdf
from addon.core.pdf_sheet import pdf_sheet
from addon.core.png import encode_png

from . import handouts

BLACK = (0.0, 0.0, 0.0)


def objects_of(pdf: bytes) -> dict[int, bytes]:
    """The objects by number, found through the cross-reference table alone."""
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF", pdf)[-1])
    count = int(re.match(rb"xref\n0 (\d+)\n", pdf[start:])[1])  # type: ignore[index]
    places = [int(each) for each in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    assert len(places) == count - 1
    found: dict[int, bytes] = {}
    for number, place in enumerate(places, start=1):
        head = f"{number} 0 obj\n".encode()
        assert pdf[place : place + len(head)] == head
        found[number] = pdf[place + len(head) : pdf.index(b"\nendobj", place)]
    return found


def stream(body: bytes) -> bytes:
    head, _, rest = body.partition(b"stream\n")
    length = int(re.findall(rb"/Length (\d+)", head)[0])
    assert rest[length:] == b"\nendstream"
    return zlib.decompress(rest[:length]) if b"FlateDecode" in head else rest[:length]


def pages_of(pdf: bytes) -> list[bytes]:
    """What each page draws."""
    objects = objects_of(pdf)
    pages = [each for each in objects.values() if b"/Type /Page /" in each]
    return [stream(objects[int(re.findall(rb"/Contents (\d+)", page)[0])]) for page in pages]


def words(content: bytes) -> str:
    shown = re.findall(rb"<([0-9a-f]*)> Tj", content)
    return "\n".join(bytes.fromhex(each.decode()).decode("cp1252") for each in shown)


def test_text_and_rectangles_are_where_they_were_put() -> None:
    page = PdfPage((100.0, 50.0))
    page.text((10.0, 20.0), 8.0, "(Größe) \\ 1", BLACK)
    page.rectangle((1.0, 2.0), (3.0, 4.0), (1.0, 0.5, 0.0))
    (content,) = pages_of(write_pdf([page], title="T", made_by="M", record=b"{}"))
    assert "(Größe) \\ 1" in words(content)
    assert b"10.00 30.00 Td" in content
    assert b"1.000 0.500 0.000 rg 1.00 44.00 3.00 4.00 re f" in content


def test_a_picture_keeps_its_pixels_and_is_stored_once() -> None:
    pixels = np.random.default_rng(1).random((5, 7, 3), np.float32)
    png = encode_png(Image(pixels, ColorSpace.SRGB), depth=8)
    pages = [PdfPage(), PdfPage()]
    for page in pages:
        page.picture((0.0, 0.0), (70.0, 50.0), png)
    objects = objects_of(write_pdf(pages, title="", made_by="", record=b""))
    images = [each for each in objects.values() if b"/Subtype /Image" in each]
    assert len(images) == 1
    assert b"/Width 7 /Height 5" in images[0]
    assert b"/Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns 7" in images[0]
    assert len(stream(images[0])) == 5 * (1 + 7 * 3)


def test_title_and_record_can_be_read_back() -> None:
    pdf = write_pdf([PdfPage()], title="Häuser & 家", made_by="M", record=b'{"a": 1}')
    streams = [stream(each) for each in objects_of(pdf).values() if b"stream\n" in each]
    assert any(json.loads(each) == {"a": 1} for each in streams if each.startswith(b"{"))
    assert any("Häuser &amp; 家".encode() in each for each in streams)
    assert f"<FEFF{'Häuser & 家'.encode('utf-16-be').hex()}>".encode() in pdf


def test_a_picture_it_cannot_take_over_is_refused() -> None:
    page = PdfPage()
    grey = Image(np.zeros((2, 2, 1), np.float32), ColorSpace.SRGB)
    page.picture((0.0, 0.0), (1.0, 1.0), encode_png(grey, depth=8))
    with pytest.raises(InputError, match="8-bit RGB"):
        write_pdf([page], title="", made_by="", record=b"")


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (2, 1), (3, 1), (4, 3), (9, 4), (40, 18)])
def test_the_sheet_shows_every_concept_in_detail_and_many_at_a_glance(
    count: int, pages: int
) -> None:
    pdf = pdf_sheet(handouts.handout(count), {})
    text = words(b"\n".join(pages_of(pdf)))
    assert len(pages_of(pdf)) == pages
    for number in range(1, count + 1):
        assert text.split("\n").count(f"Concept {number}") == (1 if count <= 3 else 2)
        assert text.split("\n").count(f"seed {number}") == (1 if count <= 3 else 2)
    assert "Materials: Maquette 1, by rules, no trained model" in text
    assert "12.3 m²" in text


def test_nothing_is_drawn_off_the_page() -> None:
    many = [handouts.entry(f"Material {number}" * 9, area_m2=1.0) for number in range(60)]
    handout = handouts.handout(1)
    pdf = pdf_sheet(type(handout)("T" * 300, (handouts.concept("N" * 200, 1, *many),)), {})
    for content in pages_of(pdf):
        for x, y in re.findall(rb"(-?[\d.]+) (-?[\d.]+) Td", content):
            assert 0.0 < float(x) < 841.89
            assert 20.0 < float(y) < 595.28
    assert "more, in the schedule" in words(pages_of(pdf)[-1])


def test_the_same_handout_gives_the_same_bytes() -> None:
    assert pdf_sheet(handouts.handout(), {}) == pdf_sheet(handouts.handout(), {})


def test_helvetica_is_measured() -> None:
    assert width("Av", 1000.0) == 667 + 500
    assert width("é²", 1000.0) == 556 + 333
    assert encoded("ā→\n") == b"a? "


def test_text_is_shortened_and_broken() -> None:
    assert fitted("short", 10.0, 100.0) == "short"
    cut = fitted("a long line of words", 10.0, 50.0)
    assert cut.endswith("…")
    assert width(cut, 10.0) <= 50.0
    assert wrapped("one two three", 10.0, 45.0, 3) == ("one two", "three")
    assert wrapped("one two three", 10.0, 45.0, 1)[0].endswith("…")
