# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be measured of a material without knowing the truth, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .image import FloatArray
from .maps import MapKind, MaterialMaps
from .tiling import release_pages

PLAUSIBLE_LUMINANCE = (0.02, 0.9)
BLOCK_ROWS = 256
SEAM_LIMIT = 1.1
REC709 = np.array([0.2126, 0.7152, 0.0722], np.float32)


def measure_maps(maps: MaterialMaps, *, seamless: bool) -> dict[str, float]:
    """Figures of a material; those of maps that are not there are left out.

    - `seam_step` (when `seamless`): the mean step over the edge, where the picture repeats, over
      the mean step inside, the larger of both axes and of base color, normal and roughness.
    - `base_color_plausible`: share of pixels with a linear luminance of 0.02 (coal) to 0.9 (snow).
    - `normal_unit_error`: largest |length - 1|; `normal_facing`: share with z above 0.
    - `roughness_std`; `height_range_m`: from the 0.1 to the 99.9 percentile.
    """
    quality: dict[str, float] = {}
    if seamless:
        kinds = (MapKind.BASE_COLOR, MapKind.NORMAL, MapKind.ROUGHNESS)
        quality["seam_step"] = max(
            (seam_step(maps[k].pixels) for k in kinds if k in maps), default=1.0
        )
    if MapKind.BASE_COLOR in maps:
        quality["base_color_plausible"] = _mean(maps[MapKind.BASE_COLOR].pixels, _plausible)
    if MapKind.NORMAL in maps:
        normal = maps[MapKind.NORMAL].pixels
        quality["normal_unit_error"] = max(_unit_error(rows) for rows in _blocks(normal))
        quality["normal_facing"] = _mean(normal, lambda rows: rows[..., 2] > 0.0)
    if MapKind.ROUGHNESS in maps:
        roughness = maps[MapKind.ROUGHNESS].pixels
        centre = _mean(roughness, lambda rows: rows)
        quality["roughness_std"] = _mean(roughness, lambda rows: (rows - centre) ** 2) ** 0.5
    if MapKind.HEIGHT in maps:
        height = maps[MapKind.HEIGHT].pixels
        quality["height_range_m"] = float(np.ptp(np.percentile(_sampled(height), (0.1, 99.9))))
    return quality


def quality_warnings(quality: Mapping[str, float]) -> tuple[str, ...]:
    """One sentence, with what to do, for each figure that a designer should know of."""
    warnings: list[str] = []
    if quality.get("seam_step", 0.0) > SEAM_LIMIT:
        warnings.append(
            f"The seam shows (step {quality['seam_step']:.2f} of the inside's); "
            "give a picture with an evenly spread pattern."
        )
    if quality.get("base_color_plausible", 1.0) < 0.8:
        warnings.append(
            "Much of the base color is darker or brighter than real surfaces; "
            "correct the picture's exposure."
        )
    if quality.get("normal_facing", 1.0) < 0.999 or quality.get("normal_unit_error", 0.0) > 0.01:
        warnings.append(
            "Some normals point into the surface; try another model or a sharper picture."
        )
    if quality.get("height_range_m", 1.0) <= 0.0:
        warnings.append(
            "The surface has no relief; give a picture with light from one side, or raise it."
        )
    return tuple(warnings)


def seam_step(pixels: FloatArray) -> float:
    """The mean step over the repeating edge over the mean step inside, the larger of both axes."""
    return max(_axis_step(pixels, axis) for axis in (0, 1))


def _axis_step(pixels: FloatArray, axis: int) -> float:
    if pixels.shape[axis] < 2:
        return 1.0
    inside, edge = 0.0, 0.0
    if axis == 0:
        edge = _total(pixels[0] - pixels[-1])
    for start in range(0, len(pixels), BLOCK_ROWS):
        # Between rows, a block begins with the last row of the one before.
        rows = pixels[max(start - 1, 0) if axis == 0 else start : start + BLOCK_ROWS]
        inside += _total(np.diff(rows, axis=axis))
        if axis == 1:
            edge += _total(rows[:, 0] - rows[:, -1])
        release_pages(pixels)
    inside /= pixels.shape[axis] - 1
    line = pixels.size // pixels.shape[axis]
    if inside / line <= 1e-9:
        return 1.0 if edge / line <= 1e-6 else float("inf")
    return edge / inside


def _total(differences: FloatArray) -> float:
    return float(np.abs(differences).sum(dtype=np.float64))


def _blocks(pixels: FloatArray) -> Iterator[FloatArray]:
    for start in range(0, len(pixels), BLOCK_ROWS):
        yield pixels[start : start + BLOCK_ROWS]
        release_pages(pixels)


def _mean(pixels: FloatArray, value: Callable[[FloatArray], NDArray[Any]]) -> float:
    total, count = 0.0, 0
    for rows in _blocks(pixels):
        values = value(rows)
        total += float(values.sum(dtype=np.float64))
        count += values.size
    return total / count


def _plausible(rows: FloatArray) -> NDArray[np.bool_]:
    light = rows @ REC709
    low, high = PLAUSIBLE_LUMINANCE
    return (light >= low) & (light <= high)


def _unit_error(rows: FloatArray) -> float:
    return float(np.abs(np.sqrt(np.einsum("hwc,hwc->hw", rows, rows)) - 1.0).max())


def _sampled(pixels: FloatArray) -> FloatArray:
    """At most about a million values, evenly spread."""
    step = max(1, int((pixels.size / 2**20) ** 0.5))
    return pixels[::step, ::step]
