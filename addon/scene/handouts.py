# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variations of a scene as what a client gets: concepts with pictures, materials and records."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

import bpy

from ..core.errors import InputError
from ..core.handout import Concept, Handout
from ..core.image import ColorSpace, as_color_space, as_rgb
from ..core.png import encode_png
from ..core.png_parts import png_parts
from ..core.record import BY_RULES, JSON, Record, procedural_record
from ..core.version import maquette_version
from . import schedule, variation_state
from .images import image_from_datablock, load_image
from .light import SUNLESS, LightChoice
from .showing import variations_at
from .small_pictures import PNG_START
from .variation import Variation, material_label

WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
GOLDEN_KELVIN, COOL_KELVIN = 4300.0, 6300.0


def handout_of(
    scene: bpy.types.Scene,
    indices: Sequence[int],
    pictures: Sequence[bytes],
    *,
    title: str,
    original: bytes | None = None,
) -> Handout:
    """The stored variations with a PNG each, and one of the scene as it was for comparing.

    `InputError` for a variation that does not exist or a picture that cannot be read.
    """
    variations = variations_at(scene, indices)
    materials = schedule.schedules(scene, indices)
    concepts = tuple(
        Concept(
            each.name,
            each.seed,
            plain_png(picture),
            entries,
            light_in_words(each.light),
            f"Camera: {each.camera.words}" if each.camera else "",
        )
        for each, picture, entries in zip(variations, pictures, materials, strict=True)
    )
    before = None if original is None else plain_png(original)
    return Handout(title, concepts, before, f"Made with Maquette {maquette_version()}".strip())


def has_scenes_view(scene: bpy.types.Scene, indices: Sequence[int]) -> bool:
    """Whether one of the variations is seen from where the scene is, so that both can be
    compared."""
    return any(each.camera is None for each in variations_at(scene, indices))


def stored_pictures(scene: bpy.types.Scene, indices: Sequence[int]) -> list[bytes]:
    """The thumbnails that the scene keeps of its variations, as PNG files; `InputError` when one
    was not rendered yet."""
    items = variation_state.state_of(scene).variations
    found: list[bytes] = []
    for index, variation in zip(indices, variations_at(scene, indices), strict=True):
        image = items[index].thumbnail
        if image is None or image.packed_file is None:
            raise InputError(f"{variation.name} has no picture yet; render the variations first.")
        data = bytes(image.packed_file.data)
        is_png = data.startswith(PNG_START)
        found.append(data if is_png else encode_png(image_from_datablock(image), depth=8))
    return found


def plain_png(data: bytes) -> bytes:
    """The PNG itself where it is 8-bit RGB, else the picture encoded as that."""
    if png_parts(data).is_plain_rgb:
        return data
    with tempfile.TemporaryDirectory(prefix="maquette-") as folder:
        path = Path(folder) / "picture.png"
        path.write_bytes(data)
        picture = as_color_space(as_rgb(load_image(path)), ColorSpace.SRGB)
    return encode_png(picture, depth=8)


def light_in_words(light: LightChoice | None) -> str:
    """Such as "Sun from the south-west, 32 degrees high, warm"; "" for the scene's own light."""
    if light is None:
        return ""
    if light.mood in SUNLESS:
        return _sunless_in_words(light)
    wind = WINDS[round(light.azimuth / (2.0 * math.pi) * len(WINDS)) % len(WINDS)]
    tint = "warm" if light.temperature < GOLDEN_KELVIN else "neutral"
    tint = "cool" if light.temperature > COOL_KELVIN else tint
    return f"Sun from the {wind}, {math.degrees(light.elevation):.0f} degrees high, {tint}"


def _sunless_in_words(light: LightChoice) -> str:
    if light.picture:
        name = PureWindowsPath(light.picture).name
        return f"Sky picture {name}, turned {math.degrees(light.picture_turn):.0f} degrees"
    words = light.mood.capitalize()
    if light.mood == "overcast":
        return f"{words} sky"
    return f"{words}, with {len(light.lamps)} lamps added" if light.lamps else words


def set_record(scene: bpy.types.Scene, indices: Sequence[int]) -> Record:
    """The record of a set: each variation as numbers, with the records of its materials."""
    variations = variations_at(scene, indices)
    return {
        "made_by": f"Maquette {maquette_version()}".strip(),
        "digital_source_type": BY_RULES,
        "variations": [_variation_record(each) for each in variations],
    }


def _variation_record(variation: Variation) -> JSON:
    version = maquette_version()
    records: dict[str, JSON] = {}
    for material in dict.fromkeys(choice.material for choice in variation.choices):
        name, number = material_label(material), 2
        while name in records:
            name, number = f"{material_label(material)} {number}", number + 1
        records[name] = procedural_record(material, version)
    return {**variation.to_values(), "materials": records}
