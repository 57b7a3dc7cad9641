# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A random street or garden from a seed: houses and blocks with windows, doors and roofs, ground,
trees, hedges.

python scripts/scenes/exterior.py --seed 7 --out street.blend
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

import bpy
from mathutils import Matrix, Vector

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.scenes import furniture, solids
from scripts.scenes.solids import MaterialOf, MeshBuilder, Opening, at

KINDS = ("house", "street", "blocks", "yard")


@dataclass(frozen=True, slots=True)
class Site:
    """What was built; the main front looks to -Y and stands on y = 0 from x = -width / 2 to width /
    2."""

    kind: str
    width: float
    height: float
    reach: float


def build_exterior(seed: int, material_of: MaterialOf, kind: str = "") -> Site:
    """Build into the current scene; the same seed gives the same site."""
    rng = random.Random(seed)
    kind = kind or rng.choice(KINDS)
    width, depth, storeys = rng.uniform(6, 13), rng.uniform(6, 11), rng.randint(1, 3)
    if kind == "blocks":
        width, depth, storeys = rng.uniform(12, 30), rng.uniform(10, 18), rng.randint(3, 9)
    _ground(rng, kind, material_of)
    height = build_house(rng, width, depth, storeys, material_of, at(-width / 2, 0))
    if kind != "yard":
        _neighbours(rng, kind, width, material_of)
    _green(rng, width, material_of)
    return Site(kind, width, height, max(width, depth))


def build_house(
    rng: random.Random,
    width: float,
    depth: float,
    storeys: int,
    material_of: MaterialOf,
    place: Matrix,
) -> float:
    """A house with its front from the place's origin along +X; returns the height of the eaves."""
    storey = rng.uniform(2.7, 3.4)
    height = storeys * storey
    house = MeshBuilder("House")
    sides = (
        (width, at(width, 0, 0, pi)),
        (depth, at(width, depth, 0, -pi / 2)),
        (depth, at(0, 0, 0, pi / 2)),
    )
    style = (rng.uniform(0.8, 1.8), rng.uniform(1.1, 1.7), rng.randint(1, 3), rng.randint(1, 2))
    for i, (length, turn) in enumerate(sides):
        holes = _facade(rng, length, storeys, storey, style, with_door=i == 0)
        house.wall("wall", length, height, 0.3, holes, outside="exterior_wall", place=turn)
        for x0, x1, z0, z1 in holes:
            spot = place @ turn
            if z0 < 0.05:
                furniture.door(x1 - x0, z1 - z0).finish(material_of, spot @ at(x1, 0.2, 0, pi))
            else:
                furniture.window(x1 - x0, z1 - z0, style[2], style[3]).finish(
                    material_of, spot @ at(x0, 0.2, z0)
                )
    house.wall("wall", width, height, 0.3, outside="exterior_wall", place=at(0, depth))
    house.box("plinth", (width + 0.7, depth + 0.7, 0.3), (width / 2, depth / 2, 0.0), 0.02)
    _roof(rng, house, width, depth, height)
    house.finish(material_of, place)
    return height


def _facade(
    rng: random.Random,
    length: float,
    storeys: int,
    storey: float,
    style: tuple[float, float, int, int],
    *,
    with_door: bool,
) -> list[Opening]:
    wide, tall = style[0], min(style[1], storey - 1.1)
    count = max(1, int((length - 0.6) / (wide + rng.uniform(0.5, 1.6))))
    step = length / count
    door = rng.randrange(count) if with_door else -1
    holes: list[Opening] = []
    for floor in range(storeys):
        for i in range(count):
            middle = step * (i + 0.5)
            if floor == 0 and i == door:
                holes.append((middle - 0.5, middle + 0.5, 0.0, 2.1))
            elif rng.random() < 0.9:
                low = floor * storey + 0.85
                holes.append((middle - wide / 2, middle + wide / 2, low, low + tall))
    return holes


def _roof(
    rng: random.Random, house: MeshBuilder, width: float, depth: float, height: float
) -> None:
    over = rng.uniform(0.2, 0.6)
    if rng.random() < 0.3:
        house.box(
            "roof", (width + 0.7, depth + 0.7, 0.25), (width / 2, depth / 2, height + 0.12), 0.02
        )
        house.box("parapet", (width + 0.7, 0.2, 0.5), (width / 2, -0.3, height + 0.4), 0.02)
        return
    rise = rng.uniform(0.3, 0.8) * depth / 2
    low, mid = -0.3 - over, depth / 2
    slope = rise / (mid - low)
    outline = [(low, height), (mid, height + rise), (depth + 0.3 + over, height)]
    thick = 0.18
    shape = [*outline, *((y, z + thick * (1 + slope)) for y, z in reversed(outline))]
    house.prism_x("roof", shape, -0.3 - over, width + 0.3 + over)
    house.prism_x(
        "exterior_wall", [(0.0, height), (mid, height + rise * 0.95), (depth, height)], -0.28, 0.0
    )
    house.prism_x(
        "exterior_wall",
        [(0.0, height), (mid, height + rise * 0.95), (depth, height)],
        width,
        width + 0.28,
    )
    if rng.random() < 0.5:
        x = rng.uniform(0.2, 0.8) * width
        house.box("chimney", (0.7, 0.5, 1.6), (x, mid + 0.4, height + rise), 0.02)


def _ground(rng: random.Random, kind: str, material_of: MaterialOf) -> None:
    ground = MeshBuilder("Ground")
    ground.box("grass", (160, 160, 0.2), (0, 0, -0.1), 0)
    if kind != "yard":
        ground.box("street", (160, 6.5, 0.1), (0, -11.0, -0.045), 0)
        for y in (-6.4, -15.6):
            ground.box("pavement", (160, 2.4, 0.16), (0, y, 0.0), 0.01)
    ground.box("path", (rng.uniform(1.0, 2.4), 6.0, 0.06), (rng.uniform(-2, 2), -3.2, 0.0), 0.005)
    ground.finish(material_of)


def _neighbours(rng: random.Random, kind: str, width: float, material_of: MaterialOf) -> None:
    x = width / 2
    for side in (-1, 1):
        x = side * (width / 2 + rng.uniform(0.7, 7.0))
        other = rng.uniform(7, 14)
        start = x if side > 0 else x - other
        storeys = rng.randint(3, 8) if kind == "blocks" else rng.randint(1, 3)
        place = at(start, rng.uniform(-1.0, 5.0))
        build_house(rng, other, rng.uniform(7, 11), storeys, material_of, place)


def tree(rng: random.Random) -> MeshBuilder:
    """A broad-leaved tree or a conifer, 3 to 9 m tall."""
    made = MeshBuilder("Tree")
    tall = rng.uniform(3.0, 9.0)
    made.cylinder(
        "bark", 0.035 * tall, (0, 0, 0), (0, 0, tall * 0.55), end_radius=0.015 * tall, sides=10
    )
    if rng.random() < 0.3:
        for i in range(4):
            z = tall * (0.2 + 0.2 * i)
            made.cylinder(
                "foliage",
                tall * (0.24 - 0.05 * i),
                (0, 0, z),
                (0, 0, z + tall * 0.3),
                end_radius=0.02,
                sides=14,
            )
        return made
    for i in range(9):
        angle, out = 2.4 * i, tall * rng.uniform(0.05, 0.2)
        size = tall * rng.uniform(0.2, 0.36)
        center = (out * cos(angle), out * sin(angle), tall * rng.uniform(0.5, 0.9))
        made.sphere("foliage", (size, size, size * 0.85), center, detail=2)
    return made


def _green(rng: random.Random, width: float, material_of: MaterialOf) -> None:
    for _ in range(rng.randint(1, 7)):
        x = rng.uniform(-22, 22)
        y = rng.choice([rng.uniform(-5.0, -2.5), rng.uniform(14, 30), -17.5])
        tree(rng).finish(material_of, at(x, y, 0, rng.uniform(0, 6)))
    for side in (-1, 1):
        if rng.random() < 0.6:
            hedge = MeshBuilder("Hedge")
            long, tall = rng.uniform(2, 9), rng.uniform(0.6, 1.6)
            hedge.cushion("hedge", (long, 0.7, tall), (0, 0, tall / 2 - 0.02), 0.03)
            hedge.finish(material_of, at(side * (width / 2 + long / 2 - 1.0), -4.4))
    if rng.random() < 0.5:
        _fence(rng, material_of)
    if rng.random() < 0.6:
        _car(rng).finish(
            material_of, at(rng.uniform(-9, 9), rng.choice([-9.2, -12.8]), 0, rng.choice([0.0, pi]))
        )


def _fence(rng: random.Random, material_of: MaterialOf) -> None:
    fence = MeshBuilder("Fence")
    for i in range(40):
        x = -6.0 + i * 0.3
        fence.box("fence", (0.09, 0.025, 1.0), (x, 0, 0.5), 0.004)
    for z in (0.25, 0.8):
        fence.box("fence", (12.0, 0.03, 0.07), (0, 0.03, z), 0.004)
    fence.finish(material_of, at(rng.uniform(-6, 6), -4.9))


def _car(rng: random.Random) -> MeshBuilder:
    made = MeshBuilder("Car")
    made.cushion("car paint", (4.2, 1.75, 0.75), (0, 0, 0.62), 0.03)
    made.cushion("car glass", (rng.uniform(1.9, 2.6), 1.5, 0.65), (-0.15, 0, 1.12), 0.04)
    for x in (-1.3, 1.3):
        for y in (-0.86, 0.66):
            made.cylinder("tyre", 0.32, (x, y, 0.32), (x, y + 0.2, 0.32), sides=24)
    return made


def exterior_view(site: Site, rng: random.Random) -> tuple[Vector, Vector, float]:
    """A camera outside: position, point looked at, focal length for a 36 mm sensor."""
    away = rng.uniform(0.5, 1.8) * (6.0 + 0.5 * site.reach)
    angle = rng.uniform(-1.0, 1.0)
    eye = Vector(
        (
            away * sin(angle),
            -away * cos(angle),
            rng.choice([rng.uniform(1.3, 2.0), rng.uniform(2.0, 9.0)]),
        )
    )
    aim = Vector((rng.uniform(-0.5, 0.5) * site.width, 2.0, rng.uniform(0.2, 0.8) * site.height))
    if rng.random() < 0.3:
        aim = eye + Vector((rng.uniform(-10, 10), rng.uniform(2, 12), rng.uniform(-1.5, 0.8)))
    return eye, aim, rng.uniform(20, 42)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, default=None)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    build_exterior(
        chosen.seed, lambda name: solids.plain_material(name, (0.6, 0.6, 0.6)), chosen.kind or ""
    )
    bpy.ops.wm.save_as_mainfile(filepath=str(chosen.out.resolve()), compress=True)


if __name__ == "__main__":
    main()
