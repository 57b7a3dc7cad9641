# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what is known of a slot to its role: what the model says in IFC, the slot's own name, what
is around it, its look, its faces; the first that tells decides.

Knows nothing of corrections or of materials to give.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ifc_facts import IfcFacts, ifc_facts
from .role_faces import SMALL_M, Guess, Subject, by_faces, by_look
from .role_names import STRUCTURE, THINGS, WALLS, Said, element_of, stuff_of, words_of
from .role_words import INSIDE, OUTSIDE, TABLE_WORDS

WINDOW_WORDS = frozenset(
    ["window", "windows", "fenster", "fenêtre", "fenetre", "ventana", "finestra", "janela"]
)
# What a slot of a wall, a slab or a door may be besides the wall, the slab or the door.
FITTINGS = frozenset({"glazing", "frame", "door", "metal_part", "fixture"})
IFC_SURE, SLOT_SURE, STUFF_SURE, AROUND_SURE = 0.95, 0.9, 0.7, 0.6


def guess(subject: Subject) -> Guess:
    """The role of a slot, how sure that is and why."""
    name = words_of(subject.material)
    facts = ifc_facts(subject.obj)
    context = _context(subject, facts)
    found = _by_ifc(subject, facts, name) or _by_slot_name(subject, name)
    if found is not None:
        return found
    if (seen := by_look(subject)) and (seen.role == "glazing" or context is None):
        return seen
    if stuff := stuff_of(name):
        return _by_stuff(subject, stuff, name, context)
    if context is not None:
        role = "interior_wall" if _is_wall_piece(subject.around[0]) else context.meaning
        role = _inside_or_out(role, name, subject)
        reason = f'The object or collection name says "{context.word}".'
        return Guess(role, round(AROUND_SURE * context.trust, 2), reason)
    explained = element_of(name, subject.meanings)
    if explained is not None and explained.meaning != "other":
        role = _inside_or_out(explained.meaning, name, subject)
        reason = f'"{explained.word}" is nearest to words of this role.'
        return Guess(role, round(STUFF_SURE * explained.trust, 2), reason)
    return by_faces(subject, is_outside=_is_outside(subject))


def _by_ifc(subject: Subject, facts: IfcFacts, name: Sequence[str]) -> Guess | None:
    """The class of the object, unless the slot names a fitting of it or what it is made of."""
    if not facts.role:
        return None
    own = element_of(name)
    told = f"The model says {facts.entity} {facts.predefined}".rstrip() + "."
    if own is not None and (own.meaning in FITTINGS or facts.role not in STRUCTURE):
        return None
    if subject.look.is_clear and facts.role in {"frame", "door", "glazing"}:
        return Guess("glazing", IFC_SURE, f"{told[:-1]}, and its material is clear.")
    if facts.role in THINGS | {"door", "frame"} and stuff_of(name):
        return None
    if facts.entity == "IfcWall" and facts.is_external is None:
        return Guess(_inside_or_out(facts.role, name, subject), IFC_SURE, told)
    return Guess(facts.role, IFC_SURE, told)


def _by_slot_name(subject: Subject, name: Sequence[str]) -> Guess | None:
    if "top" in name and _is_table(subject):
        reason = f'"{subject.material}" is the top of something like a table.'
        return Guess("tabletop", 0.8, reason)
    said = element_of(name)
    if said is None:
        return None
    role = said.meaning
    if role == "frame" and said.word in WINDOW_WORDS:
        role = "glazing"
    role = _inside_or_out(role, name, subject)
    sure = round(SLOT_SURE * said.trust, 2)
    return Guess(role, sure, f'The slot\'s material name says "{said.word}".')


def _context(subject: Subject, facts: IfcFacts) -> Said | None:
    """What the object is: by its class, its type in words, its name and those around it. A door or
    a cover of a thing is of the thing."""
    if facts.role:
        return Said(facts.entity, facts.role)
    names = (*(words_of(text) for text in facts.texts), *subject.around)
    said = [found for words in names if (found := element_of(words)) is not None]
    said += [found for words in names if (found := element_of(words, subject.meanings)) is not None]
    if not said:
        return None
    if said[0].meaning == "door" or said[0].word == "cover":
        return next(
            (each for each in said if each.meaning in {"fixture", "wood_furniture"}), said[0]
        )
    return said[0]


def _by_stuff(subject: Subject, stuff: Said, name: Sequence[str], context: Said | None) -> Guess:
    role = _of_stuff(subject, stuff.meaning, context.meaning if context else "")
    is_metal = stuff.meaning == "metal" and role in {"metal_part", "frame"}
    if is_metal and _is_wall_piece(subject.around[0]) and subject.surface.side > 0.5:
        role = _inside_or_out("interior_wall", name, subject)
    reason = f'The slot is of "{stuff.word}"' + (f' on a "{context.word}".' if context else ".")
    return Guess(role, round(STUFF_SURE * stuff.trust, 2), reason)


def _of_stuff(subject: Subject, kind: str, context: str) -> str:
    if kind == "wood":
        parts = {"floor", "ceiling", "door", "frame", "stairs", "exterior_wall", "paving"}
        return context if context in parts else "wood_furniture"
    if kind == "metal":
        return _of_metal(subject, context)
    if kind == "fabric" and context == "fixture":
        return "fixture"
    if kind == "fabric":
        surface = subject.surface
        is_ground = surface.share(surface.up) > 0.6 and max(subject.obj.dimensions) > SMALL_M
        return "floor" if is_ground and context not in THINGS else "upholstery"
    if context in STRUCTURE | {"paving", "stairs", "tabletop"}:
        return context
    is_wall = kind == "masonry" and not subject.setting.is_inside
    found = by_faces(subject, is_outside=is_wall)
    return found.role if found.role in STRUCTURE | {"paving", "terrain"} else "stone"


def _of_metal(subject: Subject, context: str) -> str:
    """Most of an appliance is its body; what is on top of a cabinet is its top."""
    surface = subject.surface
    if context in {"frame", "roof"}:
        return context
    if context == "fixture" and subject.share > 0.4:
        return "fixture"
    is_top = surface.share(surface.up) > 0.3 and surface.size[2] < 0.35 * subject.obj.dimensions.z
    if context == "wood_furniture" and is_top and max(surface.size[:2]) > 0.3:
        return "tabletop"
    return "metal_part"


def _inside_or_out(role: str, name: Sequence[str], subject: Subject) -> str:
    """Walls that do not say which side they are on are judged by words around, then by their
    faces."""
    if role != "interior_wall":
        return role
    words = {*name, *(word for each in subject.around for word in each)}
    if words & OUTSIDE:
        return "exterior_wall"
    if words & INSIDE or subject.setting.is_inside or subject.surface.outward < 0.65:
        return "interior_wall"
    return "exterior_wall"


def _is_outside(subject: Subject) -> bool:
    return any(OUTSIDE.intersection(words) for words in subject.around)


def _is_wall_piece(words: Sequence[str]) -> bool:
    """A wall with an opening, as kits of parts have it: "wallWindow"."""
    said = [found.meaning for word in words if (found := element_of((word,))) is not None]
    return bool(said) and said[0] in WALLS and said[-1] in {"frame", "door"}


def _is_table(subject: Subject) -> bool:
    words, size = subject.around[0], subject.obj.dimensions
    return bool(TABLE_WORDS.intersection(words)) or (max(size) < 4.0 and size.z < 1.6)
