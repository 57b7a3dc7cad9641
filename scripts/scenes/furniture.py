# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Furniture and fittings in true sizes, each standing on z = 0 round its own origin, front to -Y.

Each function returns a MeshBuilder, so the caller chooses place and materials.
"""

from __future__ import annotations

import random
from math import cos, pi, sin

from scripts.scenes.solids import MeshBuilder


def sofa(width: float = 2.1, seats: int = 3) -> MeshBuilder:
    """A sofa with loose seat and back cushions, 0.9 m deep."""
    made = MeshBuilder("Sofa")
    arm, depth = 0.16, 0.90
    inner = width - 2 * arm + 0.02
    made.box("sofa fabric", (inner, depth - 0.03, 0.21), (0, 0, 0.245), 0.03)
    made.box("sofa fabric", (inner, 0.18, 0.56), (0, depth / 2 - 0.10, 0.50), 0.05)
    for side in (-1, 1):
        made.box("sofa fabric", (arm, depth, 0.48), (side * (width - arm) / 2, 0, 0.37), 0.05)
    seat = (width - 2 * arm) / seats
    for i in range(seats):
        x = -width / 2 + arm + seat * (i + 0.5)
        made.cushion("sofa fabric", (seat - 0.012, 0.66, 0.17), (x, -0.10, 0.43), 0.02)
        made.cushion("sofa fabric", (seat - 0.02, 0.19, 0.42), (x, 0.17, 0.70), 0.015)
    for x in (-1, 1):
        for y in (-1, 1):
            made.cylinder(
                "legs",
                0.016,
                (x * (width / 2 - 0.12), y * 0.36, 0.0),
                (x * (width / 2 - 0.14), y * 0.34, 0.14),
                end_radius=0.024,
            )
    return made


def armchair() -> MeshBuilder:
    """A compact armchair on wooden legs."""
    made = MeshBuilder("Armchair")
    made.cushion("armchair fabric", (0.62, 0.62, 0.20), (0, -0.04, 0.36), 0.02)
    made.cushion("armchair fabric", (0.66, 0.17, 0.56), (0, 0.30, 0.60), 0.02)
    for side in (-1, 1):
        made.cushion("armchair fabric", (0.13, 0.66, 0.40), (side * 0.37, 0.0, 0.42), 0.01)
        for y in (-0.26, 0.28):
            made.cylinder(
                "legs", 0.013, (side * 0.30, y * 1.1, 0), (side * 0.26, y, 0.27), end_radius=0.02
            )
    return made


def table(
    size: tuple[float, float, float] = (1.6, 0.85, 0.74), legs: str = "tapered"
) -> MeshBuilder:
    """A table; `legs` is "tapered", "square" or "trestle"."""
    made = MeshBuilder("Table")
    width, depth, height = size
    made.box("table top", (width, depth, 0.035), (0, 0, height - 0.0175), 0.006)
    made.box("table legs", (width - 0.22, depth - 0.2, 0.06), (0, 0, height - 0.065), 0.003)
    for x in (-1, 1):
        if legs == "trestle":
            made.box("table legs", (0.06, depth * 0.8, 0.06), (x * width * 0.36, 0, 0.03))
            made.box("table legs", (0.06, 0.12, height - 0.09), (x * width * 0.36, 0, height / 2))
            continue
        for y in (-1, 1):
            foot = (x * (width / 2 - 0.08), y * (depth / 2 - 0.08))
            if legs == "square":
                made.box("table legs", (0.05, 0.05, height - 0.036), (*foot, height / 2 - 0.018))
            else:
                head = (foot[0] * 0.97, foot[1] * 0.95, height - 0.036)
                made.cylinder("table legs", 0.017, (*foot, 0.0), head, end_radius=0.03)
    return made


def chair() -> MeshBuilder:
    """A dining chair with a curved back rail."""
    made = MeshBuilder("Chair")
    made.cushion("chair seat", (0.44, 0.44, 0.055), (0, 0, 0.455), 0.008)
    for x in (-1, 1):
        made.cylinder(
            "chair legs", 0.012, (x * 0.21, -0.20, 0), (x * 0.19, -0.17, 0.435), end_radius=0.017
        )
        made.cylinder(
            "chair legs", 0.012, (x * 0.20, 0.24, 0), (x * 0.185, 0.18, 0.45), end_radius=0.017
        )
        made.cylinder(
            "chair legs", 0.017, (x * 0.185, 0.18, 0.45), (x * 0.18, 0.24, 0.80), end_radius=0.013
        )
    line = [(x, 0.265 - 0.9 * x * x) for x in (-0.20 + 0.4 * i / 10 for i in range(11))]
    made.ribbon("chair back", line, 0.014, 0.70, 0.82)
    return made


def shelf(
    rng: random.Random, width: float = 1.2, height: float = 1.9, rows: int = 5, depth: float = 0.32
) -> MeshBuilder:
    """Open shelves with books and vases."""
    made = MeshBuilder("Shelf")
    board = 0.028
    for x in (-1, 1):
        made.box("shelf", (board, depth, height), (x * (width - board) / 2, 0, height / 2), 0.002)
    made.box(
        "shelf back",
        (width - 2 * board, 0.008, height - 0.02),
        (0, depth / 2 - 0.006, height / 2),
        0,
    )
    step = (height - board) / rows
    for i in range(rows + 1):
        z = board / 2 + i * step
        made.box("shelf", (width - 2 * board, depth - 0.01, board), (0, -0.005, z), 0.002)
        if i < rows:
            _fill_row(made, rng, width - 2 * board - 0.04, z + board / 2, step - board)
    return made


def _fill_row(made: MeshBuilder, rng: random.Random, width: float, z: float, free: float) -> None:
    x = -width / 2
    end = x + width * rng.uniform(0.35, 0.9)
    while x < end:
        thick = rng.uniform(0.018, 0.045)
        tall = min(free - 0.03, rng.uniform(0.19, 0.29))
        deep = rng.uniform(0.14, 0.20)
        made.box("books", (thick, deep, tall), (x + thick / 2, -0.02, z + tall / 2), 0.002)
        x += thick + 0.001
    if width / 2 - end > 0.16:
        x = rng.uniform(end + 0.1, width / 2 - 0.05)
        tall = min(free - 0.06, rng.uniform(0.14, 0.24))
        made.sphere("vase", (0.11, 0.11, tall), (x, -0.02, z + tall / 2), detail=3)
        made.cylinder("vase", 0.03, (x, -0.02, z + tall * 0.8), (x, -0.02, z + tall * 1.08))


def floor_lamp(height: float = 1.6) -> MeshBuilder:
    """A floor lamp with a drum shade."""
    made = MeshBuilder("Floor lamp")
    made.cylinder("lamp", 0.15, (0, 0, 0), (0, 0, 0.018), sides=48)
    made.cylinder("lamp", 0.011, (0, 0, 0.018), (0, 0, height - 0.12))
    made.cylinder(
        "lamp shade", 0.20, (0, 0, height - 0.30), (0, 0, height), end_radius=0.16, sides=48
    )
    return made


def pendant(drop: float, radius: float = 0.19) -> MeshBuilder:
    """A lamp hanging from z = 0 down by `drop`."""
    made = MeshBuilder("Pendant lamp")
    made.cylinder("lamp", 0.045, (0, 0, -0.03), (0, 0, 0))
    made.cylinder("lamp", 0.004, (0, 0, -drop), (0, 0, -0.02), sides=8)
    made.cylinder(
        "lamp shade", radius, (0, 0, -drop - 0.16), (0, 0, -drop), end_radius=0.05, sides=48
    )
    return made


def rug(size: tuple[float, float] = (2.6, 1.8)) -> MeshBuilder:
    """A rug, 12 mm thick."""
    made = MeshBuilder("Rug")
    made.box("rug", (*size, 0.012), (0, 0, 0.007), 0.004)
    return made


def sideboard(width: float = 1.5, doors: int = 3) -> MeshBuilder:
    """A low cabinet with door fronts and small knobs."""
    made = MeshBuilder("Sideboard")
    depth, low, high = 0.42, 0.14, 0.70
    made.box("cabinet", (width, depth, high - low), (0, 0, (high + low) / 2), 0.004)
    front = (width - 0.03) / doors
    for i in range(doors):
        x = -width / 2 + 0.015 + front * (i + 0.5)
        size = (front - 0.006, 0.018, high - low - 0.03)
        made.box("cabinet front", size, (x, -depth / 2 - 0.007, (high + low) / 2), 0.002)
        knob = (x + front * 0.38, -depth / 2 - 0.018, (high + low) / 2)
        made.cylinder("handle", 0.009, knob, (knob[0], knob[1] - 0.024, knob[2]))
    for x in (-1, 1):
        for y in (-1, 1):
            foot = (x * (width / 2 - 0.1), y * 0.15)
            made.cylinder("legs", 0.013, (*foot, 0), (*foot, low), end_radius=0.02)
    return made


def plant(rng: random.Random, height: float = 1.1) -> MeshBuilder:
    """A pot with arching stems and leaves."""
    made = MeshBuilder("Plant")
    made.cylinder("pot", 0.11, (0, 0, 0), (0, 0, 0.26), end_radius=0.15, sides=40)
    made.cylinder("soil", 0.135, (0, 0, 0.255), (0, 0, 0.265), sides=40)
    for i in range(17):
        angle = 2.4 * i + rng.uniform(-0.3, 0.3)
        reach = rng.uniform(0.12, 0.34)
        top = rng.uniform(0.55, 1.0) * height
        tip = (reach * cos(angle), reach * sin(angle), top)
        low = (0.02 * cos(angle), 0.02 * sin(angle), 0.25)
        middle = (0.3 * tip[0], 0.3 * tip[1], 0.25 + 0.55 * (top - 0.25))
        made.cylinder("plant stem", 0.005, low, middle, end_radius=0.003, sides=8)
        out = (middle[0] + 1.1 * reach * cos(angle), middle[1] + 1.1 * reach * sin(angle), top)
        made.leaf("plant leaves", middle, out, rng.uniform(0.10, 0.17))
    return made


def picture(width: float = 0.6, height: float = 0.8) -> MeshBuilder:
    """A framed picture that hangs with its back on y = 0, centred."""
    made = MeshBuilder("Picture")
    bar = 0.03
    for side in (-1, 1):
        made.box(
            "picture frame", (bar, 0.025, height), (side * (width - bar) / 2, -0.0125, 0), 0.002
        )
        made.box(
            "picture frame", (width, 0.025, bar), (0, -0.0125, side * (height - bar) / 2), 0.002
        )
    made.box("picture", (width - 2 * bar, 0.008, height - 2 * bar), (0, -0.006, 0), 0)
    return made


def window(
    width: float, height: float, columns: int = 2, rows: int = 1, depth: float = 0.07
) -> MeshBuilder:
    """A window whose lower left corner is the origin, along +X, with sashes and one pane each."""
    made = MeshBuilder("Window")
    bar = 0.055
    for x in (bar / 2, width - bar / 2):
        made.box("window_frame", (bar, depth, height), (x, 0, height / 2), 0.004)
    for z in (bar / 2, height - bar / 2):
        made.box("window_frame", (width - 2 * bar, depth, bar), (width / 2, 0, z), 0.004)
    for i in range(1, columns):
        made.box(
            "window_frame",
            (bar, depth * 0.8, height - 2 * bar),
            (width * i / columns, 0, height / 2),
        )
    for i in range(1, rows):
        made.box(
            "window_frame",
            (width - 2 * bar, depth * 0.7, bar * 0.6),
            (width / 2, 0, height * i / rows),
        )
    made.box("glass", (width - bar, 0.008, height - bar), (width / 2, 0, height / 2), 0)
    return made


def door(width: float = 0.86, height: float = 2.05, panels: int = 2) -> MeshBuilder:
    """A door in its frame, lower left corner at the origin, along +X."""
    made = MeshBuilder("Door")
    bar = 0.06
    for x in (-bar / 2, width + bar / 2):
        made.box("door frame", (bar, 0.14, height), (x, 0, height / 2), 0.004)
    made.box("door frame", (width + 2 * bar, 0.14, bar), (width / 2, 0, height + bar / 2), 0.004)
    made.box("door", (width - 0.006, 0.042, height - 0.01), (width / 2, 0, height / 2), 0.003)
    step = (height - 0.24) / panels
    for i in range(panels):
        z = 0.12 + step * (i + 0.5)
        made.box("door", (width - 0.26, 0.058, step - 0.12), (width / 2, 0, z), 0.008)
    made.cylinder("handle", 0.011, (width - 0.07, -0.02, 1.02), (width - 0.07, -0.07, 1.02))
    made.cylinder("handle", 0.010, (width - 0.07, -0.065, 1.02), (width - 0.19, -0.065, 1.02))
    return made


def curtain(rng: random.Random, width: float, height: float, folds: float = 0.12) -> MeshBuilder:
    """A hanging curtain with folds, along +X from the origin."""
    made = MeshBuilder("Curtain")
    count = max(12, int(width / 0.02))
    phase = rng.uniform(0, 2 * pi)
    xs = [width * i / count for i in range(count + 1)]
    line = [(x, 0.035 * sin(phase + 2 * pi * x / folds)) for x in xs]
    made.ribbon("curtain fabric", line, 0.006, 0.0, height)
    made.cylinder("curtain rail", 0.012, (-0.1, 0, height + 0.01), (width + 0.1, 0, height + 0.01))
    return made


def plinth_cup(radius: float = 0.042) -> MeshBuilder:
    """A cup on a saucer: something small for a table."""
    made = MeshBuilder("Cup")
    made.cylinder("crockery", 0.075, (0, 0, 0), (0, 0, 0.008), sides=32)
    made.cylinder(
        "crockery", radius * 0.7, (0, 0, 0.008), (0, 0, 0.075), end_radius=radius, sides=32
    )
    return made


def bowl(radius: float = 0.14) -> MeshBuilder:
    """A bowl with fruit."""
    made = MeshBuilder("Bowl")
    made.cylinder("crockery", radius * 0.45, (0, 0, 0), (0, 0, 0.07), end_radius=radius, sides=40)
    for i in range(5):
        angle = 1.3 * i
        center = (0.06 * cos(angle), 0.06 * sin(angle), 0.085)
        made.sphere("fruit", (0.075, 0.075, 0.07), center, detail=3)
    return made
