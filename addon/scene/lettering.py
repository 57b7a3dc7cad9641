# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of text as coverage pictures: Blender's own font, filled by numpy without any render.

The outlines come from a text curve; their exact pixel coverage is summed from signed areas, so that
the same text gives the same bytes with any engine and device. Knows nothing of layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import bpy
import numpy as np

from ..core.image import FloatArray

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """Coverage (H, W) from 0 to 1 of one line, and how far its left and baseline lie from its
    pixels: the first column stands `left` pixels right of the pen, the baseline `ascent` rows
    below the top."""

    coverage: FloatArray
    left: int
    ascent: int
    width: float


class Lettering:
    """Sets lines of text; made by `lettering`, which removes what it adds to the file.

    The font is the one inside Blender, whose missing letters come from the fonts beside it.
    """

    def __init__(self) -> None:
        self._curve = bpy.data.curves.new("Maquette lettering", "FONT")
        # Filled, overlapping strokes of a letter would leave holes.
        self._curve.fill_mode = "NONE"
        self._object = bpy.data.objects.new("Maquette lettering", self._curve)
        self._widths: dict[str, float] = {}

    def line(self, text: str, size_px: float) -> Line:
        """One line, `size_px` pixels from one baseline to the next at a line height of 1."""
        edges = self._outline(text) * size_px
        if edges.size == 0:
            return Line(np.zeros((1, 1), np.float32), 0, 0, 0.0)
        left, bottom = np.floor(edges.min(axis=(0, 1))).astype(int)
        right, top = np.ceil(edges.max(axis=(0, 1))).astype(int)
        points = (edges - np.array([left, top])) * np.array([1.0, -1.0])
        coverage = fill(points, (int(top - bottom), int(right - left)))
        return Line(coverage, int(left), int(top), float(edges[..., 0].max()))

    def width(self, text: str, size_px: float) -> float:
        """How far a line reaches, in pixels."""
        if text not in self._widths:
            edges = self._outline(text)
            self._widths[text] = float(edges[..., 0].max()) if edges.size else 0.0
        return self._widths[text] * size_px

    def fitted(self, text: str, size_px: float, limit_px: float) -> str:
        """The text itself, or as much of it as fits with an ellipsis."""
        if self.width(text, size_px) <= limit_px:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(_shortened(text, middle), size_px) <= limit_px:
                low = middle
            else:
                high = middle - 1
        return _shortened(text, low)

    def wrapped(self, text: str, size_px: float, limit_px: float, lines: int) -> tuple[str, ...]:
        """At most `lines` lines, broken at spaces; the last ends with an ellipsis when text is
        left."""
        found: list[str] = []
        words = text.split()
        while words and len(found) < lines - 1:
            count = 1
            while (
                count < len(words) and self.width(" ".join(words[: count + 1]), size_px) <= limit_px
            ):
                count += 1
            found.append(self.fitted(" ".join(words[:count]), size_px, limit_px))
            words = words[count:]
        if words:
            found.append(self.fitted(" ".join(words), size_px, limit_px))
        return tuple(found)

    def _outline(self, text: str) -> np.ndarray:
        """Edges (E, 2, 2) float64 in units of the size, x right and y up from the pen."""
        self._curve.body = " ".join(text.split())
        mesh = self._object.to_mesh()
        if mesh is None:
            return np.empty((0, 2, 2))
        try:
            ends = np.empty(len(mesh.edges) * 2, np.int32)
            mesh.edges.foreach_get("vertices", ends)
            places = np.empty(len(mesh.vertices) * 3, np.float32)
            mesh.vertices.foreach_get("co", places)
        finally:
            self._object.to_mesh_clear()
        return places.reshape(-1, 3)[:, :2].astype(np.float64)[ends].reshape(-1, 2, 2)

    def close(self) -> None:
        bpy.data.objects.remove(self._object)
        bpy.data.curves.remove(self._curve)


def _shortened(text: str, length: int) -> str:
    return text[:length].rstrip(" ,;·") + ELLIPSIS


@contextmanager
def lettering() -> Iterator[Lettering]:
    """A `Lettering`; nothing of it stays in the file."""
    fonts = set(bpy.data.fonts)
    letters = Lettering()
    try:
        yield letters
    finally:
        letters.close()
        bpy.data.batch_remove([each for each in bpy.data.fonts if each not in fonts])


def fill(edges: np.ndarray, shape: tuple[int, int]) -> FloatArray:
    """Pixel coverage (H, W) in 0..1 of closed outlines, as edges (E, 2, 2) in pixels, y down,
    inside.

    Every edge is cut at pixel borders; each piece adds the signed area between it and the right
    border of its pixel, and a sum along the row turns that into coverage, as FreeType's smooth
    rasterizer does. Inside is where the winding number is not zero.
    """
    starts, ends = _cut(edges[:, 0], edges[:, 1], 1)
    starts, ends = _cut(starts, ends, 0)
    rows = np.floor((starts[:, 1] + ends[:, 1]) / 2.0).astype(np.intp)
    columns = np.floor((starts[:, 0] + ends[:, 0]) / 2.0).astype(np.intp)
    fall = ends[:, 1] - starts[:, 1]
    right = 1.0 - ((starts[:, 0] + ends[:, 0]) / 2.0 - columns)
    height, width = shape
    sums = np.zeros((height + 1, width + 2))
    np.add.at(sums, (rows, columns), fall * right)
    np.add.at(sums, (rows, columns + 1), fall * (1.0 - right))
    winding = np.cumsum(sums, axis=1)[:height, :width]
    return np.clip(np.abs(winding), 0.0, 1.0).astype(np.float32)


def _cut(starts: np.ndarray, ends: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """The same edges cut where `axis` crosses whole numbers."""
    low = np.minimum(starts[:, axis], ends[:, axis])
    high = np.maximum(starts[:, axis], ends[:, axis])
    pieces = np.maximum(np.ceil(high) - np.floor(low), 1.0).astype(np.intp)
    edge = np.repeat(np.arange(len(pieces)), pieces)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    bottom = np.maximum(np.floor(low)[edge] + number, low[edge])
    top = np.minimum(np.floor(low)[edge] + number + 1.0, high[edge])
    rising = ends[edge, axis] >= starts[edge, axis]
    begin = _at(starts[edge], ends[edge], axis, np.where(rising, bottom, top))
    finish = _at(starts[edge], ends[edge], axis, np.where(rising, top, bottom))
    level = (low == high)[edge, None]
    return np.where(level, starts[edge], begin), np.where(level, ends[edge], finish)


def _at(starts: np.ndarray, ends: np.ndarray, axis: int, value: np.ndarray) -> np.ndarray:
    """The points of edges where `axis` has `value`."""
    span = ends[:, axis] - starts[:, axis]
    share = np.divide(value - starts[:, axis], span, out=np.zeros_like(span), where=span != 0.0)
    points = starts + share[:, None] * (ends - starts)
    points[:, axis] = value
    return points
