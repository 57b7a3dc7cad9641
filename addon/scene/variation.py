# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Concept variations as numbers: which material each slot gets and which light, by theme and seed.

Looks at a scene and changes nothing in it; `variation_state` stores and shows what is planned here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import bpy

from ..core.errors import InputError
from ..core.packed_text import unpack
from ..core.procedural import ProceduralMaterial
from ..core.request import Axis, GenerationRequest
from . import locked, moods, palette_plan, procedural, role_hints, roles, staging
from .camera_plan import cameras_for, with_cameras
from .composition import CameraChoice
from .layered import Facing, MaterialPart
from .light import LightChoice
from .lighting import Lighting, lighting_of
from .recolor import Recolor
from .role_words import DARK_WORDS, LAWN_WORDS, PALE_WORDS, PLANT_WORDS
from .roles import SlotRole, words_of
from .themes import THEMES, Pick, Theme

# Things of one role differ by their former material; a building's parts go together.
VARIED_ROLES = frozenset(
    {"upholstery", "wood_furniture", "tabletop", "metal_part", "fixture", "stone", "other"}
)
ROLE_LABELS = {
    "exterior_wall": "Facade",
    "interior_wall": "Walls",
    "wood_furniture": "Furniture",
    "metal_part": "Metal",
    "vegetation": "Green",
    "upholstery": "Fabric",
}


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

    def is_same_as(self, other: Variation) -> bool:
        """Equal in everything that shows."""
        return self.key == other.key

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
    out. `stock` is what a palette can recolour, empty where none is asked for."""

    objects: tuple[bpy.types.Object, ...]
    slots: tuple[SlotRole, ...]
    stage: staging.Stage
    lighting: Lighting
    warnings: tuple[str, ...]
    stock: palette_plan.PaletteStock = palette_plan.NO_STOCK


def role_label(role: str) -> str:
    return ROLE_LABELS.get(role, role.replace("_", " ").capitalize())


def material_label(material: ProceduralMaterial) -> str:
    """As a designer says it: "Lime White plaster"."""
    label = procedural.family_of(material).label
    if not material.look:
        return label
    if set(words_of(label)) <= set(words_of(material.look)):
        return material.look
    return f"{material.look} {label.lower()}"


def survey(
    scene: bpy.types.Scene, objects: Iterable[bpy.types.Object] | None, locks: Sequence[str] = ()
) -> Survey:
    """What of `scene` (or of the chosen objects) can be varied: what neither `locks` nor the locks
    of the scene hold. `InputError` when there is no surface."""
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
    lighting = lighting_of(scene, everything, known, stage)
    return Survey(chosen, slots, stage, lighting, warnings)


def survey_for(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    request: GenerationRequest,
) -> Survey:
    """The survey with all that the request's axes need; `InputError` when nothing can be varied."""
    found = survey(scene, objects, request.locks)
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


def plan_variations(
    scene: bpy.types.Scene,
    objects: Iterable[bpy.types.Object] | None,
    request: GenerationRequest,
) -> tuple[Variation, ...]:
    """`request.count` variations with seeds from `request.seed` on; the same seed, the same
    variation.

    `InputError` when nothing can be varied.
    """
    found = survey_for(scene, objects, request)
    planned = tuple(
        plan_variation(found, request, (request.seed + number) % 2**31)
        for number in range(request.count)
    )
    return with_cameras(planned, cameras_for(scene, objects, found, request))


def plan_variation(found: Survey, request: GenerationRequest, seed: int) -> Variation:
    """The variation of one seed."""
    theme = theme_of(seed, request.prompt)
    choices: tuple[SlotChoice, ...] = ()
    if Axis.MATERIAL in request.axes:
        choices = tuple(_choice(slot, theme, seed, found.stage.scale) for slot in found.slots)
    light = None
    if Axis.LIGHT in request.axes:
        light = moods.plan_light(theme.light, seed, found.stage, found.lighting, request)
    recolors, palette = (), ""
    if Axis.PALETTE in request.axes:
        dressed = {(each.object_name, each.slot) for each in choices}
        recolors, palette = palette_plan.plan_recolors(found.stock, dressed, request, seed)
    name = "" if choices else palette or (light.name if light else "")
    return Variation(seed, name or theme.name, choices, light.choice if light else None, recolors)


def theme_of(seed: int, prompt: str = "") -> Theme:
    """The theme of a seed; neighbouring seeds have different ones. Words of `prompt` that a theme
    knows narrow the choice."""
    themes = _wanted_themes(prompt)
    block, place = divmod(seed, len(themes))
    return themes[_order(block, len(themes))[place]]


def _wanted_themes(prompt: str) -> tuple[Theme, ...]:
    wanted = set(words_of(prompt))
    matches = [len(wanted & {*theme.words, *words_of(theme.name)}) for theme in THEMES]
    best = max(matches)
    return tuple(t for t, m in zip(THEMES, matches, strict=True) if m == best) if best else THEMES


def _order(block: int, count: int) -> list[int]:
    """A shuffled round through all themes that does not begin with the end of the round before."""
    order = _shuffled(block, count)
    if count > 2 and block > 0 and _shuffled(block - 1, count)[-1] == order[0]:
        order[0], order[1] = order[1], order[0]
    return order


def _shuffled(block: int, count: int) -> list[int]:
    order = list(range(count))
    Random(f"themes {block}").shuffle(order)
    return order


def _choice(slot: SlotRole, theme: Theme, seed: int, scale: float) -> SlotChoice:
    words = (*words_of(slot.material_name), *words_of(slot.object_name))
    key = slot.material_name if slot.role in VARIED_ROLES else ""
    material = _material(theme, slot.role, key, words, seed, scale)
    parts = tuple(
        MaterialPart(Facing(part), _material(theme, part, "", (), seed, scale), slot.floor_limit)
        for part in slot.parts
    )
    return SlotChoice(slot.object_name, slot.slot_index, slot.role, material, parts, slot.area)


def _material(
    theme: Theme, role: str, key: str, words: Sequence[str], seed: int, scale: float
) -> ProceduralMaterial:
    rng = Random(f"{seed}/{role}/{key}")
    pick = _pick(_fitting(theme.picks(role), role, words), words, rng)
    family = procedural.FAMILIES[pick.family]
    look = family.look(pick.look)
    if look is None:
        raise InputError(
            f"{theme.name} asks for {pick.look} of {family.label}, which does not exist."
        )
    jittered = procedural.sample(replace(family, looks=(look,)), rng)
    return replace(
        jittered,
        parameters={**jittered.parameters, **pick.values},
        scale=pick.scale * scale,
        rotation=pick.rotation,
    )


def _fitting(picks: Sequence[Pick], role: str, words: Sequence[str]) -> Sequence[Pick]:
    """Grass for a lawn, leaves for a plant: one role, two kinds of surface."""
    if role != "vegetation":
        return picks
    is_lawn = bool(LAWN_WORDS.intersection(words)) or not PLANT_WORDS.intersection(words)
    return [pick for pick in picks if (pick.family == "grass") is is_lawn] or picks


def _pick(picks: Sequence[Pick], words: Sequence[str], rng: Random) -> Pick:
    """By weight; a slot that calls itself dark or pale gets the darkest or palest of the
    theme's."""
    chosen = rng.choices(picks, [pick.weight for pick in picks])[0]
    if DARK_WORDS.intersection(words):
        return min(picks, key=brightness)
    if PALE_WORDS.intersection(words):
        return max(picks, key=brightness)
    return chosen


def brightness(pick: Pick) -> float:
    """Mean luminance of a pick's first colour, which is most of its surface."""
    family = procedural.FAMILIES[pick.family]
    look = family.look(pick.look)
    values = {**(look.values if look else {}), **pick.values}
    for parameter in family.parameters:
        value = values.get(parameter.name, parameter.default)
        if isinstance(value, tuple):
            return 0.2126 * value[0] + 0.7152 * value[1] + 0.0722 * value[2]
    return 0.5
