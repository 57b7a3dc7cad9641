# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations as scene state: stored as numbers, dressed when they are shown, taken back exactly.

Knows nothing of how a variation is chosen or shown; `variation.py` plans, `thumbnails.py` renders.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count

import bpy

from ..core.errors import InputError
from ..core.packed_text import pack
from . import light, originals, sky, variation_blocks, variation_camera
from .obstacles import own_objects
from .small_pictures import pack_picture
from .variation import Variation
from .variation_data import (
    CLASSES,
    MaquetteSceneState,
    MaquetteSlotOriginal,
    MaquetteSunOriginal,
    MaquetteVariation,
    state_of,
)

PREFIX = "Maquette"
# An object, the number of its slot, and the material that goes there.
Dress = tuple[bpy.types.Object, int, bpy.types.Material]


def stored_variations(scene: bpy.types.Scene) -> tuple[Variation, ...]:
    """The variations of a scene as numbers, in their order, by the names they have now."""
    return tuple(variation_of(item) for item in state_of(scene).variations)


def variation_of(item: MaquetteVariation) -> Variation:
    """A stored variation as numbers."""
    return replace(Variation.from_json(item.numbers), name=item.name)


def store(scene: bpy.types.Scene, variations: Sequence[Variation]) -> tuple[int, ...]:
    """Add variations to the scene as numbers; nothing is shown or built yet.

    A variation that is stored already is not stored twice. Returns their indices.
    """
    state = state_of(scene)
    known = {key_of(item): index for index, item in enumerate(state.variations)}
    shown = max((item.shown_with for item in state.variations), default=0) + 1
    for variation in variations:
        if variation.key not in known:
            known[variation.key] = len(state.variations)
            _add(scene, state, variation)
            state.variations[-1].shown_with = shown
    return tuple(known[variation.key] for variation in variations)


def key_of(item: MaquetteVariation) -> str:
    """The key of a stored variation; files of before 0.3 have it in the numbers only."""
    return item.key or Variation.from_json(item.numbers).key


def _add(scene: bpy.types.Scene, state: MaquetteSceneState, variation: Variation) -> None:
    taken = set(state.variations.keys())
    item = state.variations.add()
    item.name = _free_name(variation.name, taken)
    item.seed, item.numbers = variation.seed, pack(variation.to_json())
    item.key, item.parents = variation.key, ",".join(variation.parents)
    own = own_objects(scene)
    for name in dict.fromkeys(each for each, _ in variation.slots()):
        if name in own and name not in state.dressed:
            dressed = state.dressed.add()
            dressed.name, dressed.object = name, own[name]
    roles = set(filter(None, state.dressed_roles.split(","))).union(variation.roles())
    state.dressed_roles = ",".join(sorted(roles))


def _free_name(name: str, taken: Collection[str]) -> str:
    """A second "Loft" is "Loft (2)", so that a person can tell them apart."""
    names = (f"{name} ({number})" if number > 1 else name for number in count(1))
    return next(each for each in names if each not in taken)


def rename(scene: bpy.types.Scene, index: int, name: str) -> str:
    """Give a variation another name, made one of its own; returns that. `InputError` for none."""
    state = state_of(scene)
    item = _item(state, index)
    if not name.strip():
        raise InputError("A variation needs a name; type one.")
    item.name = _free_name(name.strip(), set(state.variations.keys()) - {item.name})
    return item.name


def apply_variation(scene: bpy.types.Scene, index: int) -> tuple[str, ...]:
    """Show variation `index`; a sentence for each thing of it that is gone."""
    state = state_of(scene)
    item = _item(state, index)
    warnings = list(_back(scene, state))
    if state.active not in (index, -1):
        variation_blocks.forget_own(state.variations[state.active])
    # Before the new ones are made, so that they get the same names each time.
    variation_blocks.sweep([variation_of(item)])
    warnings += _show(scene, state, item)
    state.active = index
    return tuple(dict.fromkeys(warnings))


def _show(
    scene: bpy.types.Scene, state: MaquetteSceneState, item: MaquetteVariation
) -> Iterator[str]:
    """Dress what is there; a sentence for each thing that is not."""
    variation = variation_of(item)
    materials, gone = variation_blocks.materials_for(variation)
    yield from gone
    present = set(scene.objects)
    dressing: list[Dress] = []
    for (name, index), material in materials.items():
        obj = dressed_object(scene, name)
        if obj is None or obj not in present:
            yield "An object of this variation was deleted; the others are dressed."
        elif index >= max(1, len(obj.material_slots)):
            yield f"Slot {index + 1} of {obj.name} is gone; it was left alone."
        else:
            dressing.append((obj, index, material))
    _dress(state, dressing)
    variation_blocks.build_own(item, variation)
    if variation.light is not None:
        yield from _light(scene, state, item)
    if variation.camera is not None and item.camera is not None:
        variation_camera.show_camera(scene, state, item.camera, variation.camera)


def dressed_object(scene: bpy.types.Scene, name: str) -> bpy.types.Object | None:
    """The object that variations call `name`, whatever its name is now."""
    dressed = state_of(scene).dressed.get(name)
    return own_objects(scene).get(name) if dressed is None else dressed.object


def _dress(state: MaquetteSceneState, dressing: Sequence[Dress]) -> None:
    originals.record_slots(state, [(obj, index) for obj, index, _ in dressing])
    for obj, index, material in dressing:
        slot = obj.material_slots[index]
        slot.link = "OBJECT"
        slot.material = material


def _light(
    scene: bpy.types.Scene, state: MaquetteSceneState, item: MaquetteVariation
) -> Iterator[str]:
    """Switch to the light of a variation: the user's lamps stay as they are, suns are hidden; a
    sentence for each that keeps shining, and for a sky picture that is gone."""
    yield from originals.record_light(state, scene)
    originals.hide_suns(state)
    chosen = Variation.from_json(item.numbers).light
    assert chosen is not None
    scene.world = item.world
    scene.view_settings.exposure = state.exposure if chosen.exposure is None else chosen.exposure
    if item.sun is not None:
        state.sun = bpy.data.objects.new(f"{PREFIX} Sun", item.sun)
        state.sun.rotation_euler = light.sun_rotation(chosen)
        scene.collection.objects.link(state.sun)
    for lamp in chosen.lamps:
        standing = light.lamp_object(lamp, f"{PREFIX} Lamp")
        state.lamps.add().object = standing
        scene.collection.objects.link(standing)
    if missing := sky.missing_picture(item.world):
        yield f"The sky picture {missing} is missing; put it back where it was."


def show_original(scene: bpy.types.Scene) -> tuple[str, ...]:
    """Put the scene back as it was before the first variation; a sentence for what is gone."""
    state = state_of(scene)
    warnings = _back(scene, state)
    if state.active >= 0:
        variation_blocks.forget_own(state.variations[state.active])
    state.active = -1
    variation_blocks.sweep()
    return warnings


def peek_original(scene: bpy.types.Scene) -> None:
    """Show the original for a moment: nothing is thrown away, and `end_peek` brings back what was
    shown."""
    _back(scene, state_of(scene))


def end_peek(scene: bpy.types.Scene) -> None:
    """Show again what was shown before `peek_original`."""
    if state_of(scene).active >= 0:
        apply_variation(scene, state_of(scene).active)


def _back(scene: bpy.types.Scene, state: MaquetteSceneState) -> tuple[str, ...]:
    originals.restore_light(state, scene)
    variation_camera.restore_camera(state, scene)
    return originals.restore_slots(state)


def set_exposure(scene: bpy.types.Scene, index: int, stops: float) -> None:
    """Keep the metered exposure with the variation, so that it is the same at every later use."""
    item = _item(state_of(scene), index)
    variation = Variation.from_json(item.numbers)
    if variation.light is None:
        return
    metered = replace(variation, light=replace(variation.light, exposure=stops))
    item.numbers = pack(metered.to_json())
    if state_of(scene).active == index:
        scene.view_settings.exposure = stops


def set_thumbnail(scene: bpy.types.Scene, index: int, data: bytes) -> None:
    """Keep a whole PNG, WebP or JPEG with the variation, in place of the picture before."""
    item = _item(state_of(scene), index)
    former = item.thumbnail
    item.thumbnail = pack_picture(f"{PREFIX} {item.name} {item.seed}", data)
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
    own, gone = _own_blocks(item), variation_of(item)
    state.variations.remove(index)
    variation_blocks.delete_materials([gone], kept=stored_variations(scene))
    _delete_unused(own)


def remove_all_variations(scene: bpy.types.Scene) -> tuple[str, ...]:
    """Show the original, forget every variation and delete the data-blocks that only they used."""
    warnings = show_original(scene)
    state = state_of(scene)
    own = [block for item in state.variations for block in _own_blocks(item)]
    gone = stored_variations(scene)
    state.variations.clear()
    state.dressed.clear()
    state.dressed_roles = ""
    variation_blocks.delete_materials(gone)
    variation_blocks.delete_node_groups()
    _delete_unused(own)
    return warnings


def _own_blocks(item: MaquetteVariation) -> list[bpy.types.ID]:
    """The blocks that belong to one variation alone."""
    blocks = (item.world, item.sun, item.camera, item.thumbnail, item.restyled)
    return [block for block in blocks if block is not None]


def _delete_unused(blocks: Sequence[bpy.types.ID]) -> None:
    lone = [each for each in blocks if each.users <= int(each.use_fake_user)]
    worlds = [each for each in lone if isinstance(each, bpy.types.World)]
    pictures = {picture for world in worlds for picture in sky.pictures_of(world)}
    bpy.data.batch_remove(lone)
    bpy.data.batch_remove([picture for picture in pictures if picture.users == 0])


def _item(state: MaquetteSceneState, index: int) -> MaquetteVariation:
    if not 0 <= index < len(state.variations):
        have = len(state.variations)
        raise InputError(f"There is no variation {index + 1}; this scene has {have}.")
    return state.variations[index]


__all__ = [
    "CLASSES",
    "MaquetteSceneState",
    "MaquetteSlotOriginal",
    "MaquetteSunOriginal",
    "MaquetteVariation",
    "apply_variation",
    "dressed_object",
    "end_peek",
    "key_of",
    "peek_original",
    "remove_all_variations",
    "remove_variation",
    "rename",
    "set_exposure",
    "set_thumbnail",
    "show_original",
    "state_of",
    "store",
    "stored_variations",
    "variation_of",
]
