# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A large office floor: 2,000 objects and 300 materials in a hundred rooms, to measure with.

    python scripts/scenes/large_office.py --out office.blend

Every room has walls, a window, a door and furniture. Rooms share their meshes, with materials on
the objects, as copies in CAD files do. There is no camera and no light.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import bpy

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts.scenes import solids  # noqa: E402
from scripts.scenes.solids import Triple  # noqa: E402

ROOMS, SIDE, HEIGHT, THICK = 10, 4.0, 2.7, 0.1
OBJECTS, MATERIALS = 20 * ROOMS * ROOMS, 300
KINDS = (
    *("floor carpet", "floor oak", "ceiling", "wall paint", "wall plaster", "skirting", "glass"),
    *("window frame", "door", "door handle", "desk top", "desk leg", "chair fabric", "chair shell"),
    *("shelf wood", "book red", "book grey", "lamp shade", "lamp metal", "rug wool", "plant leaf"),
    *("plant pot", "cabinet front", "cabinet metal", "sofa fabric", "cushion", "screen", "picture"),
    *("radiator", "curtain"),
)
Part = tuple[str, str, Triple, Triple]
"""Name, kind of material, size and place of the bottom's middle from the room's corner, metres."""

SHELL: tuple[Part, ...] = (
    ("Floor", "floor carpet", (SIDE, SIDE, 0.1), (2.0, 2.0, -0.1)),
    ("Ceiling", "ceiling", (SIDE, SIDE, 0.1), (2.0, 2.0, HEIGHT)),
    ("Wall east", "wall plaster", (THICK, SIDE, HEIGHT), (SIDE, 2.0, 0.0)),
    ("Wall south left", "wall paint", (1.4, THICK, HEIGHT), (0.7, 0.0, 0.0)),
    ("Wall south right", "wall paint", (1.6, THICK, HEIGHT), (3.2, 0.0, 0.0)),
    ("Glass", "glass", (1.0, 0.02, 2.2), (1.9, 0.0, 0.4)),
    ("Window frame", "window frame", (1.0, 0.06, 0.4), (1.9, 0.0, 0.0)),
    ("Skirting", "skirting", (0.02, SIDE, 0.08), (3.94, 2.0, 0.0)),
    ("Door", "door", (0.06, 0.9, 2.1), (0.2, 3.3, 0.0)),
    ("Radiator", "radiator", (0.9, 0.08, 0.5), (1.9, 0.2, 0.1)),
)
FURNITURE: tuple[Part, ...] = (
    ("Desk", "desk top", (1.6, 0.8, 0.74), (2.4, 1.2, 0.0)),
    ("Chair", "chair fabric", (0.5, 0.5, 0.9), (2.4, 1.9, 0.0)),
    ("Shelf", "shelf wood", (0.35, 1.2, 1.9), (3.7, 2.6, 0.0)),
    ("Books", "book red", (0.2, 0.6, 0.25), (2.9, 1.2, 0.74)),
    ("Lamp", "lamp shade", (0.2, 0.2, 0.4), (1.8, 1.1, 0.74)),
    ("Rug", "rug wool", (1.8, 1.2, 0.02), (1.4, 2.8, 0.0)),
    ("Plant", "plant leaf", (0.4, 0.4, 1.1), (0.5, 0.5, 0.0)),
    ("Sofa", "sofa fabric", (1.7, 0.8, 0.7), (1.4, 3.5, 0.0)),
    ("Screen", "screen", (0.6, 0.05, 0.4), (2.4, 1.0, 0.74)),
    ("Picture", "picture", (0.03, 0.9, 0.6), (3.92, 1.2, 1.3)),
)


def build() -> None:
    """Fill the open scene."""
    materials = dict(_materials())
    meshes = {part[0]: _box(part[0], part[2]) for part in (*SHELL, *FURNITURE)}
    for number in range(ROOMS * ROOMS):
        group = bpy.data.collections.new(f"Room {number + 1:03d}")
        bpy.context.scene.collection.children.link(group)
        corner = (number % ROOMS * SIDE, number // ROOMS * SIDE)
        for name, kind, _, place in (*SHELL, *FURNITURE):
            obj = bpy.data.objects.new(f"{name} {number + 1:03d}", meshes[name])
            obj.location = (corner[0] + place[0], corner[1] + place[1], place[2])
            variant = Random(f"{number}/{name}").randrange(MATERIALS // len(KINDS))
            obj.material_slots[0].link = "OBJECT"
            obj.material_slots[0].material = materials[kind, variant]
            if name in {"Desk", "Chair", "Shelf", "Sofa"}:
                obj.modifiers.new("Edges", "BEVEL").width = 0.02
            group.objects.link(obj)


def _materials() -> Iterator[tuple[tuple[str, int], bpy.types.Material]]:
    for kind in KINDS:
        for variant in range(MATERIALS // len(KINDS)):
            level = 0.2 + 0.6 * Random(f"{kind}/{variant}").random()
            name = f"{kind} {variant + 1:02d}"
            made = solids.plain_material(name, (level, level, level))
            made.use_fake_user = True
            yield (kind, variant), made


def _box(name: str, size: Triple) -> bpy.types.Mesh:
    """A box that stands on its origin, in a mesh with one empty slot."""
    x, y, z = size[0] / 2.0, size[1] / 2.0, size[2]
    low = [(-x, -y, 0.0), (x, -y, 0.0), (x, y, 0.0), (-x, y, 0.0)]
    corners = [*low, *((a, b, z) for a, b, _ in low)]
    sides = [(0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(corners, [], [(3, 2, 1, 0), (4, 5, 6, 7), *sides])
    mesh.materials.append(None)
    return mesh


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    build()
    assert (len(bpy.data.objects), len(bpy.data.materials)) == (OBJECTS, MATERIALS)
    bpy.ops.wm.save_as_mainfile(filepath=str(out.resolve()), compress=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
