# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError, OutputError
from addon.core.handout import channels
from addon.core.image import ColorSpace, Extent, Image
from addon.core.request import Axis
from addon.scene import contact_sheet, images, variation_sheet
from addon.scene.contact_sheet import Caption
from addon.scene.lettering import fill, lettering

from . import rooms

SIZE = Extent(240, 160)
CAPTION = Caption(
    "Nordic Pale", "seed 7", (("Floor", "Pale Oak planks"), ("Walls", "Warm White painted wall"))
)


def _picture(shade: float, extent: Extent = SIZE) -> Image:
    noise = np.random.default_rng(3).uniform(0.0, shade, (extent.height, extent.width, 3))
    return Image((noise * 255.0).round().astype(np.float32) / 255.0, ColorSpace.SRGB)


def _sheet(pictures: list[Image], captions: list[Caption]) -> Image:
    return contact_sheet.sheet(
        pictures, captions, title="Living room", subtitle="made with Maquette"
    )


def _ink(pixels: np.ndarray) -> float:
    """How much of an area is darker than the paper."""
    return float((pixels.min(axis=2) < 0.6).mean())


def test_a_grid_with_the_exact_pictures_and_text_under_each() -> None:
    pictures = [_picture(shade) for shade in (0.2, 0.4, 0.6, 0.8)]
    page = _sheet(pictures, [CAPTION] * 4).pixels
    margin, gutter = 30, 24
    assert page.shape[1] == 2 * margin + 2 * 240 + gutter
    lefts = (margin, margin + 240 + gutter)
    tops = [
        row
        for row in range(page.shape[0] - 160)
        if np.array_equal(page[row : row + 160, lefts[0] : lefts[0] + 240], pictures[0].pixels)
        or np.array_equal(page[row : row + 160, lefts[0] : lefts[0] + 240], pictures[2].pixels)
    ]
    assert len(tops) == 2
    for top in tops:
        for left in lefts:
            assert 0.005 < _ink(page[top + 162 : top + 210, left : left + 240]) < 0.3
    assert _ink(page[: tops[0]]) > 0.005


def test_paper_shows_between_columns_however_long_the_words() -> None:
    long = Caption("A name " * 20, "seed 2147483647", (("Label " * 9, "word " * 99),) * 12)
    page = _sheet([_picture(0.5)] * 2, [long] * 2).pixels
    margin, gutter = 30, 24
    assert _ink(page[:, margin + 240 : margin + 240 + gutter]) == 0.0
    assert _ink(page[:, :margin]) == _ink(page[:, -margin:]) == 0.0
    assert _ink(page[-margin // 2 :]) == 0.0


def test_colors_are_as_wide_as_their_shares() -> None:
    red, blue = "#cc1a1a", "#1a33b3"
    caption = Caption("Two", "seed 1", (), ((red, 0.75), (blue, 0.25)))
    page = _sheet([_picture(0.5)], [caption]).pixels
    for color, start, stop in ((red, 30, 210), (blue, 210, 270)):
        found = np.argwhere(np.isclose(page, channels(color), atol=1e-6).all(axis=2))
        (top, left), (bottom, right) = found.min(axis=0), found.max(axis=0)
        assert (left, right + 1) == (start, stop)
        assert len(found) == (bottom + 1 - top) * (stop - start)


def test_how_it_was_made_is_told_in_full_on_a_narrow_sheet() -> None:
    wide = contact_sheet.sheet([_picture(0.5)], [CAPTION], title="A", subtitle="word " * 30)
    assert wide.extent.height > _sheet([_picture(0.5)], [CAPTION]).extent.height


@pytest.mark.parametrize(
    ("count", "columns"),
    [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (8, 4), (9, 3), (16, 4), (64, 4)],
)
def test_columns(count: int, columns: int) -> None:
    assert contact_sheet.columns_for(count) == columns


def test_the_same_bytes_twice_and_nothing_left_in_the_file(tmp_path: Path) -> None:
    before = [
        len(bpy.data.fonts),
        len(bpy.data.curves),
        len(bpy.data.objects),
        len(bpy.data.meshes),
    ]
    for name in ("a.png", "b.png"):
        contact_sheet.write(
            tmp_path / "new" / name,
            [_picture(0.5)],
            [CAPTION],
            title="Ä 日本 Ж",
            subtitle="x",
            text={"Software": "Maquette"},
        )
    first = (tmp_path / "new" / "a.png").read_bytes()
    assert first == (tmp_path / "new" / "b.png").read_bytes()
    assert b"Software" in first
    assert images.load_image(tmp_path / "new" / "a.png").extent.width == 240 + 60
    assert before == [
        len(bpy.data.fonts),
        len(bpy.data.curves),
        len(bpy.data.objects),
        len(bpy.data.meshes),
    ]
    assert sorted(each.name for each in (tmp_path / "new").iterdir()) == ["a.png", "b.png"]


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="at least one picture"):
        _sheet([], [])
    with pytest.raises(InputError, match="one size"):
        _sheet([_picture(0.5), _picture(0.5, Extent(32, 32))], [CAPTION] * 2)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        contact_sheet.write(
            tmp_path / "file" / "a.png", [_picture(0.5)], [CAPTION], title="", subtitle=""
        )


def test_coverage_is_the_exact_area() -> None:
    triangle = np.array([[1.25, 0.5], [6.5, 2.0], [2.0, 7.75]])
    edges = np.stack([triangle, np.roll(triangle, -1, axis=0)], axis=1)
    coverage = fill(edges, (9, 9))
    a, b, c = triangle
    area = abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2.0
    assert float(coverage.sum()) == pytest.approx(area, abs=1e-5)
    assert coverage[3, 3] == pytest.approx(1.0)
    assert coverage[8].sum() == coverage[0, 0] == 0.0


def test_lines_fit_and_wrap() -> None:
    with lettering() as letters:
        text = "Herringbone Parquet of smoked oak, laid by hand"
        assert letters.fitted(text, 20.0, 9999.0) == text
        short = letters.fitted(text, 20.0, 150.0)
        assert short.endswith("…") and letters.width(short, 20.0) <= 150.0
        lines = letters.wrapped(text, 20.0, 150.0, 3)
        assert len(lines) == 3 and all(letters.width(line, 20.0) <= 150.0 for line in lines)
        assert letters.wrapped("Oak", 20.0, 150.0, 3) == ("Oak",)
        assert float(letters.line("日本 äß", 20.0).coverage.sum()) > 20.0
        assert letters.line("   ", 20.0).width == 0.0


def test_a_set_says_what_was_chosen_and_what_is_the_scene_s_own() -> None:
    rooms.box("House", (8.0, 8.0, 7.0), ("facade",))
    dressed, lit = rooms.planned(2), rooms.planned(2, axes=(Axis.LIGHT,))
    assert variation_sheet.how_chosen((*lit, *dressed)) == variation_sheet.BY_THEME
    assert variation_sheet.how_chosen(lit) == variation_sheet.BY_LIGHT
