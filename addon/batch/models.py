# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs on models and devices: `models list / verify / add FOLDER / remove ID`, `devices`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import jobs
from ..core.errors import ModelError
from ..inference.added import add_model, remove_model
from ..inference.store import InstalledModel, find_models, read_model, verify
from .pictures import inference_process

ACTIONS = ("list", "verify", "add", "remove")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument(
        "what", nargs="?", default="", metavar="FOLDER|ID", help="a folder to add, an id to remove"
    )
    parser.add_argument(
        "--non-commercial",
        action="store_true",
        help="add a model whose licence forbids commercial use",
    )


def models(options: argparse.Namespace) -> int:
    """What the action says; exit code 3 when some models are unusable."""
    changes = {"add": _add, "remove": _remove}
    if options.action not in changes:
        return _list(options)
    if not options.what:
        raise ModelError(f"Say what to {options.action}: models add FOLDER, models remove ID.")
    known, _ = find_models((*jobs.known_models(), *options.models))
    print(changes[options.action](options, known))
    return 0


def _add(options: argparse.Namespace, known: Sequence[InstalledModel]) -> str:
    card = read_model(Path(options.what)).card
    terms = f"{card.name} {card.version}, licence {card.license}"
    if not card.commercial_use and not options.non_commercial:
        raise ModelError(f"{terms}: no commercial use. Add --non-commercial if that suits you.")
    added = add_model(Path(options.what), jobs.added_models(), known)
    print(f"{terms}, commercial use: {'yes' if card.commercial_use else 'no'}", file=sys.stderr)
    return str(added.folder)


def _remove(options: argparse.Namespace, known: Sequence[InstalledModel]) -> str:
    return str(remove_model(options.what, jobs.added_models(), known))


def _list(options: argparse.Namespace) -> int:
    """List the models found, or check every file against its card."""
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
