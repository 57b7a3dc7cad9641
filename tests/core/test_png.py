# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PNGs read back by a decoder written from the specification, apart from the encoder."""

from __future__ import annotations

import struct
import zlib
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from addon.core import png
from addon.core.errors import InputError
from addon.core.image import ColorSpace, Image
from addon.core.png import encode_png

CHANNELS = {0: 1, 4: 2, 2: 3, 6: 4}


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert data[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
    found: list[tuple[bytes, bytes]] = []
    place = 8
    while place < len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        body = data[place + 4 : place + 8 + size]
        (checksum,) = struct.unpack(">I", data[place + 8 + size : place + 12 + size])
        assert checksum == zlib.crc32(body)
        found.append((body[:4], body[4:]))
        place += 12 + size
    return found


def _decode(data: bytes) -> NDArray[np.uint16]:
    """(H, W, C) of filters 0, 1 and 2, byte by byte as the specification has them."""
    chunks = _chunks(data)
    assert chunks[0][0] == b"IHDR"
    assert chunks[-1] == (b"IEND", b"")
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
    assert rest == [0, 0, 0]
    stream = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    step = CHANNELS[kind] * depth // 8
    length = width * step
    rows = [bytearray(length)]
    for start in range(0, len(stream), length + 1):
        method, line = stream[start], bytearray(stream[start + 1 : start + 1 + length])
        assert method in (1, 2)
        for place in range(length):
            left = line[place - step] if place >= step else 0
            line[place] = (line[place] + (left if method == 1 else rows[-1][place])) % 256
        rows.append(line)
    assert len(rows) == height + 1
    values = np.frombuffer(b"".join(rows[1:]), ">u2" if depth == 16 else np.uint8)
    return values.reshape(height, width, CHANNELS[kind]).astype(np.uint16)


def _image(channels: int, width: int = 23, height: int = 17) -> Image:
    rng = np.random.default_rng(channels)
    pixels = rng.random((height, width, channels), np.float32)
    pixels[: height // 2] = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    return Image(pixels, ColorSpace.DATA)


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_read_back(channels: int, depth: Literal[8, 16]) -> None:
    image = _image(channels)
    top = 2**depth - 1
    expected = np.floor(image.pixels.astype(np.float64) * top + 0.5)
    assert np.abs(_decode(encode_png(image, depth=depth)) - expected).max() <= (depth == 16)


def test_bands_join(monkeypatch: pytest.MonkeyPatch) -> None:
    image = _image(3, 20, 50)
    whole = _decode(encode_png(image))
    monkeypatch.setattr(png, "BAND_BYTES", 300)
    np.testing.assert_array_equal(_decode(encode_png(image)), whole)


def test_out_of_range_is_clipped() -> None:
    pixels = np.array([[[-1.0], [0.0], [1.0], [7.0]]], np.float32)
    values = _decode(encode_png(Image(pixels, ColorSpace.DATA)))
    assert values.ravel().tolist() == [0, 0, 65535, 65535]


@pytest.mark.parametrize(("space", "is_there"), [(ColorSpace.SRGB, True), (ColorSpace.DATA, False)])
def test_srgb_chunk(space: ColorSpace, is_there: bool) -> None:
    names = [name for name, _ in _chunks(encode_png(Image(_image(3).pixels, space)))]
    assert (b"sRGB" in names) is is_there


def test_text() -> None:
    value = '{"model": "Öl, 漆"}'
    chunks = dict(_chunks(encode_png(_image(1), text={"Maquette record": value})))
    keyword, rest = chunks[b"iTXt"].split(b"\0", 1)
    assert keyword == b"Maquette record"
    assert rest[:4] == b"\0\0\0\0"
    assert rest[4:].decode("utf-8") == value


@pytest.mark.parametrize("keyword", ["", "x" * 80, " a", "a ", "a  b", "a\nb", "漆"])
def test_a_bad_keyword(keyword: str) -> None:
    with pytest.raises(InputError, match="PNG"):
        encode_png(_image(1), text={keyword: "x"})


def test_smooth_pictures_are_small() -> None:
    pixels = np.repeat(np.linspace(0, 1, 512, dtype=np.float32)[:, None, None], 512, axis=1)
    assert len(encode_png(Image(pixels, ColorSpace.DATA))) < 512 * 512 * 2 / 20
