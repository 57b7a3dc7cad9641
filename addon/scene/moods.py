# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which light a variation gets: by its theme, by a wish, or one of the moods by its seed.

Everything is numbers from a seed; nothing is changed in a scene.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeAlias

from ..core.daylight import daylight
from ..core.errors import InputError
from ..core.light_wish import LightWish, read_light_wish
from ..core.request import Axis, GenerationRequest
from ..core.sun_of_wish import WantedSun, sun_of_wish
from .light import Lamp, LightChoice, incident_exposure
from .lighting import Lighting
from .near_light import nearer
from .staging import Stage
from .themes import LightRecipe

Range: TypeAlias = tuple[float, float]
# Sun and sky as seen from inside, where a full sun would leave the rest of the room in the dark.
INSIDE_SHARES = (0.6, 1.6)
# Stops between sets of the same wish.
KEY_STEPS = (1.0, 0.85, 1.15, 0.95, 1.08)
# Weathers around a wish that names none, from crisp to thin cloud.
WISHED_HAZE: tuple[tuple[str, float], ...] = (
    ("", 0.06), ("hazy", 0.42), ("crisp", 0.0), ("veiled", 0.62), ("soft", 0.25),
)  # fmt: skip
WEATHER_HAZE: Mapping[str, Range] = {
    "clear": (0.0, 0.12),
    "hazy": (0.35, 0.6),
    "overcast": (0.82, 1.0),
    "storm": (0.3, 0.4),
}
# A turn of the golden angle spreads any number of sky pictures evenly.
GOLDEN_TURN = math.pi * (3.0 - math.sqrt(5.0))
DUSK_LAMPS = 0.35
MOONLIGHT, MOON_KELVIN = 0.035, 7200.0


@dataclass(frozen=True, slots=True)
class Mood:
    """A kind of light: the sun's height and its turn from behind the camera outside (out of the
    windows inside), in degrees; haze from 0 to 1; the luminance of pictures outside and inside."""

    name: str
    elevation: Range
    haze: Range
    turn: Range
    outside_key: float
    inside_key: float
    inside_turn: Range = (20.0, 50.0)
    inside_elevation: Range | None = None


CLEAR = Mood("clear", (28.0, 42.0), (0.0, 0.15), (30.0, 65.0), 0.32, 0.29)
NOON = Mood("noon", (54.0, 66.0), (0.0, 0.08), (15.0, 60.0), 0.35, 0.31, (0.0, 40.0), (42.0, 52.0))
GOLDEN = Mood(
    "golden hour", (6.0, 10.0), (0.0, 0.15), (32.0, 60.0), 0.27, 0.22, (5.0, 40.0), (9.0, 15.0)
)
WINTER = Mood("winter sun", (13.0, 19.0), (0.3, 0.45), (30.0, 70.0), 0.34, 0.34, (10.0, 45.0))
OVERCAST = Mood("overcast", (40.0, 55.0), (0.86, 0.94), (0.0, 90.0), 0.31, 0.4)
STORM = Mood("storm light", (14.0, 22.0), (0.3, 0.4), (35.0, 70.0), 0.20, 0.17, (10.0, 40.0))
BLUE = Mood("blue hour", (-5.5, -3.5), (0.0, 0.2), (150.0, 200.0), 0.15, 0.12, (0.0, 30.0))
NIGHT = Mood("night", (-40.0, -25.0), (0.0, 0.1), (30.0, 70.0), 0.075, 0.09)
MOODS = (CLEAR, GOLDEN, OVERCAST, BLUE, NOON, NIGHT, WINTER, STORM)
BY_NAME = {mood.name: mood for mood in MOODS}
STORM_SKY = ((0.085, 0.10, 0.135), (0.21, 0.235, 0.28), (0.09, 0.095, 0.10))


@dataclass(frozen=True, slots=True)
class PlannedLight:
    """A light and what it is called."""

    name: str
    choice: LightChoice


def plan_light(
    recipe: LightRecipe, seed: int, stage: Stage, lighting: Lighting, request: GenerationRequest
) -> PlannedLight | None:
    """The light of one seed; None where its strength is 0, which leaves the light as it is.

    By the wish where there is one, by the theme's recipe where materials vary too, else by moods
    of which eight seeds in a row show each once. `InputError` for a wish that cannot be.
    """
    strength = request.strength_of(Axis.LIGHT)
    if strength <= 0.0:
        return None
    if request.light:
        planned = _wished(read_light_wish(request.light), seed, stage, lighting, request)
    elif Axis.MATERIAL in request.axes:
        planned = PlannedLight("", _by_recipe(recipe, seed, stage))
    else:
        mood = mood_of(seed)
        rng = Random(f"{seed}/light")
        planned = PlannedLight(mood.name.capitalize(), _of_mood(mood, rng, stage, lighting))
    if strength >= 1.0 or lighting.present is None:
        return planned
    return replace(planned, choice=nearer(planned.choice, lighting.present, strength))


def light_notes(choices: Iterable[LightChoice | None]) -> tuple[str, ...]:
    """What a person should know of lights that were planned."""
    if any(choice is not None and choice.lamps for choice in choices):
        return (
            "The scene has no lamps of its own; at night it gets some of ours, which go with the "
            "variation.",
        )
    return ()


def mood_of(seed: int) -> Mood:
    """The mood of a seed: each once in any eight seeds in a row."""
    return MOODS[seed % len(MOODS)]


def _of_mood(mood: Mood, rng: Random, stage: Stage, lighting: Lighting) -> LightChoice:
    heights = mood.inside_elevation if stage.is_inside else None
    low, high = heights or _clear_of_windows(mood.elevation, stage)
    elevation = math.radians(rng.uniform(low, high))
    azimuth = _beside(stage, rng, mood.inside_turn if stage.is_inside else mood.turn)
    return _lit(mood, elevation, azimuth, rng.uniform(*mood.haze), stage, lighting)


def _clear_of_windows(heights: Range, stage: Stage) -> Range:
    """Inside, a sun by day comes in low enough for a window and clears what stands outside."""
    low, high = heights
    if not stage.is_inside or high < 0.0:
        return heights
    return min(max(low, 24.0), 36.0), min(max(high, 30.0), 42.0)


def _beside(stage: Stage, rng: Random, turn: Range) -> float:
    side = rng.choice((-1.0, 1.0))
    return (stage.bearing + side * math.radians(rng.uniform(*turn))) % (2.0 * math.pi)


def _lit(
    mood: Mood, elevation: float, azimuth: float, haze: float, stage: Stage, lighting: Lighting
) -> LightChoice:
    """The light of a mood with the sun at a place; metered later where lamps or a room count."""
    day = daylight(elevation, haze)
    sun, sky = INSIDE_SHARES if stage.is_inside and elevation > 0.0 else (1.0, 1.0)
    choice = LightChoice(
        azimuth=azimuth,
        elevation=elevation,
        angle=day.angle,
        temperature=day.temperature,
        strength=round(day.sun * sun, 4),
        zenith=day.zenith,
        horizon=day.horizon,
        ground=day.ground,
        sky_strength=round(day.sky * sky, 4),
        key=mood.inside_key if stage.is_inside else mood.outside_key,
        mood=mood.name,
        glow=day.glow,
        lamps=_lamps_at(mood, lighting),
    )
    if mood is STORM:
        zenith, horizon, ground = STORM_SKY
        choice = replace(choice, zenith=zenith, horizon=horizon, ground=ground, glow=None)
    if mood is NIGHT:
        choice = replace(
            choice,
            elevation=math.radians(35.0),
            strength=MOONLIGHT,
            temperature=MOON_KELVIN,
            glow=None,
        )
    is_metered = stage.is_inside or mood in (BLUE, NIGHT)
    return choice if is_metered else replace(choice, exposure=incident_exposure(choice))


def _lamps_at(mood: Mood, lighting: Lighting) -> tuple[Lamp, ...]:
    """At the blue hour lamps and sky are in balance, so that both are seen."""
    if mood is NIGHT:
        return lighting.lamps
    share = DUSK_LAMPS if mood is BLUE else 0.0
    dimmed = (replace(lamp, watts=round(lamp.watts * share, 4)) for lamp in lighting.lamps)
    return tuple(dimmed) if share else ()


def _wished(
    wish: LightWish, seed: int, stage: Stage, lighting: Lighting, request: GenerationRequest
) -> PlannedLight:
    rng = Random(f"{seed}/wished light")
    step = seed % len(WISHED_HAZE)
    if wish.sky:
        return _sky_picture(wish, seed, stage)
    north = math.radians(request.north_deg) if request.north_deg is not None else lighting.north
    sun = sun_of_wish(wish, lighting.home)
    haze_name, haze = WISHED_HAZE[step]
    if wish.weather:
        haze_name, haze = "", rng.uniform(*WEATHER_HAZE[wish.weather])
    mood = _mood_for(wish, sun)
    elevation = sun.elevation
    if elevation is None:
        elevation = math.radians(rng.uniform(*_clear_of_windows(mood.elevation, stage)))
    elif not sun.is_exact:
        elevation = _around(elevation, rng)
    azimuth = _azimuth(sun, north, mood, stage, rng)
    if mood in (BLUE, NIGHT):
        haze = min(haze, 0.3)
    choice = _lit(mood, elevation, azimuth, haze, stage, lighting)
    return PlannedLight(_named(wish.label, haze_name, mood), _keyed(choice, KEY_STEPS[step]))


def _around(elevation: float, rng: Random) -> float:
    """A little lower or higher, on the same side of the horizon."""
    spread = 0.22 * abs(elevation) + math.radians(0.5)
    moved = elevation + rng.uniform(-spread, spread)
    return max(moved, math.radians(0.7)) if elevation > 0.0 else min(moved, math.radians(-0.7))


def _mood_for(wish: LightWish, sun: WantedSun) -> Mood:
    """By the sun's height, then by the weather; a named part of the day is taken at its word."""
    degrees = 35.0 if sun.elevation is None else math.degrees(sun.elevation)
    if "night" in wish.parts or degrees < -8.0:
        return NIGHT
    if degrees < -0.6:
        return BLUE
    if wish.weather in {"overcast", "storm"}:
        return OVERCAST if wish.weather == "overcast" else STORM
    if degrees < 11.0 or wish.season == "winter":
        return GOLDEN if degrees < 11.0 else WINTER
    return CLEAR if degrees < 50.0 else NOON


def _azimuth(sun: WantedSun, north: float | None, mood: Mood, stage: Stage, rng: Random) -> float:
    """By the compass where a direction was named or north is known, else where it looks best."""
    if sun.turn is not None:
        return (stage.camera_bearing + sun.turn) % (2.0 * math.pi)
    if sun.azimuth is not None:
        return (sun.azimuth + (north or 0.0)) % (2.0 * math.pi)
    return _beside(stage, rng, mood.inside_turn if stage.is_inside else mood.turn)


def _named(label: str, weather: str, mood: Mood) -> str:
    return f"{label}, {weather}" if weather and mood not in (BLUE, NIGHT) else label


def _keyed(choice: LightChoice, share: float) -> LightChoice:
    """A little darker or brighter than the mood's."""
    keyed = replace(choice, key=round(choice.key * share, 4))
    return keyed if choice.exposure is None else replace(keyed, exposure=incident_exposure(keyed))


def _sky_picture(wish: LightWish, seed: int, stage: Stage) -> PlannedLight:
    path = Path(wish.sky).expanduser().absolute()
    if not path.is_file():
        raise InputError(f"The sky picture {path} is not there; check the path.")
    step = seed % len(KEY_STEPS)
    mood = CLEAR
    choice = LightChoice(
        azimuth=stage.bearing,
        elevation=math.radians(45.0),
        angle=math.radians(0.53),
        temperature=5600.0,
        strength=0.0,
        zenith=(0.5, 0.5, 0.5),
        horizon=(0.5, 0.5, 0.5),
        ground=(0.5, 0.5, 0.5),
        sky_strength=1.0,
        key=mood.inside_key if stage.is_inside else mood.outside_key,
        mood="sky picture",
        picture=str(path),
        picture_turn=round((wish.turn + seed * GOLDEN_TURN) % (2.0 * math.pi), 4),
    )
    turned = math.degrees(choice.picture_turn)
    return PlannedLight(f"{wish.label} {turned:.0f}°", _keyed(choice, KEY_STEPS[step]))


def _by_recipe(recipe: LightRecipe, seed: int, stage: Stage) -> LightChoice:
    """The light that suits a theme."""
    rng = Random(f"{seed}/light")
    side = rng.choice((-1.0, 1.0))
    turn = rng.uniform(20.0, 50.0) if stage.is_inside else rng.uniform(30.0, 65.0)
    low, high = _clear_of_windows(recipe.elevation, stage)
    sun, sky = INSIDE_SHARES if stage.is_inside else (1.0, 1.0)
    choice = LightChoice(
        azimuth=(stage.bearing + side * math.radians(turn)) % (2.0 * math.pi),
        elevation=math.radians(rng.uniform(low, high)),
        angle=math.radians(recipe.softness),
        temperature=round(rng.uniform(*recipe.temperature)),
        strength=round(rng.uniform(*recipe.sun) * sun, 3),
        zenith=recipe.zenith,
        horizon=recipe.horizon,
        ground=recipe.ground,
        sky_strength=round(rng.uniform(*recipe.sky) * sky, 3),
        key=recipe.inside_key if stage.is_inside else recipe.outside_key,
    )
    return choice if stage.is_inside else replace(choice, exposure=incident_exposure(choice))
