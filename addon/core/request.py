# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked and what came back, as values that are also the history and the job file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from .errors import InputError
from .image import Extent, FloatArray, Image
from .maps import MaterialMaps
from .options import DEFAULT_AXES, Axis, Device, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """Everything that decides a result, besides the pixels and the models' hashes.

    `strength` scales how far a result may leave the input (height of a material, 0 to 2); `size_m`
    is the real-world width of the surface in the picture; `extent` the wanted result size, None for
    the input's own.

    For variations: `strengths` says how far each axis may leave what the scene shows now, from 0 to
    1, which is free and what axes not named have; `mood` is the path of a picture to follow,
    `colors` are fixed ones ("#7a8b6f", "RAL 7016", "floor=RAL 1013"), `light` is a wish in words,
    `north_deg` where north lies, clockwise from +Y; None leaves it to the scene.
    """

    task: Task
    model_id: str = ""
    prompt: str = ""
    seed: int = 0
    count: int = 1
    strength: float = 1.0
    axes: tuple[Axis, ...] = DEFAULT_AXES
    strengths: tuple[tuple[Axis, float], ...] = ()
    mood: str = ""
    colors: tuple[str, ...] = ()
    light: str = ""
    north_deg: float | None = None
    locks: tuple[str, ...] = ()
    extent: Extent | None = None
    seamless: bool = False
    size_m: float = 1.0
    device: Device = Device.AUTO

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 64:
            raise InputError(f"Ask for 1 to 64 results, not {self.count}.")
        if not 0.0 <= self.strength <= 2.0:
            raise InputError(f"Strength goes from 0 to 2, not {self.strength}.")
        for axis, strength in self.strengths:
            if not 0.0 <= strength <= 1.0:
                raise InputError(f"The strength of {axis} goes from 0 to 1, not {strength}.")
        if self.light:
            from .light_wish import read_light_wish

            read_light_wish(self.light)
            if Axis.LIGHT not in self.axes:
                raise InputError("A wish for light needs the axis light; add it, or leave it out.")
        if not -360.0 <= (self.north_deg or 0.0) <= 360.0:
            raise InputError(f"North is an angle in degrees, not {self.north_deg}.")
        if not 0.001 <= self.size_m <= 1000.0:
            raise InputError(f"A surface is 0.001 to 1000 metres wide, not {self.size_m}.")
        if not 0 <= self.seed < 2**31:
            raise InputError(f"A seed is a whole number from 0 to {2**31 - 1}, not {self.seed}.")

    def strength_of(self, axis: Axis) -> float:
        """How far the axis may leave what the scene shows now, 0 to 1."""
        return dict(self.strengths).get(axis, 1.0)

    def to_json(self) -> str:
        """One line of JSON that `from_json` turns into an equal value."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> GenerationRequest:
        """The value written by `to_json`; `InputError` for anything else."""
        try:
            return _request_from(json.loads(text))
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"This is not a Maquette request: {error}.") from error


def _request_from(values: dict[str, Any]) -> GenerationRequest:
    unknown = set(values) - {each.name for each in fields(GenerationRequest)}
    if unknown:
        raise InputError(f"A request has no {', '.join(sorted(unknown))}; check the spelling.")
    values = dict(values)
    values["task"] = Task(values["task"])
    values["device"] = Device(values.get("device", Device.AUTO))
    values["axes"] = tuple(Axis(axis) for axis in values.get("axes", DEFAULT_AXES))
    values["strengths"] = tuple((Axis(a), float(s)) for a, s in values.get("strengths", ()))
    values["colors"] = tuple(str(color) for color in values.get("colors", ()))
    values["locks"] = tuple(str(lock) for lock in values.get("locks", ()))
    if values.get("extent") is not None:
        values["extent"] = Extent(*values["extent"])
    return GenerationRequest(**values)


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Which model made something, and under which terms."""

    id: str
    version: str
    sha256: str
    license: str
    commercial_use: bool


@dataclass(frozen=True, slots=True)
class ProviderUse:
    """The execution provider that really ran; why it is not the one asked for ("" when it is)."""

    used: str
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class DepthMap:
    """A depth estimate.

    `inverse_depth` (H, W) float32 is relative: larger is nearer, up to an unknown scale and shift.
    When `metres` (H, W) is there it is depth along the camera axis, fitted or predicted.
    """

    inverse_depth: FloatArray
    metres: FloatArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GenerationResult:
    """What a generation gave: maps, depth or an sRGB picture, with everything the record and the
    report need."""

    request: GenerationRequest
    model: ModelUse
    provider: ProviderUse
    runtime: str
    maps: MaterialMaps | None = None
    depth: DepthMap | None = None
    image: Image | None = None
    quality: dict[str, float] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """What was seen of a scene or a picture, all passes of one extent.

    `color` is display-referred sRGB; `depth` (H, W) metres along the camera axis, inf where nothing
    is; `normal` (H, W, 3) world space; `object_index` and `material_index` (H, W) int32, 0 where
    nothing is.
    """

    color: Image
    depth: FloatArray | None = None
    normal: FloatArray | None = None
    object_index: Any = None
    material_index: Any = None
    camera: CameraPose | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class CameraPose:
    """A perspective camera: 4 x 4 world matrix by rows, horizontal field of view in radians.

    `shift` is how far the picture's middle lies right of and above the camera's axis, in picture
    widths, as architects use it to keep verticals upright.
    """

    matrix_world: tuple[tuple[float, float, float, float], ...]
    fov_x: float
    shift: tuple[float, float] = (0.0, 0.0)
