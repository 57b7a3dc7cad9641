# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations as scene state: stored as numbers with their data-blocks, switched, taken back
exactly.

Knows nothing of how a variation is chosen or shown; `variation.py` plans, `thumbnails.py` renders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import bpy

from ..core.errors import InputError
from ..core.image import ColorSpace
from . import layered, light, originals
from .images import pack_png
from .variation import Variation
from .variation_data import (
    CLASSES,
    MaquetteSceneState,
    MaquetteSlotChoice,
    MaquetteSlotOriginal,
    MaquetteSunOriginal,
    MaquetteVariation,
    state_of,
)

PREFIX = "Maquette"


def stored_variations(scene: bpy.types.Scene) -> tuple[Variation, ...]:
    """The variations of a scene as numbers, in their order."""
    return tuple(Variation.from_json(item.numbers) for item in state_of(scene).variations)


def store(scene: bpy.types.Scene, variations: Sequence[Variation]) -> tuple[int, ...]:
    """Add variations to the scene with the materials and lights they need; nothing is shown yet.

    A variation that is stored already is not stored twice. Returns their indices.
    """
    state = state_of(scene)
    indices: list[int] = []
    shown = max((item.shown_with for item in state.variations), default=0) + 1
    for variation in variations:
        known = [i for i, each in enumerate(stored_variations(scene)) if each.is_same_as(variation)]
        if not known:
            _add(scene, state, variation)
            state.variations[-1].shown_with = shown
            known = [len(state.variations) - 1]
        indices.append(known[0])
    return tuple(indices)


def _add(scene: bpy.types.Scene, state: MaquetteSceneState, variation: Variation) -> None:
    item = state.variations.add()
    item.name, item.seed, item.numbers = variation.name, variation.seed, variation.to_json()
    for choice in variation.choices:
        obj = scene.objects.get(choice.object_name)
        if obj is None:
            continue
        slot = item.slots.add()
        slot.object, slot.slot = obj, choice.slot
        slot.material = layered.shared_material(choice.material, choice.parts)
    if variation.light is not None:
        label = f"{PREFIX} {variation.name} {variation.seed}"
        item.world = light.sky_world(variation.light, f"{label} sky")
        item.sun = light.sun_data(variation.light, f"{label} sun")


def apply_variation(scene: bpy.types.Scene, index: int) -> tuple[str, ...]:
    """Show variation `index`; a sentence for each thing of it that is gone."""
    state = state_of(scene)
    item = _item(state, index)
    warnings = list(_back(scene, state))
    present = set(scene.objects)
    for slot in item.slots:
        if slot.object is None or slot.object not in present:
            warnings.append("An object of this variation was deleted; the others are dressed.")
        elif slot.material is None:
            warnings.append(
                f"A material of this variation was deleted; {slot.object.name} keeps its own."
            )
        elif slot.slot >= max(1, len(slot.object.material_slots)):
            warnings.append(
                f"Slot {slot.slot + 1} of {slot.object.name} is gone; it was left alone."
            )
        else:
            _dress(state, slot)
    if item.world is not None and item.sun is not None:
        _light(scene, state, item)
    state.active = index
    return tuple(dict.fromkeys(warnings))


def _dress(state: MaquetteSceneState, choice: MaquetteSlotChoice) -> None:
    assert choice.object is not None
    originals.record_slots(state, [(choice.object, choice.slot)])
    slot = choice.object.material_slots[choice.slot]
    slot.link = "OBJECT"
    slot.material = choice.material


def _light(scene: bpy.types.Scene, state: MaquetteSceneState, item: MaquetteVariation) -> None:
    originals.record_light(state, scene)
    originals.hide_suns(state)
    chosen = Variation.from_json(item.numbers).light
    assert chosen is not None
    scene.world = item.world
    scene.view_settings.exposure = state.exposure if chosen.exposure is None else chosen.exposure
    state.sun = bpy.data.objects.new(f"{PREFIX} Sun", item.sun)
    state.sun.rotation_euler = light.sun_rotation(chosen)
    scene.collection.objects.link(state.sun)


def show_original(scene: bpy.types.Scene) -> tuple[str, ...]:
    """Put the scene back as it was before the first variation; a sentence for what is gone."""
    state = state_of(scene)
    warnings = _back(scene, state)
    state.active = -1
    return warnings


def _back(scene: bpy.types.Scene, state: MaquetteSceneState) -> tuple[str, ...]:
    originals.restore_light(state, scene)
    return originals.restore_slots(state)


def set_exposure(scene: bpy.types.Scene, index: int, stops: float) -> None:
    """Keep the metered exposure with the variation, so that it is the same at every later use."""
    item = _item(state_of(scene), index)
    variation = Variation.from_json(item.numbers)
    if variation.light is None:
        return
    item.numbers = replace(variation, light=replace(variation.light, exposure=stops)).to_json()
    if state_of(scene).active == index:
        scene.view_settings.exposure = stops


def set_thumbnail(scene: bpy.types.Scene, index: int, png: bytes) -> None:
    """Keep a picture of the variation with it, packed, in place of the one before."""
    item = _item(state_of(scene), index)
    former = item.thumbnail
    item.thumbnail = pack_png(f"{PREFIX} {item.name} {item.seed}", png, ColorSpace.SRGB)
    if former is not None:
        bpy.data.images.remove(former)


def remove_variation(scene: bpy.types.Scene, index: int) -> None:
    """Forget one variation and delete the data-blocks that only it used."""
    state = state_of(scene)
    item = _item(state, index)
    if state.active == index:
        show_original(scene)
    elif state.active > index:
        state.active -= 1
    mine = _data_blocks(item)
    state.variations.remove(index)
    _delete_unused(mine)


def remove_all_variations(scene: bpy.types.Scene) -> tuple[str, ...]:
    """Show the original, forget every variation and delete the data-blocks that only they used."""
    warnings = show_original(scene)
    state = state_of(scene)
    mine = [block for item in state.variations for block in _data_blocks(item)]
    state.variations.clear()
    _delete_unused(mine)
    return warnings


def _data_blocks(item: MaquetteVariation) -> list[bpy.types.ID]:
    blocks = [*(slot.material for slot in item.slots), item.world, item.sun, item.thumbnail]
    return list(dict.fromkeys(block for block in blocks if block is not None))


def _delete_unused(blocks: Sequence[bpy.types.ID]) -> None:
    """Node groups that only these materials used go with them."""
    lone = [block for block in dict.fromkeys(blocks) if block.users <= int(block.use_fake_user)]
    groups = layered.node_groups_of(lone)
    bpy.data.batch_remove(lone)
    while unused := [group for group in groups if group.users == 0]:
        inner = layered.node_groups_of(unused)
        groups = [group for group in {*groups, *inner} if group not in unused]
        bpy.data.batch_remove(unused)


def _item(state: MaquetteSceneState, index: int) -> MaquetteVariation:
    if not 0 <= index < len(state.variations):
        have = len(state.variations)
        raise InputError(f"There is no variation {index + 1}; this scene has {have}.")
    return state.variations[index]


__all__ = [
    "CLASSES",
    "MaquetteSceneState",
    "MaquetteSlotChoice",
    "MaquetteSlotOriginal",
    "MaquetteSunOriginal",
    "MaquetteVariation",
    "apply_variation",
    "remove_all_variations",
    "remove_variation",
    "set_exposure",
    "set_thumbnail",
    "show_original",
    "state_of",
    "store",
    "stored_variations",
]
