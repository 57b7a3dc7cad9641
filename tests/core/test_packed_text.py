# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import base64
import zlib

import pytest

from addon.core.errors import InputError
from addon.core.packed_text import MARK, MOST_BYTES, pack, unpack


@pytest.mark.parametrize("text", ["", "{}", "Grün, 木 " * 500])
def test_what_was_packed_comes_back(text: str) -> None:
    packed = pack(text)
    assert packed.isascii()
    assert unpack(packed) == text
    assert unpack(text) == text


def test_repetition_takes_no_place() -> None:
    assert len(pack('{"family": "planks", "scale": 1.0}' * 100)) < 200


@pytest.mark.parametrize(
    "data",
    [
        b"not deflated",
        zlib.compress(b"cut off " * 9)[:-4],
        zlib.compress(b"\xff\xfe"),
        zlib.compress(bytes(MOST_BYTES + 1), 9),
    ],
)
def test_damaged_text_is_one_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match="make it again"):
        unpack(MARK + base64.b64encode(data).decode())


def test_letters_that_are_not_base64_are_one_sentence() -> None:
    with pytest.raises(InputError, match="make it again"):
        unpack(MARK + "{}")
