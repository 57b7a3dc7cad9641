# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""After how many metres a laying repeats, read from a family's parameters by their names."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.procedural import ParameterValue
from .bonds import running_repeat
from .family import Repeat, number


def bond(length: str, height: str, *, offset: str = "", joint: str = "") -> Repeat:
    """The repeat of a bond whose piece, shift a course and joint are the parameters named."""

    def repeat(values: Mapping[str, ParameterValue]) -> tuple[float, float]:
        gap = number(values, joint) if joint else 0.0
        shift = number(values, offset) if offset else 0.0
        return running_repeat(number(values, length) + gap, number(values, height) + gap, shift)

    return repeat
