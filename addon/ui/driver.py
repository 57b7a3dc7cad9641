# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The timer driver: one piece of work at a time, a step at each tick, so that Blender stays free.

A piece of work is a generator: it yields where it is, returns what to tell the user, cleans up in
`finally`, and gets `Cancelled` thrown in when the user stops it. In background mode, where timers
never fire, it is run to its end at once.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import bpy
import bpy.utils.previews

from ..core.errors import Cancelled, InputError, MaquetteError, ModelError, ProcessError
from . import preferences

if TYPE_CHECKING:
    from ..inference.client import InferenceProcess, Launch
    from ..inference.devices import DeviceReport

TICK_SECONDS = 0.05
SETTLE_SECONDS = 1.0


class Step(NamedTuple):
    """Where a piece of work is: `fraction` from 0 to 1 and what it does now."""

    fraction: float
    text: str


Work = Generator[Step, None, str]


class Problem(NamedTuple):
    """Why the last work failed, and the operator that may mend it ("" for none)."""

    message: str
    fix: str = ""


@dataclass(slots=True)
class State:
    """What the panel shows; lives as long as the session and is never saved. `pictures` are icons
    of what is being made, by their place."""

    title: str = ""
    work: Work | None = None
    step: Step = field(default=Step(0.0, ""))
    note: str = ""
    problem: Problem | None = None
    devices: DeviceReport | None = None
    models: tuple[str, ...] = ()
    process: InferenceProcess | None = None
    launch: Launch | None = None
    scratch: tempfile.TemporaryDirectory[str] | None = None
    previews: bpy.utils.previews.ImagePreviewCollection | None = None
    preview_folder: tempfile.TemporaryDirectory[str] | None = None
    pictures: dict[int, int] = field(default_factory=dict[int, int])


state = State()


def is_busy() -> bool:
    return state.work is not None


def start(title: str, work: Work) -> None:
    """Begin `work`; in background mode, do all of it now and raise what it raises."""
    state.title, state.work, state.step = title, work, Step(0.0, "Starting")
    state.problem, state.note = None, ""
    forget_previews()
    if bpy.app.background:
        _run_to_end()
    elif not bpy.app.timers.is_registered(_tick):
        bpy.app.timers.register(_tick, first_interval=0.0)


def cancel() -> None:
    """Stop the current work; it is over when this returns."""
    if state.work is None:
        return
    try:
        state.work.throw(Cancelled())
    except (Cancelled, StopIteration):
        state.note = f"{state.title}: cancelled"
    except MaquetteError as error:
        state.problem = _problem(error)
    finally:
        state.work = None
        redraw()
        if not bpy.app.background:
            bpy.app.timers.register(_settle, first_interval=SETTLE_SECONDS)


def inference() -> InferenceProcess:
    """The inference process of this session, a new one when the preferences have changed; it
    starts itself at the first job."""
    from .. import jobs
    from ..inference.client import InferenceProcess

    if state.scratch is None:
        state.scratch = tempfile.TemporaryDirectory(prefix="maquette-")
    launch = jobs.process_launch(
        Path(state.scratch.name),
        model_folders=preferences.model_folders(),
        memory_limit_mb=preferences.memory_limit_mb(),
    )
    if state.process is not None and state.launch != launch:
        state.process.close()
        state.process = None
    if state.process is None:
        state.process, state.launch = InferenceProcess(launch), launch
    return state.process


def show_preview(picture: bytes, place: int) -> None:
    """Show a PNG in the panel while the work goes on, without touching the file's data; one at the
    same place goes."""
    if state.previews is None:
        state.previews = bpy.utils.previews.new()
        state.preview_folder = tempfile.TemporaryDirectory(prefix="maquette-")
    assert state.preview_folder is not None
    name = f"{len(state.previews)}"
    # Blender reads the file when it is first drawn, so it must stay.
    path = Path(state.preview_folder.name) / f"{name}.png"
    path.write_bytes(picture)
    state.pictures[place] = state.previews.load(name, str(path), "IMAGE").icon_id
    redraw()


def forget_previews() -> None:
    state.pictures.clear()
    if state.previews is not None:
        bpy.utils.previews.remove(state.previews)
        state.previews = None
    if state.preview_folder is not None:
        state.preview_folder.cleanup()
        state.preview_folder = None


def shut_down() -> None:
    """End everything this session started; safe to call twice."""
    cancel()
    forget_previews()
    for timer in (_tick, _settle):
        if bpy.app.timers.is_registered(timer):
            bpy.app.timers.unregister(timer)
    if state.process is not None:
        state.process.close()
        state.process = None
    if state.scratch is not None:
        state.scratch.cleanup()
        state.scratch = None


@bpy.app.handlers.persistent
def before_load(*_: object) -> None:
    """Another file is about to be loaded: what was being made has no place to go any more."""
    cancel()
    state.problem = None


def redraw() -> None:
    for window in bpy.context.window_manager.windows if bpy.context.window_manager else ():
        for area in window.screen.areas:
            if area.type in ("VIEW_3D", "PREFERENCES"):
                area.tag_redraw()


def scene_of(uid: int) -> bpy.types.Scene:
    """The scene again after a while: an undo meanwhile makes references to it useless."""
    for scene in bpy.data.scenes:
        if scene.session_uid == uid:
            return scene
    raise InputError("The scene was removed meanwhile; nothing was changed.")


def push_undo(message: str) -> None:
    """One undo step for what was just applied; the background has no undo."""
    if not bpy.app.background:
        bpy.ops.ed.undo_push(message=f"Maquette: {message}")


def _tick() -> float | None:
    if state.work is None:
        return None
    before = state.step
    try:
        _advance(state.work)
    except MaquetteError as error:
        print(f"maquette: {error}", file=sys.stderr)
    if state.step != before or state.work is None:
        redraw()
    return TICK_SECONDS if state.work is not None else None


def _settle() -> None:
    """After a cancel: have a process that did not obey ended."""
    if state.process is not None:
        state.process.pump()


def _advance(work: Work) -> None:
    """One step; a failure becomes the panel's problem and is raised on."""
    try:
        state.step = next(work)
    except StopIteration as end:
        state.work, state.note = None, str(end.value)
    except MaquetteError as error:
        state.work, state.problem = None, _problem(error)
        raise
    except BaseException as error:
        state.work = None
        state.problem = Problem(f"Maquette has a fault ({error}); the system console tells more.")
        raise


def _run_to_end() -> None:
    while state.work is not None:
        _advance(state.work)
        time.sleep(0.005)


def _problem(error: MaquetteError) -> Problem:
    fixes = {
        InputError: "",
        ModelError: "maquette.open_preferences",
        ProcessError: "maquette.free_memory",
    }
    return Problem(str(error), next((fixes[kind] for kind in fixes if isinstance(error, kind)), ""))
