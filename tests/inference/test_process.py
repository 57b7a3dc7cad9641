# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference process at work: real processes, real sessions, results and their files."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from addon.core.image import FloatArray
from addon.core.maps import MapKind
from addon.core.progress import CancelToken, SilentReporter
from addon.core.request import Capture
from addon.inference.arrays import ArrayFolder, ArrayReader
from addon.inference.client import InferenceProcess, Job, JobState, Launch, WorkerResult
from addon.inference.generate import generate
from addon.inference.roundtrip import measure_round_trip
from addon.inference.runtime import this_platform, this_python
from addon.inference.session import SessionCache
from addon.inference.store import choose_model, find_models
from tests.inference.conftest import (
    ROOT,
    Diary,
    Start,
    depth_request,
    material_request,
    picture,
)

LONG = 120.0


def finished(job: Job) -> WorkerResult:
    assert job.wait(LONG) is JobState.FINISHED, job.error
    assert job.result is not None
    return job.result


def direct_depth(capture: Capture, folder: Path) -> FloatArray:
    """The same job in this process."""
    request = depth_request()
    model = choose_model(find_models((folder,))[0], request.task, request.model_id)
    result = generate(request, capture, model, SessionCache(), SilentReporter(), CancelToken())
    assert result.depth is not None
    return result.depth.inverse_depth


def test_a_depth_job_gives_what_generate_gives(start: Start, model_folder: Path) -> None:
    capture = picture()
    result = finished(start().submit(depth_request(), capture, SilentReporter()))
    assert result.depth is not None
    assert np.array_equal(result.depth.inverse_depth, direct_depth(capture, model_folder))
    assert not result.depth.inverse_depth.flags.writeable
    assert result.result.request == depth_request()
    assert result.result.model.id == "tiny-depth"
    assert result.result.provider.used == "CPUExecutionProvider"
    assert dict(result.files) == {}


def test_a_material_job_gives_16_bit_files_with_their_record(start: Start) -> None:
    result = finished(start().submit(material_request(), picture(), SilentReporter()))
    kinds = set(result.files)
    assert {MapKind.BASE_COLOR, MapKind.NORMAL, MapKind.ROUGHNESS, MapKind.METALLIC} <= kinds
    assert result.result.maps is None
    for path in result.files.values():
        data = path.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert data[24] == 16
        assert b"tiny-material" in data
    assert str(result.record["made_by"]).startswith("Maquette")
    json.dumps(dict(result.record), allow_nan=False)
    if MapKind.HEIGHT in kinds:
        assert result.height_range is not None
        assert result.height_range[0] <= result.height_range[1]


def test_files_go_with_the_result(start: Start) -> None:
    job = start().submit(material_request(), picture(), SilentReporter())
    folder = next(iter(finished(job).files.values())).parent
    assert folder.is_dir()
    del job
    gc.collect()
    end = time.monotonic() + LONG
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert not folder.exists()


def test_a_depth_that_is_held_is_not_overwritten_by_later_jobs(start: Start) -> None:
    process = start()
    job = process.submit(depth_request(), picture(seed=1), SilentReporter())
    depth = finished(job).depth
    assert depth is not None
    held = depth.inverse_depth[::2]
    before = held.copy()
    del job, depth
    gc.collect()
    for seed in range(2, 6):
        finished(process.submit(depth_request(), picture(seed=seed), SilentReporter()))
    assert np.array_equal(held, before)


def test_jobs_run_in_order_and_report_once(start: Start) -> None:
    process = start()
    diaries = [Diary() for _ in range(3)]
    jobs = [process.submit(material_request(), picture(), diary) for diary in diaries]
    finished(jobs[2])
    assert [job.state for job in jobs] == [JobState.FINISHED] * 3
    for diary in diaries:
        assert diary.entries == ["started Material of noise.png", "finished"]
        assert diary.fractions == sorted(diary.fractions)
        assert all(0.0 <= fraction <= 1.0 for fraction in diary.fractions)
    assert diaries[0].texts


def test_the_same_job_gives_the_same_bytes(start: Start) -> None:
    process = start()
    results = [
        finished(process.submit(material_request(), picture(), SilentReporter())) for _ in range(2)
    ]
    first, second = (
        {kind: path.read_bytes() for kind, path in each.files.items()} for each in results
    )
    assert first == second


def test_every_pass_of_a_capture_arrives(start: Start) -> None:
    color = picture().color
    metres = np.full(color.pixels.shape[:2], np.inf, np.float32)
    metres[:, :40] = 3.0 / (0.5 + color.pixels[:, :40, 0])
    capture = Capture(color=color, depth=metres)
    depth = finished(start().submit(depth_request(), capture, SilentReporter())).depth
    assert depth is not None
    assert depth.metres is not None
    near = np.isfinite(metres)
    assert np.allclose(depth.metres[near], metres[near], rtol=1e-3)


def test_a_big_picture_is_copied_aside(start: Start, model_folder: Path) -> None:
    capture = picture(2048, 1536)
    assert capture.color.pixels.nbytes > 32 * 2**20
    process = start()
    jobs = [process.submit(depth_request(), capture, SilentReporter()) for _ in range(2)]
    jobs[1].cancel()
    depth = finished(jobs[0]).depth
    assert jobs[1].state is JobState.CANCELLED
    assert depth is not None
    assert np.array_equal(depth.inverse_depth, direct_depth(capture, model_folder))


def test_an_array_goes_and_comes_back(start: Start) -> None:
    process = start()
    rng = np.random.default_rng(3)
    for shape in ((1024, 1024, 4), (7, 5), (1024, 1024, 4), (1000, 1000, 4), (1,)):
        array = rng.random(shape, np.float32)
        assert np.array_equal(process.echo(array).wait(LONG), array)
    indices = np.arange(6, dtype=np.int32).reshape(2, 3).T
    assert np.array_equal(process.echo(indices).wait(LONG), indices)


def test_the_way_there_and_back_is_measured(tmp_path: Path) -> None:
    launch = Launch(sys.executable, ("-I",), ROOT, None, None, tmp_path, ())
    measured = measure_round_trip(launch, side=64, repeats=3)
    assert measured.trip >= measured.submit > 0.0
    assert measured.ratio == measured.trip / measured.copy
    assert list(tmp_path.iterdir()) == []


def test_array_files_are_used_again_only_when_they_are_free(tmp_path: Path) -> None:
    sender, receiver = ArrayFolder(tmp_path, "a"), ArrayReader(tmp_path)
    first, second = (np.full((64, 64), number, np.float32) for number in (1, 2))
    spec = sender.write(first)
    other = sender.write(second)
    assert spec["file"] != other["file"]
    gone: list[str] = []
    view = receiver.map(spec, gone.append)[3:5]
    gc.collect()
    assert gone == []
    assert np.all(view == 1)
    del view
    gc.collect()
    assert gone == [spec["file"]]
    sender.release(gone)
    again = sender.write(second[:32])
    assert again["file"] == spec["file"]
    assert np.all(receiver.map(again) == 2)


def test_devices_tells_what_really_runs(start: Start) -> None:
    report = start().devices().wait(LONG)
    by_name = {provider.name: provider for provider in report.providers}
    assert by_name["CPUExecutionProvider"].works
    assert "CPUExecutionProvider" in report.compiled_in
    for provider in report.providers:
        assert provider.works == (provider.reason == "")
    json.dumps(report.as_json())


def test_sessions_are_closed_when_idle_and_on_request(start: Start) -> None:
    process = start(idle_seconds=0.2)
    finished(process.submit(depth_request(), picture(), SilentReporter()))
    assert process.has_sessions
    _pump_until_unloaded(process)
    pid = process.pid
    finished(process.submit(depth_request(), picture(), SilentReporter()))
    assert process.pid == pid
    patient = start()
    finished(patient.submit(depth_request(), picture(), SilentReporter()))
    patient.release_memory()
    _pump_until_unloaded(patient)


def _pump_until_unloaded(process: InferenceProcess) -> None:
    end = time.monotonic() + LONG
    while process.has_sessions and time.monotonic() < end:
        process.pump()
        time.sleep(0.01)
    assert not process.has_sessions
    assert process.is_running


def test_folders_with_spaces_and_letters_of_every_alphabet(
    start: Start, tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "Räume für Ελλάδα 漢字 'x' & y"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "addon", place / "addon", ignore=ignore)
    shutil.copytree(model_folder / "tiny-depth", place / "modèles" / "tiny-depth")
    # A script of the user's in the current folder must not be taken for a library.
    (tmp_path / "numpy.py").write_text("raise SystemExit('wrong numpy')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    process = start(
        root=place, scratch=place / "приложение tmp", model_folders=(place / "modèles",)
    )
    assert finished(process.submit(depth_request(), picture(), SilentReporter())).depth is not None


def test_the_runtime_is_unpacked_on_first_use(start: Start, tmp_path: Path) -> None:
    """A wheel that stands for onnxruntime: it adds a mark to the version of the real one."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "sys.path.remove(str(Path(__file__).parents[1]))\n"
        "del sys.modules['onnxruntime']\n"
        "import onnxruntime\n"
        "onnxruntime.__version__ += '+unpacked'\n"
    )
    runtime = _runtime_of(tmp_path / "runtime", code)
    process = start(runtime=runtime, unpacked=tmp_path / "user ü")
    diary = Diary()
    result = finished(process.submit(depth_request(), picture(), diary))
    assert "Unpacking the runtime, once" in " ".join(diary.texts)
    assert "+unpacked" in result.result.runtime
    assert len(list((tmp_path / "user ü").iterdir())) == 1
    process.close()
    again = Diary()
    finished(process.submit(depth_request(), picture(), again))
    assert "Unpacking" not in " ".join(again.texts)


def test_a_tampered_runtime_is_refused(start: Start, tmp_path: Path) -> None:
    runtime = _runtime_of(tmp_path / "runtime", "raise SystemExit\n")
    wheel = next(runtime.glob("*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"!")
    process = start(runtime=runtime, unpacked=tmp_path / "user")
    job = process.submit(depth_request(), picture(), SilentReporter())
    assert job.wait(LONG) is JobState.FAILED
    assert "missing or damaged" in job.error
    assert process.is_running


def _runtime_of(folder: Path, code: str) -> Path:
    folder.mkdir()
    wheel = folder / f"onnxruntime-9-{this_python()}-{this_python()}-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("onnxruntime/__init__.py", code)
    row = {
        "file": wheel.name,
        "sha256": sha256(wheel.read_bytes()).hexdigest(),
        "bytes": wheel.stat().st_size,
        "python": this_python(),
        "platform": this_platform(),
    }
    (folder / "index.json").write_text(json.dumps([row]), encoding="utf-8")
    return folder


def test_blenders_side_loads_neither_onnxruntime_nor_bpy() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import addon.inference.client\n"
        "print([name for name in ('onnxruntime', 'bpy') if name in sys.modules])\n"
    )
    command = [sys.executable, "-I", "-c", code, str(ROOT)]
    assert (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_closing_ends_the_process_and_removes_its_files(start: Start, tmp_path: Path) -> None:
    process = start()
    job = process.submit(depth_request(), picture(), SilentReporter())
    result = finished(job)
    pid = process.pid
    process.close()
    assert pid is not None
    assert not process.is_running
    assert list((tmp_path / "scratch").iterdir()) == []
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert result.depth is not None
    assert np.isfinite(result.depth.inverse_depth).all()
