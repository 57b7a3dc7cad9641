# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test gets: a Blender profile of its own, an empty scene, and a closed network."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
NEEDS_BLENDER = ("scene", "ui", "batch", "golden", "install")
STARTS_EMPTY = frozenset({"scene", "ui", "batch", "golden"})
HAS_BLENDER = importlib.util.find_spec("bpy") is not None

collect_ignore = [] if HAS_BLENDER else list(NEEDS_BLENDER)

# Blender reads these when bpy is imported; without them a test would see, and change, the
# developer's own preferences, and wheels of installed extensions would hide those of the venv.
PROFILE = Path(tempfile.mkdtemp(prefix="maquette-tests-"))
atexit.register(shutil.rmtree, PROFILE, ignore_errors=True)
for name in ("RESOURCES", "CONFIG", "SCRIPTS", "EXTENSIONS", "DATAFILES"):
    folder = PROFILE / name.lower()
    folder.mkdir()
    os.environ[f"BLENDER_USER_{name}"] = str(folder)


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for method in ("connect", "connect_ex"):
            patch.setattr(socket.socket, method, _loopback_only(getattr(socket.socket, method)))
        yield


def _loopback_only(connect: object) -> object:
    def guarded(self: socket.socket, address: object) -> object:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address):
            raise OSError(f"This test tried to reach {address}; tests stay on this machine.")
        assert callable(connect)
        return connect(self, address)

    return guarded


def _is_loopback(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if host == "localhost":
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def registered() -> Iterator[None]:
    """The add-on as Blender has it after enabling."""
    import addon

    addon.register()
    yield
    addon.unregister()


@pytest.fixture(autouse=True)
def _empty_scene(request: pytest.FixtureRequest) -> None:
    """Every test that touches Blender's data starts from an empty file with factory settings."""
    if _folder_of(request) not in STARTS_EMPTY:
        return
    import bpy

    request.getfixturevalue("registered")
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def _folder_of(request: pytest.FixtureRequest) -> str:
    path = Path(str(request.node.path))
    return path.relative_to(TESTS).parts[0] if path.is_relative_to(TESTS) else ""
