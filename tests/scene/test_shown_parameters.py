# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which parameters show in a look: read from the nodes, and true of the pixels."""

from __future__ import annotations

from dataclasses import replace

import bpy
import numpy as np
import pytest

from addon.core.handout import MaterialEntry, origin_of
from addon.core.procedural import ParameterValue, ProceduralMaterial
from addon.scene import baking, procedural
from addon.scene.procedural import FAMILIES
from addon.scene.schedule import material_entry


def look(family: str, name: str, **changed: ParameterValue) -> ProceduralMaterial:
    found = FAMILIES[family].look(name)
    assert found is not None
    material = procedural.from_look(FAMILIES[family], found)
    values = {each.replace("_", " "): value for each, value in changed.items()}
    return replace(material, parameters={**material.parameters, **values})


def entry(material: ProceduralMaterial) -> MaterialEntry:
    return material_entry("floor", material, origin_of(None))


@pytest.mark.parametrize(
    ("material", "sizes"),
    [
        (look("glass", "Clear Float"), ()),
        (look("glass", "Clear Float", Flute_Depth=0.003), ("Flute Width", "Flute Depth")),
        (look("wood", "Natural Oak"), ()),
        (look("concrete", "Fair-Faced"), ("Panel Length", "Panel Height", "Joint Width")),
        (look("concrete", "Board-Formed"), ("Panel Length", "Panel Height", "Board Width")),
        (look("paving", "Basket Weave Brick"), ("Paver Width", "Joint Width", "Bevel")),
    ],
    ids=lambda each: each.look if isinstance(each, ProceduralMaterial) else "",
)
def test_only_sizes_that_show_are_listed(
    material: ProceduralMaterial, sizes: tuple[str, ...]
) -> None:
    assert tuple(name for name, _ in entry(material).dimensions) == sizes


def test_only_colors_that_show_are_listed() -> None:
    raw, coated = look("plywood", "Birch"), look("plywood", "Black Film-Faced")
    assert len(entry(raw).colors) == len(entry(coated).colors) + 1 == 2
    assert not set(entry(raw).colors) & set(entry(coated).colors)


def baked(material: ProceduralMaterial) -> np.ndarray:
    maps = baking.bake(material, 32).maps
    return np.concatenate([each.pixels for each in maps.images.values()], axis=2)


@pytest.mark.parametrize(
    ("material", "name"),
    [
        (look("cobble", "Granite Setts in Rows"), "Pattern Width"),
        (look("concrete", "Fair-Faced"), "Board Width"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.family,
)
def test_what_does_not_show_changes_no_pixel(material: ProceduralMaterial, name: str) -> None:
    parameter = FAMILIES[material.family].parameter(name)
    assert parameter is not None
    assert name not in procedural.shown_parameters(material)
    other = replace(material, parameters={**material.parameters, name: parameter.maximum})
    assert np.array_equal(baked(material), baked(other))


def test_no_group_is_left_behind() -> None:
    procedural._steps.cache_clear()
    procedural.shown_parameters(look("glass", "Clear Float"))
    assert not bpy.data.node_groups
