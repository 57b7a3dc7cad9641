# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles cover everything, blend without a trace, and stop when asked."""

from __future__ import annotations

import numpy as np
import pytest

from addon.core.errors import Cancelled
from addon.core.image import Extent, FloatArray
from addon.core.progress import CancelToken, SilentReporter
from addon.core.tiling import large_array, plan_tiles, release_pages, run_tiled, run_tiled_many

CASES = [
    # width, height, tile, overlap, multiple
    (1, 1, 16, 4, 1),
    (5, 7, 16, 4, 16),
    (16, 16, 16, 4, 4),
    (17, 16, 16, 4, 4),
    (100, 37, 32, 8, 16),
    (64, 64, 32, 16, 1),
    (3, 50, 32, 0, 8),
    (31, 33, 32, 8, 32),
]


def _picture(width: int, height: int, channels: int = 2) -> FloatArray:
    return np.random.default_rng(7).random((height, width, channels), np.float32)


@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize(("width", "height", "tile", "overlap", "multiple"), CASES)
def test_identity(
    width: int, height: int, tile: int, overlap: int, multiple: int, wrap: bool
) -> None:
    pixels = _picture(width, height)
    shapes: set[tuple[int, ...]] = set()

    def identity(part: FloatArray) -> FloatArray:
        shapes.add(part.shape)
        return part

    out = run_tiled(pixels, tile, overlap, identity, wrap=wrap, multiple=multiple)
    np.testing.assert_allclose(out, pixels, atol=1e-6)
    assert len(shapes) == 1
    height_used, width_used, _ = shapes.pop()
    assert width_used % multiple == 0
    assert height_used % multiple == 0


@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize(("width", "height", "tile", "overlap", "multiple"), CASES)
def test_every_pixel_is_in_a_tile(
    width: int, height: int, tile: int, overlap: int, multiple: int, wrap: bool
) -> None:
    covered = np.zeros((height, width), bool)
    for each in plan_tiles(Extent(width, height), tile, overlap, wrap=wrap, multiple=multiple):
        rows = np.arange(each.top, each.top + each.height)
        columns = np.arange(each.left, each.left + each.width)
        if wrap:
            covered[np.ix_(rows % height, columns % width)] = True
        else:
            assert each.left >= 0
            assert each.top >= 0
            covered[np.ix_(rows[rows < height], columns[columns < width])] = True
    assert covered.all()


def test_neighbours_share_the_overlap() -> None:
    lefts = [tile.left for tile in plan_tiles(Extent(1000, 10), 256, 32, wrap=False)]
    assert lefts[0] == 0
    assert lefts[-1] == 1000 - 256
    assert max(np.diff(lefts)) <= 256 - 32


@pytest.mark.parametrize(("width", "tile"), [(20, 64), (50, 40), (60, 64), (150, 64)])
def test_wrap_shows_a_filter_the_repeating_picture(width: int, tile: int) -> None:
    """A filter of 3 pixels gives what it gives on the endless picture, but for the rim of each
    tile, which counts for little."""
    pixels = _picture(width, width, 1)

    def mean(part: FloatArray) -> FloatArray:
        return (np.roll(part, 1, axis=1) + part + np.roll(part, -1, axis=1)) / np.float32(3.0)

    given = run_tiled(pixels, tile, 16, mean, wrap=True)
    assert np.abs(given - mean(pixels)).max() < 0.005


def test_tiles_of_different_brightness_leave_no_step() -> None:
    """A network that sees each tile differently: the blend passes smoothly from one to the next."""
    pixels = np.zeros((64, 200, 1), np.float32)
    levels = iter(range(100))
    out = run_tiled(pixels, 64, 32, lambda part: part + np.float32(next(levels)), wrap=False)
    assert np.abs(np.diff(out[:, :, 0], axis=1)).max() < 0.1


def test_beyond_the_edge_the_picture_is_mirrored() -> None:
    seen: list[FloatArray] = []
    pixels = np.arange(3, dtype=np.float32).reshape(1, 3, 1)

    def look(part: FloatArray) -> FloatArray:
        seen.append(part)
        return part

    run_tiled(pixels, 8, 0, look, wrap=False, multiple=8)
    assert seen[0][0, :, 0].tolist() == [0, 1, 2, 1, 0, 1, 2, 1]
    assert (seen[0][:, 0, 0] == 0).all()


def test_several_results() -> None:
    pixels = _picture(40, 30)
    double, first = run_tiled_many(
        pixels, 16, 4, lambda part: lambda: (part * 2.0, part[..., :1]), wrap=False
    )
    np.testing.assert_allclose(double, pixels * 2.0, atol=1e-6)
    np.testing.assert_allclose(first, pixels[..., :1], atol=1e-6)


def test_progress_ends_at_one_and_never_falls() -> None:
    class Listener(SilentReporter):
        def __init__(self) -> None:
            self.heard: list[float] = []

        def progress(self, fraction: float, text: str) -> None:
            self.heard.append(fraction)

    listener = Listener()
    run_tiled(_picture(60, 60), 32, 8, lambda part: part, wrap=False, progress=listener)
    assert listener.heard == sorted(listener.heard)
    assert listener.heard[-1] == 1.0


def test_cancel_between_tiles() -> None:
    cancel = CancelToken()
    calls: list[int] = []

    def once(part: FloatArray) -> FloatArray:
        calls.append(1)
        cancel.cancel()
        return part

    with pytest.raises(Cancelled):
        run_tiled(_picture(60, 60), 32, 8, once, wrap=False, cancel=cancel)
    assert len(calls) == 1


def test_a_large_array_keeps_its_values_when_pages_go() -> None:
    array = large_array((4200, 8192))
    assert not array.any()
    array[::100] = 3.0
    release_pages(array)
    release_pages(array[5:])
    assert (array[::100] == 3.0).all()
    assert float(array.sum(dtype=np.float64)) == 3.0 * 42 * 8192
