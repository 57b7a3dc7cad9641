# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference process in trouble: cancelled, killed, stuck, talking rubbish, out of memory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from addon.core.card import Tiling
from addon.core.errors import InputError, ProcessError
from addon.core.image import Extent
from addon.core.progress import CancelToken
from addon.core.request import GenerationResult, ModelUse, ProviderUse
from addon.inference import dispatch
from addon.inference.child import Child, Ended, Item, Launch, describe_end
from addon.inference.client import InferenceProcess, Job, JobState
from addon.inference.memory import private_bytes, run_within_limit
from addon.inference.protocol import decode_message, encode_message
from addon.inference.store import InstalledModel, find_models
from tests.inference.conftest import (
    ROOT,
    Diary,
    Start,
    depth_request,
    material_request,
    picture,
)

LONG = 120.0
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


def slow_job(process: InferenceProcess, diary: Diary | None = None) -> Job:
    """A job whose one run takes minutes, once it has begun."""
    diary = diary or Diary()
    job = process.submit(material_request("very-slow"), picture(512, 512), diary)
    end = time.monotonic() + LONG
    while not process.has_sessions and time.monotonic() < end:
        job.wait(0.05)
    job.wait(0.5)
    assert job.state is JobState.RUNNING, job.error
    return job


def test_a_job_cancelled_at_once_is_cancelled(start: Start) -> None:
    process = start()
    diary = Diary()
    job = process.submit(depth_request(), picture(), diary)
    job.cancel()
    job.cancel()
    assert job.state is JobState.CANCELLED
    assert diary.entries == ["started Depth of noise.png", "cancelled"]
    assert process.submit(depth_request(), picture(), Diary()).wait(LONG) is JobState.FINISHED
    assert len(diary.entries) == 2


def test_a_cancel_in_the_middle_of_a_run_keeps_the_process(start: Start) -> None:
    process = start()
    diary = Diary()
    job = slow_job(process, diary)
    pid = process.pid
    job.cancel()
    assert job.wait(LONG) is JobState.CANCELLED
    assert diary.entries[-1] == "cancelled"
    next_job = process.submit(depth_request(), picture(), Diary())
    assert next_job.wait(LONG) is JobState.FINISHED
    assert process.pid == pid


def test_a_job_that_waits_is_cancelled_without_the_one_that_runs(start: Start) -> None:
    process = start()
    running = slow_job(process)
    waiting = process.submit(depth_request(), picture(), Diary())
    waiting.cancel()
    assert waiting.state is JobState.CANCELLED
    assert running.state is JobState.RUNNING


@posix_only
def test_a_process_that_does_not_obey_a_cancel_is_killed(start: Start) -> None:
    process = start()
    job = slow_job(process)
    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    job.cancel()
    assert job.wait(LONG) is JobState.CANCELLED
    assert process.submit(depth_request(), picture(), Diary()).wait(LONG) is JobState.FINISHED
    assert process.pid != pid


@posix_only
def test_a_killed_process_fails_its_job_with_the_reason_and_the_next_works(start: Start) -> None:
    process = start()
    diary = Diary()
    job = slow_job(process, diary)
    waiting = process.submit(depth_request(), picture(), Diary())
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert job.wait(LONG) is JobState.FAILED
    assert "signal 9, killed by the system or a user" in job.error
    assert "tart the job again" in job.error
    assert diary.entries[-1] == f"failed {job.error}"
    assert waiting.wait(LONG) is JobState.FINISHED


@posix_only
def test_a_process_killed_between_jobs_is_started_again(start: Start) -> None:
    process = start()
    assert process.submit(depth_request(), picture(), Diary()).wait(LONG) is JobState.FINISHED
    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while process.is_running:
        time.sleep(0.01)
    assert process.submit(depth_request(), picture(), Diary()).wait(LONG) is JobState.FINISHED
    assert process.pid not in (pid, None)


@posix_only
def test_the_process_ends_when_its_starter_is_killed(tmp_path: Path, model_folder: Path) -> None:
    """In the middle of a run, and it takes its files along."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from tests.inference.conftest import *\n"
        "root, scratch, models = map(Path, sys.argv[1:])\n"
        "launch = Launch(sys.executable, ('-I',), root, None, None, scratch, (models,))\n"
        "process = InferenceProcess(launch)\n"
        "job = process.submit(material_request('very-slow'), picture(512, 512), Diary())\n"
        "while not process.has_sessions: job.wait(0.05)\n"
        "job.wait(0.3)\n"
        "print(process.pid, flush=True)\n"
        "job.wait()\n"
    )
    scratch = tmp_path / "scratch"
    command = [sys.executable, "-c", code, str(ROOT), str(scratch), str(model_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        os.kill(pid, 0)
        assert list(scratch.iterdir())
        starter.kill()
    _wait_until_gone(pid)
    assert list(scratch.iterdir()) == []


def _wait_until_gone(pid: int) -> None:
    """Gone, or dead and waiting for a parent that never asks, as in a container without an init."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        try:
            state = (
                Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
            )
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} outlives its starter")


@pytest.mark.parametrize("how", ["missing", "package", "talks", "silent"])
def test_a_process_that_does_not_start_fails_the_job(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(dispatch, "HELLO_SECONDS", 0.5 if how == "silent" else LONG)
    process, words = {
        "missing": lambda: (start(python=str(tmp_path / "no python")), "cannot be started"),
        "package": lambda: (start(root=tmp_path), "No module named 'addon'"),
        "talks": lambda: (
            start(python_args=("-c", "print('%PDF-1.7', flush=True)\nwhile 1: pass")),
            "broke its protocol with the line '%PDF-1.7'",
        ),
        "silent": lambda: (
            start(python_args=("-c", "import time; time.sleep(600)")),
            "did not answer within",
        ),
    }[how]()
    diaries = [Diary(), Diary()]
    jobs = [process.submit(depth_request(), picture(), diary) for diary in diaries]
    for job, diary in zip(jobs, diaries, strict=True):
        assert job.wait(LONG) is JobState.FAILED
        assert words in job.error
        assert diary.entries[-1] == f"failed {job.error}"
    assert process.pid is None


def test_rubbish_in_the_middle_of_a_job_fails_it(start: Start) -> None:
    code = (
        "import sys, time\n"
        'print(\'{"kind":"hello"}\', flush=True)\n'
        "sys.stdin.readline(); sys.stdin.readline()\n"
        "print('Segmentation violation caught', flush=True)\n"
        "time.sleep(600)\n"
    )
    process = start(python_args=("-c", code))
    job = process.submit(depth_request(), picture(), Diary())
    assert job.wait(LONG) is JobState.FAILED
    assert "'Segmentation violation caught'" in job.error


def test_a_result_that_cannot_be_read_fails_the_job(start: Start) -> None:
    code = (
        "import sys, time\n"
        'print(\'{"kind":"hello"}\', flush=True)\n'
        "sys.stdin.readline(); sys.stdin.readline()\n"
        'print(\'{"kind":"finished","job":1,"depth":{},"folder":"../.."}\', flush=True)\n'
        "sys.stdin.read()\n"
    )
    process = start(python_args=("-c", code))
    job = process.submit(depth_request(), picture(), Diary())
    assert job.wait(LONG) is JobState.FAILED
    assert "start the job again" in job.error


def test_what_libraries_print_does_not_reach_the_protocol() -> None:
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from addon.inference.channel import Channel\n"
        "channel = Channel()\n"
        "print('from Python', flush=True); os.write(1, b'from C\\n')\n"
        "os.system('echo from a child')\n"
        "channel.send('hello', line=channel.commands.readline().decode(), rest=sys.stdin.read())\n"
    )
    command = [sys.executable, "-I", "-c", code, str(ROOT)]
    done = subprocess.run(command, input=b"command\nmore\n", capture_output=True, check=True)
    assert decode_message(done.stdout) == {"kind": "hello", "line": "command\n", "rest": ""}
    for words in (b"from Python", b"from C", b"from a child"):
        assert words in done.stderr


def test_unknown_commands_are_ignored(tmp_path: Path, model_folder: Path) -> None:
    launch = Launch(sys.executable, ("-I",), ROOT, None, None, tmp_path, (model_folder,))
    inbox: SimpleQueue[Item] = SimpleQueue()
    (tmp_path / "s").mkdir()
    child = Child(launch, tmp_path / "s", lambda _child, item: inbox.put(item))
    for line in (b"rubbish\n", b"{}\n", encode_message("dance"), encode_message("cancel", job=99)):
        child.send(line)
    child.send(encode_message("release"))
    kinds: list[str] = []
    while (item := inbox.get(timeout=LONG)) and isinstance(item, dict):
        kinds.append(item["kind"])
        if item["kind"] == "sessions":
            break
    assert kinds == ["hello", "sessions"]
    child.close(LONG)
    assert inbox.get(timeout=LONG) == Ended(0)
    assert any("'dance' is unknown" in line for line in child.stderr_lines)


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"[]\n", b'{"kind":1}\n', b'{"kind":"a","x":NaN}\n', b"\xff\n", b'{"kind":"a"'],
)
def test_a_line_that_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ProcessError):
        decode_message(line)


def test_numbers_without_a_value_are_sent_as_null() -> None:
    values = {"a": float("nan"), "b": [float("inf"), 1.5], "c": "z\ud800\n"}
    line = encode_message("x", values=values)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert decode_message(line)["values"] == {"a": None, "b": [None, 1.5], "c": "z\ud800\n"}


@pytest.mark.parametrize(
    ("returncode", "words"),
    [
        (-9, "signal 9, killed by"),
        (-11, "signal 11, a crash"),
        (3, "exit code 3"),
        (0xC0000005, "0xc0000005"),
    ],
)
def test_an_end_is_put_into_words(returncode: int, words: str) -> None:
    assert words in describe_end(returncode)


def test_a_broken_model_fails_its_job_in_one_sentence(start: Start, tmp_path: Path) -> None:
    models = tmp_path / "models"
    process = start(model_folders=(models, tmp_path / "gone"))
    job = process.submit(depth_request(), picture(), Diary())
    models.mkdir()
    assert job.wait(LONG) is JobState.FAILED
    assert "no model tiny-depth" in job.error


def test_a_changed_model_is_not_opened(start: Start, tmp_path: Path, model_folder: Path) -> None:
    shutil.copytree(model_folder / "tiny-depth", tmp_path / "m" / "tiny-depth")
    with (tmp_path / "m" / "tiny-depth" / "model.onnx").open("r+b") as file:
        file.write(b"\x08\x07")
    process = start(model_folders=(tmp_path / "m",))
    job = process.submit(depth_request(), picture(), Diary())
    assert job.wait(LONG) is JobState.FAILED
    assert "is not the one its card names (sha256" in job.error
    assert not process.has_sessions


def test_a_scratch_folder_that_cannot_be_made_fails_the_job(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    diary = Diary()
    job = start(scratch=tmp_path / "file" / "scratch").submit(depth_request(), picture(), diary)
    assert job.state is JobState.FAILED
    assert "free some space" in job.error
    assert diary.entries[-1] == f"failed {job.error}"


def test_a_query_without_an_answer_says_so(start: Start) -> None:
    with pytest.raises(ProcessError, match="cannot be started"):
        start(python="/no/python").devices().wait(LONG)
    with pytest.raises(ProcessError, match=r"within 0\.2 seconds"):
        start(python_args=("-c", "import time; time.sleep(600)")).devices().wait(0.2)


def test_a_limit_below_everything_fails_the_job_in_one_sentence(start: Start) -> None:
    job = start(memory_limit_mb=1).submit(material_request("very-slow"), picture(512, 512), Diary())
    assert job.wait(LONG) is JobState.FAILED
    assert "more than the memory limit of 1 MB" in job.error


def test_a_generous_limit_changes_nothing(start: Start) -> None:
    job = start(memory_limit_mb=8000).submit(material_request(), picture(), Diary())
    assert job.wait(LONG) is JobState.FINISHED
    assert job.result is not None
    assert not any("memory limit" in warning for warning in job.result.result.warnings)


def tiled_model(folder: Path, tile: int) -> InstalledModel:
    model = next(each for each in find_models((folder,))[0] if each.card.id == "tiny-material")
    return replace(model, card=replace(model.card, tiling=Tiling(tile, 300)))


def hungry(model: InstalledModel, token: CancelToken) -> GenerationResult:
    """Holds 200 bytes a pixel of a tile for a while, as a network does."""
    tiling = model.card.tiling
    assert tiling is not None
    held = np.ones(tiling.tile**2 * 200, np.uint8)
    for _ in range(20):
        token.check()
        time.sleep(0.01)
    assert held[-1] == 1
    use = ModelUse(model.card.id, "1", "", "", commercial_use=True)
    return GenerationResult(material_request(), use, ProviderUse("CPU"), "", warnings=("first",))


def test_tiles_shrink_until_the_job_stays_within_the_limit(model_folder: Path) -> None:
    model = tiled_model(model_folder, 1024)
    released: list[int] = []
    limit_mb = private_bytes() // 10**6 + 100
    result = run_within_limit(
        hungry, model, Extent(4000, 3000), limit_mb, CancelToken(), lambda: released.append(1)
    )
    assert released == [1]
    assert result.warnings[0] == "first"
    assert "Tiles of 512 pixels" in result.warnings[1]


def test_a_limit_that_no_tile_holds_is_one_sentence(model_folder: Path) -> None:
    model = tiled_model(model_folder, 1024)
    with pytest.raises(InputError, match="more than the memory limit of 1 MB"):
        run_within_limit(hungry, model, Extent(4000, 3000), 1, CancelToken(), lambda: None)
