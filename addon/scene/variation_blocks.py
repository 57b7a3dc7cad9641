# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data-blocks of what is shown: made when a variation is shown, gone when nothing shows them.

A file holds variations as numbers only. What a person edited is never thrown away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import bpy

from . import layered, light
from .light import LightChoice
from .records import FAMILY
from .variation import SlotChoice
from .variation_data import MaquetteVariation

# The fingerprint a block had when it was made.
MADE = "maquette_made"


def materials_for(choices: Iterable[SlotChoice]) -> dict[SlotChoice, bpy.types.Material]:
    """The material of each choice; equal numbers share one."""
    known: dict[Any, bpy.types.Material] = {}
    found: dict[SlotChoice, bpy.types.Material] = {}
    for choice in choices:
        key = (choice.material, choice.parts)
        if key not in known:
            known[key] = layered.shared_material(choice.material, choice.parts)
            _mark(known[key])
        found[choice] = known[key]
    return found


def build_light(item: MaquetteVariation, choice: LightChoice) -> None:
    """The world and the sun of a variation, where they are not there."""
    label = f"Maquette {item.name} {item.seed}"
    if item.world is None:
        item.world = light.sky_world(choice, f"{label} sky")
        _mark(item.world)
    if item.sun is None:
        item.sun = light.sun_data(choice, f"{label} sun")
        _mark(item.sun)


def forget_light(item: MaquetteVariation) -> None:
    """Let go of the world and the sun, unless a person edited them."""
    if item.world is not None and is_as_made(item.world):
        item.world = None
    if item.sun is not None and is_as_made(item.sun):
        item.sun = None


def sweep(wanted: Iterable[SlotChoice] = ()) -> None:
    """Delete what we made, nobody edited and nothing uses, but for the materials of `wanted`; what
    was edited gets a fake user."""
    keys = _keys(wanted)
    unused = [each for each in _made() if each.users == 0 and each.get(layered.KEY) not in keys]
    edited = [block for block in unused if not is_as_made(block)]
    for block in edited:
        block.use_fake_user = True
    bpy.data.batch_remove([block for block in unused if block not in edited])


def delete_materials(choices: Iterable[SlotChoice]) -> None:
    """Delete the materials of choices that nothing else uses, edited or not."""
    keys = _keys(choices)
    ours = [each for each in bpy.data.materials if each.get(layered.KEY) in keys]
    bpy.data.batch_remove([each for each in ours if each.users <= int(each.use_fake_user)])


def _keys(choices: Iterable[SlotChoice]) -> set[str]:
    return {layered.key_of(each.material, each.parts) for each in choices}


def delete_node_groups() -> None:
    """Delete the node groups of families that no material uses."""
    while unused := [each for each in bpy.data.node_groups if each.get(FAMILY) and not each.users]:
        bpy.data.batch_remove(unused)


def is_as_made(block: bpy.types.ID) -> bool:
    """Whether a block of ours has the values that it was made with."""
    return block.get(MADE) == _fingerprint(block)


def _mark(block: bpy.types.ID) -> None:
    block.use_fake_user = False
    if MADE not in block:
        block[MADE] = _fingerprint(block)


def _made() -> Iterator[bpy.types.ID]:
    for blocks in (bpy.data.materials, bpy.data.worlds, bpy.data.lights):
        yield from (each for each in blocks if MADE in each and not each.library)


def _fingerprint(block: Any) -> str:
    if isinstance(block, bpy.types.Light):
        values: list[Any] = [block.energy, tuple(block.color), getattr(block, "angle", 0.0)]
    else:
        nodes = block.node_tree.nodes
        values = [(node.bl_idname, node.mute, *_inputs(node)) for node in nodes]
        values += [(each.from_node.name, each.to_node.name) for each in block.node_tree.links]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _inputs(node: Any) -> Iterator[object]:
    for socket in node.inputs:
        value = getattr(socket, "default_value", None)
        yield value if isinstance(value, (float, int, str, type(None))) else tuple(value)
