# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be measured of a material without knowing the truth, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .badges import Badge, Level, badges
from .image import FloatArray
from .maps import MapKind, MaterialMaps
from .residual_light import REC709, light_falloff, shading_correlation
from .tiling import release_pages

__all__ = ["Badge", "Level", "badges", "measure_maps", "quality_warnings", "seam_step"]

PLAUSIBLE_LUMINANCE = (0.02, 0.9)
POSSIBLE_LUMINANCE = (0.01, 0.98)
SMOOTHEST = 0.02
BLOCK_ROWS = 256


def measure_maps(maps: MaterialMaps, *, seamless: bool) -> dict[str, float]:
    """Figures of a material; those of maps that are not there are left out.

    - `seam_step` (when `seamless`): the mean step over the edge, where the picture repeats, over
      the mean step inside, the larger of both axes and of base color, normal and roughness;
      `seam_excess`: the same over the largest step between two lines inside.
    - `base_color_plausible`: share of pixels with a linear luminance of 0.02 (coal) to 0.9 (snow);
      `base_color_possible`: of 0.01 to 0.98.
    - `light_falloff_stops` and `light_shading`: what light base color seems to hold, see
      `residual_light`.
    - `normal_unit_error`: largest |length - 1|; `normal_facing`: share with z above 0.
    - `roughness_std`; `roughness_plausible`: share of pixels of 0.02 (a mirror) or more.
    - `metallic_decided`: share of pixels within 0.1 of 0 or of 1.
    - `height_range_m`: from the 0.1 to the 99.9 percentile; `height_share`: that over the width.
    - `occlusion_mean`: how much sky is seen on average.
    """
    quality = _seams(maps) if seamless else {}
    for kind, measure in _MEASURES.items():
        if kind in maps:
            quality |= measure(maps)
    return quality


def quality_warnings(quality: Mapping[str, float]) -> tuple[str, ...]:
    """One sentence, with what to do, for each figure that a designer should know of."""
    return tuple(each.sentence for each in badges(quality) if each.level is Level.POOR)


def _seams(maps: MaterialMaps) -> dict[str, float]:
    kinds = (MapKind.BASE_COLOR, MapKind.NORMAL, MapKind.ROUGHNESS)
    seams = [_seam(maps[kind].pixels) for kind in kinds if kind in maps]
    return {
        "seam_step": max((step for step, _ in seams), default=1.0),
        "seam_excess": max((excess for _, excess in seams), default=1.0),
    }


def _base_color(maps: MaterialMaps) -> dict[str, float]:
    color = maps[MapKind.BASE_COLOR].pixels
    plausible = _mean(color, lambda rows: _within(rows, PLAUSIBLE_LUMINANCE))
    possible = _mean(color, lambda rows: _within(rows, POSSIBLE_LUMINANCE))
    figures = {
        "base_color_plausible": plausible,
        "base_color_possible": possible,
        "light_falloff_stops": light_falloff(color),
    }
    if MapKind.NORMAL in maps:
        figures["light_shading"] = shading_correlation(color, maps[MapKind.NORMAL].pixels)
    release_pages(color)
    return figures


def _normal(maps: MaterialMaps) -> dict[str, float]:
    normal = maps[MapKind.NORMAL].pixels
    return {
        "normal_unit_error": max(_unit_error(rows) for rows in _blocks(normal)),
        "normal_facing": _mean(normal, lambda rows: rows[..., 2] > 0.0),
    }


def _roughness(maps: MaterialMaps) -> dict[str, float]:
    roughness = maps[MapKind.ROUGHNESS].pixels
    centre = _mean(roughness, lambda rows: rows)
    return {
        "roughness_std": _mean(roughness, lambda rows: (rows - centre) ** 2) ** 0.5,
        "roughness_plausible": _mean(roughness, lambda rows: rows >= SMOOTHEST),
    }


def _metallic(maps: MaterialMaps) -> dict[str, float]:
    metallic = maps[MapKind.METALLIC].pixels
    return {"metallic_decided": _mean(metallic, lambda rows: np.abs(rows - 0.5) >= 0.4)}


def _height(maps: MaterialMaps) -> dict[str, float]:
    height = maps[MapKind.HEIGHT].pixels
    extent = float(np.ptp(np.percentile(_sampled(height), (0.1, 99.9))))
    return {"height_range_m": extent, "height_share": extent / maps.size_m}


def _occlusion(maps: MaterialMaps) -> dict[str, float]:
    return {"occlusion_mean": _mean(maps[MapKind.AMBIENT_OCCLUSION].pixels, lambda rows: rows)}


_MEASURES: Mapping[MapKind, Callable[[MaterialMaps], dict[str, float]]] = {
    MapKind.BASE_COLOR: _base_color,
    MapKind.ROUGHNESS: _roughness,
    MapKind.METALLIC: _metallic,
    MapKind.NORMAL: _normal,
    MapKind.HEIGHT: _height,
    MapKind.AMBIENT_OCCLUSION: _occlusion,
}


def seam_step(pixels: FloatArray) -> float:
    """The mean step over the repeating edge over the mean step inside, the larger of both axes."""
    return _seam(pixels)[0]


def _seam(pixels: FloatArray) -> tuple[float, float]:
    """The step over the edge, over the mean and over the largest step inside."""
    steps = [_line_steps(pixels, axis) for axis in (0, 1) if pixels.shape[axis] > 1]
    mean = max((_ratio(each[-1], each[:-1].mean()) for each in steps), default=1.0)
    most = max((_ratio(each[-1], each[:-1].max()) for each in steps), default=1.0)
    return mean, most


def _ratio(edge: float, inside: float) -> float:
    if inside <= 1e-9:
        return 1.0 if edge <= 1e-6 else float("inf")
    return float(edge / inside)


def _line_steps(pixels: FloatArray, axis: int) -> NDArray[np.float64]:
    """Mean difference of each line to the next along `axis`, the last to the first at the end."""
    steps = np.zeros(pixels.shape[axis])
    if axis == 0:
        steps[-1] = _total(pixels[0] - pixels[-1], ())
    for start in range(0, len(pixels), BLOCK_ROWS):
        if axis == 0:
            # Between rows, a block goes on to the first row of the next.
            rows = pixels[start : start + BLOCK_ROWS + 1]
            steps[start : start + len(rows) - 1] = _total(np.diff(rows, axis=0), (1, 2))
        else:
            rows = pixels[start : start + BLOCK_ROWS]
            steps[:-1] += _total(np.diff(rows, axis=1), (0, 2))
            steps[-1] += _total(rows[:, 0] - rows[:, -1], ())
        release_pages(pixels)
    return steps / (pixels.size // pixels.shape[axis])


def _total(differences: FloatArray, axes: tuple[int, ...]) -> NDArray[np.float64]:
    return np.abs(differences).sum(axis=axes or None, dtype=np.float64)


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


def _within(rows: FloatArray, limits: tuple[float, float]) -> NDArray[np.bool_]:
    light = rows @ REC709
    return (light >= limits[0]) & (light <= limits[1])


def _unit_error(rows: FloatArray) -> float:
    return float(np.abs(np.sqrt(np.einsum("hwc,hwc->hw", rows, rows)) - 1.0).max())


def _sampled(pixels: FloatArray) -> FloatArray:
    """At most about a million values, evenly spread."""
    step = max(1, int((pixels.size / 2**20) ** 0.5))
    return pixels[::step, ::step]
