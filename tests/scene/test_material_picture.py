# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of materials, and materials as assets that carry them."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import OutputError
from addon.core.image import Extent
from addon.scene import assets, images, material_picture, procedural, scene_files

PAINT = procedural.FAMILIES["paint"]


def painted(color: tuple[float, float, float]) -> bpy.types.Material:
    material = bpy.data.materials.new("Paint")
    material.use_nodes = True
    assert material.node_tree is not None
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*color, 1.0)
    return material


def picture(material: bpy.types.Material, path: Path) -> np.ndarray:
    material_picture.render_picture(material, 1.0, path, side=24, samples=1)
    return images.load_image(path).pixels


def test_a_picture_shows_the_material_and_leaves_nothing_behind(tmp_path: Path) -> None:
    red, blue = painted((0.6, 0.05, 0.05)), painted((0.05, 0.05, 0.6))
    before = {name: len(getattr(bpy.data, name)) for name in ("scenes", "objects", "meshes")}
    first, second = picture(red, tmp_path / "red.png"), picture(blue, tmp_path / "blue.png")
    assert images.load_image(tmp_path / "red.png").extent == Extent(24, 24)
    wall = (slice(0, 6), slice(0, 6))
    assert first[wall][..., 0].mean() > 2.0 * first[wall][..., 2].mean()
    assert second[wall][..., 2].mean() > 2.0 * second[wall][..., 0].mean()
    for name, count in before.items():
        assert len(getattr(bpy.data, name)) == count, name
    assert not [each for each in bpy.data.worlds if each.name.startswith("Maquette")]
    assert not [each for each in bpy.data.lights if each.name.startswith("Maquette")]
    assert not [each for each in bpy.data.cameras if each.name.startswith("Maquette")]


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(OutputError, match=r"taken\.png"):
        material_picture.render_picture(
            painted((0.5, 0.5, 0.5)), 1.0, tmp_path / "taken.png", side=16, samples=1
        )


def test_an_asset_carries_words_and_its_picture(tmp_path: Path) -> None:
    look = PAINT.looks[0]
    numbers = procedural.from_look(PAINT, look)
    block = procedural.build_material(numbers, "Wall paint")
    png = tmp_path / "preview.png"
    picture(block, png)
    assets.mark_material(block, numbers, png)
    path = tmp_path / "materials.blend"
    scene_files.write_assets(path, [block])
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(path), assets_only=True) as (source, target):
        target.materials = list(source.materials)
    (loaded,) = target.materials
    tags = {tag.name for tag in loaded.asset_data.tags}
    assert {"paint", *look.words} <= {tag.lower() for tag in tags}
    assert look.name in loaded.asset_data.description
    assert tuple(loaded.preview.image_size) == (24, 24)
    assert np.ptp(np.array(loaded.preview.image_pixels_float[:])) > 0.1
