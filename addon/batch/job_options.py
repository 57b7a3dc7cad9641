# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of a verb as TOML values: by the names of their flags, checked by the verb's parser."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ..core.errors import InputError
from .job_paths import Folders

ONE_VALUE = frozenset({int, float, str, None})

Action = argparse.Action
Arguments = tuple[tuple[str, ...], tuple[tuple[str, Path], ...]]


def flags_of(parser: argparse.ArgumentParser) -> dict[str, Action]:
    """What can be set, by the name of its flag without dashes; a positional text by its own."""
    return {
        _name(action): action
        for action in parser._actions
        if action.option_strings or action.type is not Path
    }


def input_of(parser: argparse.ArgumentParser) -> Action | None:
    """The positional that takes a file; None where the verb takes none."""
    places = [each for each in parser._actions if not each.option_strings and each.type is Path]
    return places[0] if places else None


def arguments_of(
    parser: argparse.ArgumentParser, options: Mapping[str, Any], known: Folders
) -> Arguments:
    """The options as arguments, positional ones first, and apart from them those that are paths.

    `InputError` for a value of the wrong kind and for a path that is outside or not there.
    """
    flags = flags_of(parser)
    positional: list[str] = []
    named: list[str] = []
    paths: list[tuple[str, Path]] = []
    for key, value in sorted(options.items()):
        action = flags[key]
        if action.type is Path:
            paths += [(key, known.existing(text)) for text in _texts(key, action, value)]
        elif action.option_strings:
            named += _named(key, action, value)
        else:
            positional += _words(key, action, value)
    return (*positional, *named), tuple(paths)


def _name(action: Action) -> str:
    return action.option_strings[-1].lstrip("-") if action.option_strings else action.dest


def _named(key: str, action: Action, value: object) -> list[str]:
    if action.nargs == 0:
        if not isinstance(value, bool):
            raise InputError(f"{key} is true or false.")
        return [f"--{key}"] if value else []
    texts = _texts(key, action, value)
    if _repeats(action):
        return [f"--{key}={text}" for text in texts]
    return [f"--{key}={','.join(texts)}"]


def _words(key: str, action: Action, value: object) -> list[str]:
    texts = _texts(key, action, value)
    if any(text.startswith("-") for text in texts):
        raise InputError(f"{key} begins with a dash; begin with a word.")
    return texts


def _texts(key: str, action: Action, value: object) -> list[str]:
    """The value as texts: several of a list where the flag may come often or is a list itself."""
    if not isinstance(value, list):
        return [_text(key, value)]
    takes_many = _repeats(action) or (action.type not in ONE_VALUE and action.type is not Path)
    if not takes_many or not value:
        raise InputError(f"{key} takes one value, not a list.")
    return [_text(key, each) for each in value]


def _repeats(action: Action) -> bool:
    return isinstance(action, argparse._AppendAction)


def _text(key: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{key} is a text or a number.")
