# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Format, lint and types, in the environment of `dev.py check`; runs all, fails when one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("basedpyright", "--pythonpath", sys.executable),
}


def main() -> int:
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    if failed:
        print(f"Checks that failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(name: str, command: tuple[str, ...]) -> bool:
    print(f"-- {name}: {' '.join(command[:2])}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
