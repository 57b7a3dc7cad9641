# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that the user added: copied whole and checked into one folder, and removed from it.

Touches nothing outside that folder; of a source only what its card names and its texts are copied.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..core.errors import ModelError
from .store import CARD_NAME, InstalledModel, find_models, read_model, verify

TEXTS = ("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md", "NOTICE")
MOST_TEXT_BYTES = 2**20


def add_model(source: Path, added: Path, known: Sequence[InstalledModel]) -> InstalledModel:
    """Copy the model in `source` into the folder `added`, there whole or not at all.

    Every file is compared with the card before and after. `ModelError` when one differs, when a
    model of that id is known already, or when it cannot be written.
    """
    model = read_model(source)
    verify(model)
    taken = [each for each in known if each.card.id == model.card.id]
    if taken:
        raise ModelError(
            f"There is a model {model.card.id} already, in {taken[0].folder}; remove it first or "
            "give the new one another id in its card."
        )
    place = added / model.card.id
    try:
        added.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=added) as name:
            beside = Path(name) / model.card.id
            _copy(model, beside)
            verify(read_model(beside))
            os.replace(beside, place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError(
            f"{model.card.id} cannot be copied to {added} ({reason}); free some space."
        ) from error
    return read_model(place)


def remove_model(model_id: str, added: Path, known: Sequence[InstalledModel]) -> Path:
    """Delete an added model; returns where it was. `ModelError` for one that is not in `added`."""
    mine, _ = find_models((added,)) if added.is_dir() else ((), ())
    found = [each for each in mine if each.card.id == model_id]
    if not found:
        raise ModelError(_why_not(model_id, mine, known))
    folder = found[0].folder
    if folder.parent != added.resolve():
        raise ModelError(f"{folder} lies outside {added}; delete it by hand.")
    try:
        # First out of sight, so that a removal that fails half-way leaves no half model.
        with tempfile.TemporaryDirectory(
            prefix=".removing-", dir=added, ignore_cleanup_errors=True
        ) as name:
            os.replace(folder, Path(name) / folder.name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError(
            f"{folder} cannot be deleted ({reason}); close what uses it and try again."
        ) from error
    return folder


def _why_not(model_id: str, mine: Sequence[InstalledModel], known: Sequence[InstalledModel]) -> str:
    if any(each.card.id == model_id for each in known):
        return (
            f"{model_id} was not added by you; bundled models and other folders stay as they are."
        )
    names = ", ".join(each.card.id for each in mine) or "none"
    return f"There is no added model {model_id}; there is {names}."


def _copy(model: InstalledModel, target: Path) -> None:
    for source, name in _files(model):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)


def _files(model: InstalledModel) -> Iterator[tuple[Path, str]]:
    """The card, what it names, and texts for people."""
    for name in (CARD_NAME, *(file.path for file in model.card.files)):
        yield (model.folder / name).resolve(), name
    for name in TEXTS:
        path = model.folder / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MOST_TEXT_BYTES:
            yield path, name
