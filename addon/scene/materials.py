# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Maps as an editable Principled BSDF material of real-world size; one Blender unit is one metre.

Box projection uses the same "Surface Coordinates" node group as the procedural families, rather
than the image nodes' own: that one knows no upright axis (imported objects often lie on their
side) and no pictures that are not square. Knows nothing of slots and objects' former materials.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from ..core.errors import InputError
from ..core.maps import MapKind
from ..core.record import Record
from . import compat, procedural
from .images import pack_png
from .picture_files import png_extent
from .records import write_record
from .uv import UvMeasure, measure_uv

MAPPING, UV_MAP, BOX_MAP = "Real-world Size", "UV Map", "Surface Coordinates"
NORMAL_MAP, PRINCIPLED = "Normal Map", "Principled BSDF"
SIZE, PROJECTION = "maquette_size_m", "maquette_projection"
# Width over height of the maps: asking an image for its size would have Blender decode it.
ASPECT = "maquette_aspect"
SOCKETS = {
    MapKind.BASE_COLOR: "Base Color",
    MapKind.ROUGHNESS: "Roughness",
    MapKind.METALLIC: "Metallic",
}
# Objects that share a material must show it at about one scale for UVs to serve them all.
MOST_SCALE_RATIO = 1.25


class Projection(StrEnum):
    """How maps lie on an object; AUTO is decided by the objects' UVs when they are known."""

    AUTO = "AUTO"
    UV = "UV"
    BOX = "BOX"


def material_from_maps(
    name: str,
    files: Mapping[MapKind, bytes | Path],
    size_m: float,
    *,
    height_range: tuple[float, float] | None = None,
    projection: Projection = Projection.AUTO,
    record: Record | None = None,
    objects: Sequence[bpy.types.Object] = (),
) -> bpy.types.Material:
    """A new material from PNG maps, packed byte for byte, `size_m` metres wide on any object.

    The height file goes from 0 to 1 over `height_range` in metres and drives the displacement, as
    bump until the material is set to true displacement; normals are OpenGL (Y+). Ambient occlusion
    is there but not connected: multiplied into the colour it would be lit twice. Raises
    `InputError` and leaves nothing behind when a map cannot be read.
    """
    if not files:
        raise InputError("A material needs at least one map.")
    made: list[Any] = []
    try:
        images, aspect = {}, 1.0
        for kind in (each for each in MapKind if each in files):
            data = files[kind]
            content = data.read_bytes() if isinstance(data, Path) else data
            images[kind] = pack_png(f"{name} {kind.label}", content, kind.color_space, record)
            aspect = _aspect(content)
            made.append(images[kind])
        material = bpy.data.materials.new(name)
        made.append(material)
        _build(material, images, size_m, height_range)
        material[SIZE] = size_m
        material[ASPECT] = aspect
        material[PROJECTION] = projection.value
        write_record(material, record)
        fit_projection(material, objects)
    except OSError as error:
        bpy.data.batch_remove(made)
        raise InputError(f"A map of {name} cannot be read ({error.strerror}).") from error
    except BaseException:
        bpy.data.batch_remove(made)
        raise
    return material


def _aspect(png: bytes) -> float:
    extent = png_extent(png)
    return extent.width / extent.height


def remove_material(material: bpy.types.Material) -> None:
    """Delete a material that `material_from_maps` made, with the maps that only it uses."""
    assert material.node_tree is not None
    images = {node.image for node in material.node_tree.nodes if node.type == "TEX_IMAGE"}
    bpy.data.materials.remove(material)
    bpy.data.batch_remove([each for each in images if each and each.users <= each.use_fake_user])


def fit_projection(
    material: bpy.types.Material,
    objects: Sequence[bpy.types.Object],
    faces: Mapping[str, Sequence[int]] | None = None,
) -> Projection | None:
    """Lay a material of ours on `objects` (or on `faces`, by object name) as its projection says.

    AUTO takes the UVs when they are good on every object and of about one scale, else box
    projection. Returns what was taken, None for a material that `material_from_maps` did not make.
    """
    if PROJECTION not in material or SIZE not in material:
        return None
    wanted = Projection(material[PROJECTION])
    measures = [measure_uv(each, (faces or {}).get(each.name)) for each in objects]
    scale = _common_scale(measures, must_be_good=wanted is not Projection.UV)
    if wanted is Projection.AUTO:
        wanted = Projection.BOX if scale is None else Projection.UV
    _lay(material, wanted, scale or (1.0, 1.0))
    return wanted


def _common_scale(
    measures: Sequence[UvMeasure | None], *, must_be_good: bool
) -> tuple[float, float] | None:
    """Metres per unit of U and V that suit all, or None."""
    known = [each for each in measures if each is not None and min(each.metres_per_unit) > 0.0]
    if not known or len(known) < len(measures):
        return None
    scales = np.array([each.metres_per_unit for each in known])
    if must_be_good:
        if not all(each.is_good for each in known):
            return None
        if (scales.max(axis=0) / scales.min(axis=0)).max() > MOST_SCALE_RATIO:
            return None
    across, upwards = np.median(scales, axis=0)
    return float(across), float(upwards)


def _lay(
    material: bpy.types.Material, projection: Projection, metres_per_unit: tuple[float, float]
) -> None:
    tree: Any = material.node_tree
    mapping, normal = tree.nodes[MAPPING], tree.nodes.get(NORMAL_MAP)
    use_uv = projection is Projection.UV
    source = tree.nodes[UV_MAP].outputs["UV"] if use_uv else tree.nodes[BOX_MAP].outputs["Vector"]
    tree.links.new(source, mapping.inputs["Vector"])
    width = float(material[SIZE])
    across, upwards = metres_per_unit if use_uv else (1.0, 1.0)
    height = width / float(material[ASPECT])
    mapping.inputs["Scale"].default_value = (width / across, height / upwards, 1.0)
    if normal is None:
        return
    target = tree.nodes[PRINCIPLED].inputs["Normal"]
    for link in list(target.links):
        tree.links.remove(link)
    if use_uv:
        tree.links.new(normal.outputs["Normal"], target)
    normal.label = "Normal Map" if use_uv else "Normal Map (connect it with UVs)"


def _build(
    material: bpy.types.Material,
    images: Mapping[MapKind, bpy.types.Image],
    size_m: float,
    height_range: tuple[float, float] | None,
) -> None:
    tree: Any = compat.ensure_nodes(material)
    tree.nodes.clear()
    output = _node(tree, "ShaderNodeOutputMaterial", "Material Output", (560, 200))
    principled = _node(tree, "ShaderNodeBsdfPrincipled", PRINCIPLED, (220, 200))
    tree.links.new(principled.outputs["BSDF"], output.inputs["Surface"])
    vector = _coordinates(tree)
    maps = _map_nodes(tree, images, vector)
    for kind, socket in SOCKETS.items():
        if kind in maps:
            tree.links.new(maps[kind].outputs["Color"], principled.inputs[socket])
    if MapKind.NORMAL in maps:
        normal = _node(tree, "ShaderNodeNormalMap", NORMAL_MAP, (-120, -260))
        tree.links.new(maps[MapKind.NORMAL].outputs["Color"], normal.inputs["Color"])
    if MapKind.HEIGHT in maps:
        _displacement(tree, maps[MapKind.HEIGHT], output, height_range or (0.0, 0.01 * size_m))
        material.displacement_method = "BUMP"


def _node(tree: Any, kind: str, name: str, location: tuple[float, float]) -> Any:
    node = tree.nodes.new(kind)
    node.name = node.label = name
    node.location = location
    return node


def _coordinates(tree: Any) -> Any:
    """Both sources of coordinates and the one Mapping node whose scale is the size in metres."""
    frame = _node(tree, "NodeFrame", "Coordinates", (0, 0))
    uv = _node(tree, "ShaderNodeUVMap", UV_MAP, (-1300, 200))
    box = _node(tree, "ShaderNodeGroup", BOX_MAP, (-1300, 20))
    box.node_tree = procedural.coordinates_group()
    mapping = _node(tree, "ShaderNodeMapping", MAPPING, (-1040, 200))
    mapping.vector_type = "TEXTURE"
    for node in (uv, box, mapping):
        node.parent = frame
    return mapping.outputs["Vector"]


def _map_nodes(
    tree: Any, images: Mapping[MapKind, bpy.types.Image], vector: Any
) -> dict[MapKind, Any]:
    frame = _node(tree, "NodeFrame", "Maps", (0, 0))
    nodes = {}
    for index, (kind, image) in enumerate(images.items()):
        node = _node(tree, "ShaderNodeTexImage", kind.label, (-620, 480 - 300 * index))
        node.image = image
        node.width = 260
        node.parent = frame
        tree.links.new(vector, node.inputs["Vector"])
        nodes[kind] = node
    if MapKind.AMBIENT_OCCLUSION in nodes:
        nodes[
            MapKind.AMBIENT_OCCLUSION
        ].label = "Ambient occlusion (for export, not in the shading)"
    return nodes


def _displacement(tree: Any, height: Any, output: Any, height_range: tuple[float, float]) -> None:
    """Metres above and below the surface: (value - midlevel) * scale."""
    low, high = height_range
    scale = max(high - low, 1e-9)
    node = _node(tree, "ShaderNodeDisplacement", "Displacement", (220, -420))
    # Object space would multiply the metres by the object's scale.
    node.space = "WORLD"
    node.inputs["Midlevel"].default_value = -low / scale
    node.inputs["Scale"].default_value = scale
    tree.links.new(height.outputs["Color"], node.inputs["Height"])
    tree.links.new(node.outputs["Displacement"], output.inputs["Displacement"])
