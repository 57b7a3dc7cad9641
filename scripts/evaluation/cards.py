# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes measured figures into the cards of the models, and tables of them into their READMEs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from addon.core.card import Measured
from scripts.evaluation.shipped import Case

MEASURED = "<!-- measured -->", "<!-- /measured -->"
WORST = "<!-- worst -->", "<!-- /worst -->"
SHOWN = 10


def as_toml(figures: Sequence[Measured]) -> str:
    lines = []
    for f in figures:
        lines += [
            "[[measured]]",
            f'data = "{f.data}"',
            f'metric = "{f.metric}"',
            f"value = {f.value:.4g}",
        ]
        lines += [f"baseline = {f.baseline:.4g}", f'baseline_name = "{f.baseline_name}"', ""]
    return "\n".join(lines)


def write_card(folder: Path, figures: Sequence[Measured], worst: str) -> None:
    """Replace the card's [[measured]] entries, which are its last part, and both tables in the
    README."""
    card = folder / "card.toml"
    head = card.read_text("utf-8").split("[[measured]]")[0].rstrip()
    card.write_text(f"{head}\n\n{as_toml(figures).rstrip()}\n", "utf-8")
    readme = folder / "README.md"
    text = between(readme.read_text("utf-8"), MEASURED, as_table(figures))
    readme.write_text(between(text, WORST, worst), "utf-8")


def between(text: str, marks: tuple[str, str], filling: str) -> str:
    """`text` with what stands between the two marks replaced; unchanged without them."""
    before, start, rest = text.partition(marks[0])
    after = rest.partition(marks[1])[2]
    return f"{before}{start}\n{filling}\n{marks[1]}{after}" if start else text


def as_table(figures: Sequence[Measured]) -> str:
    """Markdown, with what is better in each row."""
    lines = ["| on | what | model | baseline | |", "|---|---|---|---|---|"]
    for f in figures:
        won = (f.value > f.baseline) == ("higher" in f.metric)
        verdict = "better" if won else "**worse**"
        told = f"{f.baseline:.3g} ({f.baseline_name})"
        lines.append(f"| {f.data} | {f.metric} | {f.value:.3g} | {told} | {verdict} |")
    return "\n".join(lines)


def worst_first(cases: Sequence[Case]) -> list[Case]:
    """Where the model loses most to the baseline, or gains least."""
    return sorted(cases, key=lambda case: case.baseline - case.error)


def worst_table(cases: Sequence[Case]) -> str:
    """The ten worst cases as Markdown."""
    lines = ["| case | error | baseline |", "|---|---|---|"]
    lines += [
        f"| {c.name} | {c.error:.3g} | {c.baseline:.3g} |" for c in worst_first(cases)[:SHOWN]
    ]
    return "\n".join(lines)
