# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command says while it runs: a bar on a terminal, plain lines in a log, JSON on request.

Everything goes to stderr; stdout is kept for the paths of results.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from ..core.progress import Reporter

BAR_WIDTH = 28


class TerminalReporter:
    """One line that is drawn over on a terminal, one line per step elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._title = ""
        self._last_text = ""

    def started(self, title: str) -> None:
        self._title = title
        self._last_text = ""
        if not self._stream.isatty():
            self._line(title)

    def progress(self, fraction: float, text: str) -> None:
        if self._stream.isatty():
            done = round(BAR_WIDTH * fraction)
            bar = "#" * done + "-" * (BAR_WIDTH - done)
            self._stream.write(f"\r\x1b[K[{bar}] {fraction:4.0%} {self._title}: {text}")
            self._stream.flush()
        elif text != self._last_text:
            self._line(f"  {fraction:4.0%} {text}")
        self._last_text = text

    def finished(self, text: str) -> None:
        self._line(f"{self._title}: {text}")

    def failed(self, message: str) -> None:
        self._line(f"{self._title}: {message}")

    def cancelled(self) -> None:
        self._line(f"{self._title}: cancelled")

    def _line(self, text: str) -> None:
        start = "\r\x1b[K" if self._stream.isatty() else ""
        self._stream.write(f"{start}{text}\n")
        self._stream.flush()


class JsonReporter:
    """One JSON object a line: `event`, and what belongs to it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def started(self, title: str) -> None:
        self.write(event="started", title=title)

    def progress(self, fraction: float, text: str) -> None:
        self.write(event="progress", fraction=round(fraction, 4), text=text)

    def finished(self, text: str) -> None:
        self.write(event="finished", text=text)

    def failed(self, message: str) -> None:
        self.write(event="failed", message=message)

    def cancelled(self) -> None:
        self.write(event="cancelled")

    def write(self, **values: object) -> None:
        self._stream.write(json.dumps(values) + "\n")
        self._stream.flush()


def reporter_for(as_json: bool) -> Reporter:
    return JsonReporter(sys.stderr) if as_json else TerminalReporter(sys.stderr)


def complain(message: str, as_json: bool) -> None:
    """Say on stderr why a command stops."""
    if as_json:
        JsonReporter(sys.stderr).write(event="error", message=message)
    else:
        print(f"maquette: {message}", file=sys.stderr, flush=True)


@contextmanager
def on_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Have Ctrl-C call `stop` instead of ending Python in the middle of something."""
    # None: a handler that Blender set and Python cannot put back.
    previous = signal.signal(signal.SIGINT, lambda *_: stop()) or signal.SIG_DFL
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
