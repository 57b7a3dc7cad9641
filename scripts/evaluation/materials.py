# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How good estimated material maps are, beside flat normals, luminance gradients and constants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from addon.core.card import Measured
from addon.core.image import Extent
from scripts.evaluation.shipped import (
    PICTURED,
    Case,
    Floats,
    Judged,
    Model,
    fitted,
    write_picture,
)

MOST_SHARDS = 12
FLAT = np.float32([0.0, 0.0, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """An input in sRGB (H, W, 3) and the truth; what is not known is None."""

    name: str
    image: Floats
    normal: Floats
    base_color: Floats | None
    roughness: Floats | None


def slopes(normal: Floats) -> Floats:
    """nx / nz and ny / nz."""
    z: Floats = np.maximum(normal[..., 2:], 0.1)
    return normal[..., :2] / z


def correlation(found: Floats, true: Floats) -> float:
    """Of the surface slopes over all pixels; 0 where one of the two is flat."""
    a, b = slopes(found).ravel().astype(np.float64), slopes(true).ravel().astype(np.float64)
    spread = a.std() * b.std()
    return float(((a - a.mean()) * (b - b.mean())).mean() / spread) if spread > 1e-9 else 0.0


def angle(found: Floats, true: Floats) -> float:
    """Mean angle between normals, degrees."""
    cosine = np.clip((found * true).sum(-1), -1.0, 1.0)
    return float(np.degrees(np.arccos(cosine)).mean())


def from_luminance(image: Floats, gain: float) -> Floats:
    """The normal of a relief whose height is `gain` pixels times luminance."""
    level = image @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    down, right = np.gradient(level * np.float32(gain))
    raw = np.stack([-right, down, np.ones_like(level)], -1)
    return (raw / np.linalg.norm(raw, axis=-1, keepdims=True)).astype(np.float32)


def material_figures(
    model: Model, surfaces: Sequence[Surface], data: str, pictures: Path | None
) -> Judged:
    """Normals, base color and roughness over the surfaces, with baselines."""
    found = [model.run(s.image) for s in surfaces]
    flat = [angle(np.broadcast_to(FLAT, s.normal.shape), s.normal) for s in surfaces]
    angles = [angle(f["normal"], s.normal) for f, s in zip(found, surfaces, strict=True)]
    figures = [
        *_normal_figures(data, surfaces, found, angles, flat),
        *_color_figures(data, surfaces, found),
        *_roughness_figures(data, surfaces, found),
    ]
    cases = [Case(s.name, a, f) for s, a, f in zip(surfaces, angles, flat, strict=True)]
    if pictures is not None:
        worst = np.argsort([c.baseline - c.error for c in cases])[:PICTURED]
        for name, chosen in (("first", range(min(PICTURED, len(cases)))), ("worst", worst)):
            path = pictures / f"material - {data}, {name}.png"
            material_sheet(path, [surfaces[i] for i in chosen], [found[i] for i in chosen])
    return Judged(figures, cases)


def _normal_figures(
    data: str,
    surfaces: Sequence[Surface],
    found: Sequence[dict[str, Floats]],
    angles: Sequence[float],
    flat: Sequence[float],
) -> list[Measured]:
    gains = np.linspace(0.25, 6, 12)
    grey = [np.mean([angle(from_luminance(s.image, g), s.normal) for s in surfaces]) for g in gains]
    alike = [correlation(f["normal"], s.normal) for f, s in zip(found, surfaces, strict=True)]
    grey_alike = [correlation(from_luminance(s.image, 1.0), s.normal) for s in surfaces]
    error, mean = "normal: mean angular error, degrees", float(np.mean(angles))
    shape = "slopes: correlation, higher is better"
    return [
        Measured(data, error, mean, float(np.mean(flat)), "flat normal"),
        Measured(data, error, mean, float(min(grey)), "best luminance-gradient normal"),
        Measured(
            data, shape, float(np.mean(alike)), float(np.mean(grey_alike)), "luminance gradient"
        ),
    ]


def _color_figures(
    data: str, surfaces: Sequence[Surface], found: Sequence[dict[str, Floats]]
) -> list[Measured]:
    """As exposed, and apart from exposure, which no single picture tells: each picture scaled to
    the true mean."""
    known = [(s, f) for s, f in zip(surfaces, found, strict=True) if s.base_color is not None]
    if not known:
        return []
    true = np.stack([s.base_color for s, _ in known if s.base_color is not None])
    mine, given = (
        np.stack([f["base_color"] for _, f in known]),
        np.stack([s.image for s, _ in known]),
    )
    pairs = (
        ("base color: mean absolute error, sRGB 0 to 1", mine, given),
        (
            "base color: the same, exposure set right",
            exposed_like(mine, true),
            exposed_like(given, true),
        ),
    )
    name = "the input as base color"
    return [
        Measured(data, metric, float(np.abs(a - true).mean()), float(np.abs(b - true).mean()), name)
        for metric, a, b in pairs
    ]


def exposed_like(pictures: Floats, true: Floats) -> Floats:
    """sRGB pictures (N, H, W, 3), each scaled in linear light to the mean of its true one."""
    linear, wanted = (np.clip(x, 0.0, 1.0) ** 2.2 for x in (pictures, true))
    gain = wanted.mean((1, 2, 3), keepdims=True) / (linear.mean((1, 2, 3), keepdims=True) + 1e-6)
    return (np.clip(linear * gain, 0.0, 1.0) ** (1 / 2.2)).astype(np.float32)


def _roughness_figures(
    data: str, surfaces: Sequence[Surface], found: Sequence[dict[str, Floats]]
) -> list[Measured]:
    known = [
        (f["roughness"][..., 0], s.roughness)
        for f, s in zip(found, surfaces, strict=True)
        if s.roughness is not None
    ]
    if not known:
        return []
    error = float(np.mean([np.abs(a - b).mean() for a, b in known]))
    best = float(np.median([float(np.median(b)) for _, b in known]))
    constant = float(np.mean([np.abs(b - best).mean() for _, b in known]))
    metric = "roughness: mean absolute error"
    return [Measured(data, metric, error, constant, f"constant {best:.2f}")]


def material_sheet(
    path: Path, surfaces: Sequence[Surface], found: Sequence[dict[str, Floats]]
) -> None:
    """Columns: input, base color, true base color, normal, true normal, roughness, true
    roughness."""
    rows = []
    for s, f in zip(surfaces, found, strict=True):
        rough = (
            np.zeros_like(s.image)
            if s.roughness is None
            else np.repeat(s.roughness[..., None], 3, 2)
        )
        true = np.zeros_like(s.image) if s.base_color is None else s.base_color
        parts = (
            s.image,
            f["base_color"],
            true,
            f["normal"] / 2 + 0.5,
            s.normal / 2 + 0.5,
            np.repeat(f["roughness"], 3, 2),
            rough,
        )
        rows.append(np.concatenate([fitted(p, Extent(192, 192)) for p in parts], 1))
    write_picture(path, np.concatenate(rows, 0))


def made_surfaces(folder: Path, stem: str, *, lit: bool) -> list[Surface]:
    """Samples of data.py: flat base colors, or Blender's lit renders of them, as inputs."""
    made = []
    for file in sorted(folder.glob(f"{stem}-*.npz"))[:MOST_SHARDS]:
        part = dict(np.load(file))
        for i in range(len(part["height"])):
            color = part["base_color"][i].astype(np.float32) / 255
            normal = normal_of(part["height"][i].astype(np.float32))
            rough = part["roughness"][i].astype(np.float32) / 255
            inputs = part["lit"][i].astype(np.float32) / 255 if lit else [color]
            made += [
                Surface(f"{file.stem} {i}", x, normal, color if lit else None, rough)
                for x in inputs
            ]
    return made


def normal_of(height: Floats) -> Floats:
    """Of a height in pixels, OpenGL (Y+)."""
    down, right = np.gradient(height)
    raw = np.stack([-right, down, np.ones_like(height)], -1)
    return (raw / np.linalg.norm(raw, axis=-1, keepdims=True)).astype(np.float32)
