# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A question, words or a picture, and the installed models to the looks that fit, or to what words
are nearest to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..core.card import ModelTask
from ..core.card_match import MatchInput
from ..core.errors import ModelError
from ..core.match import MatchResult
from ..core.nearest import Nearest
from ..core.progress import CancelToken, Reporter
from .looks import match_picture
from .questions import Question, WordQuestion
from .session import SessionCache, runtime_version
from .store import InstalledModel, choose_model, verify
from .words import match_words, nearest_words


def match(
    question: Question,
    models: Sequence[InstalledModel],
    sessions: SessionCache,
    reporter: Reporter,
    cancel: CancelToken,
) -> MatchResult:
    """Choose the model, check its files and ask it.

    Raises `InputError` for a question nothing can be made of, `ModelError` without a usable model,
    and `Cancelled`.
    """
    model = _choose(question, models)
    reporter.progress(0.0, f"Checking {model.card.name}")
    verify(model)
    cancel.check()
    if question.capture is None:
        found, provider = match_words(question.prompt, model, sessions, cancel)
    else:
        found, provider = match_picture(question.capture, question.device, model, sessions, cancel)
    reporter.progress(1.0, "Matched")
    return MatchResult(found, question.source, model.use, provider, runtime_version())


def nearest(
    question: WordQuestion,
    models: Sequence[InstalledModel],
    sessions: SessionCache,
    cancel: CancelToken,
) -> Mapping[str, Nearest]:
    """Choose the model, check its files and ask it; raises as `match` does."""
    model = _choose(question, models)
    verify(model)
    cancel.check()
    return nearest_words(question.words, question.groups, model, sessions, cancel)


def _choose(question: Question | WordQuestion, models: Sequence[InstalledModel]) -> InstalledModel:
    fitting = [
        model
        for model in models
        if model.card.match is not None and model.card.match.takes is question.takes
    ]
    if not fitting:
        raise ModelError(
            f"There is no model that matches {_NAMES[question.takes]}; install one or add its "
            "folder in the preferences."
        )
    return choose_model(fitting, ModelTask.MATCH, question.model_id)


_NAMES = {MatchInput.WORDS: "words", MatchInput.PICTURE: "pictures"}
