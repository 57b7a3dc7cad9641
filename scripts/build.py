# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the extension's zip for one platform with Blender's own builder, the runtime inside.

Runs in an environment that has bpy (`dev.py build`). The wheels are downloaded once, kept in
`.cache/wheels`, and checked against the hashes of `requirements/runtime.txt` every time.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from addon.inference.runtime import this_platform  # noqa: E402
from addon.inference.store import file_sha256  # noqa: E402

REQUIREMENTS = ROOT / "requirements" / "runtime.txt"
WHEEL_CACHE = ROOT / ".cache" / "wheels"
SHIPPED = (
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "__init__.py",
    "addon",
    "blender_manifest.toml",
    "onnx_models",
)
LEFT_OUT = ("__pycache__", ".*", "*~", "*.blend1")
PYTHONS = ("3.11", "3.13", "3.14")  # Blender 4.5, Blender 5.2, distributions' Blender 5.2
WHEEL_PLATFORMS = {
    "linux-x64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux-arm64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
    "windows-x64": ("win_amd64",),
    "windows-arm64": ("win_arm64",),
    "macos-arm64": ("macosx_14_0_arm64", "macosx_14_0_universal2", "macosx_10_9_universal2"),
}
LARGEST_ZIP_BYTES = 130_000_000


class BuildError(Exception):
    """The zip cannot be made; the message says why."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="build.py", description="Build the extension's zip.")
    parser.add_argument("--platform", choices=sorted(WHEEL_PLATFORMS), default=this_platform())
    parser.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR")
    options = parser.parse_args(arguments)
    try:
        path = build(options.platform, options.output)
    except BuildError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    with zipfile.ZipFile(path) as archive:
        count = len(archive.namelist())
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, {count} files")
    return 0


def build(platform_id: str, output: Path) -> Path:
    """The built and validated `maquette-<version>-<platform>.zip` in `output`."""
    version = tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))["version"]
    target = output.resolve() / f"maquette-{version}-{platform_id}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="maquette-build-") as folder:
        staging = Path(folder) / "maquette"
        copy_product(staging)
        write_runtime(staging / "runtime", platform_id)
        made = Path(folder) / target.name
        extension_tool("build", "--source-dir", str(staging), "--output-filepath", str(made))
        extension_tool("validate", str(made))
        _require_size(made)
        # Beside its place first: the temporary folder can be on another disk.
        beside = target.with_suffix(".part")
        shutil.copyfile(made, beside)
        os.replace(beside, target)
    return target


def copy_product(staging: Path) -> None:
    """The shipped files and folders, without what Python and editors leave in them."""
    staging.mkdir(parents=True)
    for path in filter(Path.exists, map(ROOT.joinpath, SHIPPED)):
        if path.is_dir():
            shutil.copytree(path, staging / path.name, ignore=shutil.ignore_patterns(*LEFT_OUT))
        else:
            shutil.copyfile(path, staging / path.name)


def write_runtime(folder: Path, platform_id: str) -> None:
    """The wheels and their list, which `addon/inference/runtime.py` reads."""
    folder.mkdir(parents=True)
    rows: list[dict[str, str | int]] = []
    for wheel in runtime_wheels(platform_id):
        shutil.copyfile(wheel, folder / wheel.name)
        rows.append(_row(wheel, platform_id))
    (folder / "index.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def runtime_wheels(platform_id: str) -> list[Path]:
    """The pinned wheels for every Python on one platform; downloaded unless cached."""
    key = sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    folder = WHEEL_CACHE / key / platform_id
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".part-", dir=folder.parent) as part:
            for python in PYTHONS:
                _download(Path(part) / platform_id, python, WHEEL_PLATFORMS[platform_id])
            os.replace(Path(part) / platform_id, folder)
    wheels = sorted(folder.glob("*.whl"))
    pinned = set(
        re.findall(r"--hash=sha256:([0-9a-f]{64})", REQUIREMENTS.read_text(encoding="utf-8"))
    )
    for wheel in wheels:
        if file_sha256(wheel) not in pinned:
            raise BuildError(f"{wheel} is not what {REQUIREMENTS.name} pins; remove {folder}.")
    return wheels


def _download(folder: Path, python: str, tags: Sequence[str]) -> None:
    choice = ["--python-version", python, "--implementation", "cp"]
    for tag in tags:
        choice += ["--platform", tag]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    rules = ["--no-deps", "--only-binary=:all:", "--require-hashes"]
    places = ["--dest", str(folder), "--requirement", str(REQUIREMENTS)]
    if subprocess.run([*command, *rules, *choice, *places], check=False).returncode:
        raise BuildError(f"The wheels of the runtime for Python {python} could not be downloaded.")


def _row(wheel: Path, platform_id: str) -> dict[str, str | int]:
    python, abi, tag = wheel.stem.split("-")[-3:]
    return {
        "file": wheel.name,
        "sha256": file_sha256(wheel),
        "bytes": wheel.stat().st_size,
        "python": python if abi == python else "py3",
        "platform": "any" if tag == "any" else platform_id,
    }


def extension_tool(verb: str, *arguments: str) -> None:
    """Run a verb of the builder that comes with Blender, with Blender's list of allowed tags."""
    blender = blender_folder()
    program = blender / "scripts/addons_core/bl_pkg/cli/blender_ext.py"
    tags = blender / "scripts/modules/_bpy_internal/extensions/tags.py"
    command = [sys.executable, str(program), verb, "--valid-tags", str(tags), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise BuildError(f"Blender's builder refuses to {verb}: {answer.stdout}{answer.stderr}")


def blender_folder() -> Path:
    """The data folder of the installed bpy module."""
    spec = importlib.util.find_spec("bpy")
    if spec is None or spec.origin is None:
        raise BuildError("This Python has no bpy; use `python3 scripts/dev.py build`.")
    return next(Path(spec.origin).parent.glob("*/scripts")).parent


def _require_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_ZIP_BYTES:
        raise BuildError(
            f"The zip has {size / 1e6:.0f} MB; {LARGEST_ZIP_BYTES / 1e6:.0f} is the most."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
