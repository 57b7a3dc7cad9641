# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb `library`: every look of every family as a Blender asset library."""

from __future__ import annotations

import argparse

from ..core.errors import OutputError
from ..core.progress import CancelToken
from ..scene.library import BLEND, write_library
from .console import on_interrupt, reporter_for


def library(options: argparse.Namespace) -> int:
    """`library --out DIR [--resolution N]`: maquette_materials.blend and its catalogs.

    A run that was stopped goes on where it was.
    """
    if (options.out / BLEND).exists() and not options.overwrite:
        raise OutputError(
            f"{options.out} already holds a library; add --overwrite or give another --out."
        )
    reporter, cancel = reporter_for(options.json), CancelToken()
    with on_interrupt(cancel.cancel):
        reporter.started("The asset library")
        path = write_library(options.out, reporter, cancel, side=options.resolution)
        reporter.finished(str(path.name))
    print(path)
    return 0
