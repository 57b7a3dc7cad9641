# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the shipped models beside simple baselines and prints the figures of their cards.

    python scripts/evaluate.py --data DIR [--samples DIR] [--pictures DIR] [--write-cards]

DIR/material and DIR/depth are what the data.py scripts made; `--samples` adds real sets and needs
bpy to read
their files. Everything else is numpy and onnxruntime on the CPU.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.core import depth as depths  # noqa: E402
from addon.core.card import Measured, ModelCard, parse_card  # noqa: E402
from addon.core.image import ColorSpace, Extent, Image, resize  # noqa: E402
from addon.core.png import encode_png  # noqa: E402
from scripts.train.material_mini import shards  # noqa: E402

Floats = NDArray[np.float32]
PICTURED = 10
TABLE_START, TABLE_END = "<!-- measured -->", "<!-- /measured -->"


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """An input in sRGB (H, W, 3) and the truth; what is not known is None."""

    name: str
    image: Floats
    normal: Floats
    base_color: Floats | None
    roughness: Floats | None


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """An sRGB picture (H, W, 3) and metres along the camera axis, 0 where not known."""

    name: str
    image: Floats
    metres: Floats


class Model:
    """A shipped model: its card and an open session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card: ModelCard = parse_card((folder / "card.toml").read_text("utf-8"), folder.name)
        path = folder / self.card.files[0].path
        self._session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        self._names = [output.name for output in self._session.get_outputs()]

    def run(self, image: Floats) -> dict[str, Floats]:
        """Outputs (H, W, C) by name for an sRGB picture; sides are filled up by repeating the
        border."""
        height, width = image.shape[:2]
        full = Extent(width, height).rounded_up(self.card.input.size_multiple)
        fill = ((0, full.height - height), (0, full.width - width), (0, 0))
        padded = np.pad(image, fill, mode="edge").transpose(2, 0, 1)[None]
        found = self._session.run(None, {"image": np.ascontiguousarray(padded, np.float32)})
        cropped = [a[0].transpose(1, 2, 0)[:height, :width] for a in found]
        return dict(zip(self._names, cropped, strict=True))


# Material


def slopes(normal: Floats) -> Floats:
    """nx / nz and ny / nz."""
    return normal[..., :2] / np.maximum(normal[..., 2:], 0.1)


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
) -> list[Measured]:
    """Normals, base color and roughness over the surfaces, with baselines; prints one line for each
    surface."""
    found = [model.run(s.image) for s in surfaces]
    angles = [angle(f["normal"], s.normal) for f, s in zip(found, surfaces, strict=True)]
    alike = [correlation(f["normal"], s.normal) for f, s in zip(found, surfaces, strict=True)]
    flat = [
        angle(np.broadcast_to(np.float32([0, 0, 1]), s.normal.shape), s.normal) for s in surfaces
    ]
    gains = np.linspace(0.25, 6, 12)
    grey = [np.mean([angle(from_luminance(s.image, g), s.normal) for s in surfaces]) for g in gains]
    grey_alike = [correlation(from_luminance(s.image, 1.0), s.normal) for s in surfaces]
    figures = [
        Measured(
            data,
            "normal: mean angular error, degrees",
            np.mean(angles),
            np.mean(flat),
            "flat normal",
        ),
        Measured(
            data,
            "normal: mean angular error, degrees",
            np.mean(angles),
            min(grey),
            "best luminance-gradient normal",
        ),
        Measured(
            data,
            "slopes: correlation, higher is better",
            np.mean(alike),
            np.mean(grey_alike),
            "luminance gradient",
        ),
    ]
    colors = [
        (f["base_color"], s.image, s.base_color)
        for f, s in zip(found, surfaces, strict=True)
        if s.base_color is not None
    ]
    if colors:
        mine, input_, true = (np.stack(part) for part in zip(*colors, strict=True))
        pair = np.abs(mine - true).mean(), np.abs(input_ - true).mean()
        figures.append(
            Measured(
                data,
                "base color: mean absolute error, sRGB 0 to 1",
                *pair,
                "the input as base color",
            )
        )
    rough = [
        (f["roughness"][..., 0], s.roughness)
        for f, s in zip(found, surfaces, strict=True)
        if s.roughness is not None
    ]
    if rough:
        error = np.mean([np.abs(a - b).mean() for a, b in rough])
        best = np.median([float(np.median(b)) for _, b in rough])
        constant = np.mean([np.abs(b - best).mean() for _, b in rough])
        figures.append(
            Measured(
                data, "roughness: mean absolute error", error, constant, f"constant {best:.2f}"
            )
        )
    for s, a, f, r in zip(surfaces, angles, flat, alike, strict=True):
        if len(surfaces) < 30:
            print(f"  {s.name:38} angle {a:5.1f}  flat {f:5.1f}  slope correlation {r:5.2f}")
    if pictures is not None:
        worst = np.argsort([f - a for a, f in zip(angles, flat, strict=True)])[:PICTURED]
        material_sheet(
            pictures / f"material - {data}, first.png", surfaces[:PICTURED], found[:PICTURED]
        )
        material_sheet(
            pictures / f"material - {data}, worst.png",
            [surfaces[i] for i in worst],
            [found[i] for i in worst],
        )
    return figures


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


def fitted(pixels: Floats, extent: Extent) -> Floats:
    return resize(Image(np.ascontiguousarray(pixels, np.float32), ColorSpace.DATA), extent).pixels


def write_picture(path: Path, pixels: Floats) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        encode_png(Image(np.ascontiguousarray(pixels, np.float32), ColorSpace.SRGB), depth=8)
    )


def made_surfaces(folder: Path, stem: str, *, lit: bool) -> list[Surface]:
    """Samples of data.py: flat base colors, or Blender's lit renders of them, as inputs."""
    made = []
    for file in sorted(folder.glob(f"{stem}-*.npz")):
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


# Depth


def depth_of(model: Model, image: Floats, extent: Extent) -> Floats:
    """Relative inverse depth (H, W) at `extent`."""
    source = Image(np.ascontiguousarray(image, np.float32), ColorSpace.SRGB)
    side = model.card.input.short_side
    small = resize(source, source.extent.with_short_side(side)) if side else source
    found = model.run(small.pixels)[model.card.outputs[0].name]
    return fitted(found, extent)[..., 0]


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


def depth_figures(
    model: Model, views: Sequence[View], data: str, pictures: Path | None
) -> list[Measured]:
    """AbsRel after the robust scale and shift, beside the best plane; depth jumps kept."""
    errors, planes, jumps, strips = [], [], np.zeros(2), []
    for view in views:
        height, width = view.metres.shape
        inverse = depth_of(model, view.image, Extent(width, height))
        fit = depths.fit_inverse_depth(inverse, view.metres)
        metres = depths.apply_fit(inverse, fit)
        errors.append(fit.abs_rel)
        planes.append(depths.plane_baseline(view.metres))
        jumps += edges_kept(metres, view.metres)
        if len(views) < 30:
            print(f"  {view.name:38} AbsRel {errors[-1]:.3f}  plane {planes[-1]:.3f}")
        strips.append(depth_strip(view, metres))
    if pictures is not None:
        worst = np.argsort([p - e for e, p in zip(errors, planes, strict=True)])[:PICTURED]
        write_picture(pictures / f"depth - {data}, first.png", np.concatenate(strips[:PICTURED], 0))
        write_picture(
            pictures / f"depth - {data}, worst.png", np.concatenate([strips[i] for i in worst], 0)
        )
    figures = [
        Measured(
            data,
            "AbsRel after scale and shift",
            np.mean(errors),
            np.mean(planes),
            "best plane in inverse depth",
        )
    ]
    if jumps[0] > 100:
        figures.append(
            Measured(
                data,
                "depth jumps kept within 2 pixels, share, higher is better",
                jumps[1] / jumps[0],
                0.0,
                "a plane",
            )
        )
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


# Real samples


def load(path: Path) -> Floats:
    """A picture file as stored, (H, W, 4), first row on top."""
    import bpy

    image = bpy.data.images.load(str(path))
    image.colorspace_settings.name = "Non-Color"
    image.alpha_mode = "CHANNEL_PACKED"
    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[::-1].copy()


def real_surfaces(samples: Path, side: int = 512) -> Iterator[Surface]:
    """The sets whose normal convention is known, base color alone as input, `side` pixels wide."""
    for entry in json.loads((samples / "pbr" / "index.json").read_text("utf-8")):
        if entry["normal_convention"] is None:
            continue
        image = load(samples / entry["base_color"])[..., :3]
        extent = Extent(side, round(side * image.shape[0] / image.shape[1]))
        normal = fitted(load(samples / entry["normal"])[..., :3] * 2 - 1, extent)
        if entry["normal_convention"] == "DX":
            normal[..., 1] *= -1
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6
        rough = None
        if entry["roughness"]:
            channel = "RGBA".find(entry["roughness"]["channel"])
            rough = fitted(load(samples / entry["roughness"]["file"]), extent)[..., max(channel, 0)]
        yield Surface(entry["name"], np.clip(fitted(image, extent), 0, 1), normal, None, rough)


def real_views(samples: Path) -> Iterator[View]:
    """The RGB-D pairs; depth is 16 bit, 1/1000 or 1/5000 metres a step."""
    for entry in json.loads((samples / "depth" / "index.json").read_text("utf-8")):
        steps = 5000.0 if "5000" in entry["encoding"] else 1000.0
        metres = np.round(load(samples / entry["depth"])[..., 0] * 65535.0) / np.float32(steps)
        yield View(
            entry["name"], load(samples / entry["image"])[..., :3], metres.astype(np.float32)
        )


# Cards


def as_toml(figures: Sequence[Measured]) -> str:
    lines = []
    for f in figures:
        lines += [
            "[[measured]]",
            f'data = "{f.data}"',
            f'metric = "{f.metric}"',
            f"value = {f.value:.4g}",
        ]
        lines += [f"baseline = {f.baseline:.4g}", f'baseline_name = "{f.baseline_name}"', ""]
    return "\n".join(lines)


def write_card(folder: Path, figures: Sequence[Measured]) -> None:
    """Replace the card's [[measured]] entries, which are its last part, and the table in the
    README."""
    card = folder / "card.toml"
    head = card.read_text("utf-8").split("[[measured]]")[0].rstrip()
    card.write_text(f"{head}\n\n{as_toml(figures).rstrip()}\n", "utf-8")
    readme = folder / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(TABLE_START)
    after = rest.partition(TABLE_END)[2]
    readme.write_text(f"{before}{TABLE_START}\n{as_table(figures)}\n{TABLE_END}{after}", "utf-8")


def as_table(figures: Sequence[Measured]) -> str:
    """Markdown, with what is better in each row."""
    lines = ["| on | what | model | baseline | |", "|---|---|---|---|---|"]
    for f in figures:
        won = (f.value > f.baseline) == ("higher" in f.metric)
        verdict = "better" if won else "**worse**"
        lines.append(
            f"| {f.data} | {f.metric} | {f.value:.3g} | {f.baseline:.3g} ({f.baseline_name}) | {verdict} |"
        )
    return "\n".join(lines)


def report(title: str, figures: Sequence[Measured]) -> list[Measured]:
    print(title)
    for f in figures:
        print(f"  {f.metric:58} {float(f.value):8.4f}   {f.baseline_name}: {float(f.baseline):.4f}")
    return list(figures)


def evaluate_material(
    model: Model, data: Path, samples: Path | None, pictures: Path | None
) -> list[Measured]:
    found: list[Measured] = []
    folder = data / "material"
    for name, stem, lit in (
        ("flat base colors of families it never saw, Blender", "renders-test", False),
        ("lit renders of families it never saw, Blender", "renders-test", True),
        ("200 computed surfaces it never saw, flat", "fields-9", False),
    ):
        surfaces = made_surfaces(folder, stem, lit=lit)
        if surfaces:
            found += report(
                f"{name} ({len(surfaces)})", material_figures(model, surfaces, name, pictures)
            )
    if samples is not None:
        name = "18 real sets, base color alone, 512 px"
        found += report(name, material_figures(model, list(real_surfaces(samples)), name, pictures))
    return found


def evaluate_depth(
    model: Model, data: Path, samples: Path | None, pictures: Path | None
) -> list[Measured]:
    found: list[Measured] = []
    for name, stem in (
        ("renders of kinds of room and site it never saw", "unseen-2"),
        ("renders of rooms and streets it never saw", "views-5"),
    ):
        if any((data / "depth").glob(f"{stem}-*.npz")):
            views = made_views(data / "depth", stem)
            found += report(f"{name} ({len(views)})", depth_figures(model, views, name, pictures))
    if samples is not None:
        name = "3 real RGB-D pairs"
        found += report(name, depth_figures(model, list(real_views(samples)), name, pictures))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", choices=("material", "depth"))
    parser.add_argument("--write-cards", action="store_true")
    chosen = parser.parse_args()
    for task, judge in (("material", evaluate_material), ("depth", evaluate_depth)):
        folder = ROOT / "onnx_models" / f"{task}-mini"
        if chosen.only in (None, task):
            figures = judge(Model(folder), chosen.data, chosen.samples, chosen.pictures)
            if chosen.write_cards and figures:
                write_card(folder, figures)


if __name__ == "__main__":
    main()
