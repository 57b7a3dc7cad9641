# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The library of families' node groups in the user's folder: a click need not build them."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path

import bpy

from .. import jobs
from ..scene import family_library, variation_state
from ..scene.variation import Variation
from .driver import Step


def library() -> Path:
    """Where the library is; the second Blender adds to it."""
    return jobs.user_folder() / family_library.file_name()


def fetch(scene: bpy.types.Scene, index: int) -> None:
    """Append what stored variation `index` needs and the file lacks."""
    items = variation_state.state_of(scene).variations
    if 0 <= index < len(items):
        family_library.load(library(), variation_state.variation_of(items[index]).families())


def fetched(variations: Iterable[Variation]) -> Generator[Step, None, None]:
    """The same for variations that are about to be stored, one family at each step."""
    wanted = frozenset[str]().union(*(each.families() for each in variations))
    for number, family in enumerate(sorted(wanted)):
        yield Step(1.0, f"Applying, {number + 1} of {len(wanted)}")
        family_library.load(library(), [family])
