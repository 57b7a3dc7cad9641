# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A `Capture` as a folder, to hand it from a second Blender to this one: exact, and numbers
only.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ..core.errors import InputError, OutputError
from ..core.image import ColorSpace, Image
from ..core.request import CameraPose, Capture

VALUES = "capture.json"
ARRAYS = ("depth", "normal", "object_index", "material_index")


def save_capture(folder: Path, capture: Capture) -> None:
    """Write `capture` into `folder`; what is there is only complete once capture.json is.
    `OutputError`.
    """
    values = {
        "color_space": capture.color.color_space.value,
        "camera": None if capture.camera is None else asdict(capture.camera),
        "source": capture.source,
        "arrays": [name for name in ARRAYS if getattr(capture, name) is not None],
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "color.npy", capture.color.pixels, allow_pickle=False)
        for name in values["arrays"] or ():
            np.save(folder / f"{name}.npy", getattr(capture, str(name)), allow_pickle=False)
        (folder / f"{VALUES}.part").write_text(json.dumps(values), encoding="utf-8")
        (folder / f"{VALUES}.part").replace(folder / VALUES)
    except OSError as error:
        raise OutputError(
            f"The capture cannot be written to {folder} ({error.strerror})."
        ) from error


def load_capture(folder: Path) -> Capture:
    """The capture that `save_capture` wrote; `InputError` when the folder holds none."""
    try:
        values = json.loads((folder / VALUES).read_text(encoding="utf-8"))
        arrays = {
            name: np.load(folder / f"{name}.npy", allow_pickle=False)
            for name in ARRAYS
            if name in values["arrays"]
        }
        color = Image(
            np.load(folder / "color.npy", allow_pickle=False), ColorSpace(values["color_space"])
        )
        camera = values["camera"]
        pose = None if camera is None else _pose(camera)
        return Capture(color=color, camera=pose, source=str(values["source"]), **arrays)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder.name} holds no capture; render it again.") from error


def _pose(values: dict[str, list[list[float]]]) -> CameraPose:
    rows = tuple(tuple(float(value) for value in row) for row in values["matrix_world"])
    shift = tuple(values["shift"])
    return CameraPose(rows, float(values["fov_x"]), shift)
