# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of all procedural families, three looks each, on a wall and a ball.

python scripts/catalogue.py [--out docs/catalogue.jpg] [--pixels 128] [--samples 24]
python scripts/catalogue.py --family brick --out brick.png    all looks of one family, rendered anew

Pictures are kept in .cache/catalogue: a page that was stopped goes on, and a family that was
rendered anew, with the same pixels and samples, is in the next page.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bpy
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.core.image import FloatArray  # noqa: E402
from addon.scene.images import load_image  # noqa: E402
from addon.scene.lettering import Lettering, lettering  # noqa: E402
from addon.scene.material_picture import render_picture  # noqa: E402
from addon.scene.procedural import (  # noqa: E402
    FAMILIES,
    Family,
    Look,
    build_material,
    from_look,
)

CACHE = ROOT / ".cache" / "catalogue"
LOOKS, COLUMNS = 3, 4
PAPER, INK, FAINT = 0.965, 0.12, 0.42
# JPEG for a README: as good as fits.
QUALITIES, MOST_BYTES = (90, 86, 82, 78, 74, 70), 1_200_000

Shown = tuple[Family, Sequence[Look]]


def main() -> None:
    args = arguments()
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    chosen = [FAMILIES[name] for name in args.family or FAMILIES]
    shown = [(f, f.looks if args.family else spread(f.looks)) for f in chosen]
    for family, looks in shown:
        print(family.id, flush=True)
        for look in looks:
            render(family, look, args, anew=bool(args.family))
    columns = 1 if args.family else COLUMNS
    write(page(shown, args, columns), args.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "catalogue.jpg")
    parser.add_argument("--family", action="append", choices=sorted(FAMILIES))
    parser.add_argument("--pixels", type=int, default=128, help="width of one picture")
    parser.add_argument("--samples", type=int, default=24)
    return parser.parse_args()


def spread(looks: Sequence[Look]) -> Sequence[Look]:
    """The first look, the last and one between: neighbours are often alike."""
    if len(looks) <= LOOKS:
        return looks
    return looks[0], looks[len(looks) // 2], looks[-1]


def render(family: Family, look: Look, args: argparse.Namespace, *, anew: bool) -> None:
    path = picture(family, look, args)
    if path.is_file() and not anew:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    material = build_material(from_look(family, look), look.name)
    try:
        render_picture(material, family.size_m, path, side=args.pixels, samples=args.samples)
    finally:
        bpy.data.materials.remove(material)


def picture(family: Family, look: Look, args: argparse.Namespace) -> Path:
    name = look.name.lower().replace(" ", "-")
    return CACHE / f"{args.pixels}-{args.samples}" / f"{family.id}.{name}.png"


def page(shown: Sequence[Shown], args: argparse.Namespace, columns: int) -> FloatArray:
    """Cells in rows on paper, (H, W, 3) sRGB from the top."""
    with lettering() as letters:
        cells = [cell(letters, family, looks, args) for family, looks in shown]
    return grid(cells, columns, args.pixels // 5)


def grid(cells: Sequence[FloatArray], columns: int, gap: int) -> FloatArray:
    """Pictures (h, w, 3) in rows on paper, `gap` pixels apart, (H, W, 3)."""
    height, width = (max(each.shape[axis] for each in cells) for axis in (0, 1))
    rows = -(-len(cells) // columns)
    sheet = np.full(
        (rows * (height + gap) + gap, columns * (width + gap) + gap, 3), PAPER, np.float32
    )
    for index, each in enumerate(cells):
        top = gap + index // columns * (height + gap)
        left = gap + index % columns * (width + gap)
        sheet[top : top + each.shape[0], left : left + each.shape[1]] = each
    return sheet


def cell(
    letters: Lettering, family: Family, looks: Sequence[Look], args: argparse.Namespace
) -> FloatArray:
    """A family's name over its looks side by side, each with its name below."""
    side, gap = args.pixels, max(2, args.pixels // 32)
    head, foot = round(side * 0.17), round(side * 0.15)
    made = np.full((head + side + foot, len(looks) * (side + gap) - gap, 3), PAPER, np.float32)
    draw(made, letters, family.label, (0, round(head * 0.72)), side * 0.125, INK)
    for index, look in enumerate(looks):
        left = index * (side + gap)
        made[head : head + side, left : left + side] = load_image(
            picture(family, look, args)
        ).pixels[..., :3]
        size = side * 0.09
        name = letters.fitted(look.name, size, side)
        draw(made, letters, name, (left, head + side + round(foot * 0.68)), size, FAINT)
    return made


def draw(
    sheet: FloatArray,
    letters: Lettering,
    text: str,
    pen: tuple[int, int],
    size: float,
    ink: float,
) -> None:
    """A line of text whose baseline begins at `pen`, cut at the sheet's edges."""
    line = letters.line(text, size)
    left, top = max(0, pen[0] + line.left), max(0, pen[1] - line.ascent)
    place = sheet[top : top + line.coverage.shape[0], left : left + line.coverage.shape[1]]
    cover = line.coverage[: place.shape[0], : place.shape[1], None]
    place += cover * (np.float32(ink) - place)


def write(pixels: FloatArray, out: Path) -> None:
    """Write beside, then replace: a PNG by its ending, else a JPEG under the limit."""
    height, width = pixels.shape[:2]
    image: Any = bpy.data.images.new("Catalogue", width, height)
    rgba = np.concatenate([pixels, np.ones((height, width, 1), np.float32)], axis=2)
    image.pixels.foreach_set(np.ascontiguousarray(rgba[::-1]).ravel())
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.part")
    is_png = out.suffix.lower() == ".png"
    image.filepath_raw, image.file_format = str(beside), "PNG" if is_png else "JPEG"
    for quality in QUALITIES:
        image.save(quality=15 if is_png else quality)
        if is_png or beside.stat().st_size <= MOST_BYTES:
            break
    os.replace(beside, out)
    print(f"{out}: {width} x {height}, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
