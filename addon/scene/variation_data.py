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
    EnumProperty,
    FloatProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)

VERDICTS = [
    ("NONE", "Undecided", "Not decided yet", "RADIOBUT_OFF", 0),
    ("KEPT", "Kept", "One to go on with", "CHECKMARK", 1),
    ("REJECTED", "Rejected", "Not wanted; hidden unless Show Rejected is on", "X", 2),
]


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
    """One variation: its numbers as JSON, the data-blocks made from them, and what became of it.

    `shown_with` is the number of the set it was shown in.
    """

    seed: IntProperty(name="Seed", description="The seed that makes this variation again")
    numbers: StringProperty()
    slots: CollectionProperty(type=MaquetteSlotChoice)
    world: PointerProperty(type=bpy.types.World)
    sun: PointerProperty(type=bpy.types.Light)
    thumbnail: PointerProperty(type=bpy.types.Image)
    verdict: EnumProperty(name="Verdict", description="What you decided about it", items=VERDICTS)
    is_starred: BoolProperty(name="Star", description="One of the best")
    shown_with: IntProperty()

    if TYPE_CHECKING:
        seed: int
        numbers: str
        slots: bpy.types.bpy_prop_collection_idprop[MaquetteSlotChoice]
        world: bpy.types.World | None
        sun: bpy.types.Light | None
        thumbnail: bpy.types.Image | None
        verdict: str
        is_starred: bool
        shown_with: int


class MaquetteSceneState(bpy.types.PropertyGroup):
    """All variations of a scene; `active` is the one shown, -1 for the original."""

    variations: CollectionProperty(type=MaquetteVariation)
    active: IntProperty(default=-1)
    slots: CollectionProperty(type=MaquetteSlotOriginal)
    suns: CollectionProperty(type=MaquetteSunOriginal)
    is_lit: BoolProperty()
    world: PointerProperty(type=bpy.types.World)
    exposure: FloatProperty()
    sun: PointerProperty(type=bpy.types.Object)

    if TYPE_CHECKING:
        variations: bpy.types.bpy_prop_collection_idprop[MaquetteVariation]
        active: int
        slots: bpy.types.bpy_prop_collection_idprop[MaquetteSlotOriginal]
        suns: bpy.types.bpy_prop_collection_idprop[MaquetteSunOriginal]
        is_lit: bool
        world: bpy.types.World | None
        exposure: float
        sun: bpy.types.Object | None


def state_of(scene: bpy.types.Scene) -> MaquetteSceneState:
    return scene.maquette_state  # type: ignore[attr-defined]


CLASSES = (
    MaquetteSlotOriginal,
    MaquetteSunOriginal,
    MaquetteSlotChoice,
    MaquetteVariation,
    MaquetteSceneState,
)
