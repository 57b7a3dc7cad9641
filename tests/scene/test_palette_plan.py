# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which materials a palette recolours, how far, and how variations of colours only are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bpy
import pytest

from addon.core.color_move import chroma_of
from addon.core.errors import InputError
from addon.core.oklab import to_oklab
from addon.core.palette import hex_code
from addon.core.procedural import Color
from addon.core.request import Axis, GenerationRequest, Task
from addon.scene import compat, palette_plan, planning, procedural, recolor_nodes, schedule
from addon.scene import variation_state as state
from addon.scene.appearances import variation_features
from addon.scene.recolor import Recolor
from addon.scene.variation import Variation

from . import rooms
from .snapshot import differences, snapshot

OAK, RED, BLUE, GREY = (0.42, 0.19, 0.09), (0.5, 0.08, 0.06), (0.06, 0.12, 0.4), (0.4, 0.4, 0.4)
COLORS = {"oak": OAK, "plaster": GREY, "velvet": RED, "linen": BLUE, "steel": GREY, "pane": GREY}


@pytest.fixture
def scene() -> bpy.types.Scene:
    """A room: grey walls, an oak floor, a red and a blue seat, steel and glass, a leaf of its
    own."""
    for name, color in COLORS.items():
        shader = next(recolor_nodes.shaders_of(compat.ensure_nodes(rooms.material(name))))
        shader.inputs["Base Color"].default_value = (*color, 1.0)
        shader.inputs["Metallic"].default_value = float(name == "steel")
        shader.inputs["Transmission Weight"].default_value = float(name == "pane")
    rooms.box("Room", (6.0, 5.0, 3.0), ["oak", "plaster"], inward=True)
    rooms.box("Sofa", (2.0, 0.9, 0.8), ["velvet"], at=(1.0, 1.0, 0.0))
    rooms.box("Cushion", (0.5, 0.5, 0.2), ["linen"], at=(-1.0, 1.0, 0.0))
    rooms.box("Lamp leg", (0.1, 0.1, 1.5), ["steel"])
    rooms.box("Screen", (1.0, 0.05, 1.0), ["pane"], at=(0.0, 2.0, 0.0))
    return rooms.scene()


def planned(
    scene: bpy.types.Scene,
    count: int = 1,
    *,
    axes: tuple[Axis, ...] = (Axis.PALETTE,),
    **wishes: Any,
) -> tuple[Variation, ...]:
    request = GenerationRequest(task=Task.VARIATIONS, count=count, seed=1, axes=axes, **wishes)
    return planning.plan_variations(scene, None, request)


def colors_of(variation: Variation) -> Mapping[str, Color]:
    return {each.material: each.color for each in variation.recolors}


def test_only_surfaces_with_a_colour_are_recoloured_and_seeds_differ(
    scene: bpy.types.Scene,
) -> None:
    sets = planned(scene, 4)
    assert set(colors_of(sets[0])) <= {"oak", "plaster", "velvet", "linen"}
    assert {"oak", "velvet", "linen"} <= set(colors_of(sets[0]))
    assert len({str(colors_of(each)) for each in sets}) == 4
    assert sets == planned(scene, 4)
    assert all(each.choices == () and each.light is None for each in sets)


def test_greys_stay_nearly_grey_unless_words_want_colour(scene: bpy.types.Scene) -> None:
    for plain in planned(scene, 6):
        grey = colors_of(plain).get("plaster", GREY)
        assert chroma_of(to_oklab(grey)) < 0.02
    (tinted,) = planned(scene, prompt="sage green and terracotta")
    assert chroma_of(to_oklab(colors_of(tinted)["plaster"])) > 0.03


def test_strength_says_how_far_and_nothing_moves_at_0(scene: bpy.types.Scene) -> None:
    (whole,) = planned(scene)
    (half,) = planned(scene, strengths=((Axis.PALETTE, 0.4),))
    (none,) = planned(scene, strengths=((Axis.PALETTE, 0.0),))
    assert none.recolors == ()
    turns = {each.material: abs(each.hue) for each in whole.recolors}
    assert all(abs(each.hue) <= turns[each.material] for each in half.recolors)
    assert sum(abs(each.hue) for each in half.recolors) < 0.6 * sum(turns.values())


def test_locked_slots_keep_their_colour(scene: bpy.types.Scene) -> None:
    (locked,) = planned(scene, locks=("Sofa/*", "oak"))
    assert set(colors_of(locked)) <= {"plaster", "linen"}
    with pytest.raises(InputError, match="No material here"):
        planned(scene, locks=("*",))


def test_fixed_colours_land_where_they_are_meant(scene: bpy.types.Scene) -> None:
    wishes = ("Room/plaster=RAL 7016", "#1f6f6f", "sofa=#a0ab8b")
    (fixed,) = planned(scene, colors=wishes, strengths=((Axis.PALETTE, 0.0),))
    codes = {name: hex_code(color) for name, color in colors_of(fixed).items()}
    assert codes == {"plaster": "#383e42", "velvet": "#a0ab8b", "linen": "#1f6f6f"}
    with pytest.raises(InputError, match="RAL 7016"):
        planned(scene, colors=("RAL 12",))
    with pytest.raises(InputError, match="called 'flor'"):
        planned(scene, colors=("flor=RAL 1013",))
    (walls,) = planned(scene, colors=("walls=RAL 1013",), strengths=((Axis.PALETTE, 0.0),))
    assert hex_code(colors_of(walls)["plaster"]) == "#e3d9c6"


def test_a_role_splits_a_material_that_others_share(scene: bpy.types.Scene) -> None:
    rooms.box("Lamp shade", (0.4, 0.4, 0.3), ["velvet"], at=(0.0, 0.0, 1.5))
    strengths = ((Axis.PALETTE, 0.0),)
    (fixed,) = planned(scene, colors=("fixture=RAL 1013",), strengths=strengths)
    ((place,),) = (each.places for each in fixed.recolors)
    assert (place.object_name, place.role) == ("Lamp shade", "fixture")


def test_what_got_a_material_is_not_recoloured(scene: bpy.types.Scene) -> None:
    (both,) = planned(scene, axes=(Axis.MATERIAL, Axis.PALETTE))
    assert both.choices
    assert both.recolors == ()
    survey = planning.survey_for(
        scene, None, GenerationRequest(task=Task.VARIATIONS, axes=(Axis.PALETTE,))
    )
    request = GenerationRequest(task=Task.VARIATIONS)
    recolors, _ = palette_plan.plan_recolors(survey.stock, {("Sofa", 0)}, request, 1)
    assert "velvet" not in {each.material for each in recolors}


def test_a_material_without_principled_is_left_alone_with_a_sentence(
    scene: bpy.types.Scene,
) -> None:
    tree: Any = rooms.material("linen").node_tree
    tree.nodes.clear()
    request = GenerationRequest(task=Task.VARIATIONS, axes=(Axis.PALETTE,))
    found = planning.survey_for(scene, None, request)
    assert found.warnings == ("linen has no Principled BSDF and keeps its colours.",)
    assert "linen" not in colors_of(planned(scene)[0])


def test_a_procedural_material_of_ours_is_recoloured(scene: bpy.types.Scene) -> None:
    family = procedural.FAMILIES["fabric"]
    ours = procedural.build_material(procedural.from_look(family, family.looks[0]), "Weave")
    bpy.data.objects["Sofa"].material_slots[0].material = ours
    (fixed,) = planned(scene, colors=("Weave=#335577",))
    state.store(scene, [fixed])
    state.apply_variation(scene, 0)
    shown = bpy.data.objects["Sofa"].material_slots[0].material
    numbers = procedural.read_material(shown)
    assert numbers is not None
    first = next(each for each in numbers.parameters.values() if isinstance(each, tuple))
    assert hex_code(first) == "#335577"


def test_the_original_is_exact_and_nothing_of_ours_is_left(scene: bpy.types.Scene) -> None:
    before = snapshot()
    state.store(scene, planned(scene, 3))
    for index in (2, 0, 1, 1):
        assert state.apply_variation(scene, index) == ()
        names = {obj.material_slots[0].material.name for obj in scene.objects}
        assert any(name.startswith("Maquette velvet #") for name in names)
        assert {"steel", "pane"} <= names
    state.remove_all_variations(scene)
    assert differences(before, snapshot()) == []


def test_only_the_places_that_were_planned_change(scene: bpy.types.Scene) -> None:
    chair = rooms.box("Chair", (0.5, 0.5, 0.9), ["velvet"], at=(2.0, -1.0, 0.0))
    state.store(scene, planned(scene, locks=("Chair",)))
    state.apply_variation(scene, 0)
    assert chair.material_slots[0].material.name == "velvet"
    assert bpy.data.objects["Sofa"].material_slots[0].material.name.startswith("Maquette")


def test_a_deleted_material_is_told_of(scene: bpy.types.Scene) -> None:
    (one,) = planned(scene)
    bpy.data.materials.remove(bpy.data.materials["velvet"])
    state.store(scene, [one])
    assert any("velvet was deleted" in each for each in state.apply_variation(scene, 0))


def test_captions_and_the_schedule_tell_the_colours(scene: bpy.types.Scene) -> None:
    (one,) = planned(scene, colors=("sofa=#a0ab8b",))
    assert ("Fabric", "velvet in sage, #a0ab8b") in one.materials_by_role()
    (still,) = planned(scene, colors=("sofa=#a0ab8b",), strengths=((Axis.PALETTE, 0.0),))
    assert still.name == "Sage"
    assert Variation.from_json(one.to_json()) == one
    state.store(scene, [one])
    (entries,) = schedule.schedules(scene, [0])
    sofa = next(each for each in entries if each.name == "velvet")
    assert (sofa.colors, sofa.kept, sofa.look) == (("#a0ab8b",), False, "recoloured")
    assert sofa.area_m2 == pytest.approx(8.24, abs=0.01)
    assert "Maquette" in sofa.origin.made_by
    assert {each.name for each in entries if each.kept} >= {"steel", "pane"}


def test_colours_are_among_the_features_of_taste(scene: bpy.types.Scene) -> None:
    sets = planned(scene, 2)
    assert variation_features(sets[0]) != variation_features(sets[1])


def test_a_variation_of_before_has_no_recolors() -> None:
    values = Variation(1, "Old", ()).to_values()
    del values["recolors"]
    assert Variation.from_values(values).recolors == ()
    with pytest.raises(InputError):
        Variation.from_values({**values, "recolors": [{"hue": 1.0}]})
    assert Recolor("Oak").places == ()
