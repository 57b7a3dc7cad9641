# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One procedural material as a training sample (exact maps) or as a test sample (lit by Cycles)."""

from __future__ import annotations

import hashlib
import math
import random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from addon.core.image import linear_to_srgb
from addon.core.procedural import ProceduralMaterial
from addon.scene import procedural
from addon.scene.procedural import Family, Group
from scripts.train.look_mini import sheet

PIXELS, TEST_PIXELS, TEST_SAMPLES = 288, 192, 8
SMALLEST, LARGEST = 0.33, 1.7
"""Side of a sample, in sizes of its family."""

Floats = NDArray[np.float32]
Sample = dict[str, NDArray[np.generic]]


def family_key(family: Family) -> str:
    """Changes when the family's nodes, looks or ranges do."""
    tree = procedural.node_group(family)
    looks = [(each.name, sorted(each.values.items())) for each in family.looks]
    told = repr((_described(tree), family.parameters, looks, family.size_m))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _described(tree: Any) -> list[Any]:
    nodes = [(n.name, n.bl_idname, _settings(n), _inner(n)) for n in tree.nodes]
    links = [
        (k.from_node.name, k.from_socket.identifier, k.to_node.name, k.to_socket.identifier)
        for k in tree.links
    ]
    return [nodes, sorted(links)]


def _settings(node: Any) -> list[Any]:
    enums = [p.identifier for p in node.bl_rna.properties if p.type == "ENUM"]
    values = [(s.identifier, _plain(getattr(s, "default_value", None))) for s in node.inputs]
    return [[(name, str(getattr(node, name, ""))) for name in enums], values, _ramp(node)]


def _plain(value: Any) -> Any:
    return [round(v, 6) for v in value] if hasattr(value, "__len__") else value


def _ramp(node: Any) -> Any:
    ramp = getattr(node, "color_ramp", None)
    return [(e.position, _plain(e.color)) for e in ramp.elements] if ramp else None


def _inner(node: Any) -> Any:
    tree = getattr(node, "node_tree", None)
    return _described(tree) if tree else None


def training_sample(family: Family, index: int, seed: int) -> Sample:
    """Exact maps of look `index` modulo their number: sRGB base color and roughness and metallic as
    bytes, and height in pixels."""
    rng = random.Random(f"{family.id} {seed} {index}")
    look = index % len(family.looks)
    sheet.empty_scene()
    chosen = worn(sampled(family, look, rng), rng)
    material = procedural.build_material(chosen, "Sample")
    side = _side(family, rng)
    sheet.lay(material, side, PIXELS, rng)
    base_color, numbers = sheet.maps(material)
    height = (numbers[..., 0] - numbers[..., 0].mean()) * (PIXELS / side)
    return {
        "base_color": as_bytes(linear_to_srgb(base_color)),
        "height": np.clip(height, -6e4, 6e4).astype(np.float16),
        "roughness": as_bytes(numbers[..., 1]),
        "metallic": as_bytes(numbers[..., 2]),
        "look": np.int64(look),
    }


def test_sample(family: Family, index: int, seed: int) -> Sample:
    """The same by Cycles, as bytes in sRGB: lit by a sun and a sky, and the flat base color."""
    rng = random.Random(f"{family.id} test {seed} {index}")
    look = index % len(family.looks)
    sheet.empty_scene()
    chosen = sampled(family, look, rng)
    material = procedural.build_material(chosen, "Sample")
    if "glazing" in family.roles:
        sheet.make_opaque(material)
    side = _side(family, rng)
    sheet.lay(material, side, TEST_PIXELS, rng)
    sheet.light(rng)
    lit = sheet.lit(TEST_SAMPLES)
    base_color, numbers = sheet.maps(material)
    exposure = (float(base_color.mean()) + 1e-3) / (float(lit.mean()) + 1e-4)
    return {
        "lit": as_bytes(linear_to_srgb(lit * np.float32(exposure * rng.uniform(0.75, 1.3)))),
        "flat": as_bytes(linear_to_srgb(base_color)),
        "look": np.int64(look),
        "gloss": np.float32(1.0 - 2.0 * numbers[..., 1].mean()),
    }


def sampled(family: Family, look: int, rng: random.Random) -> ProceduralMaterial:
    """A sample of one look."""
    while True:
        chosen = procedural.sample(family, rng)
        if chosen.look == family.looks[look].name:
            return chosen


def worn(material: ProceduralMaterial, rng: random.Random) -> ProceduralMaterial:
    """Half of them as worn as chance has it, or a look and its wear would be one."""
    if rng.random() < 0.5:
        return material
    moved = dict(material.parameters)
    amount = rng.uniform(0.0, 0.8)
    for each in procedural.family_of(material).parameters:
        if each.group is Group.WEAR:
            moved[each.name] = amount * rng.uniform(0.7, 1.3)
    return ProceduralMaterial(material.family, moved, material.look)


def _side(family: Family, rng: random.Random) -> float:
    return family.size_m * math.exp(rng.uniform(math.log(SMALLEST), math.log(LARGEST)))


def as_bytes(field: Floats) -> NDArray[np.uint8]:
    """[0, 1] to 0..255."""
    return np.round(np.clip(field, 0.0, 1.0) * 255.0).astype(np.uint8)
