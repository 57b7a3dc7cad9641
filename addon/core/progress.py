# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long work says where it is and learns that it should stop; knows nothing of who listens."""

from __future__ import annotations

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
class CancelToken:
    """Set by whoever wants the work to stop, asked by the work between tiles and steps."""

    _event: Event = field(default_factory=Event)

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when the work should stop."""
        if self._event.is_set():
            raise Cancelled
