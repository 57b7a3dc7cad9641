# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `generate` makes of twenty prompts, each on a wall, a floor and a ball of real size.

    python scripts/prompt_corners.py [--out docs/prompts.jpg] [--pixels 320] [--samples 32]
    python scripts/prompt_corners.py --prompt "pale oak herringbone" --out oak.png

The wall is 4.5 m wide in the picture, the ball 1 m thick. Pictures are kept in .cache/prompts:
delete one, or give --prompt, to have it made anew.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Vector

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.batch.cli import main as maquette  # noqa: E402
from addon.core.image import Extent, FloatArray  # noqa: E402
from addon.scene.images import load_image  # noqa: E402
from addon.scene.lettering import Lettering, lettering  # noqa: E402
from addon.scene.metering import render_png  # noqa: E402
from addon.scene.thumbnails import ThumbnailSettings, configure_cycles  # noqa: E402
from scripts.catalogue import FAINT, INK, PAPER, draw, grid, write  # noqa: E402

CACHE = ROOT / ".cache" / "prompts"
COLUMNS = 4
PROMPTS = (
    "weathered oak herringbone",
    "sea-green zellige",
    "rusty corrugated iron",
    "something warm and Scandinavian for a floor",
    "board-formed concrete, new",
    "whitewashed old brick",
    "red London stock brick, running bond",
    "polished Carrara marble",
    "honed travertine slabs",
    "cream terrazzo with coarse chips",
    "dark walnut veneer",
    "patinated copper cladding",
    "brushed stainless steel",
    "charcoal felt",
    "mustard bouclé, woven",
    "cognac leather",
    "lime plaster, warm grey",
    "cobblestones after rain",
    "grüner Schiefer für die Fassade",
    "parquet en chêne clair, point de Hongrie",
)


def main() -> None:
    args = arguments()
    shown = [(prompt, pictured(prompt, args)) for prompt in args.prompt or PROMPTS]
    with lettering() as letters:
        cells = [cell(letters, prompt, *told) for prompt, told in shown]
    write(grid(cells, min(COLUMNS, len(cells)), args.pixels // 16), args.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "prompts.jpg")
    parser.add_argument("--prompt", action="append", help="this one only, made anew")
    parser.add_argument("--pixels", type=int, default=320, help="width of one picture")
    parser.add_argument("--samples", type=int, default=32)
    return parser.parse_args()


def pictured(prompt: str, args: argparse.Namespace) -> tuple[str, FloatArray]:
    """What the material is called, and its picture (H, W, 3) sRGB."""
    name = "".join(c if c.isalnum() else "-" for c in prompt.lower())
    picture = CACHE / f"{args.pixels}-{args.samples}" / f"{name}.png"
    called = picture.with_suffix(".txt")
    if args.prompt or not called.is_file():
        picture.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            material = generated(prompt, Path(folder) / "made")
            corner(material, picture, args)
            called.write_text(material.name, "utf-8")
    return called.read_text("utf-8"), load_image(picture).pixels[..., :3]


def generated(prompt: str, out: Path) -> bpy.types.Material:
    """The first proposal of the command line, in an otherwise empty file."""
    asked = ["generate", prompt, "--out", str(out), "--count", "1", "--no-maps"]
    if maquette([*asked, "--preview", "16"]) != 0:
        raise SystemExit(f"generate failed for {prompt!r}.")
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    blend = str(out / "materials.blend")
    with bpy.data.libraries.load(blend) as (stored, wanted):  # pyright: ignore[reportGeneralTypeIssues]
        wanted.materials = stored.materials[:1]
    return bpy.data.materials[0]


def corner(material: bpy.types.Material, picture: Path, args: argparse.Namespace) -> None:
    """Render a wall, a floor and a ball before it, by day."""
    scene = bpy.data.scenes.new("Corner")
    for make, at in (
        (wall, (0.0, 0.0, 0.0)),
        (floor, (0.0, 0.0, 0.0)),
        (ball, (0.8, -1.2, 0.5)),
    ):
        made = make()
        made.location = at
        made.data.materials.clear()
        made.data.materials.append(material)
        scene.collection.objects.link(made)
    light(scene)
    look(scene)
    extent = Extent(args.pixels, args.pixels * 3 // 4)
    configure_cycles(scene, ThumbnailSettings(extent, args.samples))
    scene.view_settings.look = "AgX - Medium High Contrast"
    render_png(scene, picture)


def wall() -> bpy.types.Object:
    return solid("Wall", [(-4, 0, 0), (4, 0, 0), (4, 0, 4), (-4, 0, 4)])


def floor() -> bpy.types.Object:
    return solid("Floor", [(-4, -6, 0), (4, -6, 0), (4, 0, 0), (-4, 0, 0)])


def solid(name: str, corners: list[tuple[int, int, int]]) -> bpy.types.Object:
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
    return bpy.data.objects.new(name, mesh)


def ball() -> bpy.types.Object:
    bpy.ops.mesh.primitive_uv_sphere_add(segments=96, ring_count=48, radius=0.5)
    made: Any = bpy.context.object
    bpy.context.scene.collection.objects.unlink(made)
    made.data.shade_smooth()
    return made


def light(scene: bpy.types.Scene) -> None:
    """An afternoon sun from the left, raking over the wall, and a pale sky."""
    sun: Any = bpy.data.lights.new("Sun", "SUN")
    sun.energy, sun.angle, sun.color = 3.6, math.radians(2.0), (1.0, 0.95, 0.88)
    placed = bpy.data.objects.new("Sun", sun)
    placed.rotation_euler = Vector((-0.62, -0.5, 0.6)).to_track_quat("Z", "Y").to_euler()
    scene.collection.objects.link(placed)
    scene.world = bpy.data.worlds.new("Sky")
    scene.world.color = (0.55, 0.6, 0.68)


def look(scene: bpy.types.Scene) -> None:
    """From eye height, the wall about 4.5 m wide in the picture."""
    data = bpy.data.cameras.new("Camera")
    data.lens, data.shift_y = 40.0, -0.22
    camera = bpy.data.objects.new("Camera", data)
    camera.location, camera.rotation_euler = (0.0, -5.0, 1.5), (math.pi / 2.0, 0.0, 0.0)
    scene.collection.objects.link(camera)
    scene.camera = camera


def cell(letters: Lettering, prompt: str, name: str, picture: FloatArray) -> FloatArray:
    """A picture over what was asked for and what was made."""
    height, width = picture.shape[:2]
    line = round(width * 0.065)
    made = np.full((height + 3 * line, width, 3), PAPER, np.float32)
    made[:height] = picture
    for row, (text, ink) in enumerate(((prompt, INK), (name, FAINT)), start=1):
        size = width * 0.045
        draw(made, letters, letters.fitted(text, size, width), (0, height + row * line), size, ink)
    return made


if __name__ == "__main__":
    main()
