# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A description in words to the looks that fit, and words to their nearest, by a model of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from ..core.errors import InputError, ModelError
from ..core.match import Match
from ..core.nearest import Nearest, nearest_group
from ..core.procedural import Color
from ..core.progress import CancelToken
from ..core.request import Device, ProviderUse
from ..core.wordpiece import Vocabulary
from ..core.words import read_words
from .matches import Array, read_match, rule_of
from .session import OpenSession, SessionCache, run
from .store import InstalledModel

MOST_WORDS = 256
# The first token of a vocabulary stands for every word that is not understood.
NOT_UNDERSTOOD = 0
CERTAIN_COLOR = 0.5
_ENDINGS = ("s", "es", "ed", "d", "ing", "ish", "y", "like")


def match_words(
    prompt: str, model: InstalledModel, sessions: SessionCache, cancel: CancelToken
) -> tuple[Match, ProviderUse]:
    """The looks that a prompt describes; of a long one the first words count.

    Colours, wear and gloss are those of `core.words`; where the prompt has no word of its lists the
    model may know one. The CPU does it: such models take a millisecond. Raises `InputError` for a
    prompt without words, `ModelError` for a model that cannot be used, `Cancelled`.
    """
    reading = read_words(prompt)
    words = reading.words[:MOST_WORDS]
    if not words and not reading.colors:
        raise InputError('The prompt names nothing; describe a material, like "pale oak planks".')
    vocabulary = _vocabulary_of(model)
    opened = sessions.get(model.path, model.card.files[0].sha256, Device.CPU)
    _check_signature(model, opened)
    tokens = {word: _ids_of(word, vocabulary) for word in words}
    ids = [number for word in words for number in tokens[word]] or [NOT_UNDERSTOOD]
    names = [output.name for output in opened.session.get_outputs()]
    emitted = run(opened.session, {"ids": np.array([ids], np.int64)}, cancel)
    outputs = dict(zip(names, emitted, strict=True))
    match = read_match(model.card, outputs)
    unknown = [w for w in words if NOT_UNDERSTOOD in tokens[w] and w not in reading.known]
    match = replace(
        match,
        colors=reading.colors or _colors(outputs),
        wear=match.wear if reading.wear is None else reading.wear,
        gloss=match.gloss if reading.gloss is None else reading.gloss,
        unknown=tuple(dict.fromkeys(unknown)),
    )
    return match, opened.provider


def nearest_words(
    words: Sequence[str],
    groups: Mapping[str, Sequence[str]],
    model: InstalledModel,
    sessions: SessionCache,
    cancel: CancelToken,
) -> dict[str, Nearest]:
    """For each word that the model knows as a whole, the group whose words it is nearest to.

    Words that it only spells from parts are left out: their vectors mean little. Raises
    `ModelError` for a model that gives no vectors of words, `Cancelled`.
    """
    vocabulary = _vocabulary_of(model)
    opened = sessions.get(model.path, model.card.files[0].sha256, Device.CPU)
    _check_signature(model, opened)
    names = [output.name for output in opened.session.get_outputs()]
    if "vectors" not in names:
        raise ModelError(f"The model {model.card.id} gives no vectors of words; use prompt-mini.")

    def vectors(texts: Iterable[str]) -> dict[str, Array]:
        ids = {text: found[0] for text in texts if (found := _whole(text, vocabulary))}
        if not ids:
            return {}
        fed = {"ids": np.array([[*ids.values()]], np.int64)}
        rows = run(opened.session, fed, cancel)[names.index("vectors")]
        return dict(zip(ids, rows[0], strict=True))

    examples = [(group, vectors(texts)) for group, texts in groups.items()]
    labels = [group for group, known in examples for _ in known]
    asked = vectors(words)
    if not labels or not asked:
        return {}
    table = np.stack([row for _, known in examples for row in known.values()])
    return {word: nearest_group(vector, table, labels) for word, vector in asked.items()}


def _whole(word: str, vocabulary: Vocabulary) -> Sequence[int]:
    """The one token of a word or of its stem, else nothing."""
    ids = _ids_of(word, vocabulary)
    return ids if len(ids) == 1 and NOT_UNDERSTOOD not in ids else ()


def _ids_of(word: str, vocabulary: Vocabulary) -> Sequence[int]:
    """The tokens of a word, or of its stem where only that has some."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    forms = [word, *(form for stem in stems if len(stem) > 2 for form in (stem, f"{stem}e"))]
    found = (vocabulary.ids_of(form) for form in forms)
    return next((ids for ids in found if ids), (NOT_UNDERSTOOD,))


def _colors(outputs: Mapping[str, Array]) -> tuple[Color, ...]:
    """The colours that the model gives single words in `colors` (1, N, 4): certainty and linear
    red, green, blue."""
    rows = outputs.get("colors")
    if rows is None or rows.ndim != 3 or rows.shape[2] != 4:
        return ()
    found = [np.clip(row[1:], 0.0, 1.0).tolist() for row in rows[0] if row[0] >= CERTAIN_COLOR]
    return tuple((red, green, blue) for red, green, blue in found)


def _vocabulary_of(model: InstalledModel) -> Vocabulary:
    path = rule_of(model.card).vocabulary
    file = next(file for file in model.card.files if file.path == path)
    return _read_vocabulary(model.folder / path, file.sha256)


@lru_cache(maxsize=2)
def _read_vocabulary(path: Path, _sha256: str) -> Vocabulary:
    """The tokens in a file, one a line; the digest tells one state of the file from another."""
    try:
        return Vocabulary(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{path.name} cannot be read ({error}); install the model again."
        ) from error


def _check_signature(model: InstalledModel, opened: OpenSession) -> None:
    inputs = {each.name: each.type for each in opened.session.get_inputs()}
    if inputs != {"ids": "tensor(int64)"}:
        raise ModelError(
            f"The model {model.card.id} does not take words as ids of int64; "
            "export it with that one input."
        )
