# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations as one .glb whose materials switch: KHR_materials_variants, by Blender's own exporter.

What is exported is a scene of copies: meshes as they are evaluated, with UVs in metres, and baked
materials. Light is not of a variant in glTF, so none is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import bpy
import numpy as np
from mathutils import Matrix

from ..core.errors import InputError, OutputError
from ..core.procedural import ProceduralMaterial
from ..core.progress import CancelToken, Reporter
from ..core.version import maquette_version
from . import box_uv, procedural
from .gltf_cameras import standing_cameras
from .gltf_materials import baked_materials
from .handouts import set_record
from .measuring import Faces, together
from .obstacles import own_objects
from .recolor_flat import Recolored, flat_recolors
from .records import write_record
from .roles import TYPES
from .showing import as_original, variations_at
from .surfaces import world_faces
from .variation import SlotChoice, Variation

EXPORTER = "io_scene_gltf2"
MARK = "used"
# The exporter keeps the names of variants in the first scene of the file; a space comes first.
NAME = " Maquette glTF"
ORIGINAL = "Original"
PLAIN = "Plain"
DEFAULT_RESOLUTION = 512
PLAIN_GREY = (0.6, 0.6, 0.6, 1.0)

Choices = Mapping[tuple[str, int], "SlotChoice | bpy.types.Material"]
# What a face shows: a material by numbers, or one of the file, or none.
Shown = ProceduralMaterial | bpy.types.Material | None


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A mesh copy where it stands, the slot of each of its faces, and what each slot shows: first
    in the original, then in each variation."""

    mesh: bpy.types.Mesh
    name: str
    matrix: Matrix
    faces: np.ndarray
    slots: tuple[tuple[Shown, ...], ...]


def write_gltf(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    path: Path,
    reporter: Reporter,
    cancel: CancelToken,
    *,
    resolution: int = DEFAULT_RESOLUTION,
) -> None:
    """Write stored variations as a .glb: one variant each and "Original"; the first variation is
    what shows without a choice. Cameras are named after them. Textures are at most `resolution`
    pixels wide.

    The open file is as before. `InputError` for a variation that does not exist or without the
    exporter, `OutputError` when the file cannot be written, `Cancelled` between materials.
    """
    variations = variations_at(scene, indices)
    record = set_record(scene, indices)
    with ExitStack() as stack:
        stack.enter_context(as_original(scene))
        stack.enter_context(_exporter())
        stack.enter_context(_nodes_as_before())
        copy = stack.enter_context(_empty_scene())
        write_record(copy, record)
        recolored = stack.enter_context(flat_recolors(variations))
        pieces = stack.enter_context(_pieces(scene, variations, recolored))
        materials = stack.enter_context(_materials(pieces, resolution, reporter, cancel))
        for name in (ORIGINAL, *_names(variations)):
            _add_variant(copy, name)
        for piece in pieces:
            _dress(piece, materials)
            stack.enter_context(_standing(copy, piece))
        stack.enter_context(standing_cameras(scene, copy, variations))
        _export(copy, path)


def _names(variations: Sequence[Variation]) -> list[str]:
    """The names of the variations, with the seed where one comes twice."""
    names = [each.name for each in variations]
    return [
        f"{each.name} {each.seed}" if names.count(each.name) > 1 else each.name
        for each in variations
    ]


@contextmanager
def _exporter() -> Iterator[None]:
    """Blender's glTF exporter with its variants switched on, both only for now."""
    was_enabled = EXPORTER in bpy.context.preferences.addons
    if not was_enabled:
        try:
            bpy.ops.preferences.addon_enable(module=EXPORTER)
        except RuntimeError as error:
            raise InputError("Blender's glTF exporter is missing; install it again.") from error
    preferences: Any = bpy.context.preferences.addons[EXPORTER].preferences
    had_variants = preferences.KHR_materials_variants_ui
    try:
        preferences.KHR_materials_variants_ui = True
        yield
    finally:
        preferences.KHR_materials_variants_ui = had_variants
        if not was_enabled:
            bpy.ops.preferences.addon_disable(module=EXPORTER)


@contextmanager
def _nodes_as_before() -> Iterator[None]:
    """Blender 4.5's exporter leaves a mark on the nodes of the user's materials."""
    marked = {(tree.as_pointer(), node.name) for tree, node in _marked_nodes()}
    try:
        yield
    finally:
        for tree, node in list(_marked_nodes()):
            if (tree.as_pointer(), node.name) not in marked:
                del node[MARK]


def _marked_nodes() -> Iterator[tuple[bpy.types.NodeTree, bpy.types.Node]]:
    trees = [each.node_tree for each in bpy.data.materials if each.node_tree]
    for tree in (*trees, *bpy.data.node_groups):
        yield from ((tree, node) for node in tree.nodes if MARK in node)


@contextmanager
def _empty_scene() -> Iterator[bpy.types.Scene]:
    scene = bpy.data.scenes.new(NAME)
    try:
        if bpy.data.scenes[0] != scene:
            raise InputError(
                f"Rename the scene {bpy.data.scenes[0].name!r} to begin with a letter."
            )
        yield scene
    finally:
        bpy.data.scenes.remove(scene)


@contextmanager
def _pieces(
    scene: bpy.types.Scene, variations: Sequence[Variation], recolored: Sequence[Recolored]
) -> Iterator[list[_Piece]]:
    """Copies of everything that renders, each instance by itself; their meshes are gone at the
    end."""
    choices: list[Choices] = [
        {**{(c.object_name, c.slot): c for c in each.choices}, **others}
        for each, others in zip(variations, recolored, strict=True)
    ]
    nothing: list[Choices] = [{}] * len(variations)
    layer = scene.view_layers[0]
    layer.update()
    own = own_objects(scene)
    meshes: list[bpy.types.Mesh] = []
    try:
        pieces: list[_Piece] = []
        for instance in layer.depsgraph.object_instances:
            source = instance.object.original
            if source.type not in TYPES or source.hide_render:
                continue
            meshes.append(bpy.data.meshes.new_from_object(instance.object))
            is_local = own.get(source.name) == source
            matrix = instance.matrix_world.copy()
            pieces.append(_piece(meshes[-1], source, matrix, choices if is_local else nothing))
        yield pieces
    finally:
        bpy.data.batch_remove(meshes)


def _piece(
    mesh: bpy.types.Mesh, obj: bpy.types.Object, matrix: Matrix, choices: Sequence[Choices]
) -> _Piece:
    """A mesh with UVs in metres, and one slot for each row of what its faces show."""
    box_uv.lay_in_metres(mesh, matrix)
    faces = together([world_faces(mesh, matrix)])
    count = max(1, len(obj.material_slots))
    slots = np.clip(faces.slots, 0, count - 1)
    layers = [slots, *(_layers(faces, slots, obj.name, count, each) for each in choices)]
    rows, numbers = np.unique(np.stack(layers, axis=1), axis=0, return_inverse=True)
    shown = [_row(obj, slot, parts, choices) for slot, *parts in rows.tolist()]
    return _Piece(mesh, obj.name, matrix, numbers.ravel().astype(np.int32), tuple(shown))


def _layers(faces: Faces, slots: np.ndarray, name: str, count: int, choices: Choices) -> np.ndarray:
    """Which part of its slot's material each face shows, -1 for the material itself."""
    layers = np.full(len(slots), -1)
    for slot in range(count):
        choice = choices.get((name, slot))
        if isinstance(choice, SlotChoice) and choice.parts:
            layers = np.where(slots == slot, faces.layers(choice.parts), layers)
    return layers


def _row(
    obj: bpy.types.Object, slot: int, parts: Sequence[int], choices: Sequence[Choices]
) -> tuple[Shown, ...]:
    own = _known(obj.material_slots[slot].material) if obj.material_slots else None
    pairs = zip(choices, parts, strict=True)
    return (own, *(_shown(each.get((obj.name, slot)), part, own) for each, part in pairs))


def _shown(choice: SlotChoice | bpy.types.Material | None, part: int, own: Shown) -> Shown:
    if choice is None:
        return own
    if not isinstance(choice, SlotChoice):
        return _known(choice)
    return choice.material if part < 0 else choice.parts[part].material


def _known(material: bpy.types.Material | None) -> Shown:
    """The numbers of a procedural material of ours, else the material itself."""
    return procedural.read_material(material) or material


@contextmanager
def _materials(
    pieces: Sequence[_Piece], resolution: int, reporter: Reporter, cancel: CancelToken
) -> Iterator[dict[Shown, bpy.types.Material]]:
    """A material that can be exported for everything that is shown."""
    shown = dict.fromkeys(each for piece in pieces for slot in piece.slots for each in slot)
    numbers = [each for each in shown if isinstance(each, ProceduralMaterial)]
    plain = bpy.data.materials.new(PLAIN)
    plain.diffuse_color = PLAIN_GREY
    try:
        with baked_materials(numbers, resolution, reporter, cancel) as baked:
            found: dict[Shown, bpy.types.Material] = dict(zip(numbers, baked, strict=True))
            others = {each: each for each in shown if isinstance(each, bpy.types.Material)}
            yield {None: plain, **found, **others}
    finally:
        bpy.data.materials.remove(plain)


def _add_variant(copy: bpy.types.Scene, name: str) -> None:
    variants: Any = copy.gltf2_KHR_materials_variants_variants
    variant = variants.add()
    variant.variant_idx = len(variants) - 1
    variant.name = name


def _dress(piece: _Piece, materials: dict[Shown, bpy.types.Material]) -> None:
    """Give the mesh its slots, and the exporter's table of which variant shows what in each."""
    mesh: Any = piece.mesh
    mesh.materials.clear()
    for slot, shown in enumerate(piece.slots):
        mesh.materials.append(materials[shown[1]])
        for material in dict.fromkeys(materials[each] for each in shown):
            entry = mesh.gltf2_variant_mesh_data.add()
            entry.material_slot_index, entry.material = slot, material
            for variant, each in enumerate(shown):
                if materials[each] == material:
                    entry.variants.add().variant.variant_idx = variant
    mesh.polygons.foreach_set("material_index", piece.faces)


@contextmanager
def _standing(copy: bpy.types.Scene, piece: _Piece) -> Iterator[None]:
    obj = bpy.data.objects.new(piece.name, piece.mesh)
    try:
        obj.matrix_world = piece.matrix
        copy.collection.objects.link(obj)
        yield
    finally:
        bpy.data.objects.remove(obj)


def _export(copy: bpy.types.Scene, path: Path) -> None:
    """Run the exporter on the copy; the file is there whole or not at all."""
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.glb")
    try:
        with bpy.context.temp_override(scene=copy, view_layer=copy.view_layers[0]):
            bpy.ops.export_scene.gltf(
                filepath=str(beside),
                check_existing=False,
                export_format="GLB",
                export_copyright=f"Made with Maquette {maquette_version()}".strip(),
                export_image_format="JPEG",
                export_image_quality=85,
                export_cameras=True,
                export_lights=False,
                export_tangents=True,
                export_animations=False,
                export_extras=True,
                use_active_scene=True,
            )
        os.replace(beside, path)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path} cannot be written; choose another folder.") from error
    finally:
        beside.unlink(missing_ok=True)
