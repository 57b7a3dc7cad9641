# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every look of every family as an asset library: one .blend, its catalogs and its pictures.

Knows nothing of who asks for it. A run that was stopped goes on with the pictures it has.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import bpy

from ..core.errors import InputError, OutputError
from ..core.procedural import ProceduralMaterial
from ..core.progress import CancelToken, Reporter
from . import assets, compat, material_picture, procedural, scene_files
from .images import replace_file
from .procedural import FAMILIES, Family

NAME = "Maquette"
BLEND = "maquette_materials.blend"
# Where Blender looks for catalogs, from the library's root.
CATALOGS = "blender_assets.cats.txt"
PICTURES = ".pictures"
SIDE, SAMPLES = 96, 6
MIN_SIDE, MAX_SIDE = 32, 512

# The catalog of a family is that of the role it suits best.
CATALOG_OF_ROLE = {
    "exterior_wall": "Walls",
    "interior_wall": "Walls",
    "ceiling": "Walls",
    "stone": "Walls",
    "floor": "Floors",
    "stairs": "Floors",
    "tabletop": "Floors",
    "paving": "Ground",
    "terrain": "Ground",
    "vegetation": "Plants and Water",
    "water": "Plants and Water",
    "roof": "Roofs",
    "glazing": "Glass",
    "upholstery": "Textiles and Leather",
    "wood_furniture": "Wood",
    "metal_part": "Metal and Lacquer",
    "fixture": "Metal and Lacquer",
    "frame": "Metal and Lacquer",
    "door": "Wood",
    "other": "Other",
}


def write_library(
    folder: Path,
    reporter: Reporter,
    cancel: CancelToken,
    *,
    side: int = SIDE,
    families: Iterable[str] = FAMILIES,
) -> Path:
    """Write `maquette_materials.blend` and its catalogs into `folder` and return the .blend.

    Each material is shown by a picture of `side` x `side` pixels; node groups are shared. The file
    is there whole or not at all. Raises `InputError` for a side that is not 32 to 512,
    `OutputError` when the folder cannot be written, and `Cancelled` between pictures.
    """
    if not MIN_SIDE <= side <= MAX_SIDE:
        raise InputError(f"Pictures are {MIN_SIDE} to {MAX_SIDE} pixels wide, not {side}.")
    pictures = folder / PICTURES
    try:
        pictures.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be made ({error.strerror}); choose another folder."
        ) from error
    wanted = [(FAMILIES[name], look.name) for name in families for look in FAMILIES[name].looks]
    with _blocks_removed():
        blocks: list[bpy.types.Material] = []
        for number, (family, look) in enumerate(wanted):
            cancel.check()
            reporter.progress(number / len(wanted), f"Picturing {family.label}, {look}")
            blocks.append(_asset(family, look, pictures, side))
        replace_file(folder / CATALOGS, [_catalogs(family for family, _ in wanted).encode()])
        scene_files.write_assets(folder / BLEND, blocks)
    shutil.rmtree(pictures, ignore_errors=True)
    reporter.progress(1.0, f"The library holds {len(wanted)} materials")
    return folder / BLEND


def add_to_preferences(folder: Path) -> str:
    """Make `folder` one of the user's asset libraries, unless it is one, and return its name.

    The preferences are not saved: Blender does that itself, or the user.
    """
    preferences = bpy.context.preferences
    assert preferences is not None
    libraries: Any = preferences.filepaths.asset_libraries
    for library in libraries:
        if library.path and Path(bpy.path.abspath(library.path)).resolve() == folder.resolve():
            return str(library.name)
    library = libraries.new(name=NAME, directory=str(folder.resolve()))
    library.import_method = compat.ASSET_IMPORT
    return str(library.name)


def catalog_of(family: Family) -> tuple[UUID, str]:
    """The catalog that shows a family: its lasting id and its path in the catalog tree."""
    path = f"{NAME}/{CATALOG_OF_ROLE[family.roles[0]]}"
    return uuid5(NAMESPACE_URL, path), path


@contextmanager
def _blocks_removed() -> Iterator[None]:
    """Remove the materials and node groups that are made inside."""
    before = {*bpy.data.materials, *bpy.data.node_groups}
    try:
        yield
    finally:
        after = {*bpy.data.materials, *bpy.data.node_groups}
        bpy.data.batch_remove(after - before)


def _asset(family: Family, look_name: str, pictures: Path, side: int) -> bpy.types.Material:
    look = family.look(look_name)
    assert look is not None
    material = procedural.from_look(family, look)
    block = procedural.build_material(material, f"{family.label} {look.name}")
    picture = pictures / f"{_fingerprint(material, side)}.png"
    if not picture.is_file():
        material_picture.render_picture(block, family.size_m, picture, side=side, samples=SAMPLES)
    assets.mark_material(block, material, picture)
    data: Any = block.asset_data
    data.catalog_id = str(catalog_of(family)[0])
    return block


def _fingerprint(material: ProceduralMaterial, side: int) -> str:
    """The same for the same picture."""
    told = f"{procedural.VERSION} {side} {material.to_json()}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _catalogs(families: Iterable[Family]) -> str:
    """A catalog definition file, version 1: id, path and simple name a line."""
    found = sorted({catalog_of(family) for family in families}, key=lambda each: each[1])
    lines = [f"{key}:{path}:{path.replace('/', '-')}" for key, path in found]
    return "\n".join(["VERSION 1", "", *lines, ""])
