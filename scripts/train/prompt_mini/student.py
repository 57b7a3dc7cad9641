# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The student: a table of word vectors, their weighted mean and maximum, two layers.

The table is made in the manner of model2vec (Tulkens and van Dongen, 2024): each word alone through
the teacher, principal components, and weights that fall with how common the word is.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

HIDDEN = 256
TEACHER = 384


def principal(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The first `count` principal components of (N, D) rows, as unit rows."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred.T @ centred)
    reduced = centred @ axes[:count].T
    return (reduced / np.linalg.norm(reduced, axis=1, keepdims=True).clip(1e-6)).astype(np.float32)


def zipf_weights(count: int, common: int) -> NDArray[np.float32]:
    """Weights of words in the order of how common they are; the last `count - common` are rare."""
    rank = np.minimum(np.arange(count), common) + 1.0
    return np.log1p(rank).astype(np.float32) / np.float32(np.log1p(common + 1.0))


class Student(nn.Module):
    """(B, N) ids, 0 for nothing known, to logits of looks; rows of the table may move a little."""

    def __init__(self, table: Tensor, weights: Tensor, looks: int) -> None:
        super().__init__()
        count, width = table.shape
        self.register_buffer("table", table)
        self.moved = nn.Embedding(count, width, padding_idx=0)
        nn.init.zeros_(self.moved.weight)
        self.gate = nn.Parameter(weights.clamp(1e-3).expm1().log())
        self.gate_of = nn.Linear(width, 1, bias=False)
        nn.init.zeros_(self.gate_of.weight)
        self.first = nn.Linear(2 * width, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN)
        self.looks = nn.Linear(HIDDEN, looks)
        self.to_teacher = nn.Linear(width, TEACHER)
        self.dropout = nn.Dropout(0.2)

    def rows(self) -> tuple[Tensor, Tensor]:
        """Every word's vector (V, W) and weight (V,)."""
        vectors = self.table + self.moved.weight
        weights = F.softplus(self.gate + self.gate_of(vectors)[:, 0])
        known = torch.arange(len(weights)) > 0
        return vectors * known[:, None], weights * known

    def pooled(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """The weighted mean and the maximum over the words, at least 0, both (B, W)."""
        vectors = self.table[ids] + self.moved(ids)
        weights = F.softplus(self.gate[ids] + self.gate_of(vectors)[..., 0]) * (ids > 0)
        weighted = vectors * weights[..., None]
        mean = weighted.sum(1) / weights.sum(1, keepdim=True).clamp(1e-3)
        return mean, weighted.amax(1).clamp(0.0)

    def answer(self, mean: Tensor, most: Tensor) -> Tensor:
        hidden = F.gelu(self.norm(self.first(torch.cat([mean, most], 1))))
        return self.looks(self.dropout(hidden))

    def forward(self, ids: Tensor) -> Tensor:
        return self.answer(*self.pooled(ids))
