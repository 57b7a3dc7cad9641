# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Typed reading of TOML tables where every mistake is one sentence with its place and key."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeAlias, TypeGuard, TypeVar, cast

from .errors import ModelError

Choice = TypeVar("Choice", bound=StrEnum)

Values: TypeAlias = dict[str, Any]

MAX_TEXT = 4000


def read_toml(text: str, where: str) -> Table:
    """The top table; `ModelError` when `text` is not TOML."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ModelError(f"{where} is not valid TOML: {error}.") from error
    return Table(values, where, "")


class Table:
    """A table that remembers which keys were asked for, so that a misspelt one is found."""

    def __init__(self, values: Values, where: str, prefix: str) -> None:
        self._values = values
        self._where = where
        self._prefix = prefix
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def wrong(self, key: str, what: str) -> ModelError:
        """The error that says what `key` must be."""
        return ModelError(f"{self._where}: {self._prefix}{key} {what}.")

    def finish(self) -> None:
        """Raise when a key is left that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong(key, "is not a key of a model card; check the spelling")

    def text(self, key: str, default: str | None = None) -> str:
        value = self._get(key, default)
        if (
            not isinstance(value, str)
            or len(value) > MAX_TEXT
            or (default is None and not value.strip())
        ):
            raise self.wrong(key, "must be a text")
        return value

    def matching(self, key: str, pattern: str, what: str) -> str:
        value = self.text(key)
        if not re.fullmatch(pattern, value):
            raise self.wrong(key, f"must be {what}, not {value[:80]!r}")
        return value

    def flag(self, key: str) -> bool:
        value = self._get(key, None)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def number(self, key: str) -> float:
        value = self._get(key, None)
        if not _is_number(value):
            raise self.wrong(key, "must be a number")
        return float(value)

    def whole(self, key: str, minimum: int, default: int | None = None) -> int:
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not minimum <= value < 2**53:
            raise self.wrong(key, f"must be a whole number of at least {minimum}")
        return value

    def numbers(self, key: str, count: int, default: tuple[float, ...]) -> tuple[float, ...]:
        values = _listed(self._get(key, default))
        numbers = tuple(float(each) for each in values if _is_number(each))
        if len(numbers) != count or len(values) != count:
            raise self.wrong(key, f"must be {count} number{'s' * (count > 1)} in brackets")
        return numbers

    def texts(self, key: str, at_least: int) -> tuple[str, ...]:
        values = _listed(self._get(key, None))
        texts = tuple(each for each in values if isinstance(each, str) and len(each) <= MAX_TEXT)
        if len(texts) < max(len(values), at_least):
            raise self.wrong(key, f"must be at least {at_least} texts in brackets")
        return texts

    def span(self, key: str, default: tuple[float, float]) -> tuple[float, float]:
        low, high = self.numbers(key, 2, default)
        if not low < high:
            raise self.wrong(key, "must be two numbers, the lower first")
        return low, high

    def choice(self, key: str, kinds: type[Choice], default: Choice | None = None) -> Choice:
        value = self._get(key, default)
        for kind in kinds:
            if value == kind.value:
                return kind
        names = ", ".join(f'"{kind.value}"' for kind in kinds)
        raise self.wrong(key, f"must be one of {names}")

    def table(self, key: str) -> Table:
        value = self._get(key, None)
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table, [{self._prefix}{key}]")
        return Table(cast("Values", value), self._where, f"{self._prefix}{key}.")

    def tables(self, key: str, at_least: int = 0) -> list[Table]:
        values = _listed(self._get(key, []))
        tables = [cast("Values", each) for each in values if isinstance(each, dict)]
        if len(tables) < len(values) or len(tables) < at_least:
            raise self.wrong(key, f"must be at least {at_least} table, [[{self._prefix}{key}]]")
        return [
            Table(each, self._where, f"{self._prefix}{key}[{index}].")
            for index, each in enumerate(tables)
        ]

    def _get(self, key: str, default: object) -> Any:
        self._asked.add(key)
        if key in self._values:
            return self._values[key]
        if default is None:
            raise self.wrong(key, "is missing; add it")
        return default


def _listed(value: object) -> Sequence[object]:
    """A list as it is; anything else as a list of something that fits nowhere."""
    return cast("Sequence[object]", value) if isinstance(value, (list, tuple)) else [None]


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value)
