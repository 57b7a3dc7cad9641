# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The asset library: described materials in catalogs, resumable, and known to the preferences."""

from __future__ import annotations

from pathlib import Path

import bpy
import pytest

from addon.core.errors import Cancelled, InputError
from addon.core.progress import CancelToken, SilentReporter
from addon.scene import library, material_picture
from addon.scene.procedural import FAMILIES


def _write(folder: Path, cancel: CancelToken | None = None) -> Path:
    return library.write_library(
        folder, SilentReporter(), cancel or CancelToken(), side=32, families=["water"]
    )


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "SAMPLES", 1)


def test_every_look_is_an_asset_in_a_catalog(tmp_path: Path) -> None:
    before = len(bpy.data.materials), len(bpy.data.node_groups)
    path = _write(tmp_path)
    assert (len(bpy.data.materials), len(bpy.data.node_groups)) == before
    assert {each.name for each in tmp_path.iterdir()} == {library.BLEND, library.CATALOGS}
    family = FAMILIES["water"]
    key, name = library.catalog_of(family)
    assert f"{key}:{name}:" in (tmp_path / library.CATALOGS).read_text(encoding="utf-8")
    with bpy.data.libraries.load(str(path), assets_only=True) as (found, wanted):
        wanted.materials = found.materials
    assert len(wanted.materials) == len(family.looks)
    for material in wanted.materials:
        assert material.asset_data.catalog_id == str(key)
        assert material.asset_data.license and material.asset_data.description
        assert tuple(material.preview.image_size) == (32, 32)
    groups = {group.name for group in bpy.data.node_groups}
    assert len(groups) == 2


def test_a_stopped_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cancel, rendered = CancelToken(), list[Path]()
    render = material_picture.render_picture

    def counted(*arguments: object, **settings: object) -> None:
        rendered.append(Path(str(arguments[2])))
        render(*arguments, **settings)  # pyright: ignore[reportArgumentType]
        if len(rendered) == 2:
            cancel.cancel()

    monkeypatch.setattr(material_picture, "render_picture", counted)
    with pytest.raises(Cancelled):
        _write(tmp_path, cancel)
    assert not (tmp_path / library.BLEND).exists()
    _write(tmp_path)
    assert len(rendered) == len(set(rendered)) == len(FAMILIES["water"].looks)


def test_pictures_of_no_size(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="32 to 512"):
        library.write_library(tmp_path, SilentReporter(), CancelToken(), side=8)


def test_the_library_is_added_once(tmp_path: Path) -> None:
    libraries = bpy.context.preferences.filepaths.asset_libraries
    before = len(libraries)
    name = library.add_to_preferences(tmp_path)
    try:
        assert library.add_to_preferences(tmp_path) == name
        assert len(libraries) == before + 1
        assert Path(libraries[name].path) == tmp_path.resolve()
    finally:
        libraries.remove(libraries[name])


def test_every_family_has_a_catalog() -> None:
    for family in FAMILIES.values():
        assert library.catalog_of(family)[1].startswith("Maquette/")
