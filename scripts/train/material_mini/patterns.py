# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two-dimensional patterns in numpy: noise, cells, courses of bricks and boards, weaves.

Fields are float32 (n, n), rows go down the picture, lengths are pixels. Knows nothing of colour or
light.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Which element a pixel belongs to, how far its edge is, and where in the element the pixel
    lies."""

    ids: Ids
    edge: Field
    u: Field
    v: Field

    def per_element(self, rng: np.random.Generator) -> Field:
        """One random number in [0, 1) for each element."""
        return rng.random(4096, dtype=np.float32)[self.ids % 4096]


def grid(n: int) -> tuple[Field, Field]:
    """Pixel-centre coordinates x, y."""
    axis = np.arange(n, dtype=np.float32) + 0.5
    return np.meshgrid(axis, axis, indexing="xy")


def turned(x: Field, y: Field, angle: float) -> tuple[Field, Field]:
    """Coordinates turned by `angle` radians."""
    c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return c * x + s * y, c * y - s * x


def noise(
    rng: np.random.Generator,
    n: int,
    beta: float,
    *,
    low: float = 2.0,
    stretch: float = 1.0,
    angle: float = 0.0,
) -> Field:
    """Gaussian noise of zero mean and unit deviation with a power spectrum 1 / f^(2 beta).

    `low` is the lowest frequency with full weight (cycles a picture); `stretch` > 1 makes streaks
    along `angle`.
    """
    fy = np.fft.fftfreq(n, 1.0 / n)[:, None]
    fx = np.fft.rfftfreq(n, 1.0 / n)[None, :]
    c, s = np.cos(angle), np.sin(angle)
    along, across = c * fx + s * fy, c * fy - s * fx
    f = np.hypot(along * np.sqrt(stretch), across / np.sqrt(stretch))
    weight = np.maximum(f, low) ** -beta * (f > 0.0)
    spectrum = np.fft.rfft2(rng.standard_normal((n, n), dtype=np.float32)) * weight
    field = np.fft.irfft2(spectrum, s=(n, n)).astype(np.float32)
    return field / (field.std() + 1e-9)


def blur(field: Field, sigma: float) -> Field:
    """Gaussian blur with wrap-around."""
    n = field.shape[0]
    fy = np.fft.fftfreq(n)[:, None]
    fx = np.fft.rfftfreq(n)[None, :]
    keep = np.exp(-2.0 * (np.pi * sigma) ** 2 * (fx**2 + fy**2))
    return np.fft.irfft2(np.fft.rfft2(field) * keep, s=field.shape).astype(np.float32)


def smoothstep(low: float | Field, high: float | Field, value: Field) -> Field:
    """0 below `low`, 1 above `high`, a smooth step between."""
    t = np.clip((value - low) / (high - low + 1e-6), 0.0, 1.0)
    return (t * t * (3.0 - 2.0 * t)).astype(np.float32)


def wobble(
    rng: np.random.Generator, n: int, amount: float, low: float = 6.0
) -> tuple[Field, Field]:
    """Pixel coordinates shaken by smooth noise of the given deviation in pixels."""
    x, y = grid(n)
    return x + amount * noise(rng, n, 2.0, low=low), y + amount * noise(rng, n, 2.0, low=low)


def _key(i: Ids, j: Ids) -> Ids:
    return np.abs(i * 73856093 ^ j * 19349663)


def courses(
    rng: np.random.Generator,
    x: Field,
    y: Field,
    size: tuple[float, float],
    *,
    bond: float,
    vary: float,
) -> Layout:
    """Rows of bricks or boards; `bond` shifts each row (0.5 is running bond, negative: at random),
    `vary` their lengths."""
    width, height = size
    j = np.floor(y / height).astype(np.int64)
    shift = rng.random(4096, dtype=np.float32)[j % 4096] if bond < 0.0 else (j * bond) % 1.0
    along = x + (shift * width).astype(np.float32)
    i = np.floor(along / width).astype(np.int64)
    table = (rng.random(4096, dtype=np.float32) - 0.5) * vary * width

    def border(k: Ids) -> Field:
        return (k * width + table[_key(k, j) % 4096]).astype(np.float32)

    i = i - (along < border(i)) + (along >= border(i + 1))
    left, right = border(i), border(i + 1)
    u = along - (left + right) / 2.0
    v = y - (j + 0.5) * height
    edge = np.minimum((right - left) / 2.0 - np.abs(u), height / 2.0 - np.abs(v))
    return Layout(_key(i, j), edge.astype(np.float32), u, v.astype(np.float32))


def herringbone(x: Field, y: Field, width: float, ratio: int) -> Layout:
    """Blocks `ratio` times as long as wide, laid in herringbone."""
    cx, cy = np.floor(x / width).astype(np.int64), np.floor(y / width).astype(np.int64)
    d = (cx - cy) % (2 * ratio)
    lying = d < ratio
    sx, sy = np.where(lying, cx - d, cx), np.where(lying, cy, cy - (2 * ratio - 1 - d))
    long = ratio * width / 2.0
    dx = x - sx * width - np.where(lying, long, width / 2.0)
    dy = y - sy * width - np.where(lying, width / 2.0, long)
    u, v = np.where(lying, dx, dy), np.where(lying, dy, dx)
    edge = np.minimum(long - np.abs(u), width / 2.0 - np.abs(v))
    return Layout(_key(sx * 2 + lying, sy), *(a.astype(np.float32) for a in (edge, u, v)))


def cells(
    rng: np.random.Generator, x: Field, y: Field, size: tuple[float, float], jitter: float
) -> Layout:
    """Voronoi cells of a jittered grid (Worley 1996); `edge` is the distance to the border to the
    next cell."""
    width, height = size
    gx, gy = x / width, y / height
    bx, by = np.floor(gx).astype(np.int64), np.floor(gy).astype(np.int64)
    tx, ty = (rng.random(4096, dtype=np.float32) - 0.5 for _ in range(2))
    best = np.full(x.shape, 1e9, np.float32)
    second = best.copy()
    near = [np.zeros_like(best) for _ in range(4)]
    ids = np.zeros(x.shape, np.int64)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            key = _key(bx + dx, by + dy)
            px = (bx + dx + 0.5 + jitter * tx[key % 4096]) * width - x
            py = (by + dy + 0.5 + jitter * ty[key % 4096]) * height - y
            d = px * px + py * py
            first = d < best
            runner = ~first & (d < second)
            for to, new, old in ((near[2], px, near[0]), (near[3], py, near[1])):
                to[:] = np.where(first, old, np.where(runner, new, to))
            second = np.where(first, best, np.where(runner, d, second))
            near[0], near[1] = np.where(first, px, near[0]), np.where(first, py, near[1])
            best = np.where(first, d, best)
            ids = np.where(first, key, ids)
    gap = np.hypot(near[0] - near[2], near[1] - near[3]) + 1e-6
    edge = (second - best) / (2.0 * gap)
    return Layout(
        ids, edge.astype(np.float32), (-near[0]).astype(np.float32), (-near[1]).astype(np.float32)
    )


def hexagons(x: Field, y: Field, size: float) -> Layout:
    """Regular hexagons `size` wide."""
    step = np.sqrt(3.0) * size

    def lattice(ox: float, oy: float) -> tuple[Ids, Field, Field]:
        i, j = np.round((x - ox) / size), np.round((y - oy) / step)
        return (
            _key(2 * i.astype(np.int64) + (ox > 0), 2 * j.astype(np.int64) + (ox > 0)),
            x - ox - i * size,
            y - oy - j * step,
        )

    a, b = lattice(0.0, 0.0), lattice(size / 2.0, step / 2.0)
    use = a[1] ** 2 + a[2] ** 2 < b[1] ** 2 + b[2] ** 2
    u, v = np.where(use, a[1], b[1]), np.where(use, a[2], b[2])
    reach = np.maximum(np.abs(u), 0.5 * np.abs(u) + np.sqrt(0.75) * np.abs(v))
    return Layout(
        np.where(use, a[0], b[0]), *(f.astype(np.float32) for f in (size / 2.0 - reach, u, v))
    )


def weave(x: Field, y: Field, period: float, kind: str) -> tuple[Field, NDArray[np.bool_], Layout]:
    """Height in [0, 1], where the warp lies on top, and the threads; kind: plain, twill, basket or
    satin."""
    i, j = np.floor(x / period).astype(np.int64), np.floor(y / period).astype(np.int64)
    u, v = x / period - i - 0.5, y / period - j - 0.5
    up = {
        "plain": (i + j) % 2 == 0,
        "twill": (i + j) % 4 < 2,
        "basket": (i // 2 + j // 2) % 2 == 0,
        "satin": (2 * i + j) % 5 == 0,
    }[kind]
    over = np.where(up, 1.0, -1.0)
    warp = np.sqrt(np.maximum(0.0, 1.0 - (2.05 * u) ** 2)) + 0.5 * over * np.cos(np.pi * v)
    weft = np.sqrt(np.maximum(0.0, 1.0 - (2.05 * v) ** 2)) - 0.5 * over * np.cos(np.pi * u)
    top = warp > weft
    height = (np.maximum(warp, weft) / 1.5).astype(np.float32)
    edge = (np.where(top, 0.5 - np.abs(u), 0.5 - np.abs(v)) * period).astype(np.float32)
    layout = Layout(
        np.where(top, i * 2, j * 2 + 1) % 4096, edge, u.astype(np.float32), v.astype(np.float32)
    )
    return height, top, layout


def strokes(
    rng: np.random.Generator,
    n: int,
    count: int,
    size: tuple[float, float],
    spread: float,
    bend: float,
) -> tuple[Field, Ids]:
    """Overlapping blades of (length, width) laid one over the other; height in blade widths, and
    the blade's number."""
    height = np.zeros((n, n), np.float32)
    ids = np.zeros((n, n), np.int64)
    base = rng.uniform(0, 2 * np.pi)
    reach = int(size[0] * 0.65 + size[1]) + 2
    axis = np.arange(-reach, reach + 1)
    gx, gy = np.meshgrid(axis, axis, indexing="xy")
    for k in range(1, count + 1):
        cx, cy = rng.integers(0, n, 2)
        length, width = size[0] * rng.uniform(0.6, 1.2), size[1] * rng.uniform(0.6, 1.4)
        along, across = turned(
            gx.astype(np.float32), gy.astype(np.float32), base + spread * rng.uniform(-np.pi, np.pi)
        )
        across = across + bend * rng.uniform(-1, 1) * along**2 / length
        half = width / 2.0 * np.sqrt(np.clip(1.0 - (2.0 * along / length) ** 2, 0.0, 1.0)) + 1e-3
        cover = np.abs(across) < half
        lift = (
            k * 2.0 / count
            + rng.uniform(0.0, 0.7)
            + 0.5 * np.sqrt(np.clip(1.0 - (across / half) ** 2, 0.0, 1.0))
            + 0.6 * along / length
        )
        rows, cols = np.ix_((cy + axis) % n, (cx + axis) % n)
        on = cover & (lift > height[rows, cols])
        height[rows, cols] = np.where(on, lift, height[rows, cols])
        ids[rows, cols] = np.where(on, k, ids[rows, cols])
    return height, ids
