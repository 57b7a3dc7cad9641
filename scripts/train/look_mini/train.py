# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains look-mini on the samples of data.py; goes on from its checkpoint with --resume.

    python scripts/train/look_mini/train.py --data DIR --out RUN --steps 3000 [--resume]

A checkpoint of other looks is taken up too: what both have is kept, new looks start from nothing.
`--steps` counts from the very first, `--minutes` ends a run by the clock; the rate falls to either.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.train.look_mini import views
from scripts.train.look_mini.model import LookNet
from scripts.train.look_mini.views import Labels, Pool, Views

EVERY = 100
# Each batch is used so often, mixed with the latest others.
USES, KEPT = 3, 24
WEIGHTS = {"family": 1.0, "look": 0.5, "gloss": 0.3}


def loss_of(
    outputs: tuple[Tensor, Tensor], seen: Views, groups: Tensor
) -> tuple[Tensor, dict[str, float]]:
    """Cross entropy of the look where it is one and of its family always; error of the gloss."""
    logits, gloss = outputs[0].float(), outputs[1].float()
    log = torch.log_softmax(logits, 1)
    kin = ((seen.looks.float() @ groups) @ groups.T) > 0
    family = -torch.logsumexp(log.masked_fill(~kin, -30.0), 1)
    look = -torch.logsumexp(log.masked_fill(~seen.looks, -30.0), 1)
    parts = {
        "family": family.mean(),
        "look": (look * seen.is_look).sum() / seen.is_look.sum().clamp(min=1),
        "gloss": (gloss[:, 0] - seen.gloss).abs().mean(),
    }
    total = sum(WEIGHTS[name] * part for name, part in parts.items())
    return torch.as_tensor(total), {k: float(v.detach()) for k, v in parts.items()}


def groups_of(labels: Labels) -> Tensor:
    """1 where a look (row) is of a family (column)."""
    table = torch.zeros(len(labels.looks), len(labels.families))
    table[torch.arange(len(labels.looks)), torch.tensor(labels.family_of)] = 1.0
    return table


def accuracy(net: nn.Module, pool: Pool, groups: Tensor) -> float:
    """Share of training-like views whose family is first."""
    net.eval()
    with torch.no_grad():
        state = torch.get_rng_state()
        torch.manual_seed(7)
        seen = views.draw(Pool(pool.rendered, []), 192, np.random.default_rng(7))
        torch.set_rng_state(state)
        scores = torch.softmax(net(seen.image)[0], 1) @ groups
        right = (seen.looks.float() @ groups).argmax(1)
    net.train()
    return float((scores.argmax(1) == right).float().mean())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0.0, help="stop by then; 0 is no limit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    train(parser.parse_args())


def train(chosen: argparse.Namespace) -> None:
    """The loop: one checkpoint and one line of log every `EVERY` steps."""
    torch.set_num_threads(chosen.threads)
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    labels = views.read_labels(chosen.data)
    pool = Pool(views.read_samples(chosen.data, labels), views.read_computed(chosen.data, labels))
    groups = groups_of(labels)
    net = LookNet(len(labels.looks)).to(memory_format=torch.channels_last)
    first = restore(out / "last.pt", net, labels) if chosen.resume else 0
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.99), use_buffers=True)
    optimizer = torch.optim.AdamW(net.parameters(), lr=chosen.rate, weight_decay=0.02)
    torch.manual_seed(chosen.seed + first)
    rng = np.random.default_rng([chosen.seed, first])
    kept: deque[Views] = deque(maxlen=KEPT)
    started, sums, counted = time.monotonic(), dict[str, float](), 0
    for step in range(first, chosen.steps):
        spent = (time.monotonic() - started) / (60.0 * chosen.minutes) if chosen.minutes else 0.0
        done = max((step - first) / (chosen.steps - first), min(spent, 1.0))
        for group in optimizer.param_groups:
            group["lr"] = _rate(step - first, done, chosen.rate)
        if step % USES == 0 or not kept:
            kept.append(views.draw(pool, chosen.batch, rng))
            seen = kept[-1]
        else:
            seen = views.again(kept[int(rng.integers(len(kept)))])
        parts = _step(net, optimizer, seen, groups)
        average.update_parameters(net)
        sums = {k: sums.get(k, 0.0) + v for k, v in parts.items()}
        counted += 1
        if (step + 1) % EVERY == 0 or step + 1 == chosen.steps or spent >= 1.0:
            row = {k: v / counted for k, v in sums.items()}
            row["top_1"] = accuracy(average.module, pool, groups)
            _log(out / "log.csv", step + 1, time.monotonic() - started, row)
            _save(out / "last.pt", net, average, labels, step + 1)
            sums, counted = {}, 0
        if spent >= 1.0:
            break


def _step(
    net: nn.Module, optimizer: torch.optim.Optimizer, seen: Views, groups: Tensor
) -> dict[str, float]:
    with torch.autocast("cpu", torch.bfloat16):
        outputs = net(seen.image.contiguous(memory_format=torch.channels_last))
    loss, parts = loss_of(outputs, seen, groups)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    optimizer.step()
    return parts


def _rate(step: int, done: float, top: float) -> float:
    """Rises over the first steps, then falls along a cosine to a fiftieth as `done` goes to 1."""
    warm = min(1.0, (step + 1) / 100.0)
    return top * warm * (0.02 + 0.98 * 0.5 * (1.0 + float(np.cos(np.pi * done))))


def restore(path: Path, net: LookNet, labels: Labels) -> int:
    """Take up a checkpoint's averaged weights, look by look, and say at which step it was made."""
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    state: dict[str, Tensor] = saved["average"]
    kept = {n: i for i, n in enumerate(saved["looks"])}
    for name in ("looks.weight", "looks.bias"):
        fresh = net.state_dict()[name].clone()
        for i, look in enumerate(labels.looks):
            if look in kept:
                fresh[i] = state[name][kept[look]]
        state[name] = fresh
    net.load_state_dict(state)
    return int(saved["step"])


def _save(path: Path, net: nn.Module, average: AveragedModel, labels: Labels, step: int) -> None:
    part = path.with_suffix(".part")
    saved: dict[str, Any] = {
        "average": average.module.state_dict(),
        "looks": list(labels.looks),
        "step": step,
    }
    torch.save(saved, part)
    os.replace(part, path)


def _log(path: Path, step: int, seconds: float, values: dict[str, float]) -> None:
    row = {"step": step, "seconds": round(seconds, 1)} | {k: round(v, 5) for k, v in values.items()}
    fresh = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(row))
        if fresh:
            writer.writeheader()
        writer.writerow(row)
    print(row, flush=True)


if __name__ == "__main__":
    main()
