# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`models` and `devices`: what is there, what is broken, what runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from addon import jobs
from addon.batch.cli import main
from tests.batch.rooms import photo
from tests.inference import tiny_models
from tests.inference.conftest import DEPTH_CARD


def test_the_bundled_models_are_listed_and_whole(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "verify", "--json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert {row["id"]: row["status"] for row in answer["models"]} == {
        "depth-mini": "ok",
        "look-mini": "ok",
        "material-mini": "ok",
        "prompt-mini": "ok",
    }
    assert all(row["commercial use"] == "yes" for row in answer["models"])


def test_a_changed_model_file_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tiny_models.install(
        tmp_path / "mine", tiny_models.pointwise([[1.0, 0.0, 0.0]], [0.5]), DEPTH_CARD
    )
    with (tmp_path / "mine" / "model.onnx").open("ab") as file:
        file.write(b"\0")
    assert main(["models", "verify", "--models", str(tmp_path)]) == 3
    assert "mine" in capfd.readouterr().out


def test_a_malformed_card_is_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "card.toml").write_text("id = 3", encoding="utf-8")
    assert main(["models", "list", "--models", str(tmp_path)]) == 3
    captured = capfd.readouterr()
    assert "odd" in captured.err
    assert "depth-mini" in captured.out


def test_devices_say_what_runs(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    works = {row["name"]: row["works"] for row in answer["providers"]}
    assert works["CPUExecutionProvider"] is True
    assert all(row["reason"] for row in answer["providers"] if not row["works"])


@pytest.fixture
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(jobs.USER_FOLDER, str(tmp_path / "user"))


def source_of(folder: Path, card: str = DEPTH_CARD) -> Path:
    tiny_models.install(folder, tiny_models.pointwise([[1.0, 0.0, 0.0]], [0.5]), card)
    (folder / "LICENSE").write_text("free", encoding="utf-8")
    (folder / "payload.py").write_text("1/0", encoding="utf-8")
    return folder


def ids(capfd: pytest.CaptureFixture[str]) -> set[str]:
    capfd.readouterr()
    assert main(["models", "list", "--json"]) == 0
    return {row["id"] for row in json.loads(capfd.readouterr().out)["models"]}


@pytest.mark.usefixtures("_own_folder")
def test_a_model_is_added_used_and_removed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = source_of(tmp_path / "my-depth")
    assert main(["models", "add", str(source)]) == 0
    place = jobs.added_models() / "my-depth"
    captured = capfd.readouterr()
    assert captured.out.strip() == str(place)
    assert "CC0-1.0, commercial use: yes" in captured.err
    assert {path.name for path in place.iterdir()} == {"card.toml", "model.onnx", "LICENSE"}
    assert "my-depth" in ids(capfd)
    picture, out = photo(tmp_path / "wall.png"), tmp_path / "out"
    assert main(["depth", str(picture), "--model", "my-depth", "--out", str(out)]) == 0
    assert main(["models", "remove", "my-depth"]) == 0
    assert not list(jobs.added_models().iterdir())
    assert source.is_dir()
    assert "my-depth" not in ids(capfd)


@pytest.mark.usefixtures("_own_folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "Say what to add"),
        (["remove"], "Say what to remove"),
        (["remove", "depth-mini"], "was not added by you"),
        (["remove", "../other"], "no added model ../other"),
        (["add", "nowhere"], "cannot be read"),
    ],
)
def test_what_cannot_be_changed_is_one_sentence(
    capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["models", *arguments]) == 2
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maquette: ")]
    assert len(lines) == 1
    assert said in lines[0]
    assert not jobs.added_models().exists()


@pytest.mark.usefixtures("_own_folder")
def test_a_model_that_is_not_what_its_card_says_is_not_added(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = source_of(tmp_path / "changed")
    with (source / "model.onnx").open("r+b") as file:
        file.write(b"!")
    assert main(["models", "add", str(source)]) == 2
    assert "sha256" in capfd.readouterr().err
    (source / "model.onnx").unlink()
    (source / "model.onnx").symlink_to(Path(__file__))
    assert main(["models", "add", str(source)]) == 2
    assert "outside its folder" in capfd.readouterr().err
    assert not jobs.added_models().exists()


@pytest.mark.usefixtures("_own_folder")
def test_terms_are_told_before_and_an_id_is_taken_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = source_of(tmp_path / "research")
    card = (source / "card.toml").read_text(encoding="utf-8")
    card = card.replace("commercial_use = true", "commercial_use = false")
    (source / "card.toml").write_text(card, encoding="utf-8")
    assert main(["models", "add", str(source)]) == 2
    assert "no commercial use" in capfd.readouterr().err
    assert main(["models", "add", str(source), "--non-commercial"]) == 0
    assert main(["models", "add", str(source), "--non-commercial"]) == 2
    assert "already" in capfd.readouterr().err
