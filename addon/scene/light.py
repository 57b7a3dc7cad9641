# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One light variation: a sun and a sky of our own as data-blocks, and what exposure suits them.

The sky is a gradient by direction from plain nodes, because the Sky Texture differs between
versions. Knows nothing of which light suits which concept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import bpy
import numpy as np
from mathutils import Euler

from ..core.errors import InputError
from ..core.procedural import Color
from . import compat

SKY_MAP_SIDE = 256
DARKEST = 1e-4
EXPOSURE_LIMIT = 8.0
REC709 = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, slots=True)
class LightChoice:
    """A sun and a sky as numbers.

    `azimuth` is where the sun stands, in radians clockwise from +Y; `elevation` above the horizon;
    `angle` its apparent size. `temperature` is in kelvin, `strength` in W/m2. Sky colours are
    linear Rec.709. `key` is the log-average luminance the picture should have after exposure, and
    `exposure` the stops that give it, None until it was metered.
    """

    azimuth: float
    elevation: float
    angle: float
    temperature: float
    strength: float
    zenith: Color
    horizon: Color
    ground: Color
    sky_strength: float
    key: float = 0.18
    exposure: float | None = None

    def to_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> LightChoice:
        """The value written by `to_values`; `InputError` for anything else."""
        colors = {
            name: tuple(values[name]) for name in ("zenith", "horizon", "ground") if name in values
        }
        unknown = set(values) - {each.name for each in fields(cls)}
        if unknown:
            raise InputError(f"A light has no {', '.join(sorted(unknown))}; check the spelling.")
        try:
            return cls(**{**values, **colors})
        except TypeError as error:
            raise InputError(f"This is not a light of a variation: {error}.") from error


def temperature_color(kelvin: float) -> Color:
    """Linear Rec.709 of a black body, scaled to luminance 1; out-of-gamut channels are cut at 0.

    Planck's law times the colour matching fits of Wyman, Sloan and Shirley (JCGT 2013).
    """
    nm = np.arange(380.0, 781.0, 5.0)
    radiance = nm**-5.0 / np.expm1(1.4387769e7 / (nm * kelvin))
    x = (
        _lobe(nm, 1.056, 599.8, 37.9, 31.0)
        + _lobe(nm, 0.362, 442.0, 16.0, 26.7)
        - _lobe(nm, 0.065, 501.1, 20.4, 26.2)
    )
    y = _lobe(nm, 0.821, 568.8, 46.9, 40.5) + _lobe(nm, 0.286, 530.9, 16.3, 31.1)
    z = _lobe(nm, 1.217, 437.0, 11.8, 36.0) + _lobe(nm, 0.681, 459.0, 26.0, 13.8)
    xyz = np.array([(radiance * each).sum() for each in (x, y, z)])
    to_rec709 = np.array(
        [
            [3.2404542, -1.5371385, -0.4985314],
            [-0.9692660, 1.8760108, 0.0415560],
            [0.0556434, -0.2040259, 1.0572252],
        ]
    )
    rgb = np.maximum(to_rec709 @ (xyz / xyz[1]), 0.0)
    rgb /= rgb @ REC709.astype(np.float64)
    red, green, blue = (float(channel) for channel in rgb)
    return red, green, blue


def _lobe(nm: np.ndarray, scale: float, mean: float, left: float, right: float) -> np.ndarray:
    return scale * np.exp(-0.5 * ((nm - mean) / np.where(nm < mean, left, right)) ** 2)


def sun_data(choice: LightChoice, name: str) -> bpy.types.Light:
    """A sun light data-block with a fake user; it has no object yet."""
    sun = bpy.data.lights.new(name, "SUN")
    sun.energy = choice.strength
    sun.angle = choice.angle
    sun.color = _unit_peak(temperature_color(choice.temperature))
    sun.use_fake_user = True
    return sun


def _unit_peak(color: Color) -> Color:
    peak = max(color)
    return color[0] / peak, color[1] / peak, color[2] / peak


def sun_rotation(choice: LightChoice) -> Euler:
    """The rotation of a sun object that shines from the choice's azimuth and elevation."""
    return Euler((math.pi / 2.0 - choice.elevation, 0.0, math.pi - choice.azimuth))


def sky_world(choice: LightChoice, name: str) -> bpy.types.World:
    """A world whose colour goes from the ground over the horizon to the zenith."""
    world = bpy.data.worlds.new(name)
    tree = compat.ensure_nodes(world)
    tree.nodes.clear()
    direction = tree.nodes.new("ShaderNodeTexCoord").outputs["Generated"]
    height = tree.nodes.new("ShaderNodeSeparateXYZ")
    tree.links.new(direction, height.inputs[0])
    sky = _blend(tree, height.outputs[2], (0.0, 0.45), choice.horizon, choice.zenith)
    whole = _blend(tree, height.outputs[2], (-0.03, 0.0), choice.ground, sky)
    background = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Strength"].default_value = choice.sky_strength
    tree.links.new(whole, background.inputs["Color"])
    output = tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(background.outputs[0], output.inputs["Surface"])
    for index, node in enumerate(tree.nodes):
        node.location = (220.0 * index, 0.0)
    # A gradient this smooth needs no large map; Cycles would spend seconds on one.
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = SKY_MAP_SIDE
    world.use_fake_user = True
    return world


def _blend(
    tree: bpy.types.NodeTree,
    height: bpy.types.NodeSocket,
    limits: tuple[float, float],
    low: Color,
    high: Color | bpy.types.NodeSocket,
) -> bpy.types.NodeSocket:
    """Colour `low` below the first limit, `high` above the second, smooth between."""
    scale = tree.nodes.new("ShaderNodeMapRange")
    scale.interpolation_type = "SMOOTHSTEP"
    tree.links.new(height, scale.inputs["Value"])
    scale.inputs["From Min"].default_value = limits[0]
    scale.inputs["From Max"].default_value = limits[1]
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    sockets = {socket.identifier: socket for socket in mix.inputs}
    tree.links.new(scale.outputs["Result"], sockets["Factor_Float"])
    sockets["A_Color"].default_value = (*low, 1.0)
    if isinstance(high, tuple):
        sockets["B_Color"].default_value = (*high, 1.0)
    else:
        tree.links.new(high, sockets["B_Color"])
    return next(socket for socket in mix.outputs if socket.identifier == "Result_Color")


def incident_exposure(choice: LightChoice) -> float:
    """Stops that bring an 18% grey in the open to the choice's key, by the light that falls on it.

    What reflects is not asked: a black chair on its own stays black and a white house white.
    """
    middle = [(low + high) / 2.0 for low, high in zip(choice.zenith, choice.horizon, strict=True)]
    sky = math.pi * choice.sky_strength * float(np.dot(middle, REC709))
    sun = choice.strength * max(math.sin(choice.elevation), 0.7 * math.cos(choice.elevation))
    return round(math.log2(choice.key * math.pi / (0.18 * (sun + sky))), 3)


def exposure_for(pixels: np.ndarray, key: float) -> float:
    """Stops for linear RGBA pixels (H, W, 4); only covered pixels count, the brightest 5% are
    cut."""
    covered = pixels[pixels[..., 3] > 0.5]
    luminance = covered[:, :3] @ REC709
    if luminance.size == 0:
        return 0.0
    bounded = np.clip(luminance, DARKEST, max(DARKEST, float(np.quantile(luminance, 0.95))))
    average = float(np.exp(np.log(bounded.astype(np.float64)).mean()))
    return round(float(np.clip(math.log2(key / average), -EXPOSURE_LIMIT, EXPOSURE_LIMIT)), 3)
