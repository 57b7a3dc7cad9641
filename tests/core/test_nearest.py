# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from addon.core.nearest import nearest_group

EAST, NORTH = [1.0, 0.0], [0.0, 1.0]


def rows(*values: list[float]) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def row(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def test_the_group_with_the_nearest_examples_is_found() -> None:
    found = nearest_group(row(0.9, 0.1), rows(EAST, NORTH), ("floor", "roof"))
    assert found.group == "floor"
    assert found.similarity == pytest.approx(0.9939, abs=1e-3)


def test_length_does_not_count() -> None:
    examples = rows([50.0, 0.0], [0.0, 0.01])
    assert nearest_group(row(0.1, 0.2), examples, ("a", "b")).group == "b"


def test_one_chance_likeness_does_not_outweigh_three() -> None:
    near = [0.8, 0.6]
    examples = rows(EAST, NORTH, NORTH, near, near, near)
    groups = ("chance", "chance", "chance", "true", "true", "true")
    assert nearest_group(row(*EAST), examples, groups).group == "true"


def test_nothing_at_all_is_near_to_nothing() -> None:
    assert nearest_group(row(0.0, 0.0), rows(EAST, NORTH), ("a", "b")).similarity == 0.0
