# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that repeats itself, made small enough to be kept a hundred times in a file."""

from __future__ import annotations

import base64
import binascii
import zlib

from .errors import InputError

MARK = "zlib:"
# More than any list of numbers of ours; what claims to be more is no such text.
MOST_BYTES = 64_000_000


def pack(text: str) -> str:
    """The text as ASCII that `unpack` turns back."""
    return MARK + base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def unpack(text: str) -> str:
    """What `pack` was given; text that was not packed comes back as it is. `InputError` for damaged
    text or one of more than 64 MB."""
    if not text.startswith(MARK):
        return text
    try:
        data = base64.b64decode(text[len(MARK) :], validate=True)
        unpacker = zlib.decompressobj()
        found = unpacker.decompress(data, MOST_BYTES)
        if not unpacker.eof:
            raise InputError("A packed text is cut off or too long; make it again.")
        return found.decode("utf-8")
    except (binascii.Error, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"A packed text is damaged ({error}); make it again.") from error
