# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words to the groups they are nearest to, through a real inference process and tiny models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from addon.core.errors import ModelError, ProcessError
from addon.core.nearest import Nearest
from addon.core.progress import CancelToken
from addon.inference.client import JobState
from addon.inference.matching import nearest
from addon.inference.protocol import nearest_from, nearest_values
from addon.inference.questions import WordQuestion
from addon.inference.session import SessionCache
from addon.inference.store import InstalledModel
from tests.inference import tiny_models as tiny
from tests.inference.conftest import Start
from tests.inference.test_matching import LONG, TABLE, VOCABULARY, WORDS_CARD

GROUPS = {"hot": ("red",), "cold": ("blue", "xyzzy"), "none": ("plugh",)}


@pytest.fixture
def model(tmp_path: Path) -> InstalledModel:
    data = tiny.words(TABLE, with_vectors=True)
    folder = tmp_path / "models" / "tiny-words"
    return tiny.install(folder, data, WORDS_CARD, vocabulary=VOCABULARY)


def asked(model: InstalledModel, *words: str) -> dict[str, Nearest]:
    question = WordQuestion(words, GROUPS)
    return dict(nearest(question, (model,), SessionCache(), CancelToken()))


def test_a_word_is_of_the_group_it_is_like(model: InstalledModel) -> None:
    assert asked(model, "red", "blue") == {"red": Nearest("hot", 1.0), "blue": Nearest("cold", 1.0)}


def test_words_without_a_token_of_their_own_are_left_out(model: InstalledModel) -> None:
    assert asked(model, "xyzzy", "grassgreen") == {}
    assert set(asked(model, "reds")) == {"reds"}, "the stem has one"


def test_it_goes_through_the_process(start: Start, model: InstalledModel) -> None:
    process = start(model_folders=(model.folder.parent,))
    job = process.nearest_words(["red", "xyzzy"], GROUPS)
    assert job.wait(LONG) is JobState.FINISHED, job.error
    assert job.result == {"red": Nearest("hot", 1.0)}


def test_a_model_without_vectors_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "tiny-words"
    plain = tiny.install(folder, tiny.words(TABLE), WORDS_CARD, vocabulary=VOCABULARY)
    with pytest.raises(ModelError, match="no vectors"):
        asked(plain, "red")


def test_without_a_model_of_words_the_job_fails_in_a_sentence(start: Start) -> None:
    job = start().nearest_words(["red"], GROUPS)
    assert job.wait(LONG) is JobState.FAILED
    assert "matches words" in job.error


def test_the_way_is_safe() -> None:
    found = {"red": Nearest("hot", 0.5)}
    assert nearest_from(json.loads(json.dumps(nearest_values(found)))) == found
    with pytest.raises(ProcessError):
        nearest_from({"red": ["hot"]})
