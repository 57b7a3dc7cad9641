# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computed surfaces of wood, cloth, leather and metal."""

from __future__ import annotations

import numpy as np

from scripts.train.material_mini import patterns as pt
from scripts.train.material_mini.drafts import Draft, Rng, earthy, mixed, tinted
from scripts.train.material_mini.patterns import Layout


def wooden(rng: Rng, n: int, lay: Layout, unit: float, angle: float) -> Draft:
    grain = pt.noise(
        rng,
        n,
        rng.uniform(0.8, 1.4),
        low=rng.uniform(6, 20),
        stretch=rng.uniform(8, 40),
        angle=angle,
    )
    fine = pt.noise(rng, n, 0.4, low=20, stretch=rng.uniform(10, 60), angle=angle)
    gap = rng.uniform(0.8, 3.0)
    body = pt.smoothstep(gap / 2, gap / 2 + rng.uniform(0.8, 4.0), lay.edge)
    lift = rng.gamma(1.2, 0.12) * (lay.per_element(rng) - 0.5)
    cup = rng.normal(0, 0.15) * (lay.v / unit) ** 2 * 4
    relief = rng.gamma(1.3, 0.05)
    height = body * (1 + lift + cup + relief * (grain + 0.5 * fine))
    ink = earthy(rng)
    tone = (
        rng.gamma(2, 0.1) * (lay.per_element(rng) - 0.5) * 2
        + rng.uniform(0.0, 0.22) * grain
        + rng.uniform(0, 0.15) * fine
    )
    dark = rng.choice([rng.uniform(0.1, 0.6), rng.uniform(0.8, 1.1)], p=[0.8, 0.2])
    color = mixed(
        tinted(ink, tone) * np.float32(dark),
        tinted(ink, tone),
        pt.smoothstep(0, gap / 2 + 1.2, lay.edge),
    )
    roughness = rng.uniform(0.2, 0.85) - 0.08 * grain * rng.uniform(-0.4, 1.0) + 0.1 * (1 - body)
    return Draft(color, height.astype(np.float32), roughness.astype(np.float32))


def planks(rng: Rng, n: int) -> Draft:
    width = rng.uniform(14, 90)
    upright = rng.random() < 0.5
    x, y = pt.grid(n)
    if upright:
        x, y = y, x
    lay = pt.courses(rng, x, y, (width * rng.uniform(3, 14), width), bond=-1.0, vary=0.6)
    return wooden(rng, n, lay, width, np.pi / 2 if upright else 0.0)


def parquet(rng: Rng, n: int) -> Draft:
    width = rng.uniform(9, 30)
    x, y = pt.turned(*pt.grid(n), rng.choice([0.0, np.pi / 4]))
    return wooden(
        rng,
        n,
        pt.herringbone(x, y, width, int(rng.integers(3, 6))),
        width,
        rng.choice([0.0, np.pi / 4]),
    )


def cloth(rng: Rng, n: int) -> Draft:
    period = rng.uniform(3.2, 16)
    x, y = pt.turned(
        *pt.wobble(rng, n, period * rng.uniform(0, 0.15), low=10),
        rng.choice([0.0, np.pi / 4, rng.uniform(-0.2, 0.2)]),
    )
    height, warp_up, lay = pt.weave(x, y, period, rng.choice(["plain", "twill", "basket", "satin"]))
    fibre = pt.noise(rng, n, 0.3, low=30)
    a = earthy(rng)
    b = a if rng.random() < 0.5 else earthy(rng)
    tone = (
        rng.gamma(1.5, 0.1) * (lay.per_element(rng) - 0.5)
        + 0.08 * fibre
        + rng.uniform(0.0, 0.7) * (height - 0.6)
    )
    color = mixed(tinted(a, tone), tinted(b, tone), warp_up.astype(np.float32))
    roughness = rng.uniform(0.6, 0.95) + 0.04 * fibre
    return Draft(
        color,
        height + 0.08 * fibre + 0.3 * rng.random() * pt.noise(rng, n, 2, low=3),
        roughness.astype(np.float32),
    )


def knit(rng: Rng, n: int) -> Draft:
    period = rng.uniform(7, 20)
    x, y = pt.wobble(rng, n, period * 0.06, low=10)
    column = x / period
    u = (column - np.floor(column) - 0.5) * 2
    row = y / period / rng.uniform(0.6, 0.9) + 0.6 * np.abs(u)
    yarn = np.abs(np.cos(np.pi * row)) ** 0.6 * np.sqrt(
        np.maximum(0, 1 - (2 * np.abs(u) - 1) ** 2) + 0.02
    )
    fibre = pt.noise(rng, n, 0.3, low=30)
    color = tinted(earthy(rng), 0.08 * fibre + rng.uniform(0, 0.8) * (yarn - 0.6))
    return Draft(
        color,
        (yarn + 0.06 * fibre).astype(np.float32),
        (0.85 + 0.05 * fibre).astype(np.float32),
        turns=False,
    )


def leather(rng: Rng, n: int) -> Draft:
    size = rng.uniform(5, 22)
    x, y = pt.wobble(rng, n, size * 0.12, low=14)
    lay = pt.cells(rng, x, y, (size, size * rng.uniform(0.6, 1.0)), 0.9)
    body = pt.smoothstep(0, 0.3 * size, lay.edge)
    crease = 0.3 * pt.noise(rng, n, 1.6, low=3)
    tone = (
        rng.uniform(-0.1, 0.5) * (body - 0.7)
        + 0.1 * (lay.per_element(rng) - 0.5)
        + rng.uniform(0, 0.2) * pt.noise(rng, n, 1.5, low=2)
    )
    return Draft(
        tinted(earthy(rng), tone),
        body + crease,
        (rng.uniform(0.3, 0.7) + 0.15 * (1 - body)).astype(np.float32),
    )


def corrugated(rng: Rng, n: int) -> Draft:
    period = rng.uniform(8, 60)
    x, y = pt.grid(n)
    if rng.random() < 0.3:
        x, y = y, x
    phase = x / period
    u = phase - np.floor(phase)
    kind = rng.integers(3)
    profile = (
        np.cos(2 * np.pi * phase),
        np.clip(3 * np.cos(2 * np.pi * phase), -1, 1),
        (np.abs(u - 0.5) < rng.uniform(0.03, 0.12)).astype(float),
    )[kind]
    sheet = pt.blur(profile.astype(np.float32), 1.2)
    dirt = pt.noise(rng, n, 1.4, low=3, stretch=4, angle=np.pi / 2)
    tone = rng.uniform(0, 0.3) * dirt + rng.uniform(-0.1, 0.35) * sheet
    return Draft(
        tinted(earthy(rng), tone),
        sheet + 0.02 * dirt,
        (rng.uniform(0.2, 0.7) + 0.08 * dirt).astype(np.float32),
        metallic=float(rng.random() < 0.6),
    )


def metal(rng: Rng, n: int) -> Draft:
    angle = rng.uniform(0, np.pi)
    brush = pt.noise(
        rng, n, 0.3, low=20, stretch=rng.choice([1, rng.uniform(20, 120)]), angle=angle
    )
    dents = pt.noise(rng, n, 1.8, low=3)
    plate = rng.random() < 0.4
    stud = np.zeros((n, n), np.float32)
    if plate:
        lay = pt.hexagons(*pt.grid(n), rng.uniform(14, 50))
        stud = 3 * pt.smoothstep(0.0, 3.0, lay.edge - rng.uniform(0.2, 0.4) * lay.edge.max())
    tone = 0.05 * brush + 0.05 * dents
    grey = earthy(rng) * np.float32(0.3) + np.float32(rng.uniform(0.2, 0.6))
    return Draft(
        tinted(grey, tone),
        0.05 * brush + 0.3 * dents + stud,
        (rng.uniform(0.15, 0.6) + 0.06 * brush).astype(np.float32),
        slope=6.0 if plate else 1.0,
        metallic=1.0,
    )


def rust(rng: Rng, n: int) -> Draft:
    patch = pt.smoothstep(
        -0.2, 0.5, pt.noise(rng, n, 1.4, low=rng.uniform(2, 8)) + rng.uniform(-1, 1)
    )
    crust = pt.noise(rng, n, 0.8, low=12)
    color = mixed(
        tinted(earthy(rng), 0.04 * crust),
        tinted(np.array([0.25, 0.09, 0.03], np.float32), 0.3 * crust),
        patch,
    )
    height = rng.choice([-0.6, 0.6]) * patch + 0.25 * patch * crust
    return Draft(
        color,
        height.astype(np.float32),
        (0.4 + 0.45 * patch).astype(np.float32),
        metallic=0.0,
    )
