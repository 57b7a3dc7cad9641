# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference process itself: reads commands, runs one job at a time, keeps sessions open.

Started by `child`; it ends when its stdin does, whatever it is doing. Nothing here knows Blender.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import queue
import shutil
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ..core.errors import Cancelled, MaquetteError, ProcessError, RuntimeMissingError
from ..core.progress import CancelToken
from ..core.request import GenerationRequest, GenerationResult
from .arrays import ArrayFolder, ArrayReader
from .channel import Channel, note
from .devices import probe_devices
from .generate import generate
from .matching import match, nearest
from .memory import run_within_limit
from .protocol import Array, Message, capture_from, decode_message, match_values, nearest_values
from .questions import Question, WordQuestion
from .results import write_result
from .runtime import is_carried, unpack_runtime
from .session import SessionCache
from .store import InstalledModel, choose_model, find_models, verify

PROGRESS_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Settings:
    """The first line: what `Launch` says, with the scratch folder of this starter."""

    runtime: Path | None
    unpacked: Path | None
    scratch: Path
    model_folders: tuple[Path, ...]
    memory_limit_mb: int
    idle_seconds: float

    @classmethod
    def from_message(cls, message: Message) -> Settings:
        return cls(
            runtime=Path(message["runtime"]) if message["runtime"] else None,
            unpacked=Path(message["unpacked"]) if message["unpacked"] else None,
            scratch=Path(message["scratch"]),
            model_folders=tuple(Path(folder) for folder in message["model_folders"]),
            memory_limit_mb=int(message["memory_limit_mb"]),
            idle_seconds=float(message["idle_seconds"]),
        )


class ChannelReporter:
    """Sends progress, at most twenty messages a second unless the text is new.

    It stands for the part of the job from `start` to `stop`, both fractions.
    """

    def __init__(self, channel: Channel, job: int, start: float = 0.0, stop: float = 1.0) -> None:
        self._channel = channel
        self._job = job
        self._span = (start, stop)
        self._last = ("", 0.0)

    def part(self, start: float, stop: float) -> ChannelReporter:
        """A reporter for a part of the whole job."""
        return ChannelReporter(self._channel, self._job, start, stop)

    def started(self, title: str) -> None: ...

    def progress(self, fraction: float, text: str) -> None:
        now = time.monotonic()
        if text != self._last[0] or now - self._last[1] >= PROGRESS_SECONDS:
            self._last = (text, now)
            start, stop = self._span
            done = start + (stop - start) * float(fraction)
            self._channel.send("progress", job=self._job, fraction=done, text=text)

    def finished(self, text: str) -> None: ...

    def failed(self, message: str) -> None: ...

    def cancelled(self) -> None: ...


class Worker:
    """Commands in the order of their arrival on the main thread; `cancel` and `free` at once."""

    def __init__(self, settings: Settings, channel: Channel) -> None:
        self._settings = settings
        self._channel = channel
        self._commands: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._tokens: dict[int, CancelToken] = {}
        self._sessions = SessionCache()
        self._has_sessions = False
        self._is_ready = False
        self._reader = ArrayReader(settings.scratch)
        self._arrays = ArrayFolder(settings.scratch, f"p{os.getpid()}-")

    def read_commands(self) -> NoReturn:
        """Until the starter closes the pipe or is gone; then the process ends, in a run too."""
        for line in self._channel.commands:
            try:
                self._sort(decode_message(line))
            except (ProcessError, KeyError, TypeError, ValueError) as error:
                note(f"A command cannot be read and is ignored: {error}")
        shutil.rmtree(self._settings.scratch, ignore_errors=True)
        os._exit(0)

    def _sort(self, command: Message) -> None:
        kind = command["kind"]
        if kind == "cancel":
            token = self._tokens.get(int(command["job"]))
            if token is not None:
                token.cancel()
        elif kind == "free":
            self._arrays.release(command["files"])
        elif kind in ("generate", "match", "nearest", "devices", "echo"):
            self._tokens[int(command["job"])] = CancelToken()
            self._commands.put(command)
        elif kind == "release":
            self._commands.put(command)
        else:
            note(f"The command {kind!r} is unknown and is ignored.")

    def run(self) -> NoReturn:
        """Obey commands for ever; close the sessions when none comes for a while."""
        while True:
            idle = self._settings.idle_seconds if self._has_sessions else None
            try:
                command = self._commands.get(timeout=idle)
            except queue.Empty:
                self._release()
                continue
            if command["kind"] == "release":
                self._release()
            else:
                self._answer(command)

    def _release(self) -> None:
        self._sessions.release()
        self._reader.forget()
        self._note_sessions(has_sessions=False)

    def _note_sessions(self, *, has_sessions: bool) -> None:
        self._has_sessions = has_sessions
        self._channel.send("sessions", count=int(has_sessions))

    def _answer(self, command: Message) -> None:
        """Do one command and send its one end."""
        job = int(command["job"])
        try:
            answer = self._do(command, self._tokens[job])
        except Cancelled:
            self._channel.send("cancelled", job=job)
        except MaquetteError as error:
            self._channel.send("failed", job=job, error=str(error))
        except MemoryError:
            sentence = (
                "This does not fit into memory; lower the resolution or close other programs."
            )
            self._channel.send("failed", job=job, error=sentence)
        except Exception as error:  # noqa: BLE001  a fault of ours fails the job, not the process
            traceback.print_exc()
            sentence = f"Maquette made a mistake ({error!r}); report it with the picture used."
            self._channel.send("failed", job=job, error=sentence)
        else:
            self._channel.send("finished", job=job, **answer)
        finally:
            del self._tokens[job]

    def _do(self, command: Message, token: CancelToken) -> Message:
        arrays = {name: self._reader.map(spec) for name, spec in command["arrays"].items()}
        if command["kind"] == "echo":
            return {"array": self._arrays.write(arrays["array"])}
        reporter = ChannelReporter(self._channel, int(command["job"]))
        self._prepare_runtime(reporter)
        if command["kind"] == "devices":
            return probe_devices(self._settings.scratch)
        if command["kind"] == "match":
            return self._match(command, arrays, reporter, token)
        if command["kind"] == "nearest":
            return self._nearest(command, token)
        return self._generate(command, arrays, reporter, token)

    def _prepare_runtime(self, reporter: ChannelReporter) -> None:
        """Put the private runtime on the path, unpacked if need be; a Python for which the zip
        carries none may have its own."""
        runtime, unpacked = self._settings.runtime, self._settings.unpacked
        if self._is_ready:
            return
        has_own = importlib.util.find_spec("onnxruntime") is not None
        if runtime is not None and unpacked is not None and (is_carried(runtime) or not has_own):
            folder = unpack_runtime(
                runtime, unpacked, lambda done: reporter.progress(0.0, _unpacking(done))
            )
            sys.path.insert(0, str(folder))
            importlib.invalidate_caches()
        elif not has_own:
            raise RuntimeMissingError(
                f"{sys.executable} has no onnxruntime; install Maquette's zip, which carries it."
            )
        self._is_ready = True

    def _models(self) -> tuple[InstalledModel, ...]:
        models, problems = find_models(self._settings.model_folders)
        for problem in problems:
            note(problem)
        return models

    def _match(
        self,
        command: Message,
        arrays: dict[str, Array],
        reporter: ChannelReporter,
        token: CancelToken,
    ) -> Message:
        question = Question.from_values(command["question"], arrays)
        self._note_sessions(has_sessions=True)
        result = match(question, self._models(), self._sessions, reporter, token)
        return {"result": match_values(result)}

    def _nearest(self, command: Message, token: CancelToken) -> Message:
        question = WordQuestion.from_values(command["question"])
        self._note_sessions(has_sessions=True)
        return {"words": nearest_values(nearest(question, self._models(), self._sessions, token))}

    def _generate(
        self,
        command: Message,
        arrays: dict[str, Array],
        reporter: ChannelReporter,
        token: CancelToken,
    ) -> Message:
        request = GenerationRequest.from_json(command["request"])
        capture = capture_from(command["capture"], arrays)
        model = choose_model(self._models(), request.task, request.model_id)
        reporter.progress(0.0, f"Checking {model.card.name}")
        verify(model)
        token.check()
        self._note_sessions(has_sessions=True)

        def attempt(model: InstalledModel, token: CancelToken) -> GenerationResult:
            return generate(request, capture, model, self._sessions, reporter.part(0.0, 0.9), token)

        result = run_within_limit(
            attempt,
            model,
            capture.color.extent,
            self._settings.memory_limit_mb,
            token,
            self._sessions.release,
        )
        return write_result(
            result,
            capture.source,
            self._settings.scratch,
            int(command["job"]),
            self._arrays,
            reporter.part(0.9, 1.0),
            token,
        )


def _unpacking(done: float) -> str:
    return f"Unpacking the runtime, once ({done:.0%})"


def main() -> NoReturn:
    """Take over stdin and stdout and work until stdin ends."""
    channel = Channel()
    settings = Settings.from_message(decode_message(channel.commands.readline()))
    # Large results lie in temporary files; they belong where the starter cleans up.
    tempfile.tempdir = str(settings.scratch)
    worker = Worker(settings, channel)
    threading.Thread(target=worker.read_commands, name="maquette-commands", daemon=True).start()
    channel.send("hello", pid=os.getpid(), python=sys.version.partition(" ")[0])
    with contextlib.suppress(KeyboardInterrupt):
        worker.run()
    os._exit(0)
