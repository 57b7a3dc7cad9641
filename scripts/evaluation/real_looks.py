# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The look nearest to each real texture, as it is and refined, side by side for a person to judge.
Needs bpy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from addon.core.card import Measured
from addon.core.image import ColorSpace, Extent, Image, linear_to_srgb
from addon.core.maps import MapKind
from addon.core.match import Match
from addon.core.procedural import ProceduralMaterial
from addon.scene import procedural
from addon.scene.baking import bake
from addon.scene.refine import mean_difference, refine
from scripts.evaluation.looks import Matcher, families
from scripts.evaluation.samples import load, shrunk
from scripts.evaluation.shipped import Floats, fitted, write_picture

SIDE, TILE = 512, 160
RENDERS = 24
LIGHT = np.array([-0.45, 0.45, 0.77], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A real texture (sRGB), what it was matched with, and the nearest look before and after."""

    name: str
    image: Floats
    match: Match
    nearest: ProceduralMaterial
    refined: ProceduralMaterial
    difference: tuple[float, float]


def real_figures(matcher: Matcher, samples: Path, pictures: Path | None) -> list[Measured]:
    """Mean colour of the nearest look before and after refinement; prints one line for each set."""
    found = list(judged_sets(matcher, samples))
    for each in found:
        best = ", ".join(families(each.match)[:3])
        print(
            f"  {each.name:38} {each.nearest.family}/{each.nearest.look}"
            f" ({each.match.confidence:.2f}; {best})"
            f"  mean off by {each.difference[0]:.3f}, refined {each.difference[1]:.3f}"
        )
    if pictures is not None:
        write_sheet(pictures / "look - real sets.png", found)
    before, after = np.array([each.difference for each in found]).T
    data = f"{len(found)} real sets, base color alone"
    name = "nearest look as it is"
    metric = "mean colour after refinement: {} difference, linear"
    return [
        Measured(data, metric.format("mean"), float(after.mean()), float(before.mean()), name),
        Measured(data, metric.format("largest"), float(after.max()), float(before.max()), name),
        Measured(
            data,
            "mean colour within 0.03, higher is better",
            float((after <= 0.03).mean()),
            float((before <= 0.03).mean()),
            name,
        ),
    ]


def judged_sets(matcher: Matcher, samples: Path) -> Iterator[Judged]:
    for entry in json.loads((samples / "pbr" / "index.json").read_text("utf-8")):
        image = np.clip(shrunk(load(samples / entry["base_color"])[..., :3], SIDE), 0.0, 1.0)
        picture = Image(np.ascontiguousarray(image, np.float32), ColorSpace.SRGB)
        match = matcher.match(image)
        nearest = nearest_look(match)
        refined = refine(nearest, picture, renders=RENDERS)
        difference = mean_difference(nearest, picture), mean_difference(refined, picture)
        yield Judged(entry["name"], image, match, nearest, refined, difference)


def nearest_look(match: Match) -> ProceduralMaterial:
    """The best look of the best family."""
    family = procedural.FAMILIES[families(match)[0]]
    name = next(each.look for each in match.looks if each.family == family.id)
    look = family.look(name)
    assert look is not None, f"{family.id} has no look {name!r}: train look-mini again."
    return procedural.from_look(family, look)


def pictured(material: ProceduralMaterial) -> Floats:
    """The baked material under one sun and a sky, sRGB."""
    maps = bake(material, TILE, seamless=False).maps
    facing = np.clip(maps[MapKind.NORMAL].pixels @ (LIGHT / np.linalg.norm(LIGHT)), 0.0, 1.0)
    radiance = maps[MapKind.BASE_COLOR].pixels * (0.3 + 0.9 * facing[..., None])
    return linear_to_srgb(np.clip(radiance, 0.0, 1.0).astype(np.float32))


def write_sheet(path: Path, found: list[Judged]) -> None:
    """Rows of two sets: the texture, the nearest look, the nearest look refined."""
    side = Extent(TILE, TILE)
    tiles = [
        np.concatenate(
            [fitted(p, side) for p in (each.image, pictured(each.nearest), pictured(each.refined))],
            1,
        )
        for each in found
    ]
    tiles += [np.ones_like(tiles[0])] * (len(tiles) % 2)
    gap = np.ones((TILE, 12, 3), np.float32)
    rows = [np.concatenate((a, gap, b), 1) for a, b in zip(tiles[::2], tiles[1::2], strict=True)]
    write_picture(path, np.concatenate(rows, 0))
