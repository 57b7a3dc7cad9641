# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference process as Blender's process uses it: jobs in, progress and results out.

Everything here runs on the thread that calls it, usually the main one, and never waits unless it
says so. Knows nothing of bpy and never loads onnxruntime.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar, cast

from ..core.errors import ProcessError
from ..core.maps import MapKind
from ..core.match import MatchResult
from ..core.nearest import Nearest
from ..core.progress import Reporter, SilentReporter
from ..core.record import Record
from ..core.request import Capture, DepthMap, Device, GenerationRequest, GenerationResult
from .arrays import remove_aside
from .child import Launch
from .devices import DeviceReport
from .dispatch import Dispatcher
from .protocol import (
    Array,
    Message,
    capture_arrays,
    capture_values,
    match_from,
    nearest_from,
    result_from,
)
from .questions import Question, WordQuestion
from .tasks import JobState, Task

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class WorkerResult:
    """What a job gave. The files are gone when this value is, or when the process is closed.

    `files` are 16-bit PNGs of the maps; height is stored from 0 to 1 over `height_range` in metres.
    `image` is an 8-bit PNG of a restyled picture. `depth` is mapped from a file, read-only.
    `record` is the provenance record.
    """

    result: GenerationResult
    files: Mapping[MapKind, Path]
    depth: DepthMap | None
    height_range: tuple[float, float] | None
    record: Record
    image: Path | None = None


class Pending(Generic[Answer]):
    """Something on its way; `result` is None until it has finished.

    Its state changes only inside `pump`, `wait` and `cancel`.
    """

    def __init__(self, dispatcher: Dispatcher, task: Task) -> None:
        self._dispatcher = dispatcher
        self._task = task

    @property
    def state(self) -> JobState:
        return self._task.state

    @property
    def error(self) -> str:
        """Why it failed, one sentence, or ""."""
        return self._task.error

    @property
    def result(self) -> Answer | None:
        return cast("Answer | None", self._task.answer)

    def cancel(self) -> None:
        """Ask it to stop: at once when it waits, within a second when it runs, whatever it does."""
        self._dispatcher.cancel(self._task)

    def wait(self, timeout: float | None = None) -> JobState:
        """Pump until it has ended or `timeout` seconds have passed; for drivers without a timer."""
        self._dispatcher.pump_until_ended(self._task, timeout)
        return self.state


class Job(Pending[WorkerResult]):
    """A generation on its way."""


class MatchJob(Pending[MatchResult]):
    """A match on its way."""


class NearestJob(Pending[Mapping[str, Nearest]]):
    """What words are nearest to, on its way."""


class Query(Generic[Answer]):
    """A question on its way; `answer` is None until `pump` or `wait` has received it."""

    def __init__(self, dispatcher: Dispatcher, task: Task) -> None:
        self._dispatcher = dispatcher
        self._task = task

    @property
    def state(self) -> JobState:
        return self._task.state

    @property
    def error(self) -> str:
        """Why there is no answer, one sentence, or ""."""
        return self._task.error

    @property
    def answer(self) -> Answer | None:
        return cast("Answer | None", self._task.answer)

    def wait(self, timeout: float) -> Answer:
        """The answer; `ProcessError` when there is none within `timeout` seconds."""
        self._dispatcher.pump_until_ended(self._task, timeout)
        answer = self.answer
        if answer is None:
            late = f"The inference process did not answer within {timeout:g} seconds; try again."
            raise ProcessError(self.error or late)
        return answer


class InferenceProcess:
    """One inference process at a time, started when there is work and again after it has died.

    Jobs run one after the other in the order of submitting. When the process dies the job that ran
    fails with the reason and the next one starts a new process.
    """

    def __init__(self, launch: Launch) -> None:
        self._dispatcher = Dispatcher(launch)
        self._count = 0

    @property
    def is_running(self) -> bool:
        return self._dispatcher.child is not None

    @property
    def pid(self) -> int | None:
        """The number of the running process, None when there is none."""
        child = self._dispatcher.child
        return None if child is None else child.pid

    @property
    def has_sessions(self) -> bool:
        """Whether models are loaded, so that `release_memory` would give something back."""
        return self._dispatcher.has_sessions

    @property
    def stderr_lines(self) -> tuple[str, ...]:
        """The last lines that the running process wrote to its stderr, for a report."""
        child = self._dispatcher.child
        return () if child is None else child.stderr_lines

    def submit(self, request: GenerationRequest, capture: Capture, reporter: Reporter) -> Job:
        """Queue a generation and start the process when needed.

        Passes of up to 32 MB together are copied now, bigger ones on a thread; they must stay as
        they are until the job has ended. What goes wrong makes the job fail, nothing is raised.
        """
        values = {"request": request.to_json(), "capture": capture_values(capture)}
        arrays = capture_arrays(capture)
        reporter.started(" of ".join(filter(None, [request.task.capitalize(), capture.source])))
        return Job(
            self._dispatcher, self._add("generate", values, arrays, reporter, self._read_result)
        )

    def match_words(
        self, prompt: str, *, reporter: Reporter | None = None, model_id: str = ""
    ) -> MatchJob:
        """Queue the search for the looks that a prompt describes, as `submit` does a generation."""
        return self._match(Question(prompt, model_id=model_id), {}, reporter)

    def match_picture(
        self,
        capture: Capture,
        *,
        reporter: Reporter | None = None,
        model_id: str = "",
        device: Device = Device.AUTO,
    ) -> MatchJob:
        """Queue the search for the looks that resemble `capture.color`, the one pass used."""
        seen = Capture(color=capture.color, source=capture.source)
        question = Question(capture=seen, model_id=model_id, device=device)
        return self._match(question, capture_arrays(seen), reporter)

    def nearest_words(
        self, words: Sequence[str], groups: Mapping[str, tuple[str, ...]], *, model_id: str = ""
    ) -> NearestJob:
        """Queue the question to which group of words each word is nearest in meaning."""
        values = {"question": WordQuestion(tuple(words), groups, model_id).to_values()}
        task = self._add("nearest", values, {}, SilentReporter(), _read_nearest)
        return NearestJob(self._dispatcher, task)

    def devices(self) -> Query[DeviceReport]:
        """Ask which execution providers really run; answered after the jobs before it."""
        task = self._add("devices", {}, {}, SilentReporter(), DeviceReport.from_message)
        return Query(self._dispatcher, task)

    def echo(self, array: Array) -> Query[Array]:
        """Send an array to the process and have it sent back, to measure the way."""
        task = self._add("echo", {}, {"array": array}, SilentReporter(), self._read_echo)
        return Query(self._dispatcher, task)

    def release_memory(self) -> None:
        """Have the process close its models, after the job that runs."""
        self._dispatcher.release_memory()

    def pump(self) -> None:
        """Hand what has arrived to jobs and reporters and start what waits; returns at once."""
        self._dispatcher.pump()

    def close(self) -> None:
        """Cancel every job, end the process and remove its files; waits half a second at most.

        A later `submit` starts a new process.
        """
        self._dispatcher.close()

    def _add(
        self,
        kind: str,
        values: Message,
        arrays: Mapping[str, Array],
        reporter: Reporter,
        read: Callable[[Message], object],
    ) -> Task:
        self._count += 1
        task = Task(kind, self._count, values, arrays, reporter, read)
        self._dispatcher.add(task)
        return task

    def _match(
        self, question: Question, arrays: Mapping[str, Array], reporter: Reporter | None
    ) -> MatchJob:
        listener = reporter or SilentReporter()
        listener.started(" of ".join(filter(None, ["Match", question.source])))
        values = {"question": question.to_values()}
        task = self._add("match", values, arrays, listener, _read_match)
        return MatchJob(self._dispatcher, task)

    def _read_echo(self, message: Message) -> Array:
        return self._dispatcher.map(message["array"])

    def _read_result(self, message: Message) -> WorkerResult:
        depth = {name: self._dispatcher.map(spec) for name, spec in message["depth"].items()}
        folder = _inside(self._dispatcher.folder, message["folder"])
        files = {MapKind(kind): folder / Path(name).name for kind, name in message["files"].items()}
        depth_map = DepthMap(depth["inverse_depth"], depth.get("metres")) if depth else None
        heights = message["height_range"]
        answer = WorkerResult(
            result=replace(result_from(message["result"]), depth=depth_map),
            files=MappingProxyType(files),
            depth=depth_map,
            height_range=None if heights is None else (float(heights[0]), float(heights[1])),
            record=message["record"],
            image=folder / Path(message["image"]).name if message["image"] else None,
        )
        weakref.finalize(answer, remove_aside, folder)
        return answer


def _read_match(message: Message) -> MatchResult:
    return match_from(message["result"])


def _read_nearest(message: Message) -> dict[str, Nearest]:
    return nearest_from(message["words"])


def _inside(folder: Path, name: str) -> Path:
    """A folder that the process made in ours; it is removed later, so it must lie there."""
    if not name or Path(name).name != name:
        raise ProcessError("The inference process sent no results; start the job again.")
    return folder / name


__all__ = ["InferenceProcess", "Job", "JobState", "Launch", "MatchJob", "Query", "WorkerResult"]
