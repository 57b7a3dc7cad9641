# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The roles as a person chooses them: identifier, name, what is meant; and what captions say."""

from __future__ import annotations

ROLE_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("exterior_wall", "Exterior Wall", "Facades, cladding, walls seen from outside"),
    ("interior_wall", "Interior Wall", "Walls and partitions of a room"),
    ("floor", "Floor", "What one walks on inside"),
    ("ceiling", "Ceiling", "What a room has above"),
    ("roof", "Roof", "What covers a building"),
    ("glazing", "Glazing", "Window panes and other glass"),
    ("frame", "Frame", "Frames of windows, doors and pictures"),
    ("door", "Door", "Leaves of doors and gates"),
    ("stairs", "Stairs", "Steps, flights and ramps"),
    ("terrain", "Terrain", "Ground that nobody paved: earth, sand, meadow"),
    ("paving", "Paving", "Streets, paths and terraces"),
    ("vegetation", "Vegetation", "Lawns, plants, trees"),
    ("water", "Water", "Pools, ponds, the sea"),
    ("upholstery", "Upholstery", "Seats, beds, curtains, rugs: what is of fabric or leather"),
    ("wood_furniture", "Wood Furniture", "Cabinets, shelves, chairs"),
    ("tabletop", "Tabletop", "Tops of tables and kitchens"),
    ("metal_part", "Metal Part", "Handles, legs, rails, pipes"),
    ("fixture", "Fixture", "Lamps, sanitary ware, appliances"),
    ("stone", "Stone", "Stone and concrete that is no wall: columns, rocks"),
    ("other", "Other", "Whatever is none of these"),
)
ROLE_NAMES = {role: name for role, name, _ in ROLE_ITEMS}
# As captions and locks call them, where that is not the role's own word.
ROLE_LABELS = {
    "exterior_wall": "Facade",
    "interior_wall": "Walls",
    "wood_furniture": "Furniture",
    "metal_part": "Metal",
    "vegetation": "Green",
    "upholstery": "Fabric",
}


def role_label(role: str) -> str:
    return ROLE_LABELS.get(role, role.replace("_", " ").capitalize())
