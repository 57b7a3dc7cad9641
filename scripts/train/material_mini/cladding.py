# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computed surfaces of what walls are clad with: hewn blocks, lapped boards, slabs with joints,
large bricks in light mortar."""

from __future__ import annotations

import numpy as np

from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.drafts import Draft, Rng, earthy, mixed, texture, tinted
from scripts.train.material_mini.masonry import joined
from scripts.train.material_mini.patterns import Field, Layout


def chiselled(rng: Rng, n: int, lay: Layout, unit: float) -> Field:
    """Each block a few planes broken off by a chisel, their borders ragged."""
    ragged = pt.noise(rng, n, 1.4, low=6) * rng.uniform(0.03, 0.12)
    u, v = lay.u / unit + ragged, lay.v / unit - ragged
    low = np.full((n, n), 9.0, np.float32)
    for _ in range(int(rng.integers(3, 7))):
        tilt = [2.0 * (lay.per_element(rng) - 0.5) for _ in range(2)]
        plane = 0.4 * lay.per_element(rng) + rng.uniform(0.4, 1.4) * (tilt[0] * u + tilt[1] * v)
        low = np.minimum(low, plane)
    return low


def hewn(rng: Rng, n: int) -> Draft:
    """Rock-faced ashlar: deep relief that hardly shows in the colour."""
    size = rng.uniform(34, 120)
    x, y = pt.wobble(rng, n, rng.uniform(0.3, 2.0), low=8)
    lay = pt.courses(
        rng,
        x,
        y,
        (size * rng.uniform(1.0, 2.2), size),
        bond=rng.choice([0.5, -1.0]),
        vary=rng.choice([0.0, 0.5]),
    )
    joint = rng.uniform(1.5, 0.08 * size)
    body = pt.smoothstep(joint / 2, joint / 2 + rng.uniform(0.03, 0.12) * size, lay.edge)
    grain = texture(rng, n)
    height = body * (
        0.5 + rng.uniform(0.4, 1.0) * chiselled(rng, n, lay, size) + rng.gamma(1.0, 0.006) * grain
    )
    ink = earthy(rng)
    tone = rng.gamma(2, 0.06) * (lay.per_element(rng) - 0.5) * 2 + 0.05 * grain
    mortar = ink * np.float32(rng.choice([rng.uniform(0.4, 0.9), rng.uniform(1.0, 1.6)]))
    color = mixed(tinted(mortar, 0.05 * grain), tinted(ink, tone), body)
    return Draft(color, height.astype(np.float32), (0.85 - 0.03 * grain).astype(np.float32))


def siding(rng: Rng, n: int) -> Draft:
    """Lapped boards: each stands out towards its lower edge."""
    width = rng.uniform(12, 70)
    x, y = pt.wobble(rng, n, rng.uniform(0.0, 0.8), low=4)
    shape = (width * rng.uniform(4, 30), width)
    lay = pt.courses(rng, x, y, shape, bond=-1.0, vary=0.5)
    fall = lay.v / width + 0.5
    grain = pt.noise(rng, n, 1.0, low=8, stretch=rng.uniform(8, 40))
    lip = pt.smoothstep(1.0, 1.0 - rng.uniform(0.02, 0.12), fall)
    butt = pt.smoothstep(0.0, 2.0, lay.edge + (width / 2 - np.abs(lay.v) < 2.0) * 9.0)
    height = fall * lip + 0.1 * butt + rng.gamma(1.0, 0.008) * grain
    ink = earthy(rng)
    tone = (
        rng.gamma(2, 0.05) * (lay.per_element(rng) - 0.5) * 2
        + rng.uniform(0, 0.15) * grain
        + rng.uniform(0.0, 0.2) * pt.noise(rng, n, 1.5, low=3)
        - rng.uniform(0.2, 1.6) * pt.smoothstep(rng.uniform(0.03, 0.12), 0.0, fall)
        - 0.6 * (1 - butt)
    )
    roughness = (0.75 - 0.05 * grain).astype(np.float32)
    return Draft(tinted(ink, tone), height.astype(np.float32), roughness, turns=False)


def slabs(rng: Rng, n: int) -> Draft:
    """Large flat panels with narrow joints; stains and streaks are flat."""
    size = rng.uniform(50, 210)
    shape = (size * rng.uniform(0.8, 2.4), size)
    lay = pt.courses(rng, *pt.grid(n), shape, bond=rng.choice([0.0, 0.5]), vary=0.0)
    joint = rng.uniform(1.5, 5.0)
    ragged = lay.edge + rng.uniform(0.0, 0.6) * pt.noise(rng, n, 1.0, low=12)
    body = pt.smoothstep(joint / 2, joint / 2 + rng.uniform(1.0, 4.0), ragged)
    streaks = pt.noise(rng, n, 1.4, low=2, stretch=rng.uniform(2, 10), angle=np.pi / 2)
    clouds = pt.noise(rng, n, rng.uniform(1.0, 1.8), low=2)
    sand = pt.noise(rng, n, 0.5, low=20)
    tone = (
        rng.uniform(0.02, 0.25) * streaks
        + rng.uniform(0.02, 0.2) * clouds
        + 0.04 * sand
        + rng.gamma(1.5, 0.06) * (lay.per_element(rng) - 0.5)
    )
    ink = earthy(rng)
    dark = mixed(ink * np.float32(rng.uniform(0.2, 0.8)), ink, body)
    height = body + rng.gamma(1.0, 0.01) * sand
    return Draft(tinted(dark, tone), height.astype(np.float32), (0.8 + 0.03 * streaks))


def large_brick(rng: Rng, n: int) -> Draft:
    """Bricks seen from near, often in light mortar that lies deep."""
    height = rng.uniform(40, 100)
    x, y = pt.wobble(rng, n, rng.uniform(0.3, 2.5))
    lay = pt.courses(rng, x, y, (height * rng.uniform(1.4, 3.2), height), bond=0.5, vary=0.1)
    return joined(rng, n, lay, height)
