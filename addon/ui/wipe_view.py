# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operator of `wipe` compares, where it lies in a region, and how it is drawn.

Over the camera's view lies the picture of the other; in any other view two pictures are compared.
The gpu module is loaded when something is drawn, which Blender never does without a window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import bpy
import numpy as np

from ..scene.variation_data import MaquetteVariation, state_of
from . import judging_operators

MARGIN_PX, TEXT_PX, LINE_PX = 24.0, 14.0, 3.0
WHITE, SHADE = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.65)


class Frame(NamedTuple):
    """A rectangle in a region's pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def at(self, share: float) -> float:
        return self.left + share * (self.right - self.left)


@dataclass(slots=True)
class Wipe:
    """What is compared: for each side a name and that of its picture, "" for the view itself.

    `size` is that of the pictures in pixels; `share` is where the line is, 0 at the left edge.
    """

    names: tuple[str, str]
    pictures: tuple[str, str]
    size: tuple[int, int]
    region: int
    share: float = 0.5
    handle: Any = None
    textures: dict[str, Any] = field(default_factory=dict[str, Any])


def side_parts(frame: Frame, share: float) -> tuple[Frame, Frame]:
    """What lies left and right of the line."""
    line = frame.at(share)
    return frame._replace(right=line), frame._replace(left=line)


def fitted(width: float, height: float, size: tuple[int, int]) -> Frame:
    """A picture of `size` in the middle of a region, as large as it fits with a margin."""
    room_x, room_y = max(width - 2 * MARGIN_PX, 1.0), max(height - 4 * MARGIN_PX, 1.0)
    scale = min(room_x / max(size[0], 1), room_y / max(size[1], 1))
    x, y = 0.5 * scale * size[0], 0.5 * scale * size[1]
    return Frame(width / 2 - x, height / 2 - y, width / 2 + x, height / 2 + y)


def wipe_of(context: bpy.types.Context, region: bpy.types.Region) -> Wipe | None:
    """What to compare in this view; None where a picture is missing."""
    state = state_of(context.scene)
    other = state.variations[judging_operators.other_index(context)]
    shown = state.variations[state.active] if state.active >= 0 else None
    is_camera = context.area.spaces.active.region_3d.view_perspective == "CAMERA"
    own = None if is_camera else _picture(shown)
    if not is_camera and own is None:
        return None
    names = (shown.name if shown else "Original", other.name)
    pictures = ("" if own is None else own.name, other.thumbnail.name)
    return Wipe(names, pictures, tuple(other.thumbnail.size), region.as_pointer())


def _picture(item: MaquetteVariation | None) -> bpy.types.Image | None:
    return None if item is None else item.thumbnail


def frame_of(
    scene: bpy.types.Scene, wipe: Wipe, region: bpy.types.Region, view: bpy.types.RegionView3D
) -> Frame:
    """Where the pictures lie: in the camera's frame, or in the middle of the region."""
    if wipe.pictures[0] or scene.camera is None or view.view_perspective != "CAMERA":
        return fitted(region.width, region.height, wipe.size)
    from bpy_extras.view3d_utils import location_3d_to_region_2d

    camera = scene.camera
    corners = camera.data.view_frame(scene=scene)
    matrix = camera.matrix_world.normalized()
    points = [location_3d_to_region_2d(region, view, matrix @ each) for each in corners]
    xs, ys = [each.x for each in points], [each.y for each in points]
    return Frame(min(xs), min(ys), max(xs), max(ys))


def draw(wipe: Wipe) -> None:
    context = bpy.context
    region = context.region
    if region.as_pointer() != wipe.region:
        return
    frame = frame_of(context.scene, wipe, region, context.region_data)
    left, right = side_parts(frame, wipe.share)
    _draw_picture(wipe, wipe.pictures[0], left, (0.0, wipe.share))
    _draw_picture(wipe, wipe.pictures[1], right, (wipe.share, 1.0))
    x = frame.at(wipe.share)
    _draw_box(Frame(x - LINE_PX, frame.bottom, x + LINE_PX, frame.top), SHADE)
    _draw_box(Frame(x - LINE_PX / 3, frame.bottom, x + LINE_PX / 3, frame.top), WHITE)
    _draw_name(wipe.names[0], x, frame.top, is_left=True)
    _draw_name(wipe.names[1], x, frame.top, is_left=False)


def _draw_picture(wipe: Wipe, name: str, part: Frame, across: tuple[float, float]) -> None:
    import gpu
    from gpu_extras.batch import batch_for_shader

    if name not in wipe.textures:
        # By its name: an undo meanwhile would leave us with an image that is gone.
        image = bpy.data.images.get(name)
        if image is None:
            return
        wipe.textures[name] = _texture(image)
    low, high = across
    shader = gpu.shader.from_builtin("IMAGE")
    batch = batch_for_shader(
        shader,
        "TRI_FAN",
        {
            "pos": _corners(part),
            "texCoord": ((low, 0.0), (high, 0.0), (high, 1.0), (low, 1.0)),
        },
    )
    shader.bind()
    shader.uniform_sampler("image", wipe.textures[name])
    batch.draw(shader)


def _texture(image: bpy.types.Image) -> Any:
    """The stored sRGB values as they are; Blender's own texture of an image is linear, and too dark
    here, where nothing is converted any more."""
    import gpu

    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    data = gpu.types.Buffer("FLOAT", len(pixels), pixels)
    return gpu.types.GPUTexture((width, height), format="RGBA16F", data=data)


def _draw_box(part: Frame, color: tuple[float, float, float, float]) -> None:
    import gpu
    from gpu_extras.batch import batch_for_shader

    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    batch = batch_for_shader(shader, "TRI_FAN", {"pos": _corners(part)})
    gpu.state.blend_set("ALPHA")
    shader.uniform_float("color", color)
    batch.draw(shader)
    gpu.state.blend_set("NONE")


def _corners(part: Frame) -> tuple[tuple[float, float], ...]:
    left, bottom, right, top = part
    return (left, bottom), (right, bottom), (right, top), (left, top)


def _draw_name(name: str, x: float, top: float, *, is_left: bool) -> None:
    import blf

    scale = bpy.context.preferences.system.ui_scale
    blf.size(0, TEXT_PX * scale)
    # One height for all names, with or without letters that hang down.
    width, height = blf.dimensions(0, name)[0], blf.dimensions(0, "Mg")[1]
    gap = 8.0 * scale
    start = x - width - 2 * gap if is_left else x + 2 * gap
    low = top - height - 3 * gap
    box = Frame(start - gap, low - gap, start + width + gap, low + height + gap)
    _draw_box(box, SHADE)
    blf.color(0, *WHITE)
    blf.position(0, start, low, 0.0)
    blf.draw(0, name)
