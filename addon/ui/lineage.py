# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What came from what among the variations of a scene, for a panel that draws it as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..scene.variation_data import MaquetteVariation


class Row(NamedTuple):
    """A variation, how deep it lies in the tree, and a line that names its parents, "" for none."""

    index: int
    depth: int
    origin: str


def rows(items: Sequence[MaquetteVariation]) -> list[Row]:
    """Every variation once: children below their first parent that is there, in their order."""
    at = {item.key: index for index, item in enumerate(items)}
    children: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        parent = next((at[key] for key in parents(item) if at.get(key, index) < index), -1)
        children.setdefault(parent, []).append(index)
    names = {item.key: item.name for item in items}
    return list(_below(-1, 0, children, [_origin(item, names) for item in items]))


def origin(items: Sequence[MaquetteVariation], index: int) -> str:
    """Such as "From Loft + Chalk"; "" for one that was designed afresh."""
    return _origin(items[index], {item.key: item.name for item in items})


def parents(item: MaquetteVariation) -> list[str]:
    return [key for key in item.parents.split(",") if key]


def _origin(item: MaquetteVariation, names: dict[str, str]) -> str:
    known = [names.get(key, "a deleted one") for key in parents(item)]
    return f"From {' + '.join(known)}" if known else ""


def _below(
    parent: int, depth: int, children: dict[int, list[int]], origins: list[str]
) -> Iterator[Row]:
    for index in children.get(parent, ()):
        yield Row(index, depth, origins[index])
        yield from _below(index, depth + 1, children, origins)
