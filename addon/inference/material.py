# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The maps of a surface from a picture of it, by a model and by what follows from its maps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..core.card import ModelCard, Tiling
from ..core.errors import ModelError
from ..core.image import ColorSpace, FloatArray, Image, as_color_space, as_rgb
from ..core.maps import MapKind, MaterialMaps
from ..core.normals import (
    ambient_occlusion,
    height_from_normal,
    normal_from_height,
    normalized,
    scaled_relief,
    slopes,
)
from ..core.progress import ProgressShare, Reporter
from ..core.quality import measure_maps, quality_warnings
from ..core.request import GenerationRequest
from ..core.seamless import make_seamless
from ..core.tiling import release_pages, run_tiled_many
from .network import Network

Maps = dict[MapKind, FloatArray]

UNTILED = Tiling(2**20, 64)
ASSUMED_RELIEF = 0.02
ASSUMED_ROUGHNESS = 0.5
MIN_CORRELATION = 0.3


def generate_maps(
    request: GenerationRequest, picture: Image, network: Network, reporter: Reporter
) -> tuple[MaterialMaps, dict[str, float], tuple[str, ...]]:
    """Maps at the picture's size for a surface `request.size_m` wide, their quality, and warnings.

    A seamless request first makes the picture repeat, so that all maps agree. What the model does
    not give is derived from what it gives: height from normals or normals from height, occlusion
    from height; what cannot be derived is plain, and a warning says so. Raises `ModelError` when
    the model gives nothing usable, `Cancelled` when asked to stop.
    """
    if request.seamless:
        reporter.progress(0.0, "Making the picture seamless")
        with network.watch.step("preprocess"):
            picture = make_seamless(picture)
    maps = _model_maps(request, picture, network, ProgressShare(reporter, 0.02, 0.85))
    _require_content(maps, picture, network.model.card)
    reporter.progress(0.85, "Deriving height and occlusion")
    warnings = _complete(maps, picture, request)
    network.cancel.check()
    material = _material(maps, request)
    reporter.progress(0.97, "Measuring the maps")
    quality = measure_maps(material, seamless=request.seamless)
    return material, quality, (*warnings, *quality_warnings(quality))


def _model_maps(
    request: GenerationRequest, picture: Image, network: Network, reporter: Reporter
) -> Maps:
    """What the model gives: normals of unit length, height from 0 to 1, the others as maps are."""
    card = network.model.card
    kinds = [rule.kind for rule in card.outputs if rule.kind.map_kind is not None]
    tiling = _tiling(card)

    def infer(pixels: FloatArray) -> Callable[[], list[FloatArray]]:
        emitted = network.infer(pixels, picture.color_space)

        def finish() -> list[FloatArray]:
            given = network.interpret(emitted)
            return [given[kind] for kind in kinds]

        return finish

    arrays = run_tiled_many(
        picture.pixels,
        tiling.tile,
        tiling.overlap,
        infer,
        wrap=request.seamless,
        multiple=tiling.tile if card.input.fixed is not None else card.input.size_multiple,
        progress=reporter,
        cancel=network.cancel,
    )
    maps = {MapKind(kind.value): array for kind, array in zip(kinds, arrays, strict=True)}
    if MapKind.NORMAL in maps:
        normalized(maps[MapKind.NORMAL])
    return maps


def _tiling(card: ModelCard) -> Tiling:
    fixed = card.input.fixed
    if card.tiling is not None or fixed is None:
        return card.tiling or UNTILED
    return Tiling(fixed.width, fixed.width // 8)


def _require_content(maps: Maps, picture: Image, card: ModelCard) -> None:
    """A single colour from a picture that has more is no result."""
    if MapKind.BASE_COLOR not in maps:
        return
    seen = np.clip(_sampled(picture.pixels), 0.0, 1.0)
    given = _sampled(maps[MapKind.BASE_COLOR])
    if _spread(seen) > 0.02 and _spread(given) < 1e-4:
        raise ModelError(
            f"The model {card.id} gave one colour for the whole picture; "
            "try another picture, the CPU as device or another model."
        )


def _complete(maps: Maps, picture: Image, request: GenerationRequest) -> list[str]:
    """Add what is missing and bring the relief to metres and the request's strength, in place."""
    warnings: list[str] = []
    if MapKind.BASE_COLOR not in maps:
        linear = as_color_space(as_rgb(picture), ColorSpace.LINEAR)
        maps[MapKind.BASE_COLOR] = np.clip(linear.pixels, 0.0, 1.0)
        warnings.append("The model gives no base color; the picture is used, light included.")
    _complete_relief(maps, request, picture, warnings)
    for kind, plain in ((MapKind.ROUGHNESS, ASSUMED_ROUGHNESS), (MapKind.METALLIC, 0.0)):
        if kind not in maps:
            maps[kind] = np.full((*maps[MapKind.NORMAL].shape[:2], 1), plain, np.float32)
            warnings.append(
                f"The model gives no {kind.value}; it is {plain:g} everywhere, "
                "set it in the material."
            )
    if MapKind.AMBIENT_OCCLUSION not in maps:
        height = maps[MapKind.HEIGHT][..., 0]
        occlusion = ambient_occlusion(height, request.size_m, wrap=request.seamless)
        maps[MapKind.AMBIENT_OCCLUSION] = occlusion[..., None]
    return warnings


def _complete_relief(
    maps: Maps, request: GenerationRequest, picture: Image, warnings: list[str]
) -> None:
    """Normals and metres of height that agree, whichever of them the model gave."""
    size_m, wrap = request.size_m, request.seamless
    shape = (picture.extent.height, picture.extent.width)
    if MapKind.NORMAL not in maps and MapKind.HEIGHT not in maps:
        maps[MapKind.HEIGHT] = np.zeros((*shape, 1), np.float32)
        warnings.append("The model gives no normal and no height; the surface is flat.")
    if MapKind.NORMAL not in maps:
        height = maps[MapKind.HEIGHT][..., 0]
        height = (height - np.float32(height.mean())) * np.float32(ASSUMED_RELIEF * size_m)
        maps[MapKind.NORMAL] = normal_from_height(height, size_m, wrap=wrap)
        if height.any():
            warnings.append(
                "The model gives height without a scale; "
                f"{ASSUMED_RELIEF * size_m:.3g} m is assumed, correct it with the strength."
            )
    elif MapKind.HEIGHT in maps:
        height = _height_in_metres(
            maps[MapKind.HEIGHT][..., 0], maps[MapKind.NORMAL], size_m, wrap=wrap
        )
    else:
        height = height_from_normal(maps[MapKind.NORMAL], size_m, wrap=wrap)
    if request.strength != 1.0:
        height *= np.float32(request.strength)
        scaled_relief(maps[MapKind.NORMAL], request.strength)
    maps[MapKind.HEIGHT] = height[..., None]


def _height_in_metres(
    height: FloatArray, normal: FloatArray, size_m: float, *, wrap: bool
) -> FloatArray:
    """A height without a scale, given the one that fits the slopes of the normals best.

    Where the two hardly agree, the normals are integrated instead.
    """
    across, down = slopes(normal)
    to_right, to_below = np.gradient(height, axis=1), np.gradient(height, axis=0)
    agreement = float(np.vdot(to_right, across) + np.vdot(to_below, down))
    steepness = float(np.vdot(to_right, to_right) + np.vdot(to_below, to_below))
    leaning = float(np.vdot(across, across) + np.vdot(down, down))
    if agreement <= MIN_CORRELATION * (steepness * leaning) ** 0.5:
        return height_from_normal(normal, size_m, wrap=wrap)
    scale = agreement / steepness * size_m / height.shape[1]
    return (height - np.float32(height.mean())) * np.float32(scale)


def _material(maps: Maps, request: GenerationRequest) -> MaterialMaps:
    """In the order that files and nodes are made."""
    spaces = {MapKind.BASE_COLOR: ColorSpace.LINEAR}
    images = {
        kind: Image(maps[kind], spaces.get(kind, ColorSpace.DATA))
        for kind in MapKind
        if kind in maps
    }
    for array in maps.values():
        release_pages(array)
    return MaterialMaps(images, request.size_m)


def _sampled(pixels: FloatArray) -> FloatArray:
    step = max(1, min(pixels.shape[:2]) // 256)
    return pixels[::step, ::step, :3]


def _spread(pixels: FloatArray) -> float:
    return float(np.std(pixels, axis=(0, 1)).max())
