# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which material and which colour suits which role: where oak goes, where concrete, where a dark
accent. Knows nothing of families' parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from ..core.palette import Palette, to_oklch
from ..core.procedural import Color
from .brief import Wish
from .procedural import FAMILIES

# How well a kind of material suits a role, 0 to 1; what is not named does not.
SUITS: Mapping[str, Mapping[str, float]] = {
    "wood": {
        "floor": 1.0, "wood_furniture": 0.95, "tabletop": 0.9, "door": 0.85, "stairs": 0.75,
        "frame": 0.5, "exterior_wall": 0.55, "ceiling": 0.35, "interior_wall": 0.25, "roof": 0.6,
        "paving": 0.3,
    },
    "concrete": {
        "interior_wall": 1.0, "exterior_wall": 0.95, "ceiling": 0.75, "stairs": 0.7, "stone": 0.8,
        "floor": 0.6, "paving": 0.6, "tabletop": 0.3,
    },
    "stone": {
        "floor": 0.9, "tabletop": 0.85, "stone": 1.0, "exterior_wall": 0.8, "paving": 0.8,
        "stairs": 0.8, "interior_wall": 0.45, "fixture": 0.4, "roof": 0.5,
    },
    "brick": {"interior_wall": 0.95, "exterior_wall": 1.0, "paving": 0.4, "stone": 0.5},
    "plaster": {"interior_wall": 1.0, "exterior_wall": 0.95, "ceiling": 0.7},
    "paint": {
        "interior_wall": 1.0, "ceiling": 0.6, "wood_furniture": 0.5, "frame": 0.6, "door": 0.6,
        "fixture": 0.5, "metal_part": 0.4, "exterior_wall": 0.4,
    },
    "tile": {
        "floor": 0.95, "roof": 0.9, "stairs": 0.6, "interior_wall": 0.4, "tabletop": 0.45,
        "exterior_wall": 0.4, "paving": 0.4, "fixture": 0.3,
    },
    "metal": {
        "metal_part": 1.0, "frame": 0.75, "roof": 0.7, "fixture": 0.6, "door": 0.4,
        "exterior_wall": 0.4, "tabletop": 0.25,
    },
    "fabric": {"upholstery": 1.0, "floor": 0.5},
    "leather": {"upholstery": 1.0},
    "glass": {"glazing": 1.0},
    "plants": {"vegetation": 1.0, "terrain": 0.7, "roof": 0.4},
    "ground": {"paving": 0.9, "terrain": 0.9, "roof": 0.3},
    "water": {"water": 1.0},
}  # fmt: skip

# How light a role usually is, in OKLab.
LIGHTNESS: Mapping[str, float] = {
    "ceiling": 0.95, "interior_wall": 0.86, "exterior_wall": 0.72, "floor": 0.62, "fixture": 0.85,
    "stairs": 0.58, "paving": 0.6, "upholstery": 0.55, "stone": 0.62, "tabletop": 0.48,
    "wood_furniture": 0.5, "door": 0.5, "roof": 0.42, "frame": 0.4, "metal_part": 0.32,
}  # fmt: skip
# What keeps its own colour whatever the palette.
UNCOLORED = frozenset({"glazing", "vegetation", "water", "terrain"})
LEAST_SUIT = 0.2
# A colour this far from what is usual costs as much as a fifth of the picture too much of it.
CHANCE = 0.12


def wishes_by_role(
    wishes: Sequence[Wish], areas: Mapping[str, float], rng: Random
) -> Mapping[str, Wish]:
    """Which wish each role follows; the roles not named follow none.

    Every wish gets the role it is said for, or the free one it suits best, in the order they were
    said; further roles follow the more likely the better the wish suits. `areas` are those of the
    roles in the scene.
    """
    given: dict[str, Wish] = {}
    for wish in sorted(wishes, key=lambda each: not each.roles):
        ranked = _ranked(wish, areas)
        said = [role for role in ranked if role in wish.roles]
        free = [role for role in ranked if role not in given]
        for role in said or free[:1]:
            given.setdefault(role, wish)
    for role in areas:
        others = [wish for wish in wishes if not wish.roles]
        best = max(others, key=lambda wish: suit(wish, role), default=None)
        luck = rng.random()
        if role not in given and best is not None and luck < suit(best, role) ** 2:
            given[role] = best
    return given


def suit(wish: Wish, role: str) -> float:
    """How well the wish's materials suit a role, 0 to 1; 0 where no look of it can be."""
    kinds = [kind for kind in wish.kinds if any(_fits(wish, kind, role))]
    return max((SUITS[kind].get(role, 0.0) for kind in kinds), default=0.0)


def _fits(wish: Wish, kind: str, role: str) -> list[bool]:
    return [
        True for each in wish.looks if each.kind == kind and role in FAMILIES[each.family].roles
    ]


def _ranked(wish: Wish, areas: Mapping[str, float]) -> list[str]:
    """The roles the wish can have, the best first; what cannot be seen comes after."""
    worth = {
        role: (1.0 if role in wish.roles else suit(wish, role)) * (1.0 if area > 0.0 else 0.4)
        for role, area in areas.items()
        if role in wish.roles or suit(wish, role) >= LEAST_SUIT
    }
    return sorted(worth, key=lambda role: -worth[role])


def colors_by_role(
    palette: Palette, areas: Mapping[str, float], rng: Random
) -> Mapping[str, Color]:
    """A colour of the palette for each role that takes one: by how light the role usually is, and
    so that the colours keep their proportions and strong ones small areas.

    The root of the area counts as in `core.appearance.visual_weights`. The largest role chooses
    first; then each colour that is left goes to the role it costs least.
    """
    shown = {role: math.sqrt(area) for role, area in areas.items() if role not in UNCOLORED}
    total = sum(shown.values()) or 1.0
    roles = sorted(shown, key=lambda role: -shown[role])
    used = [0.0] * len(palette)
    given: dict[str, int] = {}
    for role in roles:
        share = shown[role] / total
        costs = [
            _cost(swatch.color, role, share)
            + 0.5 * max(used[i] + share - swatch.share, 0.0)
            + rng.uniform(0.0, CHANCE)
            for i, swatch in enumerate(palette)
        ]
        given[role] = min(range(len(palette)), key=lambda i: costs[i])
        used[given[role]] += share
    for index, swatch in enumerate(palette):
        if index not in given.values():
            _place(index, swatch.color, given, {r: shown[r] / total for r in roles})
    return {role: palette[index].color for role, index in given.items()}


def _place(index: int, color: Color, given: dict[str, int], shares: Mapping[str, float]) -> None:
    """Give a colour that found no place to the role it costs least among those whose colour has
    another."""
    spare = [role for role in given if list(given.values()).count(given[role]) > 1]
    if spare:
        role = min(spare, key=lambda each: _cost(color, each, shares[each]))
        given[role] = index


def _cost(color: Color, role: str, share: float) -> float:
    lightness, chroma, _ = to_oklch(color)
    usual = LIGHTNESS.get(role, 0.6)
    # Light surfaces below and dark ones above weigh more than the other way round.
    tolerance = 1.6 if role == "ceiling" else 1.0
    return tolerance * abs(lightness - usual) + 3.0 * chroma * share


def best_role(color: Color, areas: Mapping[str, float], taken: frozenset[str]) -> str:
    """The role where a colour that must appear fits best: where it can be seen, of those that are
    painted or woven before others. "" when every role is taken."""
    shown = {role: math.sqrt(area) for role, area in areas.items() if role not in UNCOLORED | taken}
    total = sum(shown.values()) or 1.0

    def cost(role: str) -> float:
        hidden = 0.6 if shown[role] == 0.0 else 0.0
        painted = 0.0 if role in PAINTED else 0.25
        return _cost(color, role, shown[role] / total) + hidden + painted

    return min(shown, key=cost, default="")


PAINTED = frozenset(
    {"interior_wall", "exterior_wall", "upholstery", "wood_furniture", "frame", "door", "fixture"}
)
