# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The roles of a scene as rows that a person can read and correct, one for each material in each
role."""

from __future__ import annotations

import glob
import json
from collections.abc import Sequence

import bpy

from ..core.errors import InputError
from . import role_hints, roles
from .roles import YOU_SAID, Correction, Hints, SlotRole
from .showing import as_original
from .variation_data import MaquetteRoleRow, state_of


def find_roles(scene: bpy.types.Scene) -> int:
    """Fill the rows of the scene, the least sure first, and return how many slots they stand for.

    Judges the scene as it was before any variation; slots without faces are left out.
    """
    hints = role_hints.hints_of(scene)
    with as_original(scene):
        objects, _ = roles.dressable_objects(scene)
        found = roles.roles_of(objects, Hints(meanings=hints.meanings))
    visible = [slot for slot in found if slot.area > 0.0]
    stored = state_of(scene)
    stored.roles.clear()
    stored.active_role = 0
    for group in _groups(visible, hints.corrections):
        _fill(stored.roles.add(), group, hints.corrections, _patterns(group, visible))
    return len(visible)


def correct_row(scene: bpy.types.Scene, index: int, role: str) -> None:
    """Say what the slots of a row are; raises `InputError` for a row that is gone."""
    row = _row(scene, index)
    for pattern in _patterns_of(row):
        role_hints.correct(scene, Correction(pattern, role))
    row.role, row.confidence, row.reason = role, 1.0, YOU_SAID


def forget_row(scene: bpy.types.Scene, index: int) -> None:
    """Give a row back the role that was found; raises `InputError` for a row that is gone."""
    row = _row(scene, index)
    for pattern in _patterns_of(row):
        role_hints.forget(scene, pattern)
    row.role, row.confidence, row.reason = row.found, row.found_confidence, row.found_reason


def objects_of(scene: bpy.types.Scene, index: int) -> tuple[bpy.types.Object, ...]:
    """The objects with slots of a row that are still there."""
    names: list[str] = json.loads(_row(scene, index).objects)
    return tuple(obj for name in names if (obj := scene.objects.get(name)) is not None)


def _row(scene: bpy.types.Scene, index: int) -> MaquetteRoleRow:
    rows = state_of(scene).roles
    if not 0 <= index < len(rows):
        raise InputError("This row is gone; find the roles again.")
    return rows[index]


def _groups(
    slots: Sequence[SlotRole], corrections: Sequence[Correction]
) -> list[tuple[SlotRole, ...]]:
    """Slots of one material, one found role and one corrected role, the least sure groups first."""
    groups: dict[tuple[str, str, str], list[SlotRole]] = {}
    for slot in slots:
        role = roles.corrected(slot, corrections).role
        groups.setdefault((slot.material_name, slot.role, role), []).append(slot)
    return sorted((tuple(group) for group in groups.values()), key=_sureness)


def _sureness(group: Sequence[SlotRole]) -> tuple[float, float]:
    """By the least sure slot, then the widest first."""
    return min(slot.confidence for slot in group), -sum(slot.area for slot in group)


def _fill(
    row: MaquetteRoleRow,
    group: Sequence[SlotRole],
    corrections: Sequence[Correction],
    patterns: Sequence[str],
) -> None:
    doubtful = min(group, key=lambda slot: slot.confidence)
    final = roles.corrected(doubtful, corrections)
    row.name = doubtful.material_name or doubtful.object_name
    row.role, row.confidence, row.reason = final.role, final.confidence, final.reason
    row.found, row.found_reason = doubtful.role, doubtful.reason
    row.found_confidence = doubtful.confidence
    row.patterns = json.dumps(patterns)
    row.objects = json.dumps(sorted({slot.object_name for slot in group}))
    row.slots = len(group)
    row.area = sum(slot.area for slot in group)


def _patterns(group: Sequence[SlotRole], everything: Sequence[SlotRole]) -> list[str]:
    """What names these slots and no others: their material where it has one row, else each path."""
    material = group[0].material_name
    alike = sum(slot.material_name == material for slot in everything)
    if material and alike == len(group):
        return [f"*/{glob.escape(material)}"]
    return [glob.escape(path) for path in sorted({slot.path for slot in group})]


def _patterns_of(row: MaquetteRoleRow) -> list[str]:
    return json.loads(row.patterns)
