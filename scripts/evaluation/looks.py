# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the family and the look of a picture are found, beside the nearest mean colour and the
nearest statistics of colour and gradient. Asks the shipped model as the product does.

    python scripts/evaluation/looks.py --data DIR [--samples DIR] [--pictures DIR] [--write-card]

DIR of `--data` is what look_mini/data.py made; `--samples` adds real sets and needs bpy.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from addon.core.card import Measured  # noqa: E402
from addon.core.image import ColorSpace, Extent, Image, resize  # noqa: E402
from addon.core.match import Match  # noqa: E402
from addon.core.progress import CancelToken  # noqa: E402
from addon.core.request import Capture, Device  # noqa: E402
from addon.inference.looks import match_picture  # noqa: E402
from addon.inference.session import SessionCache  # noqa: E402
from addon.inference.store import InstalledModel, read_model  # noqa: E402
from scripts.evaluation.cards import SHOWN, write_card  # noqa: E402
from scripts.evaluation.shipped import Floats, write_picture  # noqa: E402

FOLDER = ROOT / "onnx_models" / "look-mini"
SIDE = 112


@dataclass(frozen=True, slots=True, eq=False)
class Pictured:
    """An sRGB picture (H, W, 3) of a look and how glossy that is, -1 to 1."""

    image: Floats
    family: str
    look: str
    gloss: float


def test_pictures(folder: Path, kind: str) -> list[Pictured]:
    """The test samples of look_mini/data.py, "lit" or "flat"."""
    found: list[Pictured] = []
    for family, told in _index(folder).items():
        for file in sorted(folder.glob(f"test-{family}-{told['key']}-*.npz")):
            part: dict[str, Any] = dict(np.load(file))
            for image, look, gloss in zip(part[kind], part["look"], part["gloss"], strict=True):
                pixels = image.astype(np.float32) / np.float32(255)
                name = told["looks"][int(look)]
                found.append(Pictured(pixels, family, name, float(gloss)))
    return found


def _index(folder: Path) -> dict[str, Any]:
    files = sorted(folder.glob("family-*.json"))
    return {f.stem.removeprefix("family-"): json.loads(f.read_text("utf-8")) for f in files}


class Matcher:
    """The shipped model behind the product's own code."""

    def __init__(self, folder: Path) -> None:
        self._model: InstalledModel = read_model(folder)
        self._sessions = SessionCache()

    def match(self, image: Floats) -> Match:
        """Of an sRGB picture (H, W, 3)."""
        capture = Capture(color=Image(np.ascontiguousarray(image, np.float32), ColorSpace.SRGB))
        found, _ = match_picture(capture, Device.CPU, self._model, self._sessions, CancelToken())
        return found


def families(match: Match) -> list[str]:
    """Best first, a family's probability being that of its looks together."""
    sums: Counter[str] = Counter()
    for each in match.looks:
        sums[each.family] += each.score
    return [name for name, _ in sums.most_common()]


def statistics(image: Floats) -> Floats:
    """Colour and gradient statistics of an sRGB picture: means and deviations of the channels, then
    of luminance steps along both axes at three scales."""
    small = resize(Image(np.ascontiguousarray(image), ColorSpace.SRGB), Extent(SIDE, SIDE)).pixels
    values = [*small.mean((0, 1)), *small.std((0, 1))]
    level = small @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    for _ in range(3):
        across, down = np.abs(np.diff(level, axis=1)), np.abs(np.diff(level, axis=0))
        values += sorted((float(across.mean()), float(down.mean())))
        values += [float(level.std()), float(across.std() + down.std())]
        rows, columns = (n // 2 * 2 for n in level.shape)
        level = level[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2).mean((1, 3))
    return np.array(values, np.float32)


def known_statistics(folder: Path) -> tuple[Floats, list[str]]:
    """Statistics of the training samples' base colors and their families."""
    found: list[Floats] = []
    names: list[str] = []
    for family, told in _index(folder).items():
        for file in sorted(folder.glob(f"train-{family}-{told['key']}-*.npz")):
            colors = np.load(file)["base_color"]
            found += [statistics(c.astype(np.float32) / np.float32(255)) for c in colors]
            names += [family] * len(colors)
    return np.stack(found), names


def nearest(known: Floats, names: Sequence[str], asked: Floats) -> list[list[str]]:
    """The families of the nearest known statistics (K, D), nearest first, for each of `asked`."""
    spread = known.std(axis=0) + np.float32(1e-6)
    order = [np.argsort(np.linalg.norm((known - each) / spread, axis=1)) for each in asked]
    return [list(dict.fromkeys(str(names[i]) for i in row)) for row in order]


def share(true: Sequence[str], found: Sequence[Sequence[str]], first: int) -> float:
    """How often the true one is among the `first`."""
    return float(np.mean([t in f[:first] for t, f in zip(true, found, strict=True)]))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a picture was matched with, and the families, best first."""

    seen: Pictured
    match: Match
    ranked: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.ranked[0] == self.seen.family

    @property
    def own(self) -> float:
        """The probability of the true family."""
        return sum(each.score for each in self.match.looks if each.family == self.seen.family)


def answers(matcher: Matcher, folder: Path, kind: str) -> list[Answer]:
    """One for each test sample, "lit" or "flat"."""
    seen = test_pictures(folder, kind)
    matches = [matcher.match(each.image) for each in seen]
    return [Answer(s, m, tuple(families(m))) for s, m in zip(seen, matches, strict=True)]


def look_figures(found: Sequence[Answer], folder: Path, kind: str) -> list[Measured]:
    """Families beside both baselines, looks, gloss and the confidence."""
    true = [each.seen.family for each in found]
    data = f"{len(found)} unseen renders of {len(set(true))} families, {kind}"
    known, names = known_statistics(folder)
    asked = np.stack([statistics(each.seen.image) for each in found])
    baselines = {
        "nearest mean colour": nearest(known[:, :3], names, asked[:, :3]),
        "nearest statistics": nearest(known, names, asked),
    }
    figures: list[Measured] = []
    for first in (1, 3):
        metric = f"family among the first {first}, higher is better"
        mine = share(true, [each.ranked for each in found], first)
        for name, ranked in baselines.items():
            figures.append(Measured(data, metric, mine, share(true, ranked, first), name))
    figures += [_look_figure(found, data), _gloss_figure(found, data), _calibration(found, data)]
    return figures


def _look_figure(found: Sequence[Answer], data: str) -> Measured:
    right = [
        each.match.looks[0].look == each.seen.look
        for each in found
        if each.match.looks[0].family == each.seen.family
    ]
    metric = "look, where the family is right, higher is better"
    return Measured(data, metric, float(np.mean(right)), 1 / 6, "chance")


def _gloss_figure(found: Sequence[Answer], data: str) -> Measured:
    """Mean absolute error beside the test's own median."""
    true = np.array([each.seen.gloss for each in found])
    mine = np.array([each.match.gloss or 0.0 for each in found])
    median = float(np.median(true))
    error, constant = float(np.abs(mine - true).mean()), float(np.abs(true - median).mean())
    metric = "gloss: mean absolute error, -1 to 1"
    return Measured(data, metric, error, constant, f"constant {median:.2f}")


def _calibration(found: Sequence[Answer], data: str) -> Measured:
    """Expected calibration error of the confidence in five bins (Guo et al. 2017)."""
    confidence = np.array([each.match.confidence for each in found])
    right = np.array([each.is_right for each in found])
    bins = np.minimum((confidence * 5).astype(int), 4)
    parts = [bins == number for number in range(5)]
    error = sum(p.mean() * abs(confidence[p].mean() - right[p].mean()) for p in parts if p.any())
    metric = "confidence: expected calibration error"
    return Measured(data, metric, float(error), float(abs(1.0 - right.mean())), "always certain")


def print_mistakes(found: Sequence[Answer]) -> None:
    """The ten commonest mistakes, and the families that are least often right."""
    wrong = Counter((e.seen.family, e.ranked[0]) for e in found if not e.is_right)
    for (one, other), count in wrong.most_common(10):
        print(f"  {one} taken for {other}: {count}")
    right: dict[str, list[bool]] = {}
    for each in found:
        right.setdefault(each.seen.family, []).append(each.is_right)
    low = sorted((float(np.mean(hits)), name) for name, hits in right.items())[:10]
    print("  least often right: " + ", ".join(f"{name} {value:.0%}" for value, name in low))


def worst_first(found: Sequence[Answer]) -> list[Answer]:
    """Those whose true family was given the least probability."""
    return sorted(found, key=lambda each: each.own)


def worst_table(found: Sequence[Answer]) -> str:
    """The ten worst answers as Markdown."""
    lines = ["| shown | taken for | confidence | own family |", "|---|---|---|---|"]
    for each in worst_first(found)[:SHOWN]:
        best = each.match.looks[0]
        shown, told = (f"{e.family}, {e.look}" for e in (each.seen, best))
        lines.append(f"| {shown} | {told} | {each.match.confidence:.2f} | {each.own:.2f} |")
    return "\n".join(lines)


def write_worst(path: Path, found: Sequence[Answer]) -> None:
    """The ten worst pictures in two rows."""
    images = [each.seen.image for each in worst_first(found)[:SHOWN]]
    half = len(images) // 2
    rows = [np.concatenate(part, 1) for part in (images[:half], images[half : 2 * half])]
    write_picture(path, np.concatenate(rows, 0))


def evaluate(
    folder: Path, data: Path, samples: Path | None, pictures: Path | None, *, write: bool
) -> None:
    """Print every figure and the commonest mistakes; write card, README and pictures."""
    matcher = Matcher(folder)
    figures: list[Measured] = []
    everything: list[Answer] = []
    for kind in ("lit", "flat"):
        found = answers(matcher, data, kind)
        everything += found if kind == "lit" else []
        figures += look_figures(found, data, kind)
        print_mistakes(found)
        if pictures is not None:
            write_worst(pictures / f"look - {kind}, worst.png", found)
    if samples is not None:
        from scripts.evaluation.real_looks import real_figures

        figures += real_figures(matcher, samples, pictures)
    for f in figures:
        print(f"{f.data:46} {f.metric:58} {f.value:.3f}   {f.baseline_name}: {f.baseline:.3f}")
    print(worst_table(everything))
    if write:
        write_card(folder, figures, worst_table(everything))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of the model")
    parser.add_argument("--write-card", action="store_true")
    chosen = parser.parse_args()
    evaluate(chosen.folder, chosen.data, chosen.samples, chosen.pictures, write=chosen.write_card)


if __name__ == "__main__":
    main()
