# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What light is asked for, read from words: a part of the day, weather, a date, a time and a place,
a direction, or a sky picture.

Knows nothing of scenes; where the sun then stands is worked out by `sun_of_wish`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, time, timedelta, timezone

from .errors import InputError
from .light_words import (
    FILLERS,
    HEIGHTS,
    MONTHS,
    PARTS,
    SEASONS,
    SHIFTS,
    SIDES,
    WEATHER,
    WINDS,
)
from .places import CITIES, Place, place_at, plain

EXAMPLES = (
    "golden hour",
    "overcast",
    "night",
    "winter afternoon",
    "2026-06-21 17:30 at Munich",
    "sunset at 48.14, 11.58",
    "sun from the south-west at 25 degrees",
    "hdri studio.exr",
)
LONGEST_WISH = 500
LONGEST_PHRASE = 4
# The year only moves the sun by a quarter of a degree; where none is named this one is meant.
YEAR = 2026
WIND_ORDER = ("north", "north-east", "east", "south-east", "south", "south-west", "west",
              "north-west")  # fmt: skip
TURNS = {"front": 0.0, "left": 90.0, "back": 180.0, "right": 270.0}
SKY_ENDINGS = (".hdr", ".exr", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")

_HDRI = re.compile(
    r"^(?:hdri?|sky picture)\s+(.+?)(?:\s+(?:turned|rotated)\s+(?:by\s+)?(-?\d+(?:\.\d+)?)\s*"
    r"(?:°|degrees?|deg)?)?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d)|\b)")
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+|de\s+|di\s+)?({_MONTH})\b\.?(?:\s+(?:de\s+)?(\d{{4}})\b)?"
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(\d{{4}})\b)?")
_ZONE = r"(?:\s*(?P<zone>z\b|(?:utc|gmt)\s*(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:\d{2}))?"
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::\d{2})?(?:\s*(?P<half>am|pm|uhr|h)\b)?" + _ZONE
)
_HOUR = re.compile(
    r"\b(?P<hour>\d{1,2})(?:\.(?P<minute>\d{2}))?\s*(?P<half>am|pm|uhr|h|heures?|horas?)\b" + _ZONE
)
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_PLACE = re.compile(rf"{_NUMBER}\s*°?\s*([ns])?\s*[,; ]\s*{_NUMBER}\s*°?\s*([ewo]\b)?")
_DEGREES = re.compile(
    rf"{_NUMBER}\s*(?:°|degrees?\b|deg\b|grad\b|degres?\b|grados?\b|gradi\b|graus?\b)"
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class LightWish:
    """What was asked for; what was not is empty.

    `parts` are of the day, `weather` clear, hazy, overcast or storm. `zone` is given where the time
    is not the place's own. `wind` is where the sun stands by the compass, `side` by the camera;
    `elevation` is in radians, as is `turn` of the picture `sky`.
    """

    text: str
    parts: tuple[str, ...] = ()
    weather: str = ""
    season: str = ""
    shift: str = ""
    day: date | None = None
    clock: time | None = None
    zone: timezone | None = None
    place: Place | None = None
    wind: str = ""
    side: str = ""
    elevation: float | None = None
    sky: str = ""
    turn: float = 0.0

    @property
    def label(self) -> str:
        """Such as "Winter afternoon" or "21 June 2026 17:30, Munich"."""
        if self.sky:
            return self.sky.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or self.sky
        words = [self.weather, self.season, self.shift, *self.parts]
        when = [_day_label(self.day)] if self.day else []
        when += [f"{self.clock:%H:%M}"] if self.clock else []
        where = f"sun from the {self.wind or self.side}" if self.wind or self.side else ""
        if self.elevation is not None:
            where = f"{where or 'sun'} at {math.degrees(self.elevation):g}°"
        text = " ".join(filter(None, [*words, *when]))
        joined = ", ".join(filter(None, [text, where, self.place.name if self.place else ""]))
        return joined[:1].upper() + joined[1:]


@dataclass(slots=True)
class _Reader:
    """The part of a wish that was not understood yet, and what was."""

    rest: str
    wish: LightWish
    words: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], LightWish]) -> bool:
        found = pattern.search(self.rest)
        if found is None:
            return False
        self.wish = read(found)
        self.rest = f"{self.rest[: found.start()]} , {self.rest[found.end() :]}"
        return True


def read_light_wish(text: str) -> LightWish:
    """The wish that words express; `InputError` with examples where they express none."""
    wish = LightWish(text.strip()[:LONGEST_WISH])
    picture = _HDRI.match(wish.text)
    if picture is not None:
        turn = math.radians(float(picture[2] or 0.0))
        return replace(wish, sky=picture[1].strip().strip("\"'"), turn=turn)
    if wish.text.lower().endswith(SKY_ENDINGS):
        return replace(wish, sky=wish.text.strip("\"'"))
    reader = _Reader(plain(wish.text), wish)
    _read_day(reader)
    _read_time(reader)
    reader.take(_PLACE, lambda found: replace(reader.wish, place=_place(found)))
    reader.take(_DEGREES, lambda found: replace(reader.wish, elevation=_elevation(found)))
    wish = _read_words(reader)
    if wish == LightWish(wish.text):
        raise _not_understood(text.strip() or "nothing")
    return wish


def _not_understood(what: str) -> InputError:
    examples = ", ".join(f'"{each}"' for each in EXAMPLES)
    return InputError(f'"{what[:80]}" is no light that is known; write such as {examples}.')


def _read_day(reader: _Reader) -> None:
    def iso(found: re.Match[str]) -> LightWish:
        return replace(reader.wish, day=_date(found[1], found[2], found[3]))

    def dotted(found: re.Match[str]) -> LightWish:
        return replace(reader.wish, day=_date(found[3], found[2], found[1]))

    def day_month(found: re.Match[str]) -> LightWish:
        return replace(reader.wish, day=_date(found[3], MONTHS[found[2]], found[1]))

    def month_day(found: re.Match[str]) -> LightWish:
        return replace(reader.wish, day=_date(found[3], MONTHS[found[1]], found[2]))

    readings = ((_ISO, iso), (_DOTTED, dotted), (_DAY_MONTH, day_month), (_MONTH_DAY, month_day))
    any(reader.take(pattern, read) for pattern, read in readings)


def _date(year: str | None, month: str | int, day: str) -> date:
    try:
        found = date(int(year or YEAR), int(month), int(day))
    except ValueError as error:
        raise InputError(f"There is no day {day} of month {month}; correct the date.") from error
    if not 1900 <= found.year <= 2100:
        raise InputError(f"The sun is known from 1900 to 2100, not in {found.year}.")
    return found


def _read_time(reader: _Reader) -> None:
    def read(found: re.Match[str]) -> LightWish:
        zone = _zone(found["zone"]) if found["zone"] else None
        return replace(reader.wish, clock=_clock(found), zone=zone)

    any(reader.take(pattern, read) for pattern in (_TIME, _HOUR))


def _clock(found: re.Match[str]) -> time:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = found["half"]
    if half in {"am", "pm"} and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    if not (hour < 24 and minute < 60):
        raise InputError(f"{found[0].strip()} is no time of a day; write such as 17:30.")
    return time(hour, minute)


def _zone(text: str) -> timezone:
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if digits is None:
        return UTC
    ahead = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    if ahead > timedelta(hours=14):
        raise InputError(f"No clock is {digits[0]} hours from UTC; write such as UTC+2.")
    return timezone(-ahead if digits[1] == "-" else ahead)


def _place(found: re.Match[str]) -> Place:
    latitude, longitude = float(found[1]), float(found[3])
    latitude = -latitude if found[2] == "s" else latitude
    longitude = -longitude if found[4] in {"w", "o"} and longitude > 0.0 else longitude
    if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 180.0):
        raise InputError(
            "Latitude goes from -90 to 90 and longitude from -180 to 180; "
            "write such as 48.14, 11.58."
        )
    return place_at(latitude, longitude)


def _elevation(found: re.Match[str]) -> float:
    degrees = float(found[1])
    if not -90.0 <= degrees <= 90.0:
        raise InputError(f"The sun stands -90 to 90 degrees high, not {degrees:g}.")
    return math.radians(degrees)


def _read_words(reader: _Reader) -> LightWish:
    """Phrases, the longest first; whatever is left must be a word that says nothing."""
    words = _WORD.findall(reader.rest)
    start = 0
    while start < len(words):
        for stop in range(min(start + LONGEST_PHRASE, len(words)), start, -1):
            phrase = " ".join(words[start:stop])
            if (read := _meaning(reader.wish, phrase)) is not None:
                reader.wish, start = read, stop
                break
        else:
            if words[start] not in FILLERS:
                raise _not_understood(reader.wish.text)
            start += 1
    return reader.wish


def _meaning(wish: LightWish, phrase: str) -> LightWish | None:
    """The wish with what a phrase adds; None where it says nothing."""
    simple: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("weather", WEATHER), ("season", SEASONS), ("shift", SHIFTS), ("side", SIDES),
    )  # fmt: skip
    for name, meanings in simple:
        if phrase in meanings:
            return replace(wish, **{name: meanings[phrase]})
    if phrase in PARTS:
        return replace(wish, parts=tuple(dict.fromkeys((*wish.parts, PARTS[phrase]))))
    if phrase in CITIES and wish.place is None:
        return replace(wish, place=CITIES[phrase])
    if phrase in WINDS:
        return replace(wish, wind=_wind(wish.wind, WINDS[phrase]))
    if phrase in HEIGHTS:
        return replace(wish, elevation=math.radians(12.0 if HEIGHTS[phrase] == "low" else 60.0))
    return None


def _wind(first: str, second: str) -> str:
    """Two winds that follow one another are one between: south, west."""
    both = f"{first}-{second}"
    return both if both in WIND_ORDER else second


def _day_label(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
