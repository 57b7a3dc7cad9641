# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from addon.core.errors import InputError
from addon.core.fixed_colors import fixed_color
from addon.core.palette import hex_code


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("#7A8B6F", "#7a8b6f", ""),
        ("RAL 7016", "#383e42", ""),
        ("floor = RAL 1013", "#e3d9c6", "floor"),
        ("Sofa*=sage green", "#a0ab8b", "Sofa*"),
    ],
)
def test_codes_ral_numbers_and_names_with_what_they_are_for(
    text: str, code: str, where: str
) -> None:
    fixed = fixed_color(text)
    assert (hex_code(fixed.color), fixed.where) == (code, where)


@pytest.mark.parametrize("text", ["", "RAL 9999", "#12345", "floor=", "red = #aabbcc and #ddeeff"])
def test_what_is_no_color_is_refused_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(InputError, match="RAL 7016"):
        fixed_color(text)
