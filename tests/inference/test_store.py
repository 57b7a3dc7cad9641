# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models on disk: which are found, which are refused, and why."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from addon.core.errors import ModelError
from addon.inference.store import choose_model, default_model, find_models, verify

CARD = """
id = "{id}"
name = "Test"
version = "1.0.0"
task = "{task}"
summary = "For the test of the store."
license = "CC0-1.0"
commercial_use = true
training_data = "none"
[[files]]
path = "{path}"
sha256 = "{sha256}"
bytes = {bytes}
[input]
channels = 3
[[outputs]]
name = "out"
is = "{output}"
"""
DATA = b"not looked at by the store"


def add_model(place: Path, model_id: str, task: str = "depth", path: str = "model.onnx") -> Path:
    folder = place / model_id
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(DATA)
    output = "depth" if task == "depth" else "roughness"
    card = CARD.format(
        id=model_id,
        task=task,
        path=path,
        sha256=sha256(DATA).hexdigest(),
        bytes=len(DATA),
        output=output,
    )
    (folder / "card.toml").write_text(card, encoding="utf-8")
    return folder


def test_models_come_in_the_order_of_folders_and_names(tmp_path: Path) -> None:
    for place, name in (("user", "alpha"), ("bundled", "delta"), ("bundled", "charlie")):
        add_model(tmp_path / place, name)
    models, problems = find_models((tmp_path / "bundled", tmp_path / "user"))
    assert [model.card.id for model in models] == ["charlie", "delta", "alpha"]
    assert problems == ()
    assert models[0].path == (tmp_path / "bundled" / "charlie" / "model.onnx").resolve()


def test_folders_without_a_card_and_loose_files_are_no_models(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert find_models((tmp_path,)) == ((), ())


def test_the_first_of_two_models_with_one_id_is_taken(tmp_path: Path) -> None:
    first = add_model(tmp_path / "bundled", "twin")
    add_model(tmp_path / "user", "twin")
    models, problems = find_models((tmp_path / "bundled", tmp_path / "user"))
    assert [model.folder for model in models] == [first.resolve()]
    assert len(problems) == 1
    assert "twin" in problems[0]
    assert str(first.resolve()) in problems[0]


def test_a_bad_card_is_one_sentence_and_stops_no_other(tmp_path: Path) -> None:
    add_model(tmp_path, "good")
    bad = add_model(tmp_path, "bad")
    (bad / "card.toml").write_text("id = [", encoding="utf-8")
    garbage = add_model(tmp_path, "garbage")
    (garbage / "card.toml").write_bytes(b"\xff\xfe\x00")
    models, problems = find_models((tmp_path,))
    assert [model.card.id for model in models] == ["good"]
    assert len(problems) == 2
    assert str(bad) in problems[0]
    assert str(garbage) in problems[1]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    add_model(tmp_path / "here", "good")
    models, problems = find_models((tmp_path / "gone", tmp_path / "here"))
    assert len(models) == 1
    assert len(problems) == 1
    assert str(tmp_path / "gone") in problems[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (add_model(tmp_path, "hollow") / "model.onnx").unlink()
    models, problems = find_models((tmp_path,))
    assert models == ()
    assert "hollow" in problems[0]
    assert "model.onnx" in problems[0]


@pytest.mark.parametrize("path", ["../model.onnx", "/etc/passwd", "a/../../model.onnx"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    add_model(tmp_path, "leaky", path=path)
    models, problems = find_models((tmp_path,))
    assert models == ()
    assert len(problems) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = add_model(tmp_path / "models", "linked")
    (tmp_path / "secret.onnx").write_bytes(DATA)
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").symlink_to(tmp_path / "secret.onnx")
    models, problems = find_models((tmp_path / "models",))
    assert models == ()
    assert "outside its folder" in problems[0]


def test_a_whole_model_is_verified(tmp_path: Path) -> None:
    add_model(tmp_path, "whole")
    models, _ = find_models((tmp_path,))
    verify(models[0])


@pytest.mark.parametrize("data", [DATA[:-1], DATA[:-1] + b"!"], ids=["size", "digest"])
def test_a_changed_file_is_found_also_after_it_was_verified(tmp_path: Path, data: bytes) -> None:
    folder = add_model(tmp_path, "changed")
    models, _ = find_models((tmp_path,))
    verify(models[0])
    (folder / "model.onnx").write_bytes(data)
    os.utime(folder / "model.onnx", ns=(1, 1))
    with pytest.raises(ModelError, match=r"model\.onnx of the model changed"):
        verify(models[0])


def test_an_unchanged_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_model(tmp_path, "once")
    models, _ = find_models((tmp_path,))
    verify(models[0])

    def read_again(path: Path) -> str:
        pytest.fail(f"{path} is read again")

    monkeypatch.setattr("addon.inference.store.file_sha256", read_again)
    verify(models[0])


def test_models_are_chosen_by_task_and_id(tmp_path: Path) -> None:
    for name, task in (("d1", "depth"), ("d2", "depth"), ("m1", "material")):
        add_model(tmp_path, name, task)
    models, _ = find_models((tmp_path,))
    assert default_model(models, "material").card.id == "m1"
    assert choose_model(models, "depth", "").card.id == "d1"
    assert choose_model(models, "depth", "d2").card.id == "d2"
    with pytest.raises(ModelError, match="for material, not for depth"):
        choose_model(models, "depth", "m1")
    with pytest.raises(ModelError, match="no model d3; for depth there is d1, d2"):
        choose_model(models, "depth", "d3")
    with pytest.raises(ModelError, match="no model for upscale"):
        default_model(models, "upscale")
