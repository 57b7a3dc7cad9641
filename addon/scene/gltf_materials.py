# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Procedural materials as textures on a Principled BSDF that glTF can hold, on UVs in metres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import bpy
import numpy as np

from ..core.image import ColorSpace, Image, as_color_space
from ..core.maps import MapKind, MaterialMaps
from ..core.png import encode_png
from ..core.procedural import ProceduralMaterial
from ..core.progress import CancelToken, Reporter
from ..core.record import procedural_record
from ..core.version import maquette_version
from . import baking, box_uv, compat, procedural
from .images import pack_png
from .records import write_record
from .variation import material_label

GLASS_ROUGHNESS = 0.05


@contextmanager
def baked_materials(
    wanted: Sequence[ProceduralMaterial],
    resolution: int,
    reporter: Reporter,
    cancel: CancelToken,
) -> Iterator[list[bpy.types.Material]]:
    """A Blender material for each of `wanted`, in their order; all are gone at the end.

    Textures are `resolution` pixels on their longer side. Glass is not baked: it has one colour.
    """
    made: list[bpy.types.ID] = []
    try:
        materials: list[bpy.types.Material] = []
        for number, material in enumerate(wanted):
            cancel.check()
            reporter.progress(number / len(wanted), f"Baking {material_label(material)}")
            materials.append(_material(material, resolution, made))
        yield materials
    finally:
        bpy.data.batch_remove(made)


def _material(
    material: ProceduralMaterial, resolution: int, made: list[bpy.types.ID]
) -> bpy.types.Material:
    """The material, added to `made` with its images as soon as they are there."""
    name = material_label(material)
    target = bpy.data.materials.new(name)
    made.append(target)
    write_record(target, procedural_record(material, maquette_version()))
    shader, tree = _principled(target)
    if "glazing" in procedural.family_of(material).roles:
        _make_glass(material, shader)
        return target
    maps = baking.bake(material, resolution).maps
    pixels = maps[MapKind.BASE_COLOR]
    size = (maps.size_m, maps.size_m * pixels.extent.height / pixels.extent.width)
    place = _coordinates(tree, size)
    color = as_color_space(pixels, ColorSpace.SRGB)
    for kind, image in (("color", color), ("surface", _surface(maps)), ("normal", _normal(maps))):
        block = pack_png(f"{name} {kind}", encode_png(image, depth=8), image.color_space)
        made.append(block)
        _connect(tree, shader, kind, _texture(tree, block, place))
    return target


def _principled(target: bpy.types.Material) -> tuple[Any, Any]:
    tree: Any = compat.ensure_nodes(target)
    tree.nodes.clear()
    shader = tree.nodes.new("ShaderNodeBsdfPrincipled")
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(shader.outputs[0], output.inputs["Surface"])
    return shader, tree


def _make_glass(material: ProceduralMaterial, shader: Any) -> None:
    values = procedural.complete(material)
    tint = next((each for each in values.values() if isinstance(each, tuple)), (1.0, 1.0, 1.0))
    shader.inputs["Base Color"].default_value = (*tint, 1.0)
    shader.inputs["Roughness"].default_value = GLASS_ROUGHNESS
    shader.inputs["Transmission Weight"].default_value = 1.0


def _surface(maps: MaterialMaps) -> Image:
    """Roughness in green and metallic in blue, as glTF has them; occlusion in red."""
    kinds = (MapKind.AMBIENT_OCCLUSION, MapKind.ROUGHNESS, MapKind.METALLIC)
    planes = [maps[kind].pixels[..., :1] for kind in kinds]
    return Image(np.concatenate(planes, axis=2), ColorSpace.DATA)


def _normal(maps: MaterialMaps) -> Image:
    return Image(maps[MapKind.NORMAL].pixels * 0.5 + 0.5, ColorSpace.DATA)


def _coordinates(tree: Any, size_m: tuple[float, float]) -> Any:
    """Metres to one repeat of the textures; the exporter makes KHR_texture_transform of it."""
    metres = tree.nodes.new("ShaderNodeUVMap")
    metres.uv_map = box_uv.NAME
    mapping = tree.nodes.new("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (1.0 / size_m[0], 1.0 / size_m[1], 1.0)
    tree.links.new(metres.outputs[0], mapping.inputs["Vector"])
    return mapping.outputs[0]


def _texture(tree: Any, image: bpy.types.Image, place: Any) -> Any:
    node = tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    tree.links.new(place, node.inputs["Vector"])
    return node.outputs["Color"]


def _connect(tree: Any, shader: Any, kind: str, color: Any) -> None:
    if kind == "color":
        tree.links.new(color, shader.inputs["Base Color"])
    elif kind == "surface":
        apart = tree.nodes.new("ShaderNodeSeparateColor")
        tree.links.new(color, apart.inputs[0])
        tree.links.new(apart.outputs[1], shader.inputs["Roughness"])
        tree.links.new(apart.outputs[2], shader.inputs["Metallic"])
    else:
        bent = tree.nodes.new("ShaderNodeNormalMap")
        bent.uv_map = box_uv.NAME
        tree.links.new(color, bent.inputs["Color"])
        tree.links.new(bent.outputs[0], shader.inputs["Normal"])
