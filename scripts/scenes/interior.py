# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A random furnished room from a seed: living, dining, bed, work or empty rooms, corridors; true
sizes in metres.

python scripts/scenes/interior.py --seed 7 --out room.blend
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from math import pi
from pathlib import Path

import bpy
from mathutils import Vector

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.scenes import furniture, solids
from scripts.scenes.solids import MaterialOf, MeshBuilder, Opening, at

KINDS = ("living", "dining", "bed", "work", "empty", "corridor", "clutter")


@dataclass(frozen=True, slots=True)
class Room:
    """Inner size, metres; the room spans 0..width and 0..depth."""

    kind: str
    width: float
    depth: float
    height: float


def build_interior(seed: int, material_of: MaterialOf, kind: str = "") -> Room:
    """Build into the current scene; the same seed gives the same room."""
    rng = random.Random(seed)
    kind = kind or rng.choice(KINDS)
    width, depth = rng.uniform(2.8, 7.5), rng.uniform(2.8, 7.5)
    if kind == "corridor":
        width, depth = rng.uniform(1.3, 2.4), rng.uniform(5.0, 14.0)
    room = Room(kind, width, depth, rng.uniform(2.35, 3.4))
    _shell(room, rng, material_of)
    if kind != "empty":
        _furnish(room, rng, material_of)
    return room


def _holes(rng: random.Random, length: float, height: float) -> tuple[list[Opening], list[str]]:
    """Windows and doors side by side along a wall."""
    holes: list[Opening] = []
    kinds: list[str] = []
    x = rng.uniform(0.2, 0.9)
    while x + 1.2 < length:
        pick = rng.random()
        if pick < 0.4:
            wide = min(rng.uniform(0.7, 2.4), length - x - 0.2)
            holes.append(
                (
                    x,
                    x + wide,
                    rng.choice([0.05, rng.uniform(0.4, 1.0)]),
                    min(height - 0.15, rng.uniform(1.9, 2.5)),
                )
            )
            kinds.append("window")
        elif pick < 0.55:
            wide = 0.86
            holes.append((x, x + wide, 0.0, 2.05))
            kinds.append("door")
        else:
            wide = rng.uniform(0.5, 2.0)
        x += wide + rng.uniform(0.3, 1.2)
    return holes, kinds


def _shell(room: Room, rng: random.Random, material_of: MaterialOf) -> None:
    shell = MeshBuilder("Room")
    thick = 0.2
    shell.box("floor", (room.width, room.depth, 0.1), (room.width / 2, room.depth / 2, -0.05), 0)
    shell.box(
        "ceiling",
        (room.width, room.depth, 0.1),
        (room.width / 2, room.depth / 2, room.height + 0.05),
        0,
    )
    sides = (
        (room.width, at(0, room.depth)),
        (room.depth, at(0, 0, 0, pi / 2)),
        (room.width, at(room.width, 0, 0, pi)),
        (room.depth, at(room.width, room.depth, 0, -pi / 2)),
    )
    for length, place in sides:
        holes, kinds = _holes(rng, length, room.height)
        shell.wall("wall", length, room.height, thick, holes, outside="exterior_wall", place=place)
        for (x0, x1, z0, z1), kind in zip(holes, kinds, strict=True):
            if kind == "window":
                made = furniture.window(x1 - x0, z1 - z0, rng.randint(1, 4), rng.randint(1, 3))
                made.finish(material_of, place @ at(x0, 0.1, z0))
                if rng.random() < 0.35:
                    curtain = furniture.curtain(
                        rng, rng.uniform(0.3, 0.8), min(room.height - 0.1, z1 + 0.1)
                    )
                    curtain.finish(material_of, place @ at(x0 - 0.2, -0.08, 0.03))
            else:
                furniture.door(x1 - x0, z1 - z0, rng.randint(1, 4)).finish(
                    material_of, place @ at(x0, 0.06)
                )
        if rng.random() < 0.7:
            for x0, x1 in _free_runs(length, holes):
                board = MeshBuilder("Skirting")
                board.box("skirting", (x1 - x0, 0.016, 0.09), ((x0 + x1) / 2, -0.008, 0.045), 0.004)
                board.finish(material_of, place)
    shell.finish(material_of)


def _free_runs(length: float, holes: list[Opening]) -> list[tuple[float, float]]:
    low = [(x0, x1) for x0, x1, z0, _ in holes if z0 < 0.1]
    points = [0.0, *(x for pair in low for x in pair), length]
    return [(a, b) for a, b in zip(points[::2], points[1::2], strict=True) if b - a > 0.05]


def _pieces(rng: random.Random) -> dict[str, tuple[MeshBuilder, float, float]]:
    """One of each piece that stands at a wall, with its width and depth; unused ones cost
    little."""
    width = rng.uniform(1.5, 2.6)
    board = rng.uniform(0.9, 1.9)
    shelf = rng.uniform(0.7, 1.8)
    return {
        "sofa": (furniture.sofa(width, rng.randint(2, 4)), width, 0.95),
        "sideboard": (furniture.sideboard(board, rng.randint(2, 4)), board, 0.5),
        "shelf": (
            furniture.shelf(rng, shelf, rng.uniform(0.8, 2.2), rng.randint(2, 6)),
            shelf,
            0.36,
        ),
        "bed": (_bed(rng), 1.7, 2.1),
        "wardrobe": (_wardrobe(rng), 1.5, 0.6),
        "desk": (furniture.table((1.4, 0.7, 0.74), "square"), 1.4, 0.7),
        "plant": (furniture.plant(rng, rng.uniform(0.6, 1.7)), 0.5, 0.5),
        "lamp": (furniture.floor_lamp(rng.uniform(1.2, 1.8)), 0.4, 0.4),
        "armchair": (furniture.armchair(), 0.9, 0.9),
        "boxes": (_boxes(rng), 0.8, 0.6),
    }


def _bed(rng: random.Random) -> MeshBuilder:
    made = MeshBuilder("Bed")
    made.box("bed frame", (1.66, 2.06, 0.26), (0, 0, 0.19), 0.02)
    made.box("bed frame", (1.70, 0.06, rng.uniform(0.8, 1.2)), (0, 1.03, 0.45), 0.02)
    made.cushion("mattress", (1.58, 1.98, 0.22), (0, 0, 0.42), 0.01)
    made.cushion("blanket", (1.66, 1.35, 0.14), (0, -0.33, 0.50), 0.02)
    for x in (-0.4, 0.4):
        made.cushion("pillow", (0.62, 0.42, 0.16), (x, 0.72, 0.58), 0.04)
    return made


def _wardrobe(rng: random.Random) -> MeshBuilder:
    made = MeshBuilder("Wardrobe")
    tall, doors = rng.uniform(1.8, 2.25), rng.randint(2, 4)
    made.box("cabinet", (1.5, 0.58, tall), (0, 0, tall / 2), 0.004)
    for i in range(doors):
        x = -0.75 + 1.5 * (i + 0.5) / doors
        made.box(
            "cabinet front", (1.5 / doors - 0.008, 0.02, tall - 0.06), (x, -0.3, tall / 2), 0.003
        )
        made.cylinder("handle", 0.008, (x + 0.1, -0.34, tall * 0.45), (x + 0.1, -0.34, tall * 0.55))
    return made


def _boxes(rng: random.Random) -> MeshBuilder:
    made = MeshBuilder("Boxes")
    z = 0.0
    for _ in range(rng.randint(1, 4)):
        size = (rng.uniform(0.25, 0.7), rng.uniform(0.25, 0.55), rng.uniform(0.15, 0.45))
        made.box(
            "carton",
            size,
            (rng.uniform(-0.05, 0.05), rng.uniform(-0.05, 0.05), z + size[2] / 2),
            0.004,
        )
        z += size[2]
    return made


WISHES = {
    "living": ("sofa", "sideboard", "shelf", "armchair", "plant", "lamp"),
    "dining": ("sideboard", "shelf", "plant", "lamp"),
    "bed": ("bed", "wardrobe", "sideboard", "armchair", "lamp"),
    "work": ("desk", "shelf", "shelf", "boxes", "plant"),
    "corridor": ("sideboard", "plant", "boxes"),
    "clutter": ("boxes", "boxes", "boxes", "desk", "shelf", "armchair"),
}


def _furnish(room: Room, rng: random.Random, material_of: MaterialOf) -> None:
    taken: list[tuple[float, float, float]] = []
    for name in WISHES[room.kind]:
        made, width, depth = _pieces(rng)[name]
        spot = _wall_spot(room, rng, width, depth, taken)
        if spot is not None:
            made.finish(material_of, at(*spot))
    if room.kind in ("living", "bed", "dining"):
        size = (
            min(rng.uniform(1.4, 3.0), room.width - 0.8),
            min(rng.uniform(1.2, 2.2), room.depth - 0.8),
        )
        furniture.rug(size).finish(
            material_of, at(room.width / 2, room.depth / 2, 0, rng.uniform(-0.2, 0.2))
        )
    if room.kind in ("dining", "work", "clutter", "living"):
        _table_group(room, rng, material_of)
    if rng.random() < 0.7:
        lamp = furniture.pendant(rng.uniform(0.3, 1.0), rng.uniform(0.1, 0.3))
        lamp.finish(material_of, at(room.width / 2, room.depth / 2, room.height))
    for _ in range(rng.randint(0, 3)):
        made = furniture.picture(rng.uniform(0.3, 1.1), rng.uniform(0.3, 0.9))
        along = rng.uniform(0.6, room.width - 0.6)
        made.finish(material_of, at(along, room.depth, rng.uniform(1.3, 1.7)))


def _table_group(room: Room, rng: random.Random, material_of: MaterialOf) -> None:
    size = (rng.uniform(0.9, 2.0), rng.uniform(0.6, 0.95), rng.choice([0.42, 0.74, 0.74]))
    x, y = room.width / 2 + rng.uniform(-0.4, 0.4), room.depth / 2 + rng.uniform(-0.4, 0.4)
    turn = rng.choice([0.0, pi / 2, rng.uniform(0, pi)])
    place = at(x, y, 0.013, turn)
    furniture.table(size, rng.choice(["tapered", "square", "trestle"])).finish(material_of, place)
    if rng.random() < 0.7:
        furniture.bowl(rng.uniform(0.09, 0.17)).finish(
            material_of, place @ at(rng.uniform(-0.2, 0.2), 0, size[2])
        )
    if rng.random() < 0.6:
        furniture.plinth_cup().finish(
            material_of, place @ at(rng.uniform(-0.4, 0.4), 0.15, size[2])
        )
    if size[2] > 0.5:
        for side in (-1, 1):
            for step in range(rng.randint(0, 2)):
                sx = (step - 0.5) * 0.62 + rng.uniform(-0.08, 0.08)
                facing = (pi if side < 0 else 0.0) + rng.uniform(-0.35, 0.35)
                chair = at(sx, side * (size[1] / 2 + rng.uniform(0.0, 0.25)), -0.013, facing)
                furniture.chair().finish(material_of, place @ chair)


def _wall_spot(
    room: Room,
    rng: random.Random,
    width: float,
    depth: float,
    taken: list[tuple[float, float, float]],
) -> tuple[float, float, float, float] | None:
    """A free place with the back to a wall: x, y, 0, turn."""
    for _ in range(12):
        side = rng.randrange(4)
        length = room.width if side % 2 == 0 else room.depth
        across = room.depth if side % 2 == 0 else room.width
        if length < width + 0.1 or across < depth + 0.6:
            continue
        along, off = rng.uniform(width / 2 + 0.03, length - width / 2 - 0.03), depth / 2 + 0.04
        x, y, turn = (
            (along, room.depth - off, 0.0),
            (off, along, pi / 2),
            (along, off, pi),
            (room.width - off, along, -pi / 2),
        )[side]
        radius = 0.5 * max(width, depth)
        if all((x - a) ** 2 + (y - b) ** 2 > (radius + r) ** 2 * 0.8 for a, b, r in taken):
            taken.append((x, y, radius))
            return x, y, 0.0, turn
    return None


def interior_view(room: Room, rng: random.Random) -> tuple[Vector, Vector, float]:
    """A camera inside: position, point looked at, focal length for a 36 mm sensor."""
    margin = 0.35
    eye = Vector(
        (
            rng.uniform(margin, room.width - margin),
            rng.uniform(margin, max(margin + 0.01, room.depth * 0.35)),
            rng.uniform(0.7, min(2.0, room.height - 0.3)),
        )
    )
    if rng.random() < 0.4:
        eye.y = room.depth - eye.y
    far = Vector((room.width - eye.x, room.depth - eye.y, rng.uniform(0.3, 1.6)))
    aim = far + Vector((rng.uniform(-1, 1), rng.uniform(-1, 1), 0.0))
    return eye, aim, rng.uniform(17, 38)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, default=None)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    build_interior(
        chosen.seed, lambda name: solids.plain_material(name, (0.6, 0.6, 0.6)), chosen.kind or ""
    )
    bpy.ops.wm.save_as_mainfile(filepath=str(chosen.out.resolve()), compress=True)


if __name__ == "__main__":
    main()
