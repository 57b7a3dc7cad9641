# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what the families say of themselves to a JSON file, for training without Blender.

python scripts/train/prompt_mini/data.py --out DIR/families.json      # needs bpy
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from addon.scene.procedural import FAMILIES, Family, Group, Look, Unit, from_look  # noqa: E402


def described(family: Family) -> dict[str, Any]:
    """Words, roles and looks of a family, in the order that is its preference."""
    return {
        "id": family.id,
        "label": family.label,
        "words": list(family.words),
        "roles": list(family.roles),
        "looks": [described_look(family, look) for look in family.looks],
    }


def described_look(family: Family, look: Look) -> dict[str, Any]:
    """Name and words, the first two colours (linear), and how worn and how rough the look is."""
    values = from_look(family, look).parameters
    of_unit = [values[p.name] for p in family.parameters if p.unit is Unit.COLOR]
    worn = [values[p.name] for p in family.parameters if p.group is Group.WEAR]
    numbers = [float(each) for each in worn if not isinstance(each, tuple)]
    return {
        "name": look.name,
        "words": list(look.words),
        "colors": of_unit[:2],
        "wear": max(numbers, default=0.0),
        "roughness": values.get("Roughness"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    out.parent.mkdir(parents=True, exist_ok=True)
    rows = [described(family) for family in FAMILIES.values()]
    out.write_text(json.dumps(rows, indent=1), "utf-8")
    print(f"{len(rows)} families, {sum(len(row['looks']) for row in rows)} looks")


if __name__ == "__main__":
    main()
