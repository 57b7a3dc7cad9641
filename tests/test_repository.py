# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold of the repository as a whole: versions, pins, sizes, licence headers."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MANIFEST = tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))
MODELS_LIMIT_BYTES = 30_000_000
TREE_LIMIT_BYTES = 45_000_000
HEADER = (
    "SPDX-FileCopyrightText: 2026 Maquette authors",
    "SPDX-License-Identifier: GPL-3.0-or-later",
)
WITH_HEADER = frozenset({".py", ".pyi", ".toml", ".in", ".sh"})
# In parts, so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    ".".join(parts).encode()
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("conda", "anaconda"),
    )
)
MACHINE_PATHS = re.compile(rb"(?<![\w.}>-])/(?:root|work|home/\w+|Users/\w+|mnt/\w+)/[\w.]")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """What git knows of the working tree, new files included, ignored ones not."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("only git can tell which files belong to the project")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    answer = subprocess.run(
        [*command, "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = filter(None, answer.stdout.split("\0"))
    return [path for path in map(ROOT.joinpath, names) if path.is_file()]


def test_the_changelog_names_the_version_of_the_manifest() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(MANIFEST['version'])}\b", changelog, re.MULTILINE)


def test_the_oldest_blender_of_the_manifest_is_tested() -> None:
    oldest = ".".join(MANIFEST["blender_version_min"].split(".")[:2])
    pinned = (ROOT / "requirements" / f"bpy-{oldest}.txt").read_text(encoding="utf-8")
    assert re.search(rf"^bpy=={re.escape(oldest)}\.", pinned, re.MULTILINE)


def test_the_manifest_leaves_the_wheels_to_us() -> None:
    assert "wheels" not in MANIFEST


def test_tests_and_zip_have_the_same_onnxruntime() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.txt"))
    versions = {
        version for text in texts for version in re.findall(r"^onnxruntime==(\S+)", text, re.M)
    }
    assert len(versions) == 1


@pytest.mark.parametrize("name", ["bpy-4.5", "bpy-5.2", "core", "check", "runtime"])
def test_every_pin_has_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\w)", text)[1:]
    assert pins
    assert not [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]


def test_no_file_names_a_package_registry_or_a_machine(files: list[Path]) -> None:
    wrong = {
        str(path.relative_to(ROOT))
        for path in files
        for data in [path.read_bytes()]
        if any(host in data for host in REGISTRY_HOSTS) or MACHINE_PATHS.search(data)
    }
    assert not wrong


def test_every_source_file_says_whose_it_is(files: list[Path]) -> None:
    # A model card states the licence of its model instead.
    sources = [p for p in files if p.suffix in WITH_HEADER and p.name != "card.toml"]
    silent = {
        str(path.relative_to(ROOT))
        for path in sources
        if not all(line in path.read_text(encoding="utf-8")[:400] for line in HEADER)
    }
    assert sources
    assert not silent


def test_models_and_tree_stay_small(files: list[Path]) -> None:
    sizes = {path: path.stat().st_size for path in files}
    models = sum(size for path, size in sizes.items() if path.is_relative_to(ROOT / "onnx_models"))
    assert models <= MODELS_LIMIT_BYTES
    assert sum(sizes.values()) <= TREE_LIMIT_BYTES
