# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training views in torch: a turned, scaled, slightly slanted crop of a sample's maps, lit at
random or flat, sometimes in other colours."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from scripts.train.look_mini import computed
from scripts.train.material_mini import lighting, shards
from scripts.train.material_mini.lighting import Batch

CROP = 128
COMPUTED_SHARE = 0.15
LEAST_SPAN = 0.4
"""Share of a sample that the narrowest crop shows."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Every look as "family/look" in order, and the family of each as a number."""

    looks: tuple[str, ...]
    families: tuple[str, ...]
    family_of: tuple[int, ...]


def read_index(folder: Path) -> dict[str, Any]:
    """What data.py wrote of each family, by name."""
    files = sorted(folder.glob("family-*.json"))
    if not files:
        raise SystemExit(f"There is no family-*.json in {folder}: run data.py first.")
    return {f.stem.removeprefix("family-"): json.loads(f.read_text("utf-8")) for f in files}


def read_labels(folder: Path) -> Labels:
    """Of all families in a folder."""
    index = read_index(folder)
    return labels_of(f"{family}/{look}" for family, told in index.items() for look in told["looks"])


def labels_of(looks: Iterable[str]) -> Labels:
    """Of looks written "family/look", those of a family in a row."""
    named = tuple(looks)
    owners = [look.split("/")[0] for look in named]
    families = tuple(dict.fromkeys(owners))
    return Labels(named, families, tuple(families.index(owner) for owner in owners))


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Maps at full, half and quarter size, (6, h, w) float16: base color (sRGB), height in pixels
    of that size, roughness, metallic; and its label.

    `looks` are the labels that are right for it: one look (`is_look`), or all of some families.
    """

    levels: tuple[Tensor, ...]
    looks: Tensor
    is_look: bool


def read_samples(folder: Path, labels: Labels) -> list[list[Sample]]:
    """The rendered samples of each family."""
    found: list[list[Sample]] = []
    for family, told in read_index(folder).items():
        first = labels.looks.index(f"{family}/{told['looks'][0]}")
        parts = shards.read_all(folder, f"train-{family}-{told['key']}")
        count = len(parts["look"])
        found.append([_rendered(parts, i, first, len(labels.looks)) for i in range(count)])
    return found


def _rendered(parts: dict[str, Any], i: int, first: int, count: int) -> Sample:
    looks = torch.zeros(count, dtype=torch.bool)
    looks[first + int(parts["look"][i])] = True
    return Sample(levels_of(parts, i), looks, True)


def read_computed(folder: Path, labels: Labels) -> list[Sample]:
    """The computed surfaces of which we have a family."""
    parts: dict[str, Any] = shards.read_all(folder, "computed")
    members = {k: [f in names for f in labels.families] for k, names in computed.FAMILIES.items()}
    owner = torch.tensor(labels.family_of)
    found: list[Sample] = []
    for i, kind in enumerate(parts["kind"]):
        looks = torch.tensor(members[str(kind)])[owner]
        if looks.any():
            found.append(Sample(levels_of(parts, i), looks, False))
    return found


def levels_of(parts: dict[str, Any], i: int) -> tuple[Tensor, ...]:
    """The maps of a sample at three sizes."""
    color = torch.from_numpy(parts["base_color"][i]).permute(2, 0, 1).float() / 255.0
    planes = [torch.from_numpy(parts[k][i]).float()[None] for k in ("roughness", "metallic")]
    height = torch.from_numpy(parts["height"][i].astype(np.float32))[None].clamp(-3e4, 3e4)
    full = torch.cat((color, height, planes[0] / 255.0, planes[1] / 255.0))
    half = F.avg_pool2d(full[None], 2)[0] * _halved()
    quarter = F.avg_pool2d(half[None], 2)[0] * _halved()
    return tuple(each.half() for each in (full, half, quarter))


def _halved() -> Tensor:
    return torch.tensor([1.0, 1.0, 1.0, 0.5, 1.0, 1.0]).view(6, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Network inputs (N, 3, h, w) in sRGB and what they should be read as."""

    image: Tensor
    looks: Tensor
    is_look: Tensor
    gloss: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What views are drawn from: rendered samples by family, and computed surfaces."""

    rendered: list[list[Sample]]
    computed: list[Sample]


def draw(pool: Pool, count: int, rng: np.random.Generator) -> Views:
    """`count` views of families drawn evenly; a third in other colours, which are no look's."""
    picked = [_pick(pool, rng) for _ in range(count)]
    stacked = torch.stack([_warped(each, rng) for each in picked])
    height = stacked[:, 3:4]
    color = to_linear(stacked[:, 0:3])
    other = torch.rand(count, 1, 1, 1) < 0.35
    batch = Batch(
        torch.where(other, recolored(color), color),
        height,
        lighting.normal_of(lighting.slopes_of(height)),
        stacked[:, 4:5].clamp(0.0, 1.0),
        stacked[:, 5:6].clamp(0.0, 1.0),
    )
    image = exposed(lighting.inputs_of(batch, 0.32, 0.1))
    return Views(
        image,
        torch.stack([each.looks for each in picked]),
        torch.tensor([each.is_look for each in picked]) & ~other.view(-1),
        1.0 - 2.0 * batch.roughness.mean((1, 2, 3)),
    )


def again(seen: Views) -> Views:
    """The same views turned by a quarter and mirrored at random, in slightly other light: far
    cheaper than new ones."""
    image = torch.rot90(seen.image, int(torch.randint(4, ())), (2, 3))
    if torch.rand(()) < 0.5:
        image = image.flip(3)
    return replace(seen, image=exposed(image))


def _pick(pool: Pool, rng: np.random.Generator) -> Sample:
    if pool.computed and rng.random() < COMPUTED_SHARE:
        return pool.computed[int(rng.integers(len(pool.computed)))]
    family = pool.rendered[int(rng.integers(len(pool.rendered)))]
    return family[int(rng.integers(len(family)))]


def _warped(sample: Sample, rng: np.random.Generator) -> Tensor:
    """A crop (6, CROP, CROP) with heights in its own pixels."""
    span = math.exp(rng.uniform(math.log(LEAST_SPAN), 0.0))
    turn = float(rng.choice([0.0, 0.0, 0.0, 1.0, 1.0, 2.0, 3.0])) * math.pi / 2
    turn += float(rng.normal(0.0, 0.06)) if rng.random() < 0.8 else rng.uniform(-0.8, 0.8)
    room = 1.0 - span
    shift = rng.uniform(-room, room, 2)
    source = sample.levels[0].shape[-1] * span / CROP
    level = 0 if source < 1.5 else 1 if source < 3.0 else 2
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    grid = _grid(span, turn, mirror, shift, rng.normal(0.0, 0.06, 2))
    maps = F.grid_sample(
        sample.levels[level][None].float(), grid, align_corners=False, padding_mode="reflection"
    )[0]
    per_pixel = CROP / (span * sample.levels[level].shape[-1])
    return maps * torch.tensor([1, 1, 1, per_pixel, 1, 1]).view(6, 1, 1)


def _grid(span: float, turn: float, mirror: float, shift: np.ndarray, slant: np.ndarray) -> Tensor:
    """Where each pixel of the crop lies in the sample, -1 to 1, (1, h, w, 2)."""
    line = (torch.arange(CROP) + 0.5) * 2.0 / CROP - 1.0
    y, x = torch.meshgrid(line, line * mirror, indexing="ij")
    depth = 1.0 + float(slant[0]) * x + float(slant[1]) * y
    x, y = x * span / depth, y * span / depth
    cos, sin = math.cos(turn), math.sin(turn)
    across = cos * x - sin * y + float(shift[0])
    down = sin * x + cos * y + float(shift[1])
    return torch.stack((across, down), -1)[None]


def to_linear(encoded: Tensor) -> Tensor:
    """sRGB to linear, IEC 61966-2-1."""
    x = encoded.clamp(0.0, 1.0)
    return torch.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


def recolored(linear: Tensor) -> Tensor:
    """The same pattern in other colours: greyed or more vivid, tinted, of another contrast."""
    n = linear.shape[0]
    grey = linear.mean(1, keepdim=True)
    vivid = grey + (linear - grey) * torch.empty(n, 1, 1, 1).uniform_(0.0, 1.4)
    tint = torch.exp(torch.randn(n, 3, 1, 1) * 0.25 + torch.randn(n, 1, 1, 1) * 0.4)
    contrast = torch.exp(torch.randn(n, 1, 1, 1) * 0.3)
    return ((vivid.clamp(1e-4, 1.0) ** contrast) * tint).clamp(0.0, 0.95)


def exposed(image: Tensor) -> Tensor:
    """A little more or less light and another white balance, in sRGB."""
    n = image.shape[0]
    gain = torch.exp(torch.randn(n, 1, 1, 1) * 0.06 + torch.randn(n, 3, 1, 1) * 0.02)
    return (image * gain).clamp(0.0, 1.0)
