# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much the variations of a set differ, for the report and for a program that listens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.appearance import spread
from ..core.image import Image
from ..core.picture_distance import NEARLY_THE_SAME, closest_pairs, picture_distances
from ..core.progress import Reporter
from ..scene.spreading import Spread, spread_of
from ..scene.variation import Variation
from .console import JsonReporter


@dataclass(frozen=True, slots=True)
class Measured:
    """The spread in numbers and between pictures, the mean distance in OKLab, and a sentence for
    each two pictures that are nearly the same."""

    numbers: Spread
    pictures: float
    warnings: tuple[str, ...]

    @property
    def note(self) -> str:
        """What the panel says of it."""
        said = f"they differ by {self.numbers.mean:.0%} on average"
        return "; ".join([said, *self.warnings])

    def as_json(self) -> dict[str, object]:
        closest = self.numbers.closest
        return {
            "numbers": self.numbers.mean,
            "least": self.numbers.least,
            "closest": [index + 1 for index in closest] if closest else None,
            "pictures": self.pictures,
        }


def measure(variations: Sequence[Variation], pictures: Sequence[Image]) -> Measured:
    """How much the variations differ in what they are made of, and their pictures to the eye."""
    distances = picture_distances(pictures)
    warnings = tuple(
        f"Variations {one + 1} and {other + 1} look nearly the same"
        for one, other in closest_pairs(distances, NEARLY_THE_SAME)
    )
    return Measured(spread_of(variations), round(spread(distances), 4), warnings)


def tell(measured: Measured, reporter: Reporter) -> None:
    """Tell a listening program, which shows it in the panel."""
    if isinstance(reporter, JsonReporter):
        reporter.write(event="spread", note=measured.note)
