# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `--like` and `--mix` of `vary` mean: variations of variations that the scene holds."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import bpy

from ..core.request import GenerationRequest
from ..scene import descent
from ..scene.variation import Variation

Mix = tuple[int, int, float]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `vary`."""
    parents = parser.add_mutually_exclusive_group()
    parents.add_argument(
        "--like", type=int, metavar="N", help="near variation N of the scene, from 1 on"
    )
    parents.add_argument(
        "--mix",
        type=_mix,
        metavar="A,B,SHARE",
        help="of variations A and B of the scene, SHARE of B from 0 to 1",
    )


def descendants(
    scene: bpy.types.Scene,
    objects: Sequence[bpy.types.Object] | None,
    request: GenerationRequest,
    options: argparse.Namespace,
) -> tuple[Variation, ...]:
    """The variations that `--like` or `--mix` ask for; none without either."""
    if options.like is not None:
        return descent.more_like(scene, options.like - 1, request, objects)
    if options.mix is not None:
        first, second, share = options.mix
        return descent.mix_of(scene, first - 1, second - 1, share)
    return ()


def _mix(text: str) -> Mix:
    """1,3,0.4 as (1, 3, 0.4)."""
    try:
        first, second, share = text.split(",")
        return int(first), int(second), _share(float(share))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            "give two numbers of variations and a share from 0 to 1, such as 1,3,0.4"
        ) from error


def _share(value: float) -> float:
    if not 0.0 <= value <= 1.0:
        raise ValueError
    return value
