# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture restyled by an image-to-image model, at the picture's own size."""

from __future__ import annotations

import numpy as np

from ..core.card import ModelCard, OutputKind, Tiling
from ..core.errors import ModelError
from ..core.image import ColorSpace, FloatArray, Image, as_color_space, as_rgb, resize
from ..core.progress import ProgressShare, Reporter
from ..core.tiling import run_tiled
from .network import Network, network_extent

UNTILED = Tiling(2**20, 0)
# A result of less spread from a picture of more is one colour, which is no result.
SEEN_SPREAD, LEAST_SPREAD = 0.02, 1e-4


def restyle(picture: Image, network: Network, reporter: Reporter) -> Image:
    """The picture as the model gives it back: sRGB (H, W, 3) from 0 to 1; alpha is dropped.

    A model with tiles sees the picture in them; one of a fixed size or with a short side sees the
    whole picture in that size, and the result is brought back. Raises `ModelError` when the model
    gives nothing usable, `Cancelled` when asked to stop.
    """
    card = network.model.card
    reporter.progress(0.02, f"Restyling with {card.name}")
    seen = as_rgb(picture)
    target = None if card.tiling is not None else network_extent(card.input, seen.extent)
    with network.watch.step("preprocess"):
        given_size = seen if target is None else resize(seen, target)
    pixels = _restyled(given_size, network, ProgressShare(reporter, 0.05, 0.95))
    _require_content(seen.pixels, pixels, card)
    rule = next(each for each in card.outputs if each.kind is OutputKind.IMAGE)
    styled = as_color_space(Image(pixels, rule.color_space), ColorSpace.SRGB)
    if styled.extent != seen.extent:
        styled = resize(styled, seen.extent)
    return Image(np.clip(styled.pixels, 0.0, 1.0), ColorSpace.SRGB)


def _restyled(picture: Image, network: Network, reporter: Reporter) -> FloatArray:
    card = network.model.card
    tiling = card.tiling or UNTILED

    def apply(pixels: FloatArray) -> FloatArray:
        return network.apply(pixels, picture.color_space)[OutputKind.IMAGE]

    is_fixed_tile = card.tiling is not None and card.input.fixed is not None
    return run_tiled(
        picture.pixels,
        tiling.tile,
        tiling.overlap,
        apply,
        wrap=False,
        multiple=tiling.tile if is_fixed_tile else card.input.size_multiple,
        progress=reporter,
        cancel=network.cancel,
    )


def _require_content(seen: FloatArray, given: FloatArray, card: ModelCard) -> None:
    if _spread(seen) > SEEN_SPREAD and _spread(given) < LEAST_SPREAD:
        raise ModelError(
            f"The model {card.id} gave a single colour; check the ranges in its card or choose "
            "another."
        )


def _spread(pixels: FloatArray) -> float:
    return float(pixels[::4, ::4].std(axis=(0, 1)).max())
