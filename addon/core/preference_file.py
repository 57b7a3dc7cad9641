# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A preference as a JSON file: what was shown and kept, as a table of features.

Files may come from others, so that everything is checked before it is used.
"""

from __future__ import annotations

import json
import math
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TypeAlias, cast

from .appearance_features import DIGITS, Features
from .errors import InputError, OutputError
from .preference import MOST_OPTIONS, MOST_SETS, Judgement, Preference

FORMAT = 1
MOST_BYTES = 4_000_000
MOST_FEATURES = 1000
MOST_FORGOTTEN = 1000
LARGEST_VALUE = 100.0
_FEATURE = re.compile(r"[a-z_]+(/[A-Za-z0-9_ -]+){1,2}")
_LONGEST_NAME = 80

Object: TypeAlias = dict[str, object]


def read_preference(path: Path) -> Preference:
    """The preference of a file, an empty one when there is no such file.

    `InputError` for a file that cannot be read or is something else.
    """
    try:
        if not path.exists():
            return Preference()
        if path.stat().st_size > MOST_BYTES:
            raise _wrong("it is too large")
        return preference_from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as a preference; choose another file.") from error


def is_feature(name: object) -> bool:
    """Whether a preference file can hold a feature of this name."""
    return (
        isinstance(name, str)
        and len(name) <= _LONGEST_NAME
        and _FEATURE.fullmatch(name) is not None
    )


def write_preference(path: Path, preference: Preference) -> None:
    """Written beside and then moved; `OutputError` when that cannot be done."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(preference_to_json(preference), encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written; choose another place for it.") from error


def preference_to_json(preference: Preference) -> str:
    """One line a set; equal preferences give equal text."""
    judged = preference.judgements
    names = sorted({name for each in judged for option in each.options for name in option})
    values = {
        "maquette_preference": FORMAT,
        "forgotten": sorted(preference.forgotten),
        "features": names,
    }
    head = json.dumps(values, ensure_ascii=False)[:-1]
    sets = ",\n".join(json.dumps(_judgement_values(each, names)) for each in judged)
    return f'{head}, "sets": [\n{sets}\n]}}\n'


def preference_from_json(text: str) -> Preference:
    """The value written by `preference_to_json`; `InputError` for anything else."""
    try:
        values: object = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _wrong("it is not JSON") from error
    fields = _object(values, {"maquette_preference", "forgotten", "features", "sets"})
    if fields["maquette_preference"] != FORMAT:
        raise _wrong("another version of Maquette wrote it")
    names = _names(fields["features"], MOST_FEATURES)
    sets = _list(fields["sets"], MOST_SETS)
    judgements = tuple(_judgement(each, names) for each in sets)
    return Preference(judgements, frozenset(_names(fields["forgotten"], MOST_FORGOTTEN)))


def _judgement_values(judgement: Judgement, names: list[str]) -> Object:
    """An option is its feature numbers and values in turn; what is not named is 0."""
    place = {name: index for index, name in enumerate(names)}
    rows = [
        [number for name in sorted(option) for number in (place[name], round(option[name], DIGITS))]
        for option in judgement.options
    ]
    return {"kept": sorted(judgement.kept), "dropped": sorted(judgement.dropped), "options": rows}


def _judgement(values: object, names: tuple[str, ...]) -> Judgement:
    fields = _object(values, {"kept", "dropped", "options"})
    options = tuple(_option(each, names) for each in _list(fields["options"], MOST_OPTIONS))
    kept, dropped = (
        frozenset(_index(each, len(options)) for each in _list(fields[name], MOST_OPTIONS))
        for name in ("kept", "dropped")
    )
    try:
        return Judgement(options, kept, dropped)
    except InputError as error:
        raise _wrong("a set in it has no choice") from error


def _option(values: object, names: tuple[str, ...]) -> Features:
    row = _list(values, 2 * len(names))
    indices, numbers = row[::2], row[1::2]
    if len(indices) != len(numbers):
        raise _wrong("a feature in it has no value")
    found = {
        names[_index(index, len(names))]: _value(number)
        for index, number in zip(indices, numbers, strict=True)
    }
    if len(found) != len(indices):
        raise _wrong("a feature in it comes twice")
    return found


def _object(values: object, keys: set[str]) -> Object:
    if not isinstance(values, dict) or set(cast("Object", values)) != keys:
        raise _wrong(f"it should hold {', '.join(sorted(keys))} and nothing else")
    return cast("Object", values)


def _list(values: object, most: int) -> list[object]:
    if not isinstance(values, list) or len(cast("list[object]", values)) > most:
        raise _wrong("a list in it is missing or too long")
    return cast("list[object]", values)


def _names(values: object, most: int) -> tuple[str, ...]:
    names = _list(values, most)
    for name in names:
        if not is_feature(name):
            raise _wrong("a name in it is none of a feature")
    if len(set(names)) != len(names):
        raise _wrong("a name in it comes twice")
    return tuple(str(name) for name in names)


def _index(value: object, count: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < count:
        raise _wrong("a number in it points nowhere")
    return value


def _value(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong("a value in it is not a number")
    if not -LARGEST_VALUE <= value <= LARGEST_VALUE or not math.isfinite(value):
        raise _wrong("a value in it is out of range")
    return float(value)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _wrong(reason: str) -> InputError:
    return InputError(f"This is not a preference file: {reason}; export one from Maquette.")
