# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of variations as small WebP files, as a .blend keeps them."""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

import bpy

from ..core.errors import InputError
from ..core.image import ColorSpace
from .images import COLOR_SPACES, pack_png

# Half the bytes of JPEG at the same error.
QUALITY = 90
JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
PNG_START = b"\x89PNG"


def small_picture(picture: Path, side: int) -> bytes:
    """A picture file as WebP, its longer side at most `side` pixels; `InputError` when it cannot be
    read."""
    try:
        image = bpy.data.images.load(str(picture))
    except RuntimeError as error:
        raise InputError(f"{picture.name} cannot be opened; make it again.") from error
    try:
        width, height = image.size
        scale = min(1.0, side / max(width, height, 1))
        # Also where nothing changes: it is what loads the pixels.
        image.scale(max(1, round(width * scale)), max(1, round(height * scale)))
        image.file_format = "WEBP"
        with tempfile.TemporaryDirectory(prefix="maquette-") as folder:
            path = Path(folder) / "picture.webp"
            image.save(filepath=str(path), quality=QUALITY)
            return path.read_bytes()
    finally:
        bpy.data.images.remove(image)


def pack_picture(name: str, data: bytes) -> bpy.types.Image:
    """A whole PNG, WebP or JPEG file in sRGB as a packed Image data-block, byte for byte."""
    if data.startswith(PNG_START):
        return pack_png(name, data, ColorSpace.SRGB)
    if not _is_whole_webp(data) and not _is_whole_jpeg(data):
        raise InputError(f"{name} is not a whole picture; make it again.")
    block = bpy.data.images.new(name, 1, 1)
    block.pack(data=data, data_len=len(data))
    block.source = "FILE"
    block.colorspace_settings.name = COLOR_SPACES[ColorSpace.SRGB]
    return block


def _is_whole_webp(data: bytes) -> bool:
    """Whether all is there that the header tells of."""
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return is_webp and len(data) == struct.unpack("<I", data[4:8])[0] + 8


def _is_whole_jpeg(data: bytes) -> bool:
    """As older files keep them."""
    return data.startswith(JPEG_START) and data.endswith(JPEG_END)
