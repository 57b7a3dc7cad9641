# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the buttons of the panels Material and Surface do, as work for the driver.

A second Blender proposes and bakes; the file is changed once, by what is accepted.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import bpy

from .. import jobs
from ..core.errors import InputError, ProcessError
from ..core.image import ColorSpace, as_color_space, as_rgb
from ..core.maps import MapKind
from ..core.png import encode_png
from ..core.procedural import ProceduralMaterial
from ..core.record import Record, procedural_record
from ..core.request import Capture
from ..core.version import maquette_version
from ..scene import assignment, library, materials, procedural, records
from ..scene.surface_nodes import active_material
from . import driver, preferences, proposals
from .background import background_verb, told_bytes
from .driver import Step, Work
from .properties import MaquetteSettings, settings_of
from .sources import capture_source, picture_path
from .work import first_part

PICTURE_SIDE = 192
# What a report says beside the record.
NOT_KEPT = ("badges", "seconds", "files")


def describe_material(settings: MaquetteSettings) -> Work:
    """Materials that fit the words, shown one by one; nothing of the file changes."""
    prompt = settings.prompt.strip()
    return _propose(prompt, [*_common(settings), "--", prompt])


def match_picture(context: bpy.types.Context, settings: MaquetteSettings) -> Work:
    """Materials like the picture under Capture, of the kind that the words say when they steer."""
    arguments = _common(settings)
    prompt = settings.prompt.strip() if settings.prompt_steers else ""
    with tempfile.TemporaryDirectory(prefix="maquette-") as name:
        if settings.source == "FILE":
            picture = picture_path(settings)
        else:
            capture = yield from first_part(capture_source(context, settings))
            picture = _save_picture(capture, Path(name))
        asked = f"{prompt}, like {picture.name}" if prompt else f"Like {picture.name}"
        words = ["--", prompt] if prompt else []
        return (yield from _propose(asked, [*arguments, f"--like={picture}", *words]))


def _common(settings: MaquetteSettings) -> list[str]:
    folders = [f"--models={folder}" for folder in preferences.model_folders()]
    count, seed = str(settings.prompt_count), str(settings.prompt_seed)
    device = ["--device", preferences.device().value]
    small = ["--no-maps", "--preview", str(PICTURE_SIDE)]
    return [*small, "--count", count, "--seed", seed, *device, *folders]


def _save_picture(capture: Capture, folder: Path) -> Path:
    stem = re.sub(r"[^\w -]", "_", Path(capture.source).stem) or "picture"
    path = folder / f"{stem}.png"
    path.write_bytes(encode_png(as_rgb(as_color_space(capture.color, ColorSpace.SRGB)), depth=8))
    return path


def _propose(asked: str, arguments: Sequence[str]) -> Work:
    """Run `generate` in a second Blender and show what it proposes as it comes."""
    proposals.begin(asked)
    with tempfile.TemporaryDirectory(prefix="maquette-") as name:
        folder = Path(name)
        out = ["--out", str(folder / "out")]
        with background_verb("generate", [*out, *arguments], folder) as child:
            for message in child.follow("Starting a second Blender"):
                if isinstance(message, Step):
                    yield message
                elif message["event"] == "understood":
                    proposals.shown.remarks = tuple(message["remarks"])
                elif message["event"] == "material":
                    _show(message, folder / "out")
    if not proposals.shown.items:
        raise ProcessError("The second Blender proposed nothing; try again.")
    return f"{len(proposals.shown.items)} materials; click one to use it"


def _show(message: dict[str, Any], out: Path) -> None:
    record: Record = message["record"]
    material = ProceduralMaterial.from_values(record["material"])
    proposals.add(message["name"], material, record, told_bytes(message["picture"], out))
    driver.redraw()


def use_proposal(context: bpy.types.Context, index: int) -> str:
    """Build a proposed material and put it where Assign To says; tells where that is."""
    if index >= len(proposals.shown.items):
        raise InputError("This proposal is no longer there; describe the material again.")
    proposal = proposals.shown.items[index]
    target = assignment.remember_target(context, settings_of(context).target)
    material = procedural.build_material(proposal.material, proposal.name)
    records.write_record(material, proposal.record)
    material.use_fake_user = not target.objects
    assigned = assignment.assign_to_target(target, material)
    driver.state.note = f"{material.name}: {assigned.summary}"
    return driver.state.note


def bake_maps(context: bpy.types.Context, settings: MaquetteSettings) -> Work:
    """The active object's procedural material as image maps, in its place on what is selected."""
    material, record = _to_bake(context)
    name, uid = material.name, material.session_uid
    objects = {each.session_uid for each in (*context.selected_objects, context.active_object)}
    side = str(settings.bake_side)
    with tempfile.TemporaryDirectory(prefix="maquette-") as scratch:
        folder = Path(scratch)
        numbers, out = folder / "material.json", folder / "out"
        numbers.write_text(json.dumps(record), encoding="utf-8")
        arguments = [str(numbers), "--out", str(out), "--resolution", side]
        yield from _run("bake", arguments, folder)
        yield Step(1.0, "Applying")
        baked = _maps_material(f"{name} maps", out)
    assigned = _exchange(uid, objects, baked)
    driver.push_undo("Bake to Maps")
    return f"{baked.name}: {assigned.summary}"


def _run(verb: str, arguments: Sequence[str], folder: Path) -> Iterator[Step]:
    """A verb whose results are files: only its steps are of interest."""
    with background_verb(verb, arguments, folder) as child:
        for message in child.follow("Starting a second Blender"):
            if isinstance(message, Step):
                yield message


def _to_bake(context: bpy.types.Context) -> tuple[bpy.types.Material, Record]:
    """The material, and its record with the numbers that its sliders show now."""
    material = active_material(context.active_object)
    numbers = procedural.read_material(material)
    if material is None or numbers is None:
        raise InputError("The active object has no material of Maquette's families to bake.")
    kept = records.read_record(material) or procedural_record(numbers, maquette_version())
    return material, {**kept, "material": numbers.to_values()}


def _maps_material(name: str, out: Path) -> bpy.types.Material:
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    low, high = report["height_range_m"]
    record = {key: value for key, value in report.items() if key not in NOT_KEPT}
    return materials.material_from_maps(
        name,
        {kind: out / f"{kind.value}.png" for kind in MapKind},
        report["size_m"],
        height_range=(low, high),
        record=record,
    )


def _exchange(
    former_uid: int, objects: set[int], material: bpy.types.Material
) -> assignment.Assignment:
    """Found again by session id: an undo meanwhile makes references useless."""
    former = next((each for each in bpy.data.materials if each.session_uid == former_uid), None)
    there = [each for each in bpy.data.objects if each.session_uid in objects]
    if former is None:
        material.use_fake_user = True
        return assignment.Assignment()
    former.use_fake_user = True
    return assignment.exchange_material(there, former, material)


def add_library() -> Work:
    """All looks as assets in Maquette's own folder, which the asset browser then shows.

    What a cancelled run has made is used by the next.
    """
    place = jobs.user_folder() / "library"
    with tempfile.TemporaryDirectory(prefix="maquette-") as scratch:
        arguments = ["--out", str(place), "--overwrite"]
        yield from _run("library", arguments, Path(scratch))
    name = library.add_to_preferences(place)
    return f"The asset browser shows the library {name}"
