# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from addon.core.errors import InputError
from addon.core.handout import hex_code
from addon.core.oklab import color_of_code
from addon.core.wanted_color import color_name, read_wanted


def test_hex_codes_ral_numbers_and_names_with_what_they_are_for() -> None:
    wanted = read_wanted(["#7A8B6F", "RAL 7016", "floor = RAL 1013", "Sofa*=sage green"])
    assert [hex_code(each.color) for each in wanted] == ["#7a8b6f", "#383e42", "#e3d9c6", "#a0ab8b"]
    assert [each.target for each in wanted] == ["", "", "floor", "Sofa*"]


@pytest.mark.parametrize("text", ["", "RAL 9999", "#12345", "floor=", "red = #aabbcc and #ddeeff"])
def test_what_is_no_color_is_refused_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(InputError, match="RAL 7016"):
        read_wanted([text])


def test_a_color_is_called_by_its_nearest_name() -> None:
    assert color_name(color_of_code(0x1F2A44)) == "navy"
    assert color_name((1.0, 1.0, 1.0)) == "snow white"
