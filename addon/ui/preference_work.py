# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns from choices, and changes what was learnt: in the file of the user and in memory.

The file is the truth: another Blender may write it too.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import bpy

from .. import jobs
from ..core.errors import InputError, OutputError
from ..core.preference import Preference, forget, judge, remember
from ..core.preference_file import read_preference, write_preference
from ..core.preference_words import statements
from ..scene.variation_data import state_of
from .preference_state import FILE, Stamp, learned
from .properties import MaquetteSettings

DAMAGED, FORMER = "preference-damaged.json", "preference-before-import.json"


def file() -> Path:
    return jobs.user_folder() / FILE


def load() -> None:
    """Read the file unless this is known already; a damaged one becomes the problem."""
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
    preference = _usable()
    if not 0 <= index < len(learned.statements):
        raise InputError("This statement is gone; look at the list again.")
    _keep(forget(preference, learned.statements[index].features))


def remember_statements() -> None:
    """Have everything count again."""
    _keep(remember(_usable()))


def export_to(path: Path) -> None:
    preference = _usable()
    if not preference.judgements:
        raise InputError("Nothing was learnt yet; keep or reject some variations first.")
    write_preference(path, preference)


def import_from(path: Path) -> None:
    """Take over a file; what was learnt before lies beside it from now on. `InputError`."""
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


def _usable() -> Preference:
    load()
    if learned.problem or learned.preference is None:
        raise InputError(learned.problem)
    return learned.preference


def _judge(scene: bpy.types.Scene, numbers: list[int]) -> None:
    # Not above: a panel that only shows what was learnt needs no materials.
    from ..scene.choices import shown_set

    before = preference = _usable()
    for number in numbers:
        shown = shown_set(scene, number)
        preference = judge(preference, shown.options, shown.kept, shown.dropped)
    if preference != before:
        _keep(preference)


def _keep(preference: Preference) -> None:
    write_preference(file(), preference)
    _remember(preference)


def _remember(preference: Preference) -> None:
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
