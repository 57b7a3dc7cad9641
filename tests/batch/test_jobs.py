# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`run JOB.toml`: checked as a whole, done item by item, resumed by content, one report for all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from addon.batch import job_items
from addon.batch.cli import main, verb_parsers
from addon.batch.job_file import Job, read_job
from addon.core.errors import InputError
from tests.batch.rooms import photo, save_room

ROOT = Path(__file__).resolve().parents[2]
STEP = """
out = "results"
[defaults]
width = 16
height = 16
samples = 1
[[step]]
name = "concepts"
verb = "vary"
inputs = ["models/*.blend"]
count = 1
"""


def job_of(folder: Path, text: str, **changes: Any) -> Job:
    (folder / "job.toml").write_text(text, encoding="utf-8")
    return read_job(folder / "job.toml", verb_parsers(), **changes)


def files(folder: Path, *names: str) -> Path:
    """Empty files, which are enough to check a job."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def run(folder: Path, *arguments: str) -> int:
    return main(["run", str(folder / "job.toml"), *arguments])


def report_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "results" / "report.json").read_text(encoding="utf-8"))


def statuses(folder: Path) -> dict[str, str]:
    return {Path(each["input"]).name: each["status"] for each in report_of(folder)["items"]}


def test_a_step_is_the_command_that_its_options_say(tmp_path: Path) -> None:
    files(tmp_path, "models/a.blend", "taste.json")
    text = STEP + 'axes = ["material", "light"]\nlock = ["*Glass*", "Logo"]\nkeep = [1]\n'
    (item,) = job_of(tmp_path, text).items
    out = Path("anywhere")
    assert item.command(out) == [
        "vary", str(tmp_path / "models" / "a.blend"), "--axes=material,light", "--count=1",
        "--height=16", "--keep=1", "--lock=*Glass*", "--lock=Logo", "--samples=1", "--width=16",
        "--out=anywhere",
    ]  # fmt: skip
    assert item.place == tmp_path / "results" / "concepts" / "a"


def test_the_example_of_the_docs_is_a_job(tmp_path: Path) -> None:
    files(tmp_path, "models/one/a.blend", "models/two/a.blend", "photos/b.jpg", "photos/c.png")
    text = (ROOT / "docs" / "jobs.md").read_text(encoding="utf-8")
    job = job_of(tmp_path, text.partition("```toml\n")[2].partition("```")[0])
    places = [item.place.relative_to(job.out).as_posix() for item in job.items]
    assert places == [
        "concepts/one-a", "concepts/two-a", "surfaces/b", "surfaces/c", "oak"
    ]  # fmt: skip
    assert job.items[-1].command(job.out)[1] == "weathered oak herringbone"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("count = 1", "cuont = 1"), "did you mean count?"),
        (("[defaults]", "[default]"), "did you mean defaults?"),
        (("samples = 1", "smaples = 1"), "did you mean samples?"),
        (('verb = "vary"', 'verb = "vray"'), "did you mean vary?"),
        (('verb = "vary"', 'verb = "devices"'), "no verb that writes"),
        (('verb = "vary"', 'verb = "run"'), "no verb that writes"),
        (("inputs =", "input ="), "did you mean inputs?"),
        (("count = 1", 'count = "many"'), "invalid int value"),
        (("count = 1", "count = 1000"), "1 to 64"),
        (("count = 1", "count = [1, 2]"), "one value"),
        (("count = 1", "keep = [9]"), "no variation 9"),
        (("count = 1", 'axes = ["colour"]'), "axes are"),
        (("count = 1", 'out = "here"'), "out is nothing that step 1"),
        (("count = 1", "overwrite = true"), "overwrite is nothing"),
        (("width = 16", "width = 1"), "16 to 8192"),
        (("models/*.blend", "nowhere/*.blend"), "finds no file"),
        (("models/*.blend", "../*.blend"), "--folder"),
        (("models/*.blend", "models/*/../../../*.blend"), "climbs out"),
        (('out = "results"', 'out = "../results"'), "--folder"),
        (('out = "results"', 'out = "."'), "out is the folder"),
        (('out = "results"', ""), "out is missing"),
        (('name = "concepts"', 'name = "../up"'), "becomes a folder"),
        (("count = 1", 'preference = "gone.json"'), "is not there"),
        (("count = 1", 'preference = "../taste.json"'), "--folder"),
        (("count = 1", "lock = 3.5\nlock = 2"), "not valid TOML"),
        (("count = 1", 'count = 1\n[[step]]\nname = "Concepts"\nverb = "library"'), "two steps"),
        (("count = 1", 'count = 1\n[[step]]\nverb = "library"\ninputs = ["x"]'), "no inputs"),
        (("count = 1", 'count = 1\n[[step]]\nverb = "material"'), "needs inputs"),
        (("count = 1", 'count = 1\n[[step]]\nverb = "generate"'), "Say in words"),
        (("count = 1", 'count = 1\n[[step]]\nverb = "generate"\nprompt = "--out=/"'), "a dash"),
        (("count = 1", 'count = 1\n[[step]]\nverb = "generate"\nno-maps = "yes"'), "true or false"),
    ],
)
def test_what_is_wrong_is_one_sentence_before_anything_runs(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], change: tuple[str, str], said: str
) -> None:
    files(tmp_path, "models/a.blend")
    assert change[0] in STEP
    (tmp_path / "job.toml").write_text(STEP.replace(*change, 1), encoding="utf-8")
    assert run(tmp_path) == 2
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maquette: ")]
    assert len(lines) == 1
    assert "job.toml" in lines[0]
    assert said in lines[0]
    assert not (tmp_path / "results").exists()


def test_a_link_that_leads_outside_is_outside(tmp_path: Path) -> None:
    files(tmp_path, "elsewhere/a.blend", "job/models/b.blend")
    try:
        (tmp_path / "job" / "models" / "a.blend").symlink_to(tmp_path / "elsewhere" / "a.blend")
    except OSError:
        pytest.skip("this system lets nobody make links")
    with pytest.raises(InputError, match="--folder"):
        job_of(tmp_path / "job", STEP)
    job = job_of(tmp_path / "job", STEP, folders=[tmp_path / "elsewhere"])
    assert len(job.items) == 2


def test_results_and_hidden_files_are_no_inputs(tmp_path: Path) -> None:
    files(tmp_path, "a.blend", "results/concepts/a/variations.blend", ".trash/b.blend")
    job = job_of(tmp_path, STEP.replace("models/*", "**/*"))
    assert [item.input for item in job.items] == [tmp_path / "a.blend"]


def test_the_out_of_the_command_line_is_taken(tmp_path: Path) -> None:
    files(tmp_path, "job/models/a.blend")
    job = job_of(tmp_path / "job", STEP, out=tmp_path / "farm")
    assert job.items[0].place == tmp_path / "farm" / "concepts" / "a"


def test_the_key_is_of_content_and_not_of_places(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        files(folder, "models/a.blend")
        (folder / "taste.json").write_text('{"maquette_preference": 1, "forgotten": [], '
                                           '"features": [], "sets": []}')  # fmt: skip
    text = STEP + 'preference = "taste.json"\n'
    keys = [job_items.key_of(job_of(folder, text).items[0]) for folder in (one, other)]
    assert keys[0] == keys[1]
    assert job_items.key_of(job_of(one, text + "seed = 2\n").items[0]) != keys[0]
    with (other / "models" / "a.blend").open("ab") as file:
        file.write(b"!")
    assert job_items.key_of(job_of(other, text).items[0]) != keys[0]


def test_a_job_goes_on_where_it_stopped(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "models").mkdir()
    for name in ("a", "b"):
        save_room(tmp_path / "models" / f"{name}.blend")
    (tmp_path / "models" / "c.blend").write_bytes(b"BLENDER-no")
    (tmp_path / "job.toml").write_text(STEP, encoding="utf-8")

    assert run(tmp_path, "--dry-run") == 0
    assert "3 of 3 would run" in capfd.readouterr().out
    assert not (tmp_path / "results").exists()

    assert run(tmp_path, "--json") == 3
    assert statuses(tmp_path) == {"a.blend": "done", "b.blend": "done", "c.blend": "failed"}
    assert "c.blend cannot be read" in report_of(tmp_path)["items"][2]["error"]
    concepts = tmp_path / "results" / "concepts"
    assert {each.name for each in concepts.iterdir()} == {"a", "b"}
    assert (concepts / "a" / "variations.blend").is_file()
    events = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line[:1] == "{"]
    fractions = [each["fraction"] for each in events if each["event"] == "progress"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert [each["status"] for each in events if each["event"] == "item"][-1] == "failed"

    kept = (concepts / "a" / "report.json").stat().st_mtime_ns
    save_room(tmp_path / "models" / "b.blend")
    (concepts / "b" / "old.png").touch()
    (tmp_path / "models" / "c.blend").unlink()
    assert run(tmp_path) == 0
    assert statuses(tmp_path) == {"a.blend": "kept", "b.blend": "done"}
    assert (concepts / "a" / "report.json").stat().st_mtime_ns == kept
    assert not (concepts / "b" / "old.png").exists()


def test_what_no_job_wrote_is_left_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files(tmp_path, "models/a.blend", "results/concepts/a/holiday.png")
    (tmp_path / "job.toml").write_text(STEP, encoding="utf-8")
    assert run(tmp_path, "--overwrite") == 2
    assert "did not write" in capfd.readouterr().err
    assert (tmp_path / "results" / "concepts" / "a" / "holiday.png").exists()


def test_pictures_and_words_are_steps_too(tmp_path: Path) -> None:
    photo(tmp_path / "wall.png")
    (tmp_path / "job.toml").write_text(
        'out = "results"\n[[step]]\nverb = "material"\ninputs = "*.png"\nseamless = true\n'
        '[[step]]\nname = "oak"\nverb = "generate"\nprompt = "pale oak"\ncount = 1\n'
        "no-maps = true\npreview = 16\n",
        encoding="utf-8",
    )
    assert run(tmp_path) == 0
    results = tmp_path / "results"
    assert (results / "material-1" / "wall" / "wall" / "base_color.png").is_file()
    assert (results / "oak" / "materials.blend").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    save_room(tmp_path / "models" / "a.blend")
    slow = STEP.replace("count = 1", "count = 64").replace("samples = 1", "samples = 4")
    (tmp_path / "job.toml").write_text(slow, encoding="utf-8")
    command = [sys.executable, "-m", "addon", "run", str(tmp_path / "job.toml"), "--json"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if '"progress"' in line:
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode == 130
    assert statuses(tmp_path) == {"a.blend": "waiting"}
    assert not list((tmp_path / "results" / "concepts").iterdir())
