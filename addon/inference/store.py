# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The models on disk: a folder each with a card.toml, the bundled ones and the user's.

Knows nothing of sessions; never opens a model, only compares it with its card.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.card import ModelCard, ModelFile, parse_card
from ..core.errors import ModelError
from ..core.request import ModelUse

CARD_NAME = "card.toml"
MAX_CARD_BYTES = 2**20
BLOCK_BYTES = 2**20

_verified: set[tuple[str, int, int, str]] = set()


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A card and the folder its files lie in."""

    card: ModelCard
    folder: Path

    @property
    def path(self) -> Path:
        """The file to open, the card's first."""
        return self.folder / self.card.files[0].path

    @property
    def use(self) -> ModelUse:
        """What the record of a result says about the model."""
        card = self.card
        sha256 = card.files[0].sha256
        return ModelUse(card.id, card.version, sha256, card.license, card.commercial_use)


def find_models(
    folders: Sequence[Path],
) -> tuple[tuple[InstalledModel, ...], tuple[str, ...]]:
    """Every usable model in `folders`, and one sentence for each that is not.

    Of two models with one id the first found is taken: earlier folders, then by folder name.
    """
    models: dict[str, InstalledModel] = {}
    problems: list[str] = []
    for place in _model_folders(folders, problems):
        try:
            model = read_model(place)
        except ModelError as error:
            problems.append(str(error))
            continue
        first = models.setdefault(model.card.id, model)
        if first is not model:
            problems.append(
                f"The model {model.card.id} in {place} is left out because {first.folder} already "
                "holds one of that id; remove one or rename it."
            )
    return tuple(models.values()), tuple(problems)


def _model_folders(folders: Sequence[Path], problems: list[str]) -> Iterator[Path]:
    for folder in folders:
        try:
            places = sorted(place for place in folder.iterdir() if _has_card(place))
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(
                f"The model folder {folder} cannot be read ({reason}); "
                "choose another in the preferences."
            )
            continue
        yield from places


def _has_card(place: Path) -> bool:
    """A folder that cannot be looked into counts, so that reading its card says why."""
    try:
        return (place / CARD_NAME).is_file()
    except OSError:
        return True


def read_model(folder: Path) -> InstalledModel:
    """The model in a folder. Its files are there and inside; their contents are not looked at.

    Raises `ModelError` for a card that cannot be read, and a file that is missing or outside.
    """
    path = folder / CARD_NAME
    try:
        if path.stat().st_size > MAX_CARD_BYTES:
            raise ModelError(
                f"{path} is too big for a model card; give it a card of a few kilobytes."
            )
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{path} cannot be read ({error}); write the card again in UTF-8."
        ) from error
    model = InstalledModel(parse_card(text, str(path)), folder.resolve())
    for file in model.card.files:
        _require_inside(model, file)
    return model


def _require_inside(model: InstalledModel, file: ModelFile) -> Path:
    """Where a file really lies, links followed; `ModelError` when that is outside or nowhere."""
    path = (model.folder / file.path).resolve()
    if not path.is_relative_to(model.folder):
        raise ModelError(
            f"The model {model.card.id} names {file.path}, which lies outside its folder; "
            "copy the file into the folder."
        )
    if not path.is_file():
        raise ModelError(
            f"The model {model.card.id} lacks {file.path} in {model.folder}; install it again."
        )
    return path


def verify(model: InstalledModel) -> None:
    """Compare every file with its card, by size and sha256; `ModelError` when one differs.

    A file that was verified in this process and has its size and time still is not read again.
    """
    for file in model.card.files:
        path = _require_inside(model, file)
        status = path.stat()
        key = (str(path), status.st_size, status.st_mtime_ns, file.sha256)
        if key in _verified:
            continue
        if status.st_size != file.bytes:
            raise _differs(model, file, f"{status.st_size} bytes instead of {file.bytes}")
        found = file_sha256(path)
        if found != file.sha256.lower():
            raise _differs(model, file, f"sha256 {found[:12]}... instead of {file.sha256[:12]}...")
        _verified.add(key)


def _differs(model: InstalledModel, file: ModelFile, how: str) -> ModelError:
    return ModelError(
        f"The file {file.path} of the model {model.card.id} is not the one its card names ({how}); "
        "install the model again or correct its card."
    )


def file_sha256(path: Path) -> str:
    """The digest of a file in 64 lower-case hex digits; `ModelError` when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                digest.update(block)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError(f"{path} cannot be read ({reason}); check its permissions.") from error
    return digest.hexdigest()


def default_model(models: Sequence[InstalledModel], task: str) -> InstalledModel:
    """The first model of a task, which is the bundled one; `ModelError` when there is none."""
    for model in models:
        if model.card.task == task:
            return model
    raise ModelError(
        f"There is no model for {task}; install one or add its folder in the preferences."
    )


def choose_model(models: Sequence[InstalledModel], task: str, model_id: str) -> InstalledModel:
    """The model of that id, or the task's default for ""; `ModelError` when none fits."""
    if not model_id:
        return default_model(models, task)
    for model in models:
        if model.card.id == model_id:
            if model.card.task == task:
                return model
            raise ModelError(
                f"The model {model_id} is for {model.card.task}, not for {task}; choose another."
            )
    known = ", ".join(model.card.id for model in models if model.card.task == task) or "none"
    raise ModelError(f"There is no model {model_id}; for {task} there is {known}.")
