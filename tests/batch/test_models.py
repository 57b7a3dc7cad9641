# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`models` and `devices`: what is there, what is broken, what runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from addon.batch.cli import main
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
