# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long an image takes to the inference process and back, beside a plain copy of it.

For the benchmark; no job calls it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

import numpy as np

from .client import InferenceProcess, Launch
from .protocol import Array

ANSWER_SECONDS = 60.0
WARM_UP = 3


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """Median seconds of the way there and back, of a plain `copy()`, and of the call that sends."""

    trip: float
    copy: float
    submit: float

    @property
    def ratio(self) -> float:
        return self.trip / self.copy


def measure_round_trip(launch: Launch, *, side: int = 1024, repeats: int = 30) -> RoundTrip:
    """Send `side` x `side` RGBA float32 to a process of our own and wait for it, `repeats` times.

    Copies are timed in between, so that both see the same machine. The first few are left out: the
    first array finds new files, every later one finds those of the job before.
    """
    image = np.random.default_rng(0).random((side, side, 4), np.float32)
    process = InferenceProcess(launch)
    try:
        for _ in range(WARM_UP):
            _trip(process, image)
        rows = [(*_trip(process, image), _copy(image)) for _ in range(repeats)]
    finally:
        process.close()
    trip, submit, copy = (median(column) for column in zip(*rows, strict=True))
    return RoundTrip(trip, copy, submit)


def _trip(process: InferenceProcess, image: Array) -> tuple[float, float]:
    start = time.perf_counter()
    query = process.echo(image)
    sent = time.perf_counter()
    returned = query.wait(ANSWER_SECONDS)
    end = time.perf_counter()
    assert returned.shape == image.shape
    return end - start, sent - start


def _copy(image: Array) -> float:
    start = time.perf_counter()
    image.copy()
    return time.perf_counter() - start


__all__ = ["Launch", "RoundTrip", "measure_round_trip"]
