# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding the roles of a scene, as work for the driver."""

from __future__ import annotations

from collections.abc import Generator, Mapping

import bpy

from ..core.errors import Cancelled, ModelError
from ..core.nearest import Nearest
from ..inference.client import JobState
from ..scene import role_hints, role_names, role_rows
from ..scene.variation_data import state_of
from . import driver
from .driver import Step, Work

# Below this the panel calls a role a guess.
GUESS = 0.5


def find_roles(context: bpy.types.Context) -> Work:
    """The list of roles, after asking the model of words for what no list knows.

    Without a usable model the lists alone decide, and the note says so.
    """
    assert context.scene is not None
    uid = context.scene.session_uid
    asked = role_hints.words_to_ask(context.scene)
    note = ""
    try:
        found = (yield from _ask(asked)) if asked else {}
    except ModelError as error:
        note = f"; unknown words were not looked up: {error}"
    else:
        role_hints.remember_meanings(driver.scene_of(uid), asked, found)
    yield Step(0.8, "Looking at the scene")
    scene = driver.scene_of(uid)
    count = role_rows.find_roles(scene)
    driver.push_undo("Find Roles")
    doubtful = sum(row.confidence < GUESS for row in state_of(scene).roles)
    return f"{count} slots, {doubtful} rows of the list are guesses: look at those first{note}"


def _ask(words: tuple[str, ...]) -> Generator[Step, None, Mapping[str, Nearest]]:
    process = driver.inference()
    job = process.nearest_words(words, role_names.role_examples())
    try:
        while job.state is JobState.RUNNING:
            process.pump()
            yield Step(0.2, "Asking what unknown words mean")
    except Cancelled:
        job.cancel()
        raise
    if job.result is None:
        raise ModelError(job.error)
    return job.result
