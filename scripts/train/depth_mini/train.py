# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains depth-mini on the shards of data.py and raycast.py; goes on from its checkpoint with
--resume.

    python scripts/train/depth_mini/train.py --data DIR --out DIR --steps 3000 [--resume]

Loss: scale-and-shift-invariant L1 with gradient matching at four scales (Ranftl et al. 2020,
"MiDaS").
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.train import warm_start
from scripts.train.depth_mini.model import DepthNet
from scripts.train.material_mini import shards

Samples = dict[str, np.ndarray]
NEAREST = 4.0
"""Inverse metres that count as 1: nothing nearer than 25 cm."""


def draw(
    samples: Samples, count: int, size: tuple[int, int], rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Random crops of at least 60 % a side, mirrored, with other exposure, colours, blur and
    noise."""
    height, width = samples["inverse"].shape[1:]
    rows, cols = int(height * rng.uniform(0.6, 1.0)), int(width * rng.uniform(0.6, 1.0))
    images, inverse = [], []
    for i in rng.integers(0, len(samples["inverse"]), count):
        y, x = rng.integers(0, height - rows + 1), rng.integers(0, width - cols + 1)
        flip = -1 if rng.random() < 0.5 else 1
        part = (slice(y, y + rows), slice(x, x + cols))
        images.append(np.ascontiguousarray(samples["image"][i][part][:, ::flip]))
        inverse.append(np.ascontiguousarray(samples["inverse"][i][part][:, ::flip]))
    image = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float() / 255.0
    target = torch.from_numpy(np.stack(inverse)).float()[:, None]
    image = F.interpolate(image, size, mode="bilinear", antialias=True).clamp(0, 1)
    return _camera(image), F.interpolate(target, size, mode="nearest-exact")


def _camera(image: Tensor) -> Tensor:
    n = image.shape[0]
    gamma = torch.exp(torch.randn(n, 1, 1, 1) * 0.25)
    gain = torch.exp(torch.randn(n, 1, 1, 1) * 0.15 + torch.randn(n, 3, 1, 1) * 0.08)
    image = (image.clamp(min=1e-3) ** gamma * gain).clamp(0, 1)
    grey = image.mean(1, keepdim=True)
    image = torch.lerp(grey, image, torch.rand(n, 1, 1, 1) * 1.2)
    soft = F.avg_pool2d(F.pad(image, (1, 1, 1, 1), mode="replicate"), 3, 1)
    image = torch.lerp(image, soft, torch.rand(n, 1, 1, 1) * (torch.rand(n, 1, 1, 1) < 0.4))
    grain = torch.randn_like(image) * torch.rand(n, 1, 1, 1) * 0.04 * (torch.rand(n, 1, 1, 1) < 0.5)
    return (image + grain).clamp(0, 1)


def loss_of(found: Tensor, inverse: Tensor) -> tuple[Tensor, dict[str, float]]:
    """`found` is the logarithm of the output, `inverse` is in 1 / metres, 0 for the sky."""
    difference = found - torch.log(inverse.clamp(0.008, NEAREST) / NEAREST)
    flat = difference.flatten(1)
    middle = flat.median(1, keepdim=True).values
    relative = (flat - middle).abs().mean()
    absolute = flat.abs().mean()
    edges = torch.zeros(())
    for scale in range(4):
        d = difference[:, :, :: 2**scale, :: 2**scale]
        edges = edges + (d[..., 1:] - d[..., :-1]).abs().mean()
        edges = edges + (d[..., 1:, :] - d[..., :-1, :]).abs().mean()
    total = 0.7 * relative + 0.3 * absolute + 0.12 * edges
    parts = {"relative": relative, "absolute": absolute, "edges": edges}
    return total, {k: float(v.detach()) for k, v in parts.items()}


def absolute_relative(net: nn.Module, samples: Samples, count: int = 32) -> float:
    """AbsRel of depth after a least-squares scale and shift in inverse depth, held-out pictures."""
    net.eval()
    image = torch.from_numpy(samples["image"][:count]).permute(0, 3, 1, 2).float() / 255.0
    image = F.interpolate(image, (96, 128), mode="bilinear", antialias=True)
    known = samples["inverse"][:count, ::2, ::2].astype(np.float64)
    found = []
    with torch.no_grad():
        outputs = torch.cat([net(part) for part in image.split(8)])[:, 0].numpy()
    for mine, true in zip(outputs, known, strict=True):
        seen = true > 0.01
        p, t = mine[seen], true[seen]
        scale, shift = np.polyfit(p, t, 1, w=1 / np.sqrt(t))
        fitted = np.maximum(scale * p + shift, 0.25 * t.min())
        found.append(float((np.abs(1 / fitted - 1 / t) * t).mean()))
    net.train()
    return float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument(
        "--rows", type=int, default=96, help="height of the crops, a multiple of 32"
    )
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0.0, help="stop by then; 0 is no limit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=Path, help="a shipped model.onnx to go on from")
    train(parser.parse_args())


def train(chosen: argparse.Namespace) -> None:
    """The loop: one checkpoint and one line of log every 100 steps; a third of the batches are
    Cycles renders."""
    torch.set_num_threads(chosen.threads)
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    net = DepthNet().to(memory_format=torch.channels_last)
    if chosen.start:
        pictures, _ = draw(
            _present(chosen.data, ("cast-9",))["cast-9"], 24, (128, 160), np.random.default_rng(0)
        )
        warm_start.load_onnx(net, chosen.start, pictures)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.99), use_buffers=True)
    optimizer = torch.optim.AdamW(net.parameters(), lr=chosen.rate, weight_decay=1e-3)
    first = _restore(out / "last.pt", net, average, optimizer) if chosen.resume else 0
    torch.manual_seed(chosen.seed + first)
    rng = np.random.default_rng([chosen.seed, first])
    sources = _present(chosen.data, ("cast-1", "views-1"))
    tests = _present(chosen.data, ("cast-9", "views-5", "unseen-2"))
    started, sums, counted = time.monotonic(), dict[str, float](), 0
    for step in range(first, chosen.steps):
        spent = (time.monotonic() - started) / (60.0 * chosen.minutes) if chosen.minutes else 0.0
        done = max(step / chosen.steps, min(spent, 1.0))
        for group in optimizer.param_groups:
            group["lr"] = _rate(step - first, done, chosen.rate)
        image, target = draw(
            list(sources.values())[-1 if step % 3 == 0 else 0],
            chosen.batch,
            (chosen.rows, chosen.rows * 4 // 3 // 32 * 32),
            rng,
        )
        with torch.autocast("cpu", torch.bfloat16):
            found = net.logarithm(image.contiguous(memory_format=torch.channels_last))
        loss, parts = loss_of(found, target)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(net)
        sums = {k: sums.get(k, 0.0) + v for k, v in parts.items()}
        counted += 1
        if (step + 1) % 100 == 0 or step + 1 == chosen.steps or spent >= 1.0:
            sums = {k: v / counted for k, v in sums.items()}
            sources = _present(chosen.data, ("cast-1", "views-1"))
            sums |= {k: absolute_relative(average.module, v) for k, v in tests.items()}
            _log(out / "log.csv", step + 1, time.monotonic() - started, sums)
            _save(out / "last.pt", net, average, optimizer, step + 1)
            sums, counted = {}, 0
        if spent >= 1.0:
            break


def _present(folder: Path, stems: tuple[str, ...]) -> dict[str, Samples]:
    """What there is by now: the data may still be growing while the training runs."""
    return {
        stem: shards.read_all(folder, stem) for stem in stems if any(folder.glob(f"{stem}-*.npz"))
    }


def _rate(step: int, done: float, top: float) -> float:
    """Rises over the first steps, then falls along a cosine to a fiftieth as `done` goes to 1."""
    warm = min(1.0, (step + 1) / 100.0)
    return top * warm * (0.02 + 0.98 * 0.5 * (1.0 + float(np.cos(np.pi * done))))


def _restore(
    path: Path, net: nn.Module, average: AveragedModel, optimizer: torch.optim.Optimizer
) -> int:
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    net.load_state_dict(saved["net"])
    average.load_state_dict(saved["average"])
    optimizer.load_state_dict(saved["optimizer"])
    return int(saved["step"])


def _save(
    path: Path, net: nn.Module, average: AveragedModel, optimizer: torch.optim.Optimizer, step: int
) -> None:
    part = path.with_suffix(".part")
    states = {"net": net, "average": average, "optimizer": optimizer}
    torch.save({k: v.state_dict() for k, v in states.items()} | {"step": step}, part)
    os.replace(part, path)


def _log(path: Path, step: int, seconds: float, values: dict[str, float]) -> None:
    row = {"step": step, "seconds": round(seconds, 1)} | {k: round(v, 5) for k, v in values.items()}
    fresh = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(row), extrasaction="ignore")
        if fresh:
            writer.writeheader()
        writer.writerow(row)
    print(row, flush=True)


if __name__ == "__main__":
    main()
