# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How good estimated depth is, beside the best plane in inverse depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from addon.core import depth as depths
from addon.core.card import Measured
from addon.core.guided import guided_upsample
from addon.core.image import ColorSpace, Extent, Image, resize
from scripts.evaluation.shipped import (
    PICTURED,
    Case,
    Floats,
    Judged,
    Model,
    fitted,
    write_picture,
)
from scripts.train.material_mini import shards


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """An sRGB picture (H, W, 3) and metres along the camera axis, 0 where not known."""

    name: str
    image: Floats
    metres: Floats


def depth_of(model: Model, image: Floats, extent: Extent) -> Floats:
    """Relative inverse depth (H, W) at `extent`, enlarged along the picture's edges as in the
    product."""
    source = Image(np.ascontiguousarray(image, np.float32), ColorSpace.SRGB)
    side = model.card.input.short_side
    small = resize(source, source.extent.with_short_side(side)) if side else source
    found = model.run(small.pixels)[model.card.outputs[0].name]
    guide = Image(fitted(source.pixels, extent), ColorSpace.SRGB)
    return guided_upsample(found[..., 0], guide)


def edges_kept(found: Floats, metres: Floats) -> tuple[int, int]:
    """How many depth jumps of more than 30 % there are, and how many show at half strength or more
    within 2 pixels."""
    known = np.where(metres > 0, metres, np.nan)
    jump = np.abs(np.diff(np.log(known), axis=1)) > np.log(1.3)
    rows, cols = np.nonzero(jump)
    inside = (cols >= 2) & (cols < metres.shape[1] - 3)
    rows, cols = rows[inside], cols[inside]
    window = cols[:, None] + np.arange(-2, 4)
    seen = np.log(found[rows[:, None], window])
    true = np.abs(np.log(metres[rows, cols + 1] / metres[rows, cols]))
    return len(rows), int((np.ptp(seen, axis=1) > 0.5 * true).sum())


def depth_figures(model: Model, views: Sequence[View], data: str, pictures: Path | None) -> Judged:
    """AbsRel after the robust scale and shift, beside the best plane; depth jumps kept."""
    cases, jumps, strips = [], np.zeros(2), []
    for view in views:
        height, width = view.metres.shape
        inverse = depth_of(model, view.image, Extent(width, height))
        fit = depths.fit_inverse_depth(inverse, view.metres)
        metres = depths.apply_fit(inverse, fit)
        cases.append(Case(view.name, fit.abs_rel, depths.plane_baseline(view.metres)))
        jumps += edges_kept(metres, view.metres)
        strips.append(depth_strip(view, metres))
    if pictures is not None:
        worst = np.argsort([c.baseline - c.error for c in cases])[:PICTURED]
        write_picture(pictures / f"depth - {data}, first.png", np.concatenate(strips[:PICTURED], 0))
        write_picture(
            pictures / f"depth - {data}, worst.png", np.concatenate([strips[i] for i in worst], 0)
        )
    return Judged(_depth_figures(data, cases, jumps), cases)


def _depth_figures(data: str, cases: Sequence[Case], jumps: Floats) -> list[Measured]:
    error, plane = (
        float(np.mean(x)) for x in ([c.error for c in cases], [c.baseline for c in cases])
    )
    figures = [
        Measured(data, "AbsRel after scale and shift", error, plane, "best plane in inverse depth")
    ]
    if jumps[0] > 100:
        metric = "depth jumps kept within 2 pixels, share, higher is better"
        figures.append(Measured(data, metric, float(jumps[1] / jumps[0]), 0.0, "a plane"))
    return figures


def depth_strip(view: View, metres: Floats) -> Floats:
    """Picture, fitted depth, true depth; near is light, black is unknown."""
    near = float(1 / np.quantile(view.metres[view.metres > 0], 0.02))
    true = np.divide(1, view.metres, out=np.zeros_like(view.metres), where=view.metres > 0)
    maps = [np.repeat(np.clip(x / near, 0, 1)[..., None], 3, 2) for x in (1 / metres, true)]
    return np.concatenate([fitted(p, Extent(320, 240)) for p in (view.image, *maps)], 1)


def made_views(folder: Path, stem: str, limit: int = 64) -> list[View]:
    """Rendered views; what lies beyond 100 m counts as sky."""
    part = shards.read_all(folder, stem)
    made = []
    for i in range(min(limit, len(part["inverse"]))):
        inverse = part["inverse"][i].astype(np.float32)
        metres = np.divide(1, inverse, out=np.zeros_like(inverse), where=inverse > 0.01)
        made.append(View(f"{stem} {i}", part["image"][i].astype(np.float32) / 255, metres))
    return made
