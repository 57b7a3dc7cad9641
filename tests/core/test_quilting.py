# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that go on past their edges, joined to repeat."""

from __future__ import annotations

import numpy as np

from addon.core.image import Extent, FloatArray
from addon.core.quality import seam_step
from addon.core.quilting import height_of_steps, join_copies, least_path, rolled_to_calm

SAME = np.ones(1, np.float32)


def _wall(width: int, height: int) -> FloatArray:
    """Running bond of 16 x 8 pixels with joints of 2, each brick of its own brightness."""
    y, x = np.mgrid[:height, :width]
    row = y // 8
    along = x + 8 * (row % 2)
    joint = (y % 8 < 2) | (along % 16 < 2)
    brick = np.random.default_rng(0).random((99, 99))[row, along // 16]
    return np.where(joint, 2.0, brick)[..., None].astype(np.float32)


def test_a_cut_runs_along_the_joints() -> None:
    extent = Extent(64, 48)
    joined = join_copies(_wall(64 + 24, 48 + 24), extent, SAME, 0)
    assert joined.shape == (48, 64, 1)
    around = np.pad(joined, ((8, 8), (16, 16), (0, 0)), mode="wrap")[..., 0]
    for row in range(6, 6 + 6):
        for column in range(3):
            top, left = 8 * (row - 5), 18 + 16 * column - 8 * (row % 2)
            brick = around[top + 2 : top + 8, left : left + 14]
            assert np.ptp(brick) == 0.0


def test_joined_noise_repeats() -> None:
    noise = np.random.default_rng(1).random((90, 100, 3), np.float32)
    smooth = (noise[:-2] + noise[1:-1] + noise[2:]) / 3.0
    joined = join_copies(smooth, Extent(80, 70), np.ones(3, np.float32), 2)
    assert seam_step(joined) <= 1.25
    middle = joined[30:, 30:]
    np.testing.assert_array_equal(middle, smooth[30:70, 30:80])


def test_a_picture_without_a_margin_stays() -> None:
    noise = np.random.default_rng(1).random((9, 8, 3), np.float32)
    joined = join_copies(noise, Extent(8, 9), np.ones(3, np.float32), 1)
    np.testing.assert_array_equal(joined, noise)


def test_a_path_may_run_sideways_and_closes() -> None:
    cost = np.ones((6, 9))
    cost[:3, 1] = cost[2, 1:8] = cost[2:, 7] = 0.0
    path = least_path(cost, closed=False)
    assert list(path[:2]) == [1, 1]
    assert list(path[3:]) == [7, 7, 7]
    closed = least_path(np.tile(cost, (2, 1)), closed=True)
    assert np.ptp(closed) == 0


def test_rolled_edges_are_calm() -> None:
    picture = np.zeros((8, 8, 1), np.float32)
    picture[:, 0] = 1.0
    picture[3] = 1.0
    rolled = rolled_to_calm(picture, (slice(0, 1),))
    assert seam_step(rolled) <= 1.1
    assert sorted(rolled.ravel()) == sorted(picture.ravel())


def test_heights_come_back_from_their_steps() -> None:
    height = np.random.default_rng(2).random((7, 10), np.float32)
    across, down = (np.roll(height, -1, axis) - height for axis in (1, 0))
    found = height_of_steps(across, down)
    np.testing.assert_allclose(found, height - height.mean(), atol=1e-5)
