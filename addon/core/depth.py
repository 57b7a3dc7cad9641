# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Relative inverse depth brought to metres, and how good a depth is; not who estimated it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import InputError
from .image import FloatArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

MIN_PIXELS = 16
MAX_SAMPLES = 50_000
CANDIDATES = 256
JUDGED_PIXELS = 4096
ITERATIONS = 20
INLIER_RATIO = 1.25


@dataclass(frozen=True, slots=True)
class DepthFit:
    """1 / metres = scale x inverse + shift.

    `abs_rel` is the mean of |fitted - true| / true, `inliers` the share of pixels whose fitted
    depth is within a factor of 1.25; `farthest` is twice the largest known depth, where the fit is
    cut off.
    """

    scale: float
    shift: float
    abs_rel: float
    inliers: float
    farthest: float


def fit_inverse_depth(inverse: FloatArray, metres: FloatArray) -> DepthFit:
    """The scale and shift that bring `inverse` (H, W) to `metres` (H, W) along the camera axis.

    Pixels with infinite, zero or negative metres are left out. Robust up to nearly half of the
    pixels wrong: least median of squares (Rousseeuw 1984) over pairs, then least squares reweighted
    by Tukey's biweight. Repeatable. Raises `InputError` when too few pixels are known or nothing
    varies.
    """
    known = _known(metres) & np.isfinite(inverse)
    if np.count_nonzero(known) < MIN_PIXELS:
        raise InputError(
            "The capture holds no depth to fit to; capture a view that shows some of the scene."
        )
    places = _sampled(known)
    x = inverse.reshape(-1)[places].astype(np.float64)
    y = 1.0 / metres.reshape(-1)[places].astype(np.float64)
    if np.ptp(x) <= 1e-6 * max(abs(float(x.mean())), 1e-12):
        raise InputError("The depth estimate is the same everywhere; choose another model or view.")
    design = np.stack([x, np.ones_like(x)], axis=1)
    scale, shift = (float(value) for value in _robust_fit(design, y))
    farthest = 2.0 * float(metres[known].max())
    fit = DepthFit(scale, shift, 0.0, 0.0, farthest)
    fitted, truth = apply_fit(inverse[known], fit), metres[known]
    ratio = np.maximum(fitted / truth, truth / fitted)
    return DepthFit(
        scale, shift, abs_rel(fitted, truth), float((ratio < INLIER_RATIO).mean()), farthest
    )


def apply_fit(inverse: FloatArray, fit: DepthFit) -> FloatArray:
    """Metres of `inverse` under a fit, positive and at most `fit.farthest`."""
    nearness = inverse * np.float32(fit.scale) + np.float32(fit.shift)
    return np.reciprocal(np.maximum(nearness, np.float32(1.0 / fit.farthest)))


def plane_baseline(metres: FloatArray) -> float:
    """`abs_rel` of the best plane in inverse depth: what knowing only a slope would give."""
    places = _sampled(_known(metres))
    if len(places) < MIN_PIXELS:
        raise InputError("The capture holds no depth; capture a view that shows the scene.")
    height, width = metres.shape
    design = np.stack(
        [places % width / width, places // width / height, np.ones(len(places))], axis=1
    )
    truth = metres.reshape(-1)[places].astype(np.float64)
    nearness = design @ _robust_fit(design, 1.0 / truth)
    plane = 1.0 / np.maximum(nearness, 0.5 / truth.max())
    return float(np.mean(np.abs(plane - truth) / truth))


def abs_rel(estimate: FloatArray, truth: FloatArray) -> float:
    """Mean of |estimate - truth| / truth over the pixels where the truth is known."""
    known = _known(truth) & np.isfinite(estimate)
    if not known.any():
        raise InputError("There is no known depth to compare with; capture a view of the scene.")
    return float(np.mean(np.abs(estimate[known] - truth[known]) / truth[known], dtype=np.float64))


def _known(metres: FloatArray) -> Mask:
    return np.isfinite(metres) & (metres > 0.0)


def _sampled(known: Mask) -> NDArray[np.intp]:
    """Flat places of known pixels, at most `MAX_SAMPLES`, evenly spread."""
    places = np.flatnonzero(known)
    return places[:: max(1, -(-len(places) // MAX_SAMPLES))]


def _robust_fit(design: Floats, target: Floats) -> NDArray[Any]:
    """Coefficients of `design` (N, K) nearest to `target` (N,) for most of the rows."""
    best = _least_median(design, target, np.random.default_rng(0))
    for _ in range(ITERATIONS):
        residual = np.abs(target - design @ best)
        # 4.685 sigma keeps 95 % efficiency on normal noise; 1.4826 turns the MAD into a sigma.
        reach = 4.685 * 1.4826 * float(np.median(residual))
        weight = np.maximum(1.0 - (residual / max(reach, 1e-9)) ** 2, 0.0) ** 2
        if np.count_nonzero(weight) < MIN_PIXELS:
            break
        weighted = design * weight[:, None]
        refined = np.linalg.lstsq(weighted.T @ design, weighted.T @ target, rcond=None)[0]
        has_settled = np.allclose(refined, best, rtol=1e-7, atol=1e-12)
        best = refined
        if has_settled:
            break
    return best


def _least_median(design: Floats, target: Floats, rng: np.random.Generator) -> NDArray[Any]:
    """Of exact solutions through random rows, and plain least squares, the one of least median."""
    unknowns = design.shape[1]
    judged = rng.integers(0, len(target), min(JUDGED_PIXELS, len(target)))
    rows = rng.integers(0, len(target), (CANDIDATES, unknowns))
    systems = design[rows]
    solvable = np.abs(np.linalg.det(systems)) > 1e-12
    exact = np.linalg.solve(systems[solvable], target[rows[solvable]][..., None])[..., 0]
    plain = np.linalg.lstsq(design, target, rcond=None)[0]
    candidates = np.concatenate([exact, plain[None]])
    residuals = np.abs(target[judged, None] - design[judged] @ candidates.T)
    return candidates[int(np.argmin(np.median(residuals, axis=0)))]
