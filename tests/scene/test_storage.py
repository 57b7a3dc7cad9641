# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file stays small: variations are numbers, and their pictures small. Prints the sizes."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError
from addon.scene import images
from addon.scene import variation_state as state
from addon.scene.small_pictures import pack_picture, small_picture

from . import rooms
from .pictures import png

MB = 1e6


@pytest.fixture(autouse=True)
def _registered_state() -> None:
    rooms.register_state()


def _saved(path: Path) -> float:
    bpy.ops.wm.save_as_mainfile(filepath=str(path), copy=True, compress=False)
    return path.stat().st_size / MB


def _scene_of_two_megabytes() -> bpy.types.Scene:
    scene = rooms.awkward_room()
    for number in range(12):
        rooms.box(f"Thing {number}", (0.5, 0.5, 0.5), ("wood", "fabric", "metal"))
    mesh = bpy.data.meshes.new("Sculpture")
    side = np.arange(180) * 0.01
    mesh.from_pydata([(x, y, 0.0) for x in side for y in side], [], [])
    rooms.add("Sculpture", mesh, (0.0, 0.0, 0.8))
    ramp = np.random.default_rng(1).integers(0, 255, (512, 512, 3), dtype=np.uint8)
    pack_picture("Art", png(ramp)).use_fake_user = True
    return scene


def _picture(path: Path) -> Path:
    """As hard to store as a render: edges, gradients and some noise."""
    rng = np.random.default_rng(2)
    rows, columns = np.mgrid[0:512, 0:768]
    base = 90.0 + 60.0 * np.sin(rows / 70.0) * np.cos(columns / 90.0) + 40.0 * (columns // 96 % 2)
    noisy = base[..., None] + rng.normal(0.0, 4.0, (512, 768, 3))
    path.write_bytes(png(np.clip(noisy, 0, 255).astype(np.uint8)))
    return path


def test_a_hundred_variations_with_pictures_stay_small(tmp_path: Path) -> None:
    scene = _scene_of_two_megabytes()
    before = _saved(tmp_path / "before.blend")
    indices = state.store(scene, (*rooms.planned(64), *rooms.planned(36, seed=100)))
    assert len(set(indices)) == 100
    state.apply_variation(scene, 0)
    numbers = _saved(tmp_path / "numbers.blend")
    picture = small_picture(_picture(tmp_path / "picture.png"), 384)
    for index in indices:
        state.set_thumbnail(scene, index, picture)
    shown = _saved(tmp_path / "shown.blend")
    state.show_original(scene)
    pictured = _saved(tmp_path / "pictured.blend")
    print(
        f"\nscene {before:.2f} MB; with 100 variations, one of them shown, {numbers:.2f} MB; "
        f"with pictures up to 384 px ({len(picture) / 1e3:.1f} kB each) {pictured:.2f} MB, "
        f"and {shown:.2f} MB with one shown; all without compression"
    )
    assert 1.5 < before < 2.5
    assert numbers < 6.0
    assert pictured < shown < 6.0


def test_a_picture_is_scaled_to_the_chosen_side(tmp_path: Path) -> None:
    picture = _picture(tmp_path / "picture.png")
    for side, size in ((384, (384, 256)), (2048, (768, 512))):
        block = pack_picture("Small", small_picture(picture, side))
        assert tuple(block.size) == size
        assert images.image_from_datablock(block).pixels.mean() > 0.2
    with pytest.raises(InputError, match="not a whole picture"):
        pack_picture("Cut", small_picture(picture, 384)[:-20])
    with pytest.raises(InputError, match=r"gone\.png"):
        small_picture(tmp_path / "gone.png", 384)
