# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The provenance record: where a result comes from, as plain JSON values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from .procedural import ProceduralMaterial
from .request import GenerationRequest, GenerationResult

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Record: TypeAlias = dict[str, JSON]

# IPTC NewsCodes, digital source type.
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
BY_MODEL = IPTC + "trainedAlgorithmicMedia"
BY_RULES = IPTC + "algorithmicMedia"
PNG_KEYWORD = "Maquette record"


def record_of(result: GenerationResult, version: str = "", source: str = "") -> Record:
    """The record of what a model made; `source` names what it was made from."""
    model = result.model
    return _record(
        version,
        BY_MODEL,
        source=source,
        model={
            "id": model.id,
            "version": model.version,
            "sha256": model.sha256,
            "license": model.license,
            "commercial_use": model.commercial_use,
        },
        request=json.loads(result.request.to_json()),
        provider={"used": result.provider.used, "reason": result.provider.reason},
        runtime=result.runtime,
        quality=_finite(result.quality),
        warnings=list(result.warnings),
    )


def procedural_record(
    material: ProceduralMaterial, version: str, request: GenerationRequest | None = None
) -> Record:
    """The record of a material that rules made from numbers."""
    made_for = {} if request is None else {"request": json.loads(request.to_json())}
    return _record(version, BY_RULES, material=material.to_values(), **made_for)


def record_text(record: Record) -> str:
    """One line of JSON, the same for the same record."""
    return json.dumps(record, sort_keys=True, ensure_ascii=False, allow_nan=False)


def _record(version: str, source_type: str, **values: JSON) -> Record:
    made_by = f"Maquette {version}".strip()
    return {"made_by": made_by, "digital_source_type": source_type, **values}


def _finite(figures: Mapping[str, float]) -> Record:
    """JSON has no infinity; a figure without a value is null."""
    return {name: value if abs(value) < float("inf") else None for name, value in figures.items()}
