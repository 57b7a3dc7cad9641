# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Normals and ambient occlusion of a height field, and the height field of normals.

Normals are unit vectors in [-1, 1], OpenGL (x right, y up the picture, z out of it); heights and
sizes are metres, pixels are square.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .enlarge import bands, enlarged
from .image import ColorSpace, Extent, FloatArray, Image, resize
from .spectral import integrate_mirrored, integrate_periodic
from .tiling import large_array, release_pages

STEEPEST = 20.0
AO_RADIUS = 0.06
AO_DIRECTIONS = 8
AO_STEPS = 5
AO_SIDE = 512


def normal_from_height(height_m: FloatArray, size_m: float, *, wrap: bool) -> FloatArray:
    """Unit normals (H, W, 3) of heights (H, W) on a surface `size_m` wide: central differences."""
    pixel = size_m / height_m.shape[1]
    normal = large_array((*height_m.shape, 3))
    normal[..., 0] = -_slope(height_m, 1, pixel, wrap=wrap)
    # Rows go down the picture, y goes up.
    normal[..., 1] = _slope(height_m, 0, pixel, wrap=wrap)
    normal[..., 2] = 1.0
    return normalized(normal)


def height_from_normal(normal: FloatArray, size_m: float, *, wrap: bool) -> FloatArray:
    """Heights (H, W) in metres around 0 whose slopes are nearest to those of `normal` (H, W, 3).

    Least squares over the whole picture in frequency space: Frankot & Chellappa, "A Method for
    Enforcing Integrability in Shape from Shading Algorithms", 1988. With `wrap` the surface
    repeats; otherwise it is mirrored at the edges, so that opposite edges need not agree.
    """
    across, down = slopes(normal)
    solve = integrate_periodic if wrap else integrate_mirrored
    height = solve(across, down)
    height *= np.float32(size_m / normal.shape[1])
    return height


def slopes(normal: FloatArray) -> tuple[FloatArray, FloatArray]:
    """dh/dx to the right and dh/dy down the picture, metres per metre, cut off at `STEEPEST`."""
    height, width = normal.shape[:2]
    across, down = large_array((height, width)), large_array((height, width))
    for rows in bands(Extent(width, height)):
        up = np.maximum(normal[rows, :, 2], np.float32(1.0 / STEEPEST))
        across[rows] = -normal[rows, :, 0] / up
        down[rows] = normal[rows, :, 1] / up
        for array in (normal, across, down):
            release_pages(array)
    return across, down


def scaled_relief(normal: FloatArray, strength: float) -> FloatArray:
    """The normals of the same surface with its heights times `strength`, in place."""
    for rows in bands(Extent(normal.shape[1], normal.shape[0])):
        normal[rows, :, :2] *= np.float32(strength)
        release_pages(normal)
    return normalized(normal)


def normalized(normal: FloatArray) -> FloatArray:
    """Unit vectors (H, W, 3), in place; a vector of no length becomes (0, 0, 1)."""
    for rows in bands(Extent(normal.shape[1], normal.shape[0])):
        _normalize(normal[rows])
        release_pages(normal)
    return normal


def _normalize(normal: FloatArray) -> None:
    squared = np.einsum("...c,...c->...", normal, normal)
    broken = squared < 1e-12
    if broken.any():
        normal[broken] = (0.0, 0.0, 1.0)
        squared[broken] = 1.0
    normal *= (1.0 / np.sqrt(squared))[..., None]


def flip_green(normal: FloatArray) -> FloatArray:
    """DirectX (Y-) to OpenGL (Y+) or back, for normals in [-1, 1]."""
    return normal * np.array([1.0, -1.0, 1.0], np.float32)


def encode_normal(normal: FloatArray) -> FloatArray:
    """[-1, 1] to [0, 1], as files hold it."""
    return normal * np.float32(0.5) + np.float32(0.5)


def decode_normal(encoded: FloatArray) -> FloatArray:
    """[0, 1] of a file to unit vectors in [-1, 1]."""
    return normalized(encoded * np.float32(2.0) - np.float32(1.0))


def ambient_occlusion(height_m: FloatArray, size_m: float, *, wrap: bool) -> FloatArray:
    """How much of a cosine-weighted sky each point of a height field sees, (H, W) in [0, 1].

    The steepest way up to the horizon is looked for in a few directions within a radius of the
    surface's `AO_RADIUS`: Max, "Horizon mapping: shadows for bump-mapped surfaces", 1988, and
    Bavoil, Sainz & Dimitrov, "Image-space horizon-based ambient occlusion", 2008. A horizon at the
    angle a leaves cos(a)^2 of its direction. Large fields are measured at a side of about `AO_SIDE`
    pixels.
    """
    extent = Extent(height_m.shape[1], height_m.shape[0])
    field = height_m
    if min(extent) > AO_SIDE:
        small = extent.with_short_side(AO_SIDE)
        field = resize(Image(height_m[..., None], ColorSpace.DATA), small).pixels[..., 0]
    visible = _sky_share(field, size_m / field.shape[1], AO_RADIUS * size_m, wrap=wrap)
    if field is height_m:
        return visible
    return enlarged(visible, extent, wrap=wrap)


def _sky_share(field: FloatArray, pixel: float, radius: float, *, wrap: bool) -> FloatArray:
    reach = max(1, min(round(radius / pixel), min(field.shape) - 1))
    distances = sorted({round(step) for step in np.geomspace(1.0, reach, AO_STEPS)})
    padded = np.pad(field, reach, mode="wrap" if wrap else "reflect")
    share = np.zeros_like(field)
    for turn in range(AO_DIRECTIONS):
        angle = 2.0 * np.pi * turn / AO_DIRECTIONS
        steepest = np.zeros_like(field)
        for distance in distances:
            x, y = round(distance * np.cos(angle)), round(distance * np.sin(angle))
            rise = _moved(padded, reach, x, y) - field
            rise *= np.float32(1.0 / (np.hypot(x, y) * pixel))
            np.maximum(steepest, rise, out=steepest)
        share += 1.0 / (1.0 + steepest * steepest)
    share *= np.float32(1.0 / AO_DIRECTIONS)
    return share


def _moved(padded: FloatArray, reach: int, x: int, y: int) -> FloatArray:
    height, width = padded.shape[0] - 2 * reach, padded.shape[1] - 2 * reach
    return padded[reach + y : reach + y + height, reach + x : reach + x + width]


def _slope(height: FloatArray, axis: int, pixel: float, *, wrap: bool) -> NDArray[np.float32]:
    if wrap:
        rise = np.roll(height, -1, axis) - np.roll(height, 1, axis)
        return rise * np.float32(0.5 / pixel)
    if height.shape[axis] < 2:
        return np.zeros_like(height)
    return np.gradient(height, np.float32(pixel), axis=axis).astype(np.float32)
