# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wishes, moods, fixed colours and the look that is there: what planning makes of a brief."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import bpy
import pytest

from addon.core.errors import InputError
from addon.core.match import LookScore, Match
from addon.core.mood import Seen
from addon.core.oklab import color_of_code, difference
from addon.core.palette import Palette, Swatch
from addon.core.request import Axis, GenerationRequest, Task
from addon.core.words import read_words
from addon.scene import coherence, planning, procedural, reading, suiting, tinting, variation
from addon.scene.appearances import KIND_OF, palette_of_variation
from addon.scene.brief import Answers, Brief, Tone
from addon.scene.briefing import brief_of
from addon.scene.current_look import current_look
from addon.scene.proposals import in_color
from addon.scene.spreading import LEAST_DIFFERENCE, apart, spread_of
from addon.scene.variation import SlotChoice, Variation

from . import rooms

REQUEST = GenerationRequest(task=Task.VARIATIONS, count=4, seed=1)
CREAM, SAGE, OAK, COAL = map(color_of_code, (0xDDD5C5, 0x7A8B6F, 0xBB8D5F, 0x2F2F32))
BLUE = color_of_code(0x2A5B8F)
MOOD: Palette = (Swatch(CREAM, 0.5), Swatch(OAK, 0.25), Swatch(SAGE, 0.15), Swatch(COAL, 0.1))


def planned(request: GenerationRequest, answers: Answers | None = None) -> tuple[Variation, ...]:
    found = variation.survey(rooms.scene(), None)
    brief = brief_of(request, found, answers)
    return planning.plan_variations(rooms.scene(), None, request, brief)


def of_role(each: Variation, role: str) -> list[SlotChoice]:
    return [choice for choice in each.choices if choice.role == role]


@pytest.mark.parametrize(
    "prompt",
    [
        "brutalist, board-formed concrete and oak",
        "brutalistisch, Sichtbeton und Eiche",
        "béton brut et chêne",
        "hormigón y roble",
        "calcestruzzo e rovere",
        "betão e carvalho",
    ],
)
def test_materials_go_where_they_suit_in_every_language(prompt: str) -> None:
    rooms.awkward_room()
    for each in planned(replace(REQUEST, prompt=prompt)):
        assert {KIND_OF[c.material.family] for c in of_role(each, "interior_wall")} == {"concrete"}
        assert {KIND_OF[c.material.family] for c in of_role(each, "floor")} == {"wood"}
        assert all("Oak" in c.material.look for c in of_role(each, "floor"))


def test_a_material_goes_where_it_is_said_to() -> None:
    rooms.awkward_room()
    for each in planned(replace(REQUEST, prompt="concrete floor, oak walls and ceiling")):
        assert {KIND_OF[c.material.family] for c in of_role(each, "floor")} == {"concrete"}
        assert {KIND_OF[c.material.family] for c in of_role(each, "interior_wall")} == {"wood"}


def test_what_the_model_says_counts_among_looks_of_the_kind() -> None:
    (phrase,) = reading.material_phrases("walnut")
    match = Match(
        looks=(
            LookScore("veneer", "Walnut Book-Matched", 0.9),
            LookScore("brick", "Red Stock", 0.1),
        )
    )
    (wish,) = reading.wishes_of("walnut", {phrase.text: match})
    assert wish.looks[0].look == "Walnut Book-Matched"
    assert wish.kinds == ("wood",)


def test_styles_and_tones_choose_themes_and_no_material() -> None:
    assert reading.material_phrases("Scandinavian, pale and warm") == ()
    tone = reading.tone_of("skandinavisch, hell und warm")
    assert tone.lightness > 0.5 and tone.warmth > 0.5
    weights = brief_of(replace(REQUEST, prompt="Scandinavian, pale"), empty_survey()).themes
    assert max(weights, key=lambda name: weights[name]) == "Nordic Pale"
    assert "Dark and Moody" not in weights
    dark = brief_of(replace(REQUEST, prompt="dark"), empty_survey()).themes
    assert max(dark, key=lambda name: dark[name]) == "Dark and Moody"


def empty_survey() -> variation.Survey:
    rooms.awkward_room()
    return variation.survey(rooms.scene(), None)


def test_themes_come_in_proportion_to_their_weights() -> None:
    weights = {"Nordic Pale": 3.0, "Japandi": 1.0}
    drawn = Counter(planning.theme_of(seed, weights).name for seed in range(80))
    assert drawn == {"Nordic Pale": 60, "Japandi": 20}


def test_a_mood_has_its_palette_and_ceilings_stay_light() -> None:
    rooms.awkward_room()
    led_by = set[int]()
    for each in planned(REQUEST, Answers(palette=MOOD)):
        wall = tinting.color_of(of_role(each, "interior_wall")[0].material)
        nearest = min(range(4), key=lambda i: difference(MOOD[i].color, wall))
        assert difference(MOOD[nearest].color, wall) < 0.1
        led_by.add(nearest)
        for choice in of_role(each, "ceiling"):
            assert tinting.to_oklch(tinting.color_of(choice.material))[0] > 0.85
    assert len(led_by) > 1


def test_a_mood_has_its_surfaces() -> None:
    rooms.awkward_room()
    sure = Match(looks=(LookScore("terrazzo", "Venetian", 0.9),))
    unsure = Match(looks=(LookScore("rust", "Bare Rust", 0.2),))
    paint = Match(looks=(LookScore("paint", "Sage", 0.9),))
    seen = tuple(Seen(CREAM, 0.3, match) for match in (sure, unsure, paint))
    brief = brief_of(REQUEST, empty_survey(), Answers(palette=MOOD, seen=seen))
    assert [wish.kinds for wish in brief.wishes] == [("stone",)]
    for each in planned(REQUEST, Answers(palette=MOOD, seen=seen)):
        assert "stone" in {KIND_OF[choice.material.family] for choice in each.choices}


def test_a_picture_of_one_color_is_no_mix_of_colors() -> None:
    looks = (LookScore("hexagon", "Encaustic Mix", 0.9),)
    boards, tiles = Match(looks=looks, colors=(OAK, CREAM)), Match(looks=looks, colors=(OAK, BLUE))
    for match, kinds in ((boards, []), (tiles, [("tile",)])):
        answers = Answers(palette=MOOD, seen=(Seen(OAK, 0.3, match),))
        brief = brief_of(REQUEST, empty_survey(), answers)
        assert [wish.kinds for wish in brief.wishes] == kinds


def test_the_largest_role_is_led_by_what_suits_it() -> None:
    areas = {"interior_wall": 80.0, "floor": 30.0, "upholstery": 4.0, "glazing": 6.0}
    leads = Counter(
        suiting.colors_by_role(MOOD, areas, {}, Random(seed))["interior_wall"]
        for seed in range(200)
    )
    assert leads.most_common(1)[0][0] == CREAM
    assert len(leads) == 4
    given = suiting.colors_by_role(MOOD, areas, {"floor": OAK}, Random(1))
    assert "glazing" not in given and "floor" not in given


@pytest.mark.parametrize("family", ["planks", "parquet", "wood", "stone", "brick", "concrete"])
def test_natural_materials_keep_plausible_colors(family: str) -> None:
    found = procedural.FAMILIES[family]
    green, blue = color_of_code(0x1E7A57), color_of_code(0x2A4B9B)
    for wanted in (green, blue):
        held = tinting.plausible(found, wanted)
        assert difference(held, wanted) > 0.05
        nearest = min(
            difference(held, tinting.look_color(family, look.name)) for look in found.looks
        )
        assert nearest < 0.2
    own = tinting.look_color(family, found.looks[0].name)
    assert difference(tinting.plausible(found, own), own) < 5e-3


def test_paint_takes_any_color_and_is_named_by_it() -> None:
    paint = procedural.from_look(
        procedural.FAMILIES["paint"], procedural.FAMILIES["paint"].looks[0]
    )
    sage = tinting.tinted(paint, SAGE, 1.0)
    assert difference(tinting.color_of(sage), SAGE) < 1e-3
    assert sage.look == "" and "painted wall" in variation.material_label(sage)
    assert tinting.recolored(paint, tinting.color_of(paint)).look == paint.look


@pytest.mark.parametrize(
    ("family", "word", "is_moved"),
    [("brick", "red", True), ("brick", "blue", False), ("brick", "white", False),
     ("paint", "red", False), ("wood", "red", True), ("marble", "green", True)],
)  # fmt: skip
def test_a_colour_word_is_a_shade_of_the_material(family: str, word: str, is_moved: bool) -> None:
    asked = read_words(word).colors[0]
    found = procedural.FAMILIES[family]
    material = in_color(procedural.from_look(found, found.looks[0]), asked)
    made = tinting.color_of(tinting.in_life(material))
    assert (difference(made, asked) > 0.03) is is_moved
    assert difference(made, asked) < 0.2


def test_a_tone_moves_a_little_the_right_way() -> None:
    linen = procedural.from_look(
        procedural.FAMILIES["fabric"], procedural.FAMILIES["fabric"].look("Charcoal Wool")
    )
    lightness, chroma, _ = tinting.to_oklch(tinting.color_of(linen))
    moved = tinting.to_oklch(tinting.color_of(tinting.toned(linen, Tone(1.0, 1.0, 0.0))))
    assert lightness < moved[0] < lightness + 0.15 and moved[1] > chroma


@pytest.mark.parametrize(
    ("colors", "role"),
    [
        (("walls=RAL 9010",), "interior_wall"),
        (("floor=#7a8b6f",), "floor"),
        (("Möbel=RAL 7016",), "wood_furniture"),
    ],
)
def test_a_fixed_color_is_on_its_role_in_every_variation(
    colors: tuple[str, ...], role: str
) -> None:
    rooms.awkward_room()
    wanted = brief_of(replace(REQUEST, colors=colors), empty_survey()).fixed[role]
    for each in planned(replace(REQUEST, colors=colors, prompt="oak")):
        assert of_role(each, role)
        for choice in of_role(each, role):
            assert difference(tinting.color_of(choice.material), wanted) < 1e-3


def test_a_fixed_color_without_a_role_is_where_it_fits_in_every_variation() -> None:
    rooms.awkward_room()
    request = replace(REQUEST, colors=("RAL 7016", "RAL 9010"))
    fixed = brief_of(request, empty_survey()).fixed
    assert len(fixed) == 2 and "glazing" not in fixed
    dark, white = color_of_code(0x383E42), color_of_code(0xF1ECE1)
    assert difference(next(iter(fixed.values())), dark) < 0.03
    for each in planned(request):
        mains = [tinting.color_of(choice.material) for choice in each.choices]
        for wanted in (dark, white):
            assert min(difference(main, wanted) for main in mains) < 0.03


def test_a_part_that_is_not_known_is_refused_and_one_not_there_is_told() -> None:
    found = empty_survey()
    with pytest.raises(InputError, match="is no part of a scene"):
        brief_of(replace(REQUEST, colors=("xyzzy=RAL 7016",)), found)
    brief = brief_of(replace(REQUEST, colors=("roof=RAL 7016",)), found)
    assert brief.fixed == {} and "no roof" in brief.warnings[0]


def colored(name: str, color: tuple[float, float, float]) -> bpy.types.Material:
    material = rooms.material(name)
    material.use_nodes = True
    node = next(n for n in material.node_tree.nodes if n.type == "BSDF_PRINCIPLED")
    node.inputs["Base Color"].default_value = (*color, 1.0)
    return material


@pytest.mark.parametrize("strength", [0.1, 0.4])
def test_near_the_current_look_kinds_stay_and_colors_move_little(strength: float) -> None:
    rooms.awkward_room()
    for name, color in (("wood", OAK), ("walnut", OAK), ("fabric", SAGE), ("wall", CREAM)):
        colored(name, color)
    request = replace(REQUEST, strengths=((Axis.MATERIAL, strength),))
    for each in planned(request):
        for role, kind, color in (
            ("tabletop", "wood", OAK),
            ("upholstery", "fabric", SAGE),
            ("interior_wall", "", CREAM),
        ):
            for choice in of_role(each, role):
                if kind:
                    assert KIND_OF[choice.material.family] == kind
                assert difference(tinting.color_of(choice.material), color) <= strength + 1e-3


def test_no_strength_leaves_everything_but_a_fixed_color() -> None:
    rooms.awkward_room()
    request = replace(REQUEST, count=2, strengths=((Axis.MATERIAL, 0.0),))
    assert all(each.choices == () for each in planned(request))
    with_color = planned(replace(request, colors=("floor=RAL 7016",)))
    assert {choice.role for each in with_color for choice in each.choices} == {"floor"}


def test_what_a_material_is_now_is_read_from_name_values_and_node_group() -> None:
    assert current_look(rooms.material("Material.001"), "other") is None
    brown = current_look(colored("Material.002", OAK), "floor")
    assert brown is not None and brown.kind == "wood"
    eiche = current_look(colored("Eiche hell", CREAM), "other")
    assert eiche is not None and eiche.kind == "wood"
    steel = colored("Part", (0.5, 0.5, 0.5))
    node = next(n for n in steel.node_tree.nodes if n.type == "BSDF_PRINCIPLED")
    node.inputs["Metallic"].default_value = 1.0
    found = current_look(steel, "metal_part")
    assert found is not None and found.kind == "metal"
    brick = procedural.FAMILIES["brick"]
    built = procedural.build_material(procedural.from_look(brick, brick.looks[0]), "Any")
    known = current_look(built, "other")
    assert known is not None and known.kind == "brick"


def test_a_picture_tells_its_mean_color() -> None:
    image = bpy.data.images.new("any", 64, 64)
    image.pixels.foreach_set([0.5, 0.25, 0.1, 1.0] * 64 * 64)
    material = colored("Material.003", CREAM)
    tree = material.node_tree
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = image
    node = next(n for n in tree.nodes if n.type == "BSDF_PRINCIPLED")
    tree.links.new(texture.outputs["Color"], node.inputs["Base Color"])
    before = len(bpy.data.images)
    found = current_look(material, "other")
    assert found is not None
    assert difference(found.color, color_of_code(0x80401A)) < 0.02
    assert len(bpy.data.images) == before


def test_surfaces_that_clash_are_worth_less() -> None:
    red, green = color_of_code(0xC4231F), color_of_code(0x1E7A57)
    good = [("interior_wall", "paint", CREAM, 60.0), ("floor", "wood", OAK, 30.0)]
    bad = [("interior_wall", "paint", red, 60.0), ("floor", "carpet", green, 30.0)]
    assert coherence.clashes(good) == ()
    assert coherence.clashes(bad) == (("floor", "interior_wall"),)
    assert coherence.worth_of(good) > coherence.worth_of(bad)
    alike = [*good, ("tabletop", "wood", tinting.from_oklch((0.72, 0.08, 1.1)), 2.0)]
    same = [*good, ("tabletop", "wood", OAK, 2.0)]
    assert coherence.worth_of(same) > coherence.worth_of(alike)


def test_planned_variations_do_not_clash() -> None:
    rooms.awkward_room()
    pairs = 0
    for each in planned(replace(REQUEST, prompt="colourful, playful", count=6)):
        surfaces = [
            (c.role, KIND_OF[c.material.family], tinting.color_of(c.material), c.area)
            for c in each.choices
            if c.area > 1.0
        ]
        pairs += len(coherence.clashes(surfaces))
    assert pairs <= 2


def test_one_metal_serves_all() -> None:
    rooms.awkward_room()
    rooms.box("Lamp", (0.2, 0.2, 1.5), ("steel",))
    rooms.box("Handle", (0.1, 0.1, 0.1), ("iron",))
    for each in planned(REQUEST):
        metals = {c.material.look for c in each.choices if c.material.family == "metal"}
        assert len(metals) <= 1


def test_a_variation_has_a_palette_in_proportion() -> None:
    rooms.awkward_room()
    for each in planned(REQUEST):
        palette = palette_of_variation(each)
        assert 2 <= len(palette) <= 5
        assert sum(swatch.share for swatch in palette) == pytest.approx(1.0)


def test_near_duplicates_are_drawn_again_and_always_the_same() -> None:
    rooms.awkward_room()
    request = replace(REQUEST, prompt="Scandinavian", axes=(Axis.MATERIAL,))
    found = variation.survey(rooms.scene(), None)
    brief = brief_of(request, found)
    plain = [planning.plan_variation(found, request, 1 + i, brief) for i in range(4)]
    spread_out = planning.plan_variations(rooms.scene(), None, request, brief)
    assert spread_out == planning.plan_variations(rooms.scene(), None, request, brief)
    before, after = spread_of(plain), spread_of(spread_out)
    assert after.least >= min(before.least, LEAST_DIFFERENCE)
    assert after.least > 0.0
    for each in spread_out:
        assert planning.plan_variation(found, request, each.seed, brief) == each


def test_a_copy_is_replaced_by_something_else() -> None:
    rooms.awkward_room()
    request = replace(REQUEST, count=2)
    found = variation.survey_for(rooms.scene(), None, request)

    def plan(seed: int) -> Variation:
        return planning.plan_variation(found, request, 1 if seed in (1, 2) else seed, Brief())

    one, other = apart(plan, request)
    assert one.seed == 1 and other.seed != 1
    assert spread_of((one, other)).least >= LEAST_DIFFERENCE
    assert spread_of((one, one)).least == 0.0 and spread_of((one,)).closest is None
