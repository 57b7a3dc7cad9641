# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps tasks in order: one at a time in the inference process, the others wait here.

Starts the process when there is work, ends what ran when it dies, gives up on one that does not
obey. Knows nothing of what tasks are for.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import deque
from pathlib import Path
from queue import Empty, SimpleQueue

from ..core.errors import ProcessError
from .arrays import ArrayFolder, ArrayReader, remove_aside
from .child import Child, Ended, Item, Launch, describe_end
from .protocol import Array, Message, encode_message
from .tasks import JobState, Task, no_room

BIG_BYTES = 32 * 2**20
HELLO_SECONDS = 30.0
CANCEL_SECONDS = 0.8
CLOSE_SECONDS = 0.5
POLL_SECONDS = 0.02


class Dispatcher:
    """The queue before one inference process. Everything runs on the thread that calls, usually the
    main one; only `pump_until_ended` and `close` wait."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self._child: Child | None = None
        self._has_hello = False
        self._hello_before = 0.0
        self._has_sessions = False
        self._folder: Path | None = None
        self._array_folder: ArrayFolder | None = None
        self._reader: ArrayReader | None = None
        self._inbox: SimpleQueue[tuple[Child, Item] | Task] = SimpleQueue()
        self._unused: deque[tuple[Child, str]] = deque()
        self._waiting: deque[Task] = deque()
        self._active: Task | None = None

    @property
    def child(self) -> Child | None:
        """The running process."""
        return self._child if self._child is not None and self._child.is_running else None

    @property
    def has_sessions(self) -> bool:
        return self._has_sessions and self.child is not None

    @property
    def folder(self) -> Path:
        """The scratch folder that the process shares; `ProcessError` once it is closed."""
        if self._folder is None:
            raise ProcessError("The inference process has been closed; start the job again.")
        return self._folder

    def add(self, task: Task) -> None:
        """Copy its arrays into files, on a thread when they are big, and queue it."""
        self._waiting.append(task)
        try:
            folder = self._arrays()
        except OSError as error:
            self._waiting.remove(task)
            task.end(JobState.FAILED, error=no_room(error))
            return
        if task.bytes > BIG_BYTES:
            threading.Thread(
                target=self._copy, args=(task, folder), name="maquette-copy", daemon=True
            ).start()
        else:
            task.copy_arrays(folder)
            self._note_copied(task)
        self._dispatch()

    def release_memory(self) -> None:
        """Have the process close its models, after the task that runs."""
        if self._child is not None:
            self._child.send(encode_message("release"))

    def pump(self) -> None:
        """Hand what has arrived to jobs and reporters and start what waits; returns at once."""
        while True:
            try:
                entry = self._inbox.get_nowait()
            except Empty:
                break
            self._receive(entry)
        self._watch_clock()
        self._return_files()
        self._dispatch()

    def pump_until_ended(self, task: Task, timeout: float | None) -> None:
        """Pump, sleeping in between, until `task` has ended or the time is over."""
        end = float("inf") if timeout is None else time.monotonic() + timeout
        self.pump()
        while task.state is JobState.RUNNING and (left := end - time.monotonic()) > 0:
            try:
                entry = self._inbox.get(timeout=min(left, POLL_SECONDS))
            except Empty:
                pass
            else:
                self._receive(entry)
            self.pump()

    def cancel(self, task: Task) -> None:
        """Stop a task: now when it waits, else when the process obeys or is killed."""
        if task.state is not JobState.RUNNING or task.kill_at is not None:
            return
        if task is self._active and self._child is not None:
            task.kill_at = time.monotonic() + CANCEL_SECONDS
            self._child.send(encode_message("cancel", job=task.number))
        else:
            self._waiting.remove(task)
            _end(task, JobState.CANCELLED)

    def close(self) -> None:
        """Cancel every task, end the process and remove its files; waits half a second at most.

        A later `add` starts a new process.
        """
        child, self._child = self._child, None
        tasks = [*filter(None, [self._active]), *self._waiting]
        self._active = None
        self._waiting.clear()
        if child is not None:
            child.close(CLOSE_SECONDS)
        for task in tasks:
            _end(task, JobState.CANCELLED)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._array_folder = self._reader = None

    def map(self, spec: Message) -> Array:
        """An array that the process wrote; when it is gone the process may use the file again."""
        child, reader, unused = self._child, self._reader, self._unused
        if child is None or reader is None:
            raise ProcessError("The inference process has been closed; start the job again.")
        return reader.map(spec, lambda name: unused.append((child, name)))

    def _copy(self, task: Task, folder: ArrayFolder) -> None:
        task.copy_arrays(folder)
        self._inbox.put(task)

    def _note_copied(self, task: Task) -> None:
        task.is_copied = True
        if task.state is not JobState.RUNNING:
            task.release_files()
        elif task.copy_error:
            self._waiting.remove(task)
            _end(task, JobState.FAILED, error=task.copy_error)

    def _arrays(self) -> ArrayFolder:
        if self._array_folder is None:
            self._launch.scratch.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix="inference-", dir=self._launch.scratch))
            self._array_folder = ArrayFolder(self._folder, "b")
            self._reader = ArrayReader(self._folder)
        return self._array_folder

    def _dispatch(self) -> None:
        """Give the first task to the process when that is idle and the arrays are written."""
        while self._waiting and self._active is None:
            task = self._waiting[0]
            try:
                child = self._living() or self._start()
            except (ProcessError, OSError) as error:
                self._fail_waiting(str(error))
                return
            if not self._has_hello or not task.is_copied:
                return
            self._waiting.popleft()
            self._active = task
            child.send(encode_message(task.kind, job=task.number, arrays=task.specs, **task.values))

    def _living(self) -> Child | None:
        """The process, unless it died between tasks, of which the news may not have arrived yet."""
        child = self._child
        if child is not None and self._has_hello and not child.is_running:
            child.kill()
            return None
        return child

    def _start(self) -> Child:
        self._arrays()
        child = Child(self._launch, self.folder, self._deliver)
        self._child, self._has_hello, self._has_sessions = child, False, False
        self._hello_before = time.monotonic() + HELLO_SECONDS
        return child

    def _deliver(self, child: Child, item: Item) -> None:
        """Called on the process's reading thread."""
        self._inbox.put((child, item))

    def _receive(self, entry: tuple[Child, Item] | Task) -> None:
        if isinstance(entry, Task):
            self._note_copied(entry)
            return
        child, item = entry
        if child is not self._child:
            return
        if isinstance(item, Ended):
            self._child_ended(child, item)
        elif isinstance(item, ProcessError):
            self._abandon_child(child, str(item))
        else:
            self._obey(item)

    def _obey(self, message: Message) -> None:
        kind, task = message["kind"], self._active
        if kind == "hello":
            self._has_hello = True
        elif kind == "sessions":
            self._has_sessions = bool(message.get("count"))
        elif task is None or message.get("job") != task.number:
            return
        elif kind == "progress":
            task.report_progress(message.get("fraction") or 0.0, str(message.get("text", "")))
        elif kind in ("finished", "failed", "cancelled"):
            self._active = None
            self._conclude(task, message)

    def _conclude(self, task: Task, message: Message) -> None:
        kind = message["kind"]
        if task.kill_at is not None or kind == "cancelled":
            _end(task, JobState.CANCELLED)
        elif kind == "failed":
            _end(task, JobState.FAILED, error=str(message.get("error")))
        else:
            try:
                answer = task.read(message)
            except (ProcessError, KeyError, TypeError, ValueError, AttributeError) as error:
                _end(task, JobState.FAILED, error=_unreadable(error))
            else:
                _end(task, JobState.FINISHED, answer=answer)

    def _child_ended(self, child: Child, ended: Ended) -> None:
        """Fail what ran; when it ended before it said hello the next start would do the same."""
        how = describe_end(ended.returncode) + child.last_words()
        if not self._has_hello:
            self._abandon_child(
                child, f"The inference process did not start: {how}; install Maquette again."
            )
        else:
            self._abandon_child(
                child,
                f"The inference process ended unexpectedly: {how}; start the job again, and if it "
                "repeats, lower the resolution or the memory limit.",
            )

    def _abandon_child(self, child: Child, reason: str) -> None:
        self._child = None
        child.kill()
        task, self._active = self._active, None
        if task is not None:
            if task.kill_at is not None:
                _end(task, JobState.CANCELLED)
            else:
                _end(task, JobState.FAILED, error=reason)
        elif not self._has_hello:
            self._fail_waiting(reason)

    def _fail_waiting(self, reason: str) -> None:
        tasks = list(self._waiting)
        self._waiting.clear()
        for task in tasks:
            _end(task, JobState.FAILED, error=reason)

    def _watch_clock(self) -> None:
        child, task, now = self._child, self._active, time.monotonic()
        if child is None:
            return
        if task is not None and task.kill_at is not None and now > task.kill_at:
            self._abandon_child(child, "")
        elif not self._has_hello and now > self._hello_before:
            self._abandon_child(
                child,
                f"The inference process did not answer within {HELLO_SECONDS:g} seconds of its "
                f"start{child.last_words()}; start the job again, and Blender if it repeats.",
            )

    def _return_files(self) -> None:
        """Array files that nobody here reads any more go back to the process that wrote them."""
        while self._unused:
            owner, name = self._unused.popleft()
            if owner is self._child:
                owner.send(encode_message("free", files=[name]))
            elif self._folder is not None:
                remove_aside(self._folder / name)


def _end(task: Task, state: JobState, *, answer: object = None, error: str = "") -> None:
    if task.is_copied:
        task.release_files()
    task.end(state, answer=answer, error=error)


def _unreadable(error: Exception) -> str:
    if isinstance(error, ProcessError):
        return str(error)
    return (
        f"The inference process sent a result that cannot be read ({error!r}); start the job again."
    )
