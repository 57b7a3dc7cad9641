# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a checkpoint's averaged weights to model.onnx with free height and width, compared with
torch.

Also copies the training log beside it and writes sha256 and bytes into an existing card.toml.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from torch import nn

ROOT = Path(__file__).resolve().parents[2]
OPSET = 17
LARGE = 256
HALF_STEPS = 2e-2
"""What weights kept as float16 may change an output of the range 0 to 1."""


def export(
    net: nn.Module, checkpoint: Path, model: str, outputs: Sequence[str], size: tuple[int, int]
) -> None:
    """Write, check and describe the model; the checkpoint's folder gives the log."""
    saved = torch.load(checkpoint, weights_only=True)["average"]
    net.load_state_dict(
        {k.removeprefix("module."): v for k, v in saved.items() if k.startswith("module.")}
    )
    net.eval()
    folder = ROOT / "onnx_models" / model
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "model.part"
    example = torch.rand(1, 3, 64, 96)
    free = {2: "height", 3: "width"}
    torch.onnx.export(
        net,
        (example,),
        str(part),
        input_names=["image"],
        output_names=list(outputs),
        dynamic_axes=dict.fromkeys(("image", *outputs), free),
        opset_version=OPSET,
        dynamo=False,
    )
    made = onnx.load(str(part))
    store_halved(made)
    onnx.save(made, str(part))
    onnx.checker.check_model(made)
    _compare(net, part, size)
    os.replace(part, folder / "model.onnx")
    log = checkpoint.parent / "log.csv"
    if log.exists():
        shutil.copyfile(log, folder / "training_log.csv")
    _describe(folder)


def store_halved(model: onnx.ModelProto) -> None:
    """Keep large weights as float16, each with a Cast to what it was."""
    graph: Any = model.graph
    casts = []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < LARGE:
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}_half"))
        casts.append(helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)


def _compare(net: nn.Module, path: Path, size: tuple[int, int]) -> None:
    image = torch.rand(1, 3, *size)
    with torch.no_grad():
        wanted = net(image)
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {"image": image.numpy()})
    worst = max(float(np.abs(a.numpy() - b).max()) for a, b in zip(wanted, found, strict=True))
    print(f"onnxruntime and torch differ by at most {worst:.2e}")
    if worst > HALF_STEPS:
        raise SystemExit("The exported model does not agree with torch.")


def _describe(folder: Path) -> None:
    data = (folder / "model.onnx").read_bytes()
    card = folder / "card.toml"
    print(f"{folder.name}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    if card.exists():
        text = re.sub(
            r'sha256 = "[0-9a-f]*"',
            f'sha256 = "{hashlib.sha256(data).hexdigest()}"',
            card.read_text("utf-8"),
        )
        card.write_text(re.sub(r"(?m)^bytes = \d+", f"bytes = {len(data)}", text), "utf-8")


if __name__ == "__main__":
    raise SystemExit("Run scripts/train/<model>/export.py instead.")
