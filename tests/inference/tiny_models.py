# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny ONNX models written byte by byte, so that tests need neither files nor the onnx package.

The wire format is that of Protocol Buffers; field numbers are those of onnx.proto.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from addon.core.card import parse_card
from addon.inference.store import InstalledModel

FLOAT = 1
Shape = Sequence[int | str]


def _varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def ints(name: str, values: Sequence[int]) -> bytes:
    """An attribute that is a list of integers."""
    return _field(1, name) + b"".join(_field(8, value) for value in values) + _field(20, 7)


def integer(name: str, value: int) -> bytes:
    """An attribute that is an integer."""
    return _field(1, name) + _field(3, value) + _field(20, 2)


def node(operator: str, inputs: str, outputs: str, *attributes: bytes, domain: str = "") -> bytes:
    """A node; `inputs` and `outputs` are names with spaces between."""
    parts = [_field(1, name) for name in inputs.split()] + [
        _field(2, name) for name in outputs.split()
    ]
    parts += [_field(4, operator)] + [_field(5, attribute) for attribute in attributes]
    return b"".join(parts) + (_field(7, domain) if domain else b"")


def value(name: str, shape: Shape, element: int = FLOAT) -> bytes:
    """An input or output; a text in `shape` is a free dimension."""
    sizes = [_field(2, size) if isinstance(size, str) else _field(1, size) for size in shape]
    dimensions = b"".join(_field(1, size) for size in sizes)
    tensor = _field(1, element) + _field(2, dimensions)
    return _field(1, name) + _field(2, _field(1, tensor))


def constant(name: str, array: np.ndarray) -> bytes:
    """A stored tensor of float32 or int64."""
    element = FLOAT if array.dtype == np.float32 else 7
    sizes = b"".join(_field(1, size) for size in array.shape)
    return sizes + _field(2, element) + _field(8, name) + _field(9, array.tobytes())


def model(
    nodes: Sequence[bytes],
    inputs: Sequence[bytes],
    outputs: Sequence[bytes],
    constants: Sequence[bytes] = (),
    *,
    domains: Sequence[str] = (),
) -> bytes:
    """The bytes of an .onnx file, IR 8, opset 17."""
    graph = b"".join(_field(1, each) for each in nodes) + _field(2, "tiny")
    graph += b"".join(_field(5, each) for each in constants)
    graph += b"".join(_field(11, each) for each in inputs)
    graph += b"".join(_field(12, each) for each in outputs)
    opsets = _field(8, _field(2, 17))
    opsets += b"".join(_field(8, _field(1, domain) + _field(2, 1)) for domain in domains)
    return _field(1, 8) + opsets + _field(7, graph)


def pointwise(
    weights: Sequence[Sequence[float]], bias: Sequence[float], side: int | None = None
) -> bytes:
    """`image` (1, C, H, W) -> `out` (1, K, H, W): a linear map of channels; any size or `side`."""
    kernel = np.array(weights, np.float32)[:, :, None, None]
    shape: Shape = (1, kernel.shape[1], *((side, side) if side else ("h", "w")))
    return model(
        [node("Conv", "image kernel bias", "out", ints("kernel_shape", (1, 1)))],
        [value("image", shape)],
        [value("out", (1, kernel.shape[0], *shape[2:]))],
        [constant("kernel", kernel), constant("bias", np.array(bias, np.float32))],
    )


def blur(channels: int, side: int) -> bytes:
    """`image` -> `out` of the same shape: each channel's mean over a square, zeros outside."""
    kernel = np.full((channels, 1, side, side), 1.0 / side**2, np.float32)
    attributes = (
        ints("kernel_shape", (side, side)),
        ints("pads", (side // 2,) * 4),
        integer("group", channels),
    )
    shape: Shape = (1, channels, "h", "w")
    return model(
        [node("Conv", "image kernel", "out", *attributes)],
        [value("image", shape)],
        [value("out", shape)],
        [constant("kernel", kernel)],
    )


def slow(turns: int) -> bytes:
    """`image` (1, 3, H, W) -> `out`: the same, after `turns` wide convolutions that take their
    time."""
    narrow = np.zeros((3, 32, 1, 1), np.float32)
    wide = np.full((32, 32, 5, 5), 1e-3, np.float32)
    lift = np.full((32, 3, 1, 1), 1e-3, np.float32)
    pads = ints("pads", (2, 2, 2, 2))
    nodes = [node("Conv", "image lift", "x0")]
    nodes += [node("Conv", f"x{turn} wide", f"x{turn + 1}", pads) for turn in range(turns)]
    nodes += [node("Conv", f"x{turns} narrow", "zero"), node("Add", "image zero", "out")]
    shape: Shape = (1, 3, "h", "w")
    constants = [constant("lift", lift), constant("wide", wide), constant("narrow", narrow)]
    return model(nodes, [value("image", shape)], [value("out", shape)], constants)


def words(table: Sequence[Sequence[float]], *, with_vectors: bool = False) -> bytes:
    """`ids` (1, N) int64 -> `looks` (1, L): the softmax of the mean of a row of `table` an id,
    `wear` (1, 1): the mean of the first column, and if wanted `vectors` (1, N, L): the rows."""
    rows = np.array(table, np.float32)
    nodes = [
        node("Gather", "table ids", "rows"),
        node("ReduceMean", "rows", "mean", ints("axes", (1,)), integer("keepdims", 0)),
        node("Softmax", "mean", "looks"),
        node("Slice", "mean zero one one", "wear"),
    ]
    outputs = [value("looks", (1, rows.shape[1])), value("wear", (1, 1))]
    if with_vectors:
        nodes.append(node("Identity", "rows", "vectors"))
        outputs.append(value("vectors", (1, "n", rows.shape[1])))
    bounds = [constant(n, np.array([v], np.int64)) for n, v in (("zero", 0), ("one", 1))]
    return model(nodes, [value("ids", (1, "n"), 7)], outputs, [constant("table", rows), *bounds])


def color_classes() -> bytes:
    """`image` (1, 3, H, W) -> `looks` (1, 3): how much of the mean is red, green and blue."""
    nodes = [
        node("GlobalAveragePool", "image", "mean"),
        node("Flatten", "mean", "flat"),
        node("Mul", "flat ten", "sharp"),
        node("Softmax", "sharp", "looks"),
    ]
    ten = constant("ten", np.array([10.0], np.float32))
    return model(nodes, [value("image", (1, 3, "h", "w"))], [value("looks", (1, 3))], [ten])


def install(folder: Path, data: bytes, card: str, **others: str) -> InstalledModel:
    """A model folder of `data` and the rest of its `card` (from `task` on), as found on disk;
    `others` are the contents of text files by their names without ".txt"."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"model.onnx": data} | {f"{n}.txt": text.encode() for n, text in others.items()}
    head = f'id = "{folder.name}"\nname = "{folder.name}"\nversion = "1"\nsummary = "tiny"\n'
    head += 'license = "CC0-1.0"\ncommercial_use = true\ntraining_data = "none"\n'
    text = head + card.strip()
    for name, content in files.items():
        (folder / name).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        text += f'\n[[files]]\npath = "{name}"\nsha256 = "{digest}"\nbytes = {len(content)}\n'
    (folder / "card.toml").write_text(text, encoding="utf-8")
    return InstalledModel(parse_card(text, "card.toml"), folder)
