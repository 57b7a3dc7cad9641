# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words and pictures to looks, through a real inference process and tiny models."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from addon.core.errors import InputError, ModelError, ProcessError
from addon.core.image import ColorSpace, Image
from addon.core.match import LookScore, Match, MatchResult
from addon.core.progress import CancelToken, SilentReporter
from addon.core.request import Capture, ModelUse, ProviderUse
from addon.inference.client import InferenceProcess, JobState
from addon.inference.matching import match
from addon.inference.protocol import match_from, match_values
from addon.inference.questions import Question
from addon.inference.session import SessionCache
from addon.inference.store import InstalledModel
from tests.inference import tiny_models as tiny
from tests.inference.conftest import Diary, Start

LONG = 60.0
LABELS = 'labels = ["brick/Red", "grass/Green", "water/Blue"]'
WORDS_CARD = f"""
task = "match"
[match]
takes = "words"
vocabulary = "vocabulary.txt"
{LABELS}
"""
PICTURE_CARD = f"""
task = "match"
[match]
takes = "picture"
{LABELS}
[input]
short_side = 32
"""
VOCABULARY = "[?]\nred\ngreen\nblue\ngrass\n##y"
TABLE = [[0, 0, 0], [0.9, 0, 0], [0, 4, 0], [0, 0, 4], [0, 4, 0], [0, 0, 0]]


@pytest.fixture
def words_model(tmp_path: Path) -> InstalledModel:
    return tiny.install(
        tmp_path / "models" / "tiny-words", tiny.words(TABLE), WORDS_CARD, vocabulary=VOCABULARY
    )


@pytest.fixture
def picture_model(tmp_path: Path) -> InstalledModel:
    return tiny.install(tmp_path / "models" / "tiny-looks", tiny.color_classes(), PICTURE_CARD)


def green_picture() -> Capture:
    pixels = np.zeros((32, 64, 3), np.float32)
    pixels[..., 1] = 1.0
    return Capture(color=Image(pixels, ColorSpace.SRGB), source="lawn.png")


def asked(question: Question, *models: InstalledModel) -> MatchResult:
    return match(question, models, SessionCache(), SilentReporter(), CancelToken())


def process_with(start: Start, model: InstalledModel) -> InferenceProcess:
    return start(model_folders=(model.folder.parent,))


def test_words_go_through_the_process(start: Start, words_model: InstalledModel) -> None:
    diary = Diary()
    job = process_with(start, words_model).match_words("Gräss, grassy GREEN!", reporter=diary)
    assert job.wait(LONG) is JobState.FINISHED, job.error
    assert job.result is not None
    found = job.result.match
    assert (found.looks[0].family, found.looks[0].look) == ("grass", "Green")
    assert math.isclose(sum(look.score for look in found.looks), 1.0, abs_tol=1e-4)
    assert found.confidence == found.looks[0].score > 0.5
    assert found.unknown == ()
    assert job.result.model == words_model.use
    assert job.result.source == "Gräss, grassy GREEN!"
    assert job.result.provider.used == "CPUExecutionProvider"
    assert diary.entries == ["started Match of Gräss, grassy GREEN!", "finished"]


def test_a_picture_goes_through_the_process(start: Start, picture_model: InstalledModel) -> None:
    job = process_with(start, picture_model).match_picture(green_picture())
    assert job.wait(LONG) is JobState.FINISHED, job.error
    assert job.result is not None
    assert job.result.match.looks[0].family == "grass"
    assert job.result.source == "lawn.png"


def test_a_waiting_match_can_be_cancelled(start: Start, words_model: InstalledModel) -> None:
    process = process_with(start, words_model)
    jobs = [process.match_words("red") for _ in range(2)]
    jobs[1].cancel()
    assert jobs[1].wait(LONG) is JobState.CANCELLED
    assert jobs[0].wait(LONG) is JobState.FINISHED
    assert jobs[1].result is None


def test_what_goes_wrong_fails_the_job_and_not_the_process(
    start: Start, words_model: InstalledModel
) -> None:
    process = process_with(start, words_model)
    job = process.match_words("?!")
    assert job.wait(LONG) is JobState.FAILED
    assert "names nothing" in job.error
    job = process.match_picture(green_picture())
    assert job.wait(LONG) is JobState.FAILED
    assert "matches pictures" in job.error
    assert process.is_running


def test_words_no_token_spells_are_unknown_and_named_once(words_model: InstalledModel) -> None:
    found = asked(Question("xyzzy red xyzzy"), words_model).match
    assert found.unknown == ("xyzzy",)
    assert found.looks[0].family == "brick"
    nothing = asked(Question("xyzzy"), words_model).match
    assert math.isclose(nothing.looks[0].score, 1 / 3, abs_tol=1e-4)
    assert nothing.confidence < found.confidence


def test_wear_comes_from_the_model(words_model: InstalledModel) -> None:
    found = asked(Question("red"), words_model).match
    assert (found.wear, found.gloss) == (0.9, None)


def test_every_kind_of_question_finds_its_model(
    words_model: InstalledModel, picture_model: InstalledModel
) -> None:
    both = (words_model, picture_model)
    assert asked(Question("blue"), *both).model.id == "tiny-words"
    assert asked(Question(capture=green_picture()), *both).model.id == "tiny-looks"
    with pytest.raises(ModelError, match="tiny-words"):
        asked(Question("blue", model_id="tiny-looks"), *both)


def test_a_tampered_vocabulary_is_refused(words_model: InstalledModel) -> None:
    (words_model.folder / "vocabulary.txt").write_text(VOCABULARY + "\nmore", encoding="utf-8")
    with pytest.raises(ModelError, match=r"vocabulary\.txt"):
        asked(Question("red"), words_model)


def test_a_table_that_does_not_fit_the_card_is_one_sentence(tmp_path: Path) -> None:
    narrow = tiny.words([row[:2] for row in TABLE])
    model = tiny.install(tmp_path / "narrow", narrow, WORDS_CARD, vocabulary=VOCABULARY)
    with pytest.raises(ModelError, match="2 looks where its card names 3"):
        asked(Question("red"), model)


def test_a_tiny_picture_is_refused(picture_model: InstalledModel) -> None:
    dot = Capture(color=Image(np.zeros((1, 1, 3), np.float32), ColorSpace.SRGB))
    with pytest.raises(InputError, match="1 x 1"):
        asked(Question(capture=dot), picture_model)


def test_a_match_survives_the_way() -> None:
    found = Match((LookScore("brick", "Red", 0.5),), ((0.1, 0.2, 0.3),), 0.5, None, 0.4, ("xyzzy",))
    use = ModelUse("m", "1", "ab", "MIT", commercial_use=True)
    result = MatchResult(found, "red", use, ProviderUse("CPU"), "onnxruntime 1", ("Mind.",))
    values = json.loads(json.dumps(match_values(result)))
    assert match_from(values) == result
    del values["match"]["looks"]
    with pytest.raises(ProcessError):
        match_from(values)
