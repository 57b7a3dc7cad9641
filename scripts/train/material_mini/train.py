# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains material-mini on the shards of data.py; goes on from its checkpoint with --resume.

python scripts/train/material_mini/train.py --data DIR --out DIR --steps 8000 [--resume]
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
from scripts.train.material_mini import lighting, shards
from scripts.train.material_mini.families import HELD_OUT, SKIPPED
from scripts.train.material_mini.lighting import Batch
from scripts.train.material_mini.model import MaterialNet

Samples = dict[str, np.ndarray]


def draw(samples: Samples, count: int, crop: int, rng: np.random.Generator) -> Batch:
    """Random crops, mirrored, turned where the surface allows it, half of them rescaled."""
    size = samples["height"].shape[1]
    span = min(size, round(float(crop * rng.choice([1.0, rng.uniform(0.5, 1.6)]))))
    picked: list[list[np.ndarray]] = []
    keys = ("base_color", "height", "roughness", "metallic")
    for i in rng.integers(0, len(samples["height"]), count):
        y, x = rng.integers(0, size - span + 1, 2)
        turn = int(rng.integers(4)) if samples["turns"][i] else 0
        flip = -1 if rng.random() < 0.5 else 1
        crops = [samples[k][i][y : y + span, x : x + span] for k in keys]
        picked.append([np.ascontiguousarray(np.rot90(c, turn)[:, ::flip]) for c in crops])
    found = {k: _tensor([p[j] for p in picked]) for j, k in enumerate(keys)}
    scale = crop / span
    if span != crop:
        found = {
            k: F.interpolate(v, (crop, crop), mode="bilinear", antialias=scale < 1)
            for k, v in found.items()
        }
    height = found["height"] * scale
    return Batch(
        (found["base_color"] / 255.0).clamp(0.0, 1.0) ** 2.2,
        height,
        lighting.normal_of(lighting.slopes_of(height)),
        other_gloss(found["roughness"] / 255.0, rng),
        (found["metallic"] / 255.0).clamp(0.0, 1.0),
    )


def other_gloss(roughness: Tensor, rng: np.random.Generator) -> Tensor:
    """Every second surface waxed or dulled: gloss is to be seen in highlights, not concluded from
    the kind of surface."""
    shift = rng.uniform(-0.45, 0.45, len(roughness)) * (rng.random(len(roughness)) < 0.5)
    return (roughness + torch.from_numpy(shift).float().view(-1, 1, 1, 1)).clamp(0.03, 1.0)


def _tensor(images: list[np.ndarray]) -> Tensor:
    stacked = torch.from_numpy(np.stack(images)).float()
    return stacked.permute(0, 3, 1, 2) if stacked.ndim == 4 else stacked[:, None]


def loss_of(outputs: tuple[Tensor, ...], batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """Angle of the normal in about radians, how little its slopes correlate, errors of base color
    and roughness, cross entropy of metallic.

    Small errors of base color and roughness count squared: with the absolute error, whose best
    guess is the median, a network half of whose pictures are flat leaves every colour as it is.
    """
    base_color, normal, roughness, metallic = outputs
    apart = 2.0 - 2.0 * (normal * batch.normal).sum(1)
    angle = (apart.clamp(min=0.0) + 1e-4).sqrt().mean()
    shape = unlike(steepness(normal), steepness(batch.normal))
    true = lighting.to_srgb(batch.base_color)
    color = F.smooth_l1_loss(base_color, true, beta=0.08)
    rough = F.smooth_l1_loss(roughness, batch.roughness, beta=0.3)
    metal = F.binary_cross_entropy(metallic.clamp(1e-4, 1 - 1e-4), batch.metallic)
    total = 1.5 * angle + 7.0 * apart.mean() / 2.0 + 0.6 * shape
    total = total + 30.0 * color + 1.0 * rough + 0.05 * metal
    parts = {
        "angle": angle,
        "shape": shape,
        "color": color,
        "roughness": rough,
        "metallic": metal,
    }
    return total, {k: float(v.detach()) for k, v in parts.items()}


def steepness(normal: Tensor) -> Tensor:
    """nx / nz and ny / nz of each picture, (N, 2 h w)."""
    return (normal[:, :2] / normal[:, 2:].clamp(min=0.2)).flatten(1)


def unlike(found: Tensor, true: Tensor) -> Tensor:
    """One minus the correlation of slopes, the mean over pictures; what is flat in truth hardly
    counts."""
    found, true = found - found.mean(1, keepdim=True), true - true.mean(1, keepdim=True)
    spread = true.pow(2).mean(1).sqrt()
    alike = (found * true).mean(1) / (found.pow(2).mean(1).sqrt() * spread + 1e-4)
    weight = spread / (spread + 0.02)
    return ((1.0 - alike) * weight).mean()


def read_sheets(folder: Path) -> Samples:
    """The maps of every family but those kept for the test and those that light passes."""
    left_out = (*HELD_OUT, *SKIPPED)
    files = [f for f in sorted(folder.glob("train-*.npz")) if f.name.split("-")[1] not in left_out]
    parts = [dict(np.load(file)) for file in files]
    keys = ("base_color", "height", "roughness", "metallic")
    found = {key: np.concatenate([part[key] for part in parts]) for key in keys}
    return found | {"turns": np.zeros(len(found["height"]), bool)}


def correlation(net: nn.Module, samples: Samples, flat: bool) -> float:
    """Mean correlation of predicted and true slopes over held-out surfaces."""
    net.eval()
    rng = np.random.default_rng(0)
    found = []
    with torch.no_grad():
        for _ in range(4):
            batch = draw(samples, 8, 192, rng)
            image = lighting.to_srgb(batch.base_color if flat else lighting.photographed(batch))
            normal = net(image)[1]
            for mine, true in zip(normal, batch.normal, strict=True):
                pair = torch.stack([(t[:2] / t[2:]).flatten() for t in (mine, true)])
                found.append(float(torch.corrcoef(pair)[0, 1].nan_to_num()))
    net.train()
    return float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--crop", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0.0, help="stop by then; 0 is no limit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fields", default="fields-1")
    parser.add_argument(
        "--sheets", type=Path, help="look-mini's data: maps of our families, every third batch"
    )
    parser.add_argument("--start", type=Path, help="a shipped model.onnx to begin with")
    parser.add_argument("--resume", action="store_true")
    train(parser.parse_args())


def train(chosen: argparse.Namespace) -> None:
    """The loop: one checkpoint and one line of log every 100 steps."""
    torch.set_num_threads(chosen.threads)
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    net = MaterialNet()
    optimizer = torch.optim.AdamW(net.parameters(), lr=chosen.rate, weight_decay=1e-4)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.995), use_buffers=True)
    first = _restore(out / "last.pt", net, average, optimizer) if chosen.resume else 0
    torch.manual_seed(chosen.seed + first)
    rng = np.random.default_rng([chosen.seed, first])
    fields = shards.read_all(chosen.data, chosen.fields)
    if chosen.start and not first:
        _begin_with(chosen.start, net, average, draw(fields, 48, chosen.crop, rng))
    sheets = read_sheets(chosen.sheets) if chosen.sheets else None
    held_out = shards.read_all(chosen.data, "fields-9")
    started, sums, counted = time.monotonic(), dict[str, float](), 0
    for step in range(first, chosen.steps):
        spent = (time.monotonic() - started) / (60.0 * chosen.minutes) if chosen.minutes else 0.0
        done = max(step / chosen.steps, min(spent, 1.0))
        for group in optimizer.param_groups:
            group["lr"] = _rate(step - first, done, chosen.rate)
        samples = sheets if sheets and step % 3 == 0 else fields
        batch = draw(samples, chosen.batch, chosen.crop, rng)
        image = lighting.inputs_of(batch)
        outputs = net(image)
        loss, parts = loss_of(outputs, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(net)
        sums = {k: sums.get(k, 0.0) + v for k, v in parts.items()}
        counted += 1
        if (step + 1) % 100 == 0 or step + 1 == chosen.steps or spent >= 1.0:
            sums = {k: v / counted for k, v in sums.items()}
            sums |= {
                "flat_r": correlation(average.module, held_out, True),
                "lit_r": correlation(average.module, held_out, False),
            }
            _log(out / "log.csv", step + 1, time.monotonic() - started, sums)
            _save(out / "last.pt", net, average, optimizer, step + 1)
            sums, counted = {}, 0
        if spent >= 1.0:
            break


def _begin_with(model: Path, net: nn.Module, average: AveragedModel, batch: Batch) -> None:
    """Take over the weights of a shipped model."""
    warm_start.load_onnx(net, model, lighting.inputs_of(batch))
    average.module.load_state_dict(net.state_dict())


def _rate(step: int, done: float, top: float) -> float:
    """Rises over the first steps, then falls along a cosine to a fiftieth as `done` goes to 1."""
    warm = min(1.0, (step + 1) / 200.0)
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
        writer = csv.DictWriter(file, fieldnames=list(row))
        if fresh:
            writer.writeheader()
        writer.writerow(row)
    print(row, flush=True)


if __name__ == "__main__":
    main()
