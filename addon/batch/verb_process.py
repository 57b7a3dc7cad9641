# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A verb in a Blender of its own: a fresh state for one item, followed until it has ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .. import jobs
from ..core.errors import Cancelled, ProcessError
from ..core.progress import CancelToken, Reporter

PARTLY = 3
# A render hears of a cancel when its picture is done; longer than this nobody waits.
OBEY_SECONDS = 20.0
IS_WINDOWS = os.name == "nt"
WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "CREATE_NEW_PROCESS_GROUP", 0
)


def run_verb(
    arguments: Sequence[str], scratch: Path, reporter: Reporter, cancel: CancelToken
) -> str:
    """Run one verb and pass its progress on; "" when all is done, else what it says of a part that
    failed.

    Raises `ProcessError`, in the verb's own words, when it failed, and `Cancelled`.
    """
    complaint = last = ""
    with _started(arguments, scratch) as process, cancel.stopping(lambda: _stop(process)):
        for message, line in _lines(process):
            if message.get("event") == "progress":
                reporter.progress(float(message["fraction"]), str(message["text"]))
            complaint = str(message.get("message", complaint))
            last = line or last
        process.wait()
    if cancel.is_cancelled:
        raise Cancelled
    if process.returncode not in (0, PARTLY):
        reason = f" ({last})" if last else ""
        raise ProcessError(complaint or f"The second Blender ended unexpectedly{reason}.")
    return (complaint or "Some of it failed.") if process.returncode == PARTLY else ""


@contextmanager
def _started(arguments: Sequence[str], scratch: Path) -> Iterator[subprocess.Popen[str]]:
    verb, *rest = arguments
    try:
        process = subprocess.Popen(
            jobs.verb_command([verb, "--json", *rest]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=jobs.verb_environment(scratch),
            # Only this process hears Ctrl-C and decides what becomes of the other.
            start_new_session=not IS_WINDOWS,
            creationflags=WINDOWS_FLAGS,
        )
    except OSError as error:
        raise ProcessError(f"A second Blender could not be started: {error}.") from error
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def _lines(process: subprocess.Popen[str]) -> Iterator[tuple[dict[str, Any], str]]:
    """What it says on stderr: a message of the verb, or a line of Blender's."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith('{"event"'):
            yield json.loads(line), ""
        else:
            yield {}, line.strip()


def _stop(process: subprocess.Popen[str]) -> None:
    """Ask it to end, and end it when it does not."""
    if IS_WINDOWS:
        process.terminate()
    else:
        process.send_signal(signal.SIGINT)
    last = threading.Timer(OBEY_SECONDS, process.kill)
    last.daemon = True
    last.start()
