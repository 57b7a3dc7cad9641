# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files and Image data-blocks to `Image` values and back; Blender decodes, nothing else
does.

Knows nothing of scenes. What Blender's `pixels` hold was found by experiment on 4.5 and 5.2: always
four channels, rows from the bottom; read as Non-Color the values are those of the file, alpha
straight except in EXR, where it is associated.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import bpy
import numpy as np

from ..core.errors import InputError, OutputError
from ..core.exr import encode_exr
from ..core.image import ColorSpace, Extent, FloatArray, Image, require_usable
from ..core.png import encode_png
from ..core.record import PNG_KEYWORD, Record, record_text
from ..core.request import Capture
from . import picture_files
from .records import write_record

COLOR_SPACES = {
    ColorSpace.SRGB: "sRGB",
    ColorSpace.LINEAR: "Linear Rec.709",
    ColorSpace.DATA: "Non-Color",
}
ASSOCIATED_ALPHA = {"OPEN_EXR", "OPEN_EXR_MULTILAYER"}
BYTE_CHANNELS = {8: 1, 16: 2, 24: 3}
FLOAT_CHANNELS = {96: 3}


def load_image(path: Path) -> Image:
    """The picture in a file: sRGB for 8 and 16 bit colour, linear for EXR and HDR, alpha straight.

    As many channels as the file has. Values that are not finite become 0. Raises `InputError`,
    naming the file, for anything that is not a whole picture of at least 2 x 2 pixels.
    """
    channels = picture_files.check(path)
    with _loaded(path) as image:
        space = _file_space(image)
        image.colorspace_settings.name = "Non-Color"
        image.alpha_mode = "CHANNEL_PACKED"
        pixels = _pixels(image, channels or _channels(image))
        if image.file_format in ASSOCIATED_ALPHA:
            _make_alpha_straight(pixels)
    return require_usable(Image(pixels, space), path.name)


def raw_pixels(path: Path) -> FloatArray:
    """The numbers in a file as they are, (H, W, 4) float32 from the top; not finite ones too."""
    with _loaded(path) as image:
        image.colorspace_settings.name = "Non-Color"
        image.alpha_mode = "CHANNEL_PACKED"
        return _pixels(image, 4)


def read_size(path: Path) -> Extent:
    """Width and height of a picture file, without decoding its pixels where Blender can avoid
    it.
    """
    picture_files.check(path)
    with _loaded(path) as image:
        return Extent(*image.size)


@contextmanager
def _loaded(path: Path) -> Iterator[bpy.types.Image]:
    """The file as a data-block that is gone afterwards."""
    try:
        image = bpy.data.images.load(str(path.resolve()))
    except RuntimeError as error:
        raise InputError(
            f"{path.name} cannot be opened; check that it is there and readable."
        ) from error
    try:
        if image.source != "FILE" or min(image.size) < 1:
            raise InputError(
                f"{path.name} is not a picture that Blender can read; "
                "give a PNG, JPEG, WebP, TIFF, EXR or HDR file with one layer."
            )
        yield image
    finally:
        bpy.data.images.remove(image)


def _file_space(image: bpy.types.Image) -> ColorSpace:
    """What Blender takes the file for when nobody tells it."""
    if not image.is_float:
        return ColorSpace.SRGB
    name = image.colorspace_settings.name
    if name == "Non-Color":
        return ColorSpace.DATA
    return ColorSpace.SRGB if name == "sRGB" else ColorSpace.LINEAR


def _channels(image: bpy.types.Image) -> int:
    return (FLOAT_CHANNELS if image.is_float else BYTE_CHANNELS).get(image.depth, 4)


def _pixels(image: bpy.types.Image, channels: int) -> FloatArray:
    """(H, W, channels) from the top; the planes of grey and alpha are the first and the last."""
    width, height = image.size
    stored = np.empty((height, width, 4), np.float32)
    image.pixels.foreach_get(stored.ravel())
    from_top = stored[::-1]
    if channels == 2:
        return np.ascontiguousarray(from_top[..., (0, 3)])
    return np.ascontiguousarray(from_top[..., :channels])


def _make_alpha_straight(pixels: FloatArray) -> None:
    """Divide colours by alpha in place; where alpha is 0 they stay, as Blender does."""
    if pixels.shape[2] in (2, 4):
        alpha = pixels[..., -1:]
        pixels[..., :-1] /= np.where(alpha > 0.0, alpha, np.float32(1.0))


def image_from_datablock(image: bpy.types.Image) -> Image:
    """The pixels an Image data-block shows: its own sRGB or data values, linear for float colour.

    The render result is what the last render gave, after the view transform. Raises `InputError`
    when there is nothing to read.
    """
    if image.type == "RENDER_RESULT":
        return _render_result(image)
    if min(image.size) < 1 or len(image.pixels) == 0:
        raise InputError(f"The image {image.name} holds no pixels; load or render it first.")
    channels = image.channels
    if channels != 4:
        width, height = image.size
        stored = np.empty((height, width, channels), np.float32)
        image.pixels.foreach_get(stored.ravel())
        pixels = np.ascontiguousarray(stored[::-1])
    else:
        pixels = _pixels(image, _channels(image))
    space = _datablock_space(image)
    if image.is_float and space is ColorSpace.LINEAR and image.alpha_mode != "CHANNEL_PACKED":
        _make_alpha_straight(pixels)
    return require_usable(Image(pixels, space), image.name)


def _datablock_space(image: bpy.types.Image) -> ColorSpace:
    name = image.colorspace_settings.name
    if image.colorspace_settings.is_data or name == "Non-Color":
        return ColorSpace.DATA
    # A float buffer is converted to the scene's linear space when it is loaded.
    return ColorSpace.LINEAR if image.is_float or name != "sRGB" else ColorSpace.SRGB


def _render_result(image: bpy.types.Image) -> Image:
    """Headless, its pixels cannot be read: save it and read the file."""
    from .capture import saved_render

    try:
        return saved_render(image)
    except RuntimeError as error:
        raise InputError("There is no render result yet; render the scene first.") from error


def image_datablock(name: str, image: Image, record: Record | None = None) -> bpy.types.Image:
    """A new packed Image data-block: bytes for sRGB colours, 32-bit float for linear and data."""
    is_float = image.color_space is not ColorSpace.SRGB
    height, width = image.pixels.shape[:2]
    block = bpy.data.images.new(
        name, width, height, alpha=image.channels in (2, 4), float_buffer=is_float
    )
    try:
        block.colorspace_settings.name = COLOR_SPACES[image.color_space]
        block.pixels.foreach_set(_rgba_from_bottom(image).ravel())
        block.update()
        block.pack()
    except BaseException:
        bpy.data.images.remove(block)
        raise
    write_record(block, record)
    return block


def _rgba_from_bottom(image: Image) -> FloatArray:
    pixels = image.pixels[::-1]
    stored = np.ones((*pixels.shape[:2], 4), np.float32)
    if image.channels in (1, 2):
        stored[..., :3] = pixels[..., :1]
    else:
        stored[..., :3] = pixels[..., :3]
    if image.channels in (2, 4):
        stored[..., 3] = pixels[..., -1]
        if image.color_space is ColorSpace.LINEAR:
            stored[..., :3] *= stored[..., 3:]
    return stored


def float_datablock(name: str, pixels: FloatArray) -> bpy.types.Image:
    """Numbers (H, W) as a packed 32-bit float Non-Color image that stays without a user."""
    block = image_datablock(name, Image(np.ascontiguousarray(pixels[..., None]), ColorSpace.DATA))
    block.use_fake_user = True
    return block


def capture_datablocks(name: str, capture: Capture) -> tuple[bpy.types.Image, ...]:
    """The colour, depth and normal of a capture as packed images that stay without a user."""
    blocks = [image_datablock(f"{name} Color", capture.color)]
    if capture.depth is not None:
        blocks.append(float_datablock(f"{name} Depth", capture.depth))
    if capture.normal is not None:
        blocks.append(image_datablock(f"{name} Normal", Image(capture.normal, ColorSpace.DATA)))
    for block in blocks:
        block.use_fake_user = True
        block["maquette_source"] = capture.source
    return tuple(blocks)


def pack_png(
    name: str, data: bytes, color_space: ColorSpace, record: Record | None = None
) -> bpy.types.Image:
    """A PNG as a packed Image data-block; the file's bytes stay as they are, with what they
    carry. Blender decodes it when it is first drawn.
    """
    if not picture_files.is_whole_png(data):
        raise InputError(f"{name} is not a whole PNG; make it again.")
    block = bpy.data.images.new(name, 1, 1)
    block.pack(data=data, data_len=len(data))
    block.source = "FILE"
    block.colorspace_settings.name = COLOR_SPACES[color_space]
    write_record(block, record)
    return block


def write_exr(path: Path, pixels: FloatArray) -> None:
    """Write (H, W) or (H, W, 3) as 32-bit float EXR, exactly; the file is there whole or not at
    all.
    """
    replace_file(path, encode_exr(pixels))


def write_depth_preview(path: Path, inverse_depth: FloatArray, record: Record) -> None:
    """Inverse depth (H, W) as a 16 bit grey PNG to look at: nearest white, farthest black.

    The record is in the file as text.
    """
    finite = inverse_depth[np.isfinite(inverse_depth)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    scaled = (np.nan_to_num(inverse_depth, posinf=high, neginf=low) - low) / max(high - low, 1e-12)
    grey = Image(scaled[..., None].astype(np.float32), ColorSpace.DATA)
    replace_file(path, [encode_png(grey, depth=16, text={PNG_KEYWORD: record_text(record)})])


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write beside `path`, then move it there. Raises `OutputError`."""
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        try:
            with beside.open("wb") as file:
                file.writelines(chunks)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); choose another folder."
        ) from error
