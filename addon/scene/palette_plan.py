# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which colours the materials of a scene get from a palette: what can be recoloured, and how far.

Looks at materials and changes nothing; `recolor` makes the copies that show it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

import bpy
import numpy as np

from ..core.color_move import chroma_of, hue_of, move_between
from ..core.color_naming import color_name
from ..core.color_scheme import scheme_of_colors, scheme_of_seed
from ..core.dominant import dominant_colors
from ..core.errors import InputError
from ..core.fixed_colors import FixedColor, fixed_color
from ..core.image import FloatArray
from ..core.oklab import Lab, from_oklab, to_oklab
from ..core.recoloring import Surface, recolored, surface_of
from ..core.request import Axis, GenerationRequest
from ..core.words import english, read_words
from .color_samples import samples_of
from .images import load_image
from .recolor import Place, Recolor
from .recolor_nodes import family_nodes, is_glass_or_metal, shaders_of
from .records import FAMILY
from .role_words import ELEMENTS, STUFF
from .roles import WALLS, SlotRole, words_of

# Glass, water and plants keep the colour that says what they are; so does bare metal.
KEPT_ROLES = frozenset({"glazing", "water", "vegetation", "terrain"})
KEPT_FAMILIES = frozenset(
    {"glass", "fluted_glass", "water", "grass", "foliage", "metal", "cast_metal", "patina", "rust"}
)
NATURAL_ROLES = frozenset(
    {"wood_furniture", "tabletop", "floor", "door", "stairs", "frame", "stone"}
)
# Hues of wood, clay and stone, in radians, and the chroma from which they are meant.
NATURAL_HUES, NATURAL_CHROMA = (math.radians(30.0), math.radians(95.0)), 0.03
MOOD_COLORS = 5


@dataclass(frozen=True, slots=True)
class Paint:
    """A material that can be recoloured, what it shows, and where."""

    material: str
    surface: Surface
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PaletteStock:
    """What a palette is given to: all paints; and the colours that the words or the picture of a
    request want, in OKLab."""

    paints: tuple[Paint, ...] = ()
    wanted: tuple[Lab, ...] = ()


NO_STOCK = PaletteStock()


def palette_stock(
    objects: Iterable[bpy.types.Object], slots: Sequence[SlotRole], request: GenerationRequest
) -> PaletteStock:
    """The paints in these slots and the wanted colours; `InputError` for a mood picture that cannot
    be read."""
    wanted = read_words(request.prompt).colors
    if request.mood:
        wanted = (*wanted, *dominant_colors(load_image(Path(request.mood)), MOOD_COLORS))
    paints = (
        _paint(material, places)
        for material, places in _materials(objects, slots).items()
        if not _reason_to_keep(material)
    )
    return PaletteStock(
        tuple(paint for paint in paints if paint), tuple(map(to_oklab, wanted[:MOOD_COLORS]))
    )


def left_alone(objects: Iterable[bpy.types.Object], slots: Sequence[SlotRole]) -> tuple[str, ...]:
    """A sentence for each material that cannot be recoloured."""
    return tuple(filter(None, map(_reason_to_keep, _materials(objects, slots))))


def require_targets(stock: PaletteStock, request: GenerationRequest) -> None:
    """`InputError` for a fixed colour that is meant for nothing that can be recoloured."""
    for color in map(fixed_color, request.colors):
        if color.where and not _split(stock.paints, color.where)[0]:
            raise InputError(
                f"Nothing that can be recoloured is called {color.where!r}; name a role, a "
                "material or an object."
            )


def plan_recolors(
    stock: PaletteStock,
    dressed: Collection[tuple[str, int]],
    request: GenerationRequest,
    seed: int,
) -> tuple[tuple[Recolor, ...], str]:
    """The recolours of one seed and what they are called; `dressed` slots (object, index) got a
    material already. Fixed colours go where they are meant, whatever the strength."""
    paints = [each for paint in stock.paints if (each := _without(paint, dressed))]
    fixed, others = _fixed(paints, [fixed_color(text) for text in request.colors])
    scheme = scheme_of_colors(stock.wanted, seed) if stock.wanted else scheme_of_seed(seed)
    free = {str(number): paint for number, paint in enumerate(others)}
    means = recolored(
        {key: paint.surface for key, paint in free.items()},
        scheme,
        request.strength_of(Axis.PALETTE),
        tints_greys=bool(stock.wanted),
    )
    planned = [*fixed, *((free[key], mean) for key, mean in means.items())]
    found = (_recolor(paint, mean) for paint, mean in planned)
    recolors = tuple(each for each in found if each.move.is_seen)
    return recolors, palette_name(recolors)


def palette_name(recolors: Sequence[Recolor]) -> str:
    """Such as "Pearl and Brick Red": the widest surface and the most colourful one."""
    if not recolors:
        return "Own Colours"
    widest = max(recolors, key=lambda each: each.area)
    loudest = max(recolors, key=lambda each: chroma_of(to_oklab(each.color)))
    names = (color_name(each.color).title() for each in (widest, loudest))
    return " and ".join(dict.fromkeys(names))


def _materials(
    objects: Iterable[bpy.types.Object], slots: Sequence[SlotRole]
) -> dict[bpy.types.Material, list[Place]]:
    """The materials of slots and where they are shown, without places of glass and plants."""
    named = {obj.name: obj for obj in objects}
    found: dict[bpy.types.Material, list[Place]] = {}
    for slot in slots:
        obj = named.get(slot.object_name)
        if obj is None or slot.slot_index >= len(obj.material_slots) or slot.role in KEPT_ROLES:
            continue
        material = obj.material_slots[slot.slot_index].material
        if material is not None:
            place = Place(slot.object_name, slot.slot_index, slot.role, round(slot.area, 4))
            found.setdefault(material, []).append(place)
    return found


def _reason_to_keep(material: bpy.types.Material) -> str:
    tree = material.node_tree
    if any(shaders_of(tree)) or family_nodes(tree):
        return ""
    return f"{material.name} has no Principled BSDF and keeps its colours."


def _paint(material: bpy.types.Material, places: Sequence[Place]) -> Paint | None:
    """What a material shows; None for glass and bare metal."""
    families = family_nodes(material.node_tree)
    if any(each.node_tree[FAMILY] in KEPT_FAMILIES for each in families):
        return None
    colors = _colors(material, families)
    if colors is None:
        return None
    surface = surface_of(colors, sum(place.area for place in places))
    natural = _is_natural(material.name, places, surface.mean)
    return Paint(material.name, replace(surface, is_natural=natural), tuple(places))


def _colors(material: bpy.types.Material, families: Sequence[object]) -> FloatArray | None:
    """Samples of the base colours; a family's first colour is most of its surface."""
    if families:
        node = families[0]
        first = next((each for each in node.inputs if each.type == "RGBA"), None)
        return None if first is None else samples_of(first)
    shown = [
        samples_of(node.inputs["Base Color"])
        for node in shaders_of(material.node_tree)
        if not is_glass_or_metal(node)
    ]
    return np.concatenate(shown) if shown else None


def _is_natural(material: str, places: Sequence[Place], mean: Lab) -> bool:
    """Whether its hue is that of wood or clay, and its name or its role says that it is some."""
    low, high = NATURAL_HUES
    if chroma_of(mean) < NATURAL_CHROMA or not low <= hue_of(mean) <= high:
        return False
    says_wood = any(STUFF.get(word) == "wood" for word in words_of(material))
    return says_wood or any(place.role in NATURAL_ROLES for place in places)


def _without(paint: Paint, dressed: Collection[tuple[str, int]]) -> Paint | None:
    places = [each for each in paint.places if (each.object_name, each.slot) not in dressed]
    return _shown_at(paint, places) if places else None


def _shown_at(paint: Paint, places: Sequence[Place]) -> Paint:
    area = sum(place.area for place in places)
    return Paint(paint.material, replace(paint.surface, area=area), tuple(places))


def _fixed(
    paints: Sequence[Paint], wanted: Sequence[FixedColor]
) -> tuple[list[tuple[Paint, Lab]], list[Paint]]:
    """The paints that get a fixed colour, with it, and the rest. One with a target goes to all
    that it names, then each other one to the nearest paint that is left."""
    fixed: list[tuple[Paint, Lab]] = []
    left = list(paints)
    for color in sorted(wanted, key=lambda each: not each.where):
        lab = to_oklab(color.color)
        if color.where:
            taken, left = _split(left, color.where)
        else:
            taken = sorted(left, key=lambda paint: math.dist(paint.surface.mean, lab))[:1]
            left = [paint for paint in left if paint not in taken]
        fixed += [(paint, lab) for paint in taken]
    return fixed, left


def _split(paints: Sequence[Paint], where: str) -> tuple[list[Paint], list[Paint]]:
    """The paints where a name means them, and where it does not."""
    meant = _meant(paints, where)
    inside: list[Paint] = []
    outside: list[Paint] = []
    for paint in paints:
        named = [place for place in paint.places if (paint.material, place) in meant]
        others = [place for place in paint.places if place not in named]
        inside += [_shown_at(paint, named)] if named else []
        outside += [_shown_at(paint, others)] if others else []
    return inside, outside


def _meant(paints: Sequence[Paint], where: str) -> set[tuple[str, Place]]:
    """The places of a role; else those whose material, object or "object/material" fits a pattern;
    else those of the roles that the words mean."""
    everywhere = [(paint.material, place) for paint in paints for place in paint.places]
    pattern = where.lower()
    roles = {ELEMENTS.get(word, "") for word in english(words_of(where))}
    roles |= WALLS if roles & WALLS else set()
    of_role = {each for each in everywhere if each[1].role == pattern.replace(" ", "_")}
    of_name = {each for each in everywhere if _fits(*each, pattern)}
    return of_role or of_name or {each for each in everywhere if each[1].role in roles}


def _fits(material: str, place: Place, pattern: str) -> bool:
    names = (material, place.object_name, f"{place.object_name}/{material}")
    return any(fnmatchcase(name.lower(), pattern) for name in names)


def _recolor(paint: Paint, wanted: Lab) -> Recolor:
    move = move_between(paint.surface.mean, wanted)
    return Recolor(
        paint.material,
        round(move.hue, 5),
        round(move.chroma, 5),
        round(move.lightness, 5),
        round(move.centre, 5),
        (round(move.tint[0], 5), round(move.tint[1], 5)),
        _rounded(from_oklab(wanted)),
        paint.places,
    )


def _rounded(color: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = (round(channel, 5) for channel in color)
    return red, green, blue
