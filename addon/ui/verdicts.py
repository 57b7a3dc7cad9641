# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quality that a material's record tells, as lines with an icon for a panel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..core.badges import Badge, Level, badges
from ..core.map_kind import MapKind

ICONS = {Level.GOOD: "CHECKMARK", Level.FAIR: "INFO", Level.POOR: "ERROR"}
WORST_FIRST = (Level.POOR, Level.FAIR, Level.GOOD)


class Verdict(NamedTuple):
    """A map, the icon of its worst badge, and a sentence for each badge that is not good."""

    title: str
    icon: str
    sentences: tuple[str, ...]


@lru_cache(maxsize=64)
def verdicts_of(record: str) -> tuple[Verdict, ...]:
    """A verdict for each map whose figures a record's text tells; none for a text without."""
    try:
        quality = json.loads(record).get("quality", {})
        figures = {name: float(each) for name, each in quality.items() if each is not None}
    except (ValueError, TypeError, AttributeError):
        return ()
    return tuple(_verdicts(badges(figures)))


def _verdicts(found: tuple[Badge, ...]) -> Iterator[Verdict]:
    for kind in MapKind:
        own = [each for each in found if each.map is kind]
        if own:
            worst = min((each.level for each in own), key=WORST_FIRST.index)
            bad = tuple(each.sentence for each in own if each.level is not Level.GOOD)
            yield Verdict(kind.label, ICONS[worst], bad)
