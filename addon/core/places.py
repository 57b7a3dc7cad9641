# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cities by name, and what their clocks show on a day. Knows today's rules of summer time only."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta, timezone

EARTH_KM = 6371.0
# A place this near to a city of the list has its clock.
NEAR_KM = 400.0

_CITIES = """
Amsterdam 52.37 4.90 1 EU; Athens Athen Athenes Atenas Atene 37.98 23.73 2 EU;
Auckland -36.85 174.76 12 NZ; Bangkok 13.76 100.50 7 -; Barcelona Barcelone Barcellona 41.39 2.17 1 EU;
Beijing Peking Pekin Pechino Pequim 39.90 116.41 8 -; Berlin Berlino Berlim 52.52 13.41 1 EU;
Bern Berne Berna 46.95 7.45 1 EU; Bogota 4.71 -74.07 -5 -; Boston 42.36 -71.06 -5 US;
Brasilia -15.79 -47.88 -3 -; Brussels Bruxelles Bruessel Brussel Bruselas Bruxelas 50.85 4.35 1 EU;
Bucharest Bukarest Bucarest 44.43 26.10 2 EU; Budapest 47.50 19.04 1 EU;
Buenos_Aires -34.60 -58.38 -3 -; Cape_Town Kapstadt Le_Cap Ciudad_del_Cabo -33.92 18.42 2 -;
Chicago 41.88 -87.63 -6 US; Cologne Koeln Koln Colonia 50.94 6.96 1 EU;
Copenhagen Kopenhagen Copenhague Copenaghen 55.68 12.57 1 EU; Delhi 28.61 77.21 5.5 -;
Denver 39.74 -104.99 -7 US; Dubai 25.20 55.27 4 -; Dublin Dublino 53.35 -6.26 0 EU;
Edinburgh Edimbourg Edimburgo 55.95 -3.19 0 EU; Frankfurt Francfort Francoforte 50.11 8.68 1 EU;
Geneva Genf Geneve Ginebra Ginevra Genebra 46.20 6.14 1 EU; Hamburg Hambourg Amburgo 53.55 9.99 1 EU;
Helsinki 60.17 24.94 2 EU; Hong_Kong 22.32 114.17 8 -; Istanbul Estambul 41.01 28.98 3 -;
Jakarta -6.21 106.85 7 -; Johannesburg -26.20 28.05 2 -; Lagos 6.52 3.38 1 -;
Lima -12.05 -77.04 -5 -; Lisbon Lissabon Lisbonne Lisboa Lisbona 38.72 -9.14 0 EU;
London Londres Londra 51.51 -0.13 0 EU; Los_Angeles 34.05 -118.24 -8 US; Lyon Lione 45.76 4.84 1 EU;
Madrid 40.42 -3.70 1 EU; Melbourne -37.81 144.96 10 AU; Mexico_City Mexiko Ciudad_de_Mexico 19.43 -99.13 -6 -;
Miami 25.76 -80.19 -5 US; Milan Mailand Milano 45.46 9.19 1 EU; Montreal 45.50 -73.57 -5 US;
Moscow Moskau Moscou Moscu Mosca 55.76 37.62 3 -; Mumbai 19.08 72.88 5.5 -;
Munich Muenchen Munchen Monaco_di_Baviera Munique 48.14 11.58 1 EU; Nairobi -1.29 36.82 3 -;
New_York Nueva_York Nova_Iorque 40.71 -74.01 -5 US; Oslo 59.91 10.75 1 EU; Paris Parigi 48.86 2.35 1 EU;
Porto Oporto 41.15 -8.61 0 EU; Prague Prag Praga 50.08 14.44 1 EU; Reykjavik 64.15 -21.94 0 -;
Rio_de_Janeiro -22.91 -43.17 -3 -; Rome Rom Roma 41.90 12.50 1 EU;
San_Francisco 37.77 -122.42 -8 US; Sao_Paulo -23.55 -46.63 -3 -; Seattle 47.61 -122.33 -8 US;
Seoul Seul 37.57 126.98 9 -; Seville Sevilla Siviglia Sevilha 37.39 -5.99 1 EU;
Shanghai 31.23 121.47 8 -; Singapore Singapur Singapour 1.35 103.82 8 -;
Stockholm Stoccolma Estocolmo 59.33 18.07 1 EU; Stuttgart Stoccarda 48.78 9.18 1 EU;
Sydney -33.87 151.21 10 AU; Tokyo Tokio 35.68 139.69 9 -; Toronto 43.65 -79.38 -5 US;
Tromsø 69.65 18.96 1 EU; Vancouver 49.28 -123.12 -8 US; Vienna Wien Vienne Viena 48.21 16.37 1 EU;
Warsaw Warschau Varsovie Varsovia Varsavia 52.23 21.01 1 EU; Zurich Zuerich Zurigo Zurique 47.37 8.54 1 EU
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Place:
    """Latitude north and longitude east in degrees; `standard` the clock's hours ahead of UTC
    outside summer time, of which `rule` names the region's law."""

    name: str
    latitude: float
    longitude: float
    standard: float
    rule: str = "-"


def plain(text: str) -> str:
    """Small letters without accents: "Köln" and "Koeln" both give "koeln", "São" gives "sao"."""
    spelled = text.lower().translate(
        {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
    )
    parts = unicodedata.normalize("NFKD", spelled.replace("ø", "o"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def place_at(latitude: float, longitude: float) -> Place:
    """A place by its coordinates, with the clock of the nearest city, else of its longitude."""
    nearest = min(CITIES.values(), key=lambda city: _apart_km(city, latitude, longitude))
    name = f"{abs(latitude):g} {'NS'[latitude < 0]} {abs(longitude):g} {'EW'[longitude < 0]}"
    if _apart_km(nearest, latitude, longitude) <= NEAR_KM:
        return Place(name, latitude, longitude, nearest.standard, nearest.rule)
    return Place(name, latitude, longitude, float(round(longitude / 15.0)))


def clock_of(place: Place, day: date) -> timezone:
    """How far the place's clock is ahead of UTC at noon of a day."""
    is_summer = _is_summer(place.rule, day)
    return timezone(timedelta(hours=place.standard + is_summer))


def _is_summer(rule: str, day: date) -> bool:
    year = day.year
    if rule == "EU":
        return _sunday(year, 3, -1) <= day < _sunday(year, 10, -1)
    if rule == "US":
        return _sunday(year, 3, 2) <= day < _sunday(year, 11, 1)
    if rule == "AU":
        return not _sunday(year, 4, 1) <= day < _sunday(year, 10, 1)
    if rule == "NZ":
        return not _sunday(year, 4, 1) <= day < _sunday(year, 9, -1)
    return False


def _sunday(year: int, month: int, number: int) -> date:
    """The first (1), second (2) or last (-1) Sunday of a month of 30 or 31 days."""
    if number < 0:
        last = date(year, month, 30 if month == 9 else 31)
        return last - timedelta(days=(last.weekday() + 1) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))


def _apart_km(place: Place, latitude: float, longitude: float) -> float:
    a, b = math.radians(place.latitude), math.radians(latitude)
    turn = math.radians(longitude - place.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return EARTH_KM * math.acos(min(max(cosine, -1.0), 1.0))


def _read(text: str) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for line in " ".join(text.split()).split("; "):
        *names, latitude, longitude, standard, rule = line.split(" ")
        spelled = [name.replace("_", " ") for name in names]
        place = Place(spelled[0], float(latitude), float(longitude), float(standard), rule)
        found |= {plain(name): place for name in spelled}
    return found


# By every spelling that is known, in `plain` letters.
CITIES: Mapping[str, Place] = _read(_CITIES)
