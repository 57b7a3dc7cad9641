# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lights by wish, by mood and near the present one, as numbers."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import bpy
import pytest

from addon.core.appearance import differences, spread
from addon.core.errors import InputError
from addon.core.request import Axis
from addon.scene import appearances, compat, lighting, moods, variation
from addon.scene.handouts import light_in_words
from addon.scene.light import LightChoice
from addon.scene.variation import Variation

from . import rooms

LIGHT_ONLY = (Axis.LIGHT,)


def _house() -> None:
    rooms.box("House", (8.0, 8.0, 7.0), ("facade",))


def _room() -> None:
    rooms.box("Room", (6.0, 4.0, 2.7), ("floor", "ceiling", "wall"), inward=True)
    rooms.box("Window", (2.0, 0.1, 1.5), ("glass",), at=(0.0, -2.0, 0.8))


def _planned(count: int = 8, **options: object) -> tuple[Variation, ...]:
    return rooms.planned(count, axes=LIGHT_ONLY, **options)


def _light(each: Variation) -> LightChoice:
    assert each.light is not None
    return each.light


def _lights(count: int = 8, **options: object) -> list[LightChoice]:
    return [_light(each) for each in _planned(count, **options)]


def _degrees(radians: float) -> float:
    return math.degrees(radians) % 360.0


def _spread(planned: tuple[Variation, ...]) -> float:
    return spread(differences([appearances.appearance_of(each) for each in planned]).whole)


@pytest.mark.parametrize("build", [_house, _room])
def test_light_alone_spans_the_moods(build: Callable[[], None]) -> None:
    build()
    for seed in (0, 1, 85):
        planned = _planned(8, seed=seed)
        assert {_light(each).mood for each in planned} == set(moods.BY_NAME)
        assert {each.name.lower() for each in planned} == set(moods.BY_NAME)
        assert _spread(planned) > 0.6
    assert _planned(3, seed=5) == _planned(8, seed=5)[:3]


def test_with_materials_the_light_is_the_theme_s() -> None:
    _house()
    both = rooms.planned(8)
    assert {_light(each).mood for each in both} == {"clear"}
    assert len({each.name for each in both}) == 8


@pytest.mark.parametrize(
    ("wish", "mood"),
    [
        ("golden hour", "golden hour"), ("sunset", "golden hour"), ("overcast", "overcast"),
        ("overcast morning", "overcast"), ("night", "night"), ("blue hour", "blue hour"),
        ("noon", "clear"), ("summer noon", "noon"), ("winter afternoon", "winter sun"),
        ("storm", "storm light"), ("morning", "clear"),
    ],
)  # fmt: skip
def test_a_wish_decides_the_mood_and_variations_differ_around_it(wish: str, mood: str) -> None:
    _house()
    planned = _planned(5, light=wish)
    assert {_light(each).mood for each in planned} == {mood}
    numbers = {each.without_exposure().to_json() for each in planned}
    assert len(numbers) == 5
    assert all(each.name.startswith(wish.capitalize()) for each in planned)


def test_golden_hour_is_low_and_warm_and_noon_high_and_strong() -> None:
    _house()
    golden, noon = _lights(4, light="golden hour"), _lights(4, light="summer noon")
    assert all(3.0 < math.degrees(each.elevation) < 11.0 for each in golden)
    assert max(each.temperature for each in golden) < min(each.temperature for each in noon)
    assert all(low.strength < high.strength for low, high in zip(golden, noon, strict=True))
    assert all(each.glow is not None and each.glow[0] > 1.3 * each.glow[2] for each in golden)


def test_a_date_a_time_and_a_place_are_obeyed_in_every_variation() -> None:
    _house()
    lights = _lights(5, light="2026-06-21 17:30 at Munich", north_deg=30.0)
    for each in lights:
        assert _degrees(each.azimuth) == pytest.approx(267.3 + 30.0, abs=0.1)
        assert math.degrees(each.elevation) == pytest.approx(34.7, abs=0.1)
    assert len({each.strength for each in lights}) == 5
    night = _lights(1, light="2026-12-21 22:00 at Munich")[0]
    assert night.mood == "night"


def test_a_direction_by_the_compass_and_by_the_camera() -> None:
    _house()
    lights = _lights(3, light="sun from the south-west at 25 degrees")
    assert {round(_degrees(each.azimuth), 3) for each in lights} == {225.0}
    assert {round(math.degrees(each.elevation), 3) for each in lights} == {25.0}
    camera = variation.survey(rooms.scene(), None).stage.camera_bearing
    left = _lights(1, light="low sun from the left")[0]
    assert _degrees(left.azimuth) == pytest.approx(math.degrees(camera) + 90.0, abs=1e-3)


def test_a_morning_without_a_place_stands_where_it_looks_best() -> None:
    _house()
    bearing = math.degrees(variation.survey(rooms.scene(), None).stage.bearing)
    for each in _lights(6, light="morning"):
        turn = abs((_degrees(each.azimuth) - bearing + 180.0) % 360.0 - 180.0)
        assert 25.0 <= turn <= 70.0


class SunPosition(bpy.types.PropertyGroup):
    """As Blender's Sun Position extension registers it."""

    north_offset: bpy.props.FloatProperty()
    latitude: bpy.props.FloatProperty()
    longitude: bpy.props.FloatProperty()


@pytest.fixture
def _sun_position() -> Iterator[None]:
    bpy.utils.register_class(SunPosition)
    bpy.types.Scene.sun_pos_properties = bpy.props.PointerProperty(type=SunPosition)
    yield
    del bpy.types.Scene.sun_pos_properties
    bpy.utils.unregister_class(SunPosition)


@pytest.mark.usefixtures("_sun_position")
def test_north_and_place_of_the_sun_position_extension_are_taken() -> None:
    _house()
    found = rooms.scene().sun_pos_properties
    found.north_offset, found.latitude, found.longitude = math.radians(-20.0), 48.14, 11.58
    each = _lights(1, light="2026-06-21 17:30")[0]
    assert _degrees(each.azimuth) == pytest.approx(267.3 - 20.0, abs=0.1)
    # The request has the last word.
    each = _lights(1, light="2026-06-21 17:30", north_deg=5.0)[0]
    assert _degrees(each.azimuth) == pytest.approx(267.3 + 5.0, abs=0.1)


def test_what_cannot_be_is_said_before_anything_is_planned() -> None:
    _house()
    with pytest.raises(InputError, match="no light that is known"):
        _planned(1, light="purple rain")
    with pytest.raises(InputError, match="names no place"):
        _planned(1, light="2026-06-21 17:30")
    with pytest.raises(InputError, match="needs the axis light"):
        rooms.planned(1, axes=(Axis.MATERIAL,), light="night")
    with pytest.raises(InputError, match=r"nowhere\.hdr is not there"):
        _planned(1, light="hdri /nowhere.hdr")


def test_night_keeps_the_lamps_of_the_scene_and_adds_none() -> None:
    _room()
    lamp = bpy.data.objects.new("Reading", bpy.data.lights.new("Reading", "POINT"))
    rooms.scene().collection.objects.link(lamp)
    night = _lights(1, light="night")[0]
    assert night.lamps == () and night.exposure is None
    assert moods.light_notes([night]) == ()
    lamp.hide_render = True
    assert _lights(1, light="night")[0].lamps


def test_a_surface_that_shines_is_a_lamp() -> None:
    _room()
    shining = rooms.material("wall")
    tree = compat.ensure_nodes(shining)
    principled = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    assert _lights(1, light="night")[0].lamps
    principled.inputs["Emission Strength"].default_value = 2.0
    principled.inputs["Emission Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    assert _lights(1, light="night")[0].lamps == ()


def test_a_dark_room_gets_lamps_of_ours_within_it_and_says_so() -> None:
    _room()
    night = _lights(1, light="night")[0]
    assert len(night.lamps) == 3
    for lamp in night.lamps:
        x, y, z = lamp.place
        assert abs(x) < 3.0 and abs(y) < 2.0 and 0.0 < z < 2.7
        assert lamp.temperature < 4000.0
    assert "no lamps of its own" in moods.light_notes([None, night])[0]
    assert all(each.lamps == () for each in _lights(2, light="noon"))


def test_lamps_that_do_not_shine_are_where_ours_stand() -> None:
    _room()
    rooms.box("Pendant Lamp", (0.3, 0.3, 0.3), ("metal",), at=(1.0, 0.5, 1.9))
    (lamp,) = _lights(1, light="night")[0].lamps
    assert lamp.place == pytest.approx((1.0, 0.5, 1.86), abs=1e-3)
    assert lamp.towards[2] < lamp.place[2]


def test_a_house_is_lit_on_every_side() -> None:
    _house()
    night = _lights(1, light="night")[0]
    sides = [(lamp.place[0] > 4.0) - (lamp.place[0] < -4.0) for lamp in night.lamps]
    fronts = [(lamp.place[1] > 4.0) - (lamp.place[1] < -4.0) for lamp in night.lamps]
    seen = Counter(zip(sides, fronts, strict=True))
    assert seen == dict.fromkeys([(1, 0), (-1, 0), (0, 1), (0, -1)], 2)
    assert all(lamp.towards[2] > lamp.place[2] for lamp in night.lamps)


def _lit_scene() -> LightChoice:
    _house()
    sun = rooms.sun()
    sun.rotation_euler = (math.radians(50.0), 0.0, math.radians(20.0))
    sun.data.energy = 3.0
    world = bpy.data.worlds.new("Sky of the user")
    rooms.scene().world = world
    bpy.context.view_layer.update()
    present = lighting.present_light(rooms.scene())
    assert present is not None
    return present


def test_the_present_light_is_read() -> None:
    present = _lit_scene()
    assert math.degrees(present.elevation) == pytest.approx(40.0, abs=0.01)
    assert _degrees(present.azimuth) == pytest.approx(180.0 - 20.0, abs=0.01)
    assert present.strength == pytest.approx(3.0)
    assert present.temperature == pytest.approx(6500.0, abs=50.0)


@pytest.mark.parametrize("wish", ["", "golden hour"])
def test_strength_keeps_near_the_present_light(wish: str) -> None:
    present = _lit_scene()

    def apart(strength: float) -> float:
        strengths = ((Axis.LIGHT, strength),)
        lights = _lights(8, light=wish, strengths=strengths)
        return sum(abs(each.elevation - present.elevation) for each in lights) / len(lights)

    near, half, free = apart(0.1), apart(0.5), apart(1.0)
    assert near < half < free
    assert near == pytest.approx(0.1 * free, rel=0.3)
    near_ones = _lights(8, strengths=((Axis.LIGHT, 0.1),))
    assert {each.mood for each in near_ones} == {"clear"}
    assert all(each.lamps == () for each in near_ones)
    assert _planned(1, strengths=((Axis.LIGHT, 0.0),))[0].light is None


def test_preference_tells_night_overcast_and_sky_pictures_apart(tmp_path: Path) -> None:
    _house()
    sky = _sky(tmp_path)
    named = {
        wish: appearances.variation_features(_planned(1, light=wish)[0])
        for wish in ("night", "overcast", "blue hour", f"hdri {sky}")
    }
    assert [set(each) for each in named.values()] == [
        {"light/night"}, {"light/overcast"}, {"light/blue_hour"}, {"light/sky_picture"}
    ]  # fmt: skip
    assert "light/height" in appearances.variation_features(_planned(1, light="noon")[0])


def test_lights_in_words(tmp_path: Path) -> None:
    _house()
    said = {
        wish: light_in_words(_lights(1, light=wish)[0])
        for wish in ("night", "overcast", "sun from the west at 20 degrees")
    }
    assert said["night"] == "Night, with 8 lamps added"
    assert said["overcast"] == "Overcast sky"
    assert said["sun from the west at 20 degrees"].startswith("Sun from the west, 20 degrees high")
    picture = light_in_words(
        _lights(1, light=f"hdri {_sky(tmp_path)} turned 90 degrees", seed=0)[0]
    )
    assert picture == "Sky picture Große Wolken.hdr, turned 90 degrees"


def test_sky_pictures_are_turned_differently(tmp_path: Path) -> None:
    _house()
    lights = _lights(5, light=f"hdri {_sky(tmp_path)}")
    turns = sorted(math.degrees(each.picture_turn) for each in lights)
    assert min(b - a for a, b in itertools.pairwise(turns)) > 20.0
    assert all(each.strength == 0.0 and each.exposure is None for each in lights)


def _sky(folder: Path) -> Path:
    path = folder / "Große Wolken.hdr"
    image = bpy.data.images.new("sky", 8, 4, float_buffer=True)
    image.filepath_raw, image.file_format = str(path), "HDR"
    image.save()
    bpy.data.images.remove(image)
    return path
