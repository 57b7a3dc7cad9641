# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes 32-bit float OpenEXR files, by the OpenEXR file layout (openexr.com); knows nothing of
Blender.

Blender's own writer has no single-channel file and goes through a scene's render settings.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np

from .errors import InputError
from .image import FloatArray

LINES_PER_BLOCK = 16
FLOAT_TYPE = 2
ZIP_COMPRESSION = 3
CHANNELS = {1: "Y", 3: "RGB", 4: "RGBA"}


def encode_exr(pixels: FloatArray) -> Iterator[bytes]:
    """The bytes of a file with `pixels` (H, W) or (H, W, 1, 3 or 4), the first row at the top.

    One channel is called Y; values are kept exactly, inf and NaN too.
    """
    planes = pixels[..., None] if pixels.ndim == 2 else pixels
    if planes.ndim != 3 or planes.shape[2] not in CHANNELS:
        raise InputError(f"An EXR holds 1, 3 or 4 channels, not an array of {pixels.shape}.")
    height, width, count = planes.shape
    header = _header(width, height, sorted(CHANNELS[count]))
    order = [CHANNELS[count].index(name) for name in sorted(CHANNELS[count])]
    blocks = [_block(planes, top, order) for top in range(0, height, LINES_PER_BLOCK)]
    position = len(header) + 8 * len(blocks)
    yield header
    offsets = bytearray()
    for block in blocks:
        offsets += struct.pack("<Q", position)
        position += len(block)
    yield bytes(offsets)
    yield from blocks


def _header(width: int, height: int, names: list[str]) -> bytes:
    window = struct.pack("<4i", 0, 0, width - 1, height - 1)
    listed = b"".join(
        name.encode() + b"\0" + struct.pack("<4i", FLOAT_TYPE, 0, 1, 1) for name in names
    )
    attributes = (
        ("channels", "chlist", listed + b"\0"),
        ("compression", "compression", bytes([ZIP_COMPRESSION])),
        ("dataWindow", "box2i", window),
        ("displayWindow", "box2i", window),
        ("lineOrder", "lineOrder", b"\0"),
        ("pixelAspectRatio", "float", struct.pack("<f", 1.0)),
        ("screenWindowCenter", "v2f", struct.pack("<2f", 0.0, 0.0)),
        ("screenWindowWidth", "float", struct.pack("<f", 1.0)),
    )
    out = b"\x76\x2f\x31\x01" + struct.pack("<i", 2)
    for name, kind, value in attributes:
        out += name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(value)) + value
    return out + b"\0"


def _block(planes: FloatArray, top: int, order: list[int]) -> bytes:
    """Up to 16 lines, each channel by channel, deflated after OpenEXR's byte reordering."""
    lines = planes[top : top + LINES_PER_BLOCK, :, order]
    raw = np.ascontiguousarray(lines.transpose(0, 2, 1)).astype("<f4", copy=False)
    plain = raw.tobytes()
    packed = zlib.compress(_predicted(plain), 4)
    data = packed if len(packed) < len(plain) else plain
    return struct.pack("<2i", top, len(data)) + data


def _predicted(plain: bytes) -> bytes:
    """Even bytes before odd ones, then each as the difference to the one before, around 128."""
    values = np.frombuffer(plain, np.uint8)
    apart = np.concatenate([values[0::2], values[1::2]])
    apart[1:] = apart[1:] - apart[:-1] + np.uint8(128)
    return apart.tobytes()
