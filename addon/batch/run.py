# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb `run`: every item of a job file in a Blender of its own, going on where it stopped."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..core.errors import Cancelled, MaquetteError
from ..core.progress import CancelToken, ProgressShare, Reporter
from . import job_items
from .console import JsonReporter, complain, on_interrupt, reporter_for
from .job_file import Item, Job, Parsers, read_job
from .output import write_json
from .verb_process import run_verb

REPORT = "report.json"
DONE, SOME_FAILED, CANCELLED = 0, 3, 130


class Status(StrEnum):
    """What became of an item; KEPT was finished by a run before."""

    DONE = "done"
    KEPT = "kept"
    FAILED = "failed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item and what became of it."""

    item: Item
    status: Status
    error: str = ""
    seconds: float = 0.0

    def as_json(self, out: Path) -> dict[str, object]:
        item = self.item
        values: dict[str, object] = {
            "step": item.step,
            "verb": item.verb,
            "input": str(item.input) if item.input is not None else None,
            "status": self.status.value,
        }
        if self.status in (Status.DONE, Status.KEPT):
            values["folder"] = item.place.relative_to(out).as_posix()
        if self.error:
            values["error"] = self.error
        return {**values, "seconds": round(self.seconds, 2)}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("job", type=Path, metavar="JOB.toml")
    parser.add_argument("--out", type=Path, metavar="DIR", help="instead of the file's own")
    parser.add_argument(
        "--folder", type=Path, action="append", default=[], metavar="DIR",
        help="may be read and written too, besides the folder of the job file",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only list what would run")
    parser.add_argument("--overwrite", action="store_true", help="do finished items again")


def run(options: argparse.Namespace, parsers: Parsers) -> int:
    """`run JOB.toml`: a folder an item, and report.json for all; finished items are kept."""
    job = read_job(options.job, parsers, options.out, options.folder)
    if options.dry_run:
        _list(job, options)
        return DONE
    for item in job.items:
        job_items.require_ours(item)
    reporter, cancel = reporter_for(options.json), CancelToken()
    outcomes: list[Outcome] = []
    with on_interrupt(cancel.cancel):
        reporter.started(job.path.name)
        for outcome in _outcomes(job, options, reporter, cancel):
            outcomes.append(outcome)
            _tell(outcome, len(outcomes), job, reporter)
    _write_report(job, outcomes)
    reporter.finished(_summary(outcomes))
    print(job.out / REPORT)
    if cancel.is_cancelled:
        return CANCELLED
    return SOME_FAILED if any(each.status is Status.FAILED for each in outcomes) else DONE


def _outcomes(
    job: Job, options: argparse.Namespace, reporter: Reporter, cancel: CancelToken
) -> Iterator[Outcome]:
    """One a time, in order; after a cancel the rest is waiting."""
    with tempfile.TemporaryDirectory(prefix="maquette-") as scratch:
        for number, item in enumerate(job.items):
            share = ProgressShare(reporter, number / len(job.items), (number + 1) / len(job.items))
            yield _outcome(item, Path(scratch), options, share, cancel)


def _outcome(
    item: Item,
    scratch: Path,
    options: argparse.Namespace,
    reporter: Reporter,
    cancel: CancelToken,
) -> Outcome:
    """The item done, kept, or failed with its sentence; never raises for one item's fault."""
    if cancel.is_cancelled:
        return Outcome(item, Status.WAITING)
    started = time.perf_counter()
    try:
        key = job_items.key_of(item)
        if job_items.is_finished(item, key) and not options.overwrite:
            return Outcome(item, Status.KEPT)
        error = _make(item, key, scratch, reporter, cancel)
    except Cancelled:
        return Outcome(item, Status.WAITING)
    except MaquetteError as fault:
        error = str(fault)
    status = Status.FAILED if error else Status.DONE
    return Outcome(item, status, error, time.perf_counter() - started)


def _make(item: Item, key: str, scratch: Path, reporter: Reporter, cancel: CancelToken) -> str:
    """Run the verb and put its results in place; what it says where a part of it failed."""
    with ExitStack() as stack:
        beside = stack.enter_context(job_items.item_folder(item, key))
        complaint = run_verb(item.command(beside), scratch, reporter, cancel)
        job_items.put_in_place(item, key, beside, is_whole=not complaint)
    return complaint


def _tell(outcome: Outcome, number: int, job: Job, reporter: Reporter) -> None:
    name = _name(outcome.item)
    reporter.progress(number / len(job.items), f"{name}: {outcome.status.value}")
    if isinstance(reporter, JsonReporter):
        reporter.write(event="item", number=number, **outcome.as_json(job.out))
    elif outcome.error:
        complain(f"{name}: {outcome.error}", as_json=False)


def _name(item: Item) -> str:
    return f"{item.step}, {item.input.name}" if item.input is not None else item.step


def _summary(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(each.status for each in outcomes)
    return ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])


def _write_report(job: Job, outcomes: Sequence[Outcome]) -> None:
    counts = Counter(each.status.value for each in outcomes)
    job.out.mkdir(parents=True, exist_ok=True)
    write_json(
        job.out / REPORT,
        {
            "verb": "run",
            "job": str(job.path),
            "counts": dict(sorted(counts.items())),
            "items": [each.as_json(job.out) for each in outcomes],
        },
    )


def _list(job: Job, options: argparse.Namespace) -> None:
    """What would run, on stdout; nothing is written."""
    rows: list[dict[str, str]] = []
    for item in job.items:
        is_kept = not options.overwrite and job_items.is_finished(item, job_items.key_of(item))
        source = str(item.input) if item.input is not None else ""
        rows.append({"does": "keep" if is_kept else "run", "step": item.step, "verb": item.verb,
                     "input": source, "folder": str(item.place)})  # fmt: skip
    if options.json:
        print(json.dumps({"items": rows}, indent=2))
        return
    for row in rows:
        print(f"{row['does']:4}  {row['step']}  {row['input'] or row['verb']}  ->  {row['folder']}")
    print(f"{sum(row['does'] == 'run' for row in rows)} of {len(rows)} would run.")
