# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What part of a building or room each material slot is, with how sure that is and why.

What a person corrected comes first, then `role_evidence`. Knows nothing of materials to give or of
themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

import bpy

from . import obstacles, role_evidence, surfaces
from .material_look import look_of
from .role_faces import Guess, Setting, Subject
from .role_names import WALLS, Meanings, element_of, words_of
from .role_words import INSIDE, OUTSIDE
from .surfaces import Surface

TYPES = obstacles.SLOTTED
MOST_PARENTS = 3
YOU_SAID = "You said so."
# Of the upright faces of a room, at least this share looks inward.
INWARD = 0.25
# A ground so many times as wide as the widest wall lies outside; walls are higher than this.
WIDER = 1.3
WALL_M = 1.8


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
class Correction:
    """What a person says: slots that `pattern` names, as a lock does, are of this role."""

    pattern: str
    role: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known from outside the geometry: corrections, of which the last one that fits counts,
    and what a model of words found the unknown words nearest to."""

    corrections: tuple[Correction, ...] = ()
    meanings: Meanings = field(default_factory=dict)


NO_HINTS = Hints()


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


def roles_of(objects: Sequence[bpy.types.Object], hints: Hints = NO_HINTS) -> tuple[SlotRole, ...]:
    """The role of every slot; a mesh without slots counts as having slot 0."""
    faces = {obj.name: surfaces.surfaces_of(obj) for obj in objects}
    setting = _setting_of(objects, faces)
    found: list[SlotRole] = []
    for obj in objects:
        for index, subject in enumerate(_subjects(obj, faces[obj.name], setting, hints.meanings)):
            slot = _slot_role(subject, index, role_evidence.guess(subject))
            found.append(corrected(slot, hints.corrections))
    covered = {slot.role for slot in found if slot.area > 0.0}
    return tuple(
        _with_parts(slot, faces[slot.object_name][slot.slot_index], covered) for slot in found
    )


def corrected(slot: SlotRole, corrections: Iterable[Correction]) -> SlotRole:
    """The slot in the role that the last fitting correction gives it, else as it is."""
    fitting = [each.role for each in corrections if is_meant(slot, each.pattern)]
    return replace(slot, role=fitting[-1], confidence=1.0, reason=YOU_SAID) if fitting else slot


def is_meant(slot: SlotRole, pattern: str) -> bool:
    """Whether a pattern names the slot: as "object/material", or the object or material alone."""
    pattern = pattern.strip().lower()
    names = (slot.path, slot.object_name, slot.material_name)
    return bool(pattern) and any(fnmatchcase(name.lower(), pattern) for name in names)


def names_around(objects: Iterable[bpy.types.Object]) -> tuple[str, ...]:
    """Every name that a role is judged by, each once."""
    names: dict[str, None] = {}
    for obj in objects:
        materials = [slot.material.name for slot in obj.material_slots if slot.material]
        names |= dict.fromkeys((*_names_of(obj), *materials))
    return tuple(names)


def _subjects(
    obj: bpy.types.Object, faces: Sequence[Surface], setting: Setting, meanings: Meanings
) -> Iterator[Subject]:
    """The slots of one object with what they are judged by."""
    around = _words_around(obj)
    materials = [_slot_material(obj, index) for index in range(len(faces))]
    looks = [look_of(material) for material in materials]
    total = max(sum(surface.area for surface in faces), 1e-9)
    clear = sum(s.area for s, look in zip(faces, looks, strict=True) if look.is_clear) / total
    for surface, material, look in zip(faces, materials, looks, strict=True):
        name = material.name if material else ""
        share = surface.area / total
        yield Subject(obj, name, look, surface, share, clear, setting, around, meanings)


def _slot_role(subject: Subject, index: int, guess: Guess) -> SlotRole:
    return SlotRole(
        subject.obj.name,
        index,
        subject.material,
        guess.role,
        guess.confidence,
        guess.reason,
        area=subject.surface.area,
        centre=subject.surface.centre,
    )


def _slot_material(obj: bpy.types.Object, index: int) -> bpy.types.Material | None:
    return obj.material_slots[index].material if index < len(obj.material_slots) else None


def _names_of(obj: bpy.types.Object) -> tuple[str, ...]:
    """The object, its mesh, what it hangs on and its collections, nearest first."""
    names = [obj.name, obj.data.name]
    parent = obj.parent
    while parent is not None and len(names) < 2 + MOST_PARENTS:
        names.append(parent.name)
        parent = parent.parent
    return (*names, *(each.name for each in obj.users_collection))


def _words_around(obj: bpy.types.Object) -> tuple[tuple[str, ...], ...]:
    return tuple(words_of(name) for name in _names_of(obj))


def _setting_of(
    objects: Sequence[bpy.types.Object], faces: dict[str, tuple[Surface, ...]]
) -> Setting:
    solid = [surface for each in faces.values() for surface in each if surface.area > 0.0]
    low = min((surface.low for surface in solid), default=0.0)
    high = max((surface.high for surface in solid), default=0.0)
    width = max((max(obj.dimensions[:2]) for obj in objects), default=0.0)
    return Setting(low, high, width, _is_inside(objects, solid))


def _is_inside(objects: Sequence[bpy.types.Object], solid: Sequence[Surface]) -> bool:
    """By the words of all names; where they say nothing, a ground that is wider than all walls is
    outside, and many upright faces that look inward are a room."""
    words = [word for obj in objects for word in _own_words(obj)]
    said = [(word, element_of((word,))) for word in words]
    inside = sum(
        word in INSIDE or (each is not None and each.meaning in {"ceiling", "interior_wall"})
        for word, each in said
    )
    outside = sum(
        word in OUTSIDE or (each is not None and each.meaning == "roof") for word, each in said
    )
    if inside != outside:
        return inside > outside
    walls = [max(s.size[:2]) for s in solid if s.share(s.side) > 0.3 and s.size[2] > WALL_M]
    grounds = [max(s.size[:2]) for s in solid if s.share(s.up) > 0.4 and s.size[2] < WALL_M]
    if max(grounds, default=0.0) > WIDER * max(walls, default=0.0):
        return False
    upright = sum(surface.side for surface in solid)
    inward = sum(surface.side * (1.0 - surface.outward) for surface in solid)
    return upright > 0.0 and inward > INWARD * upright


def _own_words(obj: bpy.types.Object) -> tuple[str, ...]:
    names = [obj.name, *(slot.material.name for slot in obj.material_slots if slot.material)]
    return tuple(word for name in names for word in words_of(name))


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


__all__ = [
    "NO_HINTS", "YOU_SAID", "Correction", "Hints", "SlotRole", "corrected", "dressable_objects",
    "is_meant", "names_around", "roles_of", "words_of",
]  # fmt: skip
