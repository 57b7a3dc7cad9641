# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and writing pictures, against files made without Blender and without our encoders."""

from __future__ import annotations

import json
from pathlib import Path

import bpy
import numpy as np
import pytest

from addon.core.errors import InputError, OutputError
from addon.core.image import ColorSpace, Extent, Image
from addon.core.request import Capture
from addon.scene import images
from addon.scene.records import read_record, write_record
from tests.scene.pictures import exr, png, write
from tests.scene.snapshot import differences, snapshot


def _values(kind: type, channels: int, height: int = 3, width: int = 5) -> np.ndarray:
    top = np.iinfo(kind).max + 1
    return np.random.default_rng(7).integers(0, top, (height, width, channels)).astype(kind)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_png_is_read_as_stored(tmp_path: Path, kind: type, channels: int) -> None:
    values = _values(kind, channels)
    image = images.load_image(write(tmp_path / "a.png", png(values)))
    assert image.color_space is ColorSpace.SRGB
    assert image.extent == Extent(5, 3)
    assert image.channels == channels
    expected = values / np.iinfo(kind).max
    assert np.abs(image.pixels - expected).max() < 1e-6


def test_jpeg_is_read_from_the_top(tmp_path: Path) -> None:
    source = bpy.data.images.new("source", 16, 8)
    pixels = np.zeros((8, 16, 4), np.float32)
    pixels[4:] = (1.0, 1.0, 1.0, 1.0)
    source.pixels.foreach_set(pixels.ravel())
    source.file_format = "JPEG"
    source.filepath_raw = str(tmp_path / "a.jpg")
    source.save()
    image = images.load_image(tmp_path / "a.jpg")
    assert (image.channels, image.color_space) == (3, ColorSpace.SRGB)
    assert image.pixels[:4].min() > 0.9
    assert image.pixels[4:].max() < 0.1


def test_exr_is_linear_and_keeps_what_is_above_one(tmp_path: Path) -> None:
    values = (np.random.default_rng(1).random((4, 6, 3)) * 9.0 - 1.0).astype(np.float32)
    planes = {name: values[..., index] for index, name in enumerate("RGB")}
    image = images.load_image(write(tmp_path / "a.exr", exr(planes)))
    assert (image.channels, image.color_space) == (3, ColorSpace.LINEAR)
    assert np.array_equal(image.pixels, values)


def test_alpha_of_an_exr_becomes_straight(tmp_path: Path) -> None:
    half = np.full((2, 2), 0.5, np.float32)
    planes = {"R": half * 0.8, "G": half * 0.4, "B": half * 0.0, "A": half}
    image = images.load_image(write(tmp_path / "a.exr", exr(planes)))
    assert image.channels == 4
    assert np.allclose(image.pixels, (0.8, 0.4, 0.0, 0.5), atol=1e-6)


def test_nan_in_an_exr_becomes_black(tmp_path: Path) -> None:
    plane = np.ones((3, 3), np.float32)
    plane[1, 1], plane[0, 2] = np.nan, np.inf
    image = images.load_image(write(tmp_path / "a.exr", exr(dict.fromkeys("RGB", plane))))
    assert np.isfinite(image.pixels).all()
    assert image.pixels.sum() == 3 * 7


def _broken(folder: Path) -> dict[str, Path]:
    whole = png(_values(np.uint8, 3, 40, 40))
    plane = np.random.default_rng(2).random((40, 40)).astype(np.float32)
    float_file = exr({"Y": plane})
    folder.joinpath("folder.png").mkdir()
    cases = {
        "half.png": whole[: len(whole) // 2],
        "no-end.png": whole[:-12],
        "one-byte-short.png": whole[:-1],
        "only-header.png": whole[:33],
        "damaged.png": whole[:80] + bytes(8) + whole[88:],
        "half.exr": float_file[: len(float_file) // 2],
        "no-data.jpg": b"\xff\xd8\xff\xe0" + bytes(40),
        "half.webp": b"RIFF\xff\xff\0\0WEBPVP8 " + bytes(60),
        "words.png": b"this is no picture",
        "words.txt": b"this is no picture",
        "empty.png": b"",
        "one-pixel.png": png(np.zeros((1, 1, 3), np.uint8)),
        "all-nan.exr": exr({"Y": np.full((4, 4), np.nan, np.float32)}),
    }
    files = {name: write(folder / name, data) for name, data in cases.items()}
    return {**files, "folder.png": folder / "folder.png", "missing.png": folder / "missing.png"}


@pytest.mark.parametrize(
    "name",
    [
        *("half.png", "no-end.png", "one-byte-short.png", "only-header.png", "damaged.png"),
        *("half.exr", "no-data.jpg", "half.webp", "words.png", "words.txt", "empty.png"),
        *("one-pixel.png", "all-nan.exr", "folder.png", "missing.png"),
    ],
)
def test_broken_pictures_give_one_sentence_and_leave_nothing(tmp_path: Path, name: str) -> None:
    path = _broken(tmp_path)[name]
    before = snapshot()
    with pytest.raises(InputError) as caught:
        images.load_image(path)
    assert name in str(caught.value)
    assert str(caught.value).count("\n") == 0
    assert differences(before, snapshot()) == []


def test_truncated_jpeg_is_refused(tmp_path: Path) -> None:
    source = bpy.data.images.new("source", 64, 64)
    source.pixels.foreach_set(np.random.default_rng(3).random(64 * 64 * 4).astype(np.float32))
    source.file_format = "JPEG"
    source.filepath_raw = str(tmp_path / "whole.jpg")
    source.save()
    data = (tmp_path / "whole.jpg").read_bytes()
    assert images.load_image(tmp_path / "whole.jpg").extent == (64, 64)
    for size in (len(data) - 2, len(data) * 2 // 3):
        with pytest.raises(InputError, match=r"cut\.jpg is a JPEG that ends too early"):
            images.load_image(write(tmp_path / "cut.jpg", data[:size]))


def test_loading_leaves_no_datablock(tmp_path: Path) -> None:
    path = write(tmp_path / "a.png", png(_values(np.uint8, 3)))
    before = snapshot()
    images.load_image(path)
    assert images.read_size(path) == Extent(5, 3)
    assert differences(before, snapshot()) == []


@pytest.mark.parametrize("shape", [(37, 53), (5, 4, 3), (16, 16), (33, 2)])
def test_exr_round_trip_is_exact(tmp_path: Path, shape: tuple[int, ...]) -> None:
    values = (np.random.default_rng(4).random(shape) * 100.0 - 10.0).astype(np.float32)
    images.write_exr(tmp_path / "a.exr", values)
    read = images.raw_pixels(tmp_path / "a.exr")
    expected = values if values.ndim == 3 else np.repeat(values[..., None], 3, axis=2)
    assert np.array_equal(read[..., :3], expected)
    assert [each.name for each in tmp_path.iterdir()] == ["a.exr"]


def test_exr_keeps_infinity(tmp_path: Path) -> None:
    values = np.ones((4, 4), np.float32)
    values[0, 0] = np.inf
    images.write_exr(tmp_path / "a.exr", values)
    assert np.array_equal(images.raw_pixels(tmp_path / "a.exr")[..., 0], values)


def test_writing_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        images.write_exr(tmp_path / "missing" / "a.exr", np.ones((2, 2), np.float32))


def test_depth_preview_is_white_where_near(tmp_path: Path) -> None:
    inverse = np.linspace(0.2, 3.0, 12, dtype=np.float32).reshape(3, 4)
    images.write_depth_preview(tmp_path / "a.png", inverse, {"model": {"id": "depth-mini"}})
    image = images.load_image(tmp_path / "a.png")
    assert image.channels == 1
    assert np.allclose(image.pixels[..., 0], (inverse - 0.2) / 2.8, atol=1e-4)
    assert b"depth-mini" in (tmp_path / "a.png").read_bytes()


def test_packed_png_keeps_its_bytes_through_saving(tmp_path: Path) -> None:
    data = png(_values(np.uint16, 3))
    record = {"model": {"id": "material-mini"}, "seed": 3}
    block = images.pack_png("Map", data, ColorSpace.DATA, record)
    block.use_fake_user = True
    assert block.colorspace_settings.name == "Non-Color"
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "a.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "a.blend"))
    again = bpy.data.images["Map"]
    assert again.packed_file is not None
    assert again.packed_file.data == data
    assert tuple(again.size) == (5, 3)
    assert read_record(again) == record


def test_packing_something_else_leaves_nothing() -> None:
    before = snapshot()
    with pytest.raises(InputError, match="Map is not a whole PNG"):
        images.pack_png("Map", b"no picture", ColorSpace.SRGB)
    assert differences(before, snapshot()) == []


@pytest.mark.parametrize("space", list(ColorSpace))
@pytest.mark.parametrize("channels", [3, 4])
def test_datablock_round_trip(space: ColorSpace, channels: int) -> None:
    pixels = np.random.default_rng(5).random((6, 7, channels)).astype(np.float32)
    block = images.image_datablock("Block", Image(pixels, space))
    again = images.image_from_datablock(block)
    assert (again.color_space, again.channels) == (space, channels)
    step = 1.0 / 255.0 if space is ColorSpace.SRGB else 1e-6
    assert np.abs(again.pixels - pixels).max() <= 0.5 * step + 1e-6
    assert block.packed_file is not None


def test_float_datablock_keeps_metres(tmp_path: Path) -> None:
    metres = np.array([[1.5, 2.5], [1000.25, np.inf]], np.float32)
    images.float_datablock("Depth", metres)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "a.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "a.blend"))
    stored = np.empty((2, 2, 4), np.float32)
    bpy.data.images["Depth"].pixels.foreach_get(stored.ravel())
    assert np.array_equal(stored[::-1, :, 0], metres)


def test_capture_becomes_datablocks() -> None:
    color = Image(np.zeros((2, 3, 3), np.float32), ColorSpace.SRGB)
    blocks = images.capture_datablocks("View", Capture(color, depth=np.ones((2, 3), np.float32)))
    assert [block.name for block in blocks] == ["View Color", "View Depth"]
    assert [block.is_float for block in blocks] == [False, True]


def test_empty_datablock_is_refused() -> None:
    block = bpy.data.images.new("Nowhere", 4, 4)
    block.source = "FILE"
    block.filepath_raw = "//missing.png"
    block.reload()
    with pytest.raises(InputError, match="Nowhere holds no pixels"):
        images.image_from_datablock(block)


def test_record_round_trip() -> None:
    block = bpy.data.materials.new("Recorded")
    assert read_record(block) is None
    write_record(block, None)
    assert read_record(block) is None
    record = {"seed": 1, "names": ["ä", "b"], "none": None}
    write_record(block, record)
    assert read_record(block) == record
    assert json.loads(block["maquette_record"]) == record
    block["maquette_record"] = "{"
    assert read_record(block) is None
