# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computed surfaces of walls, floors and roofs: brick, stone, tile, concrete, plaster, terrazzo."""

from __future__ import annotations

import numpy as np

from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.drafts import Draft, Rng, earthy, mixed, texture, tinted
from scripts.train.material_mini.patterns import Layout


def joined(
    rng: Rng,
    n: int,
    lay: Layout,
    unit: float,
    *,
    grain: float = 1.0,
    angle: float = 0.0,
    pillow: float = 0.0,
) -> Draft:
    """Elements with joints between them; `unit` is the smaller size of an element in pixels."""
    joint = rng.choice([rng.uniform(0.02, 0.06), rng.uniform(0.05, 0.16)]) * unit
    bevel = max(1.2, rng.uniform(0.02, 0.2) * unit)
    ragged = lay.edge + rng.choice([0.0, rng.uniform(0.2, 0.8)]) * joint * pt.noise(
        rng, n, 1.0, low=12
    )
    body = pt.smoothstep(joint / 2, joint / 2 + bevel, ragged)
    paint = pt.smoothstep(joint / 2, joint / 2 + max(1.0, 0.25 * bevel), ragged)
    surface = texture(rng, n, grain, angle)
    filler = pt.noise(rng, n, rng.uniform(0.2, 1.0), low=10)
    tilt = [(lay.per_element(rng) - 0.5) for _ in range(3)]
    rough_in = rng.gamma(1.2, 0.05)
    tops = (
        rng.gamma(1.0, 0.06) * tilt[0] * 2
        + rng.gamma(1.0, 0.08) * (tilt[1] * lay.u + tilt[2] * lay.v) / unit
    )
    dome = pillow * np.minimum(1.0, 2.0 * lay.edge / unit)
    height = (
        body * (1.0 + tops + dome + rough_in * surface) + (1 - body) * rng.gamma(1.0, 0.04) * filler
    )
    ink, mortar = earthy(rng), earthy(rng)
    shade = rng.random()
    if shade < 0.35:
        mortar = ink * np.float32(rng.uniform(0.15, 0.7))
    elif shade < 0.6:
        mortar = mixed(ink, np.float32([0.6, 0.57, 0.52]), np.float32(rng.uniform(0.3, 1.0)))
    spread = rng.gamma(2.0, 0.12)
    link = rng.normal(0.08, 0.12)
    tone = (
        spread * (lay.per_element(rng) - 0.5) * 2
        + link * surface
        + rng.gamma(1.5, 0.04) * texture(rng, n)
    )
    other = mixed(
        tinted(ink, tone),
        tinted(earthy(rng), tone),
        (lay.per_element(rng) < rng.choice([0, 0.15, 0.5])).astype(np.float32),
    )
    color = mixed(tinted(mortar, rng.gamma(1.5, 0.06) * filler), other, paint)
    gloss = rng.beta(3, 2)
    roughness = (
        gloss
        + 0.1 * (lay.per_element(rng) - 0.5)
        - 0.06 * surface
        + (1 - paint) * (rng.uniform(0.6, 0.95) - gloss)
    )
    return Draft(color, height, roughness.astype(np.float32))


def brick(rng: Rng, n: int) -> Draft:
    height = rng.uniform(14, 44)
    size = (height * rng.uniform(1.6, 4.2), height)
    x, y = pt.wobble(rng, n, rng.choice([0.0, rng.uniform(0.2, 1.5)]))
    lay = pt.courses(
        rng, x, y, size, bond=rng.choice([0.5, 0.25, 0.33]), vary=rng.choice([0.0, 0.1, 0.4])
    )
    return joined(rng, n, lay, height)


def ashlar(rng: Rng, n: int) -> Draft:
    height = rng.uniform(24, 70)
    x, y = pt.wobble(rng, n, rng.uniform(0.5, 3.0), low=8)
    lay = pt.courses(rng, x, y, (height * rng.uniform(1.0, 2.2), height), bond=-1.0, vary=0.7)
    return joined(rng, n, lay, height, pillow=rng.uniform(0, 0.8))


def rubble(rng: Rng, n: int) -> Draft:
    size = rng.uniform(16, 64)
    x, y = pt.wobble(rng, n, size * 0.06, low=10)
    lay = pt.cells(rng, x, y, (size * rng.uniform(1.0, 2.0), size), rng.uniform(0.5, 1.0))
    return joined(rng, n, lay, size, pillow=rng.uniform(0.2, 1.6))


def cobble(rng: Rng, n: int) -> Draft:
    size = rng.uniform(14, 44)
    x, y = pt.wobble(rng, n, size * 0.05, low=8)
    lay = pt.cells(rng, x, y, (size, size * rng.uniform(0.8, 1.1)), rng.uniform(0.1, 0.5))
    return joined(rng, n, lay, size, pillow=rng.uniform(0.6, 2.0))


def tile(rng: Rng, n: int) -> Draft:
    size = rng.uniform(12, 90)
    x, y = pt.turned(
        *pt.grid(n), rng.choice([0.0, np.pi / 4, rng.uniform(-0.1, 0.1)], p=[0.7, 0.2, 0.1])
    )
    shape = (size * rng.choice([1.0, 1.0, 2.0, 3.0]), size)
    lay = pt.courses(rng, x, y, shape, bond=rng.choice([0.0, 0.0, 0.5]), vary=0.0)
    return joined(rng, n, lay, size, pillow=rng.choice([0.0, 0.2]))


def hexagon(rng: Rng, n: int) -> Draft:
    size = rng.uniform(14, 70)
    x, y = pt.turned(*pt.grid(n), rng.choice([0.0, np.pi / 2]))
    return joined(rng, n, pt.hexagons(x, y, size), size, pillow=rng.choice([0.0, 0.3]))


def plaster(rng: Rng, n: int) -> Draft:
    height = pt.noise(
        rng,
        n,
        rng.uniform(0.5, 1.6),
        low=rng.uniform(3, 40),
        stretch=rng.choice([1.0, rng.uniform(1, 8)]),
        angle=rng.uniform(0, np.pi),
    )
    pits = pt.smoothstep(1.6, 2.2, pt.noise(rng, n, 1.0, low=rng.uniform(10, 40)))
    height = (
        np.where(rng.random() < 0.4, np.tanh(height * 2), height)
        - rng.choice([0, rng.uniform(0.5, 2)]) * pits
    )
    stain = pt.noise(rng, n, rng.uniform(1, 2), low=2)
    tone = (
        rng.gamma(1.2, 0.06) * stain
        + rng.uniform(0.0, 0.06) * pt.noise(rng, n, 0.3, low=10)
        + rng.uniform(-0.03, 0.1) * height
        - 0.5 * pits * rng.random()
    )
    return Draft(
        tinted(earthy(rng), tone),
        height.astype(np.float32),
        (rng.uniform(0.5, 0.95) + 0.05 * stain).astype(np.float32),
    )


def concrete(rng: Rng, n: int) -> Draft:
    lay = pt.courses(rng, *pt.grid(n), (4000.0, rng.uniform(30, 120)), bond=0.0, vary=0.0)
    boards = rng.random() < 0.5
    step = (
        (lay.per_element(rng) - 0.5) * 0.6 - 0.6 * (1 - pt.smoothstep(0, 2.5, lay.edge))
        if boards
        else 0.0
    )
    pits = pt.smoothstep(1.9, 2.3, pt.noise(rng, n, 1.2, low=rng.uniform(12, 50)))
    sand = pt.noise(rng, n, 0.5, low=20)
    stain = pt.noise(rng, n, 1.6, low=2, stretch=rng.choice([1, 5]), angle=np.pi / 2)
    height = step - pits * rng.uniform(0.3, 1.5) + 0.12 * sand + 0.2 * pt.noise(rng, n, 2, low=3)
    tone = (
        rng.uniform(0.02, 0.25) * stain
        + 0.05 * sand * rng.uniform(-0.5, 1)
        - pits * rng.uniform(0.0, 0.8)
    )
    grey = np.float32(rng.uniform(0.12, 0.6)) * np.array(
        [1.0, rng.uniform(0.92, 1), rng.uniform(0.82, 1)], np.float32
    )
    return Draft(
        tinted(grey, tone),
        height.astype(np.float32),
        (0.75 - 0.1 * stain * rng.random()).astype(np.float32),
    )


def terrazzo(rng: Rng, n: int) -> Draft:
    color = tinted(earthy(rng), 0.05 * pt.noise(rng, n, 0.6, low=10))
    for size in (rng.uniform(5, 14), rng.uniform(12, 34)):
        x, y = pt.wobble(rng, n, size * 0.15, low=16)
        lay = pt.cells(rng, x, y, (size, size), 1.0)
        chip = pt.smoothstep(0.1 * size, 0.1 * size + 1, lay.edge) * (lay.per_element(rng) < 0.6)
        color = mixed(
            color, tinted(earthy(rng), 1.5 * (lay.per_element(rng) - 0.5)), chip.astype(np.float32)
        )
    return Draft(
        color,
        pt.noise(rng, n, 0.8, low=4),
        np.full((n, n), rng.uniform(0.1, 0.5), np.float32),
    )


def marble(rng: Rng, n: int) -> Draft:
    vein = np.exp(
        -np.abs(pt.noise(rng, n, 1.8, low=3, stretch=rng.uniform(1, 4), angle=rng.uniform(0, 3)))
        * rng.uniform(4, 14)
    )
    cloud = pt.noise(rng, n, 1.8, low=2)
    color = mixed(
        tinted(earthy(rng), 0.15 * cloud),
        tinted(earthy(rng), 0.1 * cloud),
        vein.astype(np.float32) * rng.uniform(0.2, 0.9),
    )
    return Draft(
        color,
        pt.noise(rng, n, 1.0, low=4),
        np.full((n, n), rng.uniform(0.05, 0.5), np.float32),
    )


def stones_flat(rng: Rng, n: int) -> Draft:
    """Asphalt and granite: speckles with almost no relief, or a little of any sign."""
    size = rng.uniform(2.5, 9)
    lay = pt.cells(rng, *pt.wobble(rng, n, 0.6, low=30), (size, size), 1.0)
    lift = lay.per_element(rng)
    height = lift * pt.smoothstep(0, 0.3 * size, lay.edge) + 0.2 * pt.noise(rng, n, 1.5, low=3)
    tone = rng.uniform(0.3, 1.4) * (lay.per_element(rng) - 0.5) + rng.uniform(-0.2, 0.7) * (
        lift - 0.5
    )
    return Draft(
        tinted(earthy(rng), tone + 0.1 * pt.noise(rng, n, 1.5, low=2)),
        height.astype(np.float32),
        (rng.uniform(0.4, 0.9) + 0.1 * (lift - 0.5)).astype(np.float32),
        slope=rng.choice([0.1, 1.0]),
    )


def roof(rng: Rng, n: int) -> Draft:
    row = rng.uniform(18, 60)
    x, y = pt.wobble(rng, n, rng.uniform(0, 1.0), low=10)
    lay = pt.courses(
        rng,
        x,
        y,
        (row * rng.uniform(0.5, 1.2), row),
        bond=rng.choice([0.0, 0.5, -1.0]),
        vary=rng.choice([0.0, 0.5]),
    )
    fall = lay.v / row + 0.5
    barrel = rng.choice([0.0, rng.uniform(0.3, 1.2)]) * np.cos(
        2 * np.pi * x / (row * rng.uniform(0.5, 1.2))
    )
    side = 0.4 * (1 - pt.smoothstep(0.3, 2.5, np.abs(lay.edge)))
    height = (
        fall * rng.uniform(0.6, 1.2)
        + barrel
        + 0.2 * (lay.per_element(rng) - 0.5)
        - side * (barrel == 0).mean()
    )
    lip = pt.smoothstep(0.9, 1.0, fall)
    surface = texture(rng, n)
    tone = (
        rng.gamma(2, 0.14) * (lay.per_element(rng) - 0.5) * 2
        + 0.08 * surface
        - rng.uniform(0, 0.8) * pt.smoothstep(0.2, 0.0, fall)
        + rng.uniform(0, 0.3) * lip
    )
    return Draft(
        tinted(earthy(rng), tone),
        (height + 0.05 * surface).astype(np.float32),
        (rng.uniform(0.5, 0.9) + 0.05 * surface).astype(np.float32),
        turns=False,
    )
