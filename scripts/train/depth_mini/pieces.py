# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes and balls, and the furniture that the rooms and streets of raycast.py are filled with."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

Rng = np.random.Generator


@dataclass(slots=True)
class Solids:
    """Boxes turned about Z (or balls within them): centre, half size, turn, texture."""

    centers: list[tuple[float, float, float]] = field(default_factory=list)
    halves: list[tuple[float, float, float]] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    skins: list[int] = field(default_factory=list)
    balls: list[bool] = field(default_factory=list)

    def add(
        self,
        place: tuple[float, float, float, float],
        at: tuple[float, float, float],
        size: tuple[float, float, float],
        skin: int,
        *,
        ball: bool = False,
    ) -> None:
        """A box of full `size`, its middle at `at` in the frame of `place` (x, y, z, turn)."""
        x, y, z, turn = place
        c, s = np.cos(turn), np.sin(turn)
        self.centers.append((x + c * at[0] - s * at[1], y + s * at[0] + c * at[1], z + at[2]))
        self.halves.append(tuple(max(v, 0.004) / 2 for v in size))
        self.turns.append(turn)
        self.skins.append(skin)
        self.balls.append(ball)


def table(
    out: Solids, rng: Rng, place: tuple[float, float, float, float], skins: tuple[int, int]
) -> float:
    """A table; returns the height of its top."""
    w, d, h = rng.uniform(0.7, 2.0), rng.uniform(0.5, 1.0), rng.choice([0.42, 0.74, 0.9])
    leg = rng.uniform(0.03, 0.09)
    out.add(place, (0, 0, h - 0.02), (w, d, 0.04), skins[0])
    for x in (-1, 1):
        for y in (-1, 1):
            out.add(
                place,
                (x * (w / 2 - leg), y * (d / 2 - leg), h / 2 - 0.02),
                (leg, leg, h - 0.04),
                skins[1],
            )
    for _ in range(rng.integers(0, 6)):
        size = rng.uniform(0.04, 0.4, 3)
        at = (rng.uniform(-0.4, 0.4) * w, rng.uniform(-0.4, 0.4) * d, h + size[2] / 2)
        out.add(place, at, tuple(size), int(rng.integers(12)), ball=bool(rng.random() < 0.3))
    return h


def chair(
    out: Solids, rng: Rng, place: tuple[float, float, float, float], skins: tuple[int, int]
) -> None:
    out.add(place, (0, 0, 0.45), (0.45, 0.45, 0.05), skins[0])
    out.add(place, (0, 0.21, 0.78), (0.42, 0.03, rng.uniform(0.15, 0.5)), skins[0])
    for x in (-0.2, 0.2):
        out.add(place, (x, -0.2, 0.22), (0.035, 0.035, 0.44), skins[1])
        out.add(place, (x, 0.21, 0.45), (0.035, 0.035, 0.9), skins[1])


def sofa(
    out: Solids, rng: Rng, place: tuple[float, float, float, float], skins: tuple[int, int]
) -> None:
    w = rng.uniform(0.9, 2.6)
    out.add(place, (0, 0, 0.22), (w, 0.9, 0.40), skins[0])
    out.add(place, (0, 0.36, 0.55), (w, 0.2, 0.6), skins[0])
    for x in (-1, 1):
        out.add(place, (x * (w / 2 + 0.06), 0, 0.3), (0.16, 0.9, 0.6), skins[0])
        out.add(
            place,
            (x * w / 4, 0.2, 0.58),
            (0.42, 0.18, 0.4),
            skins[1],
            ball=bool(rng.random() < 0.3),
        )


def shelf(
    out: Solids, rng: Rng, place: tuple[float, float, float, float], skins: tuple[int, int]
) -> None:
    w, d, h, rows = (
        rng.uniform(0.6, 1.6),
        rng.uniform(0.25, 0.5),
        rng.uniform(0.7, 2.2),
        int(rng.integers(2, 6)),
    )
    out.add(place, (0, d / 2 - 0.01, h / 2), (w, 0.02, h), skins[0])
    for x in (-1, 1):
        out.add(place, (x * w / 2, 0, h / 2), (0.03, d, h), skins[0])
    for i in range(rows + 1):
        out.add(place, (0, 0, h * i / rows), (w, d, 0.03), skins[0])
        if i < rows:
            tall, wide = rng.uniform(0.3, 0.85) * h / rows, rng.uniform(0.2, 0.9) * w
            out.add(
                place,
                (rng.uniform(-0.5, 0.5) * (w - wide), 0.03, h * i / rows + tall / 2),
                (wide, d * 0.7, tall),
                int(rng.integers(12)),
            )


def cabinet(
    out: Solids, rng: Rng, place: tuple[float, float, float, float], skins: tuple[int, int]
) -> None:
    w, d, h, doors = (
        rng.uniform(0.5, 2.0),
        rng.uniform(0.35, 0.65),
        rng.choice([0.7, 0.9, 2.1]),
        int(rng.integers(1, 5)),
    )
    out.add(place, (0, 0, h / 2), (w, d, h), skins[0])
    for i in range(doors):
        out.add(
            place,
            (w * ((i + 0.5) / doors - 0.5), -d / 2, h / 2),
            (w / doors - 0.02, 0.04, h - 0.08),
            skins[1],
        )


def lumps(
    out: Solids, rng: Rng, place: tuple[float, float, float, float], skins: tuple[int, int]
) -> None:
    z = 0.0
    for _ in range(rng.integers(1, 5)):
        size = rng.uniform(0.15, 0.8, 3)
        out.add(
            place,
            (rng.uniform(-0.1, 0.1), rng.uniform(-0.1, 0.1), z + size[2] / 2),
            tuple(size),
            int(rng.integers(12)),
            ball=bool(rng.random() < 0.35),
        )
        z += size[2] * 0.97


PIECES = (table, chair, sofa, shelf, cabinet, lumps, chair, table)
