# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a colour is called."""

from __future__ import annotations

from .color_names import COLOR_NAMES
from .oklab import color_of_code, difference
from .procedural import Color


def color_name(color: Color) -> str:
    """The name of the nearest colour that has one, such as "sage green"."""
    return min(COLOR_NAMES, key=lambda name: difference(color_of_code(COLOR_NAMES[name]), color))
