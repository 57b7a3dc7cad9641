# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs on models and devices: `models list`, `models verify`, `devices`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from .. import jobs
from ..core.errors import ModelError
from ..inference.store import InstalledModel, find_models, verify
from .pictures import inference_process


def models(options: argparse.Namespace) -> int:
    """List the models found, or check every file against its card; 3 when some are unusable."""
    found, problems = find_models((*jobs.known_models(), *options.models))
    rows = [_row(model) for model in found]
    if options.action == "verify":
        for row, model in zip(rows, found, strict=True):
            row["status"] = _verdict(model)
    if options.json:
        print(json.dumps({"models": rows, "problems": list(problems)}, indent=2))
    else:
        print(_table(rows))
    for problem in problems:
        print(f"maquette: {problem}", file=sys.stderr)
    is_bad = problems or any(row.get("status", "ok") != "ok" for row in rows)
    return 3 if is_bad else 0


def devices(options: argparse.Namespace) -> int:
    """Which execution providers really run here, and why the others do not."""
    with inference_process(()) as process:
        query = process.devices()
        answer = query.wait(60.0)
    if options.json:
        print(json.dumps(answer.as_json(), indent=2))
        return 0
    print(f"onnxruntime {answer.runtime}")
    for provider in answer.providers:
        state = "runs" if provider.works else f"does not run: {provider.reason}"
        print(f"  {provider.name}: {state}")
    return 0


def _row(model: InstalledModel) -> dict[str, str]:
    card = model.card
    size = sum(file.bytes for file in card.files) / 1e6
    return {
        "id": card.id,
        "task": card.task,
        "version": card.version,
        "size": f"{size:.1f} MB",
        "licence": card.license,
        "commercial use": "yes" if card.commercial_use else "no",
    }


def _verdict(model: InstalledModel) -> str:
    try:
        verify(model)
    except ModelError as error:
        return str(error)
    return "ok"


def _table(rows: Sequence[dict[str, str]]) -> str:
    if not rows:
        return "No models found."
    names = list(rows[0])
    lines = [names, *([row[name] for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
