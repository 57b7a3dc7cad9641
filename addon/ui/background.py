# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second Blender without a window, for renders that would freeze this one.

It runs one verb of the command line, on a copy of the file as it is now where the verb needs one.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy

from .. import jobs
from ..core.errors import OutputError, ProcessError
from .driver import Step

Message = dict[str, Any]

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class BackgroundBlender:
    """A running child and the messages it has sent so far."""

    process: subprocess.Popen[str]
    lines: queue.SimpleQueue[str]
    reader: threading.Thread

    def follow(self, text: str) -> Iterator[Step | Message]:
        """Its JSON messages as they come, and in between where it is, until it has ended.

        Anything else that Blender prints is skipped. Raises `ProcessError`, in its own words, when
        it failed.
        """
        step, complaint, running = Step(0.0, text), "", True
        while running:
            running = self.process.poll() is None
            if not running:
                self.reader.join()
            for message in self._messages():
                if message["event"] == "progress":
                    step = Step(float(message["fraction"]), str(message["text"]))
                complaint = str(message.get("message", complaint))
                yield message
            yield step
        if self.process.returncode != 0:
            raise ProcessError(complaint or "The second Blender ended unexpectedly; try again.")

    def _messages(self) -> Iterator[Message]:
        while not self.lines.empty():
            line = self.lines.get_nowait()
            if line.startswith('{"event"'):
                yield json.loads(line)


@contextmanager
def background_blender(
    verb: str, arguments: Sequence[str], folder: Path
) -> Iterator[BackgroundBlender]:
    """Run `verb` on a copy of the current file, saved into `folder`; it ends with the block."""
    copy = save_copy(folder)
    with background_verb(verb, [str(copy), *arguments], folder) as child:
        yield child


@contextmanager
def background_verb(
    verb: str, arguments: Sequence[str], folder: Path
) -> Iterator[BackgroundBlender]:
    """Run a verb that needs nothing of the current file; it ends with the block.

    Whatever it leaves when it is killed lies in `folder`.
    """
    child = _start([verb, "--json", *arguments], folder)
    try:
        yield child
    finally:
        child.process.kill()
        child.process.wait()
        child.reader.join()


def told_bytes(told: str, out: Path) -> bytes:
    """What is in a file that a verb with `--out` told of: it lies in a folder beside `out` while
    the verb runs, and in `out` once it is over, which may be at this moment."""
    path = Path(told)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return out.joinpath(*path.relative_to(out.parent).parts[1:]).read_bytes()


def save_copy(folder: Path) -> Path:
    """The file as it is now, in `folder`, without touching the user's own."""
    copy = folder / "scene.blend"
    try:
        bpy.ops.wm.save_as_mainfile(
            filepath=str(copy), copy=True, compress=False, relative_remap=True, check_existing=False
        )
    except RuntimeError as error:
        raise OutputError(
            f"A copy of the scene cannot be written to {folder}; free some space."
        ) from error
    return copy


def _start(arguments: Sequence[str], folder: Path) -> BackgroundBlender:
    try:
        process = subprocess.Popen(
            jobs.verb_command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=jobs.verb_environment(folder),
            creationflags=NO_WINDOW,
        )
    except OSError as error:
        raise ProcessError(f"A second Blender could not be started: {error}.") from error
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    return BackgroundBlender(process, lines, reader)


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    assert process.stderr is not None
    with process.stderr as stream:
        for line in stream:
            lines.put(line)
