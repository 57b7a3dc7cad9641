# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the Khronos validator read exported .glb files; fails on an error or a warning.

    npm install --prefix build/gltf gltf-validator
    python scripts/check_gltf.py FILE.glb... [--modules build/gltf/node_modules]

Needs node and the package above; plain tests do not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEVERITIES = ("error", "warning", "information", "hint")
FAILING = ("error", "warning")
VALIDATE = """
const fs = require('fs'), validator = require('gltf-validator');
validator.validateBytes(new Uint8Array(fs.readFileSync(process.argv[1])), {maxIssues: 0})
  .then(report => console.log(JSON.stringify(report.issues)))
  .catch(error => { console.error(String(error)); process.exit(1); });
"""


def issues_of(path: Path, modules: Path) -> list[dict[str, Any]]:
    """What the validator says of a file, the worst first."""
    done = subprocess.run(
        ["node", "-e", VALIDATE, str(path)],
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"The validator could not read {path}: {done.stderr.strip()}")
    return sorted(json.loads(done.stdout)["messages"], key=lambda each: each["severity"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--modules", type=Path, default=ROOT / "build" / "gltf" / "node_modules", metavar="DIR"
    )
    options = parser.parse_args()
    failed = False
    for path in options.files:
        issues = issues_of(path, options.modules.resolve())
        for each in issues:
            severity = SEVERITIES[each["severity"]]
            print(f"{severity}: {each['pointer']}: {each['code']}: {each['message']}")
            failed |= severity in FAILING
        print(f"{path}: {len(issues)} issues")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
