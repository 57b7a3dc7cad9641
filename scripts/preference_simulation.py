# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the preference model learns from ten synthetic tastes, without rendering anything.

`python scripts/preference_simulation.py [--scene FILE] [--exploration 0.25] [--choices 30]`; needs
the bpy module. Candidates are drawn by the product's own code. A taste judges the materials and the
sun of a variation directly and never sees the features the model learns from; it likes a fixed
share of all that can be drawn, and keeps the best two of each eight as it sees them, with noise.
Measured is on sets of other seeds, in the scene that was taught in and in a room of another plan,
whose materials are other ones. Ends with 1 when a wanted figure is not reached in the taught scene.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

# The matrices are small: on a busy machine threads cost more than they bring.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import bpy
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import addon  # noqa: E402
from addon.core.appearance import Appearance, differences, spread  # noqa: E402
from addon.core.appearance_features import Features, features_of  # noqa: E402
from addon.core.next_set import Leaning, next_set  # noqa: E402
from addon.core.preference import Judgement, Preference, update  # noqa: E402
from addon.core.request import GenerationRequest, Task  # noqa: E402
from addon.scene import appearances, planning, scene_files, taste, variation  # noqa: E402
from addon.scene.variation import Variation  # noqa: E402
from scripts.scenes.dressing import random_materials  # noqa: E402
from scripts.scenes.interior import build_interior  # noqa: E402

DEMO_SCENE = ROOT / "scenes" / "demo_interior.blend"
SET = 8
KEPT_OF_A_SET = 2
LIKED_SHARE = 0.2
NOISE = 0.5
MEASURED_SETS = 10
# One run of choices is chance; a taste is taught anew this often.
TIMES_TAUGHT = 3
WANTED_TIMES, WANTED_SPREAD = 2.0, 0.5
UNSEEN_SEED, UNSEEN_KIND = 7, "living"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One candidate."""

    variation: Variation
    appearance: Appearance
    features: Features


Pool = Sequence[Drawn]
Utility = Callable[[Variation], float]


def amount(*looks: str) -> Utility:
    """How much of the picture is of looks or families whose names hold one of these words."""

    def judge(each: Variation) -> float:
        areas = {c: c.area**0.5 for c in each.choices}
        held = [c for c in each.choices if any(w in _name(c) for w in looks)]
        return sum(areas[c] for c in held) / sum(areas.values())

    return judge


def _name(choice: variation.SlotChoice) -> str:
    return f"{choice.material.look} {choice.material.family}".lower()


def in_role(role: str, *looks: str) -> Utility:
    """Whether the role shows one of these."""

    def judge(each: Variation) -> float:
        mine = [c for c in each.choices if c.role == role]
        return sum(any(w in _name(c) for w in looks) for c in mine) / max(1, len(mine))

    return judge


def height(each: Variation) -> float:
    """The sun's, in radians."""
    return each.light.elevation if each.light else 0.5


def kelvin(each: Variation) -> float:
    """The sun's colour, in thousands."""
    return each.light.temperature / 1000.0 if each.light else 5.0


def brightness(each: Variation) -> float:
    """Mean luminance of the first colours, by area."""
    areas = np.array([c.area for c in each.choices])
    first = [
        next((v for v in c.material.parameters.values() if isinstance(v, tuple)), (0.5,) * 3)
        for c in each.choices
    ]
    return float((areas @ (np.array(first) @ (0.2126, 0.7152, 0.0722))) / areas.sum())


WOODS = ("oak", "walnut", "teak", "cherry", "larch", "ash", "wood")
TASTES: dict[str, Utility] = {
    "warm wood in low sun": lambda v: (
        amount("oak", "walnut", "teak", "cherry")(v) - 0.6 * height(v)
    ),
    "pale and bright": lambda v: brightness(v) + 0.5 * amount("pale", "white")(v),
    "dark and moody": lambda v: -brightness(v) - 0.1 * kelvin(v),
    "concrete and black steel": lambda v: (
        amount("concrete")(v) + amount("black", "anthracite", "ebon")(v)
    ),
    "stone or marble floors": lambda v: (
        in_role("floor", "stone", "marble", "terrazzo", "travertine")(v) + 0.3 * brightness(v)
    ),
    "brass, no chrome": lambda v: (
        in_role("metal_part", "brass")(v) - amount("chrome", "steel")(v) + 0.3 * brightness(v)
    ),
    "lime plaster and linen": lambda v: min(
        in_role("interior_wall", "plaster")(v), 0.2 + in_role("upholstery", "linen", "boucle")(v)
    ),
    "leather with wood floors": lambda v: (
        in_role("upholstery", "leather")(v) + in_role("floor", *WOODS)(v)
    ),
    "green and terracotta": amount("sage", "green", "forest", "terracotta", "clay"),
    "cool overcast white": lambda v: kelvin(v) + 2.0 * amount("white", "grey", "concrete")(v),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of liked options in a set and spreads by role, before and after."""

    liked_before: float
    liked_after: float
    spread_before: dict[str, float]
    spread_after: dict[str, float]

    @property
    def times(self) -> float:
        return self.liked_after / self.liked_before if self.liked_before else math.nan

    @property
    def least_varied(self) -> tuple[float, str]:
        """The role whose spread fell most, and what share of it is left."""
        kept = {
            role: self.spread_after[role] / before
            for role, before in self.spread_before.items()
            if before > 0.0
        }
        role = min(kept, key=lambda each: kept[each])
        return kept[role], role


@dataclass(frozen=True, slots=True)
class Outcome:
    """One taste, measured in the scene it was taught in and in one it never saw."""

    taught: Measured
    unseen: Measured


def main() -> int:
    options = _arguments()
    started = time.process_time()
    rounds = options.choices // KEPT_OF_A_SET
    addon.register()
    scene_files.open_scene(options.scene)
    pools = _pools(rounds + MEASURED_SETS)
    _open_unseen()
    unseen = _pools(MEASURED_SETS)
    print(
        f"{_size(pools)} variations of {options.scene.name}, {_size(unseen)} of an unseen room; "
        f"{options.choices} choices, {options.exploration:.0%} exploring, {LIKED_SHARE:.0%} liked"
    )
    print(f"{'':28} {'taught scene':^21}  {'':24} {'unseen room':^14}")
    print(
        f"{'taste':28} {'before':>7} {'after':>6} {'times':>6}  {'least varied role':24} "
        f"{'after':>7} {'times':>6}"
    )
    outcomes: list[Outcome] = []
    for number, (name, utility) in enumerate(TASTES.items()):
        taught = _preferences(utility, pools, rounds, options.exploration, number)
        outcome = Outcome(
            _measured(utility, pools[rounds:], taught, options.exploration),
            _measured(utility, unseen, taught, options.exploration),
        )
        print(_row(name, outcome), flush=True)
        outcomes.append(outcome)
    is_reached, verdict = _verdict(outcomes)
    print(verdict)
    print(f"{time.process_time() - started:.0f} s of processor time")
    return 0 if is_reached else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scene", type=Path, default=DEMO_SCENE)
    parser.add_argument("--exploration", type=float, default=0.25)
    parser.add_argument("--choices", type=int, default=30)
    return parser.parse_args()


def _open_unseen() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    build_interior(UNSEEN_SEED, random_materials(UNSEEN_SEED, 0.0), UNSEEN_KIND)


def _pools(count: int) -> list[Pool]:
    """What is drawn in the open scene for as many sets, each with a seed of its own."""
    assert bpy.context.scene is not None
    request = GenerationRequest(task=Task.VARIATIONS)
    found = variation.survey_for(bpy.context.scene, None, request)
    few = replace(found, slots=taste.distinct_surfaces(found.slots))
    return [_pool(few, seed) for seed in range(count)]


def _pool(found: variation.Survey, seed: int) -> Pool:
    request = GenerationRequest(task=Task.VARIATIONS, count=SET, seed=seed)
    drawn = []
    for each in taste.candidate_seeds(request):
        planned = planning.plan_variation(found, request, each)
        appearance = appearances.appearance_of(planned)
        drawn.append(Drawn(planned, appearance, features_of(appearance)))
    return drawn


def _preferences(
    utility: Utility, pools: Sequence[Pool], rounds: int, exploration: float, number: int
) -> list[Preference]:
    """What the taste taught, each time with other noise."""
    noise = NOISE * float(np.std([utility(each.variation) for pool in pools for each in pool]))
    return [
        _taught(utility, pools[:rounds], exploration, noise, np.random.default_rng((number, turn)))
        for turn in range(TIMES_TAUGHT)
    ]


def _measured(
    utility: Utility, pools: Sequence[Pool], taught: Sequence[Preference], exploration: float
) -> Measured:
    everything = [each for pool in pools for each in pool]
    liked = [utility(each.variation) for each in everything]
    threshold = float(np.quantile(liked, 1.0 - LIKED_SHARE))
    after = [
        _leaning_set(pool, Leaning(preference, exploration), seed)
        for preference in taught
        for seed, pool in enumerate(pools)
    ]
    return Measured(
        _liked(everything, utility, threshold),
        statistics.mean(_liked(each, utility, threshold) for each in after),
        _spreads([list(pool[:SET]) for pool in pools]),
        _spreads(after),
    )


def _taught(
    utility: Utility,
    pools: Sequence[Pool],
    exploration: float,
    noise: float,
    rng: np.random.Generator,
) -> Preference:
    preference = Preference()
    for seed, pool in enumerate(pools):
        leaning = Leaning(preference, exploration)
        shown = _leaning_set(pool, leaning, seed) if preference.is_ready else pool[:SET]
        felt = [utility(each.variation) + noise * rng.standard_normal() for each in shown]
        kept = frozenset(int(i) for i in np.argsort(felt)[-KEPT_OF_A_SET:])
        preference = update(preference, Judgement(tuple(d.features for d in shown), kept))
    return preference


def _leaning_set(pool: Pool, leaning: Leaning, seed: int) -> Pool:
    appearances, features = [d.appearance for d in pool], [d.features for d in pool]
    return [pool[i] for i in next_set(appearances, features, leaning, SET, seed)]


def _liked(shown: Pool, utility: Utility, threshold: float) -> float:
    return statistics.mean(utility(each.variation) > threshold for each in shown)


def _spreads(sets: Sequence[Pool]) -> dict[str, float]:
    """The spread of each role in a set, its mean over the sets."""
    by_set = [differences([each.appearance for each in shown]).roles for shown in sets]
    return {role: statistics.mean(spread(each[role]) for each in by_set) for role in by_set[0]}


def _row(name: str, outcome: Outcome) -> str:
    taught, unseen = outcome.taught, outcome.unseen
    share, role = taught.least_varied
    return (
        f"{name:28} {taught.liked_before:7.0%} {taught.liked_after:6.0%} {taught.times:6.1f}"
        f"  {f'{role} {share:.2f}':24} {unseen.liked_after:7.0%} {unseen.times:6.1f}"
    )


def _verdict(outcomes: Sequence[Outcome]) -> tuple[bool, str]:
    least = min(each.taught.times for each in outcomes)
    mean = statistics.mean(each.taught.times for each in outcomes)
    varied = min(each.taught.least_varied[0] for each in outcomes)
    unseen = [each.unseen.times for each in outcomes if not math.isnan(each.unseen.times)]
    return least >= WANTED_TIMES and varied >= WANTED_SPREAD, (
        f"taught scene: gain {mean:.1f} on average, {least:.2f} at least (wanted {WANTED_TIMES}); "
        f"least spread of a role {varied:.2f} (wanted {WANTED_SPREAD})\n"
        f"unseen room: gain {statistics.mean(unseen):.1f} on average, {min(unseen):.2f} at least"
    )


def _size(pools: Sequence[Pool]) -> int:
    return sum(len(pool) for pool in pools)


if __name__ == "__main__":
    sys.exit(main())
