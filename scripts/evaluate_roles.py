# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often the role of a slot is right, with the scenes' names and with all names taken away.

    python scripts/evaluate_roles.py [--samples DIR] [--verbose]        # needs bpy, onnxruntime

DIR holds the sample scenes; without it only what this repository has is judged: its room, and
rooms and sites made from seeds, all grey. The truth is scripts/evaluation/roles.csv, by hand; slots
without faces are left out.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

import bpy

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.scene import roles, scene_files  # noqa: E402
from scripts.evaluation.role_words import meanings_of  # noqa: E402
from scripts.scenes import exterior, interior  # noqa: E402
from scripts.scenes.demo_interior import grey  # noqa: E402
from scripts.scenes.exterior import build_exterior  # noqa: E402
from scripts.scenes.interior import build_interior  # noqa: E402

TRUTH = Path(__file__).parent / "evaluation" / "roles.csv"
OWN = "demo_interior.blend"
FIRST_SEED = 7000


@dataclass(frozen=True, slots=True)
class Row:
    """What a person says: patterns of scene, object and material, and the roles that are right."""

    scene: str
    object: str
    material: str
    roles: tuple[str, ...]

    def is_of(self, scene: str, obj: str, material: str) -> bool:
        pairs = ((scene, self.scene), (obj, self.object), (material, self.material))
        return all(fnmatchcase(name, pattern) for name, pattern in pairs)


@dataclass(frozen=True, slots=True)
class Judged:
    """A slot, what is right for it and what was found."""

    group: str
    name: str
    wanted: tuple[str, ...]
    found: roles.SlotRole

    @property
    def is_right(self) -> bool:
        return self.found.role in self.wanted


def read_truth() -> list[Row]:
    with TRUTH.open(newline="", encoding="utf-8") as file:
        return [
            Row(each["scene"], each["object"], each["material"], tuple(each["role"].split("|")))
            for each in csv.DictReader(file)
        ]


def scenes(samples: Path | None) -> Iterator[tuple[str, Callable[[], None]]]:
    """A name as the truth has it, and what opens the scene."""
    yield OWN, partial(scene_files.open_scene, ROOT / "scenes" / OWN)
    if samples is not None:
        found = (each for pattern in ("*.blend", "*.glb") for each in samples.rglob(pattern))
        for path in sorted(found):
            name = path.relative_to(samples).as_posix()
            yield name, partial(scene_files.open_scene, path)
    for build, kinds in ((build_interior, interior.KINDS), (build_exterior, exterior.KINDS)):
        for number, kind in enumerate(kinds):
            yield "made", partial(_make, build, FIRST_SEED + number, kind)


def _make(build: Callable[..., object], seed: int, kind: str) -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    build(seed, grey, kind)
    bpy.context.view_layer.update()


def judge(
    name: str, open_it: Callable[[], None], truth: Sequence[Row], *, stripped: bool
) -> list[Judged]:
    """Every slot with faces of one scene; a slot that the truth does not name is an error."""
    open_it()
    scene = bpy.context.scene
    assert scene is not None
    objects, _ = roles.dressable_objects(scene)
    wanted = {
        (obj.as_pointer(), index): _wanted(name, obj, index, truth)
        for obj in objects
        for index in range(len(obj.material_slots))
    }
    named = {obj.as_pointer(): obj.name for obj in objects}
    if stripped:
        strip_names()
    group = name.partition("/")[0]
    judged: list[Judged] = []
    for slot in roles.roles_of(objects, roles.Hints(meanings=meanings_of(objects))):
        obj = scene.objects[slot.object_name]
        if slot.area > 0.0:
            right, material = wanted[obj.as_pointer(), slot.slot_index]
            title = f"{name} {named[obj.as_pointer()]}/{material}"
            judged.append(Judged(group, title, right, slot))
    return judged


def _wanted(
    scene: str, obj: bpy.types.Object, index: int, truth: Sequence[Row]
) -> tuple[tuple[str, ...], str]:
    material = obj.material_slots[index].material
    name = material.name if material else ""
    row = next((each for each in truth if each.is_of(scene, obj.name, name)), None)
    return (row.roles if row else ()), name


def strip_names() -> None:
    """Take away everything that is called something, and what others wrote on it."""
    kinds = ("objects", "meshes", "materials", "collections", "images")
    for kind in kinds:
        for block in getattr(bpy.data, kind):
            block.name = kind
            for key in list(block.keys()):
                del block[key]


def report(title: str, judged: Sequence[Judged], *, verbose: bool) -> None:
    groups = {group: [e for e in judged if e.group == group] for group in {e.group for e in judged}}
    for group, mine in [*sorted(groups.items()), ("all", judged)]:
        print(
            f"{title:14} {group:28} {len(mine):4} slots, right {_share(mine):.3f}, by role "
            f"{_by_role(mine):.3f}, one role for all {_base(mine):.3f}"
        )
    _report_confidence(judged)
    for each in judged:
        if verbose and not each.is_right:
            right = " or ".join(each.wanted) or "not in the truth"
            found = f"{each.found.role} {each.found.confidence:.2f} {each.found.reason}"
            print(f"    {each.name}: {right}, found {found}")


def _share(judged: Sequence[Judged]) -> float:
    return sum(each.is_right for each in judged) / max(len(judged), 1)


def _by_role(judged: Sequence[Judged]) -> float:
    """The mean over the wanted roles, so that many alike windows count once."""
    roles_wanted = {each.wanted[0] for each in judged if each.wanted}
    shares = [_share([e for e in judged if e.wanted[:1] == (role,)]) for role in roles_wanted]
    return sum(shares) / max(len(shares), 1)


def _base(judged: Sequence[Judged]) -> float:
    """The share that one answer for all gets right, the best one answer there is."""
    return max(Counter(role for each in judged for role in each.wanted).values()) / len(judged)


def _report_confidence(judged: Sequence[Judged]) -> None:
    """How often it is right where it is sure, likely and guessing."""
    bands: dict[str, Callable[[float], bool]] = {
        "0.8 and more": lambda sure: sure >= 0.8,
        "0.5 to 0.8": lambda sure: 0.5 <= sure < 0.8,
        "below 0.5": lambda sure: sure < 0.5,
    }
    for name, holds in bands.items():
        mine = [each for each in judged if holds(each.found.confidence)]
        if mine:
            print(f"    confidence {name}: right {_share(mine):.2f} of {len(mine)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--samples", type=Path, help="a folder of the sample scenes")
    parser.add_argument("--verbose", action="store_true", help="name every wrong slot")
    chosen = parser.parse_args()
    truth = read_truth()
    for title, stripped in (("with names", False), ("names stripped", True)):
        judged = [
            each
            for name, open_it in scenes(chosen.samples)
            for each in judge(name, open_it, truth, stripped=stripped)
        ]
        report(title, judged, verbose=chosen.verbose)


if __name__ == "__main__":
    main()
