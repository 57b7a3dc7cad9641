# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wish for light in the panel, up to what the second Blender is told."""

from __future__ import annotations

import math

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.light_wish import read_light_wish
from addon.ui import work
from addon.ui.properties import LIGHTS, settings_of, suggest_light
from tests.ui.layouts import draw_all


def _arguments() -> list[str]:
    return work.variation_arguments(bpy.context, settings_of(bpy.context))


def test_every_suggestion_is_a_wish() -> None:
    settings = settings_of(bpy.context)
    assert suggest_light(settings, bpy.context, "") == list(LIGHTS)
    assert suggest_light(settings, bpy.context, "gold") == ["Golden hour"]
    for each in LIGHTS:
        assert read_light_wish(each).label


def test_the_wish_and_north_are_handed_over() -> None:
    settings = settings_of(bpy.context)
    assert not [each for each in _arguments() if each.startswith(("--light", "--north"))]
    settings.light, settings.north = " Golden hour ", math.radians(-30.0)
    assert "--light=Golden hour" in _arguments()
    assert "--north=-30.000" in _arguments()
    settings.use_light = False
    assert not [each for each in _arguments() if each.startswith("--light")]


def test_a_sky_picture_beside_the_file_is_found_by_the_second_blender() -> None:
    settings_of(bpy.context).light = "hdri /skies/Große Wolken.hdr turned 90"
    (wish,) = [each.removeprefix("--light=") for each in _arguments() if "hdri" in each]
    read = read_light_wish(wish)
    assert read.sky == bpy.path.abspath("/skies/Große Wolken.hdr")
    assert math.degrees(read.turn) == pytest.approx(90.0)


def test_a_wish_that_is_none_is_said_at_once() -> None:
    settings_of(bpy.context).light = "purple rain"
    with pytest.raises(InputError, match="no light that is known"):
        _arguments()


def test_the_panel_shows_light_and_north() -> None:
    drawn = draw_all()
    assert "light" in drawn and "north" in drawn
