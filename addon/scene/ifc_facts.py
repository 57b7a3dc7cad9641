# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a model that came from IFC says of an object: its class, type and whether it is external.

Reads object names as Bonsai and IfcConvert write them ("IfcWall/Wall-001") and custom properties as
they and glTF extras leave them, at most one group deep. https://ifc43-docs.standards.buildingsmart.org
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import bpy

# The object itself and what it hangs on: exporters write the class on an empty above the mesh.
MOST_PARENTS = 3
LONGEST_TEXT = 200

_CLASS = re.compile(r"Ifc[A-Z][A-Za-z]+")
_TRUE = frozenset({"true", "yes", "1", ".t.", "ja", "oui"})

ROLES = {
    "IfcBeam": "stone",
    "IfcBathtub": "fixture",
    "IfcBurner": "fixture",
    "IfcChimney": "exterior_wall",
    "IfcColumn": "stone",
    "IfcCourse": "paving",
    "IfcCovering": "interior_wall",
    "IfcCurtainWall": "glazing",
    "IfcDoor": "door",
    "IfcElectricAppliance": "fixture",
    "IfcFlowFitting": "metal_part",
    "IfcFlowSegment": "metal_part",
    "IfcFlowTerminal": "fixture",
    "IfcFooting": "stone",
    "IfcFurnishingElement": "wood_furniture",
    "IfcFurniture": "wood_furniture",
    "IfcGeographicElement": "terrain",
    "IfcKerb": "paving",
    "IfcLamp": "fixture",
    "IfcLightFixture": "fixture",
    "IfcMember": "metal_part",
    "IfcOutlet": "fixture",
    "IfcPavement": "paving",
    "IfcPile": "stone",
    "IfcPipeSegment": "metal_part",
    "IfcDuctSegment": "metal_part",
    "IfcPlate": "metal_part",
    "IfcRailing": "metal_part",
    "IfcRamp": "stairs",
    "IfcRampFlight": "stairs",
    "IfcRoof": "roof",
    "IfcSanitaryTerminal": "fixture",
    "IfcShadingDevice": "frame",
    "IfcSite": "terrain",
    "IfcSlab": "floor",
    "IfcSpaceHeater": "fixture",
    "IfcStair": "stairs",
    "IfcStairFlight": "stairs",
    "IfcSystemFurnitureElement": "wood_furniture",
    "IfcWall": "interior_wall",
    "IfcWindow": "frame",
}
TYPED_ROLES = {
    ("IfcCovering", "CEILING"): "ceiling",
    ("IfcCovering", "CLADDING"): "exterior_wall",
    ("IfcCovering", "COPING"): "stone",
    ("IfcCovering", "FLOORING"): "floor",
    ("IfcCovering", "ROOFING"): "roof",
    ("IfcFurniture", "BED"): "upholstery",
    ("IfcFurniture", "SOFA"): "upholstery",
    ("IfcFurniture", "TABLE"): "tabletop",
    ("IfcGeographicElement", "VEGETATION"): "vegetation",
    ("IfcMember", "MULLION"): "frame",
    ("IfcPlate", "CURTAIN_PANEL"): "glazing",
    ("IfcSlab", "LANDING"): "stairs",
    ("IfcSlab", "PAVING"): "paving",
    ("IfcSlab", "ROOF"): "roof",
    ("IfcSlab", "SIDEWALK"): "paving",
}


@dataclass(frozen=True, slots=True)
class IfcFacts:
    """`entity` is the class, "" without one; `predefined` its PredefinedType in capitals; `texts`
    what ObjectType and a category say in words; `is_external` None where nothing is said."""

    entity: str = ""
    predefined: str = ""
    texts: tuple[str, ...] = ()
    is_external: bool | None = None

    @property
    def role(self) -> str:
        """The role of the class, "" where it has none."""
        role = TYPED_ROLES.get((self.entity, self.predefined)) or ROLES.get(self.entity, "")
        if role == "interior_wall" and self.is_external:
            return "exterior_wall"
        return role


def ifc_facts(obj: bpy.types.Object) -> IfcFacts:
    """What the object says, and for what it does not say, those it hangs on."""
    entity, predefined, external = "", "", None
    texts: list[str] = []
    holder: bpy.types.Object | None = obj
    for _ in range(1 + MOST_PARENTS):
        if holder is None:
            break
        entity = entity or _class_in(holder.name)
        for key, value in _properties(holder):
            if key == "predefinedtype":
                predefined = predefined or value.upper()
            elif key in ("objecttype", "category") and holder == obj:
                texts.append(value)
            elif key == "isexternal" and external is None:
                external = value.lower() in _TRUE
            elif not entity:
                entity = _class_in(value)
        if entity:
            break
        holder = holder.parent
    return IfcFacts(entity, predefined, tuple(texts), external)


def _class_in(text: str) -> str:
    """The IFC class that a text begins with, without what older versions add to it."""
    found = _CLASS.match(text)
    name = found.group() if found else ""
    if name not in ROLES:
        name = name.removesuffix("StandardCase").removesuffix("ElementedCase").removesuffix("Type")
    return name if name in ROLES else ""


def _properties(obj: bpy.types.Object) -> Iterator[tuple[str, str]]:
    """Custom properties of the object and its data as (key in plain letters, text)."""
    for block in filter(None, (obj, obj.data)):
        for key, value in block.items():
            inner = value.items() if hasattr(value, "items") else ((key, value),)
            for name, each in inner:
                if isinstance(each, (str, bool, int)):
                    yield re.sub(r"[^a-z]", "", str(name).lower()), str(each)[:LONGEST_TEXT]
