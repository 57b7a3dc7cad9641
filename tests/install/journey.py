# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of a new user, run inside a Blender of its own by test_install.py: install the zip, run a
job, disable, enable, ask again. Writes what it saw to a JSON file and judges nothing."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import sys
from ipaddress import ip_address
from pathlib import Path

import bpy

MODULE = "bl_ext.user_default.maquette"


def main(folder: Path) -> None:
    sys.addaudithook(_refuse_connections)
    seen: dict[str, object] = {
        "blender": bpy.app.version_string,
        "python": sys.version.split(maxsplit=1)[0],
        "had_onnxruntime": importlib.util.find_spec("onnxruntime") is not None,
    }
    with contextlib.redirect_stdout(sys.stderr):
        seen |= _install_and_use(folder)
    (folder / "seen.json").write_text(json.dumps(seen, indent=2), encoding="utf-8")


def _install_and_use(folder: Path) -> dict[str, object]:
    (package,) = folder.glob("maquette-*.zip")
    bpy.ops.extensions.package_install_files(
        filepath=str(package), repo="user_default", enable_on_install=True
    )
    seen: dict[str, object] = {"enabled": _state()}
    picture, out = str(folder / "picture.png"), str(folder / "out")
    seen["material"] = _command("material", picture, "--out", out, "--device", "cpu")
    bpy.ops.preferences.addon_disable(module=MODULE)
    seen["disabled"] = _state()
    bpy.ops.preferences.addon_enable(module=MODULE)
    seen["enabled_again"] = _state()
    seen["devices"] = _command("devices")
    jobs = importlib.import_module(f"{MODULE}.addon.jobs")
    markers = (jobs.user_folder() / "runtime").glob("*/.complete")
    seen["unpacked"] = {marker.parent.name: marker.read_text() for marker in markers}
    seen["loaded_onnxruntime"] = "onnxruntime" in sys.modules
    return seen


def _command(*arguments: str) -> int:
    return importlib.import_module(f"{MODULE}.addon.batch.cli").main(arguments)


def _state() -> dict[str, bool]:
    return {
        "in_preferences": MODULE in bpy.context.preferences.addons,
        "has_properties": hasattr(bpy.types.Scene, "maquette"),
        "has_operator": hasattr(bpy.types, "MAQUETTE_OT_generate_material"),
    }


def _refuse_connections(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host != "localhost" and not ip_address(host).is_loopback:
        raise OSError(f"the network is closed, and something tried to reach {host}")


if __name__ == "__main__":
    main(Path(sys.argv[-1]))
