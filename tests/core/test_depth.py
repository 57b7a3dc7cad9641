# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The robust fit finds the truth among wrong pixels, and the figures are what they say."""

from __future__ import annotations

import numpy as np
import pytest

from addon.core.depth import DepthFit, abs_rel, apply_fit, fit_inverse_depth, plane_baseline
from addon.core.errors import InputError
from addon.core.image import FloatArray

SCALE, SHIFT = 0.35, 0.04


def _scene() -> FloatArray:
    """A room: a floor that runs away, with steps."""
    y, x = np.mgrid[:60, :80]
    return (1.5 + 0.1 * (60 - y) + 2.0 * (x > 40) + 0.5 * np.sin(x / 9)).astype(np.float32)


def _inverse(metres: FloatArray) -> FloatArray:
    return ((1.0 / metres - SHIFT) / SCALE).astype(np.float32)


def test_an_exact_fit() -> None:
    metres = _scene()
    fit = fit_inverse_depth(_inverse(metres), metres)
    assert (fit.scale, fit.shift) == (
        pytest.approx(SCALE, rel=1e-4),
        pytest.approx(SHIFT, abs=1e-4),
    )
    assert fit.abs_rel < 1e-4
    assert fit.inliers == 1.0
    np.testing.assert_allclose(apply_fit(_inverse(metres), fit), metres, rtol=1e-3)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.4])
@pytest.mark.parametrize("wrong", ["near", "random", "sky"])
def test_wrong_pixels_do_not_pull(share: float, wrong: str) -> None:
    metres, rng = _scene(), np.random.default_rng(1)
    inverse = _inverse(metres) + rng.normal(0.0, 0.002, metres.shape).astype(np.float32)
    bad = rng.random(metres.shape) < share
    if wrong == "near":
        inverse[bad] += 4.0
    elif wrong == "random":
        inverse[bad] = rng.uniform(-5.0, 5.0, int(bad.sum()))
    else:
        metres[bad] = 500.0
    fit = fit_inverse_depth(inverse, metres)
    assert fit.scale == pytest.approx(SCALE, rel=0.02)
    assert fit.shift == pytest.approx(SHIFT, abs=0.005)
    assert fit.inliers == pytest.approx(1.0 - share, abs=0.06)


def test_unknown_pixels_are_left_out() -> None:
    metres = _scene()
    inverse = _inverse(metres)
    metres[:20] = np.inf
    metres[20:25] = 0.0
    inverse[25:27] = np.nan
    fit = fit_inverse_depth(inverse, metres)
    assert fit.scale == pytest.approx(SCALE, rel=1e-3)


def test_the_fit_is_repeatable() -> None:
    metres = _scene()
    noisy = _inverse(metres) + np.random.default_rng(2).normal(0, 0.3, metres.shape).astype(
        np.float32
    )
    assert fit_inverse_depth(noisy, metres) == fit_inverse_depth(noisy, metres)


def test_metres_stay_positive_and_bounded() -> None:
    fit = DepthFit(scale=1.0, shift=0.0, abs_rel=0.0, inliers=1.0, farthest=20.0)
    metres = apply_fit(np.array([[-3.0, 0.0, 0.5]], np.float32), fit)
    np.testing.assert_allclose(metres, [[20.0, 20.0, 2.0]])


@pytest.mark.parametrize(
    ("inverse", "metres"),
    [
        (np.ones((8, 8), np.float32), np.full((8, 8), np.inf, np.float32)),
        (np.ones((8, 8), np.float32), np.linspace(1, 9, 64, dtype=np.float32).reshape(8, 8)),
    ],
)
def test_nothing_to_fit(inverse: FloatArray, metres: FloatArray) -> None:
    with pytest.raises(InputError, match=r"\.$"):
        fit_inverse_depth(inverse, metres)


def test_a_plane_is_its_own_baseline() -> None:
    y, x = np.mgrid[:40, :50]
    metres = (1.0 / (0.1 + 0.002 * x + 0.003 * y)).astype(np.float32)
    assert plane_baseline(metres) < 1e-4
    assert plane_baseline(_scene()) > 0.02


def test_abs_rel() -> None:
    truth = np.array([[1.0, 2.0, np.inf, 0.0]], np.float32)
    estimate = np.array([[1.1, 1.0, 5.0, 5.0]], np.float32)
    assert abs_rel(estimate, truth) == pytest.approx((0.1 + 0.5) / 2, rel=1e-5)
