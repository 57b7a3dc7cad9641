# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sun and sky by the height of the sun and the haze: how strong, which colours, how hard.

How bright sun and sky are follows the IES model of daylight availability (RP-21, 1984); twilight is
kept brighter than it is, so that lamps and sky balance as they do in photographs. The colours of
the sky were composed by eye.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from .black_body import air_mass, sun_temperature, temperature_color
from .procedural import Color

# What a camera is balanced for; the eye takes this share of how red the sun is.
DAYLIGHT_KELVIN = 5600.0
REDNESS = 0.7
KLX_A_WATT = 25.0
EXTINCTION = 0.21
CLEAR_DISC, SOFTEST_DISC = math.radians(0.53), math.radians(35.0)
# From here on the sun is no longer seen through the cloud.
OVERCAST = 0.95
# Pictures open the shadows that a clear sky leaves: real skies give less beside their sun.
SKY_FILL = 1.4

# Zenith, horizon away from the sun and below it, ground, and the sky's strength, by degrees.
_HEIGHTS = (-18.0, -6.0, -3.0, 0.0, 4.0, 10.0, 25.0, 60.0)
_ZENITH = np.array(
    [
        (0.16, 0.27, 0.72), (0.10, 0.20, 0.56), (0.15, 0.25, 0.54), (0.19, 0.29, 0.52),
        (0.23, 0.34, 0.56), (0.25, 0.38, 0.60), (0.26, 0.40, 0.64), (0.20, 0.36, 0.66),
    ]
)  # fmt: skip
_HORIZON = np.array(
    [
        (0.30, 0.42, 0.86), (0.26, 0.34, 0.64), (0.42, 0.44, 0.62), (0.60, 0.52, 0.56),
        (0.72, 0.64, 0.62), (0.80, 0.77, 0.76), (0.74, 0.80, 0.88), (0.62, 0.76, 0.90),
    ]
)  # fmt: skip
_GLOW = np.array(
    [
        (0.32, 0.42, 0.82), (1.00, 0.56, 0.38), (1.45, 0.68, 0.34), (1.70, 0.80, 0.36),
        (1.75, 0.98, 0.54), (1.30, 1.00, 0.74), (0.98, 0.95, 0.90), (0.72, 0.81, 0.92),
    ]
)  # fmt: skip
_GROUND = np.array(
    [
        (0.10, 0.12, 0.20), (0.11, 0.12, 0.18), (0.16, 0.15, 0.17), (0.22, 0.19, 0.18),
        (0.26, 0.22, 0.19), (0.29, 0.26, 0.23), (0.31, 0.29, 0.27), (0.36, 0.33, 0.29),
    ]
)  # fmt: skip
_TWILIGHT = ((-18.0, 0.016), (-6.0, 0.07), (-3.0, 0.10), (0.0, 0.13))
_CLOUD_ZENITH, _CLOUD_HORIZON = np.array((0.80, 0.84, 0.90)), np.array((0.46, 0.49, 0.53))
_CLOUD_GROUND = np.array((0.25, 0.25, 0.25))


@dataclass(frozen=True, slots=True)
class Daylight:
    """The sun's colour temperature in kelvin, its strength in W/m2 as Blender's suns have it and
    its apparent size in radians; the sky's colours in linear Rec.709 and what they are times.
    `glow` is the horizon below the sun."""

    temperature: float
    sun: float
    angle: float
    zenith: Color
    horizon: Color
    glow: Color
    ground: Color
    sky: float


def daylight(elevation: float, haze: float = 0.0) -> Daylight:
    """The light when the sun stands `elevation` radians high; `haze` goes from 0, crisp, to 1,
    overcast."""
    degrees = math.degrees(elevation)
    clear = 1.0 - haze
    zenith, horizon, glow, ground = (
        _by_height(table, degrees) for table in (_ZENITH, _HORIZON, _GLOW, _GROUND)
    )
    # A cloud at dusk has the dusk's colour: what is above the horizon tints it.
    tint = (zenith + horizon) / (zenith + horizon).mean()
    tint = 1.0 + (tint - 1.0) * (1.0 if degrees < 0.0 else 0.25)
    kelvin = _seen_kelvin(sun_temperature(elevation))
    # Blender's suns have their strength in the strongest channel, the model has it in luminance.
    sun = _sun_strength(elevation) * max(temperature_color(kelvin)) * clear**1.5
    return Daylight(
        temperature=round(kelvin),
        sun=round(sun if haze < OVERCAST else 0.0, 4),
        angle=CLEAR_DISC + (SOFTEST_DISC - CLEAR_DISC) * haze**2,
        zenith=_color(zenith + (_CLOUD_ZENITH * tint - zenith) * haze**1.5),
        horizon=_color(horizon + (_CLOUD_HORIZON * tint - horizon) * haze**1.5),
        glow=_color(glow + (_CLOUD_HORIZON * tint * 1.15 - glow) * haze),
        ground=_color(ground + (_CLOUD_GROUND * tint - ground) * haze),
        sky=round(_sky_strength(elevation, haze), 4),
    )


def _by_height(table: np.ndarray, degrees: float) -> np.ndarray:
    red, green, blue = (float(np.interp(degrees, _HEIGHTS, table[:, n])) for n in range(3))
    return np.array((red, green, blue))


def _color(rgb: np.ndarray) -> Color:
    red, green, blue = (round(float(channel), 4) for channel in rgb)
    return red, green, blue


def _seen_kelvin(kelvin: float) -> float:
    """By mired, which steps of warmth are even in."""
    return 1.0 / (REDNESS / kelvin + (1.0 - REDNESS) / DAYLIGHT_KELVIN)


def _sun_strength(elevation: float) -> float:
    """127.5 klx above the air, dimmed by it; gone when half a degree below the horizon."""
    seen = min(max(math.degrees(elevation) + 0.5, 0.0), 1.0)
    return seen * 127.5 / KLX_A_WATT * math.exp(-EXTINCTION * air_mass(elevation))


@cache
def _mean_luminance(degrees: float) -> float:
    both = (_by_height(_ZENITH, degrees) + _by_height(_HORIZON, degrees)) / 2.0
    return float(both @ (0.2126, 0.7152, 0.0722))


def _sky_strength(elevation: float, haze: float) -> float:
    """Such that the sky's light on open ground is what the model says, by day."""
    degrees = math.degrees(elevation)
    if degrees <= 0.0:
        heights, strengths = zip(*_TWILIGHT, strict=True)
        return float(np.exp(np.interp(degrees, heights, np.log(strengths))))
    sine = math.sin(elevation)
    clear, cloudy = 0.8 + 15.5 * math.sqrt(sine), 0.3 + 21.0 * sine
    # Thin cloud gives more light than a blue sky does, thick cloud less.
    klx = clear * (1.0 - haze) + cloudy * haze + 18.0 * sine * haze * (1.0 - haze)
    radiance = SKY_FILL * klx / KLX_A_WATT / math.pi
    grey = float(np.mean((_CLOUD_ZENITH + _CLOUD_HORIZON) / 2.0))
    mean = _mean_luminance(round(degrees, 2)) * (1.0 - haze) + grey * haze
    return max(radiance / mean, _TWILIGHT[-1][1] * (1.0 - 0.3 * haze))
