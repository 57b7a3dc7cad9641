# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts a material on objects or faces, and the former one back.

What was there is remembered on the object as a pointer, which also keeps it in the file; each
restore goes one assignment back. Linked and overridden objects are left alone. Knows nothing of
how materials are made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import bpy

from ..core.errors import InputError
from . import face_slots
from .materials import fit_projection
from .records import PREVIOUS

TargetKind = Literal["SELECTED", "ACTIVE", "FACES", "NONE"]


@dataclass(frozen=True, slots=True)
class Target:
    """Objects by session id, which survives undo and renaming; `faces` by the same id, with the
    number of faces the mesh had."""

    objects: tuple[int, ...]
    faces: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    face_counts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Names of the objects that got the material, and a sentence for each that did not."""

    objects: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    faces: int = 0

    @property
    def summary(self) -> str:
        """Such as "on 2 objects"."""
        if not self.objects and not self.skipped:
            return "made, not assigned"
        count = f"{self.faces} faces of " if self.faces else ""
        names = self.objects[0] if len(self.objects) == 1 else f"{len(self.objects)} objects"
        return "  ".join([f"on {count}{names}" if self.objects else "not assigned", *self.skipped])


def remember_target(context: bpy.types.Context, kind: TargetKind) -> Target:
    """What is chosen now, for an assignment that may come later. `InputError` when nothing is."""
    if kind == "NONE":
        return Target(())
    if kind == "FACES":
        return _face_target(context)
    if kind == "ACTIVE":
        active = context.view_layer.objects.active if context.view_layer else None
        chosen = [] if active is None else [active]
    else:
        chosen = list(context.view_layer.objects.selected) if context.view_layer else []
    meshes = [each for each in chosen if _has_slots(each)]
    if not meshes:
        word = "make an object active" if kind == "ACTIVE" else "select an object"
        raise InputError(
            f"No object to put the material on: {word} that has a surface, or assign to nothing."
        )
    return Target(tuple(each.session_uid for each in meshes))


def _face_target(context: bpy.types.Context) -> Target:
    layer = context.view_layer
    edited = (
        [each for each in layer.objects if each.mode == "EDIT" and each.type == "MESH"]
        if layer
        else []
    )
    faces = {each.session_uid: face_slots.selected_faces(each) for each in edited}
    faces = {uid: chosen for uid, chosen in faces.items() if chosen}
    if not faces:
        raise InputError(
            "No faces are selected: go to Edit Mode and select some, or assign to the object."
        )
    counts = {each.session_uid: face_slots.face_count(each) for each in edited}
    return Target(tuple(faces), faces, counts)


def assign_to_target(target: Target, material: bpy.types.Material) -> Assignment:
    """Assign to what `remember_target` saw; what is gone or changed since is skipped with a
    sentence.
    """
    by_uid = {each.session_uid: each for each in bpy.data.objects}
    there = [by_uid[uid] for uid in target.objects if uid in by_uid]
    lost = ["An object was removed meanwhile."] * (len(target.objects) - len(there))
    changed = [
        each
        for each in there
        if each.session_uid in target.faces
        and face_slots.face_count(each) != target.face_counts.get(each.session_uid)
    ]
    lost += [
        f"The mesh of {each.name} changed meanwhile; assign the material by hand."
        for each in changed
    ]
    there = [each for each in there if each not in changed]
    faces = {
        each.name: target.faces[each.session_uid]
        for each in there
        if each.session_uid in target.faces
    }
    made = assign_material(there, material, faces or None)
    return Assignment(made.objects, (*lost, *made.skipped), made.faces)


def assign_material(
    objects: Sequence[bpy.types.Object],
    material: bpy.types.Material,
    faces: Mapping[str, Sequence[int]] | None = None,
) -> Assignment:
    """Put `material` in every slot of `objects`, or on `faces` by object name, in a slot of its
    own.

    An object whose mesh others share gets it on the object, so that the others stay as they are. A
    material of ours is laid on them by their UVs or by box projection, as it was made for.
    """
    done: list[bpy.types.Object] = []
    skipped: list[str] = []
    for each in objects:
        reason = _why_not(each, needs_mesh=faces is not None or not each.material_slots)
        if reason:
            skipped.append(reason)
            continue
        if faces is None:
            _assign_whole(each, material)
        else:
            _assign_faces(each, material, faces[each.name])
        done.append(each)
    fit_projection(material, done, faces)
    count = sum(len(faces[each.name]) for each in done) if faces else 0
    return Assignment(tuple(each.name for each in done), tuple(skipped), count)


def exchange_material(
    objects: Sequence[bpy.types.Object], former: bpy.types.Material, material: bpy.types.Material
) -> Assignment:
    """Put `material` in the slots of `objects` that show `former`; other slots stay.

    `restore_previous` brings `former` back.
    """
    done: list[bpy.types.Object] = []
    skipped: list[str] = []
    for each in objects:
        slots = [slot for slot in each.material_slots if slot.material == former]
        reason = _why_not(each, needs_mesh=False)
        if slots and reason:
            skipped.append(reason)
        elif slots:
            step = _remembered(each)
            for slot in slots:
                _put(each, slot, material)
            _keep(each, [*_steps(each), step])
            done.append(each)
    fit_projection(material, done)
    return Assignment(tuple(each.name for each in done), tuple(skipped))


def restore_previous(obj: bpy.types.Object) -> bool:
    """Put back the materials from before the last assignment; False when there was none."""
    steps = _steps(obj)
    if not steps:
        return False
    step = steps.pop()
    if step.get("has_faces"):
        face_slots.restore(obj, len(steps), had_indices=bool(step["had_indices"]))
    slots = list(step["slots"])
    if not slots:
        # Popping the last one would leave an empty slot on the object.
        obj.data.materials.clear()
    while len(obj.material_slots) > len(slots):
        obj.data.materials.pop(index=len(obj.material_slots) - 1)
    for slot, former in zip(obj.material_slots, slots, strict=False):
        _fill(slot, former)
    _keep(obj, steps)
    return True


def _fill(slot: bpy.types.MaterialSlot, former: Mapping[str, Any]) -> None:
    """A slot has two places, on the mesh and on the object; the object's own is put back, too."""
    slot.link = "OBJECT"
    slot.material = former.get("on_object")
    if former["link"] == "DATA":
        slot.link = "DATA"
        if former["is_own"]:
            slot.material = former.get("material")


def _assign_whole(obj: bpy.types.Object, material: bpy.types.Material) -> None:
    step = _remembered(obj)
    if not obj.material_slots:
        obj.data.materials.append(None)
    for slot in obj.material_slots:
        _put(obj, slot, material)
    _keep(obj, [*_steps(obj), step])


def _assign_faces(
    obj: bpy.types.Object, material: bpy.types.Material, faces: Sequence[int]
) -> None:
    step = {**_remembered(obj), "has_faces": True}
    step["had_indices"] = face_slots.has_indices(obj)
    if not obj.material_slots:
        obj.data.materials.append(None)
    obj.data.materials.append(None)
    _put(obj, obj.material_slots[-1], material)
    face_slots.assign(obj, faces, len(obj.material_slots) - 1, len(_steps(obj)))
    _keep(obj, [*_steps(obj), step])


def _put(obj: bpy.types.Object, slot: bpy.types.MaterialSlot, material: bpy.types.Material) -> None:
    if obj.data.users > 1 or obj.data.library or obj.data.override_library:
        slot.link = "OBJECT"
    slot.material = material


def _remembered(obj: bpy.types.Object) -> dict[str, Any]:
    """Every slot as it is; keys without a material are left out, ID properties hold no None."""
    is_own = not (obj.data.users > 1 or obj.data.library or obj.data.override_library)
    slots = []
    for slot in obj.material_slots:
        former: dict[str, Any] = {"link": slot.link, "is_own": is_own}
        if is_own and slot.link == "DATA" and slot.material is not None:
            former["material"] = slot.material
        on_object = _on_object(slot)
        if on_object is not None:
            former["on_object"] = on_object
        slots.append(former)
    return {"slots": slots}


def _on_object(slot: bpy.types.MaterialSlot) -> bpy.types.Material | None:
    link = slot.link
    slot.link = "OBJECT"
    found = slot.material
    slot.link = link
    return found


def _steps(obj: bpy.types.Object) -> list[Any]:
    return [_plain(each) for each in obj.get(PREVIOUS, [])]


def _plain(group: Any) -> dict[str, Any]:
    """An ID property group as a dictionary that can be written again; pointers stay pointers."""
    step = {key: group[key] for key in group.keys() if key != "slots"}  # noqa: SIM118
    slots = [{key: slot[key] for key in slot.keys()} for slot in group["slots"]]  # noqa: SIM118
    return {**step, "slots": slots}


def _keep(obj: bpy.types.Object, steps: list[dict[str, Any]]) -> None:
    if steps:
        obj[PREVIOUS] = steps
    elif PREVIOUS in obj:
        del obj[PREVIOUS]


def _has_slots(obj: bpy.types.Object) -> bool:
    return obj.data is not None and hasattr(obj.data, "materials")


def _why_not(obj: bpy.types.Object, *, needs_mesh: bool) -> str:
    if not _has_slots(obj):
        return f"{obj.name} has no surface."
    if obj.library is not None:
        return f"{obj.name} is linked from another file; make it local first."
    if obj.override_library is not None:
        return f"{obj.name} is a library override; make it local first."
    if needs_mesh and (obj.data.library is not None or obj.data.override_library is not None):
        return f"The mesh of {obj.name} is linked from another file; make it local first."
    return ""
