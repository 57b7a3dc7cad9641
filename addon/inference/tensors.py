# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures to tensors and back by the rules of a card. Knows nothing of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..core.card import InputRule, ModelCard, NormalConvention, OutputKind, OutputRule
from ..core.errors import ModelError
from ..core.guided import brightness
from ..core.image import ColorSpace, FloatArray, linear_to_srgb, srgb_to_linear

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ELEMENTS = {"tensor(float)": np.dtype(np.float32), "tensor(float16)": np.dtype(np.float16)}
RANKS = {4: "(1, channels, height, width)", 3: "(1, height, width)"}


@dataclass(frozen=True, slots=True)
class Signature:
    """How to feed a session: the input's name and type, and all output names in order."""

    input: str
    element: np.dtype[Any]
    outputs: tuple[str, ...]


def check_signature(card: ModelCard, session: InferenceSession) -> Signature:
    """Compare a session with its card.

    Raises `ModelError`, one sentence that names what differs: a missing input or output, another
    rank, other channels, a size that is fixed.
    """
    inputs = {each.name: each for each in session.get_inputs()}
    name = card.input.name or (next(iter(inputs)) if len(inputs) == 1 else "")
    if name not in inputs:
        what = f"has no input {name!r}" if name else "has several inputs"
        raise _wrong(card, f"{what}; name one of {_listed(inputs)} in the card")
    others = [other for other in inputs if other != name]
    if others:
        raise _wrong(
            card, f"also needs {_listed(others)}, which a picture does not give; choose another"
        )
    given = inputs[name]
    if given.type not in ELEMENTS:
        raise _wrong(card, f"takes {given.type}, not float; export it with a float input")
    _check_input(card, name, given.shape)
    outputs = {each.name: each for each in session.get_outputs()}
    for rule in card.outputs:
        if rule.name not in outputs:
            raise _wrong(
                card, f"has no output {rule.name!r}; name one of {_listed(outputs)} in the card"
            )
        _check_output(card, rule, outputs[rule.name].shape, given.shape)
    return Signature(name, ELEMENTS[given.type], tuple(outputs))


def tensor_of(
    pixels: FloatArray, space: ColorSpace, rule: InputRule, element: np.dtype[Any]
) -> NDArray[Any]:
    """A picture (h, w, 1 to 4) as a contiguous (1, C, h, w) tensor; alpha is dropped.

    What is not finite becomes 0, what leaves [0, 1] is clipped; DATA is taken as sRGB.
    """
    color = pixels[..., :3] if pixels.shape[2] >= 3 else np.repeat(pixels[..., :1], 3, axis=2)
    if not np.isfinite(color).all():
        color = np.where(np.isfinite(color), color, np.float32(0.0))
    color = np.clip(_converted(color, space, rule.color_space), 0.0, 1.0)
    if rule.channels == 1:
        color = brightness(color)[..., None]
    low, high = rule.range
    std = np.array(rule.std, np.float32)
    scale = np.float32(high - low) / std
    offset = (np.float32(low) - np.array(rule.mean, np.float32)) / std
    if not (scale == 1.0).all() or offset.any():
        color = color * scale + offset
    return np.ascontiguousarray(color.transpose(2, 0, 1)[None], dtype=element)


def values_of(card: ModelCard, rule: OutputRule, output: NDArray[Any]) -> FloatArray:
    """One output as (h, w, C) float32 of its kind.

    Base color is linear; normals are in [-1, 1], OpenGL, not yet unit; other maps and pictures are
    in [0, 1]; depth is as emitted. Raises `ModelError` when it is not that or holds no finite
    numbers.
    """
    values = np.asarray(output)
    if values.ndim == 3 and rule.kind is OutputKind.DEPTH:
        values = values[:, None]
    if values.ndim != 4 or values.shape[0] != 1:
        raise _wrong(
            card, f"gave {rule.name!r} as {values.shape}, not as {RANKS[4]}; choose another"
        )
    values = values[0] if rule.channels is None else values[0, slice(*rule.channels)]
    if values.shape[0] != rule.kind.channels:
        raise _wrong(card, _channels_text(rule, values.shape[0]))
    # Blending and files want the channels last; the copy is made by the arithmetic that follows.
    values = np.ascontiguousarray(values.transpose(1, 2, 0), dtype=np.float32)
    if not np.isfinite(values).all():
        raise ModelError(
            f"The model {card.id} gave numbers that are not finite for {rule.kind.value}; "
            "try another picture, the CPU as device or another model."
        )
    return _in_units(rule, values)


def _in_units(rule: OutputRule, values: FloatArray) -> FloatArray:
    if rule.kind is OutputKind.DEPTH:
        return values
    low, high = rule.range
    if rule.kind is OutputKind.NORMAL:
        values = (values - np.float32(low)) * np.float32(2.0 / (high - low)) - np.float32(1.0)
        if rule.convention is NormalConvention.DIRECTX:
            values[..., 1] *= np.float32(-1.0)
        return values
    if (low, high) != (0.0, 1.0):
        values = (values - np.float32(low)) * np.float32(1.0 / (high - low))
    if rule.kind is OutputKind.HEIGHT:
        return values
    values = np.clip(values, 0.0, 1.0)
    if rule.kind is OutputKind.BASE_COLOR:
        return _converted(values, rule.color_space, ColorSpace.LINEAR)
    return values


def _converted(color: FloatArray, source: ColorSpace, target: ColorSpace) -> FloatArray:
    if source is ColorSpace.LINEAR and target is ColorSpace.SRGB:
        return linear_to_srgb(color)
    if source is not ColorSpace.LINEAR and target is ColorSpace.LINEAR:
        return srgb_to_linear(color)
    return color


def _check_input(card: ModelCard, name: str, shape: list[Any]) -> None:
    if shape and len(shape) != 4:
        raise _wrong(
            card, f"takes {name!r} with {len(shape)} dimensions, not {RANKS[4]}; choose another"
        )
    batch, channels, height, width = shape or (None,) * 4
    if isinstance(batch, int) and batch != 1:
        raise _wrong(card, f"takes {batch} pictures at once; export it for one")
    if isinstance(channels, int) and channels != card.input.channels:
        raise _wrong(card, f"takes {channels} channels; write channels = {channels} in the card")
    if not isinstance(height, int) or not isinstance(width, int):
        return
    tile = card.tiling.tile if card.tiling is not None else None
    if (width, height) not in (card.input.fixed, (tile, tile)):
        raise _wrong(
            card,
            f"takes {width} x {height} pixels only; write fixed = [{width}, {height}] in the card",
        )


def _check_output(card: ModelCard, rule: OutputRule, shape: list[Any], given: list[Any]) -> None:
    is_depth = rule.kind is OutputKind.DEPTH
    if not shape:
        return
    if len(shape) != 4 and not (is_depth and len(shape) == 3):
        raise _wrong(
            card,
            f"gives {rule.name!r} with {len(shape)} dimensions, not a picture {RANKS[4]}; "
            "choose an image to image model",
        )
    channels = shape[1] if len(shape) == 4 else 1
    if isinstance(channels, int):
        _check_channels(card, rule, channels)
    sides = list(zip(shape[2:], given[2:], strict=False))
    fixed = all(isinstance(side, int) for pair in sides for side in pair)
    if not is_depth and fixed and any(side != wanted for side, wanted in sides):
        raise _wrong(card, f"gives {rule.name!r} in another size than its input; choose another")


def _check_channels(card: ModelCard, rule: OutputRule, channels: int) -> None:
    if rule.channels is None and channels != rule.kind.channels:
        raise _wrong(card, _channels_text(rule, channels))
    if rule.channels is not None and channels < rule.channels[1]:
        raise _wrong(
            card,
            f"has {channels} channels in {rule.name!r}; correct channels = {list(rule.channels)}",
        )


def _channels_text(rule: OutputRule, channels: int) -> str:
    return (
        f"gives {rule.name!r} with {channels} channels where {rule.kind.value} has "
        f"{rule.kind.channels}; correct the output in the card"
    )


def _listed(names: Any) -> str:
    return ", ".join(repr(name) for name in names)


def _wrong(card: ModelCard, what: str) -> ModelError:
    return ModelError(f"The model {card.id} {what}.")
