# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the shipped models beside simple baselines and prints the figures of their cards.

    python scripts/evaluate.py --data DIR [--samples DIR] [--pictures DIR] [--write-cards]

DIR/material and DIR/depth are what the data.py scripts made; `--samples` adds real sets and needs
bpy to read
their files. Everything else is numpy and onnxruntime on the CPU.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.core.card import Measured  # noqa: E402
from scripts.evaluation import samples as real  # noqa: E402
from scripts.evaluation.materials import made_surfaces, material_figures  # noqa: E402
from scripts.evaluation.shipped import Model  # noqa: E402
from scripts.evaluation.views import depth_figures, made_views  # noqa: E402

TABLE_START, TABLE_END = "<!-- measured -->", "<!-- /measured -->"


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


def write_card(folder: Path, figures: Sequence[Measured]) -> None:
    """Replace the card's [[measured]] entries, which are its last part, and the table in the
    README."""
    card = folder / "card.toml"
    head = card.read_text("utf-8").split("[[measured]]")[0].rstrip()
    card.write_text(f"{head}\n\n{as_toml(figures).rstrip()}\n", "utf-8")
    readme = folder / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(TABLE_START)
    after = rest.partition(TABLE_END)[2]
    readme.write_text(f"{before}{TABLE_START}\n{as_table(figures)}\n{TABLE_END}{after}", "utf-8")


def as_table(figures: Sequence[Measured]) -> str:
    """Markdown, with what is better in each row."""
    lines = ["| on | what | model | baseline | |", "|---|---|---|---|---|"]
    for f in figures:
        won = (f.value > f.baseline) == ("higher" in f.metric)
        verdict = "better" if won else "**worse**"
        told = f"{f.baseline:.3g} ({f.baseline_name})"
        lines.append(f"| {f.data} | {f.metric} | {f.value:.3g} | {told} | {verdict} |")
    return "\n".join(lines)


def report(title: str, figures: Sequence[Measured]) -> list[Measured]:
    print(title)
    for f in figures:
        print(f"  {f.metric:58} {float(f.value):8.4f}   {f.baseline_name}: {float(f.baseline):.4f}")
    return list(figures)


def evaluate_material(
    model: Model, data: Path, samples: Path | None, pictures: Path | None
) -> list[Measured]:
    found: list[Measured] = []
    folder = data / "material"
    for name, stem, lit in (
        ("flat base colors, Blender, families it never saw", "renders-test", False),
        ("lit renders, Blender, families it never saw", "renders-test", True),
        ("computed surfaces it never saw, flat", "fields-9", False),
    ):
        surfaces = made_surfaces(folder, stem, lit=lit)
        if surfaces:
            data_name = f"{len(surfaces)} {name}"
            found += report(data_name, material_figures(model, surfaces, data_name, pictures))
    if samples is not None:
        name = "18 real sets, base color alone, 512 px"
        found += report(
            name, material_figures(model, list(real.real_surfaces(samples)), name, pictures)
        )
    return found


def evaluate_depth(
    model: Model, data: Path, samples: Path | None, pictures: Path | None
) -> list[Measured]:
    found: list[Measured] = []
    for name, stem in (
        ("renders of kinds of room and site it never saw", "unseen-2"),
        ("renders of rooms and streets it never saw", "views-5"),
    ):
        if any((data / "depth").glob(f"{stem}-*.npz")):
            views = made_views(data / "depth", stem)
            data_name = f"{len(views)} {name}"
            found += report(data_name, depth_figures(model, views, data_name, pictures))
    if samples is not None:
        name = "3 real RGB-D pairs"
        found += report(name, depth_figures(model, list(real.real_views(samples)), name, pictures))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", choices=("material", "depth"))
    parser.add_argument("--write-cards", action="store_true")
    chosen = parser.parse_args()
    for task, judge in (("material", evaluate_material), ("depth", evaluate_depth)):
        folder = ROOT / "onnx_models" / f"{task}-mini"
        if chosen.only in (None, task):
            figures = judge(Model(folder), chosen.data, chosen.samples, chosen.pictures)
            if chosen.write_cards and figures:
                write_card(folder, figures)


if __name__ == "__main__":
    main()
