# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long work says where it is and learns that it should stop; knows nothing of who listens."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from .errors import Cancelled


class Reporter(Protocol):
    """Receives what a job says: `started` once, `progress` any number of times, then exactly one of
    `finished`, `failed`, `cancelled`."""

    def started(self, title: str) -> None: ...

    def progress(self, fraction: float, text: str) -> None:
        """`fraction` from 0 to 1, never falling; `text` says what is being done now."""

    def finished(self, text: str) -> None: ...

    def failed(self, message: str) -> None: ...

    def cancelled(self) -> None: ...


class SilentReporter:
    """A reporter that listens to nothing."""

    def started(self, title: str) -> None: ...

    def progress(self, fraction: float, text: str) -> None: ...

    def finished(self, text: str) -> None: ...

    def failed(self, message: str) -> None: ...

    def cancelled(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ProgressShare(SilentReporter):
    """Passes progress on as the part from `start` to `stop` of a larger whole, and nothing else."""

    reporter: Reporter
    start: float
    stop: float

    def progress(self, fraction: float, text: str) -> None:
        self.reporter.progress(self.start + fraction * (self.stop - self.start), text)


@dataclass(frozen=True, slots=True)
class CancelToken:
    """Set by whoever wants the work to stop, asked by the work between tiles and steps."""

    _event: Event = field(default_factory=Event)
    _stops: list[Callable[[], None]] = field(default_factory=list)

    def cancel(self) -> None:
        """From any thread; work that cannot ask is stopped by the calls it left with `stopping`."""
        self._event.set()
        for stop in tuple(self._stops):
            stop()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Generator[None]:
        """`stop` is called, on the thread that cancels, when that happens inside the block."""
        self._stops.append(stop)
        try:
            if self.is_cancelled:
                stop()
            yield
        finally:
            self._stops.remove(stop)

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when the work should stop."""
        if self._event.is_set():
            raise Cancelled
