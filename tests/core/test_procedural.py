# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A material as numbers: both ways through JSON, and one sentence for what it cannot be."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from addon.core.errors import InputError
from addon.core.procedural import ProceduralMaterial

OAK = ProceduralMaterial(
    "planks",
    {"Wood Color": (0.5, 0.4, 0.2), "Board Width": 0.14},
    "Natural Oak",
    scale=1.5,
    rotation=0.25,
)


def test_json_brings_back_an_equal_material() -> None:
    assert ProceduralMaterial.from_json(OAK.to_json()) == OAK
    assert ProceduralMaterial.from_values(OAK.to_values()) == OAK


def test_json_is_one_line_and_the_same_for_any_order_of_parameters() -> None:
    turned = ProceduralMaterial(
        "planks",
        {name: OAK.parameters[name] for name in reversed(list(OAK.parameters))},
        OAK.look,
        OAK.scale,
        OAK.rotation,
    )
    assert turned.to_json() == OAK.to_json()
    assert "\n" not in OAK.to_json()


def test_only_the_family_is_needed() -> None:
    material = ProceduralMaterial.from_json('{"family": "brick"}')
    assert material == ProceduralMaterial("brick")
    assert (material.scale, material.rotation, material.look) == (1.0, 0.0, "")


def test_it_can_be_hashed_pickled_and_copied() -> None:
    assert pickle.loads(pickle.dumps(OAK)) == OAK
    assert copy.deepcopy(OAK) == OAK
    assert len({OAK, copy.deepcopy(OAK), ProceduralMaterial("brick")}) == 2


def test_parameters_cannot_be_changed_afterwards() -> None:
    given: dict[str, Any] = {"Gap": 0.002}
    material = ProceduralMaterial("planks", given)
    given["Gap"] = 1.0
    assert material.parameters["Gap"] == 0.002
    with pytest.raises(TypeError):
        material.parameters["Gap"] = 1.0  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "JSON"),
        ("[]", "names with values"),
        ('"brick"', "names with values"),
        ("{}", "family"),
        ('{"family": ""}', "family"),
        ('{"family": 3}', "family"),
        ('{"family": "brick", "colour": 1}', "colour"),
        ('{"family": "brick", "look": 7}', "look"),
        ('{"family": "brick", "parameters": [1]}', "names with values"),
        ('{"family": "brick", "parameters": {"Gap": "wide"}}', "Gap"),
        ('{"family": "brick", "parameters": {"Gap": true}}', "Gap"),
        ('{"family": "brick", "parameters": {"Gap": NaN}}', "Gap"),
        ('{"family": "brick", "parameters": {"Tint": [1, 2]}}', "3 numbers"),
        ('{"family": "brick", "parameters": {"Tint": [1, 2, "x"]}}', "Tint"),
        ('{"family": "brick", "scale": 0}', "scale"),
        ('{"family": "brick", "scale": -1}', "scale"),
        ('{"family": "brick", "rotation": null}', "rotation"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        ProceduralMaterial.from_json(text)
    message = str(refused.value)
    assert message.endswith(".")
    assert "\n" not in message
