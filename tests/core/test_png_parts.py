# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import numpy as np
import pytest

from addon.core.errors import InputError
from addon.core.image import ColorSpace, Image
from addon.core.png import encode_png
from addon.core.png_parts import png_parts, without_text

PICTURE = Image(np.linspace(0.0, 1.0, 36, dtype=np.float32).reshape(3, 4, 3), ColorSpace.SRGB)


def test_what_a_writer_tells_of_itself_goes_and_the_picture_stays() -> None:
    told = encode_png(PICTURE, depth=8, text={"RenderTime": "00:01.52", "Author": "somebody"})
    plain = without_text(told)
    assert plain == encode_png(PICTURE, depth=8)
    assert png_parts(plain) == png_parts(told)


def test_half_a_picture_is_refused() -> None:
    with pytest.raises(InputError, match="not a whole PNG"):
        without_text(encode_png(PICTURE, depth=8)[:-30])
