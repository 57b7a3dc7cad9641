# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory limit: measured while a job runs, and held by smaller tiles or by stopping.

A thread reads what this process holds for itself every 10 ms, files mapped into it not counted, for
the system may take those back at any time. A single allocation may pass the limit for a moment
before the run is stopped. Memory on a graphics card is not seen.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from ..core.card import Tiling
from ..core.errors import Cancelled, InputError
from ..core.image import Extent
from ..core.progress import CancelToken
from ..core.request import GenerationResult
from .store import InstalledModel

SAMPLE_SECONDS = 0.01
SMALLEST_TILE = 64

Attempt = Callable[[InstalledModel, CancelToken], GenerationResult]


def run_within_limit(
    attempt: Attempt,
    model: InstalledModel,
    extent: Extent,
    limit_mb: int,
    cancel: CancelToken,
    release: Callable[[], object],
) -> GenerationResult:
    """What `attempt` gives while this process holds at most `limit_mb` (0: whatever it takes).

    When an attempt goes over the limit it is stopped, `release` is called, and the next one has
    tiles of half the side, which a warning in the result tells. Raises `InputError` when no smaller
    tile is possible, `Cancelled` when the user cancels.
    """
    if limit_mb <= 0:
        return attempt(model, cancel)
    tiling = model.card.tiling
    while True:
        with MemoryWatch(limit_mb * 10**6) as watch, cancel.stopping(watch.token.cancel):
            try:
                result = attempt(model, watch.token)
                break
            except (Cancelled, MemoryError):
                cancel.check()
        release()
        gc.collect()
        model = _with_smaller_tiles(model, extent, limit_mb, watch.peak)
    if model.card.tiling == tiling or model.card.tiling is None:
        return result
    warning = (
        f"Tiles of {model.card.tiling.tile} pixels were used to stay within the memory limit of "
        f"{limit_mb} MB; raise it in the preferences for the result of larger tiles."
    )
    return replace(result, warnings=(*result.warnings, warning))


def _with_smaller_tiles(
    model: InstalledModel, extent: Extent, limit_mb: int, peak: int
) -> InstalledModel:
    tiling, rule = model.card.tiling, model.card.input
    side = 0
    if tiling is not None and rule.fixed is None:
        used = min(tiling.tile, max(extent.rounded_up(rule.size_multiple)))
        side = used // 2 // rule.size_multiple * rule.size_multiple
    if tiling is None or side < SMALLEST_TILE:
        raise InputError(
            f"The model {model.card.id} needs more than the memory limit of {limit_mb} MB for this "
            f"picture (it held {peak / 1e6:.0f} MB); raise the limit in the preferences or lower "
            "the resolution."
        )
    smaller = Tiling(side, min(tiling.overlap, side // 2))
    return replace(model, card=replace(model.card, tiling=smaller))


class MemoryWatch:
    """While it is entered, `token` is cancelled once the process holds more than `limit` bytes.

    `peak` is the most that was seen.
    """

    def __init__(self, limit: int) -> None:
        self.token = CancelToken()
        self.peak = 0
        self._limit = limit
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="maquette-memory", daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, private_bytes())
            if self.peak > self._limit:
                self.token.cancel()
                return


def private_bytes() -> int:
    """What this process holds in memory for itself alone; 0 on a system that does not tell."""
    if sys.platform == "win32":
        return _private_bytes_windows()
    if sys.platform == "darwin":
        return _private_bytes_macos()
    try:
        fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    resident, shared = int(fields[1]), int(fields[2])
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")


def _private_bytes_windows() -> int:
    """PROCESS_MEMORY_COUNTERS_EX.PrivateUsage."""
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            *((f"size_{index}", ctypes.c_size_t) for index in range(8)),
            ("private", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    query = kernel.K32GetProcessMemoryInfo
    query.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    counters = Counters(cb=ctypes.sizeof(Counters))
    is_told = query(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.private) if is_told else 0


def _private_bytes_macos() -> int:
    """ri_phys_footprint of rusage_info_v0: after 16 bytes of uuid the eighth 64-bit field."""
    import ctypes

    answer = (ctypes.c_uint64 * 64)()
    system = ctypes.CDLL("/usr/lib/libSystem.B.dylib")
    failed = system.proc_pid_rusage(os.getpid(), 0, ctypes.byref(answer))
    return 0 if failed else int(answer[2 + 7])
