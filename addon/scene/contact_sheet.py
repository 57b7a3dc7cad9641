# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One PNG with pictures in columns and what they show under each, set as on a printed sheet.

Knows nothing of variations or renders: it gets pictures and words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..core.errors import InputError, OutputError
from ..core.handout import channels
from ..core.image import ColorSpace, FloatArray, Image, as_color_space, as_rgb
from ..core.png import encode_png
from .images import replace_file
from .lettering import Lettering, Line, lettering

PAPER = (0.969, 0.961, 0.945)
INK = (0.137, 0.133, 0.129)
GREY = (0.43, 0.415, 0.40)
HAIRLINE = (0.80, 0.785, 0.76)
MAX_ROWS = 8
# In heights of the text.
PALETTE_HEIGHT = 0.5
MAX_COLUMNS = 4
MOST_HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under one picture: a name, a note at the right of it (the seed), rows of (label,
    text), and colours such as "#c8b291" with their shares."""

    title: str
    note: str
    rows: tuple[tuple[str, str], ...]
    palette: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """All measures in pixels; they grow with the width of a picture."""

    width: int
    height: int
    margin: int
    gutter: int
    headline: float
    title: float
    text: float

    @property
    def leading(self) -> int:
        return round(self.text * 1.42)

    @property
    def label_width(self) -> int:
        return round(self.width * 0.22)


def sheet(
    pictures: Sequence[Image], captions: Sequence[Caption], *, title: str, subtitle: str
) -> Image:
    """The sheet as an sRGB image; the pictures, all of one size, are in it pixel by pixel."""
    if not pictures or len(pictures) != len(captions):
        raise InputError("A contact sheet needs at least one picture and a caption for each.")
    if len({picture.extent for picture in pictures}) > 1:
        raise InputError("All pictures of a contact sheet must have one size.")
    style = _style(pictures[0])
    columns = columns_for(len(pictures))
    with lettering() as letters:
        heights = _row_heights(letters, style, captions, columns)
        width = 2 * style.margin + columns * style.width + (columns - 1) * style.gutter
        told = letters.wrapped(subtitle, style.text, width - 2 * style.margin, MOST_HEAD_LINES)
        head = round(style.headline * 1.3 + style.text * 1.9 + style.margin * 0.7)
        head += max(0, len(told) - 1) * style.leading
        height = (
            style.margin + head + sum(heights) + (len(heights) - 1) * style.gutter + style.margin
        )
        page = np.empty((height, width, 3), np.float32)
        page[:] = PAPER
        _draw_head(letters, page, style, title, told)
        top = style.margin + head
        for row, row_height in enumerate(heights):
            for column in range(columns):
                index = row * columns + column
                if index < len(pictures):
                    left = style.margin + column * (style.width + style.gutter)
                    _draw_picture(page, pictures[index], left, top)
                    _draw_caption(letters, page, style, captions[index], (left, top + style.height))
            top += row_height + style.gutter
    return Image(page, ColorSpace.SRGB)


def write(
    path: Path,
    pictures: Sequence[Image],
    captions: Sequence[Caption],
    *,
    title: str,
    subtitle: str,
    text: Mapping[str, str] | None = None,
) -> None:
    """Write the sheet as an 8-bit PNG whose text chunks hold `text`; `OutputError` when it cannot
    be."""
    data = encode_png(
        sheet(pictures, captions, title=title, subtitle=subtitle), depth=8, text=text or {}
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path.parent} cannot be made ({error.strerror}); choose another folder."
        ) from error
    replace_file(path, [data])


def columns_for(count: int) -> int:
    """A grid a little wider than high, at most four across; the broadest where that leaves fewer
    places empty."""
    if count <= 3:
        return count
    near = min(MAX_COLUMNS, math.ceil(math.sqrt(count)))
    return min((near, MAX_COLUMNS), key=lambda columns: -count % columns)


def _style(picture: Image) -> Style:
    width, height = picture.extent
    unit = max(width, 160)
    return Style(
        width=width,
        height=height,
        margin=round(unit * 0.125),
        gutter=round(unit * 0.1),
        headline=unit * 0.068,
        title=unit * 0.043,
        text=unit * 0.0275,
    )


def _row_heights(
    letters: Lettering, style: Style, captions: Sequence[Caption], columns: int
) -> list[int]:
    """Height of each row of the grid: picture and the longest caption in it."""
    heights = [_caption_height(letters, style, caption) for caption in captions]
    return [
        style.height + max(heights[start : start + columns])
        for start in range(0, len(captions), columns)
    ]


def _caption_height(letters: Lettering, style: Style, caption: Caption) -> int:
    lines = sum(len(text) for _, text in _rows(letters, style, caption))
    bar = round(style.text * PALETTE_HEIGHT)
    return round(style.title * 2.5) + bar + lines * style.leading


def _rows(letters: Lettering, style: Style, caption: Caption) -> list[tuple[str, tuple[str, ...]]]:
    """Rows as drawn: label shortened to its column, text on at most two lines."""
    room = style.width - style.label_width
    label_room = style.label_width - style.text * 0.6
    rows = [
        (letters.fitted(label, style.text, label_room), letters.wrapped(text, style.text, room, 2))
        for label, text in caption.rows[:MAX_ROWS]
    ]
    left_out = len(caption.rows) - MAX_ROWS
    return [*rows, ("", (f"and {left_out} more",))] if left_out > 0 else rows


def _draw_head(
    letters: Lettering, page: FloatArray, style: Style, title: str, told: Sequence[str]
) -> None:
    room = page.shape[1] - 2 * style.margin
    baseline = style.margin + round(style.headline * 0.75)
    headline = letters.fitted(title, style.headline, room)
    _draw(page, letters.line(headline, style.headline), style.margin, baseline, INK)
    baseline += round(style.text * 2.1)
    for place, text in enumerate(told):
        line = letters.line(text, style.text)
        _draw(page, line, style.margin, baseline + place * style.leading, GREY)


def _draw_picture(page: FloatArray, picture: Image, left: int, top: int) -> None:
    width, height = picture.extent
    page[top : top + height, left : left + width] = as_color_space(
        as_rgb(picture), ColorSpace.SRGB
    ).pixels


def _draw_caption(
    letters: Lettering, page: FloatArray, style: Style, caption: Caption, at: tuple[int, int]
) -> None:
    left, top = at
    right = left + style.width
    baseline = top + round(style.title * 1.35)
    note = letters.line(caption.note, style.text)
    _draw(page, note, right - math.ceil(note.width), baseline, GREY)
    room = style.width - note.width - style.text
    _draw(
        page,
        letters.line(letters.fitted(caption.title, style.title, room), style.title),
        left,
        baseline,
        INK,
    )
    rule = top + round(style.title * 1.85)
    _draw_palette(page, style, caption.palette, (left, rule))
    baseline = rule + round(style.text * PALETTE_HEIGHT) + style.leading
    for label, lines in _rows(letters, style, caption):
        if label:
            _draw(page, letters.line(label, style.text), left, baseline, GREY)
        for text in lines:
            _draw(page, letters.line(text, style.text), left + style.label_width, baseline, INK)
            baseline += style.leading


def _draw_palette(
    page: FloatArray, style: Style, palette: Sequence[tuple[str, float]], at: tuple[int, int]
) -> None:
    """The colours side by side, as wide as their shares, under a hairline."""
    left, top = at
    rule = max(1, round(style.width / 480))
    page[top : top + rule, left : left + style.width] = HAIRLINE
    edges = np.cumsum([0.0, *(share for _, share in palette)]) * style.width
    for (color, _), start, stop in zip(palette, edges.round(), edges[1:].round(), strict=False):
        across = slice(left + int(start), left + int(stop))
        page[top + rule : top + rule + round(style.text * PALETTE_HEIGHT), across] = channels(color)


def _draw(
    page: FloatArray, line: Line, left: int, baseline: int, color: tuple[float, float, float]
) -> None:
    """Ink over paper by coverage; what reaches beyond the page is cut."""
    x, y = left + line.left, baseline - line.ascent
    height = min(line.coverage.shape[0], page.shape[0] - y)
    width = min(line.coverage.shape[1], page.shape[1] - x)
    if height <= 0 or width <= 0:
        return
    share = line.coverage[:height, :width, None]
    under = page[y : y + height, x : x + width]
    under += share * (np.array(color, np.float32) - under)
