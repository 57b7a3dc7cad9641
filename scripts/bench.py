# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures we hold ourselves to that need no window, each a ratio measured in one run.

`python scripts/bench.py [--only maps,trip,cancel,enable,large,variations,bake,zip]`; needs the bpy
module and onnxruntime. A figure that is missed is marked; nothing fails on a time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.core.image import ColorSpace, Extent, Image  # noqa: E402
from addon.core.progress import CancelToken, SilentReporter  # noqa: E402
from addon.core.quality import seam_step  # noqa: E402
from addon.core.request import Capture, Device, GenerationRequest, Task  # noqa: E402
from addon.core.tiling import plan_tiles  # noqa: E402
from addon.inference.client import InferenceProcess, JobState, Launch  # noqa: E402
from addon.inference.generate import generate  # noqa: E402
from addon.inference.roundtrip import measure_round_trip  # noqa: E402
from addon.inference.session import SessionCache  # noqa: E402
from addon.inference.store import InstalledModel, choose_model, find_models  # noqa: E402

DEMO_SCENE = ROOT / "scenes" / "demo_interior.blend"
# The real room of the samples, where they lie beside the checkout.
SAMPLE_ROOM = ROOT.parent / "shared" / "samples" / "scenes" / "living_room" / "living_room.blend"
ROOM = SAMPLE_ROOM if SAMPLE_ROOM.is_file() else DEMO_SCENE
COUNT = 4
BAKED_SIDES = (512, 1024, 2048)
ENABLED = 5
NO_BYTECODE = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
MATERIAL = GenerationRequest(task=Task.MATERIAL, device=Device.CPU)


class Figure(NamedTuple):
    """One line of the result: `limit` None for a figure that is only told."""

    name: str
    value: float
    limit: float | None
    detail: str

    def __str__(self) -> str:
        if self.limit is None:
            return f"{self.name:34} {self.value:9.2f}            {self.detail}"
        verdict = "ok" if self.value <= self.limit else "MISSED"
        return f"{self.name:34} {self.value:9.2f}  <= {self.limit:<7g} {verdict:6}  {self.detail}"


def maps() -> list[Figure]:
    """Picture to maps, over the bare `session.run` of the same tiles in the same process."""
    model, sessions, picture = _model(), SessionCache(), _picture(1024)
    capture = Capture(color=picture)
    opened = sessions.get(model.path, model.card.files[0].sha256, Device.CPU)
    assert model.card.tiling is not None
    tiling = model.card.tiling
    tiles = plan_tiles(picture.extent, tiling.tile, tiling.overlap, wrap=False)
    feed = np.random.default_rng(0).random((1, 3, tiles[0].height, tiles[0].width), np.float32)
    name = opened.session.get_inputs()[0].name

    def bare() -> None:
        for _ in tiles:
            opened.session.run(None, {name: feed})

    def whole() -> None:
        generate(MATERIAL, capture, model, sessions, SilentReporter(), CancelToken())

    bare()
    pairs = [(_seconds(bare), _seconds(whole)) for _ in range(5)]
    ratio = statistics.median(path / run for run, path in pairs)
    run = statistics.median(pair[0] for pair in pairs)
    detail = f"{len(tiles)} tiles of {tiles[0].width} px, bare {run:.2f} s"
    return [Figure("picture to maps / bare runs", ratio, 1.10, detail)]


def trip() -> list[Figure]:
    """A 1024 x 1024 RGBA float32 picture to the inference process and back, over a plain copy."""
    with tempfile.TemporaryDirectory() as scratch:
        found = measure_round_trip(_launch(Path(scratch)))
    detail = f"trip {found.trip * 1e3:.1f} ms, copy {found.copy * 1e3:.1f} ms"
    return [Figure("picture to process and back / copy", found.ratio, 3.0, detail)]


def cancel() -> list[Figure]:
    """From cancel to idle, in the middle of a large picture."""
    with tempfile.TemporaryDirectory() as scratch:
        process = InferenceProcess(_launch(Path(scratch)))
        job = process.submit(MATERIAL, Capture(color=_picture(3000)), SilentReporter())
        job.wait(6.0)
        seconds = _seconds(lambda: (job.cancel(), job.wait(10.0)))
        assert job.state is JobState.CANCELLED, job.error
        process.close()
    return [Figure("cancel to idle, seconds", seconds, 1.0, "material of 3000 x 3000")]


def enable() -> list[Figure]:
    """Processor time of registering the add-on in a fresh process that has bpy: from a new copy,
    which is compiled as after an installation, and from the same again, as at every later start.
    The least of several: what else runs on the machine only adds to it."""
    first, later = list[float](), list[float]()
    for _ in range(ENABLED):
        with tempfile.TemporaryDirectory() as folder:
            unused = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / "addon", Path(folder) / "addon", ignore=unused)
            first.append(_enabled(folder))
            later.append(_enabled(folder))
    return [
        Figure("enable first, processor ms", min(first), 100.0, "compiled and kept"),
        Figure("enable later, processor ms", min(later), 100.0, "no onnxruntime"),
    ]


def _enabled(folder: str) -> float:
    code = (
        "import bpy, time, sys; start = time.process_time(); import addon; addon.register();"
        "print(1000 * (time.process_time() - start), 'onnxruntime' in sys.modules)"
    )
    # Blender keeps what it compiled; whoever runs this may have that switched off.
    kept = {name: each for name, each in os.environ.items() if name not in NO_BYTECODE}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        check=True,
    )
    milliseconds, loaded = next(
        line.split() for line in done.stdout.splitlines() if line.endswith(("True", "False"))
    )
    assert loaded == "False"
    return float(milliseconds)


def large() -> list[Figure]:
    """An 8192 x 8192 picture through tiles: peak memory of the process, the step at tile edges."""
    code = f"""
import resource, sys
sys.path.insert(0, {str(ROOT)!r})
from scripts.bench import tiled_large
print(tiled_large(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    step, peak = map(float, done.stdout.split()[-2:])
    return [
        Figure("8192 x 8192, peak GB", peak, 1.5, "whole material job, without the picture's file"),
        Figure("8192 x 8192, edge step / inside", step, 1.1, "seamless base color"),
    ]


def tiled_large() -> float:
    """The seam step of a large seamless material; run in a process of its own by `large`."""
    from addon.core.maps import MapKind

    rows = np.lib.format.open_memmap(
        Path(tempfile.mkdtemp()) / "picture.npy", "w+", np.float32, (8192, 8192, 3)
    )
    random = np.random.default_rng(0)
    for start in range(0, 8192, 256):
        rows[start : start + 256] = random.random((256, 8192, 3), np.float32) * 0.2 + 0.4
    picture = Image(rows, ColorSpace.SRGB)
    request = GenerationRequest(task=Task.MATERIAL, device=Device.CPU, seamless=True)
    result = generate(
        request, Capture(color=picture), _model(), SessionCache(), SilentReporter(), CancelToken()
    )
    assert result.maps is not None
    return seam_step(result.maps[MapKind.BASE_COLOR].pixels)


def variations() -> list[Figure]:
    """Pictures of variations, planning of cameras and metering included, over bare renders of the
    same, in a furnished room and in a scene of 2,000 objects and 300 materials."""
    import bpy

    import addon
    from addon.scene import scene_files
    from scripts.scenes import large_office

    addon.register()
    figures: list[Figure] = []
    for name in ("room", "2,000 objects"):
        if name == "room":
            scene_files.open_scene(ROOM)
        else:
            bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
            large_office.build()
        figures += _variations(name)
    return figures


def _variations(name: str) -> list[Figure]:
    """The figures of the open scene; planning and switching are only told."""
    import bpy

    from addon.scene import planning, thumbnails, variation_state

    scene = bpy.context.scene
    assert scene is not None
    request = GenerationRequest(task=Task.VARIATIONS, count=COUNT, seed=1)
    settings = thumbnails.ThumbnailSettings(Extent(384, 256), 32)

    def planned() -> None:
        variation_state.store(scene, planning.plan_variations(scene, None, request))

    def ours(out: Path) -> None:
        token = CancelToken()
        made = thumbnails.render_variations(
            scene, range(COUNT), settings, out, SilentReporter(), token
        )
        assert len(list(made)) == COUNT

    plan = _seconds(planned)
    with tempfile.TemporaryDirectory() as folder:
        pictures = _seconds(lambda: ours(Path(folder)))
        bare = 0.0
        with thumbnails.rendering_stage(scene, settings) as stage:
            for index in range(COUNT):
                thumbnails.show_on_stage(scene, stage, index)
                stage.render.filepath = str(Path(folder) / "bare.png")
                bare += _seconds(lambda: bpy.ops.render.render(write_still=True, scene=stage.name))
    switch = _seconds(lambda: variation_state.apply_variation(scene, 0))
    detail = f"{COUNT} pictures in {pictures:.1f} s, bare {bare:.1f} s"
    return [
        Figure(f"variations of {name} / bare", pictures / bare, 1.15, detail),
        Figure(f"planning {name}, s a variation", plan / COUNT, None, "roles and stored materials"),
        Figure(f"showing {name}, s", switch, None, "one variation after another"),
    ]


def bake() -> list[Figure]:
    """Seamless maps of a brick wall, over the bare render of as many pixels of the same sheet."""
    import bpy

    from addon.scene import baking, procedural

    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    family = procedural.FAMILIES["brick"]
    material = procedural.from_look(family, family.looks[0])
    figures: list[Figure] = []
    for side in BAKED_SIDES:
        whole = _seconds(lambda side=side: baking.bake(material, side))
        bare = _seconds(lambda side=side: baking.render_bare(material, side))
        detail = f"{whole:.1f} s, bare {bare:.1f} s"
        figures.append(Figure(f"bake {side} px / bare render", whole / bare, 2.5, detail))
    return figures


def zip_size() -> list[Figure]:
    """The zip of this platform, when `scripts/dev.py build` has made one."""
    built = sorted((ROOT / "dist").glob("maquette-*.zip"))
    return [Figure("zip, MB", path.stat().st_size / 1e6, 130.0, path.name) for path in built]


BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "maps": maps,
    "trip": trip,
    "cancel": cancel,
    "enable": enable,
    "large": large,
    "variations": variations,
    "bake": bake,
    "zip": zip_size,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(BENCHES), help="comma-separated")
    for name in parser.parse_args().only.split(","):
        for figure in BENCHES[name]():
            print(figure, flush=True)
    return 0


def _model() -> InstalledModel:
    found, _ = find_models((ROOT / "onnx_models",))
    return choose_model(found, Task.MATERIAL, "")


def _picture(side: int) -> Image:
    pixels = np.random.default_rng(1).random((side, side, 3), np.float32)
    return Image(pixels, ColorSpace.SRGB)


def _launch(scratch: Path) -> Launch:
    return Launch(
        python=sys.executable,
        python_args=("-I",),
        root=ROOT,
        runtime=None,
        unpacked=None,
        scratch=scratch,
        model_folders=(ROOT / "onnx_models",),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
