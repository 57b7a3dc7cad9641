# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scene remembers of its roles: what a person corrected, and what unknown words mean.

Both are stored in the file, so that every Blender that opens it judges alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

import bpy

from ..core.errors import InputError
from ..core.nearest import Nearest
from . import role_names, roles
from .procedural import ROLES
from .roles import Correction, Hints
from .variation_data import state_of


def hints_of(scene: bpy.types.Scene) -> Hints:
    """What is stored; entries of another version's roles are left out."""
    stored = state_of(scene)
    corrections = tuple(
        Correction(each.pattern, each.role) for each in stored.corrections if each.role in ROLES
    )
    return Hints(corrections, _read_meanings(stored.word_meanings))


def words_to_ask(scene: bpy.types.Scene) -> tuple[str, ...]:
    """The words in the names of what can be dressed that neither a list nor the scene knows."""
    objects, _ = roles.dressable_objects(scene)
    known = _read_meanings(state_of(scene).word_meanings)
    words = role_names.words_to_ask(roles.names_around(objects))
    return tuple(word for word in words if word not in known)


def remember_meanings(
    scene: bpy.types.Scene, asked: tuple[str, ...], found: Mapping[str, Nearest]
) -> None:
    """Store what a model of words answered; a word that it does not know is not asked again."""
    stored = state_of(scene)
    nothing = Nearest("", 0.0)
    known = {**_read_meanings(stored.word_meanings), **{w: found.get(w, nothing) for w in asked}}
    values = {word: [each.group, each.similarity] for word, each in sorted(known.items())}
    stored.word_meanings = json.dumps(values, ensure_ascii=False)


def correct(scene: bpy.types.Scene, correction: Correction) -> None:
    """Store a correction, in the place of an earlier one of the same pattern."""
    forget(scene, correction.pattern)
    item = state_of(scene).corrections.add()
    item.pattern, item.role = correction.pattern, correction.role


def forget(scene: bpy.types.Scene, pattern: str) -> None:
    """Take a correction back; nothing happens where there is none."""
    stored = state_of(scene).corrections
    for index in reversed(range(len(stored))):
        if stored[index].pattern == pattern:
            stored.remove(index)


def read_correction(text: str) -> Correction:
    """A correction written "PATTERN=role", as in "*/oak*=floor"; `InputError` for anything else."""
    pattern, equals, role = text.rpartition("=")
    role = role.strip().lower().replace(" ", "_")
    if not equals or not pattern.strip():
        raise InputError(f'Write a role as "PATTERN=role", not "{text}".')
    if role not in ROLES:
        raise InputError(f'There is no role "{role}"; the roles are {", ".join(ROLES)}.')
    return Correction(pattern.strip(), role)


def _read_meanings(text: str) -> dict[str, Nearest]:
    """The words in JSON; what is not of our making is left out."""
    try:
        values: Any = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(values, dict):
        return {}
    found: dict[str, Nearest] = {}
    for word, value in cast("dict[str, Any]", values).items():
        match value:
            case [str(role), int() | float() as near] if role in ROLES or not role:
                found[word] = Nearest(role, float(near))
            case _:
                continue
    return found
