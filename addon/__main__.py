# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m addon VERB ...`: the command line in a checkout, with Blender as the bpy module."""

import importlib.util
import sys


def main() -> int:
    if importlib.util.find_spec("bpy") is None:
        print(
            "maquette: bpy is not installed in this Python; "
            "run `python3 scripts/dev.py setup` once.",
            file=sys.stderr,
        )
        return 2
    from . import register, unregister
    from .batch.cli import main as run

    register()
    try:
        return run(sys.argv[1:])
    finally:
        # The bpy module of 4.5 crashes at exit when classes are still registered.
        unregister()


if __name__ == "__main__":
    sys.exit(main())
