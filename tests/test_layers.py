# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may import whom, and the habits that keep the layers readable. Needs no Blender."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ADDON = ROOT / "addon"
SOURCES = sorted(ADDON.rglob("*.py"))
LONGEST_FILE = 400

# layer -> (layers of ours it may import, packages from outside it may import)
BLENDER = frozenset(
    {"bpy", "bmesh", "bpy_extras", "gpu", "gpu_extras", "blf", "idprop", "mathutils"}
)
LAYERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "core": (frozenset({"core"}), frozenset({"numpy"})),
    "inference": (frozenset({"core", "inference"}), frozenset({"numpy", "onnxruntime"})),
    "scene": (frozenset({"core", "scene"}), frozenset({"numpy"}) | BLENDER),
    "jobs": (frozenset({"core", "inference", "scene"}), frozenset({"numpy"}) | BLENDER),
    "ui": (
        frozenset({"core", "inference", "scene", "jobs", "ui", "EXTENSION_ID"}),
        frozenset({"numpy"}) | BLENDER,
    ),
    "batch": (
        frozenset({"core", "inference", "scene", "jobs", "batch"}),
        frozenset({"numpy"}) | BLENDER,
    ),
    "registration": (frozenset({"ui", "batch", "scene", "jobs"}), BLENDER),
    "__init__": (frozenset({"registration"}), frozenset()),
    "__main__": (frozenset({"register", "unregister", "batch"}), frozenset()),
}


def layer_of(path: Path) -> str:
    return path.relative_to(ADDON).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[ast.Import | ast.ImportFrom, str, bool]]:
    """Every import: its node, the first name it reaches for, and whether that is one of ours."""
    package = path.relative_to(ADDON).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name.partition(".")[0], False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node, (node.module or "").partition(".")[0], False
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            for alias in node.names:
                target = (*base, *(node.module.split(".") if node.module else ()), alias.name)
                yield node, target[0], True


def test_there_is_a_rule_for_every_layer() -> None:
    assert {layer_of(path) for path in SOURCES} <= set(LAYERS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    ours, outside = LAYERS[layer_of(path)]
    outside |= sys.stdlib_module_names | {"_typeshed"}  # the latter is for annotations only
    wrong = [
        f"line {node.lineno}: {name}"
        for node, name, is_ours in imports_of(path)
        if name not in (ours if is_ours else outside)
    ]
    assert not wrong


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_onnxruntime_is_imported_inside_functions_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        child
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) or _is_for_types(function)
        for child in ast.walk(function)
    }
    early = [
        node.lineno
        for node, name, _ in imports_of(path)
        if name == "onnxruntime" and (node.lineno, node.col_offset) not in _places(inside)
    ]
    assert not early


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _places(nodes: set[ast.AST]) -> set[tuple[int, int]]:
    return {(node.lineno, node.col_offset) for node in nodes if isinstance(node, ast.stmt)}


def test_core_and_inference_need_neither_blender_nor_onnxruntime_to_be_imported() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if layer_of(path) in ("core", "inference")
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(sorted({'bpy', 'onnxruntime'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.stdout.strip() == "[]", answer.stderr


def test_versions_of_blender_are_told_apart_in_one_file() -> None:
    knowing = {
        path.relative_to(ADDON).as_posix()
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "bpy.app.version"
    }
    assert knowing <= {"scene/compat.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
