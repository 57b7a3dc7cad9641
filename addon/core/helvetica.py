# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How wide text in Helvetica is, the font that every PDF reader has; widths are Adobe's metrics.

Letters are those of WinAnsiEncoding (ISO 32000-1, annex D); others lose their accents or become
question marks.
"""

from __future__ import annotations

import unicodedata

ENCODING = "cp1252"
ELLIPSIS = "…"
# By code from space on, in thousandths of the size.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 350),
    *(556, 350, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350),
    *(350, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 350, 500, 667),
    *(278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333),
    *(400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611),
    *(667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278),
    *(722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611),
    *(556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500),
)


def encoded(text: str) -> bytes:
    """The text in WinAnsiEncoding; control characters become spaces."""
    plain = "".join(
        each if each.isprintable() else " " for each in unicodedata.normalize("NFC", text)
    )
    return b"".join(_letter(each) for each in plain)


def _letter(letter: str) -> bytes:
    try:
        return letter.encode(ENCODING)
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFKD", letter)[0]
        return base.encode(ENCODING, "replace")


def width(text: str, size: float) -> float:
    """How far a line reaches, in the unit of `size`."""
    return sum(_WIDTHS[code - 32] for code in encoded(text)) * size / 1000.0


def fitted(text: str, size: float, limit: float) -> str:
    """The text itself, or as much of it as fits with an ellipsis."""
    if width(text, size) <= limit:
        return text
    while text and width(text + ELLIPSIS, size) > limit:
        text = text[:-1].rstrip(" ,;·")
    return text + ELLIPSIS


def wrapped(text: str, size: float, limit: float, lines: int) -> tuple[str, ...]:
    """At most `lines` lines, broken at spaces; the last ends with an ellipsis when text is left."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines - 1:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size) <= limit:
            count += 1
        found.append(fitted(" ".join(words[:count]), size, limit))
        words = words[count:]
    return (*found, fitted(" ".join(words), size, limit)) if words else tuple(found)
