# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bundled matching models name looks that there are, and every family."""

from __future__ import annotations

from pathlib import Path

import pytest

from addon.core.card import ModelCard, parse_card
from addon.scene import procedural

CARDS = [
    parse_card(path.read_text("utf-8"), path.parent.name)
    for path in sorted((Path(__file__).parents[2] / "onnx_models").glob("*/card.toml"))
]
MATCHING = [card for card in CARDS if card.match is not None]


@pytest.mark.parametrize("card", MATCHING, ids=lambda card: card.id)
def test_labels_are_the_looks_of_the_families(card: ModelCard) -> None:
    assert card.match is not None
    named = {(label.family, label.look) for label in card.match.labels}
    there = {(f.id, look.name) for f in procedural.FAMILIES.values() for look in f.looks}
    assert named <= there, f"{card.id} must be trained again: {sorted(named - there)}"
    assert {family for family, _ in named} == set(procedural.FAMILIES)
