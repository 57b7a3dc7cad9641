# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much light a base color seems to hold still: shade that falls off across it, and shading."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from .image import FloatArray

REC709 = np.array([0.2126, 0.7152, 0.0722], np.float32)
# Blacks would weigh without end in a logarithm.
DARKEST = 0.004
SIDE = 512

Values = NDArray[np.float64]


def light_falloff(color: FloatArray) -> float:
    """Stops (powers of two) between the brightest and the darkest place of the smooth trend in a
    linear base color (H, W, 3): a plane and a bowl fitted to its log luminance by least squares.

    An evenly lit, evenly patterned surface has about 0; flash and windows leave a trend, as
    retrospective shading correction models it: Tomazevic, Likar & Pernus, "Comparative evaluation
    of retrospective shading correction methods", 2002.
    """
    log = np.log2(_luminance(_sampled(color)))
    y, x = np.meshgrid(*(np.linspace(-1.0, 1.0, side) for side in log.shape), indexing="ij")
    terms = np.stack([each.ravel() for each in (x, y, x * x + y * y)], axis=1)
    trend = terms @ _fitted(terms, log.ravel())
    return float(np.ptp(trend))


def shading_correlation(color: FloatArray, normal: FloatArray) -> float:
    """Correlation, 0 to 1, of a base color's luminance (H, W, 3, linear) with the shading that its
    normals (H, W, 3) would show under the sun that fits best.

    To first order a sun adds a mix of both slopes to the luminance, whatever its height: Kube &
    Pentland, "On the Imaging of Fractal Surfaces", 1988. So luminance is fitted with both; dark
    cavities, which colours have without any light, look alike from all sides and do not count.
    """
    shown = _luminance(_sampled(color))
    facing = _sampled(normal).astype(np.float64)
    slopes = facing[..., :2] / np.maximum(facing[..., 2:], 0.1)
    terms = slopes.reshape(-1, 2)
    values = np.log2(shown).ravel()
    spread = float(values.var())
    if spread < 1e-9 or float(terms.var()) < 1e-12:
        return 0.0
    explained = (terms - terms.mean(axis=0)) @ _fitted(terms, values)
    return float(np.sqrt(min(explained.var() / spread, 1.0)))


def _fitted(terms: Values, values: Values) -> Values:
    """Least-squares factors of `terms` (N, K), their means set aside."""
    centred = terms - terms.mean(axis=0)
    square = centred.T @ centred
    inverse = cast("Values", np.linalg.pinv(square))
    return inverse @ (centred.T @ (values - values.mean()))


def _sampled(pixels: FloatArray) -> FloatArray:
    step = max(1, round(max(pixels.shape[:2]) / SIDE))
    return pixels[::step, ::step]


def _luminance(color: FloatArray) -> Values:
    return np.maximum(color @ REC709, DARKEST).astype(np.float64)
