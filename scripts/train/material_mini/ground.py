# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computed surfaces of nature: gravel, grass, leaves, rock, sand."""

from __future__ import annotations

import numpy as np

from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.drafts import Draft, Rng, earthy, mixed, tinted


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
        dome = (
            np.sqrt(np.clip(lay.edge / (0.35 * size), 0, 1)) * rng.uniform(0.5, 1.0)
            + 0.7 * lift
            - 0.3
        )
        dome = np.where(lift > 0.3, dome + 0.05 * pt.noise(rng, n, 1.0, low=20), -1.0)
        on = (dome > height).astype(np.float32)
        stone = mixed(
            ink[None, None] + 0 * color,
            other[None, None] + 0 * color,
            (lay.per_element(rng) < 0.4).astype(np.float32),
        )
        color = mixed(
            color,
            tinted(
                stone,
                spread * 2 * (lay.per_element(rng) - 0.5) + 0.08 * pt.noise(rng, n, 0.6, low=20),
            ),
            on,
        )
        height = np.maximum(height, dome).astype(np.float32)
    return Draft(color, height, (0.8 + 0.1 * (height - 0.5)).astype(np.float32))


def grass(rng: Rng, n: int) -> Draft:
    size = (rng.uniform(14, 60), rng.uniform(2.0, 6.0))
    height, ids = pt.strokes(
        rng, n, int(rng.uniform(300, 700)), size, rng.choice([0.15, 1.0]), rng.uniform(0, 0.4)
    )
    tone = (rng.random(1024, dtype=np.float32)[ids % 1024] - 0.5) * rng.uniform(0.4, 1.2)
    color = tinted(
        earthy(rng),
        tone
        + rng.uniform(0.1, 0.8) * (height - height.mean())
        + 0.08 * pt.noise(rng, n, 0.4, low=10),
    )
    color = mixed(
        color, tinted(earthy(rng), tone), (rng.random(1024)[ids % 1024] < 0.3).astype(np.float32)
    )
    return Draft(
        color,
        height + 0.1 * pt.noise(rng, n, 1.2, low=4),
        (0.75 + 0.15 * tone).astype(np.float32),
    )


def leaves(rng: Rng, n: int) -> Draft:
    size = (rng.uniform(24, 70), rng.uniform(10, 34))
    height, ids = pt.strokes(rng, n, int(rng.uniform(120, 300)), size, 1.0, rng.uniform(0, 0.5))
    tone = (rng.random(1024, dtype=np.float32)[ids % 1024] - 0.5) * rng.uniform(0.4, 1.4)
    color = mixed(
        tinted(earthy(rng), tone),
        tinted(earthy(rng), tone),
        (rng.random(1024)[ids % 1024] < 0.4).astype(np.float32),
    )
    vein = 0.06 * pt.noise(rng, n, 0.8, low=16)
    return Draft(tinted(color, 2 * vein), height + vein, (0.7 + 0.2 * tone).astype(np.float32))


def rock(rng: Rng, n: int) -> Draft:
    angle = rng.uniform(0, np.pi)
    base = pt.noise(
        rng,
        n,
        rng.uniform(1.1, 1.7),
        low=rng.uniform(2, 6),
        stretch=rng.choice([1, rng.uniform(1, 6)]),
        angle=angle,
    )
    ridged = 1 - np.abs(pt.noise(rng, n, 1.5, low=4))
    height = base + rng.uniform(0, 0.8) * ridged + 0.1 * pt.noise(rng, n, 0.7, low=20)
    x, y = pt.wobble(rng, n, 5, low=5)
    crack = pt.smoothstep(
        0, rng.uniform(1, 4), pt.cells(rng, x, y, (rng.uniform(40, 110),) * 2, 1.0).edge
    )
    height = height - rng.choice([0, rng.uniform(0.2, 1.5)]) * (1 - crack)
    fine = pt.noise(rng, n, 0.5, low=10)
    tone = (
        rng.normal(0.08, 0.12) * base
        + rng.uniform(0.02, 0.2) * fine
        + rng.normal(0, 0.15) * pt.noise(rng, n, 1.4, low=3)
    )
    color = mixed(
        tinted(earthy(rng), tone - rng.uniform(0, 0.9) * (1 - crack)),
        tinted(earthy(rng), tone),
        pt.smoothstep(0.2, 1.2, pt.noise(rng, n, 1.5, low=3)),
    )
    return Draft(color, height.astype(np.float32), (0.8 - 0.05 * fine).astype(np.float32))


def sand(rng: Rng, n: int) -> Draft:
    x, _ = pt.turned(*pt.wobble(rng, n, 4, low=4), rng.uniform(0, np.pi))
    ripple = np.sin(2 * np.pi * x / rng.uniform(14, 60)) * rng.choice([0.0, 1.0])
    grains = pt.noise(rng, n, 0.3, low=30)
    lumps = pt.noise(rng, n, rng.uniform(0.8, 1.6), low=rng.uniform(4, 16))
    height = ripple + 0.1 * grains + rng.uniform(0.2, 1) * lumps
    tone = (
        rng.uniform(0.0, 0.12) * grains
        + rng.uniform(-0.08, 0.2) * height
        + 0.1 * pt.noise(rng, n, 1.5, low=2)
    )
    return Draft(
        tinted(earthy(rng), tone),
        height.astype(np.float32),
        (0.85 + 0.03 * grains).astype(np.float32),
    )
