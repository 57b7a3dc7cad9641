# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sun against published values: NREL's worked example, almanacs' risings, polar days."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone

import pytest

from addon.core.black_body import air_mass, sun_temperature
from addon.core.daylight import daylight
from addon.core.sun import moment_of_height, noon, sun_position


def _zone(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


def test_the_worked_example_of_the_solar_position_algorithm() -> None:
    """I. Reda and A. Andreas, NREL/TP-560-34302 (2008), table A5.1."""
    when = datetime(2003, 10, 17, 12, 30, 30, tzinfo=_zone(-7.0))
    found = sun_position(when, 39.742476, -105.1786)
    assert math.degrees(found.azimuth) == pytest.approx(194.3402, abs=0.01)
    assert math.degrees(found.elevation) == pytest.approx(39.8884, abs=0.01)


@pytest.mark.parametrize(
    ("day", "hours", "place", "rise", "set_"),
    [
        # To the minute, in the place's own time: London, Sydney, Singapore, Reykjavik.
        ((2024, 6, 21), 1.0, (51.5074, -0.1278), "04:43", "21:21"),
        ((2024, 12, 21), 0.0, (51.5074, -0.1278), "08:03", "15:53"),
        ((2024, 12, 21), 11.0, (-33.8688, 151.2093), "05:40", "20:05"),
        ((2024, 6, 21), 10.0, (-33.8688, 151.2093), "07:00", "16:53"),
        ((2024, 3, 20), 8.0, (1.3521, 103.8198), "07:10", "19:16"),
        ((2024, 12, 21), 0.0, (64.1466, -21.9426), "11:22", "15:29"),
    ],
)
def test_the_sun_rises_and_sets_when_almanacs_say(
    day: tuple[int, int, int], hours: float, place: tuple[float, float], rise: str, set_: str
) -> None:
    start = datetime(*day, tzinfo=_zone(hours))
    # The upper edge of the disc is on the horizon 0.833 degrees below, less the refraction there.
    edge = math.radians(-0.833 + 0.45)
    for is_evening, clock in ((False, rise), (True, set_)):
        found = moment_of_height(start, *place, edge, is_evening=is_evening)
        assert found is not None
        told = start + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
        assert abs(found - told) < timedelta(minutes=3)


@pytest.mark.parametrize(
    ("month", "latitude", "highest"),
    [
        (6, 48.14, 65.3),
        (12, 48.14, 18.43),
        (12, -33.87, 79.57),
        (6, -33.87, 32.7),
        (6, 23.44, 90.0),
    ],
)
def test_at_noon_of_a_solstice_the_height_is_known(
    month: int, latitude: float, highest: float
) -> None:
    top = noon(datetime(2026, month, 21, tzinfo=UTC), 11.58)
    found = sun_position(top, latitude, 11.58)
    assert math.degrees(found.elevation) == pytest.approx(highest, abs=0.06)
    if highest < 89.0:
        north_or_south = 180.0 if latitude > 0.0 else 0.0
        turn = (math.degrees(found.azimuth) - north_or_south + 180.0) % 360.0 - 180.0
        assert turn == pytest.approx(0.0, abs=0.5)


def test_morning_is_in_the_east_on_both_halves_of_the_earth() -> None:
    for latitude in (50.0, -50.0):
        morning = sun_position(datetime(2026, 3, 20, 8, tzinfo=UTC), latitude, 0.0)
        evening = sun_position(datetime(2026, 3, 20, 16, tzinfo=UTC), latitude, 0.0)
        assert 45.0 < math.degrees(morning.azimuth) < 135.0
        assert 225.0 < math.degrees(evening.azimuth) < 315.0


def test_the_sun_of_tromso_stays_up_in_june_and_away_in_december() -> None:
    place = (69.65, 18.96)
    june, december = (datetime(2026, month, 21, tzinfo=_zone(1.0)) for month in (6, 12))
    assert moment_of_height(june, *place, 0.0, is_evening=True) is None
    assert moment_of_height(december, *place, 0.0, is_evening=True) is None
    midnight = sun_position(noon(june, place[1]) + timedelta(hours=12), *place)
    assert math.degrees(midnight.elevation) == pytest.approx(3.09 + 0.24, abs=0.05)
    assert sun_position(noon(december, place[1]), *place).elevation < 0.0


def test_the_moment_of_a_height_has_that_height() -> None:
    start = datetime(2026, 9, 22, tzinfo=_zone(2.0))
    for is_evening in (False, True):
        found = moment_of_height(start, 48.14, 11.58, 0.12, is_evening=is_evening)
        assert found is not None and found.date() == start.date()
        assert sun_position(found, 48.14, 11.58).elevation == pytest.approx(0.12, abs=2e-4)
        assert (found.hour > 12) is is_evening


def test_air_mass_as_published() -> None:
    """Kasten and Young (1989), table II."""
    table = ((90.0, 1.0), (30.0, 1.994), (10.0, 5.585), (0.0, 37.92))
    for degrees, mass in table:
        assert air_mass(math.radians(degrees)) == pytest.approx(mass, rel=2e-3)


def test_a_lower_sun_is_redder_and_weaker() -> None:
    heights = [math.radians(each) for each in (3.0, 8.0, 15.0, 30.0, 60.0)]
    kelvin = [sun_temperature(each) for each in heights]
    strength = [daylight(each).sun for each in heights]
    assert kelvin == sorted(kelvin) and kelvin[0] < 2300.0 and 4700.0 < kelvin[-1] < 5000.0
    assert strength == sorted(strength) and strength[0] < 0.1 * strength[-1]


def test_haze_softens_the_sun_and_greys_the_sky() -> None:
    crisp, hazy, overcast = (daylight(math.radians(35.0), haze) for haze in (0.0, 0.5, 1.0))
    assert crisp.sun > hazy.sun > overcast.sun == 0.0
    assert crisp.angle < hazy.angle
    blue = [sky.zenith[2] / sky.zenith[0] for sky in (crisp, hazy, overcast)]
    assert blue[0] > blue[1] > blue[2]
    # The CIE's overcast sky is brightest above.
    assert overcast.zenith[1] > 1.5 * overcast.horizon[1]


def test_twilight_fades_and_glows_below_the_sun() -> None:
    skies = [daylight(math.radians(each)) for each in (5.0, -1.0, -5.0, -12.0, -30.0)]
    light = [sky.sky * sum(sky.zenith) + sky.sun for sky in skies]
    assert light == sorted(light, reverse=True)
    dusk, night = skies[2], skies[4]
    assert dusk.glow[0] > 2.0 * dusk.horizon[0]
    assert night.sun == 0.0 and night.zenith[2] > 2.0 * night.zenith[0]
