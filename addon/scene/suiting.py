# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which material and which colour suits which role: where oak goes, where concrete, where a dark
accent. Knows nothing of families' parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from ..core.oklab import difference
from ..core.palette import ONE_COLOR, Palette, to_oklch
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

OUTDOORS = frozenset({"paving", "cobble", "asphalt"})
# How light a role usually is, in OKLab.
LIGHTNESS: Mapping[str, float] = {
    "ceiling": 0.95, "interior_wall": 0.86, "exterior_wall": 0.72, "floor": 0.62, "fixture": 0.85,
    "stairs": 0.58, "paving": 0.6, "upholstery": 0.55, "stone": 0.62, "tabletop": 0.48,
    "wood_furniture": 0.5, "door": 0.5, "roof": 0.42, "frame": 0.4, "metal_part": 0.32,
}  # fmt: skip
# What keeps its own colour whatever the palette.
UNCOLORED = frozenset({"glazing", "vegetation", "water", "terrain"})
LEAST_SUIT = 0.2
# What a picture shows goes only where such things are common.
COMMON_SUIT = 0.6
# By so much in lightness chance may put a colour where it is not usual.
CHANCE = 0.2
# The more, the more often the largest surfaces have an unusual colour.
LEAD = 0.4


def wishes_by_role(
    wishes: Sequence[Wish], areas: Mapping[str, float], rng: Random
) -> Mapping[str, Wish]:
    """Which wish each role follows; the roles not named follow none.

    Every wish gets the role it is said for, or the free one it suits best, in the order they were
    said, those of a picture in any order; further roles follow the more likely the better the wish
    suits. `areas` are those of the roles in the scene.
    """
    given: dict[str, Wish] = {}
    for wish in sorted(wishes, key=lambda each: _turn(each, rng)):
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


def _turn(wish: Wish, rng: Random) -> tuple[bool, bool, float]:
    """What is said for a role comes first, then what is said at all; what only a picture shows
    takes turns, so that its surfaces are not always on the same roles."""
    luck = rng.random()
    return not wish.roles, not wish.text, 0.0 if wish.text else luck


def suit(wish: Wish, role: str) -> float:
    """How well the wish's materials suit a role, 0 to 1; 0 where no look of it can be."""
    kinds = [kind for kind in wish.kinds if any(_fits(wish, kind, role))]
    return max((SUITS[kind].get(role, 0.0) for kind in kinds), default=0.0)


def _fits(wish: Wish, kind: str, role: str) -> list[bool]:
    return [True for each in wish.looks if each.kind == kind and suits(each.family, role)]


def suits(family_id: str, role: str) -> bool:
    """Whether a family may dress a role; what is made for streets is no floor of a room."""
    return role in FAMILIES[family_id].roles and not (role == "floor" and family_id in OUTDOORS)


def _ranked(wish: Wish, areas: Mapping[str, float]) -> list[str]:
    """The roles the wish can have, the best first; what cannot be seen comes after."""
    least = LEAST_SUIT if wish.text else COMMON_SUIT
    worth = {
        role: (1.0 if role in wish.roles else suit(wish, role)) * (1.0 if area > 0.0 else 0.4)
        for role, area in areas.items()
        if role in wish.roles or suit(wish, role) >= least
    }
    return sorted(worth, key=lambda role: -worth[role])


def colors_by_role(
    palette: Palette, areas: Mapping[str, float], taken: Mapping[str, Color], rng: Random
) -> Mapping[str, Color]:
    """A colour of the palette for each role that takes one and has none in `taken`: by how light
    the role usually is, and so that the colours keep their proportions and strong ones small areas.

    The root of the area counts as in `core.appearance.visual_weights`. The largest role chooses
    first, by chance among what suits it, so that not every variation is led by the same colour;
    each colour that is left at the end goes to the role it costs least.
    """
    shares = _shares(areas)
    roles = sorted(shares.keys() - taken.keys(), key=lambda role: (-shares[role], role))
    if not palette or not roles:
        return {}
    used = [
        sum(shares.get(role, 0.0) for role, own in taken.items() if _is_one(own, swatch.color))
        for swatch in palette
    ]
    given: dict[str, int] = {}
    for role in roles:
        index = _chosen(palette, role, shares[role], used, rng, leads=not given)
        given[role] = index
        used[index] += shares[role]
    for index, swatch in enumerate(palette):
        if used[index] == 0.0:
            _place(index, swatch.color, given, shares)
    return {role: palette[index].color for role, index in given.items()}


def _shares(areas: Mapping[str, float]) -> dict[str, float]:
    """The share of attention of each role that takes a colour."""
    shown = {role: math.sqrt(area) for role, area in areas.items() if role not in UNCOLORED}
    total = sum(shown.values()) or 1.0
    return {role: root / total for role, root in shown.items()}


def _is_one(one: Color, other: Color) -> bool:
    return difference(one, other) < ONE_COLOR


def _chosen(
    palette: Palette, role: str, share: float, used: Sequence[float], rng: Random, *, leads: bool
) -> int:
    """The place in the palette of a role's colour; for the one that leads, the more of it there is
    still to use and the better it suits, the likelier."""
    costs = [_cost(each.color, role, share) for each in palette]
    if leads:
        left = [max(each.share - part, 0.02) for each, part in zip(palette, used, strict=True)]
        weights = [part * math.exp(-cost / LEAD) for part, cost in zip(left, costs, strict=True)]
        return rng.choices(range(len(palette)), weights)[0]
    whole = [
        cost + 0.5 * max(part + share - each.share, 0.0) + rng.uniform(0.0, CHANCE)
        for cost, part, each in zip(costs, used, palette, strict=True)
    ]
    return min(range(len(palette)), key=lambda index: whole[index])


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
    shares = {role: share for role, share in _shares(areas).items() if role not in taken}

    def cost(role: str) -> float:
        hidden = 0.6 if shares[role] == 0.0 else 0.0
        painted = 0.0 if role in PAINTED else 0.25
        return _cost(color, role, shares[role]) + hidden + painted

    return min(shares, key=cost, default="")


PAINTED = frozenset(
    {"interior_wall", "exterior_wall", "upholstery", "wood_furniture", "frame", "door", "fixture"}
)
