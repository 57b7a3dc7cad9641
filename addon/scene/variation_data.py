# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scene stores of its variations: property groups only, registered as
`Scene.maquette_state`.

Everything that acts on them is in `variation_state` and `originals`.
"""

# No `from __future__ import annotations`: Blender would make each property from a text again.

from collections.abc import Sequence
from typing import TYPE_CHECKING

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatProperty,
    FloatVectorProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)

VERDICTS = [
    ("NONE", "Undecided", "Not decided yet", "RADIOBUT_OFF", 0),
    ("KEPT", "Kept", "One to go on with", "CHECKMARK", 1),
    ("REJECTED", "Rejected", "Not wanted; hidden unless Show Rejected is on", "X", 2),
]
LOCK_KINDS = [
    ("SLOT", "Slot", "A material slot of an object"),
    ("COLOR", "Colour", "The main colour of a material slot"),
    ("ROLE", "Role", "Everything of one role"),
    ("AXIS", "Axis", "One of the things that a variation may change"),
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


class MaquetteMarkerOriginal(bpy.types.PropertyGroup):
    """One of the user's markers that switches cameras; `name` is the marker's."""

    index: IntProperty()
    camera: PointerProperty(type=bpy.types.Object)

    if TYPE_CHECKING:
        index: int
        camera: bpy.types.Object | None


class MaquetteLamp(bpy.types.PropertyGroup):
    """A lamp of ours that stands in the scene while a variation of the night is shown."""

    object: PointerProperty(type=bpy.types.Object)

    if TYPE_CHECKING:
        object: bpy.types.Object | None


class MaquetteDressed(bpy.types.PropertyGroup):
    """An object that variations dress, `name` as they call it: a pointer follows a renaming."""

    object: PointerProperty(type=bpy.types.Object)

    if TYPE_CHECKING:
        object: bpy.types.Object | None


class MaquetteLock(bpy.types.PropertyGroup):
    """Something that new variations leave as it is.

    `choices` is what was shown when the lock was set, as JSON: the choices of a slot or a role, or
    for an axis the whole variation. `color` is linear Rec.709.
    """

    kind: EnumProperty(items=LOCK_KINDS)
    object: PointerProperty(type=bpy.types.Object)
    slot: IntProperty()
    choices: StringProperty()
    color: FloatVectorProperty(
        name="Kept Colour",
        description="The main colour that this slot has in every new variation",
        subtype="COLOR",
        size=3,
        min=0.0,
        max=1.0,
    )

    if TYPE_CHECKING:
        kind: str
        object: bpy.types.Object | None
        slot: int
        choices: str
        color: Sequence[float]


class MaquetteVariation(bpy.types.PropertyGroup):
    """One variation: its numbers as packed JSON, and what a person thinks of it.

    `key` and `parents` (keys, separated by commas) stand in the numbers too; here a panel reads
    them. World, sun and camera are there while the variation is shown, or when they were edited.
    `restyled` is its picture as an image model gave it back, with a note of which.
    `shown_with` is the number of the set it was shown in.
    """

    seed: IntProperty(name="Seed", description="The seed that makes this variation again")
    numbers: StringProperty()
    key: StringProperty()
    parents: StringProperty()
    verdict: EnumProperty(name="Verdict", description="What you decided about it", items=VERDICTS)
    is_starred: BoolProperty(name="Star", description="One of the best")
    world: PointerProperty(type=bpy.types.World)
    sun: PointerProperty(type=bpy.types.Light)
    camera: PointerProperty(type=bpy.types.Camera)
    thumbnail: PointerProperty(type=bpy.types.Image)
    restyled: PointerProperty(type=bpy.types.Image)
    restyled_note: StringProperty()
    shown_with: IntProperty()

    if TYPE_CHECKING:
        seed: int
        numbers: str
        key: str
        parents: str
        verdict: str
        is_starred: bool
        world: bpy.types.World | None
        sun: bpy.types.Light | None
        camera: bpy.types.Camera | None
        thumbnail: bpy.types.Image | None
        restyled: bpy.types.Image | None
        restyled_note: str
        shown_with: int


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
    """All variations of a scene; `active` is the one shown, -1 for the original.

    While a variation has its own `camera`, `own_camera` is the user's. `dressed_roles` are those
    that the variations dress, separated by commas. `word_meanings` is JSON: what words in names
    were found nearest to.
    """

    variations: CollectionProperty(type=MaquetteVariation)
    dressed: CollectionProperty(type=MaquetteDressed)
    locks: CollectionProperty(type=MaquetteLock)
    active: IntProperty(default=-1)
    dressed_roles: StringProperty()
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
    is_framed: BoolProperty()
    camera: PointerProperty(type=bpy.types.Object)
    own_camera: PointerProperty(type=bpy.types.Object)
    markers: CollectionProperty(type=MaquetteMarkerOriginal)
    lamps: CollectionProperty(type=MaquetteLamp)

    if TYPE_CHECKING:
        variations: bpy.types.bpy_prop_collection_idprop[MaquetteVariation]
        dressed: bpy.types.bpy_prop_collection_idprop[MaquetteDressed]
        locks: bpy.types.bpy_prop_collection_idprop[MaquetteLock]
        active: int
        dressed_roles: str
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
        is_framed: bool
        camera: bpy.types.Object | None
        own_camera: bpy.types.Object | None
        markers: bpy.types.bpy_prop_collection_idprop[MaquetteMarkerOriginal]
        lamps: bpy.types.bpy_prop_collection_idprop[MaquetteLamp]


def state_of(scene: bpy.types.Scene) -> MaquetteSceneState:
    return scene.maquette_state  # type: ignore[attr-defined]


CLASSES = (
    MaquetteSlotOriginal,
    MaquetteSunOriginal,
    MaquetteMarkerOriginal,
    MaquetteLamp,
    MaquetteDressed,
    MaquetteLock,
    MaquetteVariation,
    MaquetteRoleCorrection,
    MaquetteRoleRow,
    MaquetteSceneState,
)
