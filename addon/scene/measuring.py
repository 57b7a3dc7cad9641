# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much surface the slots of a scene have, as its view layer evaluates it: modifiers, scale and
instances included.

Knows nothing of materials or roles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np

from ..core.image import FloatArray
from .layered import STEEP, Facing, MaterialPart
from .obstacles import own_objects
from .roles import TYPES
from .surfaces import world_faces


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of an object wherever it is: slot (F,), and in scene units area (F,), height of the
    centre (F,) and of the unit normal (F,); `count` is how often the object is there."""

    slots: np.ndarray
    areas: FloatArray
    heights: FloatArray
    steepness: FloatArray
    count: int

    def of_slot(self, slot: int, slots: int) -> np.ndarray:
        """Which faces show `slot` of `slots`; numbers past the last one show the last."""
        return np.clip(self.slots, 0, max(0, slots - 1)) == slot

    def layers(self, parts: Sequence[MaterialPart]) -> np.ndarray:
        """Which part of a layered material each face shows, -1 for the material under all parts;
        later parts lie over earlier ones."""
        shown = np.full(len(self.areas), -1)
        for number, part in enumerate(parts):
            shown[self._looking(part)] = number
        return shown

    def _looking(self, part: MaterialPart) -> np.ndarray:
        if part.facing is Facing.CEILING:
            return self.steepness < -STEEP
        below = self.heights < part.limit
        return (self.steepness > STEEP) & (below if part.facing is Facing.FLOOR else ~below)


def metres_per_unit(scene: bpy.types.Scene) -> float:
    """How many metres one Blender unit of the scene stands for."""
    units = scene.unit_settings
    return 1.0 if units.system == "NONE" else float(units.scale_length)


def faces_of(scene: bpy.types.Scene) -> dict[str, Faces]:
    """The faces of every object of the scene by its name, instances of it included.

    An object that is hidden in the viewport but not in renders is measured as it was modelled.
    """
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, faces in (*_evaluated(scene), *_out_of_sight(scene)):
        found.setdefault(name, []).append(faces)
    return {name: together(each) for name, each in found.items()}


def _evaluated(scene: bpy.types.Scene) -> Iterator[tuple[str, tuple[Any, ...]]]:
    layer = scene.view_layers[0]
    layer.update()
    own = own_objects(scene)
    for instance in layer.depsgraph.object_instances:
        shown = instance.object
        source = shown.original
        if shown.type not in TYPES or own.get(source.name) != source:
            continue
        mesh = shown.to_mesh()
        if mesh is None:
            continue
        try:
            yield source.name, world_faces(mesh, instance.matrix_world)
        finally:
            shown.to_mesh_clear()


def _out_of_sight(scene: bpy.types.Scene) -> Iterator[tuple[str, tuple[Any, ...]]]:
    layer = scene.view_layers[0]
    for obj in layer.objects:
        is_hidden = obj.hide_viewport or obj.hide_get(view_layer=layer)
        if is_hidden and not obj.hide_render and isinstance(obj.data, bpy.types.Mesh):
            yield obj.name, world_faces(obj.data, obj.matrix_world)


def together(instances: Sequence[tuple[Any, ...]]) -> Faces:
    """The faces of all instances of an object, as `surfaces.world_faces` gives them."""
    slots, areas, normals, centres = (np.concatenate(each) for each in zip(*instances, strict=True))
    return Faces(slots, areas, centres[:, 2], normals[:, 2], len(instances))
