# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import math
from dataclasses import replace

import bpy  # noqa: F401 - before mathutils, which comes with it
import numpy as np
import pytest
from mathutils import Vector

from addon.core.black_body import REC709, temperature_color
from addon.core.errors import InputError
from addon.scene import light, staging, variation
from addon.scene.light import LightChoice

from . import rooms

CHOICE = LightChoice(
    azimuth=math.radians(90.0),
    elevation=math.radians(30.0),
    angle=0.01,
    temperature=5000.0,
    strength=3.0,
    zenith=(0.1, 0.2, 0.5),
    horizon=(0.7, 0.8, 0.9),
    ground=(0.3, 0.3, 0.3),
    sky_strength=1.0,
)


def test_the_sun_stands_where_the_choice_says() -> None:
    towards = Vector((0.0, 0.0, 1.0))
    towards.rotate(light.sun_rotation(CHOICE))
    assert tuple(towards) == pytest.approx((math.cos(math.radians(30.0)), 0.0, 0.5), abs=1e-6)


def test_black_bodies_go_from_red_to_blue_at_luminance_1() -> None:
    warm, day, cool = (temperature_color(kelvin) for kelvin in (2700.0, 6504.0, 12000.0))
    for color in (warm, day, cool):
        assert float(np.dot(color, REC709)) == pytest.approx(1.0, abs=1e-5)
    # CIE 1931 of a black body at 6504 K is x 0.3135, y 0.3237: a little more red and less green
    # than D65.
    assert day == pytest.approx((1.04, 0.98, 1.03), abs=0.02)
    assert warm[0] > day[0] > cool[0]
    assert warm[2] < day[2] < cool[2]


def test_numbers_survive_and_others_are_refused() -> None:
    assert LightChoice.from_values(CHOICE.to_values()) == CHOICE
    with pytest.raises(InputError, match="moon"):
        LightChoice.from_values({**CHOICE.to_values(), "moon": 1.0})


def test_exposure_brings_the_log_average_to_the_key() -> None:
    pixels = np.zeros((8, 8, 4), np.float32)
    pixels[:4] = (0.05, 0.05, 0.05, 1.0)
    pixels[4:, :, :3] = 90.0
    assert light.exposure_for(pixels, 0.2) == pytest.approx(2.0, abs=1e-3)
    assert light.exposure_for(np.zeros((4, 4, 4), np.float32), 0.2) == 0.0


def test_outside_exposure_follows_the_light_not_the_surfaces() -> None:
    half = replace(CHOICE, strength=CHOICE.strength / 2.0, sky_strength=CHOICE.sky_strength / 2.0)
    stops = light.incident_exposure(half) - light.incident_exposure(CHOICE)
    assert stops == pytest.approx(1.0, abs=2e-3)
    rooms.box("Chair", (0.5, 0.5, 0.9), ("wood",))
    plan = rooms.planned(1)[0]
    assert plan.light is not None
    assert plan.light.exposure == light.incident_exposure(plan.light)


def test_the_sun_comes_in_through_the_windows() -> None:
    rooms.box("Room", (6.0, 4.0, 2.7), ("floor", "ceiling", "wall"), inward=True)
    rooms.box("Window", (2.0, 0.1, 1.5), ("glass",), at=(0.0, -2.0, 0.8))
    stage = variation.survey(rooms.scene(), None).stage
    assert stage.is_inside
    assert math.degrees(stage.bearing) == pytest.approx(180.0, abs=1.0)
    for plan in rooms.planned(6):
        assert plan.light is not None
        assert 20.0 <= abs(math.degrees(plan.light.azimuth) - 180.0) <= 50.0


def test_outside_the_sun_stands_behind_the_camera() -> None:
    rooms.box("House", (8.0, 8.0, 7.0), ("facade",))
    assert variation.survey(rooms.scene(), None).stage.bearing == pytest.approx(staging.FRONT_RIGHT)


@pytest.mark.parametrize(("height", "scale"), [(9.0, 1.0), (1.3, 0.14), (5.5, 1.0)])
def test_models_of_buildings_get_patterns_of_their_scale(height: float, scale: float) -> None:
    rooms.box("building-a", (1.0, 1.0, height), ("colormap",))
    assert variation.survey(rooms.scene(), None).stage.scale == pytest.approx(scale)
