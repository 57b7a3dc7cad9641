# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests both ways through JSON, the record of a result, maps, progress and cancelling."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from addon.core.errors import Cancelled, InputError
from addon.core.image import ColorSpace, Extent, Image
from addon.core.maps import MapKind, MaterialMaps
from addon.core.procedural import ProceduralMaterial
from addon.core.progress import CancelToken, ProgressShare, SilentReporter
from addon.core.record import procedural_record, record_of, record_text
from addon.core.request import (
    Axis,
    Device,
    GenerationRequest,
    GenerationResult,
    ModelUse,
    ProviderUse,
    Task,
)

REQUEST = GenerationRequest(
    task=Task.MATERIAL,
    model_id="material-mini",
    prompt="Öl",
    seed=7,
    axes=(Axis.LIGHT,),
    locks=("wall*",),
    extent=Extent(512, 256),
    seamless=True,
    size_m=0.5,
    device=Device.CPU,
)


def test_json_round_trip() -> None:
    assert GenerationRequest.from_json(REQUEST.to_json()) == REQUEST
    plain = GenerationRequest(task=Task.DEPTH)
    assert GenerationRequest.from_json(plain.to_json()) == plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"task": "magic"}',
        '{"task": "depth", "sed": 1}',
        '{"task": "depth", "count": 0}',
    ],
)
def test_what_is_not_a_request(text: str) -> None:
    with pytest.raises(InputError):
        GenerationRequest.from_json(text)


@pytest.mark.parametrize(
    "values", [{"count": 65}, {"strength": 2.1}, {"size_m": 0.0}, {"seed": -1}, {"seed": 2**31}]
)
def test_limits(values: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        GenerationRequest(task=Task.DEPTH, **values)


def _result() -> GenerationResult:
    return GenerationResult(
        request=REQUEST,
        model=ModelUse("material-mini", "0.1.0", "ab" * 32, "CC0-1.0", True),
        provider=ProviderUse(
            "CPUExecutionProvider", "The installed onnxruntime has no CUDA provider."
        ),
        runtime="onnxruntime 1.0",
        quality={"seam_step": float("inf"), "roughness_std": 0.1},
        warnings=("Careful.",),
    )


def test_the_record_says_where_a_result_comes_from() -> None:
    record = record_of(_result(), "0.1.0", "brick.jpg")
    assert record["made_by"] == "Maquette 0.1.0"
    assert record["source"] == "brick.jpg"
    assert str(record["digital_source_type"]).endswith("/trainedAlgorithmicMedia")
    assert record["model"] == {
        "id": "material-mini",
        "version": "0.1.0",
        "sha256": "ab" * 32,
        "license": "CC0-1.0",
        "commercial_use": True,
    }
    assert GenerationRequest.from_json(json.dumps(record["request"])) == REQUEST
    assert record["quality"] == {"seam_step": None, "roughness_std": 0.1}
    assert json.loads(record_text(record)) == record


def test_the_record_of_rules() -> None:
    record = procedural_record(ProceduralMaterial("brick", {"Length": 0.24}), "1")
    assert str(record["digital_source_type"]).endswith("/algorithmicMedia")
    assert ProceduralMaterial.from_values(record["material"]).parameters["Length"] == 0.24


def _data(*shape: int) -> Image:
    return Image(np.zeros(shape, np.float32), ColorSpace.DATA)


def test_maps_are_of_one_size_and_the_right_channels() -> None:
    maps = MaterialMaps({MapKind.NORMAL: _data(2, 3, 3), MapKind.ROUGHNESS: _data(2, 3, 1)})
    assert maps.extent == (3, 2)
    assert list(maps) == [MapKind.NORMAL, MapKind.ROUGHNESS]
    assert MapKind.HEIGHT not in maps
    for images in (
        {},
        {MapKind.NORMAL: _data(2, 3, 1)},
        {MapKind.NORMAL: _data(2, 3, 3), MapKind.ROUGHNESS: _data(3, 3, 1)},
    ):
        with pytest.raises(InputError):
            MaterialMaps(images)


def test_cancel_calls_what_cannot_ask() -> None:
    token = CancelToken()
    stopped: list[str] = []
    with token.stopping(lambda: stopped.append("early")):
        pass
    token.check()
    with token.stopping(lambda: stopped.append("inside")):
        token.cancel()
    with token.stopping(lambda: stopped.append("late")):
        pass
    assert stopped == ["inside", "late"]
    with pytest.raises(Cancelled):
        token.check()


def test_a_share_of_progress() -> None:
    class Listener(SilentReporter):
        heard: tuple[float, str] = (0.0, "")

        def progress(self, fraction: float, text: str) -> None:
            self.heard = (fraction, text)

    listener = Listener()
    ProgressShare(listener, 0.2, 0.6).progress(0.5, "Halfway")
    assert listener.heard == (pytest.approx(0.4), "Halfway")
