# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Job files: steps of any verb with their options, checked as a whole before anything runs.

A job file may come from others: it reads and writes inside the folders given and nowhere else.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, cast

from ..core.errors import InputError
from .job_options import arguments_of, flags_of, input_of
from .job_paths import Folders, find_inputs, places_for

MOST_BYTES = 1_000_000
MOST_STEPS = 1000
MOST_ITEMS = 100_000
JOB_KEYS = ("out", "defaults", "step")
STEP_KEYS = ("name", "verb", "inputs")
# These belong to the job, not to a step.
JOB_FLAGS = frozenset({"help", "json", "out", "overwrite"})
_NAME = re.compile(r"\w(?:[\w. -]{0,62}\w)?")

Values = Mapping[str, Any]
Parsers = Mapping[str, argparse.ArgumentParser]


class StrictParser(argparse.ArgumentParser):
    """A parser that raises where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        raise InputError(message)


@dataclass(frozen=True, slots=True)
class Item:
    """One run of a verb: what it is called with but for --out, and where its results go.

    `paths` are the options that name a file or folder, apart from `arguments` because what they
    hold decides the result and where they lie does not.
    """

    step: str
    verb: str
    input: Path | None
    arguments: tuple[str, ...]
    paths: tuple[tuple[str, Path], ...]
    place: Path

    def command(self, out: Path) -> list[str]:
        """The arguments of the command line; what has no flag comes first."""
        source = [str(self.input)] if self.input is not None else []
        paths = [f"--{flag}={path}" for flag, path in self.paths]
        return [self.verb, *source, *self.arguments, *paths, f"--out={out}"]


@dataclass(frozen=True, slots=True)
class Job:
    """A whole job file: `out` holds the place of every item."""

    path: Path
    out: Path
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    verb: str
    options: Values
    inputs: tuple[str, ...]


def read_job(
    path: Path, parsers: Parsers, out: Path | None = None, folders: Sequence[Path] = ()
) -> Job:
    """The job of a file; `InputError`, naming the place, for the first thing that is wrong.

    `parsers` are those of the verbs; `out` is taken before the file's own; `folders` may be read
    and written beside the folder of the file.
    """
    values = _toml(path)
    known = Folders((path.resolve().parent, *(each.resolve() for each in folders)))
    if out is not None:
        known = Folders((*known.allowed, out.resolve()))
    try:
        _only_known(values, JOB_KEYS, "a job file")
        target = _out(values.get("out") if out is None else str(out.resolve()), known)
        steps = _steps(values, {name: each for name, each in parsers.items() if _writes(each)})
        items = [item for step in steps for item in _items(step, parsers[step.verb], known, target)]
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    if len(items) > MOST_ITEMS:
        raise InputError(f"{path.name}: {len(items)} items are too many; make several job files.")
    return Job(path, target, tuple(items))


def _toml(path: Path) -> Values:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path.name} is too large for a job file; give another.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read; give a job file in UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path.name} is not valid TOML: {error}.") from error


def _only_known(values: Iterable[str], known: Iterable[str], what: str) -> None:
    """`InputError` for the first key that is none of `known`, with the nearest one."""
    names = sorted(known)
    for key in values:
        if key not in names:
            near = get_close_matches(key, names, 1) or names
            raise InputError(f"{key} is nothing that {what} has; {_or(near)}")


def _or(names: Sequence[str]) -> str:
    return f"did you mean {names[0]}?" if len(names) == 1 else f"there is {', '.join(names)}."


def _out(value: object, known: Folders) -> Path:
    if not isinstance(value, str) or not value:
        raise InputError('out is missing; name the folder of the results, as out = "results".')
    target = known.inside(value)
    if any(folder.is_relative_to(target) for folder in known.allowed if folder != target):
        raise InputError(f"out = {value!r} holds the job itself; name a folder of its own.")
    if target == known.allowed[0]:
        raise InputError("out is the folder of the job file; name one inside it.")
    return target


def _writes(parser: argparse.ArgumentParser) -> bool:
    return "out" in flags_of(parser)


def _steps(values: Values, parsers: Parsers) -> list[_Step]:
    tables = values.get("step")
    if not isinstance(tables, list) or not tables or len(tables) > MOST_STEPS:
        raise InputError(f"a job has 1 to {MOST_STEPS} steps, each a table [[step]].")
    defaults = values.get("defaults", {})
    if not isinstance(defaults, dict):
        raise InputError("defaults is a table of options, [defaults].")
    steps = [
        _step(number, table, cast("Values", defaults), parsers)
        for number, table in enumerate(tables, start=1)
    ]
    _only_known(defaults, {f for step in steps for f in _flags(parsers[step.verb])}, "these verbs")
    names = [step.name.casefold() for step in steps]
    twice = [step.name for step in steps if names.count(step.name.casefold()) > 1]
    if twice:
        raise InputError(f"two steps are called {twice[0]}; give each its own name.")
    return steps


def _step(number: int, table: object, defaults: Values, parsers: Parsers) -> _Step:
    if not isinstance(table, dict):
        raise InputError(f"step {number} is no table, [[step]].")
    values = cast("dict[str, Any]", table)
    verb = values.get("verb")
    if not isinstance(verb, str) or verb not in parsers:
        near = get_close_matches(str(verb), list(parsers), 1) or sorted(parsers)
        raise InputError(f"step {number} has no verb that writes a folder; {_or(near)}")
    flags = _flags(parsers[verb])
    _only_known(values, (*STEP_KEYS, *flags), f"step {number} ({verb})")
    given = {key: value for key, value in defaults.items() if key in flags}
    given |= {key: value for key, value in values.items() if key in flags}
    name = values.get("name", f"{verb}-{number}")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise InputError(f"the name of step {number} becomes a folder; use letters and digits.")
    return _Step(name, verb, given, _patterns(values.get("inputs", ()), number))


def _patterns(value: object, number: int) -> tuple[str, ...]:
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or not all(isinstance(each, str) for each in listed):
        raise InputError(f"inputs of step {number} is a list of paths or patterns.")
    return tuple(cast("Sequence[str]", listed))


def _flags(parser: argparse.ArgumentParser) -> frozenset[str]:
    return frozenset(flags_of(parser)) - JOB_FLAGS


def _items(
    step: _Step, parser: argparse.ArgumentParser, known: Folders, out: Path
) -> Iterable[Item]:
    try:
        arguments, paths = arguments_of(parser, step.options, known)
        sources = _sources(step, parser, known, out)
        items = [
            Item(step.name, step.verb, source, arguments, paths, out / step.name / place)
            for source, place in sources
        ]
        if items:
            _check(parser, items[0])
    except InputError as error:
        raise InputError(f"step {step.name}: {error}") from error
    return items


def _sources(
    step: _Step, parser: argparse.ArgumentParser, known: Folders, out: Path
) -> list[tuple[Path | None, str]]:
    """Every input with the name of its folder; one nameless run where the verb takes none."""
    if not input_of(parser):
        if step.inputs:
            raise InputError(f"{step.verb} takes no inputs.")
        return [(None, "")]
    if not step.inputs:
        raise InputError(f'{step.verb} needs inputs, as inputs = ["models/**/*.blend"].')
    found = find_inputs(step.inputs, known, out)
    return list(zip(found, places_for(found), strict=True))


def _check(parser: argparse.ArgumentParser, item: Item) -> None:
    """What the verb itself would refuse before it looks at its input."""
    options = parser.parse_args(item.command(item.place)[1:])
    check = getattr(options, "check", None)
    if check is not None:
        check(options)
