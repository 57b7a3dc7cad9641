# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Averages the weights of two exports of one network, one of which went on from the other.

A model trained further on other inputs forgets some of what it knew; half-way between the two it
often has the best of both (Wortsman et al., "Model soups", 2022).

python scripts/train/average.py FIRST.onnx SECOND.onnx --share 0.75 --out AVERAGE.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper


def average(first: onnx.ModelProto, second: onnx.ModelProto, share: float) -> None:
    """Move the weights of `first` by `share` towards those of `second`; `SystemExit` when the two
    are not one network."""
    ours, theirs = first.graph.initializer, second.graph.initializer
    if [tuple(w.dims) for w in ours] != [tuple(w.dims) for w in theirs]:
        raise SystemExit("The two files hold different networks; give two exports of one.")
    for mine, other in zip(ours, theirs, strict=True):
        a, b = numpy_helper.to_array(mine), numpy_helper.to_array(other)
        if np.issubdtype(a.dtype, np.floating):
            mixed = (1.0 - share) * a.astype(np.float32) + share * b.astype(np.float32)
            mine.CopyFrom(numpy_helper.from_array(mixed.astype(a.dtype), mine.name))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    model = onnx.load(str(chosen.first))
    average(model, onnx.load(str(chosen.second)), chosen.share)
    onnx.checker.check_model(model)
    onnx.save(model, str(chosen.out))


if __name__ == "__main__":
    main()
