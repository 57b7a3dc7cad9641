# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How maps are stored in files, and that writing them can be stopped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from addon.core.errors import Cancelled
from addon.core.image import ColorSpace, Image
from addon.core.maps import MapKind
from addon.core.progress import CancelToken
from addon.core.version import maquette_version
from addon.inference.results import CancellableFile, as_stored


def one_pixel(*values: float, space: ColorSpace = ColorSpace.DATA) -> Image:
    return Image(np.array([[values]], np.float32), space)


@pytest.mark.parametrize(
    ("kind", "image", "stored", "space"),
    [
        (
            MapKind.BASE_COLOR,
            one_pixel(0.0, 0.21404114, 1.0, space=ColorSpace.LINEAR),
            (0.0, 0.5, 1.0),
            ColorSpace.SRGB,
        ),
        (MapKind.NORMAL, one_pixel(-1.0, 0.0, 1.0), (0.0, 0.5, 1.0), ColorSpace.DATA),
        (MapKind.HEIGHT, one_pixel(0.03), (0.75,), ColorSpace.DATA),
        (MapKind.ROUGHNESS, one_pixel(0.3), (0.3,), ColorSpace.DATA),
    ],
)
def test_maps_are_stored_from_zero_to_one(
    kind: MapKind, image: Image, stored: tuple[float, ...], space: ColorSpace
) -> None:
    result = as_stored(kind, image, (-0.03, 0.05), CancelToken())
    assert result.color_space is space
    assert np.allclose(result.pixels[0, 0], stored, atol=1e-6)


def test_a_flat_height_is_stored_as_zero() -> None:
    result = as_stored(MapKind.HEIGHT, one_pixel(0.0), (0.0, 0.0), CancelToken())
    assert result.pixels[0, 0, 0] == 0.0


def test_every_band_of_a_large_map_is_stored() -> None:
    pixels = np.random.default_rng(1).random((1500, 1000, 1), np.float32)
    image = Image(pixels, ColorSpace.DATA)
    assert np.allclose(
        as_stored(MapKind.HEIGHT, image, (0.0, 2.0), CancelToken()).pixels, pixels / 2
    )


def test_a_cancel_stops_the_writing_of_a_file(tmp_path: Path) -> None:
    token = CancelToken()
    with CancellableFile(tmp_path / "a.png", token) as file:
        file.write(b"before")
        token.cancel()
        with pytest.raises(Cancelled):
            file.write(b"after")
    assert (tmp_path / "a.png").read_bytes() == b"before"


def test_the_version_is_that_of_the_manifest() -> None:
    manifest = Path(__file__).resolve().parents[2] / "blender_manifest.toml"
    assert f'version = "{maquette_version()}"' in manifest.read_text(encoding="utf-8")
