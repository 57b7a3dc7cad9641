# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was learnt from choices, as the panel shows it. Nothing is read while a panel draws:
`preference_work` reads and learns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from . import driver

if TYPE_CHECKING:
    from ..core.preference import Preference
    from ..core.preference_words import Statement

FILE = "preference.json"
Stamp = tuple[int, int]


@dataclass(slots=True)
class Learned:
    """`stamp` tells the file as it was read from another; `problem` says why it cannot be, and
    then nothing is learnt. `judged` are the sets chosen from in this session, by scene."""

    is_loaded: bool = False
    choices: int = 0
    is_ready: bool = False
    statements: tuple[Statement, ...] = ()
    forgotten: int = 0
    problem: str = ""
    preference: Preference | None = None
    stamp: Stamp | None = None
    judged: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])


learned = Learned()


def ask() -> None:
    """Have it read soon; for a panel that is about to show it."""
    if not bpy.app.background and not bpy.app.timers.is_registered(_load_soon):
        bpy.app.timers.register(_load_soon, first_interval=0.0)


def unload() -> None:
    """Forget what is in memory; safe to call twice."""
    if bpy.app.timers.is_registered(_load_soon):
        bpy.app.timers.unregister(_load_soon)
    learned.is_loaded, learned.problem, learned.preference = False, "", None
    learned.choices, learned.is_ready, learned.statements, learned.forgotten = 0, False, (), 0
    learned.judged.clear()


def _load_soon() -> None:
    from . import preference_work

    preference_work.load()
    driver.redraw()
