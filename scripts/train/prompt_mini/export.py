# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a run of train.py to onnx_models/prompt-mini: the table in 8 bits, calibrated, compared with
the student; writes model.onnx, vocabulary.txt, the labels and digests of card.toml and the log.

    python scripts/train/prompt_mini/export.py --data DIR --run RUN
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from addon.core.wordpiece import Vocabulary, words_of  # noqa: E402
from scripts.train.prompt_mini.prompts import Sentences  # noqa: E402
from scripts.train.prompt_mini.senses import senses_of  # noqa: E402
from scripts.train.prompt_mini.student import Student  # noqa: E402
from scripts.train.prompt_mini.train import (  # noqa: E402
    LEXICON,
    SEED,
    Batch,
    batch_of,
    ids_of,
    membership,
    teacher_vectors,
)

FOLDER = ROOT / "onnx_models" / "prompt-mini"
OPSET = 17


class Packed(nn.Module):
    """What ships: (1, N) ids to looks, wear, gloss, confidence, and a colour and a vector for each
    word."""

    def __init__(self, student: Student, families: Tensor, senses: Tensor) -> None:
        super().__init__()
        vectors, weights = student.rows()
        scale = vectors.abs().amax(1, keepdim=True).clamp(1e-6) / 127.0
        self.register_buffer("table", torch.round(vectors / scale).to(torch.int8))
        self.register_buffer("scale", scale.half())
        self.register_buffer("weight", weights.half()[:, None])
        self.register_buffer("senses", senses.half())
        self.register_buffer("families", families)
        self.student = student
        self.register_buffer("temperature", torch.tensor(1.0))
        self.register_buffer("trust", torch.zeros(3))

    def vectors(self, ids: Tensor) -> Tensor:
        """What each word means (1, N, W), by which words are compared."""
        return self.table[ids].float() * self.scale[ids].float()

    def evidence(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the looks, and the log odds of the best family."""
        weights = self.weight[ids].float()
        weighted = self.vectors(ids) * weights
        mean = weighted.sum(1) / weights.sum(1).clamp(1e-3)
        logits = self.student.answer(mean, weighted.amax(1).clamp(0.0)) / self.temperature
        best = (logits.softmax(1) @ self.families).amax(1, keepdim=True).clamp(1e-4, 1.0 - 1e-4)
        return logits, torch.log(best / (1.0 - best))

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        logits, odds = self.evidence(ids)
        unknown = (ids == 0).float().mean(1, keepdim=True)
        trust = self.trust[0] * odds + self.trust[1] * unknown + self.trust[2]
        senses = self.senses[ids].float()
        wear, gloss = (_said(senses[..., start : start + 2]) for start in (4, 6))
        trusted = torch.sigmoid(trust)
        return logits.softmax(1), wear, gloss, trusted, senses[..., :4], self.vectors(ids)


def _said(pairs: Tensor) -> Tensor:
    """The mean of (1, N, 2) certainties and values; NaN where no word says anything."""
    certainty = pairs[..., 0].sum(1, keepdim=True)
    value = (pairs[..., 0] * pairs[..., 1]).sum(1, keepdim=True) / certainty.clamp(1e-6)
    return torch.where(certainty > 0.5, value, torch.full_like(value, float("nan")))


def calibrate(packed: Packed, batch: Batch, unknown: Tensor, known: Tensor) -> None:
    """Set temperature and trust on prompts it was not trained on.

    Temperature: likeliest answers (Guo et al., "On Calibration of Modern Neural Networks", 2017).
    Trust: a logistic regression of whether the family was right, by its odds and by `unknown`, the
    share of words that were not understood; where `known` is 0 it never was.
    """
    with torch.no_grad():
        logits = packed.evidence(batch.ids)[0]
        aim = batch.targets[known > 0]
        losses = {
            t: float(-(aim * (logits[known > 0] / t).log_softmax(1)).sum(1).mean())
            for t in np.linspace(0.5, 3.0, 26).tolist()
        }
        packed.temperature.fill_(min(losses, key=lambda t: losses[t]))
        logits, odds = packed.evidence(batch.ids)
    wanted = (batch.targets @ packed.families).argmax(1)
    is_right = ((logits.softmax(1) @ packed.families).argmax(1) == wanted).float() * known
    x = torch.cat([odds, unknown, torch.ones_like(odds)], 1)
    trust = nn.Parameter(torch.tensor([1.0, -1.0, 0.0]))
    optimizer = torch.optim.LBFGS([trust], max_iter=200)

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(x @ trust, is_right)
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    packed.trust.copy_(trust.detach())
    sure = torch.sigmoid(x @ trust.detach())
    for low, high in ((0.0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.01)):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            share = float(is_right[inside].mean())
            print(f"confidence {low:.2f} to {high:.2f}: right {share:.2f} of {int(inside.sum())}")


def calibration_prompts(
    sentences: Sentences, vocabulary: Vocabulary, tokens: Sequence[str]
) -> tuple[Batch, Tensor, Tensor]:
    """New prompts, some with words that are not understood, and idle talk that has no answer."""
    rng = random.Random(SEED + 7)
    looks = len(sentences.labels)
    batch = batch_of(sentences.examples(4000, SEED + 7), vocabulary, looks)
    unknown = torch.zeros(len(batch.ids), 1)
    for row in range(len(batch.ids)):
        count = int((batch.ids[row] > 0).sum())
        lost = rng.sample(range(count), rng.randint(0, count)) if rng.random() < 0.4 else []
        batch.ids[row, lost] = 0
        unknown[row] = len(lost) / max(count, 1)
    known = torch.ones(len(batch.ids))
    for row in range(0, len(batch.ids), 5):
        talk = " ".join(rng.choice(tokens[1:12000]) for _ in range(rng.randint(1, 8)))
        found = ids_of(talk, vocabulary)
        batch.ids[row] = 0
        batch.ids[row, : len(found)] = torch.tensor(found, dtype=torch.long)
        known[row], unknown[row] = 0.0, 0.0
    return batch, unknown, known


def write_onnx(packed: Packed, path: Path) -> None:
    names = ["looks", "wear", "gloss", "confidence", "colors", "vectors"]
    torch.onnx.export(
        packed,
        (torch.tensor([[3, 5, 8]]),),
        str(path),
        input_names=["ids"],
        output_names=names,
        dynamic_axes={name: {1: "words"} for name in ("ids", "colors", "vectors")},
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(onnx.load(str(path)))


def compare(packed: Packed, student: Student, path: Path, batch: Batch) -> None:
    """onnxruntime against torch, and the 8-bit table against the student."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst, changed = 0.0, 0
    for row in batch.ids[:300]:
        ids = row[row > 0][None] if (row > 0).any() else row[:1][None]
        found = session.run(["looks", "confidence"], {"ids": ids.numpy()})
        with torch.no_grad():
            wanted = packed(ids)
            exact = student(ids)
        worst = max(worst, float(np.abs(found[0] - wanted[0].numpy()).max()))
        changed += int(found[0].argmax() != int(exact.argmax()))
    print(f"onnxruntime and torch differ by at most {worst:.2e}; 8 bits change {changed} of 300")
    if worst > 1e-3:
        raise SystemExit("The exported model does not agree with torch.")


def describe(labels: Sequence[str]) -> None:
    """Digests, sizes and labels into the card, which must be there."""
    card = FOLDER / "card.toml"
    text = card.read_text("utf-8")
    listed = "\n".join(f'    "{label}",' for label in labels)
    text = re.sub(r"labels = \[[^\]]*\]", lambda _: f"labels = [\n{listed}\n]", text)
    for name in ("model.onnx", "vocabulary.txt"):
        data = (FOLDER / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        print(f"{name}: {len(data)} bytes, sha256 {digest}")
        text = re.sub(
            rf'(path = "{re.escape(name)}"\nsha256 = )"[0-9a-f]*"\nbytes = \d+',
            rf'\1"{digest}"\nbytes = {len(data)}',
            text,
        )
    card.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    saved = torch.load(chosen.run / "last.pt", weights_only=True)
    tokens, labels, state = saved["tokens"], saved["labels"], saved["student"]
    sentences = Sentences(chosen.data / "families.json", LEXICON)
    if labels != sentences.labels:
        raise SystemExit("The families changed since this run; train again.")
    student = Student(state["table"], torch.ones(len(tokens)), len(labels))
    student.load_state_dict(state)
    student.eval()
    materials = {
        w
        for texts in (sentences.names, sentences.hints)
        for t in texts.values()
        for n in t
        for w in words_of(n)
    }
    vectors = teacher_vectors(tokens[1:], chosen.data / "words.npz")
    senses = senses_of(tokens[1:], vectors, materials)
    senses = np.concatenate([np.zeros((1, senses.shape[1]), np.float32), senses])
    packed = Packed(student, membership(sentences), torch.from_numpy(senses)).eval()
    vocabulary = Vocabulary(tokens)
    batch, unknown, known = calibration_prompts(sentences, vocabulary, tokens)
    calibrate(packed, batch, unknown, known)
    for columns, what in ((0, "colour"), (4, "wear"), (6, "gloss")):
        words = [tokens[number] for number in np.flatnonzero(senses[:, columns])]
        print(f"{len(words)} more words of {what}: {' '.join(words[:60])}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    part = FOLDER / "model.part"
    write_onnx(packed, part)
    compare(packed, student, part, batch)
    os.replace(part, FOLDER / "model.onnx")
    (FOLDER / "vocabulary.txt").write_text("\n".join(tokens) + "\n", "utf-8")
    shutil.copyfile(chosen.run / "log.csv", FOLDER / "training_log.csv")
    describe(labels)


if __name__ == "__main__":
    main()
