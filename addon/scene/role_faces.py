# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role of a slot without a name that tells: by its look, size, height and how its faces lie.

What it finds is a guess and says so: at most 0.85 where a material is clear, 0.2 to 0.5 elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import bpy
from mathutils import Vector

from .material_look import MaterialLook
from .role_names import Meanings
from .surfaces import Surface

SMALL_M = 2.5
LARGE_GROUND_M2 = 400.0
FLAT_M = 0.12
DOOR_M = 1.7


@dataclass(frozen=True, slots=True)
class Guess:
    role: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """The place all objects make together: its height range and width in metres, and whether it is
    indoors."""

    low: float
    high: float
    width: float
    is_inside: bool

    def level(self, height: float) -> float:
        """0 at the lowest point of everything, 1 at the highest."""
        return (height - self.low) / max(self.high - self.low, 1e-6)


@dataclass(frozen=True, slots=True)
class Subject:
    """A slot, and what its role is judged by.

    `around` are the words of the object, its mesh, what it hangs on and its collections, in this
    order; `share` is the part of the object's area that the slot has, `clear` the part that clear
    materials have.
    """

    obj: bpy.types.Object
    material: str
    look: MaterialLook
    surface: Surface
    share: float
    clear: float
    setting: Setting
    around: tuple[tuple[str, ...], ...] = ()
    meanings: Meanings = field(default_factory=dict)

    @property
    def is_small(self) -> bool:
        return max(self.obj.dimensions) < SMALL_M

    @property
    def encloses(self) -> bool:
        """Whether the object is about as wide as everything together."""
        return max(self.obj.dimensions[:2]) > 0.8 * self.setting.width


def by_look(subject: Subject) -> Guess | None:
    """What is clear, glows or is green says so whatever its form."""
    look, surface = subject.look, subject.surface
    if look.is_clear:
        is_pool = look.is_blue and surface.share(surface.up) > 0.6
        role = "water" if is_pool else "glazing"
        return Guess(role, 0.85 if role == "glazing" else 0.5, "Its material is clear.")
    if look.is_lit:
        return Guess("fixture", 0.6, "Its material gives light.")
    if look.is_green and look.roughness > 0.4 and not _is_plain_wall(subject):
        return Guess("vegetation", 0.6, "Its material is green and rough.")
    if look.is_metal and subject.is_small:
        return Guess("metal_part", 0.6, "Its material is metallic.")
    return None


def _is_plain_wall(subject: Subject) -> bool:
    surface = subject.surface
    is_upright = surface.share(surface.side) > 0.9 and surface.boxy > 0.95
    return is_upright and not subject.is_small


def by_faces(subject: Subject, *, is_outside: bool) -> Guess:
    """The form alone, with the colour as a hint for small things."""
    surface = subject.surface
    if surface.area <= 0.0:
        return Guess("other", 0.1, "No name tells and the slot has no faces.")
    if subject.is_small and not is_outside:
        return _thing(subject)
    if surface.share(surface.up) > 0.6:
        return _looking_up(subject)
    if surface.share(surface.down) > 0.6:
        return Guess("ceiling", 0.5, "Its faces look down.")
    if surface.share(surface.side) < 0.25:
        return _slab(subject)
    return _upright(subject)


def _looking_up(subject: Subject) -> Guess:
    surface, setting = subject.surface, subject.setting
    if subject.look.is_blue and surface.share(surface.up) > 0.9:
        return Guess("water", 0.5, "It is blue and looks up.")
    if setting.level(surface.up_height) > 0.7 and setting.high - setting.low > 2.0:
        return Guess("roof", 0.5, "Its faces look up from the top.")
    if surface.area > LARGE_GROUND_M2:
        return Guess("terrain", 0.5, "It is a wide ground that looks up.")
    return Guess("floor", 0.5, "Its faces look up from below.")


def _slab(subject: Subject) -> Guess:
    """Looks up and down alike."""
    if subject.setting.level(subject.surface.high) > 0.6:
        if subject.setting.is_inside:
            return Guess("ceiling", 0.4, "It lies flat, above the rest of a room.")
        return Guess("roof", 0.4, "It lies flat, above the rest.")
    return Guess("floor", 0.3, "Its faces lie flat.")


def _upright(subject: Subject) -> Guess:
    surface, setting = subject.surface, subject.setting
    if surface.fill < 0.2 and subject.share < 0.3:
        return Guess("frame", 0.3, "It is of thin bars, upright in something larger.")
    if surface.boxy < 0.3 and surface.outward > 0.5 and not setting.is_inside:
        return Guess("vegetation", 0.3, "It is round and stands outside, as trees and hedges do.")
    is_shell = subject.encloses and surface.outward > 0.9
    if is_shell or (surface.outward > 0.65 and not setting.is_inside):
        return Guess("exterior_wall", 0.4, "Its faces stand upright and look outward.")
    return Guess("interior_wall", 0.4, "Its faces stand upright inside.")


def _thing(subject: Subject) -> Guess:
    """Something that a person could carry or walk round."""
    surface, look = subject.surface, subject.look
    if subject.clear > 0.5:
        return Guess("frame", 0.5, "It holds something clear.")
    if _is_fitting(subject):
        return Guess("metal_part", 0.3, "It is a thin or a very small part of something.")
    width, depth, height = surface.size
    if max(width, depth, height) > 0.3 and min(width, depth) < FLAT_M < height:
        return _panel(subject)
    if surface.share(surface.up) > 0.4 and height < FLAT_M and max(width, depth) > 0.4:
        return _sheet(subject)
    return _by_color(look) or _by_form(subject)


def _is_fitting(subject: Subject) -> bool:
    """Legs, rails, handles: a part that fills little of its box, a bar, or next to nothing."""
    surface, look = subject.surface, subject.look
    if subject.share >= 0.5 or look.is_brown or look.is_colorful:
        return False
    _, middle, longest = sorted(surface.size)
    is_tiny = subject.share < 0.1 and longest < 0.25 * max(subject.obj.dimensions)
    return is_tiny or surface.fill < 0.35 or middle < 0.1 * longest


def _panel(subject: Subject) -> Guess:
    """Thin and upright: what fills or frames an opening, or hangs on a wall."""
    surface = subject.surface
    is_low = subject.setting.level(surface.bottom) < 0.1
    if subject.share < 0.5:
        board = Guess("wood_furniture", 0.25, "It is a board of something.")
        return _by_color(subject.look) or board
    if surface.fill < 0.5:
        return Guess("frame", 0.4, "It is upright, thin and open in the middle.")
    if surface.size[2] > DOOR_M and is_low and surface.boxy > 0.8:
        return Guess("door", 0.4, "It is upright, thin and as high as a door, from the floor.")
    if surface.size[2] > DOOR_M:
        return Guess("upholstery", 0.3, "It is upright, thin and wavy, like a curtain.")
    return _by_color(subject.look) or Guess("other", 0.2, "It is a small panel.")


def _sheet(subject: Subject) -> Guess:
    """Thin and flat: a rug on the floor, a seat inside something, a top above it."""
    surface, corners = subject.surface, subject.obj.bound_box
    if surface.bottom - subject.setting.low < 0.05 and subject.share > 0.5:
        is_wide = max(surface.size) > 1.0
        role = "upholstery" if is_wide else "other"
        return Guess(role, 0.4 if is_wide else 0.2, "It lies flat on the floor.")
    if subject.look.is_colorful and not subject.look.is_brown:
        return Guess("upholstery", 0.3, "It lies flat and has a strong colour.")
    top = max((subject.obj.matrix_world @ Vector(corner)).z for corner in corners)
    if top - surface.high > 0.1:
        return Guess("upholstery", 0.3, "It lies flat inside something, as a seat does.")
    return Guess("tabletop", 0.4, "It is flat, and above the floor.")


def _by_color(look: MaterialLook) -> Guess | None:
    if look.is_brown:
        return Guess("wood_furniture", 0.4, "It is small and brown as wood.")
    if look.is_colorful:
        return Guess("upholstery", 0.3, "It is small and has a strong colour.")
    if look.is_white:
        return Guess("fixture", 0.3, "It is small and white.")
    return None


def _by_form(subject: Subject) -> Guess:
    surface = subject.surface
    if max(surface.size) > 0.5 and surface.boxy > 0.9:
        return Guess("wood_furniture", 0.25, "It is of boards and boxes, of a furniture's size.")
    if max(surface.size) > 0.5 and surface.fill > 0.5:
        return Guess("upholstery", 0.2, "It is rounded, of a seat's size.")
    return Guess("other", 0.2, "It is small and no name tells what it is.")
