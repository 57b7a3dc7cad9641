# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which execution providers really run: a tiny model is opened and run on each.

What a runtime was compiled with says little; drivers and libraries decide.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..core.errors import MaquetteError
from ..core.progress import CancelToken
from ..core.request import Device
from .protocol import Message
from .session import PROVIDER_NAMES, open_session, run

PROBE_MODEL = base64.b64decode(
    # y = x @ x for float32 (4, 4), opset 13: every provider has a matrix product.
    b"CAg6RAoRCgF4CgF4EgF5IgZNYXRNdWwSBXByb2JlWhMKAXgSDgoMCAESCAoCCAQK"
    b"AggEYhMKAXkSDgoMCAESCAoCCAQKAggEQgQKABAN"
)


@dataclass(frozen=True, slots=True)
class ProviderReport:
    """An execution provider, whether it ran the probe, and if not, why."""

    name: str
    works: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """The onnxruntime version, what providers it was built with, and what became of the probe."""

    runtime: str
    compiled_in: tuple[str, ...]
    providers: tuple[ProviderReport, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> DeviceReport:
        """The report in an answer of the process."""
        providers = tuple(
            ProviderReport(str(row["name"]), bool(row["works"]), str(row["reason"]))
            for row in message["providers"]
        )
        return cls(str(message["runtime"]), tuple(message["compiled_in"]), providers)


def probe_devices(scratch: Path) -> Message:
    """Run the probe on every device that a request can ask for; the message for `from_message`.

    onnxruntime must be importable. The probe lies in `scratch` for the time of the call.
    """
    import onnxruntime

    path = scratch / "probe.onnx"
    path.write_bytes(PROBE_MODEL)
    try:
        wanted = [device for device in Device if device is not Device.AUTO]
        providers = [_probe(path, device) for device in wanted]
    finally:
        path.unlink(missing_ok=True)
    return {
        "runtime": str(onnxruntime.__version__),
        "compiled_in": list(onnxruntime.get_available_providers()),
        "providers": [asdict(provider) for provider in providers],
    }


def _probe(path: Path, device: Device) -> ProviderReport:
    """Open and run by the way that jobs take, and say where it really ran."""
    name = PROVIDER_NAMES[device]
    try:
        opened = open_session(path, device)
        feeds = {"x": np.eye(4, dtype=np.float32)}
        outputs = run(opened.session, feeds, CancelToken())
    except MaquetteError as error:
        return ProviderReport(name, works=False, reason=str(error))
    if opened.provider.used != name:
        return ProviderReport(name, works=False, reason=opened.provider.reason)
    is_right = np.array_equal(outputs[0], feeds["x"])
    return ProviderReport(name, is_right, "" if is_right else "it computes wrong numbers")
