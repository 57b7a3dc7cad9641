# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of the inference process as its starter sees it: the pipes, three threads, how it ended.

The threads only move bytes between pipes and queues. Knows nothing of jobs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from ..core.errors import ProcessError
from .protocol import Message, decode_message, encode_message

BOOTSTRAP = (
    "import sys; sys.path.insert(0, sys.argv[1]); from addon.inference.worker import main; main()"
)
STDERR_LINES = 20
END_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start the inference process.

    `root` holds the `addon` package; `runtime` is the folder of wheels in the zip, None when that
    Python has onnxruntime itself; `unpacked` is where the process unpacks them to; `scratch` holds
    array files.
    `memory_limit_mb` 0 means no limit.
    """

    python: str
    python_args: tuple[str, ...]
    root: Path
    runtime: Path | None
    unpacked: Path | None
    scratch: Path
    model_folders: tuple[Path, ...]
    memory_limit_mb: int = 0
    idle_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Ended:
    """The process is gone; `returncode` as subprocess gives it."""

    returncode: int


Item = Message | ProcessError | Ended


class Child:
    """A started process. A thread gives `deliver` every message, broken line, and at last `Ended`.

    `scratch` is the folder of array files. Raises `ProcessError` when it cannot be started.
    """

    def __init__(
        self, launch: Launch, scratch: Path, deliver: Callable[[Child, Item], object]
    ) -> None:
        command = [
            launch.python,
            *launch.python_args,
            "-X",
            "utf8",
            "-c",
            BOOTSTRAP,
            str(launch.root),
        ]
        self._process = _start(command)
        self._deliver = deliver
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        self._stderr: deque[str] = deque(maxlen=STDERR_LINES)
        self._stderr_thread = self._thread(self._read_stderr)
        self._thread(self._read_stdout)
        self._thread(self._write_stdin)
        self.send(_settings(launch, scratch))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def stderr_lines(self) -> tuple[str, ...]:
        """The last lines that it wrote to its stderr."""
        return tuple(self._stderr)

    def send(self, line: bytes) -> None:
        """Hand a line to the writing thread; that a process is gone is told by `Ended`."""
        self._outgoing.put(line)

    def kill(self) -> None:
        """End it by force and let the threads run out."""
        self._outgoing.put(None)
        self._process.kill()

    def close(self, timeout: float) -> None:
        """End it: first by closing its stdin, after `timeout` seconds by force."""
        self._outgoing.put(None)
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def last_words(self) -> str:
        """The last line on stderr in brackets, or ""."""
        lines = [line for line in self._stderr if line]
        return f" ({lines[-1][:300]})" if lines else ""

    def _thread(self, work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, name=f"maquette-{work.__name__}", daemon=True)
        thread.start()
        return thread

    def _read_stdout(self) -> None:
        with _pipe(self._process.stdout) as pipe:
            for line in pipe:
                try:
                    item: Item = decode_message(line)
                except ProcessError as error:
                    item = error
                self._deliver(self, item)
        self._deliver(self, Ended(self._returncode()))

    def _returncode(self) -> int:
        """Wait for the end that the closed pipe announces; a process that lingers is killed."""
        try:
            code = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._stderr_thread.join(END_SECONDS)
        return code

    def _read_stderr(self) -> None:
        with _pipe(self._process.stderr) as pipe:
            for line in pipe:
                self._stderr.append(line.decode("utf-8", "replace").strip())

    def _write_stdin(self) -> None:
        with contextlib.suppress(OSError), _pipe(self._process.stdin) as pipe:
            while (line := self._outgoing.get()) is not None:
                pipe.write(line)
                pipe.flush()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=flags,
            # Ctrl-C in a terminal must reach only the batch driver, which then cancels.
            start_new_session=os.name == "posix",
        )
    except (OSError, ValueError) as error:
        raise ProcessError(
            f"The inference process cannot be started with {command[0]} ({error}); "
            "install Blender again or check that this program may be run."
        ) from error


def _settings(launch: Launch, scratch: Path) -> bytes:
    """The first line the process reads."""
    return encode_message(
        "settings",
        runtime=_text(launch.runtime),
        unpacked=_text(launch.unpacked),
        scratch=str(scratch),
        model_folders=[str(folder) for folder in launch.model_folders],
        memory_limit_mb=launch.memory_limit_mb,
        idle_seconds=launch.idle_seconds,
    )


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def describe_end(returncode: int) -> str:
    """How a process ended, in words: "signal 9, killed by the system or a user", "exit code 1"."""
    if returncode >= 0:
        return f"exit code {returncode if returncode < 2**16 else hex(returncode)}"
    words = {
        getattr(signal, "SIGKILL", 9): "killed by the system or a user",
        signal.SIGTERM: "killed by the system or a user",
        signal.SIGSEGV: "a crash in native code",
        signal.SIGABRT: "stopped by native code",
        signal.SIGILL: "an instruction that this processor lacks",
    }
    return ", ".join(filter(None, [f"signal {-returncode}", words.get(-returncode, "")]))
