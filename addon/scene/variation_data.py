# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scene stores of its variations: property groups only, registered as
`Scene.maquette_state`.

Everything that acts on them is in `variation_state` and `originals`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    FloatProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)


class MaquetteSlotOriginal(bpy.types.PropertyGroup):
    """One slot as it was: whose material it shows, and the object's own one even when hidden."""

    object: PointerProperty(type=bpy.types.Object)
    data: PointerProperty(type=bpy.types.ID)
    slot: IntProperty()
    active_slot: IntProperty()
    link: StringProperty()
    material: PointerProperty(type=bpy.types.Material)
    is_added: BoolProperty()

    if TYPE_CHECKING:
        object: bpy.types.Object | None
        data: bpy.types.ID | None
        slot: int
        active_slot: int
        link: str
        material: bpy.types.Material | None
        is_added: bool


class MaquetteSunOriginal(bpy.types.PropertyGroup):
    """One of the user's suns as it was."""

    object: PointerProperty(type=bpy.types.Object)
    hide_render: BoolProperty()
    hide_viewport: BoolProperty()

    if TYPE_CHECKING:
        object: bpy.types.Object | None
        hide_render: bool
        hide_viewport: bool


class MaquetteLamp(bpy.types.PropertyGroup):
    """A lamp of ours that stands in the scene while a variation of the night is shown."""

    object: PointerProperty(type=bpy.types.Object)

    if TYPE_CHECKING:
        object: bpy.types.Object | None


class MaquetteSlotChoice(bpy.types.PropertyGroup):
    """One slot of a variation and the material it gets."""

    object: PointerProperty(type=bpy.types.Object)
    slot: IntProperty()
    material: PointerProperty(type=bpy.types.Material)

    if TYPE_CHECKING:
        object: bpy.types.Object | None
        slot: int
        material: bpy.types.Material | None


class MaquetteVariation(bpy.types.PropertyGroup):
    """One variation: its numbers as JSON, and the data-blocks made from them."""

    seed: IntProperty(name="Seed", description="The seed that makes this variation again")
    numbers: StringProperty()
    slots: CollectionProperty(type=MaquetteSlotChoice)
    world: PointerProperty(type=bpy.types.World)
    sun: PointerProperty(type=bpy.types.Light)
    thumbnail: PointerProperty(type=bpy.types.Image)

    if TYPE_CHECKING:
        seed: int
        numbers: str
        slots: bpy.types.bpy_prop_collection_idprop[MaquetteSlotChoice]
        world: bpy.types.World | None
        sun: bpy.types.Light | None
        thumbnail: bpy.types.Image | None


class MaquetteRoleCorrection(bpy.types.PropertyGroup):
    """What a person says that the slots named by a pattern are."""

    pattern: StringProperty()
    role: StringProperty()

    if TYPE_CHECKING:
        pattern: str
        role: str


class MaquetteRoleRow(bpy.types.PropertyGroup):
    """A line of the list of roles: a material in one role, and what was found without a person.

    `patterns` and `objects` are JSON lists of texts.
    """

    role: StringProperty()
    confidence: FloatProperty()
    reason: StringProperty()
    found: StringProperty()
    found_confidence: FloatProperty()
    found_reason: StringProperty()
    patterns: StringProperty(default="[]")
    objects: StringProperty(default="[]")
    slots: IntProperty()
    area: FloatProperty()

    if TYPE_CHECKING:
        role: str
        confidence: float
        reason: str
        found: str
        found_confidence: float
        found_reason: str
        patterns: str
        objects: str
        slots: int
        area: float


class MaquetteSceneState(bpy.types.PropertyGroup):
    """All variations of a scene; `active` is the one shown, -1 for the original. `word_meanings` is
    JSON: what words in names were found nearest to."""

    variations: CollectionProperty(type=MaquetteVariation)
    active: IntProperty(default=-1)
    slots: CollectionProperty(type=MaquetteSlotOriginal)
    suns: CollectionProperty(type=MaquetteSunOriginal)
    is_lit: BoolProperty()
    world: PointerProperty(type=bpy.types.World)
    exposure: FloatProperty()
    sun: PointerProperty(type=bpy.types.Object)
    corrections: CollectionProperty(type=MaquetteRoleCorrection)
    word_meanings: StringProperty()
    roles: CollectionProperty(type=MaquetteRoleRow)
    active_role: IntProperty(name="Role")
    lamps: CollectionProperty(type=MaquetteLamp)

    if TYPE_CHECKING:
        variations: bpy.types.bpy_prop_collection_idprop[MaquetteVariation]
        active: int
        slots: bpy.types.bpy_prop_collection_idprop[MaquetteSlotOriginal]
        suns: bpy.types.bpy_prop_collection_idprop[MaquetteSunOriginal]
        is_lit: bool
        world: bpy.types.World | None
        exposure: float
        sun: bpy.types.Object | None
        corrections: bpy.types.bpy_prop_collection_idprop[MaquetteRoleCorrection]
        word_meanings: str
        roles: bpy.types.bpy_prop_collection_idprop[MaquetteRoleRow]
        active_role: int
        lamps: bpy.types.bpy_prop_collection_idprop[MaquetteLamp]


def state_of(scene: bpy.types.Scene) -> MaquetteSceneState:
    return scene.maquette_state  # type: ignore[attr-defined]


CLASSES = (
    MaquetteSlotOriginal,
    MaquetteSunOriginal,
    MaquetteLamp,
    MaquetteSlotChoice,
    MaquetteVariation,
    MaquetteRoleCorrection,
    MaquetteRoleRow,
    MaquetteSceneState,
)
