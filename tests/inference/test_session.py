# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real sessions on tiny models: providers, fallbacks, errors as sentences, and stopping inside a
run."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from addon.core.errors import Cancelled, ModelError
from addon.core.progress import CancelToken
from addon.core.request import Device
from addon.inference import session as module
from addon.inference.session import CPU, SessionCache, open_session, run
from tests.inference import tiny_models as tiny

SWAP = tiny.pointwise([[0, 0, 1], [0, 1, 0], [1, 0, 0]], [0.0, 0.0, 0.5])
MISSING = [
    device
    for device, name in module.PROVIDER_NAMES.items()
    if name not in onnxruntime.get_available_providers()
]


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "mödel 漆.onnx"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("device", list(Device))
def test_every_device_runs(device: Device, tmp_path: Path) -> None:
    opened = open_session(_write(tmp_path, SWAP), device)
    feed = np.array([0.1, 0.2, 0.3], np.float32).reshape(1, 3, 1, 1)
    (out,) = run(opened.session, {"image": feed}, CancelToken())
    np.testing.assert_allclose(out.ravel(), [0.3, 0.2, 0.6], atol=1e-6)
    assert opened.provider.used == opened.session.get_providers()[0]


@pytest.mark.skipif(not MISSING, reason="this onnxruntime has every provider")
@pytest.mark.parametrize("device", MISSING)
def test_a_missing_provider_is_named(device: Device, tmp_path: Path) -> None:
    provider = open_session(_write(tmp_path, SWAP), device).provider
    assert provider.used == CPU
    assert provider.reason.startswith("The installed onnxruntime has no ")
    assert provider.reason.endswith(" provider.")


def test_the_cpu_needs_no_reason(tmp_path: Path) -> None:
    assert open_session(_write(tmp_path, SWAP), Device.CPU).provider.reason == ""


def test_a_provider_that_fails_while_running_gives_way(tmp_path: Path) -> None:
    cache, path = SessionCache(), _write(tmp_path, SWAP)
    first = cache.get(path, "a", Device.AUTO)
    error = ModelError("The model failed.")
    error.__cause__ = RuntimeError("[ONNXRuntimeError] : 1 : FAIL : out of memory\nmore")
    second = cache.fall_back(path, "a", Device.AUTO, error)
    assert second.provider.used == CPU
    assert second.provider.reason.endswith("was offered but failed: out of memory.")
    assert cache.get(path, "a", Device.AUTO) is second
    assert first is not second


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not an ONNX model or is damaged"),
        (b"garbage" * 99, "is not an ONNX model or is damaged"),
        (SWAP[: len(SWAP) // 2], "is not an ONNX model or is damaged"),
        (
            tiny.model(
                [tiny.node("DecodeImage", "image", "out", domain="com.microsoft.extensions")],
                [tiny.value("image", (1, 3, 4, 4))],
                [tiny.value("out", (1, 3, 4, 4))],
                domains=["com.microsoft.extensions"],
            ),
            "needs the operator com.microsoft.extensions:DecodeImage",
        ),
        (
            tiny.model(
                [tiny.node("Nonsense", "image", "out")],
                [tiny.value("image", (1, 3, 4, 4))],
                [tiny.value("out", (1, 3, 4, 4))],
            ),
            "needs the operator Nonsense",
        ),
        (
            tiny.model(
                [tiny.node("Add", "image nothing", "out")],
                [tiny.value("image", (1, 3, 4, 4))],
                [tiny.value("out", (1, 3, 4, 4))],
            ),
            "cannot be opened by onnxruntime",
        ),
    ],
)
def test_an_unusable_file_is_one_sentence(data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=words) as caught:
        open_session(_write(tmp_path, data), Device.AUTO)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not there"):
        open_session(tmp_path / "model.onnx", Device.CPU)


def test_a_wrong_feed_is_one_sentence(tmp_path: Path) -> None:
    opened = open_session(_write(tmp_path, SWAP), Device.CPU)
    with pytest.raises(ModelError, match="failed while it ran"):
        run(opened.session, {"image": np.zeros((1, 5, 2, 2), np.float32)}, CancelToken())


def test_cancel_inside_a_run(tmp_path: Path) -> None:
    opened = open_session(_write(tmp_path, tiny.slow(200)), Device.CPU)
    token = CancelToken()
    timer = threading.Timer(0.2, token.cancel)
    start = time.perf_counter()
    timer.start()
    with pytest.raises(Cancelled):
        run(opened.session, {"image": np.zeros((1, 3, 256, 256), np.float32)}, token)
    stopped = time.perf_counter() - start
    timer.join()
    # 200 layers would take many times as long as the few that were done; the session still works.
    few = run(opened.session, {"image": np.zeros((1, 3, 8, 8), np.float32)}, CancelToken())
    assert few[0].shape == (1, 3, 8, 8)
    assert stopped > 0.15


def test_cancelled_before_it_starts(tmp_path: Path) -> None:
    opened = open_session(_write(tmp_path, SWAP), Device.CPU)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        run(opened.session, {"image": np.zeros((1, 3, 2, 2), np.float32)}, token)


def test_sessions_are_kept_until_released(tmp_path: Path) -> None:
    cache, path = SessionCache(), _write(tmp_path, SWAP)
    first = cache.get(path, "a", Device.CPU)
    assert cache.get(path, "a", Device.CPU) is first
    assert cache.get(path, "b", Device.CPU) is not first
    assert cache.get(path, "a", Device.AUTO) is not first
    assert len(cache) == 3
    cache.release()
    assert len(cache) == 0
