# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the sun stands for a wish: by date and time, by the part of the day, or by direction."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .errors import InputError
from .light_wish import TURNS, WIND_ORDER, YEAR, LightWish
from .places import Place, clock_of
from .sun import moment_of_height, noon, sun_position

# For "morning" and the like where no place is known: the latitude of Munich, Paris or Seattle.
SOMEWHERE = Place("", 48.0, 0.0, 0.0)
# How high the sun stands, in degrees.
HEIGHTS = {
    "dawn": -5.0,
    "blue hour": -5.0,
    "sunrise": 2.5,
    "sunset": 2.5,
    "golden hour": 7.0,
}
# How far the day has gone, from noon to where the sun sets, or before noon to where it rose.
SHARES = {"morning": -0.55, "noon": 0.0, "afternoon": 0.5, "evening": 0.86}
SHIFTED = {
    ("early", "morning"): -0.8, ("late", "morning"): -0.3,
    ("early", "afternoon"): 0.3, ("late", "afternoon"): 0.72,
}  # fmt: skip
SEASON_DAYS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 22), "winter": (12, 21)}
BEFORE_NOON = frozenset({"dawn", "sunrise", "morning"})
ANY_DIRECTION = math.radians(35.0)
NIGHT = math.radians(-30.0)


@dataclass(frozen=True, slots=True)
class WantedSun:
    """`azimuth` in radians clockwise from north, None where any will do; `turn` the same from
    behind the camera; `elevation` None where the wish is about weather alone. `is_exact` where the
    wish leaves nothing to choose."""

    azimuth: float | None = None
    turn: float | None = None
    elevation: float | None = None
    is_exact: bool = False


def sun_of_wish(wish: LightWish, home: Place | None) -> WantedSun:
    """The sun of a wish; `home` is where the scene stands, for wishes without a place.

    `InputError` for a time without a date or a place, and for a height that the sun does not reach
    on that day.
    """
    if wish.wind or wish.side or (wish.elevation is not None and not wish.clock):
        return _by_direction(wish, home)
    if wish.clock is not None:
        return _by_clock(wish, home)
    if not (wish.parts or wish.season or wish.day or wish.place):
        return WantedSun()
    moment = _moment_of_part(wish, home)
    place = wish.place or home or SOMEWHERE
    found = sun_position(moment, place.latitude, place.longitude)
    is_placed = wish.place is not None or home is not None
    elevation = NIGHT if "night" in wish.parts else found.elevation
    return WantedSun(
        found.azimuth if is_placed else None, None, elevation, is_exact=wish.place is not None
    )


def _by_direction(wish: LightWish, home: Place | None) -> WantedSun:
    elevation = wish.elevation
    if elevation is None and wish.parts:
        elevation = sun_of_wish(
            LightWish(wish.text, wish.parts, season=wish.season), home
        ).elevation
    azimuth = math.radians(45.0 * WIND_ORDER.index(wish.wind)) if wish.wind else None
    turn = math.radians(TURNS[wish.side]) if wish.side and not wish.wind else None
    is_exact = wish.elevation is not None and (azimuth is not None or turn is not None)
    return WantedSun(azimuth, turn, ANY_DIRECTION if elevation is None else elevation, is_exact)


def _by_clock(wish: LightWish, home: Place | None) -> WantedSun:
    place = wish.place or home
    if wish.day is None and not wish.season:
        raise InputError(f'"{wish.text}" names no day; write such as "2026-06-21 17:30 at Munich".')
    if place is None:
        raise InputError(
            f'"{wish.text}" names no place that is known; add a large city, or latitude and '
            'longitude as in "at 48.14, 11.58".'
        )
    day = _day(wish, place)
    assert wish.clock is not None
    moment = datetime.combine(day, wish.clock, wish.zone or clock_of(place, day))
    found = sun_position(moment, place.latitude, place.longitude)
    return WantedSun(found.azimuth, None, found.elevation, is_exact=True)


def _moment_of_part(wish: LightWish, home: Place | None) -> datetime:
    place = wish.place or home or SOMEWHERE
    day = _day(wish, place)
    start = datetime.combine(day, datetime.min.time(), clock_of(place, day))
    part = _deciding(wish.parts)
    if part == "night":
        return noon(start, place.longitude) + timedelta(hours=12)
    is_evening = not BEFORE_NOON & set(wish.parts)
    if part in HEIGHTS:
        return _at_height(wish, start, place, HEIGHTS[part], is_evening=is_evening)
    share = SHIFTED.get((wish.shift, part), SHARES[part])
    end = moment_of_height(start, place.latitude, place.longitude, 0.0, is_evening=share >= 0.0)
    top = noon(start, place.longitude)
    half = abs(end - top) if end else timedelta(hours=6)
    return top + half * share


def _deciding(parts: tuple[str, ...]) -> str:
    """Of "golden hour" and "morning" the first says how high, the second on which side."""
    exact = [part for part in parts if part in HEIGHTS or part == "night"]
    return next(iter(exact or parts), "noon")


def _at_height(
    wish: LightWish, start: datetime, place: Place, degrees: float, *, is_evening: bool
) -> datetime:
    found = moment_of_height(
        start, place.latitude, place.longitude, math.radians(degrees), is_evening=is_evening
    )
    if found is None:
        where = f" at {place.name}" if place.name else ""
        raise InputError(
            f"On {start:%d %B} the sun is never {degrees:g} degrees high{where}; "
            "choose another day or time."
        )
    return found


def _day(wish: LightWish, place: Place) -> date:
    """The day that is named, that of the season on its half of the Earth, else an equinox."""
    if wish.day is not None:
        return wish.day
    month, day = SEASON_DAYS[wish.season or "autumn"]
    is_turned = place.latitude < 0.0 and wish.season
    return date(YEAR, (month + 5) % 12 + 1 if is_turned else month, day)
