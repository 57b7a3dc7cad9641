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

from . import layered, light, recolor, sky, variation_camera
from .records import FAMILY, MADE
from .variation import Variation
from .variation_data import MaquetteVariation

# The pointers of a stored variation to blocks that are its alone.
OWN = ("world", "sun", "camera")


def materials_for(
    variation: Variation,
) -> tuple[dict[tuple[str, int], bpy.types.Material], tuple[str, ...]]:
    """The material of each (object, slot), equal numbers sharing one, and a sentence for each of
    the user's materials that is gone, whose slots are left out."""
    known: dict[Any, bpy.types.Material] = {}
    found: dict[tuple[str, int], bpy.types.Material] = {}
    for choice in variation.choices:
        key = (choice.material, choice.parts)
        if key not in known:
            known[key] = layered.shared_material(choice.material, choice.parts)
            _mark(known[key])
        found[choice.object_name, choice.slot] = known[key]
    gone: list[str] = []
    for each in variation.recolors:
        material = recolor.recolored_material(each)
        if material is None:
            gone.append(f"{each.material} was deleted; its slots keep what they have.")
            continue
        _mark(material)
        found |= {(place.object_name, place.slot): material for place in each.places}
    return found, tuple(gone)


def build_own(item: MaquetteVariation, variation: Variation) -> None:
    """The world, the sun and the lens of a variation, where they are not there."""
    label = f"Maquette {item.name} {item.seed}"
    chosen, camera = variation.light, variation.camera
    if chosen is not None and item.world is None:
        item.world = sky.sky_world(chosen, f"{label} sky")
        _mark(item.world)
    if chosen is not None and chosen.strength > 0.0 and item.sun is None:
        item.sun = light.sun_data(chosen, f"{label} sun")
        _mark(item.sun)
    if camera is not None and item.camera is None:
        item.camera = variation_camera.camera_data(camera, f"{label} camera")
        _mark(item.camera)


def forget_own(item: MaquetteVariation) -> None:
    """Let go of the world, the sun and the lens, unless a person edited them."""
    for name in OWN:
        block = getattr(item, name)
        if block is not None and is_as_made(block):
            setattr(item, name, None)


def sweep(wanted: Iterable[Variation] = ()) -> None:
    """Delete what we made, nobody edited and nothing uses, but for the materials of `wanted`; what
    was edited gets a fake user."""
    keys = _keys(wanted)
    unused = [each for each in _made() if each.users == 0 and not _key_of(each) & keys]
    edited = [block for block in unused if not is_as_made(block)]
    for block in edited:
        block.use_fake_user = True
    gone = [block for block in unused if block not in edited]
    worlds = [block for block in gone if isinstance(block, bpy.types.World)]
    pictures = {picture for world in worlds for picture in sky.pictures_of(world)}
    bpy.data.batch_remove(gone)
    bpy.data.batch_remove([picture for picture in pictures if picture.users == 0])
    _delete_groups(MADE)


def delete_materials(gone: Iterable[Variation], kept: Iterable[Variation] = ()) -> None:
    """Delete the materials of variations that neither those kept nor anything else uses, edited or
    not."""
    keys = _keys(gone) - _keys(kept)
    ours = [each for each in bpy.data.materials if _key_of(each) & keys]
    bpy.data.batch_remove([each for each in ours if each.users <= int(each.use_fake_user)])
    _delete_groups(MADE)


def _keys(variations: Iterable[Variation]) -> set[str]:
    keys: set[str] = set()
    for variation in variations:
        keys |= {layered.key_of(each.material, each.parts) for each in variation.choices}
        keys |= {recolor.key_of(each) for each in variation.recolors}
    return keys


def _key_of(block: bpy.types.ID) -> set[str]:
    """What a block of ours is found by; empty for others."""
    return {key for name in (layered.KEY, recolor.KEY) if (key := block.get(name))}


def delete_node_groups() -> None:
    """Delete the node groups of families that no material uses."""
    _delete_groups(FAMILY)


def _delete_groups(mark: str) -> None:
    while unused := [each for each in bpy.data.node_groups if each.get(mark) and not each.users]:
        bpy.data.batch_remove(unused)


def is_as_made(block: bpy.types.ID) -> bool:
    """Whether a block of ours has the values that it was made with."""
    return block.get(MADE) == _fingerprint(block)


def _mark(block: bpy.types.ID) -> None:
    block.use_fake_user = False
    if MADE not in block:
        block[MADE] = _fingerprint(block)


def _made() -> Iterator[bpy.types.ID]:
    for blocks in (bpy.data.materials, bpy.data.worlds, bpy.data.lights, bpy.data.cameras):
        yield from (each for each in blocks if MADE in each and not each.library)


def _fingerprint(block: Any) -> str:
    if isinstance(block, bpy.types.Light):
        values: list[Any] = [block.energy, tuple(block.color), getattr(block, "angle", 0.0)]
    elif isinstance(block, bpy.types.Camera):
        values = [block.lens, block.shift_x, block.shift_y, block.clip_start, block.clip_end]
    else:
        nodes = block.node_tree.nodes
        values = [(node.bl_idname, node.mute, *_inputs(node)) for node in nodes]
        values += [(each.from_node.name, each.to_node.name) for each in block.node_tree.links]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _inputs(node: Any) -> Iterator[object]:
    for socket in node.inputs:
        value = getattr(socket, "default_value", None)
        yield value if isinstance(value, (float, int, str, type(None))) else tuple(value)
