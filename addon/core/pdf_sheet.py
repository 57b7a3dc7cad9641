# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact sheet as a PDF to print, A4 landscape: all concepts at a glance where they are many,
then each with its materials, colours, areas and record."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .handout import Concept, Handout, MaterialEntry, channels
from .helvetica import fitted, width, wrapped
from .page import area, in_words, sizes
from .pdf import A4_LANDSCAPE, PdfPage, write_pdf
from .png_parts import png_parts
from .record import Record, record_text

INK, GREY, HAIRLINE = (0.137, 0.133, 0.129), (0.43, 0.415, 0.40), (0.80, 0.785, 0.76)
MARGIN, GUTTER, HEAD, FOOT = 36.0, 18.0, 46.0, 14.0
HEADLINE, NAME, TEXT, SMALL = 18.0, 11.0, 7.5, 6.5
ROOM = A4_LANDSCAPE[0] - 2.0 * MARGIN
LOWEST = A4_LANDSCAPE[1] - MARGIN - FOOT
TALL = LOWEST - MARGIN - HEAD + 0.5 * GUTTER
CAPTION, LINE = 34.0, 9.5
DETAILED, MOST_COLUMNS, NARROWEST = 3, 4, 140.0
# How much of the width a picture takes that has its materials beside it.
ALONE = 0.68
ROW = 20.0
CHIP = 6.0


def pdf_sheet(handout: Handout, record: Record) -> bytes:
    """The sheet of a handout, with `record` attached; `InputError` without concepts or for a
    picture that is not a plain 8-bit RGB PNG."""
    pages = list(_details(handout))
    if len(handout.concepts) > DETAILED:
        pages = [*_overview(handout), *pages]
    for number, page in enumerate(pages, start=1):
        _frame(page, handout, f"{number} / {len(pages)}")
    data = record_text(record).encode()
    return write_pdf(pages, title=handout.title, made_by=handout.made_by, record=data)


def _frame(page: PdfPage, handout: Handout, number: str) -> None:
    page.text((MARGIN, MARGIN + 14.0), HEADLINE, fitted(handout.title, HEADLINE, ROOM), INK)
    foot = page.height - MARGIN + 4.0
    page.text((MARGIN, foot), SMALL, fitted(handout.made_by, SMALL, ROOM - 60.0), GREY)
    page.text((page.width - MARGIN - width(number, SMALL), foot), SMALL, number, GREY)


def _overview(handout: Handout) -> Iterator[PdfPage]:
    """Pictures with names, seeds and palettes, all on one page while they stay readable; where that
    leaves room below them, the materials that cover most."""
    concepts = handout.concepts
    shape = _shape(concepts)
    columns, rows, across = _grid(len(concepts), shape)
    step = across + min((ROOM - columns * across) / max(1, columns - 1), 0.5 * across)
    pitch = TALL / rows
    lines = math.floor((pitch - across * shape - CAPTION - 0.5 * GUTTER) / LINE)
    for start in range(0, len(concepts), columns * rows):
        page = PdfPage()
        for place, concept in enumerate(concepts[start : start + columns * rows]):
            row, column = divmod(place, columns)
            at = MARGIN + column * step, MARGIN + HEAD + row * pitch
            top = _title(page, concept, at, across)
            _lines(page, concept, (at[0], top), across, lines)
        yield page


def _grid(count: int, shape: float) -> tuple[int, int, float]:
    """Columns, rows and width of pictures: as large as fits, full rows where that costs little."""
    found: list[tuple[int, int, int, int, float]] = []
    for columns in range(1, MOST_COLUMNS + 1):
        rows = math.ceil(count / columns)
        across = min(_across(columns), (TALL / rows - CAPTION) / shape)
        found.append((int(across // 25.0), -(columns * rows - count), columns, rows, across))
    _, _, columns, rows, across = max(found)
    if across >= NARROWEST:
        return columns, rows, across
    across = _across(MOST_COLUMNS)
    return MOST_COLUMNS, max(1, math.floor(TALL / (across * shape + CAPTION))), across


def _across(columns: int) -> float:
    return (ROOM - (columns - 1) * GUTTER) / columns


def _shape(concepts: Sequence[Concept]) -> float:
    """Height over width of the tallest picture."""
    extents = [png_parts(each.picture).extent for each in concepts]
    return max((each.height / each.width for each in extents), default=1.0)


def _title(
    page: PdfPage,
    concept: Concept,
    at: tuple[float, float],
    across: float,
    tallest: float = 0.6 * (LOWEST - MARGIN),
) -> float:
    """Picture, name, seed and palette; returns where what follows begins."""
    left, top = at
    picture = png_parts(concept.picture).extent
    tall = min(across * picture.height / picture.width, tallest)
    broad = tall * picture.width / picture.height
    page.picture((left, top), (broad, tall), concept.picture)
    base = top + tall + 14.0
    seed = f"seed {concept.seed}"
    page.text((left + across - width(seed, TEXT), base), TEXT, seed, GREY)
    room = across - width(seed, TEXT) - 6.0
    page.text((left, base), NAME, fitted(concept.name, NAME, room), INK)
    _bar(page, concept.palette, (left, base + 5.0), across)
    return base + 20.0


def _bar(
    page: PdfPage, palette: Sequence[tuple[str, float]], at: tuple[float, float], across: float
) -> None:
    """The colours side by side, as wide as their shares, in a frame that shows white on paper."""
    left, top = at
    if palette:
        page.rectangle((left - 0.3, top - 0.3), (across + 0.6, 5.6), HAIRLINE)
    for color, share in palette:
        page.rectangle((left, top), (share * across, 5.0), channels(color))
        left += share * across


def _lines(
    page: PdfPage, concept: Concept, at: tuple[float, float], across: float, room: int
) -> None:
    """As many of its materials as there is room for, with their roles."""
    listed = [each for each in concept.listed if not each.kept]
    shown = listed if len(listed) <= room else listed[: max(0, room - 1)]
    left, base = at[0], at[1] + 4.0
    for each in shown:
        page.text((left, base), TEXT, fitted(each.role, TEXT, 0.28 * across), GREY)
        page.text((left + 0.3 * across, base), TEXT, fitted(each.name, TEXT, 0.7 * across), INK)
        base += LINE
    if shown and len(shown) < len(listed):
        more = f"and {len(listed) - len(shown)} more"
        page.text((left + 0.3 * across, base), TEXT, more, GREY)


def _details(handout: Handout) -> Iterator[PdfPage]:
    """Up to three concepts a page, as many on each as can be."""
    for concepts in _shared_out(handout.concepts):
        page = PdfPage()
        if len(concepts) == 1:
            _alone(page, concepts[0])
            yield page
            continue
        across = _across(len(concepts))
        for place, concept in enumerate(concepts):
            left = MARGIN + place * (across + GUTTER)
            top = _title(page, concept, (left, MARGIN + HEAD), across)
            _materials(page, concept, (left, top), across)
        yield page


def _shared_out(concepts: Sequence[Concept]) -> Iterator[Sequence[Concept]]:
    """Nearly equal numbers for as few pages as hold them."""
    pages = math.ceil(len(concepts) / DETAILED)
    edges = [len(concepts) * page // pages for page in range(pages + 1)] if pages else []
    return (concepts[start:stop] for start, stop in pairwise(edges))


def _alone(page: PdfPage, concept: Concept) -> None:
    """A large picture with its materials beside it."""
    across = ALONE * ROOM
    _title(page, concept, (MARGIN, MARGIN + HEAD), across, LOWEST - MARGIN - HEAD - CAPTION)
    left = MARGIN + across + GUTTER
    _materials(page, concept, (left, MARGIN + HEAD), ROOM - across - GUTTER)


def _materials(page: PdfPage, concept: Concept, at: tuple[float, float], across: float) -> None:
    left, top = at
    notes = _notes(concept, across)
    room = LOWEST - top - len(notes) * 9.0
    fits = max(0, math.floor(room / ROW))
    listed = concept.listed
    shown = listed if len(listed) <= fits else listed[: fits - 1]
    for entry in shown:
        _material(page, entry, (left, top), across)
        top += ROW
    left_out = len(listed) - len(shown)
    if left_out > 0:
        page.text((left, top + 9.0), TEXT, f"and {left_out} more, in the schedule", GREY)
        top += ROW
    for place, line in enumerate(notes):
        page.text((left, top + 9.0 + 9.0 * place), SMALL, line, GREY)


def _notes(concept: Concept, across: float) -> list[str]:
    """The camera, the light and the record, in lines."""
    told = [each for each in (concept.camera, concept.light) if each]
    told += [in_words(each) for each in concept.origins]
    return [line for text in told for line in wrapped(text, SMALL, across, 3)]


def _material(page: PdfPage, entry: MaterialEntry, at: tuple[float, float], across: float) -> None:
    """Role at the left, material with its colours and sizes, area at the right, under a rule."""
    left, top = at
    page.rectangle(at, (across, 0.4), HAIRLINE)
    column = left + 0.27 * across
    covered = area(entry.area_m2)
    right = left + across - width(covered, TEXT)
    page.text((left, top + 9.0), TEXT, fitted(entry.role, TEXT, 0.25 * across), GREY)
    page.text((right, top + 9.0), TEXT, covered, INK)
    for place, color in enumerate(entry.colors[:4]):
        page.rectangle((column + place * (CHIP + 1.5), top + 3.5), (CHIP, CHIP), channels(color))
    name = column + len(entry.colors[:4]) * (CHIP + 1.5) + 2.0
    page.text((name, top + 9.0), TEXT, fitted(entry.name, TEXT, right - name - 4.0), INK)
    note = "as it was" if entry.kept else sizes(entry)
    page.text((column, top + 17.0), SMALL, fitted(note, SMALL, left + across - column), GREY)
