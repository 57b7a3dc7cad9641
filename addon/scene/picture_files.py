# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a picture file is whole, by its structure: Blender loads half a file without a word.

Reads headers, decodes nothing. PNG by ISO/IEC 15948, JPEG by ITU T.81, WebP by its RIFF header.
"""

from __future__ import annotations

import mmap
import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ..core.errors import InputError
from ..core.image import Extent

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
PNG_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}
ALONE = {0x01, *range(0xD0, 0xDA)}


def check(path: Path) -> int:
    """How many channels a PNG holds, 0 for other formats; `InputError` when the file is not
    whole.
    """
    if path.is_dir():
        raise InputError(f"{path.name} is a folder; give a picture file.")
    if not path.is_file():
        raise InputError(f"{path} is not there; check the path.")
    try:
        if path.stat().st_size == 0:
            raise InputError(f"{path.name} is empty; export it again.")
        with path.open("rb") as file:
            return _check_open(file, path)
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}).") from error


def is_whole_png(data: bytes) -> bool:
    """Whether the chunks of a PNG reach its end; the pixels are not decoded."""
    return data.startswith(PNG) and _png_channels(BytesIO(data)) > 0


def png_extent(data: bytes) -> Extent:
    """The size that the header of a whole PNG tells."""
    return Extent(*struct.unpack(">II", data[16:24]))


def _check_open(file: BinaryIO, path: Path) -> int:
    start = file.read(12)
    if start.startswith(PNG):
        channels = _png_channels(file)
        if channels == 0:
            raise _cut(path, "PNG")
        return channels
    if start.startswith(JPEG) and not _is_whole_jpeg(file):
        raise _cut(path, "JPEG")
    if start.startswith(b"RIFF") and start.endswith(b"WEBP"):
        wanted = struct.unpack("<I", start[4:8])[0] + 8
        if path.stat().st_size < wanted:
            raise _cut(path, "WebP")
    return 0


def _cut(path: Path, kind: str) -> InputError:
    return InputError(f"{path.name} is a {kind} that ends too early; copy or export it again.")


def _png_channels(file: BinaryIO) -> int:
    """Channels of the decoded picture, or 0 when the chunks do not reach a whole IEND."""
    channels = 0
    has_data = False
    file.seek(len(PNG))
    while len(head := file.read(8)) == 8:
        size, kind = struct.unpack(">I4s", head)
        if kind == b"IHDR":
            channels = PNG_CHANNELS.get((file.read(size) + bytes(10))[9], 0)
            size = 0
        elif kind == b"tRNS" and channels in (1, 3):
            channels += 1
        elif kind == b"IDAT":
            has_data = True
        file.seek(size, 1)
        if len(file.read(4)) < 4:
            return 0
        if kind == b"IEND":
            return channels if has_data else 0
    return 0


def _is_whole_jpeg(file: BinaryIO) -> bool:
    """Whether an end-of-image marker follows the first scan; previews in the header have their
    own.
    """
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        position = 2
        while position + 4 <= len(data) and data[position] == 0xFF:
            marker = data[position + 1]
            if marker == 0xDA:
                return data.rfind(b"\xff\xd9") > position
            if marker == 0xFF:
                position += 1
            elif marker in ALONE:
                position += 2
            else:
                position += 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
    return False
