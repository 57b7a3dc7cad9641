# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds scenes/demo_interior.blend: a small furnished room in plain grey, to be dressed.

    python scripts/scenes/demo_interior.py [--out scenes/demo_interior.blend]

The room is 5.4 x 4.4 x 2.7 m and open to the front, like a doll's house: the camera looks in from
there.
"""

from __future__ import annotations

import argparse
import random
import sys
from math import pi, radians
from pathlib import Path

import bpy
from mathutils import Matrix, Vector

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts.scenes import furniture, solids  # noqa: E402
from scripts.scenes.solids import MeshBuilder, at  # noqa: E402

WIDTH, DEPTH, HEIGHT, THICK = 5.4, 4.4, 2.7, 0.24
SILL = 0.42
BACK_WINDOW = (2.75, 4.95, SILL, 2.32)
SIDE_WINDOW = (1.35, 2.75, SILL, 2.32)
DOOR = (0.62, 1.48, 0.0, 2.05)


def grey(name: str) -> bpy.types.Material:
    """Plain grey, a little different from slot to slot so that the untouched model reads well."""
    if name == "glass":
        return solids.glass_material(name)
    level = 0.50 + 0.24 * random.Random(name).random()
    return solids.plain_material(name, (level, level, level))


def build_shell() -> None:
    """Floor, ceiling, three walls with their openings, skirting."""
    room = MeshBuilder("Room")
    room.box("floor", (WIDTH, DEPTH, 0.12), (WIDTH / 2, DEPTH / 2, -0.06), 0)
    top = (WIDTH + 2 * THICK, DEPTH + THICK, 0.12)
    room.box("ceiling", top, (WIDTH / 2, (DEPTH + THICK) / 2, HEIGHT + 0.06), 0)
    room.wall(
        "wall", WIDTH, HEIGHT, THICK, (BACK_WINDOW,), outside="exterior_wall", place=at(0, DEPTH)
    )
    room.wall(
        "wall",
        DEPTH,
        HEIGHT,
        THICK,
        (SIDE_WINDOW,),
        outside="exterior_wall",
        place=at(0, 0, 0, pi / 2),
    )
    room.wall(
        "wall",
        DEPTH,
        HEIGHT,
        THICK,
        (DOOR,),
        outside="exterior_wall",
        place=at(WIDTH, DEPTH, 0, -pi / 2),
    )
    room.finish(grey)
    _skirting()


def _skirting() -> None:
    run = MeshBuilder("Skirting")
    tall, deep = 0.09, 0.016
    run.box("skirting", (WIDTH, deep, tall), (WIDTH / 2, DEPTH - deep / 2, tall / 2), 0.004)
    run.box("skirting", (deep, DEPTH, tall), (deep / 2, DEPTH / 2, tall / 2), 0.004)
    ends = (0.0, DEPTH - DOOR[1] - 0.06, DEPTH - DOOR[0] + 0.06, DEPTH)
    for y0, y1 in (ends[:2], ends[2:]):
        run.box(
            "skirting", (deep, y1 - y0, tall), (WIDTH - deep / 2, (y0 + y1) / 2, tall / 2), 0.004
        )
    run.finish(grey)


def build_openings() -> None:
    """Windows with sills, the door, curtains."""
    left, right, low, high = BACK_WINDOW
    furniture.window(right - left, high - low, 3).finish(grey, at(left, DEPTH + 0.14, low))
    _sill(right - left, at(left, DEPTH, low))
    left, right, low, high = SIDE_WINDOW
    furniture.window(right - left, high - low, 2).finish(grey, at(-0.14, left, low, pi / 2))
    _sill(right - left, at(0, left, low, pi / 2))
    furniture.door().finish(grey, at(WIDTH + 0.05, DEPTH - DOOR[0], 0, -pi / 2))
    rng = random.Random(4)
    for x in (BACK_WINDOW[0] - 0.50, BACK_WINDOW[1] + 0.02):
        furniture.curtain(rng, 0.42, 2.38).finish(grey, at(x, DEPTH - 0.11, 0.03))


def _sill(width: float, place: Matrix) -> None:
    board = MeshBuilder("Window sill")
    board.box("window_sill", (width + 0.08, 0.20, 0.03), (width / 2, 0.02, -0.012), 0.005)
    board.finish(grey, place)


def furnish() -> None:
    """Sofa group on a rug, dining corner at the window, shelf, lamps, plant."""
    rng = random.Random(11)
    furniture.rug((2.5, 1.9)).finish(grey, at(1.62, 1.72, 0, 0.0))
    furniture.sofa(2.0, 3).finish(grey, at(0.58, 1.78, 0, pi / 2))
    furniture.armchair().finish(grey, at(1.55, 3.05, 0, radians(14)))
    furniture.table((1.0, 0.56, 0.40), "square").finish(grey, at(1.62, 1.72, 0.013, pi / 2))
    furniture.bowl().finish(grey, at(1.60, 1.95, 0.413))
    furniture.plinth_cup().finish(grey, at(1.70, 1.45, 0.413))
    furniture.table((1.45, 0.82, 0.74)).finish(grey, at(3.86, 3.02, 0))
    for x, y, turn in (
        (3.48, 2.46, pi),
        (4.22, 2.46, pi + 0.15),
        (3.50, 3.56, 0.0),
        (4.20, 3.58, 0.1),
    ):
        furniture.chair().finish(grey, at(x, y, 0, turn))
    furniture.bowl(0.15).finish(grey, at(3.95, 3.05, 0.74))
    furniture.shelf(rng, 1.1, 2.0).finish(grey, at(0.62, DEPTH - 0.19, 0))
    furniture.sideboard(1.45).finish(grey, at(WIDTH - 0.24, 1.32, 0, -pi / 2))
    furniture.floor_lamp(1.55).finish(grey, at(0.34, 0.40, 0))
    furniture.pendant(0.95, 0.24).finish(grey, at(3.86, 3.02, HEIGHT))
    furniture.plant(rng, 1.25).finish(grey, at(2.10, DEPTH - 0.36, 0))
    furniture.picture(0.95, 0.66).finish(grey, at(WIDTH, 1.32, 1.48, -pi / 2))
    furniture.picture(0.42, 0.56).finish(grey, at(0, 3.45, 1.55, pi / 2))
    vase = MeshBuilder("Vase")
    vase.sphere("vase", (0.16, 0.16, 0.24), (0, 0, 0.12), detail=3)
    vase.cylinder("vase", 0.035, (0, 0, 0.2), (0, 0, 0.29), end_radius=0.045)
    vase.finish(grey, at(WIDTH - 0.24, 1.75, 0.70))


def add_camera() -> None:
    """Eye height 1.45 m, just outside the open front, verticals kept vertical by a lens shift."""
    scene = bpy.context.scene
    data = bpy.data.cameras.new("Camera")
    data.lens, data.sensor_width = 24.0, 36.0
    data.shift_y = -0.035
    camera = bpy.data.objects.new("Camera", data)
    camera.location = (3.35, -1.75, 1.42)
    aim = Vector((2.62, 3.0, 1.42)) - camera.location
    camera.rotation_euler = aim.to_track_quat("-Z", "Y").to_euler()
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.resolution_x, scene.render.resolution_y = 960, 640


def build() -> None:
    """The whole scene in an empty file."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    scene.unit_settings.system = "METRIC"
    build_shell()
    build_openings()
    furnish()
    add_camera()


def main() -> None:
    """Write the file beside its place, then move it there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "scenes" / "demo_interior.blend")
    out: Path = parser.parse_args().out
    build()
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"{out.stem}-part.blend")
    bpy.ops.wm.save_as_mainfile(filepath=str(part), compress=True, check_existing=False)
    part.replace(out)


if __name__ == "__main__":
    main()
