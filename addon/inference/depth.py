# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The depth of a picture by a model, fitted to the exact depth of a scene where that is known."""

from __future__ import annotations

import numpy as np

from ..core.card import DepthKind, ModelCard, OutputKind
from ..core.depth import apply_fit, fit_inverse_depth, plane_baseline
from ..core.errors import InputError, ModelError
from ..core.guided import guided_upsample
from ..core.image import ColorSpace, Extent, FloatArray, Image, as_color_space, resize
from ..core.progress import ProgressShare, Reporter
from ..core.request import DepthMap
from ..core.tiling import run_tiled
from .network import Network, network_extent

# A relative depth says nothing of its zero; a view from 1 to 10 is an ordinary room or street.
ASSUMED_FAR_OVER_NEAR = 10.0
UNTILED = 2**20


def estimate_depth(
    picture: Image, known: FloatArray | None, network: Network, reporter: Reporter
) -> tuple[DepthMap, dict[str, float], tuple[str, ...]]:
    """Depth (H, W) at the picture's size, its quality, and warnings.

    `known` (H, W) is exact depth in metres along the camera axis, inf where nothing is; with it,
    the estimate is fitted and the quality holds abs_rel, plane_abs_rel, scale, shift and inliers.
    Raises `ModelError` when the model gives nothing usable, `Cancelled` when asked to stop.
    """
    card = network.model.card
    coarse = _coarse_depth(picture, network, ProgressShare(reporter, 0.05, 0.8))
    kind = next(rule.depth for rule in card.outputs if rule.kind is OutputKind.DEPTH)
    coarse = _as_inverse(coarse, kind, card)
    reporter.progress(0.8, "Following the edges of the picture")
    is_full = coarse.shape == (picture.extent.height, picture.extent.width)
    inverse = coarse if is_full else guided_upsample(coarse, _guide(picture))
    metres = None
    if kind is DepthKind.METRIC:
        metres = np.reciprocal(np.maximum(inverse, np.float32(1e-4)))
    if known is None:
        return DepthMap(inverse, metres), {}, ()
    reporter.progress(0.9, "Fitting to the scene")
    return _fitted(DepthMap(inverse, metres), known)


def _coarse_depth(picture: Image, network: Network, reporter: Reporter) -> FloatArray:
    """What the network gives, (h, w), in its own units and at its own resolution."""
    card = network.model.card
    target = network_extent(card.input, picture.extent)
    reporter.progress(0.0, "Estimating depth")
    if target is None:
        tile, overlap = UNTILED, 0
        if card.tiling is not None:
            tile, overlap = card.tiling.tile, card.tiling.overlap

        def estimate(pixels: FloatArray) -> FloatArray:
            given = network.apply(pixels, picture.color_space)[OutputKind.DEPTH]
            return given if given.shape[:2] == pixels.shape[:2] else _at(given, pixels)

        multiple = card.input.size_multiple
        return run_tiled(
            picture.pixels,
            tile,
            overlap,
            estimate,
            wrap=False,
            multiple=multiple,
            progress=reporter,
            cancel=network.cancel,
        )[..., 0]
    with network.watch.step("preprocess"):
        small = resize(picture, target)
    return network.apply(small.pixels, small.color_space)[OutputKind.DEPTH][..., 0]


def _at(given: FloatArray, pixels: FloatArray) -> FloatArray:
    extent = Extent(pixels.shape[1], pixels.shape[0])
    return resize(Image(given, ColorSpace.DATA), extent).pixels


def _guide(picture: Image) -> Image:
    """What edges are seen in: the encoded picture."""
    return as_color_space(picture, ColorSpace.SRGB)


def _as_inverse(values: FloatArray, kind: DepthKind, card: ModelCard) -> FloatArray:
    """Larger is nearer."""
    low, high = float(values.min()), float(values.max())
    if high - low <= 1e-6 * max(abs(high), abs(low), 1e-6):
        raise ModelError(
            f"The model {card.id} gave the same depth everywhere; try another picture or model."
        )
    if kind is DepthKind.RELATIVE_INVERSE:
        return values
    if kind is DepthKind.METRIC:
        return np.reciprocal(np.maximum(values, np.float32(1e-3)))
    away = (values - np.float32(low)) * np.float32((ASSUMED_FAR_OVER_NEAR - 1.0) / (high - low))
    return np.reciprocal(np.float32(1.0) + away)


def _fitted(
    depth: DepthMap, known: FloatArray
) -> tuple[DepthMap, dict[str, float], tuple[str, ...]]:
    try:
        fit = fit_inverse_depth(depth.inverse_depth, known)
        plane = plane_baseline(known)
    except InputError as error:
        return depth, {}, (str(error),)
    quality = {
        "abs_rel": fit.abs_rel,
        "plane_abs_rel": plane,
        "scale": fit.scale,
        "shift": fit.shift,
        "inliers": fit.inliers,
    }
    warnings: tuple[str, ...] = ()
    if fit.abs_rel > plane:
        warnings = (
            f"The estimate fits the scene no better than a plane ({fit.abs_rel:.0%} off); "
            "use the scene's own depth or another model.",
        )
    return DepthMap(depth.inverse_depth, apply_fit(depth.inverse_depth, fit)), quality, warnings
