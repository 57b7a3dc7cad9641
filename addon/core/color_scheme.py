# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colour schemes of 3 to 5 colours in proportion, by the templates of harmonic hues, in OKLCH.

The templates are Matsuda's i, V, I and Y, with the widths of Cohen-Or et al., "Color
Harmonization", SIGGRAPH 2006; 60, 30 and 10 parts are the rule of interior designers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import NamedTuple, TypeAlias

from .color_move import chroma_of, hue_of, in_gamut, lab_of
from .oklab import Lab

Span: TypeAlias = tuple[float, float]


class Template(StrEnum):
    """How the hues of a scheme lie on the circle."""

    MONOCHROME = "monochrome"
    ANALOGOUS = "analogous"
    COMPLEMENTARY = "complementary"
    SPLIT = "split complementary"


class Part(NamedTuple):
    """A colour in OKLab and its share of the surfaces, 0 to 1."""

    lab: Lab
    share: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colours that belong together, that of the largest share first."""

    template: Template
    parts: tuple[Part, ...]


class _Kind(NamedTuple):
    lightness: Span
    chroma: Span


# Half the width of the sectors: 5 and 26 hundredths of the circle are theirs.
NARROW, WIDE = math.radians(9.0), math.radians(46.8)
# Below this chroma a colour has no hue to speak of.
GREY = 0.02
MOST = 5
SHARES = {3: (0.6, 0.3, 0.1), 4: (0.55, 0.27, 0.12, 0.06), 5: (0.5, 0.25, 0.12, 0.08, 0.05)}
# The ground, the second colour, the accent, a dark and a pale one.
KINDS = (
    _Kind((0.8, 0.92), (0.015, 0.045)),
    _Kind((0.5, 0.72), (0.05, 0.1)),
    _Kind((0.48, 0.7), (0.1, 0.16)),
    _Kind((0.26, 0.38), (0.02, 0.05)),
    _Kind((0.84, 0.92), (0.02, 0.05)),
)
# The ground's hue goes round from red to blue and leaves out purples, which few rooms bear. A seed
# is this share of the way on from the one before, so that no two of a set come close.
FIRST_HUE, ROUND = math.radians(-10.0), math.radians(300.0)
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


def scheme_of_seed(seed: int) -> Scheme:
    """A scheme of one seed; neighbouring seeds have other hues and another template."""
    rng = Random(f"{seed}/scheme")
    template = tuple(Template)[(seed + seed // len(Template)) % len(Template)]
    count = rng.choice(tuple(SHARES))
    base = FIRST_HUE + (seed * GOLDEN + rng.uniform(-0.02, 0.02)) % 1.0 * ROUND
    hues = _hues(template, base, rng)
    labs = [_drawn(kind, hue, rng) for kind, hue in zip(KINDS, hues, strict=True)][:count]
    return Scheme(template, _in_proportion(labs))


def scheme_of_colors(wanted: Sequence[Lab], seed: int) -> Scheme:
    """A scheme of the first 5 colours that are wanted, and shades of the first where they are less
    than 3. Seed 0 keeps their order; every other gives them other shares and moves them a
    little."""
    rng = Random(f"{seed}/wanted")
    turn = seed % min(len(wanted), MOST)
    labs = [_stirred(lab, rng) if seed else lab for lab in wanted[:MOST]]
    labs = [*labs[turn:], *labs[:turn]]
    labs += [_shaded(labs[0], amount) for amount in (0.25, -0.25)[: max(0, 3 - len(labs))]]
    return Scheme(template_of(labs), _in_proportion(labs))


def template_of(labs: Sequence[Lab]) -> Template:
    """The template that hues lie in, seen from the first; greys have none."""
    hues = [hue_of(lab) for lab in labs if chroma_of(lab) > GREY]
    widest = max((abs(math.remainder(hue - hues[0], 2.0 * math.pi)) for hue in hues), default=0.0)
    if widest <= 2.0 * NARROW:
        return Template.MONOCHROME
    if widest <= 2.0 * WIDE:
        return Template.ANALOGOUS
    return Template.COMPLEMENTARY if widest >= math.pi - 2.0 * NARROW else Template.SPLIT


def _in_proportion(labs: Sequence[Lab]) -> tuple[Part, ...]:
    return tuple(Part(lab, share) for lab, share in zip(labs, SHARES[len(labs)], strict=True))


def _hues(template: Template, base: float, rng: Random) -> tuple[float, ...]:
    """The hue of each kind of colour; the dark and the pale one go with those before."""
    side = rng.choice((-1.0, 1.0))
    near, wide = rng.uniform(-NARROW, NARROW), side * rng.uniform(0.5, 1.0) * WIDE
    opposite = base + math.pi
    if template is Template.MONOCHROME:
        return base, base + near, base - near, base, base + near
    if template is Template.ANALOGOUS:
        return base, base + wide, base - wide, base + wide, base
    if template is Template.COMPLEMENTARY:
        return base, base + near, opposite + near, base, opposite
    return base, opposite + wide, opposite - wide, base, opposite + wide


def _drawn(kind: _Kind, hue: float, rng: Random) -> Lab:
    lightness, chroma = rng.uniform(*kind.lightness), rng.uniform(*kind.chroma)
    return in_gamut(lab_of(lightness, chroma, hue))


def _stirred(lab: Lab, rng: Random) -> Lab:
    lightness = min(max(lab[0] + rng.uniform(-0.05, 0.05), 0.05), 0.97)
    chroma = chroma_of(lab) * rng.uniform(0.85, 1.15)
    return in_gamut(lab_of(lightness, chroma, hue_of(lab) + rng.uniform(-0.14, 0.14)))


def _shaded(lab: Lab, amount: float) -> Lab:
    """Paler or darker with the same hue, and fainter."""
    return min(max(lab[0] + amount, 0.2), 0.94), lab[1] * 0.5, lab[2] * 0.5
