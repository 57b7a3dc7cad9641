# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The materials schedule: what each variation puts where, how large it is and how much of it.

Metres are the scene's own, by its unit scale. Knows nothing of pictures.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bpy
import numpy as np

from ..core.handout import MaterialEntry, Origin, origin_of
from ..core.palette import hex_code
from ..core.procedural import ProceduralMaterial
from ..core.record import procedural_record
from ..core.version import maquette_version
from . import procedural, role_hints, roles
from .images import replace_file
from .measuring import Faces, faces_of, metres_per_unit
from .procedural import Unit
from .recolor import recolor_record
from .records import read_record
from .role_list import role_label
from .roles import SlotRole
from .showing import as_original, variations_at
from .variation import SlotChoice, Variation, material_label

COLUMNS = (
    *("variation", "name", "seed", "role", "material", "family", "look", "colors"),
    *("pattern_width_m", "dimensions_mm", "area_m2", "objects", "status", "made_by", "license"),
)
# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@")
NO_MATERIAL = "no material"
RECOLORED = "recoloured"


@dataclass(frozen=True, slots=True)
class _Scene:
    """The scene as it was: what each slot is, what it shows, and its faces."""

    slots: tuple[SlotRole, ...]
    own: Mapping[tuple[str, int], MaterialEntry]
    slot_counts: Mapping[str, int]
    faces: Mapping[str, Faces]
    metres_per_unit: float

    def areas(self, choice: SlotChoice) -> list[float]:
        """Square metres that show the choice's material and each of its parts."""
        faces = self.faces.get(choice.object_name)
        if faces is None:
            return [0.0] * (1 + len(choice.parts))
        in_slot = faces.of_slot(choice.slot, self.slot_counts.get(choice.object_name, 0))
        layers = faces.layers(choice.parts)
        return [
            self.square_metres(faces, in_slot & (layers == layer))
            for layer in range(-1, len(choice.parts))
        ]

    def square_metres(self, faces: Faces, chosen: np.ndarray) -> float:
        return float(faces.areas[chosen].sum(dtype=np.float64)) * self.metres_per_unit**2


@dataclass(frozen=True, slots=True)
class _Surface:
    """One material on one object; what is equal as numbers, or by name where it is kept, is one."""

    object_name: str
    material: ProceduralMaterial | str
    entry: MaterialEntry


def schedules(
    scene: bpy.types.Scene, indices: Sequence[int]
) -> tuple[tuple[MaterialEntry, ...], ...]:
    """For each stored variation its materials, the chosen ones before those kept, largest first.

    Slots that a variation leaves alone are listed with the material they keep, those it recolours
    with their new colour; surfaces without area are not. The scene shows afterwards what it showed
    before. `InputError` for a variation that does not exist.
    """
    variations = variations_at(scene, indices)
    found = _survey(scene)
    return tuple(
        _summed([*_chosen(each, found), *_recolored(each, found), *_left_alone(each, found)], found)
        for each in variations
    )


def _survey(scene: bpy.types.Scene) -> _Scene:
    with as_original(scene):
        objects, _ = roles.dressable_objects(scene)
        slots = roles.roles_of(objects, role_hints.hints_of(scene))
        by_name = {obj.name: obj for obj in objects}
        own = {
            (slot.object_name, slot.slot_index): _own_material(by_name[slot.object_name], slot)
            for slot in slots
        }
        counts = {obj.name: len(obj.material_slots) for obj in objects}
        return _Scene(slots, own, counts, faces_of(scene), metres_per_unit(scene))


def _own_material(obj: bpy.types.Object, slot: SlotRole) -> MaterialEntry:
    """The material that a slot shows by itself, in its role."""
    found = obj.material_slots[slot.slot_index : slot.slot_index + 1]
    material = found[0].material if found else None
    entry = MaterialEntry(role_label(slot.role), NO_MATERIAL, origin_of(None), kept=True)
    if material is None:
        return entry
    origin = origin_of(read_record(material))
    return replace(entry, name=material.name, origin=origin, colors=(_shown_color(material),))


def _shown_color(material: bpy.types.Material) -> str:
    """Its base colour where that is one colour, else the one it has in solid view."""
    tree = material.node_tree
    nodes = tree.nodes if tree is not None else ()
    shader = next((each for each in nodes if each.type == "BSDF_PRINCIPLED"), None)
    if shader is not None and not shader.inputs["Base Color"].is_linked:
        return hex_code(tuple(shader.inputs["Base Color"].default_value)[:3])
    return hex_code(tuple(material.diffuse_color)[:3])


def _chosen(variation: Variation, found: _Scene) -> Iterator[_Surface]:
    version = maquette_version()
    for choice in variation.choices:
        origin = origin_of(procedural_record(choice.material, version))
        shown = [(choice.role, choice.material)]
        shown += [(part.facing.value, part.material) for part in choice.parts]
        for (role, material), area in zip(shown, found.areas(choice), strict=True):
            entry = material_entry(role, material, origin, found.metres_per_unit)
            yield _Surface(choice.object_name, material, replace(entry, area_m2=area))


def _recolored(variation: Variation, found: _Scene) -> Iterator[_Surface]:
    """The scene's own materials in the roles that they play, with the colour they get."""
    for recolor in variation.recolors:
        entry = MaterialEntry(
            "",
            recolor.material,
            origin_of(recolor_record(recolor)),
            look=RECOLORED,
            colors=(hex_code(recolor.color),),
        )
        for place in recolor.places:
            faces = found.faces.get(place.object_name)
            if faces is not None:
                count = found.slot_counts.get(place.object_name, 0)
                area = found.square_metres(faces, faces.of_slot(place.slot, count))
                shown = replace(entry, role=role_label(place.role), area_m2=area)
                yield _Surface(place.object_name, recolor.label, shown)


def _left_alone(variation: Variation, found: _Scene) -> Iterator[_Surface]:
    dressed = {(each.object_name, each.slot) for each in variation.choices}
    dressed |= {
        (place.object_name, place.slot) for each in variation.recolors for place in each.places
    }
    for (name, slot), entry in found.own.items():
        faces = found.faces.get(name)
        if (name, slot) not in dressed and faces is not None:
            area = found.square_metres(faces, faces.of_slot(slot, found.slot_counts[name]))
            yield _Surface(name, entry.name, replace(entry, area_m2=area))


def _summed(surfaces: Iterable[_Surface], found: _Scene) -> tuple[MaterialEntry, ...]:
    """One entry for each material in each role, with all its area and objects."""
    groups: dict[tuple[str, bool, ProceduralMaterial | str], list[_Surface]] = {}
    for each in surfaces:
        if each.entry.area_m2 > 0.0:
            groups.setdefault((each.entry.role, each.entry.kept, each.material), []).append(each)
    entries = [
        replace(
            group[0].entry,
            area_m2=sum(each.entry.area_m2 for each in group),
            objects=sum(found.faces[name].count for name in {each.object_name for each in group}),
        )
        for group in groups.values()
    ]
    return tuple(sorted(entries, key=lambda each: (each.kept, -each.area_m2)))


def material_entry(
    role: str, material: ProceduralMaterial, origin: Origin, metres_per_unit: float = 1.0
) -> MaterialEntry:
    """A procedural material in words and numbers, without area."""
    family = procedural.family_of(material)
    values = procedural.complete(material)
    size = material.scale * metres_per_unit
    names = procedural.shown_parameters(material)
    shown = [(each, values[each.name]) for each in family.parameters if each.name in names]
    return MaterialEntry(
        role_label(role),
        material_label(material),
        origin,
        family=family.label,
        look=material.look,
        colors=tuple(hex_code(value) for _, value in shown if isinstance(value, tuple)),
        size_m=family.size_m * size,
        dimensions=tuple(
            (each.name, value * size)
            for each, value in shown
            if each.unit is Unit.METRES
            and each.is_made
            and isinstance(value, float)
            and value > 0.0
        ),
    )


def write_schedule(path: Path, scene: bpy.types.Scene, indices: Sequence[int]) -> None:
    """Write the schedule as CSV (RFC 4180, UTF-8 with the mark that spreadsheets look for), one row
    for each material of each stored variation, which are counted from 1 as everywhere.

    `OutputError` when it cannot be written, `InputError` for a variation that does not exist.
    """
    variations = variations_at(scene, indices)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for index, variation, entries in zip(
        indices, variations, schedules(scene, indices), strict=True
    ):
        head = (index + 1, _safe(variation.name), variation.seed)
        writer.writerows((*head, *_cells(entry)) for entry in entries)
    replace_file(path, [text.getvalue().encode("utf-8-sig")])


def _cells(entry: MaterialEntry) -> tuple[object, ...]:
    dimensions = "; ".join(f"{name} {metres * 1000.0:.4g}" for name, metres in entry.dimensions)
    return (
        *map(_safe, (entry.role, entry.name, entry.family, entry.look, " ".join(entry.colors))),
        "" if entry.size_m is None else f"{entry.size_m:.4g}",
        dimensions,
        f"{entry.area_m2:.3f}",
        entry.objects,
        "kept" if entry.kept else "chosen",
        *map(_safe, (entry.origin.made_by, entry.origin.license)),
    )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
