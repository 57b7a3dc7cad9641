# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The provenance record: where a result comes from, as plain JSON values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .match import MatchResult
    from .procedural import ProceduralMaterial
    from .request import GenerationRequest, GenerationResult

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Record: TypeAlias = dict[str, JSON]

# IPTC NewsCodes, digital source type.
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
BY_MODEL = IPTC + "trainedAlgorithmicMedia"
BY_RULES = IPTC + "algorithmicMedia"
PNG_KEYWORD = "Maquette record"
LOOKS_TOLD = 5


def record_of(result: GenerationResult, version: str = "", source: str = "") -> Record:
    """The record of what a model made; `source` names what it was made from."""
    model = result.model
    return _record(
        version,
        BY_MODEL,
        source=source,
        model=asdict(model),
        request=json.loads(result.request.to_json()),
        provider=asdict(result.provider),
        runtime=result.runtime,
        quality=finite(result.quality),
        warnings=list(result.warnings),
    )


def procedural_record(
    material: ProceduralMaterial, version: str, request: GenerationRequest | None = None
) -> Record:
    """The record of a material that rules made from numbers."""
    made_for = {} if request is None else {"request": json.loads(request.to_json())}
    return _record(version, BY_RULES, material=material.to_values(), **made_for)


def rules_record(version: str, **values: JSON) -> Record:
    """The record of what rules made from other numbers than a material's."""
    return _record(version, BY_RULES, **values)


def proposal_record(
    material: ProceduralMaterial,
    version: str,
    request: GenerationRequest,
    matches: Sequence[MatchResult],
) -> Record:
    """The record of a material whose numbers follow from what models understood of words or a
    picture, each with its model."""
    return _record(
        version,
        BY_MODEL,
        material=material.to_values(),
        request=json.loads(request.to_json()),
        matches=[_match_values(each) for each in matches],
    )


def _match_values(matched: MatchResult) -> Record:
    match = matched.match
    return {
        "source": matched.source,
        "model": asdict(matched.model),
        "provider": asdict(matched.provider),
        "runtime": matched.runtime,
        "looks": [asdict(look) for look in match.looks[:LOOKS_TOLD]],
        "colors": [list(color) for color in match.colors],
        "wear": match.wear,
        "gloss": match.gloss,
        "confidence": match.confidence,
        "unknown": list(match.unknown),
        "warnings": list(matched.warnings),
    }


def record_text(record: Record) -> str:
    """One line of JSON, the same for the same record."""
    return json.dumps(record, sort_keys=True, ensure_ascii=False, allow_nan=False)


def _record(version: str, source_type: str, **values: JSON) -> Record:
    made_by = f"Maquette {version}".strip()
    return {"made_by": made_by, "digital_source_type": source_type, **values}


def finite(figures: Mapping[str, float]) -> Record:
    """JSON has no infinity; a figure without a value is null."""
    return {name: value if abs(value) < float("inf") else None for name, value in figures.items()}
