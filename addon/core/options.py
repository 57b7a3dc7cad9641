# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person chooses among: the names that requests, panels and the command line share.

Imports nothing of ours, so that the panels need not load requests and pictures.
"""

from __future__ import annotations

from enum import StrEnum


class Task(StrEnum):
    DEPTH = "depth"
    MATERIAL = "material"
    VARIATIONS = "variations"
    PROPOSALS = "proposals"
    IMAGE_TO_IMAGE = "image-to-image"


class Axis(StrEnum):
    """What a variation may change."""

    MATERIAL = "material"
    PALETTE = "palette"
    LIGHT = "light"
    COMPOSITION = "composition"


class Device(StrEnum):
    """Which execution provider is wanted; AUTO takes the first that really runs."""

    AUTO = "auto"
    CUDA = "cuda"
    WEBGPU = "webgpu"
    CPU = "cpu"


DEFAULT_AXES = (Axis.MATERIAL, Axis.LIGHT)
# The share of a set of variations that does not lean to what was kept.
EXPLORATION = 0.25
ENOUGH_CHOICES = 10
# Longer side in pixels of the pictures that a file keeps.
PICTURE_SIDE = 384
