# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether words that no list holds get the right role by the vectors of prompt-mini.

    python scripts/evaluation/role_words.py          # needs bpy, onnxruntime

The words of role_words.csv were written down before any of them was tried; "other" is right for
words that name nothing that is dressed, so that an answer for them is an error.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bpy
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from addon.core.nearest import Nearest  # noqa: E402
from addon.core.progress import CancelToken  # noqa: E402
from addon.core.wordpiece import plain  # noqa: E402
from addon.inference.session import SessionCache  # noqa: E402
from addon.inference.store import read_model  # noqa: E402
from addon.inference.words import nearest_words  # noqa: E402
from addon.scene import role_names, roles  # noqa: E402
from addon.scene.role_words import ENGLISH  # noqa: E402

FOLDER = ROOT / "onnx_models" / "prompt-mini"
WORDS = Path(__file__).with_suffix(".csv")
SHOWN = (0.0, 0.3, 0.35, 0.4, 0.45, 0.5)
_sessions = SessionCache()


def ask(words: Sequence[str], groups: Mapping[str, Sequence[str]]) -> dict[str, Nearest]:
    """What the shipped model says, in this process."""
    return nearest_words(words, groups, read_model(FOLDER), _sessions, CancelToken())


def meanings_of(objects: Iterable[bpy.types.Object]) -> dict[str, Nearest]:
    """The meanings of the words in the names of these objects that no list holds."""
    asked = role_names.words_to_ask(roles.names_around(objects))
    return ask(asked, role_names.role_examples()) if asked else {}


def read_words() -> dict[str, tuple[str, ...]]:
    """The words by hand that are in no list, with the roles that are right."""
    with WORDS.open(newline="", encoding="utf-8") as file:
        rows = {each["word"]: tuple(each["role"].split("|")) for each in csv.DictReader(file)}
    return {word: right for word, right in rows.items() if role_names.words_to_ask([word])}


def left_out() -> dict[str, tuple[tuple[str, ...], Nearest]]:
    """Every English word of the lists asked as if the lists did not hold it, nor its plural."""
    examples = role_names.role_examples()
    found: dict[str, tuple[tuple[str, ...], Nearest]] = {}
    for word, role in ENGLISH.items():
        same = {plain(word).removesuffix("s"), f"{plain(word)}s", plain(word)}
        others = {group: [w for w in words if w not in same] for group, words in examples.items()}
        for answer in ask([plain(word)], others).values():
            found[word] = ((role,), answer)
    return found


def report(title: str, answers: Mapping[str, tuple[tuple[str, ...], Nearest]], count: int) -> None:
    print(f"{title}: {count} words, {len(answers)} that the model knows")
    for least in SHOWN:
        mine = [each.group in right for right, each in answers.values() if each.similarity >= least]
        used = " (used)" if least == role_names.NEAR else ""
        print(f"  near {least:.2f}: answers {len(mine):3}, right {np.mean(mine):.3f}{used}")


def main() -> None:
    right = read_words()
    answers = ask(list(right), role_names.role_examples())
    report("by hand, in no list", {w: (right[w], each) for w, each in answers.items()}, len(right))
    for word, each in sorted(answers.items()):
        if each.similarity >= role_names.NEAR and each.group not in right[word]:
            print(f"    {word}: {each.group} {each.similarity:.2f}, right is {right[word]}")
    report("of the lists, left out", left_out(), len(ENGLISH))


if __name__ == "__main__":
    main()
