# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import math
from datetime import date, time, timedelta

import pytest

from addon.core.errors import InputError
from addon.core.light_wish import EXAMPLES, read_light_wish
from addon.core.places import CITIES, Place, clock_of, place_at, plain
from addon.core.sun_of_wish import sun_of_wish

HOME = Place("Home", 48.14, 11.58, 1.0, "EU")


def _elevation(text: str, home: Place | None = None) -> float:
    elevation = sun_of_wish(read_light_wish(text), home).elevation
    assert elevation is not None
    return math.degrees(elevation)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *((each, "golden hour") for each in ("golden hour", "Goldene Stunde", "heure dorée")),
        *((each, "golden hour") for each in ("hora dorada", "ora d'oro", "hora dourada")),
        *((each, "night") for each in ("night", "Nacht", "nuit", "noche", "notte", "noite")),
        *((each, "noon") for each in ("noon", "Mittag", "midi", "mediodía", "mezzogiorno")),
        *((each, "noon") for each in ("meio-dia", "sol de mediodía", "sun at midday")),
        *((each, "morning") for each in ("morning", "morgens", "matin", "mañana", "mattina")),
        *((each, "afternoon") for each in ("afternoon", "Nachmittag", "après-midi", "tarde")),
        *((each, "sunset") for each in ("sunset", "Sonnenuntergang", "coucher du soleil")),
        *((each, "sunset") for each in ("puesta de sol", "tramonto", "pôr do sol")),
        *((each, "blue hour") for each in ("blue hour", "dusk", "blaue Stunde", "heure bleue")),
    ],
)
def test_parts_of_the_day_in_six_languages(text: str, part: str) -> None:
    assert read_light_wish(text).parts == (part,)


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        *((each, "overcast") for each in ("overcast", "bedeckt", "bewölkt", "couvert")),
        *((each, "overcast") for each in ("nublado", "nuvoloso", "encoberto", "cloudy sky")),
        *((each, "clear") for each in ("sunny", "sonnig", "ensoleillé", "soleado", "sereno")),
        *((each, "storm") for each in ("stormy", "Gewitter", "orage", "tormenta", "temporale")),
    ],
)
def test_weather_in_six_languages(text: str, weather: str) -> None:
    wish = read_light_wish(text)
    assert wish.weather == weather
    assert sun_of_wish(wish, None).elevation is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-21 17:30 at 48.14, 11.58",
        "2026-06-21T17:30 48.14 N, 11.58 E",
        "2026-06-21 15:30Z at Munich",
        "2026-06-21 15:30 UTC, Munich",
        "21.6.2026 17.30 Uhr in München",
        "21 June 2026, 5:30 pm in Munich",
        "June 21st, 2026 5:30pm Munich",
        "le 21 juin 2026 à 17h30 à Munich",
        "21 de junio de 2026 17:30 en Múnich",
        "2026-06-21 21:00 UTC+05:30 at Munich",
    ],
)
def test_a_date_a_time_and_a_place_in_many_spellings(text: str) -> None:
    """NOAA's solar calculator: azimuth 267.3, elevation 34.7 degrees."""
    wish = read_light_wish(text)
    assert wish.day == date(2026, 6, 21)
    found = sun_of_wish(wish, None)
    assert found.is_exact and found.azimuth is not None and found.elevation is not None
    assert math.degrees(found.azimuth) == pytest.approx(267.3, abs=0.1)
    assert math.degrees(found.elevation) == pytest.approx(34.7, abs=0.1)


def test_the_place_of_the_scene_serves_where_none_is_named() -> None:
    wish = read_light_wish("2026-06-21 17:30")
    assert wish.clock == time(17, 30)
    assert math.degrees(sun_of_wish(wish, HOME).azimuth or 0.0) == pytest.approx(267.3, abs=0.1)
    with pytest.raises(InputError, match="no place"):
        sun_of_wish(wish, None)
    with pytest.raises(InputError, match="no day"):
        sun_of_wish(read_light_wish("17:30 in Berlin"), HOME)


@pytest.mark.parametrize(
    ("text", "azimuth"),
    [
        ("sun from the south-west at 25 degrees", 225.0),
        ("Sonne von Südwesten, 25°", 225.0),
        ("soleil du sud-ouest à 25 degrés", 225.0),
        ("sol del suroeste a 25 grados", 225.0),
        ("sole da sud ovest 25 gradi", 225.0),
        ("sun from nw at 25 deg", 315.0),
    ],
)
def test_a_direction(text: str, azimuth: float) -> None:
    found = sun_of_wish(read_light_wish(text), None)
    assert found.is_exact
    assert found.azimuth == pytest.approx(math.radians(azimuth))
    assert found.elevation == pytest.approx(math.radians(25.0))


def test_a_direction_by_the_camera() -> None:
    found = sun_of_wish(read_light_wish("low sun from the left"), None)
    assert found.azimuth is None and found.turn == pytest.approx(math.pi / 2.0)
    assert found.elevation == pytest.approx(math.radians(12.0))
    back = sun_of_wish(read_light_wish("Gegenlicht"), None)
    assert back.turn == pytest.approx(math.pi) and not back.is_exact


def test_heights_follow_the_day_and_the_season() -> None:
    assert _elevation("golden hour") == pytest.approx(7.0, abs=0.1)
    assert _elevation("sunset") == pytest.approx(2.5, abs=0.1)
    assert _elevation("blue hour") == pytest.approx(-5.0, abs=0.1)
    assert _elevation("night") < -18.0
    winter, summer = _elevation("winter afternoon"), _elevation("summer afternoon")
    assert 8.0 < winter < 18.0 and 35.0 < summer < 50.0
    assert _elevation("early morning") < _elevation("morning") < _elevation("late morning")
    # June is winter in the south.
    assert _elevation("summer noon at Sydney") > 75.0
    assert _elevation("noon at Sydney, June 21") < 35.0


def test_golden_hour_in_the_morning_is_in_the_east() -> None:
    morning, evening = (
        sun_of_wish(read_light_wish(f"{each} golden hour in Rome"), None).azimuth
        for each in ("morning", "evening")
    )
    assert morning is not None and evening is not None
    assert morning < math.pi < evening


def test_without_a_place_any_side_will_do() -> None:
    found = sun_of_wish(read_light_wish("morning"), None)
    assert found.azimuth is None and not found.is_exact
    assert sun_of_wish(read_light_wish("morning"), HOME).azimuth is not None


def test_a_sun_that_does_not_come_is_said() -> None:
    with pytest.raises(InputError, match=r"never 2\.5 degrees high at Tromsø"):
        sun_of_wish(read_light_wish("sunset at Tromsø on 2026-06-21"), None)


@pytest.mark.parametrize(
    ("text", "sky", "turn"),
    [
        ("hdri studio.exr", "studio.exr", 0.0),
        ("HDRI /skies/Große Wolken 4k.hdr turned 90 degrees", "/skies/Große Wolken 4k.hdr", 90.0),
        ('hdri "C:\\skies\\noon.hdr"', "C:\\skies\\noon.hdr", 0.0),
        ("/skies/night.exr", "/skies/night.exr", 0.0),
        ("hdri a.hdr rotated by -30°", "a.hdr", -30.0),
    ],
)
def test_a_sky_picture(text: str, sky: str, turn: float) -> None:
    wish = read_light_wish(text)
    assert (wish.sky, math.degrees(wish.turn)) == (sky, pytest.approx(turn))


@pytest.mark.parametrize(
    "text", ["purple rain", "", "   ", "golden rain", "Dienstag", "12345", "the light", "hdri"]
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_light_wish(text)
    assert all(example in str(caught.value) for example in EXAMPLES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-30 12:00 at Rome", "no day 30"),
        ("2026-02-03 25:00 at Rome", "no time"),
        ("1066-10-14 12:00 at London", "1900 to 2100"),
        ("2026-06-21 12:00 at 91.0, 0.0", "Latitude"),
        ("sun from the south at 95 degrees", "-90 to 90"),
        ("2026-06-21 12:00 UTC+22 at Rome", "from UTC"),
    ],
)
def test_impossible_numbers_are_named(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_light_wish(text)


def test_every_example_is_a_wish() -> None:
    labels = [read_light_wish(each).label for each in EXAMPLES]
    assert labels == [
        "Golden hour",
        "Overcast",
        "Night",
        "Winter afternoon",
        "21 June 2026 17:30, Munich",
        "Sunset, 48.14 N 11.58 E",
        "Sun from the south-west at 25°",
        "studio",
    ]


def test_a_long_wish_is_no_trouble() -> None:
    with pytest.raises(InputError):
        read_light_wish("1 " * 100_000)


def test_clocks_change_with_summer_time() -> None:
    table = [
        ("Berlin", date(2026, 3, 28), 1.0), ("Berlin", date(2026, 3, 29), 2.0),
        ("Berlin", date(2026, 10, 25), 1.0), ("New York", date(2026, 3, 8), -4.0),
        ("New York", date(2026, 11, 1), -5.0), ("Sydney", date(2026, 1, 1), 11.0),
        ("Sydney", date(2026, 4, 5), 10.0), ("Auckland", date(2026, 9, 27), 13.0),
        ("Delhi", date(2026, 6, 21), 5.5), ("Tokyo", date(2026, 6, 21), 9.0),
    ]  # fmt: skip
    for name, day, hours in table:
        assert clock_of(CITIES[plain(name)], day).utcoffset(None) == timedelta(hours=hours)


def test_places_by_coordinates_have_a_clock() -> None:
    near = place_at(48.2, 11.6)
    assert (near.standard, near.rule, near.name) == (1.0, "EU", "48.2 N 11.6 E")
    ocean = place_at(-20.0, -120.0)
    assert (ocean.standard, ocean.rule, ocean.name) == (-8.0, "-", "20 S 120 W")


def test_sixty_cities_and_more_under_the_names_of_six_languages() -> None:
    assert len(set(CITIES.values())) >= 60
    names = ("München", "Mailand", "Londres", "Varsovie", "São Paulo", "Tromsø")
    assert [CITIES[plain(name)].name for name in names] == [
        "Munich", "Milan", "London", "Warsaw", "Sao Paulo", "Tromsø"
    ]  # fmt: skip
