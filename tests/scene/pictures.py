# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files written without Blender and without our own encoder, so that reading is tested
alone.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np

PNG_COLOR_TYPE = {1: 0, 2: 4, 3: 2, 4: 6}


def png(values: np.ndarray, *, gamma: bool = False) -> bytes:
    """A PNG of uint8 or uint16 values (H, W, C), the first row at the top; no filter, one IDAT."""
    height, width, channels = values.shape
    depth = 8 * values.dtype.itemsize
    rows = values.astype(values.dtype.newbyteorder(">")).reshape(height, -1)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, depth, PNG_COLOR_TYPE[channels], 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
    if gamma:
        chunks.insert(1, (b"gAMA", struct.pack(">I", 45455)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def exr(channels: dict[str, np.ndarray]) -> bytes:
    """An uncompressed float32 scan line OpenEXR of planes (H, W), by the OpenEXR file layout."""
    names = sorted(channels)
    height, width = channels[names[0]].shape
    window = struct.pack("<iiii", 0, 0, width - 1, height - 1)
    listed = b"".join(n.encode() + b"\0" + struct.pack("<iiii", 2, 0, 1, 1) for n in names) + b"\0"
    header = b"\x76\x2f\x31\x01" + struct.pack("<i", 2)
    for name, kind, value in (
        ("channels", "chlist", listed),
        ("compression", "compression", b"\0"),
        ("dataWindow", "box2i", window),
        ("displayWindow", "box2i", window),
        ("lineOrder", "lineOrder", b"\0"),
        ("pixelAspectRatio", "float", struct.pack("<f", 1.0)),
        ("screenWindowCenter", "v2f", struct.pack("<ff", 0.0, 0.0)),
        ("screenWindowWidth", "float", struct.pack("<f", 1.0)),
    ):
        header += (
            name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(value)) + value
        )
    header += b"\0"
    size = 4 * width * len(names)
    start = len(header) + 8 * height
    offsets = b"".join(struct.pack("<Q", start + row * (size + 8)) for row in range(height))
    lines = b"".join(
        struct.pack("<ii", row, size)
        + b"".join(channels[name][row].astype("<f4").tobytes() for name in names)
        for row in range(height)
    )
    return header + offsets + lines


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
