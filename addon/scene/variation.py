# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Concept variations as numbers: which material each slot gets and which light; and what of a
scene can be varied.

`planning` makes them, `variation_state` stores and shows them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import bpy

from ..core.errors import InputError
from ..core.packed_text import unpack
from ..core.procedural import ProceduralMaterial
from ..core.request import Axis, GenerationRequest
from ..core.words import color_name
from . import locked, palette_plan, procedural, role_hints, roles, staging
from .composition import CameraChoice
from .layered import MaterialPart
from .light import LightChoice
from .lighting import Lighting, lighting_of
from .proposals import main_color
from .recolor import Recolor
from .role_list import role_label
from .roles import SlotRole, words_of


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """The material one slot gets, and those of its faces that play another role by direction."""

    object_name: str
    slot: int
    role: str
    material: ProceduralMaterial
    parts: tuple[MaterialPart, ...] = ()
    area: float = 0.0

    def to_values(self) -> dict[str, Any]:
        return {
            "object": self.object_name,
            "slot": self.slot,
            "role": self.role,
            "material": self.material.to_values(),
            "parts": [part.to_values() for part in self.parts],
            "area": self.area,
        }

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> SlotChoice:
        return cls(
            values["object"],
            values["slot"],
            values["role"],
            ProceduralMaterial.from_values(values["material"]),
            tuple(MaterialPart.from_values(part) for part in values["parts"]),
            values["area"],
        )


@dataclass(frozen=True, slots=True)
class Variation:
    """One concept: `name` is its theme's, `seed` makes it again.

    `recolors` are other colours for materials of the scene, `camera` is None where the scene's own
    stays; `parents` are the keys of the variations it came from.
    """

    seed: int
    name: str
    choices: tuple[SlotChoice, ...]
    light: LightChoice | None = None
    recolors: tuple[Recolor, ...] = ()
    camera: CameraChoice | None = None
    parents: tuple[str, ...] = ()

    def to_values(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "name": self.name,
            "choices": [choice.to_values() for choice in self.choices],
            "light": self.light.to_values() if self.light else None,
            "recolors": [recolor.to_values() for recolor in self.recolors],
            "camera": self.camera.to_values() if self.camera else None,
            "parents": list(self.parents),
        }

    def to_json(self) -> str:
        """One line of JSON that `from_json` turns into an equal value."""
        return json.dumps(self.to_values(), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Variation:
        """The value written by `to_json`, packed or not; `InputError` for anything else."""
        try:
            return cls.from_values(json.loads(unpack(text)))
        except ValueError as error:
            raise InputError(f"This is not a variation: {error}.") from error

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Variation:
        """The value that `to_values` gave; `InputError` for anything else."""
        try:
            choices = tuple(SlotChoice.from_values(each) for each in values["choices"])
            light = LightChoice.from_values(values["light"]) if values["light"] else None
            # What follows came with 0.2; a file of before has none of it.
            recolors = tuple(Recolor.from_values(each) for each in values.get("recolors", ()))
            camera = CameraChoice.from_values(values["camera"]) if values.get("camera") else None
            parents = tuple(str(key) for key in values.get("parents", ()))
            return cls(values["seed"], values["name"], choices, light, recolors, camera, parents)
        except (TypeError, KeyError) as error:
            raise InputError(f"This is not a variation: {error}.") from error

    @property
    def key(self) -> str:
        """What its descendants call it: the same for the same numbers. Its name may change, its
        exposure is metered later, and where it came from is not what it is."""
        bare = replace(self.without_exposure(), name="", parents=())
        return hashlib.sha256(bare.to_json().encode()).hexdigest()[:12]

    def without_exposure(self) -> Variation:
        return replace(self, light=replace(self.light, exposure=None)) if self.light else self

    def slots(self) -> tuple[tuple[str, int], ...]:
        """The object and the number of every slot that it dresses."""
        places = (place for each in self.recolors for place in each.places)
        return (
            *((each.object_name, each.slot) for each in self.choices),
            *((place.object_name, place.slot) for place in places),
        )

    def roles(self) -> frozenset[str]:
        """The roles that it dresses."""
        places = (place.role for each in self.recolors for place in each.places)
        return frozenset((*(choice.role for choice in self.choices), *places))

    def families(self) -> frozenset[str]:
        """The procedural families that its materials are of."""
        parts = (part.material.family for choice in self.choices for part in choice.parts)
        return frozenset((*(choice.material.family for choice in self.choices), *parts))

    def materials_by_role(self) -> tuple[tuple[str, str], ...]:
        """(role label, material in words) for a caption: visible surfaces only, largest first."""
        areas: dict[tuple[str, str], float] = {}
        for choice in self.choices:
            key = (role_label(choice.role), material_label(choice.material))
            areas[key] = areas.get(key, 0.0) + choice.area
            for part in choice.parts:
                key = (role_label(part.facing.value), material_label(part.material))
                areas[key] = areas.get(key, 0.0) + 0.4 * choice.area
        for recolor in self.recolors:
            key = (role_label(recolor.role), recolor.label)
            areas[key] = areas.get(key, 0.0) + recolor.area
        shown = sorted((each for each in areas.items() if each[1] > 0.0), key=lambda item: -item[1])
        return tuple(key for key, _ in shown)


@dataclass(frozen=True, slots=True)
class Survey:
    """What can be varied: the slots that are not locked, and a sentence for each object left
    out. `lighting` is None and `stock`, what a palette can recolour, empty where no axis asks."""

    objects: tuple[bpy.types.Object, ...]
    slots: tuple[SlotRole, ...]
    stage: staging.Stage
    warnings: tuple[str, ...]
    lighting: Lighting | None = None
    stock: palette_plan.PaletteStock = palette_plan.NO_STOCK


def material_label(material: ProceduralMaterial) -> str:
    """As a designer says it: "Lime White plaster"; what has no look's colour, by its own."""
    family = procedural.family_of(material)
    label = family.label
    if not material.look:
        color = procedural.complete(material).get(main_color(family))
        name = color_name(color) if isinstance(color, tuple) else ""
        return f"{name} {label.lower()}".strip().capitalize()
    if set(words_of(label)) <= set(words_of(material.look)):
        return material.look
    return f"{material.look} {label.lower()}"


def survey(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    locks: Sequence[str] = (),
    *,
    is_lit: bool = False,
) -> Survey:
    """What of `scene` (or of the chosen objects) can be varied: what neither `locks` nor the locks
    of the scene hold; `is_lit` has its lighting read too. `InputError` when there is no surface."""
    everything, hidden = roles.dressable_objects(scene)
    chosen, warnings = (
        (everything, hidden) if objects is None else roles.dressable_objects(scene, objects)
    )
    if not chosen:
        reason = f" {warnings[0]}" if warnings else ""
        raise InputError(f"There is no surface to vary; select or add a mesh object.{reason}")
    # Roles are judged in the whole scene, so that a lone chosen object is not taken for a room.
    known = roles.roles_of(everything, role_hints.hints_of(scene))
    names = {obj.name for obj in chosen}
    slots = tuple(
        slot for slot in known if slot.object_name in names and not is_locked(slot, locks)
    )
    slots = locked.free_slots(scene, slots)
    stage = staging.stage_of(scene, everything, known)
    lighting = lighting_of(scene, everything, known, stage) if is_lit else None
    return Survey(chosen, slots, stage, warnings, lighting)


def survey_for(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    request: GenerationRequest,
) -> Survey:
    """The survey with all that the request's axes need; `InputError` when nothing can be varied."""
    found = survey(scene, objects, request.locks, is_lit=Axis.LIGHT in request.axes)
    if Axis.MATERIAL in request.axes and not found.slots:
        raise InputError("Every slot is locked; unlock one, or vary the light only.")
    if Axis.PALETTE not in request.axes:
        return found
    left_alone = palette_plan.left_alone(found.objects, found.slots)
    stock = palette_plan.palette_stock(found.objects, found.slots, request)
    if request.axes == (Axis.PALETTE,) and not stock.paints:
        reason = f" {left_alone[0]}" if left_alone else ""
        raise InputError(f"No material here has a colour to change; vary materials.{reason}")
    if Axis.MATERIAL not in request.axes:
        palette_plan.require_targets(stock, request)
    return replace(found, stock=stock, warnings=(*found.warnings, *left_alone))


def is_locked(slot: SlotRole, locks: Sequence[str]) -> bool:
    """Whether a pattern names the slot: as "object/material", or the object or material alone."""
    return any(roles.is_meant(slot, lock) for lock in locks)
