# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the sun stands, by place and time.

After J. Meeus, Astronomical Algorithms (1998), chapters 13, 25 and 28 in their low-precision form,
as NOAA's solar calculator uses them, with its refraction: 0.03 degrees from 1950 to 2050.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
DAYS_A_CENTURY = 36525.0
# Steps in which a day is searched for a height of the sun.
STEP = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class SunPosition:
    """`azimuth` in radians clockwise from north, 0 to 2 pi; `elevation` above the horizon as it is
    seen, lifted by refraction."""

    azimuth: float
    elevation: float


def sun_position(when: datetime, latitude: float, longitude: float) -> SunPosition:
    """The sun at a moment with a time zone; latitude north and longitude east, in degrees."""
    centuries = (when - J2000) / timedelta(days=1) / DAYS_A_CENTURY
    declination, equation = _sun(centuries)
    moment = when.astimezone(UTC)
    minutes = moment.hour * 60.0 + moment.minute + moment.second / 60.0 + moment.microsecond / 6e7
    hour_angle = math.radians((minutes + equation) / 4.0 + longitude - 180.0)
    place = math.radians(latitude)
    south = math.cos(hour_angle) * math.sin(place) - math.tan(declination) * math.cos(place)
    azimuth = (math.atan2(math.sin(hour_angle), south) + math.pi) % (2.0 * math.pi)
    height = math.sin(place) * math.sin(declination) + math.cos(place) * math.cos(
        declination
    ) * math.cos(hour_angle)
    elevation = math.asin(min(max(height, -1.0), 1.0))
    return SunPosition(azimuth, elevation + _refraction(math.degrees(elevation)))


def _sun(centuries: float) -> tuple[float, float]:
    """Declination in radians and the equation of time in minutes."""
    t = centuries
    longitude = math.radians((280.46646 + t * (36000.76983 + t * 0.0003032)) % 360.0)
    anomaly = math.radians(357.52911 + t * (35999.05029 - 0.0001537 * t))
    eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
    centre = (
        math.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
        + math.sin(2.0 * anomaly) * (0.019993 - 0.000101 * t)
        + math.sin(3.0 * anomaly) * 0.000289
    )
    node = math.radians(125.04 - 1934.136 * t)
    apparent = longitude + math.radians(centre - 0.00569 - 0.00478 * math.sin(node))
    tilt = math.radians(23.439291 - t * 0.0130042 + 0.00256 * math.cos(node))
    y = math.tan(tilt / 2.0) ** 2
    equation = (
        y * math.sin(2.0 * longitude)
        - 2.0 * eccentricity * math.sin(anomaly)
        + 4.0 * eccentricity * y * math.sin(anomaly) * math.cos(2.0 * longitude)
        - 0.5 * y * y * math.sin(4.0 * longitude)
        - 1.25 * eccentricity**2 * math.sin(2.0 * anomaly)
    )
    return math.asin(math.sin(tilt) * math.sin(apparent)), 4.0 * math.degrees(equation)


def _refraction(elevation: float) -> float:
    """How far the air lifts a sun that stands `elevation` degrees high, in radians."""
    if elevation > 85.0:
        return 0.0
    tangent = math.tan(math.radians(elevation))
    if elevation > 5.0:
        seconds = 58.1 / tangent - 0.07 / tangent**3 + 0.000086 / tangent**5
    elif elevation > -0.575:
        terms = (-518.2, 103.4, -12.79, 0.711)
        seconds = 1735.0 + sum(c * elevation ** (n + 1) for n, c in enumerate(terms))
    else:
        seconds = -20.772 / tangent
    return math.radians(seconds / 3600.0)


def noon(day: datetime, longitude: float) -> datetime:
    """When the sun is highest on the day of `day` in its own time zone."""
    middle = day.replace(hour=12, minute=0, second=0, microsecond=0)
    clock = day.utcoffset() or timedelta()
    _, equation = _sun((middle - J2000) / timedelta(days=1) / DAYS_A_CENTURY)
    return middle + clock - timedelta(minutes=longitude * 4.0 + equation)


def moment_of_height(
    day: datetime, latitude: float, longitude: float, elevation: float, *, is_evening: bool
) -> datetime | None:
    """When on a day the sun stands `elevation` radians high, before or after noon; None when it
    never does."""
    top = noon(day, longitude)
    step = STEP if is_evening else -STEP
    moments = [top + step * number for number in range(int(timedelta(hours=12) / STEP) + 1)]
    heights = [sun_position(each, latitude, longitude).elevation for each in moments]
    for index in range(1, len(moments)):
        high, low = heights[index - 1], heights[index]
        if high >= elevation > low:
            return moments[index - 1] + step * ((high - elevation) / (high - low))
    return None
