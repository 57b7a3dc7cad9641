# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from addon.core.color_naming import color_name
from addon.core.oklab import color_of_code


def test_a_color_is_called_by_its_nearest_name() -> None:
    assert color_name(color_of_code(0x1F2A44)) == "navy"
    assert color_name((1.0, 1.0, 1.0)) == "snow white"
    assert color_name(color_of_code(0xA1AA8C)) == "sage"
