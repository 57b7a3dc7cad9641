# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves the colours and the variation of a procedural material towards a picture, by a few dozen
tiny bakes.

How a pixel follows a colour parameter is nearly linear, so one bake a parameter gives all that a
least-squares fit needs. Pixels of the bake and of the picture are paired by brightness, which is
the optimal transport between them in one dimension; where things are does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from ..core.image import ColorSpace, Extent, FloatArray, Image, as_color_space, as_rgb, resize
from ..core.maps import MapKind
from ..core.procedural import Color, ParameterValue, ProceduralMaterial
from . import procedural
from .baking import bake
from .procedural import Parameter, Unit

SIDE = 48
COLOR_STEP, FACTOR_STEP = 0.12, 0.2
ROUNDS = 3
# Nothing lit is brighter, and nothing real is darker.
DARKEST, BRIGHTEST = 0.004, 0.9
# What the mean weighs beside all pixels, and what a colour's move costs.
MEAN_WEIGHT, DAMPING = 6.0, 0.02
CLOSE = 0.004
# A factor is moved only for a gain that can be seen.
LEAST_GAIN = 0.94

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """A material, its baked base color (N, 3) and how far that is from the picture's."""

    material: ProceduralMaterial
    pixels: FloatArray
    error: float


@dataclass(slots=True)
class _Oven:
    """Bakes while there are bakes left; `wanted` is the picture (N, 3), sorted by brightness."""

    wanted: FloatArray
    left: int

    def shown(self, material: ProceduralMaterial) -> _Shown:
        self.left -= 1
        color = bake(material, SIDE, seamless=False).maps[MapKind.BASE_COLOR]
        pixels = color.pixels.reshape(-1, 3)
        return _Shown(material, pixels, _distance(pixels, self.wanted))


def refine(
    material: ProceduralMaterial, picture: Image, *, renders: int = 24
) -> ProceduralMaterial:
    """The material with its colours, then its factors, moved so that the mean and the spread of its
    base color come near those of `picture`; never farther than it was.

    The mean comes within 0.03, linear, where the family's colours can: what varies them and the
    darkest and brightest colour of a surface set limits. At most `renders` bakes of 48 pixels; the
    family, the pattern and its size stay. Raises `InputError` for an unknown family.
    """
    oven = _Oven(_sorted(_tiny(picture)), renders)
    best = oven.shown(_completed(material))
    best = _fit_colors(best, oven)
    before = best
    best = _fit_factors(best, oven)
    if best is not before and oven.left > 0:
        best = _fit_colors(best, oven)
    return best.material


def mean_difference(material: ProceduralMaterial, picture: Image) -> float:
    """How far the mean base color is from the picture's mean: linear, the channel that is worst."""
    shown = _Oven(_sorted(_tiny(picture)), 1)
    found = shown.shown(material).pixels.mean(axis=0)
    return float(np.abs(found - shown.wanted.mean(axis=0)).max())


def _tiny(picture: Image) -> FloatArray:
    """The picture's linear colours (SIDE * SIDE, 3), as many as a bake has."""
    linear = as_color_space(as_rgb(picture), ColorSpace.LINEAR)
    pixels = resize(linear, Extent(SIDE, SIDE)).pixels.reshape(-1, 3)
    return np.clip(pixels, DARKEST, BRIGHTEST)


def _sorted(pixels: FloatArray) -> FloatArray:
    return pixels[np.argsort(pixels @ LUMINANCE, kind="stable")]


def _distance(pixels: FloatArray, wanted: FloatArray) -> float:
    """Largest difference of the means, and half the root mean square of paired pixels."""
    found = _sorted(pixels)
    mean = float(np.abs(found.mean(axis=0) - wanted.mean(axis=0)).max())
    return mean + 0.5 * float(np.sqrt(np.square(found - wanted).mean()))


def _completed(material: ProceduralMaterial) -> ProceduralMaterial:
    return replace(material, parameters=procedural.complete(material))


def _with(material: ProceduralMaterial, **values: ParameterValue) -> ProceduralMaterial:
    return _completed(replace(material, parameters={**material.parameters, **values}))


def _fit_colors(start: _Shown, oven: _Oven) -> _Shown:
    """Solve for all colours at once, look, and solve again from there while that helps."""
    names = [e.name for e in _parameters(start.material) if e.unit is Unit.COLOR]
    names = names[: max(oven.left - 1, 0)]
    follows = [_follow(start, name, oven) for name in names]
    best = start
    for _ in range(ROUNDS if names else 0):
        if oven.left <= 0 or best.error < CLOSE:
            break
        found = oven.shown(_solved(best, names, np.stack(follows), oven.wanted))
        if found.error >= best.error:
            break
        best = found
    return best


def _parameters(material: ProceduralMaterial) -> tuple[Parameter, ...]:
    return procedural.family_of(material).parameters


def _follow(start: _Shown, name: str, oven: _Oven) -> FloatArray:
    """By how much each pixel and channel (N, 3) follows a colour."""
    color = cast("Color", start.material.parameters[name])
    steps = [COLOR_STEP if channel < 0.5 else -COLOR_STEP for channel in color]
    red, green, blue = (c + s for c, s in zip(color, steps, strict=True))
    moved = oven.shown(_with(start.material, **{name: (red, green, blue)}))
    return (moved.pixels - start.pixels) / np.array(steps, np.float32)


def _solved(
    best: _Shown, names: list[str], follows: FloatArray, wanted: FloatArray
) -> ProceduralMaterial:
    """The material with the colours that a linear model (K, N, 3) of its pixels asks for."""
    colors = np.array([best.material.parameters[name] for name in names], np.float32)
    moved = colors.copy()
    for _ in range(12):
        pixels = best.pixels + np.einsum("knc,kc->nc", follows, moved - colors)
        order = np.argsort(pixels @ LUMINANCE, kind="stable")
        missing = wanted - pixels[order]
        for channel in range(3):
            step = _least_squares(follows[:, order, channel], missing[:, channel])
            moved[:, channel] = np.clip(moved[:, channel] + step, DARKEST, BRIGHTEST)
    values = {name: _color(each) for name, each in zip(names, moved, strict=True)}
    return _with(best.material, **values)


def _least_squares(follows: FloatArray, missing: FloatArray) -> FloatArray:
    """Damped steps (K,) that make `follows` (K, N) give what is missing (N,), above all its
    mean."""
    mean = follows.mean(axis=1)
    gram = follows @ follows.T / missing.size + MEAN_WEIGHT * np.outer(mean, mean)
    right = follows @ missing / missing.size + MEAN_WEIGHT * mean * missing.mean()
    return np.linalg.solve(gram + DAMPING * np.eye(len(mean)), right).astype(np.float32)


def _color(channels: FloatArray) -> Color:
    red, green, blue = (float(channel) for channel in channels)
    return red, green, blue


def _fit_factors(start: _Shown, oven: _Oven) -> _Shown:
    """Try each factor a step up, then down; what a look leaves out stays out."""
    best = start
    for each in _parameters(start.material):
        value = best.material.parameters[each.name]
        if each.unit is not Unit.FACTOR or each.name == "Roughness" or not value:
            continue
        for step in (FACTOR_STEP, -FACTOR_STEP):
            # Colours are solved once more afterwards.
            if oven.left <= ROUNDS + 4:
                return best
            found = oven.shown(_with(best.material, **{each.name: cast("float", value) + step}))
            if found.error < best.error * LEAST_GAIN:
                best = found
                break
    return best
