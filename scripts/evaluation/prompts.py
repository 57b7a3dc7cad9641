# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well prompt-mini understands the hand-written prompts of prompts.csv, which no training saw.

    python scripts/evaluation/prompts.py [--data DIR] [--write-card]     # needs bpy, onnxruntime

DIR/words.npz is what scripts/train/prompt_mini/train.py kept; it gives the baseline of the table
without training.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from addon.core.card import Measured  # noqa: E402
from addon.core.match import Match  # noqa: E402
from addon.core.oklab import color_of_code, difference  # noqa: E402
from addon.core.procedural import Color, ProceduralMaterial  # noqa: E402
from addon.core.progress import CancelToken  # noqa: E402
from addon.core.words import read_words  # noqa: E402
from addon.inference.session import SessionCache  # noqa: E402
from addon.inference.store import read_model  # noqa: E402
from addon.inference.words import match_words  # noqa: E402
from addon.scene.procedural import FAMILIES, Family, from_look  # noqa: E402
from addon.scene.proposals import main_color, propose  # noqa: E402
from addon.scene.tinting import as_said  # noqa: E402
from scripts.evaluation.cards import write_card  # noqa: E402

FOLDER = ROOT / "onnx_models" / "prompt-mini"
PROMPTS = Path(__file__).with_name("prompts.csv")
LIKE = 0.12
SIGNS = {"worn": 1, "new": -1, "glossy": 1, "matt": -1}

Rank = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A hand-written prompt and what is right for it; "" and None where its words do not say."""

    text: str
    families: tuple[str, ...]
    color: Color | None
    wear: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a prompt; `families` best first."""

    prompt: Prompt
    match: Match
    families: tuple[str, ...]
    first: ProceduralMaterial

    @property
    def is_right(self) -> bool:
        return self.families[0] in self.prompt.families


def read_prompts() -> list[Prompt]:
    """The prompts of families that exist."""
    with PROMPTS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    prompts = [
        Prompt(
            row["text"],
            tuple(row["families"].split("|")),
            color_of_code(int(row["color"][1:], 16)) if row["color"] else None,
            row["wear"],
            row["gloss"],
        )
        for row in rows
    ]
    return [each for each in prompts if set(each.families) & set(FAMILIES)]


def answers(folder: Path = FOLDER) -> list[Answer]:
    """Every prompt through the shipped model and into its first proposal."""
    model, sessions, cancel = read_model(folder), SessionCache(), CancelToken()
    found: list[Answer] = []
    for prompt in read_prompts():
        match, _ = match_words(prompt.text, model, sessions, cancel)
        first = as_said(propose(match, count=1, seed=0)[0], prompt.text)
        found.append(Answer(prompt, match, ranked_families(match), first))
    return found


def ranked_families(match: Match) -> tuple[str, ...]:
    """Families by the sum of their looks' probabilities."""
    sums: dict[str, float] = {}
    for look in match.looks:
        sums[look.family] = sums.get(look.family, 0.0) + look.score
    return tuple(sorted(sums, key=lambda family: -sums[family]))


def by_keywords(text: str) -> list[str]:
    """Baseline: families by how many of their own words the prompt holds, phrases counting most."""
    said = f" {' '.join(read_words(text).words)} "

    def score(family: Family) -> float:
        looks = {word for look in family.looks for word in look.words}
        own = {family.label.lower(), *family.words}
        return sum(
            weight * len(word.split())
            for words, weight in ((own, 1.0), (looks, 0.3))
            for word in words
            if f" {' '.join(read_words(word).words)} " in said
        )

    return sorted(FAMILIES, key=lambda name: -score(FAMILIES[name]))


def by_raw_table(words: Path) -> Rank:
    """Baseline: families by the cosine of the teacher's word vectors, averaged, untrained."""
    with np.load(words) as saved:
        table = dict(zip(saved["texts"].tolist(), saved["vectors"].astype(np.float32), strict=True))
    middle = np.mean(list(table.values()), axis=0)

    def mean(texts: Sequence[str]) -> np.ndarray:
        words = [word for text in texts for word in read_words(text).words]
        total = sum((table[word] - middle for word in words if word in table), np.zeros(384))
        return total / max(float(np.linalg.norm(total)), 1e-6)

    families = {name: mean((each.label, *each.words)) for name, each in FAMILIES.items()}

    def rank(text: str) -> list[str]:
        prompt = mean([text])
        return sorted(families, key=lambda name: -float(families[name] @ prompt))

    return rank


def prompt_figures(found: Sequence[Answer], words: Path | None = None) -> list[Measured]:
    """The figures of the card."""
    data = f"{len(found)} hand-written prompts, {len(FAMILIES)} families"
    ranks: dict[str, Rank] = {"keywords alone": by_keywords}
    if words is not None and words.exists():
        ranks["word vectors without training"] = by_raw_table(words)
    figures: list[Measured] = []
    for top in (1, 3):
        metric = f"right family among the first {top}, higher is better"
        value = _share(bool(set(each.families[:top]) & set(each.prompt.families)) for each in found)
        figures += [
            Measured(data, metric, value, _right(rank, found, top), name)
            for name, rank in ranks.items()
        ]
        figures.append(Measured(data, metric, value, top / len(FAMILIES), "chance"))
    return [*figures, *_finish_figures(found), _confidence_figure(data, found)]


def _right(rank: Rank, found: Sequence[Answer], top: int) -> float:
    return _share(
        bool(set(rank(each.prompt.text)[:top]) & set(each.prompt.families)) for each in found
    )


def _share(hits: object) -> float:
    return float(np.mean([bool(hit) for hit in hits]))  # type: ignore[attr-defined]


def _finish_figures(found: Sequence[Answer]) -> list[Measured]:
    """Colour, wear and gloss of the first proposal of prompts that name one."""
    colored = [(each, color) for each in found if (color := each.prompt.color) is not None]
    figures = [
        Measured(
            f"{len(colored)} of them that name a color",
            f"main color within {LIKE} in OKLab, higher is better",
            _share(_is_like(each.first, color) for each, color in colored),
            _share(_is_like(_unchanged(each.first), color) for each, color in colored),
            "the look's own color",
        )
    ]
    pairs: Mapping[str, Callable[[Answer], tuple[str, float | None]]] = {
        "wear": lambda each: (each.prompt.wear, each.match.wear),
        "gloss": lambda each: (each.prompt.gloss, each.match.gloss),
    }
    for name, pair in pairs.items():
        told = [pair(each) for each in found if pair(each)[0]]
        right = _share((value or 0.0) * SIGNS[word] > 0.0 for word, value in told)
        figures.append(
            Measured(
                f"{len(told)} of them that speak of {name}",
                f"{name} the right way, higher is better",
                right,
                0.0,
                "saying nothing",
            )
        )
    return figures


def _unchanged(material: ProceduralMaterial) -> ProceduralMaterial:
    family = FAMILIES[material.family]
    look = family.look(material.look)
    assert look is not None
    return from_look(family, look)


def _is_like(material: ProceduralMaterial, color: Color) -> bool:
    name = main_color(FAMILIES[material.family])
    value = material.parameters.get(name)
    return isinstance(value, tuple) and difference(value, color) <= LIKE


def _confidence_figure(data: str, found: Sequence[Answer]) -> Measured:
    """How often a right answer is held for surer than a wrong one."""
    right = [each.match.confidence for each in found if each.is_right]
    wrong = [each.match.confidence for each in found if not each.is_right]
    pairs = [(a > b) + 0.5 * (a == b) for a in right for b in wrong]
    value = float(np.mean(pairs)) if pairs else 1.0
    metric = "surer of right answers than of wrong ones, higher is better"
    return Measured(data, metric, value, 0.5, "chance")


def worst_table(found: Sequence[Answer], count: int = 10) -> str:
    """The wrong answers it was surest of, then the right ones it was least sure of, as Markdown."""
    order = sorted(
        found, key=lambda e: -e.match.confidence if not e.is_right else e.match.confidence
    )
    order.sort(key=lambda each: each.is_right)
    lines = ["| prompt | wanted | found | confidence |", "|---|---|---|---|"]
    for each in order[:count]:
        wanted = " or ".join(each.prompt.families)
        told = f"{each.first.family}, {each.first.look}"
        lines.append(f"| {each.prompt.text} | {wanted} | {told} | {each.match.confidence:.2f} |")
    return "\n".join(lines)


def evaluate(words: Path | None, *, write: bool) -> None:
    """Print every figure and all wrong answers; `words` is train.py's words.npz."""
    found = answers()
    figures = prompt_figures(found, words)
    for f in figures:
        print(f"{f.data:46} {f.metric:58} {f.value:.3f}   {f.baseline_name}: {f.baseline:.3f}")
    print(worst_table(found, sum(not each.is_right for each in found)))
    if write:
        write_card(FOLDER, figures, worst_table(found))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="where train.py kept words.npz")
    parser.add_argument("--write-card", action="store_true")
    chosen = parser.parse_args()
    words = None if chosen.data is None else chosen.data / "words.npz"
    evaluate(words, write=chosen.write_card)


if __name__ == "__main__":
    main()
