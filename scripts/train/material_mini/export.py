# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes onnx_models/material-mini/model.onnx from a checkpoint, and its sha256 and size into
card.toml.

python scripts/train/material_mini/export.py --checkpoint DIR/last.pt
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.train import onnx_export
from scripts.train.material_mini.model import OUTPUTS, MaterialNet


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    chosen = parser.parse_args()
    onnx_export.export(MaterialNet(), chosen.checkpoint, "material-mini", OUTPUTS, size=(256, 320))


if __name__ == "__main__":
    main()
