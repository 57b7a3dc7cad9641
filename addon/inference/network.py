# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model ready to run on pictures: session, card and stopwatch. Knows nothing of tasks."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from ..core.card import InputRule, ModelCard, OutputKind
from ..core.errors import ModelError
from ..core.image import ColorSpace, Extent, FloatArray
from ..core.progress import CancelToken
from ..core.request import Device
from .session import CPU, OpenSession, SessionCache, run
from .store import InstalledModel
from .tensors import Signature, check_signature, tensor_of, values_of


@dataclass(slots=True)
class Stopwatch:
    """Seconds by step."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Generator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True, eq=False)
class Emitted:
    """Outputs by name as they came out of the session, and what was fed to it."""

    outputs: dict[str, NDArray[Any]]
    feed: NDArray[Any]


@dataclass(slots=True)
class Network:
    """An open model; `opened` changes when a provider fails and the CPU takes over."""

    model: InstalledModel
    device: Device
    sessions: SessionCache
    opened: OpenSession
    signature: Signature
    cancel: CancelToken
    watch: Stopwatch

    def apply(self, pixels: FloatArray, space: ColorSpace) -> dict[OutputKind, FloatArray]:
        """Every output that the card names, (h', w', C), for a picture (h, w, C)."""
        return self.interpret(self.infer(pixels, space))

    def infer(self, pixels: FloatArray, space: ColorSpace) -> Emitted:
        """What the network emits for a picture (h, w, C); the part that takes long."""
        card = self.model.card
        with self.watch.step("preprocess"):
            feed = tensor_of(pixels, space, card.input, self.signature.element)
        with self.watch.step("run"):
            outputs = self._run(feed)
        return Emitted(dict(zip(self.signature.outputs, outputs, strict=True)), feed)

    def interpret(self, emitted: Emitted) -> dict[OutputKind, FloatArray]:
        """What was emitted, by kind and in the kind's units."""
        card = self.model.card
        given = {
            rule.kind: values_of(card, rule, emitted.outputs[rule.name]) for rule in card.outputs
        }
        for kind, values in given.items():
            _require_shape(card, kind, values, emitted.feed)
        return given

    def _run(self, feed: NDArray[Any]) -> list[NDArray[Any]]:
        feeds = {self.signature.input: feed}
        try:
            return run(self.opened.session, feeds, self.cancel)
        except ModelError as error:
            if self.opened.provider.used == CPU:
                raise
            self.opened = self.sessions.fall_back(*_key(self.model, self.device), error)
        return run(self.opened.session, feeds, self.cancel)


def _require_shape(
    card: ModelCard, kind: OutputKind, values: FloatArray, feed: NDArray[Any]
) -> None:
    """Depth may come coarser; everything else at the input's size."""
    height, width = values.shape[:2]
    wanted_height, wanted_width = feed.shape[2:]
    is_alike = (
        abs(height * wanted_width - width * wanted_height)
        <= max(feed.shape[2:]) * max(height, width) / 10
    )
    if (height, width) != (wanted_height, wanted_width) and (
        kind is not OutputKind.DEPTH or not is_alike
    ):
        raise ModelError(
            f"The model {card.id} gives {kind.value} as {width} x {height} for a picture of "
            f"{wanted_width} x {wanted_height}; choose another."
        )


def network_extent(rule: InputRule, extent: Extent) -> Extent | None:
    """The size a picture is brought to for a network that sees it whole, None for its own."""
    if rule.fixed is not None:
        return rule.fixed
    if rule.short_side is None:
        return None
    step = rule.size_multiple
    width, height = extent.with_short_side(rule.short_side)
    return Extent(max(1, round(width / step)) * step, max(1, round(height / step)) * step)


def open_network(
    model: InstalledModel,
    device: Device,
    sessions: SessionCache,
    cancel: CancelToken,
    watch: Stopwatch,
) -> Network:
    """Open a model and compare it with its card; `ModelError` when it cannot be used."""
    with watch.step("open"):
        opened = sessions.get(*_key(model, device))
    signature = check_signature(model.card, opened.session)
    return Network(model, device, sessions, opened, signature, cancel, watch)


def _key(model: InstalledModel, device: Device) -> tuple[Any, str, Device]:
    return model.path, model.card.files[0].sha256, device
