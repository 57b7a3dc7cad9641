# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `--preference` and `--exploration` mean, and the verb `choose` that records choices."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..core.appearance_features import Features
from ..core.errors import InputError
from ..core.next_set import Leaning
from ..core.options import ENOUGH_CHOICES, EXPLORATION
from ..core.preference import Judgement, Preference, update
from ..core.preference_file import is_feature, read_preference, write_preference
from ..core.preference_words import statements, summary
from ..scene.appearances import variation_features
from ..scene.variation import Variation

REPORT = "report.json"
MOST_BYTES = 64_000_000


def add_leaning(parser: argparse.ArgumentParser) -> None:
    """The options of `vary`."""
    parser.add_argument(
        "--preference", type=Path, metavar="FILE", help="lean to what `choose` recorded there"
    )
    parser.add_argument(
        "--exploration",
        type=float,
        default=EXPLORATION,
        metavar="SHARE",
        help=f"of the set that does not lean, 0 to 1 (default {EXPLORATION})",
    )


def add_choices(parser: argparse.ArgumentParser) -> None:
    """The options of `choose`."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="what `vary --out` wrote")
    parser.add_argument("--keep", type=_numbers, default=(), metavar="N,N", help="the good ones")
    parser.add_argument("--drop", type=_numbers, default=(), metavar="N,N", help="the bad ones")
    parser.add_argument(
        "--preference", type=Path, required=True, metavar="FILE", help="made when it is not there"
    )


def choose(options: argparse.Namespace) -> int:
    """`choose DIR --keep N,N [--drop N,N] --preference FILE`: add what was kept to a preference.

    The same folder chosen from again replaces what was chosen before.
    """
    shown = _shown(options.folder / REPORT)
    kept, dropped = (frozenset(n - 1 for n in each) for each in (options.keep, options.drop))
    before = read_preference(options.preference)
    preference = update(before, Judgement(shown, kept, dropped))
    write_preference(options.preference, preference)
    print(f"{preference.choices} choices. {_learnt(preference)}")
    print(options.preference)
    return 0


def leaning_of(options: argparse.Namespace) -> Leaning | None:
    """What `vary` leans to; None when no preference was given."""
    if options.preference is None:
        return None
    if not options.preference.exists():
        raise InputError(f"{options.preference} is not there; make it with the verb choose.")
    return Leaning(read_preference(options.preference), options.exploration)


def leaning_report(leaning: Leaning | None) -> dict[str, object]:
    """What the report of `vary` says of it; nothing without one."""
    if leaning is None:
        return {}
    told = statements(leaning.preference)
    values = {
        "choices": leaning.preference.choices,
        "used": leaning.preference.is_ready,
        "exploration": leaning.exploration,
        "learnt": [{"text": each.text, "evidence": each.evidence} for each in told],
    }
    return {"preference": values}


def _learnt(preference: Preference) -> str:
    if not preference.is_ready:
        return f"From {ENOUGH_CHOICES} on the next sets lean to them."
    return summary(statements(preference)) or "Nothing is certain yet."


def _shown(path: Path) -> tuple[Features, ...]:
    """The features of the variations of a report; `InputError` for anything else."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path} is too large for a report; give a folder of vary.")
        report = json.loads(path.read_text(encoding="utf-8"))
        shown = tuple(variation_features(_variation(each)) for each in report["variations"])
    except OSError as error:
        raise InputError(f"{path} cannot be read; give a folder that vary wrote.") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(f"{path} is no report of vary; give a folder that it wrote.") from error
    if not all(is_feature(name) for option in shown for name in option):
        raise InputError(f"{path} tells of roles or views that do not exist; run vary again.")
    return shown


def _variation(values: dict[str, object]) -> Variation:
    return Variation.from_values({name: each for name, each in values.items() if name != "picture"})


def _numbers(text: str) -> tuple[int, ...]:
    """1,3 as (1, 3)."""
    try:
        numbers = tuple(int(each) for each in text.split(","))
    except ValueError:
        numbers = ()
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError("give numbers from 1 on, separated by commas")
    return numbers
