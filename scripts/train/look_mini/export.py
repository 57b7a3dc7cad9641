# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes onnx_models/look-mini/model.onnx from a checkpoint, its labels, sha256 and size into
card.toml and the log beside it.

    python scripts/train/look_mini/export.py --checkpoint RUN/last.pt --data DIR [--float32]

Large weights are stored in 16 bits and widened when the model is opened; it computes in 32 bits.
The temperature of the probabilities is fitted on every second test sample of DIR.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.train.look_mini import views
from scripts.train.look_mini.model import OUTPUTS, LookNet, Shipped
from scripts.train.material_mini import shards
from scripts.train.onnx_export import store_halved

FOLDER = Path(__file__).resolve().parents[3] / "onnx_models" / "look-mini"
OPSET = 17


def export(net: nn.Module, path: Path, *, halved: bool) -> None:
    """Write the model with free height and width and compare it with torch."""
    torch.onnx.export(
        net,
        (torch.rand(1, 3, views.CROP, views.CROP),),
        str(path),
        input_names=["image"],
        output_names=list(OUTPUTS),
        dynamic_axes={"image": {2: "height", 3: "width"}},
        opset_version=OPSET,
        dynamo=False,
    )
    if halved:
        model = onnx.load(str(path))
        store_halved(model)
        onnx.save(model, str(path))
    onnx.checker.check_model(onnx.load(str(path)))
    _compare(net, path, 2e-2 if halved else 1e-3)


def _compare(net: nn.Module, path: Path, most: float) -> None:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    for size in ((views.CROP, views.CROP), (96, 160)):
        image = torch.rand(1, 3, *size)
        with torch.no_grad():
            wanted = net(image)
        found = session.run(None, {"image": image.numpy()})
        worst = max(float(np.abs(a.numpy() - b).max()) for a, b in zip(wanted, found, strict=True))
        print(f"{size}: onnxruntime and torch differ by at most {worst:.2e}")
        if worst > most:
            raise SystemExit("The exported model does not agree with torch.")


def temperature_of(net: LookNet, folder: Path, labels: views.Labels) -> float:
    """What the logits are divided by so that probabilities of families are true on every second
    test sample, each seen as a whole."""
    logits, truth = _judged(net, folder, labels)
    groups = torch.zeros(len(labels.looks), len(labels.families))
    groups[torch.arange(len(labels.looks)), torch.tensor(labels.family_of)] = 1.0

    def loss(temperature: float) -> float:
        found = torch.softmax(logits / temperature, 1) @ groups
        return float(-found[torch.arange(len(truth)), truth].clamp(min=1e-9).log().mean())

    return min((float(t) for t in np.geomspace(0.5, 3.0, 40)), key=loss)


def _judged(net: LookNet, folder: Path, labels: views.Labels) -> tuple[Tensor, Tensor]:
    found, truth = [], []
    for family, told in views.read_index(folder).items():
        any_test = any(folder.glob(f"test-{family}-{told['key']}-*.npz"))
        if family not in labels.families or not any_test:
            continue
        parts = shards.read_all(folder, f"test-{family}-{told['key']}")
        for kind in ("lit", "flat"):
            pictures = torch.from_numpy(parts[kind][::2]).permute(0, 3, 1, 2).float() / 255.0
            side = (views.CROP, views.CROP)
            seen = F.interpolate(pictures, side, mode="bilinear", antialias=True)
            with torch.no_grad():
                found.append(net(seen)[0])
            truth += [labels.families.index(family)] * len(seen)
    return torch.cat(found), torch.tensor(truth)


def describe(folder: Path, labels: views.Labels) -> None:
    """Write labels, sha256 and bytes into the card, in the order of the model's output."""
    data = (folder / "model.onnx").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    print(f"{folder.name}: {len(data)} bytes, sha256 {digest}, {len(labels.looks)} looks")
    card = folder / "card.toml"
    if not card.exists():
        return
    text = re.sub(r'sha256 = "[0-9a-f]*"', f'sha256 = "{digest}"', card.read_text("utf-8"))
    text = re.sub(r"(?m)^bytes = \d+", f"bytes = {len(data)}", text)
    listed = "".join(f'    "{look}",\n' for look in labels.looks)
    text = re.sub(r"(?ms)^labels = \[.*?^\]", lambda _: f"labels = [\n{listed}]", text)
    card.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--float32", action="store_true", help="store every weight in 32 bits")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(chosen.checkpoint, weights_only=True)
    labels = views.labels_of(saved["looks"])
    if labels != views.read_labels(chosen.data):
        print("DIR has other looks than the checkpoint: train.py --resume would learn them.")
    net = LookNet(len(labels.looks))
    net.load_state_dict(saved["average"])
    net.eval()
    temperature = temperature_of(net, chosen.data, labels)
    print(f"temperature {temperature:.2f}")
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "model.part"
    export(Shipped(net, temperature).eval(), part, halved=not chosen.float32)
    os.replace(part, folder / "model.onnx")
    shutil.copyfile(chosen.checkpoint.parent / "log.csv", folder / "training_log.csv")
    describe(folder, labels)


if __name__ == "__main__":
    main()
