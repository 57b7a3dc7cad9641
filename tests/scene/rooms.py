# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small scenes for the tests of variations: what slots, links, suns and shared meshes may be
like."""

from __future__ import annotations

from collections.abc import Sequence

import bpy

from addon.core.request import GenerationRequest, Task
from addon.scene import compat, planning, variation, variation_state


def register_state() -> None:
    """`Scene.maquette_state`, where the add-on as a whole is not registered."""
    if hasattr(bpy.types.Scene, "maquette_state"):
        return
    for each in variation_state.CLASSES:
        bpy.utils.register_class(each)
    bpy.types.Scene.maquette_state = bpy.props.PointerProperty(
        type=variation_state.MaquetteSceneState
    )


def scene() -> bpy.types.Scene:
    found = bpy.context.scene
    assert found is not None
    return found


def box(
    name: str,
    size: tuple[float, float, float],
    materials: Sequence[str] = (),
    *,
    at: tuple[float, float, float] = (0.0, 0.0, 0.0),
    inward: bool = False,
) -> bpy.types.Object:
    """A box standing on `at`; faces go bottom, top, then sides; face i has slot i, the rest the
    last."""
    x, y, z = size[0] / 2.0, size[1] / 2.0, size[2]
    corners = [
        (-x, -y, 0),
        (x, -y, 0),
        (x, y, 0),
        (-x, y, 0),
        (-x, -y, z),
        (x, -y, z),
        (x, y, z),
        (-x, y, z),
    ]
    faces = [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    if inward:
        faces = [face[::-1] for face in faces]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(corners, [], faces)
    for each in materials:
        mesh.materials.append(material(each))
    for index, polygon in enumerate(mesh.polygons):
        polygon.material_index = min(index, max(0, len(materials) - 1))
    return add(name, mesh, at)


def add(
    name: str, mesh: bpy.types.Mesh, at: tuple[float, float, float] = (0.0, 0.0, 0.0)
) -> bpy.types.Object:
    obj = bpy.data.objects.new(name, mesh)
    obj.location = at
    scene().collection.objects.link(obj)
    bpy.context.view_layer.update()
    return obj


def material(name: str) -> bpy.types.Material:
    return bpy.data.materials.get(name) or bpy.data.materials.new(name)


def nodes(owner: bpy.types.Material) -> bpy.types.Nodes:
    """The nodes of a material that has none yet."""
    tree = compat.ensure_nodes(owner)
    return tree.nodes


def sun(name: str = "Key") -> bpy.types.Object:
    obj = bpy.data.objects.new(name, bpy.data.lights.new(name, "SUN"))
    scene().collection.objects.link(obj)
    return obj


def awkward_room() -> bpy.types.Scene:
    """A room with everything that is easy to put back wrongly."""
    box("Room", (6.0, 4.0, 2.7), ("floor", "ceiling", "wall"), inward=True)
    table = box("Table", (1.4, 0.8, 0.75), ("wood",))
    table.material_slots[0].link = "OBJECT"
    table.material_slots[0].material = material("walnut")
    chair = box("Chair", (0.5, 0.5, 0.9), ("wood", "fabric"), at=(1.0, 0.0, 0.0))
    chair.material_slots[1].link = "OBJECT"
    chair.material_slots[1].material = material("out of sight")
    chair.material_slots[1].link = "DATA"
    chair.active_material_index = 1
    add("Second Chair", chair.data, (2.0, 0.0, 0.0))
    bare = box("Bare", (0.4, 0.4, 0.4), at=(-1.0, 0.0, 0.0))
    bare.data.polygons[3].material_index = 2
    add("Bare Twin", bare.data, (-2.0, 0.0, 0.0))
    sun().hide_viewport = True
    scene().world = bpy.data.worlds.new("Sky of the user")
    scene().view_settings.exposure = 0.375
    return scene()


def planned(count: int = 2, seed: int = 1, **options: object) -> tuple[variation.Variation, ...]:
    return planning.plan_variations(scene(), None, request(count, seed, **options))


def request(count: int = 2, seed: int = 1, **options: object) -> GenerationRequest:
    return GenerationRequest(task=Task.VARIATIONS, seed=seed, count=count, **options)
