# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A light on the way from the one a scene has to another. Numbers only."""

from __future__ import annotations

import math
from dataclasses import replace

from ..core.procedural import Color
from .light import LightChoice

# Below this the kind of light stays: a picture, a mood, lamps cannot be had by half.
HALF = 0.5
FAINTEST = 1e-3


def nearer(wanted: LightChoice, present: LightChoice, strength: float) -> LightChoice:
    """`wanted` drawn towards `present`, which a `strength` of 0 would give and 1 leaves out.

    The sun moves along the shorter way; strengths and temperatures go by ratio.
    """
    if present.picture and not wanted.picture and strength < HALF:
        return _turned(present, wanted, strength)
    keeps_kind = strength < HALF and not wanted.picture
    turn = (wanted.azimuth - present.azimuth + math.pi) % (2.0 * math.pi) - math.pi
    glow = wanted.glow or wanted.horizon
    return replace(
        wanted,
        azimuth=(present.azimuth + strength * turn) % (2.0 * math.pi),
        elevation=_between(present.elevation, wanted.elevation, strength),
        angle=_between(present.angle, wanted.angle, strength),
        temperature=round(_by_ratio(present.temperature, wanted.temperature, strength)),
        strength=round(_by_ratio(present.strength, wanted.strength, strength), 4),
        zenith=_mixed(present.zenith, wanted.zenith, strength),
        horizon=_mixed(present.horizon, wanted.horizon, strength),
        ground=_mixed(present.ground, wanted.ground, strength),
        glow=_mixed(present.horizon, glow, strength),
        sky_strength=round(_by_ratio(present.sky_strength, wanted.sky_strength, strength), 4),
        exposure=_exposure(present, wanted, strength),
        mood=present.mood if keeps_kind else wanted.mood,
        lamps=() if keeps_kind else wanted.lamps,
    )


def _turned(present: LightChoice, wanted: LightChoice, strength: float) -> LightChoice:
    """The picture that lights the scene now, turned a little."""
    side = 1.0 if math.sin(wanted.azimuth - present.azimuth) >= 0.0 else -1.0
    turn = present.picture_turn + side * strength * math.pi / 2.0
    return replace(present, picture_turn=turn % (2.0 * math.pi), exposure=present.exposure)


def _exposure(present: LightChoice, wanted: LightChoice, strength: float) -> float | None:
    """Metered where the wanted light is; else on the way between the two."""
    if wanted.exposure is None or present.exposure is None:
        return wanted.exposure
    return round(_between(present.exposure, wanted.exposure, strength), 3)


def _between(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _by_ratio(first: float, second: float, share: float) -> float:
    """The geometric way, which has no start at 0."""
    if min(first, second) <= FAINTEST:
        return _between(first, second, share)
    return first * (second / first) ** share


def _mixed(first: Color, second: Color, share: float) -> Color:
    red, green, blue = (_between(a, b, share) for a, b in zip(first, second, strict=True))
    return red, green, blue
