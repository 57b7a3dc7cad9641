# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG by the W3C specification (third edition, 2025): 8 or 16 bit, with text. Writes only."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from .errors import InputError
from .image import ColorSpace, FloatArray, Image

Bytes = NDArray[np.uint8]
Depth = Literal[8, 16]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
BAND_BYTES = 2**21
LEVEL = 3
SUB, UP = 1, 2
NO_TEXT: Mapping[str, str] = MappingProxyType({})


def encode_png(image: Image, *, depth: Depth = 16, text: Mapping[str, str] = NO_TEXT) -> bytes:
    """The bytes of a PNG; see `write_png`."""
    stream = io.BytesIO()
    write_png(stream, image, depth=depth, text=text)
    return stream.getvalue()


def write_png(
    stream: BinaryIO, image: Image, *, depth: Depth = 16, text: Mapping[str, str] = NO_TEXT
) -> None:
    """Write an image of 1 to 4 channels (grey, grey and alpha, RGB, RGBA), band by band.

    Values are stored as they are, [0, 1] to the full range, clipped and rounded; an image in sRGB
    gets the sRGB chunk. `text` becomes iTXt chunks: keywords of 1 to 79 Latin-1 characters without
    spaces around or doubled, values any Unicode. Raises `InputError` for another keyword.
    """
    width, height = image.extent
    head = struct.pack(">IIBBBBB", width, height, depth, COLOR_TYPES[image.channels], 0, 0, 0)
    stream.write(SIGNATURE)
    stream.write(_chunk(b"IHDR", head))
    if image.color_space is ColorSpace.SRGB:
        stream.write(_chunk(b"sRGB", b"\0"))
    for keyword, value in text.items():
        stream.write(_chunk(b"iTXt", _text(keyword, value)))
    for data in _compressed(image.pixels, depth):
        stream.write(_chunk(b"IDAT", data))
    stream.write(_chunk(b"IEND", b""))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def _text(keyword: str, value: str) -> bytes:
    printable = all(" " <= letter <= "~" or "\xa1" <= letter <= "\xff" for letter in keyword)
    if not 1 <= len(keyword) <= 79 or not printable or keyword != " ".join(keyword.split()):
        raise InputError(
            f"{keyword[:80]!r} cannot name a text in a PNG; use 1 to 79 plain letters."
        )
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + value.encode("utf-8").replace(b"\0", b"")


def _compressed(pixels: FloatArray, depth: Depth) -> Iterator[bytes]:
    """The zlib stream in pieces; memory is one band."""
    height, width, channels = pixels.shape
    pixel_bytes = channels * depth // 8
    step = max(1, BAND_BYTES // (width * pixel_bytes))
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 15, 9, zlib.Z_FILTERED)
    above = np.zeros((1, width * pixel_bytes), np.uint8)
    for start in range(0, height, step):
        rows = _quantised(pixels[start : start + step], depth)
        data = packer.compress(_filtered(rows, above, pixel_bytes).tobytes())
        above = rows[-1:]
        if data:
            yield data
    yield packer.flush()


def _quantised(pixels: FloatArray, depth: Depth) -> Bytes:
    """Rows of bytes, big-endian."""
    top = 2**depth - 1
    scaled = pixels * np.float32(top)
    scaled += np.float32(0.5)
    np.clip(scaled, 0.0, top, out=scaled)
    whole = scaled.astype(np.uint8 if depth == 8 else ">u2")
    return np.ascontiguousarray(whole).reshape(len(pixels), -1).view(np.uint8)


def _filtered(rows: Bytes, above: Bytes, pixel_bytes: int) -> Bytes:
    """Each row as its difference to the left (Sub) or to the row above (Up), the smaller one."""
    left = rows.copy()
    left[:, pixel_bytes:] -= rows[:, :-pixel_bytes]
    over = rows.copy()
    over[0] -= above[0]
    over[1:] -= rows[:-1]
    is_sub = _size(left) <= _size(over)
    out = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    out[:, 0] = np.where(is_sub, SUB, UP)
    np.copyto(out[:, 1:], over)
    np.copyto(out[:, 1:], left, where=is_sub[:, None])
    return out


def _size(differences: Bytes) -> NDArray[np.int64]:
    """The specification's heuristic: the sum of differences as signed bytes, here of every 7th
    byte."""
    return np.abs(differences[:, ::7].view(np.int8).astype(np.int16)).sum(axis=1, dtype=np.int64)
