# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of a material judged: a badge each, with a sentence that says what to do about a bad one.

The limits are those that real scanned and photographed materials keep. Measuring is `quality`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .map_kind import MapKind


class Level(StrEnum):
    """How a figure compares with those of real materials."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Badge:
    """One figure of one map, judged; `sentence` says what it means and, when it is not good, what
    to do."""

    map: MapKind
    level: Level
    figure: str
    value: float
    sentence: str

    def to_values(self) -> dict[str, str | float | None]:
        """Plain values for a record; a value that is not finite is None."""
        value = self.value if abs(self.value) < float("inf") else None
        return {
            "map": self.map.value,
            "level": self.level.value,
            "figure": self.figure,
            "value": value,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class _Rule:
    """Good while `figure` is within `good` (low, high), else fair while `fair_figure`, by default
    the same, is within `fair`, else poor."""

    map: MapKind
    figure: str
    good: tuple[float, float]
    fair: tuple[float, float]
    praise: str
    advice: str
    fair_figure: str = ""

    def judge(self, quality: Mapping[str, float]) -> Badge:
        value = quality[self.figure]
        second = quality.get(self.fair_figure or self.figure)
        level = Level.POOR
        if _is_within(value, self.good):
            level = Level.GOOD
        elif second is not None and _is_within(second, self.fair):
            level = Level.FAIR
        text = self.praise if level is Level.GOOD else self.advice
        return Badge(self.map, level, self.figure, value, text.format(value=value))


def badges(quality: Mapping[str, float]) -> tuple[Badge, ...]:
    """A badge for each known figure, map by map; figures are those of `quality.measure_maps`."""
    return tuple(rule.judge(quality) for rule in _RULES if rule.figure in quality)


def _is_within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


_MOST = float("inf")

_RULES = (
    _Rule(
        MapKind.BASE_COLOR,
        "seam_step",
        (0.0, 1.1),
        (0.0, 1.2),
        "The edges meet.",
        "The seam shows (step {value:.2f} of the inside's); "
        "give a picture with an evenly spread pattern.",
        fair_figure="seam_excess",
    ),
    _Rule(
        MapKind.BASE_COLOR,
        "base_color_plausible",
        (0.85, 1.0),
        (0.8, 1.0),
        "The base color is as dark and bright as real surfaces are.",
        "Much of the base color is darker or brighter than real surfaces; "
        "correct the picture's exposure.",
        fair_figure="base_color_possible",
    ),
    _Rule(
        MapKind.BASE_COLOR,
        "light_falloff_stops",
        (0.0, 0.5),
        (0.0, 1.0),
        "The base color is evenly lit.",
        "The base color is brighter on one side or in the middle (by {value:.1f} stops); "
        "take the picture in even light or crop it.",
    ),
    _Rule(
        MapKind.BASE_COLOR,
        "light_shading",
        (0.0, 0.35),
        (0.0, 0.7),
        "The base color holds no shading of its relief.",
        "The base color follows the relief as shading does (correlation {value:.2f}); "
        "take the picture under an overcast sky or lower the relief.",
    ),
    _Rule(
        MapKind.ROUGHNESS,
        "roughness_std",
        (0.005, 1.0),
        (0.001, 1.0),
        "The roughness varies as on real surfaces.",
        "The roughness is nearly one value everywhere; "
        "add wear or dirt, or mix in a noise texture.",
    ),
    _Rule(
        MapKind.ROUGHNESS,
        "roughness_plausible",
        (0.9, 1.0),
        (0.3, 1.0),
        "The roughness is within what real surfaces have.",
        "Much of the roughness is that of a perfect mirror; raise it to 0.02 or more.",
    ),
    _Rule(
        MapKind.METALLIC,
        "metallic_decided",
        (0.9, 1.0),
        (0.6, 1.0),
        "Every place is either metal or not.",
        "Much of the surface is half a metal, which nothing real is; "
        "set the metallic to 0 or 1 where it is clear.",
    ),
    _Rule(
        MapKind.NORMAL,
        "normal_facing",
        (0.999, 1.0),
        (0.99, 1.0),
        "All normals point out of the surface.",
        "Some normals point into the surface; try another model or a sharper picture.",
    ),
    _Rule(
        MapKind.NORMAL,
        "normal_unit_error",
        (0.0, 0.01),
        (0.0, 0.05),
        "All normals are of unit length.",
        "Some normals are not of unit length (off by {value:.2f}); make the maps again.",
    ),
    _Rule(
        MapKind.HEIGHT,
        "height_range_m",
        (1e-7, _MOST),
        (1e-7, _MOST),
        "The surface has relief.",
        "The surface has no relief; give a picture with light from one side, or raise it.",
    ),
    _Rule(
        MapKind.HEIGHT,
        "height_share",
        (0.0, 0.15),
        (0.0, 0.4),
        "The relief is as deep as its width allows.",
        "The relief is very deep for its width ({value:.0%}); lower it, or check the size.",
    ),
    _Rule(
        MapKind.AMBIENT_OCCLUSION,
        "occlusion_mean",
        (0.5, 1.0),
        (0.3, 1.0),
        "The occlusion leaves most of the surface open.",
        "The occlusion darkens most of the surface; lower the relief, or check the size.",
    ),
)
