# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bundled models: their cards hold, the files are the ones described, the sessions give sound
output."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from addon.core.card import ModelCard, ModelTask, OutputKind, parse_card

FOLDERS = sorted(
    card.parent for card in (Path(__file__).parents[1] / "onnx_models").glob("*/card.toml")
)
MAX_BYTES = 6_000_000
LICENSES = {"CC0-1.0", "Apache-2.0"}

Floats = NDArray[np.float32]


def card_of(folder: Path) -> ModelCard:
    return parse_card((folder / "card.toml").read_text("utf-8"), folder.name)


def run(folder: Path, image: Floats) -> dict[str, Floats]:
    path = str(folder / card_of(folder).files[0].path)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(None, {"image": image}), strict=True))


PICTURE_FOLDERS = [folder for folder in FOLDERS if card_of(folder).match is None]


def speckled(height: int, width: int, seed: int = 3) -> Floats:
    return np.random.default_rng(seed).random((1, 3, height, width), dtype=np.float32)


def test_both_first_models_are_there() -> None:
    assert {"depth-mini", "material-mini"} <= {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
class TestModel:
    def test_card_describes_its_own_folder(self, folder: Path) -> None:
        card = card_of(folder)
        assert card.id == folder.name
        assert card.license in LICENSES
        assert card.commercial_use
        assert (folder / "README.md").read_text("utf-8").startswith("# ")

    def test_files_are_the_ones_described(self, folder: Path) -> None:
        for file in card_of(folder).files:
            data = (folder / file.path).read_bytes()
            assert len(data) == file.bytes
            assert len(data) <= MAX_BYTES
            assert hashlib.sha256(data).hexdigest() == file.sha256

    def test_card_measures_against_baselines(self, folder: Path) -> None:
        measured = card_of(folder).measured
        assert measured
        assert all(np.isfinite([one.value, one.baseline]).all() for one in measured)


@pytest.mark.parametrize("folder", PICTURE_FOLDERS, ids=lambda folder: folder.name)
class TestModelOfPictures:
    @pytest.mark.parametrize("size", [(64, 96), (160, 128)])
    def test_outputs_are_finite_and_as_large_as_the_input(
        self, folder: Path, size: tuple[int, int]
    ) -> None:
        card = card_of(folder)
        assert all(side % card.input.size_multiple == 0 for side in size)
        found = run(folder, speckled(*size))
        assert set(found) == {rule.name for rule in card.outputs}
        for rule in card.outputs:
            assert found[rule.name].shape == (1, rule.kind.channels, *size)
            assert np.isfinite(found[rule.name]).all()

    def test_outputs_stay_in_the_range_of_the_card(self, folder: Path) -> None:
        found = run(folder, speckled(64, 64))
        for rule in card_of(folder).outputs:
            low, high = rule.range
            assert found[rule.name].min() >= low - 1e-6
            assert found[rule.name].max() <= high + 1e-6

    def test_black_and_white_pictures_give_finite_output(self, folder: Path) -> None:
        for level in (0.0, 1.0):
            image = np.full((1, 3, 64, 64), level, np.float32)
            assert all(np.isfinite(a).all() for a in run(folder, image).values())


def test_material_normals_are_unit_and_face_up() -> None:
    folder = next(f for f in FOLDERS if card_of(f).task is ModelTask.MATERIAL)
    normal = run(folder, speckled(64, 64))["normal"]
    assert np.allclose((normal**2).sum(1), 1.0, atol=1e-4)
    assert normal[:, 2].min() > 0.0


def test_material_leaves_a_flat_color_as_it_is() -> None:
    folder = next(f for f in FOLDERS if card_of(f).task is ModelTask.MATERIAL)
    image = np.full((1, 3, 128, 128), 0.5, np.float32)
    found = run(folder, image)
    assert np.abs(found["base_color"] - image)[..., 16:-16, 16:-16].mean() < 0.1
    assert found["normal"][:, 2, 16:-16, 16:-16].mean() > 0.98


def test_depth_is_larger_where_the_floor_is_nearer() -> None:
    """A checkered floor under a plain wall: the lower rows are nearer."""
    folder = next(f for f in FOLDERS if card_of(f).task is ModelTask.DEPTH)
    rows, columns = np.mgrid[0:192, 0:256].astype(np.float32)
    depth = 60.0 / np.maximum(rows - 80.0, 1.0)
    checker = ((np.floor(depth * 2) + np.floor((columns - 128) * depth / 60.0)) % 2) * 0.3 + 0.3
    picture = np.where(rows > 90, checker, 0.75).astype(np.float32)
    inverse = run(folder, np.repeat(picture[None, None], 3, 1))[depth_name(folder)][0, 0]
    assert inverse[170:].mean() > inverse[100:120].mean()


def depth_name(folder: Path) -> str:
    return next(r.name for r in card_of(folder).outputs if r.kind is OutputKind.DEPTH)
