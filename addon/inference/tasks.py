# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One thing asked of the inference process, from the asking to its one end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..core.progress import Reporter
from .arrays import ArrayFolder
from .protocol import Array, Message


class JobState(StrEnum):
    """RUNNING from the start, in the queue too; the others are final."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(slots=True, eq=False)
class Task:
    """A command on its way; only the main thread changes it, besides what `copy_arrays` does.

    `read` makes the answer of a "finished" message. `kill_at` is when a process that did not obey a
    cancel is ended.
    """

    kind: str
    number: int
    values: Message
    arrays: Mapping[str, Array]
    reporter: Reporter
    read: Callable[[Message], object]
    state: JobState = JobState.RUNNING
    error: str = ""
    answer: object = None
    folder: ArrayFolder | None = None
    specs: dict[str, Message] = field(default_factory=dict)
    copy_error: str = ""
    is_copied: bool = False
    fraction: float = 0.0
    kill_at: float | None = None

    @property
    def bytes(self) -> int:
        return sum(array.nbytes for array in self.arrays.values())

    def copy_arrays(self, folder: ArrayFolder) -> None:
        """Write the arrays into files; a disk that refuses is noted in `copy_error`."""
        self.folder = folder
        try:
            for name, array in self.arrays.items():
                self.specs[name] = folder.write(array)
        except OSError as error:
            self.copy_error = no_room(error)

    def release_files(self) -> None:
        """The array files are free for the next task."""
        if self.folder is not None:
            self.folder.release(str(spec["file"]) for spec in self.specs.values())

    def report_progress(self, fraction: float, text: str) -> None:
        self.fraction = max(self.fraction, min(float(fraction), 1.0))
        self.reporter.progress(self.fraction, text)

    def end(self, state: JobState, *, answer: object = None, error: str = "") -> None:
        """Reach a final state and tell the reporter, once."""
        self.state, self.answer, self.error = state, answer, error
        self.arrays = {}
        if state is JobState.FINISHED:
            self.reporter.finished("Done")
        elif state is JobState.FAILED:
            self.reporter.failed(error)
        else:
            self.reporter.cancelled()


def no_room(error: OSError) -> str:
    """The sentence for a disk that does not take array files."""
    reason = error.strerror or str(error)
    return (
        f"The picture cannot be handed to the inference process ({reason}: {error.filename}); "
        "free some space in the temporary folder and try again."
    )
