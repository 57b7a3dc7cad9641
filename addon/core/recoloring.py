# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of a scene brought to those of a scheme: by area and lightness, contrasts in their
order. Knows nothing of materials; its surfaces are numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .color_move import chroma_of, hue_of, in_gamut, lab_of, nearest_turn
from .color_scheme import Part, Scheme
from .image import FloatArray
from .oklab import Lab, to_oklab

# Below the first chroma a surface is grey; it is tinted no further than to the second, which light
# between walls makes three times as strong.
GREY, GREY_TINT = 0.03, 0.016
# How far the hue and the chroma of what has a colour by nature, such as wood, may go.
NATURAL_TURN, NATURAL_CHROMA = math.radians(20.0), (0.6, 1.25)
# The share of the way to the scheme's lightness: what light and form show stays readable.
LIGHTNESS_SHARE = 0.5
# How much worse a colour is that has had its share already, beside a step in lightness.
CROWDED = 1.5


@dataclass(frozen=True, slots=True)
class Surface:
    """What one material shows: the mean of its colours in OKLab, the mean of their chroma, and its
    square metres. `is_natural` is what has a colour of its own by nature."""

    mean: Lab
    chroma: float
    area: float
    is_natural: bool = False

    @property
    def is_grey(self) -> bool:
        return self.chroma < GREY

    @property
    def is_motley(self) -> bool:
        """Whether its colours have no hue in common, as those of a picture or a colour chart."""
        return chroma_of(self.mean) < 0.5 * self.chroma


def recolored(
    surfaces: Mapping[str, Surface], scheme: Scheme, strength: float, *, tints_greys: bool = False
) -> dict[str, Lab]:
    """The mean that each surface gets, in OKLab and inside Rec.709.

    What is lighter than another stays lighter. `strength` from 0 to 1 is the share of the way from
    the present colour, in OKLCH. Greys stay nearly grey unless `tints_greys`.
    """
    order = sorted(surfaces, key=lambda key: (-surfaces[key].area, key))
    colored = [key for key in order if tints_greys or not surfaces[key].is_grey]
    parts = _parts(surfaces, colored, scheme)
    parts |= {key: _nearest(surfaces[key], scheme.parts) for key in order if key not in parts}
    lightness = _in_order(surfaces, {key: part.lab[0] for key, part in parts.items()})
    out: dict[str, Lab] = {}
    for key in order:
        surface = surfaces[key]
        is_grey = surface.is_grey and not tints_greys
        light = surface.mean[0] + LIGHTNESS_SHARE * (lightness[key] - surface.mean[0])
        wanted = light, *_hue_and_chroma(surface, parts[key].lab, is_grey=is_grey)
        out[key] = in_gamut(_on_the_way(surface.mean, wanted, strength))
    return out


def _parts(surfaces: Mapping[str, Surface], keys: Sequence[str], scheme: Scheme) -> dict[str, Part]:
    """The colour for each of `keys`, the largest surface first: near in lightness, and with room
    left in its share of the whole area."""
    total = sum(surface.area for surface in surfaces.values()) or 1.0
    taken = [0.0] * len(scheme.parts)
    found: dict[str, Part] = {}
    for key in keys:
        surface = surfaces[key]
        share = surface.area / total
        costs = [
            abs(part.lab[0] - surface.mean[0]) + CROWDED * max(0.0, used + share - part.share)
            for part, used in zip(scheme.parts, taken, strict=True)
        ]
        best = costs.index(min(costs))
        taken[best] += share
        found[key] = scheme.parts[best]
    return found


def _nearest(surface: Surface, parts: Sequence[Part]) -> Part:
    return min(parts, key=lambda part: abs(part.lab[0] - surface.mean[0]))


def _in_order(surfaces: Mapping[str, Surface], wanted: Mapping[str, float]) -> dict[str, float]:
    """The nearest lightnesses, by area, that rise as those of the surfaces do: neighbours out of
    order are pooled to their mean (isotonic regression)."""
    order = sorted(wanted, key=lambda key: (surfaces[key].mean[0], key))
    pools: list[tuple[float, float, list[str]]] = []
    for key in order:
        value, weight, members = wanted[key], max(surfaces[key].area, 1e-6), [key]
        while pools and pools[-1][0] > value:
            before, mass, others = pools.pop()
            value = (before * mass + value * weight) / (mass + weight)
            weight, members = mass + weight, others + members
        pools.append((value, weight, members))
    return {key: value for value, _, members in pools for key in members}


def _hue_and_chroma(surface: Surface, part: Lab, *, is_grey: bool) -> tuple[float, float]:
    """Chroma and hue (radians) of what a surface becomes."""
    own, hue, chroma = chroma_of(surface.mean), hue_of(part), chroma_of(part)
    if is_grey:
        return min(chroma, max(own, GREY_TINT)), hue
    if surface.is_motley:
        return own, hue
    if not surface.is_natural:
        return chroma, hue
    turn = nearest_turn(hue_of(surface.mean), hue)
    turn = min(max(turn, -NATURAL_TURN), NATURAL_TURN)
    low, high = NATURAL_CHROMA
    return min(max(chroma, low * own), high * own), hue_of(surface.mean) + turn


def _on_the_way(start: Lab, stop: tuple[float, float, float], share: float) -> Lab:
    """Between a colour in OKLab and lightness, chroma and hue; a grey has no hue to turn."""
    lightness, chroma, hue = stop
    light = start[0] + (lightness - start[0]) * share
    if chroma_of(start) < GREY:
        a, b = (p + (q - p) * share for p, q in zip(start[1:], lab_of(*stop)[1:], strict=True))
        return light, a, b
    turn = nearest_turn(hue_of(start), hue) * share
    own = chroma_of(start)
    return lab_of(light, own + (chroma - own) * share, hue_of(start) + turn)


def surface_of(colors: FloatArray, area: float, *, is_natural: bool = False) -> Surface:
    """The surface that shows linear colours (N, 3), each on an equal share of it."""
    held = np.clip(np.nan_to_num(colors), 0.0, 1.0)
    labs = np.array([to_oklab((float(r), float(g), float(b))) for r, g, b in held])
    lightness, a, b = (float(each) for each in labs.mean(axis=0))
    chroma = float(np.hypot(labs[:, 1], labs[:, 2]).mean())
    return Surface((lightness, a, b), chroma, area, is_natural)
