# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Image`, the one pixel value that crosses layers, and colour and size arithmetic on it.

Knows nothing of files; reading and writing them is the scene layer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .color_space import ColorSpace
from .errors import InputError

FloatArray = NDArray[np.float32]

MIN_SIDE = 2
MAX_SIDE = 32768


class Extent(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        return self.width * self.height

    def rounded_up(self, multiple: int) -> Extent:
        """The smallest extent that holds this one with both sides a multiple of `multiple`."""
        return Extent(-(-self.width // multiple) * multiple, -(-self.height // multiple) * multiple)

    def with_short_side(self, pixels: int) -> Extent:
        """Same shape, short side `pixels`; both sides at least 1."""
        scale = pixels / min(self)
        return Extent(max(1, round(self.width * scale)), max(1, round(self.height * scale)))

    def __str__(self) -> str:
        return f"{self.width} x {self.height}"


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """Pixels as float32 (H, W, C) with C from 1 to 4, the first row at the top.

    Finite values only; a fourth channel is straight alpha. Raises `InputError` when built from
    anything else, so that inner functions can trust it.
    """

    pixels: FloatArray
    color_space: ColorSpace

    def __post_init__(self) -> None:
        shape = self.pixels.shape
        if self.pixels.dtype != np.float32 or len(shape) != 3 or not 1 <= shape[2] <= 4:
            raise InputError(
                f"An image must be float32 (H, W, 1 to 4), not {self.pixels.dtype} {shape}."
            )
        if min(shape[:2]) < 1 or max(shape[:2]) > MAX_SIDE:
            raise InputError(
                f"An image side must be 1 to {MAX_SIDE} pixels, this one is {self.extent}."
            )

    @property
    def extent(self) -> Extent:
        return Extent(self.pixels.shape[1], self.pixels.shape[0])

    @property
    def channels(self) -> int:
        return int(self.pixels.shape[2])


def srgb_to_linear(encoded: FloatArray) -> FloatArray:
    """IEC 61966-2-1 decoding, channel by channel; negative values are taken as 0."""
    encoded = np.maximum(encoded, 0.0)
    low = encoded / 12.92
    high = ((encoded + 0.055) / 1.055) ** 2.4
    return np.where(encoded <= 0.04045, low, high).astype(np.float32)


def linear_to_srgb(linear: FloatArray) -> FloatArray:
    """IEC 61966-2-1 encoding, channel by channel; negative values are taken as 0."""
    linear = np.maximum(linear, 0.0)
    low = linear * 12.92
    high = 1.055 * linear ** (1.0 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, low, high).astype(np.float32)


def as_color_space(image: Image, space: ColorSpace) -> Image:
    """The same colours in `space`; alpha is untouched and DATA is never converted."""
    if image.color_space is space or ColorSpace.DATA in (image.color_space, space):
        return Image(image.pixels, space)
    convert = srgb_to_linear if space is ColorSpace.LINEAR else linear_to_srgb
    color = convert(image.pixels[..., :3])
    return Image(np.concatenate([color, image.pixels[..., 3:]], axis=2), space)


def as_rgb(image: Image) -> Image:
    """Three channels: grey (1 or 2 channels, the second alpha) is repeated, alpha is dropped."""
    if image.channels >= 3:
        return Image(np.ascontiguousarray(image.pixels[..., :3]), image.color_space)
    return Image(np.repeat(image.pixels[..., :1], 3, axis=2), image.color_space)


def luminance(image: Image) -> FloatArray:
    """Rec.709 luminance (H, W) of the linear colours."""
    linear = as_color_space(as_rgb(image), ColorSpace.LINEAR).pixels
    return linear @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def require_usable(image: Image, name: str) -> Image:
    """The image itself, or an `InputError` naming it when it is too small or holds no finite pixel.

    Pixels that are not finite (broken EXRs) become 0.
    """
    if min(image.extent) < MIN_SIDE:
        raise InputError(f"{name} is {image.extent} pixels; give an image of at least 2 x 2.")
    finite = np.isfinite(image.pixels)
    if finite.all():
        return image
    if not finite.any():
        raise InputError(f"{name} holds no valid pixel; render or export it again.")
    return Image(np.where(finite, image.pixels, np.float32(0.0)), image.color_space)


def resize(image: Image, extent: Extent) -> Image:
    """Resample to `extent`: area averaging where it shrinks, bilinear where it grows."""
    rows = _resample_matrix(image.extent.height, extent.height)
    columns = _resample_matrix(image.extent.width, extent.width)
    return Image(_apply_taps(_apply_taps(image.pixels, rows, 0), columns, 1), image.color_space)


def _resample_matrix(source: int, target: int) -> tuple[NDArray[np.intp], FloatArray]:
    """Tent filter taps: for each target pixel its source indices and weights, both (target, K)."""
    scale = source / target
    radius = max(scale, 1.0)
    centres = (np.arange(target) + 0.5) * scale - 0.5
    taps = int(np.ceil(radius)) * 2 + 1
    indices = np.floor(centres)[:, None].astype(np.intp) + np.arange(taps) - taps // 2
    weights = np.maximum(0.0, 1.0 - np.abs(indices - centres[:, None]) / radius)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.clip(indices, 0, source - 1), weights.astype(np.float32)


def _apply_taps(
    pixels: FloatArray, taps: tuple[NDArray[np.intp], FloatArray], axis: int
) -> FloatArray:
    """Sum tap by tap so that memory stays at two images, whatever the filter's width."""
    indices, weights = taps
    shape = [1, 1, 1]
    shape[axis] = -1
    out: FloatArray | None = None
    for tap in range(indices.shape[1]):
        term = np.take(pixels, indices[:, tap], axis=axis) * weights[:, tap].reshape(shape)
        out = term if out is None else np.add(out, term, out=out)
    assert out is not None
    return out
