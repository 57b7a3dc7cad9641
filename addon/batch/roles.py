# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option `--role` of the verbs on scenes, and the question what unknown words in names mean."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import bpy

from .. import jobs
from ..core.errors import MaquetteError
from ..core.progress import CancelToken
from ..inference.client import JobState
from ..scene import role_hints, role_names
from ..scene.roles import Correction, SlotRole
from .pictures import inference_process


def add_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="PATTERN=ROLE",
        help='say what slots are, as "*/oak*=floor"',
    )


def read_roles(texts: Sequence[str]) -> tuple[Correction, ...]:
    """The corrections of the command line; `InputError` for one that is not written so."""
    return tuple(role_hints.read_correction(text) for text in texts)


def prepare_roles(
    scene: bpy.types.Scene, corrections: Sequence[Correction], cancel: CancelToken
) -> tuple[str, ...]:
    """Store corrections and what a model of words says of words that no list knows.

    Without a usable model the lists alone decide; a sentence says so.
    """
    for correction in corrections:
        role_hints.correct(scene, correction)
    asked = role_hints.words_to_ask(scene)
    if not asked:
        return ()
    with inference_process(()) as process:
        job = process.nearest_words(asked, role_names.role_examples())
        with cancel.stopping(job.cancel):
            while job.state is JobState.RUNNING:
                job.wait(0.1)
        try:
            found = jobs.result_of(job)
        except MaquetteError as error:
            cancel.check()
            return (f"Unknown words in names were not looked up: {error}",)
    role_hints.remember_meanings(scene, asked, found)
    return ()


def role_values(slots: Sequence[SlotRole]) -> list[dict[str, object]]:
    """Every slot with its role for a report."""
    return [
        {
            "object": slot.object_name,
            "slot": slot.slot_index,
            "material": slot.material_name,
            "role": slot.role,
            "confidence": slot.confidence,
            "reason": slot.reason,
        }
        for slot in slots
    ]
