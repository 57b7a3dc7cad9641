# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference process's own ends of the two pipes, where no library prints or reads."""

from __future__ import annotations

import os
import sys
import threading
from typing import BinaryIO

from .protocol import encode_message


class Channel:
    """Takes the standard streams over: afterwards stdout is stderr and stdin is empty."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.commands: BinaryIO = os.fdopen(_private(0), "rb")
        self._answers: BinaryIO = os.fdopen(_private(1), "wb")
        sys.stdout.flush()
        os.dup2(2, 1)
        # On Windows a library that asks what stdin is hangs while a thread reads the pipe.
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)

    def send(self, kind: str, /, **values: object) -> None:
        """Write one message; a reader that is gone is noticed by the end of the commands."""
        line = encode_message(kind, **values)
        try:
            with self._lock:
                self._answers.write(line)
                self._answers.flush()
        except OSError as error:
            note(f"An answer could not be sent: {error}.")


def _private(stream: int) -> int:
    handle = os.dup(stream)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(handle, os.O_BINARY)
    return handle


def note(text: str) -> None:
    """A line on stderr, of which the starter keeps the last few."""
    print(text, file=sys.stderr, flush=True)
