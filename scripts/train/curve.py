# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws onnx_models/<model>/training_curve.png from the training_log.csv beside it; needs bpy.

python scripts/train/curve.py depth-mini material-mini
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from addon.core.image import ColorSpace, Image  # noqa: E402
from addon.core.png import encode_png  # noqa: E402
from addon.scene.lettering import Lettering, lettering  # noqa: E402

Floats = NDArray[np.float32]
PANEL, MARGIN, TEXT = (300, 170), 12, 17
INK, LINE, PAPER = (0.15, 0.15, 0.17), (0.10, 0.38, 0.65), (0.98, 0.98, 0.97)


def read_log(path: Path) -> dict[str, Floats]:
    """Columns by name."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows], np.float32) for key in rows[0]}


def write_text(canvas: Floats, letters: Lettering, text: str, x: int, y: int) -> None:
    """Left at x, baseline at y."""
    line = letters.line(text, TEXT)
    height, width = line.coverage.shape
    top, left = y - line.ascent, x + line.left
    part = canvas[top : top + height, left : left + width]
    cover = line.coverage[: part.shape[0], : part.shape[1], None]
    part[:] = part + (np.array(INK, np.float32) - part) * cover


def draw_line(canvas: Floats, xs: Floats, ys: Floats) -> None:
    """A polyline, two pixels thick."""
    for x0, x1, y0, y1 in zip(xs[:-1], xs[1:], ys[:-1], ys[1:], strict=True):
        count = int(max(abs(x1 - x0), abs(y1 - y0))) * 2 + 2
        columns = np.linspace(x0, x1, count).astype(int)
        rows = np.linspace(y0, y1, count).astype(int)
        for shift in (0, 1):
            canvas[rows + shift, columns] = LINE


def panel(letters: Lettering, name: str, steps: Floats, values: Floats) -> Floats:
    """One measure over the steps, with its first, last, lowest and highest value."""
    width, height = PANEL
    canvas = np.full((height, width, 3), PAPER, np.float32)
    low, high = float(values.min()), float(values.max())
    top, bottom = 2 * TEXT + MARGIN, height - TEXT - MARGIN
    span = max(high - low, 1e-9)
    xs = MARGIN + (steps - steps[0]) / max(float(steps[-1] - steps[0]), 1.0) * (width - 2 * MARGIN)
    ys = bottom - (values - low) / span * (bottom - top)
    canvas[bottom + 2, MARGIN : width - MARGIN] = INK
    draw_line(canvas, xs, ys)
    write_text(canvas, letters, f"{name}: {values[0]:.3g} to {values[-1]:.3g}", MARGIN, TEXT + 2)
    write_text(canvas, letters, f"steps {int(steps[0])} to {int(steps[-1])}", MARGIN, height - 8)
    return canvas


def draw(folder: Path) -> None:
    """Three panels a row, one for each column of the log."""
    log = read_log(folder / "training_log.csv")
    with lettering() as letters:
        panels = [
            panel(letters, key.replace("_", " "), log["step"], values)
            for key, values in log.items()
            if key not in ("step", "seconds")
        ]
    blank = np.full_like(panels[0], PAPER)
    panels += [blank] * (-len(panels) % 3)
    rows = [np.concatenate(panels[i : i + 3], 1) for i in range(0, len(panels), 3)]
    image = Image(np.concatenate(rows, 0), ColorSpace.SRGB)
    (folder / "training_curve.png").write_bytes(encode_png(image, depth=8))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("models", nargs="+")
    for model in parser.parse_args().models:
        draw(ROOT / "onnx_models" / model)


if __name__ == "__main__":
    main()
