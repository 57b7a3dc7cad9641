# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One light variation: a sun, a sky and lamps of our own as numbers, and what exposure suits them.

`sky` makes the world of it. Knows nothing of which light suits which concept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias

import bpy
import numpy as np
from mathutils import Euler, Vector

from ..core.black_body import REC709, temperature_color
from ..core.errors import InputError
from ..core.procedural import Color

DARKEST = 1e-4
EXPOSURE_LIMIT = 8.0
Place: TypeAlias = tuple[float, float, float]
COLORS = ("zenith", "horizon", "ground", "glow")
# What lamps light most, at most, by night.
BRIGHTEST_AT_NIGHT = 1.1
NIGHTLY = frozenset({"night", "blue hour"})
# Moods of which the sun tells nothing.
SUNLESS = frozenset({"night", "blue hour", "overcast", "sky picture"})


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp of our own: a disc `size` metres wide at a place, shining towards another, with watts
    as Blender's area lights have them and a colour temperature in kelvin."""

    place: Place
    towards: Place
    size: float
    watts: float
    temperature: float

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Lamp:
        return cls(
            **{**values, "place": _place(values["place"]), "towards": _place(values["towards"])}
        )


@dataclass(frozen=True, slots=True)
class LightChoice:
    """A sun, a sky and, at night, lamps as numbers.

    `azimuth` is where the sun stands, in radians clockwise from +Y; `elevation` above the horizon;
    `angle` its apparent size. `temperature` is in kelvin, `strength` in W/m2, 0 for no sun. Sky
    colours are linear Rec.709; `glow` is the horizon below the sun, None where it is no other.
    `picture` is the path of a sky picture in place of the colours, turned by `picture_turn`
    radians. `key` is the log-average luminance the picture should have after exposure, and
    `exposure` the stops that give it, None until it was metered.
    """

    azimuth: float
    elevation: float
    angle: float
    temperature: float
    strength: float
    zenith: Color
    horizon: Color
    ground: Color
    sky_strength: float
    key: float = 0.18
    exposure: float | None = None
    mood: str = "clear"
    glow: Color | None = None
    picture: str = ""
    picture_turn: float = 0.0
    lamps: tuple[Lamp, ...] = ()

    def to_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> LightChoice:
        """The value written by `to_values`; `InputError` for anything else."""
        unknown = set(values) - {each.name for each in fields(cls)}
        if unknown:
            raise InputError(f"A light has no {', '.join(sorted(unknown))}; check the spelling.")
        try:
            colors = {name: tuple(values[name]) for name in COLORS if values.get(name) is not None}
            lamps = tuple(Lamp.from_values(each) for each in values.get("lamps", ()))
            return cls(**{**values, **colors, "lamps": lamps})
        except (TypeError, ValueError, KeyError) as error:
            raise InputError(f"This is not a light of a variation: {error}.") from error


def _place(values: Any) -> Place:
    x, y, z = (float(value) for value in values)
    return x, y, z


def sun_data(choice: LightChoice, name: str) -> bpy.types.Light:
    """A sun light data-block with a fake user; it has no object yet."""
    sun = bpy.data.lights.new(name, "SUN")
    sun.energy = choice.strength
    sun.angle = choice.angle
    sun.color = _unit_peak(temperature_color(choice.temperature))
    sun.use_fake_user = True
    return sun


def _unit_peak(color: Color) -> Color:
    peak = max(color)
    return color[0] / peak, color[1] / peak, color[2] / peak


def lamp_object(lamp: Lamp, name: str) -> bpy.types.Object:
    """An area light as an object in no collection; the camera sees its light and not its disc."""
    data = bpy.data.lights.new(name, "AREA")
    data.shape, data.size = "DISK", lamp.size
    data.energy = lamp.watts
    data.color = _unit_peak(temperature_color(lamp.temperature))
    obj = bpy.data.objects.new(name, data)
    obj.location = lamp.place
    way = Vector(lamp.towards) - Vector(lamp.place)
    obj.rotation_euler = way.to_track_quat("-Z", "Y").to_euler()
    obj.visible_camera = False
    return obj


def sun_rotation(choice: LightChoice) -> Euler:
    """The rotation of a sun object that shines from the choice's azimuth and elevation."""
    return Euler((math.pi / 2.0 - choice.elevation, 0.0, math.pi - choice.azimuth))


def brightest_of(choice: LightChoice) -> float | None:
    """The luminance that the brightest surfaces should not pass after exposure; by night what
    lamps light is not burnt out."""
    return BRIGHTEST_AT_NIGHT if choice.mood in NIGHTLY else None


def incident_exposure(choice: LightChoice) -> float:
    """Stops that bring an 18% grey in the open to the choice's key, by the light that falls on it.

    What reflects is not asked: a black chair on its own stays black and a white house white.
    """
    middle = [(low + high) / 2.0 for low, high in zip(choice.zenith, choice.horizon, strict=True)]
    sky = math.pi * choice.sky_strength * float(np.dot(middle, REC709))
    sun = choice.strength * max(math.sin(choice.elevation), 0.7 * math.cos(choice.elevation))
    return round(math.log2(choice.key * math.pi / (0.18 * (sun + sky))), 3)


def exposure_for(pixels: np.ndarray, key: float, brightest: float | None = None) -> float:
    """Stops for linear RGBA pixels (H, W, 4); only covered pixels count, the brightest 5% are
    cut."""
    covered = pixels[pixels[..., 3] > 0.5]
    luminance = covered[:, :3] @ REC709
    if luminance.size == 0:
        return 0.0
    bounded = np.clip(luminance, DARKEST, max(DARKEST, float(np.quantile(luminance, 0.95))))
    average = float(np.exp(np.log(bounded.astype(np.float64)).mean()))
    stops = math.log2(key / average)
    if brightest is not None:
        stops = min(stops, math.log2(brightest / float(bounded.max())))
    return round(float(np.clip(stops, -EXPOSURE_LIMIT, EXPOSURE_LIMIT)), 3)
