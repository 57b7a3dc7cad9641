# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours of things that glow: black bodies, and the sun through more or less air."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .procedural import Color

REC709 = np.array([0.2126, 0.7152, 0.0722], np.float32)
NM = np.arange(380.0, 781.0, 5.0)
SUN_KELVIN = 5778.0
TURBIDITY, ANGSTROM = 0.10, 1.3
TO_REC709 = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)


def temperature_color(kelvin: float) -> Color:
    """Linear Rec.709 of a black body, scaled to luminance 1; out-of-gamut channels are cut at 0."""
    xyz = _xyz(_planck(kelvin))
    rgb = np.maximum(TO_REC709 @ (xyz / xyz[1]), 0.0)
    rgb /= rgb @ REC709.astype(np.float64)
    red, green, blue = (float(channel) for channel in rgb)
    return red, green, blue


def sun_temperature(elevation: float) -> float:
    """The correlated colour temperature in kelvin of the sun's disc at `elevation` radians, of
    which 3 degrees are the least: below, no black body is as red.

    Planck's law dimmed by Rayleigh and by clear-weather dust, as A. J. Preetham, P. Shirley and
    B. Smits, A Practical Analytic Model for Daylight (1999), appendix A.1, give them.
    """
    return _sun_temperature(round(math.degrees(elevation), 1))


@cache
def _sun_temperature(degrees: float) -> float:
    air, um = air_mass(math.radians(max(degrees, 3.0))), NM / 1000.0
    scatter = np.exp(-0.008735 * um**-4.08 * air)
    dust = np.exp(-TURBIDITY * um**-ANGSTROM * air)
    return round(_nearest_kelvin(_xyz(_planck(SUN_KELVIN) * scatter * dust)))


def air_mass(elevation: float) -> float:
    """How much air the sun shines through, 1 from straight above; F. Kasten and A. T. Young
    (1989)."""
    degrees = max(math.degrees(elevation), 0.0)
    return 1.0 / (math.sin(math.radians(degrees)) + 0.50572 * (degrees + 6.07995) ** -1.6364)


def _planck(kelvin: float) -> NDArray[np.float64]:
    return NM**-5.0 / np.expm1(1.4387769e7 / (NM * kelvin))


def _xyz(radiance: NDArray[np.float64]) -> NDArray[np.float64]:
    """The colour matching fits of Wyman, Sloan and Shirley (JCGT 2013)."""
    x = (
        _lobe(1.056, 599.8, 37.9, 31.0)
        + _lobe(0.362, 442.0, 16.0, 26.7)
        - _lobe(0.065, 501.1, 20.4, 26.2)
    )
    y = _lobe(0.821, 568.8, 46.9, 40.5) + _lobe(0.286, 530.9, 16.3, 31.1)
    z = _lobe(1.217, 437.0, 11.8, 36.0) + _lobe(0.681, 459.0, 26.0, 13.8)
    return np.array([(radiance * each).sum() for each in (x, y, z)])


def _lobe(scale: float, mean: float, left: float, right: float) -> NDArray[np.float64]:
    return scale * np.exp(-0.5 * ((NM - mean) / np.where(mean > NM, left, right)) ** 2)


def _nearest_kelvin(xyz: NDArray[np.float64]) -> float:
    """C. S. McCamy's cubic (1992)."""
    x, y = xyz[0] / xyz.sum(), xyz[1] / xyz.sum()
    n = (x - 0.3320) / (0.1858 - y)
    return float(449.0 * n**3 + 3525.0 * n**2 + 6823.3 * n + 5520.33)
