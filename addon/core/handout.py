# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is handed to a client: concepts with their pictures, materials and origins, as plain values.

The page, the PDF and the schedule are written from these. Knows nothing of files or of scenes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from .procedural import Color
from .record import BY_MODEL, Record

MOST_SWATCHES, LEAST_SHARE = 6, 0.05


@dataclass(frozen=True, slots=True)
class Origin:
    """What made a material, in words, and the licence of the models that took part."""

    made_by: str
    license: str


@dataclass(frozen=True, slots=True)
class MaterialEntry:
    """One material in one role of a concept.

    `colors` are sRGB codes such as "#c8b291". `size_m` is how many metres of it show its pattern,
    and `dimensions` the metres of its pieces, both real-world; None and empty where not known.
    `area_m2` is the surface it covers on `objects` objects. A material that is `kept` was there
    before.
    """

    role: str
    name: str
    origin: Origin
    family: str = ""
    look: str = ""
    colors: tuple[str, ...] = ()
    size_m: float | None = None
    dimensions: tuple[tuple[str, float], ...] = ()
    area_m2: float = 0.0
    objects: int = 0
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One variation: `picture` is an 8-bit RGB PNG, `light` and `camera` a few words or "".

    It has a `camera` where it is seen from another place than the scene.
    """

    name: str
    seed: int
    picture: bytes
    materials: tuple[MaterialEntry, ...]
    light: str = ""
    camera: str = ""

    @property
    def chosen(self) -> tuple[MaterialEntry, ...]:
        """The materials this concept brings, without those that were kept."""
        return tuple(each for each in self.materials if not each.kept)

    @property
    def listed(self) -> tuple[MaterialEntry, ...]:
        """Its materials for reading: those of one name in one role are one, largest first."""
        groups: dict[tuple[str, str, bool], list[MaterialEntry]] = {}
        for each in self.materials:
            groups.setdefault((each.role, each.name, each.kept), []).append(each)
        sums = [
            replace(group[0], area_m2=sum(e.area_m2 for e in group)) for group in groups.values()
        ]
        return tuple(sorted(sums, key=lambda each: (each.kept, -each.area_m2)))

    @property
    def palette(self) -> tuple[tuple[str, float], ...]:
        """The first colours of the chosen materials that cover most, at most six, each with its
        share."""
        return swatches((each.colors[0], each.area_m2) for each in self.chosen if each.colors)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """What made its materials, each once."""
        return tuple(dict.fromkeys(each.origin for each in self.chosen))


@dataclass(frozen=True, slots=True)
class Handout:
    """All concepts of one scene; `original` is a picture of the scene as it was, or None."""

    title: str
    concepts: tuple[Concept, ...]
    original: bytes | None = None
    made_by: str = "Maquette"


def swatches(covered: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """The colours that cover most, each once, with its share of what they cover together; none so
    small that it could not be seen."""
    sums: dict[str, float] = {}
    for color, area in covered:
        sums[color] = sums.get(color, 0.0) + area
    most = sorted(sums.items(), key=lambda item: -item[1])[:MOST_SWATCHES]
    least = max(LEAST_SHARE * sum(area for _, area in most), 1e-9)
    seen = [(color, max(area, least)) for color, area in most]
    total = sum(area for _, area in seen)
    return tuple((color, area / total) for color, area in seen)


def channels(code: str) -> Color:
    """The sRGB channels from 0 to 1 of a code such as "#c8b291"."""
    red, green, blue = (int(code[place : place + 2], 16) / 255.0 for place in (1, 3, 5))
    return red, green, blue


def origin_of(record: Record | None) -> Origin:
    """A provenance record in words; without one, the material is the scene's own."""
    if not record:
        return Origin("the scene's own", "")
    made_by = str(record.get("made_by", "Maquette"))
    models = _models(record)
    if not models:
        rules = (
            "made with a trained model" if _is_by_model(record) else "by rules, no trained model"
        )
        return Origin(f"{made_by}, {rules}", "")
    names = ", ".join(f"{each.get('id')} {each.get('version')}".strip() for each in models)
    terms = "; ".join(dict.fromkeys(_terms(each) for each in models))
    return Origin(f"{made_by} with {names}", terms)


def _is_by_model(record: Record) -> bool:
    return record.get("digital_source_type") == BY_MODEL


def _models(record: Record) -> list[Mapping[str, Any]]:
    matches = record.get("matches")
    listed = matches if isinstance(matches, list) else []
    found = [record.get("model"), *(each.get("model") for each in listed if isinstance(each, dict))]
    unique: dict[object, Mapping[str, Any]] = {}
    for model in found:
        if isinstance(model, dict):
            named = cast("Mapping[str, Any]", model)
            unique.setdefault((named.get("id"), named.get("version")), named)
    return list(unique.values())


def _terms(model: Mapping[str, Any]) -> str:
    use = "commercial use allowed" if model.get("commercial_use") else "no commercial use"
    return f"{model.get('license') or 'no licence given'} ({use})"
