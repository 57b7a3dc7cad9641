# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PNG taken apart without decoding its pixels, by the W3C specification (third edition, 2025)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from .errors import InputError
from .image import Extent
from .png import SIGNATURE

TRUE_COLOR = 2
TOLD = frozenset({b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"})


@dataclass(frozen=True, slots=True)
class PngParts:
    """Size, bits of a sample, colour type and the zlib stream of filtered rows, as one piece."""

    extent: Extent
    depth: int
    color_type: int
    is_interlaced: bool
    stream: bytes

    @property
    def is_plain_rgb(self) -> bool:
        """Three samples of 8 bits row by row, as most formats besides PNG can take over."""
        return (self.depth, self.color_type, self.is_interlaced) == (8, TRUE_COLOR, False)


def png_parts(data: bytes) -> PngParts:
    """The parts of a whole PNG; `InputError` for anything else."""
    try:
        return _parts(data)
    except (struct.error, IndexError) as error:
        raise InputError("A picture is not a whole PNG; render it again.") from error


def without_text(data: bytes) -> bytes:
    """The same picture without what its writer tells of itself: times, names of files, settings.

    `InputError` for what is no whole PNG.
    """
    png_parts(data)
    pieces, at = [SIGNATURE], len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in TOLD:
            pieces.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(pieces)


def _parts(data: bytes) -> PngParts:
    if not data.startswith(SIGNATURE):
        raise InputError("A picture is not a PNG; render it again.")
    width, height, depth, color_type, _, _, interlace = struct.unpack_from(">IIBBBBB", data, 16)
    pieces: list[bytes] = []
    at, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IDAT":
            pieces.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return PngParts(Extent(width, height), depth, color_type, interlace != 0, b"".join(pieces))
