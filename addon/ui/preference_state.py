# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was learnt from choices, as the panel shows it: kept in memory and in one file of the user.

The file is the truth: another Blender may write it too. Nothing is read while a panel draws.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..core.errors import InputError, OutputError
from ..scene.variation_data import state_of
from . import driver
from .properties import MaquetteSettings

if TYPE_CHECKING:
    from ..core.preference import Preference
    from ..core.preference_words import Statement

FILE = "preference.json"
DAMAGED, FORMER = "preference-damaged.json", "preference-before-import.json"

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


def file() -> Path:
    from .. import jobs

    return jobs.user_folder() / FILE


def ask() -> None:
    """Have it read soon; for a panel that is about to show it."""
    if not bpy.app.background and not bpy.app.timers.is_registered(_load_soon):
        bpy.app.timers.register(_load_soon, first_interval=0.0)


def load() -> None:
    """Read the file unless this is known already; a damaged one becomes the problem."""
    from ..core.preference import Preference
    from ..core.preference_file import read_preference

    stamp = _stamp()
    if learned.is_loaded and stamp == learned.stamp:
        return
    learned.problem = ""
    try:
        preference = read_preference(file())
    except InputError as error:
        preference = Preference()
        learned.problem = f"What was learnt cannot be used. {error} Reset keeps a copy of the file."
    _remember(preference)


def record(scene: bpy.types.Scene, index: int) -> None:
    """Learn from the set of variation `index` what became of it by now.

    `OutputError` when that cannot be written; with a damaged file nothing is learnt.
    """
    number = state_of(scene).variations[index].shown_with
    learned.judged.add((scene.session_uid, number))
    load()
    if not learned.problem:
        _judge(scene, [number])


def refresh(scene: bpy.types.Scene) -> None:
    """Learn again from the sets chosen from in this session: an undo may have changed them."""
    load()
    numbers = [number for uid, number in sorted(learned.judged) if uid == scene.session_uid]
    if numbers and not learned.problem:
        _judge(scene, numbers)


def leaning_arguments(settings: MaquetteSettings) -> list[str]:
    """What `vary` is told of it; nothing while it is off or there are too few choices."""
    if not settings.use_preference or learned.problem or not learned.is_ready:
        return []
    return ["--preference", str(file()), "--exploration", f"{settings.exploration:.3f}"]


def forget_statement(index: int) -> None:
    """Have what a statement is about count nothing from now on."""
    from ..core.preference import forget

    preference = _usable()
    if not 0 <= index < len(learned.statements):
        raise InputError("This statement is gone; look at the list again.")
    _keep(forget(preference, learned.statements[index].features))


def remember_statements() -> None:
    """Have everything count again."""
    from ..core.preference import remember

    _keep(remember(_usable()))


def export_to(path: Path) -> None:
    from ..core.preference_file import write_preference

    preference = _usable()
    if not preference.judgements:
        raise InputError("Nothing was learnt yet; keep or reject some variations first.")
    write_preference(path, preference)


def import_from(path: Path) -> None:
    """Take over a file; what was learnt before lies beside it from now on. `InputError`."""
    from ..core.preference_file import read_preference

    if not path.is_file():
        raise InputError(f"{path} is not there; choose a file that was exported.")
    preference = read_preference(path)
    load()
    _move_aside(_free(DAMAGED) if learned.problem else FORMER)
    learned.problem = ""
    _keep(preference)


def reset() -> None:
    """Forget everything; a damaged file is kept beside under another name."""
    load()
    if learned.problem:
        _move_aside(_free(DAMAGED))
    else:
        _change(lambda: file().unlink(missing_ok=True))
    learned.judged.clear()
    learned.is_loaded = False
    load()


def unload() -> None:
    """Forget what is in memory; safe to call twice."""
    if bpy.app.timers.is_registered(_load_soon):
        bpy.app.timers.unregister(_load_soon)
    learned.is_loaded, learned.problem, learned.preference = False, "", None
    learned.choices, learned.is_ready, learned.statements, learned.forgotten = 0, False, (), 0
    learned.judged.clear()


def _load_soon() -> None:
    load()
    driver.redraw()


def _usable() -> Preference:
    load()
    if learned.problem or learned.preference is None:
        raise InputError(learned.problem)
    return learned.preference


def _judge(scene: bpy.types.Scene, numbers: list[int]) -> None:
    from ..core.preference import judge
    from ..scene.choices import shown_set

    before = preference = _usable()
    for number in numbers:
        shown = shown_set(scene, number)
        preference = judge(preference, shown.options, shown.kept, shown.dropped)
    if preference != before:
        _keep(preference)


def _keep(preference: Preference) -> None:
    from ..core.preference_file import write_preference

    write_preference(file(), preference)
    _remember(preference)


def _remember(preference: Preference) -> None:
    from ..core.preference_words import statements

    learned.preference, learned.stamp, learned.is_loaded = preference, _stamp(), True
    learned.choices, learned.is_ready = preference.choices, preference.is_ready
    learned.forgotten = len(preference.forgotten)
    learned.statements = statements(preference)


def _stamp() -> Stamp | None:
    try:
        status = file().stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _free(name: str) -> str:
    stem = name.removesuffix(".json")
    names = (name, *(f"{stem}-{number}.json" for number in range(2, 10_000)))
    return next(each for each in names if not (file().parent / each).exists())


def _move_aside(name: str) -> None:
    if file().exists():
        _change(lambda: os.replace(file(), file().with_name(name)))


def _change(change: Callable[[], None]) -> None:
    try:
        change()
    except OSError as error:
        raise OutputError(f"{file()} cannot be changed; check its permissions.") from error
