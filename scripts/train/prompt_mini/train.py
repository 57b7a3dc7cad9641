# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains prompt-mini in a few minutes on one CPU core; the teacher's vectors are kept in the data
folder.

    python scripts/train/prompt_mini/train.py --data DIR --out RUN [--held-out 0.25]

With `--held-out` that share of the names is left out and the run tells how well they are found; the
shipped weights are of a run without.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from addon.core.color_names import COLOR_NAMES  # noqa: E402
from addon.core.finish_words import GLOSS_WORDS, STOP_WORDS, WEAR_WORDS  # noqa: E402
from addon.core.foreign_words import LANGUAGES  # noqa: E402
from addon.core.wordpiece import Vocabulary, words_of  # noqa: E402
from addon.core.words import read_words  # noqa: E402
from scripts.train.prompt_mini.prompts import Example, Sentences  # noqa: E402
from scripts.train.prompt_mini.student import Student, principal, zipf_weights  # noqa: E402
from scripts.train.prompt_mini.teacher import Teacher  # noqa: E402

LEXICON = Path(__file__).with_name("lexicon.toml")
WIDTH = 96
LONGEST = 24
BATCH = 256
SEED = 1
DISTILLED = 4000
NEIGHBOURS = 6
Floats = NDArray[np.float32]


@dataclass(slots=True)
class Batch:
    ids: Tensor
    targets: Tensor


def teacher_vectors(texts: Sequence[str], cache: Path) -> Floats:
    """(N, 384); what `cache` does not hold yet is computed and added."""
    known: dict[str, Floats] = {}
    if cache.exists():
        with np.load(cache) as saved:
            known = dict(zip(saved["texts"].tolist(), saved["vectors"], strict=True))
    missing = sorted(set(texts) - set(known))
    if missing:
        print(f"{len(missing)} texts through the teacher", flush=True)
        found = Teacher().embed(missing).numpy().astype(np.float16)
        known.update(zip(missing, found, strict=True))
        np.savez(cache, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[text] for text in texts]).astype(np.float32)


def vocabulary_of(sentences: Sentences) -> tuple[list[str], int]:
    """Tokens, the common words first; and how many of them the teacher's vocabulary gave.

    Whole words only: what is not among them is a word that nobody here understands.
    """
    tokens = Teacher().tokens
    common = [t for t in tokens if t.isascii() and t.isalpha() and len(t) > 1]
    common = [t for t in common if t not in STOP_WORDS]
    own = {word for example in sentences.examples(4000, 0) for word in words_of(example.text)}
    for words in (sentences.names, sentences.hints, sentences.held):
        own |= {word for texts in words.values() for text in texts for word in words_of(text)}
    own |= {word for text in (*COLOR_NAMES, *WEAR_WORDS, *GLOSS_WORDS) for word in words_of(text)}
    own |= {w for entries in LANGUAGES.values() for text in entries.values() for w in text.split()}
    extra = sorted(w for w in own - set(common) - STOP_WORDS if w.isalpha() and len(w) > 1)
    return ["[?]", *common, *extra], len(common)


def ids_of(text: str, vocabulary: Vocabulary) -> list[int]:
    ids = [n for word in read_words(text).words for n in vocabulary.ids_of(word) or (0,)]
    return ids[:LONGEST]


def batch_of(examples: Sequence[Example], vocabulary: Vocabulary, looks: int) -> Batch:
    ids = torch.zeros(len(examples), LONGEST, dtype=torch.long)
    targets = torch.zeros(len(examples), looks)
    for row, example in enumerate(examples):
        found = ids_of(example.text, vocabulary)
        ids[row, : len(found)] = torch.tensor(found, dtype=torch.long)
        for label, share in example.targets.items():
            targets[row, label] = share
    return Batch(ids, targets)


def neighbours_of(vectors: Floats, ids: Tensor) -> Tensor:
    """For every token that the prompts use, tokens that the teacher holds for close, or itself."""
    near = torch.arange(len(vectors))[:, None].repeat(1, NEIGHBOURS)
    used = torch.unique(ids)
    table = F.normalize(torch.from_numpy(vectors), dim=1)
    for part in used.split(512):
        likeness = table[part] @ table.T
        values, places = likeness.topk(NEIGHBOURS + 1)
        close = torch.where(values[:, 1:] > 0.6, places[:, 1:], part[:, None])
        near[part] = close
    near[0] = 0
    return near


def disturbed(ids: Tensor, near: Tensor, generator: torch.Generator) -> Tensor:
    """Some words left out, some put as a neighbour, some not understood."""
    chance = torch.rand(ids.shape, generator=generator)
    choice = torch.randint(NEIGHBOURS, ids.shape, generator=generator)
    swapped = torch.where(chance < 0.15, near[ids, choice], ids)
    dropped = torch.where(chance > 0.9, 0, swapped)
    return torch.where((dropped > 0).any(1, keepdim=True), dropped, ids)


def loss_of(
    student: Student, batch: Batch, near: Tensor, generator: torch.Generator
) -> dict[str, Tensor]:
    mean, most = student.pooled(disturbed(batch.ids, near, generator))
    logits = student.answer(mean, most)
    looks = -(batch.targets * F.log_softmax(logits, 1)).sum(1).mean()
    moved = student.moved(batch.ids).square().sum(2).mean()
    return {"looks": looks, "moved": 0.5 * moved}


def distillation(student: Student, ids: Tensor, wanted: Tensor) -> Tensor:
    """How far the mean of the words is from the teacher's vector of the sentence, by the cosine."""
    given = student.to_teacher(student.pooled(ids)[0])
    return 1.0 - F.cosine_similarity(given, wanted).mean()


def right_families(student: Student, batch: Batch, families: Tensor) -> float:
    """Share of prompts whose likeliest family is the target's."""
    student.eval()
    with torch.no_grad():
        chances = student(batch.ids).softmax(1) @ families
    student.train()
    wanted = (batch.targets @ families).argmax(1)
    return float((chances.argmax(1) == wanted).float().mean())


def membership(sentences: Sentences) -> Tensor:
    """(looks, families), 1 where a look is of a family."""
    table = torch.zeros(len(sentences.labels), len(sentences.families))
    for label in range(len(sentences.labels)):
        table[label, sentences.family_of(label)] = 1.0
    return table


def fit(
    student: Student,
    data: Batch,
    sentences: tuple[Tensor, Tensor],
    near: Tensor,
    check: Batch,
    families: Tensor,
    epochs: int,
    log: Path,
) -> None:
    """Adam with a falling rate; a line of the log each epoch."""
    generator = torch.Generator().manual_seed(SEED)
    optimizer = torch.optim.AdamW(student.parameters(), lr=3e-3, weight_decay=0.01)
    steps = epochs * (len(data.ids) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    began, step = time.monotonic(), 0
    with log.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["step", "looks", "distillation", "moved", "right_families", "seconds"])
        for _ in range(epochs):
            order = torch.randperm(len(data.ids), generator=generator)
            sums = torch.zeros(3)
            for chosen in order[: len(order) // BATCH * BATCH].split(BATCH):
                losses = loss_of(
                    student, Batch(data.ids[chosen], data.targets[chosen]), near, generator
                )
                some = torch.randint(len(sentences[0]), (BATCH // 4,), generator=generator)
                taught = distillation(student, sentences[0][some], sentences[1][some])
                optimizer.zero_grad()
                (losses["looks"] + losses["moved"] + taught).backward()
                optimizer.step()
                schedule.step()
                step += 1
                sums += torch.stack([losses["looks"], taught, losses["moved"]]).detach()
            figures = [f"{each:.4f}" for each in (sums / (len(data.ids) // BATCH)).tolist()]
            right = right_families(student, check, families)
            seconds = time.monotonic() - began
            writer.writerow([step, *figures, f"{right:.4f}", f"{seconds:.0f}"])
            file.flush()
            print(step, *figures, f"{right:.3f}", f"{seconds:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held-out", type=float, default=0.0)
    parser.add_argument("--count", type=int, default=24000)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(chosen.threads)
    chosen.out.mkdir(parents=True, exist_ok=True)
    sentences = Sentences(chosen.data / "families.json", LEXICON, chosen.held_out)
    tokens, common = vocabulary_of(sentences)
    vocabulary = Vocabulary(tokens)
    vectors = teacher_vectors(tokens[1:], chosen.data / "words.npz")
    table = np.concatenate([np.zeros((1, WIDTH), np.float32), principal(vectors, WIDTH)])
    looks = len(sentences.labels)
    student = Student(
        torch.from_numpy(table), torch.from_numpy(zipf_weights(len(tokens), common)), looks
    )
    examples = sentences.examples(chosen.count, SEED)
    data = batch_of(examples, vocabulary, looks)
    held = sentences.examples(2000, SEED + 1, held=chosen.held_out > 0.0)
    check = batch_of(held, vocabulary, looks)
    some = random.Random(SEED).sample(examples, min(DISTILLED, len(examples)))
    wanted = teacher_vectors([each.text for each in some], chosen.data / "sentences.npz")
    taught = (batch_of(some, vocabulary, looks).ids, torch.from_numpy(wanted))
    near = neighbours_of(np.concatenate([np.zeros((1, 384), np.float32), vectors]), data.ids)
    fit(
        student,
        data,
        taught,
        near,
        check,
        membership(sentences),
        chosen.epochs,
        chosen.out / "log.csv",
    )
    torch.save(
        {"student": student.state_dict(), "tokens": tokens, "labels": sentences.labels},
        chosen.out / "last.pt",
    )


if __name__ == "__main__":
    main()
