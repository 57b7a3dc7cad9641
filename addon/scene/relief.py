# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Depth as geometry: a relief in the camera's view, or a plane that a float image displaces.

Knows nothing of models; takes depth in metres along the camera's axis.
"""

from __future__ import annotations

import math
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix

from ..core.errors import InputError
from ..core.image import ColorSpace, FloatArray, as_color_space
from ..core.record import Record
from ..core.request import CameraPose, Capture, DepthMap
from . import compat, images
from .records import write_record

# A photo does not tell its camera: 50 degrees is a standard lens.
PHOTO_FOV = math.radians(50.0)
STANDING = Matrix.Rotation(math.pi / 2.0, 4, "X")


def metres_of(depth: DepthMap, *, near: float, far: float) -> FloatArray:
    """Depth (H, W) in metres: the map's own where it is known, else its inverse depth between
    `near` and `far` metres, nearest and farthest percent aside. Raises `InputError`."""
    if depth.metres is not None:
        return np.asarray(depth.metres, np.float32)
    if not 0.0 < near < far:
        raise InputError("Nearest must be above zero and less than farthest.")
    inverse = np.asarray(depth.inverse_depth, np.float32)
    finite = inverse[np.isfinite(inverse)]
    if not finite.size:
        raise InputError("The depth holds no valid value; estimate it again.")
    low, high = np.percentile(finite, (0.5, 99.5))
    share = np.clip((inverse - low) / max(float(high - low), 1e-12), 0.0, 1.0)
    return (1.0 / (1.0 / far + share * (1.0 / near - 1.0 / far))).astype(np.float32)


def relief_mesh(
    name: str,
    metres: FloatArray,
    capture: Capture,
    *,
    edge_ratio: float = 0.08,
    max_side: int = 512,
    record: Record | None = None,
) -> bpy.types.Object:
    """A mesh of what the picture shows, seen from its camera: one vertex a sample, at most
    `max_side` along the longer side, UVs and material from the picture.

    Faces are cut where depth jumps by more than `edge_ratio` of the nearer depth, and where depth
    is not finite. It stands at the capture's camera; a photo's at the world's origin, looking
    along +Y. Linked into the active scene. Raises `InputError` when no face is left.
    """
    rows, columns = _sampled(metres.shape, max_side)
    depth = np.ascontiguousarray(metres[np.ix_(rows, columns)], np.float32)
    places, uvs = _unprojected(depth, rows, columns, metres.shape, capture.camera)
    faces = _faces(depth, edge_ratio)
    if not len(faces):
        raise InputError("No surface is left of this depth; raise Cut Edges.")
    used, faces = np.unique(faces, return_inverse=True)
    faces = faces.reshape(-1, 4)
    mesh = _mesh(name, places[used], faces, uvs[used])
    try:
        mesh.materials.append(picture_material(name, capture, record))
        relief = bpy.data.objects.new(name, mesh)
    except BaseException:
        bpy.data.meshes.remove(mesh)
        raise
    relief.matrix_world = _placed(capture.camera)
    write_record(relief, record)
    _link(relief)
    return relief


def displaced_plane(
    name: str,
    metres: FloatArray,
    capture: Capture,
    *,
    max_side: int = 512,
    record: Record | None = None,
) -> bpy.types.Object:
    """An upright plane, as wide as the view is at the median depth, that a float image displaces.

    Subdivided to `max_side` vertices along the longer side; the Displace modifier's strength is 1,
    so its values are metres towards the viewer. Linked into the active scene.
    """
    finite = metres[np.isfinite(metres)]
    if not finite.size:
        raise InputError("The depth holds no valid value; estimate it again.")
    middle = float(np.median(finite))
    height, width = metres.shape
    fov = capture.camera.fov_x if capture.camera else PHOTO_FOV
    size = 2.0 * middle * math.tan(fov / 2.0)
    rows, columns = _sampled(metres.shape, max_side)
    u, v = np.meshgrid(columns / max(width - 1, 1), 1.0 - rows / max(height - 1, 1))
    flat = np.zeros(u.shape)
    places = np.stack([(u - 0.5) * size, flat, (v - 0.5) * size * height / width], axis=2)
    mesh = _mesh(
        name,
        places.reshape(-1, 3).astype(np.float32),
        _faces(np.ones(u.shape, np.float32), 1.0),
        np.stack([u, v], axis=2).reshape(-1, 2).astype(np.float32),
    )
    mesh.materials.append(picture_material(name, capture, record))
    plane = bpy.data.objects.new(name, mesh)
    offsets = np.where(np.isfinite(metres), middle - metres, np.float32(middle - finite.max()))
    _add_displacement(plane, name, offsets.astype(np.float32), record)
    write_record(plane, record)
    _link(plane)
    return plane


def _sampled(shape: tuple[int, ...], max_side: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns to keep, the outer ones among them."""
    height, width = shape
    step = max(1.0, (max(height, width) - 1) / max(max_side - 1, 1))
    rows = np.linspace(0, height - 1, max(2, round((height - 1) / step) + 1))
    columns = np.linspace(0, width - 1, max(2, round((width - 1) / step) + 1))
    return np.rint(rows).astype(np.intp), np.rint(columns).astype(np.intp)


def _unprojected(
    depth: FloatArray,
    rows: np.ndarray,
    columns: np.ndarray,
    shape: tuple[int, ...],
    camera: CameraPose | None,
) -> tuple[FloatArray, FloatArray]:
    """Camera-space places (N, 3), looking along -Z, and UVs (N, 2) of the samples' pixel
    centres.
    """
    height, width = shape
    slope = 2.0 * math.tan((camera.fov_x if camera else PHOTO_FOV) / 2.0)
    shift = camera.shift if camera else (0.0, 0.0)
    u, v = np.meshgrid((columns + 0.5) / width, 1.0 - (rows + 0.5) / height)
    right = (u - 0.5 + shift[0]) * slope
    up = ((v - 0.5) * height / width + shift[1]) * slope
    places = np.stack([right * depth, up * depth, -depth], axis=2)
    uvs = np.stack([u, v], axis=2)
    return places.reshape(-1, 3).astype(np.float32), uvs.reshape(-1, 2).astype(np.float32)


def _faces(depth: FloatArray, edge_ratio: float) -> np.ndarray:
    """Quads (F, 4) of vertex indices, counter-clockwise as the camera sees them, without the cut
    ones.
    """
    height, width = depth.shape
    known = np.isfinite(depth) & (depth > 0.0)
    safe = np.where(known, depth, np.float32(1.0))
    corners = np.stack([safe[:-1, :-1], safe[1:, :-1], safe[1:, 1:], safe[:-1, 1:]])
    jump = corners.max(axis=0) / corners.min(axis=0) - 1.0
    whole = known[:-1, :-1] & known[1:, :-1] & known[1:, 1:] & known[:-1, 1:]
    index = np.arange(height * width, dtype=np.int32).reshape(height, width)
    quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=2)
    return quads[whole & (jump <= edge_ratio)]


def _mesh(name: str, places: FloatArray, faces: np.ndarray, uvs: FloatArray) -> bpy.types.Mesh:
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(places))
    mesh.vertices.foreach_set("co", places.ravel())
    mesh.loops.add(faces.size)
    corners = np.ascontiguousarray(faces.ravel(), np.int32)
    mesh.loops.foreach_set("vertex_index", corners)
    mesh.polygons.add(len(faces))
    mesh.polygons.foreach_set("loop_start", np.arange(0, faces.size, 4, dtype=np.int32))
    layer = mesh.uv_layers.new(name="Camera", do_init=False)
    layer.uv.foreach_set("vector", uvs[corners].ravel())
    mesh.update(calc_edges=True)
    mesh.shade_smooth()
    return mesh


def picture_material(name: str, capture: Capture, record: Record | None) -> bpy.types.Material:
    """A Principled BSDF without reflections whose base color is the picture, packed."""
    color = as_color_space(capture.color, ColorSpace.SRGB)
    image = images.image_datablock(f"{name} Picture", color, record)
    material = bpy.data.materials.new(name)
    tree: Any = compat.ensure_nodes(material)
    tree.nodes.clear()
    texture = tree.nodes.new("ShaderNodeTexImage")
    principled = tree.nodes.new("ShaderNodeBsdfPrincipled")
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    for node, left in ((texture, -360.0), (principled, 0.0), (output, 320.0)):
        node.location = (left, 0.0)
    texture.image, texture.extension = image, "EXTEND"
    principled.inputs["Roughness"].default_value = 1.0
    principled.inputs["Specular IOR Level"].default_value = 0.0
    tree.links.new(texture.outputs["Color"], principled.inputs["Base Color"])
    tree.links.new(principled.outputs["BSDF"], output.inputs["Surface"])
    write_record(material, record)
    return material


def _add_displacement(
    plane: bpy.types.Object, name: str, offsets: FloatArray, record: Record | None
) -> None:
    image = images.float_datablock(f"{name} Displacement", offsets)
    image.use_fake_user = False
    write_record(image, record)
    texture: Any = bpy.data.textures.new(f"{name} Displacement", "IMAGE")
    texture.image = image
    texture.extension = "EXTEND"
    texture.use_clamp = False
    modifier: Any = plane.modifiers.new("Displacement", "DISPLACE")
    modifier.texture = texture
    modifier.texture_coords = "UV"
    # The plane faces -Y, towards the viewer.
    modifier.direction = "Y"
    modifier.strength, modifier.mid_level = -1.0, 0.0


def _placed(camera: CameraPose | None) -> Matrix:
    return STANDING.copy() if camera is None else Matrix(camera.matrix_world)


def _link(obj: bpy.types.Object) -> None:
    scene = bpy.context.scene
    assert scene is not None
    scene.collection.objects.link(obj)
