# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""onnxruntime sessions: which provider really runs, why not another, and errors as sentences.

Knows nothing of cards or pictures. onnxruntime is imported on the first call only.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from ..core.errors import Cancelled, ModelError, RuntimeMissingError
from ..core.progress import CancelToken
from ..core.request import Device, ProviderUse

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions

logger = logging.getLogger(__name__)

CPU = "CPUExecutionProvider"
PROVIDER_NAMES: Mapping[Device, str] = {
    Device.CUDA: "CUDAExecutionProvider",
    Device.WEBGPU: "WebGpuExecutionProvider",
    Device.CPU: CPU,
}
PROVIDER_OPTIONS: Mapping[str, dict[str, str]] = {
    # The exhaustive search would take seconds for every new tile size.
    "CUDAExecutionProvider": {
        "cudnn_conv_algo_search": "HEURISTIC",
        "arena_extend_strategy": "kSameAsRequested",
        # TF32 rounds to 10 bits; results should agree with the CPU's.
        "use_tf32": "0",
    }
}
# Providers that come as a library of their own, by the package that carries it.
PLUGINS: Mapping[str, str] = {"WebGpuExecutionProvider": "onnxruntime_ep_webgpu"}
# WebGPU is asked for by name only: no machine has yet shown that it agrees with the CPU.
AUTOMATIC = ("CUDAExecutionProvider", CPU)
ERRORS_ONLY = 4


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session and the provider it really runs on."""

    session: InferenceSession
    provider: ProviderUse


class SessionCache:
    """Open sessions by file, content and device; one thread at a time."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str, Device], OpenSession] = {}

    def get(self, path: Path, sha256: str, device: Device) -> OpenSession:
        """The open session, opened on first use; raises as `open_session` does."""
        key = (str(path), sha256, device)
        if key not in self._open:
            self._open[key] = open_session(path, device)
        return self._open[key]

    def fall_back(self, path: Path, sha256: str, device: Device, error: ModelError) -> OpenSession:
        """Open on the CPU in place of a session whose provider failed while running."""
        key = (str(path), sha256, device)
        failed = self._open.pop(key)
        cause = _first_line(error.__cause__)
        reason = f"{_short(failed.provider.used)} was offered but failed: {cause}."
        opened = open_session(path, Device.CPU)
        self._open[key] = OpenSession(opened.session, ProviderUse(opened.provider.used, reason))
        return self._open[key]

    def release(self) -> None:
        """Close every session; memory goes back when nobody holds one any more."""
        self._open.clear()

    def __len__(self) -> int:
        return len(self._open)


def open_session(path: Path, device: Device) -> OpenSession:
    """Open an ONNX file on `device`, for AUTO on the first of CUDA and CPU that starts.

    Falls back to the CPU with the reason in `provider`. Raises `ModelError` for a file that is not
    an ONNX model or that this onnxruntime cannot run, `RuntimeMissingError` without onnxruntime.
    """
    runtime = _runtime()
    if not path.is_file():
        raise ModelError(f"{path.name} is not there; install the model again.")
    reasons: list[str] = []
    offered = runtime.get_available_providers()
    for name in _wanted(device):
        if name not in offered and not _plugin_devices(name):
            if device is not Device.AUTO:
                reasons.append(_absence(name))
            continue
        try:
            session = _create(path, name)
        except Exception as error:
            if name == CPU:
                raise _unusable(path, error) from error
            reasons.append(f"{_short(name)} was offered but failed: {_first_line(error)}.")
            continue
        used = session.get_providers()[0]
        if used == name:
            return OpenSession(session, ProviderUse(used, " ".join(reasons)))
        reasons.append(
            f"{_short(name)} was offered but did not start; its driver or libraries are missing."
        )
        if used == CPU:
            return OpenSession(session, ProviderUse(used, " ".join(reasons)))
    raise ModelError(f"No execution provider can run {path.name}; install Maquette again.")


def run(
    session: InferenceSession, feeds: Mapping[str, NDArray[Any]], cancel: CancelToken
) -> list[NDArray[Any]]:
    """All outputs for `feeds`, in the session's order; stops inside a run when `cancel` is set.

    Raises `Cancelled`, or `ModelError` when the runtime gives up.
    """
    runtime = _runtime()
    options = runtime.RunOptions()
    options.log_severity_level = ERRORS_ONLY
    if session.get_providers()[0] != CPU:
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "gpu:0")

    def stop() -> None:
        options.terminate = True

    cancel.check()
    try:
        with cancel.stopping(stop):
            return session.run(None, dict(feeds), options)
    except Exception as error:
        if cancel.is_cancelled:
            raise Cancelled from error
        raise ModelError(
            f"The model failed while it ran ({_first_line(error)}); "
            "try a smaller picture or the CPU as device."
        ) from error


def runtime_version() -> str:
    return f"onnxruntime {_runtime().__version__}"


def _wanted(device: Device) -> tuple[str, ...]:
    if device is Device.AUTO:
        return AUTOMATIC
    return tuple(dict.fromkeys((PROVIDER_NAMES[device], CPU)))


def _create(path: Path, provider: str) -> InferenceSession:
    """A session on one provider, with the CPU for what that lacks; never falls back by itself."""
    options = _options(provider)
    if devices := _plugin_devices(provider):
        options.add_provider_for_devices(devices[:1], {})
        return _runtime().InferenceSession(str(path), options, enable_fallback=0)
    names = list(dict.fromkeys((provider, CPU)))
    return _runtime().InferenceSession(
        str(path),
        options,
        providers=names,
        provider_options=[dict(PROVIDER_OPTIONS.get(name, {})) for name in names],
        enable_fallback=0,
    )


@cache
def _plugin_devices(provider: str) -> list[Any]:
    """The devices that a provider's library, when it is installed, finds on this machine."""
    package = PLUGINS.get(provider)
    if package is None or importlib.util.find_spec(package) is None:
        return []
    runtime = _runtime()
    library = importlib.import_module(package).get_library_path()
    try:
        runtime.register_execution_provider_library(package, library)
    except Exception as error:  # noqa: BLE001  onnxruntime's exceptions share no base but this
        logger.warning("%s cannot be loaded: %s", library, _first_line(error))
        return []
    return [each for each in runtime.get_ep_devices() if each.ep_name == provider]


def _absence(provider: str) -> str:
    """Why a provider that is not offered is not."""
    package = PLUGINS.get(provider)
    if package is not None and importlib.util.find_spec(package) is not None:
        return f"{_short(provider)} found no graphics device that it can use."
    return f"The installed onnxruntime has no {_short(provider)} provider."


def _options(provider: str) -> SessionOptions:
    options = _runtime().SessionOptions()
    # One core stays with Blender's window.
    options.intra_op_num_threads = max(1, (os.cpu_count() or 2) - 1)
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.use_deterministic_compute = True
    options.log_severity_level = ERRORS_ONLY
    # Without the arena the memory of a run goes back to the system after it, at about the same
    # speed.
    options.enable_cpu_mem_arena = provider != CPU
    return options


def _runtime() -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise RuntimeMissingError(
            f"onnxruntime cannot be loaded ({_first_line(error)}); "
            "install Maquette's file for this Blender and platform."
        ) from error
    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(ERRORS_ONLY)
    return onnxruntime


def _unusable(path: Path, error: Exception) -> ModelError:
    """What onnxruntime says of a file, as a sentence that says what to do."""
    text = str(error)
    operator = re.search(r"(\S+?)\(-?\d+\) is not a registered function/op", text)
    operator = operator or re.search(
        r"(?:find an implementation for|No Op registered for) (\S+?)[( ]", text
    )
    if operator:
        return ModelError(
            f"{path.name} needs the operator {operator[1]}, which onnxruntime lacks; "
            "export the model with plain ONNX operators only."
        )
    if "protobuf" in text.lower() or "No graph was found" in text:
        return ModelError(
            f"{path.name} is not an ONNX model or is damaged; install the model again."
        )
    if re.search(
        r"[Uu]nsupported model IR version|opset \d+ is under development|official support", text
    ):
        return ModelError(
            f"{path.name} is made for a newer onnxruntime; export it with an older opset."
        )
    return ModelError(
        f"{path.name} cannot be opened by {runtime_version()} ({_first_line(error)}); "
        "export the model again."
    )


def _short(provider: str) -> str:
    return provider.removesuffix("ExecutionProvider").replace("WebGpu", "WebGPU")


def _first_line(error: BaseException | None) -> str:
    """The first line that says something, without onnxruntime's code prefix."""
    text = re.sub(r"\[ONNXRuntimeError\] : \d+ : \w+ : ", "", str(error)).strip() or repr(error)
    return text.splitlines()[0][:300].rstrip(". ")
