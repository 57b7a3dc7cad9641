# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What part of a building or room each material slot is: by names first, else by how its faces lie.

Knows nothing of materials to give or of themes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import bpy

from . import obstacles, surfaces
from .role_words import ELEMENTS, INSIDE, OUTSIDE, STUFF, TABLE_WORDS
from .surfaces import Surface

TYPES = obstacles.SLOTTED
WALLS = frozenset({"interior_wall", "exterior_wall"})
STRUCTURE = WALLS | {"floor", "ceiling", "roof"}
THINGS = frozenset({"fixture", "upholstery", "wood_furniture", "tabletop"})
WINDOW_WORDS = frozenset(
    ["window", "windows", "fenster", "fenêtre", "fenetre", "ventana", "finestra"]
)
SMALL_M = 2.5
LARGE_GROUND_M2 = 400.0


@dataclass(frozen=True, slots=True)
class SlotRole:
    """One slot and what it is.

    `confidence` goes from 0 to 1 and `reason` is a sentence. `parts` names further roles that
    faces of the same slot play by their direction: "floor" and "roof" look up, "ceiling" looks
    down.
    """

    object_name: str
    slot_index: int
    material_name: str
    role: str
    confidence: float
    reason: str
    area: float = 0.0
    parts: tuple[str, ...] = ()
    floor_limit: float = 0.0
    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @property
    def path(self) -> str:
        """What a lock is matched with: "object/material"."""
        return f"{self.object_name}/{self.material_name}"


@dataclass(frozen=True, slots=True)
class Setting:
    """The place all objects make together: its height range in metres, and whether it is
    indoors."""

    low: float
    high: float
    is_inside: bool

    def level(self, height: float) -> float:
        """0 at the lowest point of everything, 1 at the highest."""
        return (height - self.low) / max(self.high - self.low, 1e-6)


@dataclass(frozen=True, slots=True)
class Guess:
    role: str
    confidence: float
    reason: str


def words_of(name: str) -> tuple[str, ...]:
    """The lower-case words of a name: camelCase, snake_case and numbers taken apart."""
    apart = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", name)
    return tuple(word.lower() for word in re.findall(r"[^\W\d_]+", apart))


def dressable_objects(
    scene: bpy.types.Scene, objects: Iterable[bpy.types.Object] | None = None
) -> tuple[tuple[bpy.types.Object, ...], tuple[str, ...]]:
    """The objects of `scene` (or those chosen) that can take materials, by name, and a sentence for
    each that cannot. Objects that hold no surface at all are left out without a word."""
    chosen = scene.objects if objects is None else objects
    around = obstacles.Surroundings(scene)
    found: list[bpy.types.Object] = []
    warnings: list[str] = []
    for obj in sorted(chosen, key=lambda each: each.name):
        obstacle = obstacles.obstacle(obj, around)
        if not obstacle and obj.type in TYPES and not obstacles.is_bare(obj):
            found.append(obj)
            obstacle = obstacles.note(obj)
        if obstacle:
            warnings.append(obstacle)
    return tuple(found), tuple(warnings)


def roles_of(objects: Sequence[bpy.types.Object]) -> tuple[SlotRole, ...]:
    """The role of every slot; a mesh without slots counts as having slot 0."""
    faces = {obj.name: surfaces.surfaces_of(obj) for obj in objects}
    setting = _setting_of(objects, faces)
    found: list[SlotRole] = []
    for obj in objects:
        for index, surface in enumerate(faces[obj.name]):
            material = _slot_material(obj, index)
            guess = _guess(obj, material, surface, setting)
            found.append(
                SlotRole(
                    obj.name,
                    index,
                    material,
                    guess.role,
                    guess.confidence,
                    guess.reason,
                    area=surface.area,
                    centre=surface.centre,
                )
            )
    covered = {slot.role for slot in found if slot.area > 0.0}
    return tuple(
        _with_parts(slot, faces[slot.object_name][slot.slot_index], covered) for slot in found
    )


def _slot_material(obj: bpy.types.Object, index: int) -> str:
    slot = obj.material_slots[index] if index < len(obj.material_slots) else None
    return slot.material.name if slot and slot.material else ""


def _setting_of(
    objects: Sequence[bpy.types.Object], faces: dict[str, tuple[Surface, ...]]
) -> Setting:
    solid = [surface for each in faces.values() for surface in each if surface.area > 0.0]
    words = [word for obj in objects for word in _all_words(obj)]
    inside = sum(
        word in INSIDE or ELEMENTS.get(word) in {"ceiling", "interior_wall"} for word in words
    )
    outside = sum(word in OUTSIDE or ELEMENTS.get(word) == "roof" for word in words)
    low = min((surface.low for surface in solid), default=0.0)
    return Setting(low, max((surface.high for surface in solid), default=0.0), inside > outside)


def _all_words(obj: bpy.types.Object) -> tuple[str, ...]:
    names = [obj.name, *(_slot_material(obj, i) for i in range(len(obj.material_slots)))]
    return tuple(word for name in names for word in words_of(name))


def _guess(obj: bpy.types.Object, material: str, surface: Surface, setting: Setting) -> Guess:
    """From the slot's own name, then the object's, then the collections', then the faces."""
    name = words_of(material)
    around = (words_of(obj.name), *(words_of(each.name) for each in obj.users_collection))
    if "top" in name and _is_table(obj, around[0]):
        return Guess("tabletop", 0.8, f'"{material}" is the top of something like a table.')
    element = _element(name)
    if (
        element
        and WINDOW_WORDS.intersection(name)
        and element[1] == "frame"
        and element[0] in WINDOW_WORDS
    ):
        element = (element[0], "glazing")
    if element:
        role = _inside_or_out(element[1], name, around, surface, setting)
        return Guess(role, 0.9, f'The slot\'s material name says "{element[0]}".')
    context = next((found for words in around if (found := _element(words))), None)
    stuff = next((word for word in reversed(name) if word in STUFF), "")
    if stuff:
        role = _of_stuff(STUFF[stuff], context[1] if context else "", obj, surface, setting)
        if (
            role in {"metal_part", "frame"}
            and STUFF[stuff] == "metal"
            and _is_wall_piece(around[0])
            and surface.side > 0.5
        ):
            role = _inside_or_out("interior_wall", name, around, surface, setting)
        return Guess(
            role, 0.7, f'The slot is of "{stuff}"' + (f' on a "{context[0]}".' if context else ".")
        )
    if context:
        element = "interior_wall" if _is_wall_piece(around[0]) else context[1]
        role = _inside_or_out(element, name, around, surface, setting)
        return Guess(role, 0.6, f'The object or collection name says "{context[0]}".')
    return _by_faces(obj, surface, setting, is_outside=any(OUTSIDE.intersection(w) for w in around))


def _element(words: Sequence[str]) -> tuple[str, str] | None:
    """The word that names the thing: the last one, but a thing before the room it stands in
    (a "lamp floor" is a lamp)."""
    found = [(word, ELEMENTS[word]) for word in words if word in ELEMENTS]
    if not found:
        return None
    if found[-1][1] in STRUCTURE:
        return next((each for each in found if each[1] in THINGS), found[-1])
    return found[-1]


def _inside_or_out(
    role: str,
    name: Sequence[str],
    around: Sequence[Sequence[str]],
    surface: Surface,
    setting: Setting,
) -> str:
    """Walls that do not say which side they are on are judged by words around, then by their
    faces."""
    if role != "interior_wall":
        return role
    words = {*name, *(word for each in around for word in each)}
    if words & OUTSIDE:
        return "exterior_wall"
    if words & INSIDE or setting.is_inside or surface.outward < 0.65:
        return "interior_wall"
    return "exterior_wall"


def _of_stuff(
    kind: str, context: str, obj: bpy.types.Object, surface: Surface, setting: Setting
) -> str:
    if kind == "wood":
        return (
            context
            if context in {"floor", "ceiling", "door", "frame", "stairs", "exterior_wall", "paving"}
            else "wood_furniture"
        )
    if kind == "metal":
        return context if context in {"frame", "roof"} else "metal_part"
    if kind == "fabric" and context == "fixture":
        return "fixture"
    if kind == "fabric":
        is_ground = surface.share(surface.up) > 0.6 and max(obj.dimensions) > SMALL_M
        return "floor" if is_ground and context not in THINGS else "upholstery"
    if context in STRUCTURE | {"paving", "stairs", "tabletop"}:
        return context
    guess = _by_faces(obj, surface, setting, is_outside=kind == "masonry" and not setting.is_inside)
    return guess.role if guess.role != "other" else "stone"


def _is_wall_piece(words: Sequence[str]) -> bool:
    """A wall with an opening, as kits of parts have it: "wallWindow"."""
    roles = [ELEMENTS[word] for word in words if word in ELEMENTS]
    return bool(roles) and roles[0] in WALLS and roles[-1] in {"frame", "door"}


def _is_table(obj: bpy.types.Object, words: Sequence[str]) -> bool:
    return bool(TABLE_WORDS.intersection(words)) or (
        max(obj.dimensions) < 4.0 and obj.dimensions.z < 1.6
    )


def _by_faces(
    obj: bpy.types.Object, surface: Surface, setting: Setting, *, is_outside: bool
) -> Guess:
    if surface.area <= 0.0:
        return Guess("other", 0.1, "No name tells and the slot has no faces.")
    is_small = max(obj.dimensions) < SMALL_M and not is_outside
    if surface.share(surface.up) > 0.6:
        return _looking_up(surface, setting, is_small=is_small)
    if surface.share(surface.down) > 0.6 and not is_small:
        return Guess("ceiling", 0.5, "Its faces look down.")
    if is_small:
        return Guess("other", 0.2, "It is small and no name tells what it is.")
    if surface.share(surface.side) < 0.25:
        return Guess("floor", 0.3, "Its faces lie flat.")
    is_facade = is_outside or (surface.outward > 0.65 and not setting.is_inside)
    side = ("exterior_wall", "and look outward") if is_facade else ("interior_wall", "inside")
    return Guess(side[0], 0.4, f"Its faces stand upright {side[1]}.")


def _looking_up(surface: Surface, setting: Setting, *, is_small: bool) -> Guess:
    if is_small:
        return Guess("tabletop", 0.3, "It is small and its faces look up.")
    if setting.level(surface.up_height) > 0.7 and setting.high - setting.low > 2.0:
        return Guess("roof", 0.5, "Its faces look up from the top.")
    if surface.area > LARGE_GROUND_M2:
        return Guess("terrain", 0.5, "It is a wide ground that looks up.")
    return Guess("floor", 0.5, "Its faces look up from below.")


def _with_parts(slot: SlotRole, surface: Surface, covered: set[str]) -> SlotRole:
    """A wall slot whose faces are also the floor, the ceiling or the roof says so."""
    if slot.role not in WALLS or surface.area <= 0.0:
        return slot
    parts: list[str] = []
    enough = 0.08 * surface.area
    if slot.role == "interior_wall":
        if "floor" not in covered and surface.floor_area > enough:
            parts.append("floor")
        if "ceiling" not in covered and surface.down > enough:
            parts.append("ceiling")
    elif "roof" not in covered and surface.up - surface.floor_area > 0.04 * surface.area:
        parts.append("roof")
    return replace(slot, parts=tuple(parts), floor_limit=surface.floor_limit)
