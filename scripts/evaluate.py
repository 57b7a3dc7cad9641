# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the shipped models beside simple baselines and prints the figures of their cards.

    python scripts/evaluate.py --data DIR [--samples DIR] [--pictures DIR] [--write-cards]

DIR/material, DIR/depth and DIR/prompt are what the scripts of scripts/train made; `--samples` adds
real sets. Real sets and prompt-mini need bpy; everything else is numpy and onnxruntime on the CPU.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.evaluation import samples as real  # noqa: E402
from scripts.evaluation.cards import SHOWN, worst_first, worst_table, write_card  # noqa: E402
from scripts.evaluation.materials import made_surfaces, material_figures  # noqa: E402
from scripts.evaluation.shipped import Judged, Model  # noqa: E402
from scripts.evaluation.views import depth_figures, made_views  # noqa: E402


def reported(title: str, judged: Judged) -> Judged:
    print(title)
    for f in judged.figures:
        print(f"  {f.metric:58} {float(f.value):8.4f}   {f.baseline_name}: {float(f.baseline):.4f}")
    for case in worst_first(judged.cases)[:SHOWN]:
        print(f"    {case.name:56} {case.error:8.3f}   baseline {case.baseline:.3f}")
    return judged


def evaluate_material(
    model: Model, data: Path, samples: Path | None, pictures: Path | None
) -> list[Judged]:
    found: list[Judged] = []
    folder = data / "material"
    for name, stem, lit in (
        ("flat base colors, Blender, families it never saw", "renders-test", False),
        ("lit renders, Blender, families it never saw", "renders-test", True),
        ("computed surfaces it never saw, flat", "fields-9", False),
    ):
        surfaces = made_surfaces(folder, stem, lit=lit)
        if surfaces:
            data_name = f"{len(surfaces)} {name}"
            judged = material_figures(model, surfaces, data_name, pictures)
            found.append(reported(data_name, judged))
    if samples is not None:
        name = "18 real sets, base color alone, 512 px"
        surfaces = list(real.real_surfaces(samples))
        found.append(reported(name, material_figures(model, surfaces, name, pictures)))
    return found


def evaluate_depth(
    model: Model, data: Path, samples: Path | None, pictures: Path | None
) -> list[Judged]:
    found: list[Judged] = []
    for name, stem in (
        ("renders of kinds of room and site it never saw", "unseen-2"),
        ("renders of rooms and streets it never saw", "views-5"),
    ):
        if any((data / "depth").glob(f"{stem}-*.npz")):
            views = made_views(data / "depth", stem)
            data_name = f"{len(views)} {name}"
            found.append(reported(data_name, depth_figures(model, views, data_name, pictures)))
    if samples is not None:
        name = "3 real RGB-D pairs"
        views = list(real.real_views(samples))
        found.append(reported(name, depth_figures(model, views, name, pictures)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", choices=("material", "depth", "prompt"))
    parser.add_argument("--write-cards", action="store_true")
    chosen = parser.parse_args()
    for task, judge in (("material", evaluate_material), ("depth", evaluate_depth)):
        folder = ROOT / "onnx_models" / f"{task}-mini"
        if chosen.only in (None, task):
            judged = judge(Model(folder), chosen.data, chosen.samples, chosen.pictures)
            if chosen.write_cards and judged:
                figures = [f for each in judged for f in each.figures]
                cases = [c for each in judged for c in each.cases]
                write_card(folder, figures, worst_table(cases))
    if chosen.only in (None, "prompt"):
        from scripts.evaluation import prompts

        prompts.evaluate(chosen.data / "prompt" / "words.npz", write=chosen.write_cards)


if __name__ == "__main__":
    main()
