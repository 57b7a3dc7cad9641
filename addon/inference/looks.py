# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of a surface to the looks that resemble it, by a model of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.card import InputRule
from ..core.dominant import dominant_colors
from ..core.errors import InputError
from ..core.image import MIN_SIDE, Extent, Image, resize
from ..core.match import Match
from ..core.progress import CancelToken
from ..core.request import Capture, Device, ProviderUse
from .matches import read_match
from .network import Stopwatch, open_network
from .session import SessionCache
from .store import InstalledModel

Array = NDArray[Any]

DEFAULT_SIDE = 128
# A pattern shows in the whole, a grain in a part: squares of this share of the shorter side are
# looked at too.
PART = 0.6
# A part with fewer pixels than this share of what the network wants has no grain to show.
LEAST_DETAIL = 0.75
PLACES = ((0.5, 0.5), (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


def match_picture(
    capture: Capture,
    device: Device,
    model: InstalledModel,
    sessions: SessionCache,
    cancel: CancelToken,
) -> tuple[Match, ProviderUse]:
    """The looks that resemble `capture.color`, by the mean over squares of it, and its colours.

    Without a confidence of the model's own it is the probability of the best family. Raises
    `InputError` for a picture that is too small, `ModelError` for a model that cannot be used,
    `Cancelled`.
    """
    picture = capture.color
    if min(picture.extent) < MIN_SIDE:
        name = capture.source or "The picture"
        raise InputError(f"{name} is {picture.extent} pixels; give an image of at least 2 x 2.")
    network = open_network(model, device, sessions, cancel, Stopwatch())
    emitted = [
        network.infer(seen.pixels, seen.color_space).outputs
        for seen in squares(picture, model.card.input)
    ]
    found = read_match(model.card, averaged(emitted))
    if "confidence" not in emitted[0]:
        found = replace(found, confidence=family_confidence(found))
    return replace(found, colors=dominant_colors(picture)), network.opened.provider


def squares(picture: Image, rule: InputRule) -> Iterator[Image]:
    """Squares of the picture at the size the network wants: along the whole longer side, then
    smaller ones in the middle and the corners where there are pixels for them."""
    side = rule.short_side or DEFAULT_SIDE
    extent = rule.fixed or Extent(side, side).rounded_up(rule.size_multiple)
    shorter, longer = sorted(picture.extent)
    count = min(3, round(longer / shorter))
    for step in range(count):
        place = step / (count - 1) if count > 1 else 0.5
        yield resize(_square(picture, shorter, (place, place)), extent)
    part = round(PART * shorter)
    if part >= LEAST_DETAIL * min(extent):
        for place in PLACES:
            yield resize(_square(picture, part, place), extent)


def _square(picture: Image, side: int, place: tuple[float, float]) -> Image:
    """A square of `side` pixels; `place` goes from 0 (left, top) to 1 (right, bottom)."""
    width, height = picture.extent
    left, top = round((width - side) * place[0]), round((height - side) * place[1])
    pixels = picture.pixels[top : top + side, left : left + side]
    return Image(np.ascontiguousarray(pixels), picture.color_space)


def averaged(emitted: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """The mean of each output over all squares."""
    return {name: np.mean([each[name] for each in emitted], axis=0) for name in emitted[0]}


def family_confidence(match: Match) -> float:
    """The probability of the best family, all its looks together."""
    sums: dict[str, float] = {}
    for each in match.looks:
        sums[each.family] = sums.get(each.family, 0.0) + each.score
    return round(min(max(sums.values()), 1.0), 4)
