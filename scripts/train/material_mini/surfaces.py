# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random surfaces in numpy: base color, height, roughness and metallic of bricks, boards, stones, cloth, metal, ground.

The structure is the point: joints may be darker or lighter than what they join, prints are flat, slopes are as
gentle as those of real surfaces. Knows nothing of Blender or of light.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.patterns import Field, Layout

Rng = np.random.Generator
Color = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """Base color (n, n, 3) linear; height in pixels; roughness and metallic (n, n) in [0, 1]."""

    base_color: Color
    height: Field
    roughness: Field
    metallic: Field
    turns: bool
    """May be turned by 90 degrees without looking wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A family's first answer; `finish` adds wear, cavities and the slope scale."""

    base_color: Color
    height: Field
    roughness: Field
    slope: float = 1.0
    metallic: float = 0.0
    turns: bool = True


def earthy(rng: Rng) -> Color:
    """A linear colour such as building materials have: mostly low saturation, warm more often than not."""
    hue = rng.choice([rng.normal(0.07, 0.03), rng.uniform(0, 1)], p=[0.7, 0.3]) % 1.0
    saturation = rng.beta(1.4, 2.6)
    value = np.clip(rng.normal(0.52, 0.22), 0.05, 0.97)
    k = (np.array([5.0, 3.0, 1.0]) + hue * 6.0) % 6.0
    srgb = value - value * saturation * np.clip(np.minimum(k, 4.0 - k), 0.0, 1.0)
    return (srgb**2.2).astype(np.float32)


def tinted(color: Color, amount: Field) -> Color:
    """A colour made lighter or darker by exp(amount)."""
    return (color * np.exp(amount)[..., None]).astype(np.float32)


def mixed(a: Color, b: Color, mask: Field) -> Color:
    """a where mask is 0, b where it is 1."""
    return (a + (b - a) * mask[..., None]).astype(np.float32)


def _texture(rng: Rng, n: int, grain: float = 1.0, angle: float = 0.0) -> Field:
    return pt.noise(rng, n, rng.uniform(0.6, 1.6), low=rng.uniform(3, 24), stretch=grain, angle=angle)


def _joined(rng: Rng, n: int, lay: Layout, unit: float, *, grain: float = 1.0, angle: float = 0.0, pillow: float = 0.0) -> Draft:
    """Elements with joints between them; `unit` is the smaller size of an element in pixels."""
    joint = rng.choice([rng.uniform(0.02, 0.06), rng.uniform(0.05, 0.16)]) * unit
    bevel = max(1.2, rng.uniform(0.02, 0.2) * unit)
    ragged = lay.edge + rng.choice([0.0, rng.uniform(0.2, 0.8)]) * joint * pt.noise(rng, n, 1.0, low=12)
    body = pt.smoothstep(joint / 2, joint / 2 + bevel, ragged)
    paint = pt.smoothstep(joint / 2, joint / 2 + max(1.0, 0.25 * bevel), ragged)
    surface = _texture(rng, n, grain, angle)
    filler = pt.noise(rng, n, rng.uniform(0.2, 1.0), low=10)
    tilt = [(lay.per_element(rng) - 0.5) for _ in range(3)]
    rough_in = rng.gamma(1.2, 0.05)
    tops = rng.gamma(1.0, 0.06) * tilt[0] * 2 + rng.gamma(1.0, 0.08) * (tilt[1] * lay.u + tilt[2] * lay.v) / unit
    dome = pillow * np.minimum(1.0, 2.0 * lay.edge / unit)
    height = body * (1.0 + tops + dome + rough_in * surface) + (1 - body) * rng.gamma(1.0, 0.04) * filler
    ink, mortar = earthy(rng), earthy(rng)
    if rng.random() < 0.35:
        mortar = ink * np.float32(rng.uniform(0.15, 0.7))
    spread = rng.gamma(2.0, 0.12)
    link = rng.normal(0.08, 0.12)
    tone = spread * (lay.per_element(rng) - 0.5) * 2 + link * surface + rng.gamma(1.5, 0.04) * _texture(rng, n)
    other = mixed(tinted(ink, tone), tinted(earthy(rng), tone), (lay.per_element(rng) < rng.choice([0, 0.15, 0.5])).astype(np.float32))
    color = mixed(tinted(mortar, rng.gamma(1.5, 0.06) * filler), other, paint)
    gloss = rng.beta(3, 2)
    roughness = gloss + 0.1 * (lay.per_element(rng) - 0.5) - 0.06 * surface + (1 - paint) * (rng.uniform(0.6, 0.95) - gloss)
    return Draft(color, height, roughness.astype(np.float32))


def brick(rng: Rng, n: int) -> Draft:
    height = rng.uniform(14, 44)
    size = (height * rng.uniform(1.6, 4.2), height)
    x, y = pt.wobble(rng, n, rng.choice([0.0, rng.uniform(0.2, 1.5)]))
    lay = pt.courses(rng, x, y, size, bond=rng.choice([0.5, 0.25, 0.33]), vary=rng.choice([0.0, 0.1, 0.4]))
    return _joined(rng, n, lay, height)


def ashlar(rng: Rng, n: int) -> Draft:
    height = rng.uniform(24, 70)
    x, y = pt.wobble(rng, n, rng.uniform(0.5, 3.0), low=8)
    lay = pt.courses(rng, x, y, (height * rng.uniform(1.0, 2.2), height), bond=-1.0, vary=0.7)
    return _joined(rng, n, lay, height, pillow=rng.uniform(0, 0.8))


def rubble(rng: Rng, n: int) -> Draft:
    size = rng.uniform(16, 64)
    x, y = pt.wobble(rng, n, size * 0.06, low=10)
    lay = pt.cells(rng, x, y, (size * rng.uniform(1.0, 2.0), size), rng.uniform(0.5, 1.0))
    return _joined(rng, n, lay, size, pillow=rng.uniform(0.2, 1.6))


def cobble(rng: Rng, n: int) -> Draft:
    size = rng.uniform(14, 44)
    x, y = pt.wobble(rng, n, size * 0.05, low=8)
    lay = pt.cells(rng, x, y, (size, size * rng.uniform(0.8, 1.1)), rng.uniform(0.1, 0.5))
    return _joined(rng, n, lay, size, pillow=rng.uniform(0.6, 2.0))


def tile(rng: Rng, n: int) -> Draft:
    size = rng.uniform(12, 90)
    x, y = pt.turned(*pt.grid(n), rng.choice([0.0, np.pi / 4, rng.uniform(-0.1, 0.1)], p=[0.7, 0.2, 0.1]))
    shape = (size * rng.choice([1.0, 1.0, 2.0, 3.0]), size)
    lay = pt.courses(rng, x, y, shape, bond=rng.choice([0.0, 0.0, 0.5]), vary=0.0)
    return _joined(rng, n, lay, size, pillow=rng.choice([0.0, 0.2]))


def hexagon(rng: Rng, n: int) -> Draft:
    size = rng.uniform(14, 70)
    x, y = pt.turned(*pt.grid(n), rng.choice([0.0, np.pi / 2]))
    return _joined(rng, n, pt.hexagons(x, y, size), size, pillow=rng.choice([0.0, 0.3]))


def _wooden(rng: Rng, n: int, lay: Layout, unit: float, angle: float) -> Draft:
    grain = pt.noise(rng, n, rng.uniform(0.8, 1.4), low=rng.uniform(6, 20), stretch=rng.uniform(8, 40), angle=angle)
    fine = pt.noise(rng, n, 0.4, low=20, stretch=rng.uniform(10, 60), angle=angle)
    gap = rng.uniform(0.8, 3.0)
    body = pt.smoothstep(gap / 2, gap / 2 + rng.uniform(0.8, 4.0), lay.edge)
    lift = rng.gamma(1.2, 0.12) * (lay.per_element(rng) - 0.5)
    cup = rng.normal(0, 0.15) * (lay.v / unit) ** 2 * 4
    relief = rng.gamma(1.3, 0.05)
    height = body * (1 + lift + cup + relief * (grain + 0.5 * fine))
    ink = earthy(rng)
    tone = rng.gamma(2, 0.1) * (lay.per_element(rng) - 0.5) * 2 + rng.uniform(0.0, 0.22) * grain + rng.uniform(0, 0.15) * fine
    dark = rng.choice([rng.uniform(0.1, 0.6), rng.uniform(0.8, 1.1)], p=[0.8, 0.2])
    color = mixed(tinted(ink, tone) * np.float32(dark), tinted(ink, tone), pt.smoothstep(0, gap / 2 + 1.2, lay.edge))
    roughness = rng.uniform(0.2, 0.85) - 0.08 * grain * rng.uniform(-0.4, 1.0) + 0.1 * (1 - body)
    return Draft(color, height.astype(np.float32), roughness.astype(np.float32), slope=0.7)


def planks(rng: Rng, n: int) -> Draft:
    width = rng.uniform(14, 90)
    upright = rng.random() < 0.5
    x, y = pt.grid(n)
    if upright:
        x, y = y, x
    lay = pt.courses(rng, x, y, (width * rng.uniform(3, 14), width), bond=-1.0, vary=0.6)
    return _wooden(rng, n, lay, width, np.pi / 2 if upright else 0.0)


def parquet(rng: Rng, n: int) -> Draft:
    width = rng.uniform(9, 30)
    x, y = pt.turned(*pt.grid(n), rng.choice([0.0, np.pi / 4]))
    return _wooden(rng, n, pt.herringbone(x, y, width, int(rng.integers(3, 6))), width, rng.choice([0.0, np.pi / 4]))


def cloth(rng: Rng, n: int) -> Draft:
    period = rng.uniform(3.2, 16)
    x, y = pt.turned(*pt.wobble(rng, n, period * rng.uniform(0, 0.15), low=10), rng.choice([0.0, np.pi / 4, rng.uniform(-0.2, 0.2)]))
    height, warp_up, lay = pt.weave(x, y, period, rng.choice(["plain", "twill", "basket", "satin"]))
    fibre = pt.noise(rng, n, 0.3, low=30)
    a = earthy(rng)
    b = a if rng.random() < 0.5 else earthy(rng)
    tone = rng.gamma(1.5, 0.1) * (lay.per_element(rng) - 0.5) + 0.08 * fibre + rng.uniform(0.0, 0.7) * (height - 0.6)
    color = mixed(tinted(a, tone), tinted(b, tone), warp_up.astype(np.float32))
    roughness = rng.uniform(0.6, 0.95) + 0.04 * fibre
    return Draft(color, height + 0.08 * fibre + 0.3 * rng.random() * pt.noise(rng, n, 2, low=3), roughness.astype(np.float32), slope=1.2)


def knit(rng: Rng, n: int) -> Draft:
    period = rng.uniform(7, 20)
    x, y = pt.wobble(rng, n, period * 0.06, low=10)
    column = x / period
    u = (column - np.floor(column) - 0.5) * 2
    row = y / period / rng.uniform(0.6, 0.9) + 0.6 * np.abs(u)
    yarn = np.abs(np.cos(np.pi * row)) ** 0.6 * np.sqrt(np.maximum(0, 1 - (2 * np.abs(u) - 1) ** 2) + 0.02)
    fibre = pt.noise(rng, n, 0.3, low=30)
    color = tinted(earthy(rng), 0.08 * fibre + rng.uniform(0, 0.8) * (yarn - 0.6))
    return Draft(color, (yarn + 0.06 * fibre).astype(np.float32), (0.85 + 0.05 * fibre).astype(np.float32), slope=1.3, turns=False)


def gravel(rng: Rng, n: int) -> Draft:
    size = rng.uniform(5, 30)
    height = 0.15 * pt.noise(rng, n, 1.0, low=10)
    color = tinted(earthy(rng), 0.2 * pt.noise(rng, n, 0.8, low=10))
    ink, other = earthy(rng), earthy(rng)
    spread = rng.gamma(2.0, 0.15)
    for layer in range(3):
        x, y = pt.wobble(rng, n, size * 0.1, low=20)
        lay = pt.cells(rng, x + 37 * layer, y + 11 * layer, (size, size), 0.95)
        lift = lay.per_element(rng)
        dome = np.sqrt(np.clip(lay.edge / (0.35 * size), 0, 1)) * rng.uniform(0.5, 1.0) + 0.7 * lift - 0.3
        dome = np.where(lift > 0.3, dome + 0.05 * pt.noise(rng, n, 1.0, low=20), -1.0)
        on = (dome > height).astype(np.float32)
        stone = mixed(ink[None, None] + 0 * color, other[None, None] + 0 * color, (lay.per_element(rng) < 0.4).astype(np.float32))
        color = mixed(color, tinted(stone, spread * 2 * (lay.per_element(rng) - 0.5) + 0.08 * pt.noise(rng, n, 0.6, low=20)), on)
        height = np.maximum(height, dome).astype(np.float32)
    return Draft(color, height, (0.8 + 0.1 * (height - 0.5)).astype(np.float32), slope=1.6)


def grass(rng: Rng, n: int) -> Draft:
    size = (rng.uniform(14, 60), rng.uniform(2.0, 6.0))
    height, ids = pt.strokes(rng, n, int(rng.uniform(300, 700)), size, rng.choice([0.15, 1.0]), rng.uniform(0, 0.4))
    tone = (rng.random(1024, dtype=np.float32)[ids % 1024] - 0.5) * rng.uniform(0.4, 1.2)
    color = tinted(earthy(rng), tone + rng.uniform(0.1, 0.8) * (height - height.mean()) + 0.08 * pt.noise(rng, n, 0.4, low=10))
    color = mixed(color, tinted(earthy(rng), tone), (rng.random(1024)[ids % 1024] < 0.3).astype(np.float32))
    return Draft(color, height + 0.1 * pt.noise(rng, n, 1.2, low=4), (0.75 + 0.15 * tone).astype(np.float32), slope=1.5)


def leaves(rng: Rng, n: int) -> Draft:
    size = (rng.uniform(24, 70), rng.uniform(10, 34))
    height, ids = pt.strokes(rng, n, int(rng.uniform(120, 300)), size, 1.0, rng.uniform(0, 0.5))
    tone = (rng.random(1024, dtype=np.float32)[ids % 1024] - 0.5) * rng.uniform(0.4, 1.4)
    color = mixed(tinted(earthy(rng), tone), tinted(earthy(rng), tone), (rng.random(1024)[ids % 1024] < 0.4).astype(np.float32))
    vein = 0.06 * pt.noise(rng, n, 0.8, low=16)
    return Draft(tinted(color, 2 * vein) , height + vein, (0.7 + 0.2 * tone).astype(np.float32), slope=1.2)


def rock(rng: Rng, n: int) -> Draft:
    angle = rng.uniform(0, np.pi)
    base = pt.noise(rng, n, rng.uniform(1.1, 1.7), low=rng.uniform(2, 6), stretch=rng.choice([1, rng.uniform(1, 6)]), angle=angle)
    ridged = 1 - np.abs(pt.noise(rng, n, 1.5, low=4))
    height = base + rng.uniform(0, 0.8) * ridged + 0.1 * pt.noise(rng, n, 0.7, low=20)
    x, y = pt.wobble(rng, n, 5, low=5)
    crack = pt.smoothstep(0, rng.uniform(1, 4), pt.cells(rng, x, y, (rng.uniform(40, 110),) * 2, 1.0).edge)
    height = height - rng.choice([0, rng.uniform(0.2, 1.5)]) * (1 - crack)
    fine = pt.noise(rng, n, 0.5, low=10)
    tone = rng.normal(0.08, 0.12) * base + rng.uniform(0.02, 0.2) * fine + rng.normal(0, 0.15) * pt.noise(rng, n, 1.4, low=3)
    color = mixed(tinted(earthy(rng), tone - rng.uniform(0, 0.9) * (1 - crack)), tinted(earthy(rng), tone), pt.smoothstep(0.2, 1.2, pt.noise(rng, n, 1.5, low=3)))
    return Draft(color, height.astype(np.float32), (0.8 - 0.05 * fine).astype(np.float32), slope=1.3)


def plaster(rng: Rng, n: int) -> Draft:
    height = pt.noise(rng, n, rng.uniform(0.5, 1.6), low=rng.uniform(3, 40), stretch=rng.choice([1.0, rng.uniform(1, 8)]), angle=rng.uniform(0, np.pi))
    pits = pt.smoothstep(1.6, 2.2, pt.noise(rng, n, 1.0, low=rng.uniform(10, 40)))
    height = np.where(rng.random() < 0.4, np.tanh(height * 2), height) - rng.choice([0, rng.uniform(0.5, 2)]) * pits
    stain = pt.noise(rng, n, rng.uniform(1, 2), low=2)
    tone = rng.gamma(1.2, 0.06) * stain + rng.uniform(0.0, 0.06) * pt.noise(rng, n, 0.3, low=10) + rng.uniform(-0.03, 0.1) * height - 0.5 * pits * rng.random()
    return Draft(tinted(earthy(rng), tone), height.astype(np.float32), (rng.uniform(0.5, 0.95) + 0.05 * stain).astype(np.float32), slope=0.5)


def concrete(rng: Rng, n: int) -> Draft:
    lay = pt.courses(rng, *pt.grid(n), (4000.0, rng.uniform(30, 120)), bond=0.0, vary=0.0)
    boards = rng.random() < 0.5
    step = (lay.per_element(rng) - 0.5) * 0.6 - 0.6 * (1 - pt.smoothstep(0, 2.5, lay.edge)) if boards else 0.0
    pits = pt.smoothstep(1.9, 2.3, pt.noise(rng, n, 1.2, low=rng.uniform(12, 50)))
    sand = pt.noise(rng, n, 0.5, low=20)
    stain = pt.noise(rng, n, 1.6, low=2, stretch=rng.choice([1, 5]), angle=np.pi / 2)
    height = step - pits * rng.uniform(0.3, 1.5) + 0.12 * sand + 0.2 * pt.noise(rng, n, 2, low=3)
    tone = rng.uniform(0.02, 0.25) * stain + 0.05 * sand * rng.uniform(-0.5, 1) - pits * rng.uniform(0.0, 0.8)
    grey = np.float32(rng.uniform(0.12, 0.6)) * np.array([1.0, rng.uniform(0.92, 1), rng.uniform(0.82, 1)], np.float32)
    return Draft(tinted(grey, tone), height.astype(np.float32), (0.75 - 0.1 * stain * rng.random()).astype(np.float32), slope=0.6)


def terrazzo(rng: Rng, n: int) -> Draft:
    color = tinted(earthy(rng), 0.05 * pt.noise(rng, n, 0.6, low=10))
    for size in (rng.uniform(5, 14), rng.uniform(12, 34)):
        x, y = pt.wobble(rng, n, size * 0.15, low=16)
        lay = pt.cells(rng, x, y, (size, size), 1.0)
        chip = pt.smoothstep(0.1 * size, 0.1 * size + 1, lay.edge) * (lay.per_element(rng) < 0.6)
        color = mixed(color, tinted(earthy(rng), 1.5 * (lay.per_element(rng) - 0.5)), chip.astype(np.float32))
    return Draft(color, pt.noise(rng, n, 0.8, low=4), np.full((n, n), rng.uniform(0.1, 0.5), np.float32), slope=0.06)


def marble(rng: Rng, n: int) -> Draft:
    vein = np.exp(-np.abs(pt.noise(rng, n, 1.8, low=3, stretch=rng.uniform(1, 4), angle=rng.uniform(0, 3))) * rng.uniform(4, 14))
    cloud = pt.noise(rng, n, 1.8, low=2)
    color = mixed(tinted(earthy(rng), 0.15 * cloud), tinted(earthy(rng), 0.1 * cloud), vein.astype(np.float32) * rng.uniform(0.2, 0.9))
    return Draft(color, pt.noise(rng, n, 1.0, low=4), np.full((n, n), rng.uniform(0.05, 0.5), np.float32), slope=0.05)


def stones_flat(rng: Rng, n: int) -> Draft:
    """Asphalt and granite: speckles with almost no relief, or a little of any sign."""
    size = rng.uniform(2.5, 9)
    lay = pt.cells(rng, *pt.wobble(rng, n, 0.6, low=30), (size, size), 1.0)
    lift = lay.per_element(rng)
    height = lift * pt.smoothstep(0, 0.3 * size, lay.edge) + 0.2 * pt.noise(rng, n, 1.5, low=3)
    tone = rng.uniform(0.3, 1.4) * (lay.per_element(rng) - 0.5) + rng.uniform(-0.2, 0.7) * (lift - 0.5)
    return Draft(tinted(earthy(rng), tone + 0.1 * pt.noise(rng, n, 1.5, low=2)), height.astype(np.float32), (rng.uniform(0.4, 0.9) + 0.1 * (lift - 0.5)).astype(np.float32), slope=rng.choice([0.1, 0.8]))


def roof(rng: Rng, n: int) -> Draft:
    row = rng.uniform(18, 60)
    x, y = pt.wobble(rng, n, rng.uniform(0, 1.0), low=10)
    lay = pt.courses(rng, x, y, (row * rng.uniform(0.5, 1.2), row), bond=rng.choice([0.0, 0.5, -1.0]), vary=rng.choice([0.0, 0.5]))
    fall = lay.v / row + 0.5
    barrel = rng.choice([0.0, rng.uniform(0.3, 1.2)]) * np.cos(2 * np.pi * x / (row * rng.uniform(0.5, 1.2)))
    side = 0.4 * (1 - pt.smoothstep(0.3, 2.5, np.abs(lay.edge)))
    height = fall * rng.uniform(0.6, 1.2) + barrel + 0.2 * (lay.per_element(rng) - 0.5) - side * (barrel == 0).mean()
    lip = pt.smoothstep(0.9, 1.0, fall)
    surface = _texture(rng, n)
    tone = rng.gamma(2, 0.14) * (lay.per_element(rng) - 0.5) * 2 + 0.08 * surface - rng.uniform(0, 0.8) * pt.smoothstep(0.2, 0.0, fall) + rng.uniform(0, 0.3) * lip
    return Draft(tinted(earthy(rng), tone), (height + 0.05 * surface).astype(np.float32), (rng.uniform(0.5, 0.9) + 0.05 * surface).astype(np.float32), slope=1.6, turns=False)


def corrugated(rng: Rng, n: int) -> Draft:
    period = rng.uniform(8, 60)
    x, y = pt.grid(n)
    if rng.random() < 0.3:
        x, y = y, x
    phase = x / period
    u = phase - np.floor(phase)
    kind = rng.integers(3)
    profile = (np.cos(2 * np.pi * phase), np.clip(3 * np.cos(2 * np.pi * phase), -1, 1), (np.abs(u - 0.5) < rng.uniform(0.03, 0.12)).astype(float))[kind]
    sheet = pt.blur(profile.astype(np.float32), 1.2)
    dirt = pt.noise(rng, n, 1.4, low=3, stretch=4, angle=np.pi / 2)
    tone = rng.uniform(0, 0.3) * dirt + rng.uniform(-0.1, 0.35) * sheet
    return Draft(tinted(earthy(rng), tone), sheet + 0.02 * dirt, (rng.uniform(0.2, 0.7) + 0.08 * dirt).astype(np.float32), slope=1.3, metallic=float(rng.random() < 0.6))


def metal(rng: Rng, n: int) -> Draft:
    angle = rng.uniform(0, np.pi)
    brush = pt.noise(rng, n, 0.3, low=20, stretch=rng.choice([1, rng.uniform(20, 120)]), angle=angle)
    dents = pt.noise(rng, n, 1.8, low=3)
    plate = rng.random() < 0.4
    stud = np.zeros((n, n), np.float32)
    if plate:
        lay = pt.hexagons(*pt.grid(n), rng.uniform(14, 50))
        stud = 3 * pt.smoothstep(0.0, 3.0, lay.edge - rng.uniform(0.2, 0.4) * lay.edge.max())
    tone = 0.05 * brush + 0.05 * dents
    grey = earthy(rng) * np.float32(0.3) + np.float32(rng.uniform(0.2, 0.6))
    return Draft(tinted(grey, tone), 0.05 * brush + 0.3 * dents + stud, (rng.uniform(0.15, 0.6) + 0.06 * brush).astype(np.float32), slope=0.9 if plate else 0.15, metallic=1.0)


def rust(rng: Rng, n: int) -> Draft:
    patch = pt.smoothstep(-0.2, 0.5, pt.noise(rng, n, 1.4, low=rng.uniform(2, 8)) + rng.uniform(-1, 1))
    crust = pt.noise(rng, n, 0.8, low=12)
    color = mixed(tinted(earthy(rng), 0.04 * crust), tinted(np.array([0.25, 0.09, 0.03], np.float32), 0.3 * crust), patch)
    height = rng.choice([-0.6, 0.6]) * patch + 0.25 * patch * crust
    return Draft(color, height.astype(np.float32), (0.4 + 0.45 * patch).astype(np.float32), slope=0.6, metallic=0.0)


def leather(rng: Rng, n: int) -> Draft:
    size = rng.uniform(5, 22)
    x, y = pt.wobble(rng, n, size * 0.12, low=14)
    lay = pt.cells(rng, x, y, (size, size * rng.uniform(0.6, 1.0)), 0.9)
    body = pt.smoothstep(0, 0.3 * size, lay.edge)
    crease = 0.3 * pt.noise(rng, n, 1.6, low=3)
    tone = rng.uniform(-0.1, 0.5) * (body - 0.7) + 0.1 * (lay.per_element(rng) - 0.5) + rng.uniform(0, 0.2) * pt.noise(rng, n, 1.5, low=2)
    return Draft(tinted(earthy(rng), tone), body + crease, (rng.uniform(0.3, 0.7) + 0.15 * (1 - body)).astype(np.float32), slope=0.8)


def sand(rng: Rng, n: int) -> Draft:
    x, y = pt.turned(*pt.wobble(rng, n, 4, low=4), rng.uniform(0, np.pi))
    ripple = np.sin(2 * np.pi * x / rng.uniform(14, 60)) * rng.choice([0.0, 1.0])
    grains = pt.noise(rng, n, 0.3, low=30)
    lumps = pt.noise(rng, n, rng.uniform(0.8, 1.6), low=rng.uniform(4, 16))
    height = ripple + 0.1 * grains + rng.uniform(0.2, 1) * lumps
    tone = rng.uniform(0.0, 0.12) * grains + rng.uniform(-0.08, 0.2) * height + 0.1 * pt.noise(rng, n, 1.5, low=2)
    return Draft(tinted(earthy(rng), tone), height.astype(np.float32), (0.85 + 0.03 * grains).astype(np.float32), slope=1.0)


def printed(rng: Rng, n: int) -> Draft:
    """Contrast without relief: wallpaper, painted patterns, veneer, stains."""
    draft = FAMILIES[rng.choice(["brick", "tile", "planks", "hexagon", "rubble", "cloth"])](rng, n)
    return Draft(draft.base_color, pt.noise(rng, n, 0.8, low=6), np.full((n, n), rng.uniform(0.2, 0.9), np.float32), slope=0.08)


FAMILIES: dict[str, Callable[[Rng, int], Draft]] = {
    "brick": brick, "ashlar": ashlar, "rubble": rubble, "cobble": cobble, "tile": tile, "hexagon": hexagon,
    "planks": planks, "parquet": parquet, "cloth": cloth, "knit": knit, "gravel": gravel, "grass": grass,
    "leaves": leaves, "rock": rock, "plaster": plaster, "concrete": concrete, "terrazzo": terrazzo,
    "marble": marble, "speckles": stones_flat, "roof": roof, "corrugated": corrugated, "metal": metal,
    "rust": rust, "leather": leather, "sand": sand, "printed": printed,
}  # fmt: skip


def finish(rng: Rng, draft: Draft) -> Surface:
    """Add dust, darker cavities and lighter edges, and give the height its slope: most surfaces are nearly flat."""
    n = draft.height.shape[0]
    height = draft.height - draft.height.mean()
    slope_x = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / 2
    slope_y = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / 2
    rms = float(np.sqrt((slope_x**2 + slope_y**2).mean())) + 1e-6
    wanted = float(np.clip(draft.slope * rng.lognormal(np.log(0.17), 0.55), 0.004, 0.9))
    height = (height * (wanted / rms)).astype(np.float32)
    cavity = height - pt.blur(height, rng.uniform(1.5, 8.0))
    cavity = np.clip(cavity / (cavity.std() + 1e-6), -3, 3) * min(1.0, wanted / 0.08)
    dirt = rng.gamma(1.2, 0.07) * (1 if rng.random() < 0.85 else -0.7)
    tone = dirt * cavity + rng.gamma(1.0, 0.03) * pt.noise(rng, n, rng.uniform(0.0, 1.0), low=8)
    color = np.clip(tinted(draft.base_color, tone.astype(np.float32)), 0.004, 0.95)
    return Surface(
        color,
        height,
        np.clip(draft.roughness, 0.03, 1.0),
        np.full((n, n), draft.metallic, np.float32),
        draft.turns,
    )


def surface(seed: int, n: int) -> tuple[str, Surface]:
    """The family's name and the surface of a seed."""
    rng = np.random.default_rng(seed)
    name = list(FAMILIES)[int(rng.integers(len(FAMILIES)))]
    return name, finish(rng, FAMILIES[name](rng, n))
